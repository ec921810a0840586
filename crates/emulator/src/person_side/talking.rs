//! Who is there, what they write and press, and what is found of it, over HTTP.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{About, Answer, Refused, Side, sent};
use crate::chats::shown_in;
use crate::files::Kind;
use crate::people::{Cannot, Content, Place, Pressed, person_json};

/// Messages of each chat, the newest, that a search looks at.
const MAX_SEARCHED: usize = 1_000;
/// Messages that a search finds at once.
const MAX_FOUND: usize = 50;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/people", get(people).post(add_person))
        .route("/chats/{chat}/messages", post(write))
        .route("/chats/{chat}/files", post(send_file))
        .route("/files/{id}", get(download))
        .route("/chats/{chat}/presses", post(press))
        .route("/search", get(search))
}

async fn people(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, _| Json(world.people.values().map(person_json).collect()))
}

#[derive(Deserialize)]
struct NewPerson {
    name: String,
    #[serde(default)]
    language_code: Option<String>,
}

async fn add_person(State(side): State<Side>, Json(new): Json<NewPerson>) -> Answer {
    let language = new.language_code.unwrap_or_default();
    let id = side.shared.with(|world, _| world.add_person(&new.name, &language))?;
    Ok(Json(json!({ "user_id": id, "chat_id": id })))
}

/// Where somebody is, and how they move.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Location {
    latitude: f64,
    longitude: f64,
    /// Seconds for which it is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    live_period: Option<u32>,
    /// Degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<u16>,
}

/// How somebody can be called.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    phone_number: String,
    first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<i64>,
}

/// A message of another chat, or of the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forwarded {
    chat_id: i64,
    message_id: i64,
    /// The bot in whose private chat it is, if that is another.
    bot_id: Option<i64>,
}

#[derive(Deserialize)]
struct Writing {
    user_id: i64,
    text: Option<String>,
    sticker: Option<String>,
    /// The emoji of dice.
    dice: Option<String>,
    /// As the Bot API writes it, with `latitude` and `longitude`.
    location: Option<Location>,
    /// As the Bot API writes it.
    contact: Option<Contact>,
    /// The message that is forwarded.
    forward: Option<Forwarded>,
    #[serde(flatten)]
    place: Place,
}

async fn write(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Writing>,
) -> Answer {
    let object = |name, value: Option<Value>| value.map(|value| Content::Object(name, value));
    let forward = match what.forward {
        Some(Forwarded { chat_id, message_id, bot_id }) => {
            let host = About { bot: bot_id.or(about.bot) };
            let from = side.shared.with(|world, _| host.room(world, chat_id))?;
            Some(Content::Forward { from, message_id })
        }
        None => None,
    };
    let all = [
        what.text.map(Content::Text),
        what.sticker.map(Content::Sticker),
        what.dice.map(Content::Dice),
        object("location", what.location.map(|location| json!(location))),
        object("contact", what.contact.map(|contact| json!(contact))),
        forward,
    ];
    let mut given = all.into_iter().flatten();
    let (Some(content), None) = (given.next(), given.next()) else {
        let text =
            "set exactly one of text, sticker, dice, location, contact and forward".to_owned();
        return Err(Refused(StatusCode::BAD_REQUEST, text));
    };
    written(&side, (about, chat), what.user_id, content, what.place)
}

/// Somebody writes something.
fn written(
    side: &Side,
    (about, chat): (About, i64),
    user: i64,
    content: Content,
    place: Place,
) -> Answer {
    sent(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.write(now, room, user, content, place)?)
    }))
}

#[derive(Deserialize)]
struct Sending {
    user_id: i64,
    /// `photo`, `document` and so on; without it `document`.
    kind: Option<String>,
    name: Option<String>,
    caption: Option<String>,
    /// What the files of one album have in common.
    album: Option<String>,
}

/// A file, which is the whole body.
async fn send_file(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(what): Query<Sending>,
    Query(place): Query<Place>,
    Query(about): Query<About>,
    body: Bytes,
) -> Answer {
    let kind = Kind::named(what.kind.as_deref().unwrap_or("document"));
    // A live photo is two files.
    let kind = kind.filter(|kind| *kind != Kind::LivePhoto).ok_or(Cannot::BadFile)?;
    let (name, caption) = (what.name.unwrap_or_default(), what.caption.unwrap_or_default());
    let content = Content::File { kind, name, content: body, caption, album: what.album };
    written(&side, (about, chat), what.user_id, content, place)
}

/// What is in a file that somebody has sent; nothing, if only the real Telegram has it.
async fn download(State(side): State<Side>, Path(id): Path<String>) -> Response {
    let found = side.shared.with(|world, _| {
        Some((world.files.get(&id)?.mime_type(), world.files.content(&id)?.clone()))
    });
    let Some((kind, content)) = found else {
        return StatusCode::NO_CONTENT.into_response();
    };
    // A page that somebody has sent must not run as this one.
    let shown = ["image/", "video/", "audio/"].iter().any(|prefix| kind.starts_with(prefix));
    let kind = if shown { kind } else { "application/octet-stream" };
    let headers = [(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (headers, content).into_response()
}

#[derive(Deserialize)]
struct Pressing {
    user_id: i64,
    message_id: i64,
    /// The callback data of the button.
    data: Option<String>,
    /// Whether it is the button that plays the game of the message.
    #[serde(default)]
    game: bool,
}

async fn press(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Pressing>,
) -> Answer {
    let pressed = match (&what.data, what.game) {
        (Some(data), false) => Pressed::Data(data),
        (None, true) => Pressed::Game,
        _ => return Err(Cannot::Nonsense("set exactly one of data and game").into()),
    };
    side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        let id = world.press(now, room, what.user_id, what.message_id, pressed)?;
        Ok(Json(json!({ "callback_query_id": id })))
    })
}

#[derive(Deserialize)]
struct Words {
    text: String,
}

/// The newest messages of all chats that have these words.
async fn search(State(side): State<Side>, Query(query): Query<Words>) -> Json<Value> {
    let words = query.text.trim();
    if words.is_empty() {
        return Json(json!([]));
    }
    side.shared.with(|world, _| {
        let found = world.chats.search(words, MAX_SEARCHED, MAX_FOUND);
        Json(found.into_iter().map(|(room, stored)| shown_in(room, stored)).collect())
    })
}
