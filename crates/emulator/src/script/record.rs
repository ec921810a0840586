//! Makes a script of what happened, as the page's feed tells it.
//!
//! Faults and skipped time are not told of with who and when, so they are not in it.

mod names;
mod people;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use self::names::Names;
use super::came::{deed, label, list};
use super::line::{Button, Deed, Doing, Line, Place, What, Who};
use super::pattern::Pattern;

/// Methods that take messages away.
const DELETING: [&str; 2] = ["deleteMessage", "deleteMessages"];
/// Methods that change what somebody is in a chat.
const CHANGING: [&str; 6] = [
    "banChatMember",
    "unbanChatMember",
    "restrictChatMember",
    "promoteChatMember",
    "approveChatJoinRequest",
    "leaveChat",
];

/// Something that happened: what the feed calls it, and its data.
pub(crate) type Happened = (&'static str, Value);

/// Somebody or something that can be in a script.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) name: String,
    /// Of a person.
    pub(crate) language: String,
    /// Of a chat: `group`, `supergroup`, `forum` or `channel`.
    pub(crate) kind: String,
}

/// Who and what there is.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    pub(crate) bot: i64,
    /// By id; people and chats of many people.
    pub(crate) known: HashMap<i64, Known>,
}

/// Writes down what happened. `lost` is how many events before these are not known any more.
pub(crate) fn record(scene: Scene, happened: &[Happened], lost: u64) -> String {
    let mut recorder = Recorder::new(scene, happened);
    recorder.comment("Recorded on a local Telegram; molniya replay plays it.");
    if lost > 0 {
        recorder.comment(&format!("What happened before is forgotten ({lost} events)."));
    }
    for (kind, data) in happened {
        recorder.take(kind, data);
    }
    let written = |what| format!("{}\n", Line { number: 0, what });
    recorder.lines.into_iter().map(written).collect()
}

/// What is remembered of a message.
struct Seen {
    by: i64,
    text: String,
    buttons: Vec<Value>,
}

struct Recorder {
    names: Names,
    bot: i64,
    lines: Vec<What>,
    /// The chat of the last line.
    chat: Option<i64>,
    messages: HashMap<i64, Seen>,
    /// By chat and user.
    status: HashMap<(i64, i64), String>,
    owners: HashMap<i64, i64>,
    results: Vec<Value>,
    /// By message and user.
    votes: HashMap<(i64, String), Value>,
    /// What the bot did that the feed does not tell by whom: messages deleted, people changed.
    deleted: HashSet<i64>,
    changed: HashSet<i64>,
}

