//! The keyboards of one language: serialised once, at start, but for those that depend on the person.

use molniya::botapi::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use molniya::{
    BroadcastState, CallbackData, InlineKeyboard, InlineKeyboardBuilder, KeyboardError, Report,
};

use crate::buttons::{
    BackToSummary, Buy, CancelNews, CancelOrder, Change, ConfirmOrder, LastAddress, Look, NewOrder,
    News, NewsFor, OrdersPage, PickPlace, PickProduct, PickQuantity, SendNews, ShowCard, ShowOrder,
    Speak, Turn, TurnNews,
};
use crate::catalogue::{Catalogue, Listed, Product};
use crate::customer::Page;
use crate::dialogue::Asking;
use crate::language::Language;
use crate::texts::Texts;

/// Buttons in a row of quantities.
const QUANTITIES_IN_ROW: usize = 5;
/// Characters of an address on a button.
const LABEL: usize = 40;

/// The keyboards of one language.
#[derive(Debug)]
pub(crate) struct Keyboards {
    pub(crate) menu: InlineKeyboard,
    pub(crate) products: Question,
    pub(crate) quantities: Question,
    pub(crate) places: Question,
    pub(crate) summary: InlineKeyboard,
    pub(crate) languages: InlineKeyboard,
    pub(crate) news: InlineKeyboard,
    /// The products that can be looked at, if there are any.
    pub(crate) cards: Option<InlineKeyboard>,
    /// The places without what is under them, to be added to.
    listed_places: InlineKeyboardBuilder,
    last_row: LastRow,
    buy: String,
    newer: String,
    older: String,
    back_to_orders: String,
    pub(crate) audiences: InlineKeyboard,
    send: String,
    pause: String,
    resume: String,
    stop: String,
}

/// The keyboard of a question.
#[derive(Debug)]
pub(crate) struct Question {
    first: InlineKeyboard,
    again: InlineKeyboard,
}

impl Question {
    fn new(answers: &InlineKeyboardBuilder, last_row: &LastRow) -> Result<Question, KeyboardError> {
        let ask = |asking| last_row.under(answers.clone(), asking).build();
        Ok(Question { first: ask(Asking::First)?, again: ask(Asking::Again)? })
    }

    /// As it is when it is asked for this reason.
    pub(crate) fn asked(&self, asking: Asking) -> &InlineKeyboard {
        match asking {
            Asking::First => &self.first,
            Asking::Again => &self.again,
        }
    }
}

/// What is under the answers to every question.
#[derive(Debug)]
struct LastRow {
    back: String,
    cancel: String,
}

impl LastRow {
    fn under(&self, answers: InlineKeyboardBuilder, asking: Asking) -> InlineKeyboardBuilder {
        let row = match asking {
            Asking::First => answers,
            Asking::Again => answers.button(&self.back, &BackToSummary),
        };
        row.button(&self.cancel, &CancelOrder)
    }
}

impl Keyboards {
    pub(crate) fn new(
        catalogue: &Catalogue,
        texts: &Texts,
        language: Language,
    ) -> Result<Keyboards, KeyboardError> {
        let last_row = LastRow { back: texts.button_back(), cancel: texts.button_cancel() };
        let name = |listed: &Listed| listed.name.in_language(language).to_owned();

        let mut products = InlineKeyboard::new();
        let mut cards = InlineKeyboard::new();
        for Product { listed, price, photo } in &catalogue.products {
            let id = listed.id.clone();
            let label = texts.with_price(name(listed), price.as_ref());
            products = products.button(&label, &PickProduct { id: id.clone() }).row();
            if photo.is_some() {
                cards = cards.button(label, &ShowCard { id }).row();
            }
        }
        // There may be no photo at all.
        let cards = cards.build().ok();
        let mut menu = InlineKeyboard::new().button(texts.button_new_order(), &NewOrder);
        if cards.is_some() {
            menu = menu.row().button(texts.button_look(), &Look);
        }
        let mut quantities = InlineKeyboard::new();
        for row in catalogue.quantities.chunks(QUANTITIES_IN_ROW) {
            for quantity in row {
                let number = u16::from(*quantity);
                quantities = quantities.button(quantity.to_string(), &PickQuantity { number });
            }
            quantities = quantities.row();
        }
        let mut places = InlineKeyboard::new();
        for place in &catalogue.places {
            let id = place.id.clone();
            places = places.button(name(place), &PickPlace { id }).row();
        }
        Ok(Keyboards {
            menu: menu.build()?,
            cards,
            buy: texts.button_buy(),
            products: Question::new(&products, &last_row)?,
            quantities: Question::new(&quantities, &last_row)?,
            places: Question::new(&places, &last_row)?,
            summary: summary(texts, &last_row)?,
            languages: languages(texts)?,
            news: InlineKeyboard::new()
                .button(texts.button_news_on(), &News::On)
                .button(texts.button_news_off(), &News::Off)
                .build()?,
            audiences: audiences(texts, &last_row)?,
            send: texts.button_send(),
            pause: texts.button_pause(),
            resume: texts.button_resume(),
            stop: texts.button_stop(),
            listed_places: places,
            last_row,
            newer: texts.button_newer(),
            older: texts.button_older(),
            back_to_orders: texts.button_orders(),
        })
    }

