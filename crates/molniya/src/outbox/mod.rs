//! The outbox: which stored call leaves next, and what becomes of it.
//!
//! A machine without I/O or a clock. Calls to one chat leave one after the other in the order
//! they were committed; calls without a chat leave freely. A call leaves only after the store
//! knows it as *claimed*, so that after a crash every call that may have left is known.
//! It does not know the wire or the store; the dispatcher carries out what it says.

mod fate;
#[cfg(test)]
mod model;

use std::collections::{BTreeSet, HashMap, VecDeque};

use molniya_botapi::{ChatId, repeat_of};

pub(crate) use fate::{Fate, Outcome};

use crate::gate::{Permit, SharedGate};
use crate::store::{Edited, Entry, EntryId, EntryState, Epoch, Time};

/// How many calls are on the wire at once. More would only queue inside the client.
const MAX_FLYING: usize = 128;

/// What to do next.
#[derive(Debug, PartialEq)]
pub(crate) enum Next {
    /// Make this call.
    Send(EntryId),
    /// This call is worthless now: settle it without making it.
    Expired(EntryId),
    /// Nothing before [`Outbox::due`] or until something else happens.
    Idle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Its Unit is not committed yet.
    Planned,
    /// Behind others of its chat, or until a time.
    Waiting,
    /// The store is being told that it will leave.
    Claiming,
    /// May leave.
    Ready,
    /// On the wire.
    Flying,
}

#[derive(Debug)]
struct Slot {
    entry: Entry,
    stage: Stage,
    /// How often it was on the wire, or may have been.
    tries: u32,
    /// Whether an earlier try may have been carried out.
    repeat: bool,
}

/// All calls that are committed or about to be, and not settled.
#[derive(Debug)]
pub(crate) struct Outbox {
    epoch: Epoch,
    gate: SharedGate,
    slots: HashMap<EntryId, Slot>,
    /// The order of each chat.
    chats: HashMap<ChatId, VecDeque<EntryId>>,
    ready: VecDeque<EntryId>,
    /// May leave as soon as the store knows them as claimed.
    unclaimed: Vec<EntryId>,
    due: BTreeSet<(Time, EntryId)>,
    flying: usize,
}

impl Outbox {
    pub(crate) fn new(epoch: Epoch, gate: SharedGate) -> Self {
        Outbox {
            epoch,
            gate,
            slots: HashMap::new(),
            chats: HashMap::new(),
            ready: VecDeque::new(),
            unclaimed: Vec::new(),
            due: BTreeSet::new(),
            flying: 0,
        }
    }

    /// How many calls it holds.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether a call is on the wire or may leave now.
    pub(crate) fn is_under_way(&self) -> bool {
        self.flying > 0
            || !self.ready.is_empty()
            || self.slots.values().any(|slot| slot.stage == Stage::Claiming)
    }

    /// When the next waiting call may leave.
    pub(crate) fn due(&self) -> Option<Time> {
        self.due.first().map(|(at, _)| *at)
    }

