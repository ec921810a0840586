//! The router: which handler answers which update.
//!
//! A [`Router`] is put together at start and checked once; what comes out is a [`Table`], which is only read. The router
//! must not know how handlers are run or what becomes of their answers.

mod check;
mod error;
mod filter;
mod table;
#[cfg(test)]
mod tests;

pub use error::RouterError;
pub(crate) use filter::Kinds;
pub use filter::{Filter, callback, command, command_named, idle, step, text};
pub(crate) use table::{Routed, Table};

use std::time::Duration;

use crate::handler::{AnyHandler, Arguments, Handler};
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
/// Which kinds of updates are asked of Telegram follows from the routes. A fallback adds messages and button presses,
/// and takes whatever else arrives.
#[derive(Debug)]
#[must_use = "a router does nothing until it is run"]
pub struct Router<S> {
    routes: Vec<Route<S>>,
    fallbacks: Vec<AnyHandler<S>>,
    collections: Vec<Collection>,
    lane: Option<LaneBy>,
    deadline: Option<Duration>,
}

#[derive(Debug)]
struct Route<S> {
    filter: Filter,
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
            collections: Vec::new(),
            lane: None,
            deadline: None,
        }
    }

    /// Adds a route: updates that pass the filter, and the filters of the handler's arguments, go to the handler.
    ///
    /// Filters are made by [`command`], [`callback`], [`step`], [`idle`] and [`text`]; an
    /// [`UpdateKind`](molniya_botapi::UpdateKind) is one too.
    pub fn on<Args, H>(mut self, filter: impl Into<Filter>, handler: H) -> Self
    where
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
        Args: Arguments<S>,
    {
        self.routes.push(Route { filter: filter.into(), handler: AnyHandler::new(handler) });
        self
    }

    /// Sets the handler of all updates that no route takes, also of kinds this version does not know.
    pub fn fallback<Args, H>(mut self, handler: H) -> Self
    where
        H: Handler<Args, Output: IntoAnswer, Future: Send>,
        Args: Arguments<S>,
    {
        self.fallbacks.push(AnyHandler::new(handler));
        self
    }

    /// Adds the routes of another router after those of this one. Where both have a setting, that of this one counts.
    pub fn merge(mut self, other: Router<S>) -> Self {
        self.routes.extend(other.routes);
        self.fallbacks.extend(other.fallbacks);
        self.collections.extend(other.collections);
        self.lane = self.lane.or(other.lane);
        self.deadline = self.deadline.or(other.deadline);
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
}

impl<S: Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Router::new()
    }
}
