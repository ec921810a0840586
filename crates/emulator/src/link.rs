//! The way between the bot and the server as a machine: what each call waits for, and when a connection is closed.
//!
//! It reads no clock and does no I/O: [`crate::connections`] does the waiting. It knows neither calls nor bots. Moments
//! are those of the bot's side of the way: what the bot sends it has sent now, and what the server does is seen half a
//! round trip later.

use std::collections::HashMap;
use std::str::FromStr;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// The longest round trip, jitter or server time, in milliseconds: longer ones are no link but an outage.
const MAX_WAIT_MS: u64 = 60_000;
/// The most round trips of a TLS handshake.
const MAX_TLS: u32 = 10;
/// The longest idleness and age, in milliseconds: a day.
const MAX_LIFE_MS: u64 = 24 * 60 * 60 * 1000;

/// How far away the server is from the bot, and how long it keeps connections. The default costs nothing.
///
/// A new connection takes one round trip for TCP and [`tls`](Self::tls) for TLS before its first request leaves; every
/// call takes one round trip and the server's own time. So 80 ms of round trip make 240 ms of the first call, and 80 of
/// every other.
///
/// As text it is what the flag `--link` takes, for example `rtt=80,jitter=5,tls=2,idle=5s,age=39s,server=1`: times are
/// in milliseconds, or in seconds with an `s` behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Link {
    /// Milliseconds of a round trip, at most 60,000.
    pub rtt_ms: u64,
    /// Each round trip takes up to so many milliseconds more, at most 60,000.
    pub jitter_ms: u64,
    /// Round trips of the TLS handshake, at most 10: 1 for TLS 1.3, 2 for TLS 1.2, 0 without TLS. There is no real
    /// TLS, only its time.
    pub tls: u32,
    /// Milliseconds that the server thinks about each call, at most 60,000.
    pub server_ms: u64,
    /// The server closes a connection that was idle for so many milliseconds, more than a round trip and at most a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_ms: Option<u64>,
    /// The server closes a connection that is so many milliseconds old, after the answer it is giving; the same range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_ms: Option<u64>,
    /// What the jitter is drawn from: the same seed and order of connections give the same jitter.
    pub seed: u64,
}

impl Default for Link {
    fn default() -> Self {
        Self { rtt_ms: 0, jitter_ms: 0, tls: 1, server_ms: 0, idle_ms: None, age_ms: None, seed: 0 }
    }
}

impl Link {
    /// A server that is a round trip of so many milliseconds away, over TLS 1.3.
    pub fn rtt(milliseconds: u64) -> Self {
        Self { rtt_ms: milliseconds, ..Self::default() }
    }

    /// What makes no sense about it, if anything.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let long = |ms: u64| ms > MAX_WAIT_MS;
        if long(self.rtt_ms) || long(self.jitter_ms) || long(self.server_ms) {
            return Some("rtt, jitter and server are at most 60000 ms");
        }
        let lives = [self.idle_ms, self.age_ms];
        let way = self.rtt_ms + self.jitter_ms;
        if lives.iter().flatten().any(|life| *life <= way || *life > MAX_LIFE_MS) {
            return Some("idle and age are longer than rtt and jitter together, and at most a day");
        }
        (self.tls > MAX_TLS).then_some("tls is at most 10 round trips")
    }
}

/// How far away each bot is: all as far as one another, but for those with a link of their own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    all: Link,
    own: HashMap<i64, Link>,
}

impl Links {
    /// The link of a bot, or that of a bot nobody knows yet.
    pub(crate) fn of(&self, bot: Option<i64>) -> &Link {
        self.own_of(bot).unwrap_or(&self.all)
    }

    /// The link that is a bot's own.
    pub(crate) fn own_of(&self, bot: Option<i64>) -> Option<&Link> {
        self.own.get(&bot?)
    }

    /// Changes the link of a bot, or of all, whatever they had.
    pub(crate) fn set(&mut self, bot: Option<i64>, link: Link) {
        match bot {
            Some(bot) => drop(self.own.insert(bot, link)),
            None => *self = Self { all: link, own: HashMap::new() },
        }
    }
}

/// A text is no [`Link`]; it says what is wrong in one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLink(String);

impl FromStr for Link {
    type Err = BadLink;

