//! The HTTP front of the Bot API: limits, paths, tokens and the exact form of answers.
//!
//! Knows neither connections nor what methods do. See <https://core.telegram.org/bots/api#making-requests>.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, TRANSFER_ENCODING,
};
use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode, Version};
use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::Body;
use tokio::time::timeout;

use crate::answer::{Outcome, Refusal, envelope};
use crate::broken::Broken;
use crate::calls::{self, Call, Hangup, Said};
use crate::coding::Coding;
use crate::link::Trip;
use crate::multipart::{self, BadMultipart};
use crate::params::{Params, percent_decoded};
use crate::shared::Shared;

/// A connection that is idle, or whose call is not answered, is closed after this time.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(500);
/// Bytes of a head.
pub(crate) const MAX_HEAD: usize = 256 << 10;
/// Bytes of all parameters together.
const MAX_PARAMS: usize = 1 << 20;
/// Bytes of a body with files. They are held in memory, so the bound is that of the hosted server.
const MAX_UPLOAD: usize = 51 << 20;

/// Bytes of a body that is not counted in the room for all bodies.
const SMALL: usize = 64 << 10;

pub(crate) type Answer = Response<Either<Full<Bytes>, Broken>>;

/// Answers one request, wherever its body comes from; `trip` is what it waits for on its way.
pub(crate) async fn answer<B>(
    request: Request<B>,
    shared: &Shared,
    trip: Trip,
) -> Result<Answer, Hangup>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    if let Some(status) = refused_at_once(&parts) {
        return Ok(empty(status));
    }
    let path = percent_decoded(parts.uri.path().as_bytes(), false);
    if let Some(download) = path.strip_prefix("/file/bot") {
        return Ok(file(shared, download));
    }
    let _room = shared.room(room(&parts)).await;
    let mut call = Call::begin(trip);
    match timeout(MAX_WAIT, read(&parts, body)).await {
        Err(_) => return Err(Hangup),
        Ok(Err(status)) => return Ok(empty(status)),
        Ok(Ok(params)) => call.params = params,
    }
    let said = match token_and_method(&path) {
        None => Said::Whole(Err(not_found())),
        Some((token, method)) => {
            call.method = match method {
                "" => call.params.get("method").to_owned(),
                named => named.to_owned(),
            };
            let run = calls::run(shared, token, call);
            timeout(MAX_WAIT, run).await.map_err(|_| Hangup)??
        }
    };
    Ok(match said {
        Said::Whole(outcome) => {
            written(&outcome).map(|body| Either::Left(Full::new(Bytes::from(body))))
        }
        Said::Half(outcome) => written(&outcome).map(|body| Either::Right(Broken::half_of(body))),
        Said::Noise => page(StatusCode::OK, "application/json", "\u{1f}\u{8b}no JSON"),
        Said::Page => {
            page(StatusCode::BAD_GATEWAY, "text/html", "<html><h1>502 Bad Gateway</h1></html>")
        }
    })
}

/// The token and the name of the method. `/test` before the name means the test environment, which is
/// the same here.
fn token_and_method(path: &str) -> Option<(&str, &str)> {
    let (token, rest) = path.strip_prefix("/bot")?.split_once('/')?;
    Some((token, rest.strip_prefix("test/").unwrap_or(rest)))
}

/// The id of the bot that a path names, if it names one; nobody knows yet whether it is there.
pub(crate) fn bot_of(path: &str) -> Option<i64> {
    let path = percent_decoded(path.as_bytes(), false);
    let token = path.strip_prefix("/file").unwrap_or(&path).strip_prefix("/bot")?;
    token.split_once(':')?.0.parse().ok()
}

/// What the head alone decides.
fn refused_at_once(head: &Parts) -> Option<StatusCode> {
    let header = |name| head.headers.get(name).map(|value| value.as_bytes());
    let declared = header("content-length")
        .and_then(|value| std::str::from_utf8(value).ok()?.parse::<u64>().ok());
    if head_bytes(head) > MAX_HEAD {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    if head.version != Version::HTTP_11 && head.version != Version::HTTP_10 {
        return Some(StatusCode::HTTP_VERSION_NOT_SUPPORTED);
    }
    if head.method != Method::GET && head.method != Method::POST {
        return Some(StatusCode::NOT_IMPLEMENTED);
    }
    if header("transfer-encoding").is_some_and(|value| !value.eq_ignore_ascii_case(b"chunked")) {
        return Some(StatusCode::NOT_IMPLEMENTED);
    }
    if Coding::of(&head.headers).is_none() {
        return Some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    declared.is_some_and(|bytes| bytes > MAX_UPLOAD as u64).then_some(StatusCode::PAYLOAD_TOO_LARGE)
}

/// About as many bytes as the head had; the HTTP library's own bound is a soft one.
fn head_bytes(head: &Parts) -> usize {
    let line = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        name.as_str().len() + value.len() + ": \r\n".len()
    };
    let target = head.uri.path_and_query().map_or(0, |target| target.as_str().len());
    target + head.headers.iter().map(line).sum::<usize>()
}

/// Reads the parameters from the query, then from the body.
async fn read<B>(head: &Parts, body: B) -> Result<Params, StatusCode>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let mut params = Params::default();
    params.read_urlencoded(head.uri.query().unwrap_or_default().as_bytes());
    read_body(&head.headers, body, &mut params).await?;
    Ok(params)
}

