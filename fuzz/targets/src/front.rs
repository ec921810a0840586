//! A local Telegram that answers without a network, for the targets that ask it.

use std::cell::RefCell;

use bytes::Bytes;
use futures_util::FutureExt;
use http::{Request, Response};
use molniya_emulator::testkit::Telegram;
use molniya_emulator::{Config, Emulator, NewBot};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

const TOKEN: &str = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Everything sent is kept, so a Telegram is thrown away after this many requests.
const REQUESTS: u32 = 1_000;

/// A Telegram with one person, who has written to the bot.
struct Front {
    // Ended before the runtime it lives on.
    emulator: Emulator,
    runtime: Runtime,
    chat: i64,
    left: u32,
}

thread_local! {
    static FRONT: RefCell<Option<Front>> = const { RefCell::new(None) };
}

impl Front {
    fn open() -> Front {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let person = ([127, 0, 0, 1], 0).into();
        let config = Config { person, bots: vec![NewBot::with_token(TOKEN)], ..Config::default() };
        let (emulator, chat) = runtime.block_on(async {
            let emulator = Emulator::start(config).await.expect("free ports");
            let person = Telegram::connect(&emulator.page_url()).await.person("Ann").await;
            person.say("hello").await;
            (emulator, person.chat_id())
        });
        Front { emulator, runtime, chat, left: REQUESTS }
    }
}

/// The answer to a request whose path and query follow the token; `None` if it is not answered at once, or refused
/// before it is one.
///
/// Whatever is answered has a body of JSON as long as it says, or none and a status that says why.
pub(crate) fn ask(target: &str, content_type: &str, body: Vec<u8>) -> Option<(u16, Value)> {
    let request = Request::post(format!("/bot{TOKEN}/{target}"))
        .header("content-type", content_type)
        .body(Bytes::from(body))
        .ok()?;
    let answer = FRONT.with_borrow_mut(|front| {
        let now = front.get_or_insert_with(Front::open);
        now.left -= 1;
        let answer = now.runtime.block_on(async { now.emulator.answer(request).now_or_never() });
        if now.left == 0 {
            *front = None;
        }
        answer
    })?;
    Some(read(answer.expect("no fault was ordered that closes connections")))
}

/// The chat with the person.
pub(crate) fn chat() -> i64 {
    FRONT.with_borrow_mut(|front| front.get_or_insert_with(Front::open).chat)
}

fn read(answer: Response<Bytes>) -> (u16, Value) {
    let status = answer.status().as_u16();
    if answer.body().is_empty() {
        assert!(status >= 400, "{status} without a body");
        return (status, Value::Null);
    }
    let length = answer.headers().get("content-length").and_then(|value| value.to_str().ok());
    assert_eq!(length, Some(answer.body().len().to_string().as_str()));
    let body: Value = serde_json::from_slice(answer.body()).expect("an answer is JSON");
    assert_eq!(body["ok"], status == 200, "{status} {body}");
    (status, body)
}

/// Entities of a message lie in its text, in UTF-16 units, in order.
pub(crate) fn check_entities(message: &Value) {
    for (text, entities) in [("text", "entities"), ("caption", "caption_entities")] {
        let (Some(text), Some(entities)) = (message[text].as_str(), message[entities].as_array())
        else {
            continue;
        };
        let total = text.encode_utf16().count() as u64;
        let mut before = 0;
        for entity in entities {
            let (offset, length) = (entity["offset"].as_u64(), entity["length"].as_u64());
            let (Some(offset), Some(length)) = (offset, length) else { panic!("{entity}") };
            assert!(length > 0 && offset + length <= total && before <= offset, "{message}");
            before = offset;
        }
    }
}
