//! `molniya outbox`, `letters` and `damaged`: what was given up, in a table, and what to do with it.

use std::time::Duration;

use molniya::control::{Action, Control, Kept, KeptState, Request, Shelf, Told, Totals, Which};
use molniya::store::Time;

use crate::args::{self, Chosen, OnShelf, Place};
use crate::failure::Failure;

pub(crate) fn look(shelf: Shelf, args: args::Shelf) -> Result<(), Failure> {
    let args::Shelf { place, action } = args;
    let changed = match action {
        None | Some(OnShelf::List) => None,
        Some(OnShelf::Retry(chosen)) => Some((Action::Retry, which(chosen))),
        Some(OnShelf::Drop(chosen)) => Some((Action::Drop, which(chosen))),
    };
    crate::operate(&place, async |control| match changed {
        None => list(&control, shelf, &place).await,
        Some((action, which)) => change(&control, shelf, action, which, &place).await,
    })
}

fn which(chosen: Chosen) -> Which {
    if chosen.all { Which::All } else { Which::Ids(chosen.ids) }
}

async fn list(control: &Control, shelf: Shelf, place: &Place) -> Result<(), Failure> {
    let now = Time::now();
    let mut listed = 0_u64;
    let each = |answer| {
        let Told::Kept(kept) = answer else { return };
        if place.json {
            return crate::answer(&serde_json::to_string(&kept).unwrap_or_default());
        }
        if listed == 0 {
            crate::answer(&columns("ID", "CHAT", "WHAT", "STATE", "AGE", "TEXT AND REASON"));
        }
        listed += 1;
        crate::answer(&row(&kept, now));
    };
    if let Told::Totals(totals) = control.ask(Request::List(shelf), each).await?
        && !place.json
    {
        crate::answer(&summary(shelf, totals, control.is_running()));
    }
    Ok(())
}

fn columns(id: &str, chat: &str, what: &str, state: &str, age: &str, text: &str) -> String {
    format!("{id:<18} {chat:<12} {what:<16} {state:<9} {age:>4}  {text}")
}

fn row(kept: &Kept, now: Time) -> String {
    let chat = kept.chat.map_or_else(|| "-".to_owned(), |chat| chat.to_string());
    let state = match kept.state {
        KeptState::Unknown => "unknown",
        KeptState::Dead => "dead",
        KeptState::SetAside => "set aside",
        KeptState::Damaged => "damaged",
    };
    let age = kept.at.map_or_else(|| "?".to_owned(), |at| age(now.since(at)));
    let text = match kept.text.as_str() {
        "" => kept.reason.clone(),
        text => format!("\"{text}\": {}", kept.reason),
    };
    columns(&kept.id, &chat, &kept.what, state, &age, &text)
}

/// An age in its largest unit.
fn age(age: Duration) -> String {
    match age.as_secs() {
        seconds @ ..60 => format!("{seconds}s"),
        seconds @ 60..3_600 => format!("{}m", seconds / 60),
        seconds @ 3_600..86_400 => format!("{}h", seconds / 3_600),
        seconds => format!("{}d", seconds / 86_400),
    }
}

/// What else there is, and what can be done.
fn summary(shelf: Shelf, totals: Totals, is_running: bool) -> String {
    let (mine, command) = match shelf {
        Shelf::Calls => (totals.calls, "outbox"),
        Shelf::Updates => (totals.updates, "letters"),
        Shelf::Rows => (totals.rows, "damaged"),
    };
    let mut lines = Vec::new();
    lines.push(match (mine, shelf) {
        (0, _) => format!("{} given up.", counted(0, shelf)),
        (mine, Shelf::Rows) => {
            format!("{}: molniya {command} drop ID… | --all", counted(mine, shelf))
        }
        (mine, _) => {
            format!("{}: molniya {command} retry|drop ID… | --all", counted(mine, shelf))
        }
    });
    if shelf == Shelf::Calls {
        let (one, verb) = (totals.waiting == 1, if is_running { "wait" } else { "stay" });
        let rest = if is_running { "to leave" } else { "until a bot runs" };
        let verb = format!("{verb}{}", if one { "s" } else { "" });
        lines.push(format!("{} {verb} {rest}.", counted(totals.waiting, Shelf::Calls)));
    }
    for (count, other, command) in [
        (totals.calls, Shelf::Calls, "outbox"),
        (totals.updates, Shelf::Updates, "letters"),
        (totals.rows, Shelf::Rows, "damaged"),
    ] {
        if other != shelf && count > 0 {
            lines.push(format!("{} given up too: molniya {command}", counted(count, other)));
        }
    }
    lines.join("\n")
}

fn counted(count: u64, of: Shelf) -> String {
    let thing = match of {
        Shelf::Calls => "call",
        Shelf::Updates => "update",
        Shelf::Rows => "damaged row",
    };
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

async fn change(
    control: &Control,
    shelf: Shelf,
    action: Action,
    which: Which,
    place: &Place,
) -> Result<(), Failure> {
    let answer = control.ask(Request::Change(shelf, action, which), |_| {}).await?;
    if place.json {
        crate::answer(&serde_json::to_string(&answer).unwrap_or_default());
        return Ok(());
    }
    let Told::Changed(count) = answer else { return Ok(()) };
    let what = counted(count, shelf);
    crate::answer(&match (action, control.is_running()) {
        (Action::Drop, _) => format!("{what} dropped."),
        (Action::Retry, true) => format!("{what} given to the running bot."),
        (Action::Retry, false) => {
            format!("{what} put back: no bot runs, the next takes up what waits.")
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_short() {
        let ages = [0, 59, 60, 3_599, 3_600, 86_399, 86_400, 864_000];
        let shown = ages.map(|seconds| age(Duration::from_secs(seconds)));
        assert_eq!(shown, ["0s", "59s", "1m", "59m", "1h", "23h", "1d", "10d"]);
    }
}
