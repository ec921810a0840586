//! Handlers: plain async functions whose arguments say what they need.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::answer::{Answer, HandlerError};
use crate::cx::Cx;
use crate::dialogue::DialogueInfo;
use crate::extract::{FromUpdate, Rejection};
use crate::reply::{IntoAnswer, Pressed};
use crate::router::Filter;

/// A handler at work. Its arguments are made; it has not been polled yet.
pub type Answering = Pin<Box<dyn Future<Output = Result<Answer, HandlerError>> + Send>>;

/// An async function of up to 8 extractors that returns an answer.
///
/// It is implemented for functions and closures; there is no need to implement it by hand.
///
/// ```
/// use molniya::{Person, Reply, Router, Text, say, text};
///
/// async fn echo(Text(text): Text, person: Person) -> Reply {
///     say(format!("{} says: {text}", person.first_name))
/// }
///
/// let router: Router<()> = Router::new().on(text(), echo);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not a handler",
    note = "a handler is an `async fn` (or a cloneable closure that returns a `Send` future) of up to 8 arguments",
    note = "every argument must implement `FromUpdate<{S}>`: `Text`, `In<Step>`, `Data<T>`, `Person`, `State<{S}>`, …",
    note = "it must return an answer: `Reply`, `Step<YourDialogue>`, `()`, or an `Option` or `Result` of these"
)]
pub trait Handler<S, Args>: Clone + Send + Sync + 'static {
    /// What the arguments let through, by argument.
    const FILTERS: &'static [Filter];
    /// The dialogue its answer may move.
    #[doc(hidden)]
    const MOVES: Option<DialogueInfo>;
    /// Whether an argument may decline an update that its filter lets through.
    const DECLINES: bool;

    /// Makes the arguments. The function itself runs when the future is polled, so a panic of it comes from there.
    ///
    /// # Errors
    /// An argument cannot be made of this update.
    fn call(&self, cx: &Cx<S>) -> Result<Answering, Rejection>;
}

macro_rules! handler {
    ($($arg:ident)*) => {
        impl<S, F, Fut, $($arg,)*> Handler<S, ($($arg,)*)> for F
        where
            F: Fn($($arg),*) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future<Output: IntoAnswer> + Send,
            $($arg: FromUpdate<S> + Send + 'static,)*
        {
            const FILTERS: &'static [Filter] = &[$($arg::FILTER),*];
            const MOVES: Option<DialogueInfo> = <Fut::Output as IntoAnswer>::MOVES;
            const DECLINES: bool = false $(|| $arg::DECLINES)*;

            #[allow(non_snake_case, unused_variables)]
            fn call(&self, cx: &Cx<S>) -> Result<Answering, Rejection> {
                $(let $arg = $arg::from_update(cx)?;)*
                let handler = self.clone();
                let pressed = Pressed::of(cx.envelope());
                Ok(Box::pin(async move {
                    let answer = handler($($arg),*).await.into_answer()?;
                    Ok(pressed.settle(answer))
                }))
            }
        }
    };
}

handler!();
handler!(A1);
handler!(A1 A2);
handler!(A1 A2 A3);
handler!(A1 A2 A3 A4);
handler!(A1 A2 A3 A4 A5);
handler!(A1 A2 A3 A4 A5 A6);
handler!(A1 A2 A3 A4 A5 A6 A7);
handler!(A1 A2 A3 A4 A5 A6 A7 A8);

type Call<S> = dyn Fn(&Cx<S>) -> Result<Answering, Rejection> + Send + Sync;

/// A handler whose arguments are forgotten.
pub(crate) struct AnyHandler<S> {
    call: Box<Call<S>>,
    pub(crate) name: &'static str,
    pub(crate) filters: &'static [Filter],
    pub(crate) moves: Option<DialogueInfo>,
    pub(crate) declines: bool,
}

impl<S: 'static> AnyHandler<S> {
    pub(crate) fn new<Args, H: Handler<S, Args>>(handler: H) -> AnyHandler<S> {
        AnyHandler {
            call: Box::new(move |cx| handler.call(cx)),
            name: std::any::type_name::<H>(),
            filters: H::FILTERS,
            moves: H::MOVES,
            declines: H::DECLINES,
        }
    }

    pub(crate) fn call(&self, cx: &Cx<S>) -> Result<Answering, Rejection> {
        (self.call)(cx)
    }
}

impl<S> fmt::Debug for AnyHandler<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
