//! Scripts, played by the program against the order bot as a process.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use molniya_emulator::testkit::Telegram;
use tempfile::TempDir;

use crate::demo::Demo;
use crate::process::Program;

/// Beginning and ending take milliseconds; a busy machine may need seconds.
const PATIENCE: Duration = Duration::from_secs(30);

const MOLNIYA: &str = env!("CARGO_BIN_EXE_molniya");

/// The script that docs/scripts.md shows.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/talks/order.talk")
}

/// What the program says with these arguments, for a bot that forgets.
fn molniya(arguments: &[&str]) -> Output {
    Command::new(MOLNIYA)
        .args(arguments)
        .env_clear()
        .envs([("STORE_URL", "memory:"), ("LOG", "error")])
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// Plays a script against a new order bot: whether all went well, what it shows, what it complains of.
pub(crate) fn replay(script: &Path) -> (bool, String, String) {
    let script = script.to_str().expect("a path in UTF-8");
    let output = molniya(&["replay", script, "--wait", "30s", "--", MOLNIYA, "run"]);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.success(), text(output.stdout), text(output.stderr))
}

/// A script in a folder of its own.
pub(crate) fn written(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("changed.talk");
    std::fs::write(&file, text).expect("a file");
    (folder, file)
}

#[test]
fn the_order_bot_says_what_is_written() {
    let (well, shown, complaints) = replay(&example());
    assert!(well, "{shown}\n{complaints}");
    assert_eq!(shown, format!("{}: as written\n", example().display()));
}

#[test]
fn the_page_about_scripts_shows_what_is_played() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scripts.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let example = std::fs::read_to_string(example()).expect("the example");
    assert!(page.contains(&example), "docs/scripts.md shows another script than examples/talks");
}

#[test]
fn a_word_that_is_said_otherwise_is_shown_with_its_line() {
    let text = std::fs::read_to_string(example()).expect("the example");
    let text = text.replace("What quantity?", "How many?");
    let line = 1 + text.lines().position(|line| line.contains("How many?")).expect("a change");
    let (_folder, file) = written(&text);
    let (well, shown, complaints) = replay(&file);
    assert!(!well, "{shown}");
    // The message is where its first line is.
    let place = format!("{}:{}: the bot did something else\n", file.display(), line - 1);
    assert!(shown.starts_with(&place), "{shown}");
    let difference = "\
\n-      | How many? Choose one or type a number from 1 to 999.\
\n+      | What quantity? Choose one or type a number from 1 to 999.\
\n       [1] [2] [3] [5] [10]\n";
    assert!(shown.contains(difference), "{shown}");
    assert_eq!(complaints, "molniya: 1 of 1 scripts went otherwise\n");
}

