//! The lists of commands, one for each scope and language.
//!
//! <https://core.telegram.org/bots/api#setmycommands>

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::answer::{Outcome, Refusal, Success};
use crate::changes::Table;
use crate::params::Params;
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

pub(super) fn set(world: &mut World, params: &Params) -> Outcome {
    let commands = read(params.get("commands"))?;
    let key = key(params)?;
    if commands.is_empty() {
        return remove(world, &key);
    }
    if world.commands.len() >= MAX_LISTS && !world.commands.contains_key(&key) {
        return Err(Refusal::bad_request("too many lists of commands"));
    }
    world.changes.put(Table::Commands, &key, &commands);
    world.commands.insert(key, commands);
    Success::done()
}

pub(super) fn get(world: &World, params: &Params) -> Outcome {
    let none = Vec::new();
    Success::of(world.commands.get(&key(params)?).unwrap_or(&none))
}

/// The commands a person is shown in their private chat: the list of the narrowest scope and of their language wins.
///
/// <https://core.telegram.org/bots/api#determining-list-of-commands>
pub(crate) fn shown<'a>(commands: &'a Commands, chat: i64, language: &str) -> &'a [BotCommand] {
    let scopes = [
        json!({ "type": "chat", "chat_id": chat }),
        json!({ "type": "all_private_chats" }),
        json!({ "type": "default" }),
    ];
    // Lists are kept for two-letter languages; people may speak `pt-br`.
    let language = language.split('-').next().unwrap_or_default();
    let keys = scopes.iter().flat_map(|scope| [language, ""].map(|of| format!("{scope} {of}")));
    keys.filter_map(|key| commands.get(&key)).next().map_or(&[], Vec::as_slice)
}

pub(super) fn delete(world: &mut World, params: &Params) -> Outcome {
    remove(world, &key(params)?)
}

fn remove(world: &mut World, key: &str) -> Outcome {
    world.commands.remove(key);
    world.changes.delete(Table::Commands, key);
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
    let command: BotCommand = serde_json::from_value(value)
        .map_err(|error| Refusal::bad_request(&format!("can't parse BotCommand: {error}")))?;
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
fn key(params: &Params) -> Result<String, Refusal> {
    let scope = match params.get("scope") {
        "" => "{\"type\":\"default\"}".to_owned(),
        text => {
            let value: Value = serde_json::from_str(text)
                .map_err(|_| Refusal::bad_request("can't parse BotCommandScope JSON object"))?;
            if !value.is_object() {
                return Err(Refusal::bad_request("BotCommandScope must be an Object"));
            }
            value.to_string()
        }
    };
    let language = params.get("language_code");
    let is_language = language.is_empty()
        || (language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()));
    match is_language {
        true => Ok(format!("{scope} {language}")),
        false => Err(Refusal::bad_request("invalid language code specified")),
    }
}
