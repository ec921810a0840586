//! From a router to a table: what contradicts itself is found here, at start.

use std::time::Duration;

use crate::callback::MAX_DATA;
use crate::command::CommandInfo;
use crate::dialogue::DialogueInfo;
use crate::router::filter::{At, CallbackType, CommandNames, Filter, Kinds, StepFilter};
use crate::router::table::{MAX_DIALOGUES, Rule, Table, TableRoute};
use crate::router::{Collection, Route, Router, RouterError};

/// How long a handler may take, if the router does not say.
const DEADLINE: Duration = Duration::from_secs(5);

impl<S: Send + Sync + 'static> Router<S> {
    /// Checks the routes and makes them ready.
    ///
    /// # Errors
    /// What must be changed before the bot can start.
    pub(crate) fn build(self) -> Result<Table<S>, RouterError> {
        if let [first, second, ..] = self.fallbacks.as_slice() {
            return Err(RouterError::TwoFallbacks { first: first.name, second: second.name });
        }
        let mut routes = self.routes;
        let fallback = self.fallbacks.into_iter().next();
        let has_fallback = fallback.is_some();
        routes.extend(fallback.map(|handler| Route { filter: Filter::ANY, handler }));
        if routes.is_empty() {
            return Err(RouterError::NoRoutes);
        }

        let filters = || routes.iter().flat_map(Route::filters);
        let steps: Vec<StepFilter> = filters().filter_map(|filter| filter.step).collect();
        let moved = routes.iter().filter_map(|route| route.handler.moves);
        let dialogues = dialogues(&steps, moved)?;
        dialogues.iter().try_for_each(|dialogue| handled(dialogue, &steps))?;
        callbacks(filters().filter_map(|filter| filter.callback))?;
        command_names(filters().filter_map(|filter| filter.command))?;
        let mut ready: Vec<TableRoute<S>> = Vec::with_capacity(routes.len());
        for route in routes {
            let rule = Rule::of(&route, &dialogues)?;
            let route = TableRoute { rule, handler: route.handler };
            ready.iter().try_for_each(|earlier| reachable(earlier, &route))?;
            ready.push(route);
        }

        let wanted = kinds_of(&ready);
        let asked = match ready.split_last() {
            Some((last, rest)) if has_fallback => kinds_of(rest).or(last.rule.kinds.and(
                // A fallback that insists on a kind gets it; one that takes all gets what people send.
                if last.rule.kinds == Kinds::ANY { Kinds::USUAL } else { Kinds::ANY },
            )),
            _ => wanted,
        };
        Ok(Table {
            routes: ready,
            dialogue_names: dialogues.iter().map(|dialogue| dialogue.name).collect(),
            dialogues,
            collections: collections(&self.collections)?,
            asked,
            wanted,
            lane: self.lane.unwrap_or_default(),
            deadline: self.deadline.unwrap_or(DEADLINE),
            username: None,
        })
    }
}

impl<S> Route<S> {
    fn filters(&self) -> impl Iterator<Item = Filter> {
        std::iter::once(self.filter).chain(self.handler.filters.iter().copied())
    }
}

impl CommandNames {
    pub(super) fn has(&self, name: &str) -> bool {
        self.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    fn iter(&self) -> impl Iterator<Item = &'static str> {
        let (one, all) = match *self {
            CommandNames::One(name) => (Some(name), [].as_slice()),
            CommandNames::All(commands) => (None, commands),
        };
        one.into_iter().chain(all.iter().map(|command| command.name))
    }

    /// The names in both.
    fn and(self, other: CommandNames) -> Option<CommandNames> {
        match (self, other) {
            (CommandNames::All(a), CommandNames::All(b)) => {
                (a == b).then_some(CommandNames::All(a))
            }
            (one @ CommandNames::One(name), names) | (names, one @ CommandNames::One(name)) => {
                names.has(name).then_some(one)
            }
        }
    }
}

impl Rule {
    /// Everything that the filter of the route and those of its handler's arguments say.
    fn of<S>(route: &Route<S>, dialogues: &[DialogueInfo]) -> Result<Rule, RouterError> {
        let mut rule =
            Rule { kinds: Kinds::ANY, text: false, command: None, prefix: None, steps: Vec::new() };
        for filter in route.filters() {
            rule.add(filter, dialogues)
                .map_err(|why| RouterError::NeverRuns { handler: route.handler.name, why })?;
        }
        Ok(rule)
    }

