//! What a message says.

use std::borrow::Cow;

use crate::answer::Json;
use crate::html::Html;
use crate::json::Object;
use crate::keyboard::Markup;

/// A message's text with its keyboard. Made from a text, which is sent as it is, or from [`Html`].
///
/// ```
/// use molniya::{Content, Html, ReplyKeyboard, say};
///
/// let plain = say("<b> is just text here");
/// let formatted = say(Html::new().bold("Thank you!"));
/// let with_keyboard = say(Content::from("How many?").keyboard(&ReplyKeyboard::remove()));
/// ```
///
/// Source: <https://core.telegram.org/bots/api#sendmessage>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    text: String,
    html: bool,
    keyboard: Option<Markup>,
    preview: bool,
}

impl Content {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Content {
        Content { text: text.into(), html: false, keyboard: None, preview: true }
    }

    /// Adds a keyboard; a second one replaces the first.
    #[must_use]
    pub fn keyboard(mut self, keyboard: impl Into<Markup>) -> Content {
        self.set_keyboard(keyboard.into());
        self
    }

    /// Shows no preview of links.
    #[must_use]
    pub fn no_preview(mut self) -> Content {
        self.preview = false;
        self
    }

    pub(crate) fn set_keyboard(&mut self, keyboard: Markup) {
        self.keyboard = Some(keyboard);
    }

    /// The parameters of sendMessage and editMessageText that follow from the content.
    pub(crate) fn params(&self) -> Json {
        // Room for the names and some escapes, so that the usual message is written without growing.
        let room = self.text.len() + self.keyboard.as_ref().map_or(0, |k| k.0.len()) + 96;
        let mut params = Object::with_capacity(room);
        params.text("text", &self.text);
        if self.html {
            params.raw("parse_mode", "\"HTML\"");
        }
        if !self.preview {
            params.raw("link_preview_options", "{\"is_disabled\":true}");
        }
        if let Some(keyboard) = &self.keyboard {
            params.raw("reply_markup", &keyboard.0);
        }
        params.finish()
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        Content::new(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Content {
        Content::new(text)
    }
}

impl From<Cow<'_, str>> for Content {
    fn from(text: Cow<'_, str>) -> Content {
        Content::new(text)
    }
}

impl From<Html> for Content {
    fn from(html: Html) -> Content {
        Content { html: true, ..Content::new(html.0) }
    }
}
