//! The order of calls in each chat, and where it goes on in the store.
//!
//! A line is a window over the outbox as it is stored, as a lane is a window over the journal: when many calls of a
//! conversation wait, later ones are in the store alone, and are read back in order when those before them have left.

use std::collections::{BTreeSet, VecDeque};

use foldhash::HashMap;
use molniya_botapi::ChatId;

use crate::answer::Class;
use crate::store::{Entry, EntryId, Seq};

/// Calls that leave one after the other: those to one chat. Messages of broadcasts have a line of their
/// own, so that nobody's conversation waits for them.
pub(super) type Line = (ChatId, bool);

/// The line of a call; a call without a chat has none.
pub(super) fn line_of(entry: &Entry) -> Option<Line> {
    Some((entry.chat?, entry.class == Class::Broadcast))
}

/// Calls of a line that are in the store alone. They are younger than all in memory.
#[derive(Debug, Clone, Copy)]
struct Rest {
    /// What is before this one is in memory, or was.
    from: EntryId,
    last: EntryId,
}

#[derive(Debug, Default)]
struct Order {
    calls: VecDeque<EntryId>,
    rest: Option<Rest>,
}

impl Order {
    /// Where a line goes on that has nothing in memory.
    fn dry_at(&self) -> Option<EntryId> {
        self.rest.filter(|_| self.calls.is_empty()).map(|rest| rest.from)
    }
}

/// All lines. One that is empty is forgotten.
#[derive(Debug, Default)]
pub(super) struct Lines {
    of: HashMap<Line, Order>,
    /// Lines of which everything is in the store alone.
    dry: BTreeSet<(EntryId, Line)>,
    /// New ids of chats, as long as calls to the old ones may be in the store alone.
    moved: HashMap<ChatId, ChatId>,
}

impl Lines {
    fn change<T>(&mut self, line: Line, how: impl FnOnce(&mut Order) -> T) -> T {
        let order = self.of.entry(line).or_default();
        let (before, told, after) = (order.dry_at(), how(order), order.dry_at());
        let is_whole = order.rest.is_none();
        if is_whole && order.calls.is_empty() {
            self.of.remove(&line);
        }
        if before != after {
            before.map(|from| self.dry.remove(&(from, line)));
            self.dry.extend(after.map(|from| (from, line)));
        }
        if is_whole && !line.1 && !self.moved.is_empty() {
            self.moved.retain(|_, to| *to != line.0);
        }
        told
    }

    /// Puts a call at the end. Says whether it is the first.
    pub(super) fn push(&mut self, line: Line, id: EntryId) -> bool {
        self.change(line, |order| {
            order.calls.push_back(id);
            order.calls.len() == 1
        })
    }

    /// Puts a call back to its place: behind those that are leaving, before those that came later. `false`: its place is
    /// among those that are in the store alone, and it is read back with them.
    pub(super) fn insert(
        &mut self,
        line: Line,
        id: EntryId,
        is_leaving: impl Fn(EntryId) -> bool,
    ) -> bool {
        self.change(line, |order| {
            if let Some(rest) = order.rest.as_mut().filter(|rest| rest.from <= id) {
                rest.last = rest.last.max(id);
                return false;
            }
            let place = order.calls.iter().position(|other| !is_leaving(*other) && *other > id);
            order.calls.insert(place.unwrap_or(order.calls.len()), id);
            true
        })
    }

    /// A call at the end that is in the store alone.
    pub(super) fn leave(&mut self, line: Line, id: EntryId) {
        self.change(line, |order| order.rest.get_or_insert(Rest { from: id, last: id }).last = id);
    }

    /// How many calls of a line are in memory, and whether those are all.
    pub(super) fn present(&self, line: Line) -> (usize, bool) {
        self.of.get(&line).map_or((0, true), |order| (order.calls.len(), order.rest.is_none()))
    }

    /// Where the first line goes on that has nothing in memory.
    pub(super) fn dry_at(&self) -> Option<EntryId> {
        self.dry.first().map(|(from, _)| *from)
    }

