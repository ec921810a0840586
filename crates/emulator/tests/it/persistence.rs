//! What a stopped emulator remembers.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use molniya_emulator::{BadBot, Config, Emulator, NewBot, StartError};
use serde_json::json;

use crate::bot::Bot;
use crate::raw::Raw;

pub(crate) fn config(data: &Path) -> Config {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Config { bot_api: any, person: any, data: Some(data.to_owned()), ..Config::default() }
}

#[tokio::test]
async fn everything_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made/telegram.db");
    let telegram = Telegram::start_with(config(&data)).await;
    let token = telegram.token();
    let ann = telegram.person_speaking("Ann", "ru").await;
    ann.say("first").await;
    ann.say("second").await;
    let mut bot = Bot::of(&telegram).await;
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]});
    let call = json!({"chat_id": ann.chat_id(), "text": "<b>sure?</b>", "parse_mode": "HTML", "reply_markup": markup});
    let sent = bot.ok("sendMessage", call).await;
    let gone = bot.say(ann.chat_id(), "gone").await;
    bot.ok("deleteMessage", json!({"chat_id": ann.chat_id(), "message_id": gone})).await;
    bot.ok("setMyCommands", json!({"commands": [{"command": "start", "description": "x"}]})).await;
    let press = ann.press("yes").await;
    let updates = bot.updates(0).await;
    let second = updates[1]["update_id"].as_i64().unwrap();
    bot.ok(
        "getUpdates",
        json!({"offset": second, "allowed_updates": ["message", "callback_query"]}),
    )
    .await;
    let messages = ann.messages().await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&data)).await;
    assert_eq!(telegram.token(), token);
    let mut bot = Bot::of(&telegram).await;
    assert_eq!(bot.updates(0).await, updates[1..]);
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["allowed_updates"], json!(["message", "callback_query"]));
    assert_eq!(bot.ok("getMyCommands", json!({})).await[0]["command"], "start");
    assert_eq!(bot.ok("answerCallbackQuery", json!({"callback_query_id": press})).await, true);
    let mut http = Raw::connect(&telegram.page_url()).await;
    let kept = http.get(&format!("/chats/{}/messages", ann.chat_id())).await.json();
    let before: Vec<_> = messages.iter().map(|message| message.json.clone()).collect();
    assert_eq!(kept, json!(before));
    assert_eq!(kept[2], sent);
    let people = http.get("/people").await.json();
    assert_eq!(
        people,
        json!([{"user_id": ann.user_id(), "chat_id": ann.chat_id(), "name": "Ann", "language_code": "ru"}])
    );
    let bob = telegram.person("Bob").await;
    assert_ne!(bob.user_id(), ann.user_id());
    assert!(bot.say(ann.chat_id(), "again").await > gone);
    assert!(telegram.inject("{}").await > second + 1);
    telegram.stop().await;
}

#[tokio::test]
async fn groups_payments_and_polls_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    let telegram = Telegram::start_with(config(&data)).await;
    let (ann, bob) = (telegram.person("Ann").await, telegram.person("Bob").await);
    ann.say("hi").await;
    let group = ann.create_chat("supergroup", "Club").await;
    group.promote_bot(&ann, &["can_invite_users", "can_restrict_members"]).await;
    group.join(&bob).await;
    let mut bot = Bot::of(&telegram).await;
    let (chat, here) = (group.chat_id(), ann.chat_id());
    let of_bob = json!({"chat_id": chat, "user_id": bob.user_id()});
    bot.ok("banChatMember", of_bob.clone()).await;
    let link = bot.ok("exportChatInviteLink", json!({"chat_id": chat})).await;
    bot.ok("setMyDescription", json!({"description": "Sells tea"})).await;
    let prices = json!([{"label": "Tea", "amount": 5}]);
    let invoice = json!({
        "chat_id": here, "title": "Tea", "description": "A cup", "payload": "tea", "currency": "XTR", "prices": prices,
    });
    let invoice = bot.ok("sendInvoice", invoice).await["message_id"].as_i64().unwrap();
    let checkout = ann.pay(invoice).await;
    let options = json!([{"text": "yes"}, {"text": "no"}]);
    let poll = json!({"chat_id": here, "question": "Tea?", "options": options, "open_period": 600});
    let poll = bot.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
    ann.vote(poll, &[1]).await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&data)).await;
    let mut bot = Bot::of(&telegram).await;
    assert_eq!(bot.ok("getChatMember", of_bob).await["status"], "kicked");
    assert_eq!(bot.ok("getChat", json!({"chat_id": chat})).await["invite_link"], link);
    assert_eq!(bot.ok("getMyDescription", json!({})).await["description"], "Sells tea");
    bot.ok("answerPreCheckoutQuery", json!({"pre_checkout_query_id": checkout, "ok": true})).await;
    assert_eq!(bot.ok("getMyStarBalance", json!({})).await["amount"], 5);
    telegram.skip(Duration::from_secs(600)).await;
    let refused = bot.refused("stopPoll", json!({"chat_id": here, "message_id": poll})).await;
    assert_eq!(refused.1, "Bad Request: poll has already been closed");
    let updates = bot.updates(0).await;
    let closed = &updates.last().unwrap()["poll"];
    assert_eq!(
        (&closed["is_closed"], &closed["options"][1]["voter_count"]),
        (&json!(true), &json!(1))
    );
    telegram.stop().await;
}

