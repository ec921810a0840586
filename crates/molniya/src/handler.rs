//! Handlers: plain async functions whose arguments say what they need.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::answer::{Answer, HandlerError};
use crate::cx::Cx;
use crate::dialogue::DialogueInfo;
use crate::extract::{FromUpdate, Rejection};
use crate::layer::AnyLayer;
use crate::reply::IntoAnswer;
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
    note = "a handler is an `async fn`, or a cloneable closure that returns a future, of up to 8 arguments"
)]
pub trait Handler<Args>: Clone + Send + Sync + 'static {
    /// What it returns in the end; the router wants an [`IntoAnswer`].
    type Output;
    /// It, at work.
    type Future: Future<Output = Self::Output>;

    /// Begins to work.
    fn call(self, arguments: Args) -> Self::Future;
}

/// The arguments of a handler: a tuple of up to 8 extractors ([`FromUpdate`]).
//
// The bounds on arguments and answers are not part of `Handler`: so the compiler names the argument that is wrong,
// and not only the handler.
pub trait Arguments<S>: Sized + Send + 'static {
    /// What the arguments let through, one by one.
    const FILTERS: &'static [Filter];
    /// Whether one of them may decline an update that its filter lets through.
    const DECLINES: bool;

    /// Makes the arguments, the first one first.
    ///
    /// # Errors
    /// One of them cannot be made of this update.
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection>;
}

macro_rules! arity {
    ($($arg:ident)*) => {
        #[allow(non_snake_case)]
        impl<F, Fut, $($arg,)*> Handler<($($arg,)*)> for F
        where
            F: Fn($($arg),*) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future,
        {
            type Output = Fut::Output;
            type Future = Fut;

            fn call(self, ($($arg,)*): ($($arg,)*)) -> Fut {
                self($($arg),*)
            }
        }

        impl<S, $($arg: FromUpdate<S> + Send + 'static,)*> Arguments<S> for ($($arg,)*) {
            const FILTERS: &'static [Filter] = &[$($arg::FILTER),*];
            const DECLINES: bool = false $(|| $arg::DECLINES)*;

            #[allow(unused_variables, clippy::unused_unit)]
            fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
                Ok(($($arg::from_update(cx)?,)*))
            }
        }
    };
}

arity!();
arity!(A1);
arity!(A1 A2);
arity!(A1 A2 A3);
arity!(A1 A2 A3 A4);
arity!(A1 A2 A3 A4 A5);
arity!(A1 A2 A3 A4 A5 A6);
arity!(A1 A2 A3 A4 A5 A6 A7);
arity!(A1 A2 A3 A4 A5 A6 A7 A8);

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
    pub(crate) fn new<Args, H>(handler: H) -> AnyHandler<S>
    where
        Args: Arguments<S>,
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
    {
        AnyHandler {
            call: Box::new(move |cx| {
                let arguments = Args::from_update(cx)?;
                let handler = handler.clone();
                // The function itself runs when this is polled, so a panic of it comes from there.
                Ok(Box::pin(async move { handler.call(arguments).await.into_answer() }))
            }),
            name: std::any::type_name::<H>(),
            filters: Args::FILTERS,
            moves: H::Output::MOVES,
            declines: Args::DECLINES,
        }
    }

    /// The same handler inside a layer.
    pub(crate) fn inside(mut self, layer: AnyLayer<S>) -> AnyHandler<S>
    where
        S: Send + Sync,
    {
        let (call, name) = (self.call, self.name);
        self.call = Box::new(move |cx| Ok(layer.around(cx.clone(), name, call(cx)?)));
        self
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
