//! What people do with what bots offer, over HTTP: commands, the menu, payments, inline results, web apps.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{About, Answer, Refused, Side, done, sent};
use crate::methods;
use crate::payments::{Order, Question};
use crate::people::Cannot;
use crate::subscriptions::Next;
use crate::web_apps::launch::Opener;
use crate::web_apps::{App, Opened};

pub(super) fn routes() -> Router<Side> {
    Router::new()
        .route("/chats/{chat}/commands", get(commands))
        .route("/chats/{chat}/menu", get(menu))
        .route("/invoices/{name}", get(invoice))
        .route("/chats/{chat}/payments", post(pay))
        .route("/payments/{query}/delivery", post(choose_way))
        .route("/chats/{chat}/messages/{message}/purchases", post(buy))
        .route("/chats/{chat}/prepared_messages", post(send_prepared))
        .route("/subscriptions/{charge}", put(decide))
        .route("/sticker_sets/{name}", get(sticker_set))
        .route("/chats/{chat}/draft", get(draft))
        .route("/chats/{chat}/draft/stop", post(stop_draft))
        .route("/chats/{chat}/inline_queries", post(ask))
        .route("/inline_queries/{query}/choice", post(choose))
        .route("/chats/{chat}/web_apps", post(open_app))
        .route("/chats/{chat}/web_app_data", post(send_app_data))
}

#[derive(Deserialize)]
struct Whose {
    /// Who looks; in a private chat it is theirs.
    user_id: Option<i64>,
}

/// The commands that the bot offers somebody in a chat, in their language.
async fn commands(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(whose): Query<Whose>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, now| {
        let user = whose.user_id.unwrap_or(chat);
        let (bot, room) = about.place(world, chat)?;
        let known = world.chats.by_room.contains_key(&room) && world.people.contains_key(&user);
        known.then_some(()).ok_or(Cannot::NoChat)?;
        Ok(Json(json!(methods::commands::shown(world, now, (bot, room), user))))
    })
}

/// The button beside the field in which a person writes.
async fn menu(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, _| Ok(Json(methods::menu::shown(world, about.bot(world)?, chat))))
}

