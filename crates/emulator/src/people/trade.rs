//! What people do with what a bot offers: pay, ask it from any chat, send one of its results, use its web apps.

use serde_json::{Value, json};

use super::{Cannot, MAX_CAPTION, Place};
use crate::address::app_problem;
use crate::bots::BotId;
use crate::chats::Stored;
use crate::clock::Now;
use crate::feed::Happening;
use crate::files::Kind;
use crate::keyboard::{self, Carried, Markup, default_buttons};
use crate::methods::message::introduce;
use crate::methods::rich::Told;
use crate::methods::{game, media};
use crate::model::Message;
use crate::params::{Param, Params};
use crate::payments::{Order, Question};
use crate::room::Room;
use crate::text;
use crate::web_apps::launch::Opener;
use crate::web_apps::{App, Launched, Opened};
use crate::world::World;
use crate::{games, inline};

/// What an inline result may send that stands under its own name in a message.
const OBJECTS: [(&str, &str); 3] =
    [("address", "venue"), ("phone_number", "contact"), ("latitude", "location")];

/// Results that are files.
const FILES: [(&str, Kind); 8] = [
    ("photo", Kind::Photo),
    ("gif", Kind::Animation),
    ("mpeg4_gif", Kind::Animation),
    ("video", Kind::Video),
    ("audio", Kind::Audio),
    ("voice", Kind::Voice),
    ("document", Kind::Document),
    ("sticker", Kind::Sticker),
];
/// Bytes that a web app sends at once.
const MAX_APP_DATA: usize = 4096;

impl World {
    /// A person pays the invoice of a bot's message, or of its address; gives what the bot is asked.
    pub(crate) fn pay(
        &mut self,
        now: Now,
        (bot, room): (BotId, Room),
        user: i64,
        invoice: &str,
        mut order: Order,
    ) -> Result<Question, Cannot> {
        self.member(now, room, user)?;
        let name = invoice.strip_prefix("https://t.me/$").unwrap_or(invoice);
        let offer = self.bots[bot].payments.offer(name).ok_or(Cannot::NoMessage)?;
        if !(0..=offer.max_tip).contains(&order.tip) {
            return Err(Cannot::Nonsense("the invoice takes no such tip"));
        }
        if offer.needs.iter().any(|name| !order.info.contains_key(name)) {
            return Err(Cannot::Nonsense("the invoice asks for more: see order_info"));
        }
        // Nobody is told what nobody asked for.
        order.info.retain(|name, _| offer.needs.contains(name));
        self.check_out(now, bot, (room.chat_id(), user), name, order).ok_or(Cannot::NoMessage)
    }

    /// A person chooses a way of delivery that a bot has named; gives what the bot is asked.
    pub(crate) fn choose_way(
        &mut self,
        now: Now,
        bot: BotId,
        question: &str,
        way: &str,
    ) -> Result<Question, Cannot> {
        self.choose_delivery(now, bot, question, way).ok_or(Cannot::NoMessage)
    }

    /// A person asks a bot from a chat; gives the id of the question.
    pub(crate) fn ask_inline(
        &mut self,
        now: Now,
        (bot, room): (BotId, Room),
        user: i64,
        query: &str,
        offset: &str,
    ) -> Result<String, Cannot> {
        self.member(now, room, user)?;
        if !self.bots[bot].manners.inline {
            return Err(Cannot::NotAllowed("the bot cannot be asked from chats"));
        }
        if query.chars().count() > MAX_CAPTION {
            return Err(Cannot::BadText);
        }
        self.ask(now, bot, room, user, query, offset).ok_or(Cannot::NoChat)
    }

