//! What a person said or pressed, and where in a dialogue they did it.

use crate::callback::CallbackData;
use crate::cx::Cx;
use crate::dialogue::{Dialogue, StepOf};
use crate::extract::{FromUpdate, Rejection};
use crate::router::Filter;

/// The text of a message, or the caption of a picture, video or file. Commands are texts too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);

impl<S> FromUpdate<S> for Text {
    const FILTER: Filter = Filter::HAS_TEXT;

    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let text = cx.envelope().text.as_deref().ok_or(Rejection::NotMine)?;
        Ok(Text(text.to_owned()))
    }
}

/// The step the lane's dialogue is in. The handler runs in this step only.
///
/// `In<Order>`, with the dialogue itself, is wherever the dialogue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct In<T>(pub T);

impl<S, T: StepOf> FromUpdate<S> for In<T> {
    const FILTER: Filter = Filter::in_step::<T>();

    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let name = T::Dialogue::NAME;
        let dialogue = match cx.session(name) {
            Some(json) => serde_json::from_str(json).map_err(|_| Rejection::StaleStep(name))?,
            None => T::Dialogue::default(),
        };
        T::take(dialogue).map(In).ok_or(Rejection::NotMine)
    }
}

/// What the pressed button carried.
///
/// Data that does not decode, from a button of an older version of the bot for example, is left to later routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data<T>(pub T);

impl<S, T: CallbackData> FromUpdate<S> for Data<T> {
    const FILTER: Filter = crate::router::callback::<T>();

    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let data = cx.envelope().data.as_deref().ok_or(Rejection::NotMine)?;
        T::from_data(data).map(Data).ok_or(Rejection::NotMine)
    }
}

/// Reads a command; what `#[derive(Command)]` expands to uses it.
#[doc(hidden)]
pub fn command_from_update<S, C: crate::Command>(cx: &Cx<S>) -> Result<C, Rejection> {
    let text = cx.envelope().text.as_deref().ok_or(Rejection::NotMine)?;
    let spoken = crate::command::Spoken::read(text).ok_or(Rejection::NotMine)?;
    C::parse(spoken.name, spoken.arguments).ok_or(Rejection::NotMine)
}
