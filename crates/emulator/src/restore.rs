//! Reads the world of an earlier run from its file.
//!
//! In files from before there could be several bots, what belongs to a bot has no bot's id in its key: it is the first
//! one's, and is written down anew under a key of today.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::bots::{Bot, BotId, NewBot, introduce};
use crate::changes::Table;
use crate::chats::{Chat, Stored};
use crate::clock::Now;
use crate::files::File;
use crate::identity;
use crate::members::Status;
use crate::methods::{profile, webhook};
use crate::model::User;
use crate::polling::Polling;
use crate::presses::{Press, Presses};
use crate::queue::{Event, Queue};
use crate::room::Room;
use crate::store::{Store, StoreError};
use crate::webhook::Setting;
use crate::world::World;

/// Ids that may have been given out in the moments a killed emulator did not write down. They are
/// left out, because a bot that saw them takes what comes under them again for the same.
const UNWRITTEN: i64 = 100_000;

/// The bots of a world: those that are asked for, and after them the others of the earlier run; one, if there is none.
///
/// Before there could be several, the bot of the earlier run was not kept beside another.
pub(crate) fn cast(asked: Vec<NewBot>, store: Option<&Store>) -> Result<Vec<NewBot>, StoreError> {
    let mut known: Vec<(usize, NewBot)> = Vec::new();
    if let Some(store) = store {
        known.extend(store.rows(Table::Bots)?.into_iter().map(|(_, row)| row));
        known.sort_by_key(|(place, _)| *place);
        if known.is_empty() && asked.is_empty() {
            known.extend(store.fact("token")?.map(|token: String| (0, NewBot::with_token(token))));
        }
    }
    let id = |bot: &NewBot| bot.token.as_deref().and_then(|token| identity::bot_id(token).ok());
    let mut cast = asked;
    let mut others = Vec::new();
    for (_, earlier) in known {
        match cast.iter_mut().find(|bot| id(bot).is_some() && id(bot) == id(&earlier)) {
            Some(bot) => {
                bot.name = bot.name.take().or(earlier.name);
                bot.username = bot.username.take().or(earlier.username);
            }
            None => others.push(earlier),
        }
    }
    for bot in &mut cast {
        introduce(bot, &others);
    }
    cast.extend(others);
    Ok(cast)
}

/// Puts everything the file knows into a new world.
pub(crate) fn fill(world: &mut World, now: Now, store: &Store) -> Result<(), StoreError> {
    for (place, (id, bot)) in world.bots.iter().enumerate() {
        world.changes.put(Table::Bots, id.get(), &(place, bot.row()));
    }
    let skip = if store.was_cut_off()? { UNWRITTEN } else { 0 };
    world.next_user_id += skip;
    for (_, user) in store.rows::<User>(Table::People)? {
        world.next_user_id = world.next_user_id.max(user.id + 1 + skip);
        world.people.insert(user.id, user);
    }
    chats(world, store)?;
    world.chats.made = store.fact("chats_made")?.unwrap_or(0) + skip;
    world.close_restored_polls(now);
    world.chats.last_message_id = store.fact("last_message_id")?.unwrap_or(0) + skip;
    files(world, store)?;
    for (bot, key, commands) in of_bots(world, store, Table::Commands, |_| true)? {
        world.bots[bot].commands.insert(key, commands);
    }
    presses(world, store)?;
    world.sticker_sets = store.fact("sticker_sets")?.unwrap_or_default();
    world.emoji_statuses = store.fact("emoji_statuses")?.unwrap_or_default();
    world.emoji_statuses.claim(world.bots.first());
    facts(world, now, store, skip)
}

/// A row with the bot that it belongs to, if it belongs to one.
type Row<T> = (Option<BotId>, String, T);

/// The rows of a table; `of_one` says of rows without a bot's id whether they belong to the only bot there was.
fn rows<T: Serialize + DeserializeOwned>(
    world: &mut World,
    store: &Store,
    table: Table,
    of_one: impl Fn(&str, &T) -> bool,
) -> Result<Vec<Row<T>>, StoreError> {
    let first = world.bots.first();
    let mut list = Vec::new();
    for (key, value) in store.rows::<T>(table)? {
        let owner = key.split_once(':').and_then(|(id, rest)| Some((id.parse().ok()?, rest)));
        match owner {
            Some((id, rest)) => {
                list.extend(world.bots.find(id).map(|bot| (Some(bot), rest.to_owned(), value)));
            }
            None if of_one(&key, &value) => {
                world.changes.delete(table, &key);
                world.changes.put(table, first.key(&key), &value);
                list.push((Some(first), key, value));
            }
            None => list.push((None, key, value)),
        }
    }
    Ok(list)
}

