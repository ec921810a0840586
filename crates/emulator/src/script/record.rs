//! Makes a script of what happened, as the page's feed tells it.

mod chats;
mod names;
mod people;
mod secrets;
mod trade;
mod trouble;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use self::names::Names;
use self::secrets::Secrets;
use super::came::{buttons, said, thread};
use super::cast::Spot;
use super::line::{Class, Deed, Doing, Entry, Line, Place, Room, What, Who};
use super::memory::{Memory, some};
use super::pattern::Pattern;

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
    /// Of a chat: whether whoever comes by themselves must be let in.
    pub(crate) by_request: bool,
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
    recorder.secrets.hide(&mut recorder.lines);
    let written = |what| format!("{}\n", Line { number: 0, what: plain(what) });
    recorder.lines.into_iter().map(written).collect()
}

/// A line as people write it.
fn plain(what: What) -> What {
    match what {
        What::Expected { place, deed } => What::Expected { place, deed: deed.plain() },
        what => what,
    }
}

/// What is remembered of a message.
struct Seen {
    by: i64,
    spot: Spot,
    text: String,
    buttons: Vec<Value>,
    /// The title of what is to be paid.
    invoice: Option<String>,
}

struct Recorder {
    names: Names,
    bot: i64,
    lines: Vec<What>,
    /// Where the last line was.
    at: Option<Spot>,
    messages: HashMap<i64, Seen>,
    memories: HashMap<i64, Memory>,
    /// By chat and user.
    status: HashMap<(i64, i64), String>,
    /// Who was let in, by chat and user, and is not in it yet.
    admitted: HashSet<(i64, i64)>,
    /// The groups that supergroups have been.
    upgraded: HashMap<i64, i64>,
    /// The chat and the message that is forwarded next.
    forwarded: Option<(i64, i64)>,
    /// By message and user.
    votes: HashMap<(i64, String), Value>,
    secrets: Secrets,
}

impl Recorder {
    fn new(scene: Scene, happened: &[Happened]) -> Self {
        let upgrade =
            |(_, data): &Happened| Some((data["migrate_to_chat_id"].as_i64()?, chat(data)?));
        Self {
            bot: scene.bot,
            names: Names::new(scene, happened),
            lines: Vec::new(),
            at: None,
            messages: HashMap::new(),
            memories: HashMap::new(),
            status: HashMap::new(),
            admitted: HashSet::new(),
            upgraded: happened.iter().filter_map(upgrade).collect(),
            forwarded: None,
            votes: HashMap::new(),
            secrets: Secrets::default(),
        }
    }

    fn comment(&mut self, text: &str) {
        self.lines.push(What::Comment(text.to_owned()));
    }

    fn take(&mut self, kind: &str, data: &Value) {
        let Some(chat) = chat(data) else {
            return self.trouble(kind, data);
        };
        let memory = self.memories.entry(chat).or_default();
        let names = &mut self.names;
        let deeds = memory.take(kind, data, self.bot, &mut |id| Some(names.person(id)));
        let spot = Spot { chat, thread: thread(data) };
        self.doing(kind, spot, data);
        for deed in deeds {
            self.expected(spot, deed);
        }
        if matches!(kind, "message" | "edited") {
            self.voted(spot, data);
            self.remember(spot, data);
        }
    }

    /// What a person did, if it was one.
    fn doing(&mut self, kind: &str, spot: Spot, data: &Value) {
        match kind {
            "chat" => self.chat(spot.chat, &data["chat"]),
            "member" => self.member(spot.chat, data),
            "join_request" => self.asks_to_join(spot.chat, data),
            "admission" if data["admitted"] == true => {
                self.admitted.insert((spot.chat, id(&data["user_id"])));
            }
            "deleted" if data["by"] != self.bot => self.gone(data),
            "press" => self.press(data),
            "reaction" if data["user_id"] != self.bot => self.reacts(data),
            "forward" => {
                self.forwarded = Some((id(&data["from_chat_id"]), id(&data["message_id"])));
            }
            "message" | "edited" if data["from"]["is_bot"] == false => {
                self.said(kind, spot, data);
            }
            kind => self.trade(kind, spot, data),
        }
    }

