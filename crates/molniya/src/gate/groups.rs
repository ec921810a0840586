//! What Telegram allows in a group in a minute.

use std::collections::VecDeque;
use std::time::Duration;

use molniya_botapi::ChatId;

use super::recent::Recent;
use crate::store::Time;

/// Messages in a group in [`SPAN`].
///
/// Source: <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>
const ALLOWED: usize = 20;
const SPAN: Duration = Duration::from_secs(60);

/// When the last messages to each group left. Groups and channels are the chats with ids below 0.
#[derive(Debug, Default)]
pub(super) struct Groups(Recent<VecDeque<Time>>);

impl Groups {
    /// When one more message may leave.
    pub(super) fn open_at(&self, chat: ChatId) -> Time {
        match self.0.get(chat) {
            Some(left) if left.len() == ALLOWED => left[0].after(SPAN),
            _ => Time(0),
        }
    }

    /// A message leaves.
    pub(super) fn count(&mut self, chat: ChatId, now: Time) {
        if chat.0 >= 0 {
            return;
        }
        let has_passed =
            |left: &VecDeque<Time>| left.back().is_none_or(|last| last.after(SPAN) <= now);
        let left = self.0.note(chat, has_passed);
        if left.len() == ALLOWED {
            left.pop_front();
        }
        left.push_back(now);
    }
}
