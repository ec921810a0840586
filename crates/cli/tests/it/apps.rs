//! Web apps on the chat page: the button beside the field, and apps that really run, served by the test.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::{Value, json};

use crate::browser::Pane;
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts, two_people};
use crate::webdriver::{DOWN, ENTER, ESCAPE};

/// A small web app that checks who has opened it, speaks when it is told to, and keeps what it hears.
const SHOP: &str = include_str!("shop.html");

/// Serves the app to everybody, for as long as the test runs; gives its address.
fn shop(local: &Local) -> String {
    let page = SHOP.replace("TOKEN", local.place().bots[0].token.as_deref().unwrap_or_default());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let _ = lines.take_while(|line| !line.is_empty()).count();
            let _ = write!(
                &stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    format!("http://{address}/shop")
}

/// A web app that runs on the page.
struct App<'a> {
    pane: &'a Pane<'a>,
}

impl App<'_> {
    fn selector(&self) -> String {
        self.pane.selector("[data-test=app-frame]")
    }

    /// The app says something.
    fn says(&self, event: &str, data: &Value) {
        let script = format!("say({}, {data})", json!(event));
        self.pane.browser.inside(&self.selector(), |browser| browser.ask(&script));
    }

    /// Waits until the app has heard an event, the newest of its kind with this in it.
    fn hears(&self, event: &str, expected: &Value) {
        let script = format!(
            "const last = heard.findLast((one) => one.eventType === {});
             return last && JSON.stringify(last.eventData) === JSON.stringify({expected})",
            json!(event)
        );
        self.pane.browser.inside(&self.selector(), |browser| browser.wait(&script));
    }

    /// Waits until the app knows who has opened it.
    fn knows(&self, name: &str) {
        let script = format!("return document.body?.dataset.user === {}", json!(name));
        self.pane.browser.inside(&self.selector(), |browser| browser.wait(&script));
    }

    /// Waits until the app was told the colours of a theme, and shows them.
    fn hears_theme(&self, name: &str) {
        let text = if name == "light" { "rgb(27, 31, 46)" } else { "rgb(232, 234, 242)" };
        let script = format!("return getComputedStyle(document.body).color === '{text}'");
        self.pane.browser.inside(&self.selector(), |browser| browser.wait(&script));
    }

    fn gone(&self) {
        self.pane.browser.wait(&format!(
            "return !document.querySelector({})",
            json!(self.pane.selector("[data-test=web-app]"))
        ));
    }
}

