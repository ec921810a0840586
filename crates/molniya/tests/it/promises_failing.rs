//! A handler that panics, fails, hangs or ends the process is tried a few times; then its update is
//! set aside, its lane goes on, and nobody else has noticed.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::{HandlerError, Reply, Router, Shutdown, State, Text, say, text};
use molniya_emulator::testkit::{Person, Telegram};

use crate::promises_kit::{Door, Home, acknowledged, said, until};

/// How often each kind of trouble was begun.
#[derive(Default)]
struct Begun {
    panics_at_once: AtomicU32,
    panics_later: AtomicU32,
    fails: AtomicU32,
    hangs: AtomicU32,
    panics_when_dropped: AtomicU32,
    fails_once: AtomicU32,
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

async fn trouble(Text(text): Text, State(begun): State<Arc<Begun>>) -> Result<Reply, HandlerError> {
    let again = |count: &AtomicU32| count.fetch_add(1, Ordering::Relaxed);
    match text.as_str() {
        "panic at once" => {
            again(&begun.panics_at_once);
            panic!("at once");
        }
        "panic later" => {
            again(&begun.panics_later);
            tokio::time::sleep(Duration::from_millis(1)).await;
            panic!("later");
        }
        "fail" => {
            again(&begun.fails);
            Err(HandlerError::Failed("out of tea".to_owned()))
        }
        "hang" => {
            again(&begun.hangs);
            std::future::pending().await
        }
        "panic when dropped" => {
            again(&begun.panics_when_dropped);
            let _bomb = Bomb;
            std::future::pending().await
        }
        "fail once" if again(&begun.fails_once) == 0 => {
            "x".parse::<u8>().map(|_| say("?")).map_err(Into::into)
        }
        _ => Ok(say(text)),
    }
}

#[tokio::test]
async fn an_update_that_always_fails_is_set_aside_after_three_attempts_and_its_lane_goes_on() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let begun = Arc::new(Begun::default());
    let router = Router::new().on(text(), trouble).deadline(Duration::from_millis(100));
    let bot = home.run(&telegram, router, begun.clone());
    let mut unlucky: Vec<(Person, &str)> = Vec::new();
    for trouble in
        ["panic at once", "panic later", "fail", "hang", "panic when dropped", "fail once"]
    {
        let person = telegram.person(trouble).await;
        person.say(trouble).await;
        person.say("and then").await;
        unlucky.push((person, trouble));
    }
    acknowledged(&telegram).await;

    // While they are tried again others are answered at once.
    let ann = telegram.person("Ann").await;
    ann.say("hello").await;
    ann.expect("hello").await;
    for (person, _) in &unlucky {
        assert!(said(&telegram, person).await.is_empty(), "{}", person.transcript());
    }

    for (person, trouble) in &unlucky {
        person.expect("and then").await;
        let expected: &[&str] = match *trouble {
            "fail once" => &["fail once", "and then"],
            _ => &["and then"],
        };
        assert_eq!(said(&telegram, person).await, expected);
    }
    let log = bot.stop().await;
    let counts = [
        &begun.panics_at_once,
        &begun.panics_later,
        &begun.fails,
        &begun.hangs,
        &begun.panics_when_dropped,
    ];
    assert_eq!(counts.map(|count| count.load(Ordering::Relaxed)), [3; 5]);
    assert_eq!(begun.fails_once.load(Ordering::Relaxed), 2);
    assert_eq!(log.lines("attempt failed").len(), 3 * 5 + 1, "{log:?}");
    assert_eq!(log.lines("set aside").len(), 5, "{log:?}");

    let letters = home.dead_letters(&telegram).await;
    let mut reasons: Vec<&str> = letters.iter().map(|letter| &*letter.reason).collect();
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        [
            "the handler did not finish in time",
            "the handler failed: out of tea",
            "the handler panicked: at once",
            "the handler panicked: dropped",
            "the handler panicked: later",
        ]
    );
    assert!(home.journal(&telegram).await.is_empty());
}

/// What the test of an update that ends the process looks at.
#[derive(Clone)]
struct Life {
    ends: Arc<AtomicU32>,
    slow: Arc<AtomicU32>,
    door: Door,
}

impl Life {
    fn new() -> Life {
        Life { ends: Arc::default(), slow: Arc::default(), door: Door::shut() }
    }

    async fn has_begun(&self, ends: u32, slow: u32) {
        let counts = || [&self.ends, &self.slow].map(|count| count.load(Ordering::Relaxed));
        until(&format!("{ends} and {slow} are begun"), async || counts() == [ends, slow]).await;
    }
}

