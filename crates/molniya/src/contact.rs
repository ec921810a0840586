//! What is asked of Telegram once, at the start: who the bot is, whether a webhook is set, the menu of
//! commands. It knows nothing of updates.

use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::{CallError, Client, RawResult};
use serde::Deserialize;

use crate::router::Table;
use crate::shutdown::Shutdown;
use crate::source::{Backoff, SourceError};
use crate::telemetry;

/// How long one question may take.
const DEADLINE: Duration = Duration::from_secs(10);
/// First and longest wait before it is asked again.
const RETRY: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));
/// How often a menu is tried before the bot does without.
const MENU_TRIES: u32 = 20;

/// Who the bot is.
#[derive(Debug, Deserialize)]
pub(crate) struct Me {
    /// Its name behind the `@`.
    pub(crate) username: Option<String>,
}

/// Asks until Telegram answers. `None`: told to stop before it did.
///
/// # Errors
/// What asking again does not mend: a refused token, a webhook that is set (unless it may be
/// removed).
pub(crate) async fn reach(
    client: &Client,
    take_over: bool,
    stop: &Shutdown,
) -> Result<Option<Me>, SourceError> {
    let mut retry = Backoff::new(RETRY);
    loop {
        let error = match introduce(client, take_over).await {
            Ok(introduced) => return introduced.map(Some),
            Err(error) if error.is_unauthorized() || is_unknown(&error) => {
                return Err(SourceError::Unauthorized(error.to_string()));
            }
            Err(error) => error,
        };
        let wait = retry.next();
        telemetry::source_failed(&error, wait);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = stop.requested() => return Ok(None),
        }
    }
}

/// A server that does not know the token may also say that there is no such path.
fn is_unknown(error: &CallError) -> bool {
    matches!(error, CallError::Refused { code: 404, .. })
}

async fn introduce(client: &Client, take_over: bool) -> Result<Result<Me, SourceError>, CallError> {
    #[derive(Deserialize)]
    struct Webhook {
        url: String,
    }
    let (me, webhook) = tokio::join!(ask(client, "getMe"), ask(client, "getWebhookInfo"));
    let me: Me = read(&me?)?;
    let webhook: Webhook = read(&webhook?)?;
    if !webhook.url.is_empty() {
        if !take_over {
            return Ok(Err(SourceError::WebhookActive));
        }
        ask(client, "deleteWebhook").await?;
    }
    Ok(Ok(me))
}

async fn ask(client: &Client, method: &str) -> Result<RawResult, CallError> {
    client.call_raw(method, Bytes::from_static(b"{}"), DEADLINE).await
}

fn read<'a, T: Deserialize<'a>>(answer: &'a RawResult) -> Result<T, CallError> {
    serde_json::from_str(answer.get()).map_err(|error| CallError::malformed(&error))
}

/// Parameters of setMyCommands: the menu for everybody, and one for each language.
pub(crate) fn command_menus<S: Send + Sync + 'static>(table: &Table<S>) -> Vec<Bytes> {
    #[derive(serde::Serialize)]
    struct Menu {
        commands: Vec<Line>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language_code: Option<&'static str>,
    }
    #[derive(serde::Serialize)]
    struct Line {
        command: &'static str,
        description: &'static str,
    }
    let languages = table.command_languages().into_iter().map(Some);
    let menus = std::iter::once(None).chain(languages).map(|language_code| {
        let lines = table.bot_commands(language_code).into_iter();
        let commands = lines.map(|(command, description)| Line { command, description }).collect();
        Menu { commands, language_code }
    });
    menus
        .filter(|menu| !menu.commands.is_empty())
        .filter_map(|menu| serde_json::to_vec(&menu).ok().map(Bytes::from))
        .collect()
}

/// Shows the commands in Telegram's menu. The bot works without it, so it gives up some time.
pub(crate) async fn publish_commands(client: Client, menus: Vec<Bytes>) {
    for menu in menus {
        let mut retry = Backoff::new(RETRY);
        for _ in 0..MENU_TRIES {
            let error = match client.call_raw("setMyCommands", menu.clone(), DEADLINE).await {
                Ok(_) => break,
                Err(error) => error,
            };
            telemetry::menu_failed(&error);
            match error {
                CallError::FloodWait { retry_after } => tokio::time::sleep(retry_after).await,
                CallError::Refused { .. } => break,
                _ => tokio::time::sleep(retry.next()).await,
            }
        }
    }
}
