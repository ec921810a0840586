//! What waits for the bot, and how the bot fetches it, for whoever looks at it from outside.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Side;
use crate::methods::webhook;

/// Waiting updates that are told at once, the oldest ones.
const MAX_TOLD: usize = 50;

/// The routes that only look.
pub(super) fn routes() -> Router<Side> {
    Router::new().route("/queue", get(queue))
}

/// How many updates wait, the oldest of them, which kinds are made, and who fetches them.
async fn queue(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, now| {
        let info = json!(webhook::describe(world, now));
        let fetched_by = match (world.webhook.setting(), world.polling.is_parked()) {
            (Some(_), _) => "webhook",
            (None, true) => "poll",
            (None, false) => "nobody",
        };
        let first = world.polling.queue().head();
        let list = world.polling.queue().list(first, MAX_TOLD);
        // They were made as JSON, or injected as such.
        let updates: Vec<Box<RawValue>> = list
            .into_iter()
            .filter_map(|text| RawValue::from_string(text.to_owned()).ok())
            .collect();
        Json(json!({
            "fetched_by": fetched_by,
            "pending": info["pending_update_count"],
            "updates": updates,
            "webhook": info,
            "confirmed_offset": world.polling.confirmed(),
            "skipped_seconds": world.skipped.as_secs(),
        }))
    })
}
