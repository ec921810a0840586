//! From a router to a table: what contradicts itself is found here, at start.

use std::time::Duration;

use crate::callback::MAX_DATA;
use crate::command::CommandInfo;
use crate::dialogue::DialogueInfo;
use crate::handler::AnyHandler;
use crate::router::filter::{At, CallbackType, CommandNames, Filter, StepFilter};
use crate::router::kinds::Kinds;
use crate::router::rule::{MAX_DIALOGUES, Rule};
use crate::router::table::{RouteRule, Table};
use crate::router::ways::{self, Refusal};
use crate::router::{Collection, Route, Router, RouterError};

/// How long a handler may take, if the router does not say.
const DEADLINE: Duration = Duration::from_secs(5);

impl<S: Send + Sync + 'static> Router<S> {
    /// Checks the routes and makes them ready.
    ///
    /// # Errors
    /// What must be changed before the bot can start.
    pub(crate) fn build(mut self) -> Result<Table<S>, RouterError> {
        if let [first, second, ..] = self.fallbacks.as_slice() {
            let (first, second) = (first.handler.name, second.handler.name);
            return Err(RouterError::TwoFallbacks { first, second });
        }
        let mut routes = self.take_routes();
        routes.extend(self.fallbacks);
        if routes.is_empty() {
            return Err(RouterError::NoRoutes);
        }

        let facts = || routes.iter().flat_map(Route::filters).flat_map(Filter::facts);
        let steps: Vec<StepFilter> = facts().filter_map(|facts| facts.step).collect();
        let moved = routes.iter().flat_map(Route::moves);
        let dialogues = dialogues(&steps, moved)?;
        callbacks(facts().filter_map(|facts| facts.callback))?;
        command_names(facts().filter_map(|facts| facts.command))?;
        let mut ready: Vec<RouteRule> = Vec::with_capacity(routes.len());
        let mut handlers: Vec<AnyHandler<S>> = Vec::with_capacity(routes.len());
        for route in routes {
            let rules = route.rules(&dialogues)?;
            reachable(&ready, &handlers, &rules, route.handler.name)?;
            let handler = handlers.len();
            ready.extend(rules.into_iter().map(|rule| RouteRule { rule, handler }));
            handlers.push(route.layers.into_iter().fold(route.handler, AnyHandler::inside));
        }
        let rules = || ready.iter().map(|route| &route.rule);
        for (place, dialogue) in dialogues.iter().enumerate() {
            let is_asked_for = |step| rules().any(|rule| rule.is_at(place, step));
            handled(dialogue, &steps, is_asked_for)?;
        }

        Ok(Table {
            asked: rules().fold(Kinds::NONE, |asked, rule| asked.or(rule.kinds.asked())),
            wanted: rules().fold(Kinds::NONE, |wanted, rule| wanted.or(rule.kinds)),
            rules: ready,
            handlers,
            dialogue_names: dialogues.iter().map(|dialogue| dialogue.name).collect(),
            dialogues,
            collections: collections(&self.collections)?,
            lane: self.lane.unwrap_or_default(),
            deadline: self.deadline.unwrap_or(DEADLINE),
            username: None,
        })
    }
}

impl<S> Route<S> {
    fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.filters.iter().chain(self.handler.filters)
    }

    /// The dialogues that its handler and layers may move.
    fn moves(&self) -> impl Iterator<Item = DialogueInfo> {
        let layers = self.layers.iter().filter_map(|layer| layer.moves);
        layers.chain(self.handler.moves)
    }

    /// Everything that its filters and those of its handler's arguments say.
    fn rules(&self, dialogues: &[DialogueInfo]) -> Result<Vec<Rule>, RouterError> {
        let handler = self.handler.name;
        ways::through(self.filters(), dialogues).map_err(|refusal| match refusal {
            Refusal::Never(why) => RouterError::NeverRuns { handler, why },
            Refusal::TooManyWays => RouterError::TooManyWays { handler },
        })
    }
}

