//! What the reader refuses, and that it always comes to an end.

use proptest::prelude::*;

use super::*;
use crate::rich::limits;

fn error(source: &str) -> String {
    parse(source).unwrap_err()
}

#[test]
fn what_stands_in_a_wrong_place_is_named() {
    for (source, expected) in [
        ("<b><p>x</p></b>", "Tag \"p\" can't stand here at byte offset 3"),
        ("<h1><hr></h1>", "Tag \"hr\" can't stand here at byte offset 4"),
        (
            "<a href=\"e.org\"><img src=\"https://e.org\"></a>",
            "Tag \"img\" can't stand here at byte offset 16",
        ),
        ("<li>x</li>", "Tag \"li\" can't stand here at byte offset 0"),
        ("<ul>x</ul>", "Text can't stand directly in the tag \"ul\" at byte offset 0"),
        ("<ul><b>x</b></ul>", "Tag \"b\" can't stand here at byte offset 4"),
        ("<table><td>x</td></table>", "Tag \"td\" can't stand here at byte offset 7"),
        ("<table><tr><li></li></tr></table>", "Tag \"li\" can't stand here at byte offset 11"),
        (
            "<aside>x<cite>a</cite><cite>b</cite></aside>",
            "Tag \"cite\" can't stand here at byte offset 22",
        ),
        (
            "<tg-emoji emoji-id=\"5\"><b>x</b></tg-emoji>",
            "Tag \"b\" can't stand here at byte offset 23",
        ),
        ("<details>x</details>", "Tag \"details\" must have a tag \"summary\" at byte offset 0"),
        (
            "<tg-collage>x</tg-collage>",
            "Tag \"tg-collage\" must contain only media at byte offset 0",
        ),
        (
            "<tg-slideshow></tg-slideshow>",
            "Tag \"tg-slideshow\" must contain only media at byte offset 0",
        ),
        ("<figure>x</figure>", "Tag \"figure\" can contain only media at byte offset 0"),
        ("<figure></figure>", "Tag \"figure\" must contain one media at byte offset 0"),
        ("<figure><hr><hr></figure>", "Tag \"figure\" must contain one media at byte offset 0"),
        ("<audio src=\"https://e.org\">x</audio>", "Tag \"audio\" must be empty at byte offset 0"),
        (
            "<tg-button-row>x</tg-button-row>",
            "Text can't stand directly in the tag \"tg-button-row\" at byte offset 0",
        ),
    ] {
        assert_eq!(error(source), expected);
    }
}

#[test]
fn wrong_attributes_are_named() {
    for (source, expected) in [
        (
            "<p><tg-button type=\"disabled\"></tg-button></p>",
            "Tag \"tg-button\" must contain a text",
        ),
        ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\""),
        ("<a>x</a>", "Tag \"a\" must have attribute \"href\" or \"name\""),
        ("<img>", "Tag \"img\" must have attribute \"src\""),
        ("<tg-emoji emoji-id=\"x\">x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time>x</tg-time>", "Tag \"tg-time\" must have attribute \"unix\""),
        ("<tg-time unix=\"x\">x</tg-time>", "Attribute \"unix\" of the tag \"tg-time\" is invalid"),
        ("<ol type=\"z\"></ol>", "Attribute \"type\" of the tag \"ol\" is invalid"),
        ("<ol><li value=\"x\"></li></ol>", "Attribute \"value\" of the tag \"li\" is invalid"),
        ("<ul><li><input></li></ul>", "Attribute \"type\" of the tag \"input\" is invalid"),
        (
            "<table><tr><td colspan=\"0\"></td></tr></table>",
            "Attribute \"colspan\" of the tag \"td\" is invalid",
        ),
        (
            "<table><tr><td align=\"x\"></td></tr></table>",
            "Attribute \"align\" of the tag \"td\" is invalid",
        ),
        (
            "<p><tg-button type=\"x\">x</tg-button></p>",
            "Attribute \"type\" of the tag \"tg-button\" is invalid",
        ),
        (
            "<p><tg-button type=\"url\">x</tg-button></p>",
            "Tag \"tg-button\" must have attribute \"url\"",
        ),
    ] {
        assert!(error(source).starts_with(expected), "{}", error(source));
    }
    for address in
        ["ftp://e.org", "https://", "file.jpg", "tg://photo?id=", "tg://voice?id=1", "\u{e9}"]
    {
        assert!(error(&format!("<img src=\"{address}\">")).starts_with("Attribute \"src\""));
    }
}

#[test]
fn levels_have_a_limit() {
    let nested = |tag: &str, times| {
        format!("{}x{}", format!("<{tag}>").repeat(times), format!("</{tag}>").repeat(times))
    };
    for tag in ["b", "blockquote"] {
        let deepest = parse(&nested(tag, 15)).unwrap();
        assert_eq!(limits::levels(&deepest), 16);
        assert!(error(&nested(tag, 16)).starts_with("There are more than 16 nested levels"));
    }
    let lists = "<ul><li>".repeat(15) + "x" + &"</li></ul>".repeat(15);
    assert!(parse(&lists).is_ok());
    let mixed = format!("<blockquote>{}</blockquote>", nested("i", 15));
    assert!(error(&mixed).starts_with("There are more than 16 nested levels"));
}

#[test]
fn long_sources_are_read_without_recursion() {
    for piece in ["<b>", "<", "&", "<p>", "</p>", "<a href=\"", "<tg-math>", "<br>", "x <b>y</b> "]
    {
        let _ = parse(&piece.repeat(0x4_0000 / piece.len()));
    }
}

/// Pieces of HTML, of which most are tags that fit each other.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<br>",
        "<hr/>",
        "<blockquote>",
        "</blockquote>",
        "<cite>",
        "</cite>",
        "<a href=\"#x\">",
        "<a name='x'>",
        "</a>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<details>",
        "<summary>s</summary>",
        "</details>",
        "<tg-math>",
        "</tg-math>",
        "<figure>",
        "</figure>",
        "<img src=\"http://e\">",
        "<figcaption>",
        "</figcaption>",
        "<tg-collage>",
        "</tg-collage>",
        "<input type=checkbox>",
        "<tg-reference name=x>",
        "</tg-reference>",
        "&lt;",
        "&",
        "\n",
        " ",
        "x",
        "\u{e9}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// HTML in which every tag has its end.
fn balanced() -> impl Strategy<Value = String> {
    let leaf =
        prop::sample::select(vec!["x", " ", "<br>", "<hr>", "<img src='http://e'>", "&amp;"]);
    leaf.prop_map(str::to_owned).prop_recursive(20, 60, 3, |inner| {
        let tag =
            prop::sample::select(vec!["b", "p", "blockquote", "aside", "h1", "u", "pre", "mark"]);
        (tag, prop::collection::vec(inner, 1..3))
            .prop_map(|(tag, inner)| format!("<{tag}>{}</{tag}>", inner.concat()))
    })
}

proptest! {
    #[test]
    fn no_markup_breaks_the_reader(source in prop_oneof!["[<>/a-c=\"' &;#x\n!-]{0,80}", pieces(), balanced()]) {
        if let Ok(blocks) = parse(&source) {
            prop_assert!(limits::levels(&blocks) <= 16);
            // Which reads what it has told, too.
            super::told(blocks);
        }
    }
}