    fn from_str(text: &str) -> Result<Self, BadLink> {
        let mut link = Self::default();
        for setting in text.split(',') {
            let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
            let bad = || BadLink(format!("`{setting}` is not of the form {name}=NUMBER"));
            match name {
                "rtt" => link.rtt_ms = milliseconds(value).ok_or_else(bad)?,
                "jitter" => link.jitter_ms = milliseconds(value).ok_or_else(bad)?,
                "server" => link.server_ms = milliseconds(value).ok_or_else(bad)?,
                "idle" => link.idle_ms = Some(milliseconds(value).ok_or_else(bad)?),
                "age" => link.age_ms = Some(milliseconds(value).ok_or_else(bad)?),
                "tls" => link.tls = value.parse().map_err(|_| bad())?,
                "seed" => link.seed = value.parse().map_err(|_| bad())?,
                _ => {
                    let names = "rtt, jitter, tls, idle, age, server and seed";
                    return Err(BadLink(format!("`{name}` is none of {names}")));
                }
            }
        }
        match link.problem() {
            Some(problem) => Err(BadLink(problem.to_owned())),
            None => Ok(link),
        }
    }
}

/// `80`, `80ms` or `5s`.
fn milliseconds(text: &str) -> Option<u64> {
    let (digits, unit) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(digits), _) => (digits, 1),
        (None, Some(digits)) => (digits, 1000),
        (None, None) => (text, 1),
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

/// What one call waits for on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Trip {
    /// Until its connection stands.
    pub(crate) connection: Duration,
    /// There and back.
    pub(crate) way: Duration,
    /// Until the server takes it up.
    pub(crate) server: Duration,
}

impl Trip {
    /// The wait before the call is carried out.
    pub(crate) fn there(&self) -> Duration {
        self.connection + self.way / 2 + self.server
    }

