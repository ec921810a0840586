//! Pictures and films that people pay Stars for. See <https://core.telegram.org/bots/api#sendpaidmedia>.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::chats::Stored;
use crate::clock::Now;
use crate::payments::{Charge, Offer, STARS};
use crate::room::Room;
use crate::world::World;

/// What the Bot API does not tell of paid media in a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sale {
    /// What the bot calls it for itself; empty if nothing.
    pub(crate) payload: String,
    /// Who has paid.
    pub(crate) paid_by: BTreeSet<i64>,
}

/// Why nothing is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoSale {
    /// Nothing is sold there.
    Nothing,
    /// It was bought before.
    Already,
}

impl World {
    /// Notes what a bot has said of what a message sells.
    pub(crate) fn put_up_for_sale(&mut self, room: Room, message_id: i64, sale: Sale) {
        let stored = self.chats.message(room, message_id).cloned();
        if let Some(stored) = stored {
            self.keep_message(room, Stored { sale: Some(sale), ..stored });
        }
    }

    /// Somebody buys what a message sells. Its bot is told of what it has given a payload outside channels, and gets the
    /// Stars, unless they are a channel's.
    pub(crate) fn buy(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
    ) -> Result<(), NoSale> {
        let stored = self.chats.message(room, message_id).ok_or(NoSale::Nothing)?;
        let media = stored.message.attachment.get("paid_media").ok_or(NoSale::Nothing)?;
        let price = media["star_count"].as_i64().unwrap_or(0);
        let contents = media["paid_media"].clone();
        let mut sale = stored.sale.clone().unwrap_or_default();
        if !sale.paid_by.insert(user) {
            return Err(NoSale::Already);
        }
        let payload = sale.payload.clone();
        let stored = Stored { sale: Some(sale), ..stored.clone() };
        let channel = stored.message.chat.is_channel();
        let seller = stored.writer().and_then(|writer| self.bots.find(writer.id));
        self.replace_message(room, stored);
        let Some(bot) = seller.filter(|_| !channel) else {
            return Ok(());
        };
        let offer = Offer {
            payload: payload.clone(),
            currency: STARS.to_owned(),
            total_amount: price,
            ..Offer::default()
        };
        let charge = Charge { paid_media: Some(contents), ..Charge::new(user, now.unix, offer) };
        self.add_charge(bot, charge);
        if !payload.is_empty() {
            let bought = json!({ "from": self.people.get(&user), "paid_media_payload": payload });
            self.issue(now, bot, "purchased_paid_media", None, &bought);
        }
        Ok(())
    }
}
