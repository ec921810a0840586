//! What people do with chats: make them, join, add, promote, restrict, remove, leave, and block bots.

use super::{Cannot, MAX_NAME};
use crate::bots::BotId;
use crate::chats::Shut;
use crate::clock::Now;
use crate::groups::{Change, NewChat};
use crate::members::Status;
use crate::model::ChatInfo;
use crate::room::Room;
use crate::world::World;

/// Chats of many people there can be.
const MAX_CHATS: i64 = 100_000;
/// Members of one chat.
const MAX_MEMBERS: usize = 10_000;

impl World {
    /// A person makes a group, a supergroup or a channel, with others in it from the beginning; gives it.
    pub(crate) fn create_chat(
        &mut self,
        now: Now,
        owner: i64,
        new: NewChat,
        members: &[i64],
    ) -> Result<Room, Cannot> {
        if !(1..=2 * MAX_NAME).contains(&new.title.trim().chars().count()) {
            return Err(Cannot::BadName);
        }
        let known = members.iter().chain([&owner]).all(|id| self.user(*id).is_some());
        if !known || !self.people.contains_key(&owner) {
            return Err(Cannot::Nonsense("no such user"));
        }
        let forum = new.is_forum && new.kind != "supergroup";
        let public = new.username.is_some() && new.kind == "group";
        if forum || public || !["group", "supergroup", "channel"].contains(&new.kind.as_str()) {
            return Err(Cannot::Nonsense(
                "a chat is a group, a supergroup, maybe with topics, or a channel; a group has no username",
            ));
        }
        if new.username.as_deref().is_some_and(|name| {
            self.chats.called(name).is_some() || self.bots.called(name).is_some()
        }) {
            return Err(Cannot::Nonsense("the username is taken"));
        }
        if self.chats.made >= MAX_CHATS || members.len() >= MAX_MEMBERS {
            return Err(Cannot::TooMany);
        }
        let small = new.kind == "group";
        let room = self.open_group(now, owner, new);
        if small {
            // Whoever is there from the beginning has not come.
            for user in members {
                let change = Change::new(room, owner, *user, Status::Member);
                self.set_status_silently(now, &change);
            }
            self.service(now, room, owner, "group_chat_created", true.into());
            return Ok(room);
        }
        for user in members {
            let status = self.first_status(room, *user);
            self.set_status(now, &Change::new(room, owner, *user, status));
        }
        Ok(room)
    }

    /// What somebody is who has just come: in a channel a bot can only be an administrator.
    fn first_status(&self, room: Room, user: i64) -> Status {
        let chat = self.chats.by_room.get(&room);
        let is_bot = self.bots.find(user).is_some();
        match chat.filter(|chat| chat.info.is_channel() && is_bot) {
            Some(chat) => Status::administrator(&chat.info),
            None => Status::Member,
        }
    }

    /// A person changes what somebody is in a chat: joins, adds, promotes, restricts, removes, leaves, blocks.
    pub(crate) fn change_member(&mut self, now: Now, change: &Change) -> Result<(), Cannot> {
        let Change { room, by, user, status, .. } = change.clone();
        let chat = self.chats.by_room.get(&room).ok_or(Cannot::NoChat)?;
        if !self.people.contains_key(&by) || self.user(user).is_none() {
            return Err(Cannot::Nonsense("no such user"));
        }
        let Some(group) = &chat.group else {
            return self.turn_bot(now, change);
        };
        if group.migrated_to.is_some() {
            return Err(Cannot::NotAllowed("the group has become a supergroup"));
        }
        if group.members.len() >= MAX_MEMBERS && !group.members.contains_key(&user) {
            return Err(Cannot::TooMany);
        }
        let (own, theirs) = (self.status_of(now, room, by), self.status_of(now, room, user));
        may_change(by == user, &own, &theirs, &status)?;
        if !theirs.is_in() && status == Status::Member {
            let may_add = by == user || own.may("can_invite_users", &group.permissions);
            if !may_add || (chat.info.is_channel() && by != user && !own.manages()) {
                return Err(Cannot::NotAllowed("the user may add nobody to this chat"));
            }
            if chat.info.is_channel() && self.bots.find(user).is_some() {
                return Err(Cannot::NotAllowed("a bot can only be an administrator of a channel"));
            }
        }
        if by == user && group.join_by_request && !theirs.is_in() && status == Status::Member {
            self.request_to_join(now, room, user, None);
            return Ok(());
        }
        self.set_status(now, change);
        Ok(())
    }

