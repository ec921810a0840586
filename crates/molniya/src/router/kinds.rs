//! A set of kinds of updates and of outside events.

use molniya_botapi::UpdateKind;

/// A set of kinds, one bit each: those of updates from the lowest on, those of outside events from the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

// Each kind is one bit, and so is each kind of outside events.
const _: () = assert!(UpdateKind::ALL.len() < 63);

impl Kinds {
    pub(crate) const ANY: Kinds = Kinds(u64::MAX);

    pub(crate) const NONE: Kinds = Kinds(0);

    /// The progress of a broadcast, told to whoever began it.
    pub(crate) const PROGRESS: Kinds = Kinds(1 << 63);

    /// All outside events.
    const OUTSIDE: Kinds = Kinds::PROGRESS;

    /// What people do with a bot.
    const USUAL: Kinds = Kinds::of(UpdateKind::Message).or(Kinds::of(UpdateKind::CallbackQuery));

    #[inline]
    pub(crate) const fn of(kind: UpdateKind) -> Kinds {
        Kinds(1 << kind as u32)
    }

    pub(crate) const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub(crate) const fn not(self) -> Kinds {
        Kinds(!self.0)
    }

    #[inline]
    pub(crate) const fn has(self, kind: UpdateKind) -> bool {
        self.0 & Kinds::of(kind).0 != 0
    }

    pub(crate) const fn includes(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// What a route takes by itself: it gets outside events only if it asks for nothing else.
    pub(crate) const fn of_route(self) -> Kinds {
        if Kinds::OUTSIDE.includes(self) { self } else { self.and(Kinds::OUTSIDE.not()) }
    }

    /// What to ask Telegram for on behalf of a route that takes these kinds. One that takes even kinds nobody knows has
    /// named none, and gets what people do with a bot.
    pub(crate) const fn asked(self) -> Kinds {
        if self.has(UpdateKind::Unknown) { self.and(Kinds::USUAL) } else { self }
    }
}
