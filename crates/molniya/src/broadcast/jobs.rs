//! All broadcasts and how far they are: a machine without I/O or a clock.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::telling::{Tally, Telling};
use super::{
    Audience, Broadcast, BroadcastError, BroadcastState, MAX_BROADCAST_NAME, Page, Report,
};
use crate::answer::{Class, Json, Policy};
use crate::outside::Addressee;
use crate::store::{Entry, EntryId, EntryState, Key, Op, Scope, Seq, Time};

/// People in a page, and messages of a broadcast in the outbox at once: one row holds no more.
pub(crate) const PAGE: u16 = 60;
/// Broadcasts that are remembered. Those that are over make room for new ones, the oldest first.
const MAX_JOBS: usize = 200;
/// A broadcast none of whose first messages arrives is a mistake, and pauses.
const ALL_FAILED: u64 = 20;

/// A broadcast as it is stored. Its cursor moves with its messages, in one commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Job {
    method: Box<str>,
    params: Json,
    audience: Audience,
    state: BroadcastState,
    /// The last person whose message is in the outbox.
    after: Option<Box<str>>,
    /// Whether everybody was read.
    read: bool,
    total: u64,
    begun: Time,
    /// When it was done or stopped.
    #[serde(default)]
    ended: Option<Time>,
    #[serde(default)]
    opted_out: u64,
    /// Who began it and is told of it.
    #[serde(default)]
    owner: Option<Addressee>,
    /// Whether the owner was told how it ended, or is told no more: stored with what came of telling.
    #[serde(default)]
    told: bool,
}

/// What became of its messages. Stored with what became of each, so apart from the job.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Counts {
    sent: u64,
    failed: u64,
    blocked: u64,
    last_failure: Option<String>,
}

#[derive(Debug)]
struct Known {
    job: Job,
    counts: Counts,
    /// Messages in the outbox.
    waiting: u64,
    telling: Telling,
}

impl Known {
    fn new(job: Job, counts: Counts) -> Known {
        Known { job, counts, waiting: 0, telling: Telling::default() }
    }

    fn tally(&self) -> Tally {
        let Counts { sent, failed, blocked, .. } = self.counts;
        let ended = [sent, failed, blocked, self.job.opted_out];
        Tally::new(self.job.state, ended, self.waiting)
    }

    fn report(&self, name: &str) -> Report {
        let Known { job, counts, waiting, .. } = self;
        let ended = counts.sent + counts.failed + counts.blocked;
        let is_over = job.state == BroadcastState::Done;
        Report {
            name: name.to_owned(),
            state: job.state,
            sent: counts.sent,
            failed: counts.failed,
            blocked: counts.blocked,
            opted_out: job.opted_out,
            waiting: *waiting,
            left: if is_over { 0 } else { job.total.saturating_sub(ended + waiting) },
            last_failure: counts.last_failure.clone(),
            begun: job.begun,
            ended: job.ended,
        }
    }

    /// Whether it has come to its end just now.
    fn is_done(&mut self, now: Time) -> bool {
        let is_done =
            self.job.state == BroadcastState::Running && self.job.read && self.waiting == 0;
        if is_done {
            self.job.state = BroadcastState::Done;
            self.job.ended = Some(now);
        }
        is_done
    }
}

/// How a message of a broadcast ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ended {
    Sent,
    Blocked,
    Failed(String),
}

/// A broadcast that is to begin, and who is told of it.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) broadcast: Broadcast,
    pub(crate) owner: Option<Addressee>,
}

/// What the dispatcher reads next: people for this broadcast.
#[derive(Debug, PartialEq)]
pub(crate) struct Posting {
    pub(crate) name: Box<str>,
    pub(crate) audience: Audience,
    pub(crate) after: Option<Box<str>>,
}

/// All broadcasts, by name.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    known: BTreeMap<Box<str>, Known>,
    /// The broadcast a page is read or written for.
    busy: Option<Box<str>>,
    /// Those whose owner was not told yet how they ended.
    untold: BTreeSet<Box<str>>,
}

