//! What the bot offers on the chat page: payments, with deliveries, and results of inline mode.

use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts};
use crate::things::scene;
use crate::webdriver::{Browser, DOWN, ENTER};

#[test]
fn somebody_pays_and_is_refused_before() {
    let local = Local::start();
    let browser = Browser::start();
    let (_, [ann, boris]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 1 };
    let prices =
        json!([{"label": "Green tea", "amount": 450}, {"label": "Delivery", "amount": 199}]);
    local.call("sendInvoice", &json!({"chat_id": ann, "title": "Tea", "description": "A tin of green tea, sent today", "payload": "tea", "provider_token": "TEST", "currency": "USD", "prices": prices}));
    expect_texts(&browser, &pane.selector("[data-test=pay]"), &["Pay $6.49"]);
    browser.click(&pane.selector("[data-test=pay]"));
    expect_texts(
        &browser,
        &pane.selector("[data-test=prices]"),
        &["Green tea\n$4.50\nDelivery\n$1.99\nTotal\n$6.49"],
    );
    // The sheet has the focus, so Enter pays.
    browser.type_into(&pane.selector("[data-test=pay-now]:focus"), ENTER);
    let state = pane.selector("[data-test=pay-state]");
    expect_texts(&browser, &state, &["Being checked by the bot…"]);
    let id = &local.update_of("pre_checkout_query")["id"];
    local.call(
        "answerPreCheckoutQuery",
        &json!({"pre_checkout_query_id": id, "ok": false, "error_message": "The tea is sold out"}),
    );
    expect_texts(&browser, &state, &["The tea is sold out"]);
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-payment-{name}"));
    }
    browser.click(&pane.selector("[data-test=pay-now]"));
    let id = &local.update_of("pre_checkout_query")["id"];
    local.call("answerPreCheckoutQuery", &json!({"pre_checkout_query_id": id, "ok": true}));
    expect_texts(&browser, &state, &["Paid"]);
    browser.type_into(&pane.selector("[data-test=pay-cancel]:focus"), ENTER);
    expect_texts(&browser, &pane.selector("[data-test=service]"), &["Ann paid $6.49"]);
    expect_texts(&browser, &pane.selector("[data-test=payment]"), &[]);

    // Stars, by the address of an invoice, on a telephone.
    let link = local.call("createInvoiceLink", &json!({"title": "Stickers", "description": "Five of them", "payload": "s", "currency": "XTR", "prices": [{"label": "Five", "amount": 50}]}));
    local.say(ann, "Here", &json!({"inline_keyboard": [[{"text": "Buy", "url": link["result"]}]]}));
    browser.resize(360, 740);
    browser.click(&pane.selector("[data-test=bubble]:last-child [data-test=pay]"));
    expect_texts(&browser, &pane.selector("[data-test=total]"), &["50 ⭐"]);
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-stars-narrow");
    browser.click(&pane.selector("[data-test=pay-cancel]"));
    expect_texts(&browser, &pane.selector("[data-test=payment]"), &[]);
    assert_eq!((browser.errors(), boris > ann), (Vec::new(), true));
    local.stop();
}

