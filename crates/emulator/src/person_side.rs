//! The person's side: people, chats, faults, limits, events and the ledger over HTTP, and the chat page.
//!
//! Knows nothing of the Bot API's front; both meet in the world only.

mod doings;
mod gatherings;
mod trouble;
mod waiting;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use crate::changes::Table;
use crate::connections::Outage;
use crate::files::Kind;
use crate::ledger::Ledger;
use crate::limits::{Gauge, Limits};
use crate::methods;
use crate::page;
use crate::people::{Cannot, Content, Place, person_json};
use crate::shared::Shared;
use crate::world::{MAX_SKIPPED, Manners, World};

/// Messages handed out at once; the next ones are asked for by the last id.
const MAX_MESSAGES: usize = 1_000;
/// Bytes of a body: those of a file that a person sends.
const MAX_BODY: usize = 51 << 20;
/// Messages that a search finds at once.
const MAX_FOUND: usize = 50;
/// A comment is sent on a quiet stream this often, so that both ends notice a dead one.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What the handlers share.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub(crate) shared: Shared,
    pub(crate) api: SocketAddr,
    pub(crate) restarts: mpsc::Sender<Outage>,
    pub(crate) stop: watch::Receiver<bool>,
}

/// All routes.
pub(crate) fn router(side: Side) -> Router {
    Router::new()
        .route("/people", get(people).post(add_person))
        .route("/chats/{chat}/messages", get(messages).post(write))
        .route("/chats/{chat}/files", post(send_file))
        .route("/files/{id}", get(download))
        .route("/chats/{chat}/presses", post(press))
        .route("/chats/{chat}/commands", get(commands))
        .route("/search", get(search))
        .route("/limits", get(limits).put(set_limits).delete(no_limits))
        .route("/clock", post(skip))
        .merge(trouble::routes())
        .route("/updates", post(inject))
        .route("/events", get(events))
        .route("/ledger", get(ledger))
        .route("/bot", get(bot).put(set_manners))
        .merge(gatherings::routes())
        .merge(doings::routes())
        .merge(waiting::routes())
        .fallback(file)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(side)
}

/// A refusal as `{"error": "…"}`.
struct Refused(StatusCode, String);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

impl From<Cannot> for Refused {
    fn from(cannot: Cannot) -> Self {
        let status = match cannot {
            Cannot::NoChat | Cannot::NoButton | Cannot::NoMessage => StatusCode::NOT_FOUND,
            Cannot::NotAllowed(_) => StatusCode::FORBIDDEN,
            Cannot::Nonsense(_)
            | Cannot::BadFile
            | Cannot::BadName
            | Cannot::BadText
            | Cannot::TooMany => StatusCode::BAD_REQUEST,
        };
        Self(status, cannot.to_string())
    }
}

type Answer = Result<Json<Value>, Refused>;

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

#[derive(Deserialize)]
struct After {
    after: Option<i64>,
}

async fn messages(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(query): Query<After>,
) -> Answer {
    let after = query.after.unwrap_or(0).max(0);
    side.shared.with(|world, _| {
        let chat = world.chats.by_id.get(&chat).ok_or(Cannot::NoChat)?;
        let list = chat.messages.range(after + 1..).take(MAX_MESSAGES);
        Ok(Json(list.map(|(_, stored)| stored.shown()).collect()))
    })
}

/// Where somebody is.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Location {
    latitude: f64,
    longitude: f64,
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
    /// The message that this is a reply to.
    reply_to: Option<i64>,
    /// The topic of a forum.
    message_thread_id: Option<i64>,
}