impl Jobs {
    /// Takes over what is stored: keys and values under the prefix of broadcasts.
    pub(crate) fn recovered(stored: &[(Key, Json)], scope: &Scope) -> Jobs {
        let mut jobs = Jobs::default();
        let value = |key: &Key| stored.iter().find(|(other, _)| other == key).map(|(_, v)| &**v);
        for name in names(stored, scope) {
            let job = value(&job_key(scope, &name)).and_then(|job| serde_json::from_str(job).ok());
            let counts = value(&counts_key(scope, &name));
            let counts = counts.and_then(|counts| serde_json::from_str(counts).ok());
            if let Some(job) = job {
                jobs.insert(name, Known::new(job, counts.unwrap_or_default()));
            }
        }
        jobs
    }

    fn insert(&mut self, name: Box<str>, known: Known) {
        if known.job.owner.is_some() && !known.job.told {
            self.untold.insert(name.clone());
        }
        self.known.insert(name, known);
    }

    /// Ends what has nothing left to send: the process that sent the last message may have died before it could. Gives
    /// the names.
    pub(crate) fn end_finished(&mut self, now: Time) -> Vec<Box<str>> {
        let known = self.known.iter_mut();
        known.filter_map(|(name, known)| known.is_done(now).then(|| name.clone())).collect()
    }

    /// A message of a broadcast is in the outbox.
    pub(crate) fn waits(&mut self, name: &str) {
        if let Some(known) = self.known.get_mut(name) {
            known.waiting += 1;
        }
    }

    /// Begins a broadcast to so many people. Gives what is to be stored.
    pub(crate) fn start(
        &mut self,
        name: &str,
        Start { broadcast, owner }: Start,
        total: u64,
        now: Time,
        scope: &Scope,
    ) -> Result<Vec<Op>, BroadcastError> {
        self.may_start(name)?;
        let mut ops = self.make_room(scope);
        let Broadcast { method, params, audience } = broadcast;
        let job = Job {
            method,
            params,
            audience,
            state: BroadcastState::Running,
            after: None,
            read: false,
            total,
            begun: now,
            ended: None,
            opted_out: 0,
            owner,
            told: false,
        };
        let mut known = Known::new(job, Counts::default());
        // Whoever begins it is answered with the first report.
        known.telling.told(known.tally(), now);
        self.insert(name.into(), known);
        ops.extend(self.job_op(name, scope));
        Ok(ops)
    }

    pub(crate) fn may_start(&self, name: &str) -> Result<(), BroadcastError> {
        let is_plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
        if !(1..=MAX_BROADCAST_NAME).contains(&name.len()) || !name.bytes().all(is_plain) {
            return Err(BroadcastError::Name);
        }
        if self.known.contains_key(name) {
            return Err(BroadcastError::Exists);
        }
        if self.known.len() >= MAX_JOBS && self.oldest_over().is_none() {
            return Err(BroadcastError::TooMany);
        }
        Ok(())
    }

    /// Forgets the oldest broadcast that is over, if there must be room for another one. Gives what takes it
    /// out of the store.
    fn make_room(&mut self, scope: &Scope) -> Vec<Op> {
        if self.known.len() < MAX_JOBS {
            return Vec::new();
        }
        let Some(name) = self.oldest_over() else { return Vec::new() };
        self.known.remove(&name);
        vec![Op::Delete(job_key(scope, &name)), Op::Delete(counts_key(scope, &name))]
    }

    /// The oldest one that is over and of which nobody waits to hear.
    fn oldest_over(&self) -> Option<Box<str>> {
        let over = self
            .known
            .iter()
            .filter(|(name, known)| known.tally().is_final && !self.untold.contains(*name));
        over.min_by_key(|(_, known)| known.job.begun).map(|(name, _)| name.clone())
    }

    /// Pauses, resumes or stops a broadcast that is not over.
    pub(crate) fn turn(
        &mut self,
        name: &str,
        to: BroadcastState,
        now: Time,
    ) -> Result<(), BroadcastError> {
        let known = self.known.get_mut(name).ok_or(BroadcastError::Unknown)?;
        match known.job.state {
            BroadcastState::Running | BroadcastState::Paused => known.job.state = to,
            BroadcastState::Stopped | BroadcastState::Done => return Err(BroadcastError::Over),
        }
        if to == BroadcastState::Stopped {
            known.job.ended = Some(now);
        }
        // The last messages may have left while it was paused.
        known.is_done(now);
        Ok(())
    }

    pub(crate) fn report(&self, name: &str) -> Result<Report, BroadcastError> {
        Ok(self.known.get(name).ok_or(BroadcastError::Unknown)?.report(name))
    }

