//! Writes what people do.

use std::fmt::{self, Display, Formatter};

use super::super::line::{Doing, Entry, Order, Sent, Spot, Target, Turn};
use super::super::pattern::Pattern;
use super::{Name, Plain, Quoted, Time, write_emoji, write_labels, write_text};

/// Writes it behind the name and the place.
pub(super) fn write(f: &mut Formatter<'_>, doing: &Doing) -> fmt::Result {
    let quoted = |f: &mut Formatter<'_>, before: &str, text: &Option<Pattern>| match text {
        Some(text) => write!(f, "{before}{}", Quoted(text)),
        None => Ok(()),
    };
    match doing {
        Doing::Says(text) => write_text(f, text),
        Doing::Replies { to, text } => {
            f.write_str(" replies")?;
            quoted(f, " to ", to)?;
            write_text(f, text)
        }
        Doing::Presses(button) => write!(f, " presses {button}"),
        Doing::Sends { what, caption } => {
            write_sent(f, what)?;
            if caption.is_empty() { Ok(()) } else { write_text(f, caption) }
        }
        Doing::Edits { which, text } => {
            f.write_str(" edits")?;
            quoted(f, " ", which)?;
            write_text(f, text)
        }
        Doing::Deletes(which) => {
            f.write_str(" deletes")?;
            quoted(f, " ", which)
        }
        Doing::Reacts { emoji, to } => {
            f.write_str(" reacts")?;
            write_emoji(f, emoji)?;
            quoted(f, " to ", to)
        }
        Doing::Forwards { which, to } => {
            f.write_str(" forwards")?;
            quoted(f, " ", which)?;
            match to {
                Target::Bot => f.write_str(" to bot"),
                Target::In(room) => write!(f, " to {room}"),
            }
        }
        Doing::Moves(spot) => write!(f, " moves to {spot}"),
        doing if doing.is_about_chats() => write_about_chats(f, doing),
        doing => write_offered(f, doing),
    }
}

/// What is done with what the bot offers.
fn write_offered(f: &mut Formatter<'_>, doing: &Doing) -> fmt::Result {
    match doing {
        Doing::Votes(labels) => {
            f.write_str(" votes")?;
            write_labels(f, labels)
        }
        Doing::Pays { which, order } => {
            f.write_str(" pays")?;
            if let Some(which) = which {
                write!(f, " {}", Quoted(which))?;
            }
            write_order(f, order)
        }
        Doing::Asks(text) => {
            f.write_str(" asks")?;
            write_text(f, text)
        }
        Doing::Chooses(label) => {
            f.write_str(" chooses")?;
            write_labels(f, std::slice::from_ref(label))
        }
        Doing::ChoosesDelivery(label) => {
            f.write_str(" chooses delivery")?;
            write_labels(f, std::slice::from_ref(label))
        }
        Doing::OpensApp { button, name } => {
            f.write_str(" opens web app")?;
            write_labels(f, button.as_slice())?;
            name.as_ref().map_or(Ok(()), |name| write!(f, " as ${name}"))
        }
        Doing::SendsAppData { button, data } => {
            f.write_str(" sends web app data")?;
            write_labels(f, std::slice::from_ref(button))?;
            write_text(f, data)
        }
        _ => Ok(()),
    }
}

/// What is not done within a chat, but with one.
fn write_about_chats(f: &mut Formatter<'_>, doing: &Doing) -> fmt::Result {
    match doing {
        Doing::Speaks(language) => write!(f, " speaks {language}"),
        Doing::Makes { kind, title, entry, with } => {
            write!(f, " makes {} {}", kind.name(), Plain(title))?;
            f.write_str(if *entry == Entry::ByRequest { " by request" } else { "" })?;
            for (index, who) in with.iter().enumerate() {
                write!(f, "{}{who}", if index == 0 { " with " } else { ", " })?;
            }
            Ok(())
        }
        Doing::Upgrades(chat) => write!(f, " upgrades {}", Plain(chat)),
        Doing::BeginsTopic { name, chat } => {
            write!(f, " begins topic {} in {}", Plain(name), Plain(chat))
        }
        Doing::Joins(chat) => write!(f, " joins {}", Plain(chat)),
        Doing::Follows(link) => write!(f, " follows {}", Quoted(link)),
        Doing::Leaves(chat) => write!(f, " leaves {}", Plain(chat)),
        Doing::Turns { turn, whom, chat } => {
            let known = Turn::ALL.into_iter().find(|(one, ..)| one == turn);
            let (_, verb, preposition, _) = known.unwrap_or(Turn::ALL[0]);
            write!(f, " {verb} {whom} {preposition} {}", Plain(chat))
        }
        Doing::Blocks => f.write_str(" blocks bot"),
        Doing::Unblocks => f.write_str(" unblocks bot"),
        Doing::Quits => f.write_str(" quits Telegram"),
        _ => Ok(()),
    }
}

fn write_order(f: &mut Formatter<'_>, order: &Order) -> fmt::Result {
    let words = |words: &[String]| {
        words.iter().map(|word| Name(word).to_string()).collect::<Vec<_>>().join(" ")
    };
    let one = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name} {}", Name(value)))
    };
    let details = [
        order.tip.as_ref().map(|tip| format!("tip {tip}")),
        one("name", &order.name),
        one("phone", &order.phone),
        one("email", &order.email),
        order.address.as_ref().map(|address| format!("address {}", words(address))),
    ];
    for (index, detail) in details.into_iter().flatten().enumerate() {
        write!(f, "{}{detail}", if index == 0 { " with " } else { ", " })?;
    }
    Ok(())
}

fn write_sent(f: &mut Formatter<'_>, what: &Sent) -> fmt::Result {
    match what {
        Sent::Sticker(emoji) => write!(f, " sends sticker {}", Name(emoji)),
        Sent::Dice(emoji) => write!(f, " sends dice {}", Name(emoji)),
        Sent::Location(spot) => write!(f, " sends location {spot}"),
        Sent::Contact { phone, name } => {
            write!(f, " sends contact {} {}", Name(phone), Name(name))
        }
        Sent::File { kind, path } => write!(f, " sends {kind} {}", Name(path)),
    }
}

impl Display for Spot {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.latitude, self.longitude)?;
        if let Some(time) = self.live {
            write!(f, " for {}", Time(time))?;
        }
        self.heading.map_or(Ok(()), |heading| write!(f, " heading {heading}"))
    }
}