impl Recorder {
    fn new(scene: Scene, happened: &[Happened]) -> Self {
        let mut recorder = Self {
            bot: scene.bot,
            names: Names::new(scene),
            lines: Vec::new(),
            chat: None,
            messages: HashMap::new(),
            status: HashMap::new(),
            owners: HashMap::new(),
            results: Vec::new(),
            votes: HashMap::new(),
            deleted: HashSet::new(),
            changed: HashSet::new(),
        };
        for (_, call) in
            happened.iter().filter(|(kind, call)| *kind == "call" && call["status"] == 200)
        {
            let method = call["method"].as_str().unwrap_or_default();
            let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(method));
            let params = &call["params"];
            if is(&DELETING) {
                recorder.deleted.extend(numbers(&params["message_id"]));
                recorder.deleted.extend(numbers(&params["message_ids"]));
            } else if is(&CHANGING) {
                recorder.changed.extend(numbers(&params["user_id"]));
            }
        }
        recorder
    }

    fn comment(&mut self, text: &str) {
        self.lines.push(What::Comment(text.to_owned()));
    }

    fn take(&mut self, kind: &str, data: &Value) {
        let Some(chat) = data["chat"]["id"].as_i64().or(data["chat_id"].as_i64()) else {
            return;
        };
        match kind {
            "chat" => self.names.chat(chat, &data["chat"]),
            "member" => self.member(chat, data),
            "deleted" => self.gone(chat, data),
            "press" => self.press(chat, data),
            "payment" => self.does(chat, id(&data["user_id"]), Doing::Pays),
            "results" => self.asked(chat, data),
            "reaction" if data["user_id"] != self.bot => self.reacts(chat, data),
            "message" | "edited" if data["from"]["is_bot"] == false => self.said(kind, chat, data),
            _ => {}
        }
        if let Some(deed) = deed(kind, data, self.bot) {
            self.expected(chat, deed.plain());
        }
        if matches!(kind, "message" | "edited") {
            self.voted(chat, data);
            self.remember(data);
        }
    }

    fn remember(&mut self, data: &Value) {
        let text = data["text"].as_str().or(data["caption"].as_str()).unwrap_or_default();
        let rows = list(&data["reply_markup"]["inline_keyboard"]);
        let seen = Seen {
            by: data["from"]["id"].as_i64().unwrap_or(self.bot),
            text: text.to_owned(),
            buttons: rows.flat_map(list).cloned().collect(),
        };
        self.messages.insert(id(&data["message_id"]), seen);
    }

    /// The bot does something.
    fn expected(&mut self, chat: i64, deed: Deed) {
        let place = match self.chat == Some(chat) {
            true => Place::Same,
            false => match self.names.title(chat) {
                // Nobody can be in a chat that nobody has made.
                Some(title) if self.names.is_made(chat) => Place::Chat(title),
                Some(title) => {
                    return self
                        .comment(&format!("In {title:?}, made before, the bot did something."));
                }
                None => Place::With(self.names.person(chat)),
            },
        };
        self.chat = Some(chat);
        self.lines.push(What::Expected { place, deed });
    }

    /// Somebody does something, which is written where it was done.
    fn does(&mut self, chat: i64, user: i64, doing: Doing) {
        let who = self.introduced(user);
        if let Some(title) = self.names.title(chat)
            && !self.names.is_made(chat)
        {
            let kind = self.names.make(chat);
            let making = Doing::Makes { kind, title, with: vec![Who::Bot] };
            self.lines.push(What::Does { who: who.clone(), place: None, doing: making });
        }
        let about = matches!(
            doing,
            Doing::Makes { .. }
                | Doing::Joins(_)
                | Doing::Leaves(_)
                | Doing::Adds(..)
                | Doing::Promotes(..)
                | Doing::Removes(..)
                | Doing::Blocks
                | Doing::Unblocks
        );
        let place = self.names.title(chat).filter(|_| !about);
        self.chat = Some(chat);
        self.lines.push(What::Does { who, place, doing });
    }

    /// A name that was introduced by the language, if that is not the usual one.
    fn introduced(&mut self, user: i64) -> String {
        let who = self.names.person(user);
        if let Some(language) = self.names.introduce(user) {
            let doing = Doing::Speaks(language);
            self.lines.push(What::Does { who: who.clone(), place: None, doing });
        }
        who
    }

    fn press(&mut self, chat: i64, data: &Value) {
        let Some(pressed) = data["data"].as_str() else {
            return self.comment("here somebody plays a game, which scripts do not say");
        };
        let message = self.messages.get(&id(&data["message_id"]));
        let buttons = message.map(|seen| seen.buttons.as_slice()).unwrap_or_default();
        let found = buttons.iter().find(|button| button["callback_data"] == pressed);
        let button = match found.map(label) {
            None => Button { label: Pattern::any(), data: Some(Pattern::exactly(pressed)) },
            Some(text) => {
                let alone = buttons.iter().filter(|button| label(button) == text).count() == 1;
                let data = (!alone).then(|| Pattern::exactly(pressed));
                Button { label: Pattern::exactly(text), data }
            }
        };
        self.does(chat, id(&data["user_id"]), Doing::Presses(button));
    }

    fn reacts(&mut self, chat: i64, data: &Value) {
        let emoji = list(&data["reactions"]).filter_map(|one| one["emoji"].as_str());
        let emoji: Vec<String> = emoji.map(str::to_owned).collect();
        if !emoji.is_empty() {
            let to = self.text_of(&data["message_id"]);
            self.does(chat, id(&data["user_id"]), Doing::Reacts { emoji, to });
        }
    }

    fn gone(&mut self, chat: i64, data: &Value) {
        if self.deleted.contains(&id(&data["message_id"])) {
            return self.expected(chat, Deed::Deletes);
        }
        let which = self.text_of(&data["message_id"]);
        let by = self.messages.get(&id(&data["message_id"])).map(|seen| seen.by);
        if let Some(user) = by.filter(|user| *user != self.bot) {
            self.does(chat, user, Doing::Deletes(which));
        }
    }

    /// The text of a message, if it is known and has one.
    fn text_of(&self, message: &Value) -> Option<Pattern> {
        let seen = self.messages.get(&id(message))?;
        (!seen.text.is_empty()).then(|| Pattern::exactly(&seen.text))
    }

    fn asked(&mut self, chat: i64, data: &Value) {
        let query = data["query"].as_str().unwrap_or_default();
        if !query.is_empty() {
            self.does(chat, id(&data["user_id"]), Doing::Asks(Pattern::exactly(query)));
        }
        self.results = list(&data["results"]).cloned().collect();
    }
}

fn id(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

/// Numbers as parameters have them: bare, as text, in a list, or in a list as text.
fn numbers(value: &Value) -> Vec<i64> {
    match value {
        Value::Number(number) => number.as_i64().into_iter().collect(),
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ (Value::Number(_) | Value::Array(_))) => numbers(&inner),
            _ => Vec::new(),
        },
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}
