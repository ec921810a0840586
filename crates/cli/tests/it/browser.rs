//! The chat page in a real browser: people order through it, and it outlives its server.

use serde_json::json;

use crate::demo::Demo;
use crate::script::number;
use crate::webdriver::{Browser, ENTER};

/// One of the two chats of the page, and the person who writes in it.
pub(crate) struct Pane<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) index: usize,
}

impl Pane<'_> {
    pub(crate) fn selector(&self, inner: &str) -> String {
        format!("[data-test=pane][data-pane='{}'] {inner}", self.index)
    }

    /// Gives the pane a new person.
    pub(crate) fn person(&self, name: &str, language: &str) {
        self.browser.type_into(&self.selector("[data-test=person-name]"), name);
        self.browser.click(&self.selector(&format!("option[value={language}]")));
        self.browser.click(&self.selector("[data-test=add-person]"));
        self.browser.wait(&format!(
            "return document.querySelector({})?.textContent === {}",
            json!(self.selector("[data-test=pane-person]")),
            json!(name)
        ));
    }

    pub(crate) fn say(&self, text: &str) {
        self.browser
            .type_into(&self.selector("[data-test=message-input]"), &format!("{text}{ENTER}"));
    }

    /// Lets somebody else write in a chat of many people.
    pub(crate) fn write_as(&self, person: i64) {
        let option = format!("[data-test=writer] option[value='{person}']");
        self.browser.click(&self.selector(&option));
    }

    /// Presses the button with this callback data.
    pub(crate) fn press(&self, data: &str) {
        self.browser.click(
            &self.selector(&format!("[data-test=inline-button][data-data={}]", json!(data))),
        );
    }

    /// Presses the first button of the newest message that is not for cancelling.
    pub(crate) fn press_first(&self) {
        let button = "[data-test=inline-button]:not([data-data=cancel_order])";
        self.browser.click(&self.selector(&format!("[data-test=bubble]:last-child {button}")));
    }

    /// Waits until the newest message is the bot's and has every one of these words, without regard to case.
    pub(crate) fn expect(&self, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let body = format!(
            "const last = [...document.querySelectorAll({})].at(-1);
             if (last?.dataset.from !== 'bot') return;
             const text = last.querySelector('.bubble').innerText;
             return {}.every((word) => text.toLowerCase().includes(word)) && text",
            json!(self.selector("[data-test=bubble]")),
            json!(words)
        );
        self.browser.wait(&body).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until no message has a button with this callback data.
    pub(crate) fn expect_no_button(&self, data: &str) {
        let selector = self.selector(&format!("[data-data={}]", json!(data)));
        self.browser.wait(&format!("return !document.querySelector({})", json!(selector)));
    }
}

pub(crate) fn connected(browser: &Browser) {
    browser.wait("return document.querySelector('[data-test=status][data-state=connected]')");
}

#[test]
fn two_customers_order_side_by_side() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::start();
    browser.open(&demo.page);
    connected(&browser);
    let [ann, boris] = [0, 1].map(|index| Pane { browser: &browser, index });

    ann.person("Ann", "en");
    boris.person("Борис", "ru");
    browser.click(&ann.selector("[data-test=start]"));
    boris.say("/start");
    ann.press("new_order");
    boris.press("new_order");

    // One types everything, the other presses buttons where there are any.
    ann.expect(&["product"]);
    boris.expect(&["товар"]);
    ann.say("Widget a17");
    boris.press_first();
    ann.expect(&["quantity"]);
    boris.expect(&["количество"]);
    ann.say("3");
    boris.press_first();
    ann.expect(&["address"]);
    boris.expect(&["адрес"]);
    ann.say("12 Garden Lane, Springfield");
    boris.say("Лесная улица, 5");
    ann.expect(&["Widget a17", "3", "12 Garden Lane, Springfield"]);
    boris.expect(&["Лесная улица, 5"]);
    ann.press("confirm_order");
    boris.press("confirm_order");

    let anns = ann.expect(&["#", "Widget a17", "3", "12 Garden Lane, Springfield"]);
    let boriss = boris.expect(&["#", "Лесная улица, 5"]);
    ann.expect_no_button("confirm_order");
    boris.expect_no_button("confirm_order");
    assert_ne!(number(&anns), number(&boriss));

    browser.wait("return document.querySelector('[data-test=call-row][data-method=sendMessage]')");
    browser.wait(
        "return !document.querySelector('[data-test=call-row]:not([data-violations=\"0\"])')",
    );
    browser.picture("screenshot");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn the_page_comes_back_with_its_server() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::start();
    browser.open(&demo.page);
    connected(&browser);
    let ann = Pane { browser: &browser, index: 0 };
    ann.person("<b>Ann</b> &amp;", "en");
    ann.say("/start");
    browser.wait(&format!(
        "return document.querySelector({})",
        json!(ann.selector("[data-data=new_order]"))
    ));

    browser.click("#clear-calls");
    let socket = demo.socket().to_owned();
    demo.interrupt();
    browser.wait("return document.querySelector('[data-test=status][data-state=disconnected]')");
    // What cannot be sent is not lost.
    ann.say("While nobody listens");
    browser.wait("return document.querySelector('[data-test=toast]')");
    assert_eq!(
        browser.ask(&format!(
            "return document.querySelector({})?.value",
            json!(ann.selector("textarea"))
        )),
        "While nobody listens"
    );
    let _demo = Demo::start_at(data.path(), &socket);
    connected(&browser);
    // The new server counts its events anew; none of those before the page came back is missed.
    browser.wait("return document.querySelector('[data-test=call-row][data-method=getMe]')");

    ann.press("new_order");
    ann.expect(&["product"]);
    // A press may be answered by an edit or by a new message; what was there before is there once.
    let said = browser.wait(&format!(
        "return document.querySelectorAll({}).length",
        json!(ann.selector("[data-test=bubble][data-from=person]"))
    ));
    assert_eq!(said, 1);
}
