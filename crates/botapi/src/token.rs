//! The bot's token: read once, never printed.

use std::{fmt, str::FromStr};

use crate::UserId;

/// A bot's token, `123456:secret`.
///
/// `Display` and `Debug` print `123456:***`; the secret part leaves this type only for the request line.
///
/// ```
/// use molniya_botapi::{Token, UserId};
///
/// let token: Token = "123456:AAF-a_secret_of_at_least_24_chars".parse()?;
/// assert_eq!(token.bot_id(), UserId(123456));
/// assert_eq!(token.to_string(), "123456:***");
/// # Ok::<(), molniya_botapi::TokenError>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#authorizing-your-bot>
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Box<str>,
    bot: UserId,
}

/// Why a text is not a bot token. The text itself is never repeated in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// There is nothing at all.
    #[error("the bot token is empty; get one from @BotFather")]
    Empty,
    /// More than 80 characters: the server refuses these unread.
    #[error("the bot token is longer than 80 characters")]
    TooLong,
    /// No `:` between the bot's id and the secret.
    #[error("the bot token has no ':'; it looks like 123456:ABC-DEF")]
    NoColon,
    /// The part before `:` is no number from 1 to 2^54 - 1 without leading zeros.
    #[error("the bot token must begin with the bot's numeric id")]
    BadId,
    /// The part after `:` is shorter than 24 characters or holds others than letters, digits, `_` and `-`.
    #[error("the secret part of the bot token must be at least 24 of A-Z a-z 0-9 _ -")]
    BadSecret,
}

/// The server refuses longer tokens with 401.
const MAX_LENGTH: usize = 80;
/// The server refuses shorter secrets with 401.
const MIN_SECRET: usize = 24;
/// The server refuses ids from here on.
const ID_LIMIT: i64 = 1 << 54;

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Token, TokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        if text.len() > MAX_LENGTH {
            return Err(TokenError::TooLong);
        }
        let (id, secret) = text.split_once(':').ok_or(TokenError::NoColon)?;
        if id.starts_with('0') || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TokenError::BadId);
        }
        let bot: i64 = id.parse().map_err(|_| TokenError::BadId)?;
        if bot >= ID_LIMIT {
            return Err(TokenError::BadId);
        }
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if secret.len() < MIN_SECRET || !secret.bytes().all(fits) {
            return Err(TokenError::BadSecret);
        }
        Ok(Token { text: text.into(), bot: UserId(bot) })
    }
}

impl Token {
    /// The bot's own user id, which is the part before `:`.
    pub fn bot_id(&self) -> UserId {
        self.bot
    }

    /// The text without the secret. Some proxies repeat the request line in their answers, and with it the token.
    pub(crate) fn redact(&self, text: &str) -> String {
        let secret = self.text.split_once(':').map_or(&*self.text, |(_, secret)| secret);
        text.replace(secret, "***")
    }

    /// The whole token, for the request line and nothing else.
    pub(crate) fn secret(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:***", self.bot)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({self})")
    }
}
