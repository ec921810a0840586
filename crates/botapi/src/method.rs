//! What a method of the Bot API is to the client.

use serde::{Serialize, de::DeserializeOwned};

use crate::Repeat;

/// One method of the Bot API with its parameters; serialised, it is the body of the request.
///
/// Source: <https://core.telegram.org/bots/api#making-requests>
pub trait Method: Serialize {
    /// What the server answers.
    type Output: DeserializeOwned;
    /// The name in the request line.
    const NAME: &'static str;
    /// What may be done when the outcome of a call is unknown.
    const REPEAT: Repeat;
}
