//! The methods of the Bot API that are modelled, one function each.
//!
//! A method that exists but is not modelled says so; nothing succeeds that was not done. The words of refusals are those of
//! the official server where it has words of its own, <https://github.com/tdlib/telegram-bot-api>; names in capitals are the
//! words of what stands behind it, see <https://core.telegram.org/api/errors>.

mod access;
mod album;
mod callback;
mod chat;
mod chat_action;
pub(crate) mod commands;
mod delete;
mod draft;
mod edit;
mod file;
pub(crate) mod forward;
pub(crate) mod game;
mod inline;
mod invite;
mod item;
pub(crate) mod lifecycle;
mod me;
pub(crate) mod media;
mod member;
pub(crate) mod menu;
pub(crate) mod message;
mod paid_media;
mod payment;
mod people;
mod pin;
pub(crate) mod place;
pub(crate) mod poll;
mod poll_media;
pub(crate) mod profile;
mod reaction;
mod reply;
pub(crate) mod rich;
pub(crate) mod shown;
pub(crate) mod small;
mod sticker;
mod sticker_edit;
mod sticker_input;
mod topic;
mod updates;
pub(crate) mod webhook;

use serde_json::Value;
use tokio::sync::oneshot;

use self::profile::What;
use crate::answer::{Outcome, Refusal};
use crate::bots::BotId;
use crate::clock::Now;
use crate::files::Kind;
use crate::params::{Params, leading_integer};
use crate::room::Room;
use crate::topics::Turn;
use crate::world::World;

/// Messages that one call names.
const MAX_BATCH: usize = 100;

/// When a call is answered.
#[derive(Debug)]
pub(crate) enum Reply {
    /// At once.
    Now(Outcome),
    /// When the polling machine says so.
    Later(oneshot::Receiver<Outcome>),
}

/// What a bot does by a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'a> {
    /// Who does it.
    pub(crate) bot: BotId,
    pub(crate) now: Now,
    pub(crate) params: &'a Params,
}

impl<'a> Act<'a> {
    /// A parameter; empty if it is absent.
    fn get(self, name: &str) -> &'a str {
        self.params.get(name)
    }

    /// The chat that the bot means by a number.
    fn room(self, chat_id: i64) -> Room {
        Room::of(self.bot, chat_id)
    }
}

