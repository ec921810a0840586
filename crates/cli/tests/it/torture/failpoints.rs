//! The process kills itself at every failpoint, and the ledger decides as after any other kill.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use molniya::failpoint::Failpoint::{self, *};
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Ledger};
use tokio::sync::Mutex;
use tokio::task::{JoinHandle, LocalSet, spawn_blocking, spawn_local};
use tokio::time::sleep;

use super::echoes::Echoed;
use super::size;
use super::windows::judge_windows;
use crate::bot::{Bot, operator, rows};
use crate::crowd::{Crowd, steps_of};
use crate::dice::Dice;
use crate::judge::{Clock, Summary, judge, judge_shown, judge_store};
use crate::kill::until;
use crate::process::Program;
use crate::town::{Town, Witness};

/// Those who order.
const PEOPLE: usize = 6;
/// Those who get a broadcast.
const READERS: usize = 3;
/// Those who change one record at the same time, and how often each does.
const COUNTERS: (usize, usize) = (3, 4);
/// Texts behind one that holds its lane: more than wait in memory.
const BEHIND: usize = 30;
/// How many are held besides, and how much each says behind what holds it, where more must wait than is taken from the
/// journal at once.
const MANY: (usize, usize) = (130, 16);
/// Nothing that is waited for takes this long, and a failpoint that was not reached by then is not reached.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two questions to something that does not tell by itself.
const AGAIN: Duration = Duration::from_millis(20);
/// How many failpoints a short run tries.
const SHORT: usize = 6;
/// A later time is one of so many, at a place that is reached for each batch or group, and at one that is reached for each
/// update.
const LATER: (usize, usize) = (3, 20);
/// The broadcast.
const NEWS: &str = "Spring is here";

/// What must happen for a failpoint to be reached, beside what happens in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing more; it is reached again and again.
    Nothing,
    /// Nothing more; it is reached once in the life of a process, or not much oftener.
    Once,
    /// The first start of all.
    NewStore,
    /// A flood wait before the process is killed, and one after it.
    Floods,
    /// A long journal.
    Backlog,
    /// A stop.
    Stop,
}

/// Every failpoint has its place here; a new one does not compile without.
fn needs(point: Failpoint) -> Needs {
    match point {
        SchemaUpgraded => Needs::NewStore,
        FileOpened | EpochTaken | RecoveryBegun | RunNoted | RecoveryDone | UpdateSetAside
        | RetryPlanned | NumbersReserved | BroadcastStored | PageStored | CountStored
        | MessageCounted | ChangeAsked | ChangeStored | ConflictFound | LaneReloaded => Needs::Once,
        CallRecovered | FloodWaitRestored | FloodWaitMet | FloodWaitStored => Needs::Floods,
        BacklogRead | CheckpointBegun | CheckpointDone => Needs::Backlog,
        StopBegun | StopWritten => Needs::Stop,
        PollAnswered | BatchTaken | LaneSpilled | MarkWritten | HandlerBegun | HandlerEnded
        | GroupHanded | TransactionBegun | TransactionWritten | GroupSynced | GroupWritten
        | CommitsCounted | AppliedTold | JournalWritten | UpdateDone | BatchSafe | CallsClaimed
        | CallLeaves | CallAnswered | CallSettled => Needs::Nothing,
    }
}

/// Held while the store may be used by somebody else than the bot, and while the bot is started.
type Desk = Rc<Mutex<()>>;

/// Everybody in a run.
struct Scene {
    telegram: Telegram,
    clock: Clock,
    crowd: Crowd,
    readers: Vec<Person>,
    /// Whose lane is held, who is refused, and whose first attempt fails.
    held: Echoed,
    refused: Echoed,
    failing: Echoed,
    counters: Vec<Echoed>,
    /// Those who are held besides.
    many: Vec<Echoed>,
    bot: Bot,
    /// When the bot ended, on the emulator's clock.
    ends: Vec<Duration>,
    needs: Needs,
    desk: Desk,
    _emulator: Program,
}

impl Scene {
    /// A bot that has been killed once, with much left to do.
    async fn open(needs: Needs, armed: &str) -> Self {
        let Town { telegram, _emulator } = Town::found(PATIENCE).await;
        let clock = Clock::compare(&telegram).await;
        let crowd = Crowd::gather(&telegram, PEOPLE).await;
        let mut readers = Vec::new();
        for n in 0..READERS {
            readers.push(telegram.person_speaking(&format!("Reader {n}"), "de").await);
        }
        let held = Echoed::of(&telegram, "Held").await;
        let refused = Echoed::of(&telegram, "Refused").await;
        let failing = Echoed::of(&telegram, "Failing").await;
        let mut counters = Vec::new();
        for n in 0..COUNTERS.0 {
            counters.push(Echoed::of(&telegram, &format!("Counter {n}")).await);
        }
        let mut many = Vec::new();
        for n in 0..if needs == Needs::Backlog { MANY.0 } else { 0 } {
            many.push(Echoed::of(&telegram, &format!("One of many {n}")).await);
        }
        let first = (needs == Needs::NewStore).then_some(armed);
        let bot = Bot::start_trouble(&telegram, "trace", first);
        let (ends, desk) = (Vec::new(), Desk::default());
        let mut scene = Self {
            telegram,
            clock,
            crowd,
            readers,
            held,
            refused,
            failing,
            counters,
            many,
            bot,
            ends,
            needs,
            desk,
            _emulator,
        };
        if first.is_some() {
            scene = scene.kills_itself().await;
            scene.restarts(None).await;
        }
        scene.begins().await;
        scene
    }

