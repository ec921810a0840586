//! Rich messages: sent as blocks, HTML and Markdown, edited, pressed, streamed as drafts, and sent by way of the bot.

use molniya_emulator::testkit::{Person, Telegram};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::conformance::files::{form, png, upload};
use crate::news::News;
use crate::raw::Raw;
use crate::{persistence, strict};

fn rich(chat: i64, message: Value) -> Value {
    json!({"chat_id": chat, "rich_message": message})
}

fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "text": text})
}

/// One block of every kind that has no file, and every mark that a text can have.
fn everything(user: i64) -> Value {
    let marks: Vec<Value> = [
        "bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript",
        "marked", "code",
    ]
    .into_iter()
    .map(|kind| json!({"type": kind, "text": kind}))
    .chain([
        json!({"type": "date_time", "text": "soon", "unix_time": 1_647_531_900, "date_time_format": "wDT"}),
        json!({"type": "text_mention", "text": "Ann", "user": {"id": user, "is_bot": false, "first_name": "?"}}),
        json!({"type": "custom_emoji", "custom_emoji_id": "5368324170671202286", "alternative_text": "👍"}),
        json!({"type": "mathematical_expression", "expression": "x^2"}),
        json!({"type": "url", "text": [{"type": "bold", "text": "a"}, "b"], "url": "https://e.org/"}),
        json!({"type": "email_address", "text": "post", "email_address": "a@e.org"}),
        json!({"type": "phone_number", "text": "call", "phone_number": "+123456789"}),
        json!({"type": "bank_card_number", "text": "card", "bank_card_number": "4242424242424242"}),
        json!({"type": "mention", "text": "@some_bot", "username": "some_bot"}),
        json!({"type": "hashtag", "text": "#tea", "hashtag": "#tea"}),
        json!({"type": "cashtag", "text": "$TEA", "cashtag": "$TEA"}),
        json!({"type": "bot_command", "text": "/start", "bot_command": "/start"}),
        json!({"type": "button", "button": {"text": "in a line", "callback_data": "line"}}),
        json!({"type": "anchor", "name": "here"}),
        json!({"type": "anchor_link", "text": "there", "anchor_name": "here"}),
        json!({"type": "reference", "text": "note", "name": "1"}),
        json!({"type": "reference_link", "text": "1", "reference_name": "1"}),
    ])
    .collect();
    let cell = |text: &str| json!({"text": text, "align": "left", "valign": "top"});
    json!([
        {"type": "paragraph", "text": marks},
        {"type": "heading", "text": "Heading", "size": 1},
        {"type": "pre", "text": "fn main() {}", "language": "rust"},
        {"type": "footer", "text": "Footer"},
        {"type": "divider"},
        {"type": "mathematical_expression", "expression": "e^{i\\pi}"},
        {"type": "anchor", "name": "top"},
        {"type": "blockquote", "blocks": [paragraph("Quoted")], "credit": "Somebody"},
        {"type": "expandable_blockquote", "text": "Long"},
        {"type": "pullquote", "text": "Pulled", "credit": "Somebody"},
        {"type": "table", "cells": [[cell("a"), cell("b")]], "is_bordered": true, "caption": "Table"},
        {"type": "details", "summary": "More", "blocks": [paragraph("Inside")], "is_open": true},
        {"type": "map", "location": {"latitude": 52.5, "longitude": 13.4}, "zoom": 16, "width": 400, "height": 300, "caption": {"text": "Berlin"}},
        {"type": "buttons", "buttons": [{"text": "in a row", "callback_data": "row"}], "align": "center"},
    ])
}

