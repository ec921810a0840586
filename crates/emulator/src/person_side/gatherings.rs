//! Chats of many people over HTTP: made, listed, joined, left; and what somebody is in one.

use axum::extract::{Path, Query, State};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{About, Answer, Refused, Side};
use crate::groups::{Change, NewChat};
use crate::members::{self, Names, Status};
use crate::model::ChatInfo;
use crate::people::Cannot;
use crate::room::Room;
use crate::world::World;

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/chats", get(chats).post(create))
        .route("/chats/{chat}/members", get(list_members))
        .route("/chats/{chat}/members/{user}", put(change))
        .route("/chats/{chat}/supergroup", post(upgrade))
        .route("/chats/{chat}/topics", post(begin_topic))
        .route("/chats/{chat}/boosts", post(boost))
        .route("/chats/{chat}/boosts/{boost}", axum::routing::delete(end_boost))
        .route("/people/{user}/emoji_status_access", put(allow_emoji_status))
        .route("/people/{user}", axum::routing::delete(deactivate))
        .route("/joins", post(follow))
}

/// All chats, or those that a bot is in.
async fn chats(State(side): State<Side>, Query(about): Query<About>) -> Answer {
    side.shared.with(|world, _| {
        let only = about.bot.map(|_| about.bot(world)).transpose()?;
        let meant = |room: &Room| only.is_none_or(|bot| world.bots_of(*room).contains(&bot));
        let list =
            world.chats.by_room.iter().filter(|(room, _)| meant(room)).map(|(room, chat)| {
                let mut json = serde_json::to_value(&chat.info).unwrap_or_default();
                if let Some(bot) = room.bot() {
                    json["bot_id"] = bot.get().into();
                }
                json["begun"] = chat.begun.into();
                json["messages"] = chat.messages.len().into();
                json["pinned"] = chat.pinned.clone().into();
                json["shut"] = json!(chat.shut);
                json["last"] =
                    chat.messages.last_key_value().map(|(_, stored)| stored.shown()).into();
                json
            });
        Ok(Json(list.collect()))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Creating {
    user_id: i64,
    /// `group`, `supergroup` or `channel`.
    kind: String,
    title: String,
    username: Option<String>,
    #[serde(default)]
    is_forum: bool,
    /// Whoever comes by themselves must be let in.
    #[serde(default)]
    join_by_request: bool,
    /// Who is there from the beginning, beside the owner.
    #[serde(default)]
    members: Vec<i64>,
}

async fn create(State(side): State<Side>, Json(what): Json<Creating>) -> Answer {
    let new = NewChat {
        kind: what.kind,
        title: what.title.trim().to_owned(),
        username: what.username,
        is_forum: what.is_forum,
        join_by_request: what.join_by_request,
    };
    let create = |world: &mut World, now| world.create_chat(now, what.user_id, new, &what.members);
    Ok(Json(json!({ "chat_id": side.shared.with(create)?.chat_id() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Boosting {
    user_id: i64,
}

async fn boost(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Json(who): Json<Boosting>,
) -> Answer {
    let id = side.shared.with(|world, now| world.boost(now, Room::Many(chat), who.user_id))?;
    Ok(Json(json!({ "boost_id": id })))
}

async fn end_boost(State(side): State<Side>, Path((chat, id)): Path<(i64, String)>) -> Answer {
    match side.shared.with(|world, now| world.remove_boost(now, Room::Many(chat), &id)) {
        true => Ok(Json(json!({}))),
        false => Err(Cannot::Nonsense("no such boost").into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowing {
    allowed: bool,
}

/// Somebody lets a bot set the emoji beside their name, as they do in a web app.
async fn allow_emoji_status(
    State(side): State<Side>,
    Path(user): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Allowing>,
) -> Answer {
    side.shared.with(|world, _| {
        let bot = about.bot(world)?;
        world.people.get(&user).ok_or(Cannot::Nonsense("no such person"))?;
        world.allow_emoji_status(bot, user, what.allowed);
        Ok(Json(json!({})))
    })
}

async fn list_members(State(side): State<Side>, Path(chat): Path<i64>) -> Answer {
    side.shared.with(|world, now| {
        let chat = world.chats.by_room.get(&Room::Many(chat)).ok_or(Cannot::NoChat)?;
        let group = chat.group.as_ref().ok_or(Cannot::NoChat)?;
        let list = group.members.iter().filter_map(|(id, status)| {
            let mut member = status.at(now.unix).json(world.user(*id)?, &chat.info, None);
            group.complete(*id, now.unix, &mut member);
            Some(member)
        });
        Ok(Json(list.collect()))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changing {
    /// Who does it.
    by: i64,
    /// As the Bot API calls it, see <https://core.telegram.org/bots/api#chatmember>.
    status: String,
    /// What an administrator may do; all but the rarest without it. What somebody who is restricted may still do.
    rights: Option<Names>,
    /// Seconds since 1970; without it for ever.
    #[serde(default)]
    until_date: i64,
}

impl Changing {
    fn status(&self, chat: &ChatInfo) -> Result<Status, Cannot> {
        let known = match self.status.as_str() {
            "administrator" => members::rights(chat),
            _ => members::permissions(),
        };
        if self.rights.iter().flatten().any(|right| !known.contains(right)) {
            return Err(Cannot::Nonsense("no such right in such a chat"));
        }
        Ok(match (self.status.as_str(), &self.rights) {
            ("administrator", None) => Status::administrator(chat),
            ("administrator", Some(rights)) => Status::Administrator {
                rights: rights.iter().cloned().chain(["can_manage_chat".to_owned()]).collect(),
                custom_title: None,
                by_bot: None,
            },
            ("member", _) => Status::Member,
            ("restricted", rights) => Status::Restricted {
                permissions: rights.clone().unwrap_or_default(),
                until: self.until_date,
                is_member: true,
            },
            ("left", _) => Status::Left,
            ("kicked", _) => Status::Kicked { until: self.until_date },
            _ => {
                return Err(Cannot::Nonsense(
                    "a status is member, administrator, restricted, left or kicked",
                ));
            }
        })
    }
}

async fn change(
    State(side): State<Side>,
    Path((chat, user)): Path<(i64, i64)>,
    Query(about): Query<About>,
    Json(what): Json<Changing>,
) -> Answer {
    side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        let info = &world.chats.by_room.get(&room).ok_or(Cannot::NoChat)?.info;
        let status = what.status(info)?;
        world.change_member(now, &Change::new(room, what.by, user, status))?;
        Ok(Json(json!({})))
    })
}

#[derive(Deserialize)]
struct By {
    user_id: i64,
}

/// A group becomes a supergroup.
async fn upgrade(State(side): State<Side>, Path(chat): Path<i64>, Json(what): Json<By>) -> Answer {
    let id = side.shared.with(|world, now| world.upgrade(now, Room::Many(chat), what.user_id))?;
    Ok(Json(json!({ "chat_id": id.chat_id() })))
}

#[derive(Deserialize)]
struct Beginning {
    user_id: i64,
    name: String,
}

async fn begin_topic(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Json(what): Json<Beginning>,
) -> Answer {
    let begin = |world: &mut World, now| {
        world.create_topic(now, Room::Many(chat), what.user_id, &what.name)
    };
    Ok(Json(side.shared.with(begin)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Following {
    user_id: i64,
    invite_link: String,
}

/// Somebody follows a link into a chat.
async fn follow(State(side): State<Side>, Json(what): Json<Following>) -> Answer {
    let follow = |world: &mut World, now| world.follow(now, what.user_id, &what.invite_link);
    let (room, joined) = side.shared.with(follow)?;
    Ok(Json(json!({ "chat_id": room.chat_id(), "joined": joined })))
}

async fn deactivate(
    State(side): State<Side>,
    Path(user): Path<i64>,
) -> Result<Json<Value>, Refused> {
    side.shared.with(|world, _| world.deactivate(user))?;
    Ok(Json(json!({})))
}
