//! Invoices, checkouts, refunds.
//!
//! <https://core.telegram.org/bots/api#sendinvoice> and the methods after it.

use serde_json::{Value, json};

use super::Act;
use super::access::user_param;
use super::message::{UNMODELLED, post};
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal, Success};
use crate::identity;
use crate::ledger::Entry;
use crate::params::Params;
use crate::payments::{Charge, NoRefund, Offer, STARS};
use crate::world::World;

/// What people may be asked for: the parameter, and what they say then, by the names of `OrderInfo`.
const NEEDS: [(&str, &str); 4] = [
    ("need_name", "name"),
    ("need_phone_number", "phone_number"),
    ("need_email", "email"),
    ("need_shipping_address", "shipping_address"),
];
/// Seconds after which a subscription is paid again: there is no other period.
const MONTH: i64 = 2_592_000;
/// Stars that a subscription may cost.
const MAX_SUBSCRIPTION: i64 = 10_000;
/// Amounts that may be proposed as tips.
const MAX_TIPS: usize = 4;

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let offer = offer(act.params)?;
    let invoice = json!({
        "title": act.get("title"),
        "description": act.get("description"),
        "start_parameter": act.get("start_parameter"),
        "currency": offer.currency,
        "total_amount": offer.total_amount,
    });
    post(world, act, "sendInvoice", |world, message| {
        message.attachment.insert("invoice".to_owned(), invoice);
        world.offer(act.bot, message.message_id.to_string(), offer);
    })
}

pub(super) fn link(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["business_connection_id"])?;
    let period = act.params.integer("subscription_period", 0, 0, i64::from(i32::MAX));
    let offer = Offer { subscription_period: period, ..offer(act.params)? };
    if period != 0 && (period != MONTH || offer.currency != STARS) {
        return Err(Refusal::bad_request("SUBSCRIPTION_PERIOD_INVALID"));
    }
    if period != 0 && offer.total_amount > MAX_SUBSCRIPTION {
        return Err(Refusal::bad_request("CURRENCY_TOTAL_AMOUNT_INVALID"));
    }
    let slug = format!("{:016x}{:016x}", identity::random(), identity::random());
    world.offer(act.bot, slug.clone(), offer);
    Success::of(&format!("https://t.me/${slug}"))
}

pub(super) fn answer(world: &mut World, act: Act<'_>) -> Outcome {
    let error = match act.params.boolean("ok") {
        true => None,
        false => Some(required(act.params, "error_message")?),
    };
    let id = act.get("pre_checkout_query_id");
    let chat = world.settle(act.now, act.bot, id, error).ok_or_else(Refusal::too_late)?;
    let method = "answerPreCheckoutQuery".to_owned();
    world.accept(act.now, act.bot, Entry { method, chat: Some(chat), ..Entry::default() });
    Success::done()
}

pub(super) fn answer_shipping(world: &mut World, act: Act<'_>) -> Outcome {
    let ways = match act.params.boolean("ok") {
        true => Ok(shipping_options(required(act.params, "shipping_options")?)?),
        false => Err(required(act.params, "error_message")?),
    };
    let id = act.get("shipping_query_id");
    let chat = world.offer_delivery(act.now, act.bot, id, ways).ok_or_else(Refusal::too_late)?;
    let method = "answerShippingQuery".to_owned();
    world.accept(act.now, act.bot, Entry { method, chat: Some(chat), ..Entry::default() });
    Success::done()
}

pub(super) fn refund(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    match world.refund(act.now, act.bot, user, act.get("telegram_payment_charge_id")) {
        Ok(()) => {
            let method = "refundStarPayment".to_owned();
            world.accept(act.now, act.bot, Entry { method, chat: Some(user), ..Entry::default() });
            Success::done()
        }
        Err(NoRefund::Unknown) => Err(Refusal::bad_request("CHARGE_NOT_FOUND")),
        Err(NoRefund::Already) => Err(Refusal::bad_request("CHARGE_ALREADY_REFUNDED")),
    }
}

/// What Telegram says of a payment that began no subscription is not known.
pub(super) fn edit_subscription(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let charge = act.get("telegram_payment_charge_id");
    if !world.end_subscription(act.bot, user, charge, act.params.boolean("is_canceled")) {
        return Err(Refusal::bad_request("CHARGE_NOT_FOUND"));
    }
    let method = "editUserStarSubscription".to_owned();
    world.accept(act.now, act.bot, Entry { method, chat: Some(user), ..Entry::default() });
    Success::done()
}

pub(super) fn balance(world: &World, act: Act<'_>) -> Outcome {
    Success::of(&json!({ "amount": world.bots[act.bot].payments.stars() }))
}

pub(super) fn transactions(world: &World, act: Act<'_>) -> Outcome {
    let offset =
        usize::try_from(act.params.integer("offset", 0, 0, i64::MAX)).unwrap_or(usize::MAX);
    let limit = usize::try_from(act.params.integer("limit", 100, 1, 100)).unwrap_or(100);
    let mut list: Vec<Value> = Vec::new();
    let stars =
        world.bots[act.bot].payments.charges.iter().filter(|(_, one)| one.offer.currency == STARS);
    for (id, charge) in stars {
        let partner = partner(world, charge);
        let amount = charge.offer.total_amount;
        let paid = json!({ "id": id, "amount": amount, "date": charge.date, "source": partner });
        list.push(paid);
        if let Some(date) = charge.refunded {
            let back = json!({ "id": id, "amount": amount, "date": date, "receiver": partner });
            list.push(back);
        }
    }
    let page: Vec<Value> = list.into_iter().skip(offset).take(limit).collect();
    Success::of(&json!({ "transactions": page }))
}

