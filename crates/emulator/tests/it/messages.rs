//! Kinds of messages, and what is done to them: replies, forwards, copies, edits, reactions, polls.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;
use crate::raw::Raw;

#[tokio::test]
async fn a_reply_quotes_a_part_or_answers_in_another_chat() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bob = telegram.person("Bob").await;
    bob.say("hi").await;
    let reply = |chat: i64, parameters: Value| json!({"chat_id": chat, "text": "x", "reply_parameters": parameters});
    let call = reply(ann.chat_id(), json!({"message_id": 1, "quote": "llo"}));
    let message = news.bot.ok("sendMessage", call).await;
    assert_eq!(message["quote"], json!({"text": "llo", "position": 2, "is_manual": true}));
    let call = reply(ann.chat_id(), json!({"message_id": 1, "quote": "nothing"}));
    assert_eq!(news.bot.refused("sendMessage", call).await.1, "Bad Request: QUOTE_TEXT_INVALID");
    let call = reply(bob.chat_id(), json!({"message_id": 1, "chat_id": ann.chat_id()}));
    let message = news.bot.ok("sendMessage", call).await;
    assert_eq!(message.get("reply_to_message"), None);
    assert_eq!(message["external_reply"]["origin"]["sender_user"]["first_name"], "Ann");
}

#[tokio::test]
async fn messages_are_forwarded_and_copied() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bob = telegram.person("Bob").await;
    bob.say("hi").await;
    let from = json!({"chat_id": bob.chat_id(), "from_chat_id": ann.chat_id(), "message_id": 1});
    let message = news.bot.ok("forwardMessage", from.clone()).await;
    assert_eq!(message["text"], "hello");
    assert_eq!(message["forward_origin"]["sender_user"]["id"], ann.user_id());
    let copy = news.bot.ok("copyMessage", from).await;
    let seen = bob.messages().await;
    let last = seen.last().unwrap();
    assert_eq!(copy, json!({"message_id": last.message_id}));
    assert_eq!((last.text.as_str(), last.json.get("forward_origin")), ("hello", None));
    let own = json!({"chat_id": ann.chat_id(), "text": "secret", "protect_content": true});
    let secret = news.bot.ok("sendMessage", own).await["message_id"].clone();
    let of = |id: &Value| json!({"chat_id": bob.chat_id(), "from_chat_id": ann.chat_id(), "message_id": id});
    let refused = news.bot.refused("forwardMessage", of(&secret)).await;
    assert_eq!(refused.1, "Bad Request: message has protected content and can't be forwarded");
    let refused = news.bot.refused("copyMessage", of(&json!(999))).await;
    assert_eq!(refused.1, "Bad Request: message to copy not found");
    let many = json!({"chat_id": bob.chat_id(), "from_chat_id": ann.chat_id(), "message_ids": [1, secret, 999]});
    assert_eq!(news.bot.ok("copyMessages", many.clone()).await.as_array().unwrap().len(), 1);
    assert_eq!(news.bot.ok("forwardMessages", many).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn people_forward_what_they_can_see() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let friends = ann.create_chat("group", "Friends").await;
    let mine = ann.within(&friends).say("look at /this").await;
    ann.forward(friends.chat_id(), mine).await;
    let told = news.take().await.pop().unwrap().1;
    assert_eq!(
        (&told["chat"]["id"], &told["text"]),
        (&json!(ann.chat_id()), &json!("look at /this"))
    );
    assert_eq!(told["forward_origin"]["sender_user"]["id"], ann.user_id());

    let secret = json!({"chat_id": ann.chat_id(), "text": "secret", "protect_content": true});
    let secret = news.bot.ok("sendMessage", secret).await["message_id"].as_i64().unwrap();
    let bob = telegram.person("Bob").await;
    for (who, chat, message, error) in [
        (&bob, friends.chat_id(), mine, "no such chat, or the user is not in it"),
        (&ann, ann.chat_id(), secret, "the message cannot be forwarded"),
        (&ann, ann.chat_id(), 999, "no such message"),
    ] {
        let forward = json!({"chat_id": chat, "message_id": message});
        let body = json!({"user_id": who.user_id(), "forward": forward}).to_string();
        let path = format!("/chats/{}/messages", who.chat_id());
        let mut page = Raw::connect(&telegram.page_url()).await;
        let answer = page.send("POST", &path, "application/json", body.as_bytes()).await;
        let answer: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(answer, json!({ "error": error }));
    }
}

#[tokio::test]
async fn people_edit_and_delete_and_the_bot_deletes_many() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    ann.edit(1, "hello there").await;
    let told = news.take().await;
    assert_eq!((told[0].0.as_str(), &told[0].1["text"]), ("edited_message", &json!("hello there")));
    assert!(told[0].1["edit_date"].is_i64());
    let second = ann.say("second").await;
    ann.delete(1).await;
    let call = json!({"chat_id": ann.chat_id(), "message_ids": [1, second]});
    news.bot.ok("deleteMessages", call).await;
    assert!(ann.messages().await.is_empty());
    let refused = news.bot.refused("deleteMessages", json!({"chat_id": ann.chat_id()})).await;
    assert_eq!(refused.0, 400);
}

