//! Chats of many people: groups, supergroups and channels, who is in them, and the updates that come of it.
//!
//! What the bot or a person may do is decided by the callers; here it is done.
//! See <https://core.telegram.org/bots/api#chatmemberupdated>.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::boosts::Boost;
use crate::bots::BotId;
use crate::changes::Table;
use crate::chats::{Chat, Shut, Stored};
use crate::clock::Now;
use crate::feed::Happening;
use crate::invites::Invite;
use crate::keyboard::Markup;
use crate::members::{self, Names, Status};
use crate::model::{ChatInfo, Message, User};
use crate::room::Room;
use crate::topics::Topics;
use crate::world::World;

/// Ids of groups are below this, as the real ones are today.
const GROUPS_BELOW: i64 = -4_000_000_000;
/// Ids of supergroups and channels are below this, as the real ones are today.
const SUPERGROUPS_BELOW: i64 = -1_002_000_000_000;

/// What a chat of many people has beyond a private one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) description: String,
    /// By user id; bots among them. Those who have left stay, as somebody who was there.
    pub(crate) members: BTreeMap<i64, Status>,
    /// The bots that were ever in it: no other can know the chat.
    #[serde(default)]
    pub(crate) bots: BTreeSet<i64>,
    /// The bot that wrote last.
    #[serde(default)]
    pub(crate) last_bot: Option<i64>,
    /// What everybody may do.
    pub(crate) permissions: Names,
    pub(crate) topics: Topics,
    /// The supergroup it has become.
    pub(crate) migrated_to: Option<i64>,
    /// Whether whoever comes by themselves must be let in.
    #[serde(default)]
    pub(crate) join_by_request: bool,
    /// Who asks to be let in, and the address of the link by which they came, if it was one.
    #[serde(default)]
    pub(crate) asking: BTreeMap<i64, Option<String>>,
    /// The links of bots into the chat.
    #[serde(default)]
    pub(crate) invites: Vec<Invite>,
    /// Channels in whose name nobody may write here.
    #[serde(default)]
    pub(crate) banned_chats: BTreeSet<i64>,
    /// Its picture, by the ids of its files, as the Bot API writes it.
    #[serde(default)]
    pub(crate) photo: Option<Value>,
    /// The set of stickers that everybody in it has.
    #[serde(default)]
    pub(crate) sticker_set: Option<String>,
    /// What the bot calls members, by their ids.
    #[serde(default)]
    pub(crate) tags: BTreeMap<i64, String>,
    #[serde(default)]
    pub(crate) boosts: Vec<Boost>,
    /// Who pays to be in it.
    #[serde(default)]
    pub(crate) subscribers: BTreeMap<i64, Subscriber>,
}

/// Somebody who pays to be in a chat, as long as they stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subscriber {
    /// Seconds since 1970.
    pub(crate) since: i64,
    /// Seconds for which they have paid at once.
    pub(crate) period: i64,
}

impl Subscriber {
    /// Until when they have paid at this second.
    fn until(self, unix: i64) -> i64 {
        let period = self.period.max(1);
        self.since + ((unix - self.since) / period + 1) * period
    }
}

impl Group {
    /// What somebody is at this second.
    pub(crate) fn status(&self, user: i64, unix: i64) -> Status {
        self.members.get(&user).map(|status| status.at(unix)).unwrap_or_default()
    }

    /// Adds to what is told of a member what the bot calls them, and until when they have paid.
    pub(crate) fn complete(&self, user: i64, unix: i64, member: &mut Value) {
        let is = |status: &str| member["status"] == status;
        let (plain, restricted) = (is("member"), is("restricted"));
        if let Some(tag) = self.tags.get(&user).filter(|_| plain || restricted) {
            member["tag"] = tag.clone().into();
        }
        if let Some(subscriber) = self.subscribers.get(&user).filter(|_| plain) {
            member["until_date"] = subscriber.until(unix).into();
        }
    }

    /// Those who are in the chat.
    pub(crate) fn inside(&self, unix: i64) -> impl Iterator<Item = (i64, Status)> {
        let now = self.members.iter().map(move |(id, status)| (*id, status.at(unix)));
        now.filter(|(_, status)| status.is_in())
    }
}

/// A chat of many people that is to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewChat {
    /// `group`, `supergroup` or `channel`.
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) username: Option<String>,
    pub(crate) is_forum: bool,
    /// Whether whoever comes by themselves must be let in.
    pub(crate) join_by_request: bool,
}

/// Who makes whom what, and where.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) room: Room,
    pub(crate) by: i64,
    pub(crate) user: i64,
    pub(crate) status: Status,
    /// What else its update tells of how somebody came in.
    pub(crate) way: Way,
}

/// How somebody comes into a chat.
#[derive(Debug, Clone, Default)]
pub(crate) enum Way {
    #[default]
    Usual,
    /// By a link.
    Link(Invite),
    /// By asking for it, without a link.
    Request,
}

