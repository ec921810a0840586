//! Rules: the ways in which an update can pass all filters of a route, each a list of terms that must hold.
//!
//! Whether one rule leaves anything to another can be told from their terms, so mistakes are found at start.

use std::borrow::Cow;

use molniya_botapi::Envelope;

use crate::callback::prefix_of;
use crate::router::filter::{CommandNames, Test};
use crate::router::kinds::Kinds;

/// The most dialogues of one router: the present step of each is looked at for every update.
pub(super) const MAX_DIALOGUES: usize = 8;

/// One way in which an update can pass the filters of a route.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) kinds: Kinds,
    /// What its terms need an update to have, so that most rules are passed over at a glance.
    needs: Parts,
    terms: Vec<Term>,
}

/// Parts that an update may have, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts(u8);

/// Something that must or must not be so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub(super) fact: Fact,
    pub(super) holds: bool,
}

/// Something that is or is not so for an update.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact {
    /// It has a text.
    Text,
    /// It is one of these commands.
    Command(CommandNames),
    /// Its callback data has this prefix.
    Data(&'static str),
    /// The dialogue at this place is in the step at that place.
    Step(usize, usize),
    /// A function says yes.
    Test(Test),
}

/// What the rules look at, read once per update.
pub(super) struct View<'a> {
    update: &'a Envelope,
    kind: Kinds,
    has: Parts,
    /// In lower case, as the names of commands are.
    command: Option<Cow<'a, str>>,
    prefix: Option<&'a str>,
    steps: [usize; MAX_DIALOGUES],
}

/// Why two rules are never fulfilled together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contradiction {
    Kinds,
    Commands,
    Data(&'static str, &'static str),
    /// The place of the dialogue, and of two of its steps.
    Steps(usize, usize, usize),
    /// Something must be so and not so, or there are several reasons.
    Opposites,
}

impl Parts {
    const NONE: Parts = Parts(0);
    const TEXT: Parts = Parts(1);
    const COMMAND: Parts = Parts(2);
    const DATA: Parts = Parts(4);

    fn and(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    fn only_if(self, present: bool) -> Parts {
        if present { self } else { Parts::NONE }
    }

    #[inline]
    fn include(self, others: Parts) -> bool {
        self.0 & others.0 == others.0
    }
}

impl<'a> View<'a> {
    /// `command`: the name of the command it is, if it is one for this bot.
    pub(super) fn new(
        update: &'a Envelope,
        kind: Kinds,
        command: Option<&'a str>,
        steps: [usize; MAX_DIALOGUES],
    ) -> View<'a> {
        let has = Parts::TEXT
            .only_if(update.text.is_some())
            .and(Parts::COMMAND.only_if(command.is_some()))
            .and(Parts::DATA.only_if(update.data.is_some()));
        let command = command.map(|name| match name.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        });
        View { update, kind, has, command, prefix: update.data.as_deref().map(prefix_of), steps }
    }
}

impl Rule {
    pub(super) const ANY: Rule = Rule { kinds: Kinds::ANY, needs: Parts::NONE, terms: Vec::new() };

    pub(super) fn of_kinds(kinds: Kinds) -> Rule {
        Rule { kinds, ..Rule::ANY }
    }

    pub(super) fn of(fact: Fact, holds: bool) -> Rule {
        let term = Term { fact, holds };
        Rule { needs: term.needs(), terms: vec![term], ..Rule::ANY }
    }

    // Without `inline` the glance would be a call for every rule: the search is compiled in the crate of the bot.
    #[inline]
    pub(super) fn takes(&self, view: &View<'_>) -> bool {
        self.kinds.includes(view.kind) && view.has.include(self.needs) && self.is_fulfilled(view)
    }

    fn is_fulfilled(&self, view: &View<'_>) -> bool {
        self.terms.iter().all(|term| term.fact.is_so(view) == term.holds)
    }

    /// What fulfils both.
    pub(super) fn and(&self, other: &Rule) -> Result<Rule, Contradiction> {
        let kinds = self.kinds.and(other.kinds);
        if kinds == Kinds::NONE {
            return Err(Contradiction::Kinds);
        }
        let mut both = Rule { kinds, ..self.clone() };
        other.terms.iter().try_for_each(|term| both.add(term.clone()))?;
        // Functions are called last, when everything else holds.
        both.terms.sort_by_key(|term| matches!(term.fact, Fact::Test(_)));
        Ok(both)
    }

