//! Payments: what is offered, what is being checked, what was paid. See <https://core.telegram.org/bots/api#payments>.
//!
//! No money moves: whoever pays has paid, unless the bot says no.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::bots::BotId;
use crate::changes::Stale;
use crate::clock::Now;
use crate::feed::Happening;
use crate::identity;
use crate::room::Room;
use crate::subscriptions::Subscription;
use crate::world::World;

/// Seconds in which a checkout must be answered.
const ANSWERABLE: i64 = 10;
/// Seconds in which a question about delivery must be answered: as long as its update lives.
const SHIPPABLE: i64 = 150;
/// Offers, questions, checkouts and charges kept of each; the oldest go first.
const MAX_KEPT: usize = 1_000;
/// The currency of Stars.
pub(crate) const STARS: &str = "XTR";

/// What can be paid for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Offer {
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) description: String,
    pub(crate) payload: String,
    pub(crate) currency: String,
    pub(crate) total_amount: i64,
    /// What adds up to it, as the Bot API writes it.
    #[serde(default)]
    pub(crate) prices: Value,
    /// The most that may be given on top.
    #[serde(default)]
    pub(crate) max_tip: i64,
    /// Whether the price depends on where it is sent to.
    #[serde(default)]
    pub(crate) flexible: bool,
    /// What must be told of whoever pays, by the names of `OrderInfo`.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    /// Seconds after which it is paid again; 0 if it is paid once.
    #[serde(default)]
    pub(crate) subscription_period: i64,
}

/// What somebody who pays says beside that.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Order {
    /// What they give on top.
    pub(crate) tip: i64,
    /// Who and where they are, see <https://core.telegram.org/bots/api#orderinfo>.
    pub(crate) info: Map<String, Value>,
    /// How it is delivered.
    pub(crate) shipping_option: Option<String>,
}

/// A payment that the bot has not agreed to yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Checkout {
    chat: i64,
    user: i64,
    made: i64,
    offer: Offer,
    #[serde(default)]
    order: Order,
    /// The ways of delivery that the bot has named.
    #[serde(default)]
    ways: Option<Vec<Value>>,
}

/// A payment that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub(crate) user: i64,
    pub(crate) date: i64,
    pub(crate) offer: Offer,
    pub(crate) refunded: Option<i64>,
    /// What was bought, if it was paid media, as the Bot API writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) paid_media: Option<Value>,
}

impl Charge {
    /// A payment that was made now and is not given back.
    pub(crate) fn new(user: i64, date: i64, offer: Offer) -> Self {
        Self { user, date, offer, refunded: None, paid_media: None }
    }
}

/// All of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Payments {
    /// By the number of the message, or by the address of the invoice.
    offers: BTreeMap<String, Offer>,
    /// Those for which a way of delivery is not chosen yet.
    #[serde(default)]
    shippings: BTreeMap<String, Checkout>,
    checkouts: BTreeMap<String, Checkout>,
    pub(crate) charges: BTreeMap<String, Charge>,
    /// By the id of the first payment.
    #[serde(default)]
    pub(crate) subscriptions: BTreeMap<String, Subscription>,
}

impl Payments {
    /// What is offered under a name.
    pub(crate) fn offer(&self, name: &str) -> Option<&Offer> {
        self.offers.get(name)
    }

    /// Stars the bot has.
    pub(crate) fn stars(&self) -> i64 {
        let paid = self.charges.values();
        let kept = paid.filter(|one| one.refunded.is_none() && one.offer.currency == STARS);
        kept.map(|one| one.offer.total_amount).sum()
    }
}

/// Why nothing is refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRefund {
    Unknown,
    Already,
}

/// The question that the bot is asked next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// How it can be delivered.
    Shipping(String),
    /// Whether it agrees.
    PreCheckout(String),
}

impl World {
    /// A bot offers something under a name.
    pub(crate) fn offer(&mut self, bot: BotId, name: String, offer: Offer) {
        keep(&mut self.bots[bot].payments.offers, name, offer);
        self.save_payments(bot);
    }

