//! What people do, and what a right answer looks like.

/// Which part of the dialogue people go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// A whole order, again and again.
    Order,
    /// The beginning of an order, once for each person: its dialogue stays open.
    Open,
}

/// One step of a person.
#[derive(Debug)]
pub struct Step {
    /// What the person does.
    pub act: Act,
    /// A word in the text of the one message or edit that answers, in small letters; empty: any text will do.
    pub word: &'static str,
}

/// What a person does.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// Sends a command.
    Command(&'static str),
    /// Sends a text, as it stands in JSON.
    Say(&'static str),
    /// Presses the button with this callback data under the bot's last message.
    Press(&'static str),
}

impl Script {
    /// The steps of it.
    pub fn steps(self) -> &'static [Step] {
        match self {
            Script::Order => ORDER,
            Script::Open => &ORDER[..2],
        }
    }
}

/// The order dialogue. The address is as Telegram escapes it: Cyrillic, one escape per letter.
const ORDER: &[Step] = &[
    Step { act: Act::Command("/start"), word: "" },
    Step { act: Act::Press("new_order"), word: "product" },
    Step { act: Act::Say("Widget a17"), word: "quantity" },
    Step { act: Act::Say("3"), word: "address" },
    Step { act: Act::Say(ADDRESS), word: "quantity" },
    Step { act: Act::Press("confirm_order"), word: "#" },
];

const ADDRESS: &str = "101000, \\u041c\\u043e\\u0441\\u043a\\u0432\\u0430, \
    \\u041c\\u044f\\u0441\\u043d\\u0438\\u0446\\u043a\\u0430\\u044f \\u0443\\u043b\\u0438\\u0446\\u0430, \
    26\\u0410, \\u043a\\u0432\\u0430\\u0440\\u0442\\u0438\\u0440\\u0430 17";
