//! Whole messages of one language: a text with the keyboard that belongs under it.

mod operator;

use molniya::botapi::ChatId;
use molniya::botapi::methods::SendPhoto;
use molniya::botapi::types::ReplyMarkup;
use molniya::{Content, InlineKeyboard, KeyboardError};

use crate::catalogue::Catalogue;
use crate::customer::Page;
use crate::dialogue::{Asking, Draft};
use crate::keyboards::Keyboards;
use crate::language::Language;
use crate::order::{Item, MAX_ADDRESS, MAX_PRODUCT, MAX_QUANTITY, OrderRecord};
use crate::texts::{Number, Texts};

/// What the bot says in one language.
#[derive(Debug)]
pub(crate) struct Speech {
    texts: Texts,
    keyboards: Keyboards,
    shop: String,
    free_text: bool,
}

impl Speech {
    pub(crate) fn new(catalogue: &Catalogue, language: Language) -> Result<Speech, KeyboardError> {
        let texts = Texts::new(language);
        Ok(Speech {
            keyboards: Keyboards::new(catalogue, &texts, language)?,
            texts,
            shop: catalogue.name.in_language(language).to_owned(),
            free_text: catalogue.free_text,
        })
    }

    pub(crate) fn menu(&self) -> Content {
        self.with_menu(self.texts.menu(&self.shop))
    }

    pub(crate) fn menu_unfinished(&self) -> Content {
        self.with_menu(self.texts.menu_unfinished(&self.shop))
    }

    pub(crate) fn ask_product(&self, asking: Asking) -> Content {
        let text = match self.free_text {
            true => self.texts.ask_product_or_type(),
            false => self.texts.ask_product(),
        };
        Content::from(text).keyboard(self.keyboards.products.asked(asking))
    }

    pub(crate) fn help_product(&self, asking: Asking) -> Content {
        let text = match self.free_text {
            true => self.texts.help_product_or_type(MAX_PRODUCT),
            false => self.texts.help_product(),
        };
        Content::from(text).keyboard(self.keyboards.products.asked(asking))
    }

    pub(crate) fn ask_quantity(&self, item: &Item, asking: Asking) -> Content {
        let product = self.texts.with_price(item.name.clone(), item.price.as_ref());
        let text = self.texts.ask_quantity(&product, MAX_QUANTITY);
        Content::from(text).keyboard(self.keyboards.quantities.asked(asking))
    }

    pub(crate) fn help_quantity(&self, asking: Asking) -> Content {
        let text = self.texts.help_quantity(MAX_QUANTITY);
        Content::from(text).keyboard(self.keyboards.quantities.asked(asking))
    }

    pub(crate) fn ask_address(&self, last: Option<&str>, asking: Asking) -> Content {
        self.with_places(self.texts.ask_address(), last, asking)
    }

    pub(crate) fn help_address(&self, last: Option<&str>, asking: Asking) -> Content {
        self.with_places(self.texts.help_address(MAX_ADDRESS), last, asking)
    }

    pub(crate) fn summary(&self, draft: &Draft) -> Content {
        let Draft { item, quantity, address, .. } = draft;
        let text = self.texts.summary(&item.name, *quantity, address);
        let text = self.texts.with_total(text, item.price.as_ref(), *quantity);
        Content::from(text).keyboard(&self.keyboards.summary)
    }

    /// Without a keyboard: the summary above has it, and only one message may carry `confirm_order`.
    pub(crate) fn help_confirm(&self) -> Content {
        self.texts.help_confirm().into()
    }

    pub(crate) fn placed(&self, number: u64, draft: &Draft) -> Content {
        let Draft { item, quantity, address, .. } = draft;
        let text = self.texts.placed(Number(number), &item.name, *quantity, address);
        self.with_menu(self.texts.with_total(text, item.price.as_ref(), *quantity))
    }

    pub(crate) fn cancelled(&self) -> Content {
        self.with_menu(self.texts.cancelled())
    }

