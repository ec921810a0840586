use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::rich::{limits, plain};

fn told(source: &str) -> Value {
    html::told(parse(source).unwrap())
}

/// The text of a message that is one paragraph.
fn text(source: &str) -> Value {
    html::text_of(told(source))
}

fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "text": text})
}

#[test]
fn looks_have_their_signs() {
    for (source, kind) in [
        ("**x**", "bold"),
        ("__x__", "bold"),
        ("*x*", "italic"),
        ("_x_", "italic"),
        ("~~x~~", "strikethrough"),
        ("`x`", "code"),
        ("==x==", "marked"),
        ("||x||", "spoiler"),
        ("<u>x</u>", "underline"),
        ("<sub>x</sub>", "subscript"),
    ] {
        assert_eq!(text(source), json!({"type": kind, "text": "x"}), "{source}");
    }
    assert_eq!(text("$x < y$"), json!({"type": "mathematical_expression", "expression": "x < y"}));
}

#[test]
fn looks_nest() {
    assert_eq!(
        text("**a _b <u>c</u>_**"),
        json!({"type": "bold", "text": ["a ", {"type": "italic", "text":
            ["b ", {"type": "underline", "text": "c"}]}]})
    );
    assert_eq!(
        text("==a **b** ||c||=="),
        json!({"type": "marked", "text": ["a ", {"type": "bold", "text": "b"}, " ",
            {"type": "spoiler", "text": "c"}]})
    );
}

#[test]
fn signs_without_another_one_are_signs() {
    for source in ["a == b == c", "==a", "a==", "===a===", "a || b", "==a **b==** c", "\\==a=="] {
        assert!(!told(source).to_string().contains("marked"), "{source}");
        assert!(!told(source).to_string().contains("spoiler"), "{source}");
    }
    assert_eq!(text("a == b"), "a == b");
    assert_eq!(text("==a ||b=="), json!({"type": "marked", "text": "a ||b"}));
    assert_eq!(text("\\==a=="), "==a==");
    assert_eq!(text("`==a==`"), json!({"type": "code", "text": "==a=="}));
}

#[test]
fn links_are_what_their_addresses_are() {
    assert_eq!(text("[x](https://e.org/?a&b)")["url"], "https://e.org/?a&b");
    assert_eq!(text("[x](mailto:a@e.org)")["email_address"], "a@e.org");
    assert_eq!(text("<a@e.org>")["email_address"], "a@e.org");
    assert_eq!(text("<https://e.org>")["url"], "https://e.org");
    assert_eq!(text("[x](tel:+1)")["phone_number"], "+1");
    assert_eq!(text("[x](tg://user?id=7)")["user"], json!({"id": 7}));
    assert_eq!(text("[x]\n\n[x]: https://e.org")["url"], "https://e.org");
    assert_eq!(told("<a name=\"n\"></a>\n\n[x](#n)")[1]["text"]["anchor_name"], "n");
}

