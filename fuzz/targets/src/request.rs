//! Requests to the Bot API of the local Telegram.

use crate::front::{ask, check_entities};

/// Any request is answered without a panic: the first line is the method and the query, the second the type of the
/// content, the rest the body.
///
/// The fuzzer bounds what one request may allocate.
pub fn request(data: &[u8]) {
    let mut parts = data.splitn(3, |byte| *byte == b'\n');
    let mut line = || std::str::from_utf8(parts.next().unwrap_or_default());
    let (Ok(target), Ok(content_type)) = (line(), line()) else { return };
    let body = parts.next().unwrap_or_default();
    if let Some((200, answer)) = ask(target, content_type, body.to_vec()) {
        check_entities(&answer["result"]);
    }
}
