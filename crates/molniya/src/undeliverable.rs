//! People who cannot be reached any more, told by Telegram's refusals.

use std::fmt;
use std::sync::Arc;

use molniya_botapi::ChatId;

use crate::store::Entry;

/// A stored call that was refused because its chat cannot be reached. It is never made again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undeliverable {
    /// The chat.
    pub chat: ChatId,
    /// Why it cannot be reached.
    pub reason: Unreachable,
    /// The method of the call, for example `sendMessage`.
    pub method: String,
}

/// Why a chat cannot be reached.
///
/// Telegram says it in words only, so this goes by them.
/// Source: <https://core.telegram.org/bots/api#making-requests>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unreachable {
    /// The person has blocked the bot. Whoever writes to it again has unblocked it.
    Blocked,
    /// The person's account is deleted.
    Deactivated,
    /// There is no such chat, or the person never wrote to the bot.
    NotFound,
    /// The bot was removed from the group or channel, or is not a member.
    Removed,
}

impl Unreachable {
    /// Reads the reason off a refusal; `None`: something else is wrong with the call.
    pub(crate) fn of(refusal: &str) -> Option<Unreachable> {
        const WORDS: [(&str, Unreachable); 7] = [
            ("bot was blocked by the user", Unreachable::Blocked),
            ("user is deactivated", Unreachable::Deactivated),
            ("chat not found", Unreachable::NotFound),
            ("can't initiate conversation", Unreachable::NotFound),
            ("PEER_ID_INVALID", Unreachable::NotFound),
            ("bot was kicked from", Unreachable::Removed),
            ("bot is not a member of", Unreachable::Removed),
        ];
        WORDS.iter().find(|(words, _)| refusal.contains(words)).map(|(_, reason)| *reason)
    }
}

/// What a program does about chats that cannot be reached.
#[derive(Clone, Default)]
pub(crate) struct Listener(Option<Arc<Listen>>);

type Listen = dyn Fn(&Undeliverable) + Send + Sync;

impl Listener {
    pub(crate) fn new(listen: impl Fn(&Undeliverable) + Send + Sync + 'static) -> Listener {
        Listener(Some(Arc::new(listen)))
    }

    /// Tells of a call that was refused for good, if its chat is the reason.
    pub(crate) fn tell(&self, entry: &Entry, refusal: &str) {
        let (Some(listen), Some(chat)) = (&self.0, entry.chat) else { return };
        let Some(reason) = Unreachable::of(refusal) else { return };
        let event = Undeliverable { chat, reason, method: entry.method.to_string() };
        // The program's mistake must not stop the bot.
        let told = std::panic::AssertUnwindSafe(|| listen(&event));
        if std::panic::catch_unwind(told).is_err() {
            crate::telemetry::layer_panicked("undeliverable", &event.method);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Listener").field(&self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_from_a_mistake_in_the_call() {
        for (refusal, reason) in [
            ("403 Forbidden: bot was blocked by the user", Some(Unreachable::Blocked)),
            ("403 Forbidden: user is deactivated", Some(Unreachable::Deactivated)),
            ("400 Bad Request: chat not found", Some(Unreachable::NotFound)),
            ("403 Forbidden: bot was kicked from the supergroup chat", Some(Unreachable::Removed)),
            ("400 Bad Request: message text is empty", None),
        ] {
            assert_eq!(Unreachable::of(refusal), reason, "{refusal}");
        }
    }
}
