//! Layers around handlers, nested routers and filters from functions, with a bot at work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use molniya::{
    Answer, CallbackData, Cx, HandlerError, InlineKeyboard, IntoAnswer, Next, Record, Reply,
    Router, Text, callback, command_named, filter, say, text,
};
use molniya_emulator::testkit::Telegram;
use serde::{Deserialize, Serialize};

use crate::promises_kit::{Home, acknowledged, said};

/// Somebody whom the bot does not answer.
#[derive(Serialize, Deserialize)]
struct Quarrel {
    user: i64,
}

impl Record for Quarrel {
    const COLLECTION: &'static str = "quarrels";

    fn id(&self) -> String {
        self.user.to_string()
    }
}

#[derive(CallbackData)]
struct Sorry;

async fn no_quarrels(cx: Cx<()>, next: Next) -> Result<Answer, HandlerError> {
    let user = cx.envelope().user.map_or(0, |user| user.0);
    match cx.records().get::<Quarrel>(&user.to_string()).await? {
        Some(_) if cx.envelope().text.as_deref() != Some("/peace") => {
            say("I do not talk to you.").into_answer()
        }
        _ => next.run().await,
    }
}

async fn provoke(Text(text): Text, person: molniya::Person) -> Reply {
    let keyboard = InlineKeyboard::new().button("Sorry!", &Sorry).build().expect("short data");
    match text.as_str() {
        "boo" => say("How dare you!").keyboard(&keyboard).put(&Quarrel { user: person.id.0 }),
        _ => say(text),
    }
}

async fn peace(person: molniya::Person) -> Reply {
    say("Peace.").delete::<Quarrel>(person.id.0.to_string())
}

#[tokio::test]
async fn a_layer_reads_what_is_stored_and_answers_for_the_handler() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let router = Router::new()
        .layer(no_quarrels)
        .on(command_named("peace"), peace)
        .on(callback::<Sorry>(), async || say("Never mind."))
        .on(text(), provoke)
        .records::<Quarrel>();
    let bot = home.run(&telegram, router, ());
    ann.say("boo").await;
    ann.expect("How dare you!").await;
    ann.say("hello?").await;
    ann.expect("I do not talk to you.").await;
    // A press is answered also where the layer was quicker than the handler.
    ann.press("sorry").await;
    assert_eq!(ann.toast().await.text, "");
    ben.say("hello").await;
    ben.expect("hello").await;
    ann.say("/peace").await;
    ann.expect("Peace.").await;
    ann.say("hello").await;
    ann.expect("hello").await;
    bot.stop().await;
    let dont = "I do not talk to you.";
    let to_ann = ["How dare you!", dont, dont, "Peace.", "hello"];
    assert_eq!(said(&telegram, &ann).await, to_ann);
    telegram.assert_clean().await;
}

#[tokio::test]
async fn a_layer_that_panics_is_a_failed_attempt_and_nothing_of_its_answer_happens() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let begun = Arc::new(AtomicU32::new(0));
    async fn nervous(cx: Cx<Arc<AtomicU32>>, next: Next) -> Result<Answer, HandlerError> {
        let answer = next.run().await?;
        assert_ne!(cx.state().fetch_add(1, Ordering::Relaxed), 0, "not at first");
        Ok(answer)
    }
    let router = Router::new().on(text(), provoke).records::<Quarrel>().layer(nervous);
    let bot = home.run(&telegram, router, begun.clone());
    ann.say("quietly").await;
    ann.expect("quietly").await;
    acknowledged(&telegram).await;
    let log = bot.stop().await;
    assert_eq!(log.lines("attempt failed").len(), 1, "{log:?}");
    assert_eq!(begun.load(Ordering::Relaxed), 2);
    assert_eq!(said(&telegram, &ann).await, ["quietly"]);
}

#[tokio::test]
async fn a_nested_router_serves_those_whom_its_filter_lets_in() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let boris = telegram.person_speaking("Boris", "ru").await;
    let speaks_russian = filter(|update| update.language.as_deref() == Some("ru"));
    let russian: Router<()> = Router::new()
        .on(command_named("help"), async || say("Помощь"))
        .fallback(async || say("Попробуйте /help"));
    let router = Router::new()
        .nest(speaks_russian, russian)
        .on(command_named("help"), async || say("Help"))
        .fallback(async || say("Try /help"));
    let bot = home.run(&telegram, router, ());
    for (person, answers) in
        [(&ann, ["Help", "Try /help"]), (&boris, ["Помощь", "Попробуйте /help"])]
    {
        person.say("/help").await;
        person.expect(answers[0]).await;
        person.sticker("🙂").await;
        person.expect(answers[1]).await;
    }
    bot.stop().await;
}
