//! Code that blocks its thread, moved to where it delays nobody.

use std::panic::resume_unwind;

/// Runs code that computes for long or waits without `await`, on a thread that is there for it.
///
/// Handlers share few threads, and the first steps of all of them run on one: a handler that blocks, be it for 100 ms,
/// delays every conversation. Such a handler is named in the log ("a handler blocks its thread"); this is the cure. Waiting
/// for what it gives delays only the handler's own conversation.
///
/// How many can run at once is up to the tokio runtime, 512 unless it was built otherwise; more wait for their turn.
///
/// # Panics
/// If the code does; for the handler it is as if it had panicked itself.
///
/// # Cancel safety
/// Code that has begun runs to its end, also when nobody waits for it any more, as after the handler's deadline.
///
/// ```
/// use molniya::{Reply, Text, blocking, say};
///
/// fn slow_sum(text: &str) -> u32 {
///     text.bytes().map(u32::from).sum()
/// }
///
/// async fn sum(Text(text): Text) -> Reply {
///     let sum = blocking(move || slow_sum(&text)).await;
///     say(format!("That makes {sum}."))
/// }
/// # let _: molniya::Router<()> = molniya::Router::new().on(molniya::text(), sum);
/// ```
pub async fn blocking<T: Send + 'static>(code: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(code).await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The runtime is going away, and with it whoever waits here.
            Err(_) => std::future::pending().await,
        },
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_of_the_code_is_one_of_whoever_waits_for_it() {
        let waiting = std::panic::AssertUnwindSafe(blocking(|| panic!("out of tea")));
        let panic = waiting.catch_unwind().await.unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"out of tea"));
    }
}