impl Change {
    pub(crate) fn new(room: Room, by: i64, user: i64, status: Status) -> Self {
        Self { room, by, user, status, way: Way::Usual }
    }
}

impl World {
    /// Makes a chat whose owner is `owner`.
    pub(crate) fn open_group(&mut self, now: Now, owner: i64, new: NewChat) -> Room {
        self.chats.made += 1;
        self.changes.put(Table::Facts, "chats_made", &self.chats.made);
        let below = if new.kind == "group" { GROUPS_BELOW } else { SUPERGROUPS_BELOW };
        let id = below - self.chats.made;
        let room = Room::Many(id);
        let info = ChatInfo {
            id,
            title: Some(new.title),
            username: new.username,
            is_forum: new.is_forum.then_some(true),
            kind: new.kind,
            ..ChatInfo::default()
        };
        let group = Group {
            members: BTreeMap::from([(owner, Status::Creator)]),
            permissions: members::permissions(),
            join_by_request: new.join_by_request,
            ..Group::default()
        };
        self.chats.insert(room, Chat::new(info, Some(group)));
        self.show_chat(room);
        self.show_member(now, &Change::new(room, owner, owner, Status::Creator));
        room
    }

    /// Somebody who is known: a person or a bot.
    pub(crate) fn user(&self, id: i64) -> Option<&User> {
        self.people.get(&id).or_else(|| Some(&self.bots[self.bots.find(id)?].user))
    }

