//! Payments, inline mode, the menu button.

use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;

fn invoice(chat: Option<i64>) -> Value {
    let mut call = json!({
        "title": "Tea", "description": "A cup", "payload": "tea-1", "currency": "XTR",
        "prices": [{"label": "Tea", "amount": 5}],
    });
    if let Some(chat) = chat {
        call["chat_id"] = chat.into();
    }
    call
}

#[tokio::test]
async fn stars_are_paid_and_given_back() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let message = news.bot.ok("sendInvoice", invoice(Some(ann.chat_id()))).await;
    assert_eq!(message["invoice"]["total_amount"], 5);
    let checkout = ann.pay(message["message_id"].as_i64().unwrap()).await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["id"]), ("pre_checkout_query", &json!(checkout)));
    assert_eq!((&query["invoice_payload"], &query["currency"]), (&json!("tea-1"), &json!("XTR")));
    let answer = json!({"pre_checkout_query_id": checkout, "ok": true});
    news.bot.ok("answerPreCheckoutQuery", answer.clone()).await;
    let (_, message) = news.take().await.remove(0);
    let paid = &message["successful_payment"];
    assert_eq!(paid["total_amount"], 5);
    assert_eq!(news.bot.ok("getMyStarBalance", json!({})).await["amount"], 5);
    let again = news.bot.refused("answerPreCheckoutQuery", answer).await;
    assert!(again.1.starts_with("Bad Request: query is too old"), "{}", again.1);
    let charge = &paid["telegram_payment_charge_id"];
    let refund = json!({"user_id": ann.user_id(), "telegram_payment_charge_id": charge});
    news.bot.ok("refundStarPayment", refund.clone()).await;
    assert_eq!(news.take().await[0].1["refunded_payment"]["telegram_payment_charge_id"], *charge);
    let refused = news.bot.refused("refundStarPayment", refund).await;
    assert_eq!(refused.1, "Bad Request: CHARGE_ALREADY_REFUNDED");
    let list = news.bot.ok("getStarTransactions", json!({})).await;
    assert_eq!(list["transactions"].as_array().unwrap().len(), 2);
    assert_eq!(news.bot.ok("getMyStarBalance", json!({})).await["amount"], 0);
}

#[tokio::test]
async fn a_bot_can_say_no_and_must_say_it_soon() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let link = news.bot.ok("createInvoiceLink", invoice(None)).await;
    let first = ann.pay_at(link.as_str().unwrap()).await;
    let no = json!({"pre_checkout_query_id": first, "ok": false});
    assert_eq!(news.bot.refused("answerPreCheckoutQuery", no.clone()).await.0, 400);
    let mut no = no;
    no["error_message"] = "Sold out".into();
    news.bot.ok("answerPreCheckoutQuery", no).await;
    let second = ann.pay_at(link.as_str().unwrap()).await;
    telegram.skip(Duration::from_secs(10)).await;
    let late = json!({"pre_checkout_query_id": second, "ok": true});
    assert_eq!(news.bot.refused("answerPreCheckoutQuery", late).await.0, 400);
    assert_eq!(news.kinds().await, ["pre_checkout_query", "pre_checkout_query"]);
    let mut dollars = invoice(Some(ann.chat_id()));
    dollars["currency"] = "USD".into();
    let refused = news.bot.refused("sendInvoice", dollars).await;
    assert_eq!(refused.1, "Bad Request: PAYMENT_PROVIDER_INVALID");
}

#[tokio::test]
async fn a_question_from_a_chat_is_answered_and_a_result_is_sent() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let question = ann.ask("tea").await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["query"]), ("inline_query", &json!("tea")));
    assert_eq!(query["chat_type"], "sender");
    let article = |id: &str| {
        json!({
            "type": "article", "id": id, "title": "Green",
            "input_message_content": {"message_text": "<b>Green</b> tea", "parse_mode": "HTML"},
            "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]},
        })
    };
    let answer = |results: Value| json!({"inline_query_id": question, "results": results});
    let twice = answer(json!([article("a"), article("a")]));
    assert_eq!(
        news.bot.refused("answerInlineQuery", twice).await.1,
        "Bad Request: RESULT_ID_DUPLICATE"
    );
    let place =
        json!({"type": "location", "id": "b", "latitude": 1.5, "longitude": 2.5, "title": "There"});
    news.bot.ok("answerInlineQuery", answer(json!([article("a"), place]))).await;
    assert_eq!(news.bot.refused("answerInlineQuery", answer(json!([]))).await.0, 400);
    ann.choose(&question, "a").await;
    let told = news.take().await;
    assert_eq!(
        (told[0].0.as_str(), &told[0].1["result_id"]),
        ("chosen_inline_result", &json!("a"))
    );
    assert_eq!(
        (&told[1].1["text"], &told[1].1["via_bot"]["is_bot"]),
        (&json!("Green tea"), &json!(true))
    );
    assert_eq!(told[1].1["entities"][0]["type"], "bold");
    ann.choose(&question, "b").await;
    assert_eq!(news.take().await[1].1["location"], json!({"latitude": 1.5, "longitude": 2.5}));
}

#[tokio::test]
async fn a_chat_has_a_menu_button() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let of = json!({"chat_id": ann.chat_id()});
    assert_eq!(news.bot.ok("getChatMenuButton", of.clone()).await, json!({"type": "commands"}));
    let button =
        json!({"type": "web_app", "text": "Shop", "web_app": {"url": "https://example.org"}});
    news.bot.ok("setChatMenuButton", json!({"menu_button": button})).await;
    assert_eq!(news.bot.ok("getChatMenuButton", of.clone()).await, button);
    let commands = json!({"type": "commands"});
    news.bot
        .ok("setChatMenuButton", json!({"chat_id": ann.chat_id(), "menu_button": commands}))
        .await;
    assert_eq!(news.bot.ok("getChatMenuButton", of).await, commands);
    let http =
        json!({"menu_button": {"type": "web_app", "text": "Shop", "web_app": {"url": "http://x"}}});
    assert_eq!(
        news.bot.refused("setChatMenuButton", http).await.1,
        "Bad Request: menu button Web App URL 'http://x' is invalid: Only HTTPS links are allowed"
    );
}
