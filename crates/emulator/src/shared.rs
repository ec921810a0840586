//! The world behind its lock, for the tasks that share it, and the task that wakes it up.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::clock::Now;
use crate::world::World;

/// A handle on the world; cheap to clone.
///
/// The lock is a plain mutex: every use is short, pure and never held across an await, see
/// [`Shared::with`]. A lock per chat would pay off only if single uses became slow.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    world: Arc<Mutex<World>>,
    alarm: Arc<Notify>,
}

impl Shared {
    /// Shares `world`.
    pub(crate) fn new(world: World) -> Self {
        Self { world: Arc::new(Mutex::new(world)), alarm: Arc::new(Notify::new()) }
    }

    /// Does something to the world, then hands out what came of it.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut World, Now) -> R) -> R {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let before = world.polling.next_wake();
        let result = act(&mut world, Now::read());
        world.deliver();
        let moved = world.polling.next_wake() != before;
        drop(world);
        if moved {
            self.alarm.notify_one();
        }
        result
    }

    /// Lets time pass in the world, for ever.
    pub(crate) async fn keep_time(self) {
        loop {
            let wake = self.with(|world, now| {
                world.polling.tick(now);
                world.polling.next_wake()
            });
            match wake {
                Some(at) => tokio::select! {
                    () = sleep_until(Instant::from_std(at)) => {}
                    () = self.alarm.notified() => {}
                },
                None => self.alarm.notified().await,
            }
        }
    }
}