    fn remember(&mut self, spot: Spot, data: &Value) {
        let seen = Seen {
            by: data["from"]["id"].as_i64().unwrap_or(self.bot),
            spot,
            text: said(data).into_owned(),
            buttons: buttons(data),
            invoice: data["invoice"]["title"].as_str().map(str::to_owned),
        };
        self.messages.insert(id(&data["message_id"]), seen);
    }

    /// The bot does something.
    fn expected(&mut self, spot: Spot, deed: Deed) {
        let spot = match (&deed, self.at) {
            (Deed::Message(_), _) => spot,
            // Only messages are in a topic.
            (_, Some(at)) if at.chat == spot.chat => at,
            _ => Spot::of(spot.chat),
        };
        // Nobody expects what the bot shows while it works.
        if deed.class() == Class::Shown {
            return;
        }
        let place = match self.at == Some(spot) {
            true => Some(Place::Same),
            false => self.place(spot),
        };
        let Some(place) = place else {
            let title = self.names.title(spot.chat).unwrap_or_default();
            return self.comment(&format!("In {title:?}, made before, the bot did something."));
        };
        self.at = Some(spot);
        self.lines.push(What::Expected { place, deed });
    }

    /// How a line says where it is. Nobody can be in a chat that nobody has made.
    fn place(&mut self, spot: Spot) -> Option<Place> {
        match self.names.title(spot.chat) {
            Some(title) if self.names.is_made(spot.chat) => {
                Some(Place::In(Room::new(title, self.topic(spot))))
            }
            Some(_) => None,
            None => Some(Place::With(self.names.person(spot.chat))),
        }
    }

    /// What the topic is called.
    fn topic(&self, spot: Spot) -> Option<String> {
        let memory = self.memories.get(&spot.chat)?;
        spot.thread.map(|id| memory.name(id).unwrap_or("?").to_owned())
    }

    /// Somebody does something, which is written where it was done.
    fn does(&mut self, spot: Spot, user: i64, doing: Doing) {
        self.does_as(spot, (user, None), doing);
    }

    /// The same, maybe in the name of a channel.
    fn does_as(&mut self, spot: Spot, (user, sender): (i64, Option<i64>), doing: Doing) {
        let who = self.introduced(user);
        for chat in [Some(spot.chat), sender].into_iter().flatten() {
            let with = if chat == spot.chat { vec![Who::Bot] } else { Vec::new() };
            self.make(chat, &who, with);
        }
        let room = self.names.title(spot.chat).filter(|_| !doing.is_about_chats());
        let place = room.map(|title| Room {
            title,
            topic: self.topic(spot),
            sender: sender.and_then(|sender| self.names.title(sender)),
        });
        self.at = Some(spot);
        self.lines.push(What::Does { who, place, doing });
    }

    /// Somebody makes a chat of many people that nobody has made in the script.
    fn make(&mut self, chat: i64, who: &str, with: Vec<Who>) {
        let Some(title) = self.names.title(chat).filter(|_| !self.names.is_made(chat)) else {
            return;
        };
        let (kind, by_request) = self.names.make(chat);
        let entry = if by_request { Entry::ByRequest } else { Entry::Free };
        let doing = Doing::Makes { kind, title, entry, with };
        self.lines.push(What::Does { who: who.to_owned(), place: None, doing });
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

    /// Where a message is.
    fn spot_of(&self, message: &Value, chat: i64) -> Spot {
        self.messages.get(&id(message)).map_or(Spot::of(chat), |seen| seen.spot)
    }

    /// The text of a message, if it is known and has one.
    fn text_of(&self, message: i64) -> Option<Pattern> {
        some(&self.messages.get(&message)?.text)
    }
}

/// The chat in which something happened.
fn chat(data: &Value) -> Option<i64> {
    data["chat"]["id"].as_i64().or(data["chat_id"].as_i64())
}

fn id(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}
