//! <https://core.telegram.org/bots/api#getting-updates>; there is no webhook here, and none can be set.

use std::time::Duration;

use serde::Serialize;

use super::Reply;
use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::clock::Now;
use crate::params::Params;
use crate::polling::Poll;
use crate::world::World;

/// The longest a call is parked, in seconds.
const MAX_TIMEOUT: i64 = 50;

#[derive(Serialize)]
struct WebhookInfo {
    url: &'static str,
    has_custom_certificate: bool,
    pending_update_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_updates: Option<Vec<&'static str>>,
}

pub(super) fn get_updates(world: &mut World, now: Now, params: &Params) -> Reply {
    take_allowed(world, params);
    let integer = |name, default, min, max| params.integer(name, default, min, max);
    let seconds = integer("timeout", 0, 0, MAX_TIMEOUT);
    let poll = Poll {
        offset: integer("offset", 0, i64::from(i32::MIN), i64::from(i32::MAX)),
        limit: usize::try_from(integer("limit", 100, 1, 100)).unwrap_or(1),
        timeout: Duration::from_secs(seconds.unsigned_abs()),
    };
    let (ticket, receiver) = world.park();
    world.polling.poll(now, ticket, poll);
    Reply::Later(receiver)
}

pub(super) fn get_webhook_info(world: &mut World, now: Now) -> Outcome {
    world.polling.queue().expire(now.unix);
    Success::of(&WebhookInfo {
        url: "",
        has_custom_certificate: false,
        pending_update_count: world.polling.queue().len(),
        allowed_updates: world.allowed.list(),
    })
}

/// With an empty url it is a deletion; anything else is not modelled.
pub(super) fn set_webhook(world: &mut World, params: &Params) -> Outcome {
    match params.get("url") {
        "" => delete_webhook(world, params),
        _ => Err(Refusal::not_modelled("setWebhook with a url")),
    }
}

pub(super) fn delete_webhook(world: &mut World, params: &Params) -> Outcome {
    take_allowed(world, params);
    if params.boolean("drop_pending_updates") {
        world.polling.queue().keep_last(0);
        return Success::described("Webhook was deleted");
    }
    Success::described("Webhook is already deleted")
}

fn take_allowed(world: &mut World, params: &Params) {
    let text = params.get("allowed_updates");
    if !text.is_empty() && world.allowed.update(text) {
        let kinds = world.allowed.list().unwrap_or_default();
        world.changes.put(Table::Facts, "allowed_updates", &kinds);
    }
}
