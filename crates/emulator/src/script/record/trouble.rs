//! What happened to everybody: failures on order, and skipped time.

use std::time::Duration;

use serde_json::Value;

use super::super::cast::Spot;
use super::super::line::{Line, Place, What};
use super::super::parse;
use super::Recorder;
use crate::faults::Fault;

impl Recorder {
    /// Takes what happened in no chat.
    pub(super) fn trouble(&mut self, kind: &str, data: &Value) {
        match kind {
            "fault" => self.fault(data),
            "no_faults" => self.lines.push(What::NoFaults),
            "skip" => {
                let seconds = data["seconds"].as_u64().unwrap_or_default();
                if seconds > 0 {
                    self.lines.push(What::Skip(Duration::from_secs(seconds)));
                }
            }
            _ => {}
        }
    }

    fn fault(&mut self, data: &Value) {
        let Ok(mut fault) = serde_json::from_value::<Fault>(data.clone()) else {
            return;
        };
        let mut known = molniya_schema::methods().iter().map(|method| method.name);
        if let Some(method) = &mut fault.method
            && let Some(name) = known.find(|name| name.eq_ignore_ascii_case(method))
        {
            name.clone_into(method);
        }
        let chat = fault.chat.take();
        let place: Option<Place> = chat.and_then(|chat| self.place(Spot::of(chat)));
        // Not everything that can be ordered has words, for example a 500 that says when to come again.
        let what = What::Fault { fault, place: None };
        let written = Line { number: 0, what: what.clone() }.to_string();
        let again = parse::parse(&written).ok().and_then(|lines| lines.into_iter().next());
        match (again.is_some_and(|line| line.what == what), what) {
            (true, What::Fault { fault, .. }) if chat.is_some() == place.is_some() => {
                self.lines.push(What::Fault { fault, place });
            }
            _ => self.comment(&format!("A failure was ordered that no line can order: {data}")),
        }
    }
}
