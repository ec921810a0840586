//! Plays a script: does what people do, waits for what is expected, and stops where it went otherwise.

use std::collections::VecDeque;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::Script;
use super::act::act;
use super::cast::{Cast, Spot};
use super::failure::{Failure, Reason};
use super::fits::fits;
use super::line::{Class, Deed, Line, Place, What};
use super::stage::Stage;

/// Lines that went as written and are shown before one that did not.
const CONTEXT: usize = 6;
/// Deeds of the bot that are shown where others were expected.
const MAX_SHOWN: usize = 5;
/// After the last line the bot must be silent for so long; what comes later is not seen.
const QUIET: Duration = Duration::from_millis(100);

/// Plays a script once, with people of its own.
///
/// Expectations wait for `patience` unless the script says otherwise.
///
/// # Errors
/// The first line that was not met.
pub async fn replay(stage: &Stage, script: &Script, patience: Duration) -> Result<(), Failure> {
    let mut cast = Cast::new(stage, 1);
    let mut walk = Walk::new(&mut cast, script, patience);
    walk.run(Instant::now(), |_, _| {}).await?;
    walk.quiet().await
}

/// One way through a script.
#[derive(Debug)]
pub(crate) struct Walk<'w, 's> {
    cast: &'w mut Cast<'s>,
    script: &'w Script,
    patience: Duration,
    /// Where the line above was.
    spot: Spot,
    /// Whether the bot may do other things before what is expected.
    lenient: bool,
    /// The pause before everything that a person does after the first thing.
    think: Duration,
}

impl<'w, 's> Walk<'w, 's> {
    pub(crate) fn new(cast: &'w mut Cast<'s>, script: &'w Script, patience: Duration) -> Self {
        Self {
            cast,
            script,
            patience,
            spot: Spot::default(),
            lenient: false,
            think: Duration::ZERO,
        }
    }

    /// People wait for so long before they do the next thing.
    pub(crate) fn thinking(self, think: Duration) -> Self {
        Self { think, ..self }
    }

    /// Goes the whole way. The first thing is done at once, however late after `due` that is; `met` is told of every
    /// expectation that was met, by its place in the script, and how long after the thing was due that the bot answers.
    pub(crate) async fn run(
        &mut self,
        mut due: Instant,
        mut met: impl FnMut(usize, Duration),
    ) -> Result<(), Failure> {
        let script = self.script;
        let mut is_first = true;
        for (index, line) in script.lines.iter().enumerate() {
            if let What::Does { .. } = line.what
                && !std::mem::take(&mut is_first)
            {
                sleep(self.think).await;
                due = Instant::now();
            }
            match self.line(line).await {
                Ok(Some(at)) => met(index, at.saturating_duration_since(due)),
                Ok(None) => {}
                Err(reason) => return Err(self.failure(index, reason)),
            }
        }
        Ok(())
    }

    /// Plays a line; for an expectation gives when it was met.
    async fn line(&mut self, line: &Line) -> Result<Option<Instant>, Reason> {
        match &line.what {
            What::Comment(_) => {}
            What::Wait(patience) => self.patience = *patience,
            What::Pause(time) => sleep(*time).await,
            What::Skip(time) => {
                let body = json!({ "skip_seconds": time.as_secs() });
                self.cast.ask(Method::POST, "/clock", &body).await?;
            }
            What::Fault { fault, place } => {
                let mut body = serde_json::to_value(fault).unwrap_or(Value::Null);
                if let Some(place) = place {
                    body["chat"] = self.place(place).await?.chat.into();
                }
                self.cast.ask(Method::POST, "/faults", &body).await?;
            }
            What::NoFaults => {
                self.cast.ask(Method::DELETE, "/faults", &Value::Null).await?;
            }
            What::Does { who, place, doing } => {
                let (script, end) = (self.script, Instant::now() + self.patience);
                self.cast.look_away()?;
                self.spot = act(self.cast, script, (who, place.as_ref()), doing, end).await?;
            }
            What::Expected { place, deed } => {
                self.spot = self.place(place).await?;
                return Ok(Some(self.expect(deed).await?));
            }
            What::Whatever => self.lenient = true,
            What::Silence(time) => self.silence(*time).await?,
        }
        Ok(None)
    }

