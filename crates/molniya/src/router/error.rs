//! What can be wrong with a router, and what to change.

/// Why a router cannot be run. Found at start, before any update is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RouterError {
    /// It has no routes.
    #[error("the router has no routes: add one with `.on(…)`, or a `.fallback(…)`")]
    NoRoutes,
    /// It has two fallbacks.
    #[error("two fallbacks, `{first}` and `{second}`: remove one")]
    TwoFallbacks {
        /// One handler.
        first: &'static str,
        /// The other handler.
        second: &'static str,
    },
    /// A route and the arguments of its handler exclude each other.
    #[error("`{handler}` never runs: {why}")]
    NeverRuns {
        /// The handler.
        handler: &'static str,
        /// What excludes what.
        why: String,
    },
    /// Its filters, put together, are more than can be looked at for every update.
    #[error(
        "the filters of `{handler}` let updates through in more than 64 ways: make several routes of it, or one function \
         with `filter(|update| …)`"
    )]
    TooManyWays {
        /// The handler.
        handler: &'static str,
    },
    /// Earlier routes take every update that a later one waits for.
    #[error(
        "`{handler}` never runs, because `{earlier}` takes the same updates: put it before `{earlier}`, remove one of \
         them, or, if an argument of `{earlier}` declines some updates, say so with `const DECLINES: bool = true` in \
         its `FromUpdate`"
    )]
    NeverReached {
        /// The later handler.
        handler: &'static str,
        /// The earlier handler.
        earlier: &'static str,
    },
    /// Two routes take the same command.
    #[error("the command /{name} goes to `{first}` and to `{second}`: remove one of them")]
    DuplicateCommand {
        /// The command.
        name: &'static str,
        /// One handler.
        first: &'static str,
        /// The other handler.
        second: &'static str,
    },
    /// Telegram does not take this as a command's name.
    #[error(
        "`{name}` is no name of a command: use 1 to 32 lower-case letters, digits and underscores, without a slash"
    )]
    CommandName {
        /// The name.
        name: &'static str,
    },
    /// Two types of callback data begin with the same prefix.
    #[error(
        "`{first}` and `{second}` have the same prefix `{prefix}`: change one with `#[callback(prefix = \"…\")]`"
    )]
    DuplicatePrefix {
        /// The prefix.
        prefix: &'static str,
        /// One type.
        first: &'static str,
        /// The other type.
        second: &'static str,
    },
    /// A prefix is empty, too long or has a `:`.
    #[error("`{prefix}` is no prefix of callback data: use 1 to 64 bytes without `:`")]
    Prefix {
        /// The prefix.
        prefix: &'static str,
    },
    /// Two dialogues have the same name.
    #[error(
        "`{first}` and `{second}` are both stored as dialogue `{name}`: change one with `#[dialogue(name = \"…\")]`"
    )]
    DuplicateDialogue {
        /// The name.
        name: &'static str,
        /// One type.
        first: &'static str,
        /// The other type.
        second: &'static str,
    },
    /// A step is not among the steps of its dialogue, or the default step is not.
    #[error(
        "dialogue `{dialogue}` has no step `{step}`: `StepOf::STEP` and `Dialogue::IDLE` must be in `Dialogue::STEPS`"
    )]
    UnknownStep {
        /// The dialogue.
        dialogue: &'static str,
        /// The step.
        step: &'static str,
    },
    /// Nothing ever happens in a step.
    #[error(
        "no route is for step `{step}` of dialogue `{dialogue}`: add `.on(step::<…>(), …)`, or take `In<…>` of that step"
    )]
    UnhandledStep {
        /// The dialogue.
        dialogue: &'static str,
        /// The step.
        step: &'static str,
    },
    /// There are more dialogues than a router can look at for every update.
    #[error("the router has {0} dialogues, and 8 is the most: make several of them one")]
    TooManyDialogues(usize),
    /// Two kinds of records have the same collection.
    #[error(
        "`{first}` and `{second}` are both stored in `{collection}`: change one `Record::COLLECTION`"
    )]
    DuplicateCollection {
        /// The collection.
        collection: &'static str,
        /// One type.
        first: &'static str,
        /// The other type.
        second: &'static str,
    },
}
