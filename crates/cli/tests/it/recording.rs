//! A talk on the chat page becomes a script: recorded, saved, and played against another order bot.

use serde_json::json;

use crate::browser::{Pane, connected};
use crate::demo::Demo;
use crate::page::{CONTRAST, OVERFLOW};
use crate::replay::{replay, written};
use crate::webdriver::Browser;

#[test]
fn a_talk_on_the_page_is_recorded_and_played_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = Demo::start(folder.path());
    let browser = Browser::start();
    browser.resize(1280, 800);
    browser.open(&demo.page);
    connected(&browser);
    let ann = Pane { browser: &browser, index: 0 };
    ann.person("Ann", "en");
    ann.say("/help");
    ann.expect(&["/start"]);

    // What was done before is shown at first, and left out of what is recorded.
    browser.click("[data-test=panel-tab][data-panel=recorder]");
    browser.wait(
        "return document.querySelector('[data-test=script]').innerText.includes('Ann: /help')",
    );
    browser.click("[data-test=record]");
    browser.wait("return !document.querySelector('[data-test=script]').innerText.includes('Ann:')");
    ann.say("/start");
    ann.expect(&["order"]);
    ann.press("new_order");
    ann.expect(&["product"]);
    ann.press_first();
    ann.expect(&["quantity"]);
    ann.say("3");
    ann.expect(&["address"]);
    ann.say("5 High Street");
    ann.expect(&["5 High Street"]);
    ann.press("confirm_order");
    ann.expect(&["thank you"]);
    browser.wait(
        "return document.querySelector('[data-test=script]').innerText.includes('Thank you!')",
    );
    browser.becomes(OVERFLOW, json!([]));
    for theme in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-script-{theme}"));
    }
    let saved = browser.wait(
        "const save = document.querySelector('[data-test=save-script]');
         return save.download.endsWith('.talk') && fetch(save.href).then((answer) => answer.text())",
    );
    browser.resize(380, 740);
    browser.click(".tabs [data-view=calls]");
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-script-narrow");
    assert_eq!(browser.errors(), Vec::<String>::new());
    demo.interrupt();

    let (_folder, file) = written(saved.as_str().expect("text"));
    let (well, shown, complaints) = replay(&file);
    assert!(well, "{shown}\n{complaints}\n{saved}");
}
