//! What is read of updates and answers, borrowed from their bytes, and what is written into calls.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
pub(crate) struct Updates<'a> {
    pub(crate) ok: bool,
    #[serde(borrow, default)]
    pub(crate) result: Vec<Update<'a>>,
    pub(crate) description: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Update<'a> {
    pub(crate) update_id: i64,
    #[serde(borrow)]
    message: Option<Message<'a>>,
    #[serde(borrow)]
    callback_query: Option<CallbackQuery<'a>>,
}

#[derive(Deserialize)]
struct Message<'a> {
    message_id: i64,
    chat: Id,
    from: Option<Id>,
    #[serde(borrow)]
    text: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct CallbackQuery<'a> {
    id: &'a str,
    from: Id,
    #[serde(borrow)]
    message: Option<Message<'a>>,
    #[serde(borrow)]
    data: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

/// Borrowed unless it has escapes. `Option<Cow<str>>` would always be copied.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Whether a call was accepted.
#[derive(Deserialize)]
pub(crate) struct Accepted<'a> {
    pub(crate) ok: bool,
    #[serde(borrow)]
    pub(crate) description: Option<Cow<'a, str>>,
}

/// An update as the dialogue sees it.
pub(crate) struct Input<'a> {
    pub(crate) chat: i64,
    pub(crate) person: i64,
    /// The person's message, or the one the pressed button is under.
    pub(crate) message: i64,
    /// Text or callback data.
    pub(crate) text: &'a str,
    /// The pressed button's query.
    pub(crate) query: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// Nothing, if the update is neither a message from a person nor a pressed button.
    pub(crate) fn of(update: &'a Update<'a>) -> Option<Input<'a>> {
        if let Some(query) = &update.callback_query {
            let message = query.message.as_ref()?;
            return Some(Input {
                chat: message.chat.id,
                person: query.from.id,
                message: message.message_id,
                text: &query.data.as_ref()?.0,
                query: Some(query.id),
            });
        }
        let message = update.message.as_ref()?;
        Some(Input {
            chat: message.chat.id,
            person: message.from.as_ref()?.id,
            message: message.message_id,
            text: message.text.as_ref().map_or("", |text| &text.0),
            query: None,
        })
    }
}

/// Parameters of `sendMessage`, and of `editMessageText` if there is a message to edit.
#[derive(Serialize)]
pub(crate) struct ShowMessage<'a> {
    pub(crate) chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_id: Option<i64>,
    pub(crate) text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply_markup: Option<&'a RawValue>,
}

/// Parameters of `answerCallbackQuery`.
#[derive(Serialize)]
pub(crate) struct AnswerQuery<'a> {
    pub(crate) callback_query_id: &'a str,
}