async fn write(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Json(what): Json<Writing>,
) -> Answer {
    let object = |name, value: Option<Value>| value.map(|value| Content::Object(name, value));
    let all = [
        what.text.map(Content::Text),
        what.sticker.map(Content::Sticker),
        what.dice.map(Content::Dice),
        object("location", what.location.map(|location| json!(location))),
        object("contact", what.contact.map(|contact| json!(contact))),
    ];
    let mut given = all.into_iter().flatten();
    let (Some(content), None) = (given.next(), given.next()) else {
        let text = "set exactly one of text, sticker, dice, location and contact".to_owned();
        return Err(Refused(StatusCode::BAD_REQUEST, text));
    };
    let place = Place { reply_to: what.reply_to, thread: what.message_thread_id };
    let write = |world: &mut World, now| world.write(now, chat, what.user_id, content, place);
    let id = side.shared.with(write)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Sending {
    user_id: i64,
    /// `photo`, `document` and so on; without it `document`.
    kind: Option<String>,
    name: Option<String>,
    caption: Option<String>,
    /// The message that this is a reply to.
    reply_to: Option<i64>,
    /// What the files of one album have in common.
    album: Option<String>,
    message_thread_id: Option<i64>,
}

/// A file, which is the whole body.
async fn send_file(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(what): Query<Sending>,
    body: Bytes,
) -> Answer {
    let kind = Kind::named(what.kind.as_deref().unwrap_or("document")).ok_or(Cannot::BadFile)?;
    let (name, caption) = (what.name.unwrap_or_default(), what.caption.unwrap_or_default());
    let content = Content::File { kind, name, content: body, caption, album: what.album };
    let place = Place { reply_to: what.reply_to, thread: what.message_thread_id };
    let write = |world: &mut World, now| world.write(now, chat, what.user_id, content, place);
    let id = side.shared.with(write)?;
    Ok(Json(json!({ "message_id": id })))
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
    data: String,
}

async fn press(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Json(what): Json<Pressing>,
) -> Answer {
    let id = side
        .shared
        .with(|world, now| world.press(now, chat, what.user_id, what.message_id, &what.data))?;
    Ok(Json(json!({ "callback_query_id": id })))
}

/// The commands that the bot offers the person of a chat, in their language.
async fn commands(State(side): State<Side>, Path(chat): Path<i64>) -> Answer {
    side.shared.with(|world, _| {
        let person = world.people.get(&chat).ok_or(Cannot::NoChat)?;
        let language = person.language_code.as_deref().unwrap_or_default();
        Ok(Json(json!(methods::commands::shown(&world.commands, chat, language))))
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
        let found = world.chats.search(words, MAX_MESSAGES, MAX_FOUND);
        Json(found.into_iter().map(|stored| stored.shown()).collect())
    })
}

/// The flood limits in force, and what was refused since they were set.
async fn limits(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, _| {
        Json(json!({ "limits": world.gauge.limits(), "flooded": world.gauge.flooded() }))
    })
}

/// New flood limits; what was sent before them counts for nothing.
async fn set_limits(State(side): State<Side>, Json(limits): Json<Limits>) -> Answer {
    if let Some(problem) = limits.problem() {
        return Err(Refused(StatusCode::BAD_REQUEST, problem.to_owned()));
    }
    side.shared.with(|world, _| world.gauge = Gauge::new(limits));
    Ok(Json(json!({})))
}

async fn no_limits(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, _| world.gauge = Gauge::default());
    Json(json!({}))
}

#[derive(Deserialize)]
struct Skipping {
    skip_seconds: u64,
}

/// Lets time pass for Telegram that does not pass for anybody else.
async fn skip(State(side): State<Side>, Json(what): Json<Skipping>) -> Answer {
    match side.shared.with(|world, _| world.skip(Duration::from_secs(what.skip_seconds))) {
        true => Ok(Json(json!({}))),
        false => {
            let text = format!("no more than {} seconds in all", MAX_SKIPPED.as_secs());
            Err(Refused(StatusCode::BAD_REQUEST, text))
        }
    }
}

