//! What waits for a bot, and how the bot fetches it, for whoever looks at it from outside.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use serde_json::value::RawValue;

use super::{About, Answer, Side};
use crate::methods::webhook;

/// Waiting updates that are told at once, the oldest ones.
const MAX_TOLD: usize = 50;

/// The routes that only look.
pub(super) fn routes() -> Router<Side> {
    Router::new().route("/queue", get(queue))
}

/// How many updates wait, the oldest of them, which kinds are made, and who fetches them.
async fn queue(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    side.shared.with(|world, now| {
        let skipped = world.skipped.as_secs();
        let bot = about.bot(world)?;
        let bot = &mut world.bots[bot];
        let info = json!(webhook::describe(bot, now));
        let fetched_by = match (bot.webhook.setting(), bot.polling.is_parked()) {
            (Some(_), _) => "webhook",
            (None, true) => "poll",
            (None, false) => "nobody",
        };
        let first = bot.polling.queue().head();
        let list = bot.polling.queue().list(first, MAX_TOLD);
        // They were made as JSON, or injected as such.
        let updates: Vec<Box<RawValue>> = list
            .into_iter()
            .filter_map(|text| RawValue::from_string(text.to_owned()).ok())
            .collect();
        Ok(Json(json!({
            "fetched_by": fetched_by,
            "pending": info["pending_update_count"],
            "updates": updates,
            "webhook": info,
            "confirmed_offset": bot.polling.confirmed(),
            "skipped_seconds": skipped,
        })))
    })
}
