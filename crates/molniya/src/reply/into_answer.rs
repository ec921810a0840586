//! From what a handler returns to an [`Answer`].

use crate::answer::{Answer, HandlerError};
use crate::dialogue::{Dialogue, DialogueInfo};
use crate::reply::Reply;

/// What a handler may return.
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "not an answer",
    note = "return `Reply` (from `say(…)`), `Step<YourDialogue>` (from `goto(…)`, `stay()`, `finish()`), `()`, or an `Option` or `Result` of these"
)]
pub trait IntoAnswer {
    /// The dialogue it may move.
    #[doc(hidden)]
    const MOVES: Option<DialogueInfo> = None;

    /// Turns it into the effects it stands for.
    ///
    /// # Errors
    /// The handler failed; the update is tried again.
    fn into_answer(self) -> Result<Answer, HandlerError>;
}

impl IntoAnswer for Reply<()> {
    fn into_answer(self) -> Result<Answer, HandlerError> {
        self.effects()
    }
}

impl<D: Dialogue> IntoAnswer for Reply<D> {
    const MOVES: Option<DialogueInfo> = Some(DialogueInfo::of::<D>());

    fn into_answer(self) -> Result<Answer, HandlerError> {
        self.effects()
    }
}

impl Answer {
    /// Adds effects after those it has.
    ///
    /// # Errors
    /// The reply has none: a handler that returned it would have failed.
    pub fn and(mut self, more: Reply) -> Result<Answer, HandlerError> {
        let more = more.into_answer()?;
        self.records.extend(more.records);
        self.effects.extend(more.effects);
        Ok(self)
    }
}

impl IntoAnswer for Answer {
    fn into_answer(self) -> Result<Answer, HandlerError> {
        Ok(self)
    }
}

/// No effects.
impl IntoAnswer for () {
    fn into_answer(self) -> Result<Answer, HandlerError> {
        Ok(Answer::default())
    }
}

/// `None` has no effects.
impl<T: IntoAnswer> IntoAnswer for Option<T> {
    const MOVES: Option<DialogueInfo> = T::MOVES;

    fn into_answer(self) -> Result<Answer, HandlerError> {
        self.map_or_else(|| Ok(Answer::default()), T::into_answer)
    }
}

/// An error fails the handler; nothing of its answer happens.
impl<T: IntoAnswer, E: Into<HandlerError>> IntoAnswer for Result<T, E> {
    const MOVES: Option<DialogueInfo> = T::MOVES;

    fn into_answer(self) -> Result<Answer, HandlerError> {
        self.map_err(Into::into)?.into_answer()
    }
}
