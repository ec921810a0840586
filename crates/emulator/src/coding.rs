//! Bodies that are compressed on their way: gzip and deflate.

use std::io::Read;

use bytes::Bytes;
use flate2::read::{GzDecoder, ZlibDecoder};
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, StatusCode};

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Plain,
    Gzip,
    Deflate,
}

impl Coding {
    /// What the headers say; `None` if it is something else.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let Some(value) = headers.get(CONTENT_ENCODING) else {
            return Some(Self::Plain);
        };
        match value.to_str().ok()?.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Some(Self::Plain),
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            _ => None,
        }
    }

    /// The body as it was before; it grows to `limit` bytes at most, whatever it holds.
    pub(crate) fn decoded(self, body: Bytes, limit: usize) -> Result<Bytes, StatusCode> {
        let mut plain = Vec::new();
        let bound = limit as u64 + 1;
        let read = match self {
            Self::Plain => return Ok(body),
            Self::Gzip => GzDecoder::new(&*body).take(bound).read_to_end(&mut plain),
            Self::Deflate => ZlibDecoder::new(&*body).take(bound).read_to_end(&mut plain),
        };
        match read {
            Err(_) => Err(StatusCode::BAD_REQUEST),
            Ok(bytes) if bytes > limit => Err(StatusCode::PAYLOAD_TOO_LARGE),
            Ok(_) => Ok(plain.into()),
        }
    }
}