#[test]
fn a_delivery_is_chosen_and_a_tip_given() {
    let local = Local::start();
    let browser = Browser::start();
    let (_, [ann, _]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 1 };
    let prices = json!([{"label": "Green tea", "amount": 450}]);
    let invoice = json!({"chat_id": ann, "title": "Tea", "description": "A tin of green tea", "payload": "tea", "provider_token": "TEST", "currency": "USD", "prices": prices, "max_tip_amount": 500, "need_name": true, "is_flexible": true});
    let sent = local.call("sendInvoice", &invoice);
    assert_eq!(sent["ok"], true, "{sent}");
    browser.click(&pane.selector("[data-test=pay]"));
    let fields = pane.selector("[data-test=payment] .order label span");
    let asked = ["Name", "Street", "City", "Postcode", "Country, two letters", "Tip"];
    expect_texts(&browser, &fields, &asked);
    let field = |name: &str| pane.selector(&format!("[data-test=order][data-name={name}]"));
    browser.ask(&format!("document.querySelector({}).value = ''", json!(field("tip"))));
    browser.type_into(&field("tip"), "0.50");
    browser.ask(&format!("document.querySelector({}).value = ''", json!(field("city"))));
    browser.type_into(&field("city"), &format!("York{ENTER}"));
    let query = local.update_of("shipping_query");
    assert_eq!(query["shipping_address"]["city"], "York", "{query}");
    let way = |id: &str, amount: u32| json!({"id": id, "title": id, "prices": [{"label": id, "amount": amount}]});
    let ways = json!({"shipping_query_id": query["id"], "ok": true, "shipping_options": [way("Post", 199), way("Courier", 900)]});
    assert_eq!(local.call("answerShippingQuery", &ways)["ok"], true);
    expect_texts(&browser, &pane.selector("[data-test=ways] label"), &["Post", "Courier"]);
    expect_texts(&browser, &pane.selector("[data-test=total]"), &["$6.99"]);
    browser.click(&pane.selector("[data-test=ways] [value=Courier]"));
    let told = "Green tea\n$4.50\nCourier\n$9.00\nTip\n$0.50\nTotal\n$14.00";
    expect_texts(&browser, &pane.selector("[data-test=prices]"), &[told]);
    browser.becomes(CONTRAST, json!([]));
    browser.picture("page-delivery");
    browser.click(&pane.selector("[data-test=pay-now]"));
    let query = local.update_of("pre_checkout_query");
    let order =
        [&query["total_amount"], &query["order_info"]["name"], &query["shipping_option_id"]];
    assert_eq!(order, [&json!(1400), &json!("Ann"), &json!("Courier")], "{query}");
    local
        .call("answerPreCheckoutQuery", &json!({"pre_checkout_query_id": query["id"], "ok": true}));
    expect_texts(&browser, &pane.selector("[data-test=service]"), &["Ann paid $14.00"]);
    browser.resize(360, 740);
    browser.becomes(OVERFLOW, json!([]));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

/// The question of these words, however many others were asked while it was typed.
fn asked(local: &Local, words: &str) -> Value {
    local.update_where(|update| update["inline_query"]["query"] == words)["inline_query"].take()
}

#[test]
fn the_bot_is_asked_from_any_chat() {
    let local = Local::start();
    let browser = Browser::start();
    let (group, [ann, _]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 0 };
    let username = local.ask("GET", "/bot", &Value::Null)["username"].as_str().unwrap().to_owned();
    let field = pane.selector("[data-test=message-input]");

    browser.type_into(&field, &format!("@{username} tea"));
    expect_texts(&browser, &pane.selector("[data-test=result-note]"), &["Asking the bot…"]);
    let query = asked(&local, "tea");
    assert_eq!(
        (&query["query"], &query["from"]["id"], &query["chat_type"]),
        (&json!("tea"), &json!(ann), &json!("supergroup"))
    );
    let result = |id: &str, title: &str| json!({"type": "article", "id": id, "title": title, "description": "From 4.50", "input_message_content": {"message_text": format!("{title}, please")}});
    let results = json!([result("g", "Green tea"), result("b", "Black tea")]);
    local.call(
        "answerInlineQuery",
        &json!({"inline_query_id": query["id"], "results": results, "next_offset": "2"}),
    );
    let found = pane.selector("[data-test=result]");
    expect_texts(
        &browser,
        &found,
        &["G\nGreen tea\nFrom 4.50", "B\nBlack tea\nFrom 4.50", "More results"],
    );
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.click(&field);
        expect_texts(
            &browser,
            &found,
            &["G\nGreen tea\nFrom 4.50", "B\nBlack tea\nFrom 4.50", "More results"],
        );
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-inline-{name}"));
    }
    browser.type_into(&field, &format!("{DOWN}{ENTER}"));
    expect_texts(&browser, &pane.selector("[data-test=bubble] .text"), &["Black tea, please"]);
    expect_texts(&browser, &pane.selector("[data-test=via]"), &[&format!("via @{username}")]);
    browser.becomes(&format!("return document.querySelector({}).value", json!(field)), "");
    assert_eq!(local.update_of("chosen_inline_result")["result_id"], "b");

    // A button that asks for more puts the question into the field.
    local.say(group, "Anything else?", &json!({"inline_keyboard": [[{"text": "Look", "switch_inline_query_current_chat": "cake"}]]}));
    browser.click(&pane.selector("[data-test=ask]"));
    let cake = &asked(&local, "cake")["id"];
    local.call("answerInlineQuery", &json!({"inline_query_id": cake, "results": []}));
    expect_texts(&browser, &pane.selector("[data-test=result-note]"), &["The bot found nothing."]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn web_apps_without_a_server_send_what_the_person_says_and_invitations_are_followed() {
    let local = Local::start();
    let browser = Browser::start();
    let (group, [ann, boris]) = scene(&local, &browser);
    browser.open(&local.page([ann, boris]));
    browser.reload();
    connected(&browser);
    let [pane, other] = [0, 1].map(|index| Pane { browser: &browser, index });

    let app = json!({"url": "https://example.com/shop"});
    local.say(ann, "Look around", &json!({"keyboard": [[{"text": "Shop", "web_app": app}]]}));
    browser.click(&pane.selector("[data-test=reply-button]"));
    browser.click(&pane.selector("[data-test=app-by-hand]"));
    browser.type_into(&pane.selector("[data-test=app-data]:focus"), "two teas");
    browser.click(&pane.selector("[data-test=send-app-data]"));
    expect_texts(
        &browser,
        &pane.selector("[data-test=service]"),
        &["Ann sent something from “Shop”"],
    );
    let told = &local.message_with("web_app_data")["web_app_data"];
    assert_eq!(told, &json!({"button_text": "Shop", "data": "two teas"}));
    local.say(ann, "Or here", &json!({"inline_keyboard": [[{"text": "Open", "web_app": app}]]}));
    browser.click(&pane.selector("[data-test=open-app]"));
    browser.click(&pane.selector("[data-test=app-by-hand]"));
    let query = browser.wait("return document.querySelector('[data-test=app-query]')?.textContent");
    let result = json!({"type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "Two teas, please"}});
    local.call("answerWebAppQuery", &json!({"web_app_query_id": query, "result": result}));
    expect_texts(
        &browser,
        &pane.selector("[data-test=bubble]:last-child .text"),
        &["Two teas, please"],
    );

    local.ask(
        "PUT",
        &format!("/chats/{group}/members/{}", local.bot()),
        &json!({"by": ann, "status": "administrator"}),
    );
    local.ask(
        "PUT",
        &format!("/chats/{group}/members/{boris}"),
        &json!({"by": boris, "status": "left"}),
    );
    let link = local.call("createChatInviteLink", &json!({"chat_id": group}));
    let link = &link["result"]["invite_link"];
    local.say(boris, "Come in", &json!({"inline_keyboard": [[{"text": "Join", "url": link}]]}));
    browser.click(&other.selector("[data-test=join]"));
    expect_texts(&browser, &other.selector("[data-test=toast]"), &["Борис has joined."]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
