//! What messages carry on the chat page beside texts and files: reactions, polls, dice, places, contacts, payments,
//! and what comes of inline mode.

use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts};
use crate::webdriver::{Browser, DOWN, ENTER};

/// The number of the message that a call has sent.
fn sent(answer: &Value) -> i64 {
    answer["result"]["message_id"].as_i64().unwrap_or_else(|| panic!("{answer}"))
}

/// Two people and a group with them and the bot, the page showing the group and the first of them.
fn scene(local: &Local, browser: &Browser) -> (i64, [i64; 2]) {
    let people = [local.person("Ann", "en"), local.person("Борис", "ru")];
    let group = local.group("Friends", people[0], &[people[1], local.bot()]);
    browser.open(&local.page([group, people[0]]));
    connected(browser);
    (group, people)
}

/// The options of a poll.
fn options(texts: &[&str]) -> Value {
    texts.iter().map(|text| json!({ "text": text })).collect()
}

#[test]
fn people_react_and_vote() {
    let local = Local::start();
    let browser = Browser::start();
    let (group, [_, boris]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 0 };

    let id = sent(&local.call(
        "sendMessage",
        &json!({"chat_id": group, "text": "I count the guests for tonight."}),
    ));
    local.call("setMessageReaction", &json!({"chat_id": group, "message_id": id, "reaction": [{"type": "emoji", "emoji": "👍"}]}));
    let reactions = pane.selector("[data-test=reaction]");
    expect_texts(&browser, &reactions, &["👍 1"]);
    browser.click(&reactions);
    expect_texts(&browser, &format!("{reactions}[aria-pressed=true]"), &["👍 2"]);
    pane.write_as(boris);
    expect_texts(&browser, &format!("{reactions}[aria-pressed=false]"), &["👍 2"]);
    browser.type_into(&pane.selector("[data-from=bot] [data-test=more]"), ENTER);
    browser.type_into(&pane.selector("[data-test=react-with][data-emoji='🔥']"), ENTER);
    expect_texts(&browser, &reactions, &["👍 2", "🔥 1"]);
    browser.click(&format!("{reactions}[aria-pressed=true]"));
    expect_texts(&browser, &reactions, &["👍 2"]);

    let poll = json!({"chat_id": group, "question": "Which colours?", "options": options(&["Red", "Green", "Blue"]), "is_anonymous": false, "allows_multiple_answers": true});
    let poll = sent(&local.call("sendPoll", &poll));
    let choices = pane.selector("[data-test=poll-option]");
    expect_texts(&browser, &choices, &["Red", "Green", "Blue"]);
    browser.click(&choices);
    browser.click(&format!("{choices}:nth-of-type(3)"));
    expect_texts(&browser, &format!("{choices}[aria-pressed=true]"), &["Red", "Blue"]);
    browser.click(&pane.selector("[data-test=send-vote]"));
    let results = pane.selector("[data-test=poll-result]");
    expect_texts(&browser, &results, &["100 %\nRed\n✓", "0 %\nGreen", "100 %\nBlue\n✓"]);
    browser.click(&pane.selector("[data-test=take-vote-back]"));
    expect_texts(&browser, &choices, &["Red", "Green", "Blue"]);
    local.call("stopPoll", &json!({"chat_id": group, "message_id": poll}));
    expect_texts(&browser, &results, &["0 %\nRed", "0 %\nGreen", "0 %\nBlue"]);

    let quiz = json!({"chat_id": group, "question": "Two and two?", "options": options(&["Three", "Four"]), "type": "quiz", "correct_option_ids": [1], "explanation": "Count them"});
    sent(&local.call("sendPoll", &quiz));
    browser.click(&choices);
    expect_texts(
        &browser,
        &pane.selector("[data-test=bubble]:last-child [data-test=poll-result]"),
        &["100 %\nThree\n✗ wrong", "0 %\nFour\n✓ right"],
    );
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        assert_eq!(browser.ask(CONTRAST), json!([]), "{name}");
        browser.picture(&format!("page-group-{name}"));
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn people_change_what_they_wrote() {
    let local = Local::start();
    let browser = Browser::start();
    let (group, [ann, boris]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 0 };
    let texts = pane.selector("[data-test=bubble] .text");
    let field = pane.selector("[data-test=message-input]");
    let more = |text: usize| {
        browser.type_into(
            &pane.selector(&format!("[data-test=bubble]:nth-last-child({text}) [data-test=more]")),
            ENTER,
        );
    };

    pane.say("Tea, plaese");
    expect_texts(&browser, &texts, &["Tea, plaese"]);
    browser.type_into(&field, "And also");
    more(1);
    browser.click(&pane.selector("[data-test=edit]"));
    expect_texts(&browser, &pane.selector("[data-test=replying] span"), &["Tea, plaese"]);
    browser.ask(&format!("document.querySelector({}).value = ''", json!(field)));
    browser.type_into(&field, &format!("Tea, please{ENTER}"));
    expect_texts(&browser, &texts, &["Tea, please"]);
    // What was being written is still there.
    browser.type_into(&field, &format!(" cake{ENTER}"));
    expect_texts(&browser, &texts, &["Tea, please", "And also cake"]);
    // Boris has not written it, and manages nothing.
    pane.write_as(boris);
    more(1);
    expect_texts(&browser, &pane.selector("[data-test=react-with][data-emoji='🔥']"), &["🔥"]);
    expect_texts(&browser, &pane.selector(":is([data-test=edit], [data-test=delete])"), &[]);
    pane.write_as(ann);
    more(1);
    browser.click(&pane.selector("[data-test=delete]"));
    expect_texts(&browser, &texts, &["Tea, please"]);
    let left = local.ask("GET", &format!("/chats/{group}/messages"), &Value::Null);
    assert_eq!(left.as_array().unwrap().last().unwrap()["text"], "Tea, please");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn small_things_and_forwards_can_be_read() {
    let local = Local::start();
    let browser = Browser::start();
    let (group, [ann, _]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 0 };

    local.call("sendDice", &json!({"chat_id": group, "emoji": "🎯"}));
    local.call("sendVenue", &json!({"chat_id": group, "latitude": 51.5, "longitude": -0.12, "title": "The Crown", "address": "1 High Street"}));
    local.call("sendLocation", &json!({"chat_id": group, "latitude": 52.5, "longitude": 13.4}));
    local.call("sendContact", &json!({"chat_id": group, "phone_number": "+15551234", "first_name": "Carla", "last_name": "Moss"}));
    let places = pane.selector("[data-test=place]");
    expect_texts(
        &browser,
        &places,
        &["📍\nThe Crown\n1 High Street · 51.50000, -0.12000", "📍\nLocation\n52.50000, 13.40000"],
    );
    expect_texts(
        &browser,
        &pane.selector("[data-test=contact] .file-lines"),
        &["Carla Moss\n+15551234"],
    );
    browser.wait(&format!(
        "return /^[1-6]$/.test(document.querySelector({}).innerText)",
        json!(pane.selector("[data-test=dice] .dice-value"))
    ));
    let hello =
        local.ask("GET", &format!("/chats/{ann}/messages"), &Value::Null)[0]["message_id"].clone();
    local.call(
        "forwardMessage",
        &json!({"chat_id": group, "from_chat_id": ann, "message_id": hello}),
    );
    expect_texts(&browser, &pane.selector("[data-test=forwarded]"), &["Forwarded from Ann"]);
    browser.picture("page-things");
    browser.resize(360, 740);
    assert_eq!(browser.ask(OVERFLOW), json!([]));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

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
    let asked = |offset| {
        let update = local.update(offset);
        let id = update["pre_checkout_query"]["id"].as_str().expect("a checkout").to_owned();
        (id, update["update_id"].as_i64().unwrap() + 1)
    };
    // The sheet has the focus, so Enter pays.
    browser.type_into(&pane.selector("[data-test=pay-now]:focus"), ENTER);
    let state = pane.selector("[data-test=pay-state]");
    expect_texts(&browser, &state, &["Being checked by the bot…"]);
    let (id, next) = asked(-1);
    local.call(
        "answerPreCheckoutQuery",
        &json!({"pre_checkout_query_id": id, "ok": false, "error_message": "The tea is sold out"}),
    );
    expect_texts(&browser, &state, &["The tea is sold out"]);
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        assert_eq!(browser.ask(CONTRAST), json!([]), "{name}");
        browser.picture(&format!("page-payment-{name}"));
    }
    browser.click(&pane.selector("[data-test=pay-now]"));
    let (id, _) = asked(next);
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
    assert_eq!(browser.ask(OVERFLOW), json!([]));
    browser.picture("page-stars-narrow");
    browser.click(&pane.selector("[data-test=pay-cancel]"));
    expect_texts(&browser, &pane.selector("[data-test=payment]"), &[]);
    assert_eq!((browser.errors(), boris > ann), (Vec::new(), true));
    local.stop();
}

/// The question of these words, however many others were asked while it was typed.
fn asked(local: &Local, words: &str) -> Value {
    let mut offset = 0;
    loop {
        let update = local.update(offset);
        if update["inline_query"]["query"] == words {
            return update;
        }
        offset = update["update_id"].as_i64().expect("an update") + 1;
    }
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
    let tea = asked(&local, "tea");
    let query = &tea["inline_query"];
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
        assert_eq!(browser.ask(CONTRAST), json!([]), "{name}");
        browser.picture(&format!("page-inline-{name}"));
    }
    browser.type_into(&field, &format!("{DOWN}{ENTER}"));
    expect_texts(&browser, &pane.selector("[data-test=bubble] .text"), &["Black tea, please"]);
    expect_texts(&browser, &pane.selector("[data-test=via]"), &[&format!("via @{username}")]);
    let value = browser.ask(&format!("return document.querySelector({}).value", json!(field)));
    assert_eq!(value, "");
    let chosen =
        local.call("getUpdates", &json!({"offset": tea["update_id"].as_i64().unwrap() + 1}));
    assert_eq!(chosen["result"][0]["chosen_inline_result"]["result_id"], "b", "{chosen}");

    // A button that asks for more puts the question into the field.
    local.say(group, "Anything else?", &json!({"inline_keyboard": [[{"text": "Look", "switch_inline_query_current_chat": "cake"}]]}));
    browser.click(&pane.selector("[data-test=ask]"));
    let cake = &asked(&local, "cake")["inline_query"]["id"];
    local.call("answerInlineQuery", &json!({"inline_query_id": cake, "results": []}));
    expect_texts(&browser, &pane.selector("[data-test=result-note]"), &["The bot found nothing."]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
