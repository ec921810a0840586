//! Invoices, checkouts, refunds.
//!
//! <https://core.telegram.org/bots/api#sendinvoice> and the methods after it.

use serde_json::{Value, json};

use super::access::user_param;
use super::message::{UNMODELLED, post};
use super::refuse_unmodelled;
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::identity;
use crate::ledger::Entry;
use crate::params::Params;
use crate::payments::{NoRefund, Offer, STARS};
use crate::world::World;

/// Parameters that ask people for more, or take more from them.
const MORE: [&str; 9] = [
    "subscription_period",
    "max_tip_amount",
    "suggested_tip_amounts",
    "need_name",
    "need_phone_number",
    "need_email",
    "need_shipping_address",
    "is_flexible",
    "provider_data",
];

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    refuse_unmodelled(params, &MORE)?;
    let offer = offer(params)?;
    let invoice = json!({
        "title": params.get("title"),
        "description": params.get("description"),
        "start_parameter": params.get("start_parameter"),
        "currency": offer.currency,
        "total_amount": offer.total_amount,
    });
    post(world, now, params, "sendInvoice", |world, message| {
        message.attachment.insert("invoice".to_owned(), invoice);
        world.offer(message.message_id.to_string(), offer);
    })
}

pub(super) fn link(world: &mut World, params: &Params) -> Outcome {
    refuse_unmodelled(params, &["business_connection_id"])?;
    refuse_unmodelled(params, &MORE)?;
    let offer = offer(params)?;
    let slug = format!("{:016x}{:016x}", identity::random(), identity::random());
    world.offer(slug.clone(), offer);
    Success::of(&format!("https://t.me/${slug}"))
}

pub(super) fn answer(world: &mut World, now: Now, params: &Params) -> Outcome {
    let error = params.get("error_message");
    let ok = params.boolean("ok");
    if !ok && error.is_empty() {
        return Err(Refusal::bad_request("error message must be non-empty"));
    }
    let id = params.get("pre_checkout_query_id");
    let chat = world.settle(now, id, (!ok).then_some(error)).ok_or_else(|| {
        Refusal::bad_request("query is too old and response timeout expired or query ID is invalid")
    })?;
    let method = "answerPreCheckoutQuery".to_owned();
    world.accept(now, Entry { method, chat: Some(chat), ..Entry::default() });
    Success::done()
}

pub(super) fn refund(world: &mut World, now: Now, params: &Params) -> Outcome {
    let user = user_param(world, params)?;
    match world.refund(now, user, params.get("telegram_payment_charge_id")) {
        Ok(()) => {
            let method = "refundStarPayment".to_owned();
            world.accept(now, Entry { method, chat: Some(user), ..Entry::default() });
            Success::done()
        }
        Err(NoRefund::Unknown) => Err(Refusal::bad_request("CHARGE_NOT_FOUND")),
        Err(NoRefund::Already) => Err(Refusal::bad_request("CHARGE_ALREADY_REFUNDED")),
    }
}

pub(super) fn balance(world: &World) -> Outcome {
    Success::of(&json!({ "amount": world.payments.stars() }))
}

pub(super) fn transactions(world: &World, params: &Params) -> Outcome {
    let offset = usize::try_from(params.integer("offset", 0, 0, i64::MAX)).unwrap_or(usize::MAX);
    let limit = usize::try_from(params.integer("limit", 100, 1, 100)).unwrap_or(100);
    let mut list: Vec<Value> = Vec::new();
    let stars = world.payments.charges.iter().filter(|(_, one)| one.offer.currency == STARS);
    for (id, charge) in stars {
        let partner = json!({
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": world.user(charge.user),
            "invoice_payload": charge.offer.payload,
        });
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

fn offer(params: &Params) -> Result<Offer, Refusal> {
    for name in ["title", "description", "payload", "currency"] {
        if params.get(name).is_empty() {
            return Err(Refusal::bad_request(&format!("{name} is empty")));
        }
    }
    let prices: Vec<Value> = serde_json::from_str(params.get("prices"))
        .map_err(|_| Refusal::bad_request("can't parse prices JSON object"))?;
    let amounts: Option<Vec<i64>> = prices.iter().map(|price| price["amount"].as_i64()).collect();
    let amounts = amounts.ok_or_else(|| {
        Refusal::bad_request("can't parse labeled price: amount must be specified")
    })?;
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
    Ok(Offer { payload: params.get("payload").to_owned(), currency, total_amount })
}
