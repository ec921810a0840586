//! What belongs to the program: its state, its store, its way to Telegram.

use std::sync::Arc;

use crate::api::Api;
use crate::broadcast::Broadcasts;
use crate::cx::{Cx, Records};
use crate::extract::{FromRef, FromUpdate, Rejection};
use crate::numbers::Numbers;

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
        Ok(cx.broadcasts().clone())
    }
}

impl<S> FromUpdate<S> for Api {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        Ok(cx.api().clone())
    }
}
