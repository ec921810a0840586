//! Keyboards: the JSON written by hand is the JSON serde would write.

use molniya::{CallbackData, InlineKeyboard, KeyboardError, MAX_BUTTONS, ReplyKeyboard};
use proptest::prelude::*;
use serde::Serialize;

#[derive(CallbackData)]
struct Pick {
    name: String,
}

#[derive(Serialize)]
struct Inline {
    inline_keyboard: Vec<Vec<Button>>,
}

#[derive(Serialize)]
struct Button {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

fn pick(name: &str) -> Pick {
    Pick { name: name.to_owned() }
}

#[test]
fn a_keyboard_that_telegram_would_refuse_is_not_built() {
    assert_eq!(InlineKeyboard::new().row().build(), Err(KeyboardError::Empty));
    assert_eq!(ReplyKeyboard::new().build(), Err(KeyboardError::Empty));
    assert_eq!(InlineKeyboard::new().url(" ", "x").build(), Err(KeyboardError::NoText));
    assert_eq!(ReplyKeyboard::new().button("").build(), Err(KeyboardError::NoText));
    let buttons = |n| (0..n).fold(InlineKeyboard::new(), |k, n| k.url(n.to_string(), "x").row());
    assert!(buttons(MAX_BUTTONS).build().is_ok());
    assert_eq!(
        buttons(MAX_BUTTONS + 1).build(),
        Err(KeyboardError::TooManyButtons(MAX_BUTTONS + 1))
    );
}

#[test]
fn the_first_button_that_carries_too_much_is_named() {
    let long = "x".repeat(65);
    let built = InlineKeyboard::new()
        .button("ok", &pick("a"))
        .button("Long name", &pick(&long))
        .button("", &pick("b"))
        .build();
    let Err(KeyboardError::Data { text, source }) = built else { panic!("{built:?}") };
    assert_eq!((text.as_str(), source.length), ("Long name", "pick:".len() + 65));
}

#[test]
fn empty_rows_are_left_out() {
    let keyboard = ReplyKeyboard::new().row().button("1").row().row().button("2").row().build();
    assert_eq!(
        keyboard.unwrap().as_json(),
        r#"{"keyboard":[[{"text":"1"}],[{"text":"2"}]],"resize_keyboard":true}"#
    );
}

proptest! {
    #[test]
    fn an_inline_keyboard_is_what_serde_would_write(
        rows in proptest::collection::vec(proptest::collection::vec(("x.{0,8}", "[a-z]{0,8}", any::<bool>()), 1..4), 1..4),
    ) {
        let mut builder = InlineKeyboard::new();
        let mut inline_keyboard = Vec::new();
        for row in rows {
            let mut buttons = Vec::new();
            for (text, value, is_url) in row {
                let data = pick(&value).to_data().unwrap();
                builder = if is_url {
                    builder.url(&text, &value)
                } else {
                    builder.button(&text, &pick(&value))
                };
                let (callback_data, url) = if is_url { (None, Some(value)) } else { (Some(data), None) };
                buttons.push(Button { text, callback_data, url });
            }
            inline_keyboard.push(buttons);
            builder = builder.row();
        }
        let expected = serde_json::to_string(&Inline { inline_keyboard }).unwrap();
        let keyboard = builder.build().unwrap();
        prop_assert_eq!(keyboard.as_json(), expected);
    }
}
