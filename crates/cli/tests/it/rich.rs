//! Rich messages on the chat page: all blocks and marks, what can be pressed, opened and turned in them, edits and drafts.

use serde_json::{Value, json};

use crate::browser::Pane;
use crate::media::painted;
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts, two_people};
use crate::webdriver::{Browser, ENTER, RIGHT};

fn paragraph(text: impl Into<Value>) -> Value {
    json!({"type": "paragraph", "text": text.into()})
}

fn cell(text: &str) -> Value {
    json!({"text": text, "align": "left", "valign": "middle"})
}

fn head(text: &str) -> Value {
    json!({"text": text, "is_header": true, "align": "center", "valign": "top"})
}

/// An object with the members of another.
fn with(mut one: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().expect("an object") {
        one[name] = value.clone();
    }
    one
}

/// A call of the bot that succeeds; what it gives.
fn ok(local: &Local, method: &str, params: &Value) -> Value {
    let mut answer = local.call(method, params);
    assert_eq!(answer["ok"], true, "{answer}");
    answer["result"].take()
}

/// The bot sends these blocks; the number of the message.
fn send(local: &Local, chat: i64, blocks: &Value) -> i64 {
    let message =
        json!({"chat_id": chat, "rich_message": {"blocks": blocks, "skip_entity_detection": true}});
    ok(local, "sendRichMessage", &message)["message_id"].as_i64().expect("a number")
}

/// Marks that are an element of their own.
const TAGS: [(&str, &str); 8] = [
    ("bold", "strong"),
    ("italic", "em"),
    ("underline", "u"),
    ("strikethrough", "s"),
    ("subscript", "sub"),
    ("superscript", "sup:not(:has(button))"),
    ("marked", "mark"),
    ("code", "code"),
];

/// A paragraph with every mark that there is.
fn marks(user: i64) -> Value {
    let tags = TAGS.map(|(kind, _)| json!({"type": kind, "text": kind}));
    let others = [
        json!({"type": "spoiler", "text": ["the ", {"type": "bold", "text": "murderer"}]}),
        json!({"type": "date_time", "text": "soon", "unix_time": 1_800_000_000, "date_time_format": "wDT"}),
        json!({"type": "text_mention", "text": "Ann", "user": {"id": user, "is_bot": false, "first_name": "Ann"}}),
        json!({"type": "custom_emoji", "custom_emoji_id": "5368324170671202286", "alternative_text": "👍"}),
        json!({"type": "mathematical_expression", "expression": "e^{i\\pi}"}),
        json!({"type": "url", "text": "a site", "url": "https://example.com/"}),
        json!({"type": "url", "text": "a trap", "url": "javascript:alert(1)"}),
        json!({"type": "email_address", "text": "post", "email_address": "a@example.com"}),
        json!({"type": "phone_number", "text": "call", "phone_number": "+123456789"}),
        json!({"type": "bank_card_number", "text": "card", "bank_card_number": "4242424242424242"}),
        json!({"type": "mention", "text": "@ann", "username": "ann"}),
        json!({"type": "hashtag", "text": "#tea", "hashtag": "#tea"}),
        json!({"type": "cashtag", "text": "$TEA", "cashtag": "$TEA"}),
        json!({"type": "bot_command", "text": "/menu", "bot_command": "/menu"}),
        json!({"type": "button", "button": {"text": "in a line", "callback_data": "line"}}),
        json!({"type": "anchor", "name": "status"}),
        json!({"type": "anchor_link", "text": "inside", "anchor_name": "deep"}),
        json!({"type": "reference_link", "text": "1", "reference_name": "note"}),
    ];
    let all = tags.into_iter().chain(others);
    paragraph(all.flat_map(|mark| [mark, json!(" ")]).collect::<Value>())
}

