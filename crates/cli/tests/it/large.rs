//! How the chat page does with much on it: measured by hand, for docs/BENCHMARKS.md.

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
      open: await timed(async () => { person.click(); await until(() => list()?.innerText.includes('number 9999')); }),
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

#[test]
#[ignore = "measures"]
fn ten_thousand_messages_and_a_thousand_chats() {
    let local = Local::start();
    let people: Vec<i64> =
        (0..1000).map(|number| local.person(&format!("Person {number}"), "en")).collect();
    for number in 0..10_000 {
        local.writes(people[0], &format!("number {number}"));
    }
    let browser = Browser::start();
    browser.open(&local.page([people[1], people[2]]));
    connected(&browser);
    let row = "[data-test=chat]";
    let loaded = "return Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)";
    let paint = browser.ask(loaded);
    let measured = browser.wait(&MEASURE.replace("PERSON", row));
    println!("{}", json!({"first_paint": paint, "milliseconds": measured}));
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
