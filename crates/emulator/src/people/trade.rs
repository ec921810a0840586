//! What people do with what a bot offers: pay, ask it from any chat, send one of its results.

use serde_json::{Value, json};

use super::{Cannot, MAX_CAPTION, Place};
use crate::chats::Stored;
use crate::clock::Now;
use crate::keyboard;
use crate::model::Message;
use crate::params::{Param, Params};
use crate::text;
use crate::world::World;

/// What an inline result may send that stands under its own name in a message.
const OBJECTS: [(&str, &str); 3] =
    [("address", "venue"), ("phone_number", "contact"), ("latitude", "location")];

impl World {
    /// A person pays the invoice of a message, or of an address; gives the id of the query to the bot.
    pub(crate) fn pay(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        invoice: &str,
    ) -> Result<String, Cannot> {
        self.member(now, chat_id, user)?;
        let name = invoice.strip_prefix("https://t.me/$").unwrap_or(invoice);
        self.check_out(now, chat_id, user, name).ok_or(Cannot::NoMessage)
    }

    /// A person asks the bot from a chat; gives the id of the question.
    pub(crate) fn ask_inline(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        query: &str,
        offset: &str,
    ) -> Result<String, Cannot> {
        self.member(now, chat_id, user)?;
        if !self.manners.inline {
            return Err(Cannot::NotAllowed("the bot cannot be asked from chats"));
        }
        if query.chars().count() > MAX_CAPTION {
            return Err(Cannot::BadText);
        }
        self.ask(now, chat_id, user, query, offset).ok_or(Cannot::NoChat)
    }

    /// A person sends a result they were offered; gives the id of the message.
    pub(crate) fn choose(&mut self, now: Now, question: &str, result: &str) -> Result<i64, Cannot> {
        let asked = self.asks.get(question).cloned().ok_or(Cannot::NoMessage)?;
        let chosen = asked.results.iter().find(|one| one["id"] == result);
        let chosen = chosen.ok_or(Cannot::NoMessage)?;
        let (from, chat) = self.member(now, asked.chat, asked.user)?;
        self.may_write(now, asked.chat, asked.user, Place::default().thread)?;
        let mut message = Message::empty(0, from.clone(), chat, now.unix);
        message.attachment.insert("via_bot".to_owned(), json!(self.bot));
        fill(&mut message, chosen)?;
        let mut params = Params::default();
        params.read_json(json!({ "reply_markup": chosen["reply_markup"] }).to_string().as_bytes());
        let markup = match chosen.get("reply_markup") {
            Some(_) => keyboard::inline_from_params(&params),
            None => Ok(keyboard::Markup::None),
        };
        let markup = markup.map_err(|_| Cannot::Nonsense("the result has a broken keyboard"))?;
        message.message_id = self.next_message_id();
        let stored = Stored::new(message, markup).by(&from);
        let message = stored.message.clone();
        self.add_message(stored);
        let update = json!({ "result_id": result, "from": from, "query": asked.query });
        self.issue(now, "chosen_inline_result", None, &update);
        self.tell(now, &message, false);
        Ok(message.message_id)
    }
}

/// Puts into a message what a result sends.
fn fill(message: &mut Message, result: &Value) -> Result<(), Cannot> {
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

/// The fields of a type that an object has.
fn known_fields(type_name: &str, object: &Value) -> Value {
    let fields = molniya_schema::ty(type_name).map(|ty| ty.fields.as_slice()).unwrap_or_default();
    let given = |name: &'static str| Some((name.to_owned(), object.get(name)?.clone()));
    Value::Object(fields.iter().filter_map(|field| given(field.name)).collect())
}
