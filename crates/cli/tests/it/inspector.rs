//! What stands beside the calls on the chat page: waiting updates, flood limits, time.

use serde_json::json;

use crate::page::{CONTRAST, OVERFLOW, expect_texts, two_people};
use crate::webdriver::RIGHT;

#[test]
fn waiting_updates_limits_and_time_are_shown_and_set() {
    let (local, browser, [ann, _]) = two_people();

    // From tab to tab with the keyboard.
    browser.type_into("[data-test=panel-tab][data-panel=calls]", RIGHT);
    browser.click("[data-test=panel-tab]:focus");
    expect_texts(&browser, "[data-test=pending]", &["2 updates wait"]);
    expect_texts(&browser, "[data-test=fetched-by]", &["Nobody is asking for them now."]);
    browser.click("[data-test=waiting-update][data-kind=message] summary");
    browser.wait(
        "return document.querySelector('[data-test=waiting-update][open] pre').innerText.includes('Hello')",
    );
    local.call("getUpdates", &json!({"offset": -1, "limit": 1, "allowed_updates": ["message"]}));
    expect_texts(&browser, "[data-test=pending]", &["1 update waits"]);
    local.call("setWebhook", &json!({"url": "http://127.0.0.1:9/hook", "allowed_updates": ["message", "callback_query"]}));
    expect_texts(&browser, "[data-test=fetched-by]", &["They are sent to a webhook."]);
    browser.wait(
        "const facts = document.querySelector('[data-test=webhook-info]').innerText;
         return facts.includes('http://127.0.0.1:9/hook') && facts.includes('message, callback_query') && facts.includes('Last error')",
    );
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-updates-{name}"));
    }

    browser.click("[data-test=panel-tab][data-panel=limits]");
    browser.type_into("[data-test=limit][data-name=chat_per_second]", "1");
    browser.click("[data-test=set-limits]");
    expect_texts(&browser, "[data-test=flooded]", &["0 messages were too many."]);
    let said = |text| local.call("sendMessage", &json!({"chat_id": ann, "text": text}));
    assert_eq!(said("one")["ok"], true);
    assert_eq!(said("two")["error_code"], 429);
    expect_texts(&browser, "[data-test=flooded]", &["1 message was one too many."]);
    browser.click("[data-test=skip-time] option[value='60']");
    browser.click("[data-test=skip]");
    expect_texts(&browser, "[data-test=skipped]", &["60 s were skipped in all."]);
    assert_eq!(said("three")["ok"], true);
    browser.click("[data-test=published]");
    browser.wait(
        "return document.querySelector('[data-test=limit][data-name=bot_per_second]').value === '30'",
    );
    browser.becomes(CONTRAST, json!([]));
    browser.picture("page-limits");
    browser.click("[data-test=no-limits]");
    expect_texts(&browser, "[data-test=flooded]", &["Nothing is limited."]);

    browser.resize(360, 740);
    browser.click(".tabs [data-view=calls]");
    for panel in ["calls", "queue", "limits", "trouble", "recorder"] {
        browser.click(&format!("[data-test=panel-tab][data-panel={panel}]"));
        browser.becomes(OVERFLOW, json!([]));
    }
    browser.picture("page-limits-narrow");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
