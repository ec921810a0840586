//! Payments: what is offered, what is being checked, what was paid. See <https://core.telegram.org/bots/api#payments>.
//!
//! No money moves: whoever pays has paid, unless the bot says no.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::changes::Table;
use crate::clock::Now;
use crate::feed::Happening;
use crate::identity;
use crate::world::World;

/// Seconds in which a checkout must be answered.
const ANSWERABLE: i64 = 10;
/// Offers, checkouts and charges kept of each; the oldest go first.
const MAX_KEPT: usize = 1_000;
/// The currency of Stars.
pub(crate) const STARS: &str = "XTR";

/// What can be paid for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Offer {
    pub(crate) payload: String,
    pub(crate) currency: String,
    pub(crate) total_amount: i64,
}

/// A payment that the bot has not agreed to yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Checkout {
    chat: i64,
    user: i64,
    made: i64,
    offer: Offer,
}

/// A payment that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub(crate) user: i64,
    pub(crate) date: i64,
    pub(crate) offer: Offer,
    pub(crate) refunded: Option<i64>,
}

/// All of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Payments {
    /// By the number of the message, or by the address of the invoice.
    offers: BTreeMap<String, Offer>,
    checkouts: BTreeMap<String, Checkout>,
    pub(crate) charges: BTreeMap<String, Charge>,
}

impl Payments {
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

impl World {
    /// Offers something under a name.
    pub(crate) fn offer(&mut self, name: String, offer: Offer) {
        keep(&mut self.payments.offers, name, offer);
        self.save_payments();
    }

    /// Somebody wants to pay; gives the id of the query to the bot, or nothing if nothing is offered under the name.
    pub(crate) fn check_out(
        &mut self,
        now: Now,
        chat: i64,
        user: i64,
        name: &str,
    ) -> Option<String> {
        let offer = self.payments.offers.get(name)?.clone();
        // All have the same length, so the oldest is the first.
        let id = (self.next_message_id() + 4_000_000_000_000_000_000).to_string();
        let query = json!({
            "id": id,
            "from": self.people.get(&user)?,
            "currency": offer.currency,
            "total_amount": offer.total_amount,
            "invoice_payload": offer.payload,
        });
        keep(
            &mut self.payments.checkouts,
            id.clone(),
            Checkout { chat, user, made: now.unix, offer },
        );
        self.save_payments();
        self.issue(now, "pre_checkout_query", Some(chat), &query);
        Some(id)
    }

    /// The bot agrees to a payment, or says why not; tells whether it was asked for it, and in time.
    pub(crate) fn settle(&mut self, now: Now, id: &str, error: Option<&str>) -> Option<i64> {
        let checkout = self.payments.checkouts.remove(id)?;
        self.save_payments();
        if checkout.made + ANSWERABLE <= now.unix {
            return None;
        }
        let Checkout { chat, user, offer, .. } = checkout;
        self.feed.publish(&Happening::Payment {
            chat_id: chat,
            user_id: user,
            pre_checkout_query_id: id.to_owned(),
            error: error.map(str::to_owned),
        });
        if error.is_none() {
            let charge = format!("charge_{:016x}{:016x}", now.unix, identity::random());
            let mut paid = paid(&offer, &charge);
            paid["provider_payment_charge_id"] = charge.clone().into();
            let made = Charge { user, date: now.unix, offer, refunded: None };
            keep(&mut self.payments.charges, charge, made);
            self.save_payments();
            self.service(now, chat, user, "successful_payment", paid);
        }
        Some(chat)
    }

    /// Gives Stars back.
    pub(crate) fn refund(&mut self, now: Now, user: i64, id: &str) -> Result<(), NoRefund> {
        let charge = self.payments.charges.get_mut(id);
        let charge = charge.filter(|one| one.user == user && one.offer.currency == STARS);
        let charge = charge.ok_or(NoRefund::Unknown)?;
        if charge.refunded.is_some() {
            return Err(NoRefund::Already);
        }
        charge.refunded = Some(now.unix);
        let refunded = paid(&charge.offer, id);
        self.save_payments();
        self.service(now, user, user, "refunded_payment", refunded);
        Ok(())
    }

    fn save_payments(&mut self) {
        self.changes.put(Table::Facts, "payments", &self.payments);
    }
}

fn paid(offer: &Offer, charge: &str) -> Value {
    json!({
        "currency": offer.currency,
        "total_amount": offer.total_amount,
        "invoice_payload": offer.payload,
        "telegram_payment_charge_id": charge,
    })
}

fn keep<T>(map: &mut BTreeMap<String, T>, key: String, value: T) {
    if map.len() >= MAX_KEPT {
        map.pop_first();
    }
    map.insert(key, value);
}
