use proptest::prelude::*;

use super::*;

const FIRST: i64 = 5_000_000;

/// The machine with a clock that the test moves.
struct Bench {
    polling: Polling,
    now: Now,
    last_ticket: Ticket,
}

impl Bench {
    fn new() -> Self {
        Self {
            polling: Polling::new(Queue::new(FIRST)),
            now: Now { instant: Instant::now(), unix: 1_000_000 },
            last_ticket: 0,
        }
    }

    fn push(&mut self) -> i64 {
        self.push_until(self.now.unix + 1_000_000)
    }

    fn push_until(&mut self, expires: i64) -> i64 {
        let id = self.polling.queue().next_id();
        self.polling.push(self.now, expires, id.to_string()).unwrap().id
    }

    /// Polls and gives the ticket.
    fn poll(&mut self, offset: i64, limit: usize, seconds: u64) -> Ticket {
        self.last_ticket += 1;
        let poll = Poll { offset, limit, timeout: Duration::from_secs(seconds) };
        self.polling.poll(self.now, self.last_ticket, poll);
        self.last_ticket
    }

    /// Lets time pass, waking the machine whenever it wants.
    fn pass(&mut self, time: Duration) {
        let end = self.now.instant + time;
        while let Some(wake) = self.polling.next_wake().filter(|wake| *wake <= end) {
            self.now.instant = self.now.instant.max(wake);
            self.polling.tick(self.now);
        }
        self.now.instant = end;
    }

    fn verdicts(&mut self) -> Vec<Verdict> {
        self.polling.take_verdicts()
    }
}

fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn updates(ticket: Ticket, ids: impl IntoIterator<Item = i64>) -> Verdict {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    Verdict::Updates(ticket, format!("[{}]", ids.join(",")))
}

#[test]
fn offset_zero_confirms_nothing_and_a_later_offset_does() {
    let mut bench = Bench::new();
    let ids = [bench.push(), bench.push(), bench.push()];
    let first = bench.poll(0, 100, 0);
    bench.pass(millis(600));
    let again = bench.poll(0, 100, 0);
    let rest = bench.poll(ids[1], 100, 0);
    bench.pass(millis(600));
    let back = bench.poll(ids[0], 100, 0);
    assert_eq!(
        bench.verdicts(),
        [
            updates(first, ids),
            updates(again, ids),
            updates(rest, ids[1..].to_vec()),
            updates(back, ids[1..].to_vec()),
        ]
    );
    assert_eq!(bench.polling.confirmed(), ids[1]);
}

#[test]
fn a_negative_offset_keeps_the_newest() {
    let mut bench = Bench::new();
    let ids = [bench.push(), bench.push(), bench.push()];
    let last = bench.poll(-1, 100, 0);
    let more = bench.poll(-100, 100, 0);
    assert_eq!(bench.verdicts(), [updates(last, [ids[2]]), updates(more, [ids[2]])]);
}

#[test]
fn an_offset_far_away_counts_as_zero() {
    let mut bench = Bench::new();
    let id = bench.push();
    let beyond = bench.poll(id + 12, 100, 0);
    let below = bench.poll(id - 100_001, 100, 0);
    let near = bench.poll(id + 11, 100, 0);
    assert_eq!(bench.verdicts(), [updates(beyond, [id]), updates(below, [id]), updates(near, [])]);
}

#[test]
fn the_limit_and_the_size_end_a_list() {
    let mut bench = Bench::new();
    let first = bench.push();
    bench.push();
    let one = bench.poll(0, 1, 0);
    assert_eq!(bench.verdicts(), [updates(one, [first])]);
    let big = "x".repeat(512 << 10);
    for _ in 0..20 {
        bench.polling.push(bench.now, i64::MAX, big.clone()).unwrap();
    }
    bench.poll(first + 2, 100, 0);
    let Some(Verdict::Updates(_, json)) = bench.verdicts().pop() else {
        panic!("an answer");
    };
    assert_eq!(json.split(',').count(), 7);
    assert!(bench.polling.push(bench.now, i64::MAX, big + "x").is_none());
}

#[test]
fn the_queue_is_bounded() {
    let mut bench = Bench::new();
    for _ in 0..100_000 {
        bench.push();
    }
    assert!(bench.polling.push(bench.now, i64::MAX, String::new()).is_none());
}

#[test]
fn a_parked_call_gathers_for_one_quiet_millisecond() {
    let mut bench = Bench::new();
    let ticket = bench.poll(0, 100, 50);
    bench.pass(millis(10_000));
    let id = bench.push();
    bench.pass(Duration::from_micros(999));
    assert_eq!(bench.verdicts(), []);
    bench.pass(Duration::from_micros(1));
    assert_eq!(bench.verdicts(), [updates(ticket, [id])]);
}

#[test]
fn a_parked_call_gathers_for_two_milliseconds_at_most() {
    let mut bench = Bench::new();
    let ticket = bench.poll(0, 100, 50);
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(bench.push());
        bench.pass(Duration::from_micros(600));
    }
    // 0, 0.6, 1.2 and 1.8 ms: all come before the second millisecond is over.
    assert_eq!(bench.verdicts(), [updates(ticket, ids)]);
}

