//! Kinds of messages: live photos, covers, effects, drafts, and media that is paid for.

use std::time::Duration;

use molniya_emulator::testkit::{Person, Telegram};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::conformance::files::{form, png, upload};
use crate::news::News;
use crate::strict;

#[tokio::test]
async fn a_live_photo_is_a_film_with_a_photo() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let fields = [("chat_id", chat.as_str()), ("caption", "Steam")];
    let files = [("live_photo", "a.mp4", &b"film"[..]), ("photo", "a.png", &png(40, 30))];
    let message = upload(&mut bot, "sendLivePhoto", &form(&fields, &files)).await.result();
    strict::check(&molniya_schema::method("sendLivePhoto").unwrap().returns, &message, "live");
    let live = &message["live_photo"];
    assert_eq!((&live["mime_type"], &live["photo"][0]["width"]), (&json!("video/mp4"), &json!(40)));
    assert_eq!((&message["photo"], &message["caption"]), (&live["photo"], &json!("Steam")));
    for (files, words) in [
        (&files[1..], "there is no live photo in the request"),
        (&files[..1], "there is no photo in the request"),
    ] {
        let refused = upload(&mut bot, "sendLivePhoto", &form(&fields[..1], files)).await;
        assert_eq!(refused.description(), format!("Bad Request: {words}"));
    }
    let file_id = &live["file_id"];
    let item =
        json!({"type": "live_photo", "media": file_id, "photo": live["photo"][0]["file_id"]});
    let photo = json!({"type": "photo", "media": "https://e.org/a.png"});
    let album = json!({"chat_id": ann.chat_id(), "media": [item, photo]});
    assert_eq!(bot.ok("sendMediaGroup", album).await[0]["live_photo"]["file_id"], *file_id);
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_video_has_a_cover_and_a_second_at_which_it_begins() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    let call = json!({
        "chat_id": chat, "video": "https://e.org/a.mp4", "cover": "https://e.org/a.png", "start_timestamp": 7,
    });
    let message = bot.ok("sendVideo", call).await;
    let video = &message["video"];
    assert_eq!((&video["start_timestamp"], video["cover"].is_array()), (&json!(7), true));
    let id = &message["message_id"];
    for (second, shown) in [(None, json!(7)), (Some(3), json!(3)), (Some(0), Value::Null)] {
        let mut call = json!({"chat_id": chat, "from_chat_id": chat, "message_id": id});
        if let Some(second) = second {
            call["video_start_timestamp"] = second.into();
        }
        let forwarded = bot.ok("forwardMessage", call).await;
        assert_eq!(forwarded["video"]["start_timestamp"], shown);
    }
}

#[tokio::test]
async fn an_effect_is_shown_in_private_chats_only() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    let call = |chat: i64| json!({"chat_id": chat, "text": "Hurra", "message_effect_id": "5104841245755180586"});
    let message = news.bot.ok("sendMessage", call(ann.chat_id())).await;
    assert_eq!(message["effect_id"], "5104841245755180586");
    let refused = news.bot.refused("sendMessage", call(group.chat_id())).await;
    assert_eq!(refused, (400, "Bad Request: can't use message effects in the chat".into()));
    let again = json!({
        "chat_id": ann.chat_id(), "from_chat_id": ann.chat_id(), "message_id": message["message_id"],
    });
    assert_eq!(news.bot.ok("forwardMessage", again).await.get("effect_id"), None);
}

fn draft(person: &Person, id: i64, text: &str) -> Value {
    json!({"chat_id": person.chat_id(), "draft_id": id, "text": text})
}

#[tokio::test]
async fn a_draft_is_shown_until_the_message_comes() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    assert_eq!(ann.draft().await, Value::Null);
    news.bot.ok("sendMessageDraft", draft(&ann, 5, "")).await;
    news.bot.ok("sendMessageDraft", draft(&ann, 5, "Onc")).await;
    assert_eq!((&ann.draft().await["text"], ann.messages().await.len()), (&json!("Onc"), 1));
    news.bot.say(ann.chat_id(), "Once").await;
    assert_eq!(ann.draft().await, Value::Null);
    news.bot.ok("sendMessageDraft", draft(&ann, 6, "Twi")).await;
    telegram.skip(Duration::from_secs(30)).await;
    assert_eq!(ann.draft().await, Value::Null);
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    for (call, words) in [
        (draft(&ann, 0, "x"), "RANDOM_ID_INVALID"),
        (draft(&ann.within(&group), 1, "x"), "TEXTDRAFT_PEER_INVALID"),
        (draft(&ann, 1, &"x".repeat(4097)), "message is too long"),
    ] {
        let refused = news.bot.refused("sendMessageDraft", call).await;
        assert_eq!(refused.1, format!("Bad Request: {words}"));
    }
}