    /// Those that are neither done nor stopped, the oldest first.
    pub(crate) fn unfinished(&self) -> Vec<Report> {
        let is_unfinished = |known: &Known| {
            matches!(known.job.state, BroadcastState::Running | BroadcastState::Paused)
        };
        let known = self.known.iter().filter(|(_, known)| is_unfinished(known));
        let mut reports: Vec<Report> = known.map(|(name, known)| known.report(name)).collect();
        reports.sort_by_key(|report| report.begun);
        reports
    }

    /// An owner who is to be told now, and of what. Must be followed by [`Jobs::told`] or [`Jobs::postponed`].
    pub(crate) fn next_to_tell(&mut self, now: Time) -> Option<(Addressee, Report)> {
        let mut names = self.untold.iter();
        let name = names.find(|name| self.tell_at(name).is_some_and(|at| at <= now))?.clone();
        let known = self.known.get_mut(&name)?;
        known.telling.begun();
        Some((known.job.owner.clone()?, known.report(&name)))
    }

    /// When somebody is to be told next.
    pub(crate) fn due(&self) -> Option<Time> {
        self.untold.iter().filter_map(|name| self.tell_at(name)).min()
    }

    fn tell_at(&self, name: &str) -> Option<Time> {
        let known = self.known.get(name)?;
        known.telling.due(&known.tally())
    }

    /// There was no room for the event that tells.
    pub(crate) fn postponed(&mut self, name: &str, now: Time) {
        if let Some(known) = self.known.get_mut(name) {
            known.telling.postponed(now);
        }
    }

    /// The owner was told this, and it is stored; or it cannot be told, and a new start tries again how it ended.
    pub(crate) fn told(&mut self, report: &Report, now: Time, is_stored: bool) {
        let Some(known) = self.known.get_mut(&*report.name) else { return };
        let tally = Tally::of(report);
        known.telling.told(tally, now);
        if is_stored && tally.is_final {
            known.job.told = true;
            self.untold.remove(&*report.name);
        }
    }

    /// The owner is told no more of this one.
    pub(crate) fn silence(&mut self, name: &str) {
        if let Some(known) = self.known.get_mut(name) {
            known.job.told = true;
        }
        self.untold.remove(name);
    }

    /// Stores that the owner was told how it ended; nothing if it did not.
    pub(crate) fn told_op(&self, report: &Report, scope: &Scope) -> Option<Op> {
        let job = &self.known.get(&*report.name)?.job;
        if !Tally::of(report).is_final {
            return None;
        }
        let json = serde_json::to_string(&Job { told: true, ..job.clone() }).ok()?;
        Some(Op::Put(job_key(scope, &report.name), json.into()))
    }

    /// Who is to be read next, if there is room for them: for the oldest broadcast that runs.
    pub(crate) fn next(&mut self) -> Option<Posting> {
        if self.busy.is_some() {
            return None;
        }
        let running =
            self.known.iter().filter(|(_, known)| known.job.state == BroadcastState::Running);
        let (name, known) = running.min_by_key(|(_, known)| known.job.begun)?;
        if known.job.read || known.waiting > 0 {
            return None;
        }
        self.busy = Some(name.clone());
        let (audience, after) = (known.job.audience.clone(), known.job.after.clone());
        Some(Posting { name: name.clone(), audience, after })
    }

    /// A page was read: gives its messages, and moves the cursor. Both are to be stored together.
    /// `None`: the broadcast was paused meanwhile, and the page is read again when it goes on.
    pub(crate) fn post(&mut self, name: &str, page: Page, seq: Seq) -> Option<Vec<Entry>> {
        let known = self.known.get_mut(name)?;
        if known.job.state != BroadcastState::Running {
            self.busy = None;
            return None;
        }
        known.job.read = page.next.is_none();
        known.job.after = page.next.or_else(|| known.job.after.take());
        known.job.opted_out += page.opted_out;
        known.waiting += page.chats.len() as u64;
        let entry = |(n, chat)| Entry {
            id: EntryId { seq, n },
            chat: Some(chat),
            method: String::from(known.job.method.clone()).into(),
            params: known.job.params.clone(),
            files: None,
            class: Class::Broadcast,
            policy: Policy::AtLeastOnce,
            handle: None,
            edits: None,
            job: Some(name.into()),
            expires: None,
            at: Time(0),
            state: EntryState::Queued { not_before: Time(0) },
        };
        Some((0..).zip(page.chats).map(entry).collect())
    }

