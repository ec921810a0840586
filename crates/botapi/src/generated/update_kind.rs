//! The kinds of updates.

/// Which field of an update is set.
///
/// Source: <https://core.telegram.org/bots/api#update>
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
    /// Every known kind, in the order of the official list.
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
