//! The flood limits that Telegram speaks of in public, as a machine: which message is one too many, and for how long.
//!
//! It reads no clock and knows no methods. The numbers are those of
//! <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>; the real server has more limits,
//! which nobody outside knows.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::answer::Refusal;

/// The highest number a limit may have: the last messages are remembered, each with its moment.
const MAX_LIMIT: u32 = 100_000;
/// Chats that are remembered before the quiet ones are looked for and forgotten.
const TIDY_AT: usize = 10_000;
/// One of the three limits counts within this time.
const SECOND: Duration = Duration::from_secs(1);
/// The limit of a group counts within this time.
const MINUTE: Duration = Duration::from_secs(60);

/// How many messages a bot may send. What is absent is not limited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Messages within any second, to all chats together, 1 to 100,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot_per_second: Option<u32>,
    /// Messages a second in one chat, 1 to 100,000, beyond [`chat_burst`](Self::chat_burst).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_per_second: Option<u32>,
    /// Messages in one chat that may follow one another at once after a rest, 1 to 100,000; without it 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_burst: Option<u32>,
    /// Messages within any minute in one group, 1 to 100,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_per_minute: Option<u32>,
}

impl Limits {
    /// What Telegram says: 30 a second in all, 1 a second in a chat, 20 a minute in a group.
    ///
    /// Telegram lets "short bursts" in a chat pass without saying how short; here it is three messages.
    pub fn published() -> Self {
        Self {
            bot_per_second: Some(30),
            chat_per_second: Some(1),
            chat_burst: Some(3),
            group_per_minute: Some(20),
        }
    }

    /// What makes no sense about it, if anything.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let all =
            [self.bot_per_second, self.chat_per_second, self.chat_burst, self.group_per_minute];
        let fits = all.iter().flatten().all(|limit| (1..=MAX_LIMIT).contains(limit));
        (!fits).then_some("a limit is 1 to 100000")
    }
}

/// Messages that were refused because of [`Limits`], by the limit they met first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flooded {
    /// By the limit of the whole bot.
    pub bot: u64,
    /// By that of one chat.
    pub chat: u64,
    /// By that of one group.
    pub group: u64,
}

/// The moments of the last messages, oldest first.
#[derive(Debug, Default)]
struct Window(VecDeque<Instant>);

impl Window {
    /// How long until `count` more are not above `limit` within `span`.
    fn wait(&mut self, now: Instant, span: Duration, limit: u32, count: u32) -> Duration {
        while self.0.front().is_some_and(|sent| *sent + span <= now) {
            self.0.pop_front();
        }
        let (limit, count) = (limit as usize, count.min(limit) as usize);
        let above = (self.0.len() + count).saturating_sub(limit);
        let leaves = above.checked_sub(1).and_then(|last| self.0.get(last));
        leaves.map_or(Duration::ZERO, |sent| (*sent + span).saturating_duration_since(now))
    }

    fn note(&mut self, now: Instant, count: u32) {
        self.0.extend((0..count).map(|_| now));
    }

    fn is_over(&self, now: Instant, span: Duration) -> bool {
        self.0.back().is_none_or(|sent| *sent + span <= now)
    }
}

/// The machine.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    limits: Limits,
    flooded: Flooded,
    all: Window,
    groups: HashMap<i64, Window>,
    /// When each chat has earned its whole burst again.
    rested: HashMap<i64, Instant>,
}

impl Gauge {
    /// A machine that has seen no message yet.
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// The limits in force.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// What was refused since the limits were set.
    pub(crate) fn flooded(&self) -> Flooded {
        self.flooded
    }

    /// Lets `count` messages to a chat pass, or refuses them all; what is refused uses nothing up.
    ///
    /// More messages than a limit allows at all are taken for as many as it allows.
    pub(crate) fn admit(&mut self, now: Instant, chat: i64, count: u32) -> Result<(), Refusal> {
        let by_chat = self.chat_wait(now, chat, count);
        let by_group = self.group_wait(now, chat, count);
        let by_bot = self.bot_wait(now, count);
        let wait = by_chat.max(by_group).max(by_bot);
        if wait.is_zero() {
            self.note(now, chat, count);
            return Ok(());
        }
        let met = match wait {
            _ if wait == by_bot => &mut self.flooded.bot,
            _ if wait == by_group => &mut self.flooded.group,
            _ => &mut self.flooded.chat,
        };
        *met += 1;
        Err(Refusal::flood(whole_seconds(wait)))
    }

    fn bot_wait(&mut self, now: Instant, count: u32) -> Duration {
        let Some(limit) = self.limits.bot_per_second else {
            return Duration::ZERO;
        };
        self.all.wait(now, SECOND, limit, count)
    }

    fn group_wait(&mut self, now: Instant, chat: i64, count: u32) -> Duration {
        match (self.limits.group_per_minute, self.groups.get_mut(&chat)) {
            (Some(limit), Some(group)) => group.wait(now, MINUTE, limit, count),
            _ => Duration::ZERO,
        }
    }

