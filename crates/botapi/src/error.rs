//! What can become of a call, as decisions for the caller.

use std::{fmt, io, time::Duration};

use crate::ChatId;

/// Why a call brought no result. Every variant is a decision; none holds the token.
///
/// Source of the answers: <https://core.telegram.org/bots/api#making-requests>
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// Too many requests (429): wait this long, then repeat. Nothing was carried out.
    #[error("flood wait of {} s", retry_after.as_secs())]
    FloodWait {
        /// How long the server wants to be left alone in this scope.
        retry_after: Duration,
    },
    /// The group became a supergroup: repeat with the new chat id. Nothing was carried out.
    #[error("the chat moved to {to}")]
    Migrated {
        /// The chat's new id.
        to: ChatId,
    },
    /// The server refused (any other 4xx, or a success status with `"ok":false`): repeating changes nothing.
    #[error("refused with {code}: {}", OneLine(description))]
    Refused {
        /// The error code, as a rule the HTTP status.
        code: u16,
        /// The server's text, verbatim.
        description: String,
    },
    /// The server or a proxy before it failed (5xx): repeat later; the call may have been carried out.
    #[error("server failed with {code}: {}", OneLine(description))]
    Server {
        /// The HTTP status.
        code: u16,
        /// The server's text, or the beginning of a body that was not JSON.
        description: String,
    },
    /// The request certainly never left: safe to repeat.
    #[error("not sent: {0}")]
    NotSent(NetworkError),
    /// The request, or part of it, left and no complete answer came: it may have been carried out.
    #[error("outcome unknown: {0}")]
    Unknown(NetworkError),
    /// An answer came that cannot be read: the outcome is unknown.
    #[error("answer not understood: {}", OneLine(what))]
    Malformed {
        /// What was wrong with it.
        what: String,
    },
    /// The method could not be written as JSON: a mistake in the program, nothing was sent.
    #[error("method not encodable: {0}")]
    Encode(#[from] serde_json::Error),
}

impl CallError {
    /// A result of another shape than was asked for. It is said what was expected and where, but not what stood there:
    /// a server, or a proxy before it, may repeat the request, and with it the token.
    pub fn malformed(error: &serde_json::Error) -> CallError {
        let mut what = error.to_string();
        if let (Some(begin), Some(end)) = (what.find('"'), what.rfind('"')) {
            what.replace_range(begin..=end, "…");
        }
        CallError::Malformed { what }
    }

    /// Another poller, or a webhook, has this bot's updates (409).
    ///
    /// Source: <https://core.telegram.org/bots/api#getupdates>
    pub fn is_conflict(&self) -> bool {
        matches!(self, CallError::Refused { code: 409, .. })
    }

    /// The server does not know this token (401), or serves other bots only (421).
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, CallError::Refused { code: 401 | 421, .. })
    }

    /// Whether the call may have been carried out although no result came.
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(
            self,
            CallError::Unknown(_) | CallError::Malformed { .. } | CallError::Server { .. }
        )
    }
}

/// What went wrong below HTTP, or in it.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// The host name has no address, or none could be asked for.
    #[error("host not found: {0}")]
    Resolve(io::Error),
    /// No TCP connection.
    #[error("no connection: {0}")]
    Connect(io::Error),
    /// No TLS session on an open TCP connection.
    #[error("no TLS session: {0}")]
    Tls(io::Error),
    /// The HTTP exchange broke.
    #[error("connection broke: {0}")]
    Http(hyper::Error),
    /// The call's deadline passed.
    #[error("deadline of {} ms passed", .0.as_millis())]
    Deadline(Duration),
    /// The answer is larger than [`MAX_ANSWER`](crate::MAX_ANSWER).
    #[error("answer larger than {} bytes", crate::MAX_ANSWER)]
    TooLarge,
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The host of the address is no name a certificate can be checked against.
    #[error("{0} is no name that TLS can check")]
    ServerName(String),
    /// A certificate to trust is none, or the TLS library refused its own defaults.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// Token and address do not make a request line.
    #[error("the Bot API address makes no valid request line")]
    RequestLine,
}

/// Prints a text from outside on one line.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, line) in self.0.split(char::is_control).filter(|line| !line.is_empty()).enumerate()
        {
            if n > 0 {
                f.write_str(" ")?;
            }
            f.write_str(line)?;
        }
        Ok(())
    }
}
