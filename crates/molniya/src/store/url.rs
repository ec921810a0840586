//! Where a store is, as written in the settings.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::control::socket_of;

/// Names a store: `sqlite:PATH`, `memory:` or `redis://…`.
///
/// Printing it never shows a password.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// A file.
    Sqlite(PathBuf),
    /// Nothing outlives the process.
    Memory,
    /// A Redis server.
    Redis(RedisUrl),
}

/// The URL of a Redis server, password included.
#[derive(Clone, PartialEq, Eq)]
pub struct RedisUrl(Box<str>);

/// Why a text names no store. The text itself is not repeated: it may contain a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreUrlError {
    /// The scheme is not one of ours.
    #[error("`{0}:` is no kind of store: use sqlite:PATH or memory:")]
    UnknownKind(Box<str>),
    /// There is no scheme.
    #[error("the store has no kind: use sqlite:PATH or memory:")]
    NoKind,
    /// `sqlite:` without a path.
    #[error("`sqlite:` needs the path of a file, for example sqlite:data/molniya.db")]
    NoPath,
    /// A path that would make more than one line of every message about it. Here it is escaped.
    #[error("a path of one line is needed, without control characters: `{0}`")]
    ControlCharacter(Box<str>),
    /// SQLite's own name for a data base in memory.
    #[error("`sqlite::memory:` would forget everything: write memory: if that is meant")]
    SqliteInMemory,
    /// `memory:` with something after it.
    #[error("nothing may follow `memory:`")]
    MemoryWithPath,
    /// `redis:` without a host.
    #[error("a Redis store is written redis://HOST:PORT")]
    NoHost,
}

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    fn from_str(text: &str) -> Result<StoreUrl, StoreUrlError> {
        let (kind, rest) = text.trim().split_once(':').ok_or(StoreUrlError::NoKind)?;
        match kind {
            "sqlite" => sqlite(rest),
            "memory" if rest.is_empty() || rest == "//" => Ok(StoreUrl::Memory),
            "memory" => Err(StoreUrlError::MemoryWithPath),
            "redis" | "rediss" => match rest.strip_prefix("//") {
                Some(place) if !place.is_empty() => {
                    Ok(StoreUrl::Redis(RedisUrl(text.trim().into())))
                }
                _ => Err(StoreUrlError::NoHost),
            },
            _ if is_kind(kind) => Err(StoreUrlError::UnknownKind(kind.into())),
            _ => Err(StoreUrlError::NoKind),
        }
    }
}

impl StoreUrl {
    /// The path of a file beside the store's own; nothing for a store that is no file.
    pub(crate) fn beside(&self, ending: &str) -> Option<PathBuf> {
        match self {
            StoreUrl::Sqlite(path) => Some(beside(path, ending)),
            StoreUrl::Memory | StoreUrl::Redis(_) => None,
        }
    }
}

impl StoreUrl {
    /// Where a bot on this store is asked by its operator. The store must be there.
    pub(crate) fn control(&self) -> Option<PathBuf> {
        match self {
            // By one name, whatever links lead to it.
            StoreUrl::Sqlite(path) => path.canonicalize().ok().map(|path| socket_of(&path)),
            StoreUrl::Memory | StoreUrl::Redis(_) => None,
        }
    }
}

/// A path with an ending added to the file's name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn sqlite(rest: &str) -> Result<StoreUrl, StoreUrlError> {
    // `sqlite://data/x.db` and `sqlite:///data/x.db` are common ways to write a relative and an absolute path.
    match rest.strip_prefix("//").unwrap_or(rest) {
        "" => Err(StoreUrlError::NoPath),
        ":memory:" => Err(StoreUrlError::SqliteInMemory),
        path if path.contains(breaks_a_line) => {
            Err(StoreUrlError::ControlCharacter(path.escape_debug().to_string().into()))
        }
        path => Ok(StoreUrl::Sqlite(path.into())),
    }
}

/// Whether a terminal does anything else with it than show it, or a line ends with it.
fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a text looks like a URL scheme (RFC 3986, 3.1), and so cannot be a part of a password.
fn is_kind(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && text.len() <= 16
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreUrl::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            StoreUrl::Memory => f.write_str("memory:"),
            StoreUrl::Redis(url) => url.fmt(f),
        }
    }
}

impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreUrl({self})")
    }
}

impl fmt::Display for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, rest) = self.0.split_once("://").unwrap_or(("redis", ""));
        // Whatever stands before the last `@`, or after a `?`, may be a secret.
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        let place = place.split(['?', '#']).next().unwrap_or_default();
        write!(f, "{kind}://{place}")
    }
}

impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RedisUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<StoreUrl, StoreUrlError> {
        text.parse()
    }

    #[test]
    fn every_way_to_write_a_path() {
        for (text, path) in [
            ("sqlite:data/bot.db", "data/bot.db"),
            ("sqlite:/var/bot.db", "/var/bot.db"),
            ("sqlite://data/bot.db", "data/bot.db"),
            ("sqlite:///var/bot.db", "/var/bot.db"),
            (" sqlite:bot.db\n", "bot.db"),
        ] {
            assert_eq!(parse(text), Ok(StoreUrl::Sqlite(path.into())), "{text}");
        }
        assert_eq!(parse("memory:"), Ok(StoreUrl::Memory));
    }

    #[test]
    fn what_is_no_store_is_answered_with_what_is() {
        assert_eq!(parse("sqlite:"), Err(StoreUrlError::NoPath));
        assert_eq!(parse("sqlite::memory:"), Err(StoreUrlError::SqliteInMemory));
        assert_eq!(parse("data/bot.db"), Err(StoreUrlError::NoKind));
        assert_eq!(parse("memory:x"), Err(StoreUrlError::MemoryWithPath));
        assert_eq!(parse("redis:"), Err(StoreUrlError::NoHost));
        let error = parse("mongodb://ann:secret@db/").unwrap_err();
        assert_eq!(error, StoreUrlError::UnknownKind("mongodb".into()));
        assert!(!error.to_string().contains("secret"));
    }

    #[test]
    fn a_path_that_breaks_a_line_is_refused_in_one_line() {
        for (path, escaped) in [
            ("a\rb", "a\\rb"),
            ("a\nmolniya: all is well", "a\\nmolniya: all is well"),
            ("a\u{1b}[2J", "a\\u{1b}[2J"),
            ("a\u{2028}b", "a\\u{2028}b"),
        ] {
            let error = parse(&format!("sqlite:{path}")).unwrap_err();
            assert_eq!(error, StoreUrlError::ControlCharacter(escaped.into()));
            assert!(!error.to_string().contains(breaks_a_line), "{error:?}");
        }
        assert!(parse("sqlite:файл с пробелом.db").is_ok());
    }

    #[test]
    fn a_password_is_never_printed() {
        for text in ["redis://ann:s3cr@t@db:6379/0", "rediss://:s3cret@db:6379/0?password=s3c"] {
            let url = parse(text).unwrap();
            for printed in [format!("{url}"), format!("{url:?}")] {
                assert!(!printed.contains("s3c"), "{printed}");
                assert!(printed.contains("db:6379/0"), "{printed}");
            }
        }
    }
}