    /// A person follows a link into a chat; gives the chat, and whether they are in it now or have only asked for it.
    pub(crate) fn follow(
        &mut self,
        now: Now,
        user: i64,
        link: &str,
    ) -> Result<(Room, bool), Cannot> {
        if !self.people.contains_key(&user) {
            return Err(Cannot::Nonsense("no such user"));
        }
        let (room, invite) =
            self.open_invite(now, link).ok_or(Cannot::Nonsense("the link leads nowhere"))?;
        let theirs = self.status_of(now, room, user);
        if theirs.is_in() {
            return Err(Cannot::NotAllowed("the user is in the chat already"));
        }
        may_change(true, &Status::Left, &theirs, &Status::Member)?;
        let by_request = invite.by_request;
        match by_request {
            true => self.request_to_join(now, room, user, Some(&invite)),
            false => self.come_by(now, room, user, &invite.link),
        }
        Ok((room, !by_request))
    }

    /// A person blocks the bot of a private chat, or unblocks it.
    fn turn_bot(&mut self, now: Now, change: &Change) -> Result<(), Cannot> {
        let bot = change.room.bot().map(BotId::get);
        if change.by != change.room.chat_id() || Some(change.user) != bot {
            return Err(Cannot::NoChat);
        }
        match change.status {
            Status::Member | Status::Kicked { .. } => {
                self.set_status(now, change);
                Ok(())
            }
            _ => Err(Cannot::Nonsense("in a private chat the bot is a member, or it is kicked")),
        }
    }

    /// A person makes a supergroup of a group; gives it.
    pub(crate) fn upgrade(&mut self, now: Now, room: Room, by: i64) -> Result<Room, Cannot> {
        if !self.chats.is_small(room) || self.status_of(now, room, by) != Status::Creator {
            return Err(Cannot::NotAllowed("only the owner of a group makes a supergroup of it"));
        }
        if self.chats.group_mut(room).is_some_and(|group| group.migrated_to.is_some()) {
            return Err(Cannot::NotAllowed("the group has become a supergroup"));
        }
        self.migrate(now, room, by).ok_or(Cannot::NoChat)
    }

    /// A person is no user of Telegram any more; who they were stays in what they wrote.
    pub(crate) fn deactivate(&mut self, user: i64) -> Result<(), Cannot> {
        if !self.people.contains_key(&user) {
            return Err(Cannot::NoChat);
        }
        for room in self.chats.of_person(user).collect::<Vec<_>>() {
            if let Some(chat) = self.chats.by_room.get_mut(&room) {
                chat.shut = Some(Shut::Deactivated);
            }
            self.show_chat(room);
        }
        Ok(())
    }

