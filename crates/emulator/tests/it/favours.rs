//! What people give and allow: subscriptions, boosts, emoji, tags; and what the bot does with its picture and reactions.

use std::time::Duration;

use molniya_emulator::testkit::{Person, Telegram};
use serde_json::{Value, json};

use crate::conformance::files::{form, png, upload};
use crate::news::News;

const MONTH: u64 = 2_592_000;

fn subscription() -> Value {
    json!({
        "title": "Tea", "description": "Every month", "payload": "monthly", "currency": "XTR",
        "prices": [{"label": "Tea", "amount": 100}], "subscription_period": MONTH,
    })
}

/// The payment that the next message tells of.
async fn paid(news: &mut News<'_>) -> Value {
    let all = news.take().await;
    let payments: Vec<_> =
        all.iter().filter_map(|(_, content)| content.get("successful_payment")).collect();
    assert_eq!(payments.len(), 1, "{all:?}");
    payments[0].clone()
}

/// Ann subscribes; her first payment.
async fn subscribed(ann: &Person, news: &mut News<'_>) -> Value {
    let link = news.bot.ok("createInvoiceLink", subscription()).await;
    let checkout = ann.pay_at(link.as_str().unwrap()).await;
    let agree = json!({"pre_checkout_query_id": checkout, "ok": true});
    news.bot.ok("answerPreCheckoutQuery", agree).await;
    paid(news).await
}

#[tokio::test]
async fn a_subscription_is_paid_every_month_until_it_is_canceled() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let first = subscribed(&ann, &mut news).await;
    assert_eq!(
        (&first["is_first_recurring"], &first["is_recurring"]),
        (&json!(true), &json!(true))
    );
    telegram.skip(Duration::from_secs(MONTH)).await;
    let second = paid(&mut news).await;
    assert_eq!((second.get("is_first_recurring"), &second["is_recurring"]), (None, &json!(true)));
    let ends = |payment: &Value| payment["subscription_expiration_date"].as_i64().unwrap();
    assert_eq!(ends(&second) - ends(&first), 2_592_000);
    assert_eq!(news.bot.ok("getMyStarBalance", json!({})).await["amount"], 200);
    let list = news.bot.ok("getStarTransactions", json!({})).await;
    assert_eq!(list["transactions"][1]["source"]["subscription_period"], MONTH);
    let charge = first["telegram_payment_charge_id"].as_str().unwrap();
    let states = |all: Vec<(String, Value)>| -> Vec<Value> {
        all.into_iter().map(|(kind, content)| json!([kind, content["state"]])).collect()
    };
    ann.decide_subscription(charge, "canceled").await;
    ann.decide_subscription(charge, "active").await;
    assert_eq!(
        states(news.take().await),
        [json!(["subscription", "canceled"]), json!(["subscription", "active"])]
    );
    ann.decide_subscription(charge, "failed").await;
    telegram.skip(Duration::from_secs(MONTH)).await;
    assert_eq!(states(news.take().await), [json!(["subscription", "failed"])]);
    telegram.skip(Duration::from_secs(MONTH)).await;
    assert!(news.take().await.is_empty());
}

#[tokio::test]
async fn the_bot_lets_a_subscription_end() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let charge = subscribed(&ann, &mut news).await["telegram_payment_charge_id"].clone();
    let edit = |charge: &Value| json!({"user_id": ann.user_id(), "telegram_payment_charge_id": charge, "is_canceled": true});
    news.bot.ok("editUserStarSubscription", edit(&charge)).await;
    telegram.skip(Duration::from_secs(MONTH)).await;
    assert!(news.take().await.is_empty());
    let refused = news.bot.refused("editUserStarSubscription", edit(&json!("none"))).await;
    assert_eq!(refused.1, "Bad Request: CHARGE_NOT_FOUND");
    for (name, value) in [("subscription_period", json!(3_600)), ("currency", json!("EUR"))] {
        let mut call = subscription();
        call["provider_token"] = if name == "currency" { "1:TEST" } else { "" }.into();
        call[name] = value;
        let refused = news.bot.refused("createInvoiceLink", call).await;
        assert_eq!(refused.1, "Bad Request: SUBSCRIPTION_PERIOD_INVALID");
    }
}

#[tokio::test]
async fn people_boost_a_chat() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    let of = json!({"chat_id": group.chat_id(), "user_id": ann.user_id()});
    let refused = news.bot.refused("getUserChatBoosts", of.clone()).await;
    assert_eq!(refused.1, "Bad Request: CHAT_ADMIN_REQUIRED");
    group.promote_bot(&ann, &["can_delete_messages"]).await;
    news.take().await;
    let ann = ann.within(&group);
    let id = ann.boost().await;
    let told = news.take().await;
    assert_eq!((told[0].0.as_str(), &told[0].1["boost"]["boost_id"]), ("chat_boost", &json!(id)));
    assert_eq!(told[1].1["boost_added"], json!({"boost_count": 1}));
    let boosts = news.bot.ok("getUserChatBoosts", of.clone()).await;
    assert_eq!(boosts["boosts"][0], told[0].1["boost"]);
    ann.take_boost_back(&id).await;
    let (kind, removed) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &removed["boost_id"]), ("removed_chat_boost", &json!(id)));
    ann.boost().await;
    telegram.skip(Duration::from_secs(30 * 24 * 60 * 60)).await;
    assert_eq!(news.bot.ok("getUserChatBoosts", of).await["boosts"], json!([]));
}

