//! Every method of the Bot API, asked once: the table in docs/METHODS.md says what comes of it.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use molniya_schema::Method;
use serde_json::{Value, json};

use crate::bot::Bot;

/// With this in the environment the page is written anew instead of compared.
const WRITE: &str = "MOLNIYA_WRITE_DOCS";

const HEAD: &str = "# What the local Telegram models

Every method of the Bot API, as `emulate`, the demo and the test kit answer it. A test asks each of them and compares what
it is answered with this page; with `MOLNIYA_WRITE_DOCS=1` it writes the page anew.

- *modelled*: the call is carried out and refused as Telegram does, unless it has one of the parameters in the last column:
  then it is answered with 501 and says which.
- *checked only*: the parameters are compared with the description of the Bot API, so that a wrong one fails a test of your
  bot; the answer is 501 and says that the method is not modelled. Nothing succeeds that was not done.

";

/// How the description of a refusal ends that is none of Telegram's.
const NOT_MODELLED: &str = " is not modelled";

async fn row(telegram: &Telegram, bot: &mut Bot, method: &Method) -> String {
    let name = method.name;
    let answer = bot.call(name, json!({})).await;
    if answer.status == 501 {
        let words = format!("Not Implemented: {name}{NOT_MODELLED}");
        assert_eq!(answer.description(), words);
        return format!("| {name} | checked only | |\n");
    }
    assert_ne!(answer.status, 404, "{name}");
    let mut refused = Vec::new();
    for field in &method.fields {
        let params: Value = [(field.name.to_owned(), json!("1"))].into_iter().collect();
        // What is asked twice in a moment is throttled.
        telegram.skip(Duration::from_secs(3)).await;
        let text = bot.call(name, params).await.description();
        if text.ends_with(&format!("parameter {}{NOT_MODELLED}", field.name)) {
            refused.push(field.name);
        }
    }
    format!("| {name} | modelled | {} |\n", refused.join(", "))
}

#[tokio::test]
async fn the_page_says_what_becomes_of_every_method() {
    let (mut rows, mut modelled) = (String::new(), 0);
    for method in molniya_schema::methods() {
        // Each one has a Telegram of its own, because some end what the others need.
        let telegram = Telegram::start().await.allow_violations();
        let mut bot = Bot::of(&telegram).await;
        let row = row(&telegram, &mut bot, method).await;
        modelled += u32::from(row.contains("| modelled |"));
        rows += &row;
    }
    let mut page = HEAD.to_owned();
    let all = molniya_schema::methods().len();
    // Writing into a string cannot fail.
    let _ = write!(page, "{modelled} of {all} methods are modelled.\n\n");
    page += "| method | here | refused parameters |\n| --- | --- | --- |\n";
    page += &rows;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/METHODS.md");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/METHODS.md is out of date: run this test with {WRITE}=1");
}