/// Carries out a call.
pub(crate) fn call(world: &mut World, act: Act<'_>, method: &str) -> Reply {
    let Some(method) = molniya_schema::method(method) else {
        return Reply::Now(Err(Refusal::exact(404, "Not Found: method not found")));
    };
    if let Err(refusal) = lifecycle::enter(world, act, method.name) {
        return Reply::Now(Err(refusal));
    }
    Reply::Now(match method.name {
        "getUpdates" => return updates::get_updates(world, act),
        "getWebhookInfo" => webhook::info(world, act),
        "setWebhook" => return webhook::set(world, act),
        "deleteWebhook" => return webhook::delete(world, act),
        "close" => lifecycle::close(world, act),
        "logOut" => lifecycle::log_out(world, act),
        "getMe" => me::get_me(world, act),
        "getUserProfilePhotos" => me::get_profile_photos(world, act),
        "setMyName" => profile::set(world, act, What::Name),
        "getMyName" => profile::get(world, act, What::Name),
        "setMyDescription" => profile::set(world, act, What::Description),
        "getMyDescription" => profile::get(world, act, What::Description),
        "setMyShortDescription" => profile::set(world, act, What::ShortDescription),
        "getMyShortDescription" => profile::get(world, act, What::ShortDescription),
        "setMyDefaultAdministratorRights" => profile::set_rights(world, act),
        "getMyDefaultAdministratorRights" => profile::get_rights(world, act),
        "sendMessage" => message::send(world, act),
        "sendRichMessage" => rich::send(world, act),
        "sendPhoto" => media::send(world, act, method.name, Kind::Photo),
        "sendDocument" => media::send(world, act, method.name, Kind::Document),
        "sendVideo" => media::send(world, act, method.name, Kind::Video),
        "sendAnimation" => media::send(world, act, method.name, Kind::Animation),
        "sendAudio" => media::send(world, act, method.name, Kind::Audio),
        "sendVoice" => media::send(world, act, method.name, Kind::Voice),
        "sendVideoNote" => media::send(world, act, method.name, Kind::VideoNote),
        "sendSticker" => media::send(world, act, method.name, Kind::Sticker),
        "sendLivePhoto" => media::send(world, act, method.name, Kind::LivePhoto),
        "sendPaidMedia" => paid_media::send(world, act),
        "sendMessageDraft" => draft::send(world, act),
        "sendRichMessageDraft" => draft::send_rich(world, act),
        "sendMediaGroup" => album::send(world, act),
        "getFile" => file::get(world, act),
        "editMessageCaption" => edit::caption(world, act),
        "editMessageText" => edit::text(world, act),
        "editMessageMedia" => edit::media(world, act),
        "editMessageReplyMarkup" => edit::reply_markup(world, act),
        "editMessageLiveLocation" => edit::live_location(world, act),
        "stopMessageLiveLocation" => edit::stop_live_location(world, act),
        "deleteMessage" => delete::one(world, act),
        "deleteMessages" => delete::many(world, act),
        "forwardMessage" => forward::one(world, act),
        "forwardMessages" => forward::many(world, act),
        "copyMessage" => forward::copy_one(world, act),
        "copyMessages" => forward::copy_many(world, act),
        "setMessageReaction" => reaction::set(world, act),
        "sendPoll" => poll::send(world, act),
        "stopPoll" => poll::stop(world, act),
        "sendDice" => small::dice(world, act),
        "sendLocation" => place::location(world, act),
        "sendVenue" => place::venue(world, act),
        "sendContact" => small::contact(world, act),
        "answerCallbackQuery" => callback::answer(world, act),
        "sendChatAction" => chat_action::send(world, act),
        "getChat" => chat::get(world, act),
        "getChatMember" => chat::get_member(world, act),
        "getChatMemberCount" => chat::get_member_count(world, act),
        "getChatAdministrators" => chat::get_administrators(world, act),
        "leaveChat" => chat::leave(world, act),
        "setChatPhoto" => chat::set_photo(world, act),
        "deleteChatPhoto" => chat::delete_photo(world, act),
        "exportChatInviteLink" => invite::export(world, act),
        "createChatInviteLink" => invite::create(world, act),
        "editChatInviteLink" => invite::edit(world, act),
        "createChatSubscriptionInviteLink" => invite::create_paid(world, act),
        "editChatSubscriptionInviteLink" => invite::edit_paid(world, act),
        "revokeChatInviteLink" => invite::revoke(world, act),
        "setChatTitle" => chat::set_title(world, act),
        "setChatDescription" => chat::set_description(world, act),
        "banChatMember" => member::ban(world, act),
        "unbanChatMember" => member::unban(world, act),
        "banChatSenderChat" => member::turn_sender_chat(world, act, method.name, true),
        "unbanChatSenderChat" => member::turn_sender_chat(world, act, method.name, false),
        "restrictChatMember" => member::restrict(world, act),
        "promoteChatMember" => member::promote(world, act),
        "setChatAdministratorCustomTitle" => member::set_custom_title(world, act),
        "setChatPermissions" => member::set_permissions(world, act),
        "approveChatJoinRequest" => member::settle_request(world, act, method.name, true),
        "declineChatJoinRequest" => member::settle_request(world, act, method.name, false),
        "pinChatMessage" => pin::pin(world, act),
        "unpinChatMessage" => pin::unpin(world, act),
        "unpinAllChatMessages" => pin::unpin_all(world, act),
        "createForumTopic" => topic::create(world, act),
        "editForumTopic" | "editGeneralForumTopic" => topic::edit(world, act, method.name),
        "closeForumTopic" | "closeGeneralForumTopic" => {
            topic::turn(world, act, method.name, Turn::Close)
        }
        "reopenForumTopic" | "reopenGeneralForumTopic" => {
            topic::turn(world, act, method.name, Turn::Reopen)
        }
        "hideGeneralForumTopic" => topic::turn(world, act, method.name, Turn::Hide),
        "unhideGeneralForumTopic" => topic::turn(world, act, method.name, Turn::Unhide),
        "deleteForumTopic" => topic::delete(world, act, method.name),
        "unpinAllForumTopicMessages" | "unpinAllGeneralForumTopicMessages" => {
            topic::unpin_all(world, act, method.name)
        }
        "sendInvoice" => payment::send(world, act),
        "createInvoiceLink" => payment::link(world, act),
        "answerShippingQuery" => payment::answer_shipping(world, act),
        "answerPreCheckoutQuery" => payment::answer(world, act),
        "refundStarPayment" => payment::refund(world, act),
        "getMyStarBalance" => payment::balance(world, act),
        "getStarTransactions" => payment::transactions(world, act),
        "uploadStickerFile" => sticker::upload(world, act),
        "createNewStickerSet" => sticker::create(world, act),
        "addStickerToSet" => sticker::add(world, act),
        "replaceStickerInSet" => sticker::replace(world, act),
        "getStickerSet" => sticker::get(world, act),
        "deleteStickerSet" => sticker::delete(world, act),
        "setStickerSetTitle" => sticker::set_title(world, act),
        "setStickerSetThumbnail" => sticker::set_thumbnail(world, act),
        "setCustomEmojiStickerSetThumbnail" => sticker::set_emoji_thumbnail(world, act),
        "getCustomEmojiStickers" => sticker::custom_emoji(world, act),
        "getForumTopicIconStickers" => sticker::topic_icons(),
        "setStickerPositionInSet" => sticker_edit::set_position(world, act),
        "deleteStickerFromSet" => sticker_edit::remove(world, act),
        "setStickerEmojiList" => sticker_edit::set_emoji(world, act),
        "setStickerKeywords" => sticker_edit::set_keywords(world, act),
        "setStickerMaskPosition" => sticker_edit::set_mask_position(world, act),
        "setChatStickerSet" => chat::set_sticker_set(world, act, method.name),
        "deleteChatStickerSet" => chat::set_sticker_set(world, act, method.name),
        "editUserStarSubscription" => payment::edit_subscription(world, act),
        "setMyProfilePhoto" => profile::set_photo(world, act),
        "removeMyProfilePhoto" => profile::remove_photo(world, act),
        "getUserProfileAudios" => me::get_profile_audios(world, act),
        "setUserEmojiStatus" => people::set_emoji_status(world, act),
        "getUserChatBoosts" => people::boosts(world, act),
        "setChatMemberTag" => people::set_tag(world, act),
        "deleteMessageReaction" => reaction::delete(world, act),
        "deleteAllMessageReactions" => reaction::delete_all(world, act),
        "savePreparedInlineMessage" => inline::prepare(world, act),
        "sendGame" => game::send(world, act),
        "setGameScore" => game::set_score(world, act),
        "getGameHighScores" => game::high_scores(world, act),
        "answerInlineQuery" => inline::answer(world, act),
        "answerWebAppQuery" => inline::answer_web_app(world, act),
        "setChatMenuButton" => menu::set(world, act),
        "getChatMenuButton" => menu::get(world, act),
        "setMyCommands" => commands::set(world, act),
        "getMyCommands" => commands::get(world, act),
        "deleteMyCommands" => commands::delete(world, act),
        name => Err(Refusal::not_modelled(name)),
    })
}

