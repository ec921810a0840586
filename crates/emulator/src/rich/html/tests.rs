use serde_json::{Value, json};

use super::*;
use crate::rich::Tag;

fn told(source: &str) -> Value {
    super::told(parse(source).unwrap())
}

/// The text of a message that is one paragraph.
fn text(source: &str) -> Value {
    super::text_of(told(source))
}

fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "text": text})
}

#[test]
fn every_look_has_its_tags() {
    for (tags, kind) in [
        (&["b", "strong"][..], "bold"),
        (&["i", "em"], "italic"),
        (&["u", "ins"], "underline"),
        (&["s", "strike", "del"], "strikethrough"),
        (&["code"], "code"),
        (&["mark"], "marked"),
        (&["sub"], "subscript"),
        (&["sup"], "superscript"),
        (&["tg-spoiler"], "spoiler"),
    ] {
        for tag in tags {
            assert_eq!(text(&format!("<{tag}>x</{tag}>")), json!({"type": kind, "text": "x"}));
        }
    }
    assert_eq!(text("<span class=\"tg-spoiler\">x</span>")["type"], "spoiler");
    assert_eq!(
        text("a<b>b<i>c</i></b>d"),
        json!(["a", {"type": "bold", "text": ["b", {"type": "italic", "text": "c"}]}, "d"])
    );
}

