//! The methods of the Bot API that the dialogue needs, each with its parameters in a JSON body.

use std::cell::RefCell;
use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::time::{Instant, timeout, timeout_at};

use crate::people::World;
use molniya_bench::json::{Card, ME, bot_message};

/// Parameters of all methods; a method looks at its own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Params<'a> {
    offset: i64,
    limit: Option<usize>,
    timeout: u64,
    chat_id: i64,
    message_id: i64,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    reply_markup: Option<&'a RawValue>,
    callback_query_id: &'a str,
}

/// Answers one call: writes the body of the response and gives its status.
pub(crate) async fn answer(
    world: &RefCell<World>,
    method: &str,
    body: &[u8],
    out: &mut Vec<u8>,
) -> u16 {
    let params = match serde_json::from_slice(if body.is_empty() { b"{}" } else { body }) {
        Ok(params) => params,
        Err(error) => return refuse(world, out, 400, &format!("Bad Request: {method}: {error}")),
    };
    if method == "getUpdates" {
        return get_updates(world, &params, out).await;
    }
    out.extend_from_slice(br#"{"ok":true,"result":"#);
    let done = call(&mut world.borrow_mut(), method, &params, out);
    if let Err((status, error)) = done {
        out.clear();
        return refuse(world, out, status, &error);
    }
    out.push(b'}');
    200
}

fn call(
    world: &mut World,
    method: &str,
    params: &Params<'_>,
    out: &mut Vec<u8>,
) -> Result<(), (u16, String)> {
    let bad = |what: &str| (400, format!("Bad Request: {what}"));
    let markup = params.reply_markup.map(RawValue::get);
    let text = params.text.map(RawValue::get);
    match method {
        "getMe" => out.extend_from_slice(ME.as_bytes()),
        "getWebhookInfo" => out.extend_from_slice(
            br#"{"url":"","has_custom_certificate":false,"pending_update_count":0}"#,
        ),
        "deleteWebhook" | "setMyCommands" | "sendChatAction" => out.extend_from_slice(b"true"),
        "answerCallbackQuery" => {
            if !world.answered(params.callback_query_id) {
                return Err(bad(
                    "query is too old and response timeout expired or query ID is invalid",
                ));
            }
            out.extend_from_slice(b"true");
        }
        "sendMessage" => {
            let text = text.ok_or_else(|| bad("message text is empty"))?;
            let index = world.person_of(params.chat_id).ok_or_else(|| bad("chat not found"))?;
            let card = world.sent(index, text, markup);
            bot_message(out, params.chat_id, &card, false);
        }
        "editMessageText" | "editMessageReplyMarkup" => {
            let index = world.person_of(params.chat_id).ok_or_else(|| bad("chat not found"))?;
            let card: Option<Card> = world.edited(index, params.message_id, text, markup);
            let card = card.ok_or_else(|| bad("message to edit not found"))?;
            bot_message(out, params.chat_id, &card, true);
        }
        _ => return Err((404, format!("Not Found: {method}"))),
    }
    Ok(())
}

/// Every refusal is an error of the run: the people do nothing that could bring one about.
fn refuse(world: &RefCell<World>, out: &mut Vec<u8>, status: u16, description: &str) -> u16 {
    world.borrow_mut().error(|| description.to_owned());
    let description = serde_json::Value::from(description);
    out.extend_from_slice(
        format!(r#"{{"ok":false,"error_code":{status},"description":{description}}}"#).as_bytes(),
    );
    status
}

/// Answers as soon as there is an update, or at the timeout.
async fn get_updates(world: &RefCell<World>, params: &Params<'_>, out: &mut Vec<u8>) -> u16 {
    let limit = params.limit.unwrap_or(100).clamp(1, 100);
    let until = Instant::now() + Duration::from_secs(params.timeout.min(50));
    out.extend_from_slice(br#"{"ok":true,"result":"#);
    let head = out.len();
    loop {
        out.truncate(head);
        if world.borrow_mut().poll(params.offset, limit, out) || Instant::now() >= until {
            break;
        }
        park(world, until).await;
    }
    out.push(b'}');
    200
}

/// Waits for an update, and for the ones right behind it if the server gathers.
async fn park(world: &RefCell<World>, until: Instant) {
    let (arrived, gather) = {
        let mut world = world.borrow_mut();
        if std::mem::replace(&mut world.polling, true) {
            world.error(|| "a second getUpdates while one waits".to_owned());
        }
        world.parked.notify_one();
        (world.arrived.clone(), world.gather)
    };
    let woken = timeout_at(until, arrived.notified()).await.is_ok();
    if woken && gather {
        let most = Instant::now() + Duration::from_millis(2);
        let silence = Duration::from_millis(1);
        while Instant::now() < most && timeout(silence, arrived.notified()).await.is_ok() {}
    }
    world.borrow_mut().polling = false;
}
