//! All bots over HTTP: listed, and made.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::{Answer, Side};
use crate::bots::{Bot, NewBot};
use crate::feed::Happening;

pub(super) fn routes() -> Router<Side> {
    Router::new().route("/bots", get(bots).post(create))
}

impl Side {
    /// A bot, with all that a program needs to be it.
    pub(super) fn bot_json(&self, bot: &Bot) -> Value {
        json!({
            "token": bot.token,
            "id": bot.user.id,
            "name": bot.user.first_name,
            "username": bot.user.username,
            "privacy": bot.manners.privacy,
            "inline": bot.manners.inline,
            "inline_feedback": bot.manners.inline_feedback,
            "api_url": format!("http://{}", self.api),
        })
    }
}

async fn bots(State(side): State<Side>) -> Json<Value> {
    side.shared
        .with(|world, _| Json(world.bots.iter().map(|(_, bot)| side.bot_json(bot)).collect()))
}

async fn create(State(side): State<Side>, Json(new): Json<NewBot>) -> Answer {
    side.shared.with(|world, now| {
        let id = world.add_bot(now, new)?;
        let json = side.bot_json(&world.bots[id]);
        world.feed.publish(&Happening::Bot(json.clone()));
        Ok(Json(json))
    })
}
