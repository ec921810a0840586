//! Sending and ending polls.
//!
//! <https://core.telegram.org/bots/api#sendpoll>, <https://core.telegram.org/bots/api#stoppoll>

use serde_json::{Value, json};

use super::access::known_chat;
use super::message::{UNMODELLED, post};
use super::{message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::identity;
use crate::keyboard;
use crate::ledger::Entry;
use crate::params::Params;
use crate::world::World;

/// Options of one poll.
const MAX_OPTIONS: usize = 12;
/// Characters of a question.
const MAX_QUESTION: usize = 300;
/// Characters of an option.
const MAX_OPTION: usize = 100;
/// Parameters that would show or end a poll otherwise.
const OTHERWISE: [&str; 15] = [
    "question_parse_mode",
    "question_entities",
    "shuffle_options",
    "allow_adding_options",
    "hide_results_until_closes",
    "members_only",
    "country_codes",
    "explanation_parse_mode",
    "explanation_entities",
    "explanation_media",
    "open_period",
    "close_date",
    "description",
    "description_parse_mode",
    "description_entities",
];

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    refuse_unmodelled(params, &OTHERWISE)?;
    refuse_unmodelled(params, &["media"])?;
    let poll = poll(params)?;
    post(world, now, params, "sendPoll", |_, message| {
        message.attachment.insert("poll".to_owned(), poll);
    })
}

pub(super) fn stop(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &["business_connection_id"])?;
    let markup = keyboard::inline_from_params(params)?;
    let chat = known_chat(world, params)?;
    let id = message_param(params);
    let stored = world
        .chats
        .message(chat, id)
        .filter(|stored| stored.message.attachment.contains_key("poll"));
    let Some(mut stored) = stored.cloned() else {
        return Err(Refusal::bad_request("message with poll to stop not found"));
    };
    if !stored.is_bots() {
        return Err(Refusal::bad_request("poll can't be stopped"));
    }
    stored.message.reply_markup = markup.inline().cloned();
    let poll = world.end_poll(now, stored);
    let poll = poll.ok_or_else(|| Refusal::bad_request("poll has already been closed"))?;
    let method = "stopPoll".to_owned();
    world.accept(now, Entry { method, chat: Some(chat), message_id: Some(id), ..Entry::default() });
    Success::of(&poll)
}

fn poll(params: &Params) -> Result<Value, Refusal> {
    let question = params.get("question").trim();
    match question.chars().count() {
        0 => return Err(Refusal::bad_request("poll question must be non-empty")),
        1..=MAX_QUESTION => {}
        _ => return Err(Refusal::bad_request("poll question length must not exceed 300")),
    }
    let options = options(params.get("options"))?;
    let quiz = params.get("type") == "quiz";
    let anonymous = params.get("is_anonymous").is_empty() || params.boolean("is_anonymous");
    let revoting = params.get("allows_revoting");
    let mut poll = json!({
        "id": (identity::random() >> 1).to_string(),
        "question": question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": params.boolean("is_closed"),
        "is_anonymous": anonymous,
        "type": if quiz { "quiz" } else { "regular" },
        "allows_multiple_answers": params.boolean("allows_multiple_answers"),
        "allows_revoting": if revoting.is_empty() { !quiz } else { params.boolean("allows_revoting") },
        "members_only": false,
    });
    if quiz {
        let correct: Vec<usize> = serde_json::from_str(params.get("correct_option_ids"))
            .map_err(|_| Refusal::bad_request("wrong correct option ID specified"))?;
        if correct.is_empty() || correct.iter().any(|id| *id >= options.len()) {
            return Err(Refusal::bad_request("wrong correct option ID specified"));
        }
        poll["correct_option_ids"] = json!(correct);
        if !params.get("explanation").is_empty() {
            poll["explanation"] = params.get("explanation").into();
        }
    }
    Ok(poll)
}

/// The options, given as texts or as objects with texts.
fn options(text: &str) -> Result<Vec<Value>, Refusal> {
    let list: Vec<Value> = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse options JSON object"))?;
    match list.len() {
        0 => return Err(Refusal::bad_request("poll must have at least 1 option")),
        1..=MAX_OPTIONS => {}
        _ => return Err(Refusal::bad_request("poll can't have more than 12 options")),
    }
    let option = |(index, value): (usize, Value)| {
        let text = value.as_str().or(value["text"].as_str()).unwrap_or_default().trim();
        match text.chars().count() {
            0 => Err(Refusal::bad_request("poll options must be non-empty")),
            1..=MAX_OPTION => Ok(json!({
                "persistent_id": index.to_string(),
                "text": text,
                "voter_count": 0,
            })),
            _ => Err(Refusal::bad_request("poll options length must not exceed 100")),
        }
    };
    list.into_iter().enumerate().map(option).collect()
}
