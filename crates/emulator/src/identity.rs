//! Who the bot is: its token, and the rules by which a token in a path is judged.

use std::hash::{BuildHasher, RandomState};

use crate::answer::Refusal;

/// Characters of a token.
const MAX_TOKEN: usize = 80;
/// Ids of bots are below this.
const MAX_ID: i64 = 1 << 54;
/// Characters of the secret part of a token.
const MIN_SECRET: usize = 24;
/// The characters of base64url.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The id a token begins with, if the token could be one.
///
/// See <https://core.telegram.org/bots/api#authorizing-your-bot>.
pub(crate) fn bot_id(token: &str) -> Result<i64, Refusal> {
    let invalid = || Refusal::exact(401, "Unauthorized: invalid token specified");
    let Some((id, secret)) = token.split_once(':') else {
        return Err(invalid());
    };
    if token.starts_with('0') || token.len() > MAX_TOKEN {
        return Err(invalid());
    }
    let id: i64 = id
        .parse()
        .map_err(|_| Refusal::exact(421, "Misdirected Request: unallowed token specified"))?;
    if id <= 0 || id >= MAX_ID {
        return Err(invalid());
    }
    let is_secret =
        secret.len() >= MIN_SECRET && secret.bytes().all(|byte| ALPHABET.contains(&byte));
    match is_secret {
        true => Ok(id),
        false => Err(Refusal::exact(401, "Unauthorized")),
    }
}

/// A token nobody else has.
pub(crate) fn new_token() -> String {
    let secret: String = (0..35)
        .map(|_| char::from(ALPHABET[usize::try_from(random() % 64).unwrap_or(0)]))
        .collect();
    format!("7{:09}:{secret}", random() % 1_000_000_000)
}

/// A random number; the standard library seeds its hashers from the operating system.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(0)
}
