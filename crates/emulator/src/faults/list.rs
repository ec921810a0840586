//! The faults that wait, and which one meets a call or an update.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

use super::{BadUpdate, Fault, MAX_FAULTS};
use crate::bots::BotId;

/// A fault that waits.
#[derive(Debug)]
struct Waiting {
    /// As it was ordered; what it was ordered for is counted down.
    fault: Fault,
    until: Option<Instant>,
}

/// The faults that are waiting, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Waiting>,
    cleared: Arc<Notify>,
}

impl Faults {
    /// Adds a fault; `false` means there are too many.
    pub(crate) fn add(&mut self, now: Instant, fault: Fault) -> bool {
        self.end(now);
        let room = self.list.len() < MAX_FAULTS;
        if room {
            let until = fault.for_ms.map(|ms| now + Duration::from_millis(ms));
            self.list.push(Waiting { fault, until });
        }
        room
    }

    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.cleared.notify_waiters();
    }

    /// Ends when the faults are cleared.
    pub(crate) fn cleared(&self) -> OwnedNotified {
        self.cleared.clone().notified_owned()
    }

    /// Those that still wait.
    pub(crate) fn list(&mut self, now: Instant) -> Vec<Fault> {
        self.end(now);
        self.list.iter().map(|waiting| waiting.fault.clone()).collect()
    }

    /// Uses up the oldest fault that fits this call of a bot, once.
    pub(crate) fn strike(
        &mut self,
        now: Instant,
        bot: BotId,
        method: &str,
        chat: Option<i64>,
    ) -> Option<Fault> {
        self.first(now, bot, |fault| {
            let fits = match &fault.method {
                Some(wanted) => wanted.eq_ignore_ascii_case(method),
                None => !method.eq_ignore_ascii_case("getUpdates"),
            };
            fault.update.is_none() && fits && (fault.chat.is_none() || fault.chat == chat)
        })
    }

    /// Uses up the oldest fault that fits an update of this chat for a bot, once; `hooked` says whether it goes to a webhook.
    pub(crate) fn strike_update(
        &mut self,
        now: Instant,
        bot: BotId,
        chat: Option<i64>,
        hooked: bool,
    ) -> Option<(BadUpdate, Fault)> {
        let fault = self.first(now, bot, |fault| {
            fault.update.is_some_and(|update| hooked || !update.is_of_webhooks())
                && (fault.chat.is_none() || fault.chat == chat)
        })?;
        Some((fault.update?, fault))
    }

    fn first(&mut self, now: Instant, bot: BotId, fits: impl Fn(&Fault) -> bool) -> Option<Fault> {
        if self.list.is_empty() {
            return None;
        }
        self.end(now);
        let at = self.list.iter().position(|waiting| {
            waiting.fault.bot.is_none_or(|id| id == bot.get()) && fits(&waiting.fault)
        })?;
        let fault = &mut self.list[at].fault;
        let struck = Fault { times: None, for_ms: None, ..fault.clone() };
        match (&mut fault.times, fault.for_ms) {
            (Some(times), _) if *times > 1 => *times -= 1,
            (None, Some(_)) => {}
            (Some(_) | None, _) => _ = self.list.remove(at),
        }
        Some(struck)
    }

    /// Forgets those whose time is over.
    fn end(&mut self, now: Instant) {
        self.list.retain(|waiting| waiting.until.is_none_or(|until| until > now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_lasts_as_often_or_as_long_as_it_was_ordered_for() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        let once = Fault::flood("a", 1);
        let second = Duration::from_secs(1);
        for fault in [
            once.clone(),
            Fault::flood("b", 1).times(2),
            Fault::flood("c", 1).lasting(second),
            Fault::flood("d", 1).lasting(second).times(2),
            Fault::flood("e", 1).lasting(second).times(2),
        ] {
            assert!(faults.add(now, fault));
        }
        let hits = |faults: &mut Faults, now, method| {
            (0..5).filter(|_| faults.strike(now, BotId::LEAST, method, None).is_some()).count()
        };
        assert_eq!(faults.strike(now, BotId::LEAST, "A", None), Some(once));
        let early = now + Duration::from_millis(999);
        let counts = ["a", "b", "c", "d"].map(|method| hits(&mut faults, early, method));
        assert_eq!(counts, [0, 2, 5, 2]);
        assert_eq!(faults.list(early).len(), 2);
        let late = now + second;
        assert_eq!((hits(&mut faults, late, "c"), hits(&mut faults, late, "e")), (0, 0));
        assert!(faults.list(late).is_empty());
    }

    #[test]
    fn a_fault_of_updates_meets_no_call_and_the_other_way_round() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        faults.add(now, Fault::update(BadUpdate::Late));
        faults.add(now, Fault { method: None, ..Fault::flood("", 1) });
        faults.add(now, Fault::update(BadUpdate::Unknown).in_chat(5));
        assert!(faults.strike_update(now, BotId::LEAST, Some(6), false).is_none());
        let update = |faults: &mut Faults, hooked| {
            faults.strike_update(now, BotId::LEAST, Some(5), hooked).map(|(update, _)| update)
        };
        assert_eq!(update(&mut faults, false), Some(BadUpdate::Unknown));
        assert_eq!(
            (update(&mut faults, false), update(&mut faults, true)),
            (None, Some(BadUpdate::Late))
        );
        assert!(faults.strike(now, BotId::LEAST, "sendMessage", None).is_some());
        assert!(faults.list(now).is_empty());
    }
}
