//! What people do to messages that are there, over HTTP.

use axum::extract::{Path, Query, State};
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::talking::Location;
use super::{About, Answer, Side, done};
use crate::people::Cannot;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/chats/{chat}/messages/{message}", put(edit).delete(delete))
        .route("/chats/{chat}/messages/{message}/reactions", put(react))
        .route("/chats/{chat}/messages/{message}/votes", put(vote))
        .route("/chats/{chat}/messages/{message}/options", post(add_option))
}

/// Which message of which chat.
type Which = Path<(i64, i64)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Editing {
    user_id: i64,
    /// Another text or caption.
    text: Option<String>,
    /// Where somebody is now who shares that.
    location: Option<Location>,
}

async fn edit(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(about): Query<About>,
    Json(what): Json<Editing>,
) -> Answer {
    match (what.text, what.location) {
        (Some(text), None) => done(side.shared.with(|world, now| {
            let room = about.room(world, chat)?;
            Ok(world.edit(now, room, what.user_id, id, text)?)
        })),
        (None, Some(place)) => {
            let place = json!(place);
            done(side.shared.with(|world, now| {
                let room = about.room(world, chat)?;
                Ok(world.walk(now, room, what.user_id, id, place)?)
            }))
        }
        _ => Err(Cannot::Nonsense("set exactly one of text and location").into()),
    }
}

#[derive(Deserialize)]
struct Who {
    user_id: i64,
}

async fn delete(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(about): Query<About>,
    Query(who): Query<Who>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.delete(now, room, who.user_id, id)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reacting {
    user_id: i64,
    emoji: Vec<String>,
}

async fn react(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(about): Query<About>,
    Json(what): Json<Reacting>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.react_with(now, room, what.user_id, id, &what.emoji)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voting {
    user_id: i64,
    options: Vec<usize>,
}

async fn vote(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(about): Query<About>,
    Json(what): Json<Voting>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.vote_for(now, room, what.user_id, id, what.options)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Adding {
    user_id: i64,
    text: String,
}

/// Somebody adds an option to a poll that takes it.
async fn add_option(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(about): Query<About>,
    Json(what): Json<Adding>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.add_to_poll(now, room, what.user_id, id, &what.text)?)
    }))
}
