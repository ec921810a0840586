//! Tells a running bot to stop.

use tokio::sync::watch;

/// A switch that is turned once. Clones share it.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let stop = molniya::Shutdown::new();
/// let seen = stop.clone();
/// stop.now();
/// seen.requested().await;
/// # });
/// ```
#[derive(Debug, Clone)]
pub struct Shutdown {
    switch: watch::Sender<bool>,
}

impl Shutdown {
    /// A switch that is off.
    pub fn new() -> Self {
        Shutdown { switch: watch::Sender::new(false) }
    }

    /// A switch that is turned by SIGTERM or Ctrl-C.
    ///
    /// # Errors
    /// When the process may not listen for signals.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn on_signals() -> std::io::Result<Self> {
        let stop = Shutdown::new();
        let turn = stop.clone();
        // Listened for from here on: a task that has not run yet would miss what comes at once.
        #[cfg(unix)]
        let (mut terminate, mut interrupt) = {
            use tokio::signal::unix::{SignalKind, signal};
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        tokio::spawn(async move {
            #[cfg(unix)]
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            #[cfg(not(unix))]
            let _ = tokio::signal::ctrl_c().await;
            turn.now();
        });
        Ok(stop)
    }

    /// Turns the switch.
    pub fn now(&self) {
        self.switch.send_replace(true);
    }

    /// Waits until the switch is turned. Cancel safe.
    pub async fn requested(&self) {
        let mut seen = self.switch.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = seen.wait_for(|on| *on).await;
    }
}

impl Default for Shutdown {
    fn default() -> Self {
        Shutdown::new()
    }
}
