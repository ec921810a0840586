//! Reads `reply_markup` and says what is wrong with it.
//!
//! See <https://core.telegram.org/bots/api#inlinekeyboardmarkup> and the three other kinds.

use serde_json::{Map, Value};

use crate::address;
use crate::answer::Refusal;
use crate::games;
use crate::model::{Button, InlineKeyboard, Message};
use crate::params::Params;

/// Bytes of callback data.
pub(crate) const MAX_CALLBACK_DATA: usize = 64;
/// Characters that a button copies.
const MAX_COPIED: usize = 256;
/// Members of a reply keyboard, of its removal and of a forced reply that are true or false.
const FLAGS: [&str; 6] = [
    "remove_keyboard",
    "selective",
    "force_reply",
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
];

/// What makes a button of an inline keyboard do something.
pub(crate) const ACTIONS: [&str; 11] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
];

/// What a message carries for the person to press.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Markup {
    /// Nothing.
    None,
    /// Buttons under the message.
    Inline(InlineKeyboard),
    /// A keyboard in place of the person's, its removal, or a forced reply, as it was given.
    Other(Value),
}

/// What in a message decides which buttons it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carried {
    Usual,
    Invoice,
    Game,
}

impl Carried {
    /// What a method sends.
    pub(crate) fn of_method(method: &str) -> Self {
        match method {
            "sendInvoice" => Self::Invoice,
            "sendGame" => Self::Game,
            _ => Self::Usual,
        }
    }

    /// What is in a message.
    pub(crate) fn by(message: &Message) -> Self {
        let has = |name| message.attachment.contains_key(name);
        match (has("invoice"), has("game")) {
            (true, _) => Self::Invoice,
            (_, true) => Self::Game,
            _ => Self::Usual,
        }
    }
}

/// The buttons of a message to which the bot has given none: a game has one that plays it. Whether Telegram writes this
/// button into the message, or leaves it to the apps to show one, is not known; it is what people can press.
pub(crate) fn default_buttons(message: &Message) -> Option<InlineKeyboard> {
    games::name_of(message).map(games::play_button)
}

impl Markup {
    /// The buttons under the message, if that is the kind.
    pub(crate) fn inline(&self) -> Option<&InlineKeyboard> {
        match self {
            Self::Inline(keyboard) => Some(keyboard),
            Self::None | Self::Other(_) => None,
        }
    }

    /// The refusals of what stands behind the server.
    pub(crate) fn check(&self, carried: Carried) -> Result<(), Refusal> {
        let buttons = self.inline().into_iter().flat_map(|it| it.inline_keyboard.iter().flatten());
        if carried == Carried::Game && self.inline().is_some() {
            let mut plays = buttons.clone().map(Button::plays);
            match (plays.next(), plays.any(|plays| plays)) {
                (Some(true), _) => {}
                (_, true) => return Err(Refusal::bad_request("BUTTON_POS_INVALID")),
                (_, false) => return Err(Refusal::bad_request("REPLY_MARKUP_GAME_EMPTY")),
            }
        }
        for (index, button) in buttons.enumerate() {
            let has = |name: &str| button.rest.contains_key(name);
            let copied = button.rest.get("copy_text").map(|copy| copy["text"].as_str());
            let copied = copied.map(|text| text.unwrap_or_default().chars().count());
            let problem = if button.data().is_some_and(|data| data.len() > MAX_CALLBACK_DATA) {
                "BUTTON_DATA_INVALID"
            } else if copied.is_some_and(|count| !(1..=MAX_COPIED).contains(&count)) {
                "BUTTON_COPY_TEXT_INVALID"
            } else if (has("callback_game") && carried != Carried::Game)
                || (has("pay") && carried != Carried::Invoice)
            {
                "BUTTON_TYPE_INVALID"
            } else if has("pay") && index > 0 {
                "BUTTON_POS_INVALID"
            } else {
                continue;
            };
            return Err(Refusal::bad_request(problem));
        }
        Ok(())
    }
}

/// Reads the parameter. The first non-empty of the four kinds wins.
pub(crate) fn from_params(params: &Params) -> Result<Markup, Refusal> {
    let text = params.get("reply_markup");
    if text.is_empty() {
        return Ok(Markup::None);
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|_| Refusal::bad_request("can't parse reply keyboard markup JSON object"))?;
    let Value::Object(object) = value else {
        return Err(Refusal::bad_request("object expected as reply markup"));
    };
    let rows = rows(&object, "keyboard")?;
    if !rows.is_empty() {
        for button in rows.iter().flat_map(|row| row.iter()) {
            keyboard_button(button).map_err(|error| {
                Refusal::bad_request(&format!("can't parse keyboard button: {error}"))
            })?;
        }
        flags(&object)?;
        for button in rows.iter().flat_map(|row| row.iter()) {
            app_address("keyboard button", &button["web_app"]["url"])?;
        }
        return Ok(Markup::Other(Value::Object(object)));
    }
    let inline = inline_keyboard(&object)?;
    if !inline.inline_keyboard.is_empty() {
        for button in inline.inline_keyboard.iter().flatten() {
            addresses(button)?;
        }
        return Ok(Markup::Inline(inline));
    }
    flags(&object)?;
    let is_true = |name: &str| object.get(name) == Some(&Value::Bool(true));
    if is_true("remove_keyboard") || is_true("force_reply") {
        return Ok(Markup::Other(Value::Object(object)));
    }
    Ok(Markup::None)
}

