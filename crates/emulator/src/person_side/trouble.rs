//! What a test breaks on purpose, over HTTP: faults, flood limits, the link, a restart, and time that passes.

use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{About, Answer, Refused, Side};
use crate::connections::Outage;
use crate::faults::{Fault, MAX_DELAY, MAX_FAULTS};
use crate::feed::Happening;
use crate::limits::{Gauge, Limits};
use crate::link::Link;
use crate::world::MAX_SKIPPED;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/link", get(link).put(set_link).delete(no_link))
        .route("/restart", post(restart))
        .route("/limits", get(limits).put(set_limits).delete(no_limits))
        .route("/clock", post(skip))
}

fn bad(text: impl Into<String>) -> Refused {
    Refused(StatusCode::BAD_REQUEST, text.into())
}

async fn faults(State(side): State<Side>) -> Json<Vec<Fault>> {
    side.shared.with(|world, now| Json(world.faults.list(now.instant)))
}

async fn add_fault(State(side): State<Side>, Json(fault): Json<Fault>) -> Answer {
    if let Some(problem) = fault.problem() {
        return Err(bad(problem));
    }
    let added: Result<_, Refused> = side.shared.with(|world, now| {
        About { bot: fault.bot }.bot(world)?;
        let fits = world.faults.add(now.instant, fault.clone());
        if fits {
            world.feed.publish(&Happening::Fault(fault));
        }
        Ok(fits)
    });
    match added? {
        true => Ok(Json(json!({}))),
        false => Err(bad(format!("there are {MAX_FAULTS} faults already"))),
    }
}

async fn clear_faults(State(side): State<Side>) -> Json<Value> {
    side.shared.with(|world, _| {
        world.faults.clear();
        for bot in world.bots.ids() {
            world.bots[bot].webhook.release();
        }
        world.feed.publish(&Happening::NoFaults {});
    });
    Json(json!({}))
}

async fn link(State(side): State<Side>, Query(about): Query<About>) -> Result<Json<Link>, Refused> {
    side.shared.with(|world, _| about.bot(world))?;
    Ok(Json(side.shared.link().borrow().of(about.bot).clone()))
}

/// The link of one bot, or of all.
async fn set_link(
    State(side): State<Side>,
    Query(about): Query<About>,
    Json(link): Json<Link>,
) -> Answer {
    side.shared.with(|world, _| about.bot(world))?;
    match link.problem() {
        Some(problem) => Err(bad(problem)),
        None => {
            side.shared.set_link(about.bot, link);
            Ok(Json(json!({})))
        }
    }
}

async fn no_link(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    side.shared.with(|world, _| about.bot(world))?;
    side.shared.set_link(about.bot, Link::default());
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Restarting {
    down_ms: u64,
}

/// Answers when every connection is cut; the server comes back by itself.
async fn restart(State(side): State<Side>, Json(what): Json<Restarting>) -> Answer {
    let down = Duration::from_millis(what.down_ms);
    if down > MAX_DELAY {
        return Err(bad("down_ms is at most 300000"));
    }
    let (cut, done) = oneshot::channel();
    // It fails only while the emulator stops, which cuts connections, too.
    if side.restarts.send(Outage { down, cut }).await.is_ok() {
        let _ = done.await;
    }
    Ok(Json(json!({})))
}

/// The flood limits in force for a bot, and what was refused since they were set.
async fn limits(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    side.shared.with(|world, _| {
        let gauge = &world.bots[about.bot(world)?].gauge;
        Ok(Json(json!({ "limits": gauge.limits(), "flooded": gauge.flooded() })))
    })
}

/// Sets the flood limits of one bot, or of all and those to come.
fn limit(side: &Side, about: About, limits: Limits) -> Answer {
    side.shared.with(|world, _| {
        match about.bot {
            None => world.limit_all(limits),
            Some(_) => {
                let bot = about.bot(world)?;
                world.bots[bot].gauge = Gauge::new(limits);
            }
        }
        Ok(Json(json!({})))
    })
}

/// New flood limits; what was sent before them counts for nothing.
async fn set_limits(
    State(side): State<Side>,
    Query(about): Query<About>,
    Json(limits): Json<Limits>,
) -> Answer {
    match limits.problem() {
        Some(problem) => Err(bad(problem)),
        None => limit(&side, about, limits),
    }
}

async fn no_limits(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    limit(&side, about, Limits::default())
}

#[derive(Deserialize)]
struct Skipping {
    skip_seconds: u64,
}

/// Lets time pass for Telegram that does not pass for anybody else.
async fn skip(State(side): State<Side>, Json(what): Json<Skipping>) -> Answer {
    match side.shared.with(|world, _| world.skip(Duration::from_secs(what.skip_seconds))) {
        true => Ok(Json(json!({}))),
        false => Err(bad(format!("no more than {} seconds in all", MAX_SKIPPED.as_secs()))),
    }
}
