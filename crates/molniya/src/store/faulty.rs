//! A store that fails when it is told to, for tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::*;

/// How a call of `apply` fails.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// Nothing was applied.
    Before(Fault),
    /// The group was applied, but the answer was lost.
    After(Fault),
}

/// Hands every call on to another store, except the calls of `apply` that are to fail.
pub(crate) struct FaultyStore {
    inner: Arc<dyn Store>,
    failures: Mutex<VecDeque<Option<Failure>>>,
}

impl FaultyStore {
    /// A store that does not fail yet.
    pub(crate) fn new(inner: Arc<dyn Store>) -> FaultyStore {
        FaultyStore { inner, failures: Mutex::default() }
    }

    /// Appends the fate of one more call of `apply`; `None` = it works.
    pub(crate) fn then(&self, failure: Option<Failure>) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).push_back(failure);
    }
}

impl Store for FaultyStore {
    fn apply(&self, group: Arc<Vec<Unit>>) -> BoxFuture<'_, Result<Vec<Verdict>, Fault>> {
        let fate = self.failures.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        Box::pin(async move {
            match fate.flatten() {
                None => self.inner.apply(group).await,
                Some(Failure::Before(fault)) => Err(fault),
                Some(Failure::After(fault)) => {
                    self.inner.apply(group).await?;
                    Err(fault)
                }
            }
        })
    }

    fn get(&self, keys: Vec<Key>) -> BoxFuture<'_, Result<Vec<Option<Versioned>>, Fault>> {
        self.inner.get(keys)
    }

    fn range(
        &self,
        prefix: Key,
        after: Option<Key>,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<(Key, Versioned)>, Fault>> {
        self.inner.range(prefix, after, limit)
    }

    fn pending(
        &self,
        queue: Queue,
        shard: Shard,
        after: Seq,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<Pending>, Fault>> {
        self.inner.pending(queue, shard, after, limit)
    }

    fn lease(
        &self,
        shard: Shard,
        me: ProcessId,
        ttl: Duration,
    ) -> BoxFuture<'_, Result<Option<Epoch>, Fault>> {
        self.inner.lease(shard, me, ttl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_may_be_lost_before_or_after_the_group_was_applied() {
        let store = FaultyStore::new(Arc::new(MemoryStore::default()));
        let late = || Fault::Unavailable("late".into());
        store.then(Some(Failure::Before(late())));
        store.then(None);
        store.then(Some(Failure::After(late())));
        let unit = |id| Unit {
            id: UnitId::Update(id),
            fence: (Shard(0), Epoch(0)),
            reads: vec![],
            ops: vec![],
            durable: true,
        };
        let (first, second) = (Arc::new(vec![unit(7)]), Arc::new(vec![unit(8)]));
        assert!(matches!(store.apply(first.clone()).await, Err(Fault::Unavailable(_))));
        assert!(matches!(store.apply(first).await.unwrap()[..], [Verdict::Applied(_)]));
        assert!(matches!(store.apply(second.clone()).await, Err(Fault::Unavailable(_))));
        assert_eq!(store.apply(second).await.unwrap(), [Verdict::Already]);
    }
}
