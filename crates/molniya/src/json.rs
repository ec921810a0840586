//! Writing JSON objects by hand, so that a part which is JSON already is spliced in as it is.

use crate::answer::Json;

/// An object under construction.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn with_capacity(bytes: usize) -> Object {
        let mut text = String::with_capacity(bytes);
        text.push('{');
        Object(text)
    }

    /// Adds a member whose value is text.
    pub(crate) fn text(&mut self, name: &str, value: &str) -> &mut Object {
        self.key(name);
        push_text(&mut self.0, value);
        self
    }

    /// Adds a member whose value is JSON already.
    pub(crate) fn raw(&mut self, name: &str, json: &str) -> &mut Object {
        self.key(name);
        self.0.push_str(json);
        self
    }

    pub(crate) fn finish(mut self) -> Json {
        self.0.push('}');
        self.0.into_boxed_str()
    }

    fn key(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_text(&mut self.0, name);
        self.0.push(':');
    }
}

/// Appends a JSON string.
pub(crate) fn push_text(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        // What must be escaped is ASCII, so `at` and `at + 1` are character boundaries.
        out.push_str(&text[copied..at]);
        copied = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            _ => {
                out.push_str("\\u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    out.push_str(&text[copied..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_object_is_written_member_by_member() {
        let mut object = Object::with_capacity(0);
        object.text("a", "x\"y").raw("b", "[1,2]");
        assert_eq!(&*object.finish(), r#"{"a":"x\"y","b":[1,2]}"#);
        assert_eq!(&*Object::with_capacity(0).finish(), "{}");
    }

    proptest! {
        #[test]
        fn text_is_written_as_serde_writes_it(text in ".{0,40}|[\\x00-\\x7f]{0,40}") {
            let mut json = String::new();
            push_text(&mut json, &text);
            prop_assert_eq!(json, serde_json::to_string(&text).unwrap());
        }
    }
}
