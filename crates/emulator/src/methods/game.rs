//! Games: sending them, and scores.
//!
//! <https://core.telegram.org/bots/api#sendgame> and the methods after it.

use serde_json::{Value, json};

use super::Act;
use super::access::{chat_named, user_param};
use super::edit::{self, Target};
use super::message::{UNMODELLED, note, post};
use super::shown::photo_of;
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::games::{self, Force, Table};
use crate::params::{Params, leading_integer};
use crate::world::World;

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let name = required(act.params, "game_short_name")?.to_owned();
    let channel = chat_named(world, act, act.get("chat_id"))
        .ok()
        .and_then(|id| world.chats.by_room.get(&id))
        .is_some_and(|chat| chat.info.is_channel());
    if channel {
        // What Telegram says of it is not known; these are words that its client library once had.
        return Err(Refusal::bad_request("games can't be sent to channel chats"));
    }
    if !games::is_name(&name) {
        return Err(Refusal::bad_request("wrong game short name specified"));
    }
    let game = shown(world, &name);
    post(world, act, "sendGame", |_, message| {
        message.attachment.insert("game".to_owned(), game);
    })
}

/// A game as a message shows it, with a picture that only Telegram is taken to have.
pub(crate) fn shown(world: &World, name: &str) -> Value {
    games::shown(name, &photo_of(world, &format!("game_{name}")))
}

pub(super) fn set_score(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let score = leading_integer(act.get("score"));
    let target = edit::named(world, act, "message to set game score")?;
    let table = Table::of(&target.stored.message);
    let table = table.filter(|_| target.inline || target.stored.is_by(act.bot));
    let Some(table) = table else {
        return Err(Refusal::bad_request("game score can't be set"));
    };
    if !(0..=i64::from(i32::MAX)).contains(&score) {
        return Err(Refusal::bad_request("SCORE_INVALID"));
    }
    let force = if act.params.boolean("force") { Force::Yes } else { Force::No };
    if !world.set_score(act.bot, &table, (user, score), force) {
        return Err(Refusal::bad_request("BOT_SCORE_NOT_MODIFIED"));
    }
    let Target { room, mut stored, inline } = target;
    if edits(act.params) {
        write_scores(world, act, &mut stored, &table);
        world.replace_message(room, stored.clone());
    }
    note(world, act, "setGameScore", &stored);
    match inline {
        true => Success::done(),
        false => Success::of(&stored.message),
    }
}

/// Whether the message is to show the scores; the server still reads the name from before.
fn edits(params: &Params) -> bool {
    match (params.get("disable_edit_message"), params.get("edit_message")) {
        ("", "") => true,
        ("", _) => params.boolean("edit_message"),
        _ => !params.boolean("disable_edit_message"),
    }
}

fn write_scores(world: &World, act: Act<'_>, stored: &mut Stored, table: &Table) {
    if let Some(game) = stored.message.attachment.get_mut("game") {
        game["text"] = world.score_lines(act.bot, table).into();
        if let Value::Object(game) = game {
            game.remove("text_entities");
        }
    }
}

pub(super) fn high_scores(world: &World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let target = edit::named(world, act, "message to get game high scores")?;
    let table = Table::of(&target.stored.message);
    let table = table.ok_or_else(|| Refusal::bad_request("MESSAGE_ID_INVALID"))?;
    let ranks = world.bots[act.bot].games.around(&table, user).into_iter();
    let shown = ranks.map(|rank| {
        json!({ "position": rank.position, "user": world.user(rank.user), "score": rank.score })
    });
    Success::of(&shown.collect::<Vec<_>>())
}
