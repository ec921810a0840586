//! Which updates wait for one another: those of one sub-queue are delivered in order, the others side by side.

use serde_json::Value;

/// The name of the sub-queue an update belongs to. What nobody understands is a sub-queue of its own.
pub(crate) fn of(update: &str) -> String {
    let update: Value = serde_json::from_str(update).unwrap_or_default();
    let members = update.as_object().into_iter().flatten();
    let Some((kind, content)) = members.into_iter().find(|(name, _)| *name != "update_id") else {
        return String::new();
    };
    let (space, owner) = match kind.as_str() {
        "message" | "edited_message" | "channel_post" | "edited_channel_post" => {
            ("chat", &content["chat"]["id"])
        }
        "poll" => ("poll", &content["id"]),
        "poll_answer" => ("poll", &content["poll_id"]),
        "shipping_query" | "pre_checkout_query" => ("checkout", &content["from"]["id"]),
        "chat_member" | "chat_join_request" => ("member", &content["from"]["id"]),
        "inline_query" | "chosen_inline_result" | "callback_query" | "purchased_paid_media" => {
            (kind.as_str(), &content["from"]["id"])
        }
        "business_connection" | "managed_bot" | "subscription" => {
            (kind.as_str(), &content["user"]["id"])
        }
        "business_message" | "edited_business_message" | "deleted_business_messages" => {
            ("business", &content["chat"]["id"])
        }
        "chat_boost" | "removed_chat_boost" => ("boost", &content["chat"]["id"]),
        // Members of the bot, reactions, counts of reactions, messages of guests.
        _ => (kind.as_str(), &content["chat"]["id"]),
    };
    format!("{space} {owner}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_keeps_its_order_and_a_press_does_not_wait_for_it() {
        let message = of(r#"{"update_id":1,"message":{"chat":{"id":5},"from":{"id":5}}}"#);
        let edit = of(r#"{"update_id":2,"edited_message":{"chat":{"id":5}}}"#);
        let press = of(r#"{"update_id":3,"callback_query":{"from":{"id":5}}}"#);
        let mine = of(r#"{"update_id":4,"my_chat_member":{"chat":{"id":5},"from":{"id":5}}}"#);
        assert_eq!(message, edit);
        assert!(message != press && press != mine && message != mine);
        let poll = of(r#"{"update_id":5,"poll":{"id":"7"}}"#);
        assert_eq!(poll, of(r#"{"update_id":6,"poll_answer":{"poll_id":"7","user":{"id":1}}}"#));
        let bought = of(r#"{"update_id":7,"pre_checkout_query":{"from":{"id":5}}}"#);
        assert_eq!(bought, of(r#"{"update_id":8,"shipping_query":{"from":{"id":5}}}"#));
        assert_eq!((of("no JSON"), of("{}")), (String::new(), String::new()));
    }
}
