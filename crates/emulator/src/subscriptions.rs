//! Subscriptions: invoices that are paid again and again with Stars. See
//! <https://core.telegram.org/bots/api#edituserstarsubscription> and <https://core.telegram.org/bots/api#botsubscriptionupdated>.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bots::BotId;
use crate::clock::Now;
use crate::payments::{Charge, Offer, Order, told};
use crate::room::Room;
use crate::world::World;

/// Subscriptions kept; the oldest go first.
pub(crate) const MAX_KEPT: usize = 1_000;

/// What somebody pays for again and again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub(crate) user: i64,
    chat: i64,
    offer: Offer,
    /// When it ends or is paid for again, in seconds since 1970.
    until: i64,
    /// Whether the bot lets it end then.
    ended_by_bot: bool,
    /// What becomes of it then by whoever pays.
    next: Next,
    /// The id of the payment that was the last one; under the id of the first one it is kept.
    last_charge: String,
}

/// What whoever pays does when a subscription is to be paid again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Next {
    /// They pay.
    Active,
    /// They have canceled it.
    Canceled,
    /// They have not enough Stars.
    Failed,
}

/// When subscriptions of bots are due, by the id of their first payments.
#[derive(Debug, Default)]
pub(crate) struct Renewals {
    at: BTreeSet<(Instant, BotId, String)>,
}

impl Renewals {
    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.at.first().map(|(at, ..)| *at)
    }
}

impl World {
    /// Begins a subscription with a payment that was made, and says so in the message that tells of it.
    pub(crate) fn subscribe(
        &mut self,
        now: Now,
        (bot, chat): (BotId, i64),
        charge: (&str, &Charge),
        paid: &mut Value,
    ) {
        let (id, Charge { user, offer, .. }) = charge;
        let until = now.unix.saturating_add(offer.subscription_period);
        paid["subscription_expiration_date"] = until.into();
        paid["is_recurring"] = true.into();
        paid["is_first_recurring"] = true.into();
        let subscription = Subscription {
            user: *user,
            chat,
            offer: offer.clone(),
            until,
            ended_by_bot: false,
            next: Next::Active,
            last_charge: id.to_owned(),
        };
        self.keep_subscription(now, bot, id.to_owned(), subscription);
    }

    fn keep_subscription(&mut self, now: Now, bot: BotId, id: String, subscription: Subscription) {
        let left = u64::try_from(subscription.until - now.unix).unwrap_or(0);
        self.renewals.at.insert((now.instant + Duration::from_secs(left), bot, id.clone()));
        let kept = &mut self.bots[bot].payments.subscriptions;
        if kept.len() >= MAX_KEPT && !kept.contains_key(&id) {
            kept.pop_first();
        }
        kept.insert(id, subscription);
        self.save_payments(bot);
    }

    /// Changes the subscription to which a payment belongs; tells whether there is one.
    fn change_subscription(
        &mut self,
        bot: BotId,
        user: i64,
        charge: &str,
        change: impl FnOnce(&mut Subscription),
    ) -> Option<Subscription> {
        let mut all = self.bots[bot].payments.subscriptions.iter_mut();
        let found = all.find(|(id, one)| {
            one.user == user && (id.as_str() == charge || one.last_charge == charge)
        });
        let (_, subscription) = found?;
        change(subscription);
        let changed = subscription.clone();
        self.save_payments(bot);
        Some(changed)
    }

    /// A bot lets a subscription end, or go on; tells whether there is one.
    pub(crate) fn end_subscription(
        &mut self,
        bot: BotId,
        user: i64,
        charge: &str,
        ended: bool,
    ) -> bool {
        self.change_subscription(bot, user, charge, |one| one.ended_by_bot = ended).is_some()
    }

    /// Whoever pays decides what becomes of a subscription; the bot is told of what it cannot see otherwise.
    pub(crate) fn decide_subscription(
        &mut self,
        now: Now,
        bot: BotId,
        user: i64,
        charge: &str,
        next: Next,
    ) -> bool {
        let mut before = next;
        let changed = self.change_subscription(bot, user, charge, |one| {
            before = std::mem::replace(&mut one.next, next);
        });
        let told = (before == Next::Canceled || next == Next::Canceled) && before != next;
        match changed {
            None => false,
            Some(subscription) => {
                if told {
                    self.tell_subscription(now, bot, &subscription);
                }
                true
            }
        }
    }

    fn tell_subscription(&mut self, now: Now, bot: BotId, subscription: &Subscription) {
        let update = json!({
            "user": self.people.get(&subscription.user),
            "invoice_payload": subscription.offer.payload,
            "state": subscription.next,
        });
        let room = Room::of(bot, subscription.chat);
        self.issue(now, bot, "subscription", Some(room), &update);
    }

    /// Lets the subscriptions that are due be paid again, or end.
    pub(crate) fn renew_subscriptions(&mut self, now: Now) {
        while let Some((_, bot, id)) =
            self.renewals.at.first().filter(|(at, ..)| *at <= now.instant)
        {
            let (bot, id) = (*bot, id.clone());
            self.renewals.at.pop_first();
            let Some(subscription) = self.bots[bot].payments.subscriptions.remove(&id) else {
                continue;
            };
            self.save_payments(bot);
            match subscription.next {
                _ if subscription.ended_by_bot => {}
                Next::Canceled => {}
                Next::Failed => self.tell_subscription(now, bot, &subscription),
                Next::Active => self.renew(now, bot, id, subscription),
            }
        }
    }

    fn renew(&mut self, now: Now, bot: BotId, id: String, mut subscription: Subscription) {
        let Subscription { user, chat, ref offer, .. } = subscription;
        subscription.until = subscription.until.saturating_add(offer.subscription_period);
        let mut paid = told(offer, &Order::default());
        let charge = self.add_charge(bot, Charge::new(user, now.unix, offer.clone()));
        paid["telegram_payment_charge_id"] = charge.clone().into();
        paid["provider_payment_charge_id"] = charge.clone().into();
        paid["subscription_expiration_date"] = subscription.until.into();
        paid["is_recurring"] = true.into();
        subscription.last_charge = charge;
        self.keep_subscription(now, bot, id, subscription);
        self.service(now, Room::of(bot, chat), user, "successful_payment", paid);
    }

    /// Lets subscriptions go on that were begun in an earlier run.
    pub(crate) fn resume_subscriptions(&mut self, now: Now) {
        for bot in self.bots.ids() {
            for (id, subscription) in self.bots[bot].payments.subscriptions.clone() {
                self.keep_subscription(now, bot, id, subscription);
            }
        }
    }
}
