//! <https://core.telegram.org/bots/api#getupdates>

use std::time::Duration;

use super::Act;
use super::Reply;
use crate::changes::Table;
use crate::polling::Poll;
use crate::world::World;

/// The longest a call is parked, in seconds.
const MAX_TIMEOUT: i64 = 50;

/// Why a bot with a webhook cannot poll.
const HAS_WEBHOOK: &str = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

pub(super) fn get_updates(world: &mut World, act: Act<'_>) -> Reply {
    if world.bots[act.bot].webhook.setting().is_some() {
        let (ticket, receiver) = world.park();
        world.bots[act.bot].polling.conflict(act.now, ticket, HAS_WEBHOOK);
        return Reply::Later(receiver);
    }
    take_allowed(world, act);
    let integer = |name, default, min, max| act.params.integer(name, default, min, max);
    let seconds = integer("timeout", 0, 0, MAX_TIMEOUT);
    let poll = Poll {
        offset: integer("offset", 0, i64::from(i32::MIN), i64::from(i32::MAX)),
        limit: usize::try_from(integer("limit", 100, 1, 100)).unwrap_or(1),
        timeout: Duration::from_secs(seconds.unsigned_abs()),
    };
    let (ticket, receiver) = world.park();
    world.bots[act.bot].polling.poll(act.now, ticket, poll);
    Reply::Later(receiver)
}

pub(super) fn take_allowed(world: &mut World, act: Act<'_>) {
    let text = act.get("allowed_updates");
    if !text.is_empty() && world.bots[act.bot].allowed.update(text) {
        let kinds = world.bots[act.bot].allowed.list().unwrap_or_default();
        world.changes.put(Table::Facts, act.bot.key("allowed_updates"), &kinds);
    }
}
