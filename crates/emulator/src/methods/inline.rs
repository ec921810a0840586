//! <https://core.telegram.org/bots/api#answerinlinequery>

use std::collections::BTreeSet;

use serde_json::Value;

use super::object;
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::ledger::Entry;
use crate::params::Params;
use crate::world::World;

/// Results of one answer.
const MAX_RESULTS: usize = 50;
/// Bytes of the id of a result.
const MAX_ID: usize = 64;

pub(super) fn answer(world: &mut World, now: Now, params: &Params) -> Outcome {
    let results: Vec<Value> = serde_json::from_str(params.get("results"))
        .map_err(|_| Refusal::bad_request("can't parse inline query results JSON object"))?;
    if results.len() > MAX_RESULTS {
        return Err(Refusal::bad_request("RESULTS_TOO_MUCH"));
    }
    let mut ids = BTreeSet::new();
    for result in &results {
        let id = result["id"].as_str().unwrap_or_default();
        if !(1..=MAX_ID).contains(&id.len()) {
            return Err(Refusal::bad_request("RESULT_ID_INVALID"));
        }
        if !ids.insert(id) {
            return Err(Refusal::bad_request("RESULT_ID_DUPLICATE"));
        }
        if result["type"].as_str().is_none_or(str::is_empty) {
            return Err(Refusal::bad_request(
                "can't parse inline query result: Can't find field \"type\"",
            ));
        }
    }
    let id = params.get("inline_query_id");
    let button = object(params, "button");
    let chat = world.answer_ask(now, id, results, button, params.get("next_offset"));
    let chat = chat.ok_or_else(|| {
        Refusal::bad_request("query is too old and response timeout expired or query ID is invalid")
    })?;
    let method = "answerInlineQuery".to_owned();
    world.accept(now, Entry { method, chat: Some(chat), ..Entry::default() });
    Success::done()
}
