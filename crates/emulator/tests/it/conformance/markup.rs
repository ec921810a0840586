//! Texts with markup: what is understood, and what is said of markup that is broken.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::bot::Bot;

/// What becomes of a text in this mode: its text and entities, or why it is refused.
async fn parse(cases: &[(&str, &str)]) -> Vec<Result<Value, String>> {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let mut parsed = Vec::new();
    for (mode, text) in cases {
        let call = json!({"chat_id": ann.chat_id(), "text": text, "parse_mode": mode});
        let answer = bot.call("sendMessage", call).await;
        parsed.push(match answer.status {
            200 => Ok(answer.result()),
            _ => Err(answer.description()),
        });
    }
    parsed
}

/// Each of these texts in this mode is refused with these words.
async fn refused(mode: &str, cases: &[(&str, &str)]) {
    let texts: Vec<(&str, &str)> = cases.iter().map(|(text, _)| (mode, *text)).collect();
    for ((text, words), got) in cases.iter().zip(parse(&texts).await) {
        let words = format!("Bad Request: can't parse entities: {words}");
        assert_eq!(got.map(|message| message["text"].clone()), Err(words), "{text}");
    }
}

#[tokio::test]
async fn broken_html_is_told_with_tag_and_offset() {
    refused(
        "HTML",
        &[
            ("\u{e9} <q>x</q>", "Unsupported start tag \"q\" at byte offset 3"),
            ("<b", "Unclosed start tag at byte offset 0"),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
        ],
    )
    .await;
}

#[tokio::test]
async fn broken_markdown_v2_is_told_with_entity_and_offset() {
    refused(
        "MarkdownV2",
        &[
            ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
            ("*a", "Can't find end of Bold entity at byte offset 0"),
            ("\u{e9}_a", "Can't find end of Italic entity at byte offset 2"),
            ("[a](b", "Can't find end of a URL at byte offset 4"),
        ],
    )
    .await;
}

#[tokio::test]
async fn broken_markdown_is_told_with_its_offset() {
    let words = |at: u8| format!("Can't find end of the entity starting at byte offset {at}");
    refused("Markdown", &[("a *b", &words(2)), ("```x", &words(0)), ("[a", &words(0))]).await;
}

#[tokio::test]
async fn each_mode_makes_entities_and_counts_utf16_units() {
    let bold = |mode: &'static str| match mode {
        "HTML" => (mode, "\u{1f600}<b>x</b>"),
        mode => (mode, "\u{1f600}*x*"),
    };
    for message in parse(&["HTML", "MarkdownV2", "Markdown", "mArKdOwN"].map(bold)).await {
        let message = message.unwrap();
        assert_eq!(message["text"], "\u{1f600}x");
        assert_eq!(message["entities"], json!([{"offset": 2, "length": 1, "type": "bold"}]));
    }
    for message in parse(&["", "none", "NONE"].map(|mode| (mode, "*x* <b>"))).await {
        let message = message.unwrap();
        assert_eq!((&message["text"], &message["entities"]), (&json!("*x* <b>"), &json!(null)));
    }
}
