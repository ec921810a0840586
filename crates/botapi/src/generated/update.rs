// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! Kinds of updates and what they hold.

use serde::de::MapAccess;
use serde_json::value::RawValue;

use super::objects::*;

/// Which field of an update is set.
///
/// See <https://core.telegram.org/bots/api#update>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UpdateKind {
    /// `message`
    Message,
    /// `edited_message`
    EditedMessage,
    /// `channel_post`
    ChannelPost,
    /// `edited_channel_post`
    EditedChannelPost,
    /// `business_connection`
    BusinessConnection,
    /// `business_message`
    BusinessMessage,
    /// `edited_business_message`
    EditedBusinessMessage,
    /// `deleted_business_messages`
    DeletedBusinessMessages,
    /// `guest_message`
    GuestMessage,
    /// `message_reaction`
    MessageReaction,
    /// `message_reaction_count`
    MessageReactionCount,
    /// `inline_query`
    InlineQuery,
    /// `chosen_inline_result`
    ChosenInlineResult,
    /// `callback_query`
    CallbackQuery,
    /// `shipping_query`
    ShippingQuery,
    /// `pre_checkout_query`
    PreCheckoutQuery,
    /// `purchased_paid_media`
    PurchasedPaidMedia,
    /// `poll`
    Poll,
    /// `poll_answer`
    PollAnswer,
    /// `my_chat_member`
    MyChatMember,
    /// `chat_member`
    ChatMember,
    /// `chat_join_request`
    ChatJoinRequest,
    /// `chat_boost`
    ChatBoost,
    /// `removed_chat_boost`
    RemovedChatBoost,
    /// `managed_bot`
    ManagedBot,
    /// `subscription`
    Subscription,
    /// `stopped_message_generation`
    StoppedMessageGeneration,
    /// A kind this version does not know.
    Unknown,
}

impl UpdateKind {
    /// Every known kind, in the order of the official page.
    pub const ALL: &'static [UpdateKind] = &[
        UpdateKind::Message,
        UpdateKind::EditedMessage,
        UpdateKind::ChannelPost,
        UpdateKind::EditedChannelPost,
        UpdateKind::BusinessConnection,
        UpdateKind::BusinessMessage,
        UpdateKind::EditedBusinessMessage,
        UpdateKind::DeletedBusinessMessages,
        UpdateKind::GuestMessage,
        UpdateKind::MessageReaction,
        UpdateKind::MessageReactionCount,
        UpdateKind::InlineQuery,
        UpdateKind::ChosenInlineResult,
        UpdateKind::CallbackQuery,
        UpdateKind::ShippingQuery,
        UpdateKind::PreCheckoutQuery,
        UpdateKind::PurchasedPaidMedia,
        UpdateKind::Poll,
        UpdateKind::PollAnswer,
        UpdateKind::MyChatMember,
        UpdateKind::ChatMember,
        UpdateKind::ChatJoinRequest,
        UpdateKind::ChatBoost,
        UpdateKind::RemovedChatBoost,
        UpdateKind::ManagedBot,
        UpdateKind::Subscription,
        UpdateKind::StoppedMessageGeneration,
    ];

    /// The name on the wire, `unknown` for [`UpdateKind::Unknown`].
    pub fn name(self) -> &'static str {
        match self {
            UpdateKind::Message => "message",
            UpdateKind::EditedMessage => "edited_message",
            UpdateKind::ChannelPost => "channel_post",
            UpdateKind::EditedChannelPost => "edited_channel_post",
            UpdateKind::BusinessConnection => "business_connection",
            UpdateKind::BusinessMessage => "business_message",
            UpdateKind::EditedBusinessMessage => "edited_business_message",
            UpdateKind::DeletedBusinessMessages => "deleted_business_messages",
            UpdateKind::GuestMessage => "guest_message",
            UpdateKind::MessageReaction => "message_reaction",
            UpdateKind::MessageReactionCount => "message_reaction_count",
            UpdateKind::InlineQuery => "inline_query",
            UpdateKind::ChosenInlineResult => "chosen_inline_result",
            UpdateKind::CallbackQuery => "callback_query",
            UpdateKind::ShippingQuery => "shipping_query",
            UpdateKind::PreCheckoutQuery => "pre_checkout_query",
            UpdateKind::PurchasedPaidMedia => "purchased_paid_media",
            UpdateKind::Poll => "poll",
            UpdateKind::PollAnswer => "poll_answer",
            UpdateKind::MyChatMember => "my_chat_member",
            UpdateKind::ChatMember => "chat_member",
            UpdateKind::ChatJoinRequest => "chat_join_request",
            UpdateKind::ChatBoost => "chat_boost",
            UpdateKind::RemovedChatBoost => "removed_chat_boost",
            UpdateKind::ManagedBot => "managed_bot",
            UpdateKind::Subscription => "subscription",
            UpdateKind::StoppedMessageGeneration => "stopped_message_generation",
            UpdateKind::Unknown => "unknown",
        }
    }

    /// The kind with this name on the wire.
    pub fn from_name(name: &str) -> UpdateKind {
        match name {
            "message" => UpdateKind::Message,
            "edited_message" => UpdateKind::EditedMessage,
            "channel_post" => UpdateKind::ChannelPost,
            "edited_channel_post" => UpdateKind::EditedChannelPost,
            "business_connection" => UpdateKind::BusinessConnection,
            "business_message" => UpdateKind::BusinessMessage,
            "edited_business_message" => UpdateKind::EditedBusinessMessage,
            "deleted_business_messages" => UpdateKind::DeletedBusinessMessages,
            "guest_message" => UpdateKind::GuestMessage,
            "message_reaction" => UpdateKind::MessageReaction,
            "message_reaction_count" => UpdateKind::MessageReactionCount,
            "inline_query" => UpdateKind::InlineQuery,
            "chosen_inline_result" => UpdateKind::ChosenInlineResult,
            "callback_query" => UpdateKind::CallbackQuery,
            "shipping_query" => UpdateKind::ShippingQuery,
            "pre_checkout_query" => UpdateKind::PreCheckoutQuery,
            "purchased_paid_media" => UpdateKind::PurchasedPaidMedia,
            "poll" => UpdateKind::Poll,
            "poll_answer" => UpdateKind::PollAnswer,
            "my_chat_member" => UpdateKind::MyChatMember,
            "chat_member" => UpdateKind::ChatMember,
            "chat_join_request" => UpdateKind::ChatJoinRequest,
            "chat_boost" => UpdateKind::ChatBoost,
            "removed_chat_boost" => UpdateKind::RemovedChatBoost,
            "managed_bot" => UpdateKind::ManagedBot,
            "subscription" => UpdateKind::Subscription,
            "stopped_message_generation" => UpdateKind::StoppedMessageGeneration,
            _ => UpdateKind::Unknown,
        }
    }
}

