//! <https://core.telegram.org/bots/api#setwebhook>, <https://core.telegram.org/bots/api#deletewebhook> and
//! <https://core.telegram.org/bots/api#getwebhookinfo>.

use std::net::IpAddr;

use serde::Serialize;

use super::Act;
use super::Reply;
use super::updates::take_allowed;
use crate::answer::{Outcome, Refusal, Success};
use crate::bots::{Bot, BotId};
use crate::changes::{Changes, Table};
use crate::clock::Now;
use crate::params::Params;
use crate::webhook::{Place, Setting, Trust, Url, Webhook};
use crate::world::World;

/// Connections that a webhook may have, and how many it has unless it says otherwise.
const CONNECTIONS: (i64, i64, i64) = (1, 40, 100);
/// Bytes of a certificate.
const MAX_CERTIFICATE: usize = 3 << 20;
/// Characters of a secret token.
const MAX_SECRET: usize = 256;

/// A webhook that changes less than a second after another.
const TOO_FAST: u32 = 1;

/// <https://core.telegram.org/bots/api#webhookinfo>
#[derive(Serialize)]
pub(crate) struct WebhookInfo<'a> {
    url: &'a str,
    has_custom_certificate: bool,
    pending_update_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_connections: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_updates: Option<Vec<&'static str>>,
}

pub(super) fn info(world: &mut World, act: Act<'_>) -> Outcome {
    Success::of(&describe(&mut world.bots[act.bot], act.now))
}

/// How a bot's updates are delivered, and how many wait.
pub(crate) fn describe(bot: &mut Bot, now: Now) -> WebhookInfo<'_> {
    bot.polling.queue().expire(now.unix);
    let pending = bot.polling.queue().len();
    let setting = bot.webhook.setting();
    let error = bot.webhook.last_error();
    let address = |address: IpAddr| address.to_string();
    let address = bot.webhook.address().map_or_else(|| "<unknown>".to_owned(), address);
    WebhookInfo {
        url: setting.map_or("", |setting| &setting.url),
        has_custom_certificate: setting.is_some_and(|setting| setting.certificate.is_some()),
        pending_update_count: pending,
        last_error_date: error.map(|(date, _)| *date),
        last_error_message: error.map(|(_, message)| message.clone()),
        max_connections: setting.map(|setting| setting.max_connections),
        ip_address: setting.map(|_| address),
        allowed_updates: bot.allowed.list(),
    }
}

pub(super) fn delete(world: &mut World, act: Act<'_>) -> Reply {
    change(world, act, "")
}

/// With an empty url it is a deletion.
pub(super) fn set(world: &mut World, act: Act<'_>) -> Reply {
    change(world, act, act.get("url"))
}

/// The order of effects is the server's: a bad new webhook leaves the bot with none.
fn change(world: &mut World, act: Act<'_>, url: &str) -> Reply {
    if !url.is_empty() && !world.bots[act.bot].webhook.may_set(act.now.instant) {
        return Reply::Now(Err(Refusal::flood(TOO_FAST)));
    }
    take_allowed(world, act);
    match world.bots[act.bot].webhook.interrupt() {
        Some(earlier) => {
            world.bots[act.bot].polling.conflict(
                act.now,
                earlier,
                "terminated by other setWebhook",
            );
        }
        None if is_set(world, act, url) => {
            return Reply::Now(Success::described(match url {
                "" => "Webhook is already deleted",
                _ => "Webhook is already set",
            }));
        }
        None => {}
    }
    if !url.is_empty() {
        world.bots[act.bot].polling.end_parked(act.now, "terminated by setWebhook request");
    }
    world.bots[act.bot].webhook.close();
    write_down(&mut world.changes, act.bot, &world.bots[act.bot].webhook);
    if act.params.boolean("drop_pending_updates") {
        world.bots[act.bot].polling.queue().keep_last(0);
    }
    if url.is_empty() {
        return Reply::Now(Success::described("Webhook was deleted"));
    }
    let (setting, place) = match read(world, act, url) {
        Ok(both) => both,
        Err(refusal) => return Reply::Now(Err(refusal)),
    };
    let (ticket, receiver) = world.park();
    world.bots[act.bot].webhook.open(act.now, Some(ticket), setting, place);
    Reply::Later(receiver)
}

