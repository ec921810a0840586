//! What the chat page offers beside talking: commands, keyboards, search, the log of calls, colours, narrow widths.

use molniya_emulator::{Config, Emulator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::browser::{Pane, connected};
use crate::demo::Demo;
use crate::webdriver::{Browser, DOWN, ENTER, ESCAPE, RIGHT, eventually, exchange};

/// Texts that cannot be read well.
pub(crate) const CONTRAST: &str = include_str!("contrast.js");
/// Elements that are wider than the page.
pub(crate) const OVERFLOW: &str = include_str!("overflow.js");

/// A local Telegram whose bot is the test.
pub(crate) struct Local {
    runtime: Runtime,
    emulator: Emulator,
}

impl Local {
    pub(crate) fn start() -> Self {
        let person = "127.0.0.1:0".parse().expect("an address");
        Self::start_with(Config { person, ..Config::default() })
    }

    pub(crate) fn start_with(config: Config) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let emulator = runtime.block_on(Emulator::start(config)).expect("it starts");
        Self { runtime, emulator }
    }

    /// The page with these chats.
    pub(crate) fn page(&self, chats: [i64; 2]) -> String {
        format!("{}/#pane1={}&pane2={}", self.emulator.page_url(), chats[0], chats[1])
    }

    /// The sockets of the Bot API and of the page, and the token: what a later run needs to be the same to everybody.
    pub(crate) fn place(&self) -> Config {
        let socket = |url: String| url.trim_start_matches("http://").parse().expect("a socket");
        Config {
            bot_api: socket(self.emulator.api_url()),
            person: socket(self.emulator.page_url()),
            bots: self.emulator.bots(),
            ..Config::default()
        }
    }

    /// Something asked on the person's side.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        request(&self.emulator.page_url(), method, path, body)
    }

    /// Waits until something of this name on the person's side has this value.
    pub(crate) fn becomes(&self, path: &str, name: &str, expected: &Value) {
        eventually(|| self.ask("GET", path, &Value::Null)[name].take(), expected);
    }

    /// The id of the bot.
    pub(crate) fn bot(&self) -> i64 {
        self.ask("GET", "/bot", &Value::Null)["id"].as_i64().expect("a bot")
    }

    /// A group of a person with others.
    pub(crate) fn group(&self, title: &str, owner: i64, members: &[i64]) -> i64 {
        let new =
            json!({"user_id": owner, "kind": "supergroup", "title": title, "members": members});
        self.ask("POST", "/chats", &new)["chat_id"].as_i64().expect("a group")
    }

    /// A call of the bot, which need not succeed.
    pub(crate) fn call(&self, method: &str, params: &Value) -> Value {
        call(&self.emulator.api_url(), &self.emulator.token(), method, params)
    }

    /// The bot says something.
    pub(crate) fn say(&self, chat: i64, text: &str, markup: &Value) {
        let message = json!({"chat_id": chat, "text": text, "reply_markup": markup});
        let answer = self.call("sendMessage", &message);
        assert_eq!(answer["ok"], true, "{answer}");
    }

    /// Somebody new.
    pub(crate) fn newcomer(&self, name: &str, language: &str) -> i64 {
        let new = json!({"name": name, "language_code": language});
        self.ask("POST", "/people", &new)["chat_id"].as_i64().expect("a new chat")
    }

    /// Somebody new, who has written to the bot.
    pub(crate) fn person(&self, name: &str, language: &str) -> i64 {
        let chat = self.newcomer(name, language);
        self.writes(chat, "Hello");
        chat
    }

    pub(crate) fn writes(&self, chat: i64, text: &str) {
        let path = format!("/chats/{chat}/messages");
        send(&self.emulator.page_url(), &path, &json!({"user_id": chat, "text": text}));
    }

    /// The first update from an offset on, waiting for it; -1 asks for the newest there is.
    pub(crate) fn update(&self, offset: i64) -> Value {
        let updates = self.call("getUpdates", &json!({"offset": offset, "timeout": 20}));
        updates["result"][0].clone()
    }

    /// The next update that is meant, see [`update_where`].
    pub(crate) fn update_where(&self, is_meant: impl Fn(&Value) -> bool) -> Value {
        update_where(|method, params| self.call(method, params), is_meant)
    }

    /// What is in the next update of a kind.
    pub(crate) fn update_of(&self, kind: &str) -> Value {
        self.update_where(|update| update[kind].is_object())[kind].take()
    }

    /// The next message with something of this name in it.
    pub(crate) fn message_with(&self, name: &str) -> Value {
        self.update_where(|update| !update["message"][name].is_null())["message"].take()
    }

    pub(crate) fn stop(self) {
        self.runtime.block_on(self.emulator.stop());
    }
}