/// Who has paid, and what for.
fn partner(world: &World, charge: &Charge) -> Value {
    let mut partner = json!({ "type": "user", "user": world.user(charge.user) });
    let (kind, name) = match &charge.paid_media {
        None => ("invoice_payment", "invoice_payload"),
        Some(media) => {
            partner["paid_media"] = media.clone();
            ("paid_media_payment", "paid_media_payload")
        }
    };
    partner["transaction_type"] = kind.into();
    if charge.offer.subscription_period != 0 {
        partner["subscription_period"] = charge.offer.subscription_period.into();
    }
    if !charge.offer.payload.is_empty() {
        partner[name] = charge.offer.payload.clone().into();
    }
    partner
}

fn offer(params: &Params) -> Result<Offer, Refusal> {
    for name in ["title", "description", "payload", "currency"] {
        required(params, name)?;
    }
    let prices: Value = serde_json::from_str(required(params, "prices")?)
        .map_err(|_| Refusal::bad_request("can't parse prices JSON object"))?;
    let amounts = prices_of(&prices).map_err(|problem| Refusal::bad_request(&problem))?;
    let currency = params.get("currency").to_owned();
    let provider = !params.get("provider_token").is_empty();
    if currency == STARS && (provider || amounts.len() != 1) {
        return Err(Refusal::bad_request("STARS_INVOICE_INVALID"));
    }
    if currency != STARS && !provider {
        return Err(Refusal::bad_request("PAYMENT_PROVIDER_INVALID"));
    }
    let total_amount = amounts.into_iter().fold(0_i64, i64::saturating_add);
    if currency.len() != 3 || total_amount <= 0 {
        return Err(Refusal::bad_request("CURRENCY_TOTAL_AMOUNT_INVALID"));
    }
    let flexible = params.boolean("is_flexible");
    let asked = NEEDS
        .iter()
        .filter(|(flag, name)| params.boolean(flag) || (flexible && *name == "shipping_address"));
    let [title, description, payload] =
        ["title", "description", "payload"].map(|name| params.get(name).to_owned());
    Ok(Offer {
        title,
        description,
        payload,
        currency,
        total_amount,
        prices,
        max_tip: max_tip(params)?,
        flexible,
        needs: asked.map(|(_, name)| (*name).to_owned()).collect(),
        subscription_period: 0,
    })
}

/// The amounts of a list of labelled prices.
fn prices_of(value: &Value) -> Result<Vec<i64>, String> {
    let list = value.as_array().ok_or("expected an Array of labeled prices")?;
    if list.is_empty() {
        return Err("there must be at least one price".to_owned());
    }
    let price = |price: &Value| {
        let problem = match (&price["label"], price["amount"].as_i64()) {
            _ if !price.is_object() => "LabeledPrice must be an Object",
            (Value::Null, _) => "Can't find field \"label\"",
            (label, _) if label == "" => "LabeledPrice label must be non-empty",
            (_, None) => "Can't find field \"amount\"",
            (_, Some(amount)) => return Ok(amount),
        };
        Err(format!("can't parse labeled price: {problem}"))
    };
    list.iter().map(price).collect()
}

/// The most that may be given on top; the amounts that are proposed only have to fit it.
fn max_tip(params: &Params) -> Result<i64, Refusal> {
    let most = match params.get("max_tip_amount") {
        "" => 0,
        text => text
            .parse::<i64>()
            .map_err(|_| Refusal::bad_request("can't parse \"max_tip_amount\" as Number"))?,
    };
    let proposed: Vec<i64> = match params.get("suggested_tip_amounts") {
        "" => Vec::new(),
        text => match serde_json::from_str(text) {
            Ok(Value::Array(list)) => {
                let amount = |one: &Value| one.as_i64().or_else(|| one.as_str()?.parse().ok());
                let amounts = list.iter().map(amount).collect::<Option<_>>();
                amounts.ok_or_else(|| {
                    Refusal::bad_request("can't parse suggested tip amount as Number")
                })?
            }
            Ok(_) => {
                return Err(Refusal::bad_request("expected an Array of suggested tip amounts"));
            }
            Err(_) => {
                return Err(Refusal::bad_request("can't parse suggested_tip_amounts JSON object"));
            }
        },
    };
    let grow = proposed.windows(2).all(|two| two[0] < two[1]);
    let fit = proposed.iter().all(|one| (1..=most).contains(one)) && proposed.len() <= MAX_TIPS;
    match grow && fit && most >= 0 {
        true => Ok(most),
        false => Err(Refusal::bad_request("TIP_AMOUNTS_INVALID")),
    }
}

/// Ways of delivery, see <https://core.telegram.org/bots/api#shippingoption>.
fn shipping_options(text: &str) -> Result<Vec<Value>, Refusal> {
    let value: Value = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse shipping options JSON object"))?;
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of shipping options"));
    };
    if list.is_empty() {
        return Err(Refusal::bad_request("there must be at least one shipping option"));
    }
    for option in &list {
        let problem = match (&option["id"], &option["title"]) {
            _ if !option.is_object() => Some("ShippingOption must be an Object".to_owned()),
            (Value::Null, _) => Some("Can't find field \"id\"".to_owned()),
            (id, _) if id == "" => Some("ShippingOption identifier must be non-empty".to_owned()),
            (_, Value::Null) => Some("Can't find field \"title\"".to_owned()),
            (_, title) if title == "" => Some("ShippingOption title must be non-empty".to_owned()),
            _ => prices_of(&option["prices"])
                .err()
                .map(|problem| format!("Can't parse shipping option prices: {problem}")),
        };
        if let Some(problem) = problem {
            let text = format!("can't parse shipping option: {problem}");
            return Err(Refusal::bad_request(&text));
        }
    }
    Ok(list)
}
