//! What is broken on purpose: the panels of the chat page, and the flag.

use std::process::Command;

use molniya_emulator::{Config, Emulator};
use serde_json::json;
use tokio::runtime::Runtime;

use crate::browser::connected;
use crate::webdriver::{Browser, exchange};

/// Waits until the texts of these elements are these.
fn expect_texts(browser: &Browser, selector: &str, texts: &[&str]) {
    let found = format!(
        "[...document.querySelectorAll({})].map((one) => one.textContent)",
        json!(selector)
    );
    browser
        .wait(&format!("return JSON.stringify({found}) === {}", json!(json!(texts).to_string())));
}

#[test]
fn the_page_sets_the_link_and_orders_faults() {
    let runtime = Runtime::new().unwrap();
    let person = "127.0.0.1:0".parse().unwrap();
    let emulator =
        runtime.block_on(Emulator::start(Config { person, ..Config::default() })).unwrap();
    let browser = Browser::start();
    browser.open(&emulator.page_url());
    connected(&browser);

    browser.click("[data-test=panel-tab][data-panel=trouble]");
    browser.wait("return document.querySelector('[data-test=link-tls]').value === '1'");
    browser.type_into("[data-test=link-rtt_ms]", "9");
    browser.type_into("[data-test=link-idle_ms]", "5");
    browser.click("[data-test=set-link]");
    browser.wait("return document.querySelector('[data-test=link] [role=alert]').textContent.includes('idle')");
    browser.ask("document.querySelector('[data-test=link-idle_ms]').value = '5000'; return true");
    browser.click("[data-test=set-link]");
    browser.wait("return document.querySelector('[data-test=link] [role=alert]').hidden");
    let path = format!("/bot{}/getMe", emulator.token());
    let address = emulator.api_url();
    exchange(address.trim_start_matches("http://"), "POST", &path, "{}").unwrap();
    browser.click("[data-test=panel-tab][data-panel=calls]");
    browser.click("[data-test=call-row] .call-head");
    browser.wait("return /there and back (9|90)/.test(document.querySelector('[data-test=spent]').textContent)");

    browser.click("[data-test=panel-tab][data-panel=trouble]");
    browser.click("[data-test=fault-kind] option[value=flood]");
    browser.type_into("[data-test=fault-method]", "sendMessage");
    browser.type_into("[data-test=fault-seconds]", "3");
    browser.type_into("[data-test=fault-lasts]", "60");
    browser.click("[data-test=add-fault]");
    let flood = "Too Many Requests: retry after 3, sendMessage, for 60 s";
    expect_texts(&browser, "[data-test=fault-list] li", &[flood]);
    browser.click("[data-test=fault-kind] option[value=late]");
    browser.click("[data-test=add-fault]");
    expect_texts(&browser, "[data-test=fault-list] li", &[flood, "Webhook: update late, for 60 s"]);
    browser.picture("page-trouble");
    browser.click("[data-test=clear-faults]");
    expect_texts(&browser, "[data-test=fault-list] li", &[]);
    // The browser notes the one refusal.
    let errors = browser.errors();
    assert!(errors.len() == 1 && errors[0].contains("/link"), "{errors:?}");
    drop(browser);
    runtime.block_on(emulator.stop());
}

#[test]
fn a_link_that_makes_no_sense_is_refused_in_words() {
    for (link, words) in [
        ("speed=9", "`speed` is none of rtt, jitter, tls, idle, age, server and seed"),
        ("rtt=fast", "`rtt=fast` is not of the form rtt=NUMBER"),
        ("rtt=80,idle=80", "idle and age are longer than rtt and jitter together"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_molniya"));
        let output = command.args(["emulate", "--link", link]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.lines().next().unwrap().contains(words), "{said}");
    }
}
