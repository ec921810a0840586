//! The button beside the field in which one writes.
//!
//! <https://core.telegram.org/bots/api#setchatmenubutton>

use serde_json::{Value, json};

use super::{chat_param, object};
use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::params::Params;
use crate::world::World;

pub(super) fn set(world: &mut World, params: &Params) -> Outcome {
    let chat = private(world, params)?;
    let button = match params.get("menu_button") {
        "" => json!({ "type": "default" }),
        _ => object(params, "menu_button").ok_or_else(invalid)?,
    };
    let button = match button["type"].as_str() {
        Some("web_app") => {
            let (text, url) = (&button["text"], &button["web_app"]["url"]);
            let https = url.as_str().is_some_and(|url| url.starts_with("https://"));
            if !https || text.as_str().is_none_or(str::is_empty) {
                return Err(Refusal::bad_request("BUTTON_INVALID"));
            }
            json!({ "type": "web_app", "text": text, "web_app": { "url": url } })
        }
        Some(kind @ ("default" | "commands")) => json!({ "type": kind }),
        _ => return Err(invalid()),
    };
    world.menus.insert(chat, button);
    world.changes.put(Table::Facts, "menus", &world.menus);
    Success::done()
}

/// The button of a chat, or the one of all chats that have none of their own.
pub(super) fn get(world: &World, params: &Params) -> Outcome {
    let chat = private(world, params)?;
    Success::of(&shown(world, chat))
}

/// What a person sees in a chat.
pub(crate) fn shown(world: &World, chat: i64) -> Value {
    let own = world.menus.get(&chat).filter(|button| button["type"] != "default");
    let button = own.or_else(|| world.menus.get(&0));
    match button.filter(|button| button["type"] != "default") {
        Some(button) => button.clone(),
        None => json!({ "type": "commands" }),
    }
}

/// The private chat a call names; 0 if it means all.
fn private(world: &World, params: &Params) -> Result<i64, Refusal> {
    if params.get("chat_id").is_empty() {
        return Ok(0);
    }
    let known = chat_param(params).and_then(|id| world.chats.known_to_bot(id));
    match known {
        Some(chat) if chat.info.is_private() => Ok(chat.info.id),
        Some(_) => Err(Refusal::bad_request("chat must be a private chat")),
        None => Err(Refusal::bad_request("chat not found")),
    }
}

fn invalid() -> Refusal {
    Refusal::bad_request("can't parse MenuButton")
}
