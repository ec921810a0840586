//! Two people, a group with a bot in it, and trouble on the line: the chat page keeps and shows everything, once.

use molniya_emulator::Config;
use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{Local, expect_texts};
use crate::webdriver::{Browser, ENTER, exchange};

/// A bot that says again what it hears, as often as it takes until that is accepted.
struct Parrot {
    offset: i64,
}

impl Parrot {
    /// Waits for one update and answers it.
    fn answer(&mut self, local: &Local) {
        let update = local.update(self.offset);
        self.offset = update["update_id"].as_i64().expect("an update") + 1;
        let message = &update["message"];
        let text = format!("{}!", message["text"].as_str().expect("a text"));
        self.say(local, &json!({"chat_id": message["chat"]["id"], "text": text}));
    }

    fn say(&self, local: &Local, message: &Value) {
        let place = local.place();
        let path = format!("/bot{}/sendMessage", place.bots[0].token.as_ref().expect("a token"));
        let accepted = |_: &usize| {
            let answer = exchange(&place.bot_api.to_string(), "POST", &path, &message.to_string());
            let answer = answer.ok().and_then(|body| serde_json::from_slice::<Value>(&body).ok());
            answer.is_some_and(|answer| answer["ok"] == true)
        };
        (0..10).find(accepted).expect("it is accepted at last");
    }
}

/// Orders a fault of `sendMessage`, once.
fn order(browser: &Browser, kind: &str) {
    browser.click(&format!("[data-test=fault-kind] option[value={kind}]"));
    let fill = |name: &str, value: &str| {
        browser.ask(&format!(
            "document.querySelector('[data-test={name}] input, input[data-test={name}]').value = ''"
        ));
        browser.type_into(&format!("input[data-test={name}]"), value);
    };
    fill("fault-method", "sendMessage");
    fill("fault-times", "1");
    browser.click("[data-test=add-fault]");
}

#[test]
fn two_people_and_a_group_outlive_faults_and_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = Some(folder.path().join("telegram.db"));
    let person = "127.0.0.1:0".parse().unwrap();
    let local = Local::start_with(Config { data: data.clone(), person, ..Config::default() });
    let [ann, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    local.ask("PUT", "/bot", &json!({"privacy": false}));
    let group = local.group("Friends", ann, &[boris, local.bot()]);
    let mut parrot = Parrot { offset: local.update(-1)["update_id"].as_i64().unwrap() + 1 };
    let browser = Browser::start();
    browser.open(&local.page([group, boris]));
    connected(&browser);
    let [friends, alone] = [0, 1].map(|index| Pane { browser: &browser, index });
    let said = |pane: &Pane, texts: &[&str]| {
        expect_texts(&browser, &pane.selector("[data-test=bubble] .text"), texts)
    };

    browser.click("[data-test=panel-tab][data-panel=trouble]");
    for kind in ["page", "before", "flood"] {
        order(&browser, kind);
    }
    browser.wait("return document.querySelectorAll('[data-test=fault-list] li').length === 3");
    friends.say("one");
    parrot.answer(&local);
    friends.write_as(boris);
    friends.say("two");
    parrot.answer(&local);
    alone.say("three");
    parrot.answer(&local);
    said(&friends, &["one", "one!", "two", "two!"]);
    said(&alone, &["Hello", "three", "three!"]);
    browser.wait("return document.querySelectorAll('[data-test=fault-list] li').length === 0");
    browser.click("[data-test=panel-tab][data-panel=calls]");
    browser.wait("return document.querySelector('[data-test=call-row][data-method=sendMessage][data-status=\"429\"]')");
    browser.picture("page-together");

    // The server goes away. What is written meanwhile waits in the field; what the bot says first of all is not missed.
    let place = Config { data, ..local.place() };
    local.stop();
    browser.wait("return document.querySelector('[data-test=status][data-state=disconnected]')");
    friends.say("four");
    let field = friends.selector("[data-test=message-input]");
    browser.wait(&format!("return document.querySelector({}).value === 'four'", json!(field)));
    let local = Local::start_with(place);
    parrot.say(&local, &json!({"chat_id": group, "text": "I am back"}));
    connected(&browser);
    browser.type_into(&field, ENTER);
    parrot.answer(&local);
    let all = ["one", "one!", "two", "two!", "I am back", "four", "four!"];
    said(&friends, &all);
    said(&alone, &["Hello", "three", "three!"]);
    let name = local.ask("GET", "/bot", &Value::Null)["name"].as_str().unwrap().to_owned();
    let last = [&*format!("{name}: four!"), "three!", "Hello"];
    expect_texts(&browser, "[data-test=chat] .entry-last", &last);
    browser.reload();
    connected(&browser);
    said(&friends, &all);
    // Whoever wrote last still does.
    let own = friends.selector("[data-test=bubble].mine .text");
    expect_texts(&browser, &own, &["two", "four"]);
    local.stop();
}
