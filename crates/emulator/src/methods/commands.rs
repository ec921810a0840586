//! The lists of commands, one for each scope and language.
//!
//! <https://core.telegram.org/bots/api#setmycommands>

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Act;
use super::access::chat_named;
use crate::answer::{Outcome, Refusal, Success};
use crate::bots::BotId;
use crate::changes::Table;
use crate::clock::Now;
use crate::params::Params;
use crate::room::Room;
use crate::world::World;

/// Commands of one list.
const MAX_COMMANDS: usize = 100;
/// Lists kept; a real bot has a few.
const MAX_LISTS: usize = 10_000;

/// A command as the bot describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BotCommand {
    command: String,
    description: String,
}

/// The lists by scope and language, the key being both in one text.
pub(crate) type Commands = BTreeMap<String, Vec<BotCommand>>;

pub(super) fn set(world: &mut World, act: Act<'_>) -> Outcome {
    let commands = read(act.get("commands"))?;
    let key = key(world, act)?;
    if commands.is_empty() {
        return remove(world, act, &key);
    }
    if world.bots[act.bot].commands.len() >= MAX_LISTS
        && !world.bots[act.bot].commands.contains_key(&key)
    {
        return Err(Refusal::bad_request("too many lists of commands"));
    }
    world.changes.put(Table::Commands, act.bot.key(&key), &commands);
    world.bots[act.bot].commands.insert(key, commands);
    Success::done()
}

pub(super) fn get(world: &World, act: Act<'_>) -> Outcome {
    let none = Vec::new();
    Success::of(world.bots[act.bot].commands.get(&key(world, act)?).unwrap_or(&none))
}

/// The commands of a bot that a person is shown in a chat: the list of the narrowest scope and of their language wins.
///
/// <https://core.telegram.org/bots/api#determining-list-of-commands>
pub(crate) fn shown(
    world: &World,
    now: Now,
    (bot, room): (BotId, Room),
    user: i64,
) -> Vec<BotCommand> {
    let id = room.chat_id();
    let of = |kind: &str| json!({ "type": kind });
    let of_chat = |kind: &str| json!({ "type": kind, "chat_id": id });
    let scopes = match room.bot().is_some() {
        true => vec![of_chat("chat"), of("all_private_chats"), of("default")],
        false => {
            let manages = world.status_of(now, room, user).manages();
            let of_member = json!({ "type": "chat_member", "chat_id": id, "user_id": user });
            let mut scopes = vec![of_member];
            scopes.extend(manages.then(|| of_chat("chat_administrators")));
            scopes.push(of_chat("chat"));
            scopes.extend(manages.then(|| of("all_chat_administrators")));
            scopes.extend([of("all_group_chats"), of("default")]);
            scopes
        }
    };
    // Lists are kept for two-letter languages; people may speak `pt-br`.
    let language = world.people.get(&user).and_then(|person| person.language_code.as_deref());
    let language = language.unwrap_or_default().split('-').next().unwrap_or_default();
    let keys = scopes.iter().flat_map(|scope| [language, ""].map(|of| format!("{scope} {of}")));
    keys.filter_map(|key| world.bots[bot].commands.get(&key)).next().cloned().unwrap_or_default()
}

pub(super) fn delete(world: &mut World, act: Act<'_>) -> Outcome {
    let key = key(world, act)?;
    remove(world, act, &key)
}

fn remove(world: &mut World, act: Act<'_>, key: &str) -> Outcome {
    world.bots[act.bot].commands.remove(key);
    world.changes.delete(Table::Commands, act.bot.key(key));
    Success::done()
}

fn read(text: &str) -> Result<Vec<BotCommand>, Refusal> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse commands JSON object"))?;
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of BotCommand"));
    };
    if list.len() > MAX_COMMANDS {
        return Err(Refusal::bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    list.into_iter().map(command).collect()
}

fn command(value: Value) -> Result<BotCommand, Refusal> {
    let bad = |what: &str| Refusal::bad_request(&format!("can't parse BotCommand: {what}"));
    if !value.is_object() {
        return Err(bad("expected an Object"));
    }
    if let Some(name) = ["command", "description"].iter().find(|name| value.get(**name).is_none()) {
        return Err(bad(&format!("Can't find field \"{name}\"")));
    }
    let command: BotCommand =
        serde_json::from_value(value).map_err(|error| bad(&error.to_string()))?;
    let name = command.command.trim_start_matches('/').to_owned();
    let is_name = (1..=32).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !is_name {
        return Err(Refusal::bad_request("BOT_COMMAND_INVALID"));
    }
    if !(1..=256).contains(&command.description.chars().count()) {
        return Err(Refusal::bad_request("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok(BotCommand { command: name, ..command })
}

/// The scope in canonical JSON, and the language.
fn key(world: &World, act: Act<'_>) -> Result<String, Refusal> {
    let scope = match act.get("scope") {
        "" => json!({ "type": "default" }),
        text => scope(world, act, text)?,
    };
    Ok(format!("{scope} {}", language(act.params)?))
}

/// A scope as it is kept, however its chat was named.
fn scope(world: &World, act: Act<'_>, text: &str) -> Result<Value, Refusal> {
    let bad = |what: &str| Refusal::bad_request(&format!("can't parse BotCommandScope: {what}"));
    let value: Value = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse BotCommandScope JSON object"))?;
    if !value.is_object() {
        return Err(bad("BotCommandScope must be an Object"));
    }
    let kind = match &value["type"] {
        Value::String(kind) => kind.as_str(),
        Value::Null => return Err(bad("Can't find field \"type\"")),
        _ => return Err(bad("Field \"type\" must be of type String")),
    };
    match kind {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {
            return Ok(json!({ "type": kind }));
        }
        "chat" | "chat_administrators" | "chat_member" => {}
        _ => return Err(bad("Unsupported type specified")),
    }
    let chat = match &value["chat_id"] {
        Value::String(name) => name.clone(),
        Value::Null => return Err(bad("Can't find field \"chat_id\"")),
        id => id.to_string(),
    };
    if chat.is_empty() {
        return Err(bad("Empty chat_id specified"));
    }
    let user = match (&value["user_id"], kind) {
        (_, "chat" | "chat_administrators") => None,
        (Value::Null, _) => return Err(bad("Can't find field \"user_id\"")),
        (id, _) => match id.as_i64().or_else(|| id.as_str()?.parse().ok()) {
            Some(id) if id > 0 => Some(id),
            _ => return Err(bad("Invalid user_id specified")),
        },
    };
    let chat = chat_named(world, act, &chat)?.chat_id();
    Ok(match user {
        None => json!({ "type": kind, "chat_id": chat }),
        Some(user) => json!({ "type": kind, "chat_id": chat, "user_id": user }),
    })
}

/// The language a call names; the empty one is for all.
pub(super) fn language(params: &Params) -> Result<&str, Refusal> {
    let language = params.get("language_code");
    let is_language = language.is_empty()
        || (language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()));
    match is_language {
        true => Ok(language),
        false => Err(Refusal::bad_request("invalid language code specified")),
    }
}