#[tokio::test]
async fn blocks_come_back_as_they_were_sent() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let blocks = everything(ann.chat_id());
    let call = rich(ann.chat_id(), json!({"blocks": blocks, "is_rtl": true}));
    let message = bot.ok("sendRichMessage", call).await;
    let mut expected = blocks;
    // Who is mentioned is told by Telegram, not by the bot.
    expected[0]["text"][10]["user"]["first_name"] = "Ann".into();
    let shown = &message["rich_message"];
    let user = &shown["blocks"][0]["text"][10]["user"];
    expected[0]["text"][10]["user"]["language_code"] = user["language_code"].clone();
    assert_eq!(shown["blocks"], expected);
    assert_eq!((&shown["is_rtl"], message.get("text")), (&json!(true), None));
    assert_eq!(ann.messages().await.last().unwrap().json["rich_message"], *shown);
}

#[tokio::test]
async fn what_was_left_out_is_told() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let item = |more: Value| {
        let mut item = json!({"blocks": [paragraph("x")]});
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let items = [
        item(json!({})),
        item(json!({"has_checkbox": true, "is_checked": true})),
        item(json!({"value": 3, "type": "i"})),
        item(json!({"type": "A"})),
        item(json!({"value": 10})),
    ];
    let blocks = json!([
        {"type": "list", "items": items},
        {"type": "map", "location": {"latitude": 1, "longitude": 2}},
    ]);
    let message = bot.ok("sendRichMessage", rich(ann.chat_id(), json!({"blocks": blocks}))).await;
    let shown = &message["rich_message"]["blocks"];
    let labels: Vec<&str> = shown[0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["•", "•", "iii.", "D.", "10."]);
    assert_eq!(shown[0]["items"][1]["is_checked"], true);
    assert!(shown[1]["zoom"].as_i64() > Some(0) && shown[1]["width"].as_i64() > Some(0));
}

#[tokio::test]
async fn files_are_uploaded_or_named_and_kept() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let photo = |media: &str| json!({"type": "photo", "photo": {"type": "photo", "media": media, "has_spoiler": true}, "caption": {"text": "Tea", "credit": "Ann"}});
    // What a file says of its caption does not count.
    let film = json!({"type": "video", "video": {"type": "video", "media": "https://e.org/a.mp4", "caption": "<b>", "parse_mode": "HTML"}});
    let voice = json!({"type": "voice_note", "voice_note": {"type": "voice_note", "media": "https://e.org/a.ogg", "duration": 3}});
    let message = json!({"blocks": [
        photo("attach://tea"),
        {"type": "slideshow", "blocks": [film, photo("https://e.org/b.png")], "caption": {"text": "Two"}},
        voice,
    ]});
    let fields = [("chat_id", chat.as_str()), ("rich_message", &message.to_string())];
    let body = form(&fields, &[("tea", "tea.png", &png(40, 30))]);
    let sent = upload(&mut bot, "sendRichMessage", &body).await.result();
    strict::check(&molniya_schema::method("sendRichMessage").unwrap().returns, &sent, "rich");
    let blocks = &sent["rich_message"]["blocks"];
    assert_eq!(
        (&blocks[0]["photo"][0]["width"], &blocks[0]["has_spoiler"]),
        (&json!(40), &json!(true))
    );
    assert_eq!(blocks[0]["caption"], json!({"text": "Tea", "credit": "Ann"}));
    assert_eq!(blocks[1]["blocks"][0]["video"]["mime_type"], "video/mp4");
    assert_eq!(blocks[2]["voice_note"]["duration"], 3);
    let file = bot.ok("getFile", json!({"file_id": blocks[0]["photo"][0]["file_id"]})).await;
    assert_eq!(file["file_size"], png(40, 30).len());
    // A message that is copied or forwarded has it all.
    let again = json!({"chat_id": ann.chat_id(), "from_chat_id": ann.chat_id(), "message_id": sent["message_id"]});
    assert_eq!(bot.ok("forwardMessage", again.clone()).await["rich_message"], sent["rich_message"]);
    bot.ok("copyMessage", again).await;
    assert_eq!(ann.messages().await.last().unwrap().json["rich_message"], sent["rich_message"]);
}

