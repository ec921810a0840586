//! Facts of the Telegram Bot API as data, and the generator of the wire types.

/// What may be done when nobody knows whether a call was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// It only reads: repeat freely.
    Read,
    /// A second call changes nothing more: repeat.
    Safe,
    /// A second call may be seen, for example as a second message: repeat only if that is better than silence.
    Unsafe,
    /// A second call may cost money or stars: do not repeat.
    Money,
}
