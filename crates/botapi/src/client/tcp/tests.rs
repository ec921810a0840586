//! Addresses that answer late, never or with a refusal.

use tokio::time::Instant;

use super::*;

fn addresses(count: u8) -> Vec<SocketAddr> {
    (0..count).map(|n| ([127, 0, 0, n], 443).into()).collect()
}

/// Races pretended addresses, each of which accepts or refuses after so many milliseconds.
async fn after(answers: &'static [(u64, bool)]) -> (io::Result<usize>, u128) {
    let begun = Instant::now();
    let connect = |address: SocketAddr| async move {
        let SocketAddr::V4(address) = address else { panic!("not ours: {address}") };
        let n = usize::from(address.ip().octets()[3]);
        let (ms, accepts) = answers[n];
        sleep(Duration::from_millis(ms)).await;
        if accepts { Ok(n) } else { Err(io::ErrorKind::ConnectionRefused.into()) }
    };
    let won = race(addresses(answers.len() as u8), connect).await.map(|(_, n)| n);
    (won, begun.elapsed().as_millis())
}

#[tokio::test(start_paused = true)]
async fn the_first_address_is_alone_for_a_quarter_of_a_second() {
    let (won, ms) = after(&[(200, true), (0, true)]).await;
    assert_eq!((won.unwrap(), ms), (0, 200));
}

#[tokio::test(start_paused = true)]
async fn an_address_that_says_nothing_holds_up_the_next_for_a_quarter_of_a_second() {
    let (won, ms) = after(&[(9_000, true), (9_000, true), (80, true)]).await;
    assert_eq!((won.unwrap(), ms), (2, 580));
}

#[tokio::test(start_paused = true)]
async fn a_slow_address_wins_if_the_next_is_slower() {
    let (won, ms) = after(&[(400, true), (400, true)]).await;
    assert_eq!((won.unwrap(), ms), (0, 400));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_starts_the_next_at_once() {
    let (won, ms) = after(&[(10, false), (80, true)]).await;
    assert_eq!((won.unwrap(), ms), (1, 90));
}

#[tokio::test(start_paused = true)]
async fn without_any_that_accepts_the_last_refusal_is_told() {
    let (won, ms) = after(&[(9_000, true), (10, false)]).await;
    assert_eq!((won.unwrap_err().kind(), ms), (io::ErrorKind::TimedOut, 3_000));
    let (won, _) = after(&[]).await;
    assert_eq!(won.unwrap_err().kind(), io::ErrorKind::AddrNotAvailable);
}

#[tokio::test]
async fn a_connection_sends_at_once_and_asks_whether_the_other_side_is_there() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let names = Names::new(move || async move { Ok(vec![address]) });
    let stream = connect(&names).await.unwrap();
    assert!(stream.nodelay().unwrap());
    assert!(SockRef::from(&stream).keepalive().unwrap());
}