#[tokio::test]
async fn html_and_markdown_say_the_same_as_blocks() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let media =
        json!([{"id": "tea", "media": {"type": "photo", "media": "https://e.org/tea.png"}}]);
    let html = "<h2>Tea</h2><p>Ask <b>@some_bot</b></p><ul><li>green</li></ul><img src=\"tg://photo?id=tea\"/>";
    let markdown = "## Tea\n\nAsk **@some_bot**\n\n- green\n\n![](tg://photo?id=tea)\n";
    let mut shown = Vec::new();
    for told in
        [json!({"html": html, "media": media}), json!({"markdown": markdown, "media": media})]
    {
        let message = bot.ok("sendRichMessage", rich(ann.chat_id(), told)).await;
        shown.push(message["rich_message"]["blocks"].clone());
    }
    let mention = json!({"type": "mention", "text": "@some_bot", "username": "some_bot"});
    assert_eq!(shown[0][0], json!({"type": "heading", "text": "Tea", "size": 2}));
    assert_eq!(shown[0][1]["text"], json!(["Ask ", {"type": "bold", "text": mention}]));
    assert_eq!(shown[0][2]["items"][0], json!({"label": "•", "blocks": [paragraph("green")]}));
    assert_eq!(shown[0][3]["type"], "photo");
    assert_eq!(shown[0], shown[1]);
    let unfound = json!({"html": html, "media": media, "skip_entity_detection": true});
    let message = bot.ok("sendRichMessage", rich(ann.chat_id(), unfound)).await;
    let bold = json!(["Ask ", {"type": "bold", "text": "@some_bot"}]);
    assert_eq!(message["rich_message"]["blocks"][1]["text"], bold);
}

#[tokio::test]
async fn a_text_becomes_blocks_and_a_text_again() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let id = bot.say(ann.chat_id(), "plain").await;
    let edit = |more: Value| {
        let mut call = json!({"chat_id": ann.chat_id(), "message_id": id});
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        call
    };
    let blocks = json!({"rich_message": {"blocks": [paragraph("rich")]}});
    let message = bot.ok("editMessageText", edit(blocks.clone())).await;
    assert_eq!(message["rich_message"]["blocks"], json!([paragraph("rich")]));
    assert_eq!(message.get("text"), None);
    let unchanged = bot.refused("editMessageText", edit(blocks)).await;
    assert!(unchanged.1.starts_with("Bad Request: message is not modified"), "{unchanged:?}");
    ann.expect("rich").await;
    let message = bot.ok("editMessageText", edit(json!({"text": "plain again"}))).await;
    assert_eq!(
        (message["text"].as_str(), message.get("rich_message")),
        (Some("plain again"), None)
    );
    let dice = bot.ok("sendDice", json!({"chat_id": ann.chat_id()})).await["message_id"].clone();
    let call = json!({"chat_id": ann.chat_id(), "message_id": dice, "rich_message": {"blocks": [paragraph("x")]}});
    let refused = bot.refused("editMessageText", call).await;
    assert_eq!(refused, (400, "Bad Request: there is no text in the message to edit".into()));
    let texts: Vec<_> =
        telegram.ledger().await.chat(ann.chat_id()).map(|entry| entry.text.clone()).collect();
    assert_eq!(texts[1].as_deref(), Some("rich"), "what was said is known in words, too");
}

/// Presses a button inside a rich message, and gives the data that the bot gets.
async fn pressed(news: &mut News<'_>, ann: &Person, id: i64, data: &str) -> Value {
    ann.press_on(id, data).await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["message"]["message_id"]), ("callback_query", &json!(id)));
    news.bot.ok("answerCallbackQuery", json!({"callback_query_id": query["id"]})).await;
    query["data"].clone()
}

#[tokio::test]
async fn buttons_in_rows_and_in_lines_are_pressed() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let call = rich(ann.chat_id(), json!({"blocks": everything(ann.chat_id())}));
    let id = news.bot.ok("sendRichMessage", call).await["message_id"].as_i64().unwrap();
    for data in ["line", "row"] {
        assert_eq!(pressed(&mut news, &ann, id, data).await, data);
    }
    ann.press("row").await;
    assert_eq!(
        news.take().await[0].1["data"],
        "row",
        "the newest message with such a button is found"
    );
}

