//! `molniya broadcast`: begins broadcasts and shows how far they are.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use molniya::control::{Control, News, Request, Told};
use molniya::{BroadcastState, ChatId, Report};

use crate::args::{Broadcast, OnBroadcast, Place, Start};
use crate::failure::Failure;

/// How often a watched broadcast is asked for.
const LOOK: Duration = Duration::from_millis(250);

pub(crate) fn broadcast(args: Broadcast) -> Result<(), Failure> {
    let Broadcast { place, what } = args;
    let news = match &what {
        OnBroadcast::Start(start) => Some(news(start)?),
        _ => None,
    };
    crate::operate(&place, async |control| match (what, news) {
        (OnBroadcast::Start(start), Some(news)) => begin(&control, start, news, &place).await,
        (OnBroadcast::Start(_), None) | (OnBroadcast::Status { name: None, .. }, _) => {
            all(&control, &place).await
        }
        (OnBroadcast::Status { name: Some(name), watch: true }, _) => {
            watch(&control, &name, &place).await
        }
        (OnBroadcast::Status { name: Some(name), watch: false }, _) => {
            show(&control, Request::Report(name), &place).await
        }
        (OnBroadcast::Pause { name }, _) => show(&control, Request::Pause(name), &place).await,
        (OnBroadcast::Resume { name }, _) => show(&control, Request::Resume(name), &place).await,
        (OnBroadcast::Stop { name }, _) => show(&control, Request::Stop(name), &place).await,
    })
}

fn news(start: &Start) -> Result<News, Failure> {
    let text = match (&start.text, &start.text_file) {
        (Some(text), _) => text.clone(),
        (None, Some(path)) => std::fs::read_to_string(path)
            .map_err(|reason| Failure::Text { path: path.clone(), reason })?,
        (None, None) => String::new(),
    };
    let text = text.trim_end().to_owned();
    Ok(News { text, photo: start.photo.clone(), language: start.language.clone() })
}

async fn begin(control: &Control, start: Start, news: News, place: &Place) -> Result<(), Failure> {
    if let Some(chat) = start.preview_to {
        control.ask(Request::Preview(news.clone(), ChatId(chat)), |_| {}).await?;
        tell(place, &format!("Shown in the chat {chat}."));
    }
    let audience = match control.ask(Request::Count(news.clone()), |_| {}).await? {
        Told::Audience(people) => people,
        _ => 0,
    };
    if audience == 0 {
        return Err(Failure::Nobody);
    }
    if !start.yes && !is_confirmed(audience) {
        return Err(Failure::NotConfirmed);
    }
    show(control, Request::Start(start.name.clone(), news), place).await?;
    if control.is_running() {
        let name = &start.name;
        tell(place, &format!("Follow it with: molniya broadcast status {name} --watch"));
    } else {
        tell(place, "No bot runs on this store: it begins when the bot starts.");
    }
    Ok(())
}

fn is_confirmed(audience: u64) -> bool {
    let people = if audience == 1 { "1 person".into() } else { format!("{audience} people") };
    let mut out = std::io::stdout();
    let asked = write!(out, "Send it to {people}? [y/N] ").and_then(|()| out.flush());
    let mut said = String::new();
    let heard = asked.and_then(|()| std::io::stdin().read_line(&mut said));
    heard.is_ok() && matches!(said.trim(), "y" | "Y" | "yes")
}

/// A remark for people.
fn tell(place: &Place, remark: &str) {
    if !place.json {
        crate::answer(remark);
    }
}

async fn all(control: &Control, place: &Place) -> Result<(), Failure> {
    let mut count = 0;
    let each = |answer| {
        if let Told::Report(report) = answer {
            count += 1;
            print(&report, place);
        }
    };
    control.ask(Request::Reports, each).await?;
    if count == 0 {
        tell(place, "There are no broadcasts: molniya broadcast start --help");
    }
    Ok(())
}

async fn show(control: &Control, request: Request, place: &Place) -> Result<(), Failure> {
    if let Told::Report(report) = control.ask(request, |_| {}).await? {
        print(&report, place);
    }
    Ok(())
}

/// Shows a bar, on a terminal, until the broadcast is over or paused; then its report.
async fn watch(control: &Control, name: &str, place: &Place) -> Result<(), Failure> {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{prefix} [{bar:40}] {pos} of {len}  {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
    bar.set_prefix(name.to_owned());
    let last = loop {
        let Told::Report(report) = control.ask(Request::Report(name.into()), |_| {}).await? else {
            return Ok(());
        };
        let (ended, total) = progress(&report);
        bar.set_length(total);
        bar.set_position(ended);
        bar.set_message(format!(
            "{} arrived, {} blocked, {} failed",
            report.sent, report.blocked, report.failed
        ));
        if report.state != BroadcastState::Running || !control.is_running() {
            break report;
        }
        tokio::time::sleep(LOOK).await;
    };
    bar.finish_and_clear();
    print(&last, place);
    Ok(())
}

/// People whose message is over, and all people.
fn progress(report: &Report) -> (u64, u64) {
    let ended = report.sent + report.failed + report.blocked;
    (ended, ended + report.waiting + report.left)
}

fn print(report: &Report, place: &Place) {
    if place.json {
        return crate::answer(&serde_json::to_string(report).unwrap_or_default());
    }
    crate::answer(&line(report));
}

fn line(report: &Report) -> String {
    let (ended, total) = progress(report);
    let state = match report.state {
        BroadcastState::Running => "running",
        BroadcastState::Paused => "paused",
        BroadcastState::Stopped => "stopped",
        _ => "done",
    };
    let Report { name, sent, blocked, failed, .. } = report;
    let mut line = format!(
        "{name}: {state}, {ended} of {total}: {sent} arrived, {blocked} blocked, {failed} failed"
    );
    if report.opted_out > 0 {
        line += &format!(", {} opted out", report.opted_out);
    }
    if let Some(why) = &report.last_failure {
        line += &format!(" (last: {why})");
    }
    line
}
