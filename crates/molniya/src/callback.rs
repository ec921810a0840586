//! Callback data: what a button carries and a press brings back.
//!
//! The text is `prefix` or `prefix:field:field`, 1 to 64 bytes.
//!
//! Source: <https://core.telegram.org/bots/api#inlinekeyboardbutton>

use molniya_botapi::{ChatId, MessageId, ThreadId, UserId};

/// The longest callback data Telegram takes, in bytes.
pub const MAX_DATA: usize = 64;

/// What a button carries. Derive it on a struct, or on an enum whose variants have no fields.
///
/// ```
/// use molniya::CallbackData;
///
/// #[derive(CallbackData, Debug, PartialEq)]
/// struct NewOrder;
///
/// #[derive(CallbackData, Debug, PartialEq)]
/// #[callback(prefix = "p")]
/// struct Pick { product: u32, size: Option<Size> }
///
/// #[derive(CallbackData, Debug, PartialEq)]
/// enum Size { Small, Large }
///
/// assert_eq!(NewOrder.to_data()?, "new_order");
/// assert_eq!(Pick { product: 17, size: Some(Size::Large) }.to_data()?, "p:17:large");
/// assert_eq!(Pick::from_data("p:17:"), Some(Pick { product: 17, size: None }));
/// assert_eq!(Pick::from_data("p:seventeen:"), None);
/// # Ok::<(), molniya::DataError>(())
/// ```
///
/// The prefix is the type's name in snake_case, or `#[callback(prefix = "…")]`. Fields are [`Field`]s. A type without
/// text fields whose longest data would pass 64 bytes does not compile:
///
/// ```compile_fail,E0080
/// #[derive(molniya::CallbackData)]
/// struct Route { from: i64, over: i64, to: i64 }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be carried by a button",
    label = "not callback data",
    note = "derive it: `#[derive(CallbackData)]` on a struct, or on an enum whose variants have no fields"
)]
pub trait CallbackData: Sized + Send + 'static {
    /// What the data begins with; unique among the callbacks of a router, without `:`.
    const PREFIX: &'static str;
    /// The longest its data gets, in bytes; `None`: it has text of any length.
    const MAX_LEN: Option<usize>;

    /// Appends the fields, each with a `:` before it.
    fn write(&self, data: &mut String);

    /// Reads what [`CallbackData::write`] wrote. `None`: it did not write this.
    fn read(fields: &mut Fields<'_>) -> Option<Self>;

    /// The data as it is sent.
    ///
    /// # Errors
    /// It is longer than 64 bytes, which only text can cause.
    fn to_data(&self) -> Result<String, DataError> {
        let mut data = String::with_capacity(MAX_DATA);
        data.push_str(Self::PREFIX);
        self.write(&mut data);
        if data.len() > MAX_DATA {
            return Err(DataError { prefix: Self::PREFIX, length: data.len() });
        }
        Ok(data)
    }

    /// Reads data that came back. `None`: it is of another type, or of another version of this type.
    fn from_data(data: &str) -> Option<Self> {
        let rest = data.strip_prefix(Self::PREFIX)?;
        let mut fields = Fields { rest };
        let value = Self::read(&mut fields)?;
        fields.rest.is_empty().then_some(value)
    }
}

/// Callback data that is too long: Telegram takes 64 bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "callback data `{prefix}:…` is {length} bytes long, more than the {MAX_DATA} that Telegram takes"
)]
pub struct DataError {
    /// What the data begins with.
    pub prefix: &'static str,
    /// How long it is, in bytes.
    pub length: usize,
}

/// The fields of callback data that are still to be read.
#[derive(Debug)]
pub struct Fields<'a> {
    rest: &'a str,
}

impl<'a> Fields<'a> {
    /// Takes the next field, as it was written. `None`: there is none.
    pub fn take(&mut self) -> Option<&'a str> {
        let rest = self.rest.strip_prefix(':')?;
        let end = rest.find(':').unwrap_or(rest.len());
        let (field, after) = rest.split_at(end);
        self.rest = after;
        Some(field)
    }
}

