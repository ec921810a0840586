//! How connections are kept, replaced and shared.

use std::time::Duration;

use molniya_botapi::{ApiUrl, CallError, Client, ClientConfig, NetworkError, RawResult};
use tokio::{net::TcpListener, task::JoinSet};

use crate::server::{Clock, Reply, Server, ok, token};

const SOON: Duration = Duration::from_secs(20);

async fn call(client: &Client) -> Result<RawResult, CallError> {
    client.call_raw("getMe", "{}".into(), SOON).await
}

/// Makes this many calls at once.
fn calls(
    client: &Client,
    count: usize,
    deadline: Duration,
) -> JoinSet<Result<RawResult, CallError>> {
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        calls.spawn(async move { client.call_raw("getMe", "{}".into(), deadline).await });
    }
    calls
}

#[tokio::test]
async fn the_floor_is_open_before_the_first_call() {
    let server = Server::start(|_| ok("true")).await;
    let client = server.client_with(3);
    assert_eq!(server.seen().accepted, 0);
    client.warm().await;
    server.until(|seen| seen.accepted == 3).await;
    for _ in 0..10 {
        call(&client).await.unwrap();
    }
    assert_eq!(server.seen().accepted, 3);
}

#[tokio::test]
async fn more_calls_at_once_than_the_floor_all_run_at_once() {
    let server = Server::start(|_| Reply::Gather(20)).await;
    let client = server.client_with(2);
    let results = calls(&client, 20, SOON).join_all().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
}

#[tokio::test]
async fn a_burst_beyond_the_bound_waits_for_connections_that_come_free() {
    let server = Server::start(|n| if n < 64 { Reply::Gather(64) } else { ok("true") }).await;
    let client = server.client_with(2);
    let results = calls(&client, 200, SOON).join_all().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let seen = server.seen();
    assert_eq!((seen.accepted, seen.requests.len()), (64, 200));
}

#[tokio::test]
async fn a_burst_is_remembered_and_then_forgotten() {
    let clock = Clock::stop();
    let server = Server::start(|n| Reply::Gather(if n < 10 { 10 } else { 20 })).await;
    let client = server.client_with(2);
    let results = calls(&client, 10, SOON).join_all().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    clock.advance(60).await;
    let waited = client.connections().waited;
    let results = calls(&client, 10, SOON).join_all().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(client.connections().waited, waited, "the next burst like it meets no handshake");
    clock.advance(300 + 10 * 10).await;
    server.until(|seen| seen.accepted - seen.closed <= 3).await;
}

#[tokio::test]
async fn a_connection_the_peer_closed_is_replaced_and_no_call_is_lost() {
    let clock = Clock::stop();
    let server = Server::start(|_| ok("true")).await;
    let client = server.client_with(2);
    client.warm().await;
    call(&client).await.unwrap();
    clock.advance(2).await;
    server.close_all();
    // The upkeep has noticed when it opens new ones.
    server.until(|seen| seen.accepted == 4 && seen.closed == 2).await;
    for _ in 0..4 {
        call(&client).await.unwrap();
    }
    assert_eq!(server.seen().requests.len(), 5);
}

#[tokio::test]
async fn an_answer_that_ends_the_connection_is_an_answer() {
    let body = r#"{"ok":true,"result":true}"#;
    let text = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let server = Server::start(move |_| Reply::BytesAndClose(text.clone())).await;
    let client = server.client();
    for _ in 0..5 {
        call(&client).await.unwrap();
    }
    assert_eq!(server.seen().requests.len(), 5);
}

#[tokio::test]
async fn connections_are_replaced_before_they_are_30_s_old() {
    let clock = Clock::stop();
    let server = Server::start(|_| ok("true")).await;
    let client = server.client_with(3);
    client.warm().await;
    server.until(|seen| seen.accepted == 3).await;
    clock.advance(7).await;
    assert_eq!((server.seen().accepted, server.seen().closed), (3, 0));
    clock.advance(22).await;
    server.until(|seen| seen.accepted == 6 && seen.closed == 3).await;
    call(&client).await.unwrap();
    assert_eq!(client.connections().waited, 0);
}

#[tokio::test]
async fn an_old_connection_serves_until_a_new_one_is_open() {
    let clock = Clock::stop();
    let mut server = Server::start(|_| ok("true")).await;
    let client = server.client_with(2);
    client.warm().await;
    server.until(|seen| seen.accepted == 2).await;
    server.stop_accepting().await;
    clock.advance(28).await;
    call(&client).await.unwrap();
    clock.advance(3).await;
    server.until(|seen| seen.closed == 2).await;
    let error = call(&client).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Connect(_))), "{error:?}");
}