#[tokio::test]
async fn somebody_stops_the_bot_while_it_writes() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    for keep in [false, true] {
        let mut call = draft(&ann, 7, "On and on");
        call["can_stop"] = true.into();
        call["keep_on_stop"] = keep.into();
        news.bot.ok("sendMessageDraft", call).await;
        ann.stop_draft(7).await;
        let (kind, stopped) = news.take().await.remove(0);
        assert_eq!(
            (kind.as_str(), &stopped["draft_id"]),
            ("stopped_message_generation", &json!(7))
        );
        assert_eq!(ann.draft().await["can_stop"], if keep { json!(false) } else { Value::Null });
    }
}

#[tokio::test]
async fn media_is_bought_with_stars() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let chat = ann.chat_id();
    let photo = json!({"type": "photo", "media": "https://e.org/a.png"});
    let film = json!({"type": "video", "media": "https://e.org/a.mp4", "duration": 9});
    let call = json!({
        "chat_id": chat, "star_count": 25, "media": [photo, film], "payload": "set-1", "caption": "Two",
    });
    let message = news.bot.ok("sendPaidMedia", call.clone()).await;
    assert_eq!(message["paid_media"]["star_count"], 25);
    assert_eq!(message["paid_media"]["paid_media"][1]["video"]["duration"], 9);
    let id = message["message_id"].as_i64().unwrap();
    assert_eq!(ann.messages().await.pop().unwrap().json.get("paid_by"), None);
    ann.buy(id).await;
    let (kind, bought) = news.take().await.remove(0);
    assert_eq!(
        (kind.as_str(), &bought["paid_media_payload"]),
        ("purchased_paid_media", &json!("set-1"))
    );
    assert_eq!(bought["from"]["id"], ann.user_id());
    assert_eq!(ann.messages().await.pop().unwrap().json["paid_by"], json!([ann.user_id()]));
    assert_eq!(news.bot.ok("getMyStarBalance", json!({})).await["amount"], 25);
    let list = news.bot.ok("getStarTransactions", json!({})).await;
    let source = &list["transactions"][0]["source"];
    assert_eq!(
        (&source["transaction_type"], &source["paid_media_payload"]),
        (&json!("paid_media_payment"), &json!("set-1"))
    );
    assert_eq!(source["paid_media"].as_array().unwrap().len(), 2);
    let copy = json!({"chat_id": chat, "from_chat_id": chat, "message_id": id});
    let refused = news.bot.refused("copyMessage", copy).await;
    assert_eq!(refused.1, "Bad Request: the message can't be copied");
    let caption = json!({"chat_id": chat, "message_id": id, "caption": "Three"});
    assert_eq!(news.bot.ok("editMessageCaption", caption).await["caption"], "Three");
    for (name, value, words) in [
        ("star_count", json!(0), "invalid media price specified"),
        ("star_count", json!(25_001), "invalid media price specified"),
        ("media", json!([]), "invalid number of paid media specified"),
        ("media", json!("x"), "can't parse paid media JSON object"),
        ("media", json!([{"type": "photo"}]), "can't parse InputPaidMedia: media not found"),
        (
            "media",
            json!([{"type": "audio", "media": "a"}]),
            "can't parse InputPaidMedia: type \"audio\" is unsupported",
        ),
    ] {
        let mut call = call.clone();
        call[name] = value;
        let refused = news.bot.refused("sendPaidMedia", call).await;
        assert_eq!(refused.1, format!("Bad Request: {words}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn stars_for_media_in_a_channel_are_the_channels() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bot = news.bot.ok("getMe", json!({})).await["id"].as_i64().unwrap();
    let channel = ann.create_chat_with("channel", "News", &[bot]).await;
    news.take().await;
    let photo = json!({"type": "photo", "media": "https://e.org/a.png"});
    let call =
        json!({"chat_id": channel.chat_id(), "star_count": 5, "media": [photo], "payload": "p"});
    let id = news.bot.ok("sendPaidMedia", call).await["message_id"].as_i64().unwrap();
    ann.within(&channel).buy(id).await;
    assert!(news.take().await.is_empty());
    assert_eq!(news.bot.ok("getMyStarBalance", json!({})).await["amount"], 0);
}