/// Reads the parameters of a body; one that can hold none is read and thrown away.
pub(crate) async fn read_body<B>(
    headers: &HeaderMap,
    body: B,
    params: &mut Params,
) -> Result<(), StatusCode>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let coding = Coding::of(headers).ok_or(StatusCode::UNSUPPORTED_MEDIA_TYPE)?;
    let content_type =
        headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let content_type = content_type.unwrap_or_default();
    let kind = content_type.to_ascii_lowercase();
    let has = |name: &str| kind.contains(name);
    if has("application/x-www-form-urlencoded") {
        params.read_urlencoded(&collect(body, coding, MAX_PARAMS).await?);
    } else if has("application/json") {
        params.read_json(&collect(body, coding, MAX_PARAMS).await?);
    } else if has("multipart/form-data") {
        let body = collect(body, coding, MAX_UPLOAD).await?;
        multipart::read(&content_type, &body, params).map_err(|problem| match problem {
            BadMultipart::Boundary => StatusCode::BAD_REQUEST,
            BadMultipart::TooManyFiles => StatusCode::PAYLOAD_TOO_LARGE,
        })?;
    } else {
        drain(body).await?;
    }
    match params.size() > MAX_PARAMS {
        true => Err(StatusCode::PAYLOAD_TOO_LARGE),
        false => Ok(()),
    }
}

async fn collect<B>(body: B, coding: Coding, limit: usize) -> Result<Bytes, StatusCode>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    match Limited::new(body, limit).collect().await {
        Ok(body) => coding.decoded(body.to_bytes(), limit),
        Err(error) => Err(unreadable(&*error)),
    }
}

async fn drain<B>(body: B) -> Result<(), StatusCode>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let mut body = std::pin::pin!(Limited::new(body, MAX_UPLOAD));
    while let Some(frame) = body.frame().await {
        frame.map_err(|error| unreadable(&*error))?;
    }
    Ok(())
}

fn unreadable(error: &(dyn Error + Send + Sync + 'static)) -> StatusCode {
    match error.is::<http_body_util::LengthLimitError>() {
        true => StatusCode::PAYLOAD_TOO_LARGE,
        false => StatusCode::BAD_REQUEST,
    }
}

/// A status line without a body; the connection is closed after it.
fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Either::Left(Full::new(Bytes::new())));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONNECTION, http::HeaderValue::from_static("close"));
    answer
}

/// A download: the token, and the path that `getFile` gave.
fn file(shared: &Shared, download: &str) -> Answer {
    let (token, path) = download.split_once('/').unwrap_or((download, ""));
    let found = shared.with(|world, _| match calls::authorised(world, token) {
        Ok(_) => world.files.at(path).cloned().ok_or_else(not_found),
        Err(refusal) => Err(refusal),
    });
    match found {
        Ok(content) => {
            let mut answer = Response::new(Either::Left(Full::new(content)));
            let kind = http::HeaderValue::from_static("application/octet-stream");
            answer.headers_mut().insert(CONTENT_TYPE, kind);
            answer
        }
        Err(refusal) => {
            written(&Err(refusal)).map(|body| Either::Left(Full::new(Bytes::from(body))))
        }
    }
}

fn not_found() -> Refusal {
    Refusal::exact(404, "Not Found")
}

/// Bytes that the body may take up; small ones are not counted.
fn room(head: &Parts) -> usize {
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let most = if kind.contains("multipart") { MAX_UPLOAD } else { MAX_PARAMS };
    let declared = text(CONTENT_LENGTH).and_then(|length| length.parse().ok());
    match (declared, text(TRANSFER_ENCODING), head.headers.contains_key(CONTENT_ENCODING)) {
        (Some(bytes), _, false) if bytes <= SMALL => 0,
        (Some(bytes), _, false) => most.min(bytes),
        (None, None, false) => 0,
        // Nobody knows how much comes.
        _ => most,
    }
}

/// What no method answers.
fn page(status: StatusCode, kind: &'static str, body: &'static str) -> Answer {
    let mut answer = Response::new(Either::Left(Full::new(Bytes::from_static(body.as_bytes()))));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, http::HeaderValue::from_static(kind));
    answer
}

/// An answer with exactly the headers of the server, in their order.
fn written(outcome: &Outcome) -> Response<String> {
    let body = envelope(outcome);
    let mut answer = Response::new(String::new());
    let headers = answer.headers_mut();
    headers.insert(CONNECTION, http::HeaderValue::from_static("keep-alive"));
    headers.insert(CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
    if let Err(refusal) = outcome
        && let Some(seconds) = refusal.retry_after
    {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    headers.insert(CONTENT_LENGTH, body.len().into());
    if let Err(refusal) = outcome {
        *answer.status_mut() =
            StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    }
    *answer.body_mut() = body;
    answer
}
