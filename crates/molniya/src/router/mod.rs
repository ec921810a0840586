//! The router: which handler answers which update.
//!
//! A [`Router`] is put together at start and checked once; what comes out is a [`Table`], which is only read. The router
//! must not know how handlers are run or what becomes of their answers.

mod check;
mod error;
mod filter;
mod kinds;
mod rule;
mod table;
#[cfg(test)]
mod tests;
mod ways;

pub use error::RouterError;
pub use filter::{
    Filter, IntoFilter, callback, command, command_named, filter, idle, progress, step, text,
};
pub(crate) use kinds::Kinds;
pub(crate) use table::{Routed, Table};

use std::time::Duration;

use crate::handler::{AnyHandler, Arguments, Handler};
use crate::layer::{AnyLayer, Layer};
use crate::record::Record;
use crate::reply::IntoAnswer;

/// Which updates are handled one after the other; all others are handled at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LaneBy {
    /// Those of one person in one chat and topic. Dialogues belong to the person.
    #[default]
    Person,
    /// Those of one chat. Dialogues belong to the chat and are shared by everybody in it.
    Chat,
}

/// Maps updates to handlers.
///
/// Routes are tried in the order they are added; the first whose filter and arguments fit the update runs. Nothing else
/// happens to an update: to try two handlers, write one that calls both.
///
/// ```
/// use molniya::{CallbackData, Command, Dialogue, In, Reply, Router, Step, Text};
/// use molniya::{callback, command, finish, goto, say, step};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Command)]
/// enum Cmd { /** Begin */ Start }
///
/// #[derive(CallbackData)]
/// struct NewOrder;
///
/// #[derive(Dialogue, Serialize, Deserialize, Default)]
/// enum Order { #[default] Idle, Product(Product) }
/// #[derive(Serialize, Deserialize)]
/// struct Product;
///
/// async fn start(_: Cmd) -> Reply { say("Hello!") }
/// async fn new_order() -> Step<Order> { goto(Product).edit("What would you like?") }
/// async fn product(Text(text): Text, _: In<Product>) -> Step<Order> { finish().say(format!("One {text}!")) }
/// async fn help() -> Reply { say("Try /start") }
///
/// let router: Router<()> = Router::new()
///     .on(command::<Cmd>(), start)
///     .on(callback::<NewOrder>(), new_order)
///     .on(step::<Product>(), product)
///     .fallback(help);
/// ```
///
/// Which kinds of updates are asked of Telegram follows from the routes. One that names no kind, as a fallback, adds
/// messages and button presses, and takes whatever else arrives.
///
/// Routers are put together with [`merge`](Router::merge) and [`nest`](Router::nest), and [`layer`](Router::layer) puts
/// code around handlers.
#[derive(Debug)]
#[must_use = "a router does nothing until it is run"]
pub struct Router<S> {
    routes: Vec<Route<S>>,
    fallbacks: Vec<Route<S>>,
    layers: Vec<AnyLayer<S>>,
    collections: Vec<Collection>,
    lane: Option<LaneBy>,
    deadline: Option<Duration>,
}

#[derive(Debug)]
struct Route<S> {
    /// All of them must agree.
    filters: Vec<Filter>,
    /// Around the handler, the outermost last.
    layers: Vec<AnyLayer<S>>,
    handler: AnyHandler<S>,
}

/// A collection of records.
#[derive(Debug, Clone, Copy)]
struct Collection {
    name: &'static str,
    type_name: &'static str,
}