/// Never finishes "the end", as if the process had died of it.
async fn mortal(Text(text): Text, State(life): State<Life>) -> Reply {
    match text.as_str() {
        "the end" => {
            life.ends.fetch_add(1, Ordering::Relaxed);
            std::future::pending().await
        }
        "slow" => {
            life.slow.fetch_add(1, Ordering::Relaxed);
            life.door.pass().await;
        }
        _ => {}
    }
    say(text)
}

fn mortals() -> Router<Life> {
    Router::new().on(text(), mortal).deadline(Duration::from_secs(300))
}

#[tokio::test]
async fn an_update_whose_handler_always_waits_when_the_process_ends_is_given_up() {
    let (telegram, home, life) = (Telegram::start().await, Home::file(), Life::new());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    ann.say("the end").await;
    ann.say("and then").await;
    // Before anything was suspected, twice beside others, three times alone.
    for attempt in 1..=6 {
        let bot = home.run(&telegram, mortals(), life.clone());
        life.has_begun(attempt, 0).await;
        // Others are served until the process dies of it.
        let hello = format!("hello {attempt}");
        ben.say(&hello).await;
        ben.expect(&hello).await;
        acknowledged(&telegram).await;
        bot.kill().await;
    }
    let bot = home.run(&telegram, mortals(), life.clone());
    ann.expect("and then").await;
    bot.stop().await;
    life.has_begun(6, 0).await;
    assert_eq!(said(&telegram, &ann).await, ["and then"]);
    let letters = home.dead_letters(&telegram).await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].reason.contains("the process ended"), "{}", letters[0].reason);
    assert!(letters[0].raw.contains("the end"));
}

/// What waits behind such an update, or is under way beside it, is not set aside with it.
#[tokio::test]
async fn others_outlive_an_update_that_ends_the_process_each_time() {
    let (telegram, home, life) = (Telegram::start().await, Home::file(), Life::new());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    // A process that was killed for other reasons.
    let bot = home.run(&telegram, mortals(), life.clone());
    ben.say("hello").await;
    ben.expect("hello").await;
    acknowledged(&telegram).await;
    bot.kill().await;
    ann.say("the end").await;
    ann.say("and then").await;
    ben.say("slow").await;
    // The third time those that were cut off twice are begun one after the other, and then first
    // those that were alone less often.
    for (ends, slow) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)] {
        let bot = home.run(&telegram, mortals(), life.clone());
        if slow == 3 {
            life.door.open();
        }
        life.has_begun(ends, slow).await;
        acknowledged(&telegram).await;
        bot.kill().await;
    }
    let bot = home.run(&telegram, mortals(), life.clone());
    ann.expect("and then").await;
    bot.stop().await;
    life.has_begun(5, 3).await;
    ben.expect("slow").await;
    assert_eq!(home.dead_letters(&telegram).await.len(), 1);
}

/// Where the process that is to end finds the local Telegram and its store.
const PAGE: &str = "MOLNIYA_TEST_PAGE";
const STORE: &str = "MOLNIYA_TEST_STORE";

/// Not a test by itself: the process that the next one starts.
#[test]
#[ignore = "ends the process that runs it"]
fn a_process_that_ends_in_a_handler() {
    let (Ok(page), Ok(store)) = (std::env::var(PAGE), std::env::var(STORE)) else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let telegram = Telegram::connect(&page).await;
        let deadly = async |Text(text): Text| match text.as_str() {
            "the end" => std::process::abort(),
            _ => say(text),
        };
        let settings = Home::at(store).settings(&telegram);
        let router = Router::new().on(text(), deadly);
        molniya::run(settings, router, (), Shutdown::new()).await.unwrap();
    });
}

#[tokio::test]
async fn an_update_whose_handler_ends_the_process_is_not_begun_a_fifth_time() {
    let (telegram, folder) = (Telegram::start().await, tempfile::tempdir().unwrap());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let store = folder.path().join("bot.db");
    let process = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let test = "promises_failing::a_process_that_ends_in_a_handler";
        command.args(["--exact", test, "--ignored", "--nocapture"]).stdin(Stdio::null());
        command.env(PAGE, telegram.page_url()).env(STORE, &store).spawn().unwrap()
    };
    for text in ["the end", "and then"] {
        ann.say(text).await;
        ben.say(&format!("{text}?")).await;
    }
    for begun in 1..=4 {
        let mut process = process();
        let ended = tokio::task::spawn_blocking(move || process.wait()).await.unwrap().unwrap();
        assert!(!ended.success(), "it ends in its handler the {begun}. time");
    }
    let mut last = process();
    ann.expect("and then").await;
    ben.expect("the end?").await;
    ben.expect("and then?").await;
    last.kill().unwrap();
    last.wait().unwrap();
    assert_eq!(Home::at(store).dead_letters(&telegram).await.len(), 1);
}
