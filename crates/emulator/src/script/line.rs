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
    /// A failure on order, maybe in one chat only.
    Fault { fault: Fault, place: Option<Place> },
    /// No failure on order is left.
    NoFaults,
    /// Somebody does something.
    Does { who: String, place: Option<Room>, doing: Doing },
    /// The bot does something.
    Expected { place: Place, deed: Deed },
    /// Whatever the bot does before the next expectation fits.
    Whatever,
    /// For so long the bot does nothing that is not expected.
    Silence(Duration),
}

/// A chat of many people, or a topic of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) title: String,
    pub(super) topic: Option<String>,
    /// The channel in whose name somebody writes there.
    pub(super) sender: Option<String>,
}

impl Room {
    pub(super) fn new(title: String, topic: Option<String>) -> Self {
        Self { title, topic, sender: None }
    }
}

/// Where the bot does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Where the line above was.
    Same,
    /// The private chat of somebody.
    With(String),
    /// A chat of many people.
    In(Room),
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
    /// The newest invoice, or the newest with this title, or that of an address.
    Pays {
        which: Option<Pattern>,
        order: Order,
    },
    /// One of the ways that the bot has named, by its title.
    ChoosesDelivery(Pattern),
    /// The newest message with this text, or the newest at all, into another chat or the same.
    Forwards {
        which: Option<Pattern>,
        to: Target,
    },
    /// To where they are now.
    Moves(Spot),
    /// By a button, or by the menu; what the bot can answer it by has this name from then on.
    OpensApp {
        button: Option<Pattern>,
        name: Option<String>,
    },
    /// The web app that this button of the keyboard has opened sends data.
    SendsAppData {
        button: Pattern,
        data: Pattern,
    },
    /// The bot, from a chat.
    Asks(Pattern),
    /// One of the results of the last question, by its title.
    Chooses(Pattern),
    /// A language, from the beginning.
    Speaks(String),
    Makes {
        kind: ChatKind,
        title: String,
        entry: Entry,
        with: Vec<Who>,
    },
    /// A supergroup of a group.
    Upgrades(String),
    BeginsTopic {
        name: String,
        chat: String,
    },
    Joins(String),
    /// A link into a chat, by its address.
    Follows(Pattern),
    Leaves(String),
    Turns {
        turn: Turn,
        whom: Who,
        chat: String,
    },
    Blocks,
    Unblocks,
    /// Telegram, for ever.
    Quits,
}

impl Doing {
    /// Whether it is done with a chat or with the bot, and not within a chat.
    pub(super) fn is_about_chats(&self) -> bool {
        matches!(
            self,
            Self::Speaks(_)
                | Self::Makes { .. }
                | Self::Upgrades(_)
                | Self::BeginsTopic { .. }
                | Self::Joins(_)
                | Self::Follows(_)
                | Self::Leaves(_)
                | Self::Turns { .. }
                | Self::Blocks
                | Self::Unblocks
                | Self::Quits
        )
    }
}

/// What somebody makes somebody else be in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// In it.
    Adds,
    /// An administrator.
    Promotes,
    /// Somebody who may write nothing.
    Restricts,
    /// A member as others are, who was an administrator or restricted.
    Frees,
    /// Out of it, and unable to come back.
    Removes,
    /// Able to come back.
    Pardons,
}

impl Turn {
    /// The word of each, the one before the chat, and what somebody is then.
    pub(super) const ALL: [(Self, &'static str, &'static str, &'static str); 6] = [
        (Self::Adds, "adds", "to", "member"),
        (Self::Promotes, "promotes", "in", "administrator"),
        (Self::Restricts, "restricts", "in", "restricted"),
        (Self::Frees, "frees", "in", "member"),
        (Self::Removes, "removes", "from", "kicked"),
        (Self::Pardons, "pardons", "in", "left"),
    ];
}

/// How people come into a chat by themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Entry {
    #[default]
    Free,
    /// They must be let in.
    ByRequest,
}

/// Where a message is forwarded to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// The private chat with the bot.
    Bot,
    In(Room),
}

/// What somebody says who pays, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// In the units of the currency, for example `0.50`.
    pub(super) tip: Option<String>,
    pub(super) name: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    /// In the order of [`ADDRESS`].
    pub(super) address: Option<[String; 6]>,
}

/// The parts of an address, see <https://core.telegram.org/bots/api#shippingaddress>.
pub(super) const ADDRESS: [&str; 6] =
    ["country_code", "state", "city", "street_line1", "street_line2", "post_code"];

/// A place as it is written, in degrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) latitude: String,
    pub(super) longitude: String,
    /// For how long it is shared.
    pub(super) live: Option<Duration>,
    /// Where it moves to.
    pub(super) heading: Option<u16>,
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
    Location(Spot),
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
    /// Ways of delivery, by their titles.
    OffersDeliveries(Vec<Pattern>),
    RefusesDelivery(Pattern),
    /// A message, by its text.
    Pins(Option<Pattern>),
    Unpins(Option<Pattern>),
    /// A topic, by its name.
    BeginsTopic(Pattern),
    /// Somebody is something else than before, as the Bot API calls it.
    Makes {
        whom: String,
        status: String,
    },
    /// Somebody who asked for it may come in.
    Admits(String),
    Declines(String),
    /// The chat.
    Leaves,
    /// What it does, as the Bot API calls it. Matters only where it is expected.
    Shows(String),
}

/// What somebody can be in a chat, see <https://core.telegram.org/bots/api#chatmember>.
pub(super) const STATUSES: [&str; 5] = ["administrator", "member", "restricted", "left", "kicked"];

/// A message of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) way: Way,
    /// What it is if it is no text: a field of a message, and what tells it from others of the kind.
    pub(super) carries: Option<(String, Option<Pattern>)>,
    /// The text or caption.
    pub(super) text: Pattern,
    pub(super) keyboard: Keyboard,
}

/// How a message of the bot comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    New,
    /// It was there before.
    Edit,
    /// In the name of the person whose web app it answers.
    App,
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
    Pins,
    Members,
    /// What is seen only by who looks for it.
    Shown,
}

impl Deed {
    pub(super) fn class(&self) -> Class {
        match self {
            Self::Message(_) | Self::Deletes | Self::BeginsTopic(_) => Class::Talk,
            Self::Answers(_) | Self::Alerts(_) | Self::Opens(_) => Class::Press,
            Self::Reacts(_) => Class::Reaction,
            Self::AcceptsPayment
            | Self::RefusesPayment(_)
            | Self::OffersDeliveries(_)
            | Self::RefusesDelivery(_) => Class::Payment,
            Self::Offers(_) => Class::Results,
            Self::Pins(_) | Self::Unpins(_) => Class::Pins,
            Self::Makes { .. } | Self::Admits(_) | Self::Declines(_) | Self::Leaves => {
                Class::Members
            }
            Self::Shows(_) => Class::Shown,
        }
    }
}
