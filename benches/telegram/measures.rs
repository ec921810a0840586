//! What is measured, one figure after the other, each at a new process.

use std::ops::Range;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::server::{Address, Failure, Server, result};
use crate::wire::Line;

/// Connections on which people are made, and on which a long chat is written.
const MAKERS: usize = 16;
/// Messages by whose cost the beginning and the end of a chat are compared.
const WINDOW: usize = 10_000;

/// A line of the table.
fn row(what: &str, figure: impl std::fmt::Display) {
    println!("| {what} | {figure} |");
}

fn kib_each(before: u64, after: u64, count: usize) -> String {
    let each = after.saturating_sub(before) as f64 / count.max(1) as f64;
    format!("{each:.2} KiB")
}

/// Sends from many connections at once, as fast as answers come.
pub(crate) async fn sending(connections: usize, seconds: f64) -> Result<(), Failure> {
    let server = Server::start(1)?;
    let address = server.first();
    let mut page = Line::open(&address.page).await?;
    let mut senders = JoinSet::new();
    let mut lines = Vec::with_capacity(connections);
    for _ in 0..connections {
        lines.push((Line::open(&address.api).await?, address.person(&mut page).await?));
    }
    let (before, begun) = (server.cpu()?, Instant::now());
    let until = begun + Duration::from_secs_f64(seconds);
    for (line, chat) in lines {
        senders.spawn(send_until(line, address.method("sendMessage"), chat, until));
    }
    let mut took: Vec<Duration> = Vec::new();
    while let Some(sent) = senders.join_next().await {
        took.extend(sent??);
    }
    let (elapsed, used) = (begun.elapsed(), server.cpu()? - before);
    took.sort_unstable();
    let at = |part: f64| took.get((took.len() as f64 * part) as usize).copied().unwrap_or_default();
    let of = format!("{connections} connections");
    let rate = took.len() as f64 / elapsed.as_secs_f64();
    row(&format!("sendMessage per second, {of}"), format!("{rate:.0}"));
    let cost = used.as_secs_f64() * 1e6 / took.len().max(1) as f64;
    row("processor time of the server for each", format!("{cost:.1} µs"));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let spread = format!("{:.2} ms, {:.2} ms", ms(at(0.5)), ms(at(0.99)));
    row(&format!("sendMessage, p50 and p99, {of}"), spread);
    Ok(())
}

/// Sends into one chat until then; gives how long each message took.
async fn send_until(
    mut line: Line,
    path: String,
    chat: i64,
    until: Instant,
) -> Result<Vec<Duration>, Failure> {
    let mut took = Vec::new();
    while Instant::now() < until {
        took.push(send(&mut line, &path, chat, took.len()).await?);
    }
    Ok(took)
}

/// Sends one message; gives how long that took.
async fn send(line: &mut Line, path: &str, chat: i64, n: usize) -> Result<Duration, Failure> {
    let body = json!({ "chat_id": chat, "text": format!("Message {n} of the bot.") });
    let begun = Instant::now();
    let sent = line.post(path, &body).await?;
    let took = begun.elapsed();
    result(sent)?;
    Ok(took)
}

/// Polls that wait. One poll waits for one bot, so there are as many bots, at one local Telegram.
pub(crate) async fn polls(count: usize) -> Result<(), Failure> {
    let server = Server::start(1)?;
    let address = server.first();
    let mut page = Line::open(&address.page).await?;
    let mut tokens = vec![address.token.clone()];
    let first = park(address, &mut page, &tokens).await?;
    let before = server.resident_kib().await?;
    drop(first);
    for _ in 1..count {
        let bot = page.post("/bots", &json!({})).await?;
        tokens.push(bot["token"].as_str().ok_or("a bot has no token")?.to_owned());
    }
    let parked = park(address, &mut page, &tokens).await?;
    let after = server.resident_kib().await?;
    let each = kib_each(before, after, count - 1);
    row(
        &format!("memory of a bot with a waiting poll, {count} of them at one local Telegram"),
        each,
    );
    drop(parked);
    Ok(())
}

/// Lets a poll wait for each bot; gives the connections.
async fn park(address: &Address, page: &mut Line, tokens: &[String]) -> Result<Vec<Line>, Failure> {
    let mut parked = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut line = Line::open(&address.api).await?;
        // An offset of its own, so that it is not held for a call that is made twice.
        let offset = parked.len() + tokens.len();
        let poll = format!(r#"{{"timeout": 50, "offset": -{offset}}}"#);
        line.send("POST", &format!("/bot{token}/getUpdates"), &poll).await?;
        parked.push(line);
    }
    for token in tokens {
        let id = token.split(':').next().unwrap_or_default();
        let queue = format!("/queue?bot={id}");
        while page.get(&queue).await?["fetched_by"] != "poll" {
            tokio::task::yield_now().await;
        }
    }
    Ok(parked)
}