#[tokio::test]
async fn the_bot_sets_an_emoji_for_those_who_let_it() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let set =
        json!({"user_id": ann.user_id(), "emoji_status_custom_emoji_id": "5312016608254762256"});
    let refused = news.bot.refused("setUserEmojiStatus", set.clone()).await;
    assert_eq!(refused.1, "Bad Request: USER_PERMISSION_DENIED");
    ann.allow_emoji_status().await;
    news.bot.ok("setUserEmojiStatus", set).await;
    let of = json!({"chat_id": ann.chat_id()});
    let chat = news.bot.ok("getChat", of.clone()).await;
    assert_eq!(chat["emoji_status_custom_emoji_id"], "5312016608254762256");
    news.bot.ok("setUserEmojiStatus", json!({"user_id": ann.user_id()})).await;
    assert_eq!(news.bot.ok("getChat", of).await.get("emoji_status_custom_emoji_id"), None);
}

#[tokio::test]
async fn a_member_is_called_something() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bob = telegram.person("Bob").await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    group.join(&bob).await;
    let tag =
        |user: i64, tag: &str| json!({"chat_id": group.chat_id(), "user_id": user, "tag": tag});
    let refused = news.bot.refused("setChatMemberTag", tag(bob.user_id(), "Baker")).await;
    assert_eq!(refused.1, "Bad Request: CHAT_ADMIN_REQUIRED");
    group.promote_bot(&ann, &["can_manage_tags"]).await;
    news.bot.ok("setChatMemberTag", tag(bob.user_id(), "Baker")).await;
    let of = json!({"chat_id": group.chat_id(), "user_id": bob.user_id()});
    assert_eq!(news.bot.ok("getChatMember", of).await["tag"], "Baker");
    news.take().await;
    bob.within(&group).say("Bread").await;
    assert_eq!(news.take().await[0].1["sender_tag"], "Baker");
    let refused = news.bot.refused("setChatMemberTag", tag(ann.user_id(), "Boss")).await;
    assert_eq!(refused.1, "Bad Request: user is an administrator of the chat");
    news.bot.ok("setChatMemberTag", tag(bob.user_id(), "")).await;
    bob.within(&group).say("More").await;
    assert_eq!(news.take().await[0].1.get("sender_tag"), None);
}

#[tokio::test]
async fn the_bot_takes_reactions_away() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    let (user, chat) = (ann.user_id(), group.chat_id());
    let ann = ann.within(&group);
    let (one, two) = (ann.say("one").await, ann.say("two").await);
    ann.react(one, &["👍"]).await;
    ann.react(two, &["👎"]).await;
    let of = |id: i64| json!({"chat_id": chat, "message_id": id, "user_id": user});
    let refused = news.bot.refused("deleteMessageReaction", of(one)).await;
    assert_eq!(refused.1, "Bad Request: CHAT_ADMIN_REQUIRED");
    group.promote_bot(&ann, &["can_delete_messages"]).await;
    let reactions = async || -> Vec<bool> {
        let all = ann.messages().await;
        let written =
            all.iter().filter(|message| message.message_id >= one && !message.text.is_empty());
        written.map(|message| message.json.get("reactions").is_some()).collect()
    };
    news.bot.ok("deleteMessageReaction", of(one)).await;
    assert_eq!(reactions().await, [false, true]);
    news.bot.ok("deleteAllMessageReactions", json!({"chat_id": chat, "user_id": user})).await;
    assert_eq!(reactions().await, [false, false]);
    let refused = news.bot.refused("deleteMessageReaction", of(9_999)).await;
    assert_eq!(refused.1, "Bad Request: message to delete reactions not found");
}

#[tokio::test]
async fn a_prepared_message_is_sent_where_it_is_meant_for() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let result = json!({
        "type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "Tea!"},
    });
    let call = json!({"user_id": ann.user_id(), "result": result, "allow_user_chats": true});
    let prepared = news.bot.ok("savePreparedInlineMessage", call).await;
    ann.send_prepared(prepared["id"].as_str().unwrap()).await;
    let message = news.take().await.remove(0).1;
    assert_eq!((&message["text"], &message["via_bot"]["is_bot"]), (&json!("Tea!"), &json!(true)));
    let nothing = json!({"user_id": ann.user_id()});
    let refused = news.bot.refused("savePreparedInlineMessage", nothing).await;
    assert_eq!(refused.1, "Bad Request: result isn't specified");
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn the_bot_has_a_picture() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bot = &mut news.bot;
    let me = bot.ok("getMe", json!({})).await["id"].clone();
    let photo = json!({"type": "static", "photo": "attach://face"}).to_string();
    let body = form(&[("photo", &photo)], &[("face", "a.png", &png(640, 640))]);
    upload(bot, "setMyProfilePhoto", &body).await.result();
    let photos = bot.ok("getUserProfilePhotos", json!({"user_id": me})).await;
    assert_eq!(
        (&photos["total_count"], &photos["photos"][0][0]["width"]),
        (&json!(1), &json!(640))
    );
    let anns = bot.ok("getUserProfilePhotos", json!({"user_id": ann.user_id()})).await;
    assert_eq!(anns["total_count"], 0);
    bot.ok("removeMyProfilePhoto", json!({})).await;
    assert_eq!(bot.ok("getUserProfilePhotos", json!({"user_id": me})).await["total_count"], 0);
    let audios = bot.ok("getUserProfileAudios", json!({"user_id": ann.user_id()})).await;
    assert_eq!(audios, json!({"total_count": 0, "audios": []}));
    for (photo, words) in [
        (json!(""), "photo isn't specified"),
        (json!([]), "object expected as profile photo"),
        (json!({"type": "round"}), "invalid profile photo type specified"),
        (json!({"type": "static", "photo": "AgACabc"}), "photo must be uploaded as a file"),
    ] {
        let refused = bot.refused("setMyProfilePhoto", json!({"photo": photo})).await;
        assert_eq!(refused.1, format!("Bad Request: {words}"));
    }
    drop(telegram.allow_violations());
}
