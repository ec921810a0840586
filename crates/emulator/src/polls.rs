//! Polls: votes, ends, and the updates that come of them. See <https://core.telegram.org/bots/api#poll>.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::chats::Stored;
use crate::clock::Now;
use crate::methods::poll::{MAX_OPTION, MAX_OPTIONS};
use crate::model::Message;
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
    at: BTreeSet<(Instant, i64, i64)>,
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
    /// Somebody votes, or takes their vote back by no option. The bot is told of polls that are its own.
    pub(crate) fn vote(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        message_id: i64,
        mut options: Vec<usize>,
    ) -> Result<(), NoVote> {
        let stored = self.chats.message(chat_id, message_id).cloned();
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
        let poll = self.show_poll(stored.clone());
        if !stored.is_bots() {
            return Ok(());
        }
        if poll["is_anonymous"] == false {
            let ids = options.iter().map(|option| &poll["options"][*option]["persistent_id"]);
            let answer = json!({
                "poll_id": poll["id"],
                "user": self.user(user),
                "option_ids": options,
                "option_persistent_ids": ids.collect::<Vec<_>>(),
            });
            self.issue(now, "poll_answer", Some(chat_id), &answer);
        }
        self.issue(now, "poll", Some(chat_id), &poll);
        Ok(())
    }

    /// Notes how the poll of a message is shown and answered.
    pub(crate) fn set_manner(&mut self, message: &Message, manner: Manner) {
        let stored = self.chats.message(message.chat.id, message.message_id).cloned();
        if let Some(stored) = stored {
            self.replace_message(Stored { manner: Some(manner), ..stored });
        }
    }

    /// Somebody adds an option to a poll that takes it; the bot is told of polls that are its own.
    pub(crate) fn add_option(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        message_id: i64,
        text: &str,
    ) -> Result<(), NoVote> {
        let stored = self.chats.message(chat_id, message_id).cloned();
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
        let own = stored.is_bots();
        let poll = self.show_poll(stored);
        if own {
            self.issue(now, "poll", Some(chat_id), &poll);
        }
        let about = self.chats.replied(chat_id, message_id);
        let added =
            json!({ "poll_message": about, "option_persistent_id": id, "option_text": text });
        self.service(now, chat_id, user, "poll_option_added", added);
        Ok(())
    }

    /// Ends a poll; gives it as it is then, or nothing if it has ended already.
    pub(crate) fn end_poll(&mut self, now: Now, mut stored: Stored) -> Option<Value> {
        let poll = stored.message.attachment.get_mut("poll")?;
        if poll["is_closed"] == true {
            return None;
        }
        poll["is_closed"] = true.into();
        let chat = stored.message.chat.id;
        let own = stored.is_bots();
        let poll = self.show_poll(stored);
        if own {
            self.issue(now, "poll", Some(chat), &poll);
        }
        Some(poll)
    }

    /// Lets the poll of a message end at a date, in seconds since 1970.
    pub(crate) fn close_poll_at(&mut self, now: Now, chat: i64, message_id: i64, date: i64) {
        let left = u64::try_from(date - now.unix).unwrap_or(0);
        self.closings.at.insert((now.instant + Duration::from_secs(left), chat, message_id));
    }

    /// Ends the polls whose time is over.
    pub(crate) fn close_polls(&mut self, now: Now) {
        while let Some((_, chat, message_id)) =
            self.closings.at.first().copied().filter(|(at, ..)| *at <= now.instant)
        {
            self.closings.at.pop_first();
            if let Some(stored) = self.chats.message(chat, message_id).cloned() {
                self.end_poll(now, stored);
            }
        }
    }

    /// Lets polls end by themselves that were open in an earlier run.
    pub(crate) fn close_restored_polls(&mut self, now: Now) {
        let messages = self.chats.by_id.values().flat_map(|chat| chat.messages.values());
        let open = messages.filter_map(|stored| {
            let poll = stored.message.attachment.get("poll")?;
            let date = poll["close_date"].as_i64().filter(|_| poll["is_closed"] == false)?;
            Some((stored.message.chat.id, stored.message.message_id, date))
        });
        for (chat, id, date) in open.collect::<Vec<_>>() {
            self.close_poll_at(now, chat, id, date);
        }
    }

    /// Counts the votes of a message and shows it; gives the poll.
    fn show_poll(&mut self, mut stored: Stored) -> Value {
        let poll = counted(&stored);
        stored.message.attachment.insert("poll".to_owned(), poll.clone());
        self.replace_message(stored);
        poll
    }
}