#[test]
fn images_are_emoji_times_or_files() {
    assert_eq!(
        text("![E](tg://emoji?id=5)"),
        json!({"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "E"})
    );
    assert_eq!(
        text("![22:45](tg://time?unix=7&format=wDT)"),
        json!({"type": "date_time", "text": "22:45", "unix_time": 7, "date_time_format": "wDT"})
    );
    let file = told("![no *matter*](https://e.org/a.mp4 \"The **title**\")");
    assert_eq!(file[0]["tag"], "Video");
    assert_eq!(file[0]["address"], "https://e.org/a.mp4");
    assert_eq!(file[0]["caption"], json!({"text": "The **title**"}));
    let blocks = told("a ![](tg://photo?id=x) b\n![](https://e.org)");
    assert_eq!(blocks[0], paragraph("a"));
    assert_eq!(blocks[1]["address"], "tg://photo?id=x");
    assert_eq!(blocks[2], paragraph("b"));
    assert_eq!(blocks[3]["tag"], "Image");
}

#[test]
fn lines_go_on_or_break() {
    assert_eq!(text("a\nb  \nc\\\nd"), "a b\nc\nd");
    assert_eq!(
        told("a\n\nb\n***\n# c"),
        json!([
            paragraph("a"), paragraph("b"), {"type": "divider"}, {"type": "heading", "text": "c", "size": 1},
        ])
    );
    assert_eq!(told("###### x")[0]["size"], 6);
}

#[test]
fn code_and_formulas_are_blocks() {
    assert_eq!(
        told("```rust x\n<b>\n\n  c\n```"),
        json!([{"type": "pre", "text": "<b>\n\n  c", "language": "rust"}])
    );
    assert_eq!(told("    a\n     b"), json!([{"type": "pre", "text": "a\n b"}]));
    let formula = json!([{"type": "mathematical_expression", "expression": "a < b"}]);
    assert_eq!(told("$$a < b$$"), formula);
    assert_eq!(told("```math\na < b\n```"), formula);
}

#[test]
fn lists_have_items() {
    assert_eq!(
        told("- a\n  - b\n")[0]["items"],
        json!([{"label": "\u{2022}", "blocks": [paragraph("a"), {"type": "list", "items":
            [{"label": "\u{2022}", "blocks": [paragraph("b")]}]}]}])
    );
    assert_eq!(told("3. a\n4. b")[0]["items"][1]["label"], "4.");
    for source in ["- [ ] a\n- [x] b", "- [ ] a\n\n- [x] b"] {
        let items = &told(source)[0]["items"];
        assert!(items[0]["has_checkbox"] == true && items[0].get("is_checked").is_none());
        assert!(items[1]["is_checked"] == true && items[1]["blocks"] == json!([paragraph("b")]));
    }
}

#[test]
fn quotes_have_paragraphs() {
    assert_eq!(
        told("> a\n> b\n>\n> c"),
        json!([{"type": "blockquote", "blocks": [paragraph("a b"), paragraph("c")]}])
    );
}

#[test]
fn tables_have_alignments() {
    let cell = |text: &str, align: &str| json!({"text": text, "align": align, "valign": "middle"});
    let mut head = cell("A", "left");
    head["is_header"] = true.into();
    assert_eq!(
        told("| A | B | C |\n|---|:-:|--:|\n| a | **b** |")[0]["cells"],
        json!([
            [head, {"text": "B", "align": "center", "valign": "middle", "is_header": true},
                {"text": "C", "align": "right", "valign": "middle", "is_header": true}],
            [cell("a", "left"),
                {"text": {"type": "bold", "text": "b"}, "align": "center", "valign": "middle"},
                {"align": "right", "valign": "middle"}],
        ])
    );
}

#[test]
fn footnotes_are_references() {
    let blocks = told("a[^n] b[^m] c[^n]\n\n[^n]: *N*\n\n[^m]:\n    - M");
    let link = |name, text| json!({"type": "reference_link", "text": text, "reference_name": name});
    assert_eq!(
        blocks[0]["text"],
        json!(["a", link("n", "[1]"), " b", link("m", "[2]"), " c", link("n", "[1]")])
    );
    assert_eq!(
        blocks[1]["text"],
        json!({"type": "reference", "text": {"type": "italic", "text": "N"}, "name": "n"})
    );
    assert_eq!(blocks[2]["text"], json!({"type": "reference", "text": "m", "name": "m"}));
    assert_eq!(blocks[3]["type"], "list");
}

#[test]
fn html_stands_in_markdown() {
    let blocks = told(
        "<details open><summary>s **b**</summary>\n\n- a\n\n</details>\n\n<aside>p<cite>c</cite></aside>",
    );
    assert_eq!(blocks[0]["blocks"][0]["type"], "list");
    assert_eq!(blocks[0]["summary"][1], json!({"type": "bold", "text": "b"}));
    assert_eq!(blocks[1]["credit"], "c");
    let gallery =
        told("<tg-collage>\n\n![](https://e.org/a)\n![](https://e.org/b)\n\n</tg-collage>");
    assert_eq!(gallery[0]["blocks"].as_array().map(Vec::len), Some(2));
    assert_eq!(told("<tg-map lat=\"1\" long=\"2\"/>")[0]["type"], "map");
    assert_eq!(told("a <tg-math-block>x</tg-math-block>")[1]["expression"], "x");
}

#[test]
fn errors_name_no_place() {
    let error = |source: &str| parse(source).unwrap_err();
    assert_eq!(error("a <x>"), "Unsupported start tag \"x\"");
    assert_eq!(error("a <b>"), "Unmatched end tag, expected \"</b>\", found \"</p>\"");
    assert_eq!(error("# ![](https://e.org)"), "Tag \"img\" can't stand here");
    assert!(error("![](file.jpg)").starts_with("Attribute \"src\""));
    assert_eq!(error(&(">".repeat(16) + "x")), "There are more than 16 nested levels");
    assert_eq!(error(&">".repeat(0x10_0000)), "There are more than 64 nested tags");
}

#[test]
fn text_is_only_text() {
    assert_eq!(text("1 &lt; 2 & \"3\" \\<b> \\*"), "1 < 2 & \"3\" <b> *");
}

#[test]
fn long_sources_are_read_without_recursion() {
    for piece in
        ["[", "|", "*", "==a", "||", "<b>", "`a", "$", "![", "[^a]", "_a ", "a | b\n", "- a\n"]
    {
        let _ = parse(&piece.repeat(0x4_0000 / piece.len()));
    }
}

proptest! {
    #[test]
    fn no_markup_breaks_the_reader(source in prop_oneof![
        "[*_~`=|$#<>/bu\\[\\]()!^:0-9. \nx\u{e9}\\\\-]{0,80}",
        prop::collection::vec("(> |- |1\\. |  |\\| a |\\|-|# |```|\\[\\^n\\]|\\[\\^n\\]: |\\*\\*|==|\\|\\||\n|\n\n|x )", 0..40)
            .prop_map(|pieces| pieces.concat()),
    ]) {
        if let Ok(blocks) = parse(&source) {
            prop_assert!(limits::levels(&blocks) <= 16);
            // Which reads what it has told, too.
            html::told(blocks);
        }
    }

    /// Words stay what they are, whatever signs stand around them.
    #[test]
    fn words_are_not_lost(words in prop::collection::vec("[a-z]{1,5}", 1..8), sign in "(==|\\|\\||\\*\\*|~~)") {
        let source = words.join(&format!(" {sign}"));
        let text = plain::of(&parse(&source).unwrap());
        prop_assert!(words.iter().all(|word| text.contains(word.as_str())), "{}", text);
    }
}
