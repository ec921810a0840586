//! Outside events enter lanes exactly like updates. The first of them: how far a broadcast is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use molniya::{
    Broadcast, BroadcastState, Broadcasts, HandlerError, Reply, Report, Router, State, Text,
    progress, say, text,
};
use molniya_emulator::testkit::{Person, Telegram};

use crate::promises_kit::{Bot, Door, Home, crowd, said, until};

/// More than one page.
const PEOPLE: usize = 70;

/// What the handlers of a bot have in common.
#[derive(Clone)]
struct Scene {
    /// Handlers of `wait` wait here.
    hall: Door,
    /// Those that tell how a broadcast ended wait here.
    end: Door,
    /// Of those that tell anything so many fail.
    failing: Arc<AtomicUsize>,
    /// So many of those that tell how it ended were begun.
    ends: Arc<AtomicUsize>,
}

impl Scene {
    fn new() -> Scene {
        let scene = Scene {
            hall: Door::shut(),
            end: Door::shut(),
            failing: Arc::default(),
            ends: Arc::default(),
        };
        scene.end.open();
        scene
    }
}

async fn talk(
    Text(text): Text,
    broadcasts: Broadcasts,
    State(scene): State<Scene>,
) -> Result<Reply, HandlerError> {
    match &*text {
        "send" => drop(broadcasts.start("spring", Broadcast::new("news")).await?),
        "pause" => drop(broadcasts.pause("spring").await?),
        "stop" => drop(broadcasts.stop("spring").await?),
        "wait" => scene.hall.pass().await,
        _ => {}
    }
    Ok(say(format!("{text} ok")))
}

async fn told(report: Report, State(scene): State<Scene>) -> Result<Reply, HandlerError> {
    let less = |failing: usize| failing.checked_sub(1);
    if scene.failing.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_ok() {
        return Err(HandlerError::Failed("no words".into()));
    }
    if report.ended.is_some() {
        scene.ends.fetch_add(1, Ordering::SeqCst);
        scene.end.pass().await;
    }
    Ok(say(format!("{:?} {}", report.state, report.sent)))
}

async fn else_where() -> Reply {
    say("not mine")
}

/// A bot at this rate of broadcasts.
fn start(home: &Home, telegram: &Telegram, scene: &Scene, rate: u16) -> (Bot, Broadcasts) {
    let router = Router::new().on(text(), talk).on(progress(), told).fallback(else_where);
    let mut settings = home.settings(telegram);
    settings.broadcast_rate = rate;
    let bot = molniya::Bot::new(settings, router, scene.clone());
    let broadcasts = bot.broadcasts();
    (Bot::serve(bot), broadcasts)
}

async fn everybody_says_hello(people: &[Person]) {
    for person in people {
        person.say("hello").await;
    }
    for person in people {
        person.expect("hello ok").await;
    }
}

async fn is_told(telegram: &Telegram, person: &Person, words: &str) {
    until(words, async || said(telegram, person).await.iter().any(|text| text == words)).await;
}

async fn times(telegram: &Telegram, person: &Person, words: &str) -> usize {
    said(telegram, person).await.iter().filter(|text| *text == words).count()
}

async fn is_done(broadcasts: &Broadcasts) {
    let is_done = async || {
        let report = broadcasts.report("spring").await;
        report.is_ok_and(|report| report.state == BroadcastState::Done)
    };
    until("the broadcast is done", is_done).await;
}

#[tokio::test]
async fn whoever_began_a_broadcast_is_told_and_in_the_order_of_their_lane() {
    for home in Home::each() {
        let (telegram, scene) = (Telegram::start().await, Scene::new());
        let people = crowd(&telegram, PEOPLE).await;
        let (bot, broadcasts) = start(&home, &telegram, &scene, 1_000);
        everybody_says_hello(&people).await;
        people[0].say("send").await;
        people[0].say("wait").await;
        is_done(&broadcasts).await;
        scene.hall.open();
        let done = format!("Done {PEOPLE}");
        is_told(&telegram, &people[0], &done).await;
        bot.stop().await;
        let heard = said(&telegram, &people[0]).await;
        let place = |words: &str| heard.iter().position(|text| text == words).expect(words);
        assert!(place("send ok") < place("wait ok"), "{heard:?}");
        assert!(place("wait ok") < place(&done), "it entered the lane later: {heard:?}");
        assert_eq!(times(&telegram, &people[0], &done).await, 1, "{heard:?}");
        assert!(times(&telegram, &people[0], "Running 0").await <= 1, "{heard:?}");
        for person in &people {
            let heard = said(&telegram, person).await;
            assert!(!heard.contains(&"not mine".into()), "events are for who asks for them");
            if person.chat_id() != people[0].chat_id() {
                assert_eq!(heard, ["hello ok", "news"], "nobody else is told");
            }
        }
    }
}