/// Ann and Борис, who have written to the bot, and the page with both.
pub(crate) fn two_people() -> (Local, Browser, [i64; 2]) {
    let (local, browser) = (Local::start(), Browser::start());
    let people = [local.person("Ann", "en"), local.person("Борис", "ru")];
    browser.open(&local.page(people));
    connected(&browser);
    (local, browser, people)
}

/// A call of the bot with this token.
pub(crate) fn call(server: &str, token: &str, method: &str, params: &Value) -> Value {
    send(server, &format!("/bot{token}/{method}"), params)
}

/// The next update that is meant of the bot whose calls are these, waiting for it; that one and all before it are confirmed.
pub(crate) fn update_where(
    call: impl Fn(&str, &Value) -> Value,
    is_meant: impl Fn(&Value) -> bool,
) -> Value {
    let mut offset = 0;
    loop {
        let answer = call("getUpdates", &json!({"offset": offset, "limit": 1, "timeout": 20}));
        let update = answer["result"][0].clone();
        offset = update["update_id"].as_i64().expect("an update in time") + 1;
        if is_meant(&update) {
            call("getUpdates", &json!({ "offset": offset }));
            return update;
        }
    }
}

pub(crate) fn send(server: &str, path: &str, body: &Value) -> Value {
    request(server, "POST", path, body)
}

fn request(server: &str, method: &str, path: &str, body: &Value) -> Value {
    let server = server.trim_start_matches("http://");
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = exchange(server, method, path, &body).expect("an answer");
    serde_json::from_slice(&answer).expect("the answer is JSON")
}

/// Waits until the elements of a selector that are shown have exactly these texts.
pub(crate) fn expect_texts(browser: &Browser, selector: &str, texts: &[&str]) {
    browser.wait(&format!(
        "const shown = [...document.querySelectorAll({})].filter((one) => one.checkVisibility());
         return JSON.stringify(shown.map((one) => one.innerText)) === JSON.stringify({})",
        json!(selector),
        json!(texts)
    ));
}

/// Waits until the newest message is the person's and has this text.
fn expect_said(pane: &Pane, text: &str) {
    let last = pane.selector("[data-test=bubble]:last-child[data-from=person] .text");
    expect_texts(pane.browser, &last, &[text]);
}

