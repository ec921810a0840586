//! Keyboards, serialised once and spliced into requests as they are.

use std::sync::Arc;

use crate::callback::{CallbackData, DataError};
use crate::json::push_text;

/// The most buttons an inline keyboard may have; Telegram refuses more.
pub const MAX_BUTTONS: usize = 100;

/// Buttons under a message.
///
/// Build it once, at start or in a `LazyLock`: a copy is a pointer, and no request serialises it again.
///
/// ```
/// use molniya::{CallbackData, InlineKeyboard, say};
///
/// #[derive(CallbackData)]
/// struct Pick { product: u32 }
///
/// let shelf = InlineKeyboard::new()
///     .button("Tea", &Pick { product: 1 })
///     .button("Coffee", &Pick { product: 2 })
///     .row()
///     .url("Our site", "https://example.org")
///     .build()?;
/// assert_eq!(
///     shelf.as_json(),
///     r#"{"inline_keyboard":[[{"text":"Tea","callback_data":"pick:1"},{"text":"Coffee","callback_data":"pick:2"}],[{"text":"Our site","url":"https://example.org"}]]}"#,
/// );
/// let reply = say("What would you like?").keyboard(&shelf);
/// # Ok::<(), molniya::KeyboardError>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#inlinekeyboardmarkup>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineKeyboard(Markup);

impl InlineKeyboard {
    /// Begins a keyboard.
    #[expect(clippy::new_ret_no_self, reason = "a keyboard is made by building it")]
    pub fn new() -> InlineKeyboardBuilder {
        InlineKeyboardBuilder { rows: Rows::begin("{\"inline_keyboard\":["), error: None }
    }

    /// The keyboard as JSON.
    pub fn as_json(&self) -> &str {
        &self.0.0
    }
}

/// An [`InlineKeyboard`] under construction. Errors come out of [`InlineKeyboardBuilder::build`].
#[derive(Debug, Clone)]
#[must_use = "a keyboard is made by `build`"]
pub struct InlineKeyboardBuilder {
    rows: Rows,
    error: Option<KeyboardError>,
}

impl InlineKeyboardBuilder {
    /// Adds a button that brings `data` back when it is pressed.
    pub fn button<T: CallbackData>(self, text: impl AsRef<str>, data: &T) -> Self {
        let text = text.as_ref();
        match data.to_data() {
            Ok(data) => self.push(text, "callback_data", &data),
            Err(source) => self.fail(KeyboardError::Data { text: text.to_owned(), source }),
        }
    }

    /// Adds a button that opens a link.
    pub fn url(self, text: impl AsRef<str>, url: impl AsRef<str>) -> Self {
        self.push(text.as_ref(), "url", url.as_ref())
    }

    /// Begins a new row; a row without buttons is left out.
    pub fn row(mut self) -> Self {
        self.rows.end_row();
        self
    }

    /// Serialises the keyboard.
    ///
    /// # Errors
    /// The first button Telegram would not take, no button at all, or more than [`MAX_BUTTONS`].
    pub fn build(self) -> Result<InlineKeyboard, KeyboardError> {
        match self.error {
            Some(error) => Err(error),
            None if self.rows.buttons > MAX_BUTTONS => {
                Err(KeyboardError::TooManyButtons(self.rows.buttons))
            }
            None => Ok(InlineKeyboard(self.rows.finish(&[])?)),
        }
    }

    fn push(mut self, text: &str, name: &str, value: &str) -> Self {
        if text.trim().is_empty() {
            return self.fail(KeyboardError::NoText);
        }
        self.rows.button(&[("text", text), (name, value)]);
        self
    }

    fn fail(mut self, error: KeyboardError) -> Self {
        self.error.get_or_insert(error);
        self
    }
}

/// Buttons in place of the letters: a press sends the button's text as a message.
///
/// ```
/// use molniya::ReplyKeyboard;
///
/// let numbers = ReplyKeyboard::new().button("1").button("2").row().button("3").one_time().build()?;
/// assert_eq!(
///     numbers.as_json(),
///     r#"{"keyboard":[[{"text":"1"},{"text":"2"}],[{"text":"3"}]],"resize_keyboard":true,"one_time_keyboard":true}"#,
/// );
/// # Ok::<(), molniya::KeyboardError>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#replykeyboardmarkup>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyKeyboard(Markup);

impl ReplyKeyboard {
    /// Begins a keyboard. It is as high as its rows need.
    #[expect(clippy::new_ret_no_self, reason = "a keyboard is made by building it")]
    pub fn new() -> ReplyKeyboardBuilder {
        ReplyKeyboardBuilder {
            rows: Rows::begin("{\"keyboard\":["),
            one_time: false,
            no_text: false,
        }
    }

