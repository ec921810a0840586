//! The order of calls in each chat.

use std::collections::VecDeque;

use foldhash::HashMap;
use molniya_botapi::ChatId;

use crate::answer::Class;
use crate::store::{Entry, EntryId};

/// Calls that leave one after the other: those to one chat. Messages of broadcasts have a line of their
/// own, so that nobody's conversation waits for them.
pub(super) type Line = (ChatId, bool);

/// The line of a call; a call without a chat has none.
pub(super) fn line_of(entry: &Entry) -> Option<Line> {
    Some((entry.chat?, entry.class == Class::Broadcast))
}

/// All lines. One that is empty is forgotten.
#[derive(Debug, Default)]
pub(super) struct Lines(HashMap<Line, VecDeque<EntryId>>);

impl Lines {
    /// Puts a call at the end. Says whether it is the first.
    pub(super) fn push(&mut self, line: Line, id: EntryId) -> bool {
        let order = self.0.entry(line).or_default();
        order.push_back(id);
        order.len() == 1
    }

    /// Puts a call back to its place: behind those that are leaving, before those that came later.
    pub(super) fn insert(&mut self, line: Line, id: EntryId, is_leaving: impl Fn(EntryId) -> bool) {
        let order = self.0.entry(line).or_default();
        let place = order.iter().position(|other| !is_leaving(*other) && *other > id);
        order.insert(place.unwrap_or(order.len()), id);
    }

    /// The call whose turn it is.
    pub(super) fn head(&self, line: Line) -> Option<EntryId> {
        self.0.get(&line)?.front().copied()
    }

    /// The calls of a line, oldest first.
    pub(super) fn of(&self, line: Line) -> impl DoubleEndedIterator<Item = EntryId> {
        self.0.get(&line).into_iter().flatten().copied()
    }

    pub(super) fn remove(&mut self, line: Line, id: EntryId) {
        let Some(order) = self.0.get_mut(&line) else { return };
        if order.front() == Some(&id) {
            order.pop_front();
        } else {
            order.retain(|other| *other != id);
        }
        if order.is_empty() {
            self.0.remove(&line);
        }
    }

    /// A chat has a new id: what waits for the old one goes before what waits for the new one, but
    /// behind what is leaving there already.
    pub(super) fn follow(&mut self, from: Line, to: Line, is_leaving: impl Fn(EntryId) -> bool) {
        let Some(moved) = self.0.remove(&from) else { return };
        let there = self.0.remove(&to).unwrap_or_default();
        let (mut order, rest): (VecDeque<_>, VecDeque<_>) =
            there.into_iter().partition(|id| is_leaving(*id));
        order.extend(moved);
        order.extend(rest);
        self.0.insert(to, order);
    }
}
