//! What the lines of a script say; pure values.

use std::time::Duration;

use crate::faults::Fault;

use super::pattern::Pattern;

/// One line with those that belong to it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) what: What,
}

/// What is done, or expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A remark; without the `#`.
    Comment(String),
    /// How long every expectation below waits.
    Wait(Duration),
    /// Time passes, for everybody.
    Pause(Duration),
    /// Time passes for the local Telegram alone.
    Skip(Duration),
    /// A failure on order.
    Fault(Fault),
    /// Somebody does something.
    Does { who: String, place: Option<String>, doing: Doing },
    /// The bot does something.
    Expected { place: Place, deed: Deed },
    /// Whatever the bot does before the next expectation fits.
    Whatever,
    /// For so long the bot does nothing that is not expected.
    Silence(Duration),
}

/// Where the bot does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Where the line above was.
    Same,
    /// The private chat of somebody.
    With(String),
    /// A chat of many people, by its title.
    Chat(String),
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doing {
    Says(Pattern),
    /// To the newest message of others with this text, or to the newest at all.
    Replies {
        to: Option<Pattern>,
        text: Pattern,
    },
    Presses(Button),
    Sends {
        what: Sent,
        caption: Pattern,
    },
    /// Their newest message with this text, or their newest at all.
    Edits {
        which: Option<Pattern>,
        text: Pattern,
    },
    Deletes(Option<Pattern>),
    Reacts {
        emoji: Vec<String>,
        to: Option<Pattern>,
    },
    /// For these options of the newest poll.
    Votes(Vec<Pattern>),
    /// The newest invoice.
    Pays,
    /// The bot, from a chat.
    Asks(Pattern),
    /// One of the results of the last question, by its title.
    Chooses(Pattern),
    /// A language, from the beginning.
    Speaks(String),
    Makes {
        kind: ChatKind,
        title: String,
        with: Vec<Who>,
    },
    Joins(String),
    Leaves(String),
    Adds(Who, String),
    Promotes(Who, String),
    Removes(Who, String),
    Blocks,
    Unblocks,
}

/// Somebody who can be in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    Bot,
    Person(String),
}

/// A chat of many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChatKind {
    Group,
    Supergroup,
    Forum,
    Channel,
}

impl ChatKind {
    pub(super) const ALL: [(&'static str, Self); 4] = [
        ("group", Self::Group),
        ("supergroup", Self::Supergroup),
        ("forum", Self::Forum),
        ("channel", Self::Channel),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What somebody sends that is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sent {
    Sticker(String),
    Dice(String),
    /// Latitude and longitude as they are written, in degrees.
    Location(String, String),
    Contact {
        phone: String,
        name: String,
    },
    /// A file by its path beside the script; the kind is a field of a message.
    File {
        kind: String,
        path: String,
    },
}

/// The kinds of files that people can send.
pub(super) const FILES: [&str; 7] =
    ["photo", "document", "video", "animation", "audio", "voice", "video_note"];

/// What the bot does, as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Message(Message),
    /// A message is gone.
    Deletes,
    /// A note after a press.
    Answers(Pattern),
    /// A window after a press.
    Alerts(Pattern),
    /// An address after a press.
    Opens(Pattern),
    Reacts(Vec<String>),
    AcceptsPayment,
    RefusesPayment(Pattern),
    /// Results of a question, by their titles.
    Offers(Vec<Pattern>),
}

/// A message of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    /// Whether it was there before.
    pub(super) is_edit: bool,
    /// What it is if it is no text: a field of a message, and what tells it from others of the kind.
    pub(super) carries: Option<(String, Option<Pattern>)>,
    /// The text or caption.
    pub(super) text: Pattern,
    pub(super) keyboard: Keyboard,
}

/// What a message carries for the person to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keyboard {
    /// Nothing.
    None,
    /// Whatever.
    Any,
    /// Under the message.
    Inline(Vec<Vec<Button>>),
    /// In place of the person's own.
    Reply(Vec<Vec<Button>>),
    /// The person's own is back.
    Removed,
    /// A reply is asked for.
    ForceReply,
}

/// A button: what is written on it, and what it carries, if that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Button {
    pub(super) label: Pattern,
    pub(super) data: Option<Pattern>,
}

/// Classes of deeds; within one the order matters, because one follows from the other. A press may be answered before or
/// after the message is edited: bots do both at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Talk,
    Press,
    Reaction,
    Payment,
    Results,
}

impl Deed {
    pub(super) fn class(&self) -> Class {
        match self {
            Self::Message(_) | Self::Deletes => Class::Talk,
            Self::Answers(_) | Self::Alerts(_) | Self::Opens(_) => Class::Press,
            Self::Reacts(_) => Class::Reaction,
            Self::AcceptsPayment | Self::RefusesPayment(_) => Class::Payment,
            Self::Offers(_) => Class::Results,
        }
    }
}
