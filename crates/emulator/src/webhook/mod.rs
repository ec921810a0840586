//! The webhook of a bot as a machine: what is delivered, on which connection, when, and what an answer means.
//!
//! It reads no clock and does no I/O: it is told what happens, says when it wants to be asked again
//! ([`Webhook::next_wake`]) and hands out [`Order`]s, which [`post`] carries out.
//! See <https://core.telegram.org/bots/api#setwebhook>.

mod backlog;
mod lines;
pub(crate) mod post;
mod subqueue;
mod tls;
mod url;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use self::backlog::Backlog;
use self::lines::{Late, Line, Lines};
pub(crate) use self::tls::Trust;
pub(crate) use self::url::Url;
pub use self::url::WebhookRule;
use self::url::choose;
use crate::clock::Now;
use crate::faults::BadUpdate;
use crate::identity;
use crate::polling::Ticket;
use crate::queue::Queue;

/// Updates taken up for each connection that may be made.
const LOADED_PER_LINE: usize = 2;
/// The address of a name is asked for again after this time …
const RESOLVE_AFTER: Duration = Duration::from_secs(30 * 60);
/// … and up to this much later, in seconds.
const RESOLVE_SPREAD: u64 = 3 * 60;
/// A webhook that answers nothing but 410 for so long is taken away.
const GONE: Duration = Duration::from_secs(23 * 60 * 60);

/// What `setWebhook` asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Setting {
    pub(crate) url: String,
    /// In PEM, as it was uploaded.
    pub(crate) certificate: Option<String>,
    /// The address that was given, which is never looked up.
    pub(crate) ip_address: String,
    pub(crate) max_connections: usize,
    pub(crate) secret_token: String,
}

/// Where connections of a webhook go, and what every request on them says.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) url: Url,
    /// The address that was given, which is never looked up.
    pub(crate) ip_address: String,
    pub(crate) secret_token: String,
    pub(crate) trust: Trust,
}

/// Something to be done outside.
#[derive(Debug)]
pub(crate) enum Order {
    /// Look up the addresses of the place, and tell of them under this number.
    Resolve(u64, Arc<Place>),
    /// Make a connection.
    Open(Line, Arc<Place>, SocketAddr),
    /// Post an update on it.
    Send(Line, String),
    /// Close it.
    Close(Line),
}

/// An answer of the webhook.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) reason: String,
    /// Seconds, as the header says.
    pub(crate) retry_after: Option<u64>,
    /// Whether the connection can be used again.
    pub(crate) reusable: bool,
}

/// A webhook that is set, or about to be.
#[derive(Debug)]
struct Active {
    setting: Setting,
    place: Arc<Place>,
    address: Option<IpAddr>,
    /// When the address is asked for; `None` while it is, and if it never is.
    resolve_at: Option<Instant>,
    backlog: Backlog,
    lines: Lines,
    /// Since when every answer is 410.
    gone_since: Option<Instant>,
}

/// The machine of one bot.
#[derive(Debug, Default)]
pub(crate) struct Webhook {
    /// Which webhooks may be set.
    pub(crate) rule: WebhookRule,
    active: Option<Active>,
    /// The call of `setWebhook` that waits for the address.
    setting_up: Option<Ticket>,
    next_set: Option<Instant>,
    last_error: Option<(i64, String)>,
    orders: Vec<Order>,
    last_line: Line,
    /// Counts webhooks, so that the address of an earlier one is not taken for the new one's.
    generation: u64,
    wake: Option<Instant>,
    /// The server is down until then.
    down_until: Option<Instant>,
    /// It was taken away by itself.
    removed: bool,
}

impl Webhook {
    /// What is set, or about to be.
    pub(crate) fn setting(&self) -> Option<&Setting> {
        self.active.as_ref().map(|active| &active.setting)
    }

