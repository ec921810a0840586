//! The outbox: which stored call leaves next, and what becomes of it.
//!
//! A machine without I/O or a clock. Calls to one chat leave one after the other in the order
//! they were committed; calls without a chat leave freely. What is more urgent leaves first, and
//! messages of broadcasts leave at their own rate, beside the conversations of their chats. A call
//! leaves only after the store knows it as *claimed*, so that after a crash every call that may have
//! left is known. Of a chat for which many calls wait only the oldest are in memory, so that one that Telegram has
//! frozen takes no room from others. It does not know the wire or the store; the dispatcher carries out what it says.

mod fate;
mod lines;
#[cfg(test)]
mod model;
#[cfg(test)]
mod rush;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use foldhash::{HashMap, HashSet};

use molniya_botapi::{ChatId, repeat_of};

pub(crate) use fate::{Fate, Outcome, may_repeat};

use self::lines::{Line, Lines, line_of};
use crate::answer::Class;
use crate::gate::{Ask, Permit, SharedGate};
use crate::store::{Edited, Entry, EntryId, EntryState, Epoch, OutboxRow, Seq, Time};

/// How many calls are on the wire at once. More would only queue inside the client.
const MAX_FLYING: usize = 128;
/// How many of them may be messages of broadcasts: the others always find room.
const MAX_BULK: usize = 64;

/// How much is in memory.
#[derive(Debug)]
struct Bounds {
    /// So many calls of one conversation, as long as it is not crowded.
    window: usize,
    /// With so many calls every further conversation has only one.
    crowded: usize,
    /// With so many calls none are read back from the store.
    full: usize,
}

/// A window takes a whole answer. Between the bounds there is room for the first calls of thousands of chats.
const BOUNDS: Bounds = Bounds { window: 64, crowded: 10_000, full: 15_000 };
/// Calls in memory above which there are to be no more. The store is no measure: there is room for what waits in chats
/// that Telegram has frozen for hours.
pub(crate) const MAX_CALLS: usize = 20_000;

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
    bounds: Bounds,
    slots: HashMap<EntryId, Slot>,
    lines: Lines,
    /// May leave now, by class, the most urgent first.
    ready: [VecDeque<EntryId>; 4],
    /// Messages of broadcasts that wait for nothing but their rate, oldest first.
    bulk: BTreeSet<EntryId>,
    /// May leave as soon as the store knows them as claimed.
    unclaimed: Vec<EntryId>,
    due: BTreeSet<(Time, EntryId)>,
    flying: usize,
    /// Messages of broadcasts that are claimed or on the wire.
    bulk_out: usize,
    /// The last row that is committed, or will never be.
    decided: Seq,
    /// What of the store is being read: all after a row, and what was decided then.
    reading: Option<(Seq, Seq)>,
}

impl Outbox {
    pub(crate) fn new(epoch: Epoch, gate: SharedGate) -> Self {
        Outbox {
            epoch,
            gate,
            bounds: BOUNDS,
            slots: HashMap::default(),
            lines: Lines::default(),
            ready: Default::default(),
            bulk: BTreeSet::new(),
            unclaimed: Vec::new(),
            due: BTreeSet::new(),
            flying: 0,
            bulk_out: 0,
            decided: Seq(0),
            reading: None,
        }
    }

    /// How many calls are in memory.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// How many calls are in memory soon, with what is to be read back, at most.
    pub(crate) fn len_soon(&self) -> usize {
        let read_back = self.lines.dry_at().map_or(0, |_| self.bounds.full);
        self.len().max(read_back)
    }

    /// Whether a call is on the wire or may leave now.
    pub(crate) fn is_under_way(&self) -> bool {
        self.flying > 0
            || self.ready.iter().any(|ready| !ready.is_empty())
            || self.slots.values().any(|slot| slot.stage == Stage::Claiming)
    }

    /// When the next waiting call may leave.
    pub(crate) fn due(&self) -> Option<Time> {
        let waiting = self.due.first().map(|(at, _)| *at);
        let bulk = !self.bulk.is_empty() && self.bulk_out < MAX_BULK;
        let bulk = bulk.then(|| self.gate.lock().bulk_due());
        waiting.into_iter().chain(bulk).min()
    }