#[tokio::test]
async fn reactions_are_told_of_and_shown() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    ann.react(1, &["👍"]).await;
    ann.react(1, &[]).await;
    let told = news.take().await;
    let thumb = json!([{"type": "emoji", "emoji": "👍"}]);
    assert_eq!(told[0].0, "message_reaction");
    assert_eq!((&told[0].1["old_reaction"], &told[0].1["new_reaction"]), (&json!([]), &thumb));
    assert_eq!((&told[1].1["old_reaction"], &told[1].1["new_reaction"]), (&thumb, &json!([])));
    let call = |emoji: &str| json!({"chat_id": ann.chat_id(), "message_id": 1, "reaction": [{"type": "emoji", "emoji": emoji}]});
    news.bot.ok("setMessageReaction", call("🔥")).await;
    assert_eq!(ann.messages().await[0].json["reactions"][0]["emoji"], "🔥");
    assert_eq!(
        news.bot.refused("setMessageReaction", call("🚗")).await.1,
        "Bad Request: REACTION_INVALID"
    );
    assert!(news.take().await.is_empty(), "the bot is not told of its own");
}

#[tokio::test]
async fn reactions_in_a_channel_have_no_names() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let channel = ann.create_chat("channel", "News").await;
    channel.promote_bot(&ann, &[]).await;
    let post = ann.within(&channel).say("first").await;
    let mut news = News::of(&telegram).await;
    news.take().await;
    ann.within(&channel).react(post, &["🔥"]).await;
    let told = news.take().await;
    assert_eq!(told[0].0, "message_reaction_count");
    assert_eq!(
        told[0].1["reactions"],
        json!([{"type": {"type": "emoji", "emoji": "🔥"}, "total_count": 1}])
    );
}

#[tokio::test]
async fn a_poll_is_voted_in_and_stopped() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let call = json!({
        "chat_id": ann.chat_id(), "question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}], "is_anonymous": false,
    });
    let message = news.bot.ok("sendPoll", call.clone()).await;
    let id = message["message_id"].as_i64().unwrap();
    ann.vote(id, &[1]).await;
    let told = news.take().await;
    let kinds: Vec<&str> = told.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["poll_answer", "poll"]);
    assert_eq!(told[0].1["option_ids"], json!([1]));
    assert_eq!(told[1].1["options"][1]["voter_count"], 1);
    assert_eq!(told[1].1["id"], message["poll"]["id"]);
    let of = json!({"chat_id": ann.chat_id(), "message_id": id});
    let poll = news.bot.ok("stopPoll", of.clone()).await;
    assert_eq!((&poll["is_closed"], &poll["total_voter_count"]), (&json!(true), &json!(1)));
    assert_eq!(
        news.bot.refused("stopPoll", of).await.1,
        "Bad Request: poll has already been closed"
    );
    assert_eq!(news.kinds().await, ["poll"]);
    let mut wrong = call;
    wrong["options"] = json!([]);
    assert_eq!(
        news.bot.refused("sendPoll", wrong).await.1,
        "Bad Request: poll must have at least 1 option"
    );
}

#[tokio::test]
async fn small_things_are_sent_by_both_sides() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let chat = ann.chat_id();
    let dice = news.bot.ok("sendDice", json!({"chat_id": chat, "emoji": "🏀"})).await;
    assert!((1..=5).contains(&dice["dice"]["value"].as_i64().unwrap()));
    let place = json!({"chat_id": chat, "latitude": 59.9, "longitude": 30.3, "title": "Museum", "address": "Square 2"});
    let venue = news.bot.ok("sendVenue", place).await;
    assert_eq!(venue["venue"]["location"], venue["location"]);
    news.bot.ok("sendLocation", json!({"chat_id": chat, "latitude": 1, "longitude": 2.5})).await;
    news.bot
        .ok("sendContact", json!({"chat_id": chat, "phone_number": "+1", "first_name": "Bob"}))
        .await;
    let refused = news.bot.refused("sendLocation", json!({"chat_id": chat, "latitude": 1})).await;
    assert_eq!(refused.1, "Bad Request: longitude is empty");
    ann.throw("🎲").await;
    ann.send_location(59.9, 30.3).await;
    ann.send_contact("+7", "Ann").await;
    let told = news.take().await;
    assert!((1..=6).contains(&told[0].1["dice"]["value"].as_i64().unwrap()));
    assert_eq!(told[1].1["location"], json!({"latitude": 59.9, "longitude": 30.3}));
    assert_eq!(told[2].1["contact"]["phone_number"], "+7");
}
