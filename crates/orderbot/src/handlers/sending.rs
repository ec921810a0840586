//! An operator writes to everybody: what it says, who it is for, a look at it, and on its way.

use molniya::botapi::types::Message;
use molniya::{
    Audience, Broadcast, BroadcastError, Broadcasts, Data, Handle, HandlerError, In, Numbers,
    Reply, Report, Step, finish, goto, stay,
};

use crate::buttons::{CancelNews, NewsFor, SendNews, Turn, TurnNews};
use crate::dialogue::{Choosing, Order, Ready, Wording};
use crate::here::Operator;
use crate::language::Language;
use crate::shop::Lang;

use super::refuse;

/// The series of numbers that names are made of.
const SERIES: &str = "broadcasts";

pub(super) async fn begin(
    _: Operator,
    In(at): In<Order>,
    lang: Lang,
    broadcasts: Broadcasts,
) -> Result<Step<Order>, HandlerError> {
    if at.is_unfinished() {
        return Ok(stay().say(lang.finish_order_first()));
    }
    Ok(match broadcasts.unfinished().await?.first() {
        // Whoever has no message yet that shows it gets one, to look after it too.
        Some(report) => stay().edit_message(shown(report), lang.progress(report)).say(lang.busy()),
        None => goto(Wording).say(lang.ask_wording()),
    })
}

pub(super) async fn wording(
    _: Operator,
    message: Message,
    _: In<Wording>,
    lang: Lang,
) -> Step<Order> {
    match Broadcast::like(&message) {
        Some(news) => goto(Choosing { news }).say(lang.ask_audience()),
        None => stay().say(lang.help_wording()),
    }
}

/// Shows the news as people will get them. Only the message below carries `send_news`.
pub(super) async fn audience(
    _: Operator,
    Data(choice): Data<NewsFor>,
    In(Choosing { news }): In<Choosing>,
    lang: Lang,
    broadcasts: Broadcasts,
    numbers: Numbers,
) -> Result<Step<Order>, HandlerError> {
    let audience = match choice {
        NewsFor::Everybody => Audience::everybody(),
        NewsFor::English => Audience::everybody().speaking(Language::English.tag()),
        NewsFor::Russian => Audience::everybody().speaking(Language::Russian.tag()),
    };
    let people = broadcasts.count(&audience).await?;
    if people == 0 {
        return Ok(stay().alert(lang.toasts().nobody()));
    }
    let name = format!("telegram-{}", numbers.next(SERIES).await?);
    let question = lang.ask_to_send(people, &name);
    let ready = Ready { news: news.to(audience), name };
    let step = goto(ready.clone()).edit(lang.looks_like_this());
    Ok(step.preview(&ready.news).say(question))
}

pub(super) async fn choose(_: Operator, lang: Lang) -> Step<Order> {
    stay().say(lang.help_sending())
}

pub(super) async fn cancel(
    _: Operator,
    _: Data<CancelNews>,
    In(at): In<Order>,
    lang: Lang,
) -> Step<Order> {
    match at {
        Order::Choosing(_) | Order::Ready(_) => finish().edit(lang.nothing_sent()),
        _ => refuse(&lang),
    }
}

pub(super) async fn send(
    _: Operator,
    Data(SendNews { name }): Data<SendNews>,
    In(ready): In<Ready>,
    lang: Lang,
    broadcasts: Broadcasts,
) -> Result<Step<Order>, HandlerError> {
    if name != ready.name {
        return Ok(refuse(&lang));
    }
    let others = broadcasts.unfinished().await?;
    if others.iter().any(|other| other.name != name) {
        return Ok(stay().alert(lang.toasts().busy()));
    }
    let report = match broadcasts.start(&name, ready.news).await {
        // This handler ran before, and its answer was not stored.
        Err(BroadcastError::Exists) => broadcasts.report(&name).await?,
        begun => begun?,
    };
    Ok(finish().edit(lang.progress(&report)).named(shown(&report)))
}

/// Pauses, resumes or ends a broadcast, whoever began it.
pub(super) async fn turn(
    _: Operator,
    Data(TurnNews { to, name }): Data<TurnNews>,
    lang: Lang,
    broadcasts: Broadcasts,
) -> Result<Step<Order>, HandlerError> {
    let turned = match to {
        Turn::Pause => broadcasts.pause(&name).await,
        Turn::Resume => broadcasts.resume(&name).await,
        Turn::Stop => broadcasts.stop(&name).await,
    };
    let report = match turned {
        Err(BroadcastError::Over) => broadcasts.report(&name).await?,
        Err(BroadcastError::Unknown) => return Ok(refuse(&lang)),
        turned => turned?,
    };
    Ok(stay().edit(lang.progress(&report)).named(shown(&report)))
}

/// Told whenever a broadcast has come further.
pub(super) async fn progress(report: Report, lang: Lang) -> Reply {
    Reply::new().edit_message(shown(&report), lang.progress(&report))
}

/// The name of the message that shows how far a broadcast is.
fn shown(report: &Report) -> Handle {
    Handle::from(format!("broadcast/{}", report.name))
}
