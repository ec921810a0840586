//! Every event the framework tells of, in one place: its name, level and fields.
//!
//! Events go out through `tracing` under the target `molniya`. The messages are stable.

use std::time::Duration;

use molniya_botapi::ChatId;

use crate::answer::HandlerError;
use crate::broadcast::Report;
use crate::store::{Entry, Epoch, Scope};
use crate::watchdog::Work;

/// The bot is at work. `clean`: the last process stopped by itself. `left`: calls and updates that
/// it left, of the updates those that there was room for.
pub(crate) fn started(
    scope: &Scope,
    username: Option<&str>,
    epoch: Epoch,
    clean: bool,
    left: (usize, usize),
) {
    let (scope, epoch, (outbox, journal)) = (scope.as_str(), epoch.0, left);
    tracing::info!(target: "molniya", username, scope, epoch, clean, outbox, journal, "started");
}

/// The bot has stopped; what is left is stored.
pub(crate) fn stopped(outbox: usize, updates: usize) {
    tracing::info!(target: "molniya", outbox, updates, "stopped");
}

/// The menu of commands could not be set.
pub(crate) fn menu_failed(why: &dyn std::fmt::Display) {
    tracing::warn!(target: "molniya", %why, "no command menu");
}

/// The bot works, but an operator cannot ask it anything.
pub(crate) fn no_control(socket: &std::path::Path, why: &dyn std::fmt::Display) {
    tracing::warn!(target: "molniya", socket = %socket.display(), %why, "no control socket");
}

/// A store did not answer; it is asked again.
pub(crate) fn store_unavailable(why: &str, wait: Duration) {
    tracing::error!(target: "molniya", why, wait_ms = wait.as_millis(), "store unavailable");
}

/// Updates could not be fetched; the source tries again.
pub(crate) fn source_failed(why: &dyn std::fmt::Display, wait: Duration) {
    tracing::warn!(target: "molniya", %why, wait_ms = wait.as_millis(), "no updates");
}

/// A handler failed; the update is tried again.
pub(crate) fn attempt_failed(update: i64, attempt: u32, error: &HandlerError) {
    tracing::warn!(target: "molniya", update, attempt, %error, "attempt failed");
}

/// What is under way cannot be marked: an update that ends the process would not be found.
pub(crate) fn no_marks(why: &dyn std::fmt::Display) {
    tracing::warn!(target: "molniya", %why, "no marks");
}

/// A handler's code has run for so long without waiting for anything, and runs on.
pub(crate) fn handler_blocks(work: Work, at_least: Duration) {
    let Work { update, handler } = work;
    let ms = at_least.as_millis();
    tracing::warn!(
        target: "molniya",
        update,
        handler,
        ms,
        "a handler blocks its thread: use molniya::blocking"
    );
}

/// Handlers that block their thread will not be named.
pub(crate) fn no_watchdog(why: &dyn std::fmt::Display) {
    tracing::warn!(target: "molniya", %why, "no watchdog");
}

/// An update was set aside.
pub(crate) fn dead_letter(update: i64, reason: &str) {
    tracing::error!(target: "molniya", update, reason, "set aside");
}

/// An update waited in the journal and its row is damaged there.
pub(crate) fn unreadable(update: i64) {
    tracing::error!(target: "molniya", update, "lost: its row in the journal is damaged, see `molniya damaged`");
}

/// A stored step could not be read and was put back to the start.
pub(crate) fn stale_step(update: i64, dialogue: &str) {
    tracing::warn!(target: "molniya", update, dialogue, "step started over");
}

/// A handler read something that changed before it was committed; it runs again.
pub(crate) fn conflict(update: i64, key: &str) {
    tracing::debug!(target: "molniya", update, key, "conflict");
}

/// A call has ended, well or badly. The next group that is begun stores what became of it.
pub(crate) fn call_ended(entry: &Entry) {
    tracing::trace!(
        target: "molniya",
        entry = %format_args!("{}.{}", entry.id.seq.0, entry.id.n),
        method = %entry.method,
        chat = entry.chat.map(|chat| chat.0),
        "call ended"
    );
}

/// A group of Units was applied.
pub(crate) fn applied(units: usize) {
    tracing::trace!(target: "molniya", units, "applied");
}

/// A call may or may not have been carried out. `repeat`: it is made again.
pub(crate) fn unknown(entry: &Entry, repeat: bool) {
    tracing::warn!(
        target: "molniya",
        entry = %format_args!("{}.{}", entry.id.seq.0, entry.id.n),
        method = %entry.method,
        chat = entry.chat.map(|chat| chat.0),
        repeat,
        "unknown"
    );
}

/// Telegram asked to wait.
pub(crate) fn flood_wait(method: &str, chat: Option<ChatId>, wait: Duration) {
    let (chat, wait_s) = (chat.map(|chat| chat.0), wait.as_secs());
    tracing::warn!(target: "molniya", method, chat, wait_s, "flood wait");
}

/// A call could not be made and is tried again.
pub(crate) fn call_failed(entry: &Entry, why: &dyn std::fmt::Display) {
    tracing::debug!(
        target: "molniya",
        method = %entry.method,
        chat = entry.chat.map(|chat| chat.0),
        %why,
        "call failed"
    );
}

/// A layer around calls panicked; the call went on without it.
pub(crate) fn layer_panicked(layer: &str, method: &str) {
    tracing::error!(target: "molniya", layer, method, "layer panicked");
}

/// A call was refused for good.
pub(crate) fn dead_call(entry: &Entry, reason: &str) {
    tracing::warn!(
        target: "molniya",
        entry = %format_args!("{}.{}", entry.id.seq.0, entry.id.n),
        method = %entry.method,
        chat = entry.chat.map(|chat| chat.0),
        reason,
        "refused"
    );
}

/// A broadcast has come to its end, or has paused because none of its messages arrives.
pub(crate) fn broadcast(report: &Report) {
    let Report { name, state, sent, failed, blocked, .. } = report;
    tracing::info!(target: "molniya", name, ?state, sent, failed, blocked, "broadcast");
}
