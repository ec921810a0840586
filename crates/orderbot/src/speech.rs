//! Whole messages of one language: a text with the keyboard that belongs under it.

use molniya::{Content, KeyboardError};

use crate::buttons::Keyboards;
use crate::catalogue::Catalogue;
use crate::dialogue::Draft;
use crate::language::Language;
use crate::order::{Item, MAX_ADDRESS, MAX_PRODUCT, MAX_QUANTITY};
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

    pub(crate) fn ask_product(&self) -> Content {
        let text = match self.free_text {
            true => self.texts.ask_product_or_type(),
            false => self.texts.ask_product(),
        };
        Content::from(text).keyboard(&self.keyboards.products)
    }

    pub(crate) fn help_product(&self) -> Content {
        let text = match self.free_text {
            true => self.texts.help_product_or_type(MAX_PRODUCT),
            false => self.texts.help_product(),
        };
        Content::from(text).keyboard(&self.keyboards.products)
    }

    pub(crate) fn ask_quantity(&self, item: &Item) -> Content {
        let text = self.texts.ask_quantity(&item.name, MAX_QUANTITY);
        Content::from(text).keyboard(&self.keyboards.quantities)
    }

    pub(crate) fn help_quantity(&self) -> Content {
        let text = self.texts.help_quantity(MAX_QUANTITY);
        Content::from(text).keyboard(&self.keyboards.quantities)
    }

    pub(crate) fn ask_address(&self, last: Option<&str>) -> Content {
        self.with_places(self.texts.ask_address(), last)
    }

    pub(crate) fn help_address(&self, last: Option<&str>) -> Content {
        self.with_places(self.texts.help_address(MAX_ADDRESS), last)
    }

    pub(crate) fn summary(&self, draft: &Draft) -> Content {
        let Draft { item, quantity, address, .. } = draft;
        let text = self.texts.summary(&item.name, *quantity, address);
        Content::from(text).keyboard(&self.keyboards.confirm)
    }

    /// Without a keyboard: the summary above has it, and only one message may carry `confirm_order`.
    pub(crate) fn help_confirm(&self) -> Content {
        self.texts.help_confirm().into()
    }

    pub(crate) fn placed(&self, number: u64, draft: &Draft) -> Content {
        let Draft { item, quantity, address, .. } = draft;
        self.with_menu(self.texts.placed(Number(number), &item.name, *quantity, address))
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

    pub(crate) fn unknown_command(&self) -> Content {
        self.texts.unknown_command().into()
    }

    /// Short texts over the chat.
    pub(crate) fn toasts(&self) -> &Texts {
        &self.texts
    }

    fn with_menu(&self, text: String) -> Content {
        Content::from(text).keyboard(&self.keyboards.menu)
    }

    fn with_places(&self, text: String, last: Option<&str>) -> Content {
        match last {
            Some(last) => Content::from(text).keyboard(self.keyboards.places_with(last)),
            None => Content::from(text).keyboard(&self.keyboards.places),
        }
    }
}
