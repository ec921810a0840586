//! What people do for the bot and their chats: pay Stars, boost, send what was prepared, stop it.

use super::Cannot;
use crate::bots::BotId;
use crate::clock::Now;
use crate::paid_media::NoSale;
use crate::room::Room;
use crate::subscriptions::Next;
use crate::world::World;

impl World {
    /// A person pays Stars for what a message sells.
    pub(crate) fn buy_media(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
    ) -> Result<(), Cannot> {
        self.member(now, room, user)?;
        self.buy(now, room, user, message_id).map_err(|why| match why {
            NoSale::Nothing => Cannot::NoMessage,
            NoSale::Already => Cannot::NotAllowed("the user has paid for it already"),
        })
    }

    /// A person sends what the bot has prepared for them; gives the id of the message.
    pub(crate) fn send_prepared(
        &mut self,
        now: Now,
        (bot, room): (BotId, Room),
        user: i64,
        id: &str,
    ) -> Result<i64, Cannot> {
        let (_, chat) = self.member(now, room, user)?;
        let prepared =
            self.bots[bot].prepared.get(now.unix, user, id).ok_or(Cannot::NoMessage)?.clone();
        if !prepared.fits(&chat) {
            return Err(Cannot::NotAllowed("the message is not meant for such a chat"));
        }
        let sent = self.send_by_way(now, (bot, room), user, &prepared.result, None)?;
        self.tell(now, room, &sent.stored.message, false);
        Ok(sent.stored.message.message_id)
    }

    /// A person decides what becomes of a subscription of theirs.
    pub(crate) fn decide(
        &mut self,
        now: Now,
        bot: BotId,
        user: i64,
        charge: &str,
        next: Next,
    ) -> Result<(), Cannot> {
        match self.decide_subscription(now, bot, user, charge, next) {
            true => Ok(()),
            false => Err(Cannot::Nonsense("no such subscription")),
        }
    }

    /// A person boosts a chat; gives the id of the boost.
    pub(crate) fn boost(&mut self, now: Now, room: Room, user: i64) -> Result<String, Cannot> {
        let (_, chat) = self.member(now, room, user)?;
        if !chat.is_supergroup() && !chat.is_channel() {
            return Err(Cannot::Nonsense("only supergroups and channels are boosted"));
        }
        self.add_boost(now, room, user).ok_or(Cannot::TooMany)
    }

    /// A person stops the bot while it writes.
    pub(crate) fn stop(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        draft_id: i64,
    ) -> Result<(), Cannot> {
        self.member(now, room, user)?;
        match self.stop_draft(now, room, draft_id) {
            true => Ok(()),
            false => Err(Cannot::Nonsense("no such draft is shown, or it has no button to stop")),
        }
    }
}
