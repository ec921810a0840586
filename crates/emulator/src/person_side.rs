//! The person's side: people, chats, faults, limits, events and the ledger over HTTP, and the chat page.
//!
//! Knows nothing of the Bot API's front; both meet in the world only.

mod bot;
mod bots;
mod doings;
mod events;
mod gatherings;
mod offers;
mod reading;
mod recording;
mod talking;
mod trouble;
mod waiting;

use std::net::SocketAddr;

use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use crate::bots::{BadBot, BotId};
use crate::chats::Chat;
use crate::connections::Outage;
use crate::page;
use crate::people::Cannot;
use crate::room::Room;
use crate::shared::Shared;
use crate::world::World;

/// Bytes of a body: those of a file that a person sends.
const MAX_BODY: usize = 51 << 20;

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
        .merge(talking::routes())
        .merge(reading::routes())
        .merge(doings::routes())
        .merge(gatherings::routes())
        .merge(offers::routes())
        .merge(bot::routes())
        .merge(bots::routes())
        .merge(trouble::routes())
        .merge(waiting::routes())
        .merge(events::routes())
        .merge(recording::routes())
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

impl From<BadBot> for Refused {
    fn from(bad: BadBot) -> Self {
        Self(StatusCode::BAD_REQUEST, bad.to_string())
    }
}

/// The bot that a request is about; without it the first.
#[derive(Debug, Clone, Copy, Deserialize)]
struct About {
    bot: Option<i64>,
}

impl About {
    /// The bot.
    fn bot(self, world: &World) -> Result<BotId, Refused> {
        let Some(id) = self.bot else {
            return Ok(world.bots.first());
        };
        let unknown =
            || Refused(StatusCode::NOT_FOUND, format!("no bot has the id {id}: see /bots"));
        world.bots.find(id).ok_or_else(unknown)
    }

    /// The chat that is meant by a number, when one looks at the bot.
    fn room(self, world: &mut World, chat: i64) -> Result<Room, Refused> {
        let bot = self.bot(world)?;
        Ok(world.room(bot, chat))
    }

    /// That chat itself.
    fn chat(self, world: &mut World, chat: i64) -> Result<&Chat, Refused> {
        let room = self.room(world, chat)?;
        Ok(world.chats.by_room.get(&room).ok_or(Cannot::NoChat)?)
    }

    /// The bot, and where the chat is.
    fn place(self, world: &mut World, chat: i64) -> Result<(BotId, Room), Refused> {
        let bot = self.bot(world)?;
        Ok((bot, world.room(bot, chat)))
    }
}

type Answer = Result<Json<Value>, Refused>;

/// The answer to something that was done, of which there is nothing to tell.
fn done(did: Result<(), Refused>) -> Answer {
    did?;
    Ok(Json(json!({})))
}

/// The answer to a message that was sent: its number.
fn sent(id: Result<i64, Refused>) -> Answer {
    Ok(Json(json!({ "message_id": id? })))
}

async fn file(uri: Uri) -> Response {
    match page::file(uri.path()) {
        Some(file) => ([(header::CONTENT_TYPE, file.content_type)], file.body).into_response(),
        None => Refused(StatusCode::NOT_FOUND, "no such page".to_owned()).into_response(),
    }
}
