//! Does what people do in a script, by the person's side.

use http::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Script;
use super::board::Pressed;
use super::cast::Cast;
use super::failure::Reason;
use super::line::{Button, ChatKind, Doing, Sent, Who};
use super::pattern::Pattern;
use crate::client::encoded;

/// Somebody in a chat.
struct Actor<'c, 'a> {
    cast: &'c mut Cast<'a>,
    user: i64,
    chat: i64,
    /// What is looked for is there by then, or not at all.
    end: Instant,
}

/// Does something, and gives the chat where it was done.
///
/// What is to be pressed, chosen or answered is waited for until `end`.
pub(super) async fn act(
    cast: &mut Cast<'_>,
    script: &Script,
    who: &str,
    place: Option<&str>,
    doing: &Doing,
    end: Instant,
) -> Result<i64, Reason> {
    if let Doing::Speaks(language) = doing {
        return cast.speaker(who, language).await;
    }
    let user = cast.person(who).await?;
    let chat = match place {
        Some(title) => cast.chat(title)?,
        None => user,
    };
    let mut actor = Actor { cast, user, chat, end };
    if let Some(chat) = actor.about_chats(who, doing).await? {
        return Ok(chat);
    }
    match doing {
        Doing::Sends { what: Sent::File { kind, path }, caption } => {
            let content = script.files.get(path).cloned();
            let content = content.ok_or_else(|| Reason::Cannot(format!("{path} was not read")))?;
            actor.send_file(kind, path, content, caption).await?;
        }
        doing => actor.talk(doing).await?,
    }
    Ok(chat)
}

impl Actor<'_, '_> {
    /// What is done in a chat.
    async fn talk(&mut self, doing: &Doing) -> Result<(), Reason> {
        match doing {
            Doing::Says(text) => self.write(json!({ "text": self.filled(text) })).await,
            Doing::Replies { to, text } => {
                let message = self.others(to.as_ref()).await?;
                let text = self.filled(text);
                self.write(json!({ "text": text, "reply_to": message })).await
            }
            Doing::Presses(button) => self.press(button).await,
            Doing::Sends { what, .. } => self.write(small(what)).await,
            Doing::Edits { which, text } => {
                let message = self.own(which.as_ref()).await?;
                let text = self.filled(text);
                self.change(message, "", json!({ "text": text })).await
            }
            Doing::Deletes(which) => {
                let message = self.own(which.as_ref()).await?;
                self.cast.deletes(message);
                let path = self.path(&format!("messages/{message}?user_id={}", self.user));
                self.ask(Method::DELETE, &path, Value::Null).await.map(drop)
            }
            Doing::Reacts { emoji, to } => {
                let message = self.others(to.as_ref()).await?;
                self.change(message, "/reactions", json!({ "emoji": emoji })).await
            }
            Doing::Votes(options) => {
                let (message, options) = self
                    .wait("poll with these options", |cast, chat| {
                        let known = cast.known.clone();
                        cast.board(chat).votes(options, &known)
                    })
                    .await?;
                self.change(message, "/votes", json!({ "options": options })).await
            }
            Doing::Pays => {
                let invoice = |cast: &mut Cast<'_>, chat| cast.board(chat).invoice();
                let message = self.wait("invoice", invoice).await?;
                self.pay(message).await
            }
            Doing::Asks(query) => {
                let query = self.filled(query);
                self.cast.board(self.chat).results = None;
                let body = json!({ "user_id": self.user, "query": query });
                let path = self.path("inline_queries");
                self.ask(Method::POST, &path, body).await.map(drop)
            }
            Doing::Chooses(title) => self.choose(title).await,
            // Done before.
            _ => Ok(()),
        }
    }

    /// What is done with chats; gives the chat, or nothing if it was something else.
    async fn about_chats(&mut self, who: &str, doing: &Doing) -> Result<Option<i64>, Reason> {
        let person = Who::Person(who.to_owned());
        let (title, whom, status) = match doing {
            Doing::Makes { kind, title, with } => {
                return self.make(*kind, title, with).await.map(Some);
            }
            Doing::Joins(title) => (title, &person, "member"),
            Doing::Leaves(title) => (title, &person, "left"),
            Doing::Adds(who, title) => (title, who, "member"),
            Doing::Promotes(who, title) => (title, who, "administrator"),
            Doing::Removes(who, title) => (title, who, "kicked"),
            Doing::Blocks | Doing::Unblocks => {
                let status = if *doing == Doing::Blocks { "kicked" } else { "member" };
                self.turn(self.user, self.cast.stage.bot(), status).await?;
                return Ok(Some(self.user));
            }
            _ => return Ok(None),
        };
        let chat = self.cast.chat(title)?;
        let whom = self.id(whom).await?;
        self.turn(chat, whom, status).await?;
        Ok(Some(chat))
    }

    async fn make(&mut self, kind: ChatKind, title: &str, with: &[Who]) -> Result<i64, Reason> {
        let mut members = Vec::new();
        for who in with {
            members.push(self.id(who).await?);
        }
        let is_forum = kind == ChatKind::Forum;
        let body = json!({
            "user_id": self.user,
            "kind": if is_forum { "supergroup" } else { kind.name() },
            "title": title,
            "is_forum": is_forum,
            "members": members,
        });
        let made = self.ask(Method::POST, "/chats", body).await?;
        let chat = made["chat_id"].as_i64().unwrap_or_default();
        self.cast.chats.insert(title.to_owned(), chat);
        self.cast.claim(chat)?;
        Ok(chat)
    }