    /// The call as it is now.
    pub(crate) fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.slots.get(&id).map(|slot| &slot.entry)
    }

    /// Sets the state of the calls of a Unit that is about to be committed: claimed if it may leave
    /// right after the commit, queued if it must wait.
    pub(crate) fn plan(&mut self, entries: &mut [Entry], now: Time) {
        for entry in entries {
            entry.at = now;
            entry.chat = entry.chat.map(|chat| self.lines.now(chat));
            if let Some(line) = line_of(entry).filter(|line| self.is_full(*line)) {
                entry.state = EntryState::Queued { not_before: Time(0) };
                self.lines.leave(line, entry.id);
                continue;
            }
            let first = line_of(entry).is_none_or(|line| self.lines.push(line, entry.id));
            entry.state = match self.gate.lock().permit(&Ask::of(entry), now) {
                Permit::Go if first && entry.class != Class::Broadcast => {
                    EntryState::Claimed(self.epoch)
                }
                Permit::Go => EntryState::Queued { not_before: Time(0) },
                Permit::Until(not_before) => EntryState::Queued { not_before },
            };
            let slot =
                Slot { entry: entry.clone(), stage: Stage::Planned, tries: 0, repeat: false };
            self.slots.insert(entry.id, slot);
        }
    }

    /// Whether the next call of a line is to be in the store alone. Messages of broadcasts are few enough by themselves.
    fn is_full(&self, line: Line) -> bool {
        let (present, is_whole) = self.lines.present(line);
        !line.1 && (!is_whole || !self.has_room_beside(present))
    }

    fn has_room_beside(&self, present: usize) -> bool {
        present < if self.len() < self.bounds.crowded { self.bounds.window } else { 1 }
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
            self.decided = self.decided.max(id.seq);
            let older = self.replaced_by(id);
            older.iter().for_each(|older| self.remove(*older, now));
            replaced.extend(older);
            let Some(slot) = self.slots.get_mut(&id) else { continue };
            if let EntryState::Claimed(_) = slot.entry.state {
                slot.stage = Stage::Ready;
                self.ready[slot.entry.class as usize].push_back(id);
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
        let (Some(edits), Some(line)) = (newer.edits, line_of(newer)) else { return Vec::new() };
        let mut replaced = Vec::new();
        // Backwards, because a call that gives the handle its message ends it: edits by that name
        // before it mean another.
        for older in self.lines.of(line).rev().skip_while(|other| *other != id).skip(1) {
            let Some(slot) = self.slots.get(&older) else { continue };
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
                replaced.push(older);
            }
        }
        replaced
    }

    /// The Unit of these calls was not committed.
    pub(crate) fn abandoned(&mut self, ids: impl IntoIterator<Item = EntryId>, now: Time) {
        for id in ids {
            self.decided = self.decided.max(id.seq);
            self.remove(id, now);
        }
    }

    /// Takes over a call that an earlier process left in the store. Calls must come in queue order.
    /// A call that was claimed may have been carried out: [`Fate`] says what that means.
    pub(crate) fn recover(&mut self, entry: Entry, now: Time) -> Fate {
        self.decided = self.decided.max(entry.id.seq);
        if let EntryState::Retrying { at, flood: Some(scope), .. } = entry.state
            && at > now
        {
            self.gate.lock().restore(entry.chat, scope, at, now);
        }
        match line_of(&entry) {
            Some(line) if self.is_full(line) || !line.1 && self.len() >= self.bounds.crowded => {
                if self.must_not_repeat(&entry) {
                    return Fate::Unknown;
                }
                self.lines.leave(line, entry.id);
                Fate::Kept
            }
            _ => self.take(entry, now),
        }
    }

    /// Whether it may have been carried out by an earlier process, and must not be made again.
    fn must_not_repeat(&self, entry: &Entry) -> bool {
        matches!(entry.state, EntryState::Claimed(_))
            && !fate::may_repeat(repeat_of(&entry.method), entry.policy)
    }

    /// Takes in a call that is stored.
    fn take(&mut self, entry: Entry, now: Time) -> Fate {
        let (tries, unknown) = match entry.state {
            EntryState::Queued { .. } => (0, false),
            EntryState::Retrying { tries, .. } => (tries, false),
            EntryState::Claimed(_) => (1, true),
            EntryState::Unknown | EntryState::Dead(_) => return Fate::Kept,
        };
        let id = entry.id;
        if self.must_not_repeat(&entry) {
            return Fate::Unknown;
        }
        if let Some(line) = line_of(&entry) {
            self.lines.push(line, id);
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

    /// After which row calls are to be read from the store, until [`Outbox::read_back`] is told of them.
    pub(crate) fn begin_reading(&mut self) -> Option<Seq> {
        let first = self.lines.dry_at()?.seq;
        // What is not committed yet cannot be read.
        if self.reading.is_some() || self.len() >= self.bounds.full || first > self.decided {
            return None;
        }
        let after = Seq(first.0.saturating_sub(1));
        self.reading = Some((after, self.decided));
        Some(after)
    }

    /// Takes in what there is room for of the rows that were asked for; none are the end of them. Gives what that means
    /// for the calls, as [`Outbox::recover`] does.
    pub(crate) fn read_back(&mut self, rows: Vec<OutboxRow>, now: Time) -> Vec<(Entry, Fate)> {
        let Some((after, decided)) = self.reading.take() else { return Vec::new() };
        let end = rows.last().map_or(decided, |row| row.seq);
        let (mut fates, mut left) = (Vec::new(), HashSet::default());
        for mut entry in rows.into_iter().flat_map(|row| row.entries) {
            entry.chat = entry.chat.map(|chat| self.lines.now(chat));
            let (id, Some(line)) = (entry.id, line_of(&entry)) else { continue };
            if left.contains(&line) || !self.lines.goes_on_with(line, id, after) {
                continue;
            }
            if self.len() >= self.bounds.full || !self.has_room_beside(self.lines.present(line).0) {
                left.insert(line);
                continue;
            }
            self.lines.taken(line, id);
            // After its chat got another id a line is read anew; what was claimed since is on its way, or settled.
            if self.slots.contains_key(&id) || entry.state == self.claim() {
                continue;
            }
            fates.push((entry.clone(), self.take(entry, now)));
            for older in self.replaced_by(id) {
                fates.extend(self.entry(older).cloned().map(|older| (older, Fate::Over)));
                self.remove(older, now);
            }
        }
        self.lines.looked_through((after, end), |line| left.contains(&line));
        fates
    }

    /// A call that was given up is tried again; the store knows it as queued.
    pub(crate) fn revive(&mut self, mut entry: Entry, now: Time) {
        let id = entry.id;
        if self.slots.contains_key(&id) {
            return;
        }
        entry.chat = entry.chat.map(|chat| self.lines.now(chat));
        if let Some(line) = line_of(&entry) {
            let slots = &self.slots;
            let is_leaving =
                |id: EntryId| slots.get(&id).is_some_and(|slot| slot.stage != Stage::Waiting);
            if !self.lines.insert(line, id, is_leaving) {
                return;
            }
        }
        self.slots.insert(id, Slot { entry, stage: Stage::Waiting, tries: 0, repeat: true });
        self.consider(id, now);
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
            self.ready[slot.entry.class as usize].push_back(id);
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
        self.release_bulk(now);
        while self.flying < MAX_FLYING
            && let Some(id) = self.ready.iter_mut().find_map(VecDeque::pop_front)
        {
            let Some(slot) = self.slots.get(&id) else { continue };
            if slot.entry.expires.is_some_and(|end| end <= now) {
                self.remove(id, now);
                return Next::Expired(id);
            }
            if self.leaves(id, now) {
                return Next::Send(id);
            }
        }
        Next::Idle
    }

    /// Lets as many messages of broadcasts leave as their rate allows.
    fn release_bulk(&mut self, now: Time) {
        while self.bulk_is_due(now)
            && let Some(id) = self.bulk.pop_first()
        {
            let Some(slot) = self.slots.get_mut(&id) else { continue };
            let mut gate = self.gate.lock();
            match gate.permit(&Ask::of(&slot.entry), now) {
                Permit::Until(at) => _ = self.due.insert((at, id)),
                Permit::Go => {
                    gate.take_bulk(now);
                    slot.stage = Stage::Claiming;
                    self.bulk_out += 1;
                    self.unclaimed.push(id);
                }
            }
        }
    }

    fn bulk_is_due(&self, now: Time) -> bool {
        let waits = !self.bulk.is_empty() && self.bulk_out < MAX_BULK;
        waits && self.gate.lock().bulk_due() <= now
    }

    /// A call that is ready leaves, unless its scope was frozen after the claim.
    fn leaves(&mut self, id: EntryId, now: Time) -> bool {
        let Some(slot) = self.slots.get_mut(&id) else { return false };
        let ask = Ask::of(&slot.entry);
        let is_bulk = slot.entry.class == Class::Broadcast;
        let mut gate = self.gate.lock();
        let permit = gate.permit(&ask, now);
        if permit == Permit::Go && !(is_bulk && gate.bulk_is_frozen(now)) {
            gate.leaves(&ask, now);
            slot.stage = Stage::Flying;
            slot.tries += 1;
            self.flying += 1;
            return true;
        }
        slot.stage = Stage::Waiting;
        self.bulk_out -= usize::from(is_bulk);
        match permit {
            Permit::Until(at) => _ = self.due.insert((at, id)),
            Permit::Go => _ = self.bulk.insert(id),
        }
        false
    }

    /// A call has been answered, or has failed.
    pub(crate) fn settled(&mut self, id: EntryId, outcome: &Outcome, now: Time) -> Fate {
        let Some(slot) = self.slots.get_mut(&id) else { return Fate::Kept };
        self.flying -= 1;
        let ask = Ask::of(&slot.entry);
        let mut fate = fate::decide(&slot.entry, slot.tries, slot.repeat, outcome, now);
        let mut flood = None;
        match outcome {
            Outcome::FloodWait(wait) => {
                let (scope, end) = self.gate.lock().refused(&ask, *wait, now);
                fate = Fate::Retry { at: end, unknown: false };
                flood = Some(scope);
            }
            Outcome::Done | Outcome::Migrated(_) | Outcome::Refused { .. } => {
                self.gate.lock().accepted(&ask);
            }
            Outcome::NotSent | Outcome::Unknown => {}
        }
        let again = match &fate {
            Fate::Retry { at, unknown } => {
                slot.repeat |= unknown;
                *at
            }
            Fate::Moved { .. } => now,
            Fate::Over | Fate::Unknown | Fate::Dead(_) | Fate::Kept | Fate::Repeat => {
                self.remove(id, now);
                return fate;
            }
        };
        slot.stage = Stage::Waiting;
        slot.entry.state = EntryState::Retrying { at: again, tries: slot.tries, flood };
        self.bulk_out -= usize::from(slot.entry.class == Class::Broadcast);
        self.due.insert((again, id));
        if let Fate::Moved { to } = fate {
            self.follow(id, to, now);
        }
        fate
    }

    /// The calls to a chat that are in memory, oldest first.
    pub(crate) fn of_chat(&self, chat: ChatId) -> Vec<EntryId> {
        self.lines.of((chat, false)).chain(self.lines.of((chat, true))).collect()
    }

    /// A chat has a new id: everything queued for it goes there.
    fn follow(&mut self, id: EntryId, to: ChatId, now: Time) {
        let Some(from) = self.entry(id).and_then(|entry| entry.chat) else { return };
        for id in self.of_chat(from) {
            if let Some(slot) = self.slots.get_mut(&id) {
                slot.entry.chat = Some(to);
            }
        }
        for bulk in [false, true] {
            let slots = &self.slots;
            let is_leaving =
                |id: EntryId| slots.get(&id).is_some_and(|slot| slot.stage != Stage::Waiting);
            let is_queued = |id: EntryId| {
                let states = slots.get(&id).map(|slot| (slot.stage, &slot.entry.state));
                let stage = matches!(states, Some((Stage::Planned | Stage::Waiting, _)));
                stage && matches!(states, Some((_, EntryState::Queued { .. })))
            };
            let left = self.lines.follow((from, bulk), (to, bulk), (is_leaving, is_queued));
            left.iter().for_each(|id| _ = self.slots.remove(id));
            self.due.extend(self.lines.head((to, bulk)).map(|head| (now, head)));
        }
    }

    /// A waiting call may have come to the head of its line.
    fn consider(&mut self, id: EntryId, now: Time) {
        let Some(slot) = self.slots.get_mut(&id) else { return };
        if slot.stage != Stage::Waiting {
            return;
        }
        if let Some(line) = line_of(&slot.entry)
            && self.lines.head(line) != Some(id)
        {
            return; // It is considered again when those before it are settled.
        }
        match self.gate.lock().permit(&Ask::of(&slot.entry), now) {
            Permit::Until(at) => _ = self.due.insert((at, id)),
            Permit::Go if slot.entry.class == Class::Broadcast => _ = self.bulk.insert(id),
            Permit::Go => {
                slot.stage = Stage::Claiming;
                self.unclaimed.push(id);
            }
        }
    }

    fn remove(&mut self, id: EntryId, now: Time) {
        let Some(slot) = self.slots.remove(&id) else { return };
        if slot.entry.class == Class::Broadcast {
            self.bulk.remove(&id);
            let is_out = !matches!(slot.stage, Stage::Planned | Stage::Waiting);
            self.bulk_out -= usize::from(is_out);
        }
        let Some(line) = line_of(&slot.entry) else { return };
        self.lines.remove(line, id);
        let Some(head) = self.lines.head(line) else { return };
        let waits_until = self.slots.get(&head).map(|slot| match slot.entry.state {
            EntryState::Retrying { at, .. } => at,
            EntryState::Queued { not_before } => not_before,
            _ => now,
        });
        match waits_until {
            Some(at) if at > now => _ = self.due.insert((at, head)),
            _ => self.consider(head, now),
        }
    }
}
