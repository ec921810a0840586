//! The whole update with its full types: decoded only for the handlers that ask for it.

use molniya_botapi::types::{
    BotSubscriptionUpdated, BusinessConnection, BusinessMessagesDeleted, CallbackQuery,
    ChatBoostRemoved, ChatBoostUpdated, ChatJoinRequest, ChatMemberUpdated, ChosenInlineResult,
    InlineQuery, ManagedBotUpdated, Message, MessageGenerationStopped, MessageReactionCountUpdated,
    MessageReactionUpdated, PaidMediaPurchased, Poll, PollAnswer, PreCheckoutQuery, ShippingQuery,
};
use molniya_botapi::{Update, UpdateContent, UpdateKind};

use crate::cx::Cx;
use crate::extract::{FromUpdate, Rejection};
use crate::router::{Filter, Kinds};

/// Costs a full decoding; prefer the smaller extractors where they suffice.
impl<S> FromUpdate<S> for Update {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        serde_json::from_str(cx.raw())
            .map_err(|_| Rejection::Malformed("its full content does not decode"))
    }
}

macro_rules! contents {
    ($($type:ident: $($kind:ident)*;)*) => {$(
        /// Costs a full decoding; prefer the smaller extractors where they suffice.
        impl<S> FromUpdate<S> for $type {
            const FILTER: Filter = Filter::of_kinds(Kinds::NONE$(.or(Kinds::of(UpdateKind::$kind)))*);

            fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
                match Update::from_update(cx)?.content {
                    $(UpdateContent::$kind(content) => Ok(*content),)*
                    _ => Err(Rejection::NotMine),
                }
            }
        }
    )*};
}

contents! {
    Message: Message EditedMessage ChannelPost EditedChannelPost BusinessMessage EditedBusinessMessage GuestMessage;
    BusinessConnection: BusinessConnection;
    BusinessMessagesDeleted: DeletedBusinessMessages;
    MessageReactionUpdated: MessageReaction;
    MessageReactionCountUpdated: MessageReactionCount;
    InlineQuery: InlineQuery;
    ChosenInlineResult: ChosenInlineResult;
    CallbackQuery: CallbackQuery;
    ShippingQuery: ShippingQuery;
    PreCheckoutQuery: PreCheckoutQuery;
    PaidMediaPurchased: PurchasedPaidMedia;
    Poll: Poll;
    PollAnswer: PollAnswer;
    ChatMemberUpdated: MyChatMember ChatMember;
    ChatJoinRequest: ChatJoinRequest;
    ChatBoostUpdated: ChatBoost;
    ChatBoostRemoved: RemovedChatBoost;
    ManagedBotUpdated: ManagedBot;
    BotSubscriptionUpdated: Subscription;
    MessageGenerationStopped: StoppedMessageGeneration;
}
