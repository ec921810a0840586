//! What can be wrong with a script, and what to write instead.

use std::path::PathBuf;

use super::pattern::MAX_PIECES;
use super::{MAX_LINES, MAX_TEXT};

/// A script that cannot be understood: where, why, and what to write instead.
///
/// Shown as `order.talk:3:5: …`, which editors and terminals make a link of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}:{column}: {problem}")]
pub struct ScriptError {
    /// The name of the script, usually its file.
    pub name: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1; one behind the last if something is missing at the end.
    pub column: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line of a script.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// It begins with something that is no name.
    #[error(
        "a line begins with a name, for example `Ann: hello` or `bot: Hello!`; put a name with spaces in quotes"
    )]
    NoName,
    /// Nobody does such a thing.
    #[error(
        "`{0}` is nothing a person does; write for example `Ann: hello`, `Ann presses [Tea]` or `Ann sends photo tea.png`"
    )]
    UnknownDoing(String),
    /// No bot does such a thing.
    #[error(
        "`{0}` is nothing a bot does; write for example `bot: Hello!`, `bot edits: Hello!` or `bot answers: Done`"
    )]
    UnknownDeed(String),
    /// Something certain belongs here.
    #[error("write {0} here")]
    Expected(&'static str),
    /// Something is left over.
    #[error("nothing belongs here; put this on a line of its own, or remove it")]
    LeftOver,
    /// There is no text.
    #[error("a text is missing; write it here, or on the lines below, each behind `| `")]
    NoText,
    /// A part of a message without a message.
    #[error(
        "this belongs to a message, but there is none above; begin with a line like `bot: Hello!`"
    )]
    NoMessage,
    /// Nobody sends buttons.
    #[error("only messages of the bot have buttons; remove them")]
    NoButtons,
    /// Rows of two kinds of keyboards.
    #[error(
        "a message has one keyboard: either rows of `[Tea]`, or rows of `keyboard [Tea]`, or `[…]` alone"
    )]
    TwoKeyboards,
    /// A quoted text or a button has no end.
    #[error("{0} is missing")]
    NoEnd(&'static str),
    /// A backslash with something that cannot stand behind it.
    #[error(r#"behind a backslash there is one of \ … $ [ ] | " s t n u{{41}}; write \\ for a backslash"#)]
    BadEscape,
    /// `…` where something is said.
    #[error("`…` stands for anything in what is expected; in what is said write `\\…`")]
    Wildcard,
    /// A variable that has no value.
    #[error(
        "nothing above says what ${0} is; expect it first, as in `bot: Order ${0}`, or write \\${0} for the text"
    )]
    UnknownVariable(String),
    /// A new variable twice in one text.
    #[error("${0} is new and can be found once in a text; write `…` in one of the places")]
    TwiceNew(String),
    /// A variable that would get another value.
    #[error("${0} is something else already; take another name")]
    KnownVariable(String),
    /// A variable or `…` in a name or title.
    #[error("a name is written as it is; write \\$ for a dollar sign and \\… for an ellipsis")]
    NotPlain,
    /// No time.
    #[error("write a time, for example 500ms, 5s, 2m, 3h or 1d, a day at most (`skip`: 3650d)")]
    Duration,
    /// Part of a second where only whole ones count.
    #[error("only whole seconds count here; write 1s or more")]
    WholeSeconds,
    /// A method that the Bot API does not have.
    #[error(
        "the Bot API has no method `{0}`; write for example sendMessage, `call` for any method, or `update`"
    )]
    UnknownMethod(String),
    /// No fault.
    #[error(
        "write what happens: `429 retry after 3`, `500 Internal Server Error`, `delay 2s`, `reset before`, `reset after`, `garble page`, `garble half` or `garble noise`; to an update: `malformed`, `unknown`, `twice` or `late`"
    )]
    BadFault,
    /// A fault that makes no sense.
    #[error("{0}")]
    SenselessFault(&'static str),
    /// A number that is none, or too large.
    #[error("write {0}")]
    Number(&'static str),
    /// An expectation before anything was done.
    #[error(
        "nobody has done anything yet; begin with a line like `Ann: /start`, or say where: `bot to Ann: Hello!`"
    )]
    Nowhere,
    /// A chat that nobody has made.
    #[error(
        "nobody has made this chat yet; write a line like `Ann makes group \"Friends\" with bot` above"
    )]
    UnknownChat,
    /// Too many parts.
    #[error(
        "a text has at most {MAX_PIECES} parts that may be anything; write more of it as it is"
    )]
    TooManyPieces,
    /// Too long.
    #[error("a script has at most {MAX_LINES} lines and {MAX_TEXT} bytes; split it in two files")]
    TooLong,
    /// A file that is not there.
    #[error("cannot read {}: {reason}; its path begins where the script is", .path.display())]
    NoFile {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
}
