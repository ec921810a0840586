//! A body that breaks off in the middle.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame};
use tokio::time::Sleep;

use crate::calls::Hangup;

/// The end of the connection comes this long after the half, which is on the wire by then.
const PAUSE: Duration = Duration::from_millis(10);

/// The first half of a body whose whole length was told.
#[derive(Debug)]
pub(crate) struct Broken {
    half: Option<Bytes>,
    end: Pin<Box<Sleep>>,
}

impl Broken {
    pub(crate) fn half_of(mut body: String) -> Self {
        // Bodies are ASCII.
        body.truncate(body.len() / 2);
        Self { half: Some(body.into()), end: Box::pin(tokio::time::sleep(PAUSE)) }
    }
}

impl Body for Broken {
    type Data = Bytes;
    type Error = Hangup;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Hangup>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        ready!(self.end.as_mut().poll(context));
        Poll::Ready(Some(Err(Hangup)))
    }
}
