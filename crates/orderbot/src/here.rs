//! Extractors: where a person is, and which message shows their order.

use molniya::botapi::methods::EditMessageReplyMarkup;
use molniya::botapi::{ChatId, ChatType, MessageId};
use molniya::{CallbackData, Cx, FromUpdate, Handle, Rejection};
use serde::Deserialize;

use crate::buttons::ConfirmOrder;
use crate::dialogue::Draft;
use crate::shop::Shop;

/// Where this person's order is shown before it is confirmed.
#[derive(Debug)]
pub(crate) struct Summary {
    /// The name of the message that shows it. With it the summary can be taken back wherever the person goes on, so
    /// that no two messages carry `confirm_order`.
    pub(crate) name: Handle,
    /// The message that was sent or whose button was pressed: if the order is shown now, then there or later.
    pub(crate) since: MessageId,
}

impl FromUpdate<Shop> for Summary {
    fn from_update(cx: &Cx<Shop>) -> Result<Summary, Rejection> {
        let envelope = cx.envelope();
        let user = envelope.user.ok_or(Rejection::NotMine)?;
        let topic = envelope.topic.map_or(0, |topic| topic.0);
        Ok(Summary {
            name: Handle::from(format!("summary/{user}/{topic}")),
            since: envelope.message_id.ok_or(Rejection::NotMine)?,
        })
    }
}

/// The chat, and the message that was sent or whose button was pressed.
#[derive(Clone)]
pub(crate) struct Here {
    pub(crate) chat: ChatId,
    pub(crate) message: MessageId,
    cx: Cx<Shop>,
}

impl FromUpdate<Shop> for Here {
    fn from_update(cx: &Cx<Shop>) -> Result<Here, Rejection> {
        let envelope = cx.envelope();
        Ok(Here {
            chat: envelope.chat.ok_or(Rejection::NotMine)?,
            message: envelope.message_id.ok_or(Rejection::NotMine)?,
            cx: cx.clone(),
        })
    }
}

impl Here {
    /// Whether nobody else is here.
    pub(crate) fn is_private(&self) -> bool {
        self.cx.envelope().chat_type == Some(ChatType::Private)
    }

    /// Whether the pressed message can be the one that shows this order.
    pub(crate) fn may_show(&self, draft: &Draft) -> bool {
        self.message >= draft.since
    }

    /// The call that takes the buttons of the pressed message away, if it carries `confirm_order`.
    ///
    /// A message that cannot be confirmed can still carry it: when the process dies while a summary is sent, it is sent
    /// again, and nobody knows of the first one. In a group it may be the present summary of somebody else, so there it
    /// stays.
    pub(crate) fn leftover_buttons(&self) -> Option<EditMessageReplyMarkup> {
        let stays = !self.is_private() || !carries_confirm(self.cx.raw());
        (!stays).then(|| EditMessageReplyMarkup {
            chat_id: Some(self.chat.into()),
            message_id: Some(self.message),
            ..EditMessageReplyMarkup::default()
        })
    }
}

/// Somebody who operates the bot, in a talk alone with it. Updates of others are for other handlers.
#[derive(Debug)]
pub(crate) struct Operator;

impl FromUpdate<Shop> for Operator {
    const DECLINES: bool = true;

    fn from_update(cx: &Cx<Shop>) -> Result<Operator, Rejection> {
        let envelope = cx.envelope();
        let is_alone = envelope.chat_type == Some(ChatType::Private);
        let user = envelope.user.filter(|user| is_alone && cx.state().is_operated_by(*user));
        user.map(|_| Operator).ok_or(Rejection::NotMine)
    }
}

/// A text that begins like a command. Texts that do not are for other handlers.
#[derive(Debug)]
pub(crate) struct Slash;

impl FromUpdate<Shop> for Slash {
    const DECLINES: bool = true;

    fn from_update(cx: &Cx<Shop>) -> Result<Slash, Rejection> {
        match cx.envelope().text.as_deref() {
            Some(text) if text.starts_with('/') => Ok(Slash),
            _ => Err(Rejection::NotMine),
        }
    }
}

/// Whether the message of a pressed button had a confirm button when it was pressed.
fn carries_confirm(raw: &str) -> bool {
    #[derive(Deserialize)]
    struct Update {
        callback_query: Query,
    }
    #[derive(Deserialize)]
    struct Query {
        message: Message,
    }
    #[derive(Deserialize)]
    struct Message {
        reply_markup: Markup,
    }
    #[derive(Deserialize)]
    struct Markup {
        inline_keyboard: Vec<Vec<Button>>,
    }
    #[derive(Deserialize)]
    struct Button {
        callback_data: Option<String>,
    }
    let Ok(update) = serde_json::from_str::<Update>(raw) else {
        return false;
    };
    let rows = update.callback_query.message.reply_markup.inline_keyboard;
    rows.iter()
        .flatten()
        .any(|button| button.callback_data.as_deref() == Some(ConfirmOrder::PREFIX))
}
