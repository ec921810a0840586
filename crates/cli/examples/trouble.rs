//! The order bot, with handlers that fail, panic, wait and disturb each other when somebody asks for it. For tests of the
//! program from outside, which start it as a process.
//!
//! `TROUBLE` names a folder for what has gone wrong once and is to go well the next time.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use molniya::{
    Answer, Cx, FromUpdate, HandlerError, IntoAnswer, Next, Record, Records, Settings, Shutdown,
    Text, say,
};
use molniya_orderbot::Shop;
use serde::{Deserialize, Serialize};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How long a handler waits that waits for long, one that waits once, and one that waits for a while.
const WAITS: [Duration; 3] =
    [Duration::from_secs(60), Duration::from_secs(30), Duration::from_secs(3)];
/// Longer than any of them.
const DEADLINE: Duration = Duration::from_secs(90);
/// Between reading and writing what everybody changes.
const THINKS: Duration = Duration::from_millis(30);

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let served = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(serve()));
    if let Err(error) = served {
        eprintln!("trouble: {error}");
        std::process::exit(1);
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::from_env()?;
    let filter = Targets::new().with_target("molniya", LevelFilter::from(settings.log));
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(std::io::stderr);
    tracing_subscriber::registry().with(lines).with(filter).init();
    let marks = PathBuf::from(std::env::var("TROUBLE").unwrap_or_default());
    let trouble = move |cx: Cx<Shop>, next: Next| {
        let marks = marks.clone();
        async move { trouble(&cx, next, &marks).await }
    };
    let router = molniya_orderbot::router().records::<Counter>().deadline(DEADLINE).layer(trouble);
    let stop = Shutdown::on_signals()?;
    Ok(molniya::run(settings, router, Shop::load(None)?, stop).await?)
}

/// What everybody changes.
#[derive(Serialize, Deserialize)]
struct Counter {
    count: u64,
}

impl Record for Counter {
    const COLLECTION: &'static str = "counters";
    fn id(&self) -> String {
        "all".to_owned()
    }
}

async fn trouble(cx: &Cx<Shop>, next: Next, marks: &Path) -> Result<Answer, HandlerError> {
    let Ok(Some(Text(text))) = Option::<Text>::from_update(cx) else { return next.run().await };
    let (word, rest) = text.split_once(' ').unwrap_or((&text, ""));
    match word {
        "echo" => {}
        "fail" if is_first(cx, marks) => return Err(HandlerError::Failed("as asked".into())),
        "hold" if is_first(cx, marks) => tokio::time::sleep(WAITS[1]).await,
        "fail" | "hold" => {}
        "panic" => panic!("as asked"),
        "wait" => tokio::time::sleep(WAITS[0]).await,
        "pause" => tokio::time::sleep(WAITS[2]).await,
        "count" => return count(cx, rest).await,
        _ => return next.run().await,
    }
    say(rest).into_answer()
}

async fn count(cx: &Cx<Shop>, rest: &str) -> Result<Answer, HandlerError> {
    let Ok(records) = Records::from_update(cx) else {
        return Err(HandlerError::Failed("no records".into()));
    };
    let mut counter = records.get::<Counter>("all").await?.unwrap_or(Counter { count: 0 });
    tokio::time::sleep(THINKS).await;
    counter.count += 1;
    say(rest).put(&counter).into_answer()
}

/// Whether nothing was noted of this update yet, not by an earlier process either. It is now.
fn is_first(cx: &Cx<Shop>, marks: &Path) -> bool {
    File::create_new(marks.join(format!("trouble-{}", cx.envelope().update_id))).is_ok()
}
