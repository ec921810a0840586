//! Buttons inside a message.

use serde_json::{Map, Value, json};

use super::element::{Element, Node, Wrong};
use super::{Reader, elements};
use crate::rich::{Block, Button, Source};

const STYLES: [&str; 4] = ["primary", "success", "danger", "link"];
const ALIGN: [&str; 3] = ["left", "center", "right"];

/// The chats that a button may let people choose from.
const CHATS: [(&str, &str); 4] = [
    ("allow-user-chats", "allow_user_chats"),
    ("allow-bot-chats", "allow_bot_chats"),
    ("allow-group-chats", "allow_group_chats"),
    ("allow-channel-chats", "allow_channel_chats"),
];

impl Reader {
    /// Buttons side by side, as a block.
    pub(super) fn buttons(
        &self,
        row: &Element,
        inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let button = |mut button: Element| {
            if button.name != "tg-button" {
                return Err(button.misplaced());
            }
            let inside = std::mem::take(&mut button.inside);
            self.button(&button, inside, level)
        };
        let buttons = elements(row, inside)?;
        Ok(Block::Buttons {
            buttons: buttons.into_iter().map(button).collect::<Result<_, _>>()?,
            align: row.word("align", &ALIGN)?,
        })
    }

    pub(super) fn button(
        &self,
        button: &Element,
        inside: Vec<Node>,
        level: usize,
    ) -> Result<Button, Wrong> {
        let empty = || button.wrong("Tag \"tg-button\" must contain a text");
        let text = self.text(inside, level)?.ok_or_else(empty)?;
        let mut rest = Map::new();
        if let Some(style) = button.word("style", &STYLES)? {
            rest.insert("style".to_owned(), style.into());
        }
        let (name, value) = action(button)?;
        rest.insert(name.to_owned(), value);
        Ok(Button { text, rest })
    }
}

/// What a button does, see <https://core.telegram.org/bots/api#richmessagebutton>.
fn action(button: &Element) -> Result<(&'static str, Value), Wrong> {
    let query = button.get("query").unwrap_or_default();
    Ok(match button.need("type")? {
        "url" => ("url", button.need("url")?.into()),
        "callback_data" => ("callback_data", button.need("data")?.into()),
        "web_app" => ("web_app", json!({ "url": button.need("url")? })),
        "login_url" => ("login_url", login(button)?),
        "switch_inline_query" => ("switch_inline_query", query.into()),
        "switch_inline_query_current_chat" => ("switch_inline_query_current_chat", query.into()),
        "switch_inline_query_chosen_chat" => {
            let mut chosen = Map::from_iter([("query".to_owned(), query.into())]);
            let allowed = CHATS.iter().filter(|(attribute, _)| button.has(attribute));
            chosen.extend(allowed.map(|(_, field)| ((*field).to_owned(), true.into())));
            ("switch_inline_query_chosen_chat", chosen.into())
        }
        "copy_text" => ("copy_text", json!({ "text": button.need("text")? })),
        "disabled" => ("disabled", json!({})),
        _ => return Err(button.bad("type")),
    })
}

fn login(button: &Element) -> Result<Value, Wrong> {
    let mut login = json!({ "url": button.need("url")? });
    if let Some(text) = button.get("forward-text") {
        login["forward_text"] = text.into();
    }
    if button.has("request-write-access") {
        login["request_write_access"] = true.into();
    }
    Ok(login)
}
