//! Groups of Units, as the group commit makes them.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use molniya::store::{
    Epoch, Key, MemoryStore, Op, OpenOptions, Seq, Settled, Shard, SqliteStore, Store, Unit,
    UnitId, Verdict, Version,
};

use crate::Failure;
use crate::order::{self, Moment, Orders};

/// Units in a group, apart from the one that settles.
pub(crate) const GROUP: usize = 32;

/// The versions of all that was written. Its hasher has no random keys, so that each run is the same.
type Versions = HashMap<Key, Version, BuildHasherDefault<DefaultHasher>>;

/// Groups in memory.
pub(crate) async fn memory(rounds: usize, most: usize) -> Result<(), Failure> {
    apply(&MemoryStore::default(), rounds, most).await
}

/// Groups in a file, which is gone afterwards.
pub(crate) async fn sqlite(rounds: usize, most: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let options = OpenOptions { scope: order::scope(), collections: Vec::new() };
    let store = SqliteStore::open(&folder.path().join("bot.db"), &options)?;
    apply(&store, rounds, most).await
}

async fn apply(store: &dyn Store, rounds: usize, most: usize) -> Result<(), Failure> {
    let epoch = order::own(store).await?;
    let groups = groups(most, epoch).await?;
    let mut versions = Versions::default();
    for mut group in groups.into_iter().take(rounds) {
        for unit in &mut group {
            for (key, version) in &mut unit.reads {
                *version = versions.get(key).copied().unwrap_or_default();
            }
        }
        let group = Arc::new(group);
        let verdicts = store.apply(group.clone()).await?;
        for (unit, verdict) in group.iter().zip(verdicts) {
            let Verdict::Applied(version) = verdict else {
                return Err(format!("a Unit was not applied: {verdict:?}").into());
            };
            for op in &unit.ops {
                match op {
                    Op::Put(key, _) => versions.insert(key.clone(), version),
                    Op::Delete(key) => versions.remove(key),
                    _ => None,
                };
            }
        }
    }
    Ok(())
}

/// All groups, made before the first is applied. In each group everybody is at another step of an order.
async fn groups(most: usize, epoch: Epoch) -> Result<Vec<Vec<Unit>>, Failure> {
    let mut orders = Orders::new().await?;
    let mut people: Vec<Vec<Moment>> = Vec::new();
    for person in 0..GROUP as i64 {
        people.push(orders.order(person).await?);
    }
    let (mut groups, mut settled, mut number) = (Vec::new(), Vec::new(), 0);
    for round in 0..most {
        let mut group = Vec::new();
        for (person, moments) in people.iter().enumerate() {
            number += 1;
            let unit = &moments[(round + person) % moments.len()].unit;
            group.push(numbered(unit, number, epoch));
        }
        let calls = group.iter().flat_map(settle).collect();
        let ops = std::mem::replace(&mut settled, calls);
        group.push(Unit {
            id: UnitId::Plain,
            fence: (Shard(0), epoch),
            reads: Vec::new(),
            ops,
            durable: false,
        });
        groups.push(group);
    }
    Ok(groups)
}

/// The same Unit as another one.
fn numbered(unit: &Unit, number: u32, epoch: Epoch) -> Unit {
    let mut unit = unit.clone();
    unit.id = UnitId::Update(700_000_000 + i64::from(number));
    unit.fence = (Shard(0), epoch);
    let seq = Seq((epoch.0 << 40) + u64::from(number));
    for op in &mut unit.ops {
        if let Op::Append(row) = op {
            row.seq = seq;
            for entry in &mut row.entries {
                entry.id.seq = seq;
            }
        }
    }
    unit
}

/// What is stored when the calls of a Unit were answered.
fn settle(unit: &Unit) -> Vec<Op> {
    let mut ops = Vec::new();
    for op in &unit.ops {
        let Op::Append(row) = op else { continue };
        for entry in &row.entries {
            if let (Some(chat), Some(handle)) = (entry.chat, &entry.handle) {
                ops.push(Op::Put(order::scope().handle(chat, handle), "8100200".into()));
            }
            ops.push(Op::Settle(entry.id, Settled::Over));
        }
    }
    ops
}
