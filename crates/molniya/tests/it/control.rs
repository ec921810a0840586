//! What an operator asks of a bot over its socket, and what must not disturb the bot.

use std::path::Path;

use molniya::control::{Control, ControlError, Request, Shelf, Told};
use molniya::{Router, say, text};
use molniya_emulator::testkit::Telegram;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use crate::promises_kit::Home;

async fn lines(socket: &Path, question: &[u8]) -> String {
    let mut stream = UnixStream::connect(socket).await.unwrap();
    // A bot that has heard enough closes before everything is written.
    let _ = stream.write_all(question).await;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn questions_that_are_wrong_endless_or_never_asked_disturb_nobody() {
    let (telegram, folder) = (Telegram::start().await, tempfile::tempdir().unwrap());
    let (path, socket) = (folder.path().join("bot.db"), folder.path().join("bot.db.control"));
    let home = Home::at(&path);
    // What a process leaves that was killed.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    let bot = home.run(&telegram, Router::new().on(text(), async || say("here")), ());
    let ann = telegram.person("Ann").await;
    ann.say("hello").await;
    ann.expect("here").await;

    let url = home.settings(&telegram).store_url;
    let silent =
        [UnixStream::connect(&socket).await.unwrap(), UnixStream::connect(&socket).await.unwrap()];
    assert!(lines(&socket, b"{\"list\":\"letters\"}\n").await.contains("refused"));
    assert!(lines(&socket, b"nothing\n").await.contains("does not understand"));
    // No end, and more than any question has.
    let endless = vec![b'['; 1 << 20];
    assert!(!lines(&socket, &endless).await.contains("totals"));
    let listed = lines(&socket, b"{\"list\":\"calls\"}\n").await;
    assert!(listed.starts_with("{\"totals\":{\"calls\":0,") && listed.ends_with("}\n"), "{listed}");
    let control = Control::open(&url).await.unwrap();
    assert!(control.is_running());
    let told = control.ask(Request::List(Shelf::Rows), |_| {}).await.unwrap();
    assert!(matches!(told, Told::Totals(totals) if totals.rows == 0));
    drop(silent);
    bot.stop().await;
    assert!(matches!(
        control.ask(Request::List(Shelf::Rows), |_| {}).await,
        Err(ControlError::Socket { .. })
    ));
    assert!(!Control::open(&url).await.unwrap().is_running());
}

#[tokio::test]
async fn a_bot_starts_where_no_socket_can_be_made_and_says_so() {
    let (telegram, folder) = (Telegram::start().await, tempfile::tempdir().unwrap());
    // Longer than the name of a socket may be.
    let path = folder.path().join("x".repeat(120));
    let bot = Home::at(&path).run(&telegram, Router::new().on(text(), async || say("here")), ());
    let ann = telegram.person("Ann").await;
    ann.say("hello").await;
    ann.expect("here").await;
    let url = Home::at(&path).settings(&telegram).store_url;
    assert!(matches!(Control::open(&url).await, Err(ControlError::Silent { .. })));
    let log = bot.stop().await;
    assert_eq!(log.lines("no control socket").len(), 1);
}