/// Every block that is shown for good, with this picture.
fn everything(user: i64, picture: &str) -> Value {
    let photo = |text: &str| json!({"type": "photo", "photo": {"type": "photo", "media": picture}, "caption": {"text": text, "credit": "Ann"}});
    let item = |more: Value, text: &str| with(json!({"blocks": [paragraph(text)]}), &more);
    let nested = json!({"blocks": [paragraph("Drinks"), {"type": "list", "items": [
        item(json!({"value": 1, "type": "a"}), "Tea"),
        item(json!({"value": 2, "type": "a"}), "Milk"),
    ]}]});
    let mut blocks = vec![json!({"type": "heading", "text": "The menu", "size": 1})];
    blocks.push(marks(user));
    let table = json!([[head("What"), head("Price")], [cell("Tea"), cell("3")], [
        {"text": "All of it", "colspan": 2, "align": "right", "valign": "bottom"},
    ]]);
    let wide: Value = (1..=20).map(|number| cell(&format!("Column{number}"))).collect();
    blocks.extend([
        json!({"type": "heading", "text": "Smaller", "size": 6}),
        json!({"type": "pre", "text": "fn main() {\n    tea();\n}", "language": "rust"}),
        json!({"type": "divider"}),
        json!({"type": "mathematical_expression", "expression": "a^2 + b^2"}),
        json!({"type": "list", "items": [
            nested,
            item(json!({"has_checkbox": true, "is_checked": true}), "Paid"),
            item(json!({"has_checkbox": true}), "Eaten"),
        ]}),
        json!({"type": "blockquote", "blocks": [paragraph("Quoted")], "credit": "Somebody"}),
        json!({"type": "expandable_blockquote", "text": "It goes on and on. ".repeat(20)}),
        json!({"type": "pullquote", "text": "Less is more", "credit": "Mies"}),
        json!({"type": "table", "cells": table, "is_bordered": true, "is_striped": true, "caption": "Prices"}),
        json!({"type": "table", "cells": [wide], "is_compact": true}),
        json!({"type": "details", "summary": "More", "blocks": [
            paragraph("What was hidden"), {"type": "anchor", "name": "deep"},
        ]}),
        json!({"type": "map", "location": {"latitude": 52.5, "longitude": 13.4}, "zoom": 12, "caption": {"text": "Berlin"}}),
        json!({"type": "buttons", "align": "center", "buttons": [
            {"text": "Order", "callback_data": "order", "style": "success"},
            {"text": "Site", "url": "https://example.com/"},
            {"text": "Sold out", "disabled": {}},
        ]}),
        photo("A picture"),
        json!({"type": "document", "document": {"type": "document", "media": "https://example.com/menu.pdf"}}),
        json!({"type": "collage", "blocks": [photo("One"), photo("Two"), photo("Three")], "caption": {"text": "Three of them"}}),
        json!({"type": "slideshow", "blocks": [photo("First"), photo("Second")]}),
        json!({"type": "footer", "text": ["The end ", {"type": "reference", "text": "a note", "name": "note"}]}),
    ]);
    blocks.into()
}

/// Ann sends a picture; the name of its file.
fn picture(local: &Local, browser: &Browser, pane: &Pane) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sea.png");
    std::fs::write(&path, painted(browser, 210)).expect("it is written");
    browser.type_into(&pane.selector("[data-test=file-input]"), &path.display().to_string());
    browser.click(&pane.selector("[data-test=send]"));
    let message = local.message_with("photo");
    message["photo"].as_array().and_then(|sizes| sizes.last()).expect("a picture")["file_id"]
        .as_str()
        .expect("a name")
        .to_owned()
}

/// A page on which Ann sees a rich message with everything.
fn scene() -> (Local, Browser, i64, i64) {
    let (local, browser, [chat, _]) = two_people();
    let ann = Pane { browser: &browser, index: 0 };
    let picture = picture(&local, &browser, &ann);
    let id = send(&local, chat, &everything(chat, &picture));
    expect_texts(&browser, &ann.selector(".rich .size-1"), &["The menu"]);
    (local, browser, chat, id)
}

