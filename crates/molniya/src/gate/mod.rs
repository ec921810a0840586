//! The gate: whether a call may leave now.
//!
//! A machine without I/O or a clock. Answers and replies are slowed down by refusals only, groups to
//! what Telegram allows in a minute, broadcasts to a rate of their own. A flood wait freezes its scope
//! until it has passed: the chat, or every broadcast. It does not know what is sent.

mod bulk;
mod direct;
mod freeze;
mod groups;
mod recent;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use molniya_botapi::ChatId;

pub(crate) use bulk::DEFAULT_RATE;
pub(crate) use direct::Direct;

use crate::answer::Class;
use crate::failpoint::{self, Failpoint};
use crate::store::{Entry, FloodScope, Time};
use bulk::Bulk;
use freeze::Freeze;
use groups::Groups;
use recent::Recent;

/// Whether a call may leave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Permit {
    /// Now.
    Go,
    /// Not before this time.
    Until(Time),
}

impl Permit {
    /// Until a time, unless that has come.
    fn from(at: Time, now: Time) -> Permit {
        if at > now { Permit::Until(at) } else { Permit::Go }
    }
}

/// What the gate looks at in a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask {
    chat: Option<ChatId>,
    class: Class,
    /// Whether it shows something to people, which is what Telegram counts.
    posts: bool,
}

impl Ask {
    pub(crate) fn new(chat: Option<ChatId>, class: Class, method: &str) -> Ask {
        let posts = method.starts_with("send") && method != "sendChatAction"
            || ["edit", "copy", "forward"].iter().any(|kind| method.starts_with(kind));
        Ask { chat, class, posts }
    }

    pub(crate) fn of(entry: &Entry) -> Ask {
        Ask::new(entry.chat, entry.class, &entry.method)
    }

    fn is_bulk(&self) -> bool {
        self.class == Class::Broadcast
    }
}

/// Between two messages of broadcasts to one chat, and between all calls to one that was frozen lately.
///
/// Telegram advises one message a second in a chat; the rest is for what the network adds.
/// Source: <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>
const SPACING: Duration = Duration::from_millis(1_050);
/// A refusal in a chat that was called less than this before is that chat's own.
const WARM: Duration = Duration::from_secs(3);

/// Which scopes must wait, and until when.
#[derive(Debug)]
pub(crate) struct Gate {
    frozen: Recent<Freeze>,
    groups: Groups,
    /// When the last two posts to a chat left, the newer first; of the last [`WARM`] at least.
    posts: Recent<(Time, Time)>,
    bulk: Bulk,
}

impl Gate {
    /// A gate that lets so many messages of broadcasts out in a second.
    pub(crate) fn new(rate: u16) -> Gate {
        Gate {
            frozen: Recent::default(),
            groups: Groups::default(),
            posts: Recent::default(),
            bulk: Bulk::new(rate),
        }
    }

    /// Whether the scope of this call's chat lets it leave. Calls without a chat are never held.
    pub(crate) fn permit(&self, ask: &Ask, now: Time) -> Permit {
        let Some(chat) = ask.chat else { return Permit::Go };
        let mut at = self.frozen.get(chat).map_or(now, |freeze| self.open_at(freeze, ask, now));
        if ask.posts {
            at = at.max(self.groups.open_at(chat));
        }
        if ask.is_bulk()
            && let Some((last, _)) = self.posts.get(chat)
        {
            at = at.max(last.after(SPACING));
        }
        Permit::from(at, now)
    }

    /// When a call may leave to a chat that was frozen lately. It has waited anyway, so it does not take the place
    /// that a broadcast leaves for replies elsewhere, unless it would wait for long.
    fn open_at(&self, freeze: &Freeze, ask: &Ask, now: Time) -> Time {
        let at = freeze.open_at(ask.posts);
        if !ask.posts || freeze.is_over(now) {
            return at;
        }
        at.max(self.bulk.crowded().min(at.after(SPACING)))
    }

    /// Asks for a call that leaves at once if it may.
    pub(crate) fn enter(&mut self, ask: &Ask, now: Time) -> Permit {
        let permit = self.permit(ask, now);
        if permit == Permit::Go {
            self.leaves(ask, now);
        }
        permit
    }

