//! Links into chats, and requests to be let in. See <https://core.telegram.org/bots/api#chatinvitelink>.
//!
//! Only bots make links here. Whether it may, its callers have decided.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bots::BotId;
use crate::clock::Now;
use crate::feed::Happening;
use crate::groups::{Change, Subscriber, Way};
use crate::identity;
use crate::members::Status;
use crate::room::Room;
use crate::world::World;

/// Links of one chat; the oldest that are not the primary one are forgotten.
const MAX_INVITES: usize = 1_000;

/// A link into a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invite {
    /// The bot that made it; 0 in files from before there were several.
    #[serde(default)]
    pub(crate) creator: i64,
    /// Its address.
    pub(crate) link: String,
    /// What administrators call it; empty if nothing.
    pub(crate) name: String,
    /// Seconds since 1970; 0 is never.
    pub(crate) expires: i64,
    /// How many people may come by it; 0 is any number.
    pub(crate) member_limit: i64,
    /// Whether whoever comes must be let in.
    pub(crate) by_request: bool,
    /// The one that `exportChatInviteLink` gives its creator.
    pub(crate) primary: bool,
    pub(crate) revoked: bool,
    /// How many people have come by it.
    pub(crate) joined: i64,
    /// Seconds after which whoever has come by it pays again, and how many Stars; 0 if it costs nothing.
    #[serde(default)]
    pub(crate) subscription: (i64, i64),
}

impl Invite {
    /// The same with an address of its own.
    pub(crate) fn addressed(self) -> Self {
        let link = format!("https://t.me/+{:016x}", identity::random());
        Self { link, ..self }
    }

    /// Whether somebody can still come by it.
    fn is_open(&self, unix: i64) -> bool {
        let late = self.expires != 0 && self.expires <= unix;
        let full = self.member_limit != 0 && self.joined >= self.member_limit;
        !(self.revoked || late || full)
    }
}

impl World {
    /// Adds a link to a chat.
    pub(crate) fn add_invite(&mut self, room: Room, invite: Invite) {
        if let Some(group) = self.chats.group_mut(room) {
            if group.invites.len() >= MAX_INVITES
                && let Some(oldest) = group.invites.iter().position(|one| !one.primary)
            {
                group.invites.remove(oldest);
            }
            group.invites.push(invite);
            self.save_chat(room);
        }
    }

    /// Changes the link of this address; gives it as it is then.
    pub(crate) fn change_invite(
        &mut self,
        room: Room,
        link: &str,
        change: impl FnOnce(&mut Invite),
    ) -> Option<Invite> {
        let invites = &mut self.chats.group_mut(room)?.invites;
        let invite = invites.iter_mut().find(|invite| invite.link == link)?;
        change(invite);
        let invite = invite.clone();
        self.save_chat(room);
        Some(invite)
    }

    /// A link as the Bot API writes it for a bot: of the links of others it sees only the first part, see
    /// <https://core.telegram.org/bots/api#chatinvitelink>. How long that part is, is not said there.
    pub(crate) fn invite_json(&self, bot: BotId, room: Room, invite: &Invite) -> Value {
        let half = || invite.link.get(..invite.link.len().saturating_sub(8)).unwrap_or_default();
        let mut json = json!({
            "invite_link": match invite.creator == bot.get() {
                true => invite.link.clone(),
                false => format!("{}…", half()),
            },
            "creator": self.user(invite.creator),
            "creates_join_request": invite.by_request,
            "is_primary": invite.primary,
            "is_revoked": invite.revoked,
        });
        let asking = self.chats.by_room.get(&room).and_then(|chat| chat.group.as_ref());
        let asking = asking.map_or(0, |group| {
            group.asking.values().filter(|link| link.as_ref() == Some(&invite.link)).count()
        });
        let pending = i64::try_from(asking).unwrap_or(i64::MAX);
        for (name, number) in [
            ("expire_date", invite.expires),
            ("member_limit", invite.member_limit),
            ("pending_join_request_count", pending),
            ("subscription_period", invite.subscription.0),
            ("subscription_price", invite.subscription.1),
        ] {
            if number != 0 {
                json[name] = number.into();
            }
        }
        if !invite.name.is_empty() {
            json["name"] = invite.name.clone().into();
        }
        json
    }

    /// The chat into which an address leads, if it still does. Links are used seldom, so nothing is kept to find them.
    pub(crate) fn open_invite(&self, now: Now, link: &str) -> Option<(Room, Invite)> {
        self.chats.by_room.iter().find_map(|(room, chat)| {
            let group = chat.group.as_ref().filter(|group| group.migrated_to.is_none())?;
            let invite = group.invites.iter().find(|invite| invite.link == link)?;
            invite.is_open(now.unix).then(|| (*room, invite.clone()))
        })
    }

    /// Somebody comes in by a link.
    pub(crate) fn come_by(&mut self, now: Now, room: Room, user: i64, link: &str) {
        let Some(invite) = self.change_invite(room, link, |invite| invite.joined += 1) else {
            return;
        };
        if let (period @ 1.., _) = invite.subscription
            && let Some(group) = self.chats.group_mut(room)
        {
            group.subscribers.insert(user, Subscriber { since: now.unix, period });
        }
        let way = Way::Link(invite);
        let change = Change::new(room, user, user, Status::Member);
        self.set_status(now, &Change { way, ..change });
    }

    /// Somebody asks to be let in, maybe by a link; bots that may invite people are told.
    pub(crate) fn request_to_join(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        invite: Option<&Invite>,
    ) {
        let link = invite.map(|invite| invite.link.clone());
        let Some(group) = self.chats.group_mut(room) else {
            return;
        };
        let new = group.asking.insert(user, link.clone()).is_none();
        self.save_chat(room);
        let invite_link = link;
        self.feed.publish(&Happening::JoinRequest { at: room.at(), user_id: user, invite_link });
        if !new {
            return;
        }
        for bot in self.bots_of(room) {
            let (Some(chat), Some(from)) = (self.chats.by_room.get(&room), self.user(user)) else {
                return;
            };
            if !self.bots_status(now, bot, room).has("can_invite_users") {
                continue;
            }
            let mut request = json!({
                "chat": chat.info,
                "from": from,
                "user_chat_id": user,
                "date": now.unix,
            });
            if let Some(invite) = invite {
                request["invite_link"] = self.invite_json(bot, room, invite);
            }
            self.issue(now, bot, "chat_join_request", Some(room), &request);
        }
    }

    /// Lets somebody in who asked for it, or not; tells whether they had asked.
    pub(crate) fn settle_request(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        admitted: bool,
    ) -> bool {
        let asked = self.chats.group_mut(room).and_then(|group| group.asking.remove(&user));
        self.save_chat(room);
        if asked.is_some() {
            self.feed.publish(&Happening::Admission { at: room.at(), user_id: user, admitted });
        }
        match (&asked, admitted) {
            (Some(Some(link)), true) => self.come_by(now, room, user, link),
            (Some(None), true) => {
                let change = Change::new(room, user, user, Status::Member);
                self.set_status(now, &Change { way: Way::Request, ..change });
            }
            _ => {}
        }
        asked.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_ends_by_time_by_number_and_by_being_revoked() {
        let open = Invite::default();
        assert!(open.is_open(5));
        assert!(Invite { expires: 6, ..open.clone() }.is_open(5));
        assert!(!Invite { expires: 5, ..open.clone() }.is_open(5));
        assert!(!Invite { member_limit: 1, joined: 1, ..open.clone() }.is_open(5));
        assert!(!Invite { revoked: true, ..open }.is_open(5));
    }
}
