//! The yardstick: the order dialogue as a careful programmer writes it by hand for this one bot.
//!
//! No framework, no disk: sessions live in a map and die with the process. It does what a small bot does (confirms
//! updates by the offset, reads what it needs of them and no more, keeps connections, looks at `ok` of every answer)
//! and leaves out what makes a bot safe: nothing is stored, repeated, limited or kept in order, and one malformed update
//! loses its batch. It knows nothing of the crates of this project.

mod client;
mod dialogue;
mod shop;
mod wire;

use std::collections::HashMap;
use std::env;
use std::sync::Arc;
use std::time::Duration;

use crate::client::{Client, Failure};
use crate::dialogue::{Answer, Session};
use crate::shop::Shop;
use crate::wire::{Accepted, Input, Updates};

/// Seconds a poll waits at the server.
const POLL_TIMEOUT: u64 = 25;
/// How long to wait before a failed poll is repeated.
const POLL_PAUSE: Duration = Duration::from_secs(1);

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let token = env::var("BOT_TOKEN").map_err(|_| "BOT_TOKEN is not set")?;
    let server = env::var("BOT_API_URL").map_err(|_| "BOT_API_URL is not set")?;
    let client = Arc::new(Client::new(&server, &token)?);
    call(&client, "getMe", Vec::new()).await?;
    let commands = r#"{"commands":[{"command":"start","description":"Show the menu"}]}"#;
    call(&client, "setMyCommands", commands.into()).await?;

    let mut bot = Bot { shop: Shop::new()?, sessions: HashMap::new(), orders: 0 };
    let mut offset = 0;
    loop {
        match poll(&client, &mut bot, offset).await {
            Ok(next) => offset = next,
            Err(error) => {
                eprintln!("getUpdates: {error}");
                tokio::time::sleep(POLL_PAUSE).await;
            }
        }
    }
}

/// All there is to remember.
struct Bot {
    shop: Shop,
    /// By chat and person.
    sessions: HashMap<(i64, i64), Session>,
    /// Orders placed so far.
    orders: u64,
}

/// Takes one batch: answers leave in tasks of their own, so that the next poll need not wait for them.
async fn poll(client: &Arc<Client>, bot: &mut Bot, offset: i64) -> Result<i64, Failure> {
    let body = format!(
        r#"{{"offset":{offset},"timeout":{POLL_TIMEOUT},"allowed_updates":["message","callback_query"]}}"#
    );
    let json = client.call("getUpdates", body.into()).await?;
    let updates: Updates<'_> = serde_json::from_slice(&json)?;
    if !updates.ok {
        return Err(updates.description.unwrap_or_default().into());
    }
    let mut next = offset;
    for update in &updates.result {
        next = update.update_id + 1;
        let Some(input) = Input::of(update) else { continue };
        let session = bot.sessions.entry((input.chat, input.person)).or_default();
        let answer = dialogue::answer(&bot.shop, session, &mut bot.orders, &input)?;
        tokio::spawn(send(client.clone(), answer));
    }
    Ok(next)
}

/// Makes the calls of one update, both at once.
async fn send(client: Arc<Client>, answer: Answer) {
    let Answer { message: (method, body), query } = answer;
    let message = call(&client, method, body);
    let done = match query {
        None => message.await,
        Some(query) => {
            let (message, query) =
                tokio::join!(message, call(&client, "answerCallbackQuery", query));
            message.and(query)
        }
    };
    if let Err(error) = done {
        eprintln!("{error}");
    }
}

/// Makes a call of whose answer only the success matters.
async fn call(client: &Client, method: &'static str, body: Vec<u8>) -> Result<(), Failure> {
    let json = client.call(method, body).await?;
    let accepted: Accepted<'_> = serde_json::from_slice(&json)?;
    if accepted.ok {
        return Ok(());
    }
    let why = accepted.description.unwrap_or_default();
    Err(format!("{method}: {why}").into())
}
