//! Messages that are changed: by the id of an inline message, into another file, or because somebody moves.

use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;

const NOT_EDITABLE: &str = "Bad Request: message can't be edited";

fn buttons(data: &str) -> Value {
    json!({"inline_keyboard": [[{"text": "More", "callback_data": data}]]})
}

#[tokio::test]
async fn a_message_sent_by_way_of_the_bot_is_changed_by_its_own_id() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let question = ann.ask("tea").await;
    let article = json!({
        "type": "article", "id": "a", "title": "Green", "reply_markup": buttons("more"),
        "input_message_content": {"message_text": "Green tea"},
    });
    let answer = json!({"inline_query_id": question, "results": [article]});
    news.bot.ok("answerInlineQuery", answer).await;
    let message = ann.choose(&question, "a").await;
    let told = news.take().await;
    let id = told[1].1["inline_message_id"].clone();
    assert_eq!((told[1].0.as_str(), id.is_string()), ("chosen_inline_result", true));
    let press = ann.press_on(message, "more").await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["inline_message_id"]), ("callback_query", &id));
    assert_eq!(query.get("message"), None);
    news.bot.ok("answerCallbackQuery", json!({"callback_query_id": press})).await;
    let edit =
        json!({"inline_message_id": id, "text": "Black tea", "reply_markup": buttons("more")});
    assert_eq!(news.bot.ok("editMessageText", edit.clone()).await, true);
    assert_eq!(ann.messages().await.last().unwrap().text, "Black tea");
    assert!(news.bot.refused("editMessageText", edit).await.1.contains("is not modified"));
    let markup = json!({"inline_message_id": id});
    assert_eq!(news.bot.ok("editMessageReplyMarkup", markup).await, true);
    for (id, text) in [
        (json!("AgAAA00000000000186a1000000000000ffff"), "MESSAGE_ID_INVALID"),
        (json!("nonsense"), "invalid inline message identifier specified"),
        (json!(""), "message identifier is not specified"),
    ] {
        let call = json!({"inline_message_id": id, "text": "x"});
        let refused = news.bot.refused("editMessageText", call).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
}

#[tokio::test]
async fn without_buttons_or_feedback_the_bot_learns_less_of_a_chosen_result() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let question = ann.ask("tea").await;
    let photo = json!({"type": "photo", "id": "p", "photo_file_id": "AgACabc", "caption": "Tea"});
    let answer = json!({"inline_query_id": question, "results": [photo]});
    news.bot.ok("answerInlineQuery", answer).await;
    ann.choose(&question, "p").await;
    let told = news.take().await;
    assert_eq!(told[1].1.get("inline_message_id"), None);
    assert_eq!((&told[2].1["caption"], told[2].1["photo"].is_array()), (&json!("Tea"), true));
    telegram.inline_feedback(false).await;
    ann.choose(&question, "p").await;
    assert_eq!(news.kinds().await, ["message"]);
}

