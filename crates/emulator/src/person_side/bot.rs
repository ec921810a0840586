//! A bot as its owner sees it: what was chosen for it, what it was given and what was accepted from it, over HTTP.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{About, Answer, Refused, Side};
use crate::bots::Manners;
use crate::changes::Table;
use crate::ledger::Ledger;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/bot", get(bot).put(set_manners))
        .route("/ledger", get(ledger))
        .route("/updates", post(inject))
}

/// Any update, also one that no bot can understand: only its id is added.
async fn inject(State(side): State<Side>, Query(about): Query<About>, body: String) -> Answer {
    let bad = |text: String| Refused(StatusCode::BAD_REQUEST, text);
    let body = RawValue::from_string(body).map_err(|error| bad(error.to_string()))?;
    let value: Value = serde_json::from_str(body.get()).map_err(|error| bad(error.to_string()))?;
    let kind = value.as_object().and_then(|object| object.keys().next());
    let kind = kind.cloned().unwrap_or_default();
    let content = &value[&kind];
    let chat = content["chat"]["id"].as_i64().or(content["message"]["chat"]["id"].as_i64());
    let issued: Result<_, Refused> = side.shared.with(|world, now| {
        let bot = about.bot(world)?;
        Ok(world.issue_raw(now, bot, &kind, chat, &body))
    });
    issued?
        .map(|id| Json(json!({ "update_id": id })))
        .ok_or_else(|| bad("the queue is full, or the update is too long".to_owned()))
}

#[derive(Deserialize)]
struct LedgerQuery {
    chat: Option<i64>,
    after: Option<u64>,
}

async fn ledger(
    State(side): State<Side>,
    Query(query): Query<LedgerQuery>,
    Query(about): Query<About>,
) -> Result<Json<Ledger>, Refused> {
    side.shared.with(|world, _| {
        let bot = about.bot(world)?;
        Ok(Json(world.bots[bot].ledger(bot, query.chat, query.after.unwrap_or(0))))
    })
}

/// What the bot's owner chooses for it; what is absent stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choosing {
    privacy: Option<bool>,
    inline: Option<bool>,
    inline_feedback: Option<bool>,
}

async fn set_manners(
    State(side): State<Side>,
    Query(about): Query<About>,
    Json(what): Json<Choosing>,
) -> Answer {
    side.shared.with(|world, _| {
        let bot = about.bot(world)?;
        let old = world.bots[bot].manners;
        let new = Manners {
            privacy: what.privacy.unwrap_or(old.privacy),
            inline: what.inline.unwrap_or(old.inline),
            inline_feedback: what.inline_feedback.unwrap_or(old.inline_feedback),
        };
        world.bots[bot].manners = new;
        world.changes.put(Table::Facts, bot.key("manners"), &new);
        Ok(Json(json!({})))
    })
}

async fn bot(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    side.shared.with(|world, _| {
        let mut json = side.bot_json(&world.bots[about.bot(world)?]);
        json["run"] = world.feed.run.to_string().into();
        json["last_event"] = world.feed.last_id().into();
        Ok(Json(json))
    })
}
