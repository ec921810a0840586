//! Reads the world of an earlier run from its file.

use crate::changes::Table;
use crate::chats::{Chat, Stored};
use crate::clock::Now;
use crate::files::File;
use crate::identity;
use crate::methods::{profile, webhook};
use crate::model::User;
use crate::polling::Polling;
use crate::presses::{Press, Presses};
use crate::queue::{Event, Queue};
use crate::store::{Store, StoreError};
use crate::webhook::Setting;
use crate::world::World;

/// Ids that may have been given out in the moments a killed emulator did not write down. They are
/// left out, because a bot that saw them takes what comes under them again for the same.
const UNWRITTEN: i64 = 100_000;

/// Puts everything the file knows into a new world.
pub(crate) fn fill(world: &mut World, now: Now, store: &Store) -> Result<(), StoreError> {
    world.changes.put(Table::Facts, "token", &world.token);
    let skip = if store.was_cut_off()? { UNWRITTEN } else { 0 };
    world.next_user_id += skip;
    for (_, user) in store.rows::<User>(Table::People)? {
        world.next_user_id = world.next_user_id.max(user.id + 1 + skip);
        world.people.insert(user.id, user);
    }
    for (_, chat) in store.rows::<Chat>(Table::Chats)? {
        world.chats.insert(chat);
    }
    for (_, stored) in store.rows::<Stored>(Table::Messages)? {
        if let Some(chat) = world.chats.by_id.get_mut(&stored.message.chat.id) {
            chat.messages.insert(stored.message.message_id, Box::new(stored));
        }
    }
    world.chats.made = store.fact("chats_made")?.unwrap_or(0) + skip;
    world.menus = store.fact("menus")?.unwrap_or_default();
    world.payments = store.fact("payments")?.unwrap_or_default();
    world.sticker_sets = store.fact("sticker_sets")?.unwrap_or_default();
    world.resume_subscriptions(now);
    world.emoji_statuses = store.fact("emoji_statuses")?.unwrap_or_default();
    world.games = store.fact("games")?.unwrap_or_default();
    world.manners = store.fact("manners")?.unwrap_or_default();
    world.profile = store.fact("profile")?.unwrap_or_default();
    profile::rename(world);
    world.close_restored_polls(now);
    world.chats.last_message_id = store.fact("last_message_id")?.unwrap_or(0) + skip;
    let kinds: Vec<String> = store.fact("allowed_updates")?.unwrap_or_default();
    world.allowed.update(&serde_json::Value::from(kinds).to_string());
    world.commands = store.rows(Table::Commands)?.into_iter().collect();
    let presses = store.rows::<Press>(Table::Presses)?.into_iter();
    let open = presses.filter_map(|(id, press)| Some((id.parse().ok()?, press)));
    world.presses = Presses::restored(open.collect());
    files(world, store)?;
    queue(world, now, store, skip)?;
    if let Some(Some(setting)) = store.fact::<Option<Setting>>("webhook")? {
        webhook::restore(world, now, setting);
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

fn queue(world: &mut World, now: Now, store: &Store, skip: i64) -> Result<(), StoreError> {
    let rows = store.rows::<Event>(Table::Queue)?;
    let mut events: Vec<Event> = rows.into_iter().map(|(_, event)| event).collect();
    events.sort_by_key(|event| event.id);
    let Some(next) = store.fact::<i64>("next_update_id")? else {
        return Ok(());
    };
    let mut queue = Queue::restored(next + skip, events);
    queue.expire(now.unix);
    world.polling = Polling::new(queue);
    Ok(())
}

/// The token to use: the one asked for, else the one of the earlier run, else a new one.
pub(crate) fn choose_token(
    asked: Option<String>,
    store: Option<&Store>,
) -> Result<String, StoreError> {
    let earlier = match (&asked, store) {
        (None, Some(store)) => store.fact("token")?,
        _ => None,
    };
    Ok(asked.or(earlier).unwrap_or_else(identity::new_token))
}