    fn add(&mut self, filter: Filter, dialogues: &[DialogueInfo]) -> Result<(), String> {
        self.kinds = self.kinds.and(filter.kinds);
        if self.kinds == Kinds::NONE {
            return Err("its route and its arguments ask for different kinds of updates".to_owned());
        }
        self.text |= filter.text;
        if let Some(names) = filter.command {
            let both = self.command.map_or(Some(names), |present| present.and(names));
            self.command =
                Some(both.ok_or("its route and its arguments ask for different commands")?);
        }
        if let Some(CallbackType { prefix, .. }) = filter.callback {
            match self.prefix {
                Some(present) if present != prefix => {
                    return Err(format!(
                        "it asks for the callback data `{present}` and `{prefix}` at once"
                    ));
                }
                _ => self.prefix = Some(prefix),
            }
        }
        if let Some(StepFilter { dialogue, at }) = filter.step {
            self.add_step(dialogue, at, dialogues)?;
        }
        Ok(())
    }

    fn add_step(
        &mut self,
        dialogue: DialogueInfo,
        at: At,
        dialogues: &[DialogueInfo],
    ) -> Result<(), String> {
        let name = match at {
            At::Any => return Ok(()),
            At::Idle => dialogue.idle,
            At::Step(step) => step,
        };
        let place = dialogues.iter().position(|known| known.name == dialogue.name);
        let step = dialogue.steps.iter().position(|known| *known == name);
        let Some(pair) = place.zip(step) else {
            return Err(format!("dialogue `{}` has no step `{name}`", dialogue.name));
        };
        match self.steps.iter().find(|(place, _)| *place == pair.0) {
            Some(present) if *present == pair => {}
            Some((_, present)) => {
                let present = dialogue.steps[*present];
                return Err(format!(
                    "it asks for the steps `{present}` and `{name}` of dialogue `{}` at once",
                    dialogue.name,
                ));
            }
            None => self.steps.push(pair),
        }
        Ok(())
    }

    /// Whether every update the other rule takes is taken by this one, commands aside.
    fn includes(&self, other: &Rule) -> bool {
        self.kinds.includes(other.kinds)
            && (!self.text || other.text)
            && (self.prefix.is_none() || self.prefix == other.prefix)
            && self.steps.iter().all(|step| other.steps.contains(step))
    }
}

/// Refuses a route that an earlier one leaves nothing to.
fn reachable<S>(earlier: &TableRoute<S>, later: &TableRoute<S>) -> Result<(), RouterError> {
    if earlier.handler.declines || !earlier.rule.includes(&later.rule) {
        return Ok(());
    }
    let (first, second) = (earlier.handler.name, later.handler.name);
    match (earlier.rule.command, later.rule.command) {
        (None, _) => Err(RouterError::NeverReached { handler: second, earlier: first }),
        (Some(_), None) => Ok(()),
        (Some(taken), Some(wanted)) => match wanted.iter().find(|name| taken.has(name)) {
            Some(name) => Err(RouterError::DuplicateCommand { name, first, second }),
            None => Ok(()),
        },
    }
}

fn kinds_of<S>(routes: &[TableRoute<S>]) -> Kinds {
    routes.iter().fold(Kinds::NONE, |kinds, route| kinds.or(route.rule.kinds))
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
fn handled(dialogue: &DialogueInfo, used: &[StepFilter]) -> Result<(), RouterError> {
    let used: Vec<At> = used
        .iter()
        .filter(|step| step.dialogue.name == dialogue.name)
        .map(|step| step.at)
        .collect();
    let is_used = |at: At| used.contains(&at);
    let mut steps = dialogue.steps.iter().filter(|step| **step != dialogue.idle);
    let unhandled = steps.find(|step| !is_used(At::Any) && !is_used(At::Step(step)));
    match unhandled {
        Some(step) => Err(RouterError::UnhandledStep { dialogue: dialogue.name, step }),
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
    let wrong = used.find_map(|names| names.iter().find(|name| !CommandInfo::is_name(name)));
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
