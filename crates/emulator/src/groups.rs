//! Chats of many people: groups, supergroups and channels, who is in them, and the updates that come of it.
//!
//! What the bot or a person may do is decided by the callers; here it is done.
//! See <https://core.telegram.org/bots/api#chatmemberupdated>.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::boosts::Boost;
use crate::changes::Table;
use crate::chats::{Chat, Shut, Stored};
use crate::clock::Now;
use crate::feed::Happening;
use crate::invites::Invite;
use crate::keyboard::Markup;
use crate::members::{self, Names, Status};
use crate::model::{ChatInfo, Message, User};
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
    /// By user id; the bot among them. Those who have left stay, as somebody who was there.
    pub(crate) members: BTreeMap<i64, Status>,
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
    /// The bot's links into the chat.
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
    pub(crate) chat: i64,
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
    /// By a link, given as the Bot API writes it.
    Link(Value),
    /// By asking for it, without a link.
    Request,
}

impl Change {
    pub(crate) fn new(chat: i64, by: i64, user: i64, status: Status) -> Self {
        Self { chat, by, user, status, way: Way::Usual }
    }
}

impl World {
    /// Makes a chat whose owner is `owner`; gives its id.
    pub(crate) fn open_group(&mut self, now: Now, owner: i64, new: NewChat) -> i64 {
        self.chats.made += 1;
        self.changes.put(Table::Facts, "chats_made", &self.chats.made);
        let below = if new.kind == "group" { GROUPS_BELOW } else { SUPERGROUPS_BELOW };
        let id = below - self.chats.made;
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
        self.chats.insert(Chat::new(info, Some(group)));
        self.show_chat(id);
        self.show_member(now, &Change::new(id, owner, owner, Status::Creator));
        id
    }

    /// Somebody who is known: a person or the bot.
    pub(crate) fn user(&self, id: i64) -> Option<&User> {
        self.people.get(&id).or(Some(&self.bot).filter(|bot| bot.id == id))
    }

    /// What somebody is in a chat.
    pub(crate) fn status_of(&self, now: Now, chat_id: i64, user: i64) -> Status {
        let chat = self.chats.by_id.get(&chat_id);
        match chat.map(|chat| (chat, &chat.group)) {
            Some((_, Some(group))) => group.status(user, now.unix),
            Some((chat, None)) if user == self.bot.id => match chat.shut {
                Some(_) => Status::Kicked { until: 0 },
                None => Status::Member,
            },
            Some((_, None)) if user == chat_id => Status::Member,
            _ => Status::Left,
        }
    }

    /// What the bot is in a chat.
    pub(crate) fn bots_status(&self, now: Now, chat_id: i64) -> Status {
        self.status_of(now, chat_id, self.bot.id)
    }

    /// Makes somebody what somebody wants them to be, and tells everybody.
    pub(crate) fn set_status(&mut self, now: Now, change: &Change) {
        let old = self.status_of(now, change.chat, change.user);
        self.set_status_silently(now, change);
        self.note_coming_and_going(now, change, &old);
    }

    /// The bot makes somebody something else.
    pub(crate) fn set_by_bot(&mut self, now: Now, chat: i64, user: i64, status: Status) {
        self.set_status(now, &Change::new(chat, self.bot.id, user, status));
    }

    /// The same without a message in the chat.
    pub(crate) fn set_status_silently(&mut self, now: Now, change: &Change) {
        let Change { chat: chat_id, user, status, .. } = change;
        let old = self.status_of(now, *chat_id, *user);
        let bot = self.bot.id;
        let Some(chat) = self.chats.by_id.get_mut(chat_id) else {
            return;
        };
        match &mut chat.group {
            Some(group) => {
                group.members.insert(*user, status.clone());
                if !status.is_in() {
                    group.subscribers.remove(user);
                }
            }
            None => chat.shut = (!status.is_in()).then_some(Shut::Blocked),
        }
        chat.begun |= *user == bot && chat.group.is_some() && status.is_in();
        self.save_chat(*chat_id);
        if old != *status {
            self.show_member(now, change);
            self.tell_status(now, change, &old);
        }
    }

    /// The update of a changed status, if the bot is told of it.
    fn tell_status(&mut self, now: Now, change: &Change, old: &Status) {
        let about_bot = change.user == self.bot.id;
        if !about_bot && !self.bots_status(now, change.chat).manages() {
            return;
        }
        let info = self.chats.by_id.get(&change.chat).map(|chat| &chat.info);
        let (Some(info), Some(from), Some(who)) =
            (info, self.user(change.by), self.user(change.user))
        else {
            return;
        };
        let mut update = json!({
            "chat": info,
            "from": from,
            "date": now.unix,
            "old_chat_member": old.json(who, info),
            "new_chat_member": change.status.json(who, info),
        });
        let group = self.chats.by_id.get(&change.chat).and_then(|chat| chat.group.as_ref());
        if let Some(group) = group {
            group.complete(change.user, now.unix, &mut update["old_chat_member"]);
            group.complete(change.user, now.unix, &mut update["new_chat_member"]);
        }
        match &change.way {
            Way::Usual => {}
            Way::Link(link) => update["invite_link"] = link.clone(),
            Way::Request => update["via_join_request"] = true.into(),
        }
        let kind = if about_bot { "my_chat_member" } else { "chat_member" };
        self.issue(now, kind, Some(change.chat), &update);
    }