    /// What is under way when the process is killed for the first time.
    async fn begins(&mut self) {
        for reader in &self.readers {
            reader.say("/start").await;
            reader.expect("").await;
        }
        self.crowd.allow(PEOPLE * 3);
        self.crowd.has_answers(PEOPLE).await;
        self.held.is_held(BEHIND).await;
        for person in &mut self.many {
            person.is_held(MANY.1).await;
        }
        // Whose handler has not begun yet would wait in the next process.
        let (bot, held) = (&self.bot, 1 + self.many.len());
        until("all who are held wait", async || bot.troubles() >= held).await;
        if self.needs == Needs::Floods {
            self.is_refused().await;
            let kept = "SELECT state FROM outbox_entries WHERE state LIKE '%Retrying%'";
            let bot = &self.bot;
            until("the wait is stored", async || !bot.stored(kept).is_empty()).await;
        }
        if self.needs == Needs::Backlog {
            let last = self.telegram.ledger().await.updates.last().map(|update| update.update_id);
            let telegram = &self.telegram;
            until("all is in the journal", async || Some(telegram.ledger().await.confirmed) > last)
                .await;
        }
        self.ends.push(self.clock.at(Instant::now()));
        self.bot.kill();
    }

    async fn is_refused(&mut self) {
        let chat = self.refused.person.chat_id();
        self.telegram.fault(Fault::flood("sendMessage", 2).in_chat(chat)).await;
        self.refused.says("echo").await;
    }

    /// Everything else that happens to a bot, whether it runs at the moment or not.
    async fn goes_on(&mut self) -> JoinHandle<()> {
        self.crowd.allow(steps_of(PEOPLE));
        self.failing.says("fail").await;
        self.telegram.inject(r#"{"message":{"chat":"nobody"}}"#).await;
        for _ in 0..COUNTERS.1 {
            for counter in &mut self.counters {
                counter.says("count").await;
            }
        }
        for _ in 0..BEHIND {
            self.held.says("echo").await;
        }
        if self.needs == Needs::Floods {
            self.is_refused().await;
        }
        let (store, folder) = (self.bot.store(), self.bot.file(""));
        spawn_local(Operator { store, folder, desk: self.desk.clone() }.works())
    }

    async fn restarts(&mut self, armed: Option<&str>) {
        let _turn = self.desk.lock().await;
        self.bot.restart_armed(armed);
    }

    /// Waits until the bot has killed itself.
    async fn kills_itself(mut self) -> Self {
        let mut bot = self.bot;
        let waiting = spawn_blocking(move || {
            bot.is_killed(PATIENCE);
            (bot, Instant::now())
        });
        let (bot, ended) = waiting.await.expect("it reaches its failpoint");
        self.bot = bot;
        self.ends.push(self.clock.at(ended));
        self
    }

    /// Waits until all is done, and judges it.
    async fn judged(self) -> Summary {
        let Self { telegram, crowd, mut bot, ends, .. } = self;
        let customers = crowd.have_ordered().await;
        let echoed = [&self.held, &self.refused, &self.failing];
        let echoed: Vec<&Echoed> =
            echoed.into_iter().chain(&self.counters).chain(&self.many).collect();
        for person in &echoed {
            person.is_answered().await;
        }
        for reader in &self.readers {
            reader.expect(NEWS).await;
        }
        Witness::of(&telegram).await.sees_it().await;
        bot.stop();
        let ledger = telegram.ledger().await;
        telegram.assert_clean().await;
        judge_shown(&customers).await;
        judge_store(&bot, &customers);
        let mut summary = judge(&ledger, &customers, &ends, &bot.logs());
        judge_windows(&ledger, &ends);
        summary.repeats += echoed.iter().map(|person| person.repeats(&ledger)).sum::<usize>();
        let readers = self.readers.iter();
        summary.repeats += readers.map(|reader| repeated_news(&ledger, reader)).sum::<usize>();
        assert!(summary.repeats <= summary.unknown, "{summary}");
        let count = bot.stored("SELECT value ->> '$.count' || '' FROM counters");
        assert_eq!(count, [(COUNTERS.0 * COUNTERS.1).to_string()], "each is counted once");
        summary
    }
}

/// How often somebody got the broadcast more than once.
fn repeated_news(ledger: &Ledger, reader: &Person) -> usize {
    let news = ledger.chat(reader.chat_id()).filter(|entry| entry.text.as_deref() == Some(NEWS));
    news.count().checked_sub(1).expect("everybody gets it")
}

/// What an operator does, with whatever process runs.
struct Operator {
    store: String,
    /// The folder of the bot.
    folder: PathBuf,
    desk: Desk,
}

impl Operator {
    /// Begins a broadcast, and drops the update that was set aside.
    async fn works(self) {
        const START: &[&str] = &[
            "broadcast",
            "start",
            "--name",
            "spring",
            "--text",
            NEWS,
            "--language",
            "de",
            "--yes",
        ];
        while !self.asks(START).await.is_ok_and(|told| is_begun(&told)) {}
        let letters = || rows(&self.folder.join("bot.db"), "SELECT reason FROM dead_letters");
        until("an update is set aside", async || !letters().is_empty()).await;
        while !letters().is_empty() {
            // It may be gone by now, or the bot.
            let _ = self.asks(&["letters", "drop", "--all"]).await;
        }
    }

