//! Which typed texts are a quantity, an address or a product.

use molniya_orderbot::{BadText, Quantity, typed_text};

#[test]
fn a_quantity_is_digits_from_1_to_999() {
    for (text, number) in [("1", 1), (" 3 ", 3), ("\u{2003}12\n", 12), ("007", 7), ("999", 999)] {
        assert_eq!(Quantity::typed(text).map(u16::from), Some(number), "{text:?}");
    }
    let bad = [
        "",
        " ",
        "0",
        "000",
        "-1",
        "+3",
        "1000",
        "99999999999",
        "3.5",
        "3 5",
        "3x",
        "three",
        "3️⃣",
        "３",
        "٣",
        "18446744073709551617",
    ];
    for text in bad {
        assert_eq!(Quantity::typed(text), None, "{text:?}");
    }
}

#[test]
fn a_text_is_counted_in_characters_after_trimming() {
    let longest = "ж".repeat(500);
    assert_eq!(typed_text(&format!(" {longest}\n"), 500), Ok(longest.as_str()));
    assert_eq!(typed_text(&"ж".repeat(501), 500), Err(BadText::TooLong));
    assert_eq!(typed_text("<b>*_[", 6), Ok("<b>*_["));
}

#[test]
fn a_text_that_cannot_be_seen_is_blank() {
    for text in ["", "   ", "\n\t", "\u{200b}", " \u{feff}\u{2060} ", "\u{3164}", "\u{2800}", "\0"]
    {
        assert_eq!(typed_text(text, 500), Err(BadText::Blank), "{text:?}");
    }
    // Joiners inside visible text are part of it.
    let family = "👨\u{200d}👩\u{200d}👧";
    assert_eq!(typed_text(family, 500), Ok(family));
}