#[tokio::test]
async fn a_file_takes_the_place_of_another_or_of_a_text() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let chat = ann.chat_id();
    let text = news.bot.say(chat, "soon a picture").await;
    let edit = |media: Value| json!({"chat_id": chat, "message_id": text, "media": media});
    let photo =
        json!({"type": "photo", "media": "AgACabc", "caption": "*A*", "parse_mode": "Markdown"});
    let message = news.bot.ok("editMessageMedia", edit(photo.clone())).await;
    assert_eq!((message.get("text"), &message["caption"]), (None, &json!("A")));
    assert_eq!(message["caption_entities"][0]["type"], "bold");
    assert!(message["edit_date"].is_i64());
    let refused = news.bot.refused("editMessageMedia", edit(photo)).await;
    assert!(refused.1.contains("is not modified"), "{refused:?}");
    let document = json!({"type": "document", "media": "BQACabc"});
    let message = news.bot.ok("editMessageMedia", edit(document)).await;
    assert_eq!((message.get("photo"), message.get("caption")), (None, None));
    assert_eq!(message["document"]["file_id"], "BQACabc");
    for (media, text) in [
        (json!("x"), "can't parse input media JSON object"),
        (json!([]), "can't parse InputMedia: expected an Object"),
        (json!({"type": "photo"}), "can't parse InputMedia: media not found"),
        (json!({"media": "a"}), "can't parse InputMedia: Can't find field \"type\""),
        (
            json!({"type": "voice", "media": "a"}),
            "can't parse InputMedia: type \"voice\" is unsupported",
        ),
    ] {
        let refused = news.bot.refused("editMessageMedia", edit(media)).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    let dice = news.bot.ok("sendDice", json!({"chat_id": chat})).await["message_id"].clone();
    let call =
        json!({"chat_id": chat, "message_id": dice, "media": {"type": "photo", "media": "a"}});
    let refused = news.bot.refused("editMessageMedia", call).await;
    assert_eq!(refused.1, "Bad Request: there is no media in the message to edit");
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_place_moves_until_it_is_stopped_or_its_time_is_over() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let send = json!({
        "chat_id": ann.chat_id(), "latitude": 1.5, "longitude": 2.5, "live_period": 600, "heading": 90,
    });
    let message = news.bot.ok("sendLocation", send.clone()).await;
    assert_eq!(
        (&message["location"]["live_period"], &message["location"]["heading"]),
        (&json!(600), &json!(90))
    );
    let of =
        |message: &Value| json!({"chat_id": ann.chat_id(), "message_id": message["message_id"]});
    let mut walk = of(&message);
    (walk["latitude"], walk["longitude"]) = (json!(3.5), json!(4.5));
    let moved = news.bot.ok("editMessageLiveLocation", walk.clone()).await;
    assert_eq!(moved["location"], json!({"latitude": 3.5, "longitude": 4.5, "live_period": 600}));
    let stopped = news.bot.ok("stopMessageLiveLocation", of(&message)).await;
    assert_eq!(stopped["location"], json!({"latitude": 3.5, "longitude": 4.5}));
    let refused = news.bot.refused("editMessageLiveLocation", walk).await;
    assert_eq!(refused.1, "Bad Request: there is no live location in the message to edit");
    let late = news.bot.ok("sendLocation", send).await;
    telegram.skip(Duration::from_secs(601)).await;
    let refused = news.bot.refused("stopMessageLiveLocation", of(&late)).await;
    assert_eq!(refused.1, NOT_EDITABLE);
    for (name, number, what) in [
        ("live_period", 59, "period"),
        ("heading", 361, "heading"),
        ("proximity_alert_radius", -1, "proximity alert radius"),
    ] {
        let call = json!({"chat_id": ann.chat_id(), "latitude": 1, "longitude": 2, name: number});
        let refused = news.bot.refused("sendLocation", call).await;
        assert_eq!(refused.1, format!("Bad Request: wrong live location {what} specified"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn the_bot_is_told_when_somebody_moves() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let shared = ann.share_location(1.0, 2.0, 600).await;
    ann.move_to(shared, 3.0, 4.0).await;
    let told = news.take().await;
    assert_eq!((told[0].0.as_str(), told[1].0.as_str()), ("message", "edited_message"));
    let place = json!({"latitude": 3.0, "longitude": 4.0, "live_period": 600});
    assert_eq!(told[1].1["location"], place);
}

#[tokio::test]
async fn a_poll_ends_by_itself() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let call = json!({
        "chat_id": ann.chat_id(), "question": "<tg-emoji emoji-id='5'>T</tg-emoji>ea?", "question_parse_mode": "HTML",
        "type": "quiz", "correct_option_ids": [0], "explanation": "See *e.org*", "explanation_parse_mode": "Markdown",
        "options": [{"text": "yes"}, {"text": "_no_", "text_parse_mode": "Markdown"}], "open_period": 60,
    });
    let poll = news.bot.ok("sendPoll", call).await["poll"].clone();
    assert_eq!((&poll["question"], &poll["open_period"]), (&json!("Tea?"), &json!(60)));
    assert_eq!(poll["question_entities"][0]["type"], "custom_emoji");
    // How a text looks is not shown in options.
    assert_eq!(
        (&poll["options"][1]["text"], poll["options"][1].get("text_entities")),
        (&json!("no"), None)
    );
    let kinds =
        poll["explanation_entities"].as_array().unwrap().iter().map(|one| one["type"].clone());
    assert_eq!(
        (poll["explanation"].clone(), kinds.collect()),
        (json!("See e.org"), json!(["url", "bold"]))
    );
    assert!(news.take().await.is_empty());
    telegram.skip(Duration::from_secs(60)).await;
    let told = news.take().await;
    assert_eq!(
        (told.len(), told[0].0.as_str(), &told[0].1["is_closed"]),
        (1, "poll", &json!(true))
    );
    let seen = ann.messages().await.last().unwrap().json["poll"]["is_closed"].clone();
    assert_eq!(seen, true);
}
