//! <https://core.telegram.org/bots/api#close> and <https://core.telegram.org/bots/api#logout>. A restart of the local
//! Telegram undoes both.

use std::time::{Duration, Instant};

use super::Act;
use super::webhook;
use crate::answer::{Outcome, Refusal, Success};
use crate::world::World;

/// A bot that was started a shorter while ago is not closed.
const MIN_AGE: Duration = Duration::from_secs(10 * 60);

/// Whether the server serves the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Since then.
    Open(Instant),
    /// Until the next call.
    Closed,
    /// For ever.
    LoggedOut,
}

/// What stands against any call; one of a closed bot starts it again.
pub(super) fn enter(world: &mut World, act: Act<'_>, method: &str) -> Result<(), Refusal> {
    match world.bots[act.bot].standing {
        Standing::LoggedOut => return Err(Refusal::exact(400, "Logged out")),
        Standing::Closed if method != "close" => {
            world.bots[act.bot].standing = Standing::Open(act.now.instant)
        }
        Standing::Closed | Standing::Open(_) => {}
    }
    Ok(())
}

pub(super) fn close(world: &mut World, act: Act<'_>) -> Outcome {
    let Standing::Open(since) = world.bots[act.bot].standing else {
        return Err(Refusal::bad_request("the bot has already been closed"));
    };
    let young = |since| MIN_AGE.checked_sub(act.now.instant.saturating_duration_since(since));
    // A server that has just been started itself cannot know better.
    match (young(since).filter(|left| !left.is_zero()), young(world.started)) {
        (Some(left), None) => {
            let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            Err(Refusal::flood(u32::try_from(seconds).unwrap_or(u32::MAX)))
        }
        _ => {
            world.bots[act.bot].standing = Standing::Closed;
            Success::done()
        }
    }
}

pub(super) fn log_out(world: &mut World, act: Act<'_>) -> Outcome {
    let bot = &mut world.bots[act.bot];
    bot.webhook.close();
    bot.polling.queue().keep_last(0);
    bot.standing = Standing::LoggedOut;
    webhook::write_down(&mut world.changes, act.bot, &bot.webhook);
    Success::done()
}
