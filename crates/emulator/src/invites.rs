//! Links into chats, and requests to be let in. See <https://core.telegram.org/bots/api#chatinvitelink>.
//!
//! Only the bot makes links here. Whether it may, its callers have decided.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Now;
use crate::feed::Happening;
use crate::groups::{Change, Subscriber, Way};
use crate::identity;
use crate::members::Status;
use crate::world::World;

/// Links of one chat; the oldest that are not the primary one are forgotten.
const MAX_INVITES: usize = 1_000;

/// A link into a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invite {
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
    /// The one that `exportChatInviteLink` gives.
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
    pub(crate) fn add_invite(&mut self, chat_id: i64, invite: Invite) {
        if let Some(group) = self.chats.group_mut(chat_id) {
            if group.invites.len() >= MAX_INVITES
                && let Some(oldest) = group.invites.iter().position(|one| !one.primary)
            {
                group.invites.remove(oldest);
            }
            group.invites.push(invite);
            self.save_chat(chat_id);
        }
    }

    /// Changes the link of this address; gives it as it is then.
    pub(crate) fn change_invite(
        &mut self,
        chat_id: i64,
        link: &str,
        change: impl FnOnce(&mut Invite),
    ) -> Option<Invite> {
        let invites = &mut self.chats.group_mut(chat_id)?.invites;
        let invite = invites.iter_mut().find(|invite| invite.link == link)?;
        change(invite);
        let invite = invite.clone();
        self.save_chat(chat_id);
        Some(invite)
    }

    /// A link as the Bot API writes it.
    pub(crate) fn invite_json(&self, chat_id: i64, invite: &Invite) -> Value {
        let mut json = json!({
            "invite_link": invite.link,
            "creator": self.bot,
            "creates_join_request": invite.by_request,
            "is_primary": invite.primary,
            "is_revoked": invite.revoked,
        });
        let asking = self.chats.by_id.get(&chat_id).and_then(|chat| chat.group.as_ref());
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
    pub(crate) fn open_invite(&self, now: Now, link: &str) -> Option<(i64, Invite)> {
        self.chats.by_id.values().find_map(|chat| {
            let group = chat.group.as_ref().filter(|group| group.migrated_to.is_none())?;
            let invite = group.invites.iter().find(|invite| invite.link == link)?;
            invite.is_open(now.unix).then(|| (chat.info.id, invite.clone()))
        })
    }

    /// Somebody comes in by a link.
    pub(crate) fn come_by(&mut self, now: Now, chat_id: i64, user: i64, link: &str) {
        let Some(invite) = self.change_invite(chat_id, link, |invite| invite.joined += 1) else {
            return;
        };
        if let (period @ 1.., _) = invite.subscription
            && let Some(group) = self.chats.group_mut(chat_id)
        {
            group.subscribers.insert(user, Subscriber { since: now.unix, period });
        }
        let way = Way::Link(self.invite_json(chat_id, &invite));
        let change = Change::new(chat_id, user, user, Status::Member);
        self.set_status(now, &Change { way, ..change });
    }

    /// Somebody asks to be let in, maybe by a link; a bot that may invite people is told.
    pub(crate) fn request_to_join(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        invite: Option<&Invite>,
    ) {
        let link = invite.map(|invite| invite.link.clone());
        let Some(group) = self.chats.group_mut(chat_id) else {
            return;
        };
        let new = group.asking.insert(user, link.clone()).is_none();
        self.save_chat(chat_id);
        let invite_link = link;
        self.feed.publish(&Happening::JoinRequest { chat_id, user_id: user, invite_link });
        if !new || !self.bots_status(now, chat_id).has("can_invite_users") {
            return;
        }
        if let (Some(chat), Some(from)) = (self.chats.by_id.get(&chat_id), self.user(user)) {
            let mut request = json!({
                "chat": chat.info,
                "from": from,
                "user_chat_id": user,
                "date": now.unix,
            });
            if let Some(invite) = invite {
                request["invite_link"] = self.invite_json(chat_id, invite);
            }
            self.issue(now, "chat_join_request", Some(chat_id), &request);
        }
    }

    /// Lets somebody in who asked for it, or not; tells whether they had asked.
    pub(crate) fn settle_request(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        admitted: bool,
    ) -> bool {
        let asked = self.chats.group_mut(chat_id).and_then(|group| group.asking.remove(&user));
        self.save_chat(chat_id);
        if asked.is_some() {
            self.feed.publish(&Happening::Admission { chat_id, user_id: user, admitted });
        }
        match (&asked, admitted) {
            (Some(Some(link)), true) => self.come_by(now, chat_id, user, link),
            (Some(None), true) => {
                let change = Change::new(chat_id, user, user, Status::Member);
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