#[test]
fn a_parked_call_ends_empty_at_its_timeout() {
    let mut bench = Bench::new();
    let ticket = bench.poll(0, 100, 7);
    bench.pass(millis(6_999));
    assert_eq!(bench.verdicts(), []);
    bench.pass(millis(1));
    assert_eq!(bench.verdicts(), [updates(ticket, [])]);
}

#[test]
fn a_repeated_offset_is_throttled() {
    let mut bench = Bench::new();
    let ids = [bench.push(), bench.push()];
    bench.poll(ids[0], 100, 0);
    bench.pass(millis(499));
    let fast = bench.poll(ids[0], 100, 0);
    bench.pass(millis(501));
    let slow = bench.poll(ids[0], 100, 0);
    bench.poll(ids[1] + 1, 100, 0);
    let answered = bench.verdicts();
    assert_eq!(answered[1..3], [updates(fast, [ids[0]]), updates(slow, ids)]);
    // Nothing waits, and the same offset comes again: it is parked for three seconds.
    let parked = bench.poll(ids[1] + 1, 100, 0);
    bench.pass(millis(2_999));
    assert_eq!(bench.verdicts(), []);
    bench.pass(millis(1));
    assert_eq!(bench.verdicts(), [updates(parked, [])]);
}

#[test]
fn conflicts_are_paced() {
    let mut bench = Bench::new();
    let tickets: Vec<Ticket> = (0..3).map(|_| bench.poll(0, 100, 50)).collect();
    assert_eq!(bench.verdicts(), [Verdict::Conflict(tickets[0], OTHER_POLL)]);
    bench.pass(millis(2_999));
    assert_eq!(bench.verdicts(), []);
    bench.pass(millis(1));
    assert_eq!(bench.verdicts(), [Verdict::Conflict(tickets[1], OTHER_POLL)]);
    bench.poll(0, 100, 50);
    assert_eq!(bench.verdicts(), [Verdict::Conflict(tickets[2], OTHER_POLL)]);
}

#[test]
fn a_second_caller_that_finds_updates_leaves_the_parked_one_alone() {
    let mut bench = Bench::new();
    let parked = bench.poll(0, 100, 50);
    let id = bench.push();
    let second = bench.poll(0, 100, 50);
    assert_eq!(bench.verdicts(), [updates(second, [id])]);
    bench.pass(millis(2));
    assert_eq!(bench.verdicts(), [updates(parked, [id])]);
}

#[test]
fn expired_updates_vanish() {
    let mut bench = Bench::new();
    bench.push_until(bench.now.unix + 150);
    let lasting = bench.push();
    bench.now.unix += 150;
    let ticket = bench.poll(0, 100, 0);
    assert_eq!(bench.verdicts(), [updates(ticket, [lasting])]);
    assert_eq!(bench.polling.queue().take_gone(), [lasting - 1]);
}

/// What may happen to the machine.
#[derive(Debug, Clone)]
enum Step {
    Push,
    /// The one good client polls from where it is.
    Poll {
        limit: usize,
        seconds: u64,
    },
    /// Somebody else polls without confirming anything.
    Intrude,
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Push),
        3 => (1..=5_usize, 0..=5_u64).prop_map(|(limit, seconds)| Step::Poll { limit, seconds }),
        1 => Just(Step::Intrude),
        2 => (0..=4_000_u64).prop_map(Step::Pass),
    ]
}

proptest! {
    /// A client that advances its offset sees every update once and in order, whoever else polls, and
    /// every call gets exactly one verdict.
    #[test]
    fn a_good_client_misses_nothing(steps in prop::collection::vec(step(), 1..120)) {
        let mut bench = Bench::new();
        let (mut offset, mut pushed, mut seen) = (FIRST, Vec::new(), Vec::new());
        let (mut waiting, mut asked, mut answered) = (None, 0, 0);
        for step in steps.into_iter().chain([Step::Pass(60_000)]) {
            match step {
                Step::Push => pushed.push(bench.push()),
                Step::Poll { limit, seconds } if waiting.is_none() => {
                    waiting = Some(bench.poll(offset, limit, seconds));
                    asked += 1;
                }
                Step::Poll { .. } => {}
                Step::Intrude => {
                    bench.poll(0, 1, 1);
                    asked += 1;
                }
                Step::Pass(time) => bench.pass(millis(time)),
            }
            for verdict in bench.verdicts() {
                answered += 1;
                let (ticket, json) = match verdict {
                    Verdict::Updates(ticket, json) => (ticket, json),
                    Verdict::Conflict(ticket, _) => (ticket, "[]".to_owned()),
                };
                if waiting == Some(ticket) {
                    let ids: Vec<i64> = serde_json::from_str(&json).unwrap();
                    offset = ids.last().map_or(offset, |last| last + 1);
                    seen.extend(ids);
                    waiting = None;
                }
            }
        }
        prop_assert_eq!(asked, answered);
        prop_assert_eq!(&seen[..], &pushed[..seen.len()]);
        bench.poll(offset, 100, 0);
        let Some(Verdict::Updates(_, json)) = bench.verdicts().pop() else {
            return Err(TestCaseError::fail("the last poll is answered, or nothing is left"));
        };
        let left: Vec<i64> = serde_json::from_str(&json).unwrap();
        let expected: Vec<i64> = pushed[seen.len()..].iter().copied().take(100).collect();
        prop_assert_eq!(left, expected);
    }
}
