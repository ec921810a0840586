//! A start with much left to do: how long until the first poll waits, and how much memory that takes.
//!
//! What an earlier process left is written through the library, as only the program itself writes a store.

use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use molniya::botapi::{ChatId, UserId};
use molniya::store::{
    Entry, EntryId, EntryState, Epoch, Journaled, LaneKey, Op, OpenOptions, OutboxRow, Scope, Seq,
    Shard, StoreUrl, Time, Unit, UnitId, open,
};
use molniya::{Class, Policy};
use molniya_bench::Event;

use crate::bot::{Bot, TOKEN};
use crate::process::{Failure, Stub};

/// Rows written at once.
const PAGE: usize = 1_000;
/// The first chat and the first update of those that are left.
const FIRST: i64 = 600_000_000;
/// How long the bot works before its memory is read.
const WORK: Duration = Duration::from_secs(10);

/// One line with the figures of one start with so many updates and so many calls.
pub(crate) fn measure(updates: usize, calls: usize, directory: &Path) -> Result<String, Failure> {
    let data = tempfile::tempdir_in(directory)?;
    let (mut stub, port) = Stub::start(&["--people=1".to_owned()])?;
    let path = data.path().join("bot.db");
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(fill(&path, port, updates, calls))?;
    let size = path.metadata()?.len() >> 20;
    let begun = Instant::now();
    let mut bot = Bot::Sqlite.start(port, data.path())?;
    if let Err(error) = stub.expect(|event| *event == Event::Parked) {
        return Err(format!("{error}; the bot says: {}", bot.last_words()).into());
    }
    let start = begun.elapsed();
    let used = bot.cpu()?.total();
    let parked = bot.peak_kib()? >> 10;
    sleep(WORK);
    let peak = bot.peak_kib()? >> 10;
    Ok(format!(
        "{updates} updates and {calls} calls pending ({size} MiB): the first poll waits after {:.0} ms \
         (processors: {:.0} ms) with {parked} MiB; at most {peak} MiB in {} s",
        start.as_secs_f64() * 1e3,
        used.as_secs_f64() * 1e3,
        WORK.as_secs()
    ))
}

/// Writes so many updates and so many calls, each of a chat of its own.
async fn fill(path: &Path, port: u16, updates: usize, calls: usize) -> Result<(), Failure> {
    let bot: i64 = TOKEN.split(':').next().unwrap_or_default().parse()?;
    let scope = Scope::new(UserId(bot), &format!("http://127.0.0.1:{port}"));
    let options = OpenOptions { scope, collections: Vec::new() };
    let store = open(&StoreUrl::Sqlite(path.into()), options)?;
    for first in (0..updates.max(calls)).step_by(PAGE) {
        let numbers = |count: usize| (first..count.min(first + PAGE)).map(|n| n as i64);
        let journal = numbers(updates).map(|n| Op::Journal(update(n)));
        let ops = journal.chain(numbers(calls).map(|n| Op::Append(row(n)))).collect();
        let unit = Unit {
            id: UnitId::Plain,
            fence: (Shard(0), Epoch(0)),
            reads: Vec::new(),
            ops,
            durable: false,
        };
        store.apply(Arc::new(vec![unit])).await?;
    }
    Ok(())
}

fn update(n: i64) -> Journaled {
    let (id, chat) = (FIRST + n, FIRST + n);
    let person = format!(
        r#""id":{chat},"is_bot":false,"first_name":"Анна","last_name":"Петрова","username":"anna{n}","language_code":"ru""#
    );
    let raw = format!(
        r#"{{"update_id":{id},"message":{{"message_id":17,"from":{{{person}}},"chat":{{"id":{chat},"first_name":"Анна","last_name":"Петрова","username":"anna{n}","type":"private"}},"date":1790000000,"text":"ул. Пушкина, д. {n}, кв. 12"}}}}"#
    );
    let lane = LaneKey { chat, user: chat, topic: 0 };
    Journaled { update: id, lane, attempt: 0, raw: raw.into() }
}

fn row(n: i64) -> OutboxRow {
    let seq = Seq(n.unsigned_abs() + 1);
    let call = Entry {
        id: EntryId { seq, n: 0 },
        chat: Some(ChatId(FIRST + n)),
        method: "sendMessage".into(),
        params: format!(
            r#"{{"text":"Ваш заказ № {n} принят. Мы позвоним, когда он будет готов."}}"#
        )
        .into(),
        files: None,
        class: Class::Reply,
        policy: Policy::AtLeastOnce,
        handle: None,
        expires: None,
        at: Time(0),
        edits: None,
        job: None,
        state: EntryState::Queued { not_before: Time(0) },
    };
    OutboxRow { seq, entries: vec![call] }
}
