//! Faults of the machine under the program itself: a disk that is full or does not sync, no more
//! descriptors, a clock that jumps. Injected by Debian's fiu-utils, util-linux and faketime.

use std::process::Command;
use std::time::Duration;

use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Reset};

use crate::bot::Bot;

/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);
/// The libraries that let calls of the system fail on demand.
const FIU: &str = "/usr/lib/fiu/fiu_run_preload.so /usr/lib/fiu/fiu_posix_preload.so";
/// What the system says of a full disk, and of a disk that fails (`errno.h`).
const NO_SPACE: i32 = 28;
const IO_ERROR: i32 = 5;

/// A person who has been answered once, by a bot with more variables in its environment.
struct Scene {
    telegram: Telegram,
    ann: Person,
    bot: Bot,
    asked: usize,
}

impl Scene {
    async fn open(
        level: &str,
        more: impl FnOnce(&std::path::Path) -> Vec<(&'static str, String)>,
    ) -> Scene {
        let telegram = Telegram::start().await.patience(PATIENCE);
        let ann = telegram.person("Ann").await;
        let bot = Bot::start_with(&telegram, level, more);
        let mut scene = Scene { telegram, ann, bot, asked: 0 };
        scene.ask().await;
        scene.ann.expect("").await;
        scene
    }

    /// With calls of the system that can be made to fail.
    async fn with_faults() -> Scene {
        Scene::open("warn", |folder| {
            let control = folder.join("fiu").display().to_string();
            vec![("LD_PRELOAD", FIU.to_owned()), ("FIU_CTRL_FIFO", control)]
        })
        .await
    }

    /// Ann writes something that has one answer.
    async fn ask(&mut self) {
        self.ann.say("/start").await;
        self.asked += 1;
    }

    /// Gives a command to what lets calls of the system fail.
    fn fiu(&self, command: &str) {
        let control = self.bot.file("fiu");
        let told = Command::new("fiu-ctrl")
            .args(["-f", control.to_str().expect("a name"), "-c", command])
            .arg(self.bot.id().to_string())
            .status();
        assert!(told.expect("fiu-utils is installed").success(), "{command}");
    }

    /// Waits until the present process has complained with these words.
    async fn complains(&self, words: &str) {
        let asking = async {
            while !self.bot.logs().last().is_some_and(|log| log.contains(words)) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, asking).await.expect(words);
    }

    /// Waits until Ann has as many answers as questions, and sees that there are no more in the end.
    async fn has_all(mut self) -> Telegram {
        let asking = async {
            while self.answers().await < self.asked {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let all = tokio::time::timeout(PATIENCE, asking).await;
        all.unwrap_or_else(|_| panic!("not all is answered\n{}", self.ann.transcript()));
        tokio::task::block_in_place(|| self.bot.stop());
        assert_eq!(self.answers().await, self.asked, "{}", self.ann.transcript());
        self.telegram
    }

    async fn answers(&self) -> usize {
        self.telegram.ledger().await.chat(self.ann.chat_id()).count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_waited_for_and_nothing_is_lost() {
    let mut scene = Scene::with_faults().await;
    scene.fiu(&format!("enable name=posix/io/rw/pwrite,failinfo={NO_SPACE}"));
    scene.ask().await;
    scene.complains("no room on the disk").await;
    assert_eq!(scene.answers().await, 1, "nothing is sent that is not stored");
    scene.fiu("disable name=posix/io/rw/pwrite");
    scene.ask().await;
    scene.has_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_sync_ends_the_bot_with_one_line_and_nothing_is_lost() {
    let mut scene = Scene::with_faults().await;
    scene.fiu(&format!("enable name=posix/io/sync/fdatasync,failinfo={IO_ERROR}"));
    scene.ask().await;
    tokio::task::block_in_place(|| scene.bot.fails(PATIENCE));
    assert_eq!(scene.answers().await, 1, "nothing is sent that is not stored");
    let log = scene.bot.logs().pop().expect("a log");
    let last = log.lines().last().unwrap_or_default();
    assert!(last.starts_with("molniya: the store failed: "), "{log}");
    scene.bot.restart();
    scene.ask().await;
    scene.has_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_without_descriptors_loses_nothing_and_goes_on_when_there_are_some_again() {
    const PEOPLE: u32 = 30;
    let mut scene = Scene::open("debug", |_| Vec::new()).await;
    let id = scene.bot.id().to_string();
    let allow = |descriptors: u32| {
        let limit = format!("--nofile={descriptors}:");
        let set = Command::new("prlimit").args(["--pid", &id, &limit]).status();
        assert!(set.expect("util-linux is installed").success());
    };
    // Fewer than it has open: it keeps those, and gets no others.
    allow(3);
    // Each of these costs a connection.
    scene.telegram.fault(Fault::reset("sendMessage", Reset::Before).times(PEOPLE)).await;
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        let person = scene.telegram.person("Ben").await;
        person.say("/start").await;
        people.push(person);
    }
    scene.complains("Too many open files").await;
    scene.telegram.clear_faults().await;
    allow(1024);
    scene.ask().await;
    for person in &people {
        person.expect("").await;
    }
    let telegram = scene.has_all().await;
    let ledger = telegram.ledger().await;
    for person in &people {
        assert_eq!(ledger.chat(person.chat_id()).count(), 1, "{}", person.transcript());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_between_two_starts_holds_nobody_up() {
    // The first process believes that it is ten days later.
    let mut scene = Scene::open("warn", |folder| {
        let clock = folder.join("clock");
        std::fs::write(&clock, "+10d").expect("a file");
        vec![
            ("LD_PRELOAD", faketime()),
            ("FAKETIME_TIMESTAMP_FILE", clock.display().to_string()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ]
    })
    .await;
    scene.telegram.fault(Fault::flood("sendMessage", 3).times(1)).await;
    scene.ask().await;
    scene.complains("flood wait").await;
    // What became of the call is stored a moment later.
    let stored = "SELECT state FROM outbox_entries WHERE state LIKE '%Retrying%'";
    let asking = async {
        while scene.bot.stored(stored).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("the flood wait is stored");
    scene.bot.kill();
    std::fs::write(scene.bot.file("clock"), "+0").expect("a file");
    scene.bot.restart();
    scene.has_all().await;
}

/// The library that tells another time.
fn faketime() -> String {
    let found = Command::new("sh")
        .args(["-c", "ls /usr/lib/*/faketime/libfaketimeMT.so.1 | head -n 1"])
        .output()
        .expect("sh starts");
    let path = String::from_utf8(found.stdout).expect("a path").trim().to_owned();
    assert!(!path.is_empty(), "faketime is installed");
    path
}
