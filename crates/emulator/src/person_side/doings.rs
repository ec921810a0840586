//! What people do to messages that are there, over HTTP.

use axum::extract::{Path, Query, State};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Side};
use crate::methods;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/chats/{chat}/messages/{message}", put(edit).delete(delete))
        .route("/chats/{chat}/messages/{message}/reactions", put(react))
        .route("/chats/{chat}/messages/{message}/votes", put(vote))
        .route("/chats/{chat}/payments", post(pay))
        .route("/chats/{chat}/inline_queries", post(ask))
        .route("/inline_queries/{query}/choice", post(choose))
        .route("/chats/{chat}/menu", get(menu))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paying {
    user_id: i64,
    /// The number of the message, or the address of an invoice.
    invoice: Value,
}

async fn pay(State(side): State<Side>, Path(chat): Path<i64>, Json(what): Json<Paying>) -> Answer {
    let invoice = what.invoice.as_str().map_or_else(|| what.invoice.to_string(), str::to_owned);
    let id = side.shared.with(|world, now| world.pay(now, chat, what.user_id, &invoice))?;
    Ok(Json(json!({ "pre_checkout_query_id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    user_id: i64,
    query: String,
    #[serde(default)]
    offset: String,
}

async fn ask(State(side): State<Side>, Path(chat): Path<i64>, Json(what): Json<Asking>) -> Answer {
    let id = side
        .shared
        .with(|world, now| world.ask_inline(now, chat, what.user_id, &what.query, &what.offset))?;
    Ok(Json(json!({ "inline_query_id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choosing {
    result_id: String,
}

async fn choose(
    State(side): State<Side>,
    Path(question): Path<String>,
    Json(what): Json<Choosing>,
) -> Answer {
    let id = side.shared.with(|world, now| world.choose(now, &question, &what.result_id))?;
    Ok(Json(json!({ "message_id": id })))
}

/// The button beside the field in which a person writes.
async fn menu(State(side): State<Side>, Path(chat): Path<i64>) -> Json<Value> {
    side.shared.with(|world, _| Json(methods::menu::shown(world, chat)))
}

/// Which message of which chat.
type Which = Path<(i64, i64)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Editing {
    user_id: i64,
    text: String,
}

async fn edit(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Json(what): Json<Editing>,
) -> Answer {
    side.shared.with(|world, now| world.edit(now, chat, what.user_id, id, what.text))?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Who {
    user_id: i64,
}

async fn delete(
    State(side): State<Side>,
    Path((chat, id)): Which,
    Query(who): Query<Who>,
) -> Answer {
    side.shared.with(|world, now| world.delete(now, chat, who.user_id, id))?;
    Ok(Json(json!({})))
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
    Json(what): Json<Reacting>,
) -> Answer {
    side.shared.with(|world, now| world.react_with(now, chat, what.user_id, id, &what.emoji))?;
    Ok(Json(json!({})))
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
    Json(what): Json<Voting>,
) -> Answer {
    side.shared.with(|world, now| world.vote_for(now, chat, what.user_id, id, what.options))?;
    Ok(Json(json!({})))
}
