//! Filters: what an update must look like before a handler is even tried.

use molniya_botapi::UpdateKind;

use crate::callback::CallbackData;
use crate::command::{Command, CommandInfo};
use crate::dialogue::{Dialogue, DialogueInfo, StepOf};

/// A set of update kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

// Each kind is one bit.
const _: () = assert!(UpdateKind::ALL.len() < 64);

impl Kinds {
    pub(crate) const ANY: Kinds = Kinds(u64::MAX);

    pub(crate) const NONE: Kinds = Kinds(0);

    /// What a fallback alone asks Telegram for.
    pub(crate) const USUAL: Kinds =
        Kinds::of(UpdateKind::Message).or(Kinds::of(UpdateKind::CallbackQuery));

    pub(crate) const fn of(kind: UpdateKind) -> Kinds {
        Kinds(1 << kind as u32)
    }

    pub(crate) const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub(crate) const fn has(self, kind: UpdateKind) -> bool {
        self.0 & Kinds::of(kind).0 != 0
    }

    pub(crate) const fn includes(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A cheap yes or no about an update, asked before a handler's arguments are made.
///
/// [`Router::on`](crate::Router::on) takes one, and every extractor brings its own: a handler runs when all of them
/// agree. Make one with [`command`], [`callback`], [`step`], [`idle`], [`text`], or from an [`UpdateKind`].
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub(crate) kinds: Kinds,
    pub(crate) text: bool,
    pub(crate) command: Option<CommandNames>,
    pub(crate) callback: Option<CallbackType>,
    pub(crate) step: Option<StepFilter>,
}

/// The commands a filter lets through.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CommandNames {
    One(&'static str),
    All(&'static [CommandInfo]),
}

/// The callback data a filter lets through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallbackType {
    pub(crate) prefix: &'static str,
    pub(crate) type_name: fn() -> &'static str,
}

/// Where a dialogue must be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StepFilter {
    pub(crate) dialogue: DialogueInfo,
    pub(crate) at: At,
}

/// A place in a dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Anywhere: the filter only says that the dialogue is used.
    Any,
    /// In its default step.
    Idle,
    /// In the step of this name.
    Step(&'static str),
}

impl Filter {
    /// Lets every update through.
    pub const ANY: Filter =
        Filter { kinds: Kinds::ANY, text: false, command: None, callback: None, step: None };

    /// Lets updates of one kind through.
    pub const fn kind(kind: UpdateKind) -> Filter {
        Filter::of_kinds(Kinds::of(kind))
    }

    pub(crate) const fn of_kinds(kinds: Kinds) -> Filter {
        Filter { kinds, ..Filter::ANY }
    }

    pub(crate) const HAS_TEXT: Filter = Filter { text: true, ..Filter::ANY };

    pub(crate) const fn command_of<C: Command>() -> Filter {
        Filter {
            text: true,
            command: Some(CommandNames::All(C::COMMANDS)),
            ..Filter::kind(UpdateKind::Message)
        }
    }

    pub(crate) const fn data_of<T: CallbackData>() -> Filter {
        let data = CallbackType { prefix: T::PREFIX, type_name: std::any::type_name::<T> };
        Filter { callback: Some(data), ..Filter::kind(UpdateKind::CallbackQuery) }
    }

    pub(crate) const fn in_step<T: StepOf>() -> Filter {
        let at = match T::STEP {
            Some(step) => At::Step(step),
            None => At::Any,
        };
        Filter {
            step: Some(StepFilter { dialogue: DialogueInfo::of::<T::Dialogue>(), at }),
            ..Filter::ANY
        }
    }
}

impl From<UpdateKind> for Filter {
    fn from(kind: UpdateKind) -> Filter {
        Filter::kind(kind)
    }
}

/// Messages that are one of the commands of `C`: `/name`, `/name arguments`, `/name@this_bot`.
///
/// The handler gets the parsed command by taking a `C`.
pub const fn command<C: Command>() -> Filter {
    Filter::command_of::<C>()
}

/// Messages that are the command `/name`, whatever its arguments. `name` is written without the slash.
pub const fn command_named(name: &'static str) -> Filter {
    Filter {
        text: true,
        command: Some(CommandNames::One(name)),
        ..Filter::kind(UpdateKind::Message)
    }
}

/// Presses of buttons that carry a `T`. The handler gets it as [`Data<T>`](crate::Data).
pub const fn callback<T: CallbackData>() -> Filter {
    Filter::data_of::<T>()
}

/// Messages that come while the lane's dialogue is in step `T`. The handler gets the step as [`In<T>`](crate::In).
///
/// Buttons pressed in a step are routed by [`callback`]; a handler that takes [`In<T>`](crate::In) runs in that step only.
pub const fn step<T: StepOf>() -> Filter {
    Filter { kinds: Kinds::of(UpdateKind::Message), ..Filter::in_step::<T>() }
}

/// Messages that come while the lane's dialogue `D` is in its default step.
pub const fn idle<D: Dialogue>() -> Filter {
    Filter {
        step: Some(StepFilter { dialogue: DialogueInfo::of::<D>(), at: At::Idle }),
        ..Filter::kind(UpdateKind::Message)
    }
}

/// Messages with a text or a caption. Commands that were routed before do not come here.
pub const fn text() -> Filter {
    Filter { text: true, ..Filter::kind(UpdateKind::Message) }
}
