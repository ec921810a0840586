//! Two bots on one chat page: made there, each with its own private chats, together in a group, and apart in the inspector.

use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{self, CONTRAST, Local, OVERFLOW, expect_texts};
use crate::webdriver::{Browser, ENTER, ESCAPE};

/// A call of one of the bots, which need not succeed.
fn tried(bot: &Value, method: &str, params: &Value) -> Value {
    let text = |name: &str| bot[name].as_str().expect("a bot");
    page::call(text("api_url"), text("token"), method, params)
}

/// A call of one of the bots, which must succeed.
fn call(bot: &Value, method: &str, params: &Value) -> Value {
    let mut answer = tried(bot, method, params);
    assert_eq!(answer["ok"], true, "{answer}");
    answer["result"].take()
}

/// The id of the question of these words that a bot was asked.
fn inline_query(bot: &Value, words: &str) -> Value {
    let call = |method: &str, params: &Value| tried(bot, method, params);
    let asked = page::update_where(call, |update| update["inline_query"]["query"] == words);
    asked["inline_query"]["id"].clone()
}

#[test]
fn two_bots_share_a_page_and_a_group() {
    let local = Local::start();
    let ann = local.person("Ann", "en");
    let group = local.group("Friends", ann, &[local.bot()]);
    let browser = Browser::start();
    browser.open(&local.page([ann, group]));
    connected(&browser);
    let [left, right] = [0, 1].map(|index| Pane { browser: &browser, index });

    // While there is one bot, nothing asks which one is meant.
    expect_texts(&browser, "[data-test=with-bot]", &[]);
    expect_texts(&browser, "[data-test=of-bot]", &[]);
    expect_texts(&browser, &left.selector("[data-test=pane-person]"), &["Ann"]);

    browser.click("[data-test=new-bot]");
    browser.type_into("[data-test=bot-title]", &format!("Tea{ENTER}"));
    browser.wait("return document.querySelectorAll('[data-test=bot]').length === 2");
    let bots = local.ask("GET", "/bots", &Value::Null);
    let (first, tea) = (&bots[0], &bots[1]);
    for (what, name) in [("bot-token", "token"), ("bot-address", "api_url")] {
        let shown = format!(
            "return document.querySelector('[data-test=bot]:last-child [data-test={what}]').innerText.includes({})",
            tea[name]
        );
        browser.wait(&shown);
    }
    browser.becomes(CONTRAST, json!([]));
    browser.picture("page-bots");
    browser.type_into("[data-test=bot-title]", ESCAPE);

    // The private chat says whose it is now; the other one is chosen beside its name, and its own.
    expect_texts(&browser, &left.selector("[data-test=pane-person]"), &["Ann · Molniya Demo"]);
    browser.click(&left.selector(&format!("[data-test=with-bot] option[value='{}']", tea["id"])));
    expect_texts(&browser, &left.selector("[data-test=pane-person]"), &["Ann · Tea"]);
    left.say("A cup, please");
    expect_texts(&browser, &left.selector("[data-test=bubble] .text"), &["A cup, please"]);
    call(tea, "sendMessage", &json!({"chat_id": ann, "text": "Coming"}));
    left.expect(&["coming"]);
    expect_texts(
        &browser,
        &left.selector("[data-test=bubble] .text"),
        &["A cup, please", "Coming"],
    );
    browser.reload();
    connected(&browser);
    expect_texts(
        &browser,
        &left.selector("[data-test=bubble] .text"),
        &["A cup, please", "Coming"],
    );

    // Anybody who is in a group can add any bot.
    browser.click(&right.selector("[data-test=members]"));
    browser.click(&right.selector(&format!("[data-test=newcomer] option[value='{}']", tea["id"])));
    browser.click(&right.selector("[data-test=add-member]"));
    browser.wait(&format!(
        "return document.querySelector('[data-test=member][data-user=\"{}\"]')",
        tea["id"]
    ));
    browser.click(&right.selector("[data-test=close-sheet]"));
    call(first, "sendMessage", &json!({"chat_id": group, "text": "I was here first"}));
    call(tea, "sendMessage", &json!({"chat_id": group, "text": "I have tea"}));
    right.expect(&["i have tea"]);

    // Whichever bot is called by its name is asked, in the group and in the private chat of another.
    call(tea, "setMyName", &json!({"name": "Tea & Co"}));
    expect_texts(&browser, &left.selector("[data-test=pane-person]"), &["Ann · Tea & Co"]);
    expect_texts(&browser, "#bot-name", &["Molniya Demo"]);
    let [username, first_username] = [tea, first].map(|bot| bot["username"].as_str().unwrap());
    let article = |title: &str| json!([{"type": "article", "id": "1", "title": title, "input_message_content": {"message_text": title}}]);
    for (pane, bot, named) in [(&right, tea, username), (&left, first, first_username)] {
        let field = pane.selector("[data-test=message-input]");
        browser.type_into(&field, &format!("@{named} cup"));
        let query = inline_query(bot, "cup");
        call(
            bot,
            "answerInlineQuery",
            &json!({"inline_query_id": query, "results": article(named)}),
        );
        browser.click(&pane.selector("[data-test=result]"));
        let last = "[data-test=bubble]:last-child";
        expect_texts(&browser, &pane.selector(&format!("{last} .text")), &[named]);
        let via = format!("via @{named}");
        expect_texts(&browser, &pane.selector(&format!("{last} [data-test=via]")), &[&via]);
    }
    let more =
        json!({"inline_keyboard": [[{"text": "More", "switch_inline_query_current_chat": "pot"}]]});
    call(
        tea,
        "sendMessage",
        &json!({"chat_id": group, "text": "Anything else?", "reply_markup": more}),
    );
    browser.click(&right.selector("[data-test=ask]"));
    let field = json!(right.selector("[data-test=message-input]"));
    browser.becomes(
        &format!("return document.querySelector({field}).value"),
        format!("@{username} pot"),
    );
    inline_query(tea, "pot");

    // The inspector shows all calls, or those of one bot, and what waits for it.
    let calls = "[data-test=call-row][data-method=sendMessage]";
    browser.wait(&format!("return document.querySelectorAll({}).length === 3", json!(calls)));
    browser.click(&format!("[data-test=of-bot] option[value='{}']", first["id"]));
    browser.wait(&format!(
        "return [...document.querySelectorAll({})].filter((row) => row.checkVisibility()).length === 1",
        json!(calls)
    ));
    browser.click("[data-test=panel-tab][data-panel=queue]");
    let waiting = |bot: &Value| {
        let queue = local.ask("GET", &format!("/queue?bot={}", bot["id"]), &Value::Null);
        match queue["pending"].as_i64() {
            Some(1) => "1 update waits".to_owned(),
            _ => format!("{} updates wait", queue["pending"]),
        }
    };
    expect_texts(&browser, "[data-test=pending]", &[&waiting(first)]);
    browser.click(&format!("[data-test=of-bot] option[value='{}']", tea["id"]));
    expect_texts(&browser, "[data-test=pending]", &[&waiting(tea)]);
    browser.click("[data-test=panel-tab][data-panel=limits]");
    browser.type_into("[data-test=limit][data-name=chat_per_second]", &format!("1{ENTER}"));
    expect_texts(&browser, "[data-test=flooded]", &["0 messages were too many."]);
    assert_eq!(local.ask("GET", "/limits", &Value::Null)["limits"], json!({}));
    for width in [360, 1400] {
        browser.resize(width, 800);
        browser.becomes(OVERFLOW, json!([]));
    }
    browser.becomes(CONTRAST, json!([]));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
