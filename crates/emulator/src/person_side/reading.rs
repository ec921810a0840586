//! What was said in a chat, part by part, and what stands beside it: its topics, and what the bot wants answered.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{About, Answer, Refused, Side};
use crate::chats::{Chat, Stored};

/// Messages handed out at once; the next ones are asked for by the last id, the ones before by the first.
const MAX_MESSAGES: usize = 1_000;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/chats/{chat}/messages", get(messages))
        .route("/chats/{chat}/topics", get(topics))
        .route("/chats/{chat}/pins", get(pins))
        .route("/chats/{chat}/keyboard", get(keyboard))
}

/// Which part of a chat is read.
#[derive(Deserialize)]
struct Part {
    /// The oldest of those with a greater id; without it and `before` the oldest of all.
    after: Option<i64>,
    /// The newest of those with a smaller id.
    before: Option<i64>,
    /// How many at most.
    limit: Option<usize>,
    /// Only those of one topic; 0 is the general one.
    topic: Option<i64>,
}

impl Part {
    /// The part of a chat, in order; or what is wrong with how it is asked for.
    fn of(self, chat: &Chat) -> Result<Vec<&Stored>, &'static str> {
        let limit = self.limit.unwrap_or(MAX_MESSAGES);
        if !(1..=MAX_MESSAGES).contains(&limit) {
            return Err("limit must be from 1 to 1000");
        }
        let fits = |stored: &&Stored| is_in(stored, self.topic);
        match (self.after, self.before) {
            (Some(_), Some(_)) => Err("set after or before, not both"),
            (_, Some(id)) if id < 1 => Err("before must be the id of a message, 1 or more"),
            (_, Some(id)) => {
                let older = chat.messages.range(..id).rev().map(|(_, stored)| &**stored);
                let mut part: Vec<&Stored> = older.filter(fits).take(limit).collect();
                part.reverse();
                Ok(part)
            }
            (after, None) => {
                let after = after.unwrap_or(0).clamp(0, i64::MAX - 1);
                let newer = chat.messages.range(after + 1..).map(|(_, stored)| &**stored);
                Ok(newer.filter(fits).take(limit).collect())
            }
        }
    }
}

/// Whether a message is in a topic; all are in any.
fn is_in(stored: &Stored, topic: Option<i64>) -> bool {
    topic.is_none_or(|topic| stored.message.message_thread_id.unwrap_or(0) == topic)
}

async fn messages(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    part: Result<Query<Part>, QueryRejection>,
) -> Answer {
    let bad = |text: String| Refused(StatusCode::BAD_REQUEST, text);
    let Query(part) = part.map_err(|error| {
        bad(format!("after, before, limit and topic are whole numbers: {}", error.body_text()))
    })?;
    side.shared.with(|world, _| {
        let chat = about.chat(world, chat)?;
        let list = part.of(chat).map_err(|text| bad(text.to_owned()))?;
        Ok(Json(list.into_iter().map(Stored::shown).collect()))
    })
}

/// The topics of a forum, the general one first; none of any other chat.
async fn topics(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, _| {
        about.chat(world, chat)?;
        let room = about.room(world, chat)?;
        let Some(topics) = world.topics(room) else {
            return Ok(Json(json!([])));
        };
        let all = [(&0, &topics.general)].into_iter().chain(&topics.others);
        let shown = all.map(|(id, topic)| {
            // The general topic has no name until somebody gives it one.
            let name = if topic.name.is_empty() { "General" } else { &topic.name };
            json!({ "message_thread_id": id, "name": name, "is_closed": topic.closed })
        });
        Ok(Json(shown.collect()))
    })
}

/// What is pinned, the newest last.
async fn pins(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, _| {
        let chat = about.chat(world, chat)?;
        let pinned = chat.pinned.iter().filter_map(|id| chat.messages.get(id));
        Ok(Json(pinned.map(|stored| stored.shown()).collect()))
    })
}

#[derive(Deserialize)]
struct Where {
    /// The topic of a forum; 0 is the general one.
    topic: Option<i64>,
}

/// The newest message with a keyboard for the place of a person's own, or with a wish for a reply; whether one of its
/// buttons was pressed since, and whether it was replied to.
async fn keyboard(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(place): Query<Where>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, _| {
        let chat = about.chat(world, chat)?;
        let asks = |stored: &&Stored| stored.keyboard.is_some() && is_in(stored, place.topic);
        let Some(asking) = chat.messages.values().rev().map(|stored| &**stored).find(asks) else {
            return Ok(Json(json!({})));
        };
        let id = asking.message.message_id;
        let texts = button_texts(asking.keyboard.as_ref());
        let since = chat.messages.range(id + 1..).map(|(_, stored)| stored);
        let (mut pressed, mut replied) = (false, false);
        for Stored { message, .. } in since.filter(|stored| !by_bot(stored)).map(|it| &**it) {
            pressed |= message.text.as_deref().is_some_and(|text| texts.contains(&text));
            replied |= message.reply_to_message.as_ref().is_some_and(|it| it.message_id == id);
        }
        Ok(Json(json!({ "message": asking.shown(), "pressed": pressed, "replied": replied })))
    })
}

/// Whether any bot wrote a message.
fn by_bot(stored: &Stored) -> bool {
    stored.writer().is_some_and(|writer| writer.is_bot)
}

/// What stands on the buttons of a keyboard; a button may be nothing but its text.
fn button_texts(markup: Option<&Value>) -> Vec<&str> {
    let rows = markup.and_then(|markup| markup["keyboard"].as_array());
    let buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    buttons.filter_map(|button| button["text"].as_str().or(button.as_str())).collect()
}