    /// A page is stored. Says whether the broadcast has come to its end.
    pub(crate) fn posted(&mut self, name: &str, now: Time) -> bool {
        self.busy = None;
        self.known.get_mut(name).is_some_and(|known| known.is_done(now))
    }

    /// A message of a broadcast is over. Says whether the job itself has changed.
    pub(crate) fn ended(&mut self, name: &str, ended: Ended, now: Time) -> bool {
        let Some(known) = self.known.get_mut(name) else { return false };
        known.waiting = known.waiting.saturating_sub(1);
        match ended {
            Ended::Sent => known.counts.sent += 1,
            Ended::Blocked => known.counts.blocked += 1,
            Ended::Failed(why) => {
                known.counts.failed += 1;
                known.counts.last_failure = Some(why);
            }
        }
        let failing = known.counts.sent == 0 && known.counts.failed >= ALL_FAILED;
        if failing && known.job.state == BroadcastState::Running {
            known.job.state = BroadcastState::Paused;
            return true;
        }
        known.is_done(now)
    }

    /// Stores a broadcast: all but what became of its messages.
    pub(crate) fn job_op(&self, name: &str, scope: &Scope) -> Option<Op> {
        let json = serde_json::to_string(&self.known.get(name)?.job).ok()?;
        Some(Op::Put(job_key(scope, name), json.into()))
    }

    /// Stores what became of its messages.
    pub(crate) fn counts_op(&self, name: &str, scope: &Scope) -> Option<Op> {
        let json = serde_json::to_string(&self.known.get(name)?.counts).ok()?;
        Some(Op::Put(counts_key(scope, name), json.into()))
    }
}

/// Ends the key of the counts; names have no slash.
const COUNTS: &str = "/counts";

/// The names of what is stored.
pub(crate) fn names(stored: &[(Key, Json)], scope: &Scope) -> Vec<Box<str>> {
    let prefix = scope.broadcasts();
    let names = stored.iter().filter_map(|(key, _)| key.0.strip_prefix(&*prefix.0));
    names.filter(|name| !name.ends_with(COUNTS)).map(Into::into).collect()
}

fn job_key(scope: &Scope, name: &str) -> Key {
    Key(format!("{}{name}", scope.broadcasts().0).into())
}

fn counts_key(scope: &Scope, name: &str) -> Key {
    Key(format!("{}{COUNTS}", job_key(scope, name).0).into())
}

#[cfg(test)]
mod tests {
    use molniya_botapi::ChatId;

    use super::*;

    fn page(chats: &[i64], next: Option<&str>) -> Page {
        let chats = chats.iter().map(|id| ChatId(*id)).collect();
        Page { chats, opted_out: 1, next: next.map(Into::into) }
    }

    fn scope() -> Scope {
        Scope::new(molniya_botapi::UserId(1), "emulator")
    }

    fn start() -> Start {
        Start { broadcast: Broadcast::new("hi"), owner: None }
    }

    #[test]
    fn pages_follow_each_other_and_the_report_adds_up() {
        let mut jobs = Jobs::default();
        jobs.start("news", start(), 4, Time(1), &scope()).unwrap();
        let again = jobs.start("news", start(), 4, Time(1), &scope());
        assert_eq!(again, Err(BroadcastError::Exists));
        assert_eq!(jobs.next().expect("a page").after, None);
        assert_eq!(jobs.next(), None, "one page at a time");
        assert_eq!(
            jobs.post("news", page(&[1, 2], Some("k2")), Seq(1)).map(|page| page.len()),
            Some(2)
        );
        assert!(!jobs.posted("news", Time(5)));
        assert_eq!(jobs.next(), None, "the first is still in the outbox");
        assert!(!jobs.ended("news", Ended::Sent, Time(7)));
        let report = jobs.report("news").unwrap();
        assert_eq!((report.sent, report.waiting, report.left), (1, 1, 2));
        assert!(!jobs.ended("news", Ended::Blocked, Time(7)));
        assert_eq!(jobs.next().expect("the next").after.as_deref(), Some("k2"));
        jobs.post("news", page(&[3], None), Seq(2));
        assert!(!jobs.posted("news", Time(5)));
        assert!(jobs.ended("news", Ended::Sent, Time(7)), "that was the last");
        let report = jobs.report("news").unwrap();
        assert_eq!((report.state, report.sent, report.blocked), (BroadcastState::Done, 2, 1));
        assert_eq!((report.opted_out, report.begun, report.ended), (2, Time(1), Some(Time(7))));
        assert_eq!(jobs.turn("news", BroadcastState::Paused, Time(5)), Err(BroadcastError::Over));
    }

