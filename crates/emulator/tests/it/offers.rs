//! What the bot offers: commands in every scope, names and descriptions, deliveries and tips, web apps.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;

/// The names of commands.
fn names(commands: &[Value]) -> Vec<&str> {
    commands.iter().map(|command| command["command"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_narrowest_list_of_commands_is_shown() {
    let telegram = Telegram::start().await;
    let ann = telegram.person_speaking("Ann", "ru").await;
    ann.say("hi").await;
    let bob = telegram.person("Bob").await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    group.join(&bob).await;
    let (here, there, bob) = (&ann, ann.within(&group), bob.within(&group));
    let mut bot = News::of(&telegram).await.bot;
    let chat = group.chat_id();
    let lists = [
        ("a", json!({"type": "default"}), "", ["a", "a", "a"]),
        ("b", json!({"type": "all_group_chats"}), "", ["a", "b", "b"]),
        ("c", json!({"type": "all_group_chats"}), "ru", ["a", "c", "b"]),
        ("d", json!({"type": "all_chat_administrators"}), "", ["a", "d", "b"]),
        ("e", json!({"type": "all_private_chats"}), "ru", ["e", "d", "b"]),
        ("f", json!({"type": "chat", "chat_id": chat}), "", ["e", "f", "f"]),
        (
            "g",
            json!({"type": "chat_administrators", "chat_id": chat.to_string()}),
            "",
            ["e", "g", "f"],
        ),
        (
            "h",
            json!({"type": "chat_member", "chat_id": chat, "user_id": bob.user_id()}),
            "",
            ["e", "g", "h"],
        ),
        ("i", json!({"type": "chat", "chat_id": ann.chat_id()}), "", ["i", "g", "h"]),
    ];
    for (name, scope, language, shown) in lists {
        let command = json!({"command": name, "description": "x"});
        let call = json!({"commands": [command], "scope": scope, "language_code": language});
        bot.ok("setMyCommands", call).await;
        let seen = [here.commands().await, there.commands().await, bob.commands().await];
        assert_eq!(seen.each_ref().map(|list| names(list)), shown.map(|name| vec![name]), "{name}");
    }
    for (scope, text) in [
        (json!([]), "can't parse BotCommandScope: BotCommandScope must be an Object"),
        (json!({"type": "x"}), "can't parse BotCommandScope: Unsupported type specified"),
        (json!({"type": "chat"}), "can't parse BotCommandScope: Can't find field \"chat_id\""),
        (json!({"type": "chat", "chat_id": 5}), "chat not found"),
    ] {
        let refused = bot.refused("getMyCommands", json!({"scope": scope})).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_bot_says_what_it_is_in_each_language() {
    let telegram = Telegram::start().await;
    let (_, mut news) = News::scene(&telegram).await;
    let bot = &mut news.bot;
    let russian = json!({"language_code": "ru"});
    bot.ok("setMyDescription", json!({"description": "Sells tea"})).await;
    assert_eq!(bot.ok("getMyDescription", russian.clone()).await["description"], "Sells tea");
    bot.ok("setMyDescription", json!({"description": "Чай", "language_code": "ru"})).await;
    assert_eq!(bot.ok("getMyDescription", russian.clone()).await["description"], "Чай");
    assert_eq!(bot.ok("getMyShortDescription", russian).await["short_description"], "");
    bot.ok("setMyName", json!({"name": "Tea"})).await;
    assert_eq!(bot.ok("getMe", json!({})).await["first_name"], "Tea");
    bot.ok("setMyName", json!({})).await;
    assert_eq!(bot.ok("getMyName", json!({})).await["name"], "Molniya Demo");
    let rights = json!({"rights": {"can_pin_messages": true}});
    bot.ok("setMyDefaultAdministratorRights", rights).await;
    let groups = bot.ok("getMyDefaultAdministratorRights", json!({})).await;
    assert_eq!(
        (&groups["can_pin_messages"], &groups["is_anonymous"]),
        (&json!(true), &json!(false))
    );
    let channels = json!({"for_channels": true});
    let channels = bot.ok("getMyDefaultAdministratorRights", channels).await;
    assert_eq!(channels.get("can_pin_messages"), None);
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_delivery_is_chosen_and_a_tip_is_given() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let invoice = json!({
        "chat_id": ann.chat_id(), "title": "Tea", "description": "A pound", "payload": "tea-1", "currency": "EUR",
        "provider_token": "1:TEST", "prices": [{"label": "Tea", "amount": 500}], "is_flexible": true,
        "need_name": true, "max_tip_amount": 100, "suggested_tip_amounts": [50, 100],
    });
    let message = news.bot.ok("sendInvoice", invoice.clone()).await["message_id"].as_i64().unwrap();
    let address = json!({
        "country_code": "DE", "state": "", "city": "Berlin", "street_line1": "A", "street_line2": "", "post_code": "1",
    });
    let info = json!({"name": "Ann", "email": "a@e.org", "shipping_address": address});
    let asked = ann.order(message, 50, &info).await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["id"]), ("shipping_query", &json!(asked)));
    assert_eq!(
        (&query["shipping_address"], &query["invoice_payload"]),
        (&address, &json!("tea-1"))
    );
    let post = json!({"id": "post", "title": "Post", "prices": [{"label": "Post", "amount": 300}]});
    let answer = |ok: bool| json!({"shipping_query_id": asked, "ok": ok});
    let refused = news.bot.refused("answerShippingQuery", answer(true)).await;
    assert_eq!(refused.1, "Bad Request: parameter \"shipping_options\" is required");
    let refused = news.bot.refused("answerShippingQuery", answer(false)).await;
    assert_eq!(refused.1, "Bad Request: parameter \"error_message\" is required");
    let mut ways = answer(true);
    ways["shipping_options"] = json!([post]);
    news.bot.ok("answerShippingQuery", ways.clone()).await;
    assert!(news.bot.refused("answerShippingQuery", ways).await.1.contains("query is too old"));
    let checkout = ann.choose_delivery(&asked, "post").await;
    let (_, query) = news.take().await.remove(0);
    assert_eq!(
        (&query["total_amount"], &query["shipping_option_id"]),
        (&json!(850), &json!("post"))
    );
    // Nobody asked for the address of their mailbox.
    assert_eq!(query["order_info"], json!({"name": "Ann", "shipping_address": address}));
    let agree = json!({"pre_checkout_query_id": checkout, "ok": true});
    news.bot.ok("answerPreCheckoutQuery", agree).await;
    let paid = news.take().await[0].1["successful_payment"].clone();
    assert_eq!((&paid["total_amount"], &paid["shipping_option_id"]), (&json!(850), &json!("post")));
    for (name, value, text) in [
        ("title", json!(""), "parameter \"title\" is required"),
        ("prices", json!([]), "there must be at least one price"),
        ("prices", json!([{"amount": 5}]), "can't parse labeled price: Can't find field \"label\""),
        ("suggested_tip_amounts", json!([50, 200]), "TIP_AMOUNTS_INVALID"),
    ] {
        let mut call = invoice.clone();
        call[name] = value;
        let refused = news.bot.refused("sendInvoice", call).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_web_app_sends_data_and_is_answered() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let button = json!({"text": "Shop", "web_app": {"url": "https://e.org/shop"}});
    let call =
        json!({"chat_id": ann.chat_id(), "text": "Open", "reply_markup": {"keyboard": [[button]]}});
    news.bot.ok("sendMessage", call).await;
    ann.send_web_app_data("Shop", "{\"tea\":1}").await;
    let data = json!({"data": "{\"tea\":1}", "button_text": "Shop"});
    assert_eq!(news.take().await[0].1["web_app_data"], data);
    let opened = ann.open_web_app().await;
    let result = json!({
        "type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "One tea"},
        "reply_markup": {"inline_keyboard": [[{"text": "Pay", "callback_data": "pay"}]]},
    });
    let answer = json!({"web_app_query_id": opened, "result": result});
    let sent = news.bot.ok("answerWebAppQuery", answer.clone()).await;
    let edit = json!({"inline_message_id": sent["inline_message_id"], "text": "Two teas"});
    assert_eq!(news.bot.ok("editMessageText", edit).await, true);
    let last = ann.messages().await.pop().unwrap();
    assert_eq!((last.text.as_str(), last.from_bot), ("Two teas", false));
    assert!(news.bot.refused("answerWebAppQuery", answer).await.1.contains("query is too old"));
}