    pub(crate) fn nothing_to_cancel(&self) -> Content {
        self.with_menu(self.texts.nothing_to_cancel())
    }

    pub(crate) fn help(&self) -> Content {
        self.with_menu(self.texts.help())
    }

    pub(crate) fn help_commands(&self, commands: &str) -> Content {
        self.with_menu(self.texts.help_commands(commands))
    }

    pub(crate) fn unknown_command(&self) -> Content {
        self.texts.unknown_command().into()
    }

    pub(crate) fn ask_language(&self) -> Content {
        Content::from(self.texts.ask_language()).keyboard(&self.keyboards.languages)
    }

    pub(crate) fn ask_news(&self, are_sent: bool) -> Content {
        let text = if are_sent { self.texts.news_are_on() } else { self.texts.news_are_off() };
        Content::from(text).keyboard(&self.keyboards.news)
    }

    pub(crate) fn news_on(&self) -> Content {
        self.texts.news_on().into()
    }

    pub(crate) fn news_off(&self) -> Content {
        self.texts.news_off().into()
    }

    pub(crate) fn speaks(&self) -> Content {
        self.texts.speaks().into()
    }

    pub(crate) fn speaks_automatically(&self) -> Content {
        self.texts.speaks_automatically().into()
    }

    pub(crate) fn orders(&self, page: &Page) -> Content {
        if page.orders.is_empty() {
            return self.with_menu(self.texts.no_orders());
        }
        let mut text = match page.pages {
            1 => self.texts.orders(),
            _ => self.texts.orders_page(page.page + 1, page.pages),
        };
        for order in &page.orders {
            let OrderRecord { number, product, quantity, price, .. } = order;
            let line = self.texts.order_line(Number(*number), product, *quantity);
            let total = price.as_ref().map(|price| price.times(*quantity));
            text.push('\n');
            text.push_str(&self.texts.with_price(line, total.as_ref()));
        }
        with(text.into(), self.keyboards.orders(page))
    }

    pub(crate) fn order(&self, order: &OrderRecord, page: u32) -> Content {
        let OrderRecord { number, product, quantity, address, price, .. } = order;
        let text = self.texts.order(Number(*number), product, *quantity, address);
        let text = self.texts.with_total(text, price.as_ref(), *quantity);
        with(text.into(), self.keyboards.back_to_orders(page))
    }

    /// The products that can be looked at, if there are any.
    pub(crate) fn look(&self) -> Option<Content> {
        let cards = self.keyboards.cards.as_ref()?;
        Some(Content::from(self.texts.look()).keyboard(cards))
    }

    /// A product with its photo, in a chat.
    pub(crate) fn card(&self, item: &Item, photo: &str, chat: ChatId) -> SendPhoto {
        let markup = item.id.as_deref().and_then(|id| self.keyboards.buy(id));
        SendPhoto {
            caption: Some(self.texts.with_price(item.name.clone(), item.price.as_ref())),
            reply_markup: markup.map(ReplyMarkup::from),
            ..SendPhoto::new(chat, photo)
        }
    }

    pub(crate) fn orders_elsewhere(&self) -> Content {
        self.texts.orders_elsewhere().into()
    }

    /// Short texts over the chat.
    pub(crate) fn toasts(&self) -> &Texts {
        &self.texts
    }

    fn with_menu(&self, text: String) -> Content {
        Content::from(text).keyboard(&self.keyboards.menu)
    }

    fn with_places(&self, text: String, last: Option<&str>, asking: Asking) -> Content {
        match last {
            Some(last) => Content::from(text).keyboard(self.keyboards.places_with(last, asking)),
            None => Content::from(text).keyboard(self.keyboards.places.asked(asking)),
        }
    }
}

fn with(content: Content, keyboard: Option<InlineKeyboard>) -> Content {
    match keyboard {
        Some(keyboard) => content.keyboard(keyboard),
        None => content,
    }
}
