//! Compares what is expected of the bot with what came.

use super::line::{Button, Deed, Keyboard, Message};
use super::pattern::{Pattern, Variables};

/// Whether the bot did what is expected; if so, new variables are known afterwards.
///
/// What came is written with literal texts only.
pub(super) fn fits(expected: &Deed, came: &Deed, known: &mut Variables) -> bool {
    let mut tried = known.clone();
    let fits = match (expected, came) {
        (Deed::Message(expected), Deed::Message(came)) => message(expected, came, &mut tried),
        (Deed::Answers(expected), Deed::Answers(came))
        | (Deed::Alerts(expected), Deed::Alerts(came))
        | (Deed::Opens(expected), Deed::Opens(came))
        | (Deed::RefusesPayment(expected), Deed::RefusesPayment(came))
        | (Deed::RefusesDelivery(expected), Deed::RefusesDelivery(came))
        | (Deed::BeginsTopic(expected), Deed::BeginsTopic(came)) => {
            text(expected, came, &mut tried)
        }
        (Deed::Offers(expected), Deed::Offers(came))
        | (Deed::OffersDeliveries(expected), Deed::OffersDeliveries(came)) => {
            all(expected, came, &mut tried, text)
        }
        (Deed::Pins(expected), Deed::Pins(came)) | (Deed::Unpins(expected), Deed::Unpins(came)) => {
            detail(expected, came, &mut tried)
        }
        _ => expected == came,
    };
    if fits {
        *known = tried;
    }
    fits
}

fn text(expected: &Pattern, came: &Pattern, known: &mut Variables) -> bool {
    expected.fits(&came.filled(&Variables::new()), known)
}

/// Something that need not be written.
fn detail(expected: &Option<Pattern>, came: &Option<Pattern>, known: &mut Variables) -> bool {
    match (expected, came) {
        (None, _) => true,
        (Some(expected), Some(came)) => text(expected, came, known),
        (Some(_), None) => false,
    }
}

fn all<T>(
    expected: &[T],
    came: &[T],
    known: &mut Variables,
    fits: impl Fn(&T, &T, &mut Variables) -> bool,
) -> bool {
    expected.len() == came.len()
        && expected.iter().zip(came).all(|(expected, came)| fits(expected, came, known))
}

fn message(expected: &Message, came: &Message, known: &mut Variables) -> bool {
    let carries = match (&expected.carries, &came.carries) {
        (None, None) => true,
        (Some((kind, expected)), Some((its, came))) => kind == its && detail(expected, came, known),
        _ => false,
    };
    carries
        && expected.way == came.way
        && text(&expected.text, &came.text, known)
        && keyboard(&expected.keyboard, &came.keyboard, known)
}

fn keyboard(expected: &Keyboard, came: &Keyboard, known: &mut Variables) -> bool {
    let rows = |expected: &Vec<Vec<Button>>, came: &Vec<Vec<Button>>, known: &mut Variables| {
        all(expected, came, known, |row, its, known| all(row, its, known, button))
    };
    match (expected, came) {
        (Keyboard::Any, _) => true,
        (Keyboard::Inline(expected), Keyboard::Inline(came))
        | (Keyboard::Reply(expected), Keyboard::Reply(came)) => rows(expected, came, known),
        _ => expected == came,
    }
}

fn button(expected: &Button, came: &Button, known: &mut Variables) -> bool {
    detail(&expected.data, &came.data, known) && text(&expected.label, &came.label, known)
}

impl Deed {
    /// The same as people write it: what buttons carry is left out where their labels tell them apart.
    pub(super) fn plain(mut self) -> Self {
        if let Self::Message(Message { keyboard: Keyboard::Inline(rows), .. }) = &mut self {
            let labels: Vec<Pattern> =
                rows.iter().flatten().map(|button| button.label.clone()).collect();
            for button in rows.iter_mut().flatten() {
                let same = labels.iter().filter(|label| **label == button.label).count();
                let is_found = button.data.as_ref().is_some_and(Pattern::has_variable);
                if same == 1 && !is_found {
                    button.data = None;
                }
            }
        }
        self
    }
}
