//! The people of one script, the chats they are in, and what has come to them.

use std::collections::{BTreeMap, HashMap, VecDeque};

use http::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::Script;
use super::board::{Board, View};
use super::came::thread;
use super::failure::Reason;
use super::line::{Class, Deed, Doing, Place, Room, What};
use super::pattern::Variables;
use super::stage::{Arrived, Stage};
use crate::client::ClientError;

/// The language of people who speak none that is written.
const LANGUAGE: &str = "en";
/// Deeds of the bot that nobody has expected yet; with more of them the script is another bot's.
const MAX_CAME: usize = 1_000;

/// Something the bot did.
#[derive(Debug)]
pub(super) struct Came {
    pub(super) spot: Spot,
    pub(super) deed: Deed,
    pub(super) at: Instant,
}

/// A chat, or a topic of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) chat: i64,
    pub(super) thread: Option<i64>,
}

impl Spot {
    /// A chat without topics, or the general topic.
    pub(super) fn of(chat: i64) -> Self {
        Self { chat, thread: None }
    }
}

/// Somebody who plays.
#[derive(Debug)]
struct Person {
    /// Also that of their private chat.
    id: i64,
    language: String,
}

/// People who play, on a stage.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    number: usize,
    pub(super) stage: &'a Stage,
    people: BTreeMap<String, Person>,
    /// Chats of many people by their titles.
    pub(super) chats: BTreeMap<String, i64>,
    boards: HashMap<i64, Board>,
    /// What came and was not expected yet, in order.
    pub(super) came: VecDeque<Came>,
    pub(super) known: Variables,
    receiver: mpsc::Receiver<Arrived>,
    /// Held by the stage as long as events can come.
    sender: mpsc::WeakSender<Arrived>,
    first: Option<mpsc::Sender<Arrived>>,
}

impl<'a> Cast<'a> {
    /// Nobody yet. `number` tells these people from others who play the same script.
    pub(crate) fn new(stage: &'a Stage, number: usize) -> Self {
        let (sender, receiver) = Stage::channel();
        Self {
            number,
            stage,
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            boards: HashMap::new(),
            came: VecDeque::new(),
            known: first_known(number),
            receiver,
            sender: sender.downgrade(),
            first: Some(sender),
        }
    }

    pub(crate) fn number(&self) -> usize {
        self.number
    }