/// The number in `chat_id`, whether or not there is such a chat.
pub(crate) fn chat_param(params: &Params) -> Option<i64> {
    params.get("chat_id").trim().parse().ok()
}

/// The number in `message_id`; 0 if there is none.
fn message_param(params: &Params) -> i64 {
    leading_integer(params.get("message_id"))
}

/// A parameter that is a JSON object.
fn object(params: &Params, name: &str) -> Option<Value> {
    serde_json::from_str(params.get(name)).ok().filter(Value::is_object)
}

/// The text of a parameter that must be there.
fn required<'a>(params: &'a Params, name: &str) -> Result<&'a str, Refusal> {
    match params.get(name) {
        "" => Err(Refusal::bad_request(&format!("parameter \"{name}\" is required"))),
        text => Ok(text),
    }
}

/// The numbers of a list of messages.
fn message_ids(params: &Params) -> Result<Vec<i64>, Refusal> {
    let text = params.get("message_ids");
    if text.is_empty() {
        return Err(Refusal::bad_request("message identifiers are not specified"));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse message_ids JSON object"))?;
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of message identifiers"));
    };
    match list.len() {
        0 => Err(Refusal::bad_request("message identifiers are not specified")),
        1..=MAX_BATCH => list.iter().map(message_id).collect(),
        _ => Err(Refusal::bad_request("too many message identifiers specified")),
    }
}

/// The number of one message of a list, given as a number or as a text.
fn message_id(value: &Value) -> Result<i64, Refusal> {
    let number = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => return Err(Refusal::bad_request("message identifier must be a Number")),
    };
    match number {
        None => Err(Refusal::bad_request("can't parse message identifier as Number")),
        Some(..=0) => Err(Refusal::bad_request("invalid message identifier specified")),
        Some(id) => Ok(id),
    }
}

/// Refuses parameters that would change what happens, but are not modelled.
fn refuse_unmodelled(params: &Params, names: &[&str]) -> Result<(), Refusal> {
    match names.iter().find(|name| !params.get(name).is_empty()) {
        Some(name) => Err(Refusal::not_modelled(&format!("parameter {name}"))),
        None => Ok(()),
    }
}