#[test]
fn the_menu_button_is_what_the_bot_has_chosen() {
    let (local, browser, [ann, _]) = two_people();
    let pane = Pane { browser: &browser, index: 0 };
    let other = Pane { browser: &browser, index: 1 };
    let button = pane.selector("[data-test=command-menu]");
    let field = pane.selector("[data-test=message-input]");
    // A bot without commands has nothing to show.
    expect_texts(&browser, &button, &[]);
    let commands = json!([{"command": "start", "description": "Begin"}, {"command": "tea", "description": "Order tea"}]);
    local.call("setMyCommands", &json!({ "commands": commands }));
    expect_texts(&browser, &button, &["Menu"]);
    // With the keyboard: from the button into the list, which is led from the field.
    browser.type_into(&button, ENTER);
    let listed = pane.selector("[data-test=command]");
    expect_texts(&browser, &listed, &["/start\nBegin", "/tea\nOrder tea"]);
    browser.type_into(&field, &format!("{DOWN}{ENTER}"));
    expect_texts(&browser, &pane.selector("[data-test=bubble]:last-child .text"), &["/tea"]);
    browser.click(&button);
    for _theme in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
    }
    browser.type_into(&field, ESCAPE);

    // One chat has an app, the other one keeps the commands.
    let app = json!({"type": "web_app", "text": "Open the shop", "web_app": {"url": shop(&local)}});
    local.call("setChatMenuButton", &json!({"chat_id": ann, "menu_button": app}));
    expect_texts(&browser, &button, &["Open the shop"]);
    expect_texts(&browser, &other.selector("[data-test=command-menu]"), &["Menu"]);
    let named = format!("return document.querySelector({}).ariaLabel", json!(button));
    browser.becomes(&named, "Open the shop");
    for name in ["auto", "light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-menu-{name}"));
    }
    browser.type_into(&button, ENTER);
    let shown = App { pane: &pane };
    shown.knows("Ann");
    browser.click(&pane.selector("[data-test=app-close]"));
    shown.gone();
    browser.resize(360, 740);
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-menu-narrow");
    local.call("setChatMenuButton", &json!({"chat_id": ann, "menu_button": {"type": "commands"}}));
    browser.type_into(&field, "What is written has the room");
    expect_texts(&browser, &button, &[""]);
    browser.becomes(OVERFLOW, json!([]));
    local.call("deleteMyCommands", &json!({}));
    expect_texts(&browser, &button, &[]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn a_web_app_knows_who_opens_it_and_orders() {
    let (local, browser, [ann, _]) = two_people();
    let pane = Pane { browser: &browser, index: 0 };
    let app = App { pane: &pane };
    let main = pane.selector("[data-test=app-main]");
    let button = json!({"text": "Tea shop", "web_app": {"url": shop(&local)}});

    // From a message: the app is told who has opened it, signed, and the bot answers it.
    local.say(ann, "Come in", &json!({"inline_keyboard": [[button]]}));
    browser.click(&pane.selector("[data-test=open-app]"));
    app.knows("Ann");
    expect_texts(&browser, &main, &["Order two teas"]);
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        app.hears_theme(name);
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-app-{name}"));
    }
    // What was opened so can send nothing, and is told.
    browser.type_into(&main, ENTER);
    let note = pane.selector("[data-test=app-note]");
    expect_texts(
        &browser,
        &note,
        &["Only an app that a button of the keyboard has opened can send data to the bot."],
    );
    let query =
        browser.inside(&app.selector(), |browser| browser.ask("return told.get('query_id')"));
    let result = json!({"type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "Two teas, please"}});
    local.call("answerWebAppQuery", &json!({"web_app_query_id": query, "result": result}));
    app.says("web_app_close", &json!({}));
    app.gone();
    let last = pane.selector("[data-test=bubble]:last-child .text");
    expect_texts(&browser, &last, &["Two teas, please"]);

    // From a keyboard: it is told nothing, and sends what is ordered to the bot.
    local.say(ann, "Or here", &json!({"keyboard": [[button]], "resize_keyboard": true}));
    browser.click(&pane.selector("[data-test=reply-button]"));
    app.knows("nobody");
    let opened =
        browser.inside(&app.selector(), |browser| browser.ask("return opened.has('tgWebAppData')"));
    assert_eq!(opened, false);
    browser.click(&main);
    app.gone();
    let service = pane.selector("[data-test=service]");
    expect_texts(&browser, &service, &["Ann sent something from “Tea shop”"]);
    let data = json!({"button_text": "Tea shop", "data": "two teas"});
    assert_eq!(local.message_with("web_app_data")["web_app_data"], data);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn a_web_app_is_answered_as_telegram_answers() {
    let (local, browser, [ann, boris]) = two_people();
    local.ask("PUT", "/bot", &json!({"inline": true}));
    let pane = Pane { browser: &browser, index: 0 };
    let app = App { pane: &pane };
    let button = json!({"text": "Tea shop", "web_app": {"url": shop(&local)}});
    local.say(ann, "Come in", &json!({"inline_keyboard": [[button]]}));
    browser.click(&pane.selector("[data-test=open-app]"));
    app.knows("Ann");
    let popup = pane.selector("[data-test=app-popup]");

    // Its size, before and after it has grown.
    app.says("web_app_request_viewport", &json!({}));
    let expanded = |is: bool| {
        let script = format!(
            "return heard.findLast((one) => one.eventType === 'viewport_changed')?.eventData.is_expanded === {is}"
        );
        browser.inside(&app.selector(), |browser| browser.wait(&script));
    };
    expanded(false);
    app.says("web_app_expand", &json!({}));
    expanded(true);

    // The button that leads back is there when the app wants it.
    let back = pane.selector("[data-test=app-back]");
    app.says("web_app_setup_back_button", &json!({"is_visible": true}));
    browser.click(&back);
    app.hears("back_button_pressed", &json!({}));

    // A second button, beside the other one.
    let second = json!({"is_visible": true, "text": "Ask", "position": "right", "color": "#e0e3f7", "text_color": "#353aa5"});
    app.says("web_app_setup_secondary_button", &second);
    let both = pane.selector(".app-button");
    expect_texts(&browser, &both, &["Ask", "Order two teas"]);
    browser.becomes(CONTRAST, json!([]));
    browser.click(&pane.selector("[data-test=app-second]"));
    app.hears("secondary_button_pressed", &json!({}));
    app.says("web_app_setup_secondary_button", &json!({"is_visible": false}));
    expect_texts(&browser, &both, &["Order two teas"]);

    // Questions, answered by a button or by none.
    let asked = json!({"title": "Sure?", "message": "Take the cake, too?", "buttons": [{"id": "no", "type": "cancel"}, {"id": "yes", "type": "default", "text": "Yes, please"}]});
    app.says("web_app_open_popup", &asked);
    expect_texts(&browser, &popup, &["Cancel", "Yes, please"]);
    browser.picture("page-app-popup");
    browser.type_into(&format!("{popup}:focus"), ENTER);
    app.hears("popup_closed", &json!({"button_id": "yes"}));
    app.says("web_app_open_popup", &asked);
    browser.type_into(&format!("{popup}:focus"), ESCAPE);
    app.hears("popup_closed", &json!({}));

    // The person has begun the bot; the number is shared when they say so.
    app.says("web_app_request_write_access", &json!({}));
    app.hears("write_access_requested", &json!({"status": "allowed"}));
    app.says("web_app_request_phone", &json!({}));
    browser.click(&format!("{popup}.primary"));
    app.hears("phone_requested", &json!({"status": "sent"}));
    assert_eq!(local.message_with("contact")["contact"]["user_id"], ann);

    // What is kept with Telegram.
    let method = |name: &str, params: Value| {
        app.says(
            "web_app_invoke_custom_method",
            &json!({"req_id": name, "method": name, "params": params}),
        );
    };
    method("saveStorageValue", json!({"key": "size", "value": "large"}));
    method("getStorageValues", json!({"keys": ["colour", "size"]}));
    app.hears(
        "custom_method_invoked",
        &json!({"req_id": "getStorageValues", "result": {"size": "large", "colour": ""}}),
    );

    // An invoice is paid through the sheet of the page, or not.
    let link = local.call("createInvoiceLink", &json!({"title": "Tea", "description": "Two of them", "payload": "t", "currency": "XTR", "prices": [{"label": "Tea", "amount": 9}]}));
    let slug = link["result"]
        .as_str()
        .expect("an address")
        .trim_start_matches("https://t.me/$")
        .to_owned();
    app.says("web_app_open_invoice", &json!({"slug": slug}));
    browser.click(&pane.selector("[data-test=pay-cancel]"));
    app.hears("invoice_closed", &json!({"slug": slug, "status": "cancelled"}));
    app.says("web_app_open_tg_link", &json!({"path_full": format!("/${slug}")}));
    browser.click(&pane.selector("[data-test=pay-now]"));
    let checkout = &local.update_of("pre_checkout_query")["id"];
    local.call("answerPreCheckoutQuery", &json!({"pre_checkout_query_id": checkout, "ok": true}));
    expect_texts(&browser, &pane.selector("[data-test=pay-state]"), &["Paid"]);
    browser.click(&pane.selector("[data-test=pay-cancel]"));
    app.hears("invoice_closed", &json!({"slug": slug, "status": "paid"}));

    // Addresses are offered, and nothing opens by itself.
    app.says("web_app_open_link", &json!({"url": "https://example.com/tea"}));
    let offered = pane.selector("[data-test=open-address]");
    let address = format!("return document.querySelector({})?.href", json!(offered));
    assert_eq!(browser.wait(&address), "https://example.com/tea");
    browser.type_into(&offered, ESCAPE);
    assert_eq!(browser.windows(), 1);

    // What is not spoken is told; what others say does not count.
    let note = pane.selector("[data-test=app-note]");
    app.says("web_app_share_to_story", &json!({}));
    expect_texts(&browser, &note, &["Not spoken here: web_app_share_to_story"]);
    browser.inside(&app.selector(), |browser| browser.ask("parent.postMessage('tea', '*')"));
    expect_texts(
        &browser,
        &note,
        &["Not spoken here: web_app_share_to_story, a message without eventType"],
    );
    browser.ask("postMessage(JSON.stringify({ eventType: 'web_app_close' }), '*')");
    app.says("web_app_setup_closing_behavior", &json!({"need_confirmation": true}));
    app.says("web_app_request_theme", &json!({}));
    browser.click(&pane.selector("[data-test=app-close]"));
    expect_texts(&browser, &popup, &["Cancel", "Close anyway"]);
    browser.click(&popup);
    app.knows("Ann");
    browser.resize(360, 740);
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-app-narrow");
    app.says("web_app_switch_inline_query", &json!({"query": "tea", "chat_types": []}));
    app.gone();
    let username = local.ask("GET", "/bot", &Value::Null)["username"].as_str().unwrap().to_owned();
    let field = json!(pane.selector("[data-test=message-input]"));
    browser.wait(&format!("return document.querySelector({field}).value === '@{username} tea'"));
    browser.resize(1440, 900);

    // An app above inline results is told nothing.
    let asked = local.update_of("inline_query");
    let answer = json!({"inline_query_id": asked["id"], "results": [], "button": button});
    assert_eq!(local.call("answerInlineQuery", &answer)["ok"], true);
    expect_texts(&browser, &pane.selector("[data-test=result]"), &["Tea shop"]);
    browser.click(&pane.selector("[data-test=result]"));
    app.knows("nobody");
    let sandbox =
        format!("return document.querySelector({})?.sandbox.value", json!(app.selector()));
    assert!(browser.ask(&sandbox).as_str().unwrap().contains("allow-same-origin"));
    browser.click(&pane.selector("[data-test=app-close]"));
    app.gone();
    // One at the page's own address is kept apart from it.
    let own = local.page([ann, boris]).replace("/#", "/bot#");
    let button = json!({"text": "The page itself", "web_app": {"url": own}});
    local.say(ann, "Here", &json!({"inline_keyboard": [[button]]}));
    browser.click(&pane.selector("[data-test=bubble]:last-child [data-test=open-app]"));
    assert!(!browser.wait(&sandbox).as_str().unwrap().contains("allow-same-origin"));
    // An app that says nothing may not run; what it would need is shown.
    expect_texts(
        &browser,
        &note,
        &["The app has not said a word yet. If its server does not run, say by hand what it does."],
    );
    browser.click(&pane.selector("[data-test=app-by-hand]"));
    browser.wait("return document.querySelector('[data-test=app-query]')?.textContent");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
