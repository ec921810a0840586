//! Reads `reply_markup` and says what is wrong with it.
//!
//! See <https://core.telegram.org/bots/api#inlinekeyboardmarkup> and the three other kinds.

use serde_json::{Map, Value};

use crate::answer::Refusal;
use crate::model::{Button, InlineKeyboard};
use crate::params::Params;

/// Bytes of callback data.
const MAX_CALLBACK_DATA: usize = 64;

/// What makes a button of an inline keyboard do something.
const ACTIONS: [&str; 11] = [
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

impl Markup {
    /// The buttons under the message, if that is the kind.
    pub(crate) fn inline(&self) -> Option<&InlineKeyboard> {
        match self {
            Self::Inline(keyboard) => Some(keyboard),
            Self::None | Self::Other(_) => None,
        }
    }

    /// The refusal of the backend for callback data that is too long.
    pub(crate) fn check_data(&self) -> Result<(), Refusal> {
        let too_long = self.inline().is_some_and(|keyboard| {
            keyboard
                .inline_keyboard
                .iter()
                .flatten()
                .filter_map(Button::data)
                .any(|data| data.len() > MAX_CALLBACK_DATA)
        });
        match too_long {
            true => Err(Refusal::bad_request("BUTTON_DATA_INVALID")),
            false => Ok(()),
        }
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
        return Ok(Markup::Other(Value::Object(object)));
    }
    let inline = inline_keyboard(&object)?;
    if !inline.inline_keyboard.is_empty() {
        return Ok(Markup::Inline(inline));
    }
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
                Refusal::bad_request(&format!("Field \"{name}\" must be an Array of Arrays"))
            })
        })
        .collect()
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
    if !ACTIONS.iter().any(|action| object.contains_key(*action)) {
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
