//! Any call of the Bot API as an effect.

use std::collections::BTreeMap;
use std::time::Duration;

use molniya_botapi::{ChatTarget, Method, Repeat};
use serde_json::value::RawValue;

use crate::answer::{Class, Effect, Json, Order, Place, Policy};
use crate::json::Object;

/// How long the answer to a shipping or pre-checkout query is worth sending.
///
/// Source: <https://core.telegram.org/bots/api#answerprecheckoutquery>
const CHECKOUT_TTL: Duration = Duration::from_secs(10);

/// The effect of a call that names its chat itself.
pub(super) fn effect_of<M: Method>(method: &M) -> Result<Effect, serde_json::Error> {
    let json = serde_json::to_string(method)?;
    let (place, params) = match method.chat() {
        Some(ChatTarget::Id(chat)) => (Place::Chat(*chat), without_chat(&json)?),
        Some(ChatTarget::Username(_)) | None => (Place::Nowhere, json.into()),
    };
    let (order, class) = match M::NAME {
        "answerCallbackQuery" => (Order::PRESS, Class::Deadline),
        "answerShippingQuery" | "answerPreCheckoutQuery" => {
            (Order::Free { ttl: CHECKOUT_TTL }, Class::Deadline)
        }
        "answerInlineQuery" => (Order::Volatile, Class::Deadline),
        "sendChatAction" => (Order::Volatile, Class::Reply),
        _ => (Order::Chat, Class::Reply),
    };
    let policy = match M::REPEAT {
        Repeat::Money => Policy::AtMostOnce,
        Repeat::Read | Repeat::Safe | Repeat::Unsafe => Policy::AtLeastOnce,
    };
    Ok(Effect { method: M::NAME.into(), place, params, order, class, policy, handle: None })
}

/// The parameters without `chat_id`, which follows from the effect's place.
fn without_chat(json: &str) -> Result<Json, serde_json::Error> {
    let mut members: BTreeMap<&str, &RawValue> = serde_json::from_str(json)?;
    members.remove("chat_id");
    let mut params = Object::with_capacity(json.len());
    for (name, value) in members {
        params.raw(name, value.get());
    }
    Ok(params.finish())
}
