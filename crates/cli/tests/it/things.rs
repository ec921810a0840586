//! What messages carry on the chat page beside texts and files: reactions, polls, dice, places, contacts; and what
//! their writers do to them later.

use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts};
use crate::webdriver::{Browser, ENTER};

/// The number of the message that a call has sent.
fn sent(answer: &Value) -> i64 {
    answer["result"]["message_id"].as_i64().unwrap_or_else(|| panic!("{answer}"))
}

/// Two people and a group with them and the bot, the page showing the group and the first of them.
pub(crate) fn scene(local: &Local, browser: &Browser) -> (i64, [i64; 2]) {
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
        browser.becomes(CONTRAST, json!([]));
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
    expect_texts(&browser, "[data-test=chat] .entry-last", &["Ann: Tea, please", "Hello", "Hello"]);
    let left = local.ask("GET", &format!("/chats/{group}/messages"), &Value::Null);
    assert_eq!(left.as_array().unwrap().last().unwrap()["text"], "Tea, please");
    // What is left is forwarded into the same chat, which is offered first.
    more(1);
    browser.click(&pane.selector("[data-test=forward]"));
    browser.click(&pane.selector("[data-test=forward-now]"));
    expect_texts(&browser, &texts, &["Tea, please", "Tea, please"]);
    expect_texts(&browser, &pane.selector("[data-test=forwarded]"), &["Forwarded from Ann"]);
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
    browser.becomes(OVERFLOW, json!([]));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn a_person_blocks_the_bot_and_comes_back() {
    let local = Local::start();
    let browser = Browser::start();
    let (_, [ann, _]) = scene(&local, &browser);
    let pane = Pane { browser: &browser, index: 1 };
    let silence = pane.selector("[data-test=silence]");
    let say = || local.call("sendMessage", &json!({"chat_id": ann, "text": "Hello?"}));

    browser.click(&pane.selector("[data-test=account]"));
    browser.click(&pane.selector("[data-test=block]"));
    expect_texts(&browser, &silence, &["Ann has blocked the bot"]);
    assert_eq!(say()["description"], "Forbidden: bot was blocked by the user");
    // It is still so for whoever comes later.
    browser.reload();
    connected(&browser);
    expect_texts(&browser, &silence, &["Ann has blocked the bot"]);
    browser.becomes(CONTRAST, json!([]));
    browser.click(&pane.selector("[data-test=account]"));
    browser.click(&pane.selector("[data-test=unblock]"));
    expect_texts(&browser, &silence, &[]);
    assert_eq!(say()["ok"], true);
    browser.click(&pane.selector("[data-test=account]"));
    browser.picture("page-account");
    browser.click(&pane.selector("[data-test=deactivate]"));
    expect_texts(&browser, &silence, &["Ann has left Telegram"]);
    assert_eq!(say()["description"], "Forbidden: user is deactivated");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
