//! The world behind its lock, for the tasks that share it, and the task that wakes it up.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, Semaphore, SemaphorePermit, mpsc, watch};
use tokio::time::{Instant, sleep_until};

use crate::bots::BotId;
use crate::clock::Now;
use crate::link::{Link, Links};
use crate::webhook::Order;
use crate::world::World;

/// Bytes of the bodies of all requests together; those that wait for room are not read.
const ROOM: usize = 512 << 20;
/// The unit in which room is given.
const UNIT: usize = 64 << 10;

/// A handle on the world; cheap to clone.
///
/// The lock is a plain mutex: every use is short, pure and never held across an await, see
/// [`Shared::with`]. A lock per chat would pay off only if single uses became slow.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    world: Arc<Mutex<World>>,
    alarm: Arc<Notify>,
    orders: mpsc::UnboundedSender<(BotId, Order)>,
    /// Room for the bodies of requests that are being read or answered, in [`UNIT`]s.
    room: Arc<Semaphore>,
    link: Arc<watch::Sender<Links>>,
}

impl Shared {
    /// Shares `world`; what its webhooks want to have done comes out of the receiver.
    pub(crate) fn new(world: World) -> (Self, mpsc::UnboundedReceiver<(BotId, Order)>) {
        // The machine gives a connection one order at a time, so this is as long as there are connections.
        let (orders, receiver) = mpsc::unbounded_channel();
        let world = Arc::new(Mutex::new(world));
        let room = Arc::new(Semaphore::new(ROOM / UNIT));
        let link = Arc::new(watch::Sender::default());
        (Self { world, alarm: Arc::new(Notify::new()), orders, room, link }, receiver)
    }

    /// Does something to the world, then hands out what came of it.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut World, Now) -> R) -> R {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let before = world.next_wake();
        let skipped_before = world.skipped;
        let result = act(&mut world, Now::read().later(skipped_before));
        let skipped = world.skipped;
        world.deliver(Now::read().later(skipped));
        for order in world.take_orders() {
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

    /// The links between bots and the server, and every change of them.
    pub(crate) fn link(&self) -> watch::Receiver<Links> {
        self.link.subscribe()
    }

    /// Changes the link of a bot or of all, also of connections that stand.
    pub(crate) fn set_link(&self, bot: Option<i64>, link: Link) {
        self.link.send_modify(|links| links.set(bot, link));
    }

    /// Waits until there is room for a body of so many bytes, and holds it.
    ///
    /// Whoever waits is served in turn; a request that is dropped while it waits loses its place, and nothing else.
    pub(crate) async fn room(&self, bytes: usize) -> Option<SemaphorePermit<'_>> {
        let units = u32::try_from(bytes.min(ROOM).div_ceil(UNIT)).unwrap_or(u32::MAX);
        // It is never closed.
        self.room.acquire_many(units).await.ok()
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