    /// Somebody wants to pay a bot; gives what it is asked, or nothing if nothing is offered under the name.
    pub(crate) fn check_out(
        &mut self,
        now: Now,
        bot: BotId,
        (chat, user): (i64, i64),
        name: &str,
        order: Order,
    ) -> Option<Question> {
        let offer = self.bots[bot].payments.offers.get(name)?.clone();
        self.feed.publish(&Happening::Paying {
            at: Room::of(bot, chat).by(bot),
            user_id: user,
            invoice: name.to_owned(),
            currency: offer.currency.clone(),
            tip: order.tip,
            order_info: order.info.clone(),
        });
        let checkout = Checkout { chat, user, made: now.unix, offer, order, ways: None };
        if !checkout.offer.flexible {
            return self.ask_to_agree(now, bot, checkout).map(Question::PreCheckout);
        }
        let id = self.question_id();
        let query = json!({
            "id": id,
            "from": self.people.get(&user)?,
            "invoice_payload": checkout.offer.payload,
            "shipping_address": checkout.order.info.get("shipping_address")?,
        });
        keep(&mut self.bots[bot].payments.shippings, id.clone(), checkout);
        self.save_payments(bot);
        self.issue(now, bot, "shipping_query", Some(Room::of(bot, chat)), &query);
        Some(Question::Shipping(id))
    }

    /// A bot names the ways of delivery, or says why there are none; gives the chat, unless it was not asked, or is late.
    pub(crate) fn offer_delivery(
        &mut self,
        now: Now,
        bot: BotId,
        id: &str,
        ways: Result<Vec<Value>, &str>,
    ) -> Option<i64> {
        let shippings = &mut self.bots[bot].payments.shippings;
        let open = shippings.get_mut(id)?;
        if open.ways.is_some() || open.made + SHIPPABLE <= now.unix {
            return None;
        }
        let (chat, user_id) = (open.chat, open.user);
        match &ways {
            Ok(ways) => open.ways = Some(ways.clone()),
            Err(_) => drop(shippings.remove(id)),
        }
        self.save_payments(bot);
        self.feed.publish(&Happening::Shipping {
            at: Room::of(bot, chat).by(bot),
            user_id,
            shipping_query_id: id.to_owned(),
            error: ways.as_ref().err().map(|error| (*error).to_owned()),
            options: ways.unwrap_or_default(),
        });
        Some(chat)
    }

    /// Somebody chooses a way of delivery; gives what the bot is asked, unless it has not named this one.
    pub(crate) fn choose_delivery(
        &mut self,
        now: Now,
        bot: BotId,
        id: &str,
        way: &str,
    ) -> Option<Question> {
        let shippings = &mut self.bots[bot].payments.shippings;
        let ways = shippings.get(id)?.ways.as_ref()?;
        let chosen = ways.iter().find(|one| one["id"] == way)?.clone();
        let mut checkout = shippings.remove(id)?;
        self.feed.publish(&Happening::Delivery {
            at: Room::of(bot, checkout.chat).by(bot),
            user_id: checkout.user,
            shipping_query_id: id.to_owned(),
            option: chosen.clone(),
        });
        let prices = chosen["prices"].as_array().into_iter().flatten();
        let costs = prices.filter_map(|price| price["amount"].as_i64());
        let total = costs.fold(checkout.offer.total_amount, i64::saturating_add);
        checkout.offer.total_amount = total;
        checkout.order.shipping_option = Some(way.to_owned());
        let checkout = Checkout { made: now.unix, ..checkout };
        self.ask_to_agree(now, bot, checkout).map(Question::PreCheckout)
    }