    /// The address in use.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.active.as_ref()?.address
    }

    /// The last failure: seconds since 1970, and what it was.
    pub(crate) fn last_error(&self) -> Option<&(i64, String)> {
        self.last_error.as_ref()
    }

    /// Whether a webhook may be set now; there must be a second between two calls.
    pub(crate) fn may_set(&mut self, now: Instant) -> bool {
        let may = self.next_set.is_none_or(|next| now >= next);
        if may {
            self.next_set = Some(now + Duration::from_secs(1));
        }
        may
    }

    /// The call that is setting a webhook just now, which is to be ended.
    pub(crate) fn interrupt(&mut self) -> Option<Ticket> {
        self.setting_up.take()
    }

    /// Ends the webhook, if there is one.
    pub(crate) fn close(&mut self) {
        if let Some(active) = self.active.take() {
            self.orders.extend(active.lines.all().map(Order::Close));
        }
        self.last_error = None;
        self.setting_up = None;
        self.wake = None;
    }

    /// Begins to set a webhook up; `ticket` waits for what comes of it.
    pub(crate) fn open(
        &mut self,
        now: Now,
        ticket: Option<Ticket>,
        setting: Setting,
        place: Place,
    ) {
        self.close();
        self.generation += 1;
        self.setting_up = ticket;
        let max = setting.max_connections;
        self.active = Some(Active {
            backlog: Backlog::new(max * LOADED_PER_LINE, identity::random()),
            lines: Lines::new(max),
            setting,
            place: Arc::new(place),
            address: None,
            resolve_at: Some(now.instant),
            gone_since: None,
        });
    }

    /// The addresses that were asked for under this number. Gives the call of `setWebhook` that waited for them, if
    /// one did.
    pub(crate) fn resolved(
        &mut self,
        now: Now,
        generation: u64,
        found: Result<Vec<IpAddr>, String>,
    ) -> Option<(Ticket, Result<(), String>)> {
        let active = self.active.as_mut().filter(|_| generation == self.generation)?;
        match found.and_then(|addresses| choose(&addresses, self.rule)) {
            Ok(address) => {
                if active.address.replace(address).is_some_and(|old| old != address) {
                    let free = active.lines.retire();
                    self.orders.extend(free.into_iter().map(Order::Close));
                }
                self.setting_up.take().map(|ticket| (ticket, Ok(())))
            }
            Err(problem) => match self.setting_up.take() {
                Some(ticket) => {
                    self.close();
                    Some((ticket, Err(problem)))
                }
                // The old address still serves, and if there is none it is asked for again.
                None => {
                    self.fail(now, problem);
                    None
                }
            },
        }
    }

    /// A connection stands.
    pub(crate) fn connected(&mut self, now: Now, line: Line) {
        if let Some(active) = &mut self.active {
            active.lines.rest(now.instant, line);
        }
    }

    /// A connection is gone, or could not be made.
    pub(crate) fn broken(&mut self, now: Now, queue: &mut Queue, line: Line, problem: &str) {
        let Some(active) = self.active.as_mut().filter(|active| active.lines.has(line)) else {
            return;
        };
        let carried = active.lines.carries(line);
        // A connection that was idle may be closed at any time: that is no failure.
        let was_idle = active.lines.is_idle(line);
        active.lines.end(line);
        if let Some(update) = carried {
            active.backlog.put_off(now, update, None, queue);
        }
        if !was_idle {
            self.fail(now, problem.to_owned());
        }
    }

    /// The update on a connection was answered.
    pub(crate) fn answered(&mut self, now: Now, queue: &mut Queue, line: Line, answer: &Answered) {
        let Some(active) = &mut self.active else {
            return;
        };
        let Some(update) = active.lines.carries(line) else {
            return;
        };
        if !(answer.reusable && active.lines.rest(now.instant, line)) {
            active.lines.end(line);
            self.orders.push(Order::Close(line));
        }
        if (200..300).contains(&answer.status) {
            active.gone_since = None;
            active.lines.succeeded(now.instant);
            active.backlog.taken(now, update, queue);
            return;
        }
        active.backlog.put_off(now, update, answer.retry_after, queue);
        let gone = match answer.status {
            410 => now.instant - *active.gone_since.get_or_insert(now.instant),
            _ => {
                active.gone_since = None;
                Duration::ZERO
            }
        };
        self.fail(
            now,
            format!("Wrong response from the webhook: {} {}", answer.status, answer.reason),
        );
        if gone > GONE {
            self.close();
            self.removed = true;
        }
    }

    /// An update that is brought otherwise than it should be.
    pub(crate) fn mark(&mut self, update: i64, bad: BadUpdate) {
        if let Some(active) = &mut self.active {
            active.backlog.mark(update, bad);
        }
    }

    /// What is held back or to be sent again is treated like any other update.
    pub(crate) fn release(&mut self) {
        if let Some(active) = &mut self.active {
            active.backlog.release();
        }
    }

    /// The server stops and is down until then: connections are gone, updates on their way are sent again.
    pub(crate) fn cut(&mut self, now: Now, queue: &mut Queue, until: Instant) {
        self.down_until = Some(until);
        let Some(active) = &mut self.active else {
            return;
        };
        let lines: Vec<Line> = active.lines.all().collect();
        for line in lines {
            if let Some(update) = active.lines.carries(line) {
                active.backlog.put_off(now, update, None, queue);
            }
            active.lines.end(line);
            self.orders.push(Order::Close(line));
        }
    }

    /// Does what is due at `now`.
    pub(crate) fn run(&mut self, now: Now, queue: &mut Queue) {
        if self.down_until.is_some_and(|until| until > now.instant) {
            self.wake = self.down_until;
            return;
        }
        self.give_up(now, queue);
        let Some(active) = &mut self.active else {
            return;
        };
        if active.resolve_at.is_some_and(|at| at <= now.instant) {
            let fixed = active.setting.ip_address.is_empty();
            let again = RESOLVE_AFTER + Duration::from_secs(identity::random() % RESOLVE_SPREAD);
            active.resolve_at = fixed.then(|| now.instant + again);
            self.orders.push(Order::Resolve(self.generation, active.place.clone()));
        }
        let mut wakes = vec![active.resolve_at, active.lines.next_end()];
        if let Some(address) = active.address.filter(|_| self.setting_up.is_none()) {
            active.backlog.load(now, queue);
            while let Some(line) = active.lines.idle()
                && let Some(update) = active.backlog.depart(now)
            {
                let text = queue.text(update).unwrap_or_default().to_owned();
                active.lines.carry(now.instant, line, update);
                self.orders.push(Order::Send(line, text));
            }
            let pace = loop {
                let (wanted, again) =
                    active.lines.wants_one(now.instant, active.backlog.subqueues());
                if !wanted {
                    break again;
                }
                self.last_line += 1;
                active.lines.begin(now.instant, self.last_line);
                let to = SocketAddr::new(address, active.place.url.port);
                self.orders.push(Order::Open(self.last_line, active.place.clone(), to));
            };
            wakes.extend([pace, active.backlog.next_due(now), active.lines.next_end()]);
        }
        self.wake = wakes.into_iter().flatten().min();
    }

    /// When [`Webhook::run`] has something to do.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        self.wake
    }

    /// What is to be done outside, in order.
    pub(crate) fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Whether it was taken away by itself since the last call.
    pub(crate) fn take_removed(&mut self) -> bool {
        std::mem::take(&mut self.removed)
    }

    /// Ends connections that have lasted too long.
    fn give_up(&mut self, now: Now, queue: &mut Queue) {
        let Some(active) = &mut self.active else {
            return;
        };
        let mut problem = None;
        for late in active.lines.expire(now.instant) {
            let line = match late {
                Late::Idle(line) => line,
                Late::Unmade(line) => {
                    problem = Some("Connection timed out");
                    line
                }
                Late::Unanswered(line, update) => {
                    active.backlog.put_off(now, update, None, queue);
                    problem = Some("Read timeout expired");
                    line
                }
            };
            self.orders.push(Order::Close(line));
        }
        if let Some(problem) = problem {
            self.fail(now, problem.to_owned());
        }
    }

    fn fail(&mut self, now: Now, problem: String) {
        self.last_error = Some((now.unix, problem));
    }
}

#[cfg(test)]
mod tests;