/// Streams of events that wait, as the page and tests hold them, and how soon all of them know of something.
pub(crate) async fn watchers(count: usize) -> Result<(), Failure> {
    let server = Server::start(1)?;
    let mut page = Line::open(&server.first().page).await?;
    let before = server.resident_kib().await?;
    let mut streams = Vec::with_capacity(count);
    for _ in 0..count {
        let mut stream = Line::open(&server.first().page).await?;
        stream.send("GET", "/events", "").await?;
        stream.read_past("\r\n\r\n").await?;
        streams.push(stream);
    }
    let after = server.resident_kib().await?;
    row(
        &format!("memory of a waiting stream of events, {count} of them"),
        kib_each(before, after, count),
    );
    let begun = Instant::now();
    page.post("/people", &json!({ "name": "Ann" })).await?;
    for stream in &mut streams {
        stream.read_past("event: person").await?;
    }
    let took = begun.elapsed().as_secs_f64() * 1e3;
    row("until all of them know of an event", format!("{took:.0} ms"));
    Ok(())
}

/// Private chats in which nothing was written.
pub(crate) async fn chats(numbers: &[usize]) -> Result<(), Failure> {
    let server = Server::start(1)?;
    let mut made = 0;
    let mut before = server.resident_kib().await?;
    for &number in numbers {
        let more = number.saturating_sub(made);
        make_people(server.first(), more).await?;
        let after = server.resident_kib().await?;
        let what = format!("memory of an idle chat, from {made} to {number}");
        row(&what, kib_each(before, after, more));
        (made, before) = (number, after);
    }
    Ok(())
}

async fn make_people(address: &Address, count: usize) -> Result<(), Failure> {
    let mut makers = JoinSet::new();
    for maker in 0..MAKERS {
        let share = count / MAKERS + usize::from(maker < count % MAKERS);
        let mut page = Line::open(&address.page).await?;
        makers.spawn(async move {
            for n in 0..share {
                page.post("/people", &json!({ "name": format!("Person {maker}-{n}") })).await?;
            }
            Ok::<(), Failure>(())
        });
    }
    while let Some(made) = makers.join_next().await {
        made??;
    }
    Ok(())
}

/// Sends these messages into one chat on all connections at once, and gives the connections back.
async fn send_all(
    lines: Vec<Line>,
    path: &str,
    chat: i64,
    part: Range<usize>,
) -> Result<Vec<Line>, Failure> {
    let (mut senders, step) = (JoinSet::new(), lines.len());
    for (first, mut line) in lines.into_iter().enumerate() {
        let (path, numbers) = (path.to_owned(), part.clone().skip(first).step_by(step));
        senders.spawn(async move {
            for n in numbers {
                send(&mut line, &path, chat, n).await?;
            }
            Ok::<Line, Failure>(line)
        });
    }
    let mut back = Vec::with_capacity(step);
    while let Some(line) = senders.join_next().await {
        back.push(line??);
    }
    Ok(back)
}

/// Many messages in one chat.
pub(crate) async fn messages(count: usize) -> Result<(), Failure> {
    let server = Server::start(1)?;
    let address = server.first();
    let mut page = Line::open(&address.page).await?;
    let chat = address.person(&mut page).await?;
    // Enough of them that the server never sleeps: waking it up costs more than a call.
    let mut lines = Vec::with_capacity(MAKERS);
    for _ in 0..MAKERS {
        lines.push(Line::open(&address.api).await?);
    }
    let path = address.method("sendMessage");
    let window = WINDOW.min(count / 4).max(1);
    let before = server.resident_kib().await?;
    // The first ones warm up what the others find ready.
    let mut at_ends = Vec::new();
    for part in [0..window, window..2 * window, 2 * window..count - window, count - window..count] {
        let used = server.cpu()?;
        let calls = part.len().max(1) as f64;
        lines = send_all(lines, &path, chat, part).await?;
        at_ends.push((server.cpu()? - used).as_secs_f64() * 1e6 / calls);
    }
    let (first, last) = (at_ends[1], at_ends[3]);
    let after = server.resident_kib().await?;
    row(&format!("memory of a message, {count} in one chat"), kib_each(before, after, count));
    let ends = format!("{first:.1} µs, {last:.1} µs: × {:.2}", last / first);
    row(
        "processor time of the server for each, at the beginning and at the end of that chat",
        ends,
    );
    let newest = newest(&mut page, chat).await?;
    for (what, path) in [
        ("the first 1,000 messages listed", format!("/chats/{chat}/messages")),
        (
            "the last 1,000 messages listed",
            format!("/chats/{chat}/messages?after={}", newest - 1_000),
        ),
        ("a search that finds nothing", "/search?text=nowhere".to_owned()),
    ] {
        let begun = Instant::now();
        page.get(&path).await?;
        row(what, format!("{:.1} ms", begun.elapsed().as_secs_f64() * 1e3));
    }
    Ok(())
}

/// The number of the newest message of a chat.
async fn newest(page: &mut Line, chat: i64) -> Result<i64, Failure> {
    let list = page.get("/chats").await?;
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let here = list.iter().find(|one| one["id"] == chat).unwrap_or(&Value::Null);
    Ok(here["last"]["message_id"].as_i64().ok_or("the chat is empty")?)
}