#[tokio::test]
async fn a_broadcast_that_nobody_began_from_a_handler_is_told_to_nobody() {
    let ([home, _], telegram) = (Home::each(), Telegram::start().await);
    let scene = Scene::new();
    let people = crowd(&telegram, 2).await;
    let (bot, broadcasts) = start(&home, &telegram, &scene, 1_000);
    everybody_says_hello(&people).await;
    broadcasts.start("spring", Broadcast::new("news")).await.unwrap();
    is_done(&broadcasts).await;
    people[0].say("after").await;
    people[0].expect("after ok").await;
    bot.stop().await;
    assert_eq!(said(&telegram, &people[0]).await, ["hello ok", "news", "after ok"]);
}

#[tokio::test]
async fn a_kill_before_the_end_was_told_has_it_told_once_by_the_next_start() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let people = crowd(&telegram, PEOPLE).await;
    let scene = Scene { end: Door::shut(), ..Scene::new() };
    let (bot, broadcasts) = start(&home, &telegram, &scene, 1_000);
    everybody_says_hello(&people).await;
    people[0].say("send").await;
    people[0].expect("send ok").await;
    is_done(&broadcasts).await;
    bot.kill().await;
    let done = format!("Done {PEOPLE}");
    assert_eq!(times(&telegram, &people[0], &done).await, 0, "its handler waits");

    let scene = Scene::new();
    let (bot, _) = start(&home, &telegram, &scene, 1_000);
    is_told(&telegram, &people[0], &done).await;
    // The answer to this one is stored behind it.
    people[0].say("after").await;
    people[0].expect("after ok").await;
    bot.kill().await;
    for word in ["again", "and again"] {
        let (bot, _) = start(&home, &telegram, &scene, 1_000);
        people[0].say(word).await;
        people[0].expect(&format!("{word} ok")).await;
        bot.stop().await;
    }
    assert_eq!(times(&telegram, &people[0], &done).await, 1);
}

#[tokio::test]
async fn a_handler_of_progress_that_fails_is_tried_again_and_holds_no_message_up() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let people = crowd(&telegram, PEOPLE).await;
    let scene = Scene::new();
    let (bot, broadcasts) = start(&home, &telegram, &scene, 1_000);
    everybody_says_hello(&people).await;
    scene.failing.store(usize::MAX, Ordering::SeqCst);
    people[0].say("send").await;
    people[0].expect("send ok").await;
    is_done(&broadcasts).await;
    bot.stop().await;
    for person in &people {
        assert_eq!(times(&telegram, person, "news").await, 1);
    }
    assert!(
        home.dead_letters(&telegram).await.is_empty() && home.journal(&telegram).await.is_empty()
    );

    scene.failing.store(1, Ordering::SeqCst);
    let (bot, _) = start(&home, &telegram, &scene, 1_000);
    let done = format!("Done {PEOPLE}");
    is_told(&telegram, &people[0], &done).await;
    let log = bot.stop().await;
    assert_eq!(log.lines("attempt failed").len(), 1, "{log:?}");
}

#[tokio::test]
async fn every_change_of_state_is_told() {
    let ([home, _], telegram) = (Home::each(), Telegram::start().await);
    let scene = Scene::new();
    let people = crowd(&telegram, 3).await;
    let (bot, broadcasts) = start(&home, &telegram, &scene, 1);
    everybody_says_hello(&people).await;
    for (word, state) in [("send", "Running"), ("pause", "Paused"), ("stop", "Stopped")] {
        people[0].say(word).await;
        until(state, async || {
            said(&telegram, &people[0]).await.iter().any(|text| text.starts_with(state))
        })
        .await;
    }
    assert!(broadcasts.unfinished().await.unwrap().is_empty());
    bot.stop().await;
}

#[tokio::test]
async fn an_event_in_whose_handler_the_process_always_ends_is_given_up() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let people = crowd(&telegram, 2).await;
    let scene = Scene { end: Door::shut(), ..Scene::new() };
    let (mut bot, _) = start(&home, &telegram, &scene, 1_000);
    everybody_says_hello(&people).await;
    people[0].say("send").await;
    people[0].expect("send ok").await;
    // Before anything was suspected, twice beside others, three times alone.
    for attempt in 1..=6 {
        let begun = async || scene.ends.load(Ordering::SeqCst) == attempt;
        until("it is handled again", begun).await;
        bot.kill().await;
        bot = start(&home, &telegram, &scene, 1_000).0;
    }
    bot.log.tells("set aside").await;
    for word in ["after", "and after"] {
        people[0].say(word).await;
        people[0].expect(&format!("{word} ok")).await;
        bot.kill().await;
        bot = start(&home, &telegram, &scene, 1_000).0;
    }
    bot.stop().await;
    assert_eq!(scene.ends.load(Ordering::SeqCst), 6, "and it never comes again");
}
