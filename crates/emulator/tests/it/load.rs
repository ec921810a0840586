//! Virtual people, and what is counted of them.

use std::time::Duration;

use molniya_emulator::Fault;
use molniya_emulator::load::{self, LoadError, Pace, Plan, Report, Until};
use molniya_emulator::script::{Script, Stage};
use molniya_emulator::testkit::Telegram;

use crate::bot::Bot;
use crate::script::puppet;

/// Two answers to one thing that everybody says.
const TALK: &str = r#"
Ann: sendMessage {"text": "one $person"}
   | sendMessage {"text": "two"}
  bot: one $person
  bot: two
"#;

/// Longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(20);

async fn load(talk: &str, plan: &Plan, fault: Option<Fault>) -> Report {
    let script = Script::parse("x.talk", talk).unwrap();
    let telegram = Telegram::start().await.allow_violations();
    let bot = puppet(Bot::of(&telegram).await);
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    stage.fetched(PATIENCE).await.unwrap();
    if let Some(fault) = fault {
        telegram.fault(fault).await;
    }
    let report = load::run(&stage, &script, plan).await.unwrap();
    bot.abort();
    telegram.stop().await;
    report
}

#[tokio::test]
async fn people_walk_again_and_again() {
    let plan = Plan { people: 5, until: Until::Walks(23), patience: PATIENCE, ..Plan::default() };
    let report = load(TALK, &plan, None).await;
    assert_eq!((report.walks, report.failed, report.unfinished), (23, 0, 0), "{report}");
    let counted: Vec<(usize, u64)> =
        report.steps.iter().map(|step| (step.line, step.count)).collect();
    assert_eq!((counted, report.all.count), (vec![(4, 23), (5, 23)], 46));
    // Nobody hears the answer of somebody else, so all of the first people are there.
    assert!(
        report.steps.iter().all(|step| step.p50_ms <= step.p99_ms && step.p99_ms <= step.max_ms)
    );
    let shown = report.to_string();
    assert!(
        shown.contains("23 walks as written") && shown.contains("  bot: one $person"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_bot_that_stalls_once_cannot_hide_who_waited() {
    // Walks are meant to begin within 200 ms, and the first answer comes after a second, from a bot that does one thing
    // after the other. So every single one waits at least 800 ms, however fast the machine is.
    let stall = Fault::delay("sendMessage", Duration::from_secs(1));
    let pace = Pace::Open { rate: 100.0 };
    let until = Until::Walks(20);
    let plan = Plan { people: 3, pace, until, patience: PATIENCE };
    let report = load(TALK, &plan, Some(stall)).await;
    assert_eq!((report.walks, report.failed), (20, 0), "{report}");
    assert!(report.steps[0].p50_ms >= 800.0, "{report}");

    // A closed loop cannot tell: the others begin when the bot is quick again.
    let stall = Fault::delay("sendMessage", Duration::from_secs(1));
    let plan = Plan { people: 1, pace: Pace::Closed { think: Duration::ZERO }, ..plan };
    let report = load(TALK, &plan, Some(stall)).await;
    assert!(report.steps[0].p50_ms < report.steps[0].max_ms, "{report}");
}

#[tokio::test]
async fn what_goes_otherwise_is_counted_by_line() {
    let talk = r#"
Ann: sendMessage {"text": "one"}
  bot: one
Ann: sendMessage {"text": "two"}
  bot: three
"#;
    let plan = Plan { people: 2, until: Until::Walks(6), patience: PATIENCE, ..Plan::default() };
    let report = load(talk, &plan, None).await;
    assert_eq!((report.walks, report.failed, report.unfinished), (0, 6, 0), "{report}");
    let [trouble] = report.troubles.as_slice() else { panic!("{report}") };
    assert_eq!((trouble.line, trouble.reason, trouble.count), (5, "differs", 6));
    assert!(trouble.first.contains("\n-   bot: three\n+   bot: two"), "{}", trouble.first);
}

#[tokio::test]
async fn a_time_ends_it_although_the_bot_does_not_answer() {
    let until = Until::Time(Duration::from_millis(50));
    let plan = Plan { people: 2, until, patience: Duration::from_millis(20), ..Plan::default() };
    let report = load("Ann: hello\n  bot: Hello!", &plan, None).await;
    assert_eq!(report.walks, 0);
    assert!(report.failed + report.unfinished >= 2, "{report}");
    assert_eq!(report.troubles[0].reason, "nothing");
}

#[tokio::test]
async fn a_senseless_plan_is_refused() {
    let script = Script::parse("x.talk", "Ann: hello").unwrap();
    let telegram = Telegram::start().await;
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    let plans = [
        Plan { people: 0, ..Plan::default() },
        Plan { people: load::MAX_PEOPLE + 1, ..Plan::default() },
        Plan { pace: Pace::Open { rate: 0.0 }, ..Plan::default() },
        Plan { pace: Pace::Open { rate: f64::NAN }, ..Plan::default() },
    ];
    for plan in plans {
        let refused = load::run(&stage, &script, &plan).await;
        assert!(matches!(refused, Err(LoadError::Plan(_))), "{plan:?}");
    }
    telegram.stop().await;
}
