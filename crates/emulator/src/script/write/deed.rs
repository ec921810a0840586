//! Writes what the bot does.

use std::fmt::{self, Formatter};

use super::super::line::{Button, Deed, Keyboard, Message, Way};
use super::super::pattern::Pattern;
use super::{INDENT, Name, Quoted, write_emoji, write_labels, write_text};

/// Writes it behind the place.
pub(super) fn write(f: &mut Formatter<'_>, deed: &Deed) -> fmt::Result {
    let text = |f: &mut Formatter<'_>, verb: &str, text: &Pattern| {
        f.write_str(verb)?;
        write_text(f, text)
    };
    match deed {
        Deed::Message(message) => write_message(f, message),
        Deed::Deletes => f.write_str(" deletes"),
        Deed::Answers(said) => text(f, " answers", said),
        Deed::Alerts(said) => text(f, " alerts", said),
        Deed::Opens(said) => text(f, " opens", said),
        Deed::Reacts(emoji) => {
            f.write_str(" reacts")?;
            write_emoji(f, emoji)
        }
        Deed::AcceptsPayment => f.write_str(" accepts the payment"),
        Deed::RefusesPayment(why) => text(f, " refuses the payment", why),
        Deed::Offers(labels) => {
            f.write_str(" offers")?;
            write_labels(f, labels)
        }
        Deed::OffersDeliveries(labels) => {
            f.write_str(" offers deliveries")?;
            write_labels(f, labels)
        }
        Deed::RefusesDelivery(why) => text(f, " refuses the delivery", why),
        Deed::Pins(message) => write_one(f, "pins", message.as_ref()),
        Deed::Unpins(message) => write_one(f, "unpins", message.as_ref()),
        Deed::BeginsTopic(name) => write!(f, " begins topic {}", Quoted(name)),
        Deed::Makes { whom, status } => write!(f, " makes {} {status}", Name(whom)),
        Deed::Admits(whom) => write!(f, " admits {}", Name(whom)),
        Deed::Declines(whom) => write!(f, " declines {}", Name(whom)),
        Deed::Leaves => f.write_str(" leaves"),
        Deed::Shows(action) => write!(f, " shows {action}"),
    }
}

fn write_one(f: &mut Formatter<'_>, verb: &str, message: Option<&Pattern>) -> fmt::Result {
    write!(f, " {verb}")?;
    message.map_or(Ok(()), |text| write!(f, " {}", Quoted(text)))
}

fn write_message(f: &mut Formatter<'_>, message: &Message) -> fmt::Result {
    f.write_str(match message.way {
        Way::New if message.carries.is_none() => "",
        Way::New => " sends",
        Way::Edit => " edits",
        Way::App => " answers web app",
    })?;
    if let Some((kind, detail)) = &message.carries {
        write_one(f, kind, detail.as_ref())?;
    }
    if message.carries.is_none() || !message.text.is_empty() {
        write_text(f, &message.text)?;
    }
    let rows = |f: &mut Formatter<'_>, before: &str, rows: &[Vec<Button>]| {
        rows.iter().try_for_each(|row| {
            let row: Vec<String> = row.iter().map(Button::to_string).collect();
            write!(f, "\n{INDENT}{before}{}", row.join(" "))
        })
    };
    match &message.keyboard {
        Keyboard::None => Ok(()),
        Keyboard::Any => write!(f, "\n{INDENT}[…]"),
        Keyboard::Inline(buttons) => rows(f, "", buttons),
        Keyboard::Reply(buttons) => rows(f, "keyboard ", buttons),
        Keyboard::Removed => write!(f, "\n{INDENT}keyboard removed"),
        Keyboard::ForceReply => write!(f, "\n{INDENT}keyboard asks for a reply"),
    }
}
