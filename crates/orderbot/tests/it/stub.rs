//! A small Bot API by hand, so that the bot and the emulator cannot share a mistake.
//!
//! It knows the few methods the order bot calls, and nothing of the emulator or of the schema. Whatever
//! it finds wrong in a request is a fault, and a fault fails the test; it refuses nothing else.

mod http;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

pub(crate) const TOKEN: &str = "4242:the-hand-written-telegram-of-the-test";
/// How long the bot may take for a call.
const PATIENCE: Duration = Duration::from_secs(20);
/// The moment at which everything is written; nobody asks for the time.
const DATE: i64 = 1_800_000_000;

/// Somebody in a private chat.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) language: &'static str,
}

/// A call that a person notices.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) params: Map<String, Value>,
}

struct Message {
    chat: i64,
    text: String,
    /// `reply_markup` as the bot gave it.
    markup: Option<Value>,
}

struct World {
    messages: BTreeMap<i64, Message>,
    updates: BTreeMap<i64, Value>,
    last_update: i64,
    last_id: i64,
    /// Presses that wait for their answer.
    open: BTreeSet<String>,
    faults: Vec<String>,
    calls: mpsc::UnboundedSender<Call>,
    news: watch::Sender<()>,
}

/// The running server; it ends when it is dropped.
pub(crate) struct Stub {
    address: SocketAddr,
    world: Arc<Mutex<World>>,
    calls: mpsc::UnboundedReceiver<Call>,
    _server: JoinSet<()>,
}

impl Stub {
    pub(crate) async fn start() -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (sender, calls) = mpsc::unbounded_channel();
        let world = Arc::new(Mutex::new(World {
            messages: BTreeMap::new(),
            updates: BTreeMap::new(),
            last_update: 5_000_000,
            last_id: 700,
            open: BTreeSet::new(),
            faults: Vec::new(),
            calls: sender,
            news: watch::Sender::new(()),
        }));
        let mut server = JoinSet::new();
        server.spawn(http::serve(listener, world.clone()));
        Stub { address, world, calls, _server: server }
    }

    pub(crate) fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no test has failed while it held the lock")
    }

    /// A person writes; `content` is the text or another member of the message.
    pub(crate) fn write(&self, person: Person, content: Value) {
        let mut world = self.world();
        let mut message = json!({
            "message_id": world.next_id(),
            "from": user(person),
            "chat": {"id": person.id, "type": "private", "first_name": "P"},
            "date": DATE,
        });
        message
            .as_object_mut()
            .expect("an object")
            .extend(content.as_object().expect("one").clone());
        world.issue(json!({ "message": message }));
    }

    /// A person presses a button; gives the id of the press.
    pub(crate) fn press(&self, person: Person, message_id: i64, data: &str) -> String {
        let mut world = self.world();
        let id = format!("press{}", world.next_id());
        let shown = &world.messages[&message_id];
        assert!(shown.has_button(data), "{data} is not on {message_id}");
        let message = shown.json(message_id);
        world.open.insert(id.clone());
        world.issue(json!({"callback_query": {
            "id": id, "from": user(person), "message": message, "chat_instance": "1", "data": data,
        }}));
        id
    }

    /// The messages of a chat that have this button, oldest first.
    pub(crate) fn with_button(&self, chat: i64, data: &str) -> Vec<i64> {
        let world = self.world();
        let fits = |message: &Message| message.chat == chat && message.has_button(data);
        world.messages.iter().filter(|(_, message)| fits(message)).map(|(id, _)| *id).collect()
    }

    /// The next calls that people notice, as many as this.
    pub(crate) async fn next_calls(&mut self, count: usize) -> Vec<Call> {
        let mut calls = Vec::new();
        while calls.len() < count {
            let call = timeout(PATIENCE, self.calls.recv()).await;
            calls.push(call.unwrap_or_else(|_| panic!("only {calls:?}")).expect("open"));
        }
        calls
    }

    /// Fails if a request was wrong, a press is not answered, or more was called than was looked at.
    pub(crate) fn assert_clean(&mut self) {
        assert_eq!(self.calls.try_recv().map(|call| call.method).ok(), None, "a call too many");
        let world = self.world();
        assert_eq!(world.faults, [""; 0]);
        assert!(world.open.is_empty(), "not answered: {:?}", world.open);
    }
}

