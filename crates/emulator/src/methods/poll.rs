//! Sending and ending polls.
//!
//! <https://core.telegram.org/bots/api#sendpoll>, <https://core.telegram.org/bots/api#stoppoll>

use serde_json::{Value, json};

use super::Act;
use super::access::known_chat;
use super::message::{UNMODELLED, post_all};
use super::{message_param, poll_media, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::identity;
use crate::keyboard;
use crate::ledger::Entry;
use crate::model::Message;
use crate::params::Params;
use crate::polls::Manner;
use crate::text::{self, Formatted, Names};
use crate::world::World;

/// Options of one poll.
pub(crate) const MAX_OPTIONS: usize = 12;
/// Characters of a question.
const MAX_QUESTION: usize = 300;
/// Characters of an option.
pub(crate) const MAX_OPTION: usize = 100;
/// Characters of what explains the answer of a quiz.
const MAX_EXPLANATION: usize = 200;
/// Seconds after which a poll may end by itself, at the least.
const MIN_OPEN: i64 = 5;
/// Seconds after which a poll may end by itself, at the most.
const MAX_OPEN: i64 = 2_628_000;
/// Characters of what is said below a question.
const MAX_DESCRIPTION: usize = 1024;
/// Parameters that would let fewer people vote: since when somebody is in a chat, and where they are, is not known here.
const FOR_FEWER: [&str; 2] = ["members_only", "country_codes"];

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    refuse_unmodelled(act.params, &FOR_FEWER)?;
    let manner = manner(act.params)?;
    let mut poll = poll(world, act)?;
    let closes = closes(act.now, act.params);
    if let Some(date) = closes {
        let period = act.params.integer("open_period", 0, 0, MAX_OPEN);
        if period > 0 {
            poll["open_period"] = period.into();
        }
        poll["close_date"] = date.into();
    }
    let open = poll["is_closed"] == false;
    let fill = |world: &mut World, message: &mut Message| {
        if let Some(date) = closes.filter(|_| open) {
            world.close_poll_at(act.now, act.room(message.chat.id), message.message_id, date);
        }
        message.attachment.insert("poll".to_owned(), poll);
    };
    let sent = post_all(world, act, "sendPoll", vec![fill])?;
    let message = sent.first().ok_or_else(|| Refusal::internal("nothing was sent"))?;
    if manner != Manner::default() {
        world.set_manner(act.room(message.chat.id), message.message_id, manner);
    }
    Success::of(message)
}

/// How a poll is shown and answered beyond what the Bot API tells of it.
fn manner(params: &Params) -> Result<Manner, Refusal> {
    let quiz = params.get("type") == "quiz";
    let anonymous = params.get("is_anonymous").is_empty() || params.boolean("is_anonymous");
    let open = params.boolean("allow_adding_options") && !quiz;
    if open && anonymous {
        return Err(Refusal::not_modelled("allow_adding_options of an anonymous poll"));
    }
    Ok(Manner {
        shuffled: params.boolean("shuffle_options"),
        hidden: params.boolean("hide_results_until_closes"),
        open,
    })
}

/// When the poll of a call ends by itself, in seconds since 1970.
fn closes(now: Now, params: &Params) -> Option<i64> {
    let after = match params.integer("open_period", 0, 0, MAX_OPEN) {
        0 => params.integer("close_date", 0, 0, i64::from(i32::MAX)) - now.unix,
        period => period,
    };
    let given = !(params.get("open_period").is_empty() && params.get("close_date").is_empty());
    given.then(|| now.unix + after.clamp(MIN_OPEN, MAX_OPEN))
}

pub(super) fn stop(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["business_connection_id"])?;
    let markup = keyboard::inline_from_params(act.params)?;
    let chat = known_chat(world, act)?;
    let id = message_param(act.params);
    let stored = world
        .chats
        .message(chat, id)
        .filter(|stored| stored.message.attachment.contains_key("poll"));
    let Some(mut stored) = stored.cloned() else {
        return Err(Refusal::bad_request("message with poll to stop not found"));
    };
    if !stored.is_by(act.bot) {
        return Err(Refusal::bad_request("poll can't be stopped"));
    }
    stored.message.reply_markup = markup.inline().cloned();
    let poll = world.end_poll(act.now, chat, stored);
    let poll = poll.ok_or_else(|| Refusal::bad_request("poll has already been closed"))?;
    let method = "stopPoll".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), message_id: Some(id), ..Entry::default() },
    );
    Success::of(&poll)
}

