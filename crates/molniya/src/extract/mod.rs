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

#[cfg(test)]
mod tests {
    use molniya_botapi::types::Poll;
    use molniya_botapi::{ChatId, ChatType, Update, UserId};
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::fixture::{cx, cx_with, message, other, press, sticker};
    use crate::{CallbackData, Command, Dialogue};

    #[derive(Dialogue, Serialize, Deserialize, Default, Debug, PartialEq)]
    enum Order {
        #[default]
        Idle,
        Quantity(Quantity),
    }

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct Quantity {
        product: u8,
    }

    #[derive(CallbackData, Debug, PartialEq)]
    struct Pick(u8);

    #[derive(Command, Debug, PartialEq)]
    enum Cmd {
        Buy(u8),
    }

    fn made<T: FromUpdate<()>>(raw: &str) -> Result<T, Rejection> {
        T::from_update(&cx(raw))
    }

    fn at<T: FromUpdate<()>>(step: &str) -> Result<T, Rejection> {
        T::from_update(&cx_with(&message("x"), &[("order", step)], ()))
    }

    #[test]
    fn what_is_not_there_is_not_mine() {
        let query =
            other("inline_query", r#"{"id":"1","from":{"id":7,"first_name":"Ann"},"query":"x"}"#);
        let post =
            other("channel_post", r#"{"message_id":1,"date":0,"chat":{"id":-5,"type":"channel"}}"#);
        assert_eq!(made::<Text>(&sticker()), Err(Rejection::NotMine));
        assert_eq!(made::<Data<Pick>>(&message("x")), Err(Rejection::NotMine));
        assert_eq!(made::<Data<Pick>>(&press("pick:256")), Err(Rejection::NotMine));
        assert_eq!(made::<Cmd>(&sticker()), Err(Rejection::NotMine));
        assert_eq!(made::<Cmd>(&message("buy 1")), Err(Rejection::NotMine));
        assert_eq!(made::<Cmd>(&message("/buy one")), Err(Rejection::NotMine));
        assert_eq!(made::<Chat>(&query), Err(Rejection::NotMine));
        assert_eq!(made::<Person>(&post), Err(Rejection::NotMine));
        assert_eq!(made::<Poll>(&message("x")).unwrap_err(), Rejection::NotMine);
        assert_eq!(made::<Option<Text>>(&sticker()), Ok(None));
    }

    #[test]
    fn what_is_there_is_made() {
        assert_eq!(made(&message("x")), Ok(Text("x".to_owned())));
        assert_eq!(made(&press("pick:5")), Ok(Data(Pick(5))));
        assert_eq!(made(&message("/buy@any 5")), Ok(Cmd::Buy(5)));
        assert_eq!(made(&sticker()), Ok(Chat { id: ChatId(7), kind: Some(ChatType::Private) }));
        let ann = Person {
            id: UserId(7),
            first_name: "Ann".to_owned(),
            username: None,
            language: Some("ru".to_owned()),
        };
        assert_eq!(made(&press("x")), Ok(Some(ann)));
    }

    #[test]
    fn a_step_is_made_only_where_the_dialogue_is() {
        let quantity = || Quantity { product: 3 };
        assert_eq!(at(r#"{"Quantity":{"product":3}}"#), Ok(In(quantity())));
        assert_eq!(at(r#"{"Quantity":{"product":3}}"#), Ok(In(Order::Quantity(quantity()))));
        assert_eq!(at::<In<Quantity>>("\"Idle\""), Err(Rejection::NotMine));
        assert_eq!(made::<In<Quantity>>(&message("x")), Err(Rejection::NotMine));
        assert_eq!(made(&message("x")), Ok(In(Order::Idle)));
    }

    #[test]
    fn a_step_that_does_not_decode_is_stale_and_never_none() {
        let stale = r#"{"Quantity":{"product":256}}"#;
        assert_eq!(at::<In<Quantity>>(stale), Err(Rejection::StaleStep("order")));
        assert_eq!(at::<Option<In<Order>>>(stale), Err(Rejection::StaleStep("order")));
    }

    #[test]
    fn a_broken_update_is_malformed() {
        let broken = made::<Update>(&other("poll", "{}"));
        assert!(matches!(broken, Err(Rejection::Malformed(_))));
    }
}
