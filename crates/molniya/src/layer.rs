//! Layers: code around handlers. A layer knows neither how an update was routed nor what becomes of the answer.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use crate::answer::{Answer, HandlerError};
use crate::cx::Cx;
use crate::dialogue::DialogueInfo;
use crate::handler::Answering;
use crate::reply::IntoAnswer;

/// An async function around handlers, put there by [`Router::layer`](crate::Router::layer).
///
/// It is called once the handler of an update is chosen and has its arguments. It gets the [`Cx`] and the handler as
/// [`Next`], and its answer is the answer: it may run the handler and pass on or change what it answers, or answer without
/// running it. Only what it answers is stored and sent.
///
/// ```
/// use molniya::{Answer, Cx, FromUpdate, HandlerError, IntoAnswer, Next, Person, Reply, Router, Text, say, text};
///
/// struct Shop { closed: bool }
///
/// /// Answers by itself while the shop is closed.
/// async fn opening_hours(cx: Cx<Shop>, next: Next) -> Result<Answer, HandlerError> {
///     if cx.state().closed {
///         return say("We are closed.").into_answer();
///     }
///     next.run().await
/// }
///
/// /// Adds to the answer. Any extractor can be made by hand.
/// async fn thanks(cx: Cx<Shop>, next: Next) -> Result<Answer, HandlerError> {
///     let person = Option::<Person>::from_update(&cx).ok().flatten();
///     let name = person.map_or("stranger".to_owned(), |person| person.first_name);
///     next.run().await?.and(say(format!("Thank you, {name}!")))
/// }
///
/// async fn order(Text(text): Text) -> Reply { say(format!("One {text}.")) }
///
/// // `opening_hours` was added first, so it is outermost: no thanks while the shop is closed.
/// let router = Router::new().on(text(), order).layer(opening_hours).layer(thanks);
/// ```
///
/// The deadline of a handler includes its layers. A layer that fails, panics or is too slow is a failed attempt, as a
/// handler is, and is called again for the next one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer of a router whose state is `{S}`",
    label = "not a layer",
    note = "a layer is an `async fn(cx: Cx<{S}>, next: Next) -> Result<Answer, HandlerError>`, or a cloneable closure like it"
)]
pub trait Layer<S>: Clone + Send + Sync + 'static {
    /// What it returns in the end; the router wants an [`IntoAnswer`].
    type Output;
    /// It, at work.
    type Future: Future<Output = Self::Output>;

    /// Begins to work.
    fn call(self, cx: Cx<S>, next: Next) -> Self::Future;
}

impl<S, F, Fut> Layer<S> for F
where
    F: Fn(Cx<S>, Next) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future,
{
    type Output = Fut::Output;
    type Future = Fut;

    fn call(self, cx: Cx<S>, next: Next) -> Fut {
        self(cx, next)
    }
}

/// What a [`Layer`] is around: the next layer, or the handler itself. It has its arguments; it has not begun.
///
/// Dropped without [`run`](Next::run), it never begins.
pub struct Next {
    handler: &'static str,
    answering: Answering,
}

impl Next {
    /// The type name of the handler, for logs.
    pub fn handler(&self) -> &'static str {
        self.handler
    }

    /// Runs it and waits for its answer.
    ///
    /// # Errors
    /// It failed. Pass the error on and the update is tried again.
    pub async fn run(self) -> Result<Answer, HandlerError> {
        self.answering.await
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("handler", &self.handler).finish_non_exhaustive()
    }
}

type Call<S> = dyn Fn(Cx<S>, Next) -> Answering + Send + Sync;

/// A layer whose type is forgotten.
pub(crate) struct AnyLayer<S> {
    call: Arc<Call<S>>,
    /// The dialogue it may move.
    pub(crate) moves: Option<DialogueInfo>,
    name: &'static str,
}

impl<S: Send + Sync + 'static> AnyLayer<S> {
    pub(crate) fn new<L: Layer<S, Output: IntoAnswer, Future: Send>>(layer: L) -> AnyLayer<S> {
        AnyLayer {
            call: Arc::new(move |cx, next| {
                let layer = layer.clone();
                // The function itself runs when this is polled, so a panic of it comes from there.
                Box::pin(async move { layer.call(cx, next).await.into_answer() })
            }),
            moves: L::Output::MOVES,
            name: std::any::type_name::<L>(),
        }
    }

    /// Begins to answer with `answering` inside.
    pub(crate) fn around(
        &self,
        cx: Cx<S>,
        handler: &'static str,
        answering: Answering,
    ) -> Answering {
        (self.call)(cx, Next { handler, answering })
    }
}

impl<S> Clone for AnyLayer<S> {
    fn clone(&self) -> Self {
        AnyLayer { call: self.call.clone(), moves: self.moves, name: self.name }
    }
}

impl<S> fmt::Debug for AnyLayer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
