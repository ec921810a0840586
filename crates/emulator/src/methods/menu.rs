//! The button beside the field in which one writes.
//!
//! <https://core.telegram.org/bots/api#setchatmenubutton>

use serde_json::{Value, json};

use super::chat_param;
use crate::address::app_problem;
use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::params::Params;
use crate::world::World;

pub(super) fn set(world: &mut World, params: &Params) -> Outcome {
    let chat = private(world, params)?;
    let button = match params.get("menu_button") {
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

fn invalid(what: &str) -> Refusal {
    Refusal::bad_request(&format!("can't parse menu button: {what}"))
}