    async fn place(&mut self, place: &Place) -> Result<Spot, Reason> {
        match place {
            Place::Same => Ok(self.spot),
            Place::With(who) => self.cast.person(who).await.map(Spot::of),
            Place::In(room) => self.cast.room(room, Instant::now() + self.patience).await,
        }
    }

    /// Waits for something in the chat of the line; gives when it came.
    async fn expect(&mut self, expected: &Deed) -> Result<Instant, Reason> {
        let end = Instant::now() + self.patience;
        loop {
            while let Some(index) = self.cast.first(self.spot.chat, expected.class()) {
                let came = &self.cast.came[index];
                // Only messages are in a topic.
                let elsewhere =
                    matches!(expected, Deed::Message(_)) && came.spot.thread != self.spot.thread;
                let fits = !elsewhere && fits(expected, &came.deed, &mut self.cast.known);
                let at = came.at;
                let must = !self.lenient && expected.class() != Class::Shown;
                if !fits && must {
                    return Err(Reason::Differs);
                }
                self.cast.came.remove(index);
                if fits {
                    self.lenient = false;
                    return Ok(at);
                }
            }
            if !self.cast.more(end).await? {
                return Err(Reason::Nothing(self.patience));
            }
        }
    }

    /// The bot must do nothing for so long, beyond what comes before it is expected.
    async fn silence(&mut self, time: Duration) -> Result<(), Reason> {
        let end = Instant::now() + time;
        while self.cast.more(end).await? {}
        match self.cast.came.iter().any(|came| came.deed.class() != Class::Shown) {
            true => Err(Reason::More),
            false => Ok(()),
        }
    }

    /// At the end the bot must have done nothing beyond what is written.
    async fn quiet(&mut self) -> Result<(), Failure> {
        if self.lenient {
            return Ok(());
        }
        let last = self.script.lines.len().saturating_sub(1);
        self.silence(QUIET).await.map_err(|reason| Failure {
            expected: Vec::new(),
            before: self.before(last + 1),
            ..self.failure(last, reason)
        })
    }

    fn failure(&mut self, index: usize, reason: Reason) -> Failure {
        // What has come meanwhile helps to understand.
        let _ = self.cast.look();
        let lines = &self.script.lines;
        let line = lines.get(index);
        let written = line.map(|line| shown(&line.what)).unwrap_or_default();
        let is_comment = |line: &&Line| matches!(line.what, What::Comment(_));
        let left = lines.iter().skip(index + 1).filter(|line| !is_comment(line)).count();
        Failure {
            script: self.script.name.clone(),
            line: line.map_or(1, |line| line.number),
            before: self.before(index),
            expected: written,
            came: self.came(line),
            left,
            reason,
        }
    }

    /// The lines before one.
    fn before(&self, index: usize) -> Vec<String> {
        let lines = self.script.lines[..index].iter();
        let mut before: VecDeque<String> = lines.flat_map(|line| shown(&line.what)).collect();
        before.drain(..before.len().saturating_sub(CONTEXT));
        before.into()
    }

    /// What has come and was not expected, where a line expects it first.
    fn came(&self, line: Option<&Line>) -> Vec<String> {
        let class = match line.map(|line| &line.what) {
            Some(What::Expected { deed, .. }) => Some(deed.class()),
            _ => None,
        };
        let is_first = |came: &&super::cast::Came| {
            came.spot.chat == self.spot.chat && class.is_none_or(|class| came.deed.class() == class)
        };
        let looked_for = |came: &&super::cast::Came| {
            class == Some(Class::Shown) || came.deed.class() != Class::Shown
        };
        let came = self.cast.came.iter().filter(looked_for);
        let (first, others) = came.partition::<Vec<_>, _>(is_first);
        let here = |came: &super::cast::Came| match came.deed {
            Deed::Message(_) => came.spot == self.spot,
            _ => came.spot.chat == self.spot.chat,
        };
        let written = first.into_iter().chain(others).take(MAX_SHOWN).flat_map(|came| {
            let place = match line.map(|line| &line.what) {
                Some(What::Expected { place, .. }) if here(came) => place.clone(),
                _ if here(came) => Place::Same,
                _ => self.cast.place_of(came.spot),
            };
            shown(&What::Expected { place, deed: came.deed.clone().plain() })
        });
        written.collect()
    }
}

/// A line as it is written, line by line.
fn shown(what: &What) -> Vec<String> {
    let line = Line { number: 0, what: what.clone() };
    line.to_string().lines().map(str::to_owned).collect()
}
