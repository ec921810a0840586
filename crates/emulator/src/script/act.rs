//! Does what people do in a script, by the person's side.

mod chats;
mod trade;

use http::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Script;
use super::board::{Pressed, View};
use super::cast::{Cast, Spot};
use super::failure::Reason;
use super::line::{self, Button, Doing, Room, Sent, Target};
use super::pattern::Pattern;
use crate::client::encoded;

/// Somebody in a chat.
struct Actor<'c, 'a> {
    cast: &'c mut Cast<'a>,
    user: i64,
    spot: Spot,
    /// The channel in whose name it is done.
    sender: Option<i64>,
    /// What is looked for is there by then, or not at all.
    end: Instant,
}

/// Does something, and gives where it was done.
///
/// What is to be pressed, chosen or answered is waited for until `end`.
pub(super) async fn act(
    cast: &mut Cast<'_>,
    script: &Script,
    (who, room): (&str, Option<&Room>),
    doing: &Doing,
    end: Instant,
) -> Result<Spot, Reason> {
    if let Doing::Speaks(language) = doing {
        return cast.speaker(who, language).await.map(Spot::of);
    }
    let user = cast.person(who).await?;
    let spot = match room {
        Some(room) => cast.room(room, end).await?,
        None => Spot::of(user),
    };
    let sender = match room.and_then(|room| room.sender.as_ref()) {
        Some(channel) => Some(cast.chat(channel)?),
        None => None,
    };
    let mut actor = Actor { cast, user, spot, sender, end };
    match doing {
        doing if doing.is_about_chats() => return actor.about_chats(doing).await,
        Doing::Forwards { which, to } => return actor.forward(which.as_ref(), to).await,
        Doing::Sends { what: Sent::File { kind, path }, caption } => {
            let content = script.files.get(path).cloned();
            let content = content.ok_or_else(|| Reason::Cannot(format!("{path} was not read")))?;
            actor.send_file(kind, path, content, caption).await?;
        }
        doing => actor.talk(doing).await?,
    }
    Ok(spot)
}

impl Actor<'_, '_> {
    /// What is done in a chat.
    async fn talk(&mut self, doing: &Doing) -> Result<(), Reason> {
        match doing {
            Doing::Says(text) => self.write(json!({ "text": self.filled(text) })).await,
            Doing::Replies { to, text } => {
                let user = self.user;
                let message =
                    self.wait("such message", |view| view.others(user, to.as_ref())).await?;
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
            Doing::Moves(spot) => {
                let user = self.user;
                let message = self.wait("place of theirs that moves", |view| view.live(user));
                let message = message.await?;
                self.change(message, "", json!({ "location": location(spot) })).await
            }
            Doing::Deletes(which) => {
                let (user, which) = (self.user, which.as_ref());
                let look = |view: View<'_>| {
                    view.own(user, which).or_else(|| which.and_then(|_| view.any(which)))
                };
                let message = self.wait("such message", look).await?;
                let path = self.path(&format!("messages/{message}?user_id={}", self.user));
                self.ask(Method::DELETE, &path, Value::Null).await.map(drop)
            }
            Doing::Reacts { emoji, to } => {
                let user = self.user;
                let message =
                    self.wait("such message", |view| view.others(user, to.as_ref())).await?;
                self.change(message, "/reactions", json!({ "emoji": emoji })).await
            }
            Doing::Votes(options) => {
                let poll = self.wait("poll with these options", |view| view.votes(options));
                let (message, options) = poll.await?;
                self.change(message, "/votes", json!({ "options": options })).await
            }
            doing => self.trade(doing).await,
        }
    }

    /// Forwards a message of the chat; gives where it is then.
    async fn forward(&mut self, which: Option<&Pattern>, to: &Target) -> Result<Spot, Reason> {
        let message = self.wait("such message", |view| view.any(which)).await?;
        let from = self.spot.chat;
        self.spot = match to {
            Target::Bot => Spot::of(self.user),
            Target::In(room) => self.cast.room(room, self.end).await?,
        };
        self.write(json!({ "forward": { "chat_id": from, "message_id": message } })).await?;
        Ok(self.spot)
    }

    async fn press(&mut self, button: &Button) -> Result<(), Reason> {
        let pressed = match self.wait("", |view| view.press(button)).await {
            Ok(pressed) => pressed,
            Err(Reason::Cannot(_)) => return Err(self.no_button(button)),
            Err(reason) => return Err(reason),
        };
        match pressed {
            Pressed::Text(text) => self.write(json!({ "text": text })).await,
            Pressed::Pay(message) => self.pay(message.into(), &line::Order::default()).await,
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
        let labels = self.view().labels();
        Reason::Cannot(match labels.is_empty() {
            true => format!("there is no button {button}, nor any other"),
            false => format!("there is no button {button}; there are [{}]", labels.join("] [")),
        })
    }

    async fn send_file(
        &mut self,
        kind: &str,
        path: &str,
        content: bytes::Bytes,
        caption: &Pattern,
    ) -> Result<(), Reason> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let caption = encoded(&self.filled(caption));
        let mut path = self.path(&format!(
            "files?user_id={}&kind={kind}&name={}&caption={caption}",
            self.user,
            encoded(name),
        ));
        for (name, id) in [("message_thread_id", self.spot.thread), ("sender_chat_id", self.sender)]
        {
            path += &id.map(|id| format!("&{name}={id}")).unwrap_or_default();
        }
        self.cast.stage.client().request(Method::POST, &path, content).await?;
        Ok(())
    }

    async fn own(&mut self, text: Option<&Pattern>) -> Result<i64, Reason> {
        let user = self.user;
        self.wait("such message of theirs", |view| view.own(user, text)).await
    }

    /// What can be seen where they are.
    fn view(&mut self) -> View<'_> {
        let Spot { chat, thread } = self.spot;
        self.cast.view(chat, thread)
    }

    /// Looks until there is something.
    async fn wait<T>(
        &mut self,
        what: &str,
        look: impl Fn(View<'_>) -> Option<T>,
    ) -> Result<T, Reason> {
        self.cast.look()?;
        loop {
            if let Some(found) = look(self.view()) {
                return Ok(found);
            }
            if !self.cast.more(self.end).await? {
                return Err(Reason::Cannot(format!("there is no {what}")));
            }
        }
    }

    async fn write(&mut self, mut body: Value) -> Result<(), Reason> {
        body["user_id"] = self.user.into();
        body["message_thread_id"] = self.spot.thread.into();
        body["sender_chat_id"] = self.sender.into();
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
        format!("/chats/{}/{rest}", self.spot.chat)
    }

    fn filled(&self, text: &Pattern) -> String {
        text.filled(&self.cast.known)
    }
}

/// A place, as the person's side takes it.
fn location(spot: &line::Spot) -> Value {
    let degrees = |text: &str| text.parse::<f64>().unwrap_or_default();
    let mut place =
        json!({ "latitude": degrees(&spot.latitude), "longitude": degrees(&spot.longitude) });
    if let Some(time) = spot.live {
        place["live_period"] = time.as_secs().into();
    }
    if let Some(heading) = spot.heading {
        place["heading"] = heading.into();
    }
    place
}

/// What is sent without a file, as the person's side takes it.
fn small(what: &Sent) -> Value {
    match what {
        Sent::Sticker(emoji) => json!({ "sticker": emoji }),
        Sent::Dice(emoji) => json!({ "dice": emoji }),
        Sent::Location(spot) => json!({ "location": location(spot) }),
        Sent::Contact { phone, name } => {
            json!({ "contact": { "phone_number": phone, "first_name": name } })
        }
        Sent::File { .. } => Value::Null,
    }
}
