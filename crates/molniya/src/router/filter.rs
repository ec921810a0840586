//! Filters: what an update must look like before a handler is even tried.

use std::fmt;
use std::sync::Arc;

use molniya_botapi::{Envelope, UpdateKind};

use crate::callback::CallbackData;
use crate::command::{Command, CommandInfo};
use crate::dialogue::{Dialogue, DialogueInfo, StepOf};
use crate::router::kinds::Kinds;

/// A cheap yes or no about an update, asked before a handler's arguments are made.
///
/// [`Router::on`](crate::Router::on) and [`Router::nest`](crate::Router::nest) take one, and every extractor brings its
/// own: a handler runs when all of them agree. Make one with [`command`], [`callback`], [`step`], [`idle`], [`text`], from
/// an [`UpdateKind`] or several, or from a function with [`filter`]; put them together with [`and`](Filter::and),
/// [`or`](Filter::or) and [`not`](Filter::not).
///
/// ```
/// use molniya::{ChatType, Reply, Router, UpdateKind, command_named, filter, say, text};
///
/// async fn invite() -> Reply { say("Shall we talk alone?") }
/// async fn look() -> Reply { say("What a nice picture!") }
///
/// let in_private = filter(|update| update.chat_type == Some(ChatType::Private));
/// let begins = command_named("start").or(command_named("help"));
/// let router: Router<()> = Router::new()
///     .on(begins.and(in_private.not()), invite)
///     .on(text().not().and(UpdateKind::Message), look);
/// ```
#[derive(Debug, Clone)]
pub struct Filter(pub(super) Expr);

/// What a filter is made of.
#[derive(Debug, Clone)]
pub(super) enum Expr {
    Facts(Facts),
    Test(Test),
    And(Box<[Filter; 2]>),
    Or(Box<[Filter; 2]>),
    Not(Box<Filter>),
}

/// What a filter without a function says; all of it must hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) kinds: Kinds,
    pub(super) text: bool,
    pub(super) command: Option<CommandNames>,
    pub(super) callback: Option<CallbackType>,
    pub(super) step: Option<StepFilter>,
}

/// The commands a filter lets through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CommandNames {
    One(&'static str),
    All(&'static [CommandInfo]),
}

/// The callback data a filter lets through.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallbackType {
    pub(super) prefix: &'static str,
    pub(super) type_name: fn() -> &'static str,
}

/// Where a dialogue must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepFilter {
    pub(super) dialogue: DialogueInfo,
    pub(super) at: At,
}

/// A place in a dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Anywhere: the filter only says that the dialogue is used.
    Any,
    /// In its default step.
    Idle,
    /// In the step of this name.
    Step(&'static str),
}

/// A function as a filter. Only a clone of it is known to say the same.
#[derive(Clone)]
pub(super) struct Test(Arc<dyn Fn(&Envelope) -> bool + Send + Sync>);

impl Test {
    pub(super) fn passes(&self, update: &Envelope) -> bool {
        (self.0)(update)
    }
}

impl PartialEq for Test {
    fn eq(&self, other: &Test) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a function")
    }
}

impl Facts {
    const NONE: Facts =
        Facts { kinds: Kinds::ANY, text: false, command: None, callback: None, step: None };

    const fn of(kind: UpdateKind) -> Facts {
        Facts { kinds: Kinds::of(kind), ..Facts::NONE }
    }

    const fn filter(self) -> Filter {
        Filter(Expr::Facts(self))
    }
}

impl Filter {
    /// Lets every update through.
    pub const ANY: Filter = Facts::NONE.filter();

    /// Lets updates of one kind through.
    pub const fn kind(kind: UpdateKind) -> Filter {
        Facts::of(kind).filter()
    }

    /// Lets through what both let through.
    pub fn and(self, other: impl IntoFilter) -> Filter {
        Filter(Expr::And(Box::new([self, other.into_filter()])))
    }

    /// Lets through what either lets through.
    pub fn or(self, other: impl IntoFilter) -> Filter {
        Filter(Expr::Or(Box::new([self, other.into_filter()])))
    }

    /// Lets through what this one does not: all other kinds of updates too, so `text().not()` is also every poll. Name
    /// the kinds with [`and`](Filter::and).
    #[allow(clippy::should_implement_trait, reason = "`and` and `or` have no operators either")]
    pub fn not(self) -> Filter {
        Filter(Expr::Not(Box::new(self)))
    }

    pub(crate) const fn of_kinds(kinds: Kinds) -> Filter {
        Facts { kinds, ..Facts::NONE }.filter()
    }

    pub(crate) const PROGRESS: Filter = Filter::of_kinds(Kinds::PROGRESS);

    pub(crate) const HAS_TEXT: Filter = Facts { text: true, ..Facts::NONE }.filter();

    pub(crate) const fn in_step<T: StepOf>() -> Filter {
        Facts { step: Some(StepFilter::of::<T>()), ..Facts::NONE }.filter()
    }
}

impl StepFilter {
    const fn of<T: StepOf>() -> StepFilter {
        let at = match T::STEP {
            Some(step) => At::Step(step),
            None => At::Any,
        };
        StepFilter { dialogue: DialogueInfo::of::<T::Dialogue>(), at }
    }
}