#[test]
fn what_cannot_be_played_is_told_in_one_line() {
    let (_folder, broken) = written("Ann: hello\n  bot shouts: hello\n");
    let broken = broken.to_str().expect("a path in UTF-8");
    let example = example();
    let example = example.to_str().expect("a path in UTF-8");
    let cases: [(&[&str], &str); 4] = [
        (
            &["replay", broken, "--", "true"],
            "changed.talk:2:7: `shouts` is nothing a bot does; write",
        ),
        (
            &["replay", example, "--", "true"],
            "the bot ended before the scripts did (exit status: 0)",
        ),
        (
            &["replay", example, "--", "/nobody/is/here"],
            "cannot start /nobody/is/here: No such file",
        ),
        // Nothing listens on the port of the discard service.
        (&["replay", example, "--page", "http://127.0.0.1:9"], "no emulator at 127.0.0.1:9"),
    ];
    for (arguments, expected) in cases {
        let output = molniya(arguments);
        let complaint = String::from_utf8(output.stderr).expect("text");
        assert!(!output.status.success() && complaint.contains(expected), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_or_a_local_telegram_that_is_not_there_is_told() {
    let telegram = Telegram::start().await;
    telegram.bot("Tea").await;
    let (page, api) = (telegram.page_url(), telegram.api_url());
    let example = example();
    let example = example.to_str().expect("a path in UTF-8");
    let something_else = format!("molniya: something else than an emulator is at {api}; start one");
    let cases = [
        (
            &page,
            "molniya: no bot is called Cakes: there are Molniya Demo, Tea; name one of them with --bot\n",
        ),
        (&api, &something_else),
    ];
    for (page, expected) in cases {
        let output = molniya(&["replay", example, "--page", page, "--bot", "Cakes"]);
        let complaint = String::from_utf8(output.stderr).expect("text");
        assert!(!output.status.success() && complaint.starts_with(expected), "{complaint}");
    }
    telegram.stop().await;
}

#[tokio::test]
async fn what_was_done_on_the_page_is_played_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = Demo::start(folder.path());
    let telegram = Telegram::connect(&demo.page).await;
    let ann = telegram.person_speaking("Аня", "ru").await;
    ann.say("/start").await;
    ann.press("new_order").await;
    ann.expect("товар").await;
    ann.say("Пирог: $5…").await;
    ann.press("quantity:3").await;
    ann.expect("адрес").await;
    ann.say("Дом 5").await;
    ann.press("confirm_order").await;
    ann.expect("#").await;
    let recorded = telegram.script().await;
    demo.interrupt();

    assert!(recorded.contains("\nАня speaks ru\nАня: /start\n  bot: "), "{recorded}");
    assert!(recorded.contains("\nАня: Пирог: $5\\…\n"), "{recorded}");
    let (_folder, file) = written(&recorded);
    let (well, shown, complaints) = replay(&file);
    assert!(well, "{shown}\n{complaints}\n{recorded}");

    let (_folder, file) = written(&recorded.replace("Спасибо!", "Ладно."));
    let (well, shown, _) = replay(&file);
    assert!(!well && shown.contains("\n-   bot edits: Ладно."), "{shown}");
    assert!(shown.contains("\n+   bot edits: Спасибо!"), "{shown}");
}

#[test]
fn many_people_order_at_once() {
    let text = std::fs::read_to_string(example()).expect("the example");
    // Whoever comes again has more orders than one.
    let (order, _) = text.split_once("Ann: /orders").expect("the end of the order");
    let (_folder, file) = written(order);
    let file = file.to_str().expect("a path in UTF-8");
    let load = ["load", file, "--people", "7", "--rate", "50", "--walks", "20", "--json"];
    let bot = ["--wait", "30s", "--", MOLNIYA, "run"];
    let output = molniya(&[&load[..], &bot].concat());
    let shown = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{shown}");
    let report: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!((&report["walks"], &report["failed"]), (&20.into(), &0.into()), "{shown}");
    assert_eq!(report["all"]["count"], 20 * 7, "{shown}");
}

#[test]
fn ctrl_c_ends_the_talk_and_the_bot() {
    let folder = tempfile::tempdir().expect("a folder");
    let complaints = folder.path().join("complaints");
    let errors = std::fs::File::create(&complaints).expect("a file");
    let example = example();
    // A bot that never asks for updates, but tells when it has begun, and when it is told to end.
    let bot = r#"trap 'echo told >> "$1"; exit 0' TERM; echo begun >> "$1"; while :; do sleep 0.05; done"#;
    let told = folder.path().join("told");
    let arguments =
        ["replay", example.to_str().expect("a path in UTF-8"), "--", "sh", "-c", bot, "sh"];
    let arguments = arguments.iter().map(std::ffi::OsStr::new).chain([told.as_os_str()]);
    let path = std::env::var("PATH").expect("a path to sh");
    let program = Program::start(arguments, &[("PATH", &path)], errors);
    let end = Instant::now() + PATIENCE;
    while !told.exists() {
        assert!(Instant::now() < end, "the bot never began");
        std::thread::yield_now();
    }
    let status = program.end("INT", PATIENCE);
    assert_eq!(status.code(), Some(1));
    let read = |file: &Path| std::fs::read_to_string(file).expect("a file");
    // The shell of the bot may have something to say, too.
    let complaints = read(&complaints);
    let ours: Vec<&str> = complaints.lines().filter(|line| line.starts_with("molniya")).collect();
    assert_eq!(ours, ["molniya: stopped before the end"]);
    assert_eq!(read(&told), "begun\ntold\n");
}