/// Reads the parameter where only buttons under the message are possible.
pub(crate) fn inline_from_params(params: &Params) -> Result<Markup, Refusal> {
    match from_params(params)? {
        Markup::Other(_) => Err(Refusal::bad_request("inline keyboard expected")),
        markup => Ok(markup),
    }
}

fn rows<'a>(object: &'a Map<String, Value>, name: &str) -> Result<Vec<&'a Vec<Value>>, Refusal> {
    let Some(value) = object.get(name) else {
        return Ok(Vec::new());
    };
    let Value::Array(rows) = value else {
        return Err(Refusal::bad_request(&format!("Field \"{name}\" must be of type Array")));
    };
    rows.iter()
        .map(|row| {
            row.as_array().ok_or_else(|| {
                let of =
                    if name == "inline_keyboard" { " of the InlineKeyboardMarkup" } else { "" };
                Refusal::bad_request(&format!("field \"{name}\"{of} must be an Array of Arrays"))
            })
        })
        .collect()
}

/// Refuses members that are neither true nor false.
fn flags(object: &Map<String, Value>) -> Result<(), Refusal> {
    let is_wrong = |name: &&&str| object.get(**name).is_some_and(|value| !value.is_boolean());
    match FLAGS.iter().find(is_wrong) {
        Some(name) => {
            Err(Refusal::bad_request(&format!("field \"{name}\" must be of type Boolean")))
        }
        None => Ok(()),
    }
}

/// Refuses addresses that a button cannot open.
fn addresses(button: &Button) -> Result<(), Refusal> {
    let url = button.rest.get("url").and_then(Value::as_str);
    if let Some((url, problem)) = url.and_then(|url| Some((url, address::problem(url)?))) {
        let text = format!("inline keyboard button URL '{url}' is invalid: {problem}");
        return Err(Refusal::bad_request(&text));
    }
    match button.rest.get("web_app") {
        Some(app) => app_address("inline keyboard button", &app["url"]),
        None => Ok(()),
    }
}

/// Refuses the address of a web app if it is one of those that `of` cannot open.
fn app_address(of: &str, url: &Value) -> Result<(), Refusal> {
    match url.as_str().and_then(|url| Some((url, address::app_problem(url)?))) {
        Some((url, problem)) => {
            Err(Refusal::bad_request(&format!("{of} Web App URL '{url}' is invalid: {problem}")))
        }
        None => Ok(()),
    }
}

fn keyboard_button(button: &Value) -> Result<(), String> {
    match button {
        Value::String(_) => Ok(()),
        Value::Object(object) => text_of(object).map(|_| ()),
        _ => Err("KeyboardButton must be a String or an Object".to_owned()),
    }
}

fn inline_keyboard(object: &Map<String, Value>) -> Result<InlineKeyboard, Refusal> {
    let mut keyboard = Vec::new();
    for row in rows(object, "inline_keyboard")? {
        let mut buttons = Vec::with_capacity(row.len());
        for button in row {
            buttons.push(inline_button(button).map_err(|error| {
                Refusal::bad_request(&format!("can't parse inline keyboard button: {error}"))
            })?);
        }
        if !buttons.is_empty() {
            keyboard.push(buttons);
        }
    }
    Ok(InlineKeyboard { inline_keyboard: keyboard })
}

fn inline_button(button: &Value) -> Result<Button, String> {
    let Value::Object(object) = button else {
        return Err("InlineKeyboardButton must be an Object".to_owned());
    };
    let text = text_of(object)?;
    let acts = |action: &&str| match object.get(*action) {
        Some(value) if *action == "callback_data" => value != "",
        value => value.is_some(),
    };
    if !ACTIONS.iter().any(acts) {
        return Err("Text buttons are unallowed in the inline keyboard".to_owned());
    }
    if object.get("callback_data").is_some_and(|data| !data.is_string()) {
        return Err("Field \"callback_data\" must be of type String".to_owned());
    }
    // A name that does not exist is not read, and so not shown again.
    let known = molniya_schema::ty("InlineKeyboardButton");
    let mut rest = object.clone();
    rest.retain(|name, _| name != "text" && known.is_none_or(|ty| ty.field(name).is_some()));
    Ok(Button { text, rest })
}

fn text_of(object: &Map<String, Value>) -> Result<String, String> {
    match object.get("text") {
        None => Err("Can't find field \"text\"".to_owned()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err("Field \"text\" must be of type String".to_owned()),
    }
}
