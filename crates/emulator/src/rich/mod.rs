//! Rich messages: headings, lists, tables, media and buttons, one below the other.
//!
//! See <https://core.telegram.org/bots/api#rich-messages>. A bot tells them as JSON, HTML or Markdown; all three become the
//! blocks that messages are told with. `M` is what a block with a file holds: first where the file is to be found, in the end
//! what is told of it.

pub(crate) mod buttons;
pub(crate) mod found;
pub(crate) mod html;
pub(crate) mod input;
pub(crate) mod limits;
mod map;
pub(crate) mod markdown;
mod plain;
pub(crate) mod walk;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What is told of a file: `type`, the file under the name of its type, and `has_spoiler`.
pub(crate) type Shown = Map<String, Value>;

/// A rich message as it is told, see <https://core.telegram.org/bots/api#richmessage>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rich<M = Shown> {
    pub(crate) blocks: Vec<Block<M>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) is_rtl: bool,
}

/// Text with what it means, see <https://core.telegram.org/bots/api#richtext>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Text {
    Plain(String),
    Many(Vec<Text>),
    Marked(Box<Mark>),
}

/// A piece of text that means something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Mark {
    Bold { text: Text },
    Italic { text: Text },
    Underline { text: Text },
    Strikethrough { text: Text },
    Spoiler { text: Text },
    Subscript { text: Text },
    Superscript { text: Text },
    Marked { text: Text },
    Code { text: Text },
    DateTime { text: Text, unix_time: i64, date_time_format: String },
    TextMention { text: Text, user: Value },
    CustomEmoji { custom_emoji_id: String, alternative_text: String },
    MathematicalExpression { expression: String },
    Url { text: Text, url: String },
    EmailAddress { text: Text, email_address: String },
    PhoneNumber { text: Text, phone_number: String },
    BankCardNumber { text: Text, bank_card_number: String },
    Mention { text: Text, username: String },
    Hashtag { text: Text, hashtag: String },
    Cashtag { text: Text, cashtag: String },
    BotCommand { text: Text, bot_command: String },
    Button { button: Button },
    Anchor { name: String },
    AnchorLink { text: Text, anchor_name: String },
    Reference { text: Text, name: String },
    ReferenceLink { text: Text, reference_name: String },
}

/// A button inside a message, see <https://core.telegram.org/bots/api#richmessagebutton>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Button {
    pub(crate) text: Text,
    /// What it does: `callback_data`, `url` and the like, and its `style`.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

/// One block, see <https://core.telegram.org/bots/api#richblock>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Block<M = Shown> {
    Paragraph {
        text: Text,
    },
    Heading {
        text: Text,
        /// From 1, the largest, to 6.
        size: u8,
    },
    Pre {
        text: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    Footer {
        text: Text,
    },
    Divider,
    MathematicalExpression {
        expression: String,
    },
    Anchor {
        name: String,
    },
    List {
        items: Vec<Item<M>>,
    },
    Blockquote {
        blocks: Vec<Block<M>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<Text>,
    },
    ExpandableBlockquote {
        text: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<Text>,
    },
    Pullquote {
        text: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<Text>,
    },
    Collage {
        blocks: Vec<Block<M>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Caption>,
    },
    Slideshow {
        blocks: Vec<Block<M>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Caption>,
    },
    Table {
        cells: Vec<Vec<Cell>>,
        #[serde(default, skip_serializing_if = "is_false")]
        is_bordered: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        is_striped: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        is_compact: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Text>,
    },
    Details {
        summary: Text,
        blocks: Vec<Block<M>>,
        #[serde(default, skip_serializing_if = "is_false")]
        is_open: bool,
    },
    Map {
        /// `latitude` and `longitude`.
        location: Value,
        zoom: i64,
        width: i64,
        height: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Caption>,
    },
    Buttons {
        buttons: Vec<Button>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        align: Option<String>,
    },
    Thinking {
        text: Text,
    },
    /// A photo, a film, a sound or another file. It stands last, because its `type` is in what is told of the file.
    #[serde(untagged)]
    File {
        #[serde(flatten)]
        file: M,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Caption>,
    },
}

/// One entry of a list, see <https://core.telegram.org/bots/api#richblocklistitem>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item<M = Shown> {
    /// What stands before it: a dot, a number or a letter.
    pub(crate) label: String,
    pub(crate) blocks: Vec<Block<M>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) has_checkbox: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) is_checked: bool,
    /// Its number, in a list that is numbered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<i64>,
    /// How the number is written: `1`, `a`, `A`, `i` or `I`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
}

/// What stands below a file, see <https://core.telegram.org/bots/api#richblockcaption>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Caption {
    pub(crate) text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) credit: Option<Text>,
}