    /// The wait before the answer is seen.
    pub(crate) fn back(&self) -> Duration {
        self.way - self.way / 2
    }
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// It reaches the server.
    Arrives(Trip),
    /// The server has closed the connection meanwhile, which is seen at this moment.
    Lost(Instant),
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Wire {
    /// When the handshakes are over.
    ready: Instant,
    /// Since when it carries nothing; `None` while it does.
    idle_since: Option<Instant>,
    random: u64,
}

impl Wire {
    /// A connection that the bot begins to make now, the how-manyth there is.
    pub(crate) fn open(link: &Link, now: Instant, number: u64) -> Self {
        // Any spread will do, but never zero, from which the generator would not get away.
        let random = (link.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1;
        let mut wire = Self { ready: now, idle_since: None, random };
        for _ in 0..1 + link.tls {
            let way = wire.round_trip(link);
            wire.ready += way;
        }
        wire.idle_since = Some(wire.ready);
        wire
    }

    /// The bot sends a request.
    pub(crate) fn send(&mut self, link: &Link, now: Instant) -> Sent {
        let way = self.round_trip(link);
        let leaves = now.max(self.ready);
        let end = [self.idle_end(link), self.age_end(link)].into_iter().flatten().min();
        self.idle_since = None;
        match end {
            Some(end) if leaves + way >= end => Sent::Lost(end.max(now)),
            _ => Sent::Arrives(Trip {
                connection: leaves - now,
                way,
                server: Duration::from_millis(link.server_ms),
            }),
        }
    }

    /// The bot sees the answer.
    pub(crate) fn answered(&mut self, now: Instant) {
        self.idle_since = Some(now);
    }

    /// Whether the server is done with it, though it may still have an answer to give.
    pub(crate) fn is_over(&self, link: &Link, now: Instant) -> bool {
        let ends = [self.idle_end(link), self.age_end(link)];
        ends.into_iter().flatten().any(|end| end <= now)
    }

    /// When to ask [`Wire::is_over`] again, at the latest.
    pub(crate) fn next_look(&self, link: &Link, now: Instant) -> Option<Instant> {
        // While it carries something it is not idle, and will not have been for long enough before this.
        let busy = link.idle_ms.map(|idle| now + Duration::from_millis(idle));
        [self.idle_end(link).or(busy), self.age_end(link)].into_iter().flatten().min()
    }

    fn idle_end(&self, link: &Link) -> Option<Instant> {
        Some(self.idle_since? + Duration::from_millis(link.idle_ms?))
    }

    fn age_end(&self, link: &Link) -> Option<Instant> {
        Some(self.ready + Duration::from_millis(link.age_ms?))
    }

    fn round_trip(&mut self, link: &Link) -> Duration {
        // Xorshift.
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        let most = link.jitter_ms * 1000;
        let jitter = Duration::from_micros((self.random >> 16) % (most + 1));
        Duration::from_millis(link.rtt_ms) + jitter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// Sends a request that must arrive and is answered at once; gives the whole wait.
    fn call(wire: &mut Wire, link: &Link, now: &mut Instant) -> Duration {
        let Sent::Arrives(trip) = wire.send(link, *now) else {
            panic!("the request is lost");
        };
        let whole = trip.there() + trip.back();
        *now += whole;
        wire.answered(*now);
        whole
    }

    #[test]
    fn a_first_call_pays_for_the_handshakes_and_every_other_does_not() {
        for (tls, first) in [(0, 160), (1, 240), (2, 320)] {
            let (link, mut now) = (Link { tls, ..Link::rtt(80) }, Instant::now());
            let mut wire = Wire::open(&link, now, 0);
            assert_eq!(call(&mut wire, &link, &mut now), ms(first));
            assert_eq!(call(&mut wire, &link, &mut now), ms(80));
        }
        let (link, mut now) = (Link { server_ms: 7, ..Link::rtt(80) }, Instant::now());
        let mut wire = Wire::open(&link, now, 0);
        now += ms(100);
        assert_eq!(call(&mut wire, &link, &mut now), ms(60 + 80 + 7), "it was begun before");
        now += ms(9_000);
        assert_eq!(call(&mut wire, &link, &mut now), ms(87));
    }

    #[test]
    fn an_idle_connection_is_closed_and_what_is_sent_too_late_is_lost() {
        let (link, mut now) = (Link { idle_ms: Some(500), ..Link::rtt(80) }, Instant::now());
        let mut wire = Wire::open(&link, now, 0);
        call(&mut wire, &link, &mut now);
        assert_eq!(wire.next_look(&link, now), Some(now + ms(500)));
        now += ms(419);
        assert!(!wire.is_over(&link, now));
        call(&mut wire, &link, &mut now);
        let end = now + ms(500);
        assert!(!wire.is_over(&link, end - ms(1)) && wire.is_over(&link, end));
        assert_eq!(wire.send(&link, now + ms(420)), Sent::Lost(end), "it crosses the closing");
    }

    #[test]
    fn an_old_connection_is_closed_also_while_it_is_used_but_after_the_answer() {
        let (link, mut now) = (Link { age_ms: Some(1_000), ..Link::rtt(80) }, Instant::now());
        let mut wire = Wire::open(&link, now, 0);
        let end = now + ms(160 + 1_000);
        for _ in 0..5 {
            call(&mut wire, &link, &mut now);
        }
        assert_eq!(wire.next_look(&link, now), Some(end));
        assert!(!wire.is_over(&link, now) && wire.is_over(&link, end));
        assert!(matches!(wire.send(&link, end - ms(81)), Sent::Arrives(_)));
        assert!(wire.is_over(&link, end), "it is the last answer");
        assert_eq!(wire.send(&link, end - ms(80)), Sent::Lost(end));
    }

    #[test]
    fn a_connection_that_carries_a_call_is_not_idle() {
        let (link, now) = (Link { idle_ms: Some(500), ..Link::default() }, Instant::now());
        let mut wire = Wire::open(&link, now, 0);
        assert!(matches!(wire.send(&link, now), Sent::Arrives(_)));
        assert!(!wire.is_over(&link, now + ms(50_000)));
        assert_eq!(wire.next_look(&link, now + ms(50_000)), Some(now + ms(50_500)));
    }

    #[test]
    fn jitter_is_bounded_differs_and_comes_again_with_the_same_seed() {
        let link = Link { jitter_ms: 20, seed: 7, ..Link::rtt(80) };
        let waits = |number| {
            let mut now = Instant::now();
            let mut wire = Wire::open(&link, now, number);
            (0..50).map(|_| call(&mut wire, &link, &mut now)).collect::<Vec<_>>()
        };
        assert!(waits(1)[1..].iter().all(|wait| (ms(80)..=ms(100)).contains(wait)));
        assert!((ms(240)..=ms(300)).contains(&waits(1)[0]));
        assert!(waits(1)[1..].iter().any(|wait| *wait != waits(1)[1]));
        assert!(waits(1) == waits(1) && waits(1) != waits(2));
    }

    #[test]
    fn the_text_of_a_link_is_read_or_refused_in_one_line() {
        let link: Link = "rtt=80,jitter=5ms,tls=2,idle=5s,age=39s,server=1".parse().unwrap();
        let expected = Link {
            rtt_ms: 80,
            jitter_ms: 5,
            tls: 2,
            server_ms: 1,
            idle_ms: Some(5_000),
            age_ms: Some(39_000),
            seed: 0,
        };
        assert_eq!(link, expected);
        for bad in ["", "rtt", "rtt=", "rtt=-1", "rtt=8m", "speed=3", "rtt=80;tls=1", "rtt=60001"] {
            let problem = bad.parse::<Link>().unwrap_err().to_string();
            assert!(!problem.contains('\n') && !problem.is_empty(), "{bad}");
        }
        let far = "rtt=18446744073709551615s,tls=11".parse::<Link>().unwrap_err();
        assert!(far.to_string().contains("rtt=NUMBER"), "{far}");
        assert!("rtt=80,jitter=5,idle=85".parse::<Link>().is_err());
        assert!("rtt=80,jitter=5,idle=86".parse::<Link>().is_ok());
        assert!("tls=11".parse::<Link>().is_err() && "age=86401s".parse::<Link>().is_err());
    }
}