    fn add(&mut self, mut term: Term) -> Result<(), Contradiction> {
        if let (Fact::Command(names), true) = (&mut term.fact, term.holds)
            && let Some(at) = self.terms.iter().position(Term::is_command)
            && let Fact::Command(present) = self.terms.remove(at).fact
        {
            *names = present.and(*names).ok_or(Contradiction::Commands)?;
        }
        if let Some(present) = self.terms.iter().find(|present| present.excludes(&term)) {
            return Err(Contradiction::of(&present.fact, &term.fact));
        }
        if !self.terms.iter().any(|present| present.implies(&term)) {
            self.needs = self.needs.and(term.needs());
            self.terms.push(term);
        }
        Ok(())
    }

    /// The commands of which it must be one.
    pub(super) fn commands(&self) -> Option<CommandNames> {
        self.terms.iter().find_map(|term| match term {
            Term { fact: Fact::Command(names), holds: true } => Some(*names),
            _ => None,
        })
    }

    /// Whether it asks for this step of that dialogue.
    pub(super) fn is_at(&self, dialogue: usize, step: usize) -> bool {
        self.terms.contains(&Term { fact: Fact::Step(dialogue, step), holds: true })
    }

    /// Whether every update the other rule takes is taken by this one, commands aside.
    pub(super) fn includes(&self, other: &Rule) -> bool {
        let is_given = |term: &Term| other.terms.iter().any(|given| given.implies(term));
        self.kinds.includes(other.kinds)
            && self.terms.iter().all(|term| term.is_command() || is_given(term))
    }
}

impl Term {
    fn needs(&self) -> Parts {
        let part = match self.fact {
            Fact::Text => Parts::TEXT,
            Fact::Command(_) => Parts::COMMAND,
            Fact::Data(_) => Parts::DATA,
            Fact::Step(..) | Fact::Test(_) => Parts::NONE,
        };
        part.only_if(self.holds)
    }

    fn is_command(&self) -> bool {
        matches!(self, Term { fact: Fact::Command(_), holds: true })
    }

    /// Whether the other term holds wherever this one does, as far as can be known.
    fn implies(&self, other: &Term) -> bool {
        if self == other {
            return true;
        }
        match (&self.fact, self.holds, &other.fact, other.holds) {
            (Fact::Command(_), true, Fact::Text, true) => true,
            (Fact::Text, false, Fact::Command(_), false) => true,
            (Fact::Command(some), true, Fact::Command(others), false) => {
                !some.names().any(|name| others.has(name))
            }
            (Fact::Data(one), true, Fact::Data(another), false) => one != another,
            (Fact::Step(one, at), true, Fact::Step(another, there), false) => {
                one == another && at != there
            }
            _ => false,
        }
    }

    fn excludes(&self, other: &Term) -> bool {
        self.implies(&Term { fact: other.fact.clone(), holds: !other.holds })
    }
}

impl Fact {
    fn is_so(&self, view: &View<'_>) -> bool {
        match self {
            Fact::Text => view.update.text.is_some(),
            Fact::Command(names) => view.command.as_deref().is_some_and(|name| names.has(name)),
            Fact::Data(prefix) => view.prefix == Some(prefix),
            Fact::Step(dialogue, step) => view.steps[*dialogue] == *step,
            Fact::Test(test) => test.passes(view.update),
        }
    }
}

impl Contradiction {
    fn of(present: &Fact, added: &Fact) -> Contradiction {
        match (present, added) {
            (Fact::Data(one), Fact::Data(other)) if one != other => Contradiction::Data(one, other),
            (Fact::Step(dialogue, one), Fact::Step(_, other)) if one != other => {
                Contradiction::Steps(*dialogue, *one, *other)
            }
            _ => Contradiction::Opposites,
        }
    }
}

impl CommandNames {
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            CommandNames::One(one) => *one == name,
            CommandNames::All(commands) => commands.iter().any(|command| command.name == name),
        }
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let (one, all) = match self {
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
