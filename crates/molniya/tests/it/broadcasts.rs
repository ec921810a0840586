//! Broadcasts: everybody gets the message once, whatever happens meanwhile.

use molniya::store::StoreUrl;
use molniya::{
    Audience, Broadcast, BroadcastError, BroadcastState, Broadcasts, Chat, HandlerError, OptOut,
    Reply, Report, Router, Text, say, text,
};
use molniya_emulator::Fault;
use molniya_emulator::testkit::{Person, Telegram};

use crate::promises_kit::{Bot, Home, crowd, said, until};

/// More than one page.
const PEOPLE: usize = 70;

async fn talk(Text(text): Text, chat: Chat, broadcasts: Broadcasts) -> Result<Reply, HandlerError> {
    Ok(match &*text {
        "no news" => say("ok").put(&OptOut { chat: chat.id }),
        "preview" => Reply::new().preview(&Broadcast::new("news")),
        "send" => {
            broadcasts.start("spring", Broadcast::new("news")).await?;
            say("sending")
        }
        _ => say("ok"),
    })
}

fn start(home: &Home, telegram: &Telegram) -> (Bot, Broadcasts) {
    let router = Router::new().on(text(), talk).records::<OptOut>();
    let mut settings = home.settings(telegram);
    settings.broadcast_rate = 200;
    let bot = molniya::Bot::new(settings, router, ());
    let broadcasts = bot.broadcasts();
    (Bot::serve(bot), broadcasts)
}

async fn everybody_says_hello(people: &[Person]) {
    for person in people {
        person.say("hello").await;
    }
    for person in people {
        person.expect("ok").await;
    }
}

async fn done(broadcasts: &Broadcasts, name: &str) -> Report {
    let is_done = async || broadcasts.report(name).await.unwrap().state == BroadcastState::Done;
    until("the broadcast is done", is_done).await;
    broadcasts.report(name).await.unwrap()
}

async fn news(telegram: &Telegram, person: &Person) -> usize {
    said(telegram, person).await.iter().filter(|text| *text == "news").count()
}

#[tokio::test]
async fn everybody_is_written_to_once_without_those_who_do_not_want_or_cannot() {
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let people = crowd(&telegram, PEOPLE).await;
        let (bot, broadcasts) = start(&home, &telegram);
        everybody_says_hello(&people).await;
        people[3].say("no news").await;
        people[3].expect("ok").await;
        let blocked = Fault::error("sendMessage", 403, "Forbidden: bot was blocked by the user");
        telegram.fault(blocked.in_chat(people[65].chat_id())).await;
        people[0].say("preview").await;
        people[0].expect("news").await;
        people[0].say("send").await;
        people[0].expect("sending").await;
        let report = done(&broadcasts, "spring").await;
        let counts = (report.sent, report.blocked, report.failed, report.waiting, report.left);
        assert_eq!(counts, (PEOPLE as u64 - 2, 1, 0, 0, 0));
        for (n, person) in people.iter().enumerate() {
            let expected = match n {
                0 => 2, // the preview, too
                3 | 65 => 0,
                _ => 1,
            };
            assert_eq!(news(&telegram, person).await, expected, "person {n}");
        }
        let again = broadcasts.start("spring", Broadcast::new("news")).await;
        assert_eq!(again, Err(BroadcastError::Exists));

        // Whoever cannot be reached is left out from the next one on, and speaks no Klingon either.
        let next = Broadcast::new("more").to(Audience::everybody());
        let report = broadcasts.start("summer", next).await.unwrap();
        // Some may have left already.
        assert_eq!(report.left + report.waiting + report.sent, PEOPLE as u64 - 2);
        let none = Broadcast::new("more").to(Audience::everybody().speaking("tlh"));
        assert_eq!(broadcasts.start("autumn", none).await.unwrap().left, 0);
        for name in ["summer", "autumn"] {
            done(&broadcasts, name).await;
        }
        assert_eq!(broadcasts.report("summer").await.unwrap().sent, PEOPLE as u64 - 2);
        bot.stop().await;
        if matches!(home.settings(&telegram).store_url, StoreUrl::Sqlite(_)) {
            let kept = home.outbox(&telegram).await;
            assert!(kept.is_empty(), "what is counted is not listed as dead: {kept:?}");
        }
    }
}

#[tokio::test]
async fn a_kill_in_the_middle_loses_nobody_and_doubles_only_what_was_on_the_wire() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let people = crowd(&telegram, PEOPLE).await;
    let (bot, broadcasts) = start(&home, &telegram);
    everybody_says_hello(&people).await;
    broadcasts.start("spring", Broadcast::new("news")).await.unwrap();
    let (mut bot, mut unknown) = (bot, 0);
    for goal in [10, 40, 63] {
        until("some have it", async || telegram.ledger().await.entries.len() >= PEOPLE + goal)
            .await;
        unknown += bot.kill().await.lines("unknown").len();
        bot = start(&home, &telegram).0;
    }
    unknown += bot.stop().await.lines("unknown").len();
    let (bot, broadcasts) = start(&home, &telegram);
    let report = done(&broadcasts, "spring").await;
    unknown += bot.stop().await.lines("unknown").len();
    let mut doubled = 0;
    for (n, person) in people.iter().enumerate() {
        let got = news(&telegram, person).await;
        assert!(got >= 1, "person {n} was forgotten");
        doubled += got - 1;
    }
    assert!(doubled <= unknown, "{doubled} doubled, {unknown} unknown");
    assert_eq!(report.sent, PEOPLE as u64);
}

#[tokio::test]
async fn a_broadcast_is_paused_resumed_and_stopped() {
    let [home, _] = Home::each();
    let telegram = Telegram::start().await;
    let people = crowd(&telegram, PEOPLE).await;
    let (bot, broadcasts) = start(&home, &telegram);
    everybody_says_hello(&people).await;
    assert_eq!(broadcasts.pause("spring").await, Err(BroadcastError::Unknown));
    assert_eq!(broadcasts.start("a b", Broadcast::new("x")).await, Err(BroadcastError::Name));
    broadcasts.start("spring", Broadcast::new("news")).await.unwrap();
    assert_eq!(broadcasts.pause("spring").await.unwrap().state, BroadcastState::Paused);
    until("the page has left", async || broadcasts.report("spring").await.unwrap().waiting == 0)
        .await;
    let report = broadcasts.report("spring").await.unwrap();
    assert!(report.left >= 10, "only a page may leave: {report:?}");
    broadcasts.resume("spring").await.unwrap();
    assert_eq!(done(&broadcasts, "spring").await.sent, PEOPLE as u64);
    assert_eq!(broadcasts.stop("spring").await, Err(BroadcastError::Over));
    bot.stop().await;
}