/// A field of callback data: integers, `bool`, identifiers, enums with `#[derive(CallbackData)]`, `String`s that are short,
/// and an `Option` of any of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of callback data",
    label = "not a field",
    note = "use integers, `bool`, a short `String`, an enum with `#[derive(CallbackData)]`, or an `Option` of these"
)]
pub trait Field: Sized {
    /// The longest it gets, in bytes; `None`: any length.
    const MAX_LEN: Option<usize>;
    /// Whether it may be written as nothing at all; such a field cannot be inside an `Option`.
    const MAY_BE_EMPTY: bool = false;
    /// Appends the field, without any `:` inside.
    fn write(&self, data: &mut String);
    /// Reads what [`Field::write`] wrote.
    fn read(field: &str) -> Option<Self>;
}

macro_rules! numbers {
    ($($type:ty: $longest:expr),*) => {$(
        impl Field for $type {
            const MAX_LEN: Option<usize> = Some($longest);

            fn write(&self, data: &mut String) {
                data.push_str(&self.to_string());
            }

            fn read(field: &str) -> Option<$type> {
                field.parse().ok()
            }
        }
    )*};
}

numbers!(i8: 4, i16: 6, i32: 11, i64: 20, u8: 3, u16: 5, u32: 10, u64: 20);

macro_rules! ids {
    ($($type:ident)*) => {$(
        impl Field for $type {
            const MAX_LEN: Option<usize> = <i64 as Field>::MAX_LEN;

            fn write(&self, data: &mut String) {
                self.0.write(data);
            }

            fn read(field: &str) -> Option<$type> {
                i64::read(field).map($type)
            }
        }
    )*};
}

ids!(ChatId UserId MessageId ThreadId);

impl Field for bool {
    const MAX_LEN: Option<usize> = Some(1);

    fn write(&self, data: &mut String) {
        data.push(if *self { '1' } else { '0' });
    }

    fn read(field: &str) -> Option<bool> {
        match field {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

/// `:` is written as `\.` and `\` as `\\`; an empty text as `\`, so that it differs from a missing one.
impl Field for String {
    const MAX_LEN: Option<usize> = None;

    fn write(&self, data: &mut String) {
        if self.is_empty() {
            data.push('\\');
        }
        for c in self.chars() {
            match c {
                ':' => data.push_str("\\."),
                '\\' => data.push_str("\\\\"),
                c => data.push(c),
            }
        }
    }

    fn read(field: &str) -> Option<String> {
        if field == "\\" {
            return Some(String::new());
        }
        let mut text = String::with_capacity(field.len());
        let mut chars = field.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push(match chars.next()? {
                    '.' => ':',
                    '\\' => '\\',
                    _ => return None,
                }),
                c => text.push(c),
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

/// Nothing is written for `None`.
impl<T: Field> Field for Option<T> {
    const MAX_LEN: Option<usize> = T::MAX_LEN;
    const MAY_BE_EMPTY: bool = true;

    fn write(&self, data: &mut String) {
        const { assert!(!T::MAY_BE_EMPTY, "an `Option` inside an `Option` cannot be told apart") }
        if let Some(value) = self {
            value.write(data);
        }
    }

    fn read(field: &str) -> Option<Option<T>> {
        if field.is_empty() { Some(None) } else { T::read(field).map(Some) }
    }
}

/// The longest data of a type: its prefix and its fields. What `#[derive(CallbackData)]` expands to uses it.
#[doc(hidden)]
pub const fn max_len(prefix: &str, fields: &[Option<usize>]) -> Option<usize> {
    let mut longest = prefix.len();
    let mut at = 0;
    while at < fields.len() {
        match fields[at] {
            Some(field) => longest += 1 + field,
            None => return None,
        }
        at += 1;
    }
    Some(longest)
}

/// Refuses at compile time what can never be sent. What `#[derive(CallbackData)]` expands to uses it.
#[doc(hidden)]
pub const fn check<T: CallbackData>() {
    if let Some(longest) = T::MAX_LEN {
        assert!(
            longest <= MAX_DATA,
            "this callback data can be longer than the 64 bytes that Telegram takes"
        );
    }
}

/// What callback data begins with.
pub(crate) fn prefix_of(data: &str) -> &str {
    data.split(':').next().unwrap_or(data)
}