    /// A chat that has rested may send its burst; each message takes one step of rest.
    fn chat_wait(&self, now: Instant, chat: i64, count: u32) -> Duration {
        let (Some(step), Some(rested)) = (self.step(), self.rested.get(&chat)) else {
            return Duration::ZERO;
        };
        let burst = self.limits.chat_burst.unwrap_or(1);
        let spare = step * (burst - count.min(burst));
        rested.saturating_duration_since(now).saturating_sub(spare)
    }

    /// The time in which a chat earns one message.
    fn step(&self) -> Option<Duration> {
        self.limits.chat_per_second.map(|rate| SECOND / rate)
    }

    fn note(&mut self, now: Instant, chat: i64, count: u32) {
        if self.limits.bot_per_second.is_some() {
            self.all.note(now, count);
        }
        if let Some(step) = self.step() {
            tidy(&mut self.rested, |rested| *rested > now);
            let rested = self.rested.entry(chat).or_insert(now);
            *rested = (*rested).max(now) + step * count;
        }
        if self.limits.group_per_minute.is_some() && is_group(chat) {
            tidy(&mut self.groups, |group| !group.is_over(now, MINUTE));
            self.groups.entry(chat).or_default().note(now, count);
        }
    }
}

/// Forgets what no longer counts, once there is much of it.
fn tidy<T>(chats: &mut HashMap<i64, T>, counts: impl Fn(&T) -> bool) {
    if chats.len() >= TIDY_AT && chats.len() == chats.capacity() {
        chats.retain(|_, value| counts(value));
    }
}

/// Groups have ids below zero.
fn is_group(chat: i64) -> bool {
    chat < 0
}

/// What `retry_after` says: never less than the wait.
fn whole_seconds(wait: Duration) -> u32 {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauge(set: impl FnOnce(&mut Limits)) -> (Gauge, Instant) {
        let mut limits = Limits::default();
        set(&mut limits);
        (Gauge::new(limits), Instant::now())
    }

    fn wait(gauge: &mut Gauge, now: Instant, chat: i64) -> Option<u32> {
        gauge.admit(now, chat, 1).err().and_then(|refusal| refusal.retry_after)
    }

    #[test]
    fn no_second_holds_more_than_the_bot_may_send() {
        let (mut gauge, start) = gauge(|limits| limits.bot_per_second = Some(3));
        let at = |ms| start + Duration::from_millis(ms);
        for (ms, chat) in [(0, 1), (500, 2), (900, 3)] {
            assert_eq!(wait(&mut gauge, at(ms), chat), None);
        }
        assert_eq!(wait(&mut gauge, at(999), 4), Some(1));
        assert_eq!(wait(&mut gauge, at(1000), 4), None);
        assert_eq!(wait(&mut gauge, at(1001), 5), Some(1));
        assert_eq!(gauge.flooded(), Flooded { bot: 2, ..Flooded::default() });
    }

    #[test]
    fn a_chat_has_a_burst_and_earns_it_again_by_rest() {
        let (mut gauge, start) = gauge(|limits| {
            limits.chat_per_second = Some(1);
            limits.chat_burst = Some(3);
        });
        let at = |seconds| start + Duration::from_secs(seconds);
        for _ in 0..3 {
            assert_eq!(wait(&mut gauge, at(0), 1), None);
        }
        assert_eq!(wait(&mut gauge, at(0), 1), Some(1));
        assert_eq!(wait(&mut gauge, at(0), 2), None, "another chat is another matter");
        assert_eq!(wait(&mut gauge, at(1), 1), None);
        assert_eq!(wait(&mut gauge, at(1), 1), Some(1));
        assert_eq!(gauge.admit(at(2), 1, 3).err().and_then(|refusal| refusal.retry_after), Some(2));
        assert!(gauge.admit(at(4), 1, 3).is_ok());
        assert!(gauge.admit(at(60), 1, 9).is_ok(), "an album is sent, however long");
        assert_eq!(gauge.flooded().chat, 3);
    }

    #[test]
    fn a_group_has_a_budget_for_any_minute_and_people_have_none() {
        let (mut gauge, start) = gauge(|limits| limits.group_per_minute = Some(2));
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(wait(&mut gauge, at(0), -5), None);
        assert_eq!(wait(&mut gauge, at(20), -5), None);
        assert_eq!(wait(&mut gauge, at(21), -5), Some(39));
        assert_eq!(wait(&mut gauge, at(60), -5), None);
        assert_eq!(gauge.flooded(), Flooded { group: 1, ..Flooded::default() });
        for _ in 0..3 {
            assert_eq!(wait(&mut gauge, at(0), 5), None);
        }
    }

    #[test]
    fn chats_that_rest_are_forgotten() {
        let (mut gauge, start) = gauge(|limits| limits.chat_per_second = Some(1));
        for chat in 0..30_000 {
            let now = start + Duration::from_millis(u64::try_from(chat).unwrap());
            assert_eq!(wait(&mut gauge, now, chat), None);
        }
        assert!(gauge.rested.len() <= 2 * TIDY_AT, "{}", gauge.rested.len());
    }
}