/// Any update, also one that no bot can understand: only its id is added.
async fn inject(State(side): State<Side>, body: String) -> Answer {
    let bad = |text: String| Refused(StatusCode::BAD_REQUEST, text);
    let body = RawValue::from_string(body).map_err(|error| bad(error.to_string()))?;
    let value: Value = serde_json::from_str(body.get()).map_err(|error| bad(error.to_string()))?;
    let kind = value.as_object().and_then(|object| object.keys().next());
    let kind = kind.cloned().unwrap_or_default();
    let content = &value[&kind];
    let chat = content["chat"]["id"].as_i64().or(content["message"]["chat"]["id"].as_i64());
    side.shared
        .with(|world, now| world.issue_raw(now, &kind, chat, &body))
        .map(|id| Json(json!({ "update_id": id })))
        .ok_or_else(|| bad("the queue is full, or the update is too long".to_owned()))
}

#[derive(Deserialize)]
struct LedgerQuery {
    chat: Option<i64>,
    after: Option<u64>,
}

async fn ledger(State(side): State<Side>, Query(query): Query<LedgerQuery>) -> Json<Ledger> {
    side.shared.with(|world, _| {
        let confirmed = world.polling.confirmed();
        Json(world.books.extract(confirmed, query.chat, query.after.unwrap_or(0)))
    })
}

/// What the bot's owner chooses for it; what is absent stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choosing {
    privacy: Option<bool>,
    inline: Option<bool>,
}

async fn set_manners(State(side): State<Side>, Json(what): Json<Choosing>) -> Json<Value> {
    side.shared.with(|world, _| {
        let old = world.manners;
        world.manners = Manners {
            privacy: what.privacy.unwrap_or(old.privacy),
            inline: what.inline.unwrap_or(old.inline),
        };
        world.changes.put(Table::Facts, "manners", &world.manners);
    });
    Json(json!({}))
}

async fn bot(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, _| {
        Json(json!({
            "token": world.token,
            "run": world.feed.run.to_string(),
            "last_event": world.feed.last_id(),
            "id": world.bot.id,
            "name": world.bot.first_name,
            "username": world.bot.username,
            "privacy": world.manners.privacy,
            "inline": world.manners.inline,
            "api_url": format!("http://{}", side.api),
        }))
    })
}

async fn file(uri: Uri) -> Response {
    match page::file(uri.path()) {
        Some(file) => ([(header::CONTENT_TYPE, file.content_type)], file.body).into_response(),
        None => Refused(StatusCode::NOT_FOUND, "no such page".to_owned()).into_response(),
    }
}

#[derive(Deserialize)]
struct EventsQuery {
    after: Option<u64>,
}

/// The events after `Last-Event-ID` (or `after`), without them those from now on.
async fn events(
    State(side): State<Side>,
    Query(query): Query<EventsQuery>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let resumed = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let (last, news) = side.shared.with(|world, _| (world.feed.last_id(), world.feed.watch()));
    // A number that was not given out yet is from an earlier run: everything is new to that watcher.
    let asked = resumed.or(query.after).map(|id| if id > last { 0 } else { id });
    let watcher =
        Watcher { side, news, after: asked.unwrap_or(last), ready: Vec::new().into_iter() };
    let stream = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok(event), watcher))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

/// One stream of events.
struct Watcher {
    side: Side,
    news: watch::Receiver<u64>,
    after: u64,
    ready: std::vec::IntoIter<Event>,
}

impl Watcher {
    /// The next event; `None` when the emulator stops.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.next() {
                return Some(event);
            }
            self.news.borrow_and_update();
            self.read();
            if self.ready.len() == 0 {
                tokio::select! {
                    changed = self.news.changed() => changed.ok()?,
                    _ = self.side.stop.wait_for(|stop| *stop) => return None,
                }
            }
        }
    }

    fn read(&mut self) {
        let (batch, lost) = self.side.shared.with(|world, _| world.feed.after(self.after));
        let mut ready = Vec::with_capacity(batch.len() + 1);
        if lost > 0 {
            ready.push(Event::default().event("lost").data(format!("{{\"count\":{lost}}}")));
        }
        for event in batch {
            self.after = event.id;
            ready
                .push(Event::default().id(event.id.to_string()).event(event.kind).data(event.json));
        }
        self.ready = ready.into_iter();
    }
}
