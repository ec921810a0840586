//! One call from its parameters to its outcome: the token, ordered faults, the method, and the log.

use std::time::Duration;

use serde_json::{Map, Value};
use tokio::sync::futures::OwnedNotified;
use tokio::time::{Instant, timeout};

use crate::answer::{Outcome, Refusal};
use crate::bots::BotId;
use crate::clock::Now;
use crate::faults::{Blow, Fault, Garble, Reset};
use crate::feed::{Happening, Spent};
use crate::identity;
use crate::ledger::Violation;
use crate::link::Trip;
use crate::methods::{self, Act, Reply, chat_param};
use crate::params::Params;
use crate::shared::Shared;
use crate::validate;
use crate::world::World;

/// Characters of a parameter that are kept in the log.
const MAX_LOGGED: usize = 4096;

/// The connection is to be closed without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection is closed without an answer")]
pub(crate) struct Hangup;

/// What the caller gets to read.
#[derive(Debug)]
pub(crate) enum Said {
    Whole(Outcome),
    /// The first half of it, and no more.
    Half(Outcome),
    /// No JSON.
    Noise,
    /// What a proxy says.
    Page,
}

/// A call that was read.
#[derive(Debug)]
pub(crate) struct Call {
    /// The name as the caller wrote it.
    pub(crate) method: String,
    pub(crate) params: Params,
    trip: Trip,
    began: Instant,
}

impl Call {
    /// A call that begins now, having waited for the first part of its trip.
    pub(crate) fn begin(trip: Trip) -> Self {
        Self { trip, ..Self::of(String::new(), Params::default()) }
    }

    /// A call that is read already and begins now.
    pub(crate) fn of(method: String, params: Params) -> Self {
        Self { method, params, trip: Trip::default(), began: Instant::now() }
    }

    /// Where its time has gone, and will have by the time its answer is seen.
    fn spent(&self) -> Spent {
        Spent {
            connection: microseconds(self.trip.connection),
            way: microseconds(self.trip.way),
            server: microseconds(self.trip.server),
            handler: microseconds(self.began.elapsed()),
        }
    }
}

/// What stands in the way of a call: the fault that it meets, and the end of a wait for it.
type Met = (Option<Fault>, OwnedNotified);

/// Carries a call out and writes it into the log.
///
/// If the future is dropped while the call is parked, nothing is lost: updates are confirmed only later.
pub(crate) async fn run(shared: &Shared, token: &str, call: Call) -> Result<Said, Hangup> {
    let met = shared.with(|world, now| {
        let bot = authorised(world, token)?;
        Ok((bot, meet(world, now, bot, &call)))
    });
    match met {
        Ok((bot, met)) => carry_out(shared, bot, call, met).await,
        Err(refusal) => Ok(Said::Whole(Err(refusal))),
    }
}

/// The same for a call that a bot is known to make.
pub(crate) async fn run_as(shared: &Shared, bot: BotId, call: Call) -> Result<Said, Hangup> {
    let met = shared.with(|world, now| meet(world, now, bot, &call));
    carry_out(shared, bot, call, met).await
}

fn meet(world: &mut World, now: Now, bot: BotId, call: &Call) -> Met {
    let chat = chat_param(&call.params);
    (world.strike(now, bot, &call.method, chat), world.faults.cleared())
}

