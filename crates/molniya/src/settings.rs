//! Settings: what the environment says, checked, without any I/O.
//!
//! A wrong value is an error of one line that says what to change. No other module reads the
//! environment.

use std::fmt;

use molniya_botapi::{ApiUrl, ApiUrlError, Token, TokenError, UserId};

use crate::gate::DEFAULT_RATE;
use crate::store::{StoreUrl, StoreUrlError};

/// Where the Bot API is when `BOT_API_URL` does not say.
const API_URL: &str = "https://api.telegram.org";
/// Where state is kept when `STORE_URL` does not say.
const STORE_URL: &str = "sqlite:data/molniya.db";

/// What a bot needs to know to run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `BOT_TOKEN`: from @BotFather.
    pub token: Token,
    /// `BOT_API_URL`: `https://api.telegram.org`, or a server of one's own.
    pub api_url: ApiUrl,
    /// `STORE_URL`: `sqlite:PATH` (default `sqlite:data/molniya.db`) or `memory:`.
    pub store_url: StoreUrl,
    /// `LOG`: the least severe level that is printed (default `info`).
    pub log: LogLevel,
    /// `BOT_TAKE_OVER=1`: remove a webhook that is set for this bot at the start.
    pub take_over: bool,
    /// `BOT_THREADS`: threads for the network and for handlers, 1 to 64; chosen by the number of
    /// cores if `None`. Whoever builds the runtime looks at it.
    pub threads: Option<usize>,
    /// `BROADCAST_RATE`: messages of broadcasts in a second, 1 to 1,000 (default 28). Telegram takes about 30 of all kinds
    /// from most bots.
    pub broadcast_rate: u16,
    /// `OPERATORS`: the people who operate the bot, by their user ids (default nobody). The framework gives them no rights;
    /// a bot looks at them if it has something for operators.
    pub operators: Vec<UserId>,
    /// Under which name of the server state is kept; the origin of `api_url` if `None`.
    pub server: Option<String>,
}

/// The least severe level that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// Only what needs somebody.
    Error,
    /// What may need somebody.
    Warn,
    /// The course of things.
    Info,
    /// Every call that failed.
    Debug,
    /// Everything.
    Trace,
}

impl LogLevel {
    /// The level's name.
    pub fn name(self) -> &'static str {
        match self {
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "info",
            LogLevel::Debug => "debug",
            LogLevel::Trace => "trace",
        }
    }
}

