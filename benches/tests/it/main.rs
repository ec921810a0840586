//! The hand-written bot against the stub, and the local Telegram: what measures must work before figures can mean anything.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use molniya_bench::{Event, Report};

/// A stub and a bot on it.
struct Pair {
    stub: Child,
    bot: Child,
    events: BufReader<ChildStdout>,
    input: ChildStdin,
}

impl Pair {
    fn start(args: &[&str]) -> Pair {
        let mut stub = Command::new(env!("CARGO_BIN_EXE_molniya-bench-stub"))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the stub starts");
        let input = stub.stdin.take().expect("piped");
        let mut events = BufReader::new(stub.stdout.take().expect("piped"));
        let Event::Listening { port } = read(&mut events) else { panic!("it says its port first") };
        let bot = Command::new(env!("CARGO_BIN_EXE_molniya-bench-floor"))
            .env("BOT_TOKEN", "1:a")
            .env("BOT_API_URL", format!("http://127.0.0.1:{port}"))
            .spawn()
            .expect("the bot starts");
        let mut pair = Pair { stub, bot, events, input };
        assert_eq!(pair.next(), Event::Parked);
        pair.go();
        pair
    }

    fn next(&mut self) -> Event {
        read(&mut self.events)
    }

    fn go(&mut self) {
        writeln!(self.input).expect("the stub listens");
    }

    fn report(&mut self) -> Report {
        match self.next() {
            Event::Report(report) => report,
            other => panic!("a report was expected, not {other:?}"),
        }
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        for child in [&mut self.bot, &mut self.stub] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn read(events: &mut BufReader<ChildStdout>) -> Event {
    let mut line = String::new();
    events.read_line(&mut line).expect("an event");
    serde_json::from_str(&line).expect("an event")
}

#[test]
fn people_order_without_a_wrong_or_missing_call() {
    let mut pair = Pair::start(&["--people=2", "--warmup=0", "--seconds=1"]);
    assert_eq!(pair.next(), Event::WindowOpened);
    assert_eq!(pair.next(), Event::WindowClosed);
    let report = pair.report();
    assert_eq!((report.errors, &report.first_errors[..]), (0, &[][..]));
    // More than one whole order each, so that the second /start follows a placed order.
    assert!(report.steps > 2 * 6, "{report:?}");
    assert!(report.p50_ms <= report.p99_ms && report.p99_ms <= report.max_ms, "{report:?}");
}

#[test]
fn dialogues_are_opened_up_to_every_number() {
    let mut pair = Pair::start(&["--people=8", "--dialogues=20,100"]);
    for open in [20, 100] {
        assert_eq!(pair.next(), Event::Dialogues { open });
        pair.go();
    }
    let report = pair.report();
    assert_eq!((report.steps, report.errors), (2 * 100, 0), "{report:?}");
}

#[test]
fn a_bot_that_falls_silent_is_reported() {
    let mut pair = Pair::start(&["--people=4", "--warmup=0.1", "--seconds=0.1"]);
    assert_eq!(pair.next(), Event::WindowOpened);
    pair.bot.kill().expect("it runs");
    assert_eq!(pair.next(), Event::WindowClosed);
    let report = pair.report();
    assert!(report.errors > 0, "{report:?}");
    assert!(report.first_errors.iter().all(|error| error.contains("still waits")), "{report:?}");
}

/// The figures must come to be at all, whatever they are.
#[test]
fn the_local_telegram_is_measured() {
    let small = [
        "--seconds=0.2",
        "--connections=3",
        "--polls=2",
        "--watchers=3",
        "--chats=5,20",
        "--messages=40",
    ];
    let output = Command::new(env!("CARGO_BIN_EXE_molniya-bench-telegram"))
        .args(small)
        .output()
        .expect("the program starts");
    let table = String::from_utf8(output.stdout).expect("a table");
    assert!(output.status.success(), "{table}{}", String::from_utf8_lossy(&output.stderr));
    let figures: Vec<_> = table.lines().skip(2).map(|line| line.split('|').nth(2)).collect();
    let empty = |figure: &Option<&str>| figure.is_none_or(|figure| figure.trim().is_empty());
    assert!(figures.len() == 13 && !figures.iter().any(empty), "{table}");
    let sent = figures[0].and_then(|figure| figure.trim().parse::<f64>().ok());
    assert!(sent.is_some_and(|sent| sent > 0.0), "{table}");
}