#[tokio::test]
async fn a_poll_takes_a_connection_that_will_not_be_too_old_at_its_end() {
    let clock = Clock::stop();
    let server = Server::start(|_| ok("[]")).await;
    let client = server.client_with(1);
    client.warm().await;
    server.until(|seen| seen.accepted == 1).await;
    let poll = async || client.get_updates("{}".into(), Duration::from_secs(25)).await.unwrap();
    clock.advance(9).await;
    assert!(poll().await.is_empty());
    // The pool keeps one more while there are polls.
    server.until(|seen| seen.accepted == 2).await;
    clock.advance(2).await;
    poll().await;
    assert_eq!(client.connections().waited, 0);
}

#[tokio::test]
async fn a_parked_poll_holds_up_no_call() {
    let server = Server::start(|n| if n == 0 { Reply::Hang } else { ok("true") }).await;
    let client = server.client_with(1);
    client.warm().await;
    let poller = client.clone();
    let poll =
        tokio::spawn(async move { poller.get_updates("{}".into(), Duration::from_secs(25)).await });
    server.until(|seen| seen.requests.len() == 1).await;
    call(&client).await.unwrap();
    // The floor counts without the poll.
    server.until(|seen| seen.accepted == 2).await;
    poll.abort();
    server.until(|seen| seen.closed == 1).await;
}

#[tokio::test]
async fn a_deadline_after_the_request_left_makes_the_outcome_unknown_and_frees_the_place() {
    let clock = Clock::stop();
    let server = Server::start(|n| if n < 64 { Reply::Hang } else { ok("true") }).await;
    let client = server.client_with(1);
    let hung = calls(&client, 64, Duration::from_secs(5));
    server.until(|seen| seen.requests.len() == 64).await;
    clock.advance(6).await;
    for result in hung.join_all().await {
        let error = result.unwrap_err();
        assert!(matches!(error, CallError::Unknown(NetworkError::Deadline(_))), "{error:?}");
    }
    call(&client).await.unwrap();
    server.until(|seen| seen.closed >= 64).await;
}

#[tokio::test]
async fn a_deadline_before_anything_left_means_not_sent() {
    let clock = Clock::stop();
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: ApiUrl =
        format!("https://localhost:{}", silent.local_addr().unwrap().port()).parse().unwrap();
    let client = Client::new(ClientConfig::new(url, token())).unwrap();
    let call =
        tokio::spawn(
            async move { client.call_raw("getMe", "{}".into(), Duration::from_secs(2)).await },
        );
    // The handshake has begun and will never go on.
    let _held = silent.accept().await.unwrap();
    clock.advance(3).await;
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Deadline(_))), "{error:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_means_not_sent() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let url: ApiUrl = format!("http://127.0.0.1:{port}").parse().unwrap();
    let client = Client::new(ClientConfig::new(url, token())).unwrap();
    client.warm().await;
    let error = call(&client).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Connect(_))), "{error:?}");
    assert!(!error.is_outcome_unknown());
}

#[tokio::test]
async fn a_call_waits_for_a_free_connection_when_no_new_one_can_be_opened() {
    let clock = Clock::stop();
    let mut server = Server::start(|n| if n < 2 { Reply::Gather(2) } else { ok("true") }).await;
    let client = server.client_with(2);
    client.warm().await;
    server.until(|seen| seen.accepted == 2).await;
    let first = calls(&client, 1, SOON);
    server.until(|seen| seen.requests.len() == 1).await;
    server.stop_accepting().await;
    let rest = calls(&client, 5, SOON);
    clock.advance(1).await;
    let results = first.join_all().await.into_iter().chain(rest.join_all().await);
    for result in results {
        result.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_means_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url: ApiUrl = format!("https://127.0.0.1:{port}").parse().unwrap();
    let rude = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ =
                tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 No\r\n\r\n").await;
        }
    });
    let error = call(&Client::new(ClientConfig::new(url, token())).unwrap()).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Tls(_))), "{error:?}");
    rude.abort();
}

#[tokio::test]
async fn everything_ends_with_the_last_client() {
    let clock = Clock::stop();
    let server = Server::start(|_| ok("true")).await;
    let client = server.client_with(3);
    client.warm().await;
    let other = client.clone();
    drop(client);
    call(&other).await.unwrap();
    server.until(|seen| seen.accepted == 3).await;
    assert_eq!(server.seen().closed, 0);
    drop(other);
    server.until(|seen| seen.closed == 3).await;
    clock.advance(40).await;
    assert_eq!(server.seen().accepted, 3);
}