#[tokio::test]
async fn a_rich_message_is_the_same_after_a_restart_and_is_still_pressed() {
    let folder = tempfile::tempdir().unwrap();
    let config = || persistence::config(&folder.path().join("telegram.db"));
    let telegram = Telegram::start_with(config()).await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let chat = ann.chat_id();
    let mut blocks = everything(chat);
    let photo =
        json!({"type": "photo", "photo": {"type": "photo", "media": "https://e.org/a.png"}});
    blocks.as_array_mut().unwrap().push(photo);
    let mut bot = Bot::of(&telegram).await;
    let sent = bot.ok("sendRichMessage", rich(chat, json!({"blocks": blocks}))).await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config()).await;
    let mut page = Raw::connect(&telegram.page_url()).await;
    let kept = page.get(&format!("/chats/{chat}/messages")).await.json();
    assert_eq!(kept[1]["rich_message"], sent["rich_message"]);
    let press = json!({"user_id": chat, "message_id": sent["message_id"], "data": "line"});
    let (path, body) = (format!("/chats/{chat}/presses"), press.to_string());
    let pressed = page.send("POST", &path, "application/json", body.as_bytes()).await;
    assert_eq!(pressed.status, 200, "{}", pressed.body);
    let query = Bot::of(&telegram).await.updates(-1).await.remove(0);
    assert_eq!(query["callback_query"]["message"]["rich_message"], sent["rich_message"]);
    telegram.stop().await;
}

#[tokio::test]
async fn what_a_bot_thinks_is_in_drafts_only() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let thought = json!({"blocks": [{"type": "thinking", "text": "Hm"}, paragraph("So")]});
    let mut draft = rich(ann.chat_id(), thought.clone());
    draft["draft_id"] = 5.into();
    bot.ok("sendRichMessageDraft", draft.clone()).await;
    assert_eq!(ann.draft().await["rich_message"], thought);
    let refused = bot.refused("sendRichMessage", rich(ann.chat_id(), thought)).await;
    assert_eq!(refused, (400, "Bad Request: thinking blocks can be used only in drafts".into()));
    let done = rich(ann.chat_id(), json!({"blocks": [paragraph("So it is")]}));
    bot.ok("sendRichMessage", done).await;
    assert_eq!(ann.draft().await, Value::Null);
    draft["draft_id"] = 0.into();
    let refused = bot.refused("sendRichMessageDraft", draft).await;
    assert_eq!(refused, (400, "Bad Request: RANDOM_ID_INVALID".into()));
}

#[tokio::test]
async fn a_result_of_a_question_can_be_rich() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let question = ann.ask("tea").await;
    let (_, asked) = news.take().await.remove(0);
    let result = |content: Value| json!({"type": "article", "id": "1", "title": "Tea", "input_message_content": content});
    let results = [result(json!({"rich_message": {"blocks": [paragraph("Green")]}}))];
    news.bot
        .ok("answerInlineQuery", json!({"inline_query_id": asked["id"], "results": results}))
        .await;
    ann.choose(&question, "1").await;
    let message = ann.messages().await.last().unwrap().json.clone();
    assert_eq!(message["rich_message"]["blocks"], json!([paragraph("Green")]));
}

