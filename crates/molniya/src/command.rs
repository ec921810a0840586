//! Commands: messages like `/order 3 tea`.
//!
//! Source: <https://core.telegram.org/bots/features#commands>

/// A set of commands. Derive it on an enum with one variant per command.
///
/// ```
/// use molniya::Command;
///
/// #[derive(Command, Debug, PartialEq)]
/// enum Cmd {
///     /// Show the menu
///     Start,
///     /// Order something at once
///     #[command(rename = "buy", description(ru = "Заказать сразу"))]
///     Order(u32, String),
/// }
///
/// assert_eq!(Cmd::parse("start", ""), Some(Cmd::Start));
/// assert_eq!(Cmd::parse("BUY", "3 green tea"), Some(Cmd::Order(3, "green tea".into())));
/// assert_eq!(Cmd::parse("buy", "tea"), None);
/// assert_eq!(Cmd::COMMANDS[1].description_in(Some("ru")), "Заказать сразу");
/// ```
///
/// - The name is the variant's in snake_case, or `#[command(rename = "…")]`; it is matched without regard to case.
/// - The description in the bot's menu is the variant's comment, or `#[command(description = "…")]`, with translations
///   `#[command(description(ru = "…"))]`. A command without one, or with `#[command(hide)]`, works but is not in the menu.
/// - A variant with fields takes its arguments through [`Argument`] in order, and matches only if they take all of the
///   text; a unit variant ignores arguments, as `/start` has them when a person comes through a link.
pub trait Command: Sized + Send + 'static {
    /// All commands of the set.
    const COMMANDS: &'static [CommandInfo];
    /// Reads a command: its name without slash and mention, and the text after it. `None`: none of this set.
    fn parse(name: &str, arguments: &str) -> Option<Self>;
}

/// What is known of a command before it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// Its name without the slash: 1 to 32 lower-case letters, digits and underscores.
    pub name: &'static str,
    /// What it does, in the default language; empty = it is not shown.
    pub description: &'static str,
    /// What it does in other languages, by two-letter language code.
    pub translations: &'static [(&'static str, &'static str)],
}

impl CommandInfo {
    /// What it does, in that language if there is a translation.
    pub fn description_in(&self, language: Option<&str>) -> &'static str {
        let translated = self.translations.iter().find(|(code, _)| Some(*code) == language);
        translated.map_or(self.description, |(_, description)| description)
    }

    /// Whether a name is one Telegram takes.
    pub(crate) fn is_name(name: &str) -> bool {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        (1..=32).contains(&name.len()) && name.bytes().all(fits)
    }
}

/// An argument of a command.
///
/// Numbers and `bool` take one word, a `String` takes all that is left, an `Option` may find nothing left. Implement it
/// for your own type by reading a word or more off `rest`.
///
/// ```
/// use molniya::Argument;
///
/// let mut rest = "3 green tea";
/// assert_eq!(u32::read(&mut rest), Some(3));
/// assert_eq!(String::read(&mut rest), Some("green tea".to_owned()));
/// assert_eq!(Option::<u32>::read(&mut rest), Some(None));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no argument of a command",
    label = "not an argument",
    note = "use `String`, a number, `bool`, or an `Option` of these, or implement `molniya::Argument` for it"
)]
pub trait Argument: Sized {
    /// Reads the argument off the beginning of `rest`, which has no blanks around it. `None`: there is no such argument.
    fn read(rest: &mut &str) -> Option<Self>;
}

impl Argument for String {
    fn read(rest: &mut &str) -> Option<String> {
        let all = std::mem::take(rest);
        (!all.is_empty()).then(|| all.to_owned())
    }
}

impl<T: Argument> Argument for Option<T> {
    fn read(rest: &mut &str) -> Option<Option<T>> {
        if rest.is_empty() { Some(None) } else { T::read(rest).map(Some) }
    }
}

macro_rules! words {
    ($($type:ty)*) => {$(
        impl Argument for $type {
            fn read(rest: &mut &str) -> Option<$type> {
                let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                let value = word.parse().ok()?;
                *rest = after.trim_start();
                Some(value)
            }
        }
    )*};
}

words!(i8 i16 i32 i64 u8 u16 u32 u64 usize f32 f64 bool char);

/// Reads the arguments of a variant; what `#[derive(Command)]` expands to uses it.
#[doc(hidden)]
pub fn finish<T>(value: T, rest: &str) -> Option<T> {
    rest.is_empty().then_some(value)
}

/// A text that is a command, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spoken<'a> {
    /// Without the slash.
    pub(crate) name: &'a str,
    /// The bot it is meant for, without `@`.
    pub(crate) bot: Option<&'a str>,
    /// The text after it, without blanks around it.
    pub(crate) arguments: &'a str,
}

impl<'a> Spoken<'a> {
    pub(crate) fn read(text: &'a str) -> Option<Spoken<'a>> {
        let text = text.strip_prefix('/')?;
        let (word, arguments) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (name, bot) = match word.split_once('@') {
            Some((name, bot)) => (name, Some(bot)),
            None => (word, None),
        };
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        let is_command = !name.is_empty() && name.bytes().all(fits);
        is_command.then_some(Spoken { name, bot, arguments: arguments.trim() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_command_is_taken_apart() {
        let read = |text| Spoken::read(text).map(|s| (s.name, s.bot, s.arguments));
        assert_eq!(read("/start"), Some(("start", None, "")));
        assert_eq!(read("/start  a  b "), Some(("start", None, "a  b")));
        assert_eq!(read("/start@the_bot arg"), Some(("start", Some("the_bot"), "arg")));
        assert_eq!(read("/Start\nsecond line"), Some(("Start", None, "second line")));
        for text in ["start", "", "/", "//", "/ start", "/@bot", "/старт", "/a-b", " /start"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn arguments_are_read_word_by_word() {
        fn read<T: Argument>(text: &str) -> (Option<T>, &str) {
            let mut rest = text;
            (T::read(&mut rest), rest)
        }
        assert_eq!(read::<u8>("17  green tea"), (Some(17), "green tea"));
        assert_eq!(read::<u8>("256 tea").0, None);
        assert_eq!(read::<i64>("-5"), (Some(-5), ""));
        assert_eq!(read::<bool>("true x"), (Some(true), "x"));
        assert_eq!(read::<String>("green tea"), (Some("green tea".to_owned()), ""));
        assert_eq!(read::<String>("").0, None);
        assert_eq!(read::<Option<u8>>(""), (Some(None), ""));
        assert_eq!(read::<Option<u8>>("3"), (Some(Some(3)), ""));
        assert_eq!(read::<Option<u8>>("three").0, None);
    }

    #[test]
    fn telegram_takes_short_lower_case_names() {
        for name in ["start", "a", "top_10", &"a".repeat(32)] {
            assert!(CommandInfo::is_name(name), "{name}");
        }
        for name in ["", "Start", "new-order", "/start", "старт", &"a".repeat(33)] {
            assert!(!CommandInfo::is_name(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "/?.{0,30}") {
            if let Some(spoken) = Spoken::read(&text) {
                prop_assert!(text[1..].starts_with(spoken.name));
                prop_assert_eq!(spoken.arguments, spoken.arguments.trim());
            }
        }
    }
}
