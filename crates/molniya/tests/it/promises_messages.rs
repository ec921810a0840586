//! Messages that are edited by name, buttons that are pressed, and calls that are not worth keeping.

use std::time::Duration;

use molniya::{
    CallbackData, InlineKeyboard, Reply, Router, Text, callback, command_named, say, text,
};
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Reset};

use crate::promises_kit::{Home, said};

async fn card(Text(text): Text) -> Reply {
    match text.split_once(' ') {
        Some(("card", text)) => say(text).named("card"),
        Some(("edit", text)) => Reply::new().edit_message("card", text),
        Some(("both", text)) => say("…").named("card").edit_message("card", text),
        _ => say("card or edit?"),
    }
}

fn cards() -> Router<()> {
    Router::new().on(text(), card)
}

/// The texts of the bot's messages in a chat, as they are now.
async fn shown(person: &Person) -> Vec<String> {
    let messages = person.messages().await.into_iter();
    messages.filter(|message| message.from_bot).map(|message| message.text).collect()
}

#[tokio::test]
async fn a_named_message_is_edited_also_after_a_restart() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let bot = home.run(&telegram, cards(), ());
    ann.say("card one").await;
    ann.say("edit two").await;
    ann.expect("two").await;
    assert_eq!(shown(&ann).await, ["two"]);
    bot.stop().await;
    let bot = home.run(&telegram, cards(), ());
    ann.say("edit three").await;
    ann.expect("three").await;
    assert_eq!(shown(&ann).await, ["three"]);
    // The newest message of a name is the one that is meant.
    ann.say("both four").await;
    ann.expect("four").await;
    bot.stop().await;
    assert_eq!(shown(&ann).await, ["three", "four"]);
}

#[tokio::test]
async fn an_edit_of_a_message_that_never_arrived_becomes_a_send_that_has_the_name() {
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
        let refused = Fault::error("sendMessage", 400, "Bad Request: no").in_chat(ben.chat_id());
        telegram.fault(refused).await;
        let bot = home.run(&telegram, cards(), ());
        ben.say("card lost").await; // refused
        for person in [&ann, &ben] {
            person.say("edit one").await;
            person.say("edit two").await;
            person.expect("two").await;
            assert_eq!(said(&telegram, person).await, ["one"]);
            assert_eq!(shown(person).await, ["two"]);
        }
        bot.stop().await;
    }
}

#[derive(CallbackData)]
struct Silent;

#[derive(CallbackData)]
struct Loud;

/// A button of an older version: no route takes it.
#[derive(CallbackData)]
struct Gone;

async fn menu() -> Reply {
    let menu = InlineKeyboard::new().button("s", &Silent).button("l", &Loud).button("g", &Gone);
    say("menu").keyboard(menu.build().unwrap())
}

async fn silent() {}

async fn loud() -> Reply {
    Reply::new().toast("loud").edit("pressed")
}

#[tokio::test]
async fn a_press_is_answered_exactly_once_whatever_its_handler_does() {
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let ann = telegram.person("Ann").await;
        let router = Router::<()>::new()
            .on(command_named("menu"), menu)
            .on(callback::<Silent>(), silent)
            .on(callback::<Loud>(), loud);
        let bot = home.run(&telegram, router, ());
        ann.say("/menu").await;
        for (data, toast) in [("silent", ""), ("gone", ""), ("loud", "loud")] {
            let press = ann.press(data).await;
            let seen = ann.toast().await;
            assert_eq!((seen.callback_query_id, &*seen.text), (press, toast));
        }
        ann.expect("pressed").await;
        bot.stop().await;
        let ledger = telegram.ledger().await;
        let answers = ledger.chat(ann.chat_id()).filter(|e| e.method == "answerCallbackQuery");
        assert_eq!(answers.count(), 3, "{ledger:?}");
    }
}

async fn typing(Text(text): Text) -> Reply {
    Reply::new().typing().say(text)
}

#[tokio::test]
async fn a_chat_action_is_made_once_and_never_stored() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let router = || Router::<()>::new().on(text(), typing);
    let bot = home.run(&telegram, router(), ());
    ann.say("one").await;
    ann.expect("one").await;
    bot.stop().await;
    let actions = |ann: &Person| ann.transcript().matches("bot is typing").count();
    assert_eq!(actions(&ann), 1, "{}", ann.transcript());

    // One that fails is not made again, and one that is under way delays nothing.
    telegram.fault(Fault::reset("sendChatAction", Reset::Before)).await;
    telegram.fault(Fault::delay("sendChatAction", Duration::from_secs(300))).await;
    let bot = home.run(&telegram, router(), ());
    for text in ["two", "three"] {
        ann.say(text).await;
        ann.expect(text).await;
    }
    bot.kill().await;
    let outbox = home.outbox(&telegram).await;
    assert!(outbox.iter().all(|entry| entry.method == "sendMessage"), "{outbox:?}");
    let bot = home.run(&telegram, router(), ());
    ann.say("four").await;
    ann.expect("four").await;
    bot.stop().await;
    assert_eq!(actions(&ann), 2, "{}", ann.transcript());
}