#[test]
fn marks_keep_their_attributes() {
    let emoji = json!({"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "E"});
    assert_eq!(text("<tg-emoji emoji-id=\"5\">E</tg-emoji>"), emoji);
    assert_eq!(text("<img src=\"tg://emoji?id=5\" alt=\"E\"/>"), emoji);
    assert_eq!(
        text("<tg-time unix=\"-7\" format=\"wDT\">then</tg-time>"),
        json!({"type": "date_time", "text": "then", "unix_time": -7, "date_time_format": "wDT"})
    );
    assert_eq!(
        text("<tg-math> x < y </tg-math>"),
        json!({"type": "mathematical_expression", "expression": "x < y"})
    );
}

#[test]
fn links_are_what_their_addresses_are() {
    let link = |href: &str| text(&format!("<a href=\"{href}\">x</a>"));
    assert_eq!(link("https://e.org/?a&amp;b")["url"], "https://e.org/?a&b");
    assert_eq!(link("mailto:a@e.org")["email_address"], "a@e.org");
    assert_eq!(link("tel:+1")["phone_number"], "+1");
    assert_eq!(
        link("tg://user?id=7"),
        json!({"type": "text_mention", "text": "x", "user": {"id": 7}})
    );
    assert_eq!(link("#n"), json!({"type": "anchor_link", "text": "x", "anchor_name": "n"}));
    assert_eq!(link("nowhere"), "x");
}

#[test]
fn a_link_to_a_reference_is_known_wherever_that_is() {
    let blocks = told(
        "<p><a href=\"#n\">1</a></p><footer><tg-reference name=\"n\">N</tg-reference></footer>",
    );
    assert_eq!(
        blocks[0]["text"],
        json!({"type": "reference_link", "text": "1", "reference_name": "n"})
    );
    assert_eq!(blocks[1]["text"], json!({"type": "reference", "text": "N", "name": "n"}));
}

#[test]
fn anchors_alone_are_blocks() {
    let anchor = json!({"type": "anchor", "name": "n"});
    assert_eq!(told("<a name=\"n\"></a>"), json!([anchor]));
    assert_eq!(told("<a id=\"n\"></a> <a name=\"n\"></a><hr/>")[1], anchor);
    assert_eq!(text("<p><a name=\"n\"></a> x</p>"), json!([anchor, "x"]));
    assert_eq!(text("<a name=\"n\">x</a>"), json!([anchor, "x"]));
}

#[test]
fn blanks_are_one_blank_and_breaks_are_lines() {
    assert_eq!(
        text("  a\n\t b <b> c </b> d "),
        json!(["a b ", {"type": "bold", "text": "c "}, "d"])
    );
    assert_eq!(text("a <br/> b<br>c<br>"), "a\nb\nc");
    assert_eq!(text("a&nbsp; <i>b </i>"), json!(["a\u{a0} ", {"type": "italic", "text": "b"}]));
    assert_eq!(text("<b> </b>a<i></i>"), "a");
    assert_eq!(told(" \n <p> </p><h1></h1><b></b>"), json!([]));
}

#[test]
fn text_between_blocks_is_a_paragraph() {
    assert_eq!(
        told("a<hr>b\n<p>c</p>\nd"),
        json!([paragraph("a"), {"type": "divider"}, paragraph("b"), paragraph("c"), paragraph("d")])
    );
}

#[test]
fn headings_have_sizes() {
    for size in 1..=6 {
        assert_eq!(
            told(&format!("<h{size}>x</h{size}>")),
            json!([{"type": "heading", "text": "x", "size": size}])
        );
    }
}

#[test]
fn code_keeps_its_blanks_and_its_language() {
    assert_eq!(told("<pre>\n a\n  b</pre>")[0]["text"], " a\n  b");
    assert_eq!(
        told("<pre><code class=\"language-rust\">\tx </code></pre>"),
        json!([{"type": "pre", "text": "\tx ", "language": "rust"}])
    );
    assert_eq!(told("<pre><b>x</b> y</pre>")[0]["text"][1], " y");
}

#[test]
fn other_blocks_of_text_have_their_types() {
    assert_eq!(told("<footer>x</footer>"), json!([{"type": "footer", "text": "x"}]));
    assert_eq!(told("<tg-thinking>x</tg-thinking>"), json!([{"type": "thinking", "text": "x"}]));
    assert_eq!(
        told("<tg-math-block>\nE = mc^2\n</tg-math-block>"),
        json!([{"type": "mathematical_expression", "expression": "E = mc^2"}])
    );
}

#[test]
fn lists_have_labels() {
    let items = |source: &str| told(source)[0]["items"].take();
    assert_eq!(
        items("<ul>\n<li>a</li>\n</ul>"),
        json!([{"label": "\u{2022}", "blocks": [paragraph("a")]}])
    );
    assert_eq!(
        items(
            "<ol start=\"3\" type=\"a\" reversed><li>x</li><li value=\"9\" type=\"I\">y</li><li></li></ol>"
        ),
        json!([
            {"label": "c.", "blocks": [paragraph("x")], "value": 3, "type": "a"},
            {"label": "IX.", "blocks": [paragraph("y")], "value": 9, "type": "I"},
            {"label": "h.", "blocks": [], "value": 8, "type": "a"},
        ])
    );
    assert_eq!(items("<ol reversed><li>x</li><li>y</li></ol>")[0]["label"], "2.");
    assert_eq!(
        items(
            "<ul><li> <input type=\"checkbox\" checked>a</li><li><input type=\"checkbox\"/></li></ul>"
        ),
        json!([
            {"label": "\u{2022}", "blocks": [paragraph("a")], "has_checkbox": true, "is_checked": true},
            {"label": "\u{2022}", "blocks": [], "has_checkbox": true},
        ])
    );
}

#[test]
fn quotes_have_credits() {
    assert_eq!(
        told("<blockquote>a<p>b</p><cite>c</cite></blockquote>"),
        json!([{"type": "blockquote", "blocks": [paragraph("a"), paragraph("b")], "credit": "c"}])
    );
    assert_eq!(
        told("<blockquote expandable>a<br>b<cite>c</cite></blockquote>"),
        json!([{"type": "expandable_blockquote", "text": "a\nb", "credit": "c"}])
    );
    assert_eq!(
        told("<aside>a<cite>c</cite></aside>"),
        json!([{"type": "pullquote", "text": "a", "credit": "c"}])
    );
}

#[test]
fn details_may_be_open() {
    assert_eq!(
        told("<details open>\n<summary>s</summary>x<hr></details>"),
        json!([{"type": "details", "summary": "s", "is_open": true,
            "blocks": [paragraph("x"), {"type": "divider"}]}])
    );
    assert!(told("<details><summary>s</summary></details>")[0].get("is_open").is_none());
}

#[test]
fn tables_have_cells() {
    let plain = json!({"text": "a", "align": "left", "valign": "middle"});
    assert_eq!(
        told("<table><tbody><tr><td>a</td></tr></tbody></table>"),
        json!([{"type": "table", "cells": [[plain]]}])
    );
    assert_eq!(
        told(
            "<table bordered striped compact><caption>C</caption><tr><th colspan=2 rowspan=\"3\" \
             align=\"right\" valign=\"top\"></th> <td colspan=\"1\">a</td></tr></table>"
        ),
        json!([{"type": "table", "is_bordered": true, "is_striped": true, "is_compact": true,
        "caption": "C", "cells": [[
            {"is_header": true, "colspan": 2, "rowspan": 3, "align": "right", "valign": "top"},
            plain,
        ]]}])
    );
}

fn source(tag: Tag, address: &str) -> Source {
    Source { tag, address: address.to_owned(), has_spoiler: false }
}

fn file(tag: Tag, address: &str) -> Block<Source> {
    Block::File { file: source(tag, address), caption: None }
}

#[test]
fn files_are_blocks_of_their_own() {
    assert_eq!(
        parse(
            "<img src=\"https://e.org/a\"/><video src=\"tg://video?id=v\"></video>\
             <audio src=\"tg://audio?id=a\"/><tg-document src=\"HTTP://e.org\"></tg-document>"
        ),
        Ok(vec![
            file(Tag::Image, "https://e.org/a"),
            file(Tag::Video, "tg://video?id=v"),
            file(Tag::Audio, "tg://audio?id=a"),
            file(Tag::Document, "HTTP://e.org"),
        ])
    );
    let blocks = parse("<p>a <img src=\"https://e.org/a\" tg-spoiler> b</p>").unwrap();
    let plain = |text: &str| Block::Paragraph { text: Text::Plain(text.to_owned()) };
    let hidden = Source { has_spoiler: true, ..source(Tag::Image, "https://e.org/a") };
    assert_eq!(blocks, [plain("a"), Block::File { file: hidden, caption: None }, plain("b")]);
}

#[test]
fn figures_have_captions() {
    let caption = |inside: &str| {
        let figcaption = "<figcaption>c<cite>who</cite></figcaption>";
        told(&format!("<figure>{inside}{figcaption}</figure>"))[0]["caption"].take()
    };
    let expected = json!({"text": "c", "credit": "who"});
    assert_eq!(caption("<img src=\"https://e.org/a\"/>"), expected);
    assert_eq!(caption("<tg-map lat=\"1\" long=\"2\"/>"), expected);
    let collage = "<tg-collage><img src=\"https://e.org/a\"/></tg-collage>";
    assert_eq!(caption(collage), expected);
}

#[test]
fn galleries_hold_files() {
    let inside = "<img src=\"https://e.org/a\"/>\n<video src=\"https://e.org/b\"/><figcaption>c</figcaption>";
    for kind in ["collage", "slideshow"] {
        let gallery = told(&format!("<tg-{kind}>{inside}</tg-{kind}>"));
        assert_eq!(gallery[0]["type"], kind);
        assert_eq!(gallery[0]["blocks"].as_array().map(Vec::len), Some(2));
        assert_eq!(gallery[0]["caption"], json!({"text": "c"}));
    }
}

#[test]
fn maps_have_a_place() {
    assert_eq!(
        told("<tg-map lat=\"41.9\" long=\"-12.5\" zoom=\"14\" width=\"20\" height=\"400\"/>"),
        json!([{"type": "map", "location": {"latitude": 41.9, "longitude": -12.5},
            "zoom": 14, "width": 20, "height": 400}])
    );
    assert!(parse("<tg-map latitude=\"90\" longitude=\"180\"></tg-map>").is_ok());
    for wrong in [
        "lat=\"91\" long=\"0\"",
        "lat=\"x\" long=\"0\"",
        "lat=\"NaN\" long=\"0\"",
        "lat=\"0\"",
        "lat=\"0\" long=\"0\" zoom=\"25\"",
        "lat=\"0\" long=\"0\" width=\"6000\" height=\"4001\"",
        "lat=\"0\" long=\"0\" width=\"2001\" height=\"100\"",
        "lat=\"0\" long=\"0\" width=\"0\"",
    ] {
        assert!(parse(&format!("<tg-map {wrong}/>")).is_err(), "{wrong}");
    }
}

#[test]
fn buttons_stand_in_texts_and_in_rows() {
    assert_eq!(
        text(
            "<p>a <tg-button type=\"url\" style=\"success\" url=\"https://t.me\"><b>b</b></tg-button></p>"
        ),
        json!(["a ", {"type": "button", "button": {"text": {"type": "bold", "text": "b"},
            "style": "success", "url": "https://t.me"}}])
    );
    let does = |attributes: &str| {
        let row =
            format!("<tg-button-row>\n<tg-button {attributes}>b</tg-button>\n</tg-button-row>");
        told(&row)[0]["buttons"][0].take()
    };
    let expected = |name: &str, value: Value| json!({"text": "b", name: value});
    let callback = does("type=\"callback_data\" data=\"d\"");
    assert_eq!(callback, expected("callback_data", json!("d")));
    let app = does("type=\"web_app\" url=\"https://e.org\"");
    assert_eq!(app, expected("web_app", json!({"url": "https://e.org"})));
    let login = does("type=\"login_url\" url=\"u\" forward-text=\"f\" request-write-access");
    let value = json!({"url": "u", "forward_text": "f", "request_write_access": true});
    assert_eq!(login, expected("login_url", value));
    for kind in ["switch_inline_query", "switch_inline_query_current_chat"] {
        assert_eq!(does(&format!("type=\"{kind}\" query=\"q\"")), expected(kind, json!("q")));
    }
    let chosen = does("type=\"switch_inline_query_chosen_chat\" query=\"q\" allow-bot-chats");
    let value = json!({"query": "q", "allow_bot_chats": true});
    assert_eq!(chosen, expected("switch_inline_query_chosen_chat", value));
    assert_eq!(does("type=\"copy_text\" text=\"t\""), expected("copy_text", json!({"text": "t"})));
    assert_eq!(does("type=\"disabled\""), expected("disabled", json!({})));
    let row = told(
        "<tg-button-row align=\"right\"><tg-button type=\"disabled\">b</tg-button></tg-button-row>",
    );
    assert_eq!(row[0]["align"], "right");
}