    /// Whether a call that was found in the store is one that its line goes on with, if everything after `begun` was read.
    pub(super) fn goes_on_with(&self, line: Line, id: EntryId, begun: Seq) -> bool {
        let rest = self.of.get(&line).and_then(|order| order.rest);
        rest.is_some_and(|rest| begun < rest.from.seq && rest.from <= id && id <= rest.last)
    }

    /// The line goes on behind this call now.
    pub(super) fn taken(&mut self, line: Line, id: EntryId) {
        let next = EntryId { n: id.n.saturating_add(1), ..id };
        self.go_on_at(line, next);
    }

    /// Everything after `begun` up to `end` was read. Lines that have nothing in memory and found nothing there go on
    /// behind it, if it was not left there for want of room.
    pub(super) fn looked_through(
        &mut self,
        (begun, end): (Seq, Seq),
        is_left: impl Fn(Line) -> bool,
    ) {
        let behind = EntryId { seq: Seq(end.0 + 1), n: 0 };
        let dry = self.dry.range(..(behind, (ChatId(i64::MIN), false))).copied();
        let nothing_found: Vec<Line> = dry
            .filter(|(from, line)| begun < from.seq && !is_left(*line))
            .map(|(_, line)| line)
            .collect();
        nothing_found.into_iter().for_each(|line| self.go_on_at(line, behind));
    }

    fn go_on_at(&mut self, line: Line, next: EntryId) {
        self.change(line, |order| {
            let rest = order.rest.map(|rest| Rest { from: next, ..rest });
            order.rest = rest.filter(|rest| rest.from <= rest.last);
        });
    }

    /// The call whose turn it is.
    pub(super) fn head(&self, line: Line) -> Option<EntryId> {
        self.of.get(&line)?.calls.front().copied()
    }

    /// The calls of a line that are in memory, oldest first.
    pub(super) fn of(&self, line: Line) -> impl DoubleEndedIterator<Item = EntryId> {
        self.of.get(&line).into_iter().flat_map(|order| &order.calls).copied()
    }

    pub(super) fn remove(&mut self, line: Line, id: EntryId) {
        self.change(line, |order| {
            if order.calls.front() == Some(&id) {
                order.calls.pop_front();
            } else {
                order.calls.retain(|other| *other != id);
            }
        });
    }

    /// The id that a chat has now, as far as it matters to calls that wait.
    pub(super) fn now(&self, chat: ChatId) -> ChatId {
        self.moved.get(&chat).copied().unwrap_or(chat)
    }

    /// A chat has a new id: what waits for the old one goes before what waits for the new one, but
    /// behind what is leaving there already. Of two lines that go on in the store, or one, all that is younger goes on
    /// there: gives the calls that are in the store alone now.
    pub(super) fn follow(
        &mut self,
        from: Line,
        to: Line,
        (is_leaving, is_queued): (impl Fn(EntryId) -> bool, impl Fn(EntryId) -> bool),
    ) -> Vec<EntryId> {
        if from == to || !self.of.contains_key(&from) {
            return Vec::new();
        }
        if !self.present(from).1 {
            self.moved.values_mut().filter(|id| **id == from.0).for_each(|id| *id = to.0);
        }
        let moved = self.change(from, std::mem::take);
        let left = self.change(to, |there| {
            let (mut order, rest): (VecDeque<_>, VecDeque<_>) =
                there.calls.drain(..).partition(|id| is_leaving(*id));
            order.extend(moved.calls);
            order.extend(rest);
            let rests = moved.rest.into_iter().chain(there.rest);
            there.rest =
                rests.reduce(|a, b| Rest { from: a.from.min(b.from), last: a.last.max(b.last) });
            let mut left = Vec::new();
            if let Some(rest) = &mut there.rest {
                order.retain(|id| {
                    let leaves = *id >= rest.from && is_queued(*id);
                    left.extend(leaves.then_some(*id));
                    !leaves
                });
                rest.last = left.iter().copied().fold(rest.last, EntryId::max);
            }
            there.calls = order;
            left
        });
        if !self.present(to).1 {
            self.moved.insert(from.0, to.0);
        }
        left
    }
}
