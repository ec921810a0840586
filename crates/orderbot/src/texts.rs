//! Everything the bot says, one function per message, from one file per language.
//!
//! The words stand in `texts/*.ftl`; beside them only the commands bring words, for Telegram's own menu. What people
//! typed comes in as an argument and is never markup: the bot sends plain text only.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::language::Language;
use crate::money::Price;
use crate::order::Count;

/// The messages of one language.
pub(crate) struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

/// Makes one function of [`Texts`] per message of the files, and the list of all of them.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*);)*) => {
        impl Texts {
            /// Every message the bot uses, with the names of its arguments.
            #[cfg(test)]
            pub(crate) const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($name), &[$(stringify!($arg)),*])),*];

            $(
                $(#[$doc])*
                pub(crate) fn $name(&self, $($arg: $type),*) -> String {
                    #[allow(unused_mut)]
                    let mut args = FluentArgs::new();
                    $(args.set(stringify!($arg), $arg);)*
                    self.format(stringify!($name), &args)
                }
            )*
        }
    };
}

messages! {
    /// The menu.
    menu(shop: &str);
    /// The menu while an order is unfinished.
    menu_unfinished(shop: &str);
    /// Asks for a product from the list.
    ask_product();
    /// Asks for a product, from the list or typed.
    ask_product_or_type();
    /// A product, or an order, and what it costs.
    priced(what: &str, price: &str);
    /// The last line of an order with a price.
    total(total: &str);
    /// Asks for the quantity of a product.
    ask_quantity(product: &str, most: u16);
    /// Asks for the address.
    ask_address();
    /// Shows the order before it is confirmed.
    summary(product: &str, quantity: Count, address: &str);
    /// Shows a placed order.
    placed(number: Number, product: &str, quantity: Count, address: &str);
    /// An order was cancelled.
    cancelled();
    /// There was no order to cancel.
    nothing_to_cancel();
    /// What the bot is for.
    help();
    /// What the bot can be told to do.
    help_commands(commands: &str);
    /// How to answer the question for a listed product.
    help_product();
    /// How to answer the question for a product.
    help_product_or_type(most: usize);
    /// How to answer the question for the quantity.
    help_quantity(most: u16);
    /// How to answer the question for the address.
    help_address(most: usize);
    /// How to answer the summary.
    help_confirm();
    /// A command the bot does not have.
    unknown_command();
    /// A pressed button that no longer means anything.
    outdated();
    /// A second confirmation of an order.
    already_placed(number: Number);
    /// Asks for the language.
    ask_language();
    /// A language was chosen.
    speaks();
    /// The language is that of the person's program.
    speaks_automatically();
    /// News come; may they go on?
    news_are_on();
    /// No news come; may they?
    news_are_off();
    /// News may come.
    news_on();
    /// No news come any more.
    news_off();
    /// Asks an operator for what is sent to everybody.
    ask_wording();
    /// How to answer the question for it.
    help_wording();
    /// No news are begun while an order is unfinished.
    finish_order_first();
    /// No broadcast is begun while another is under way.
    busy();
    /// Asks who is written to.
    ask_audience();
    /// There is nobody of this kind.
    nobody();
    /// Before the news as people will get them.
    looks_like_this();
    /// Asks whether the news may leave.
    ask_to_send(people: u64);
    /// How to answer these questions.
    help_sending();
    /// The news were cancelled.
    nothing_sent();
    /// A broadcast that runs.
    news_running(done: Number, total: Number);
    /// One that is paused.
    news_paused(done: Number, total: Number);
    /// One that was ended early.
    news_stopped(done: Number, total: Number);
    /// One that everybody has got.
    news_done(total: Number);
    /// What became of its messages.
    news_counts(sent: Number, blocked: Number, failed: Number, opted_out: Number);
    /// Why the last of them failed.
    news_failure(why: &str);
    /// How long it took, below a minute.
    took_seconds(seconds: Number);
    /// How long it took.
    took_minutes(minutes: Number, seconds: Number);
    /// What the command for it does, in the menu of an operator.
    command_broadcast();
    /// Before all of a person's orders.
    orders();
    /// Before a page of a person's orders.
    orders_page(page: u32, pages: u32);
    /// An order in the list.
    order_line(number: Number, product: &str, quantity: Count);
    /// One order.
    order(number: Number, product: &str, quantity: Count, address: &str);
    /// The list of a person without orders.
    no_orders();
    /// Instead of the list, where others read along.
    orders_elsewhere();
    /// Before the products that can be looked at.
    look();
    /// The button that begins an order.
    button_new_order();
    /// The button that places the order.
    button_confirm();
    /// The button that cancels the order.
    button_cancel();
    /// The button under the summary that asks for the product again.
    button_change_product();
    /// The button under the summary that asks for the quantity again.
    button_change_quantity();
    /// The button under the summary that asks for the address again.
    button_change_address();
    /// The button that goes back to the summary.
    button_back();
    /// The button that chooses English; its own name in every file, for those who read no other language.
    button_english();
    /// The button that chooses Russian, likewise.
    button_russian();
    /// The button that leaves the language to the person's program.
    button_automatic();
    /// The button that lets news come.
    button_news_on();
    /// The button that lets no more news come.
    button_news_off();
    /// The button that writes to everybody.
    button_everybody();
    /// The button that writes only to people whose Telegram speaks English.
    button_english_only();
    /// The button that writes only to people whose Telegram speaks Russian.
    button_russian_only();
    /// The button that sends the news.
    button_send();
    /// The button that pauses a broadcast.
    button_pause();
    /// The button that goes on with it.
    button_resume();
    /// The button that ends it early.
    button_stop();
    /// The button to the page of newer orders.
    button_newer();
    /// The button to the page of older orders.
    button_older();
    /// The button from an order to the list.
    button_orders();
    /// The button that shows the products that can be looked at.
    button_look();
    /// The button under a photo that begins an order.
    button_buy();
}