fn user(person: Person) -> Value {
    json!({"id": person.id, "is_bot": false, "first_name": "P", "language_code": person.language})
}

impl Message {
    fn has_button(&self, data: &str) -> bool {
        let rows = self.markup.iter().filter_map(|markup| markup["inline_keyboard"].as_array());
        let buttons = rows.flatten().filter_map(Value::as_array).flatten();
        buttons.into_iter().any(|button| button["callback_data"] == data)
    }

    fn json(&self, id: i64) -> Value {
        let mut json = json!({
            "message_id": id,
            "from": {"id": 4242, "is_bot": true, "first_name": "Stub", "username": "stub_bot"},
            "chat": {"id": self.chat, "type": "private", "first_name": "P"},
            "date": DATE,
            "text": self.text,
        });
        if let Some(markup) = &self.markup {
            json["reply_markup"] = markup.clone();
        }
        json
    }
}

impl World {
    fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn issue(&mut self, mut update: Value) {
        self.last_update += 1;
        update["update_id"] = self.last_update.into();
        self.updates.insert(self.last_update, update);
        self.news.send_replace(());
    }

    /// Carries out a call that was found right.
    fn carry_out(&mut self, method: &str, params: &Map<String, Value>) -> Result<Value, String> {
        let number = |name: &str| params.get(name).and_then(Value::as_i64);
        let text = params.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        let markup = params.get("reply_markup").cloned();
        match method {
            "getMe" => Ok(json!({
                "id": 4242, "is_bot": true, "first_name": "Stub", "username": "stub_bot",
            })),
            "getWebhookInfo" => Ok(json!({
                "url": "", "has_custom_certificate": false, "pending_update_count": 0,
            })),
            "sendMessage" => {
                let chat = number("chat_id").ok_or("chat_id is no number")?;
                let (id, message) = (self.next_id(), Message { chat, text, markup });
                let shown = message.json(id);
                self.messages.insert(id, message);
                Ok(shown)
            }
            "editMessageText" | "editMessageReplyMarkup" => {
                let id = number("message_id").ok_or("message_id is no number")?;
                let message = self.messages.get_mut(&id).ok_or("no such message")?;
                if number("chat_id") != Some(message.chat) {
                    return Err("the message is in another chat".to_owned());
                }
                let before = message.json(id);
                message.markup = markup;
                if method == "editMessageText" {
                    message.text = text;
                }
                let after = message.json(id);
                if before == after { Err("nothing is changed".to_owned()) } else { Ok(after) }
            }
            "answerCallbackQuery" => {
                let id = params.get("callback_query_id").and_then(Value::as_str);
                let was_open = self.open.remove(id.ok_or("callback_query_id is no text")?);
                was_open.then_some(Value::Bool(true)).ok_or("answered twice, or not a press".into())
            }
            _ => Ok(Value::Bool(true)),
        }
    }
}

/// Forgets what the offset confirms, and waits for what is not confirmed.
async fn updates(params: &Map<String, Value>, world: &Mutex<World>) -> Value {
    let number = |name: &str| params.get(name).and_then(Value::as_i64).unwrap_or(0);
    let mut news = world.lock().expect("not poisoned").news.subscribe();
    let waiting = async {
        loop {
            {
                let mut world = world.lock().expect("not poisoned");
                world.updates.retain(|id, _| *id >= number("offset"));
                if !world.updates.is_empty() {
                    return world.updates.values().cloned().collect();
                }
            }
            if news.changed().await.is_err() {
                return Vec::new();
            }
        }
    };
    let seconds = u64::try_from(number("timeout")).unwrap_or(0);
    timeout(Duration::from_secs(seconds), waiting).await.unwrap_or_default().into()
}