#[tokio::test]
async fn no_id_is_given_twice_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("telegram.db"), folder.path().join("copy.db"));
    let telegram = Telegram::start_with(config(&data)).await;
    let ann = telegram.person("Ann").await;
    ann.say("kept").await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&data)).await;
    // What a kill would leave: whatever happens from now on was not written down.
    for end in ["", "-wal"] {
        let file = |name: &Path| format!("{}{end}", name.display());
        std::fs::copy(file(&data), file(&copy)).unwrap();
    }
    let bob = telegram.person("Bob").await;
    let said = bob.say("lost").await;
    let update = telegram.inject("{}").await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&copy)).await;
    let carl = telegram.person("Carl").await;
    assert!(carl.user_id() > bob.user_id());
    assert!(carl.say("after").await > said);
    assert!(telegram.inject("{}").await > update);
    telegram.stop().await;
}

#[tokio::test]
async fn a_file_has_one_emulator() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    let first = Emulator::start(config(&data)).await.unwrap();
    let error = Emulator::start(config(&data)).await.unwrap_err();
    assert!(error.to_string().contains("another local Telegram uses"), "{error}");
    first.stop().await;
    Emulator::start(config(&data)).await.unwrap().stop().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    std::fs::write(&data, "this is no database, and it is long enough to be looked at").unwrap();
    let error = Emulator::start(config(&data)).await.unwrap_err();
    assert!(matches!(error, StartError::Store(_)), "{error}");
    assert!(std::fs::read_to_string(&data).unwrap().starts_with("this is no database"));
}

#[tokio::test]
async fn a_taken_port_moves_the_page_but_not_the_bot_api() {
    let first = Telegram::start().await;
    let address = |url: String| url.strip_prefix("http://").unwrap().parse::<SocketAddr>().unwrap();
    let page = address(first.page_url());
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let moved = Config { bot_api: any, person: page, ..Config::default() };
    let second = Emulator::start(moved).await.unwrap();
    assert!(address(second.page_url()).port() > page.port());
    second.stop().await;
    let taken = Config { bot_api: address(first.api_url()), person: any, ..Config::default() };
    let error = Emulator::start(taken).await.unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }), "{error}");
    let bad = Config {
        bot_api: any,
        person: any,
        bots: vec![NewBot::with_token("nonsense")],
        ..Config::default()
    };
    assert!(matches!(Emulator::start(bad).await.unwrap_err(), StartError::Bot(BadBot::Token)));
}

#[tokio::test]
async fn scores_sets_and_sales_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    let telegram = Telegram::start_with(config(&data)).await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let (user, chat) = (ann.user_id(), ann.chat_id());
    let mut bot = Bot::of(&telegram).await;
    let call = json!({"chat_id": chat, "game_short_name": "race"});
    let game = bot.ok("sendGame", call).await["message_id"].clone();
    let score = json!({"user_id": user, "chat_id": chat, "message_id": game, "score": 5});
    bot.ok("setGameScore", score).await;
    let name = "tea_by_molniya_demo_bot";
    let sticker = json!({"sticker": "CAACabc", "format": "static", "emoji_list": ["🍵"]});
    let set = json!({"user_id": user, "name": name, "title": "Tea", "stickers": [sticker]});
    bot.ok("createNewStickerSet", set).await;
    let photo = json!({"type": "photo", "media": "https://e.org/a.png"});
    let sale = json!({"chat_id": chat, "star_count": 5, "media": [photo], "payload": "p"});
    let sold = bot.ok("sendPaidMedia", sale).await["message_id"].as_i64().unwrap();
    ann.buy(sold).await;
    let subscription = json!({
        "title": "Tea", "description": "x", "payload": "m", "currency": "XTR",
        "prices": [{"label": "Tea", "amount": 7}], "subscription_period": 2_592_000,
    });
    let link = bot.ok("createInvoiceLink", subscription).await;
    let checkout = ann.pay_at(link.as_str().unwrap()).await;
    let agree = json!({"pre_checkout_query_id": checkout, "ok": true});
    bot.ok("answerPreCheckoutQuery", agree).await;
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&data)).await;
    let mut bot = Bot::of(&telegram).await;
    let of = json!({"user_id": user, "chat_id": chat, "message_id": game});
    assert_eq!(bot.ok("getGameHighScores", of).await[0]["score"], 5);
    let set = bot.ok("getStickerSet", json!({"name": name})).await;
    assert_eq!(set["stickers"][0]["emoji"], "🍵");
    let mut http = Raw::connect(&telegram.page_url()).await;
    let kept = http.get(&format!("/chats/{chat}/messages?after={}", sold - 1)).await.json();
    assert_eq!(kept[0]["paid_by"], json!([user]));
    telegram.skip(Duration::from_secs(2_592_000)).await;
    assert_eq!(bot.ok("getMyStarBalance", json!({})).await["amount"], 5 + 2 * 7);
}