/// Those rows of a table that belong to bots.
fn of_bots<T: Serialize + DeserializeOwned>(
    world: &mut World,
    store: &Store,
    table: Table,
    of_one: impl Fn(&str) -> bool,
) -> Result<Vec<(BotId, String, T)>, StoreError> {
    let rows = rows(world, store, table, |key, _| of_one(key))?.into_iter();
    Ok(rows.filter_map(|(bot, key, value)| Some((bot?, key, value))).collect())
}

fn chats(world: &mut World, store: &Store) -> Result<(), StoreError> {
    let room = |bot: Option<BotId>, id| bot.map_or(Room::Many(id), |bot| Room::of(bot, id));
    for (bot, _, mut chat) in rows::<Chat>(world, store, Table::Chats, |_, chat| chat.info.id > 0)?
    {
        let room = room(bot, chat.info.id);
        if claim(world.bots.first(), &mut chat) {
            world.save_chat(room);
        }
        world.chats.insert(room, chat);
    }
    // Everybody has a chat with the first bot, also if it is the first one only now.
    for person in world.people.keys().copied().collect::<Vec<_>>() {
        world.room(world.bots.first(), person);
    }
    let private = |_: &str, stored: &Stored| stored.message.chat.id > 0;
    for (bot, _, stored) in rows(world, store, Table::Messages, private)? {
        if let Some(chat) = world.chats.by_room.get_mut(&room(bot, stored.message.chat.id)) {
            chat.messages.insert(stored.message.message_id, Box::new(stored));
        }
    }
    Ok(())
}

/// Names the only bot there was where a group of that time did not have to; tells whether it was one.
fn claim(bot: BotId, chat: &mut Chat) -> bool {
    let Some(group) = chat.group.as_mut().filter(|group| chat.begun && group.bots.is_empty())
    else {
        return false;
    };
    group.bots.insert(bot.get());
    for invite in &mut group.invites {
        invite.creator = bot.get();
    }
    for status in group.members.values_mut() {
        if let Status::Administrator { by_bot: Some(by), .. } = status {
            *by = bot.get();
        }
    }
    true
}

fn presses(world: &mut World, store: &Store) -> Result<(), StoreError> {
    let mut open: BTreeMap<BotId, BTreeMap<u64, Press>> = BTreeMap::new();
    for (bot, id, press) in of_bots(world, store, Table::Presses, |_| true)? {
        if let Ok(id) = id.parse() {
            open.entry(bot).or_default().insert(id, press);
        }
    }
    for (bot, open) in open {
        world.bots[bot].presses = Presses::restored(open);
    }
    Ok(())
}

/// Single values that belong to a bot.
const FACTS: [&str; 8] = [
    "allowed_updates",
    "games",
    "manners",
    "menus",
    "next_update_id",
    "payments",
    "profile",
    "webhook",
];

fn facts(world: &mut World, now: Now, store: &Store, skip: i64) -> Result<(), StoreError> {
    let mut queues: BTreeMap<BotId, Vec<Event>> = BTreeMap::new();
    for (bot, _, event) in of_bots::<Event>(world, store, Table::Queue, |_| true)? {
        queues.entry(bot).or_default().push(event);
    }
    let is_bots = |key: &str| FACTS.contains(&key);
    for (id, key, value) in of_bots::<Value>(world, store, Table::Facts, is_bots)? {
        let bot = &mut world.bots[id];
        let read = match key.as_str() {
            "next_update_id" => serde_json::from_value::<i64>(value).map(|next| {
                let mut events = queues.remove(&id).unwrap_or_default();
                events.sort_by_key(|event| event.id);
                let mut queue = Queue::restored(next + skip, events);
                queue.expire(now.unix);
                bot.polling = Polling::new(queue);
            }),
            _ => fact(bot, now, &key, value),
        };
        read.map_err(|source| StoreError::Row { table: Table::Facts.name(), key, source })?;
    }
    world.resume_subscriptions(now);
    Ok(())
}

fn fact(bot: &mut Bot, now: Now, key: &str, value: Value) -> serde_json::Result<()> {
    match key {
        "allowed_updates" => _ = bot.allowed.update(&value.to_string()),
        "games" => bot.games = serde_json::from_value(value)?,
        "manners" => bot.manners = serde_json::from_value(value)?,
        "menus" => bot.menus = serde_json::from_value(value)?,
        "payments" => bot.payments = serde_json::from_value(value)?,
        "profile" => {
            bot.profile = serde_json::from_value(value)?;
            profile::rename(bot);
        }
        "webhook" => {
            if let Some(setting) = serde_json::from_value::<Option<Setting>>(value)? {
                webhook::restore(bot, now, setting);
            }
        }
        _ => {}
    }
    Ok(())
}

fn files(world: &mut World, store: &Store) -> Result<(), StoreError> {
    let mut files = store.rows::<File>(Table::Files)?;
    files.sort_by_key(|(_, file)| file.number);
    for (id, file) in files {
        let content = store.bytes(Table::Contents, &id)?.map(Into::into);
        world.files.restore(file, content);
    }
    Ok(())
}
