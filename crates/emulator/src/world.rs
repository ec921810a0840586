//! The world: everything the emulator knows, and the one place where updates are made.
//!
//! Pure state behind one lock ([`crate::shared`]); it reads no clock and does no I/O.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::sync::oneshot;

use crate::allowed::Allowed;
use crate::answer::{Outcome, Refusal, Success, update_text};
use crate::changes::{Changes, Rows, Stale, Table};
use crate::chats::Chats;
use crate::clock::Now;
use crate::drafts::Drafts;
use crate::emoji_status::EmojiStatuses;
use crate::faults::{Fault, Faults};
use crate::feed::{Feed, Happening};
use crate::files::Files;
use crate::games::Games;
use crate::identity;
use crate::inline::Asks;
use crate::ledger::{Books, Entry, Issued, Struck};
use crate::limits::Gauge;
use crate::methods::commands::Commands;
use crate::methods::lifecycle::Standing;
use crate::methods::profile::Profile;
use crate::methods::webhook;
use crate::model::User;
use crate::payments::Payments;
use crate::polling::{Polling, Ticket, Verdict};
use crate::polls::Closings;
use crate::prepared::Prepared;
use crate::presses::Presses;
use crate::queue::{self, Queue};
use crate::sticker_sets::StickerSets;
use crate::subscriptions::Renewals;
use crate::web_apps::WebApps;
use crate::webhook::Webhook;

/// The id of the first person of a new world; every other gets the next.
pub const FIRST_USER_ID: i64 = 100_001;

/// Time that can be skipped in all: ten years, which every clock can add up.
pub(crate) const MAX_SKIPPED: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// The name of the bot.
pub(crate) const BOT_NAME: &str = "Molniya Demo";
/// The username of the bot.
const BOT_USERNAME: &str = "molniya_demo_bot";

/// What the bot's owner has chosen for it, as with the bot that makes bots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manners {
    /// Whether it hears only what is meant for it in groups.
    pub(crate) privacy: bool,
    /// Whether it can be asked from any chat.
    pub(crate) inline: bool,
    /// Whether it is told which of its results people send.
    #[serde(default = "told")]
    pub(crate) inline_feedback: bool,
}

/// What files from before there was a choice mean.
fn told() -> bool {
    true
}

impl Default for Manners {
    fn default() -> Self {
        Self { privacy: true, inline: true, inline_feedback: true }
    }
}

/// Everything.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) started: Instant,
    /// Time that did not pass outside.
    pub(crate) skipped: Duration,
    pub(crate) standing: Standing,
    pub(crate) token: String,
    pub(crate) bot: User,
    pub(crate) manners: Manners,
    pub(crate) people: BTreeMap<i64, User>,
    pub(crate) next_user_id: i64,
    pub(crate) chats: Chats,
    pub(crate) presses: Presses,
    pub(crate) commands: Commands,
    /// Menu buttons by private chat; 0 is every chat without one of its own.
    pub(crate) menus: BTreeMap<i64, Value>,
    pub(crate) payments: Payments,
    pub(crate) games: Games,
    pub(crate) prepared: Prepared,
    pub(crate) emoji_statuses: EmojiStatuses,
    pub(crate) renewals: Renewals,
    pub(crate) sticker_sets: StickerSets,
    pub(crate) drafts: Drafts,
    pub(crate) asks: Asks,
    pub(crate) web_apps: WebApps,
    pub(crate) profile: Profile,
    pub(crate) closings: Closings,
    pub(crate) allowed: Allowed,
    pub(crate) polling: Polling,
    pub(crate) webhook: Webhook,
    pub(crate) faults: Faults,
    pub(crate) gauge: Gauge,
    pub(crate) files: Files,
    pub(crate) feed: Feed,
    pub(crate) books: Books,
    pub(crate) changes: Changes,
    waiting: HashMap<Ticket, oneshot::Sender<Outcome>>,
    last_ticket: Ticket,
}

impl World {
    /// An empty world in which the bot has this token. `persist` says whether changes are collected.
    pub(crate) fn new(now: Now, token: String, persist: bool) -> Result<Self, Refusal> {
        let bot = User {
            id: identity::bot_id(&token)?,
            is_bot: true,
            first_name: BOT_NAME.to_owned(),
            username: Some(BOT_USERNAME.to_owned()),
            language_code: None,
        };
        let first_update = 2_000_001 + i64::try_from(identity::random() % 997_999_999).unwrap_or(0);
        Ok(Self {
            started: now.instant,
            skipped: Duration::ZERO,
            standing: Standing::Open(now.instant),
            token,
            bot,
            manners: Manners::default(),
            people: BTreeMap::new(),
            next_user_id: FIRST_USER_ID,
            chats: Chats::default(),
            presses: Presses::default(),
            commands: Commands::default(),
            menus: BTreeMap::new(),
            payments: Payments::default(),
            games: Games::default(),
            prepared: Prepared::default(),
            emoji_statuses: EmojiStatuses::default(),
            renewals: Renewals::default(),
            sticker_sets: StickerSets::default(),
            drafts: Drafts::default(),
            asks: Asks::default(),
            web_apps: WebApps::default(),
            profile: Profile::default(),
            closings: Closings::default(),
            allowed: Allowed::default(),
            polling: Polling::new(Queue::new(first_update)),
            webhook: Webhook::default(),
            faults: Faults::default(),
            gauge: Gauge::default(),
            files: Files::default(),
            feed: Feed::new(),
            books: Books::default(),
            changes: Changes::new(persist),
            waiting: HashMap::new(),
            last_ticket: 0,
        })
    }

