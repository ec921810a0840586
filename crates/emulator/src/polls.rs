//! Polls: votes, ends, and the updates that come of them. See <https://core.telegram.org/bots/api#poll>.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bots::BotId;
use crate::chats::Stored;
use crate::clock::Now;
use crate::methods::poll::{MAX_OPTION, MAX_OPTIONS};
use crate::room::Room;
use crate::world::World;

/// How a poll is shown and answered beyond what the Bot API tells of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manner {
    /// Whether everybody sees the options in an order of their own.
    pub(crate) shuffled: bool,
    /// Whether nobody sees results before it ends.
    pub(crate) hidden: bool,
    /// Whether people can add options.
    pub(crate) open: bool,
}

/// Why somebody cannot vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoVote {
    NoPoll,
    Closed,
    NoOption,
    NotAgain,
}

/// Polls that end by themselves: when, and where they are. Those that were ended before stay until then.
#[derive(Debug, Default)]
pub(crate) struct Closings {
    at: BTreeSet<(Instant, Room, i64)>,
}

impl Closings {
    /// When the next one ends.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.at.first().map(|(at, ..)| *at)
    }
}

/// The poll of a message with the votes counted.
fn counted(stored: &Stored) -> Value {
    let mut poll = stored.message.attachment.get("poll").cloned().unwrap_or_default();
    let votes = || stored.votes.values().flatten();
    if let Some(options) = poll["options"].as_array_mut() {
        for (index, option) in options.iter_mut().enumerate() {
            option["voter_count"] = votes().filter(|vote| **vote == index).count().into();
        }
    }
    poll["total_voter_count"] = stored.votes.len().into();
    poll
}

impl World {
    /// Somebody votes, or takes their vote back by no option. A bot is told of polls that are its own.
    pub(crate) fn vote(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        mut options: Vec<usize>,
    ) -> Result<(), NoVote> {
        let stored = self.chats.message(room, message_id).cloned();
        let mut stored = stored.ok_or(NoVote::NoPoll)?;
        let poll = stored.message.attachment.get("poll").cloned().ok_or(NoVote::NoPoll)?;
        options.sort_unstable();
        options.dedup();
        let known = poll["options"].as_array().map_or(0, Vec::len);
        let several = poll["allows_multiple_answers"] == true;
        if options.iter().any(|option| *option >= known) || (options.len() > 1 && !several) {
            return Err(NoVote::NoOption);
        }
        if poll["is_closed"] == true {
            return Err(NoVote::Closed);
        }
        if stored.votes.contains_key(&user) && poll["allows_revoting"] != true {
            return Err(NoVote::NotAgain);
        }
        match options.is_empty() {
            true => drop(stored.votes.remove(&user)),
            false => drop(stored.votes.insert(user, options.clone())),
        }
        let owner = self.owner(&stored);
        let poll = self.show_poll(room, stored);
        let Some(bot) = owner else {
            return Ok(());
        };
        if poll["is_anonymous"] == false {
            let ids = options.iter().map(|option| &poll["options"][*option]["persistent_id"]);
            let answer = json!({
                "poll_id": poll["id"],
                "user": self.user(user),
                "option_ids": options,
                "option_persistent_ids": ids.collect::<Vec<_>>(),
            });
            self.issue(now, bot, "poll_answer", Some(room), &answer);
        }
        self.issue(now, bot, "poll", Some(room), &poll);
        Ok(())
    }

    /// Notes how the poll of a message is shown and answered.
    pub(crate) fn set_manner(&mut self, room: Room, message_id: i64, manner: Manner) {
        let stored = self.chats.message(room, message_id).cloned();
        if let Some(stored) = stored {
            self.replace_message(room, Stored { manner: Some(manner), ..stored });
        }
    }

