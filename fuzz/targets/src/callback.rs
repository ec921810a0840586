//! Callback data.

use molniya::{CallbackData, ChatId, MAX_DATA, MessageId};

#[derive(CallbackData, Debug, PartialEq)]
#[callback(prefix = "n")]
struct Numbers {
    byte: u8,
    small: i16,
    long: Option<u64>,
    chat: ChatId,
}

#[derive(CallbackData, Debug, PartialEq)]
#[callback(prefix = "t")]
struct Texts {
    first: String,
    second: Option<String>,
    sure: bool,
    size: Option<Size>,
    message: MessageId,
}

#[derive(CallbackData, Debug, PartialEq)]
enum Size {
    Small,
    VeryLarge,
}

#[derive(CallbackData, Debug, PartialEq)]
struct Nothing;

/// Any text is read without a panic; what was read is written so that it is read again. Whatever is written fits into a
/// button and is read as what it was.
pub fn callback(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        read_again::<Numbers>(text);
        read_again::<Texts>(text);
        read_again::<Size>(text);
        read_again::<Nothing>(text);
    }
    let mut bytes = Bytes(data);
    there_and_back(Numbers {
        byte: bytes.next(),
        small: i16::from_le_bytes(bytes.array()),
        long: bytes.maybe().then(|| u64::from_le_bytes(bytes.array())),
        chat: ChatId(i64::from_le_bytes(bytes.array())),
    });
    there_and_back(Texts {
        message: MessageId(i64::from_le_bytes(bytes.array())),
        sure: bytes.maybe(),
        size: bytes.maybe().then(|| if bytes.maybe() { Size::Small } else { Size::VeryLarge }),
        first: bytes.text(),
        second: bytes.maybe().then(|| bytes.text()),
    });
}

fn read_again<T: CallbackData + PartialEq + std::fmt::Debug>(text: &str) {
    let Some(value) = T::from_data(text) else { return };
    // Text may be longer than what fits into a button; then nothing is written.
    if let Ok(written) = value.to_data() {
        assert_eq!(T::from_data(&written), Some(value));
    }
}

fn there_and_back<T: CallbackData + PartialEq + std::fmt::Debug>(value: T) {
    match value.to_data() {
        Ok(written) => {
            assert!((1..=MAX_DATA).contains(&written.len()));
            assert!(T::MAX_LEN.is_none_or(|longest| written.len() <= longest));
            assert_eq!(T::from_data(&written), Some(value));
        }
        Err(error) => {
            assert!(error.length > MAX_DATA);
            assert_eq!(T::MAX_LEN, None, "only text can be too long");
        }
    }
}

/// The input as values; zeros when it has come to its end.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let [byte] = self.array();
        byte
    }

    fn maybe(&mut self) -> bool {
        self.next() & 1 == 1
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut array = [0; N];
        let taken = N.min(self.0.len());
        array[..taken].copy_from_slice(&self.0[..taken]);
        self.0 = &self.0[taken..];
        array
    }

    /// A text of at most 63 bytes of the input.
    fn text(&mut self) -> String {
        let length = usize::from(self.next() & 63).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}