fn poll(world: &mut World, act: Act<'_>) -> Result<Value, Refusal> {
    let question =
        Names { text: "question", mode: "question_parse_mode", entities: "question_entities" };
    let question = bounded(text::named(act.params, question)?, "poll question", MAX_QUESTION)?;
    let options = options(world, act)?;
    let quiz = match act.get("type") {
        "quiz" => true,
        "" | "regular" => false,
        _ => return Err(Refusal::bad_request("unsupported poll type specified")),
    };
    let anonymous = act.get("is_anonymous").is_empty() || act.params.boolean("is_anonymous");
    let revoting = act.get("allows_revoting");
    let mut poll = json!({
        "id": (identity::random() >> 1).to_string(),
        "question": question.text,
        "options": options,
        "total_voter_count": 0,
        "is_closed": act.params.boolean("is_closed"),
        "is_anonymous": anonymous,
        "type": if quiz { "quiz" } else { "regular" },
        "allows_multiple_answers": act.params.boolean("allows_multiple_answers"),
        "allows_revoting": if revoting.is_empty() { !quiz } else { act.params.boolean("allows_revoting") },
        "members_only": false,
    });
    mark(&mut poll, "question_entities", &question);
    describe(&mut poll, act.params)?;
    if let Some(media) = poll_media::of_param(world, act, "media")? {
        poll["media"] = media;
    }
    if quiz {
        let correct: Vec<usize> = serde_json::from_str(act.get("correct_option_ids"))
            .map_err(|_| Refusal::bad_request("wrong correct option ID specified"))?;
        if correct.is_empty() || correct.iter().any(|id| *id >= options.len()) {
            return Err(Refusal::bad_request("wrong correct option ID specified"));
        }
        poll["correct_option_ids"] = json!(correct);
        explain(&mut poll, act.params)?;
        if let Some(media) = poll_media::of_param(world, act, "explanation_media")? {
            poll["explanation_media"] = media;
        }
    }
    Ok(poll)
}

/// Adds what is said below the question.
fn describe(poll: &mut Value, params: &Params) -> Result<(), Refusal> {
    let names = Names {
        text: "description",
        mode: "description_parse_mode",
        entities: "description_entities",
    };
    let description = text::named(params, names)?;
    if description.text.chars().count() > MAX_DESCRIPTION {
        return Err(Refusal::bad_request("message is too long"));
    }
    description.put(poll, "description", "description_entities");
    Ok(())
}

/// Adds what is shown to those who have answered a quiz.
fn explain(poll: &mut Value, params: &Params) -> Result<(), Refusal> {
    let explanation = text::named(
        params,
        Names {
            text: "explanation",
            mode: "explanation_parse_mode",
            entities: "explanation_entities",
        },
    )?;
    if explanation.text.chars().count() > MAX_EXPLANATION {
        return Err(Refusal::bad_request("message is too long"));
    }
    if !explanation.text.is_empty() {
        if !explanation.entities.is_empty() {
            poll["explanation_entities"] = json!(explanation.entities);
        }
        poll["explanation"] = explanation.text.into();
    }
    Ok(())
}

/// The options, given as texts or as objects with texts.
fn options(world: &mut World, act: Act<'_>) -> Result<Vec<Value>, Refusal> {
    let value: Value = serde_json::from_str(act.get("options"))
        .map_err(|_| Refusal::bad_request("can't parse options JSON object"))?;
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of String as options"));
    };
    match list.len() {
        0 => return Err(Refusal::bad_request("poll must have at least 1 option")),
        1..=MAX_OPTIONS => {}
        _ => return Err(Refusal::bad_request("poll can't have more than 12 options")),
    }
    let mut options = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        let mut given = Params::default();
        match value {
            Value::String(_) => given.read_json(json!({ "text": value }).to_string().as_bytes()),
            Value::Object(_) => given.read_json(value.to_string().as_bytes()),
            _ => return Err(Refusal::bad_request("expected an option to be of type String")),
        }
        let names = Names { text: "text", mode: "text_parse_mode", entities: "text_entities" };
        let text = bounded(text::named(&given, names)?, "poll options", MAX_OPTION)?;
        let mut option =
            json!({ "persistent_id": index.to_string(), "text": text.text, "voter_count": 0 });
        mark(&mut option, "text_entities", &text);
        if let Some(media) = poll_media::of_option(world, act, &given)? {
            option["media"] = media;
        }
        options.push(option);
    }
    Ok(options)
}

/// A text of a poll that is neither empty nor too long.
fn bounded(text: Formatted, what: &str, most: usize) -> Result<Formatted, Refusal> {
    match text.text.chars().count() {
        0 => Err(Refusal::bad_request(&format!("{what} must be non-empty"))),
        count if count > most => {
            Err(Refusal::bad_request(&format!("{what} length must not exceed {most}")))
        }
        _ => Ok(text),
    }
}

/// Notes the custom emoji in a text: nothing else is marked in questions and options.
fn mark(object: &mut Value, name: &str, text: &Formatted) {
    let emoji = text.entities.iter().filter(|entity| entity.kind == "custom_emoji");
    let emoji: Vec<_> = emoji.collect();
    if !emoji.is_empty() {
        object[name] = json!(emoji);
    }
}
