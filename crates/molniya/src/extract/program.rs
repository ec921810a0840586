//! What belongs to the program: its state, its store, its way to Telegram.

use std::sync::Arc;

use serde::Deserialize;

use crate::api::Api;
use crate::broadcast::{Broadcasts, Report};
use crate::cx::{Cx, Records};
use crate::extract::{FromRef, FromUpdate, Rejection};
use crate::numbers::Numbers;
use crate::outside::Addressee;
use crate::router::Filter;

/// The program's shared state, or a part of it ([`FromRef`]).
#[derive(Debug)]
pub struct State<T>(pub Arc<T>);

impl<S, T: FromRef<S>> FromUpdate<S> for State<T> {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(State(T::from_ref(cx.state())))
    }
}

impl<S> FromUpdate<S> for Records {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(cx.records().clone())
    }
}

impl<S> FromUpdate<S> for Numbers {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(cx.numbers().clone())
    }
}

impl<S> FromUpdate<S> for Broadcasts {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(cx.broadcasts().owned_by(Addressee::of(cx.envelope())))
    }
}

impl<S> FromUpdate<S> for Api {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(cx.api().clone())
    }
}

/// How far the broadcast is whose progress is told: see [`progress`](fn@crate::progress).
impl<S> FromUpdate<S> for Report {
    const FILTER: Filter = Filter::PROGRESS;

    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        #[derive(Deserialize)]
        struct Event {
            progress: Report,
        }
        let event = serde_json::from_str(cx.raw());
        event.map(|Event { progress }| progress).map_err(|_| Rejection::Malformed("no report"))
    }
}
