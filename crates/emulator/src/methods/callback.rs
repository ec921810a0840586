//! <https://core.telegram.org/bots/api#answercallbackquery>

use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::clock::Now;
use crate::feed::Happening;
use crate::ledger::Entry;
use crate::params::Params;
use crate::world::World;

pub(super) fn answer(world: &mut World, now: Now, params: &Params) -> Outcome {
    check_url(world, now, params)?;
    let Some((number, press)) = world.presses.answer(now.unix, params.get("callback_query_id"))
    else {
        return Err(Refusal::too_late());
    };
    world.changes.delete(Table::Presses, number);
    let text = params.get("text").to_owned();
    world.accept(
        now,
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
        chat_id: press.chat,
        user_id: press.user,
        message_id: press.message_id,
        callback_query_id: number.to_string(),
        text,
        show_alert: params.boolean("show_alert"),
        url: params.get("url").to_owned(),
    });
    Success::done()
}

/// Only a game may be opened, and otherwise only the bot itself.
fn check_url(world: &World, now: Now, params: &Params) -> Result<(), Refusal> {
    let url = params.get("url");
    let game = world.presses.open(now.unix, params.get("callback_query_id"));
    if url.is_empty() || game.is_none_or(|press| press.game) {
        return Ok(());
    }
    let path = ["https://t.me/", "http://t.me/", "t.me/"];
    let path = path.iter().find_map(|start| url.strip_prefix(start));
    let name = path.and_then(|path| path.split(['?', '/']).next()).unwrap_or_default();
    let own = world.bot.username.as_deref().unwrap_or_default();
    match name.eq_ignore_ascii_case(own) {
        true => Ok(()),
        false => Err(Refusal::bad_request("URL_INVALID")),
    }
}
