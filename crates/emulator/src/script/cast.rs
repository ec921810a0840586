//! The people of one script, the chats they are in, and what has come to them.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use http::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::Script;
use super::board::Board;
use super::came::deed;
use super::failure::Reason;
use super::line::{Class, Deed, Doing, Place, What};
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
    pub(super) chat: i64,
    pub(super) deed: Deed,
    pub(super) at: Instant,
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
    /// Messages that people have deleted themselves; the bot is not to blame.
    deleted: HashSet<i64>,
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
            deleted: HashSet::new(),
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
        self.deleted.clear();
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

    /// From now on the message is gone because a person wanted it so.
    pub(super) fn deletes(&mut self, message: i64) {
        self.deleted.insert(message);
    }

    /// A chat by its title.
    pub(super) fn chat(&self, title: &str) -> Result<i64, Reason> {
        let found = self.chats.get(title).copied();
        found.ok_or_else(|| Reason::Cannot(format!("there is no chat {title:?}")))
    }

    /// How a line says that it is in this chat.
    pub(super) fn place_of(&self, chat: i64) -> Place {
        let person = self.people.iter().find(|(_, person)| person.id == chat);
        let title = self.chats.iter().find(|(_, id)| **id == chat);
        match (person, title) {
            (Some((name, _)), _) => Place::With(name.clone()),
            (None, Some((title, _))) => Place::Chat(title.clone()),
            (None, None) => Place::Same,
        }
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
        self.came.iter().position(|came| came.chat == chat && came.deed.class() == class)
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
        self.board(chat).take(&event.kind, &event.data);
        let deed = match event.kind.as_str() {
            // It is not told by whom, so people say it before they do it.
            "deleted" => {
                let id = event.data["message_id"].as_i64().unwrap_or_default();
                (!self.deleted.remove(&id)).then_some(Deed::Deletes)
            }
            kind => deed(kind, &event.data, self.stage.bot()),
        };
        if let Some(deed) = deed {
            if self.came.len() == MAX_CAME {
                return Err(Reason::Lost);
            }
            self.came.push_back(Came { chat, deed, at });
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

fn first_known(number: usize) -> Variables {
    Variables::from([(super::FIRST_KNOWN[0].to_owned(), number.to_string())])
}
