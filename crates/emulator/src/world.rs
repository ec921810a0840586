//! The world: everything the emulator knows, and the one place where updates are made.
//!
//! Pure state behind one lock ([`crate::shared`]); it reads no clock and does no I/O.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::oneshot;

use crate::answer::{Outcome, Refusal, Success, update_text};
use crate::bots::{BadBot, BotId, Bots, NewBot, first};
use crate::changes::{Changes, Rows, Stale, Table};
use crate::chats::Chats;
use crate::clock::Now;
use crate::drafts::Drafts;
use crate::emoji_status::EmojiStatuses;
use crate::faults::{Fault, Faults};
use crate::feed::{Feed, Happening};
use crate::files::Files;
use crate::ledger::{Entry, Issued, Struck};
use crate::limits::{Gauge, Limits};
use crate::methods::webhook;
use crate::model::User;
use crate::polling::{Ticket, Verdict};
use crate::polls::Closings;
use crate::queue;
use crate::room::Room;
use crate::sticker_sets::StickerSets;
use crate::subscriptions::Renewals;
use crate::webhook::{Order, WebhookRule};

/// The id of the first person of a new world; every other gets the next.
pub const FIRST_USER_ID: i64 = 100_001;

/// Time that can be skipped in all: ten years, which every clock can add up.
pub(crate) const MAX_SKIPPED: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// Everything.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) started: Instant,
    /// Time that did not pass outside.
    pub(crate) skipped: Duration,
    pub(crate) bots: Bots,
    pub(crate) people: BTreeMap<i64, User>,
    pub(crate) next_user_id: i64,
    pub(crate) chats: Chats,
    pub(crate) emoji_statuses: EmojiStatuses,
    pub(crate) renewals: Renewals,
    pub(crate) sticker_sets: StickerSets,
    pub(crate) drafts: Drafts,
    pub(crate) closings: Closings,
    pub(crate) faults: Faults,
    /// The flood limits of bots that are made from now on.
    pub(crate) limits: Limits,
    /// Which webhooks bots may set.
    pub(crate) webhooks: WebhookRule,
    pub(crate) files: Files,
    pub(crate) feed: Feed,
    pub(crate) changes: Changes,
    waiting: HashMap<Ticket, oneshot::Sender<Outcome>>,
    last_ticket: Ticket,
    orders: Vec<(BotId, Order)>,
}

impl World {
    /// An empty world with one bot. `persist` says whether changes are collected.
    pub(crate) fn new(now: Now, bot: NewBot, persist: bool) -> Result<Self, BadBot> {
        Ok(Self {
            started: now.instant,
            skipped: Duration::ZERO,
            bots: Bots::new(first(now.instant, bot)?),
            people: BTreeMap::new(),
            next_user_id: FIRST_USER_ID,
            chats: Chats::default(),
            emoji_statuses: EmojiStatuses::default(),
            renewals: Renewals::default(),
            sticker_sets: StickerSets::default(),
            drafts: Drafts::default(),
            closings: Closings::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            webhooks: WebhookRule::default(),
            files: Files::default(),
            feed: Feed::new(),
            changes: Changes::new(persist),
            waiting: HashMap::new(),
            last_ticket: 0,
            orders: Vec::new(),
        })
    }

    /// Sets what holds for all bots, also for those to come.
    pub(crate) fn set_rules(&mut self, limits: Limits, webhooks: WebhookRule) {
        self.limit_all(limits);
        self.webhooks = webhooks;
        for bot in self.bots.ids() {
            self.bots[bot].webhook.rule = webhooks;
        }
    }

    /// Sets the flood limits of all bots, also of those to come; what was sent before counts for nothing.
    pub(crate) fn limit_all(&mut self, limits: Limits) {
        self.limits = limits;
        for bot in self.bots.ids() {
            self.bots[bot].gauge = Gauge::new(limits);
        }
    }

    /// Makes an update of `kind` for a bot, dated now, unless the bot does not want the kind.
    pub(crate) fn issue(
        &mut self,
        now: Now,
        bot: BotId,
        kind: &str,
        room: Option<Room>,
        content: &impl Serialize,
    ) {
        if !self.bots[bot].allowed.allows(kind) {
            return;
        }
        let chat = room.map(Room::chat_id);
        let hooked = self.bots[bot].webhook.setting().is_some();
        let Some((bad, fault)) = self.faults.strike_update(now.instant, bot, chat, hooked) else {
            self.issue_as(now, bot, kind, chat, content);
            return;
        };
        self.note_struck(now, bot, kind, chat, fault);
        let (kind, content) = bad.instead(kind, serde_json::to_value(content).unwrap_or_default());
        if let Some(id) = self.issue_as(now, bot, kind, chat, &content) {
            self.bots[bot].webhook.mark(id, bad);
        }
    }

    /// Makes an update of `kind`; gives its id unless the queue is full.
    fn issue_as(
        &mut self,
        now: Now,
        bot: BotId,
        kind: &str,
        chat: Option<i64>,
        content: &impl Serialize,
    ) -> Option<i64> {
        let content = serde_json::to_string(content).ok()?;
        let body = RawValue::from_string(format!("{{\"{kind}\":{content}}}")).ok()?;
        self.issue_raw(now, bot, kind, chat, &body)
    }

