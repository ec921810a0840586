//! The world behind its lock, for the tasks that share it, and the task that wakes it up.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, sleep_until};

use crate::clock::Now;
use crate::webhook::Order;
use crate::world::World;

/// A handle on the world; cheap to clone.
///
/// The lock is a plain mutex: every use is short, pure and never held across an await, see
/// [`Shared::with`]. A lock per chat would pay off only if single uses became slow.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    world: Arc<Mutex<World>>,
    alarm: Arc<Notify>,
    orders: mpsc::UnboundedSender<Order>,
}

impl Shared {
    /// Shares `world`; what its webhook wants to have done comes out of the receiver.
    pub(crate) fn new(world: World) -> (Self, mpsc::UnboundedReceiver<Order>) {
        // The machine gives a connection one order at a time, so this is as long as there are connections.
        let (orders, receiver) = mpsc::unbounded_channel();
        let world = Arc::new(Mutex::new(world));
        (Self { world, alarm: Arc::new(Notify::new()), orders }, receiver)
    }

    /// Does something to the world, then hands out what came of it.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut World, Now) -> R) -> R {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let before = world.next_wake();
        let skipped_before = world.skipped;
        let result = act(&mut world, Now::read().later(skipped_before));
        let skipped = world.skipped;
        world.deliver(Now::read().later(skipped));
        for order in world.webhook.take_orders() {
            // Nobody carries out orders while the emulator stops.
            let _ = self.orders.send(order);
        }
        // Whether time was skipped or not, the task that keeps it looks again.
        let moved = world.next_wake() != before || skipped != skipped_before;
        drop(world);
        if moved {
            self.alarm.notify_one();
        }
        result
    }

    /// Lets time pass in the world, for ever.
    pub(crate) async fn keep_time(self) {
        loop {
            // Whatever is done to the world, what is due is done after it: here it is nothing else.
            self.with(|_, _| ());
            let wake = {
                let world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
                world.next_wake().and_then(|at| at.checked_sub(world.skipped))
            };
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