impl<S: Send + Sync + 'static> Router<S> {
    /// A router without routes.
    pub fn new() -> Router<S> {
        Router {
            routes: Vec::new(),
            fallbacks: Vec::new(),
            layers: Vec::new(),
            collections: Vec::new(),
            lane: None,
            deadline: None,
        }
    }

    /// Adds a route: updates that pass the filter, and the filters of the handler's arguments, go to the handler.
    ///
    /// Filters are made by [`command`], [`callback`], [`step`], [`idle`], [`text`], [`progress`] and [`filter`]; an
    /// [`UpdateKind`](molniya_botapi::UpdateKind) is one too, and so are several in an array. A handler is an `async fn` or
    /// a closure; one that uses what is around it is written `move |…| { …; async move { … } }`, with a clone of that for
    /// each call:
    ///
    /// ```
    /// use molniya::botapi::types::{ChatMemberUpdated, Poll};
    /// use molniya::{Router, UpdateKind, say};
    /// use std::sync::Arc;
    ///
    /// let word: Arc<str> = "Welcome".into();
    /// let router: Router<()> = Router::new()
    ///     .on(UpdateKind::Poll, async |poll: Poll| println!("{} votes", poll.total_voter_count))
    ///     .on([UpdateKind::MyChatMember, UpdateKind::ChatMember], move |change: ChatMemberUpdated| {
    ///         let word = word.clone();
    ///         async move { say(format!("{word}, {}!", change.from.first_name)) }
    ///     });
    /// ```
    pub fn on<Args, H>(mut self, filter: impl IntoFilter, handler: H) -> Self
    where
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
        Args: Arguments<S>,
    {
        self.routes.push(Route::new(vec![filter.into_filter()], handler));
        self
    }

    /// Sets the handler of all updates that no route takes, also of kinds this version does not know.
    pub fn fallback<Args, H>(mut self, handler: H) -> Self
    where
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
        Args: Arguments<S>,
    {
        self.fallbacks.push(Route::new(Vec::new(), handler));
        self
    }

    /// Puts a [`Layer`] around every handler of this router: those of all its routes and of its fallback, also of routes
    /// that are added, merged or nested later.
    ///
    /// Of several layers the first that was added is the outermost: it begins first and ends last. The layers of a router
    /// that is merged or nested into this one stay around its own handlers, inside those of this one. A router without
    /// layers pays nothing for them.
    pub fn layer(mut self, layer: impl Layer<S, Output: IntoAnswer, Future: Send>) -> Self {
        self.layers.push(AnyLayer::new(layer));
        self
    }

    /// Adds the routes of another router after those of this one. Where both have a setting, that of this one counts.
    pub fn merge(mut self, mut other: Router<S>) -> Self {
        self.routes.extend(other.take_routes());
        self.fallbacks.append(&mut other.fallbacks);
        self.add_settings(other);
        self
    }

    /// Adds the routes of another router after those of this one, for updates that pass the filter. The other router's
    /// fallback takes what passes the filter and none of its routes.
    ///
    /// Where both have a setting, that of this one counts.
    ///
    /// ```
    /// use molniya::{ChatType, Reply, Router, command_named, filter, say};
    ///
    /// async fn start() -> Reply { say("Hello!") }
    /// async fn rules() -> Reply { say("Be kind.") }
    /// async fn short() -> Reply { say("In groups I know /rules only.") }
    ///
    /// let in_groups = Router::new().on(command_named("rules"), rules).fallback(short);
    /// let router: Router<()> = Router::new()
    ///     .nest(filter(|update| update.chat_type != Some(ChatType::Private)), in_groups)
    ///     .on(command_named("start"), start);
    /// ```
    pub fn nest(mut self, filter: impl IntoFilter, mut other: Router<S>) -> Self {
        let filter = filter.into_filter();
        let inner = other.take_routes().into_iter().chain(std::mem::take(&mut other.fallbacks));
        self.routes.extend(inner.map(|mut route| {
            route.filters.insert(0, filter.clone());
            route
        }));
        self.add_settings(other);
        self
    }

    /// Names a kind of record, so that the store shows its collection as a table to other tools.
    pub fn records<R: Record>(mut self) -> Self {
        let type_name = std::any::type_name::<R>();
        self.collections.push(Collection { name: R::COLLECTION, type_name });
        self
    }

    /// Sets which updates are handled one after the other. Default: [`LaneBy::Person`].
    pub fn lane(mut self, lane: LaneBy) -> Self {
        self.lane = Some(lane);
        self
    }

    /// Sets how long a handler may take before it counts as failed. Default: 5 seconds.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Leaves a router without layers: they are around its routes and fallbacks already.
    fn push_layers(&mut self) {
        // The first that was added is the outermost.
        let layers: Vec<_> = std::mem::take(&mut self.layers).into_iter().rev().collect();
        for route in self.routes.iter_mut().chain(&mut self.fallbacks) {
            route.layers.extend(layers.iter().cloned());
        }
    }

    fn take_routes(&mut self) -> Vec<Route<S>> {
        self.push_layers();
        std::mem::take(&mut self.routes)
    }

    fn add_settings(&mut self, other: Router<S>) {
        self.collections.extend(other.collections);
        self.lane = self.lane.or(other.lane);
        self.deadline = self.deadline.or(other.deadline);
    }
}

impl<S: Send + Sync + 'static> Route<S> {
    fn new<Args, H>(filters: Vec<Filter>, handler: H) -> Route<S>
    where
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
        Args: Arguments<S>,
    {
        Route { filters, layers: Vec::new(), handler: AnyHandler::new(handler) }
    }
}

impl<S: Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Router::new()
    }
}