    /// The places, and the address of the person's last order.
    pub(crate) fn places_with(&self, last: &str, asking: Asking) -> InlineKeyboard {
        let answers = self.listed_places.clone().button(label(last), &LastAddress).row();
        // A label is never empty and there is room for the last row, so this does not fail.
        let all = self.last_row.under(answers, asking).build();
        all.unwrap_or_else(|_| self.places.asked(asking).clone())
    }

    /// The way from a product that is looked at to its order.
    pub(crate) fn buy(&self, id: &str) -> Option<InlineKeyboardMarkup> {
        let callback_data = Buy { id: id.to_owned() }.to_data().ok()?;
        let button = InlineKeyboardButton {
            callback_data: Some(callback_data),
            ..InlineKeyboardButton::new(&self.buy)
        };
        Some(InlineKeyboardMarkup::new(vec![vec![button]]))
    }

    /// The orders of a page, and the ways to the pages beside it. `None`: there is nothing to press.
    pub(crate) fn orders(&self, page: &Page) -> Option<InlineKeyboard> {
        let mut keyboard = InlineKeyboard::new();
        for order in &page.orders {
            let show = ShowOrder { number: order.number, page: page.page };
            keyboard = keyboard.button(format!("#{}", order.number), &show);
        }
        keyboard = keyboard.row();
        if let Some(newer) = page.page.checked_sub(1) {
            keyboard = keyboard.button(&self.newer, &OrdersPage { page: newer });
        }
        if page.page + 1 < page.pages {
            keyboard = keyboard.button(&self.older, &OrdersPage { page: page.page + 1 });
        }
        keyboard.build().ok()
    }

    /// The last question before news are sent.
    pub(crate) fn send(&self, name: &str) -> Option<InlineKeyboard> {
        let send = SendNews { name: name.to_owned() };
        let row = InlineKeyboard::new().button(&self.send, &send);
        row.button(&self.last_row.cancel, &CancelNews).build().ok()
    }

    /// What can be done about a broadcast. `None`: nothing, or its name is too long for a button.
    pub(crate) fn turns(&self, report: &Report) -> Option<InlineKeyboard> {
        let (to, label) = match report.state {
            BroadcastState::Running => (Turn::Pause, &self.pause),
            BroadcastState::Paused => (Turn::Resume, &self.resume),
            _ => return None,
        };
        let turn = |to| TurnNews { to, name: report.name.clone() };
        let row = InlineKeyboard::new().button(label, &turn(to));
        row.button(&self.stop, &turn(Turn::Stop)).build().ok()
    }

    /// The way from an order back to a page of the list.
    pub(crate) fn back_to_orders(&self, page: u32) -> Option<InlineKeyboard> {
        InlineKeyboard::new().button(&self.back_to_orders, &OrdersPage { page }).build().ok()
    }
}

fn summary(texts: &Texts, last_row: &LastRow) -> Result<InlineKeyboard, KeyboardError> {
    InlineKeyboard::new()
        .button(texts.button_confirm(), &ConfirmOrder)
        .button(&last_row.cancel, &CancelOrder)
        .row()
        .button(texts.button_change_product(), &Change::Product)
        .row()
        .button(texts.button_change_quantity(), &Change::Quantity)
        .row()
        .button(texts.button_change_address(), &Change::Address)
        .build()
}

fn audiences(texts: &Texts, last_row: &LastRow) -> Result<InlineKeyboard, KeyboardError> {
    InlineKeyboard::new()
        .button(texts.button_everybody(), &NewsFor::Everybody)
        .row()
        .button(texts.button_english_only(), &NewsFor::English)
        .row()
        .button(texts.button_russian_only(), &NewsFor::Russian)
        .row()
        .button(&last_row.cancel, &CancelNews)
        .build()
}

fn languages(texts: &Texts) -> Result<InlineKeyboard, KeyboardError> {
    InlineKeyboard::new()
        .button(texts.button_english(), &Speak::English)
        .button(texts.button_russian(), &Speak::Russian)
        .row()
        .button(texts.button_automatic(), &Speak::Automatic)
        .build()
}

/// The beginning of an address, on one line.
fn label(address: &str) -> String {
    let line = address.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(LABEL).is_none() {
        return line;
    }
    let beginning: String = line.chars().take(LABEL - 1).collect();
    beginning + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_short_line() {
        assert_eq!(label(" 5 High Street,\n Flat 2"), "5 High Street, Flat 2");
        assert_eq!(label(&"ж".repeat(40)).chars().count(), 40);
        let long = label(&"ж".repeat(500));
        assert_eq!((long.chars().count(), long.ends_with('…')), (40, true));
    }
}