#[test]
fn commands_are_offered_in_the_language_of_the_person() {
    let local = Local::start();
    let [ann, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    let list = |names: [&str; 3]| {
        let commands = ["start", "order", "orders"].into_iter().zip(names);
        let commands = commands.map(|(name, text)| json!({"command": name, "description": text}));
        commands.collect::<Value>()
    };
    let russian = list(["Меню", "Сделать заказ", "Мои заказы"]);
    local.call("setMyCommands", &json!({"commands": list(["Menu", "Order", "Your orders"])}));
    let browser = Browser::start();
    browser.open(&local.page([ann, boris]));
    connected(&browser);
    let [ann, boris] = [0, 1].map(|index| Pane { browser: &browser, index });
    // Those that come later are offered, too.
    local.call("setMyCommands", &json!({"commands": russian, "language_code": "ru"}));
    browser
        .wait("return document.querySelector('[data-test=call-row][data-method=setMyCommands]')");

    browser.click(&boris.selector("[data-test=command-menu]"));
    let texts = boris.selector("[data-test=command]");
    expect_texts(
        &browser,
        &texts,
        &["/start\nМеню", "/order\nСделать заказ", "/orders\nМои заказы"],
    );
    browser.picture("page-commands");
    browser.click(&texts);
    expect_said(&boris, "/start");

    let field = ann.selector("[data-test=message-input]");
    browser.type_into(&field, "/or");
    let texts = ann.selector("[data-test=command]");
    expect_texts(&browser, &texts, &["/order\nOrder", "/orders\nYour orders"]);
    browser.type_into(&field, &format!("{DOWN}{ENTER}"));
    expect_said(&ann, "/orders");
    browser.type_into(&field, &format!("/or{ESCAPE}{ENTER}"));
    expect_said(&ann, "/or");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn the_bot_says_what_to_answer_with() {
    let (local, browser, [chat, _]) = two_people();
    let ann = Pane { browser: &browser, index: 0 };
    let (keyboard, toggle) =
        (ann.selector("[data-test=reply-keyboard]"), ann.selector("[data-test=keyboard-toggle]"));
    let gone = |selector: &str| {
        browser.wait(&format!("return document.querySelector({}).hidden", json!(selector)))
    };

    let poll = json!({"text": "A poll", "request_poll": {}});
    let contact = json!({"text": "My number", "request_contact": true});
    let rows = json!([["S", "M", "L"], [contact, poll, {"text": "Cancel", "style": "danger"}]]);
    local.say(chat, "Which size?", &json!({"keyboard": rows, "resize_keyboard": true, "one_time_keyboard": true, "input_field_placeholder": "or type it"}));
    let buttons = ann.selector("[data-test=reply-button]");
    let all = ["S", "M", "L", "My number", "A poll", "Cancel"];
    expect_texts(&browser, &buttons, &all);
    expect_texts(&browser, &format!("{buttons}:disabled"), &["A poll"]);
    expect_texts(
        &browser,
        &ann.selector("[data-test=message-input][placeholder='or type it']"),
        &[""],
    );
    browser.picture("page-keyboard");
    // From button to button with the arrow keys, and pressed with Enter.
    browser.type_into(&buttons, RIGHT);
    browser.type_into(&ann.selector("[data-test=reply-button]:focus"), ENTER);
    expect_said(&ann, "M");
    gone(&keyboard);
    browser.click(&toggle);
    expect_texts(&browser, &buttons, &all);
    browser.click(&format!("{buttons}[title='Shares the phone number']"));
    expect_texts(&browser, &ann.selector("[data-test=contact] .file-name"), &["Ann"]);
    assert_eq!(local.message_with("contact")["contact"]["user_id"], chat);
    local.say(chat, "That is all", &json!({"remove_keyboard": true}));
    gone(&keyboard);
    gone(&toggle);

    local.say(chat, "What shall be written on it?", &json!({"force_reply": true}));
    expect_texts(
        &browser,
        &ann.selector("[data-test=replying] span"),
        &["What shall be written on it?"],
    );
    ann.say("Joy");
    expect_said(&ann, "Joy");
    expect_texts(
        &browser,
        &ann.selector("[data-test=quote] span"),
        &["What shall be written on it?"],
    );
    let reply = local.message_with("reply_to_message");
    assert_eq!(reply["reply_to_message"]["text"], "What shall be written on it?");

    local.say(
        chat,
        "More",
        &json!({"inline_keyboard": [[{"text": "Open", "callback_data": "open"}]]}),
    );
    ann.press("open");
    let press = &local.update_of("callback_query")["id"];
    let address = "https://t.me/molniya_demo_bot?start=1";
    local.call("answerCallbackQuery", &json!({"callback_query_id": press, "url": address}));
    let link = ann.selector("[data-test=open-address]");
    let offered = browser.wait(&format!("return document.querySelector({})?.href", json!(link)));
    assert_eq!((offered.as_str(), browser.windows()), (Some(address), 1));
    browser.type_into(&link, ESCAPE);
    browser.wait(&format!("return !document.querySelector({})", json!(link)));
    assert_eq!((browser.windows(), browser.errors()), (1, Vec::new()));
    local.stop();
}

#[test]
fn what_was_said_and_what_was_called_is_found() {
    let local = Local::start();
    let names = ["Ann", "Борис", "محمد"];
    let [ann, boris, muhammad] = names.map(|name| local.person(name, "en"));
    local.writes(boris, "A green ЁЛКА, please");
    for number in 1..40 {
        local.writes(boris, &format!("and {number} candles"));
    }
    let browser = Browser::start();
    browser.open(&local.page([ann, muhammad]));
    connected(&browser);

    let chats = "[data-test=chat] .entry-name";
    expect_texts(&browser, chats, &["Борис", "محمد", "Ann"]);
    browser.type_into("[data-test=search]", "бор");
    expect_texts(&browser, chats, &["Борис"]);
    browser.type_into("[data-test=search]", &format!("{ESCAPE}ёлка"));
    expect_texts(&browser, "[data-test=hit] mark", &["ЁЛКА"]);
    browser.picture("page-search");
    browser.click("[data-test=hit]");
    expect_texts(&browser, "[data-test=bubble].marked .text", &["A green ЁЛКА, please"]);

    local.say(boris, "Gladly", &json!({"remove_keyboard": true}));
    local.call("sendMessage", &json!({"chat_id": boris, "text": "Which one?", "txt": "?"}));
    local.call("editMessageText", &json!({"chat_id": ann, "message_id": 1, "text": "no"}));
    let rows = "[data-test=call-row] .call-method";
    expect_texts(&browser, rows, &["editMessageText", "sendMessage", "sendMessage"]);
    browser.click("[data-test=only-problems]");
    expect_texts(&browser, rows, &["editMessageText", "sendMessage"]);
    browser.click(&format!("[data-test=of-chat] option[value='{boris}']"));
    expect_texts(&browser, rows, &["sendMessage"]);
    browser.click("[data-test=call-row][data-violations='1'] .call-head");
    expect_texts(&browser, "[data-test=violations] li", &["txt: no such name"]);
    let json = "return JSON.parse(document.querySelector('[data-test=call-json]').textContent)";
    browser.becomes(json, json!({"chat_id": boris, "text": "Which one?", "txt": "?"}));
    browser.click("[data-test=of-method] option[value=editMessageText]");
    expect_texts(&browser, rows, &[]);
    browser.click("[data-test=of-chat] option[value='']");
    expect_texts(&browser, rows, &["editMessageText"]);
    browser.click("[data-test=of-method] option[value='']");
    browser.click("[data-test=only-problems]");
    browser.picture("page-calls");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn it_can_be_read_in_every_colour_and_on_a_telephone() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::start();
    browser.open(&demo.page);
    connected(&browser);
    let [ann, boris] = [0, 1].map(|index| Pane { browser: &browser, index });
    ann.person("Ann", "en");
    boris.person("Борис", "ru");
    boris.say("/start");
    boris.press("new_order");
    boris.expect(&["товар"]);
    ann.say(&"Donaudampfschifffahrt".repeat(9));
    ann.say("/start");
    ann.press("new_order");
    ann.expect(&["product"]);

    let theme = "return document.documentElement.dataset.theme";
    browser.becomes(theme, "auto");
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(theme, name);
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-{name}"));
    }
    browser.reload();
    connected(&browser);
    browser.becomes(theme, "dark");
    let drawn = "return getComputedStyle(document.documentElement).colorScheme";
    browser.becomes(drawn, "dark");
    browser.click("[data-test=theme]");
    browser.becomes(theme, "auto");

    browser.resize(360, 740);
    for view in ["list", "calls", "chat"] {
        browser.click(&format!(".tabs [data-view={view}]"));
        browser.becomes(OVERFLOW, json!([]));
        let width = "return document.scrollingElement.scrollWidth";
        browser.becomes(width, 360);
    }
    browser.picture("page-narrow");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn people_reply_to_what_they_choose_in_a_long_chat() {
    let local = Local::start();
    let [chat, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    local.say(chat, "Which colour?", &json!({"remove_keyboard": true}));
    for number in 1..700 {
        local.writes(chat, &format!("number {number}"));
    }
    let browser = Browser::start();
    browser.open(&local.page([chat, boris]));
    connected(&browser);
    let ann = Pane { browser: &browser, index: 0 };
    expect_said(&ann, "number 699");
    let (list, bubbles) =
        (json!(ann.selector(".messages")), json!(ann.selector("[data-test=bubble]")));
    let drawn = format!("return document.querySelectorAll({bubbles}).length");
    assert!(browser.ask(&drawn).as_i64().unwrap() < 400);

    // Up to the beginning, a screen at a time; nothing is drawn twice or left out.
    browser.wait(&format!(
        "document.querySelector({list}).scrollTop -= 700;
         const first = document.querySelector({bubbles});
         requestAnimationFrame(() => first.classList.toggle('looked-at'));
         return first.innerText.startsWith('Hello')"
    ));
    let drawn = browser.ask(&format!(
        "return [...document.querySelectorAll({bubbles})].map((one) => Number(one.dataset.messageId))"
    ));
    let ids: Vec<i64> = drawn.as_array().unwrap().iter().map(|id| id.as_i64().unwrap()).collect();
    assert!(ids.len() < 400 && ids.is_sorted_by(|one, next| one < next), "{ids:?}");

    browser.click(&ann.selector("[data-from=bot] [data-test=reply]"));
    expect_texts(&browser, &ann.selector("[data-test=replying] span"), &["Which colour?"]);
    browser.picture("page-reply");
    ann.say("Green");
    expect_said(&ann, "Green");
    expect_texts(&browser, &ann.selector("[data-test=replying] span"), &[]);
    let reply = local.message_with("reply_to_message");
    assert_eq!(reply["reply_to_message"]["text"], "Which colour?");
    browser.click(&ann.selector("[data-test=bubble]:last-child [data-test=quote]"));
    expect_texts(&browser, &ann.selector("[data-test=bubble].marked .text"), &["Which colour?"]);
    ann.say("And blue");
    let next = local.update_of("message");
    assert_eq!((&next["text"], next.get("reply_to_message")), (&json!("And blue"), None));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
