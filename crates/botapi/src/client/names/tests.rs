//! Answers of a pretended name server.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

fn address(n: u8) -> SocketAddr {
    ([127, 0, 0, n], 443).into()
}

/// The n-th question (from 0) is answered after a second as told.
fn names(answer: fn(usize) -> io::Result<Vec<SocketAddr>>) -> (Names, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let names = Names::new(move || {
        let n = counter.fetch_add(1, Ordering::Relaxed);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            answer(n)
        }
    });
    (names, asked)
}

#[tokio::test(start_paused = true)]
async fn a_dozen_that_ask_at_once_ask_once() {
    let (names, asked) = names(|_| Ok(vec![address(1)]));
    let all: tokio::task::JoinSet<_> = (0..12)
        .map(|_| {
            let names = names.clone();
            async move { names.addresses().await.unwrap() }
        })
        .collect();
    assert!(all.join_all().await.iter().all(|found| *found == [address(1)]));
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn an_old_answer_is_used_at_once_and_renewed_in_the_background() {
    let (names, asked) = names(|n| Ok(vec![address(n as u8)]));
    assert_eq!(names.addresses().await.unwrap(), [address(0)]);
    tokio::time::advance(LIFE).await;
    let begun = Instant::now();
    for _ in 0..3 {
        assert_eq!(names.addresses().await.unwrap(), [address(0)]);
    }
    assert_eq!(begun.elapsed(), Duration::ZERO, "nobody waited");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(names.addresses().await.unwrap(), [address(1)]);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn an_old_answer_is_good_while_there_is_no_new_one() {
    let (names, asked) = names(|n| match n {
        0 => Ok(vec![address(0)]),
        1 => Ok(Vec::new()),
        _ => Err(io::ErrorKind::TimedOut.into()),
    });
    names.addresses().await.unwrap();
    for _ in 0..5 {
        tokio::time::sleep(LIFE).await;
        assert_eq!(names.addresses().await.unwrap(), [address(0)]);
    }
    assert!(asked.load(Ordering::Relaxed) >= 5, "it goes on asking");
}

#[tokio::test(start_paused = true)]
async fn without_any_answer_there_is_an_error_and_the_next_asks_again() {
    let (names, _) = names(|n| match n {
        0 => Err(io::ErrorKind::NotFound.into()),
        1 => Ok(Vec::new()),
        _ => Ok(vec![address(2)]),
    });
    assert_eq!(names.addresses().await.unwrap_err().kind(), io::ErrorKind::NotFound);
    assert_eq!(names.addresses().await.unwrap_err().kind(), io::ErrorKind::AddrNotAvailable);
    assert_eq!(names.addresses().await.unwrap(), [address(2)]);
}

#[tokio::test(start_paused = true)]
async fn a_name_server_that_says_nothing_is_given_up() {
    let names = Names::new(std::future::pending::<io::Result<Vec<SocketAddr>>>);
    assert_eq!(names.addresses().await.unwrap_err().kind(), io::ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn what_worked_stands_in_front_and_what_failed_is_asked_for_anew() {
    let (names, _) = names(|n| match n {
        0 => Ok(vec![address(1), address(2), address(3)]),
        _ => Ok(vec![address(4), address(3)]),
    });
    names.addresses().await.unwrap();
    names.note_best(address(3));
    assert_eq!(names.addresses().await.unwrap(), [address(3), address(1), address(2)]);
    names.note_failure();
    names.addresses().await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(names.addresses().await.unwrap(), [address(3), address(4)]);
}