    /// The bots that may hear of what happens in a chat.
    pub(crate) fn bots_of(&self, room: Room) -> Vec<BotId> {
        let group = self.chats.by_room.get(&room).and_then(|chat| chat.group.as_ref());
        match (room.bot(), group) {
            (Some(bot), _) => vec![bot],
            (None, Some(group)) => group.bots.iter().filter_map(|id| self.bots.find(*id)).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// What somebody is in a chat.
    pub(crate) fn status_of(&self, now: Now, room: Room, user: i64) -> Status {
        let Some(chat) = self.chats.by_room.get(&room) else {
            return Status::Left;
        };
        match (&chat.group, room) {
            (Some(group), _) => group.status(user, now.unix),
            (None, Room::Private { bot, .. }) if user == bot.get() => match chat.shut {
                Some(_) => Status::Kicked { until: 0 },
                None => Status::Member,
            },
            (None, Room::Private { person, .. }) if user == person => Status::Member,
            (None, _) => Status::Left,
        }
    }

    /// What a bot is in a chat.
    pub(crate) fn bots_status(&self, now: Now, bot: BotId, room: Room) -> Status {
        self.status_of(now, room, bot.get())
    }

    /// Makes somebody what somebody wants them to be, and tells everybody.
    pub(crate) fn set_status(&mut self, now: Now, change: &Change) {
        let old = self.status_of(now, change.room, change.user);
        self.set_status_silently(now, change);
        self.note_coming_and_going(now, change, &old);
    }

    /// The same without a message in the chat.
    pub(crate) fn set_status_silently(&mut self, now: Now, change: &Change) {
        let Change { room, user, status, .. } = change;
        let old = self.status_of(now, *room, *user);
        let comes = self.bots.find(*user).is_some() && status.is_in();
        let Some(chat) = self.chats.by_room.get_mut(room) else {
            return;
        };
        match &mut chat.group {
            Some(group) => {
                group.members.insert(*user, status.clone());
                if !status.is_in() {
                    group.subscribers.remove(user);
                }
                group.bots.extend(comes.then_some(*user));
                chat.begun |= comes;
            }
            None => chat.shut = (!status.is_in()).then_some(Shut::Blocked),
        }
        self.save_chat(*room);
        if old != *status {
            self.show_member(now, change);
            self.tell_status(now, change, &old);
        }
    }

    /// The updates of a changed status, for the bots that are told of it: the one that it is about, and administrators.
    fn tell_status(&mut self, now: Now, change: &Change, old: &Status) {
        let about = self.bots.find(change.user);
        let others = self.bots_of(change.room).into_iter().filter(|bot| Some(*bot) != about);
        for bot in about.into_iter().chain(others) {
            if Some(bot) != about && !self.bots_status(now, bot, change.room).manages() {
                continue;
            }
            let Some(update) = self.status_update(now, bot, change, old) else {
                return;
            };
            let kind = if Some(bot) == about { "my_chat_member" } else { "chat_member" };
            self.issue(now, bot, kind, Some(change.room), &update);
        }
    }

    /// What a bot is told of a changed status.
    fn status_update(&self, now: Now, bot: BotId, change: &Change, old: &Status) -> Option<Value> {
        let info = &self.chats.by_room.get(&change.room)?.info;
        let who = self.user(change.user)?;
        let mut update = json!({
            "chat": info,
            "from": self.user(change.by)?,
            "date": now.unix,
            "old_chat_member": old.json(who, info, Some(bot)),
            "new_chat_member": change.status.json(who, info, Some(bot)),
        });
        let group = self.chats.by_room.get(&change.room).and_then(|chat| chat.group.as_ref());
        if let Some(group) = group {
            group.complete(change.user, now.unix, &mut update["old_chat_member"]);
            group.complete(change.user, now.unix, &mut update["new_chat_member"]);
        }
        match &change.way {
            Way::Usual => {}
            Way::Link(link) => update["invite_link"] = self.invite_json(bot, change.room, link),
            Way::Request => update["via_join_request"] = true.into(),
        }
        Some(update)
    }

    /// The message in the chat that somebody came or went. Channels have none.
    fn note_coming_and_going(&mut self, now: Now, change: &Change, old: &Status) {
        let Change { room, by, user, status, .. } = change;
        let who = match (self.chats.by_room.get(room), self.user(*user)) {
            (Some(chat), Some(who)) if chat.group.is_some() && !chat.info.is_channel() => {
                json!(who)
            }
            _ => return,
        };
        let (what, content) = match [old.is_in(), status.is_in()] {
            [false, true] => ("new_chat_members", json!([who])),
            [true, false] => ("left_chat_member", who),
            _ => return,
        };
        self.service(now, *room, *by, what, content);
    }

    /// Adds a message that tells what happened; gives its id.
    pub(crate) fn service(
        &mut self,
        now: Now,
        room: Room,
        by: i64,
        what: &str,
        content: Value,
    ) -> Option<i64> {
        self.service_in(now, room, None, by, what, content)
    }

    /// The same in a topic.
    pub(crate) fn service_in(
        &mut self,
        now: Now,
        room: Room,
        thread: Option<i64>,
        by: i64,
        what: &str,
        content: Value,
    ) -> Option<i64> {
        let from = self.user(by)?.clone();
        let info = self.chats.by_room.get(&room)?.info.clone();
        let id = self.next_message_id();
        let mut message = Message::empty(id, from.clone(), info, now.unix);
        message.message_thread_id = thread;
        message.is_topic_message = thread.map(|_| true);
        message.attachment.insert(what.to_owned(), content);
        self.add_message(room, Stored::new(message.clone(), Markup::None).by(&from));
        self.tell(now, room, &message, false);
        Some(id)
    }

    /// Makes a supergroup of a group, with all who are in it; gives the supergroup.
    pub(crate) fn migrate(&mut self, now: Now, room: Room, by: i64) -> Option<Room> {
        let old = self.chats.by_room.get(&room)?;
        let (group, title) = (old.group.clone()?, old.info.title.clone()?);
        let begun = old.begun;
        let new = NewChat {
            kind: "supergroup".into(),
            title,
            username: None,
            is_forum: false,
            join_by_request: false,
        };
        let to = self.open_group(now, by, new);
        self.service(now, room, by, "migrate_to_chat_id", to.chat_id().into());
        if let Some(old) = self.chats.group_mut(room) {
            old.migrated_to = Some(to.chat_id());
        }
        self.save_chat(room);
        if let Some(chat) = self.chats.by_room.get_mut(&to) {
            chat.begun = begun;
            chat.group = Some(Group { migrated_to: None, ..group });
        }
        self.save_chat(to);
        self.service(now, to, by, "migrate_from_chat_id", room.chat_id().into());
        Some(to)
    }

    /// Gives a chat another picture, or none.
    pub(crate) fn set_photo(&mut self, room: Room, photo: Option<Value>) {
        if let Some(group) = self.chats.group_mut(room) {
            group.photo = photo;
        }
        self.save_chat(room);
    }

    /// Gives a chat another title, and says so in it.
    pub(crate) fn set_title(&mut self, now: Now, room: Room, by: i64, title: &str) {
        if let Some(chat) = self.chats.by_room.get_mut(&room) {
            chat.info.title = Some(title.to_owned());
        }
        self.show_chat(room);
        self.service(now, room, by, "new_chat_title", title.into());
    }

    /// Writes down and shows what a chat is.
    pub(crate) fn show_chat(&mut self, room: Room) {
        self.save_chat(room);
        if let Some(chat) = self.chats.by_room.get(&room) {
            let mut shown = json!(chat.info);
            shown["shut"] = json!(chat.shut);
            shown["join_by_request"] =
                chat.group.as_ref().is_some_and(|group| group.join_by_request).into();
            self.feed.publish(&Happening::Chat { at: room.at(), chat: shown });
        }
    }

    pub(crate) fn show_member(&mut self, now: Now, change: &Change) {
        let Change { room, by, user, .. } = *change;
        let status = self.status_of(now, room, user);
        if let (Some(chat), Some(who)) = (self.chats.by_room.get(&room), self.user(user)) {
            let mut member = status.json(who, &chat.info, None);
            if let Some(group) = &chat.group {
                group.complete(user, now.unix, &mut member);
            }
            let invite_link = match &change.way {
                Way::Link(invite) => Some(invite.link.clone()),
                Way::Usual | Way::Request => None,
            };
            self.feed.publish(&Happening::Member { at: room.at(), by, member, invite_link });
        }
    }
}