    /// Makes an update of `kind` dated now, unless the bot does not want the kind.
    pub(crate) fn issue(
        &mut self,
        now: Now,
        kind: &str,
        chat: Option<i64>,
        content: &impl Serialize,
    ) {
        if !self.allowed.allows(kind) {
            return;
        }
        let hooked = self.webhook.setting().is_some();
        let Some((bad, fault)) = self.faults.strike_update(now.instant, chat, hooked) else {
            self.issue_as(now, kind, chat, content);
            return;
        };
        self.note_struck(now, kind, chat, fault);
        let (kind, content) = bad.instead(kind, serde_json::to_value(content).unwrap_or_default());
        if let Some(id) = self.issue_as(now, kind, chat, &content) {
            self.webhook.mark(id, bad);
        }
    }

    /// Makes an update of `kind`; gives its id unless the queue is full.
    fn issue_as(
        &mut self,
        now: Now,
        kind: &str,
        chat: Option<i64>,
        content: &impl Serialize,
    ) -> Option<i64> {
        let content = serde_json::to_string(content).ok()?;
        let body = RawValue::from_string(format!("{{\"{kind}\":{content}}}")).ok()?;
        self.issue_raw(now, kind, chat, &body)
    }

    /// Puts an update into the queue whatever its kind; gives its id unless the queue is full.
    pub(crate) fn issue_raw(
        &mut self,
        now: Now,
        kind: &str,
        chat: Option<i64>,
        body: &RawValue,
    ) -> Option<i64> {
        let text = update_text(self.polling.queue().next_id(), body);
        let expires = now.unix + queue::lifetime(kind);
        let event = self.polling.push(now, expires, text)?;
        self.changes.put(Table::Queue, event.id, &event);
        self.changes.put(Table::Facts, "next_update_id", &(event.id + 1));
        self.books.issue(Issued {
            update_id: event.id,
            kind: kind.to_owned(),
            chat,
            at_micros: self.micros(now),
        });
        Some(event.id)
    }

    /// Everything to write down that has changed since the last call.
    pub(crate) fn take_changes(&mut self) -> Rows {
        for stale in self.changes.take_stale() {
            match stale {
                Stale::Chat(id) => {
                    if let Some(chat) = self.chats.by_id.get(&id) {
                        self.changes.put(Table::Chats, id, chat);
                    }
                }
                Stale::Payments => self.changes.put(Table::Facts, "payments", &self.payments),
                Stale::StickerSets => {
                    self.changes.put(Table::Facts, "sticker_sets", &self.sticker_sets);
                }
                Stale::Games => self.changes.put(Table::Facts, "games", &self.games),
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

    /// Notes an accepted call.
    pub(crate) fn accept(&mut self, now: Now, entry: Entry) {
        let at_micros = self.micros(now);
        self.books.accept(Entry { at_micros, ..entry });
    }

    /// The fault that meets this call, if any.
    pub(crate) fn strike(&mut self, now: Now, method: &str, chat: Option<i64>) -> Option<Fault> {
        let fault = self.faults.strike(now.instant, method, chat)?;
        self.note_struck(now, method, chat, fault.clone());
        Some(fault)
    }

    fn note_struck(&mut self, now: Now, met: &str, chat: Option<i64>, fault: Fault) {
        let at_micros = self.micros(now);
        self.books.strike(Struck { at_micros, method: met.to_owned(), chat, fault });
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

    /// Lets both machines do what is due, hands out what they decided, and notes which updates are gone.
    pub(crate) fn deliver(&mut self, now: Now) {
        self.close_polls(now);
        self.renew_subscriptions(now);
        self.polling.tick(now);
        self.webhook.run(now, self.polling.queue());
        if self.webhook.setting().is_some() {
            self.polling.note_delivered();
        }
        if self.webhook.take_removed() {
            webhook::write_down(self);
        }
        for id in self.polling.queue().take_gone() {
            self.changes.delete(Table::Queue, id);
        }
        for verdict in self.polling.take_verdicts() {
            match verdict {
                Verdict::Updates(ticket, json) => self.answer(ticket, Ok(Success::raw(json))),
                Verdict::Conflict(ticket, reason) => {
                    let refusal = Refusal::exact(409, format!("Conflict: {reason}"));
                    self.answer(ticket, Err(refusal));
                }
            }
        }
    }

    /// When [`World::deliver`] has something to do although nothing happens.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        let machines = self.polling.next_wake().into_iter().chain(self.webhook.next_wake());
        machines.chain(self.closings.next()).chain(self.renewals.next()).min()
    }
}

#[cfg(test)]
mod tests;
