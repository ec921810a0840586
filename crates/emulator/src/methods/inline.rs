//! Answers to questions that people ask from any chat, and from web apps.
//!
//! <https://core.telegram.org/bots/api#answerinlinequery>, <https://core.telegram.org/bots/api#answerwebappquery>

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Act;
use super::access::user_param;
use super::object;
use crate::answer::{Outcome, Refusal, Success};
use crate::ledger::Entry;
use crate::params::Params;
use crate::people::Cannot;
use crate::prepared::Places;
use crate::world::World;

/// Results of one answer.
const MAX_RESULTS: usize = 50;
/// Bytes of the id of a result.
const MAX_ID: usize = 64;
/// What a result can be.
const TYPES: [&str; 13] = [
    "article",
    "audio",
    "contact",
    "document",
    "game",
    "gif",
    "location",
    "mpeg4_gif",
    "photo",
    "sticker",
    "venue",
    "video",
    "voice",
];

pub(super) fn answer(world: &mut World, act: Act<'_>) -> Outcome {
    let results = results(act.get("results"))?;
    let id = act.get("inline_query_id");
    let button = object(act.params, "button");
    let chat = world.answer_ask(act.now, act.bot, id, results, button, act.get("next_offset"));
    let chat = chat.ok_or_else(Refusal::too_late)?;
    let method = "answerInlineQuery".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), ..Entry::default() },
    );
    Success::done()
}

/// Keeps a message that somebody can send from a web app.
pub(super) fn prepare(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let result = one_result(act.params)?;
    let allowed = |of: &str| act.params.boolean(&format!("allow_{of}_chats"));
    let places =
        Places { users: allowed("user"), groups: allowed("group"), channels: allowed("channel") };
    let (id, expiration_date) = world.bots[act.bot].prepared.keep(act.now, user, result, places);
    let method = "savePreparedInlineMessage".to_owned();
    world.accept(act.now, act.bot, Entry { method, chat: Some(user), ..Entry::default() });
    Success::of(&json!({ "id": id, "expiration_date": expiration_date }))
}

fn one_result(params: &Params) -> Result<Value, Refusal> {
    let result = match params.get("result") {
        "" => return Err(Refusal::bad_request("result isn't specified")),
        text => serde_json::from_str(text)
            .map_err(|_| Refusal::bad_request("can't parse JSON encoded web view query results"))?,
    };
    check(&result).map_err(|problem| Refusal::bad_request(&problem))?;
    Ok(result)
}

pub(super) fn answer_web_app(world: &mut World, act: Act<'_>) -> Outcome {
    let result = one_result(act.params)?;
    let opened = world.bots[act.bot].web_apps.take(act.get("web_app_query_id"));
    let opened = opened.ok_or_else(Refusal::too_late)?;
    let sent =
        world.answer_app(act.now, act.bot, opened, &result).map_err(|cannot| match cannot {
            Cannot::Nonsense(what) => Refusal::not_modelled(what),
            other => Refusal::bad_request(&other.to_string()),
        })?;
    let method = "answerWebAppQuery".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(opened.room.chat_id()), ..Entry::default() },
    );
    match sent {
        Some(id) => Success::of(&json!({ "inline_message_id": id })),
        None => Success::of(&json!({})),
    }
}

fn results(text: &str) -> Result<Vec<Value>, Refusal> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Refusal::bad_request(&format!("can't parse JSON encoded inline query results: {error}"))
    })?;
    let Value::Array(results) = value else {
        return Err(Refusal::bad_request("expected an Array of inline query results"));
    };
    if results.len() > MAX_RESULTS {
        return Err(Refusal::bad_request("too many inline query results specified"));
    }
    let mut ids = BTreeSet::new();
    for result in &results {
        check(result).map_err(|problem| {
            Refusal::bad_request(&format!("can't parse inline query result: {problem}"))
        })?;
        let id = result["id"].as_str().unwrap_or_default();
        if !(1..=MAX_ID).contains(&id.len()) {
            return Err(Refusal::bad_request("RESULT_ID_INVALID"));
        }
        if !ids.insert(id) {
            return Err(Refusal::bad_request("RESULT_ID_DUPLICATE"));
        }
    }
    Ok(results)
}

/// What is wrong with a result.
fn check(result: &Value) -> Result<(), String> {
    if !result.is_object() {
        return Err("Inline query result must be an object".to_owned());
    }
    for name in ["type", "id"] {
        match &result[name] {
            Value::String(_) => {}
            Value::Null => return Err(format!("Can't find field \"{name}\"")),
            _ => return Err(format!("Field \"{name}\" must be of type String")),
        }
    }
    let kind = result["type"].as_str().unwrap_or_default().to_ascii_lowercase();
    match TYPES.contains(&kind.as_str()) {
        true => Ok(()),
        false => Err(format!("type \"{kind}\" is unsupported for the inline query result")),
    }
}
