//! Everything people send that is no answer: it is answered helpfully and changes nothing.

use molniya_emulator::testkit::Person;

use crate::bot::Bot;
use crate::scenario::play;

const BLANKS: [&str; 4] = ["   ", "\n\t", "\u{200b}", "\u{2800}\u{3164}"];

/// Sends what is no answer; each time the bot says `help` and nothing else.
async fn is_helped(person: &Person, bad: &[&str], help: &str) {
    for text in bad {
        person.say(text).await;
        let answer = person.expect("").await;
        assert!(answer.text.contains(help), "{text:?} was answered by {:?}", answer.text);
    }
    person.sticker("🍵").await;
    let answer = person.expect("").await;
    assert!(answer.text.contains(help), "a sticker was answered by {:?}", answer.text);
    person.say("/nonsense").await;
    person.expect("I do not know this command").await;
}

#[tokio::test]
async fn what_is_no_answer_is_helped_at_every_step_and_changes_nothing() {
    let mut bot = Bot::in_memory().await;
    let ann = bot.telegram.person("Ann").await;
    let helped = |bad: &[&str]| bad.len() + 2;

    is_helped(&ann, &["hello", "3"], "I take orders").await;
    ann.say("/start").await;
    ann.press("new_order").await;
    ann.expect("Which product").await;

    let long = "x".repeat(101);
    let bad_products = [&BLANKS[..], &[long.as_str()]].concat();
    is_helped(&ann, &bad_products, "choose a product").await;
    ann.say("  <b>*_[`Tea`](x)&amp;  ").await;
    ann.expect("<b>*_[`Tea`](x)&amp;\nWhat quantity").await;

    let bad_quantities = [
        &BLANKS[..],
        &["0", "-1", "99999999999", "1000", "+3", "3.5", "three", "３", "3 pieces", "<b>3</b>"],
    ]
    .concat();
    is_helped(&ann, &bad_quantities, "whole number from 1 to 999").await;
    ann.say(" 999\n").await;
    ann.expect("address").await;

    let (long, longer) = ("x".repeat(501), "ж".repeat(4_000));
    let bad_addresses = [&BLANKS[..], &[long.as_str(), longer.as_str()]].concat();
    is_helped(&ann, &bad_addresses, "choose an address").await;
    let address = "ж".repeat(500);
    ann.say(&address).await;
    ann.expect(&address).await;

    is_helped(&ann, &["yes", "confirm", "3", " "], "press Confirm or Cancel").await;
    ann.press("confirm_order").await;
    let receipt = ann.expect("#1").await;
    assert!(
        receipt.text.contains("Product: <b>*_[`Tea`](x)&amp;\nQuantity: 999 pieces\n"),
        "{}",
        receipt.text
    );
    assert!(receipt.text.ends_with(&address));

    let helped = helped(&["hello", "3"])
        + helped(&bad_products)
        + helped(&bad_quantities)
        + helped(&bad_addresses)
        + helped(&["yes", "confirm", "3", " "]);
    // Beside the answers to what is wrong: six steps, two of them presses.
    assert_eq!(bot.calls_in(&ann).await.len(), helped + 8, "{}", ann.transcript());
}

#[tokio::test]
async fn buttons_of_earlier_questions_say_so_and_change_nothing() {
    let talk = "
        Ann: /start
          bot: Tea house. Would you like to place an order? {new_order}
        Ann presses new_order
          bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
        Ann: Cake
          bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        Ann presses product:green
          toast: This button is out of date. Please use the newest message.
        Ann: 2
          bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
        Ann presses quantity:3
          toast: This button is out of date. Please use the newest message.
        Ann presses product:green
          toast: This button is out of date. Please use the newest message.
        Ann: Here
          bot: Please check your order. / Product: Cake / Quantity: 2 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
        Ann presses place:shop
          toast: This button is out of date. Please use the newest message.
        Ann presses confirm_order
          bot edits: Thank you! Order #1 is placed. / Product: Cake / Quantity: 2 pieces / Address: Here {new_order}
        Ann presses quantity:1
          toast: This button is out of date. Please use the newest message.
    ";
    play(Bot::in_memory().await, &[("Ann", "en")], talk).await;
}

#[tokio::test]
async fn a_shop_without_free_text_sells_what_is_listed() {
    let talk = "
        Ann: hello
          bot: I take orders. Press the button below to begin, or send /start. {new_order}
        Ann presses new_order
          bot: Which product would you like? Choose one from the list. {product:green cancel_order}
        Ann: Widget a17
          bot: Please choose a product with one of the buttons. {product:green cancel_order}
        Ann: GREEN tea
          bot: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
    ";
    play(Bot::without_free_text().await, &[("Ann", "en")], talk).await;
}
