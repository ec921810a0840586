//! The button beside the field in which one writes.
//!
//! <https://core.telegram.org/bots/api#setchatmenubutton>

use serde_json::{Value, json};

use super::Act;
use super::chat_param;
use crate::address::app_problem;
use crate::answer::{Outcome, Refusal, Success};
use crate::bots::BotId;
use crate::changes::Table;
use crate::world::World;

pub(super) fn set(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = private(world, act)?;
    let button = match act.get("menu_button") {
        "" => json!({ "type": "default" }),
        text => serde_json::from_str(text)
            .map_err(|_| Refusal::bad_request("can't parse menu button JSON object"))?,
    };
    let button = match button["type"].as_str() {
        Some("web_app") => {
            let (text, url) = (&button["text"], &button["web_app"]["url"]);
            let (Some(label), Some(address)) = (text.as_str(), url.as_str()) else {
                let missing = if text.is_string() { "web_app" } else { "text" };
                return Err(invalid(&format!("Can't find field \"{missing}\"")));
            };
            if let Some(problem) = app_problem(address) {
                let text = format!("menu button Web App URL '{address}' is invalid: {problem}");
                return Err(Refusal::bad_request(&text));
            }
            if label.is_empty() {
                return Err(Refusal::bad_request("BUTTON_INVALID"));
            }
            json!({ "type": "web_app", "text": text, "web_app": { "url": url } })
        }
        Some(kind @ ("default" | "commands")) => json!({ "type": kind }),
        _ if !button.is_object() => return Err(invalid("MenuButton must be an Object")),
        _ => return Err(invalid("MenuButton has unsupported type")),
    };
    world.bots[act.bot].menus.insert(chat, button);
    let menus = &world.bots[act.bot].menus;
    world.changes.put(Table::Facts, act.bot.key("menus"), menus);
    Success::done()
}

/// The button of a chat, or the one of all chats that have none of their own.
pub(super) fn get(world: &World, act: Act<'_>) -> Outcome {
    let chat = private(world, act)?;
    Success::of(&shown(world, act.bot, chat))
}

/// What a person sees in a bot's chat.
pub(crate) fn shown(world: &World, bot: BotId, person: i64) -> Value {
    let menus = &world.bots[bot].menus;
    let own = menus.get(&person).filter(|button| button["type"] != "default");
    let button = own.or_else(|| menus.get(&0));
    match button.filter(|button| button["type"] != "default") {
        Some(button) => button.clone(),
        None => json!({ "type": "commands" }),
    }
}

/// The private chat a call names; 0 if it means all.
fn private(world: &World, act: Act<'_>) -> Result<i64, Refusal> {
    if act.get("chat_id").is_empty() {
        return Ok(0);
    }
    let room = chat_param(act.params).map(|id| act.room(id));
    let known = room.and_then(|room| world.chats.known_to(act.bot, room));
    match known {
        Some(chat) if chat.info.is_private() => Ok(chat.info.id),
        Some(_) => Err(Refusal::bad_request("chat must be a private chat")),
        None => Err(Refusal::bad_request("chat not found")),
    }
}

fn invalid(what: &str) -> Refusal {
    Refusal::bad_request(&format!("can't parse menu button: {what}"))
}