/// An order number: written without separators, in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) u64);

impl From<Number> for FluentValue<'_> {
    fn from(number: Number) -> Self {
        number.0.to_string().into()
    }
}

impl From<Count> for FluentValue<'_> {
    fn from(quantity: Count) -> Self {
        u16::from(quantity).into()
    }
}

impl Texts {
    /// The messages of a language.
    pub(crate) fn new(language: Language) -> Texts {
        let source = match language {
            Language::English => include_str!("../texts/en.ftl"),
            Language::Russian => include_str!("../texts/ru.ftl"),
        };
        // Both tags are well-formed, and tests read both files: nothing is left to fail while running.
        let locale = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around arguments would be part of what people see, copy and search.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Texts { language, bundle }
    }

    /// Something and its price, if it has one.
    pub(crate) fn with_price(&self, what: String, price: Option<&Price>) -> String {
        match price {
            Some(price) => self.priced(&what, &price.in_language(self.language)),
            None => what,
        }
    }

    /// An order with its total under it, if there is one.
    pub(crate) fn with_total(
        &self,
        order: String,
        price: Option<&Price>,
        quantity: Count,
    ) -> String {
        match price {
            Some(price) => {
                let total = price.times(quantity).in_language(self.language);
                order + "\n" + &self.total(&total)
            }
            None => order,
        }
    }

    /// A message with its arguments filled in; its name, if the file has no such message.
    fn format(&self, name: &str, args: &FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(name).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return name.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats a message as the running bot does and insists that nothing is missing.
    fn format_strictly(texts: &Texts, name: &str, args: &FluentArgs<'_>) -> String {
        let message = texts.bundle.get_message(name);
        let pattern = message.and_then(|message| message.value());
        let pattern = pattern.unwrap_or_else(|| panic!("{name} is missing"));
        let mut errors = Vec::new();
        let text = texts.bundle.format_pattern(pattern, Some(args), &mut errors);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        text.into_owned()
    }

    #[test]
    fn every_message_shows_all_its_arguments_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for (name, args) in Texts::ALL {
                let values = args.iter().map(|arg| (*arg, format!("<{arg}>"))).collect();
                let text = format_strictly(&texts, name, &values);
                assert!(!text.trim().is_empty(), "{language:?} {name}");
                for arg in *args {
                    assert!(text.contains(&format!("<{arg}>")), "{language:?} {name}: {text}");
                }
            }
        }
    }

    #[test]
    fn the_files_are_well_formed_and_hold_the_same_messages() {
        let english = ids(include_str!("../texts/en.ftl"));
        assert_eq!(english, ids(include_str!("../texts/ru.ftl")));
        let mut used: Vec<&str> = Texts::ALL.iter().map(|(name, _)| *name).collect();
        used.push("pieces"); // Used by other messages only.
        used.sort_unstable();
        assert_eq!(english, used);
    }

    /// The names of a file's messages, sorted; the file must be without errors.
    fn ids(source: &'static str) -> Vec<&'static str> {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{errors:?}");
        }
        let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let names = source.lines().filter(begins).filter_map(|line| line.split_once(" ="));
        let mut ids: Vec<&str> = names.map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn quantities_take_the_right_plural() {
        let pieces = |language, number| {
            let quantity = Count::new(number).expect("in range");
            let args = [("quantity", quantity)].into_iter().collect();
            format_strictly(&Texts::new(language), "pieces", &args)
        };
        assert_eq!(pieces(Language::English, 1), "1 piece");
        assert_eq!(pieces(Language::English, 21), "21 pieces");
        for (number, expected) in [
            (1, "1 штука"),
            (3, "3 штуки"),
            (5, "5 штук"),
            (11, "11 штук"),
            (12, "12 штук"),
            (21, "21 штука"),
            (104, "104 штуки"),
            (999, "999 штук"),
        ] {
            assert_eq!(pieces(Language::Russian, number), expected);
        }
    }

    #[test]
    fn user_text_stays_as_it_was_typed() {
        for language in Language::ALL {
            let one = Count::new(1).expect("in range");
            let typed = "<b>*_[{ $product }]\u{2068}&amp;";
            let text = Texts::new(language).summary(typed, one, typed);
            assert_eq!(text.matches(typed).count(), 2, "{text}");
        }
    }

    #[test]
    fn toasts_fit_into_a_callback_answer() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            let placed = texts.already_placed(Number(u64::MAX));
            for toast in [texts.outdated(), placed, texts.nobody(), texts.busy()] {
                assert!(toast.chars().count() <= 200, "{toast}");
            }
        }
    }
}
