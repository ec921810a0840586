//! What polls have beside questions and options: descriptions, pictures, options of people, and how they are shown.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;

fn poll(chat: i64) -> Value {
    json!({"chat_id": chat, "question": "Tea?", "options": [{"text": "yes"}, {"text": "no"}]})
}

#[tokio::test]
async fn a_poll_is_described_and_shows_pictures_and_places() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let mut call = poll(ann.chat_id());
    call["description"] = "The <b>best</b>".into();
    call["description_parse_mode"] = "HTML".into();
    call["media"] = json!({"type": "photo", "media": "https://e.org/a.png"});
    call["options"][0]["media"] = json!({"type": "location", "latitude": 1.5, "longitude": 2.5});
    let poll = news.bot.ok("sendPoll", call.clone()).await["poll"].clone();
    assert_eq!(
        (&poll["description"], &poll["description_entities"][0]["type"]),
        (&json!("The best"), &json!("bold"))
    );
    assert!(poll["media"]["photo"].is_array());
    assert_eq!(poll["options"][0]["media"]["location"], json!({"latitude": 1.5, "longitude": 2.5}));
    for (media, words) in [
        (json!("x"), "can't parse InputPollMedia JSON object"),
        (json!({"type": "photo"}), "failed to parse InputPollMedia: media not found"),
        (
            json!({"type": "sticker", "media": "abc"}),
            "failed to parse InputPollMedia: type \"sticker\" is unsupported",
        ),
    ] {
        call["media"] = media;
        let refused = news.bot.refused("sendPoll", call.clone()).await;
        assert_eq!(refused.1, format!("Bad Request: {words}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn people_add_options_to_a_poll_that_takes_them() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let mut call = poll(ann.chat_id());
    call["allow_adding_options"] = true.into();
    call["is_anonymous"] = false.into();
    let id = news.bot.ok("sendPoll", call.clone()).await["message_id"].as_i64().unwrap();
    ann.add_option(id, "maybe").await;
    let told = news.take().await;
    let option = &told[0].1["options"][2];
    assert_eq!(
        (told[0].0.as_str(), &option["text"], &option["added_by_user"]["id"]),
        ("poll", &json!("maybe"), &json!(ann.user_id()))
    );
    let added = &told[1].1["poll_option_added"];
    assert_eq!(
        (&added["option_persistent_id"], &added["poll_message"]["message_id"]),
        (&option["persistent_id"], &json!(id))
    );
    ann.vote(id, &[2]).await;
    assert_eq!(news.take().await[0].1["option_ids"], json!([2]));
    call["is_anonymous"] = true.into();
    assert_eq!(news.bot.refused("sendPoll", call).await.0, 501);
}

#[tokio::test]
async fn people_see_a_poll_as_the_bot_wants_it() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let mut call = poll(ann.chat_id());
    call["shuffle_options"] = true.into();
    call["hide_results_until_closes"] = true.into();
    let message = news.bot.ok("sendPoll", call).await;
    assert_eq!(message.get("poll_manner"), None);
    let shown = ann.messages().await.pop().unwrap().json;
    assert_eq!(shown["poll_manner"], json!({"shuffled": true, "hidden": true, "open": false}));
}
