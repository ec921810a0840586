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
use crate::clock::Now;
use crate::files::Kind;
use crate::params::{Params, leading_integer};
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

/// Carries out a call.
pub(crate) fn call(world: &mut World, now: Now, method: &str, params: &Params) -> Reply {
    let Some(method) = molniya_schema::method(method) else {
        return Reply::Now(Err(Refusal::exact(404, "Not Found: method not found")));
    };
    if let Err(refusal) = lifecycle::enter(world, now, method.name) {
        return Reply::Now(Err(refusal));
    }
    Reply::Now(match method.name {
        "getUpdates" => return updates::get_updates(world, now, params),
        "getWebhookInfo" => webhook::info(world, now),
        "setWebhook" => return webhook::set(world, now, params),
        "deleteWebhook" => return webhook::delete(world, now, params),
        "close" => lifecycle::close(world, now),
        "logOut" => lifecycle::log_out(world),
        "getMe" => me::get_me(world),
        "getUserProfilePhotos" => me::get_profile_photos(world, params),
        "setMyName" => profile::set(world, params, What::Name),
        "getMyName" => profile::get(world, params, What::Name),
        "setMyDescription" => profile::set(world, params, What::Description),
        "getMyDescription" => profile::get(world, params, What::Description),
        "setMyShortDescription" => profile::set(world, params, What::ShortDescription),
        "getMyShortDescription" => profile::get(world, params, What::ShortDescription),
        "setMyDefaultAdministratorRights" => profile::set_rights(world, params),
        "getMyDefaultAdministratorRights" => profile::get_rights(world, params),
        "sendMessage" => message::send(world, now, params),
        "sendPhoto" => media::send(world, now, params, method.name, Kind::Photo),
        "sendDocument" => media::send(world, now, params, method.name, Kind::Document),
        "sendVideo" => media::send(world, now, params, method.name, Kind::Video),
        "sendAnimation" => media::send(world, now, params, method.name, Kind::Animation),
        "sendAudio" => media::send(world, now, params, method.name, Kind::Audio),
        "sendVoice" => media::send(world, now, params, method.name, Kind::Voice),
        "sendVideoNote" => media::send(world, now, params, method.name, Kind::VideoNote),
        "sendSticker" => media::send(world, now, params, method.name, Kind::Sticker),
        "sendLivePhoto" => media::send(world, now, params, method.name, Kind::LivePhoto),
        "sendPaidMedia" => paid_media::send(world, now, params),
        "sendMessageDraft" => draft::send(world, now, params),
        "sendMediaGroup" => album::send(world, now, params),
        "getFile" => file::get(world, params),
        "editMessageCaption" => edit::caption(world, now, params),
        "editMessageText" => edit::text(world, now, params),
        "editMessageMedia" => edit::media(world, now, params),
        "editMessageReplyMarkup" => edit::reply_markup(world, now, params),
        "editMessageLiveLocation" => edit::live_location(world, now, params),
        "stopMessageLiveLocation" => edit::stop_live_location(world, now, params),
        "deleteMessage" => delete::one(world, now, params),
        "deleteMessages" => delete::many(world, now, params),
        "forwardMessage" => forward::one(world, now, params),
        "forwardMessages" => forward::many(world, now, params),
        "copyMessage" => forward::copy_one(world, now, params),
        "copyMessages" => forward::copy_many(world, now, params),
        "setMessageReaction" => reaction::set(world, now, params),
        "sendPoll" => poll::send(world, now, params),
        "stopPoll" => poll::stop(world, now, params),
        "sendDice" => small::dice(world, now, params),
        "sendLocation" => place::location(world, now, params),
        "sendVenue" => place::venue(world, now, params),
        "sendContact" => small::contact(world, now, params),
        "answerCallbackQuery" => callback::answer(world, now, params),
        "sendChatAction" => chat_action::send(world, now, params),
        "getChat" => chat::get(world, now, params),
        "getChatMember" => chat::get_member(world, now, params),
        "getChatMemberCount" => chat::get_member_count(world, now, params),
        "getChatAdministrators" => chat::get_administrators(world, now, params),
        "leaveChat" => chat::leave(world, now, params),
        "setChatPhoto" => chat::set_photo(world, now, params),
        "deleteChatPhoto" => chat::delete_photo(world, now, params),
        "exportChatInviteLink" => invite::export(world, now, params),
        "createChatInviteLink" => invite::create(world, now, params),
        "editChatInviteLink" => invite::edit(world, now, params),
        "createChatSubscriptionInviteLink" => invite::create_paid(world, now, params),
        "editChatSubscriptionInviteLink" => invite::edit_paid(world, now, params),
        "revokeChatInviteLink" => invite::revoke(world, now, params),
        "setChatTitle" => chat::set_title(world, now, params),
        "setChatDescription" => chat::set_description(world, now, params),
        "banChatMember" => member::ban(world, now, params),
        "unbanChatMember" => member::unban(world, now, params),
        "banChatSenderChat" => member::turn_sender_chat(world, now, params, method.name, true),
        "unbanChatSenderChat" => member::turn_sender_chat(world, now, params, method.name, false),
        "restrictChatMember" => member::restrict(world, now, params),
        "promoteChatMember" => member::promote(world, now, params),
        "setChatAdministratorCustomTitle" => member::set_custom_title(world, now, params),
        "setChatPermissions" => member::set_permissions(world, now, params),
        "approveChatJoinRequest" => member::settle_request(world, now, params, method.name, true),
        "declineChatJoinRequest" => member::settle_request(world, now, params, method.name, false),
        "pinChatMessage" => pin::pin(world, now, params),
        "unpinChatMessage" => pin::unpin(world, now, params),
        "unpinAllChatMessages" => pin::unpin_all(world, now, params),
        "createForumTopic" => topic::create(world, now, params),
        "editForumTopic" | "editGeneralForumTopic" => topic::edit(world, now, params, method.name),
        "closeForumTopic" | "closeGeneralForumTopic" => {
            topic::turn(world, now, params, method.name, Turn::Close)
        }
        "reopenForumTopic" | "reopenGeneralForumTopic" => {
            topic::turn(world, now, params, method.name, Turn::Reopen)
        }
        "hideGeneralForumTopic" => topic::turn(world, now, params, method.name, Turn::Hide),
        "unhideGeneralForumTopic" => topic::turn(world, now, params, method.name, Turn::Unhide),
        "deleteForumTopic" => topic::delete(world, now, params, method.name),
        "unpinAllForumTopicMessages" | "unpinAllGeneralForumTopicMessages" => {
            topic::unpin_all(world, now, params, method.name)
        }
        "sendInvoice" => payment::send(world, now, params),
        "createInvoiceLink" => payment::link(world, params),
        "answerShippingQuery" => payment::answer_shipping(world, now, params),
        "answerPreCheckoutQuery" => payment::answer(world, now, params),
        "refundStarPayment" => payment::refund(world, now, params),
        "getMyStarBalance" => payment::balance(world),
        "getStarTransactions" => payment::transactions(world, params),
        "uploadStickerFile" => sticker::upload(world, now, params),
        "createNewStickerSet" => sticker::create(world, now, params),
        "addStickerToSet" => sticker::add(world, now, params),
        "replaceStickerInSet" => sticker::replace(world, now, params),
        "getStickerSet" => sticker::get(world, params),
        "deleteStickerSet" => sticker::delete(world, now, params),
        "setStickerSetTitle" => sticker::set_title(world, now, params),
        "setStickerSetThumbnail" => sticker::set_thumbnail(world, now, params),
        "setCustomEmojiStickerSetThumbnail" => sticker::set_emoji_thumbnail(world, now, params),
        "getCustomEmojiStickers" => sticker::custom_emoji(world, params),
        "getForumTopicIconStickers" => sticker::topic_icons(),
        "setStickerPositionInSet" => sticker_edit::set_position(world, now, params),
        "deleteStickerFromSet" => sticker_edit::remove(world, now, params),
        "setStickerEmojiList" => sticker_edit::set_emoji(world, now, params),
        "setStickerKeywords" => sticker_edit::set_keywords(world, now, params),
        "setStickerMaskPosition" => sticker_edit::set_mask_position(world, now, params),
        "setChatStickerSet" => chat::set_sticker_set(world, now, params, method.name),
        "deleteChatStickerSet" => chat::set_sticker_set(world, now, params, method.name),
        "editUserStarSubscription" => payment::edit_subscription(world, now, params),
        "setMyProfilePhoto" => profile::set_photo(world, params),
        "removeMyProfilePhoto" => profile::remove_photo(world),
        "getUserProfileAudios" => me::get_profile_audios(world, params),
        "setUserEmojiStatus" => people::set_emoji_status(world, now, params),
        "getUserChatBoosts" => people::boosts(world, now, params),
        "setChatMemberTag" => people::set_tag(world, now, params),
        "deleteMessageReaction" => reaction::delete(world, now, params),
        "deleteAllMessageReactions" => reaction::delete_all(world, now, params),
        "savePreparedInlineMessage" => inline::prepare(world, now, params),
        "sendGame" => game::send(world, now, params),
        "setGameScore" => game::set_score(world, now, params),
        "getGameHighScores" => game::high_scores(world, params),
        "answerInlineQuery" => inline::answer(world, now, params),
        "answerWebAppQuery" => inline::answer_web_app(world, now, params),
        "setChatMenuButton" => menu::set(world, params),
        "getChatMenuButton" => menu::get(world, params),
        "setMyCommands" => commands::set(world, params),
        "getMyCommands" => commands::get(world, params),
        "deleteMyCommands" => commands::delete(world, params),
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