    /// The call as it is now.
    pub(crate) fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.slots.get(&id).map(|slot| &slot.entry)
    }

    /// Sets the state of the calls of a Unit that is about to be committed: claimed if it may leave
    /// right after the commit, queued if it must wait.
    pub(crate) fn plan(&mut self, entries: &mut [Entry], now: Time) {
        for entry in entries {
            let first = match entry.chat {
                None => true,
                Some(chat) => {
                    let order = self.chats.entry(chat).or_default();
                    order.push_back(entry.id);
                    order.len() == 1
                }
            };
            entry.state = match self.gate.lock().permit(entry.chat, now) {
                Permit::Go if first => EntryState::Claimed(self.epoch),
                Permit::Go => EntryState::Queued { not_before: Time(0) },
                Permit::Until(not_before) => EntryState::Queued { not_before },
            };
            let slot =
                Slot { entry: entry.clone(), stage: Stage::Planned, tries: 0, repeat: false };
            self.slots.insert(entry.id, slot);
        }
    }

    /// The Unit of these calls is committed. Gives the earlier calls that are not worth making any
    /// more: edits of a message that one of these edits anew.
    pub(crate) fn committed(
        &mut self,
        ids: impl IntoIterator<Item = EntryId>,
        now: Time,
    ) -> Vec<EntryId> {
        let mut replaced = Vec::new();
        for id in ids {
            let older = self.replaced_by(id);
            older.iter().for_each(|older| self.remove(*older, now));
            replaced.extend(older);
            let Some(slot) = self.slots.get_mut(&id) else { continue };
            if let EntryState::Claimed(_) = slot.entry.state {
                slot.stage = Stage::Ready;
                self.ready.push_back(id);
            } else {
                slot.stage = Stage::Waiting;
                self.consider(id, now);
            }
        }
        replaced
    }

    /// Edits that wait before this one in its chat, and edit the same message.
    fn replaced_by(&self, id: EntryId) -> Vec<EntryId> {
        let Some(newer) = self.entry(id) else { return Vec::new() };
        let (Some(edits), Some(chat)) = (newer.edits, newer.chat) else { return Vec::new() };
        let Some(order) = self.chats.get(&chat) else { return Vec::new() };
        let mut replaced = Vec::new();
        // Backwards, because a call that gives the handle its message ends it: edits by that name
        // before it mean another.
        for older in order.iter().rev().skip_while(|other| **other != id).skip(1) {
            let Some(slot) = self.slots.get(older) else { continue };
            let named_alike = slot.entry.handle == newer.handle;
            if newer.is_named() && named_alike && !slot.entry.is_named() {
                break;
            }
            let same = match edits {
                Edited::Named(_) => slot.entry.is_named() && named_alike,
                // One that gives a handle its message is still needed for that.
                Edited::Message(_) => {
                    slot.entry.edits == Some(edits) && (slot.entry.handle.is_none() || named_alike)
                }
            };
            if same && slot.stage == Stage::Waiting && slot.entry.method == newer.method {
                replaced.push(*older);
            }
        }
        replaced
    }

    /// The Unit of these calls was not committed.
    pub(crate) fn abandoned(&mut self, ids: impl IntoIterator<Item = EntryId>, now: Time) {
        for id in ids {
            self.remove(id, now);
        }
    }

    /// Takes over a call that an earlier process left in the store. Calls must come in queue order.
    /// A call that was claimed may have been carried out: [`Fate`] says what that means.
    pub(crate) fn recover(&mut self, entry: Entry, now: Time) -> Fate {
        let (tries, unknown) = match entry.state {
            EntryState::Queued { .. } => (0, false),
            EntryState::Retrying { tries, .. } => (tries, false),
            EntryState::Claimed(_) => (1, true),
            EntryState::Unknown | EntryState::Dead(_) => return Fate::Kept,
        };
        let id = entry.id;
        if unknown && !fate::may_repeat(repeat_of(&entry.method), entry.policy) {
            return Fate::Unknown;
        }
        if let Some(chat) = entry.chat {
            self.chats.entry(chat).or_default().push_back(id);
        }
        // A call that was tried before may have been carried out then.
        let repeat = unknown || tries > 0;
        let (at, expired) = match entry.state {
            EntryState::Queued { not_before } => (not_before, false),
            EntryState::Retrying { at, .. } => (at, false),
            _ => (now, entry.expires.is_some_and(|end| end <= now)),
        };
        self.slots.insert(id, Slot { entry, stage: Stage::Waiting, tries, repeat });
        if expired {
            self.remove(id, now);
            return Fate::Over;
        }
        if at > now {
            self.due.insert((at, id));
        } else {
            self.consider(id, now);
        }
        if unknown { Fate::Repeat } else { Fate::Kept }
    }

    /// Calls that may leave once they are stored as claimed. Each is named once.
    pub(crate) fn take_unclaimed(&mut self) -> Vec<EntryId> {
        std::mem::take(&mut self.unclaimed)
    }

    /// The state that says a call is claimed by this process.
    pub(crate) fn claim(&self) -> EntryState {
        EntryState::Claimed(self.epoch)
    }

    /// These calls are stored as claimed now.
    pub(crate) fn claimed(&mut self, ids: impl IntoIterator<Item = EntryId>) {
        for id in ids {
            let Some(slot) = self.slots.get_mut(&id) else { continue };
            slot.entry.state = EntryState::Claimed(self.epoch);
            slot.stage = Stage::Ready;
            self.ready.push_back(id);
        }
    }

    /// What to do now. Ask again until it says [`Next::Idle`].
    pub(crate) fn next(&mut self, now: Time) -> Next {
        while let Some((at, id)) = self.due.first().copied() {
            if at > now {
                break;
            }
            self.due.pop_first();
            self.consider(id, now);
        }
        while self.flying < MAX_FLYING
            && let Some(id) = self.ready.pop_front()
        {
            let Some(slot) = self.slots.get_mut(&id) else { continue };
            if slot.entry.expires.is_some_and(|end| end <= now) {
                self.remove(id, now);
                return Next::Expired(id);
            }
            if let Permit::Until(at) = self.gate.lock().permit(slot.entry.chat, now) {
                // The chat was frozen after the claim.
                slot.stage = Stage::Waiting;
                self.due.insert((at, id));
                continue;
            }
            slot.stage = Stage::Flying;
            slot.tries += 1;
            self.flying += 1;
            return Next::Send(id);
        }
        Next::Idle
    }

    /// A call has been answered, or has failed.
    pub(crate) fn settled(&mut self, id: EntryId, outcome: &Outcome, now: Time) -> Fate {
        let Some(slot) = self.slots.get_mut(&id) else { return Fate::Kept };
        self.flying -= 1;
        let fate = fate::decide(&slot.entry, slot.tries, slot.repeat, outcome, now);
        match &fate {
            Fate::Retry { at, unknown } => {
                slot.repeat |= unknown;
                slot.stage = Stage::Waiting;
                slot.entry.state = EntryState::Retrying { at: *at, tries: slot.tries };
                if let (Outcome::FloodWait(_), Some(chat)) = (outcome, slot.entry.chat) {
                    self.gate.lock().freeze(chat, *at, now);
                }
                self.due.insert((*at, id));
            }
            Fate::Moved { to } => {
                slot.stage = Stage::Waiting;
                slot.entry.state = EntryState::Retrying { at: now, tries: slot.tries };
                let to = *to;
                self.follow(id, to, now);
            }
            Fate::Over | Fate::Unknown | Fate::Dead(_) | Fate::Kept | Fate::Repeat => {
                self.remove(id, now);
            }
        }
        fate
    }

    /// The calls of a chat with their present state, oldest first.
    pub(crate) fn of_chat(&self, chat: ChatId) -> Vec<EntryId> {
        self.chats.get(&chat).map(|order| order.iter().copied().collect()).unwrap_or_default()
    }

    /// A chat has a new id: everything queued for it goes there, before what is queued there.
    fn follow(&mut self, id: EntryId, to: ChatId, now: Time) {
        let from = self.slots.get(&id).and_then(|slot| slot.entry.chat);
        let Some(mut order) = from.and_then(|from| self.chats.remove(&from)) else { return };
        for id in &order {
            if let Some(slot) = self.slots.get_mut(id) {
                slot.entry.chat = Some(to);
            }
        }
        order.extend(self.chats.remove(&to).unwrap_or_default());
        self.chats.insert(to, order);
        self.due.insert((now, id));
    }

    /// A waiting call may have come to the head of its chat.
    fn consider(&mut self, id: EntryId, now: Time) {
        let Some(slot) = self.slots.get_mut(&id) else { return };
        if slot.stage != Stage::Waiting {
            return;
        }
        if let Some(chat) = slot.entry.chat
            && self.chats.get(&chat).and_then(VecDeque::front) != Some(&id)
        {
            return; // It is considered again when those before it are settled.
        }
        match self.gate.lock().permit(slot.entry.chat, now) {
            Permit::Until(at) => {
                self.due.insert((at, id));
            }
            Permit::Go => {
                slot.stage = Stage::Claiming;
                self.unclaimed.push(id);
            }
        }
    }

    fn remove(&mut self, id: EntryId, now: Time) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let Some(chat) = slot.entry.chat else { return };
        let Some(order) = self.chats.get_mut(&chat) else { return };
        if order.front() == Some(&id) {
            order.pop_front();
        } else {
            order.retain(|other| *other != id);
        }
        match order.front().copied() {
            None => {
                self.chats.remove(&chat);
            }
            Some(head) => {
                let waits_until = self.slots.get(&head).map(|slot| match slot.entry.state {
                    EntryState::Retrying { at, .. } => at,
                    EntryState::Queued { not_before } => not_before,
                    _ => now,
                });
                match waits_until {
                    Some(at) if at > now => {
                        self.due.insert((at, head));
                    }
                    _ => self.consider(head, now),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answer::{Class, Handle, Policy};
    use crate::store::Seq;

    fn call(seq: u64, method: &'static str, handle: Option<&str>) -> Entry {
        Entry {
            id: EntryId { seq: Seq(seq), n: 0 },
            chat: Some(ChatId(1)),
            method: method.into(),
            params: format!(r#"{{"text":"{seq}"}}"#).into(),
            files: None,
            class: Class::Reply,
            policy: Policy::AtLeastOnce,
            handle: handle.map(Handle::from),
            edits: handle.filter(|_| method.starts_with("edit")).map(|_| Edited::Named(None)),
            expires: None,
            state: EntryState::Queued { not_before: Time(0) },
        }
    }

    /// Commits a call; gives the calls it replaces.
    fn commit(outbox: &mut Outbox, call: Entry) -> Vec<u64> {
        let mut calls = [call];
        outbox.plan(&mut calls, Time(0));
        let replaced = outbox.committed([calls[0].id], Time(0));
        replaced.into_iter().map(|id| id.seq.0).collect()
    }

    /// What leaves from now on, each call answered at once.
    fn leaves(outbox: &mut Outbox, now: Time) -> Vec<u64> {
        let mut left = Vec::new();
        loop {
            while let Next::Send(id) = outbox.next(now) {
                left.push(id.seq.0);
                outbox.settled(id, &Outcome::Done, now);
            }
            match outbox.take_unclaimed() {
                calls if calls.is_empty() => return left,
                calls => outbox.claimed(calls),
            }
        }
    }

    #[test]
    fn of_edits_of_one_message_that_wait_only_the_newest_is_made() {
        let mut outbox = Outbox::new(Epoch(1), SharedGate::default());
        let edit = |seq, name| call(seq, "editMessageText", Some(name));
        commit(&mut outbox, edit(1, "card"));
        assert_eq!(outbox.next(Time(0)), Next::Send(EntryId { seq: Seq(1), n: 0 }));
        assert_eq!(commit(&mut outbox, edit(2, "card")), [] as [u64; 0], "1 is on the wire");
        outbox.settled(
            EntryId { seq: Seq(1), n: 0 },
            &Outcome::FloodWait(Duration::from_secs(1)),
            Time(0),
        );
        assert_eq!(commit(&mut outbox, call(3, "sendMessage", None)), [] as [u64; 0]);
        assert_eq!(commit(&mut outbox, edit(4, "other")), [] as [u64; 0]);
        assert_eq!(commit(&mut outbox, edit(5, "card")), [2, 1]);
        assert_eq!(commit(&mut outbox, call(6, "sendMessage", Some("card"))), [] as [u64; 0]);
        assert_eq!(commit(&mut outbox, edit(7, "card")), [] as [u64; 0], "another message now");
        assert_eq!(commit(&mut outbox, edit(8, "card")), [7]);
        assert_eq!(leaves(&mut outbox, Time(999)), [] as [u64; 0]);
        assert_eq!(leaves(&mut outbox, Time(1_000)), [3, 4, 5, 6, 8]);
        assert_eq!(outbox.len(), 0);
    }

    #[test]
    fn edits_of_one_message_by_its_id_replace_each_other_too() {
        let mut outbox = Outbox::new(Epoch(1), SharedGate::default());
        let edit = |seq, id, handle| {
            let edits = Some(Edited::Message(molniya_botapi::MessageId(id)));
            Entry { edits, ..call(seq, "editMessageText", handle) }
        };
        commit(&mut outbox, call(1, "sendMessage", None));
        assert_eq!(commit(&mut outbox, edit(2, 7, None)), [] as [u64; 0]);
        assert_eq!(commit(&mut outbox, edit(3, 8, None)), [] as [u64; 0], "another message");
        assert_eq!(commit(&mut outbox, edit(4, 7, Some("card"))), [2]);
        assert_eq!(commit(&mut outbox, edit(5, 7, None)), [] as [u64; 0], "4 gives a name");
        let markup = Entry { method: "editMessageReplyMarkup".into(), ..edit(6, 7, None) };
        assert_eq!(commit(&mut outbox, markup), [] as [u64; 0], "something else is edited");
        assert_eq!(commit(&mut outbox, edit(7, 7, Some("card"))), [5, 4]);
        assert_eq!(leaves(&mut outbox, Time(0)), [1, 3, 6, 7]);
    }
}
