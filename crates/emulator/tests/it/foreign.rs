//! Bots written with other people's libraries, told nothing but a token and an address.
//!
//! The scripts are in `tests/foreign`. What they send is none of our making, so it shows whether the
//! emulator understands the Bot API or only our own client. `scripts/foreign.sh` runs more of them.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use molniya_emulator::testkit::{Message, Person, Telegram};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::bot::Bot;
use crate::raw::Raw;

/// Starting an interpreter and its libraries takes a second, on a busy machine many.
const PATIENCE: Duration = Duration::from_secs(60);

/// The interpreter with the libraries in it.
fn python() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join("target/foreign-venv/bin/python");
    assert!(python.exists(), "no {}: run scripts/foreign.sh, which makes it", python.display());
    python
}

/// A running script.
struct Foreign {
    process: Child,
    /// What it has complained of, when it has ended.
    complaints: oneshot::Receiver<String>,
}

impl Foreign {
    fn start(script: &str, telegram: &Telegram) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
        let mut process = Command::new(python())
            .arg(folder.join(script))
            .env("BOT_TOKEN", telegram.token())
            .env("BOT_API_URL", telegram.api_url())
            .env("PAGE_URL", telegram.page_url())
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the interpreter starts");
        let mut errors = process.stderr.take().expect("it is piped");
        let (tell, complaints) = oneshot::channel();
        std::thread::spawn(move || {
            let mut text = String::new();
            let _ = errors.read_to_string(&mut text);
            // A test that has failed does not listen any more.
            let _ = tell.send(text);
        });
        Self { process, complaints }
    }

    /// Ends it with SIGTERM, which it must obey without an error.
    async fn stop(self) {
        let command = format!("kill -TERM {}", self.process.id());
        let sent = Command::new("sh").args(["-c", &command]).status().unwrap();
        assert!(sent.success(), "the script still runs");
        self.ends().await;
    }

    /// Waits until it ends by itself, which it must do without an error.
    async fn ends(mut self) {
        let complaints = timeout(PATIENCE, &mut self.complaints).await;
        let complaints = complaints.expect("the script ends").unwrap();
        let status = self.process.wait().unwrap();
        assert!(status.success() && !complaints.contains("Traceback"), "{status}\n{complaints}");
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The calls that the emulator has answered: method, parameters and status.
struct Calls(Raw);

impl Calls {
    async fn follow(telegram: &Telegram) -> Self {
        let mut http = Raw::connect(&telegram.page_url()).await;
        http.write(b"GET /events?after=0 HTTP/1.1\r\nHost: a\r\n\r\n").await;
        Self(http)
    }

    /// Waits for a call of this method; gives the calls until then.
    async fn until(&mut self, method: &str) -> Vec<Value> {
        let has = |text: &str| calls(text).iter().any(|call| call["method"] == method);
        let text = timeout(PATIENCE, self.0.read_until(has)).await;
        calls(&text.unwrap_or_else(|_| panic!("{method} was never called")))
    }
}

fn calls(events: &str) -> Vec<Value> {
    let data = events.split("event: call\n").skip(1).filter_map(|event| {
        let (_, data) = event.split_once("data: ")?;
        let (data, _) = data.split_once('\n')?;
        serde_json::from_str(data).ok()
    });
    data.collect()
}

/// What a person hears of the list of commands.
fn about(language: &str) -> &'static str {
    match language {
        "ru" => "/start Начать",
        _ => "/start Begin\n/about What this is",
    }
}

/// Everything the echo bots promise, asked by one person.
async fn talk(person: &Person, name: &str, language: &str) {
    for (data, is_alert) in [("like", false), ("shout", true)] {
        person.say("/start").await;
        let hello = next(person).await;
        assert_eq!(hello.text, format!("Hello, {name} & welcome!"));
        let length = name.encode_utf16().count();
        assert_eq!(
            hello.json["entities"],
            json!([{"type": "bold", "offset": 7, "length": length}])
        );
        let buttons = [("Like", "like"), ("Shout", "shout")];
        assert_eq!(hello.buttons(), buttons.map(|(text, data)| (text.to_owned(), data.to_owned())));

        let press = person.press_on(hello.message_id, data).await;
        let toast = person.toast().await;
        assert_eq!((toast.callback_query_id, toast.show_alert), (press, is_alert));
        assert_eq!(toast.text, format!("{data}!"));
        let edited = next(person).await;
        assert_eq!(edited.message_id, hello.message_id);
        assert_eq!(edited.text, format!("You pressed {data}"));
        assert_eq!(
            edited.json["entities"],
            json!([{"type": "italic", "offset": 12, "length": data.len()}])
        );
        assert!(edited.buttons().is_empty());
    }

    let text = "1 < 2 & <b>é</b> 😀\n+%41=\"quoted\" \\u0041 'end'";
    person.say(text).await;
    let echo = next(person).await;
    assert_eq!((echo.text.as_str(), &echo.json["entities"]), (text, &Value::Null));

    person.say("/about").await;
    let listed = next(person).await;
    assert_eq!(listed.text, about(language));
    assert_eq!(listed.json["link_preview_options"], json!({"is_disabled": true}));

    let sticker = person.sticker("🍵").await;
    let answer = next(person).await;
    assert_eq!(answer.text, "I cannot read 🍵");
    assert_eq!(answer.json["reply_to_message"]["message_id"], sticker);
}