    pub(crate) fn stage(&self) -> &'a Stage {
        self.stage
    }

    /// Lets everybody of a script appear who does something in it.
    pub(crate) async fn gather(&mut self, script: &Script) -> Result<(), Reason> {
        for line in &script.lines {
            match &line.what {
                What::Does { who, doing: Doing::Speaks(language), .. } => {
                    self.speaker(who, language).await?;
                }
                What::Does { who, .. } => {
                    self.person(who).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The same people play again: what was found, and what came too much, is forgotten.
    pub(crate) fn forget(&mut self) {
        self.came.clear();
        self.known = first_known(self.number);
    }

    /// Somebody by name, who appears if nobody is called so.
    pub(super) async fn person(&mut self, name: &str) -> Result<i64, Reason> {
        match self.people.get(name) {
            Some(person) => Ok(person.id),
            None => self.appears(name, LANGUAGE).await,
        }
    }

    /// Somebody who speaks this language from the beginning.
    pub(super) async fn speaker(&mut self, name: &str, language: &str) -> Result<i64, Reason> {
        match self.people.get(name) {
            None => self.appears(name, language).await,
            Some(person) if person.language == language => Ok(person.id),
            Some(_) => Err(Reason::Cannot(format!(
                "{name} speaks another language already; write this line before the first one of {name}"
            ))),
        }
    }

    async fn appears(&mut self, name: &str, language: &str) -> Result<i64, Reason> {
        let body = json!({ "name": name, "language_code": language });
        let made = self.ask(Method::POST, "/people", &body).await?;
        let id = made["user_id"].as_i64().unwrap_or_default();
        let person = Person { id, language: language.to_owned() };
        self.people.insert(name.to_owned(), person);
        self.claim(id)?;
        Ok(id)
    }

    /// A chat by its title.
    pub(super) fn chat(&self, title: &str) -> Result<i64, Reason> {
        let found = self.chats.get(title).copied();
        found.ok_or_else(|| Reason::Cannot(format!("there is no chat {title:?}")))
    }

    /// A chat, or a topic of it, which is waited for until `end`.
    pub(super) async fn room(&mut self, room: &Room, end: Instant) -> Result<Spot, Reason> {
        let chat = self.chat(&room.title)?;
        let Some(topic) = &room.topic else {
            return Ok(Spot::of(chat));
        };
        self.look()?;
        loop {
            if let Some(thread) = self.board(chat).memory.topic(topic) {
                return Ok(Spot { chat, thread: Some(thread) });
            }
            if !self.more(end).await? {
                return Err(Reason::Cannot(format!("there is no topic {topic:?}")));
            }
        }
    }

    /// How a line says that it is there.
    pub(super) fn place_of(&self, spot: Spot) -> Place {
        let title = self.chats.iter().find(|(_, id)| **id == spot.chat);
        match (self.name_of(spot.chat), title) {
            (Some(name), _) => Place::With(name),
            (None, Some((title, _))) => {
                let memory = self.boards.get(&spot.chat).map(|board| &board.memory);
                let topic = spot.thread.zip(memory).and_then(|(id, memory)| memory.name(id));
                Place::In(Room::new(title.clone(), topic.map(str::to_owned)))
            }
            (None, None) => Place::Same,
        }
    }

    /// What somebody is called.
    fn name_of(&self, id: i64) -> Option<String> {
        name_of(&self.people, id)
    }

    /// What is seen only by who looks for it is not looked for any more.
    pub(super) fn look_away(&mut self) -> Result<(), Reason> {
        self.look()?;
        self.came.retain(|came| came.deed.class() != Class::Shown);
        Ok(())
    }

    /// Sees what happens in a chat from now on.
    pub(super) fn claim(&mut self, chat: i64) -> Result<(), Reason> {
        let sender = self.first.take().or_else(|| self.sender.upgrade()).ok_or(Reason::Lost)?;
        self.stage.claim(chat, &sender);
        Ok(())
    }

    /// What a chat shows.
    pub(super) fn board(&mut self, chat: i64) -> &mut Board {
        self.boards.entry(chat).or_default()
    }

    /// What a topic of a chat shows, or a chat without topics.
    pub(super) fn view(&mut self, chat: i64, thread: Option<i64>) -> View<'_> {
        self.boards.entry(chat).or_default().at(thread, &self.known)
    }

    /// Asks the person's side; a refusal is what the person cannot do.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, Reason> {
        Ok(self.stage.ask(method, path, body).await?)
    }

    /// The place in the queue of what came first of a class in a chat.
    pub(super) fn first(&self, chat: i64, class: Class) -> Option<usize> {
        self.came.iter().position(|came| came.spot.chat == chat && came.deed.class() == class)
    }

    /// Waits for the next event; tells whether one came before `end`.
    pub(super) async fn more(&mut self, end: Instant) -> Result<bool, Reason> {
        match timeout_at(end, self.receiver.recv()).await {
            Ok(Some(arrived)) => {
                self.take(arrived)?;
                self.look()?;
                Ok(true)
            }
            Ok(None) => Err(Reason::Lost),
            Err(_) => Ok(false),
        }
    }

    /// Takes what is there already.
    pub(super) fn look(&mut self) -> Result<(), Reason> {
        while let Ok(arrived) = self.receiver.try_recv() {
            self.take(arrived)?;
        }
        Ok(())
    }

    fn take(&mut self, Arrived { event, at }: Arrived) -> Result<(), Reason> {
        let Some(chat) = event.chat() else {
            return Ok(());
        };
        let board = self.boards.entry(chat).or_default();
        board.take(&event.kind, &event.data);
        let people = &self.people;
        let mut called = |id| name_of(people, id);
        let bot = self.stage.bot();
        let deeds = board.memory.take(&event.kind, &event.data, bot, &mut called);
        let spot = Spot { chat, thread: thread(&event.data) };
        for deed in deeds {
            if deed.class() == Class::Shown {
                self.came.retain(|came| came.spot != spot || came.deed != deed);
            }
            if self.came.len() == MAX_CAME {
                return Err(Reason::Lost);
            }
            self.came.push_back(Came { spot, deed, at });
        }
        Ok(())
    }
}

impl Drop for Cast<'_> {
    fn drop(&mut self) {
        let people = self.people.values().map(|person| person.id);
        self.stage.leave(people.chain(self.chats.values().copied()));
    }
}

impl From<ClientError> for Reason {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Refused { reason, .. } => Self::Cannot(reason),
            gone => Self::Gone(gone.to_string()),
        }
    }
}

fn name_of(people: &BTreeMap<String, Person>, id: i64) -> Option<String> {
    people.iter().find(|(_, person)| person.id == id).map(|(name, _)| name.clone())
}

fn first_known(number: usize) -> Variables {
    Variables::from([(super::FIRST_KNOWN[0].to_owned(), number.to_string())])
}
