//! Extractors: the arguments of handlers.
//!
//! Making them is synchronous and reads only what was loaded before; it never waits.

mod from_ref;
mod place;
mod program;
mod talk;
mod whole;

pub use from_ref::FromRef;
pub use place::{Chat, Person};
pub use program::State;
pub use talk::{Data, In, Text, command_from_update};

use crate::cx::Cx;
use crate::router::Filter;

/// An argument of a handler.
///
/// Implement it for what your handlers ask for again and again:
///
/// ```
/// use molniya::{Cx, FromUpdate, Rejection, Reply, say};
///
/// enum Lang { En, Ru }
///
/// impl<S> FromUpdate<S> for Lang {
///     fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
///         Ok(match cx.envelope().language.as_deref() {
///             Some(tag) if tag.starts_with("ru") => Lang::Ru,
///             _ => Lang::En,
///         })
///     }
/// }
///
/// async fn hello(lang: Lang) -> Reply {
///     say(match lang { Lang::En => "Hello!", Lang::Ru => "Привет!" })
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a handler whose state is `{S}`",
    label = "not an extractor",
    note = "use `Text`, `In<Step>`, `Data<T>`, a command, `Person`, `Chat`, `State<{S}>`, `Records`, `Numbers`, `Api`, an `Option` of these, a type of `molniya::botapi` such as `Message`, or implement `FromUpdate<{S}>` for it"
)]
pub trait FromUpdate<S>: Sized {
    /// What the update must look like; asked before anything is made. The more it says, the more mistakes in a router
    /// are found at start.
    const FILTER: Filter = Filter::ANY;

    /// Whether [`from_update`](FromUpdate::from_update) may answer [`Rejection::NotMine`] for an update that the filter
    /// lets through. A router refuses routes that are never reached, and needs to know this for it.
    const DECLINES: bool = false;

    /// Makes the argument.
    ///
    /// # Errors
    /// See [`Rejection`].
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection>;
}

/// Why an argument could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// This handler is not for this update; the next route is tried.
    #[error("not for this handler")]
    NotMine,
    /// The update is broken; it is set aside.
    #[error("the update is broken: {0}")]
    Malformed(&'static str),
    /// Something the handler needs is not there now; the update is tried again.
    #[error("something the handler needs is not available now")]
    Unavailable,
    /// The stored step of this dialogue does not decode; the dialogue starts over and the update is routed again.
    #[error("the stored step of dialogue `{0}` does not decode")]
    StaleStep(&'static str),
}

/// `None` if the update has no such thing.
impl<S, T: FromUpdate<S>> FromUpdate<S> for Option<T> {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        match T::from_update(cx) {
            Ok(value) => Ok(Some(value)),
            Err(Rejection::NotMine) => Ok(None),
            Err(rejection) => Err(rejection),
        }
    }
}