/// What an update holds.
///
/// See <https://core.telegram.org/bots/api#update>.
#[derive(Debug, Clone)]
pub enum UpdateContent {
    Message(Box<Message>),
    EditedMessage(Box<Message>),
    ChannelPost(Box<Message>),
    EditedChannelPost(Box<Message>),
    BusinessConnection(Box<BusinessConnection>),
    BusinessMessage(Box<Message>),
    EditedBusinessMessage(Box<Message>),
    DeletedBusinessMessages(Box<BusinessMessagesDeleted>),
    GuestMessage(Box<Message>),
    MessageReaction(Box<MessageReactionUpdated>),
    MessageReactionCount(Box<MessageReactionCountUpdated>),
    InlineQuery(Box<InlineQuery>),
    ChosenInlineResult(Box<ChosenInlineResult>),
    CallbackQuery(Box<CallbackQuery>),
    ShippingQuery(Box<ShippingQuery>),
    PreCheckoutQuery(Box<PreCheckoutQuery>),
    PurchasedPaidMedia(Box<PaidMediaPurchased>),
    Poll(Box<Poll>),
    PollAnswer(Box<PollAnswer>),
    MyChatMember(Box<ChatMemberUpdated>),
    ChatMember(Box<ChatMemberUpdated>),
    ChatJoinRequest(Box<ChatJoinRequest>),
    ChatBoost(Box<ChatBoostUpdated>),
    RemovedChatBoost(Box<ChatBoostRemoved>),
    ManagedBot(Box<ManagedBotUpdated>),
    Subscription(Box<BotSubscriptionUpdated>),
    StoppedMessageGeneration(Box<MessageGenerationStopped>),
    /// A kind this version does not know: the name of the field and what it holds.
    Unknown {
        kind: Box<str>,
        raw: Box<RawValue>,
    },
}

