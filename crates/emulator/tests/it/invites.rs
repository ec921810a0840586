//! Links into chats, and how the bot is told who came by them.

use std::time::Duration;

use molniya_emulator::testkit::{Group, Person, Telegram};
use serde_json::{Value, json};

use crate::conformance::files::{form, png, upload};
use crate::news::News;

/// A supergroup that Ann has made, in which the bot may invite people.
async fn club(telegram: &Telegram) -> (Group, Person, News<'_>) {
    let ann = telegram.person("Ann").await;
    let group = ann.create_chat("supergroup", "Club").await;
    group.promote_bot(&ann, &["can_invite_users", "can_change_info"]).await;
    let mut news = News::of(telegram).await;
    news.take().await;
    (group, ann, news)
}

fn link_of(invite: &Value) -> String {
    invite["invite_link"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn people_come_by_a_link_as_often_and_as_long_as_it_says() {
    let telegram = Telegram::start().await;
    let (group, _, mut news) = club(&telegram).await;
    let chat = group.chat_id();
    let (bob, carl) = (telegram.person("Bob").await, telegram.person("Carl").await);
    let create = json!({"chat_id": chat, "name": "For Bob", "member_limit": 1});
    let invite = news.bot.ok("createChatInviteLink", create).await;
    assert_eq!((&invite["name"], &invite["is_primary"]), (&json!("For Bob"), &json!(false)));
    assert!(bob.follow(&link_of(&invite)).await);
    let told = news.take().await;
    assert_eq!(
        (told[0].0.as_str(), &told[0].1["invite_link"]["name"]),
        ("chat_member", &json!("For Bob"))
    );
    assert_eq!(told[1].1["new_chat_members"][0]["first_name"], "Bob");
    assert!(refused(&telegram, &carl, &link_of(&invite)).await.contains("leads nowhere"));
    let edit = json!({"chat_id": chat, "invite_link": link_of(&invite), "member_limit": 2});
    let edited = news.bot.ok("editChatInviteLink", edit).await;
    assert_eq!((&edited["member_limit"], edited.get("name")), (&json!(2), None));
    let revoke = json!({"chat_id": chat, "invite_link": link_of(&invite)});
    assert_eq!(news.bot.ok("revokeChatInviteLink", revoke.clone()).await["is_revoked"], true);
    assert!(refused(&telegram, &carl, &link_of(&invite)).await.contains("leads nowhere"));
}

#[tokio::test]
async fn a_request_to_join_tells_its_link() {
    let telegram = Telegram::start().await;
    let (group, _, mut news) = club(&telegram).await;
    let bob = telegram.person("Bob").await;
    let create = json!({"chat_id": group.chat_id(), "name": "Ask", "creates_join_request": true});
    let invite = news.bot.ok("createChatInviteLink", create).await;
    assert!(!bob.follow(&link_of(&invite)).await);
    let (kind, request) = news.take().await.remove(0);
    assert_eq!(
        (kind.as_str(), &request["invite_link"]["name"]),
        ("chat_join_request", &json!("Ask"))
    );
    assert_eq!(request["invite_link"]["pending_join_request_count"], 1);
    let of = json!({"chat_id": group.chat_id(), "user_id": bob.user_id()});
    news.bot.ok("approveChatJoinRequest", of).await;
    let told = news.take().await;
    assert_eq!(told[0].1["invite_link"]["invite_link"], invite["invite_link"]);
    assert_eq!(told[0].1["invite_link"].get("pending_join_request_count"), None);
}

#[tokio::test]
async fn there_is_one_primary_link() {
    let telegram = Telegram::start().await;
    let (group, _, mut news) = club(&telegram).await;
    let chat = json!({"chat_id": group.chat_id()});
    let first = news.bot.ok("exportChatInviteLink", chat.clone()).await;
    let second = news.bot.ok("exportChatInviteLink", chat.clone()).await;
    assert_ne!(first, second);
    assert_eq!(news.bot.ok("getChat", chat.clone()).await["invite_link"], second);
    let of = |link: &Value| json!({"chat_id": group.chat_id(), "invite_link": link});
    let refused = news.bot.refused("editChatInviteLink", of(&second)).await;
    assert_eq!(refused.1, "Bad Request: CHAT_INVITE_PERMANENT");
    let revoked = news.bot.ok("revokeChatInviteLink", of(&second)).await;
    assert_eq!((&revoked["is_primary"], &revoked["is_revoked"]), (&json!(true), &json!(true)));
    let third = news.bot.ok("getChat", chat).await["invite_link"].clone();
    assert!(third.is_string() && third != second);
}

#[tokio::test]
async fn links_are_refused_as_the_server_does() {
    let telegram = Telegram::start().await;
    let (group, ann, mut news) = club(&telegram).await;
    ann.say("hi").await;
    let chat = group.chat_id();
    for (call, text) in [
        (json!({"chat_id": ann.chat_id()}), "can't invite members to a private chat"),
        (
            json!({"chat_id": chat, "member_limit": 5, "creates_join_request": true}),
            "member limit can't be specified for links requiring administrator approval",
        ),
        (json!({"chat_id": chat, "expire_date": 5}), "EXPIRE_DATE_INVALID"),
    ] {
        let refused = news.bot.refused("createChatInviteLink", call).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    for (link, text) in
        [("", "invite link must be non-empty"), ("https://t.me/+x", "INVITE_HASH_EXPIRED")]
    {
        let call = json!({"chat_id": chat, "invite_link": link});
        let refused = news.bot.refused("revokeChatInviteLink", call).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    group.promote_bot(&ann, &["can_change_info"]).await;
    let refused = news.bot.refused("exportChatInviteLink", json!({"chat_id": chat})).await;
    assert_eq!(refused.1, "Bad Request: not enough rights to manage chat invite link");
    telegram.skip(Duration::from_secs(1)).await;
}

#[tokio::test]
async fn a_chat_has_a_picture() {
    let telegram = Telegram::start().await;
    let (group, ann, mut news) = club(&telegram).await;
    let chat = json!({"chat_id": group.chat_id()});
    let id = group.chat_id().to_string();
    let fields = [("chat_id", id.as_str())];
    let body = form(&fields, &[("photo", "a.png", &png(2, 2))]);
    assert_eq!(upload(&mut news.bot, "setChatPhoto", &body).await.result(), true);
    assert_eq!(news.take().await[0].1["new_chat_photo"][0]["width"], 2);
    let photo = news.bot.ok("getChat", chat.clone()).await["photo"].clone();
    news.bot.ok("getFile", json!({"file_id": photo["big_file_id"]})).await;
    news.bot.ok("deleteChatPhoto", chat.clone()).await;
    assert_eq!(news.take().await[0].1["delete_chat_photo"], true);
    assert_eq!(
        news.bot.refused("deleteChatPhoto", chat.clone()).await.1,
        "Bad Request: CHAT_NOT_MODIFIED"
    );
    let mut named = chat;
    named["photo"] = "AgACabc".into();
    let refused = news.bot.refused("setChatPhoto", named).await;
    assert_eq!(refused.1, "Bad Request: photo must be uploaded as an InputFile");
    ann.say("hi").await;
    drop(telegram.allow_violations());
}

/// What the person's side says to somebody who follows a link in vain.
async fn refused(telegram: &Telegram, who: &Person, link: &str) -> String {
    let mut http = crate::raw::Raw::connect(&telegram.page_url()).await;
    let body = json!({"user_id": who.user_id(), "invite_link": link}).to_string();
    let answer = http.send("POST", "/joins", "application/json", body.as_bytes()).await;
    assert_eq!(answer.status, 400);
    answer.body
}

#[tokio::test]
async fn a_place_in_a_channel_is_paid_every_month() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bob = telegram.person("Bob").await;
    let bot = news.bot.ok("getMe", json!({})).await["id"].as_i64().unwrap();
    let channel = ann.create_chat_with("channel", "Tea", &[bot]).await;
    let call = |period: i64, price: i64| {
        json!({
            "chat_id": channel.chat_id(), "name": "Tea", "subscription_period": period, "subscription_price": price,
        })
    };
    for (period, price, words) in
        [(3_600, 5, "SUBSCRIPTION_PERIOD_INVALID"), (2_592_000, 0, "PRICING_CHAT_INVALID")]
    {
        let refused =
            news.bot.refused("createChatSubscriptionInviteLink", call(period, price)).await;
        assert_eq!(refused.1, format!("Bad Request: {words}"));
    }
    let link = news.bot.ok("createChatSubscriptionInviteLink", call(2_592_000, 5)).await;
    assert_eq!((&link["subscription_price"], &link["name"]), (&json!(5), &json!("Tea")));
    let edit = json!({
        "chat_id": channel.chat_id(), "invite_link": link["invite_link"], "name": "More tea",
    });
    let edited = news.bot.ok("editChatSubscriptionInviteLink", edit).await;
    assert_eq!(edited["name"], "More tea");
    news.take().await;
    bob.follow(link["invite_link"].as_str().unwrap()).await;
    let (_, joined) = news.take().await.remove(0);
    assert_eq!(joined["invite_link"]["subscription_period"], 2_592_000);
    let until = joined["new_chat_member"]["until_date"].as_i64().unwrap();
    assert_eq!(until - joined["date"].as_i64().unwrap(), 2_592_000);
    telegram.skip(Duration::from_secs(2_592_000)).await;
    let of = json!({"chat_id": channel.chat_id(), "user_id": bob.user_id()});
    let member = news.bot.ok("getChatMember", of).await;
    assert_eq!(member["until_date"].as_i64().unwrap() - until, 2_592_000);
}