    #[test]
    fn one_that_nobody_can_get_pauses_by_itself() {
        let mut jobs = Jobs::default();
        jobs.start("news", start(), 60, Time(1), &scope()).unwrap();
        let _ = jobs.next();
        let all: Vec<i64> = (1..=60).collect();
        jobs.post("news", page(&all, Some("k")), Seq(1));
        assert!(!jobs.posted("news", Time(5)));
        (0..60).for_each(|_| _ = jobs.ended("news", Ended::Failed("400 no".into()), Time(7)));
        assert_eq!(jobs.report("news").unwrap().state, BroadcastState::Paused);
        assert_eq!(jobs.next(), None);
        jobs.turn("news", BroadcastState::Running, Time(5)).unwrap();
        assert!(jobs.next().is_some());
    }

    #[test]
    fn a_page_of_a_broadcast_that_was_paused_meanwhile_is_read_again() {
        let mut jobs = Jobs::default();
        jobs.start("news", start(), 2, Time(1), &scope()).unwrap();
        let first = jobs.next();
        jobs.turn("news", BroadcastState::Paused, Time(5)).unwrap();
        assert!(jobs.post("news", page(&[1], None), Seq(1)).is_none());
        jobs.turn("news", BroadcastState::Running, Time(5)).unwrap();
        assert_eq!(jobs.next(), first);
    }

    /// One whose last page is in the outbox.
    fn at_its_last_page() -> Jobs {
        let mut jobs = Jobs::default();
        jobs.start("news", start(), 1, Time(1), &scope()).unwrap();
        let _ = jobs.next();
        jobs.post("news", page(&[1], None), Seq(1));
        assert!(!jobs.posted("news", Time(5)));
        jobs
    }

    #[test]
    fn one_that_sends_its_last_while_paused_is_done_when_it_is_resumed() {
        let mut jobs = at_its_last_page();
        jobs.turn("news", BroadcastState::Paused, Time(5)).unwrap();
        assert!(!jobs.ended("news", Ended::Sent, Time(7)));
        jobs.turn("news", BroadcastState::Running, Time(9)).unwrap();
        let report = jobs.report("news").unwrap();
        assert_eq!((report.state, report.ended), (BroadcastState::Done, Some(Time(9))));
    }

    #[test]
    fn one_that_has_nothing_left_to_send_ends_at_the_next_start() {
        let scope = Scope::new(molniya_botapi::UserId(1), "emulator");
        let jobs = at_its_last_page();
        let Some(Op::Put(key, job)) = jobs.job_op("news", &scope) else { panic!("no job") };
        let mut jobs = Jobs::recovered(&[(key, job)], &scope);
        assert_eq!(jobs.unfinished().len(), 1);
        assert_eq!(jobs.end_finished(Time(9)), ["news".into()]);
        assert_eq!(jobs.report("news").unwrap().state, BroadcastState::Done);
        assert!(jobs.unfinished().is_empty() && jobs.end_finished(Time(9)).is_empty());
    }

    #[test]
    fn the_oldest_that_is_over_makes_room_for_a_new_one() {
        let mut jobs = Jobs::default();
        for n in 0..MAX_JOBS {
            let begun = Time(n as u64);
            let ops = jobs.start(&format!("n{n}"), start(), 4, begun, &scope()).unwrap();
            assert_eq!(ops.len(), 1, "only the new one is stored");
        }
        let full = jobs.start("more", start(), 4, Time(5_000), &scope());
        assert_eq!(full, Err(BroadcastError::TooMany), "none is over");
        for name in ["n7", "n3"] {
            jobs.turn(name, BroadcastState::Stopped, Time(6_000)).unwrap();
        }
        let ops = jobs.start("more", start(), 4, Time(7_000), &scope()).unwrap();
        let gone = [job_key(&scope(), "n3"), counts_key(&scope(), "n3")].map(Op::Delete);
        assert_eq!(ops[..2], gone);
        assert_eq!(jobs.report("n3"), Err(BroadcastError::Unknown));
        assert!(jobs.report("n7").is_ok());
    }
}
