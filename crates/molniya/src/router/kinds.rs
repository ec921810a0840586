//! A set of update kinds.

use molniya_botapi::UpdateKind;

/// A set of update kinds, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

// Each kind is one bit.
const _: () = assert!(UpdateKind::ALL.len() < 64);

impl Kinds {
    pub(crate) const ANY: Kinds = Kinds(u64::MAX);

    pub(crate) const NONE: Kinds = Kinds(0);

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

    /// What to ask Telegram for on behalf of a route that takes these kinds. One that takes even kinds nobody knows has
    /// named none, and gets what people do with a bot.
    pub(crate) const fn asked(self) -> Kinds {
        if self.has(UpdateKind::Unknown) { self.and(Kinds::USUAL) } else { self }
    }
}