    /// Makes somebody be something else in a chat.
    async fn turn(&mut self, chat: i64, whom: i64, status: &str) -> Result<(), Reason> {
        let path = format!("/chats/{chat}/members/{whom}");
        self.ask(Method::PUT, &path, json!({ "by": self.user, "status": status })).await.map(drop)
    }

    async fn id(&mut self, who: &Who) -> Result<i64, Reason> {
        match who {
            Who::Bot => Ok(self.cast.stage.bot()),
            Who::Person(name) => self.cast.person(name).await,
        }
    }

    async fn press(&mut self, button: &Button) -> Result<(), Reason> {
        let look = |cast: &mut Cast<'_>, chat| {
            let known = cast.known.clone();
            cast.board(chat).press(button, &known)
        };
        let pressed = match self.wait("", look).await {
            Ok(pressed) => pressed,
            Err(Reason::Cannot(_)) => return Err(self.no_button(button)),
            Err(reason) => return Err(reason),
        };
        match pressed {
            Pressed::Text(text) => self.write(json!({ "text": text })).await,
            Pressed::Pay(message) => self.pay(message).await,
            Pressed::Beyond(why) => {
                Err(Reason::Cannot(format!("{button} cannot be pressed: {why}")))
            }
            Pressed::Data { message, data } => {
                let body = json!({ "user_id": self.user, "message_id": message, "data": data });
                let path = self.path("presses");
                self.ask(Method::POST, &path, body).await.map(drop)
            }
        }
    }

    fn no_button(&mut self, button: &Button) -> Reason {
        let labels = self.cast.board(self.chat).labels();
        Reason::Cannot(match labels.is_empty() {
            true => format!("there is no button {button}, nor any other"),
            false => format!("there is no button {button}; there are [{}]", labels.join("] [")),
        })
    }

    async fn choose(&mut self, title: &Pattern) -> Result<(), Reason> {
        let (question, result) = self
            .wait("such result", |cast, chat| {
                let mut known = cast.known.clone();
                let (question, results) = cast.board(chat).results.as_ref()?;
                let named = |one: &&Value| title.fits(&super::came::title(one), &mut known);
                let result = results.iter().find(named)?;
                Some((question.clone(), result["id"].clone()))
            })
            .await?;
        let path = format!("/inline_queries/{question}/choice");
        self.ask(Method::POST, &path, json!({ "result_id": result })).await.map(drop)
    }

    async fn pay(&mut self, message: i64) -> Result<(), Reason> {
        let body = json!({ "user_id": self.user, "invoice": message });
        let path = self.path("payments");
        self.ask(Method::POST, &path, body).await.map(drop)
    }

    async fn send_file(
        &mut self,
        kind: &str,
        path: &str,
        content: bytes::Bytes,
        caption: &Pattern,
    ) -> Result<(), Reason> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let path = self.path(&format!(
            "files?user_id={}&kind={kind}&name={}&caption={}",
            self.user,
            encoded(name),
            encoded(&self.filled(caption))
        ));
        self.cast.stage.client().request(Method::POST, &path, content).await?;
        Ok(())
    }

    async fn own(&mut self, text: Option<&Pattern>) -> Result<i64, Reason> {
        let user = self.user;
        self.wait("such message of theirs", |cast, chat| {
            let known = cast.known.clone();
            cast.board(chat).own(user, text, &known)
        })
        .await
    }

    async fn others(&mut self, text: Option<&Pattern>) -> Result<i64, Reason> {
        let user = self.user;
        self.wait("such message", |cast, chat| {
            let known = cast.known.clone();
            cast.board(chat).others(user, text, &known)
        })
        .await
    }

    /// Looks until there is something.
    async fn wait<T>(
        &mut self,
        what: &str,
        look: impl Fn(&mut Cast<'_>, i64) -> Option<T>,
    ) -> Result<T, Reason> {
        self.cast.look()?;
        loop {
            if let Some(found) = look(self.cast, self.chat) {
                return Ok(found);
            }
            if !self.cast.more(self.end).await? {
                return Err(Reason::Cannot(format!("there is no {what}")));
            }
        }
    }

    async fn write(&mut self, mut body: Value) -> Result<(), Reason> {
        body["user_id"] = self.user.into();
        let path = self.path("messages");
        self.ask(Method::POST, &path, body).await.map(drop)
    }

    async fn change(&mut self, message: i64, what: &str, mut body: Value) -> Result<(), Reason> {
        body["user_id"] = self.user.into();
        let path = self.path(&format!("messages/{message}{what}"));
        self.ask(Method::PUT, &path, body).await.map(drop)
    }

    async fn ask(&self, method: Method, path: &str, body: Value) -> Result<Value, Reason> {
        self.cast.ask(method, path, &body).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/chats/{}/{rest}", self.chat)
    }

    fn filled(&self, text: &Pattern) -> String {
        text.filled(&self.cast.known)
    }
}

/// What is sent without a file, as the person's side takes it.
fn small(what: &Sent) -> Value {
    let degrees = |text: &str| text.parse::<f64>().unwrap_or_default();
    match what {
        Sent::Sticker(emoji) => json!({ "sticker": emoji }),
        Sent::Dice(emoji) => json!({ "dice": emoji }),
        Sent::Location(latitude, longitude) => {
            json!({ "location": { "latitude": degrees(latitude), "longitude": degrees(longitude) } })
        }
        Sent::Contact { phone, name } => {
            json!({ "contact": { "phone_number": phone, "first_name": name } })
        }
        Sent::File { .. } => Value::Null,
    }
}
