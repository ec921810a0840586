//! At most one message can be confirmed, and it can be confirmed once.

use std::time::Duration;

use molniya_emulator::testkit::{Message, Person};
use molniya_emulator::{Fault, Reset};

use crate::bot::{Bot, answer_to, on_every_store};

const NONE: [i64; 0] = [];

/// Goes from the menu to the summary by typing.
async fn order_up_to_summary(person: &Person, product: &str) -> Message {
    person.press("new_order").await;
    person.expect("product").await;
    person.say(product).await;
    person.expect("quantity").await;
    person.say("2").await;
    person.expect("address").await;
    person.say("5 High Street").await;
    person.expect(product).await
}

async fn begin(bot: &Bot) -> Person {
    let ann = bot.telegram.person("Ann").await;
    ann.say("/start").await;
    ann.expect("order").await;
    ann
}

/// The messages that can be confirmed.
async fn confirmable(person: &Person) -> Vec<i64> {
    let messages = person.messages().await;
    let carries = messages.into_iter().filter(|message| message.has_button("confirm_order"));
    carries.map(|message| message.message_id).collect()
}

/// Goes to the summary while the answer to the call that sends it is lost, so that it is sent again.
async fn summary_sent_twice(bot: &Bot, person: &Person) -> [i64; 2] {
    person.press("new_order").await;
    person.expect("product").await;
    person.say("Cake").await;
    person.expect("quantity").await;
    person.say("2").await;
    person.expect("address").await;
    bot.telegram.fault(Fault::reset("sendMessage", Reset::After)).await;
    person.say("5 High Street").await;
    let first = person.expect("Please check").await.message_id;
    let second = person.expect("Please check").await.message_id;
    assert_eq!(confirmable(person).await, [first, second]);
    [first, second]
}

on_every_store! {
    async fn a_second_tap_on_confirm_is_told_the_number_and_orders_nothing(bot: Bot) {
        let mut bot = bot;
        let ann = begin(&bot).await;
        let summary = order_up_to_summary(&ann, "Cake").await.message_id;
        // The button is there until the receipt takes its place.
        bot.telegram.fault(Fault::delay("editMessageText", Duration::from_secs(60))).await;
        ann.press_on(summary, "confirm_order").await;
        let second = ann.press_on(summary, "confirm_order").await;
        bot.telegram.clear_faults().await;
        let receipt = ann.expect("#1").await;
        assert_eq!(receipt.message_id, summary);
        assert_eq!(answer_to(&ann, &second).await, "Order #1 is already placed.");
        assert_eq!(confirmable(&ann).await, NONE);

        let calls = bot.calls_in(&ann).await;
        assert_eq!(calls.iter().filter(|call| *call == "editMessageText").count(), 1);
        // Menu, three questions, summary; the press on the menu, two on the summary; the receipt.
        assert_eq!(calls.len(), 5 + 3 + 1, "{calls:?}");
    }

    async fn a_new_order_takes_the_summary_back(bot: Bot) {
        let ann = begin(&bot).await;
        let first = order_up_to_summary(&ann, "Cake").await.message_id;
        ann.press("new_order").await;
        let question = ann.expect("product").await;
        assert_eq!(question.message_id, first, "the summary turns into the question");
        assert_eq!(confirmable(&ann).await, NONE);

        // The same when the summary was made by a button, and the menu came later.
        let presses = [("product:green", "quantity"), ("quantity:1", "address"), ("place:shop", "check")];
        for (data, question) in presses {
            ann.press_on(first, data).await;
            ann.expect(question).await;
        }
        ann.say("/start").await;
        ann.expect("unfinished").await;
        assert_eq!(confirmable(&ann).await, [first]);
        let second = order_up_to_summary(&ann, "Bread").await.message_id;
        assert_eq!(confirmable(&ann).await, [second]);
        ann.press("confirm_order").await;
        ann.expect("#1").await;
        assert_eq!(confirmable(&ann).await, NONE);
    }

    async fn cancel_takes_the_summary_back_from_wherever_it_is_pressed(bot: Bot) {
        let ann = begin(&bot).await;
        let summary = order_up_to_summary(&ann, "Cake").await.message_id;
        let messages = ann.messages().await;
        let earlier = messages.iter().find(|message| message.has_button("cancel_order"));
        let earlier = earlier.expect("the questions can be cancelled").message_id;
        assert_ne!(earlier, summary);
        let press = ann.press_on(earlier, "cancel_order").await;
        assert_eq!(ann.expect("cancelled").await.message_id, summary);
        assert_eq!(answer_to(&ann, &press).await, "The order is cancelled.");
        assert_eq!(confirmable(&ann).await, NONE);

        let again = order_up_to_summary(&ann, "Cake").await.message_id;
        ann.say("/cancel").await;
        assert_eq!(ann.expect("cancelled").await.message_id, again);
        assert_eq!(confirmable(&ann).await, NONE);
    }

    async fn a_left_over_summary_does_not_confirm_a_later_order(bot: Bot) {
        let mut bot = bot;
        let ann = begin(&bot).await;
        let [left_over, known] = summary_sent_twice(&bot, &ann).await;
        ann.press("new_order").await;
        assert_eq!(ann.expect("product").await.message_id, known);
        ann.say("Bread").await;
        ann.expect("quantity").await;
        ann.say("1").await;
        ann.expect("address").await;
        ann.say("Elsewhere").await;
        let summary = ann.expect("Bread").await.message_id;
        let press = ann.press_on(left_over, "confirm_order").await;
        assert!(answer_to(&ann, &press).await.contains("out of date"));
        ann.press_on(summary, "confirm_order").await;
        assert!(ann.expect("#1").await.text.contains("Bread"));
        bot.stop().await;
        assert_eq!(confirmable(&ann).await, NONE);
    }

    async fn a_summary_that_was_sent_twice_is_confirmed_once(bot: Bot) {
        let mut bot = bot;
        let ann = begin(&bot).await;
        let [first, second] = summary_sent_twice(&bot, &ann).await;
        ann.press_on(first, "confirm_order").await;
        ann.expect("#1").await;
        let press = ann.press_on(second, "confirm_order").await;
        assert!(answer_to(&ann, &press).await.contains("out of date"));
        let calls = bot.calls_in(&ann).await;
        assert_eq!(calls.last().map(String::as_str), Some("editMessageReplyMarkup"), "{calls:?}");
        assert_eq!(confirmable(&ann).await, NONE);
    }
}

#[tokio::test]
async fn an_order_goes_on_after_a_restart() {
    let mut bot = Bot::on_sqlite().await;
    let ann = begin(&bot).await;
    ann.press("new_order").await;
    ann.expect("product").await;
    for (text, question) in [("Cake", "quantity"), ("2", "address"), ("5 High Street", "check")] {
        bot.stop().await;
        bot.run();
        ann.say(text).await;
        ann.expect(question).await;
    }
    bot.stop().await;
    bot.run();
    ann.press("confirm_order").await;
    ann.expect("#1").await;
    let orders = bot.orders().await;
    let [order] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!((order.number, order.person.0, order.chat.0), (1, ann.user_id(), ann.chat_id()));
    assert_eq!((order.product.as_str(), order.address.as_str()), ("Cake", "5 High Street"));
    assert_eq!(u16::from(order.quantity), 2);
}
