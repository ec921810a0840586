//! Talks written down: one line for everything that people do and that is expected of the bot. Scripts are played against
//! any bot, and made from what was done on the chat page. `docs/scripts.md` describes them for people.
//!
//! Works only with what the person's side offers over HTTP, as the page does, so a script is played the same on an emulator
//! in this process and in another. Must not know what bots are written with.
//!
//! ```
//! use molniya_emulator::script::{self, Script, Stage};
//! use molniya_emulator::testkit::Telegram;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let talk = Script::parse("hello.talk", "
//!     Ann: /start
//!       bot: Hello, …! This is visit $number.
//!            [Again] [Enough]
//!     Ann presses [Again]
//!       bot edits: Again? It was $number visits only.
//! ")?;
//!
//! let telegram = Telegram::start().await;
//! // Start a bot here, with `telegram.api_url()` and `telegram.token()`. Without one nothing comes:
//! let stage = Stage::join(&telegram.page_url()).await?;
//! let failure = script::replay(&stage, &talk, std::time::Duration::ZERO).await.unwrap_err();
//! assert_eq!(failure.line, 3);
//! # telegram.stop().await;
//! # Ok(())
//! # }
//! ```

mod act;
mod board;
mod came;
mod cast;
mod cursor;
mod error;
mod failure;
mod fits;
mod line;
mod memory;
mod money;
mod others;
mod parse;
mod pattern;
mod play;
mod record;
mod stage;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

use self::cursor::Cursor;
use self::line::{Doing, Line, Sent, What};

pub use self::error::{Problem, ScriptError};
pub use self::failure::{Failure, Reason};
pub use self::play::replay;
pub use self::stage::{Stage, StageError};

pub(crate) use self::came::{buttons, said};
pub(crate) use self::cast::Cast;
pub(crate) use self::others::Others;
pub(crate) use self::play::Walk;
pub(crate) use self::record::{Happened, Known, Scene, record};

/// How long an expectation waits unless the script or whoever plays it says otherwise.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// Lines of a script; one that is longer is none that people read.
const MAX_LINES: usize = 20_000;
/// Bytes of a script.
const MAX_TEXT: usize = 4 << 20;
/// Variables that are known from the beginning: the number of the virtual person, 1 where there is only one.
const FIRST_KNOWN: [&str; 1] = ["person"];

/// A talk that can be played.
///
/// [`Display`](fmt::Display) writes it as people would; reading that gives the same script.
#[derive(Debug, Clone)]
pub struct Script {
    name: String,
    lines: Vec<Line>,
    /// What people send, by its path as it is written.
    files: BTreeMap<String, Bytes>,
}

/// Why a script cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read: name another.
    #[error("cannot read {}: {reason}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// It is no script: correct it.
    #[error(transparent)]
    Script(#[from] ScriptError),
}

impl Script {
    /// Reads a script from text. `name` stands before the line in what is said about it.
    ///
    /// What people send is not there, so lines like `Ann sends photo tea.png` cannot be played; [`Script::read`] finds the
    /// files.
    ///
    /// # Errors
    /// The first line that is not understood.
    pub fn parse(name: &str, text: &str) -> Result<Self, ScriptError> {
        let lines = parse::parse(text).map_err(|(line, column, problem)| ScriptError {
            name: name.to_owned(),
            line,
            column,
            problem,
        })?;
        Ok(Self { name: name.to_owned(), lines, files: BTreeMap::new() })
    }

    /// Reads a script and the files that are sent in it, whose paths begin where the script is.
    ///
    /// # Errors
    /// A file cannot be read, or a line is not understood.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let text = std::fs::read_to_string(path)
            .map_err(|reason| ReadError::File { path: path.to_owned(), reason })?;
        let mut script = Self::parse(&path.display().to_string(), &text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for line in &script.lines {
            let What::Does { doing: Doing::Sends { what: Sent::File { path, .. }, .. }, .. } =
                &line.what
            else {
                continue;
            };
            let content = std::fs::read(folder.join(path)).map_err(|reason| ScriptError {
                name: script.name.clone(),
                line: line.number,
                column: 1,
                problem: Problem::NoFile { path: folder.join(path), reason: reason.to_string() },
            })?;
            script.files.insert(path.clone(), content.into());
        }
        Ok(script)
    }

    /// The line of something in it, and how that is written.
    pub(crate) fn shown(&self, index: usize) -> (usize, String) {
        self.lines.get(index).map(|line| (line.number, line.to_string())).unwrap_or_default()
    }

    /// The name it was read by.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Reads a time as scripts write it: `500ms`, `5s`, `2m`, `3h`, a day at most.
///
/// # Errors
/// It is none.
pub fn read_duration(text: &str) -> Result<Duration, Problem> {
    let mut known = BTreeSet::new();
    let mut cursor = Cursor::new(text, &mut known);
    let time = cursor.duration(1).map_err(|(_, problem)| problem)?;
    cursor.need_end().map_err(|(_, problem)| problem)?;
    Ok(time)
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// Two scripts that say the same, whatever their names are and wherever their lines stand.
impl PartialEq for Script {
    fn eq(&self, other: &Self) -> bool {
        self.lines.iter().map(|line| &line.what).eq(other.lines.iter().map(|line| &line.what))
    }
}