    /// Puts an update into a bot's queue whatever its kind; gives its id unless the queue is full.
    pub(crate) fn issue_raw(
        &mut self,
        now: Now,
        bot: BotId,
        kind: &str,
        chat: Option<i64>,
        body: &RawValue,
    ) -> Option<i64> {
        let at_micros = self.micros(now);
        let to = &mut self.bots[bot];
        let text = update_text(to.polling.queue().next_id(), body);
        let expires = now.unix + queue::lifetime(kind);
        let event = to.polling.push(now, expires, text)?;
        to.books.issue(Issued { update_id: event.id, kind: kind.to_owned(), chat, at_micros });
        self.changes.put(Table::Queue, bot.key(event.id), &event);
        self.changes.put(Table::Facts, bot.key("next_update_id"), &(event.id + 1));
        Some(event.id)
    }

    /// Everything to write down that has changed since the last call.
    pub(crate) fn take_changes(&mut self) -> Rows {
        for stale in self.changes.take_stale() {
            match stale {
                Stale::Chat(room) => {
                    if let Some(chat) = self.chats.by_room.get(&room) {
                        self.changes.put(Table::Chats, room.key(room.chat_id()), chat);
                    }
                }
                Stale::Payments(bot) => {
                    let payments = &self.bots[bot].payments;
                    self.changes.put(Table::Facts, bot.key("payments"), payments);
                }
                Stale::StickerSets => {
                    self.changes.put(Table::Facts, "sticker_sets", &self.sticker_sets);
                }
                Stale::Games(bot) => {
                    self.changes.put(Table::Facts, bot.key("games"), &self.bots[bot].games);
                }
            }
        }
        self.changes.take()
    }

    /// Lets time pass that does not pass outside; `false` if that were too much.
    pub(crate) fn skip(&mut self, time: Duration) -> bool {
        let skipped = self.skipped.saturating_add(time);
        let may = skipped <= MAX_SKIPPED;
        if may {
            self.skipped = skipped;
            self.feed.publish(&Happening::Skip { seconds: time.as_secs() });
        }
        may
    }

    /// Microseconds since the start.
    pub(crate) fn micros(&self, now: Now) -> u64 {
        let since = now.instant.saturating_duration_since(self.started);
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }

    /// Notes an accepted call of a bot.
    pub(crate) fn accept(&mut self, now: Now, bot: BotId, entry: Entry) {
        let at_micros = self.micros(now);
        self.bots[bot].books.accept(Entry { at_micros, ..entry });
    }

    /// The fault that meets this call of a bot, if any.
    pub(crate) fn strike(
        &mut self,
        now: Now,
        bot: BotId,
        method: &str,
        chat: Option<i64>,
    ) -> Option<Fault> {
        let fault = self.faults.strike(now.instant, bot, method, chat)?;
        self.note_struck(now, bot, method, chat, fault.clone());
        Some(fault)
    }

    fn note_struck(&mut self, now: Now, bot: BotId, met: &str, chat: Option<i64>, fault: Fault) {
        let at_micros = self.micros(now);
        let struck = Struck { at_micros, method: met.to_owned(), chat, fault };
        self.bots[bot].books.strike(struck);
    }

    /// A name for a call that is answered later, and where its answer will come.
    pub(crate) fn park(&mut self) -> (Ticket, oneshot::Receiver<Outcome>) {
        let (sender, receiver) = oneshot::channel();
        self.last_ticket += 1;
        self.waiting.insert(self.last_ticket, sender);
        (self.last_ticket, receiver)
    }

    /// Answers a call that waits. The caller may have hung up; its updates stay unconfirmed, so nothing is lost.
    pub(crate) fn answer(&mut self, ticket: Ticket, outcome: Outcome) {
        if let Some(sender) = self.waiting.remove(&ticket) {
            let _ = sender.send(outcome);
        }
    }

    /// Lets the machines of bots do what is due, hands out what they decided, and notes which updates are gone. Looks at
    /// no bot that was not touched and has nothing due.
    pub(crate) fn deliver(&mut self, now: Now) {
        self.close_polls(now);
        self.renew_subscriptions(now);
        for bot in self.bots.take_due(now.instant) {
            self.look_after(now, bot);
            self.bots.settle(bot);
        }
    }

    fn look_after(&mut self, now: Now, id: BotId) {
        let bot = self.bots.tend(id);
        bot.polling.tick(now);
        bot.webhook.run(now, bot.polling.queue());
        if bot.webhook.setting().is_some() {
            bot.polling.note_delivered();
        }
        if bot.webhook.take_removed() {
            webhook::write_down(&mut self.changes, id, &bot.webhook);
        }
        for update in bot.polling.queue().take_gone() {
            self.changes.delete(Table::Queue, id.key(update));
        }
        self.orders.extend(bot.webhook.take_orders().into_iter().map(|order| (id, order)));
        let verdicts = bot.polling.take_verdicts();
        for verdict in verdicts {
            match verdict {
                Verdict::Updates(ticket, json) => self.answer(ticket, Ok(Success::raw(json))),
                Verdict::Conflict(ticket, reason) => {
                    let refusal = Refusal::exact(409, format!("Conflict: {reason}"));
                    self.answer(ticket, Err(refusal));
                }
            }
        }
    }

    /// What is to be done outside for the webhooks of bots, in order.
    pub(crate) fn take_orders(&mut self) -> Vec<(BotId, Order)> {
        std::mem::take(&mut self.orders)
    }

    /// When [`World::deliver`] has something to do although nothing happens.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        let wakes = self.bots.next_wake().into_iter().chain(self.closings.next());
        wakes.chain(self.renewals.next()).min()
    }
}

#[cfg(test)]
mod tests;