    /// When the next message of a broadcast may leave, as far as broadcasts as a whole go.
    pub(crate) fn bulk_due(&self) -> Time {
        self.bulk.open_at()
    }

    /// Whether all broadcasts wait for a flood wait to pass.
    pub(crate) fn bulk_is_frozen(&self, now: Time) -> bool {
        self.bulk.is_frozen(now)
    }

    /// Sets one message of a broadcast against their rate. It is about to leave.
    pub(crate) fn take_bulk(&mut self, now: Time) {
        self.bulk.take(now);
    }

    /// The call leaves.
    pub(crate) fn leaves(&mut self, ask: &Ask, now: Time) {
        if ask.posts {
            self.bulk.count(now);
        }
        let Some(chat) = ask.chat else { return };
        if let Some(freeze) = self.frozen.get_mut(chat) {
            if freeze.is_over(now) {
                self.frozen.remove(chat);
            } else if ask.posts {
                freeze.leaves(now);
            }
        }
        if !ask.posts {
            return;
        }
        self.groups.count(chat, now);
        let posts = self.posts.note(chat, |(last, _)| last.after(WARM) <= now);
        *posts = (now, posts.0);
    }

    /// The call was answered, and not with a flood wait.
    pub(crate) fn accepted(&mut self, ask: &Ask) {
        if let Some(freeze) = ask.chat.and_then(|chat| self.frozen.get_mut(chat)) {
            freeze.accepted();
        }
        if ask.is_bulk() {
            self.bulk.accepted();
        }
    }

    /// Telegram asked to wait. Gives the scope that is frozen now, and until when.
    ///
    /// Telegram does not say which scope it means. A broadcast that is refused in a chat where nothing
    /// was sent lately means broadcasts; everything else means the chat.
    pub(crate) fn refused(&mut self, ask: &Ask, wait: Duration, now: Time) -> (FloodScope, Time) {
        let before = ask.chat.and_then(|chat| self.posts.get(chat)).map(|(_, before)| *before);
        let is_warm = before.is_some_and(|before| before.after(WARM) > now);
        match ask.chat {
            _ if ask.is_bulk() && !is_warm => (FloodScope::Bulk, self.bulk.refused(wait, now)),
            Some(chat) => (FloodScope::Chat, self.freeze(chat, now).refused(wait, now)),
            None => (FloodScope::Chat, now.after(wait)),
        }
    }

    /// A flood wait that an earlier process met.
    pub(crate) fn restore(&mut self, chat: Option<ChatId>, scope: FloodScope, at: Time, now: Time) {
        failpoint::reach(Failpoint::FloodWaitRestored);
        let wait = at.since(now);
        match (scope, chat) {
            (FloodScope::Bulk, _) => _ = self.bulk.refused(wait, now),
            (FloodScope::Chat, Some(chat)) => _ = self.freeze(chat, now).refused(wait, now),
            (FloodScope::Chat, None) => {}
        }
    }

    fn freeze(&mut self, chat: ChatId, now: Time) -> &mut Freeze {
        self.frozen.note(chat, |freeze| freeze.is_over(now))
    }
}

/// The gate that the outbox and direct calls have in common. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct SharedGate(Arc<Mutex<Gate>>);

impl SharedGate {
    /// See [`Gate::new`].
    pub(crate) fn new(rate: u16) -> SharedGate {
        SharedGate(Arc::new(Mutex::new(Gate::new(rate))))
    }