    /// The message in the chat that somebody came or went. Channels have none.
    fn note_coming_and_going(&mut self, now: Now, change: &Change, old: &Status) {
        let Change { chat: chat_id, by, user, status, .. } = change;
        let who = match (self.chats.by_id.get(chat_id), self.user(*user)) {
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
        self.service(now, *chat_id, *by, what, content);
    }

    /// Adds a message that tells what happened; gives its id.
    pub(crate) fn service(
        &mut self,
        now: Now,
        chat_id: i64,
        by: i64,
        what: &str,
        content: Value,
    ) -> Option<i64> {
        self.service_in(now, chat_id, None, by, what, content)
    }

    /// The same in a topic.
    pub(crate) fn service_in(
        &mut self,
        now: Now,
        chat_id: i64,
        thread: Option<i64>,
        by: i64,
        what: &str,
        content: Value,
    ) -> Option<i64> {
        let from = self.user(by)?.clone();
        let info = self.chats.by_id.get(&chat_id)?.info.clone();
        let id = self.next_message_id();
        let mut message = Message::empty(id, from.clone(), info, now.unix);
        message.message_thread_id = thread;
        message.is_topic_message = thread.map(|_| true);
        message.attachment.insert(what.to_owned(), content);
        self.add_message(Stored::new(message.clone(), Markup::None).by(&from));
        self.tell(now, &message, false);
        Some(id)
    }

    /// Makes a supergroup of a group, with all who are in it; gives the id of the supergroup.
    pub(crate) fn migrate(&mut self, now: Now, chat_id: i64, by: i64) -> Option<i64> {
        let old = self.chats.by_id.get(&chat_id)?;
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
        self.service(now, chat_id, by, "migrate_to_chat_id", to.into());
        if let Some(old) = self.chats.by_id.get_mut(&chat_id).and_then(|chat| chat.group.as_mut()) {
            old.migrated_to = Some(to);
        }
        self.save_chat(chat_id);
        if let Some(chat) = self.chats.by_id.get_mut(&to) {
            chat.begun = begun;
            chat.group = Some(Group { migrated_to: None, ..group });
        }
        self.save_chat(to);
        self.service(now, to, by, "migrate_from_chat_id", chat_id.into());
        Some(to)
    }

    /// Gives a chat another picture, or none.
    pub(crate) fn set_photo(&mut self, chat_id: i64, photo: Option<Value>) {
        if let Some(group) = self.chats.group_mut(chat_id) {
            group.photo = photo;
        }
        self.save_chat(chat_id);
    }

    /// Gives a chat another title, and says so in it.
    pub(crate) fn set_title(&mut self, now: Now, chat_id: i64, by: i64, title: &str) {
        if let Some(chat) = self.chats.by_id.get_mut(&chat_id) {
            chat.info.title = Some(title.to_owned());
        }
        self.show_chat(chat_id);
        self.service(now, chat_id, by, "new_chat_title", title.into());
    }

    /// Writes down and shows what a chat is.
    pub(crate) fn show_chat(&mut self, chat_id: i64) {
        self.save_chat(chat_id);
        if let Some(chat) = self.chats.by_id.get(&chat_id) {
            let mut shown = json!(chat.info);
            shown["shut"] = json!(chat.shut);
            shown["join_by_request"] =
                chat.group.as_ref().is_some_and(|group| group.join_by_request).into();
            self.feed.publish(&Happening::Chat { chat_id, chat: shown });
        }
    }

    pub(crate) fn show_member(&mut self, now: Now, change: &Change) {
        let Change { chat: chat_id, by, user, .. } = *change;
        let status = self.status_of(now, chat_id, user);
        if let (Some(chat), Some(who)) = (self.chats.by_id.get(&chat_id), self.user(user)) {
            let mut member = status.json(who, &chat.info);
            if let Some(group) = &chat.group {
                group.complete(user, now.unix, &mut member);
            }
            let invite_link = match &change.way {
                Way::Link(link) => link["invite_link"].as_str().map(str::to_owned),
                Way::Usual | Way::Request => None,
            };
            self.feed.publish(&Happening::Member { chat_id, by, member, invite_link });
        }
    }
}