/// Whether everything is as it is asked to be.
fn is_set(world: &World, act: Act<'_>, url: &str) -> bool {
    let Some(setting) = world.bots[act.bot].webhook.setting() else {
        return url.is_empty() && !act.params.boolean("drop_pending_updates");
    };
    setting.url == url
        && setting.certificate.is_none()
        && act.params.upload("certificate").is_none()
        && !act.params.boolean("drop_pending_updates")
        && setting.max_connections == max_connections(act.params)
        && setting.secret_token == act.get("secret_token")
        && setting.ip_address == act.get("ip_address")
}

fn max_connections(params: &Params) -> usize {
    let (least, usual, most) = CONNECTIONS;
    usize::try_from(params.integer("max_connections", usual, least, most)).unwrap_or(1)
}

fn read(world: &World, act: Act<'_>, url: &str) -> Result<(Setting, Place), Refusal> {
    let place =
        Url::parse(url).ok_or_else(|| Refusal::bad_request("invalid webhook URL specified"))?;
    let certificate = certificate(act.params)?;
    let secret_token = act.get("secret_token").to_owned();
    if secret_token.len() > MAX_SECRET {
        return Err(Refusal::bad_request("secret token is too long"));
    }
    if !secret_token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
        return Err(Refusal::bad_request("secret token contains unallowed characters"));
    }
    if let Some(problem) = place.problem(world.bots[act.bot].webhook.rule) {
        return Err(bad_webhook(problem));
    }
    let ip_address = act.get("ip_address").to_owned();
    let trust = Trust::with(certificate.as_deref())
        .map_err(|_| bad_webhook("Failed to set custom certificate file"))?;
    let max_connections = max_connections(act.params);
    let place = Place {
        url: place,
        ip_address: ip_address.clone(),
        secret_token: secret_token.clone(),
        trust,
    };
    let url = url.to_owned();
    Ok((Setting { url, certificate, ip_address, max_connections, secret_token }, place))
}

fn certificate(params: &Params) -> Result<Option<String>, Refusal> {
    let Some(upload) = params.upload("certificate") else {
        return Ok(None);
    };
    let size = upload.content.len();
    if size > MAX_CERTIFICATE {
        let text = format!("certificate size is too big ({size} bytes)");
        return Err(Refusal::bad_request(&text));
    }
    Ok(Some(String::from_utf8_lossy(upload.content).into_owned()))
}

fn bad_webhook(problem: &str) -> Refusal {
    Refusal::exact(400, format!("Bad Request: bad webhook: {problem}"))
}

/// The address of a bot's webhook was found, or not; answers the call that waits for it.
pub(crate) fn resolved(
    world: &mut World,
    now: Now,
    bot: BotId,
    number: u64,
    found: Result<Vec<IpAddr>, String>,
) {
    let Some((ticket, verified)) = world.bots[bot].webhook.resolved(now, number, found) else {
        return;
    };
    let outcome = match verified {
        Ok(()) => Success::described("Webhook was set"),
        Err(problem) => Err(bad_webhook(&problem)),
    };
    write_down(&mut world.changes, bot, &world.bots[bot].webhook);
    world.answer(ticket, outcome);
}

/// Notes which webhook of a bot is set.
pub(crate) fn write_down(changes: &mut Changes, bot: BotId, webhook: &Webhook) {
    changes.put(Table::Facts, bot.key("webhook"), &webhook.setting());
}

/// The webhook of an earlier run.
pub(crate) fn restore(bot: &mut Bot, now: Now, setting: Setting) {
    let Some(url) = Url::parse(&setting.url) else {
        return;
    };
    let Ok(trust) = Trust::with(setting.certificate.as_deref()) else {
        return;
    };
    let (ip_address, secret_token) = (setting.ip_address.clone(), setting.secret_token.clone());
    bot.webhook.open(now, None, setting, Place { url, ip_address, secret_token, trust });
}
