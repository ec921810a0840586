//! A handler that blocks its thread is named, and `blocking` keeps it from delaying anybody.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use molniya::{Reply, Router, State, Text, blocking, say, text};
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::Home;

const NAMED: &str = "a handler blocks its thread: use molniya::blocking";

/// What a thread waits for until the test lets it go on.
#[derive(Clone)]
struct Gate(Arc<Mutex<Receiver<()>>>);

impl Gate {
    fn shut() -> (Sender<()>, Gate) {
        let (open, gate) = channel();
        (open, Gate(Arc::new(Mutex::new(gate))))
    }

    /// Blocks the thread.
    fn pass(&self) {
        self.0.lock().unwrap().recv().unwrap();
    }
}

async fn at_once(State(gate): State<Gate>) -> Reply {
    gate.pass();
    say("at last")
}

async fn after_waiting(State(gate): State<Gate>) -> Reply {
    tokio::task::yield_now().await;
    gate.pass();
    say("at last")
}

async fn elsewhere(Text(text): Text, State(gate): State<Gate>) -> Reply {
    if text == "wait" {
        blocking(move || gate.pass()).await;
    }
    say(text)
}

async fn is_named(router: Router<Gate>, name: &str) {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let (open, gate) = Gate::shut();
    let bot = home.run(&telegram, router, gate);
    ann.say("wait").await;
    bot.log.tells(NAMED).await;
    let line = bot.log.lines(NAMED).remove(0);
    assert!(line.contains(&format!("{name}\" ms=250")), "{line}");
    open.send(()).unwrap();
    ann.expect("at last").await;
    bot.stop().await;
}

#[tokio::test]
async fn a_handler_that_blocks_the_first_thread_is_named() {
    is_named(Router::new().on(text(), at_once), "at_once").await;
}

#[tokio::test]
async fn a_handler_that_blocks_after_it_waited_is_named() {
    is_named(Router::new().on(text(), after_waiting), "after_waiting").await;
}

#[tokio::test]
async fn blocking_code_delays_only_its_own_conversation() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let (open, gate) = Gate::shut();
    let bot = home.run(&telegram, Router::new().on(text(), elsewhere), gate);
    ann.say("wait").await;
    ben.say("hello").await;
    ben.expect("hello").await;
    open.send(()).unwrap();
    ann.expect("wait").await;
    assert_eq!(bot.stop().await.lines(NAMED), [""; 0]);
}