    /// A person sends a result they were offered; gives the id of the message.
    pub(crate) fn choose(
        &mut self,
        now: Now,
        bot: BotId,
        question: &str,
        result: &str,
    ) -> Result<i64, Cannot> {
        let asked = self.bots[bot].asks.get(question).cloned().ok_or(Cannot::NoMessage)?;
        let chosen = asked.results.iter().find(|one| one["id"] == result);
        let chosen = chosen.ok_or(Cannot::NoMessage)?;
        let sent = self.send_by_way(now, (bot, asked.room), asked.user, chosen, Some(question))?;
        if self.bots[bot].manners.inline_feedback {
            let mut update = json!({
                "result_id": result,
                "from": sent.stored.message.from.as_ref().or(sent.stored.author.as_ref()),
                "query": asked.query,
            });
            if let Some(id) = &sent.inline_message_id {
                update["inline_message_id"] = id.clone().into();
            }
            self.issue(now, bot, "chosen_inline_result", None, &update);
        }
        self.tell(now, asked.room, &sent.stored.message, false);
        Ok(sent.stored.message.message_id)
    }

    /// Sends a result by way of a bot: one of those of a question, or that of a web app.
    pub(super) fn send_by_way(
        &mut self,
        now: Now,
        (bot, room): (BotId, Room),
        user: i64,
        result: &Value,
        question: Option<&str>,
    ) -> Result<Sent, Cannot> {
        let (from, chat) = self.member(now, room, user)?;
        self.may_write(now, room, user, Place::default().thread)?;
        let mut message = Message::empty(0, from.clone(), chat, now.unix);
        message.attachment.insert("via_bot".to_owned(), json!(self.bots[bot].user));
        fill(self, &mut message, result)?;
        introduce(self, &mut message);
        let mut params = Params::default();
        params.read_json(json!({ "reply_markup": result["reply_markup"] }).to_string().as_bytes());
        let markup = match result.get("reply_markup") {
            Some(_) => keyboard::inline_from_params(&params),
            None => Ok(Markup::None),
        };
        let markup = markup.map_err(|_| Cannot::Nonsense("the result has a broken keyboard"))?;
        markup
            .check(Carried::by(&message))
            .map_err(|_| Cannot::Nonsense("the result has wrong buttons"))?;
        let markup = match (markup, default_buttons(&message)) {
            (Markup::None, Some(buttons)) => Markup::Inline(buttons),
            (markup, _) => markup,
        };
        message.message_id = self.next_message_id();
        let mut stored = Stored::new(message, markup).by(&from);
        // Without buttons the bot can neither be asked by it nor change it.
        stored.inline = stored.message.reply_markup.is_some();
        let id = inline::id_of(room, stored.message.message_id);
        let inline_message_id = stored.inline.then_some(id);
        if let Some(question) = question {
            self.feed.publish(&Happening::Choice {
                at: room.by(bot),
                user_id: user,
                inline_query_id: question.to_owned(),
                result: result.clone(),
            });
        }
        self.add_message(room, stored.clone());
        Ok(Sent { stored, inline_message_id })
    }

    /// A person opens a web app from a button or the menu; gives the id by which the bot may answer it.
    pub(crate) fn open_app(
        &mut self,
        now: Now,
        (bot, room): (BotId, Room),
        user: i64,
    ) -> Result<String, Cannot> {
        self.member(now, room, user)?;
        let id = self.open_web_app(bot, Opened { room, user });
        self.feed.publish(&Happening::WebApp {
            at: room.by(bot),
            user_id: user,
            web_app_query_id: id.clone(),
        });
        Ok(id)
    }

    /// A person opens a web app at its address, with who they are.
    pub(crate) fn launch_app(
        &mut self,
        now: Now,
        bot: BotId,
        opened: Opened,
        app: &App,
    ) -> Result<Launched, Cannot> {
        self.member(now, opened.room, opened.user)?;
        if app_problem(&app.url).is_some() {
            return Err(Cannot::Nonsense(
                "url must be an https address, or http at 127.0.0.1 or [::1]",
            ));
        }
        if app.start_param.is_some() && app.opener != Opener::Link {
            return Err(Cannot::Nonsense("only a link has a start_param: set from to link"));
        }
        Ok(self.launch(now, bot, opened, app))
    }

    /// A web app that a button of the keyboard has opened sends data to the bot; gives the id of the message.
    pub(crate) fn send_from_app(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        button_text: &str,
        data: &str,
    ) -> Result<i64, Cannot> {
        let (_, info) = self.member(now, room, user)?;
        if !info.is_private() || !self.has_app_button(room, button_text) {
            return Err(Cannot::NoButton);
        }
        if !(1..=MAX_APP_DATA).contains(&data.len()) {
            return Err(Cannot::Nonsense("a web app sends 1 to 4096 bytes"));
        }
        self.send_app_data(now, room, user, button_text, data).ok_or(Cannot::NoChat)
    }

