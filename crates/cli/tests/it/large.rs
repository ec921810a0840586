//! How the chat page does with much on it: measured by hand, for docs/BENCHMARKS.md.

use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::browser::connected;
use crate::page::Local;
use crate::webdriver::Browser;

/// Milliseconds of each thing a person does; the picture that shows it is waited for.
const MEASURE: &str = "
    const [person, field] = ['PERSON', '[data-pane=\"0\"] textarea'].map((one) => document.querySelector(one));
    const list = () => document.querySelector('[data-pane=\"0\"] .messages');
    const shown = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const until = async (holds) => { while (!holds()) await shown(); };
    const timed = async (what) => { const from = performance.now(); await what(); await shown(); return Math.round(performance.now() - from); };
    const worst = async (times, what) => { let most = 0; for (let at = 0; at < times; at += 1) most = Math.max(most, await timed(() => what(at))); return most; };
    const measured = async () => ({
      open: await timed(async () => { person.click(); await until(() => list()?.innerText.includes('number 99999')); }),
      worst_key: await worst(50, () => { const at = document.querySelector('[data-pane=\"0\"] textarea'); at.value += 'a'; at.dispatchEvent(new Event('input')); }),
      worst_scroll: await worst(100, () => { list().scrollTop -= 600; }),
      worst_list_scroll: await worst(100, () => { document.getElementById('chats-scroll').scrollTop += 600; }),
      rows: document.querySelectorAll('[data-test=chat]').length,
      to_the_end: await timed(() => document.querySelector('[data-pane=\"0\"] .newer').click()),
      bubbles: list().querySelectorAll('.bubble-row').length,
      elements: document.querySelectorAll('*').length,
    });
    window.measured ??= (window.measured = undefined, measured().then((all) => { window.measured = all; document.body.dataset.measured = 'yes'; }), 'begun');
    return document.body.dataset.measured && window.measured;";

/// Scrolls up, a bit more than a screen at a time, until the first message is in view; the slowest step in milliseconds,
/// and the most messages that were loaded at a time.
const WALK: &str = "
    const list = document.querySelector('[data-pane=\"0\"] .messages');
    const walked = { steps: 0, worst: 0, loaded: 0 };
    const walk = async () => {
      while (!list.querySelector('.bubble-row')?.innerText.startsWith('Hello')) {
        const from = performance.now();
        list.scrollTop -= 1200;
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        walked.worst = Math.max(walked.worst, Math.round(performance.now() - from));
        walked.loaded = Math.max(walked.loaded, Number(list.dataset.loaded));
        walked.steps += 1;
      }
      window.walked = walked;
    };
    walk();";

#[test]
#[ignore = "measures"]
fn a_hundred_thousand_messages_and_a_thousand_chats() {
    let local = Local::start();
    let people: Vec<i64> =
        (0..1000).map(|number| local.person(&format!("Person {number}"), "en")).collect();
    for number in 0..100_000 {
        local.say(people[0], &format!("number {number}"), &json!({"remove_keyboard": true}));
    }
    let browser = Browser::start();
    browser.open(&local.page([people[1], people[2]]));
    connected(&browser);
    let loaded = "return Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)";
    let paint = browser.ask(loaded);
    let measured = browser.wait(&MEASURE.replace("PERSON", "[data-test=chat]"));
    println!("{}", json!({"first_paint": paint, "milliseconds": measured}));

    let before = browser.heap();
    browser.ask(WALK);
    let walked = loop {
        // Watching would cost the page time.
        thread::sleep(Duration::from_secs(2));
        let walked = browser.ask("return window.walked");
        if !walked.is_null() {
            break walked;
        }
    };
    println!("{}", json!({"walked": walked, "heap": [before, browser.heap()]}));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