#[tokio::test]
async fn what_cannot_be_a_rich_message_is_refused() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let telegram = telegram.allow_violations();
    let block = |block: Value| json!({"blocks": [block]});
    let cell = |text: Value| json!({"text": text, "align": "left", "valign": "top"});
    let table = |cells: Value| block(json!({"type": "table", "cells": cells}));
    let nested = (0..17)
        .fold(paragraph("deep"), |inside, _| json!({"type": "blockquote", "blocks": [inside]}));
    let untold = (0..30).fold(json!({"text": "x"}), |inside, _| json!({"blocks": [inside]}));
    let button = |button: Value| block(json!({"type": "buttons", "buttons": [button]}));
    let cases = [
        (json!(5), "can't parse rich message: expected an Object"),
        (
            json!({}),
            "can't parse rich message: exactly one of blocks, html and markdown must be specified",
        ),
        (
            json!({"html": "x", "markdown": "x"}),
            "can't parse rich message: exactly one of blocks, html and markdown must be specified",
        ),
        (json!({"html": 5}), "can't parse rich message: Field \"html\" has a wrong type"),
        (json!({"blocks": []}), "rich message must be non-empty"),
        (json!({"html": " "}), "rich message must be non-empty"),
        (block(json!(5)), "can't parse rich message: RichBlock must be an Object"),
        (block(json!({"text": "x"})), "can't parse rich message: Can't find field \"type\""),
        (block(json!({"type": "song"})), "can't parse rich message: Unsupported rich block type"),
        (
            block(json!({"type": "paragraph"})),
            "can't parse rich message: Can't find field \"text\"",
        ),
        (
            block(json!({"type": "paragraph", "text": 5})),
            "can't parse rich message: Unsupported rich text type",
        ),
        (
            block(json!({"type": "heading", "text": "x", "size": 7})),
            "can't parse rich message: Invalid heading size specified",
        ),
        (
            table(json!([[cell(json!({"type": "plain", "text": "x"}))]])),
            "can't parse rich message: can't parse PageBlockTableCell: Unsupported rich text type",
        ),
        (
            table(json!([vec![cell(json!("x")); 21]])),
            "rich message has a table with more than 20 columns",
        ),
        (json!({"blocks": vec![paragraph("x"); 501]}), "rich message has more than 500 blocks"),
        (block(paragraph(&"x".repeat(32_769))), "rich message has more than 32768 characters"),
        (block(nested), "rich message has more than 16 nested levels"),
        // Every level could be of every kind; who tries them all never ends.
        (block(untold), "can't parse rich message: Can't find field \"type\""),
        (
            button(json!({"text": "x"})),
            "can't parse rich message: Exactly one action must be specified for a button",
        ),
        (
            button(json!({"text": "x", "callback_data": "x".repeat(65)})),
            "can't parse rich message: BUTTON_DATA_INVALID",
        ),
        (
            block(json!({"type": "collage", "blocks": [paragraph("x")]})),
            "can't parse rich message: Only media blocks can be in a collage or a slideshow",
        ),
        (
            block(
                json!({"type": "map", "location": {"latitude": 1, "longitude": 1}, "width": 21, "height": 1}),
            ),
            "can't parse rich message: Invalid map size specified",
        ),
        (
            block(json!({"type": "photo", "photo": {"type": "photo"}})),
            "can't parse rich message: can't parse InputMedia: media not found",
        ),
        (
            json!({"html": "<img src=\"tg://photo?id=x\"/>"}),
            "can't parse rich message: there is no such media: tg://photo?id=x",
        ),
    ];
    for (message, words) in cases {
        let refused = bot.refused("sendRichMessage", rich(ann.chat_id(), message.clone())).await;
        assert_eq!(refused, (400, format!("Bad Request: {words}")), "{message}");
    }
    let nothing = bot.refused("sendRichMessage", json!({"chat_id": ann.chat_id()})).await;
    assert_eq!(nothing.1, "Bad Request: parameter \"rich_message\" is required");
    drop(telegram);
}

#[tokio::test]
async fn a_group_that_allows_no_photos_gets_no_block_with_one() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    let bot = telegram.bots().await[0].id();
    group.change(&ann, bot, "restricted", &["can_send_messages"]).await;
    let photo =
        json!({"type": "photo", "photo": {"type": "photo", "media": "https://e.org/a.png"}});
    let refused = news
        .bot
        .refused("sendRichMessage", rich(group.chat_id(), json!({"blocks": [photo]})))
        .await;
    assert_eq!(refused, (400, "Bad Request: not enough rights to send photos to the chat".into()));
    let words = json!({"blocks": [paragraph("words")]});
    news.bot.ok("sendRichMessage", rich(group.chat_id(), words)).await;
}
