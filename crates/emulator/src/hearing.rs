//! What a bot hears: which messages of others become updates, and of which kind.
//!
//! <https://core.telegram.org/bots/features#privacy-mode>

use crate::bots::BotId;
use crate::chats::via_bot;
use crate::clock::Now;
use crate::model::{Entity, Message};
use crate::room::Room;
use crate::world::World;

impl World {
    /// Makes the updates of a message that a person sent or edited, or that tells what happened, for every bot that hears
    /// of it. What a bot writes no other bot hears, see
    /// <https://core.telegram.org/bots/faq#why-doesn-39t-my-bot-see-messages-from-other-bots>.
    pub(crate) fn tell(&mut self, now: Now, room: Room, message: &Message, edited: bool) {
        let kind = match (message.chat.is_channel(), edited) {
            (false, false) => "message",
            (false, true) => "edited_message",
            (true, false) => "channel_post",
            (true, true) => "edited_channel_post",
        };
        for bot in self.bots_of(room) {
            if self.hears(now, bot, room, message) {
                self.issue(now, bot, kind, Some(room), message);
            }
        }
    }

    /// Whether a bot gets a message: in its private chats and channels every one, in groups what is meant for it.
    fn hears(&self, now: Now, bot: BotId, room: Room, message: &Message) -> bool {
        let status = self.bots_status(now, bot, room);
        // Whoever leaves a group is told so; a supergroup tells only who stays.
        let went = message.attachment.get("left_chat_member");
        let own_going = message.chat.kind == "group"
            && went.is_some_and(|user| user["id"].as_i64() == Some(bot.get()));
        if own_going {
            return true;
        }
        if !status.is_in() {
            return false;
        }
        message.chat.is_private()
            || message.chat.is_channel()
            || message.is_service()
            || status.manages()
            || !self.bots[bot].manners.privacy
            || self.is_meant(bot, room, message)
    }

    /// Whether a message of a group is for a bot: a reply to it, its name, what was sent by way of it, a command.
    ///
    /// A command that names no bot is for the one that wrote last, and for all as long as none has.
    fn is_meant(&self, bot: BotId, room: Room, message: &Message) -> bool {
        let replied = message.reply_to_message.as_deref();
        let to_bot = replied.and_then(|replied| replied.from.as_ref());
        if to_bot.is_some_and(|user| user.id == bot.get()) || via_bot(message) == Some(bot.get()) {
            return true;
        }
        let group = self.chats.by_room.get(&room).and_then(|chat| chat.group.as_ref());
        let last = group.and_then(|group| group.last_bot);
        let text = message.text.as_deref().or(message.caption.as_deref()).unwrap_or_default();
        let name = self.bots[bot].username();
        let entities = message.entities.iter().chain(&message.caption_entities);
        entities.into_iter().any(|entity| {
            let words = words_of(text, entity);
            match (entity.kind.as_str(), words.split_once('@')) {
                ("bot_command", Some((_, named))) | ("mention", Some((_, named))) => {
                    named.eq_ignore_ascii_case(name)
                }
                ("bot_command", None) => last.is_none_or(|last| last == bot.get()),
                _ => false,
            }
        })
    }
}

/// The stretch of a text that an entity marks.
fn words_of(text: &str, entity: &Entity) -> String {
    let units = text.encode_utf16().skip(entity.offset).take(entity.length);
    char::decode_utf16(units).filter_map(Result::ok).collect()
}
