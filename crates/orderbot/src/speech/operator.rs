//! What is said to an operator.

use std::time::Duration;

use molniya::{BroadcastState, Content, Report};

use super::{Speech, with};
use crate::texts::Number;

impl Speech {
    pub(crate) fn ask_wording(&self) -> Content {
        self.texts.ask_wording().into()
    }

    pub(crate) fn help_wording(&self) -> Content {
        self.texts.help_wording().into()
    }

    pub(crate) fn finish_order_first(&self) -> Content {
        self.texts.finish_order_first().into()
    }

    pub(crate) fn busy(&self) -> Content {
        self.texts.busy().into()
    }

    pub(crate) fn ask_audience(&self) -> Content {
        Content::from(self.texts.ask_audience()).keyboard(&self.keyboards.audiences)
    }

    pub(crate) fn looks_like_this(&self) -> Content {
        self.texts.looks_like_this().into()
    }

    pub(crate) fn ask_to_send(&self, people: u64, name: &str) -> Content {
        with(self.texts.ask_to_send(people).into(), self.keyboards.send(name))
    }

    pub(crate) fn help_sending(&self) -> Content {
        self.texts.help_sending().into()
    }

    pub(crate) fn nothing_sent(&self) -> Content {
        self.texts.nothing_sent().into()
    }

    /// How far a broadcast is, or how it ended.
    pub(crate) fn progress(&self, report: &Report) -> Content {
        let Report { sent, blocked, failed, opted_out, waiting, left, .. } = *report;
        let done = sent + blocked + failed;
        let (done, total) = (Number(done), Number(done + waiting + left));
        let state = match report.state {
            BroadcastState::Running => self.texts.news_running(done, total),
            BroadcastState::Paused => self.texts.news_paused(done, total),
            BroadcastState::Stopped => self.texts.news_stopped(done, total),
            _ => self.texts.news_done(total),
        };
        let [sent, blocked, failed, opted_out] = [sent, blocked, failed, opted_out].map(Number);
        let mut lines = vec![state, self.texts.news_counts(sent, blocked, failed, opted_out)];
        lines.extend(report.last_failure.as_deref().map(|why| self.texts.news_failure(why)));
        lines.extend(report.ended.map(|ended| self.took(ended.since(report.begun))));
        with(lines.join("\n").into(), self.keyboards.turns(report))
    }

    fn took(&self, time: Duration) -> String {
        let seconds = time.as_secs();
        match (Number(seconds / 60), Number(seconds % 60)) {
            (Number(0), seconds) => self.texts.took_seconds(seconds),
            (minutes, seconds) => self.texts.took_minutes(minutes, seconds),
        }
    }
}
