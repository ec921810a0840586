//! <https://core.telegram.org/bots/api#answercallbackquery>

use super::Act;
use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::feed::Happening;
use crate::ledger::Entry;
use crate::world::World;

pub(super) fn answer(world: &mut World, act: Act<'_>) -> Outcome {
    check_url(world, act)?;
    let Some((number, press)) =
        world.bots[act.bot].presses.answer(act.now.unix, act.get("callback_query_id"))
    else {
        return Err(Refusal::too_late());
    };
    let at = press.room(world, act.bot).by(act.bot);
    world.changes.delete(Table::Presses, act.bot.key(number));
    let text = act.get("text").to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry {
            method: "answerCallbackQuery".to_owned(),
            chat: Some(press.chat),
            message_id: Some(press.message_id),
            text: Some(text.clone()),
            callback_query_id: Some(number.to_string()),
            ..Entry::default()
        },
    );
    world.feed.publish(&Happening::Toast {
        at,
        user_id: press.user,
        message_id: press.message_id,
        callback_query_id: number.to_string(),
        text,
        show_alert: act.params.boolean("show_alert"),
        url: act.get("url").to_owned(),
    });
    Success::done()
}

/// Only a game may be opened, and otherwise only the bot itself.
fn check_url(world: &World, act: Act<'_>) -> Result<(), Refusal> {
    let url = act.get("url");
    let game = world.bots[act.bot].presses.open(act.now.unix, act.get("callback_query_id"));
    if url.is_empty() || game.is_none_or(|press| press.game) {
        return Ok(());
    }
    let path = ["https://t.me/", "http://t.me/", "t.me/"];
    let path = path.iter().find_map(|start| url.strip_prefix(start));
    let name = path.and_then(|path| path.split(['?', '/']).next()).unwrap_or_default();
    let own = world.bots[act.bot].user.username.as_deref().unwrap_or_default();
    match name.eq_ignore_ascii_case(own) {
        true => Ok(()),
        false => Err(Refusal::bad_request("URL_INVALID")),
    }
}
