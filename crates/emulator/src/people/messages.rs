//! What people do to messages that are there: edit, delete, react, vote.

use serde_json::{Value, json};

use super::{Cannot, MAX_CAPTION, MAX_TEXT, checked};
use crate::chats::Stored;
use crate::clock::Now;
use crate::methods::place;
use crate::polls::NoVote;
use crate::reactions::is_reaction;
use crate::room::Room;
use crate::text::Formatted;
use crate::world::World;

/// Reactions of one person to one message.
const MAX_REACTIONS: usize = 3;

impl World {
    /// A person writes a text or a caption of their own anew.
    pub(crate) fn edit(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        text: String,
    ) -> Result<(), Cannot> {
        let mut stored = self.own(now, room, user, message_id)?;
        let message = &mut stored.message;
        if message.text.is_some() {
            let Formatted { text, entities } = Formatted::plain(checked(text, MAX_TEXT)?);
            (message.text, message.entities) = (Some(text), entities);
        } else if message.has_caption_place() {
            let Formatted { text, entities } = Formatted::plain(checked(text, MAX_CAPTION)?);
            (message.caption, message.caption_entities) = (Some(text), entities);
        } else {
            return Err(Cannot::Nonsense("nothing in this message can be edited"));
        }
        message.edit_date = Some(now.unix);
        let message = message.clone();
        self.replace_message(room, stored);
        self.tell(now, room, &message, true);
        Ok(())
    }

    /// A person who shares where they are has moved.
    pub(crate) fn walk(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        place: Value,
    ) -> Result<(), Cannot> {
        let mut stored = self.own(now, room, user, message_id)?;
        if place::moves_until(&stored.message).is_none_or(|until| until <= now.unix) {
            return Err(Cannot::Nonsense("nothing in this message moves"));
        }
        let message = &mut stored.message;
        let old = message.attachment.get("location").cloned().unwrap_or_default();
        let mut place = place;
        if place.get("live_period").is_none() {
            place["live_period"] = old["live_period"].clone();
        }
        message.attachment.insert("location".to_owned(), place);
        message.edit_date = Some(now.unix);
        let message = message.clone();
        self.replace_message(room, stored);
        self.tell(now, room, &message, true);
        Ok(())
    }

    /// A person deletes a message: one of their own, any in a private chat, or as an administrator. No bot is told.
    pub(crate) fn delete(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
    ) -> Result<(), Cannot> {
        let (_, info) = self.member(now, room, user)?;
        let may = info.is_private()
            || self.status_of(now, room, user).has("can_delete_messages")
            || self.own(now, room, user, message_id).is_ok();
        if self.chats.message(room, message_id).is_none() {
            return Err(Cannot::NoMessage);
        }
        if !may {
            return Err(Cannot::NotAllowed("the message is somebody else's"));
        }
        self.remove_message(room, message_id, user);
        Ok(())
    }

    /// A person reacts with these emoji, or takes back what they did by none.
    pub(crate) fn react_with(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        emoji: &[String],
    ) -> Result<(), Cannot> {
        self.member(now, room, user)?;
        if emoji.len() > MAX_REACTIONS || !emoji.iter().all(|one| is_reaction(one)) {
            return Err(Cannot::Nonsense("nobody can react like that"));
        }
        let reaction = |one: &String| json!({ "type": "emoji", "emoji": one });
        let reactions: Vec<Value> = emoji.iter().map(reaction).collect();
        match self.react(now, room, user, message_id, reactions) {
            true => Ok(()),
            false => Err(Cannot::NoMessage),
        }
    }

    /// A person votes in a poll, or takes their vote back by no option.
    pub(crate) fn vote_for(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        options: Vec<usize>,
    ) -> Result<(), Cannot> {
        self.member(now, room, user)?;
        self.vote(now, room, user, message_id, options).map_err(|why| match why {
            NoVote::NoPoll => Cannot::NoMessage,
            NoVote::Closed => Cannot::NotAllowed("the poll is over"),
            NoVote::NoOption => Cannot::Nonsense("no such option, or too many of them"),
            NoVote::NotAgain => Cannot::NotAllowed("the user has voted already"),
        })
    }

    /// A person adds an option to a poll.
    pub(crate) fn add_to_poll(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        text: &str,
    ) -> Result<(), Cannot> {
        self.member(now, room, user)?;
        self.add_option(now, room, user, message_id, text).map_err(|why| match why {
            NoVote::NoPoll => Cannot::NoMessage,
            NoVote::Closed => Cannot::NotAllowed("the poll is over"),
            NoVote::NoOption | NoVote::NotAgain => {
                Cannot::NotAllowed("the poll takes no such option, or none at all")
            }
        })
    }

    /// A message that this person wrote.
    fn own(&self, now: Now, room: Room, user: i64, message_id: i64) -> Result<Stored, Cannot> {
        self.member(now, room, user)?;
        let stored = self.chats.message(room, message_id).ok_or(Cannot::NoMessage)?;
        match stored.writer().is_some_and(|writer| writer.id == user)
            && !stored.message.is_service()
        {
            true => Ok(stored.clone()),
            false => Err(Cannot::NotAllowed("the message is somebody else's")),
        }
    }
}