    /// A bot answers a web app: what it gives is sent by way of it. Gives the id by which the bot can change it, if it
    /// has buttons.
    pub(crate) fn answer_app(
        &mut self,
        now: Now,
        bot: BotId,
        opened: Opened,
        result: &Value,
    ) -> Result<Option<String>, Cannot> {
        let sent = self.send_by_way(now, (bot, opened.room), opened.user, result, None)?;
        self.tell(now, opened.room, &sent.stored.message, false);
        Ok(sent.inline_message_id)
    }
}

/// A message that was sent by way of the bot.
pub(super) struct Sent {
    pub(super) stored: Stored,
    inline_message_id: Option<String>,
}

/// Puts into a message what a result sends.
fn fill(world: &mut World, message: &mut Message, result: &Value) -> Result<(), Cannot> {
    if result["type"] == "game" {
        let name = result["game_short_name"].as_str().filter(|name| games::is_name(name));
        let name = name.ok_or(Cannot::Nonsense("the result has no game_short_name"))?;
        message.attachment.insert("game".to_owned(), game::shown(world, name));
        return Ok(());
    }
    let content = result.get("input_message_content").unwrap_or(result);
    if let Some(said) = content["message_text"].as_str() {
        let mut params = Params::default();
        params.add(Param { name: "text".into(), value: said.into(), raw: false, file: None });
        params.read_json(content.to_string().as_bytes());
        let formatted = text::from_params(&params);
        let formatted = formatted.map_err(|_| Cannot::Nonsense("the result has a broken text"))?;
        message.text = Some(formatted.text);
        message.entities = formatted.entities;
        return Ok(());
    }
    if let Some(rich) = content.get("rich_message") {
        let broken = |_| Cannot::Nonsense("the result has a broken rich message");
        let told = Told::read(&Params::default(), rich).and_then(Told::lasting).map_err(broken)?;
        let pieces = told.pieces(world).map_err(broken)?;
        message.rich_message = Some(Box::new(told.put(world, pieces)));
        return Ok(());
    }
    if let Some((kind, file)) =
        file_of(result).filter(|_| result.get("input_message_content").is_none())
    {
        let broken = |_| Cannot::Nonsense("the result has a broken file or caption");
        let mut params = Params::default();
        params.read_json(json!({ kind.name(): file }).to_string().as_bytes());
        params.read_json(result.to_string().as_bytes());
        media::Piece::read(world, &params, kind).map_err(broken)?.put(world, message);
        return Ok(());
    }
    let found = OBJECTS.iter().find(|(field, _)| content.get(*field).is_some());
    let (_, name) = found.ok_or(Cannot::Nonsense("what this result sends is not modelled"))?;
    let type_name = match *name {
        "venue" => "Venue",
        "contact" => "Contact",
        _ => "Location",
    };
    let mut object = known_fields(type_name, content);
    if *name == "venue" {
        object["location"] = known_fields("Location", content);
        message.attachment.insert("location".to_owned(), object["location"].clone());
    }
    message.attachment.insert((*name).to_owned(), object);
    Ok(())
}

/// The file that a result sends: what it is, and its id or address.
fn file_of(result: &Value) -> Option<(Kind, &str)> {
    let name = result["type"].as_str()?;
    let (_, kind) = FILES.iter().find(|(of, _)| *of == name)?;
    let ends = ["_file_id", "_url"].map(|end| format!("{}{end}", name.replace("_gif", "")));
    let file = ends.iter().find_map(|end| result[end].as_str());
    Some((*kind, file?))
}

/// The fields of a type that an object has.
fn known_fields(type_name: &str, object: &Value) -> Value {
    let fields = molniya_schema::ty(type_name).map(|ty| ty.fields.as_slice()).unwrap_or_default();
    let given = |name: &'static str| Some((name.to_owned(), object.get(name)?.clone()));
    Value::Object(fields.iter().filter_map(|field| given(field.name)).collect())
}