    /// Whether a person may write into a chat they are in, and into this topic of it.
    pub(super) fn may_write(
        &self,
        now: Now,
        room: Room,
        user: i64,
        thread: Option<i64>,
    ) -> Result<(), Cannot> {
        let chat = self.chats.by_room.get(&room).ok_or(Cannot::NoChat)?;
        match chat.shut {
            Some(Shut::Blocked) => return Err(Cannot::NotAllowed("the user has blocked the bot")),
            Some(Shut::Deactivated) => return Err(Cannot::NotAllowed("the user is gone")),
            None => {}
        }
        let status = self.status_of(now, room, user);
        let Some(group) = &chat.group else {
            return if thread.is_some() { Err(Cannot::NoChat) } else { Ok(()) };
        };
        let may = match chat.info.is_channel() {
            true => status.has("can_post_messages"),
            false => status.may("can_send_messages", &group.permissions),
        };
        if !may || group.migrated_to.is_some() {
            return Err(Cannot::NotAllowed("the user may not write here"));
        }
        match (chat.info.is_forum.is_some(), group.topics.get(thread)) {
            (false, _) if thread.is_some() => Err(Cannot::Nonsense("no such topic")),
            (true, None) => Err(Cannot::Nonsense("no such topic")),
            (true, Some(topic)) if topic.closed && !status.has("can_manage_topics") => {
                Err(Cannot::NotAllowed("the topic is closed"))
            }
            _ => Ok(()),
        }
    }

    /// The channel in whose name a person writes into a supergroup.
    pub(super) fn sender(
        &self,
        now: Now,
        room: Room,
        user: i64,
        channel: i64,
    ) -> Result<ChatInfo, Cannot> {
        let chat = self.chats.by_room.get(&room).filter(|chat| chat.info.is_supergroup());
        let group = chat.and_then(|chat| chat.group.as_ref());
        let group = group.ok_or(Cannot::Nonsense("channels write into supergroups only"))?;
        if group.banned_chats.contains(&channel) {
            return Err(Cannot::NotAllowed("the channel is banned here"));
        }
        let channel =
            self.chats.by_room.get(&Room::Many(channel)).filter(|chat| chat.info.is_channel());
        let channel = channel.ok_or(Cannot::Nonsense("no such channel"))?;
        match self.status_of(now, Room::Many(channel.info.id), user) {
            Status::Creator => Ok(channel.info.clone()),
            _ => Err(Cannot::NotAllowed("only its owner writes in the name of a channel")),
        }
    }

    /// A person begins a topic; gives it as the Bot API writes it.
    pub(crate) fn create_topic(
        &mut self,
        now: Now,
        room: Room,
        by: i64,
        name: &str,
    ) -> Result<serde_json::Value, Cannot> {
        let status = self.status_of(now, room, by);
        let group = self.chats.group_mut(room).ok_or(Cannot::NoChat)?;
        if !status.may("can_manage_topics", &group.permissions) {
            return Err(Cannot::NotAllowed("the user may not begin a topic"));
        }
        if !(1..=2 * MAX_NAME).contains(&name.trim().chars().count()) {
            return Err(Cannot::BadName);
        }
        let topic = self.begin_topic(now, room, by, name.trim(), None, None);
        topic.ok_or(Cannot::Nonsense("the chat has no topics, or too many"))
    }
}

/// Whether somebody who is `own` may make of somebody who is `theirs` what is wanted.
fn may_change(oneself: bool, own: &Status, theirs: &Status, new: &Status) -> Result<(), Cannot> {
    let no = |why| Err(Cannot::NotAllowed(why));
    if oneself {
        return match (theirs, new) {
            (Status::Kicked { .. }, _) => no("the user was removed and cannot come back"),
            (Status::Creator, _) => no("the owner stays"),
            (_, Status::Left) => Ok(()),
            (Status::Left, Status::Member) => Ok(()),
            (Status::Restricted { is_member: false, .. }, Status::Member) => Ok(()),
            _ => no("the user may only join and leave"),
        };
    }
    if !own.is_in() {
        return no("the user is not in the chat");
    }
    let right = match (theirs, new) {
        (_, Status::Creator) | (Status::Creator, _) => return no("a chat has one owner"),
        (Status::Administrator { .. }, _) | (_, Status::Administrator { .. }) => {
            "can_promote_members"
        }
        (Status::Left, Status::Member) => return Ok(()),
        _ => "can_restrict_members",
    };
    if own.has(right) { Ok(()) } else { no("the user has not the right to do that") }
}
