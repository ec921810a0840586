//! Long chats on the chat page: read part by part, and led through from end to end.

use molniya_emulator::Config;
use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{Local, expect_texts};
use crate::webdriver::Browser;

const MESSAGES: usize = 2_000;
/// Messages that the page may have of one chat, and those of them that may be bubbles.
const MOST: [u64; 2] = [1_000, 400];

/// A step through the chat in one direction, until its end is in view. What was in view may move by the step, and not by
/// more; numbers come one after the other; the page never has too much.
const STEP: &str = "
    const list = document.querySelector(LIST);
    const bubbles = () => [...list.querySelectorAll('[data-test=bubble]')];
    const number = (one) => Number(/number (\\d+)/.exec(one.innerText)?.[1]);
    const state = window.walk ??= { worst: 0, most: 0, drawn: 0, jumped: [] };
    const edge = list.getBoundingClientRect().top;
    if (state.anchor?.isConnected) {
      const moved = (state.anchor.getBoundingClientRect().top - state.at) * Math.sign(-BY);
      if (moved < -2 || moved > Math.abs(BY) + 2) state.jumped.push(moved);
    }
    state.most = Math.max(state.most, Number(list.dataset.loaded));
    state.drawn = Math.max(state.drawn, bubbles().length);
    const numbers = bubbles().map(number).filter((one) => !Number.isNaN(one));
    if (numbers.some((one, at) => at > 0 && one !== numbers[at - 1] + 1)) state.jumped.push(numbers);
    state.anchor = bubbles().find((one) => one.getBoundingClientRect().bottom > edge);
    state.at = state.anchor.getBoundingClientRect().top;
    const seen = bubbles().some((one) => number(one) === END && one.getBoundingClientRect().bottom > edge);
    if (seen) { delete window.walk; return { ...state, anchor: undefined }; }
    list.scrollTop += BY;
    requestAnimationFrame(() => list.classList.toggle('looked-at'));";

/// Walks through the chat to this number.
fn walk(browser: &Browser, list: &str, by: i32, end: usize) {
    let step = STEP.replace("LIST", &json!(list).to_string());
    let step = step.replace("BY", &format!("({by})")).replace("END", &end.to_string());
    let walked = browser.wait(&step);
    assert_eq!(walked["jumped"], json!([]), "to {end}");
    let [most, drawn] = ["most", "drawn"].map(|name| walked[name].as_u64().expect("a number"));
    assert!(most > 200 && most <= MOST[0] && drawn <= MOST[1], "{walked}");
}

#[test]
fn a_long_chat_is_read_in_parts() {
    let local = Local::start();
    let [chat, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    local.say(
        chat,
        "Which colour?",
        &json!({"keyboard": [["Red", "Blue"]], "resize_keyboard": true}),
    );
    let messages = local.ask("GET", &format!("/chats/{chat}/messages"), &Value::Null);
    let question = messages[1]["message_id"].clone();
    for number in 0..MESSAGES {
        local.writes(chat, &format!("number {number}"));
    }
    local.call("pinChatMessage", &json!({"chat_id": chat, "message_id": question}));
    local.call("sendMessage", &json!({"chat_id": chat, "text": "You have not said", "reply_parameters": {"message_id": question}}));
    let browser = Browser::start();
    browser.open(&local.page([chat, boris]));
    connected(&browser);
    let ann = Pane { browser: &browser, index: 0 };
    let list = ann.selector(".messages");
    let last = ann.selector("[data-test=bubble]:last-child .text");
    let marked = ann.selector("[data-test=bubble].marked .text");
    expect_texts(&browser, &last, &["You have not said"]);
    let loaded = format!("return Number(document.querySelector({}).dataset.loaded)", json!(list));
    assert!(browser.ask(&loaded).as_u64().unwrap() <= 200);
    // What stands beside the messages is there, though it is far up.
    expect_texts(&browser, &ann.selector("[data-test=reply-button]"), &["Red", "Blue"]);
    let pinned = ann.selector("[data-test=pinned]");
    expect_texts(&browser, &pinned, &["Pinned\nWhich colour?"]);

    walk(&browser, &list, -700, 0);
    // News is told, and does not move what is looked at.
    local.say(chat, "Are you there?", &json!({"remove_keyboard": true}));
    let newer = ann.selector(".newer");
    expect_texts(&browser, &newer, &["New messages ↓"]);
    expect_texts(&browser, &ann.selector("[data-test=reply-button]"), &[]);
    browser.click(&newer);
    expect_texts(&browser, &last, &["Are you there?"]);
    expect_texts(&browser, &newer, &[]);

    // Pins, quotes and what a search finds lead to where nothing is loaded.
    browser.click(&pinned);
    expect_texts(&browser, &marked, &["Which colour?"]);
    walk(&browser, &list, 700, MESSAGES - 1);
    browser.click(&ann.selector("[data-from=bot] [data-test=quote]"));
    expect_texts(&browser, &marked, &["Which colour?"]);
    browser.type_into("[data-test=search]", "number 1234");
    browser.click("[data-test=hit]");
    expect_texts(&browser, &marked, &["number 1234"]);
    expect_texts(&browser, &newer, &["↓"]);
    browser.picture("page-long");
    // Whoever writes is where they write.
    ann.say("Blue");
    expect_texts(&browser, &last, &["Blue"]);
    // What is deleted is pinned no more.
    browser.click(&pinned);
    expect_texts(&browser, &marked, &["Which colour?"]);
    local.call("deleteMessage", &json!({"chat_id": chat, "message_id": question}));
    expect_texts(&browser, &pinned, &[]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn whoever_reads_far_up_is_still_there_after_the_server_was_away() {
    let folder = tempfile::tempdir().unwrap();
    let data = Some(folder.path().join("telegram.db"));
    let person = "127.0.0.1:0".parse().unwrap();
    let local = Local::start_with(Config { person, data: data.clone(), ..Config::default() });
    let [chat, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    for number in 0..1_200 {
        local.writes(chat, &format!("number {number}"));
    }
    let browser = Browser::start();
    browser.open(&local.page([chat, boris]));
    connected(&browser);
    let ann = Pane { browser: &browser, index: 0 };
    browser.type_into("[data-test=search]", "number 555");
    browser.click("[data-test=hit]");
    expect_texts(&browser, &ann.selector("[data-test=bubble].marked .text"), &["number 555"]);
    let place = format!(
        "return document.querySelector({}).getBoundingClientRect().top",
        json!(ann.selector("[data-test=bubble].marked"))
    );
    let before = browser.ask(&place);

    let config = Config { data, ..local.place() };
    local.stop();
    browser.wait("return document.querySelector('[data-test=status][data-state=disconnected]')");
    let local = Local::start_with(config);
    connected(&browser);
    browser.becomes(&place, before.clone());
    let newer = ann.selector(".newer");
    local.say(chat, "Are you there?", &json!({"remove_keyboard": true}));
    expect_texts(&browser, &newer, &["New messages ↓"]);
    browser.becomes(&place, before);
    browser.click(&newer);
    let last = ann.selector("[data-test=bubble]:last-child .text");
    expect_texts(&browser, &last, &["Are you there?"]);
    local.stop();
}
