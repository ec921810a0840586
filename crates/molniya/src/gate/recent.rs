//! What is remembered of chats for a while.

use foldhash::HashMap;
use molniya_botapi::ChatId;

/// So much is kept without looking whether it has passed.
const FEW: usize = 1_024;

/// A map of chats that forgets what has passed. It is looked through when it has doubled since the last
/// time: it is never more than twice as large as it must be, and adding to it stays cheap however many
/// chats there are at once.
#[derive(Debug)]
pub(super) struct Recent<V> {
    of: HashMap<ChatId, V>,
    sweep_at: usize,
}

impl<V> Default for Recent<V> {
    fn default() -> Self {
        Recent { of: HashMap::default(), sweep_at: FEW }
    }
}

impl<V> Recent<V> {
    pub(super) fn get(&self, chat: ChatId) -> Option<&V> {
        self.of.get(&chat)
    }

    pub(super) fn get_mut(&mut self, chat: ChatId) -> Option<&mut V> {
        self.of.get_mut(&chat)
    }

    pub(super) fn remove(&mut self, chat: ChatId) {
        self.of.remove(&chat);
    }

    /// What is known of this chat, or `V::default()`, to be changed. What has passed may go first.
    pub(super) fn note(&mut self, chat: ChatId, has_passed: impl Fn(&V) -> bool) -> &mut V
    where
        V: Default,
    {
        if self.of.len() >= self.sweep_at {
            self.of.retain(|_, value| !has_passed(value));
            self.sweep_at = FEW.max(self.of.len() * 2);
        }
        self.of.entry(chat).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_passed_goes_and_a_crowd_is_not_looked_through_at_every_step() {
        let mut recent: Recent<i64> = Recent::default();
        let looks = std::cell::Cell::new(0);
        // So many chats at once that nothing of the last 20,000 has passed.
        for now in 0..100_000 {
            *recent.note(ChatId(now), |&then| {
                looks.set(looks.get() + 1);
                then < now - 20_000
            }) = now;
            assert!(recent.of.len() <= 40_000 + FEW, "{} at {now}", recent.of.len());
        }
        assert!(looks.get() < 400_000, "{} looks", looks.get());
        assert_eq!(recent.get(ChatId(99_999)), Some(&99_999));
        assert_eq!(recent.get(ChatId(0)), None);
    }
}