    /// The gate, for a moment: never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Gate> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn ask(chat: i64, class: Class) -> Ask {
        Ask::new(Some(ChatId(chat)), class, "sendMessage")
    }

    #[test]
    fn a_flood_wait_holds_its_chat_until_it_has_passed_and_no_other() {
        let mut gate = Gate::new(DEFAULT_RATE);
        let (ann, ben) = (ask(1, Class::Reply), ask(2, Class::Reply));
        gate.refused(&ann, SECOND * 5, Time(0));
        gate.refused(&ann, SECOND * 3, Time(0)); // a shorter wait does not shorten it
        assert_eq!(gate.permit(&ann, Time(4_999)), Permit::Until(Time(5_000)));
        assert_eq!(gate.permit(&ben, Time(0)), Permit::Go);
        let nowhere = Ask::new(None, Class::Deadline, "answerCallbackQuery");
        assert_eq!(gate.permit(&nowhere, Time(0)), Permit::Go);
        assert_eq!(gate.permit(&ann, Time(5_000)), Permit::Go);
    }

    #[test]
    fn a_chat_that_was_frozen_waits_for_a_place_beside_a_broadcast_but_not_for_long() {
        let mut gate = Gate::new(DEFAULT_RATE);
        let (ann, ben) = (ask(1, Class::Reply), ask(2, Class::Reply));
        gate.refused(&ann, SECOND, Time(100_000));
        gate.accepted(&ann);
        (0..29).for_each(|n| gate.leaves(&ask(100 + n, Class::Broadcast), Time(101_000)));
        assert_eq!(gate.permit(&ben, Time(101_001)), Permit::Go);
        assert_eq!(gate.permit(&ann, Time(101_001)), Permit::Until(Time(102_025)));
        // There is never a place: replies alone take them all.
        (0..29).for_each(|n| gate.leaves(&ask(200 + n, Class::Reply), Time(102_000)));
        assert_eq!(gate.permit(&ann, Time(102_025)), Permit::Until(Time(102_050)));
        assert_eq!(gate.permit(&ann, Time(102_050)), Permit::Go);
    }

    #[test]
    fn a_chat_that_was_frozen_gets_one_call_at_a_time_for_a_while() {
        let mut gate = Gate::new(DEFAULT_RATE);
        let ann = ask(1, Class::Reply);
        gate.refused(&ann, SECOND, Time(0));
        gate.leaves(&ann, Time(1_000));
        assert_eq!(gate.permit(&ann, Time(1_001)), Permit::Until(Time(2_050)), "one probe");
        gate.accepted(&ann);
        assert_eq!(gate.permit(&ann, Time(1_500)), Permit::Until(Time(2_050)), "no burst after it");
        gate.leaves(&ann, Time(40_000));
        assert_eq!(gate.permit(&ann, Time(40_001)), Permit::Go, "it is forgotten");
        assert!(gate.frozen.get(ChatId(1)).is_none());
    }

    #[test]
    fn a_group_gets_twenty_messages_a_minute_and_other_calls_are_free() {
        let mut gate = Gate::new(DEFAULT_RATE);
        let group = ask(-1, Class::Reply);
        for n in 0..20 {
            assert_eq!(gate.permit(&group, Time(n)), Permit::Go, "{n}");
            gate.leaves(&group, Time(n));
        }
        assert_eq!(gate.permit(&group, Time(20)), Permit::Until(Time(60_000)));
        let pin = Ask::new(Some(ChatId(-1)), Class::Reply, "pinChatMessage");
        assert_eq!(gate.permit(&pin, Time(20)), Permit::Go);
        gate.leaves(&group, Time(60_000));
        assert_eq!(gate.permit(&group, Time(60_000)), Permit::Until(Time(60_001)));
        for n in 0..100 {
            gate.leaves(&ask(1, Class::Reply), Time(n));
        }
        assert_eq!(gate.permit(&ask(1, Class::Reply), Time(100)), Permit::Go, "no group");
    }

    #[test]
    fn a_refused_broadcast_freezes_broadcasts_unless_its_chat_explains_it() {
        let mut gate = Gate::new(DEFAULT_RATE);
        let (bulk, reply) = (ask(1, Class::Broadcast), ask(1, Class::Reply));
        gate.leaves(&reply, Time(10_000));
        assert_eq!(gate.permit(&bulk, Time(10_001)), Permit::Until(Time(11_050)));
        gate.leaves(&bulk, Time(11_050));
        let refused = gate.refused(&bulk, SECOND * 9, Time(11_100));
        assert_eq!(refused, (FloodScope::Chat, Time(20_100)));
        assert!(!gate.bulk_is_frozen(Time(11_100)));

        let other = ask(2, Class::Broadcast);
        gate.leaves(&other, Time(11_100));
        let refused = gate.refused(&other, SECOND * 9, Time(11_200));
        assert_eq!(refused, (FloodScope::Bulk, Time(20_200)));
        assert!(gate.bulk_is_frozen(Time(20_199)) && !gate.bulk_is_frozen(Time(20_200)));
        let reply = ask(2, Class::Reply);
        assert_eq!(gate.permit(&reply, Time(11_200)), Permit::Go, "replies do not mind");
    }
}
