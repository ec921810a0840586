//! From filters to rules: every way in which an update can pass them all.
//!
//! `a.or(b)` is two ways, and `not` of two facts too; ways that contradict themselves are left out.

use crate::dialogue::DialogueInfo;
use crate::router::filter::{At, Expr, Facts, Filter, StepFilter};
use crate::router::kinds::Kinds;
use crate::router::rule::{Contradiction, Fact, Rule};

/// The most ways of one route. Each is looked at for every update of its kinds.
const MAX_WAYS: usize = 64;

/// Why there is no list of ways.
pub(super) enum Refusal {
    /// There is no way, because of this.
    Never(String),
    /// There are more than can be looked at for every update.
    TooManyWays,
}

/// Every way through all of the filters.
pub(super) fn through<'a>(
    filters: impl Iterator<Item = &'a Filter>,
    dialogues: &[DialogueInfo],
) -> Result<Vec<Rule>, Refusal> {
    let mut search = Search { dialogues, dead_end: None };
    let mut ways = vec![Rule::ANY];
    for filter in filters {
        let more = search.ways(filter, true)?;
        ways = search.both(&ways, &more)?;
    }
    ways.iter_mut().for_each(|way| way.kinds = way.kinds.of_route());
    match search.dead_end {
        Some(why) if ways.is_empty() => Err(Refusal::Never(explain(why, dialogues))),
        None if ways.is_empty() => {
            Err(Refusal::Never("its filter lets nothing through".to_owned()))
        }
        _ => Ok(ways),
    }
}

impl Filter {
    /// What it says about updates, its parts one by one, whatever is said with them.
    pub(super) fn facts(&self) -> Vec<Facts> {
        match &self.0 {
            Expr::Facts(facts) => vec![*facts],
            Expr::Test(_) => Vec::new(),
            Expr::And(both) | Expr::Or(both) => both.iter().flat_map(Filter::facts).collect(),
            Expr::Not(inner) => inner.facts(),
        }
    }
}

struct Search<'a> {
    dialogues: &'a [DialogueInfo],
    /// Why ways were left out.
    dead_end: Option<Contradiction>,
}

impl Search<'_> {
    /// The ways in which a filter lets an update through, or does not.
    fn ways(&mut self, filter: &Filter, passes: bool) -> Result<Vec<Rule>, Refusal> {
        match (&filter.0, passes) {
            (Expr::Facts(facts), _) => Ok(self.of_facts(*facts, passes)),
            (Expr::Test(test), _) => Ok(vec![Rule::of(Fact::Test(test.clone()), passes)]),
            (Expr::Not(inner), _) => self.ways(inner, !passes),
            (Expr::And(both), true) | (Expr::Or(both), false) => {
                let (one, other) = (self.ways(&both[0], passes)?, self.ways(&both[1], passes)?);
                self.both(&one, &other)
            }
            (Expr::And(either), false) | (Expr::Or(either), true) => {
                let mut ways = self.ways(&either[0], passes)?;
                ways.extend(self.ways(&either[1], passes)?);
                if ways.len() > MAX_WAYS { Err(Refusal::TooManyWays) } else { Ok(ways) }
            }
        }
    }

    fn both(&mut self, one: &[Rule], other: &[Rule]) -> Result<Vec<Rule>, Refusal> {
        let mut ways = Vec::with_capacity(one.len());
        for (one, other) in one.iter().flat_map(|one| other.iter().map(move |other| (one, other))) {
            match one.and(other) {
                Ok(_) if ways.len() == MAX_WAYS => return Err(Refusal::TooManyWays),
                Ok(way) => ways.push(way),
                Err(why) => self.is_no_way(why),
            }
        }
        Ok(ways)
    }

    fn is_no_way(&mut self, why: Contradiction) {
        self.dead_end = match self.dead_end {
            Some(other) if other != why => Some(Contradiction::Opposites),
            _ => Some(why),
        };
    }

    fn of_facts(&self, facts: Facts, pass: bool) -> Vec<Rule> {
        let said = [
            facts.text.then_some(Fact::Text),
            facts.command.map(Fact::Command),
            facts.callback.map(|data| Fact::Data(data.prefix)),
            facts.step.and_then(|step| self.step(step)),
        ];
        let said = said.into_iter().flatten();
        if pass {
            let all = said.map(|fact| Rule::of(fact, true));
            let one =
                all.into_iter().try_fold(Rule::of_kinds(facts.kinds), |all, fact| all.and(&fact));
            return one.into_iter().collect();
        }
        let others = Rule::of_kinds(facts.kinds.not());
        let others = (others.kinds != Kinds::NONE).then_some(others);
        others.into_iter().chain(said.map(|fact| Rule::of(fact, false))).collect()
    }

    fn step(&self, StepFilter { dialogue, at }: StepFilter) -> Option<Fact> {
        let name = match at {
            At::Any => return None,
            At::Idle => dialogue.idle,
            At::Step(step) => step,
        };
        let place = self.dialogues.iter().position(|known| known.name == dialogue.name)?;
        let step = dialogue.steps.iter().position(|known| *known == name)?;
        Some(Fact::Step(place, step))
    }
}

fn explain(why: Contradiction, dialogues: &[DialogueInfo]) -> String {
    match why {
        Contradiction::Kinds => {
            "its filters and its arguments ask for different kinds of updates".to_owned()
        }
        Contradiction::Commands => {
            "its filters and its arguments ask for different commands".to_owned()
        }
        Contradiction::Data(one, other) => {
            format!("it asks for the callback data `{one}` and `{other}` at once")
        }
        Contradiction::Steps(dialogue, one, other) => {
            let DialogueInfo { name, steps, .. } = dialogues[dialogue];
            let (one, other) = (steps[one], steps[other]);
            format!("it asks for the steps `{one}` and `{other}` of dialogue `{name}` at once")
        }
        Contradiction::Opposites => "its filters and its arguments exclude one another".to_owned(),
    }
}