impl From<LogLevel> for tracing::level_filters::LevelFilter {
    /// For `tracing_subscriber::fmt().with_max_level(settings.log)`.
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::ERROR,
            LogLevel::Warn => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
            LogLevel::Trace => Self::TRACE,
        }
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A setting that is missing or wrong. Prints one line that says what to do.
#[derive(thiserror::Error)]
pub enum SettingsError {
    /// There is no token.
    #[error("BOT_TOKEN is not set: get a token from @BotFather and set BOT_TOKEN=123456:ABC…")]
    NoToken,
    /// The token is none.
    #[error("BOT_TOKEN is wrong: {0}")]
    Token(#[from] TokenError),
    /// The address of the Bot API is none.
    #[error("BOT_API_URL is wrong: {0}")]
    ApiUrl(#[from] ApiUrlError),
    /// The place for state is none.
    #[error("{name} is wrong: {error}")]
    StoreUrl {
        /// Which setting.
        name: &'static str,
        /// What is wrong with it.
        error: StoreUrlError,
    },
    /// A kind of store that is not built yet.
    #[error("{0} names a Redis server, which is not built yet: use STORE_URL=sqlite:PATH")]
    Redis(&'static str),
    /// Another mode than those there are.
    #[error("BOT_MODE={0:?} is not possible: use BOT_MODE=polling")]
    Mode(String),
    /// Something that only webhooks need.
    #[error("{0} is set, but webhooks are not built yet: unset it and use BOT_MODE=polling")]
    Webhook(&'static str),
    /// No level.
    #[error("LOG={0:?} is no level: use error, warn, info, debug or trace")]
    Log(String),
    /// No number of threads.
    #[error("BOT_THREADS={0:?} is no number from 1 to 64")]
    Threads(String),
    /// No rate.
    #[error("BROADCAST_RATE={0:?} is no number from 1 to 1000")]
    BroadcastRate(String),
    /// No list of people.
    #[error(
        "OPERATORS={0:?} is no list of user ids: write positive numbers with commas between, as OPERATORS=123456789,987654321"
    )]
    Operators(String),
    /// Neither yes nor no.
    #[error("BOT_TAKE_OVER={0:?} is neither 1 nor 0: set BOT_TAKE_OVER=1, or unset it")]
    TakeOver(String),
}

// `main` prints the error it returns with `Debug`; people should read the same line there.
impl fmt::Debug for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Settings {
    /// Settings for a token; everything else as if the environment were empty.
    ///
    /// # Errors
    /// Never for the present defaults; the type says it so that defaults may be computed.
    pub fn new(token: Token) -> Result<Self, SettingsError> {
        Settings::with_token(token, &|_| None)
    }

    /// Settings for a bot on a local Telegram, for trying and testing; what it stores is forgotten.
    ///
    /// # Errors
    /// The address or the token is none.
    pub fn local(api_url: &str, token: &str) -> Result<Self, SettingsError> {
        let settings = Settings::new(token.parse()?)?;
        Ok(Settings { api_url: api_url.parse()?, store_url: StoreUrl::Memory, ..settings })
    }

    /// Reads the environment of the process.
    ///
    /// # Errors
    /// The first setting that is missing or wrong.
    pub fn from_env() -> Result<Self, SettingsError> {
        Settings::read(&|name| std::env::var(name).ok())
    }

    /// Reads settings by name. An empty value counts as not set.
    ///
    /// ```
    /// let settings = molniya::Settings::read(&|name| match name {
    ///     "BOT_TOKEN" => Some("123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into()),
    ///     "BOT_MODE" => Some("webhook".into()),
    ///     _ => None,
    /// });
    /// assert!(settings.unwrap_err().to_string().contains("BOT_MODE"));
    /// ```
    ///
    /// # Errors
    /// The first setting that is missing or wrong.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let token = set(variable, "BOT_TOKEN").ok_or(SettingsError::NoToken)?;
        Settings::with_token(token.parse()?, variable)
    }

    /// Reads every setting but the token.
    ///
    /// # Errors
    /// The first setting that is wrong.
    pub fn with_token(
        token: Token,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, SettingsError> {
        match set(variable, "BOT_MODE").as_deref() {
            None | Some("polling") => {}
            Some("webhook") => return Err(SettingsError::Webhook("BOT_MODE=webhook")),
            Some(other) => return Err(SettingsError::Mode(other.into())),
        }
        for name in ["WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_SECRET"] {
            if set(variable, name).is_some() {
                return Err(SettingsError::Webhook(name));
            }
        }
        let api_url = set(variable, "BOT_API_URL").unwrap_or_else(|| API_URL.into());
        Ok(Settings {
            token,
            api_url: api_url.parse()?,
            store_url: store_url(variable)?,
            log: Settings::read_log(variable)?.unwrap_or(LogLevel::Info),
            threads: Settings::read_threads(variable)?,
            take_over: match set(variable, "BOT_TAKE_OVER").as_deref() {
                None | Some("0") => false,
                Some("1") => true,
                Some(other) => return Err(SettingsError::TakeOver(other.into())),
            },
            broadcast_rate: broadcast_rate(variable)?,
            operators: operators(variable)?,
            server: None,
        })
    }

    /// Reads `BOT_THREADS` alone; `None` if it is not set.
    ///
    /// # Errors
    /// [`SettingsError::Threads`].
    pub fn read_threads(
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Option<usize>, SettingsError> {
        let Some(value) = set(variable, "BOT_THREADS") else { return Ok(None) };
        match value.parse() {
            Ok(threads @ 1..=64) => Ok(Some(threads)),
            _ => Err(SettingsError::Threads(value)),
        }
    }

    /// Reads where state is kept alone: `STORE_URL`, or what holds without it.
    ///
    /// # Errors
    /// [`SettingsError::StoreUrl`], [`SettingsError::Redis`].
    pub fn read_store(
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<StoreUrl, SettingsError> {
        store_url(variable)
    }

    /// Reads `LOG` alone; `None` if it is not set.
    ///
    /// # Errors
    /// [`SettingsError::Log`].
    pub fn read_log(
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Option<LogLevel>, SettingsError> {
        let Some(value) = set(variable, "LOG") else { return Ok(None) };
        let levels =
            [LogLevel::Error, LogLevel::Warn, LogLevel::Info, LogLevel::Debug, LogLevel::Trace];
        let found = levels.into_iter().find(|level| level.name().eq_ignore_ascii_case(&value));
        found.map(Some).ok_or(SettingsError::Log(value))
    }
}

fn set(variable: &dyn Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn broadcast_rate(variable: &dyn Fn(&str) -> Option<String>) -> Result<u16, SettingsError> {
    let Some(value) = set(variable, "BROADCAST_RATE") else { return Ok(DEFAULT_RATE) };
    match value.parse() {
        Ok(rate @ 1..=1_000) => Ok(rate),
        _ => Err(SettingsError::BroadcastRate(value)),
    }
}

fn operators(variable: &dyn Fn(&str) -> Option<String>) -> Result<Vec<UserId>, SettingsError> {
    let Some(value) = set(variable, "OPERATORS") else { return Ok(Vec::new()) };
    let ids = value.split(|c: char| c == ',' || c.is_whitespace()).filter(|id| !id.is_empty());
    let read: Option<Vec<UserId>> =
        ids.map(|id| id.parse().ok().filter(|id| *id > 0).map(UserId)).collect();
    read.filter(|ids| !ids.is_empty()).ok_or(SettingsError::Operators(value))
}

fn store_url(variable: &dyn Fn(&str) -> Option<String>) -> Result<StoreUrl, SettingsError> {
    for name in ["STORE_URL", "REDIS_URL"] {
        if let Some(url) = set(variable, name) {
            return match url.parse() {
                Ok(StoreUrl::Redis(_)) => Err(SettingsError::Redis(name)),
                Ok(url) => Ok(url),
                Err(error) => Err(SettingsError::StoreUrl { name, error }),
            };
        }
    }
    STORE_URL.parse().map_err(|error| SettingsError::StoreUrl { name: "STORE_URL", error })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn read(variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::read(&|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_token_is_enough() {
        let settings = read(&[("BOT_TOKEN", TOKEN)]).unwrap();
        assert_eq!(settings.api_url.origin(), API_URL);
        assert_eq!(settings.log, LogLevel::Info);
        assert!(!settings.take_over);
    }

    #[test]
    fn operators_are_listed_with_commas_or_spaces() {
        let operators =
            |value| read(&[("BOT_TOKEN", TOKEN), ("OPERATORS", value)]).unwrap().operators;
        assert_eq!(operators("7"), [UserId(7)]);
        assert_eq!(operators(" 7, 8 9,"), [UserId(7), UserId(8), UserId(9)]);
        assert_eq!(operators(" "), []);
    }

    #[test]
    fn whatever_is_wrong_is_named_in_one_line_that_says_what_to_do() {
        let wrong: [(&[(&str, &str)], &str); 13] = [
            (&[], "BOT_TOKEN is not set"),
            (&[("BOT_TOKEN", "secret")], "BOT_TOKEN is wrong"),
            (&[("BOT_TOKEN", TOKEN), ("BOT_API_URL", "ftp://x")], "BOT_API_URL is wrong"),
            (&[("BOT_TOKEN", TOKEN), ("STORE_URL", "mongodb://x")], "STORE_URL is wrong"),
            (&[("BOT_TOKEN", TOKEN), ("REDIS_URL", "redis://:secret@x")], "REDIS_URL names"),
            (&[("BOT_TOKEN", TOKEN), ("BOT_MODE", "webhook")], "webhooks are not built yet"),
            (&[("BOT_TOKEN", TOKEN), ("WEBHOOK_URL", "https://x")], "WEBHOOK_URL is set"),
            (&[("BOT_TOKEN", TOKEN), ("LOG", "loud")], "LOG=\"loud\" is no level"),
            (&[("BOT_TOKEN", TOKEN), ("BOT_TAKE_OVER", "yes")], "BOT_TAKE_OVER"),
            (&[("BOT_TOKEN", TOKEN), ("BOT_THREADS", "0")], "BOT_THREADS"),
            (&[("BOT_TOKEN", TOKEN), ("BROADCAST_RATE", "0")], "BROADCAST_RATE"),
            (&[("BOT_TOKEN", TOKEN), ("OPERATORS", "@ann")], "OPERATORS=\"@ann\" is no list"),
            (&[("BOT_TOKEN", TOKEN), ("OPERATORS", "7,-100")], "OPERATORS"),
        ];
        for (variables, expected) in wrong {
            let error = read(variables).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains('\n'), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