    /// Asks when a process is there. It may end meanwhile; the next must not start before the answer, because
    /// without a process the store itself is asked.
    async fn asks(&self, arguments: &'static [&'static str]) -> Result<String, String> {
        loop {
            let turn = self.desk.lock().await;
            if self.is_started() {
                let store = self.store.clone();
                let asked = spawn_blocking(move || operator(&store, arguments));
                let told = asked.await.expect("no panic");
                return told.or_else(|error| if is_begun(&error) { Ok(error) } else { Err(error) });
            }
            drop(turn);
            sleep(AGAIN).await;
        }
    }

    /// Whether the last process has taken the store over.
    fn is_started(&self) -> bool {
        let logs = (0..).map(|start| self.folder.join(format!("{start}.log")));
        let last = logs.take_while(|log| log.exists()).last();
        let log = last.and_then(|log| std::fs::read_to_string(log).ok()).unwrap_or_default();
        log.contains(" molniya: started ")
    }
}

/// Whether the answer says that the broadcast is begun, now or before.
fn is_begun(told: &str) -> bool {
    told.contains("spring") || told.contains("there is a broadcast of this name already")
}

/// One run, in which the process kills itself when it comes to this place for the n-th time.
async fn killed_at(point: Failpoint, n: usize) -> Summary {
    let (needs, armed) = (needs(point), format!("{point:?}@{n}"));
    eprintln!("{armed}");
    let mut scene = Scene::open(needs, &armed).await;
    let is_armed = needs != Needs::NewStore;
    scene.restarts(is_armed.then_some(&*armed)).await;
    let operator = scene.goes_on().await;
    if needs == Needs::Stop {
        scene.crowd.has_answers(PEOPLE * 4).await;
        scene.bot.ask_to_stop();
    }
    if is_armed {
        scene = scene.kills_itself().await;
        scene.restarts(None).await;
    }
    operator.await.expect("an operator is patient");
    scene.judged().await
}

#[tokio::test]
async fn killed_at_every_failpoint() {
    let mut dice = Dice::seeded();
    // Each commit tries others; the long run tries all.
    let skip = size(Failpoint::ALL.len() / SHORT, 1);
    let points = Failpoint::ALL.iter().copied().skip(dice.below(skip)).step_by(skip);
    let (mut runs, mut repeats, mut unknown) = (0, 0, 0);
    for point in points {
        let later = 2 + dice.below(match point {
            PollAnswered | BatchTaken | BatchSafe | JournalWritten | GroupWritten | LaneSpilled
            | CallsClaimed => LATER.0,
            _ => LATER.1,
        });
        let times = match needs(point) {
            Needs::Nothing => size(vec![1], vec![1, later]),
            _ => vec![1],
        };
        for n in times {
            let summary = LocalSet::new().run_until(killed_at(point, n)).await;
            runs += 1;
            repeats += summary.repeats;
            unknown += summary.unknown;
        }
    }
    tell(&format!("{runs} runs, 0 violations; doubled {repeats} of {unknown} unknown"));
}

/// More than fits into a lane comes at once, and the process ends as soon as any of it is in the journal.
#[tokio::test]
async fn what_waits_in_the_journal_only_comes_back_behind_what_came_before_it() {
    let Town { telegram, _emulator } = Town::found(PATIENCE).await;
    let mut held = Echoed::of(&telegram, "Held").await;
    held.is_held(BEHIND).await;
    let armed = format!("{JournalWritten:?}@1");
    let mut bot = Bot::start_trouble(&telegram, "warn", Some(&armed));
    bot.is_killed(PATIENCE);
    // It may have ended before the handler began, which would hold the lane in the next process then.
    let updates = telegram.ledger().await.updates;
    bot.has_made_trouble(updates.first().expect("what holds the lane").update_id);
    bot.restart();
    held.is_answered().await;
    bot.stop();
    assert_eq!(held.repeats(&telegram.ledger().await), 0);
}

/// Prints the line of the scenario.
#[expect(clippy::print_stdout, reason = "the lines are what a long run is for")]
fn tell(line: &str) {
    println!("torture: kill at every failpoint: {line}");
}