impl UpdateContent {
    /// Which kind it is.
    pub fn kind(&self) -> UpdateKind {
        match self {
            UpdateContent::Message(_) => UpdateKind::Message,
            UpdateContent::EditedMessage(_) => UpdateKind::EditedMessage,
            UpdateContent::ChannelPost(_) => UpdateKind::ChannelPost,
            UpdateContent::EditedChannelPost(_) => UpdateKind::EditedChannelPost,
            UpdateContent::BusinessConnection(_) => UpdateKind::BusinessConnection,
            UpdateContent::BusinessMessage(_) => UpdateKind::BusinessMessage,
            UpdateContent::EditedBusinessMessage(_) => UpdateKind::EditedBusinessMessage,
            UpdateContent::DeletedBusinessMessages(_) => UpdateKind::DeletedBusinessMessages,
            UpdateContent::GuestMessage(_) => UpdateKind::GuestMessage,
            UpdateContent::MessageReaction(_) => UpdateKind::MessageReaction,
            UpdateContent::MessageReactionCount(_) => UpdateKind::MessageReactionCount,
            UpdateContent::InlineQuery(_) => UpdateKind::InlineQuery,
            UpdateContent::ChosenInlineResult(_) => UpdateKind::ChosenInlineResult,
            UpdateContent::CallbackQuery(_) => UpdateKind::CallbackQuery,
            UpdateContent::ShippingQuery(_) => UpdateKind::ShippingQuery,
            UpdateContent::PreCheckoutQuery(_) => UpdateKind::PreCheckoutQuery,
            UpdateContent::PurchasedPaidMedia(_) => UpdateKind::PurchasedPaidMedia,
            UpdateContent::Poll(_) => UpdateKind::Poll,
            UpdateContent::PollAnswer(_) => UpdateKind::PollAnswer,
            UpdateContent::MyChatMember(_) => UpdateKind::MyChatMember,
            UpdateContent::ChatMember(_) => UpdateKind::ChatMember,
            UpdateContent::ChatJoinRequest(_) => UpdateKind::ChatJoinRequest,
            UpdateContent::ChatBoost(_) => UpdateKind::ChatBoost,
            UpdateContent::RemovedChatBoost(_) => UpdateKind::RemovedChatBoost,
            UpdateContent::ManagedBot(_) => UpdateKind::ManagedBot,
            UpdateContent::Subscription(_) => UpdateKind::Subscription,
            UpdateContent::StoppedMessageGeneration(_) => UpdateKind::StoppedMessageGeneration,
            UpdateContent::Unknown { .. } => UpdateKind::Unknown,
        }
    }

    /// Decodes the value of the field with this name.
    pub(crate) fn decode<'de, A: MapAccess<'de>>(
        name: &str,
        map: &mut A,
    ) -> Result<Self, A::Error> {
        Ok(match UpdateKind::from_name(name) {
            UpdateKind::Message => UpdateContent::Message(map.next_value()?),
            UpdateKind::EditedMessage => UpdateContent::EditedMessage(map.next_value()?),
            UpdateKind::ChannelPost => UpdateContent::ChannelPost(map.next_value()?),
            UpdateKind::EditedChannelPost => UpdateContent::EditedChannelPost(map.next_value()?),
            UpdateKind::BusinessConnection => UpdateContent::BusinessConnection(map.next_value()?),
            UpdateKind::BusinessMessage => UpdateContent::BusinessMessage(map.next_value()?),
            UpdateKind::EditedBusinessMessage => {
                UpdateContent::EditedBusinessMessage(map.next_value()?)
            }
            UpdateKind::DeletedBusinessMessages => {
                UpdateContent::DeletedBusinessMessages(map.next_value()?)
            }
            UpdateKind::GuestMessage => UpdateContent::GuestMessage(map.next_value()?),
            UpdateKind::MessageReaction => UpdateContent::MessageReaction(map.next_value()?),
            UpdateKind::MessageReactionCount => {
                UpdateContent::MessageReactionCount(map.next_value()?)
            }
            UpdateKind::InlineQuery => UpdateContent::InlineQuery(map.next_value()?),
            UpdateKind::ChosenInlineResult => UpdateContent::ChosenInlineResult(map.next_value()?),
            UpdateKind::CallbackQuery => UpdateContent::CallbackQuery(map.next_value()?),
            UpdateKind::ShippingQuery => UpdateContent::ShippingQuery(map.next_value()?),
            UpdateKind::PreCheckoutQuery => UpdateContent::PreCheckoutQuery(map.next_value()?),
            UpdateKind::PurchasedPaidMedia => UpdateContent::PurchasedPaidMedia(map.next_value()?),
            UpdateKind::Poll => UpdateContent::Poll(map.next_value()?),
            UpdateKind::PollAnswer => UpdateContent::PollAnswer(map.next_value()?),
            UpdateKind::MyChatMember => UpdateContent::MyChatMember(map.next_value()?),
            UpdateKind::ChatMember => UpdateContent::ChatMember(map.next_value()?),
            UpdateKind::ChatJoinRequest => UpdateContent::ChatJoinRequest(map.next_value()?),
            UpdateKind::ChatBoost => UpdateContent::ChatBoost(map.next_value()?),
            UpdateKind::RemovedChatBoost => UpdateContent::RemovedChatBoost(map.next_value()?),
            UpdateKind::ManagedBot => UpdateContent::ManagedBot(map.next_value()?),
            UpdateKind::Subscription => UpdateContent::Subscription(map.next_value()?),
            UpdateKind::StoppedMessageGeneration => {
                UpdateContent::StoppedMessageGeneration(map.next_value()?)
            }
            UpdateKind::Unknown => {
                UpdateContent::Unknown { kind: name.into(), raw: map.next_value()? }
            }
        })
    }
}