    /// What takes a reply keyboard away again.
    ///
    /// Source: <https://core.telegram.org/bots/api#replykeyboardremove>
    pub fn remove() -> ReplyKeyboard {
        ReplyKeyboard(Markup("{\"remove_keyboard\":true}".into()))
    }

    /// The keyboard as JSON.
    pub fn as_json(&self) -> &str {
        &self.0.0
    }
}

/// A [`ReplyKeyboard`] under construction.
#[derive(Debug, Clone)]
#[must_use = "a keyboard is made by `build`"]
pub struct ReplyKeyboardBuilder {
    rows: Rows,
    one_time: bool,
    no_text: bool,
}

impl ReplyKeyboardBuilder {
    /// Adds a button.
    pub fn button(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        self.no_text |= text.trim().is_empty();
        self.rows.button(&[("text", text)]);
        self
    }

    /// Begins a new row; a row without buttons is left out.
    pub fn row(mut self) -> Self {
        self.rows.end_row();
        self
    }

    /// Hides the keyboard once a button was pressed.
    pub fn one_time(mut self) -> Self {
        self.one_time = true;
        self
    }

    /// Serialises the keyboard.
    ///
    /// # Errors
    /// A button without text, or no button at all.
    pub fn build(self) -> Result<ReplyKeyboard, KeyboardError> {
        if self.no_text {
            return Err(KeyboardError::NoText);
        }
        let once = if self.one_time { "\"one_time_keyboard\":true" } else { "" };
        Ok(ReplyKeyboard(self.rows.finish(&["\"resize_keyboard\":true", once])?))
    }
}

/// Why a keyboard cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyboardError {
    /// What a button carries is too long.
    #[error("the button `{text}` carries too much")]
    Data {
        /// The text on the button.
        text: String,
        /// How much it carries.
        source: DataError,
    },
    /// A button has no text on it.
    #[error("a button has no text")]
    NoText,
    /// There is no button.
    #[error("the keyboard has no button")]
    Empty,
    /// There are too many buttons.
    #[error("the keyboard has {0} buttons, more than the {MAX_BUTTONS} that Telegram takes")]
    TooManyButtons(usize),
}

/// A keyboard as JSON, ready to be spliced into a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup(pub(crate) Arc<str>);

impl From<&InlineKeyboard> for Markup {
    fn from(keyboard: &InlineKeyboard) -> Markup {
        keyboard.0.clone()
    }
}

impl From<InlineKeyboard> for Markup {
    fn from(keyboard: InlineKeyboard) -> Markup {
        keyboard.0
    }
}

impl From<&ReplyKeyboard> for Markup {
    fn from(keyboard: &ReplyKeyboard) -> Markup {
        keyboard.0.clone()
    }
}

impl From<ReplyKeyboard> for Markup {
    fn from(keyboard: ReplyKeyboard) -> Markup {
        keyboard.0
    }
}

/// Rows of buttons, written as they come.
#[derive(Debug, Clone)]
struct Rows {
    json: String,
    buttons: usize,
    in_row: bool,
}

impl Rows {
    fn begin(json: &str) -> Rows {
        Rows { json: json.to_owned(), buttons: 0, in_row: false }
    }

    fn button(&mut self, members: &[(&str, &str)]) {
        let before = match (self.in_row, self.buttons) {
            (true, _) => ",",
            (false, 0) => "[",
            (false, _) => ",[",
        };
        self.json.push_str(before);
        for (n, (name, value)) in members.iter().enumerate() {
            self.json.push(if n == 0 { '{' } else { ',' });
            push_text(&mut self.json, name);
            self.json.push(':');
            push_text(&mut self.json, value);
        }
        self.json.push('}');
        self.in_row = true;
        self.buttons += 1;
    }

    fn end_row(&mut self) {
        if self.in_row {
            self.json.push(']');
            self.in_row = false;
        }
    }

    /// Closes the rows and adds members to the object.
    fn finish(mut self, members: &[&str]) -> Result<Markup, KeyboardError> {
        if self.buttons == 0 {
            return Err(KeyboardError::Empty);
        }
        self.end_row();
        self.json.push(']');
        for member in members.iter().filter(|member| !member.is_empty()) {
            self.json.push(',');
            self.json.push_str(member);
        }
        self.json.push('}');
        Ok(Markup(self.json.into()))
    }
}