async fn next(person: &Person) -> Message {
    person.expect("").await
}

/// Runs a script, lets two people talk to it at once, and stops it; gives the calls it made.
async fn run(script: &str, telegram: &Telegram) -> Vec<Value> {
    let ann = telegram.person("Ann <3 & co").await;
    let boris = telegram.person_speaking("Борис", "ru").await;
    ann.say("written before the bot came").await;

    let bot = Foreign::start(script, telegram);
    Calls::follow(telegram).await.until("deleteWebhook").await;
    tokio::join!(talk(&ann, "Ann <3 & co", "en"), talk(&boris, "Борис", "ru"));
    bot.stop().await;

    for person in [&ann, &boris] {
        let ledger = telegram.ledger().await;
        let made: Vec<&str> = ledger.chat(person.chat_id()).map(|call| &*call.method).collect();
        let press = ["sendMessage", "answerCallbackQuery", "editMessageText"];
        let rest = ["sendMessage"; 3];
        assert_eq!(made, [&press[..], &press, &rest].concat(), "{}", person.transcript());
    }
    telegram.assert_clean().await;
    // Everything before this call was made by the script.
    Bot::of(telegram).await.ok("getWebhookInfo", json!({})).await;
    let mut calls = Calls::follow(telegram).await.until("getWebhookInfo").await;
    calls.pop();
    for call in &calls {
        assert_eq!((&call["status"], &call["violations"]), (&json!(200), &json!([])), "{call}");
    }
    calls
}

/// The parameters of the first call of a method.
fn first<'a>(calls: &'a [Value], method: &str) -> &'a Value {
    let call = calls.iter().find(|call| call["method"] == method);
    &call.expect("called")["params"]
}

#[tokio::test]
async fn a_bot_of_python_telegram_bot_works() {
    let telegram = Telegram::start().await.patience(PATIENCE);
    let calls = run("ptb_echo.py", &telegram).await;
    assert_eq!(first(&calls, "getUpdates"), &json!({"offset": "0", "timeout": "10"}));
    assert_eq!(first(&calls, "deleteWebhook"), &json!({"drop_pending_updates": "true"}));
    let left = Bot::of(&telegram).await.ok("getWebhookInfo", json!({})).await;
    assert_eq!(left["pending_update_count"], 0, "it confirms what it has handled when it stops");
    assert_eq!(left["allowed_updates"], Value::Null);
}

#[tokio::test]
async fn a_bot_of_aiogram_works() {
    let telegram = Telegram::start().await.patience(PATIENCE);
    let calls = run("aiogram_echo.py", &telegram).await;
    let mut kinds = first(&calls, "getUpdates")["allowed_updates"].as_str().unwrap().to_owned();
    kinds.retain(|c| !c.is_whitespace());
    assert_eq!(kinds, r#"["callback_query","message"]"#);
    let left = Bot::of(&telegram).await.ok("getWebhookInfo", json!({})).await;
    assert_eq!(left["allowed_updates"], json!(["message", "callback_query"]));
    let typing = |call: &&Value| call["method"] == "sendChatAction";
    assert_eq!(calls.iter().filter(typing).count(), 2);
}

/// The beginning of a PNG file of this size.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x1e\0\0\0\x14";

#[tokio::test]
async fn a_bot_of_aiogram_sends_files_back_over_a_webhook() {
    let telegram = Telegram::start().await.patience(PATIENCE);
    let ann = telegram.person("Ann").await;
    let bot = Foreign::start("aiogram_files.py", &telegram);
    Calls::follow(&telegram).await.until("setWebhook").await;

    ann.send_file("document", "list.txt", b"tea & milk").await;
    let loud = ann.expect("loud").await.json["document"].clone();
    assert_eq!((&loud["file_name"], &loud["file_size"]), (&json!("LIST.TXT"), &json!(10)));
    let mut own = Bot::of(&telegram).await;
    let file = own.ok("getFile", json!({"file_id": loud["file_id"]})).await;
    let path = format!("/file{}", own.path(file["file_path"].as_str().unwrap()));
    assert_eq!(own.http.get(&path).await.body, "TEA & MILK");

    ann.send_file("photo", "tea.png", PICTURE).await;
    ann.expect("30 x 20").await;
    ann.send_file("voice", "note.ogg", b"la la").await;
    let myself = ann.expect("myself").await.json["document"].clone();
    assert_eq!(
        (&myself["file_name"], &myself["mime_type"]),
        (&json!("bot.py"), &json!("application/octet-stream"))
    );

    ann.say("fail once").await;
    ann.expect("the second time it works").await;
    let info = own.ok("getWebhookInfo", json!({})).await;
    let failure = "Wrong response from the webhook: 500 Internal Server Error";
    assert_eq!(
        (&info["last_error_message"], &info["max_connections"]),
        (&json!(failure), &json!(5))
    );
    telegram.assert_clean().await;

    // What it complains of is the failure it was asked for.
    let calls = Calls::follow(&telegram).await.until("getWebhookInfo").await;
    let by_answer = calls.iter().filter(|call| call["method"] == "sendPhoto").count();
    assert_eq!(by_answer, 1);
    drop(bot);
}

#[tokio::test]
async fn the_models_of_aiogram_know_every_field_and_no_other() {
    let telegram = Telegram::start().await;
    Foreign::start("aiogram_answers.py", &telegram).ends().await;
    telegram.assert_clean().await;
}
