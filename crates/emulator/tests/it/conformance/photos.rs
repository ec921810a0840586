//! Photos that Telegram has or fetches: what is answered, what is refused.

use molniya_emulator::testkit::Telegram;
use serde_json::json;

use crate::bot::Bot;

#[tokio::test]
async fn a_photo_is_sent_with_its_caption_and_buttons() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let markup = json!({"inline_keyboard": [[{"text": "Buy", "callback_data": "buy"}]]});
    let call = json!({
        "chat_id": ann.chat_id(), "photo": "https://example.org/tea.jpg", "caption": " <b>Tea</b> ",
        "parse_mode": "HTML", "reply_markup": markup,
    });
    let message = bot.call("sendPhoto", call).await.result();
    assert_eq!(message["caption"], "Tea");
    assert_eq!(message["caption_entities"], json!([{"type": "bold", "offset": 0, "length": 3}]));
    assert_eq!((&message["text"], &message["reply_markup"]), (&json!(null), &markup));
    assert_eq!(ann.expect("tea").await.json, message);

    // The id it has now sends the same photo again, without a caption.
    let id = &message["photo"][1]["file_id"];
    let again =
        bot.call("sendPhoto", json!({"chat_id": ann.chat_id(), "photo": id})).await.result();
    assert_eq!(again["photo"], message["photo"]);
    assert!(again["photo"][1]["width"].as_i64() > again["photo"][0]["width"].as_i64());
    assert_eq!(again["caption"], json!(null));

    let edit = json!({"chat_id": ann.chat_id(), "message_id": message["message_id"], "text": "x"});
    let refused = bot.refused("editMessageText", edit).await;
    assert_eq!(refused, (400, "Bad Request: there is no text in the message to edit".into()));
    let ledger = telegram.ledger().await;
    let sent: Vec<_> = ledger
        .chat(ann.chat_id())
        .map(|entry| (entry.method.as_str(), entry.text.as_deref()))
        .collect();
    assert_eq!(sent, [("sendPhoto", Some("Tea")), ("sendPhoto", None)]);
}

#[tokio::test]
async fn photos_are_refused_as_the_server_does() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let chat = ann.chat_id();
    let long = "x".repeat(1025);
    for (call, code, text) in [
        (json!({"chat_id": chat}), 400, "Bad Request: there is no photo in the request"),
        (json!({"chat_id": 5, "photo": "abc"}), 400, "Bad Request: chat not found"),
        (
            json!({"chat_id": chat, "photo": "./tea.jpg"}),
            400,
            "Bad Request: wrong remote file identifier specified: Wrong character in the string",
        ),
        (
            json!({"chat_id": chat, "photo": "abc", "caption": long}),
            400,
            "Bad Request: message caption is too long",
        ),
    ] {
        assert_eq!(bot.refused("sendPhoto", call).await, (code, text.into()));
    }
}