    /// Asks a bot whether it agrees to a payment; gives the id of the query.
    fn ask_to_agree(&mut self, now: Now, bot: BotId, mut checkout: Checkout) -> Option<String> {
        let tip = checkout.order.tip;
        checkout.offer.total_amount = checkout.offer.total_amount.saturating_add(tip);
        let id = self.question_id();
        let mut query = told(&checkout.offer, &checkout.order);
        query["id"] = id.clone().into();
        query["from"] = json!(self.people.get(&checkout.user)?);
        let room = Room::of(bot, checkout.chat);
        keep(&mut self.bots[bot].payments.checkouts, id.clone(), checkout);
        self.save_payments(bot);
        self.issue(now, bot, "pre_checkout_query", Some(room), &query);
        Some(id)
    }

    /// A bot agrees to a payment, or says why not; gives the chat, if it was asked for it, and in time.
    pub(crate) fn settle(
        &mut self,
        now: Now,
        bot: BotId,
        id: &str,
        error: Option<&str>,
    ) -> Option<i64> {
        let checkout = self.bots[bot].payments.checkouts.remove(id)?;
        self.save_payments(bot);
        if checkout.made + ANSWERABLE <= now.unix {
            return None;
        }
        let Checkout { chat, user, offer, order, .. } = checkout;
        let room = Room::of(bot, chat);
        self.feed.publish(&Happening::Payment {
            at: room.by(bot),
            user_id: user,
            pre_checkout_query_id: id.to_owned(),
            error: error.map(str::to_owned),
        });
        if error.is_none() {
            let mut paid = told(&offer, &order);
            let charge = Charge::new(user, now.unix, offer);
            let charge_id = self.add_charge(bot, charge.clone());
            paid["telegram_payment_charge_id"] = charge_id.clone().into();
            paid["provider_payment_charge_id"] = charge_id.clone().into();
            if charge.offer.subscription_period > 0 {
                self.subscribe(now, (bot, chat), (&charge_id, &charge), &mut paid);
            }
            self.service(now, room, user, "successful_payment", paid);
        }
        Some(chat)
    }

    /// Notes a payment to a bot; gives its id.
    pub(crate) fn add_charge(&mut self, bot: BotId, charge: Charge) -> String {
        let id = format!("charge_{:016x}{:016x}", charge.date, identity::random());
        keep(&mut self.bots[bot].payments.charges, id.clone(), charge);
        self.save_payments(bot);
        id
    }

    /// A bot gives Stars back.
    pub(crate) fn refund(
        &mut self,
        now: Now,
        bot: BotId,
        user: i64,
        id: &str,
    ) -> Result<(), NoRefund> {
        let charge = self.bots[bot].payments.charges.get_mut(id);
        let charge = charge.filter(|one| one.user == user && one.offer.currency == STARS);
        let charge = charge.ok_or(NoRefund::Unknown)?;
        if charge.refunded.is_some() {
            return Err(NoRefund::Already);
        }
        charge.refunded = Some(now.unix);
        let mut refunded = told(&charge.offer, &Order::default());
        refunded["telegram_payment_charge_id"] = id.into();
        self.save_payments(bot);
        self.service(now, Room::of(bot, user), user, "refunded_payment", refunded);
        Ok(())
    }

    /// All have the same length, so the oldest is the first.
    fn question_id(&mut self) -> String {
        (self.next_message_id() + 4_000_000_000_000_000_000).to_string()
    }

    pub(crate) fn save_payments(&mut self, bot: BotId) {
        self.changes.touch(Stale::Payments(bot));
    }
}

/// What every message and query says of a payment.
pub(crate) fn told(offer: &Offer, order: &Order) -> Value {
    let mut json = json!({
        "currency": offer.currency,
        "total_amount": offer.total_amount,
        "invoice_payload": offer.payload,
    });
    if let Some(option) = &order.shipping_option {
        json["shipping_option_id"] = option.clone().into();
    }
    if !order.info.is_empty() {
        json["order_info"] = order.info.clone().into();
    }
    json
}

fn keep<T>(map: &mut BTreeMap<String, T>, key: String, value: T) {
    if map.len() >= MAX_KEPT {
        map.pop_first();
    }
    map.insert(key, value);
}
