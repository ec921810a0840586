//! Callback data: what is written is read, and nothing else is.

use molniya::botapi::{ChatId, UserId};
use molniya::{CallbackData, MAX_DATA};
use proptest::prelude::*;

#[derive(CallbackData, Debug, PartialEq)]
struct NewOrder;

#[derive(CallbackData, Debug, PartialEq, Clone, Copy)]
enum Size {
    Small,
    #[callback(rename = "XL")]
    ExtraLarge,
}

#[derive(CallbackData, Debug, PartialEq)]
#[callback(prefix = "n")]
struct Numbers {
    a: i64,
    b: u8,
    c: Option<i32>,
    yes: bool,
    size: Option<Size>,
}

#[derive(CallbackData, Debug, PartialEq)]
#[callback(prefix = "t")]
struct Texts(String, Option<String>, String);

#[derive(CallbackData, Debug, PartialEq)]
struct Ids(ChatId, UserId);

#[test]
fn data_looks_as_documented() {
    assert_eq!(NewOrder.to_data().unwrap(), "new_order");
    assert_eq!(Size::ExtraLarge.to_data().unwrap(), "size:XL");
    let numbers = Numbers { a: -1, b: 2, c: None, yes: true, size: Some(Size::Small) };
    assert_eq!(numbers.to_data().unwrap(), "n:-1:2::1:small");
    let texts = Texts("a:b\\".to_owned(), None, String::new());
    assert_eq!(texts.to_data().unwrap(), r"t:a\.b\\::\");
    assert_eq!(Ids(ChatId(-100), UserId(5)).to_data().unwrap(), "ids:-100:5");
}

#[test]
fn other_data_is_not_read() {
    for data in ["", "new_orders", "new_order:", "new_order:1", "NEW_ORDER", " new_order"] {
        assert_eq!(NewOrder::from_data(data), None, "{data}");
    }
    for data in ["size", "size:", "size:xl", "size:small:", "size:small:small"] {
        assert_eq!(Size::from_data(data), None, "{data}");
    }
    for data in ["n:1:2::1", "n:1:256::1:", "n:1:2::2:", "n:1:2:x:1:", "n:1:2::1:small:", "n"] {
        assert_eq!(Numbers::from_data(data), None, "{data}");
    }
    for data in [r"t:a\:b:c", r"t:\x::a", "t:a::", "t:::a"] {
        assert_eq!(Texts::from_data(data), None, "{data}");
    }
}

#[test]
fn types_know_how_long_they_get() {
    assert_eq!(NewOrder::MAX_LEN, Some("new_order".len()));
    assert_eq!(Numbers::MAX_LEN, Some("n:-9223372036854775808:255:-2147483648:1:small".len()));
    assert_eq!(Texts::MAX_LEN, None);
}

#[test]
fn text_that_does_not_fit_is_an_error() {
    let texts = |length| Texts("x".repeat(length), None, String::new()).to_data();
    let longest = texts(MAX_DATA - "t:::\\".len()).unwrap();
    assert_eq!(longest.len(), MAX_DATA);
    let error = texts(MAX_DATA - "t:::\\".len() + 1).unwrap_err();
    assert_eq!((error.prefix, error.length), ("t", MAX_DATA + 1));
}

fn size() -> impl Strategy<Value = Option<Size>> {
    prop_oneof![Just(None), Just(Some(Size::Small)), Just(Some(Size::ExtraLarge))]
}

proptest! {
    #[test]
    fn numbers_come_back(
        a in any::<i64>(), b in any::<u8>(), c in any::<Option<i32>>(), yes in any::<bool>(), size in size(),
    ) {
        let numbers = Numbers { a, b, c, yes, size };
        let data = numbers.to_data().unwrap();
        prop_assert!(Some(data.len()) <= Numbers::MAX_LEN);
        prop_assert_eq!(Numbers::from_data(&data), Some(numbers));
    }

    #[test]
    fn texts_come_back_or_are_too_long(
        a in "[:\\\\.a]{0,20}|.{0,20}", b in proptest::option::of("[:\\\\.]{0,9}"), c in ".{0,20}",
    ) {
        let texts = Texts(a, b, c);
        match texts.to_data() {
            Ok(data) => {
                prop_assert!((1..=MAX_DATA).contains(&data.len()));
                prop_assert_eq!(Texts::from_data(&data), Some(texts));
            }
            Err(error) => prop_assert!(error.length > MAX_DATA),
        }
    }

    #[test]
    fn no_data_panics(data in "[nt]?(:[0-9a-z\\\\.]{0,4}){0,6}|.{0,20}") {
        Numbers::from_data(&data);
        Texts::from_data(&data);
        Size::from_data(&data);
    }
}
