//! From what a handler returns to an [`Answer`].

use std::borrow::Cow;

use molniya_botapi::{Envelope, UpdateKind};

use crate::answer::{Answer, HandlerError, Place};
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

/// What an answer may refer to, depending on the update it answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pressed {
    /// There is a button press to be answered.
    query: bool,
    /// There is a message whose button was pressed.
    message: bool,
}

impl Pressed {
    pub(crate) fn of(envelope: &Envelope) -> Pressed {
        let query = envelope.kind == UpdateKind::CallbackQuery;
        let carrier = envelope.message_id.is_some() || envelope.inline_message_id.is_some();
        Pressed { query, message: query && carrier }
    }

    /// Sends what cannot be edited, and drops answers to a press that was none.
    pub(crate) fn settle(self, mut answer: Answer) -> Answer {
        answer.effects.retain(|effect| self.query || effect.place != Place::CallbackQuery);
        if !self.message {
            for effect in &mut answer.effects {
                if effect.place == Place::Pressed && effect.method == "editMessageText" {
                    effect.method = Cow::Borrowed("sendMessage");
                    effect.place = Place::Here;
                }
            }
        }
        answer
    }
}