async fn carry_out(
    shared: &Shared,
    bot: BotId,
    call: Call,
    (fault, cleared): Met,
) -> Result<Said, Hangup> {
    let blow = fault.as_ref().and_then(Blow::of);
    let log = |world: &mut World, outcome: Result<&Outcome, u16>| {
        log(world, bot, &call, blow.as_ref(), outcome);
    };
    let unheard = |status| shared.with(|world, _| log(world, Err(status)));
    match &blow {
        Some(Blow::Refuse(refusal)) => {
            let outcome = Err(refusal.clone());
            shared.with(|world, _| log(world, Ok(&outcome)));
            return Ok(Said::Whole(outcome));
        }
        Some(Blow::Reset(Reset::Before)) => {
            unheard(0);
            return Err(Hangup);
        }
        Some(Blow::Garble(Garble::Page)) => {
            unheard(502);
            return Ok(Said::Page);
        }
        // Whoever takes the faults back wants calls to be answered.
        Some(Blow::Delay(delay)) => _ = timeout(*delay, cleared).await,
        Some(Blow::Reset(Reset::After) | Blow::Garble(Garble::Half | Garble::Noise)) | None => {}
    }
    let reply = shared.with(|world, now: Now| {
        let reply = methods::call(world, Act { bot, now, params: &call.params }, &call.method);
        if let Reply::Now(outcome) = &reply {
            log(world, Ok(outcome));
        }
        reply
    });
    let outcome = match reply {
        Reply::Now(outcome) => outcome,
        Reply::Later(receiver) => {
            let outcome = receiver.await.map_err(|_| Hangup)?;
            shared.with(|world, _| log(world, Ok(&outcome)));
            outcome
        }
    };
    match blow {
        Some(Blow::Reset(Reset::After)) => Err(Hangup),
        Some(Blow::Garble(Garble::Half)) => Ok(Said::Half(outcome)),
        Some(Blow::Garble(Garble::Noise)) => Ok(Said::Noise),
        _ => Ok(Said::Whole(outcome)),
    }
}

/// The bot with this token.
pub(crate) fn authorised(world: &World, token: &str) -> Result<BotId, Refusal> {
    let bot = world.bots.find(identity::bot_id(token)?);
    let bot = bot.filter(|bot| world.bots[*bot].token == token);
    bot.ok_or_else(|| Refusal::exact(401, "Unauthorized"))
}

/// Writes a call into the log: with its outcome, or with the status of an answer that does not come from a method, zero
/// if there is none.
fn log(
    world: &mut World,
    bot: BotId,
    call: &Call,
    blow: Option<&Blow>,
    outcome: Result<&Outcome, u16>,
) {
    // Whoever is refused on order was not told what is wrong.
    let refused = matches!(blow, Some(Blow::Refuse(_)));
    let refusal = outcome.ok().and_then(|outcome| outcome.as_ref().err());
    let violations = flagged(call, refusal.is_some() && !refused);
    if !violations.is_empty() {
        let violation = Violation { method: call.method.clone(), violations: violations.clone() };
        world.bots[bot].books.flag(violation);
    }
    let spent = call.spent();
    world.feed.publish(&Happening::Call {
        method: molniya_schema::method(&call.method).map_or(&*call.method, |m| m.name).to_owned(),
        params: Value::Object(logged(&call.params)),
        status: outcome.err().unwrap_or(refusal.map_or(200, |refusal| refusal.code)),
        description: refusal.map(|refusal| refusal.description.clone()),
        fault: blow.map(Blow::in_words),
        microseconds: spent.connection + spent.way + spent.server + spent.handler,
        spent,
        violations,
        bot_id: bot.get(),
    });
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// What breaks the schema without being refused. A caller that the method refused was told what is wrong with its
/// values, but never that a name does not exist.
fn flagged(call: &Call, told: bool) -> Vec<String> {
    let Some(method) = molniya_schema::method(&call.method) else {
        return Vec::new();
    };
    validate::check(method, &call.params)
        .into_iter()
        .filter(|problem| !told || problem.unknown_name)
        .map(|problem| problem.text)
        .collect()
}

fn logged(params: &Params) -> Map<String, Value> {
    let entries = params.iter().map(|param| {
        let value = match param.raw {
            true if param.value.len() <= MAX_LOGGED => {
                serde_json::from_str(&param.value).unwrap_or_default()
            }
            _ => match param.value.char_indices().nth(MAX_LOGGED) {
                Some((end, _)) => format!("{}…", &param.value[..end]).into(),
                None => param.value.as_str().into(),
            },
        };
        (param.name.clone(), value)
    });
    entries.collect()
}