    /// Somebody adds an option to a poll that takes it; a bot is told of polls that are its own.
    pub(crate) fn add_option(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        text: &str,
    ) -> Result<(), NoVote> {
        let stored = self.chats.message(room, message_id).cloned();
        let mut stored = stored.ok_or(NoVote::NoPoll)?;
        let who = json!(self.user(user));
        let poll = stored.message.attachment.get_mut("poll").ok_or(NoVote::NoPoll)?;
        if poll["is_closed"] == true {
            return Err(NoVote::Closed);
        }
        let open = stored.manner.is_some_and(|manner| manner.open);
        let Some(options) = poll["options"].as_array_mut().filter(|_| open) else {
            return Err(NoVote::NoOption);
        };
        let fits = (1..=MAX_OPTION).contains(&text.chars().count());
        if !fits || options.len() >= MAX_OPTIONS || options.iter().any(|one| one["text"] == text) {
            return Err(NoVote::NoOption);
        }
        let id = options.len().to_string();
        options.push(json!({
            "persistent_id": id,
            "text": text,
            "voter_count": 0,
            "added_by_user": who,
            "addition_date": now.unix,
        }));
        let owner = self.owner(&stored);
        let poll = self.show_poll(room, stored);
        if let Some(bot) = owner {
            self.issue(now, bot, "poll", Some(room), &poll);
        }
        let about = self.chats.replied(room, message_id);
        let added =
            json!({ "poll_message": about, "option_persistent_id": id, "option_text": text });
        self.service(now, room, user, "poll_option_added", added);
        Ok(())
    }

    /// The bot that sent a poll.
    fn owner(&self, stored: &Stored) -> Option<BotId> {
        self.bots.find(stored.writer()?.id)
    }

    /// Ends a poll; gives it as it is then, or nothing if it has ended already.
    pub(crate) fn end_poll(&mut self, now: Now, room: Room, mut stored: Stored) -> Option<Value> {
        let poll = stored.message.attachment.get_mut("poll")?;
        if poll["is_closed"] == true {
            return None;
        }
        poll["is_closed"] = true.into();
        let owner = self.owner(&stored);
        let poll = self.show_poll(room, stored);
        if let Some(bot) = owner {
            self.issue(now, bot, "poll", Some(room), &poll);
        }
        Some(poll)
    }

    /// Lets the poll of a message end at a date, in seconds since 1970.
    pub(crate) fn close_poll_at(&mut self, now: Now, room: Room, message_id: i64, date: i64) {
        let left = u64::try_from(date - now.unix).unwrap_or(0);
        self.closings.at.insert((now.instant + Duration::from_secs(left), room, message_id));
    }

    /// Ends the polls whose time is over.
    pub(crate) fn close_polls(&mut self, now: Now) {
        while let Some((_, room, message_id)) =
            self.closings.at.first().copied().filter(|(at, ..)| *at <= now.instant)
        {
            self.closings.at.pop_first();
            if let Some(stored) = self.chats.message(room, message_id).cloned() {
                self.end_poll(now, room, stored);
            }
        }
    }

    /// Lets polls end by themselves that were open in an earlier run.
    pub(crate) fn close_restored_polls(&mut self, now: Now) {
        let chats = self.chats.by_room.iter();
        let messages =
            chats.flat_map(|(room, chat)| chat.messages.values().map(|stored| (*room, stored)));
        let open = messages.filter_map(|(room, stored)| {
            let poll = stored.message.attachment.get("poll")?;
            let date = poll["close_date"].as_i64().filter(|_| poll["is_closed"] == false)?;
            Some((room, stored.message.message_id, date))
        });
        for (room, id, date) in open.collect::<Vec<_>>() {
            self.close_poll_at(now, room, id, date);
        }
    }

    /// Counts the votes of a message and shows it; gives the poll.
    fn show_poll(&mut self, room: Room, mut stored: Stored) -> Value {
        let poll = counted(&stored);
        stored.message.attachment.insert("poll".to_owned(), poll.clone());
        self.replace_message(room, stored);
        poll
    }
}