/// Refuses a route that earlier ones leave nothing to, and a command that goes to two routes.
fn reachable<S>(
    earlier: &[RouteRule],
    handlers: &[AnyHandler<S>],
    rules: &[Rule],
    handler: &'static str,
) -> Result<(), RouterError> {
    let mut before = None;
    for rule in rules {
        let mut covered_by = None;
        for RouteRule { rule: taken, handler: other } in earlier {
            let other = &handlers[*other];
            if other.declines || !taken.includes(rule) {
                continue;
            }
            let Some(commands) = taken.commands() else {
                covered_by = Some(other.name);
                continue;
            };
            let mut wanted = rule.commands().into_iter().flat_map(CommandNames::names);
            if let Some(name) = wanted.find(|name| commands.has(name)) {
                let (first, second) = (other.name, handler);
                return Err(RouterError::DuplicateCommand { name, first, second });
            }
        }
        if covered_by.is_none() {
            return Ok(());
        }
        before = covered_by;
    }
    before.map_or(Ok(()), |earlier| Err(RouterError::NeverReached { handler, earlier }))
}

/// Every dialogue once.
fn dialogues(
    used: &[StepFilter],
    moved: impl Iterator<Item = DialogueInfo>,
) -> Result<Vec<DialogueInfo>, RouterError> {
    let mut dialogues: Vec<DialogueInfo> = Vec::new();
    let moved = moved.map(|dialogue| StepFilter { dialogue, at: At::Any });
    for StepFilter { dialogue, at } in used.iter().copied().chain(moved) {
        let step = match at {
            At::Step(step) => step,
            At::Any | At::Idle => dialogue.idle,
        };
        if !dialogue.steps.contains(&step) {
            return Err(RouterError::UnknownStep { dialogue: dialogue.name, step });
        }
        match dialogues.iter().find(|known| known.name == dialogue.name) {
            Some(known) => {
                let (first, second) = ((known.type_name)(), (dialogue.type_name)());
                if first != second {
                    let name = dialogue.name;
                    return Err(RouterError::DuplicateDialogue { name, first, second });
                }
            }
            None => dialogues.push(dialogue),
        }
    }
    if dialogues.len() > MAX_DIALOGUES {
        return Err(RouterError::TooManyDialogues(dialogues.len()));
    }
    Ok(dialogues)
}

/// Refuses a dialogue with a step that no route asks for, unless some handler takes the whole dialogue.
fn handled(
    dialogue: &DialogueInfo,
    used: &[StepFilter],
    is_asked_for: impl Fn(usize) -> bool,
) -> Result<(), RouterError> {
    let takes_all = |step: &StepFilter| step.dialogue.name == dialogue.name && step.at == At::Any;
    if used.iter().any(takes_all) {
        return Ok(());
    }
    let mut steps = dialogue.steps.iter().enumerate().filter(|(_, step)| **step != dialogue.idle);
    match steps.find(|(place, _)| !is_asked_for(*place)) {
        Some((_, step)) => Err(RouterError::UnhandledStep { dialogue: dialogue.name, step }),
        None => Ok(()),
    }
}

fn callbacks(used: impl Iterator<Item = CallbackType>) -> Result<(), RouterError> {
    let mut known: Vec<CallbackType> = Vec::new();
    for callback in used {
        let prefix = callback.prefix;
        if prefix.contains(':') || !(1..=MAX_DATA).contains(&prefix.len()) {
            return Err(RouterError::Prefix { prefix });
        }
        let second = (callback.type_name)();
        let same =
            known.iter().find(|known| known.prefix == prefix).map(|known| (known.type_name)());
        match same {
            Some(first) if first != second => {
                return Err(RouterError::DuplicatePrefix { prefix, first, second });
            }
            Some(_) => {}
            None => known.push(callback),
        }
    }
    Ok(())
}

fn command_names(mut used: impl Iterator<Item = CommandNames>) -> Result<(), RouterError> {
    let wrong = used.find_map(|names| names.names().find(|name| !CommandInfo::is_name(name)));
    wrong.map_or(Ok(()), |name| Err(RouterError::CommandName { name }))
}

fn collections(named: &[Collection]) -> Result<Vec<&'static str>, RouterError> {
    let mut known: Vec<Collection> = Vec::new();
    for collection in named {
        match known.iter().find(|known| known.name == collection.name) {
            Some(first) if first.type_name != collection.type_name => {
                return Err(RouterError::DuplicateCollection {
                    collection: collection.name,
                    first: first.type_name,
                    second: collection.type_name,
                });
            }
            Some(_) => {}
            None => known.push(*collection),
        }
    }
    Ok(known.iter().map(|collection| collection.name).collect())
}