#[test]
fn every_block_and_mark_is_shown() {
    let (local, browser, ..) = scene();
    let ann = Pane { browser: &browser, index: 0 };
    let expect = |inner: &str, texts: &[&str]| {
        expect_texts(&browser, &ann.selector(&format!(".rich {inner}")), texts);
    };

    for (kind, tag) in TAGS {
        expect(&format!("> p > {tag}"), &[kind]);
    }
    expect("p .name", &["Ann", "card", "@ann", "#tea", "$TEA"]);
    expect("p .formula", &["e^{i\\pi}"]);
    expect("p .emoji", &["👍"]);
    expect("time[title][datetime='2027-01-15T08:00:00.000Z']", &["soon"]);
    expect("p a", &["a site", "post", "call"]);
    expect("p a[href='https://example.com/'][rel~=noopener]", &["a site"]);
    // What a bot calls something is no id of the page.
    browser.becomes(
        "return [document.querySelectorAll('.rich [id], .rich [name]').length, document.getElementById('status').className]",
        json!([0, "status"]),
    );

    expect("[role=heading][aria-level='3']", &["The menu"]);
    expect("[role=heading][aria-level='8']", &["Smaller"]);
    expect("pre", &["rust\nfn main() {\n    tea();\n}"]);
    expect("hr", &[""]);
    expect("div.formula", &["a^2 + b^2"]);
    expect("input:disabled:checked[aria-label=Paid]", &[""]);
    expect("input:disabled:not(:checked)[aria-label=Eaten]", &[""]);
    expect("blockquote .credit", &["Somebody", "Mies"]);
    expect(".pull > p", &["Less is more"]);
    expect("[aria-label=Prices] th[scope=col]", &["What", "Price"]);
    expect("[aria-label=Prices] td", &["Tea", "3", "All of it"]);
    expect("table.bordered.striped td[colspan='2']", &["All of it"]);
    expect("table.compact td:last-child", &["Column20"]);
    expect("[data-test=place]", &["📍\nLocation\n52.50000, 13.40000"]);
    expect(".rich-buttons.center > *", &["Order", "Site ↗", "Sold out"]);
    expect(".rich-buttons :disabled", &["Sold out"]);
    expect("[data-test=file]", &["menu.pdf\n150.0 kB"]);
    expect(".footer", &["The end a note"]);
    // A picture of its own, three beside each other, and one of two.
    browser.wait(&format!(
        "return [...document.querySelectorAll({})].filter((one) => one.naturalWidth === 640 && one.checkVisibility()).length === 5",
        json!(ann.selector(".rich .picture img"))
    ));
    expect(".collage .caption > span", &["One", "Two", "Three"]);
    expect(".point", &["•", "a.", "b."]);
    expect("li li p", &["Tea", "Milk"]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn what_is_inside_is_opened_turned_and_pressed() {
    let (local, browser, ..) = scene();
    let ann = Pane { browser: &browser, index: 0 };
    let inside = |inner: &str| ann.selector(&format!(".rich {inner}"));

    browser.click(&inside(".spoiler"));
    expect_texts(&browser, &inside(".spoiler.lifted"), &["the murderer"]);
    browser.click(&inside("[data-test=expand][aria-expanded=false]"));
    expect_texts(&browser, &inside("[data-test=expand][aria-expanded=true]"), &["Show less"]);
    expect_texts(&browser, &inside(".clipped"), &[]);
    expect_texts(&browser, &inside("details p"), &[]);
    browser.click(&inside("summary"));
    expect_texts(&browser, &inside("details[open] p"), &["What was hidden"]);
    browser.click(&inside("summary"));
    expect_texts(&browser, &inside("details p"), &[]);

    let slide = inside(".slide .caption > span");
    expect_texts(&browser, &inside("[data-test=slides-count]"), &["1 of 2"]);
    expect_texts(&browser, &slide, &["First"]);
    browser.click(&inside("[data-test=slide-on]"));
    expect_texts(&browser, &slide, &["Second"]);
    // With the keyboard, from one button to the other; behind the last one comes the first.
    browser.type_into(&inside("[data-test=slide-back]"), RIGHT);
    browser.type_into(&inside("[data-test=slide-on]:focus"), ENTER);
    expect_texts(&browser, &inside("[data-test=slides-count]"), &["1 of 2"]);

    // Links lead to places of the message, and open what they are in.
    let click = |text: &str| {
        browser.wait(&format!(
            "const links = [...document.querySelectorAll({})];
             links.find((one) => one.innerText === {}).click();
             return true",
            json!(inside(".command")),
            json!(text)
        ));
    };
    click("inside");
    browser.wait(&format!(
        "return document.querySelector({})",
        json!(inside("details[open] .anchor:focus"))
    ));
    click("1");
    expect_texts(&browser, &inside(".reference:focus"), &["a note"]);
    click("/menu");
    assert_eq!(
        local.update_where(|update| update["message"]["text"] == "/menu")["message"]["from"]["first_name"],
        "Ann"
    );

    for data in ["line", "order"] {
        ann.press(data);
        let query = local.update_of("callback_query");
        assert_eq!(query["data"], data);
        let answer = json!({"callback_query_id": query["id"], "text": format!("Pressed {data}")});
        ok(&local, "answerCallbackQuery", &answer);
        browser.wait(&format!(
            "return [...document.querySelectorAll('[data-test=toast]')].some((one) => one.innerText === {})",
            json!(format!("Pressed {data}"))
        ));
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn it_is_read_in_every_colour_and_on_a_telephone() {
    let (local, browser, chat, id) = scene();
    let ann = Pane { browser: &browser, index: 0 };
    // The same as somebody's own.
    let forward = json!({"user_id": chat, "forward": {"chat_id": chat, "message_id": id, "bot_id": local.bot()}});
    local.ask("POST", &format!("/chats/{chat}/messages"), &forward);
    expect_texts(&browser, &ann.selector(".mine .rich .size-1"), &["The menu"]);
    let levels = (0..14).fold(paragraph("Deep"), |inside, level| match level % 3 {
        0 => json!({"type": "blockquote", "blocks": [inside]}),
        1 => json!({"type": "list", "items": [{"blocks": [inside]}]}),
        _ => json!({"type": "details", "summary": "Open", "blocks": [inside], "is_open": true}),
    });
    send(&local, chat, &json!([levels]));
    // A spoiler is to be unreadable, and what scrolls inside a table is wider than the page.
    let contrast = CONTRAST.replace("body *", "body :not(.spoiler, .spoiler *)");
    let overflow = OVERFLOW.replace("body *", "body :not(.table-scroll *)");
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(&contrast, json!([]));
        browser.ask("document.querySelector('.rich').scrollIntoView()");
        browser.picture(&format!("page-rich-{name}"));
    }
    browser.becomes(&overflow, json!([]));
    browser.resize(360, 740);
    browser.becomes(&overflow, json!([]));
    browser.becomes("return document.scrollingElement.scrollWidth", 360);
    let scrolls = format!(
        "const list = document.querySelector({});
         const tables = [...list.querySelectorAll('.table-scroll')];
         return [list.scrollWidth === list.clientWidth, tables.some((one) => one.scrollWidth > one.clientWidth)]",
        json!(ann.selector(".messages"))
    );
    browser.becomes(&scrolls, json!([true, true]));
    browser.picture("page-rich-narrow");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn what_is_unfinished_or_unknown_does_not_hide_the_rest() {
    let (local, browser, _) = two_people();
    let shown = browser.ask(
        "let deep = { type: 'paragraph', text: 'deep' };
         for (let level = 0; level < 5000; level += 1) deep = { type: 'blockquote', blocks: [deep] };
         const blocks = [null, {}, 'x', { type: 'constructor' }, { type: 'song' }, { type: 'map' }, { type: 'slideshow' },
           { type: 'photo', photo: [] }, { type: 'voice_note' }, { type: 'paragraph' }, { type: 'list', items: [null] },
           { type: 'table', cells: [null, [null]] }, { type: 'buttons', buttons: [null] }, { type: 'heading', text: 5 }, deep,
           { type: 'paragraph', text: [null, { type: 'date_time', text: 'a', unix_time: 1e300 }, { type: 'toString', text: 'b' },
             { type: 'url', text: 'c' }, { type: 'button' }] },
           { type: 'paragraph', text: 'The rest' }];
         return import(new URL('rich.js', location.href)).then(({ rich }) => {
           const element = rich({ blocks }, { message_id: 1 }, {});
           return [element.children.length, element.lastChild.textContent,
             [...element.children].filter((one) => one.className === 'kind').map((one) => one.textContent)];
         })",
    );
    let named = json!([
        "empty block",
        "empty block",
        "empty block",
        "constructor",
        "song",
        "map",
        "slideshow",
        "photo",
        "voice note",
        "list",
        "buttons",
        "paragraph",
    ]);
    assert_eq!(shown, json!([17, "The rest", named]));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn it_is_edited_and_shown_while_it_is_written() {
    let (local, browser, [chat, _]) = two_people();
    let ann = Pane { browser: &browser, index: 0 };
    let rich = ann.selector("[data-test=bubble] .rich");
    let last = "[data-test=chat] .entry-last";

    let id = send(&local, chat, &json!([paragraph("First"), paragraph("Second")]));
    expect_texts(&browser, &rich, &["First\n\nSecond"]);
    expect_texts(&browser, last, &["First Second", "Hello"]);
    let edit = |more: Value| {
        let call = with(json!({"chat_id": chat, "message_id": id}), &more);
        ok(&local, "editMessageText", &call);
    };
    edit(
        json!({"rich_message": {"is_rtl": true, "blocks": [paragraph("مرحبا"), paragraph("Hello")]}}),
    );
    expect_texts(&browser, &format!("{rich}[dir=rtl] p"), &["مرحبا", "Hello"]);
    edit(json!({"text": "Nothing but text"}));
    expect_texts(&browser, &rich, &[]);
    expect_texts(&browser, &ann.selector("[data-from=bot] .text"), &["Nothing but text"]);
    edit(
        json!({"rich_message": {"blocks": [{"type": "heading", "text": "Rich again", "size": 2}]}}),
    );
    expect_texts(&browser, &rich, &["Rich again"]);
    browser.click(&ann.selector("[data-from=bot] [data-test=reply]"));
    expect_texts(&browser, &ann.selector("[data-test=replying] span"), &["Rich again"]);
    ann.say("Indeed");
    expect_texts(&browser, &ann.selector("[data-test=quote] span"), &["Rich again"]);

    let draft = |blocks: Value| {
        ok(
            &local,
            "sendRichMessageDraft",
            &json!({"chat_id": chat, "draft_id": 7, "rich_message": {"blocks": blocks}}),
        );
    };
    let thinking = json!({"type": "thinking", "text": "Counting"});
    let shown = ann.selector("[data-test=draft] .rich");
    draft(json!([thinking]));
    expect_texts(&browser, &format!("{shown} .thinking"), &["Counting"]);
    let row = json!({"type": "buttons", "buttons": [{"text": "Go", "callback_data": "go"}]});
    draft(json!([{"type": "heading", "text": "So far", "size": 3}, row, thinking]));
    expect_texts(&browser, &format!("{shown} [role=heading]"), &["So far"]);
    expect_texts(&browser, &format!("{shown} button:disabled"), &["Go"]);
    browser.becomes(CONTRAST, json!([]));
    browser.picture("page-rich-draft");
    send(&local, chat, &json!([{"type": "heading", "text": "So it is", "size": 3}]));
    expect_texts(&browser, &rich, &["Rich again", "So it is"]);
    expect_texts(&browser, &shown, &[]);
    browser.type_into("[data-test=search]", "again");
    expect_texts(&browser, "[data-test=hit] mark", &["again"]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
