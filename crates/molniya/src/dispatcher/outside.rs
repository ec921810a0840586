//! Outside events: into their lanes, and what follows when they were handled.

use std::sync::Arc;

use super::Dispatcher;
use super::flight::{Body, Flight};
use crate::broadcast::{Jobs, Report};
use crate::commit::Then;
use crate::outside::{Addressee, id_of};
use crate::router::Kinds;
use crate::store::{Op, Scope, Time, UnitId};

/// What an event tells of.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// How far a broadcast is.
    Progress(Box<Report>),
}

/// An event on its way.
#[derive(Debug)]
pub(super) struct Outside {
    about: About,
    /// Names its Unit: no two events have the same.
    number: u64,
}

impl Outside {
    /// What it is to the router.
    pub(super) fn kind(&self) -> Kinds {
        match &self.about {
            About::Progress(_) => Kinds::PROGRESS,
        }
    }

    pub(super) fn unit_id(&self) -> UnitId {
        UnitId::Named(format!("event/{}", self.number).into())
    }

    /// Stores, with the outcome, that the event need not come again.
    pub(super) fn closing_op(&self, jobs: &Jobs, scope: &Scope) -> Option<Op> {
        match &self.about {
            About::Progress(report) => jobs.told_op(report, scope),
        }
    }
}

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// When somebody is to be told of a broadcast.
    pub(super) fn tell_at(&self) -> Option<Time> {
        if self.tells() { self.jobs.due() } else { None }
    }

    fn tells(&self) -> bool {
        self.stop_by.is_none() && self.setup.table.hears(Kinds::PROGRESS)
    }

    /// Tells whoever began a broadcast how far it is.
    pub(super) fn tell_owners(&mut self, now: Time) {
        if !self.tells() {
            return;
        }
        while let Some((owner, report)) = self.jobs.next_to_tell(now) {
            let thing = format!("broadcast/{}", report.name);
            let name = report.name.clone();
            let json = serde_json::to_string(&report).unwrap_or_default();
            let content = format!("\"progress\":{json}");
            if !self.enter(&thing, &owner, &content, About::Progress(report.into())) {
                self.jobs.postponed(&name, now);
            }
        }
    }

    /// Puts an event into its lane. `false`: there is no room, or one about the same thing is on its way.
    fn enter(&mut self, thing: &str, to: &Addressee, content: &str, about: About) -> bool {
        let id = id_of(thing);
        let envelope = to.envelope(id);
        let lane = self.setup.table.lane_key(&envelope);
        if self.flights.contains_key(&id) || self.lanes.is_full(lane) {
            return false;
        }
        let raw: Arc<str> = format!("{{\"update_id\":{id},{content}}}").into();
        let mut flight = Flight::new(lane, Body { raw, envelope: Arc::new(envelope) }, 0);
        flight.outside = Some(Outside { about, number: self.next_seq().0 });
        self.flights.insert(id, flight);
        self.enter_lane(id);
        true
    }

    /// The process ends whenever an event is handled: there are to be no more about the same thing.
    pub(super) fn silence(&mut self, id: i64) {
        let outside = self.flights.get(&id).and_then(|flight| flight.outside.as_ref());
        let Some(About::Progress(report)) = outside.map(|event| &event.about) else { return };
        let name = report.name.clone();
        self.jobs.silence(&name);
        let ops = self.jobs.job_op(&name, &self.setup.scope).into_iter().collect();
        self.committer.offer_plain(ops, true, Then::Nothing);
    }

    /// An event was handled and that is stored, or its handler has failed for good.
    pub(super) fn end_event(&mut self, id: i64, is_stored: bool) {
        let now = self.now();
        let about =
            self.flights.get(&id).and_then(|flight| Some(flight.outside.as_ref()?.about.clone()));
        match about {
            Some(About::Progress(report)) => self.jobs.told(&report, now, is_stored),
            None => {}
        }
        self.end_flight(id);
    }
}
