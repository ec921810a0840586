//! What the bot hears: which messages of others become updates, and of which kind.
//!
//! <https://core.telegram.org/bots/features#privacy-mode>

use crate::clock::Now;
use crate::model::{Entity, Message};
use crate::world::World;

impl World {
    /// Makes the update of a message that was sent or edited, if the bot hears of it.
    pub(crate) fn tell(&mut self, now: Now, message: &Message, edited: bool) {
        if !self.hears(now, message) {
            return;
        }
        let kind = match (message.chat.is_channel(), edited) {
            (false, false) => "message",
            (false, true) => "edited_message",
            (true, false) => "channel_post",
            (true, true) => "edited_channel_post",
        };
        self.issue(now, kind, Some(message.chat.id), message);
    }

    /// Whether the bot gets a message: in its private chats and channels every one, in groups what is meant for it.
    fn hears(&self, now: Now, message: &Message) -> bool {
        let status = self.bots_status(now, message.chat.id);
        // Whoever leaves a group is told so; a supergroup tells only who stays.
        let went = message.attachment.get("left_chat_member");
        let own_going = message.chat.kind == "group"
            && went.is_some_and(|user| user["id"].as_i64() == Some(self.bot.id));
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
            || !self.manners.privacy
            || self.is_meant(message)
    }

    /// Whether a message of a group is for the bot: a command, a reply to it, its name.
    fn is_meant(&self, message: &Message) -> bool {
        let replied = message.reply_to_message.as_deref();
        let to_bot = replied.and_then(|replied| replied.from.as_ref());
        if to_bot.is_some_and(|user| user.id == self.bot.id) {
            return true;
        }
        let text = message.text.as_deref().or(message.caption.as_deref()).unwrap_or_default();
        let name = self.bot.username.as_deref().unwrap_or_default();
        let entities = message.entities.iter().chain(&message.caption_entities);
        entities.into_iter().any(|entity| {
            let words = words_of(text, entity);
            match (entity.kind.as_str(), words.split_once('@')) {
                ("bot_command", Some((_, bot))) | ("mention", Some((_, bot))) => {
                    bot.eq_ignore_ascii_case(name)
                }
                ("bot_command", None) => true,
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