/// What can be used as a filter: a [`Filter`], a kind of updates, or several kinds of which any will do.
///
/// ```
/// use molniya::botapi::types::ChatMemberUpdated;
/// use molniya::{Router, UpdateKind, say};
///
/// let membership = [UpdateKind::MyChatMember, UpdateKind::ChatMember];
/// let router: Router<()> = Router::new()
///     .on(UpdateKind::EditedMessage, async || say("I saw that."))
///     .on(membership, async |change: ChatMemberUpdated| say(change.from.first_name));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter",
    label = "not a filter",
    note = "a filter is `command::<Commands>()`, `callback::<Data>()`, `step::<Step>()`, `text()`, a kind such as `UpdateKind::Poll`, or `filter(|update| …)` with a function of an `&Envelope`; mind the parentheses"
)]
pub trait IntoFilter {
    /// The filter.
    fn into_filter(self) -> Filter;
}

impl IntoFilter for Filter {
    fn into_filter(self) -> Filter {
        self
    }
}

impl IntoFilter for UpdateKind {
    fn into_filter(self) -> Filter {
        Filter::kind(self)
    }
}

impl<const N: usize> IntoFilter for [UpdateKind; N] {
    fn into_filter(self) -> Filter {
        let kinds = self.into_iter().fold(Kinds::NONE, |kinds, kind| kinds.or(Kinds::of(kind)));
        Filter::of_kinds(kinds)
    }
}

/// Updates for which a function of their [`Envelope`] says yes.
///
/// It is called for every update that could go to its route by everything else that is known, so it should be quick and
/// must not wait; a panic in it counts as a failed attempt. What needs more than the envelope (the program's state, for
/// example) is better an extractor that declines, see [`FromUpdate::DECLINES`](crate::FromUpdate::DECLINES).
///
/// Nobody can know what a function lets through. So of routes behind one it is only known that they are never reached if
/// an earlier route lets the same through without a function, or with a clone of this filter.
///
/// ```
/// use molniya::{Reply, Router, filter, say, text};
///
/// async fn question() -> Reply { say("Good question!") }
/// async fn remark() -> Reply { say("I see.") }
///
/// let asks = filter(|update| update.text.as_deref().is_some_and(|text| text.ends_with('?')));
/// let router: Router<()> = Router::new().on(text().and(asks), question).on(text(), remark);
/// ```
pub fn filter(test: impl Fn(&Envelope) -> bool + Send + Sync + 'static) -> Filter {
    Filter(Expr::Test(Test(Arc::new(test))))
}

/// Messages that are one of the commands of `C`: `/name`, `/name arguments`, `/name@this_bot`.
///
/// The handler gets the parsed command by taking a `C`.
pub const fn command<C: Command>() -> Filter {
    let names = CommandNames::All(C::COMMANDS);
    Facts { command: Some(names), ..Facts::of(UpdateKind::Message) }.filter()
}

/// Messages that are the command `/name`, whatever its arguments. `name` is written without the slash.
pub const fn command_named(name: &'static str) -> Filter {
    let names = CommandNames::One(name);
    Facts { command: Some(names), ..Facts::of(UpdateKind::Message) }.filter()
}

/// Presses of buttons that carry a `T`. The handler gets it as [`Data<T>`](crate::Data).
pub const fn callback<T: CallbackData>() -> Filter {
    let data = CallbackType { prefix: T::PREFIX, type_name: std::any::type_name::<T> };
    Facts { callback: Some(data), ..Facts::of(UpdateKind::CallbackQuery) }.filter()
}

/// Messages that come while the lane's dialogue is in step `T`. The handler gets the step as [`In<T>`](crate::In).
///
/// Buttons pressed in a step are routed by [`callback`]; a handler that takes [`In<T>`](crate::In) runs in that step only.
pub const fn step<T: StepOf>() -> Filter {
    Facts { step: Some(StepFilter::of::<T>()), ..Facts::of(UpdateKind::Message) }.filter()
}

/// Messages that come while the lane's dialogue `D` is in its default step.
pub const fn idle<D: Dialogue>() -> Filter {
    let step = StepFilter { dialogue: DialogueInfo::of::<D>(), at: At::Idle };
    Facts { step: Some(step), ..Facts::of(UpdateKind::Message) }.filter()
}

/// Messages with a text or a caption. Commands that were routed before do not come here.
pub const fn text() -> Filter {
    Facts { text: true, ..Facts::of(UpdateKind::Message) }.filter()
}

/// Progress of broadcasts that a handler of this bot began. The handler gets the [`Report`](crate::Report).
///
/// This is no update but an outside event, and enters the lane of the person who began the broadcast like one: behind what
/// they did before, with their chat, their dialogues and the same attempts. It comes when the broadcast begins, is paused,
/// resumed or stopped, at most every 2 s while its messages leave, and when it is over. How it ended is told once, also
/// after a restart; everything else is told again after one. A handler that fails holds no message up.
///
/// ```
/// use molniya::{Broadcast, Broadcasts, HandlerError, Reply, Report, Router, command_named, progress, say};
///
/// async fn send(broadcasts: Broadcasts) -> Result<Reply, HandlerError> {
///     broadcasts.start("spring", Broadcast::new("Spring cakes are here.")).await?;
///     Ok(say("On its way.").named("broadcast/spring"))
/// }
///
/// async fn progress_of(report: Report) -> Reply {
///     Reply::new().edit_message(format!("broadcast/{}", report.name), format!("{} have it.", report.sent))
/// }
///
/// let router: Router<()> = Router::new().on(command_named("send"), send).on(progress(), progress_of);
/// ```
pub const fn progress() -> Filter {
    Filter::PROGRESS
}
