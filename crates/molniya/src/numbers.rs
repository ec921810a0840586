//! Numbers that are given out once: order numbers and the like.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::answer::HandlerError;
use crate::failpoint::{self, Failpoint};
use crate::store::{Epoch, Fault, Key, Op, Scope, Shard, Store, Unit, UnitId, Verdict, Version};

/// First and largest block that is reserved at once.
const BLOCK: (u64, u64) = (4, 1_024);
/// A block that is used up sooner than this is followed by one twice as large.
const SOON: Duration = Duration::from_secs(1);

/// Gives out numbers, from 1 upwards, each once. A number whose handler fails is a gap.
///
/// Numbers are reserved in the store in blocks, outside the handler's effects: small blocks while
/// few are asked for, larger ones under load.
#[derive(Clone)]
pub struct Numbers {
    shared: Arc<Shared>,
}

struct Shared {
    store: Arc<dyn Store>,
    scope: Scope,
    epoch: Epoch,
    /// Held while a block is reserved, so that one block is reserved at a time.
    blocks: Mutex<HashMap<&'static str, Block>>,
}

struct Block {
    next: u64,
    end: u64,
    size: u64,
    since: Instant,
    version: Version,
}

impl std::fmt::Debug for Numbers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Numbers").finish_non_exhaustive()
    }
}

impl Numbers {
    pub(crate) fn new(store: Arc<dyn Store>, scope: Scope, epoch: Epoch) -> Self {
        Numbers { shared: Arc::new(Shared { store, scope, epoch, blocks: Mutex::default() }) }
    }

    /// The next number of a series.
    ///
    /// Cancel safe: at worst a block of numbers is skipped.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next(&self, series: &'static str) -> Result<u64, HandlerError> {
        let mut blocks = self.shared.blocks.lock().await;
        let size = match blocks.get_mut(series) {
            Some(block) if block.next < block.end => {
                block.next += 1;
                return Ok(block.next - 1);
            }
            Some(block) if block.since.elapsed() < SOON => (block.size * 2).min(BLOCK.1),
            Some(_) | None => BLOCK.0,
        };
        let (first, version) = self.shared.reserve(series, size).await?;
        failpoint::reach(Failpoint::NumbersReserved);
        let end = first + size;
        let block = Block { next: first + 1, end, size, since: Instant::now(), version };
        blocks.insert(series, block);
        Ok(first)
    }

    /// Returns what was reserved and not given out, at a clean stop.
    pub(crate) async fn give_back(&self) {
        let mut blocks = self.shared.blocks.lock().await;
        for (series, block) in blocks.drain() {
            if block.next < block.end {
                let key = self.shared.scope.counter(series);
                // If it does not succeed there is a gap, which is allowed.
                let _ = self.shared.write(key, block.version, block.next).await;
            }
        }
    }
}

impl Shared {
    async fn reserve(&self, series: &str, size: u64) -> Result<(u64, Version), HandlerError> {
        let key = self.scope.counter(series);
        loop {
            let read = self.store.get(vec![key.clone()]).await?.into_iter().next().flatten();
            let (first, version) = match read {
                None => (1, Version(0)),
                Some(found) => (found.value.parse::<u64>()?, found.version),
            };
            match self.write(key.clone(), version, first + size).await {
                Ok(Verdict::Applied(version)) => return Ok((first, version)),
                // Another handler was faster, or an earlier try has succeeded unseen.
                Ok(Verdict::Conflict(_) | Verdict::Already) => {}
                Ok(Verdict::Fenced) => {
                    return Err(HandlerError::Failed("another process owns the bot now".into()));
                }
                Err(Fault::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(10)).await,
                Err(fault) => return Err(fault.into()),
            }
        }
    }

    async fn write(&self, key: Key, version: Version, next: u64) -> Result<Verdict, Fault> {
        let unit = Unit {
            id: UnitId::Plain,
            fence: (Shard(0), self.epoch),
            reads: vec![(key.clone(), version)],
            ops: vec![Op::Put(key, next.to_string().into())],
            durable: true,
        };
        let verdicts = self.store.apply(Arc::new(vec![unit])).await?;
        verdicts.into_iter().next().ok_or_else(|| Fault::Fatal("no verdict".into()))
    }
}
