//! What people do with chats: make them, come, go, and change what others are in them.

use http::Method;
use serde_json::{Value, json};

use super::super::cast::Spot;
use super::super::failure::Reason;
use super::super::line::{ChatKind, Doing, Entry, Turn, Who};
use super::Actor;

impl Actor<'_, '_> {
    /// Does it; gives where it was done.
    pub(super) async fn about_chats(&mut self, doing: &Doing) -> Result<Spot, Reason> {
        match doing {
            Doing::Makes { kind, title, entry, with } => {
                self.make(*kind, (title, *entry), with).await
            }
            Doing::Upgrades(title) => self.upgrade(title).await,
            Doing::BeginsTopic { name, chat } => {
                let chat = self.cast.chat(chat)?;
                let body = json!({ "user_id": self.user, "name": name });
                let begun = self.ask(Method::POST, &format!("/chats/{chat}/topics"), body).await?;
                Ok(Spot { chat, thread: begun["message_thread_id"].as_i64() })
            }
            Doing::Joins(title) => self.turn(title, self.user, "member").await,
            Doing::Leaves(title) => self.turn(title, self.user, "left").await,
            Doing::Turns { turn, whom, chat } => {
                let whom = self.id(whom).await?;
                let known = Turn::ALL.into_iter().find(|(one, ..)| one == turn);
                let (.., status) = known.unwrap_or(Turn::ALL[0]);
                self.turn(chat, whom, status).await
            }
            Doing::Follows(link) => {
                let body = json!({ "user_id": self.user, "invite_link": self.filled(link) });
                let followed = self.ask(Method::POST, "/joins", body).await?;
                Ok(Spot::of(followed["chat_id"].as_i64().unwrap_or_default()))
            }
            Doing::Quits => {
                let path = format!("/people/{}", self.user);
                self.ask(Method::DELETE, &path, Value::Null).await?;
                Ok(self.spot)
            }
            Doing::Blocks => self.turn_bot("kicked").await,
            _ => self.turn_bot("member").await,
        }
    }

    async fn make(
        &mut self,
        kind: ChatKind,
        (title, entry): (&str, Entry),
        with: &[Who],
    ) -> Result<Spot, Reason> {
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
            "join_by_request": entry == Entry::ByRequest,
            "members": members,
        });
        let made = self.ask(Method::POST, "/chats", body).await?;
        self.found(title, &made)
    }

    /// A group becomes a supergroup, which is called the same.
    async fn upgrade(&mut self, title: &str) -> Result<Spot, Reason> {
        let old = self.cast.chat(title)?;
        let path = format!("/chats/{old}/supergroup");
        let made = self.ask(Method::POST, &path, json!({ "user_id": self.user })).await?;
        self.cast.stage.leave([old]);
        self.found(title, &made)
    }

    /// A new chat has this title, and what happens in it is seen.
    fn found(&mut self, title: &str, made: &Value) -> Result<Spot, Reason> {
        let chat = made["chat_id"].as_i64().unwrap_or_default();
        self.cast.chats.insert(title.to_owned(), chat);
        self.cast.claim(chat)?;
        Ok(Spot::of(chat))
    }

    /// Makes somebody be something else in a chat.
    async fn turn(&mut self, title: &str, whom: i64, status: &str) -> Result<Spot, Reason> {
        let chat = self.cast.chat(title)?;
        self.put(chat, whom, status).await
    }

    async fn turn_bot(&mut self, status: &str) -> Result<Spot, Reason> {
        self.put(self.user, self.cast.stage.bot(), status).await
    }

    async fn put(&mut self, chat: i64, whom: i64, status: &str) -> Result<Spot, Reason> {
        let path = format!("/chats/{chat}/members/{whom}");
        self.ask(Method::PUT, &path, json!({ "by": self.user, "status": status })).await?;
        Ok(Spot::of(chat))
    }

    async fn id(&mut self, who: &Who) -> Result<i64, Reason> {
        match who {
            Who::Bot => Ok(self.cast.stage.bot()),
            Who::Person(name) => self.cast.person(name).await,
        }
    }
}