/// One cell of a table, see <https://core.telegram.org/bots/api#richblocktablecell>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cell {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Text>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) is_header: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) colspan: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rowspan: Option<i64>,
    /// `left`, `center` or `right`.
    pub(crate) align: String,
    /// `top`, `middle` or `bottom`.
    pub(crate) valign: String,
}

/// Where HTML and Markdown say that a file is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) tag: Tag,
    /// An address with `http` or `https`, or `tg://photo?id=…` and the like, which name one of the `media` of the message.
    pub(crate) address: String,
    pub(crate) has_spoiler: bool,
}

/// The tag that a file was named with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Image,
    Video,
    Audio,
    Document,
}

/// What was marked up, or what is wrong with it.
pub(crate) type Read = Result<Vec<Block<Source>>, String>;

impl Rich {
    /// What is in a message as it is told, if it is a rich one.
    pub(crate) fn of(message: &Value) -> Option<Self> {
        serde_json::from_value(message.get("rich_message")?.clone()).ok()
    }

    /// Its text without anything else.
    pub(crate) fn plain(&self) -> String {
        plain::of(&self.blocks)
    }

    /// Its buttons.
    pub(crate) fn buttons(&self) -> Vec<&Button> {
        let mut buttons = Vec::new();
        walk::each_button(&self.blocks, &mut |button| buttons.push(button));
        buttons
    }

    /// Whether a button in it sends this data.
    pub(crate) fn sends(&self, data: &str) -> bool {
        self.buttons()
            .iter()
            .any(|button| button.rest.get("callback_data").is_some_and(|its| its == data))
    }
}

impl Button {
    /// The same as a button below a message is told, with a text that is only that.
    pub(crate) fn plain(&self) -> Value {
        let mut told = self.rest.clone();
        told.insert("text".to_owned(), plain::text(&self.text).into());
        told.into()
    }
}

impl Text {
    /// One text of several pieces.
    pub(crate) fn of(mut pieces: Vec<Self>) -> Self {
        match pieces.len() {
            0 => Self::Plain(String::new()),
            1 => pieces.remove(0),
            _ => Self::Many(pieces),
        }
    }
}

impl<M> Block<M> {
    /// The same block with something else for its files.
    pub(crate) fn map<N, E>(self, to: &mut impl FnMut(M) -> Result<N, E>) -> Result<Block<N>, E> {
        Ok(match self {
            Self::File { file, caption } => Block::File { file: to(file)?, caption },
            Self::List { items } => {
                let items = items.into_iter().map(|item| {
                    let Item { label, blocks, has_checkbox, is_checked, value, kind } = item;
                    let blocks = map_all(blocks, to)?;
                    Ok(Item { label, blocks, has_checkbox, is_checked, value, kind })
                });
                Block::List { items: items.collect::<Result<_, E>>()? }
            }
            Self::Blockquote { blocks, credit } => {
                Block::Blockquote { blocks: map_all(blocks, to)?, credit }
            }
            Self::Collage { blocks, caption } => {
                Block::Collage { blocks: map_all(blocks, to)?, caption }
            }
            Self::Slideshow { blocks, caption } => {
                Block::Slideshow { blocks: map_all(blocks, to)?, caption }
            }
            Self::Details { summary, blocks, is_open } => {
                Block::Details { summary, blocks: map_all(blocks, to)?, is_open }
            }
            Self::Paragraph { text } => Block::Paragraph { text },
            Self::Heading { text, size } => Block::Heading { text, size },
            Self::Pre { text, language } => Block::Pre { text, language },
            Self::Footer { text } => Block::Footer { text },
            Self::Divider => Block::Divider,
            Self::MathematicalExpression { expression } => {
                Block::MathematicalExpression { expression }
            }
            Self::Anchor { name } => Block::Anchor { name },
            Self::ExpandableBlockquote { text, credit } => {
                Block::ExpandableBlockquote { text, credit }
            }
            Self::Pullquote { text, credit } => Block::Pullquote { text, credit },
            Self::Table { cells, is_bordered, is_striped, is_compact, caption } => {
                Block::Table { cells, is_bordered, is_striped, is_compact, caption }
            }
            Self::Map { location, zoom, width, height, caption } => {
                Block::Map { location, zoom, width, height, caption }
            }
            Self::Buttons { buttons, align } => Block::Buttons { buttons, align },
            Self::Thinking { text } => Block::Thinking { text },
        })
    }
}

fn map_all<M, N, E>(
    blocks: Vec<Block<M>>,
    to: &mut impl FnMut(M) -> Result<N, E>,
) -> Result<Vec<Block<N>>, E> {
    blocks.into_iter().map(|block| block.map(to)).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
