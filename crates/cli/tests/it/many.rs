//! A thousand chats on the chat page: every one can be reached, and only those in view are elements.

use serde_json::json;

use crate::browser::{Pane, connected};
use crate::page::{Local, expect_texts};
use crate::webdriver::{Browser, DOWN, END, HOME, UP};

const CHATS: usize = 1000;
/// Rows that fit on the page, with those that are kept ready around them.
const MOST_ROWS: u64 = 40;

/// The focused row, if it is the one of this chat and can be seen whole; and there are few rows.
fn expect_focus(browser: &Browser, name: &str) {
    let rows = browser.wait(&format!(
        "const row = document.activeElement;
         if (row.querySelector?.('.entry-name')?.textContent !== {}) return;
         const [own, list] = [row, document.getElementById('chats-scroll')].map((one) => one.getBoundingClientRect());
         return own.top >= list.top - 1 && own.bottom <= list.bottom + 1 && document.querySelectorAll('[data-test=chat]').length",
        json!(name)
    ));
    assert!(rows.as_u64().is_some_and(|rows| rows <= MOST_ROWS), "{rows} rows for {name}");
}

#[test]
fn a_thousand_chats_are_few_elements() {
    let local = Local::start();
    let people: Vec<i64> =
        (0..CHATS).map(|number| local.newcomer(&format!("Person {number}"), "en")).collect();
    let browser = Browser::start();
    browser.open(&local.page([people[0], people[1]]));
    connected(&browser);
    let rows = "[data-test=chat]";
    let elements = browser.ask("return document.querySelectorAll('*').length").as_u64().unwrap();
    assert!(elements < 1000, "{elements} elements");
    let told = format!("return document.querySelector('{rows}').parentElement.ariaSetSize");
    browser.becomes(&told, CHATS.to_string());

    // With the keyboard to both ends; one Tab stop for all of them.
    browser.type_into("[data-test=search]", DOWN);
    expect_focus(&browser, "Person 999");
    browser.type_into(&format!("{rows}:focus"), END);
    expect_focus(&browser, "Person 0");
    browser.type_into(&format!("{rows}:focus"), UP);
    expect_focus(&browser, "Person 1");
    assert_eq!(
        browser.ask(&format!("return document.querySelectorAll('{rows}[tabindex=\"0\"]').length")),
        1
    );
    // Whoever has the focus keeps it while others speak, and while it is scrolled out of view.
    local.writes(people[500], "Hello");
    local.say(people[500], "You are first now", &json!({"remove_keyboard": true}));
    browser.wait("return document.title.startsWith('(1)')");
    expect_focus(&browser, "Person 1");
    browser.ask("document.getElementById('chats-scroll').scrollTop = 0");
    browser.wait(&format!(
        "return document.querySelector('{rows} .entry-name').textContent === 'Person 500'"
    ));
    let focused = "return document.activeElement.querySelector('.entry-name')?.textContent";
    browser.becomes(focused, "Person 1");
    browser.type_into(&format!("{rows}:focus"), HOME);
    expect_focus(&browser, "Person 500");

    // With the wheel, a screen at a time: all of them come by, in their order.
    let seen = browser.wait(&format!(
        "const list = document.getElementById('chats-scroll');
         window.seen ??= (list.scrollTop = 0, new Set());
         const edge = list.getBoundingClientRect();
         const rows = [...document.querySelectorAll('{rows}')].map((one) => one.getBoundingClientRect());
         const top = list.scrollTop === 0 || rows.some((one) => one.top <= edge.top && one.bottom >= edge.top - 9);
         const bottom = list.scrollTop + list.clientHeight >= list.scrollHeight - 1 || rows.some((one) => one.top <= edge.bottom + 9 && one.bottom >= edge.bottom);
         if (!top || !bottom) return;
         for (const one of document.querySelectorAll('{rows} .entry-name')) seen.add(one.textContent);
         const before = list.scrollTop;
         list.scrollTop += list.clientHeight;
         requestAnimationFrame(() => list.classList.toggle('looked-at'));
         return list.scrollTop === before && [...seen]"
    ));
    let seen = seen.as_array().unwrap();
    assert_eq!(
        (seen.len(), &seen[0], &seen[CHATS - 1]),
        (CHATS, &json!("Person 500"), &json!("Person 0"))
    );

    // One that is far down is found, and opened.
    browser.type_into("[data-test=search]", "person 77");
    browser.wait(&format!("return document.querySelectorAll('{rows}').length === 11"));
    browser.click(rows);
    let pane = Pane { browser: &browser, index: 0 };
    expect_texts(&browser, &pane.selector("[data-test=pane-person]"), &["Person 779"]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