/// What is offered by the message with this number, or under this address, as the person sees it before paying.
async fn invoice(
    State(side): State<Side>,
    Path(name): Path<String>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, _| {
        let bot = about.bot(world)?;
        let offer = world.bots[bot].payments.offer(&name).ok_or(Cannot::NoMessage)?;
        Ok(Json(json!({
            "title": offer.title,
            "description": offer.description,
            "currency": offer.currency,
            "total_amount": offer.total_amount,
            "prices": offer.prices,
            "max_tip": offer.max_tip,
            "needs": offer.needs,
        })))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paying {
    user_id: i64,
    /// The number of the message, or the address of an invoice.
    invoice: Value,
    #[serde(default)]
    tip: i64,
    /// As the Bot API writes it; what the invoice asks for must be there.
    #[serde(default)]
    order_info: Map<String, Value>,
}

async fn pay(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Paying>,
) -> Answer {
    let invoice = what.invoice.as_str().map_or_else(|| what.invoice.to_string(), str::to_owned);
    let order = Order { tip: what.tip, info: what.order_info, shipping_option: None };
    asked(side.shared.with(|world, now| {
        let place = about.place(world, chat)?;
        Ok(world.pay(now, place, what.user_id, &invoice, order)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    shipping_option_id: String,
}

async fn choose_way(
    State(side): State<Side>,
    Path(query): Path<String>,
    Query(about): Query<About>,
    Json(way): Json<Way>,
) -> Answer {
    asked(side.shared.with(|world, now| {
        let bot = about.bot(world)?;
        Ok(world.choose_way(now, bot, &query, &way.shipping_option_id)?)
    }))
}

/// What the bot is asked before somebody has paid.
fn asked(question: Result<Question, Refused>) -> Answer {
    Ok(Json(match question? {
        Question::Shipping(id) => json!({ "shipping_query_id": id }),
        Question::PreCheckout(id) => json!({ "pre_checkout_query_id": id }),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Buying {
    user_id: i64,
}

/// Somebody pays Stars for what a message sells.
async fn buy(
    State(side): State<Side>,
    Path((chat, id)): Path<(i64, i64)>,
    Query(about): Query<About>,
    Json(who): Json<Buying>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.buy_media(now, room, who.user_id, id)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendingPrepared {
    user_id: i64,
    prepared_message_id: String,
}

/// A web app lets a person send what the bot has prepared.
async fn send_prepared(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<SendingPrepared>,
) -> Answer {
    sent(side.shared.with(|world, now| {
        let place = about.place(world, chat)?;
        Ok(world.send_prepared(now, place, what.user_id, &what.prepared_message_id)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deciding {
    user_id: i64,
    /// What becomes of it when it is due.
    next: Next,
}

async fn decide(
    State(side): State<Side>,
    Path(charge): Path<String>,
    Query(about): Query<About>,
    Json(what): Json<Deciding>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let bot = about.bot(world)?;
        Ok(world.decide(now, bot, what.user_id, &charge, what.next)?)
    }))
}

/// A set of stickers, each with the words by which people find it.
async fn sticker_set(State(side): State<Side>, Path(name): Path<String>) -> Answer {
    side.shared.with(|world, _| {
        let set = world.sticker_sets.get(&name).ok_or(Cannot::Nonsense("no such set"))?;
        let mut json = set.json();
        let keywords = set.stickers.iter().map(|one| &one.keywords);
        json["keywords"] = json!(keywords.collect::<Vec<_>>());
        Ok(Json(json))
    })
}

/// What the bot is writing; null if nothing.
async fn draft(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
) -> Answer {
    side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(Json(json!(world.drafts.shown(now.unix, room))))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stopping {
    user_id: i64,
    draft_id: i64,
}

async fn stop_draft(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Stopping>,
) -> Answer {
    done(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.stop(now, room, what.user_id, what.draft_id)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    user_id: i64,
    query: String,
    #[serde(default)]
    offset: String,
    /// The bot in whose private chat it is asked, if that is another.
    host: Option<i64>,
}

async fn ask(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Asking>,
) -> Answer {
    side.shared.with(|world, now| {
        let bot = about.bot(world)?;
        let host = About { bot: what.host.or(about.bot) };
        let room = host.room(world, chat)?;
        let id = world.ask_inline(now, (bot, room), what.user_id, &what.query, &what.offset)?;
        Ok(Json(json!({ "inline_query_id": id })))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choosing {
    result_id: String,
}

async fn choose(
    State(side): State<Side>,
    Path(question): Path<String>,
    Query(about): Query<About>,
    Json(what): Json<Choosing>,
) -> Answer {
    sent(side.shared.with(|world, now| {
        let bot = about.bot(world)?;
        Ok(world.choose(now, bot, &question, &what.result_id)?)
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    user_id: i64,
    /// The address of the app; without it there is no more than a query that the bot can answer.
    url: Option<String>,
    /// What opens it: `inline`, `menu`, `keyboard`, `results` or `link`; `inline` if it is left out.
    #[serde(default)]
    from: Opener,
    /// What a link to the app has for it.
    start_param: Option<String>,
    /// Colours, as Telegram's apps name them.
    theme_params: Option<BTreeMap<String, String>>,
}

/// A web app is opened: gives the id by which the bot can answer it, and the address with who opens it.
async fn open_app(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<Opening>,
) -> Answer {
    side.shared.with(|world, now| {
        let (bot, room) = about.place(world, chat)?;
        let Some(url) = what.url else {
            let id = world.open_app(now, (bot, room), what.user_id)?;
            return Ok(Json(json!({ "web_app_query_id": id })));
        };
        let opened = Opened { room, user: what.user_id };
        let (start_param, theme_params) = (what.start_param, what.theme_params);
        let app = App { url, opener: what.from, start_param, theme_params };
        Ok(Json(json!(world.launch_app(now, bot, opened, &app)?)))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppData {
    user_id: i64,
    /// What stands on the button of the keyboard that has opened it.
    button_text: String,
    data: String,
}

async fn send_app_data(
    State(side): State<Side>,
    Path(chat): Path<i64>,
    Query(about): Query<About>,
    Json(what): Json<AppData>,
) -> Answer {
    sent(side.shared.with(|world, now| {
        let room = about.room(world, chat)?;
        Ok(world.send_from_app(now, room, what.user_id, &what.button_text, &what.data)?)
    }))
}
