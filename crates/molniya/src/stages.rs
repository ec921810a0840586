//! The stages of an update's way, one at a time, for the program that counts their instructions.
//!
//! Hidden, because it is no interface for bots: it may change with the code behind it. Each method calls what the
//! dispatcher calls, so it must not do anything of its own that would be worth counting.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use molniya_botapi::{CallError, Client, Envelope, RawResult};

use crate::answer::{Answer, HandlerError, Json};
use crate::api::Api;
use crate::broadcast::Broadcasts;
use crate::clock::Clock;
use crate::cx::{Cx, Parts, Records};
use crate::gate::{DEFAULT_RATE, Direct, SharedGate};
use crate::numbers::Numbers;
use crate::outgoing::{Call, GateLayers, Outgoing};
use crate::router::{Kinds, Routed, Router, RouterError, Table};
use crate::store::{
    Entry, EntryState, Epoch, Key, Scope, Seq, Shard, Store, Time, Unit, UnitId, Version, Versioned,
};
use crate::unit::{Effects, Origin, on_the_wire, resolve};

/// How long a call may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// A bot that does nothing by itself.
pub struct Stages<S> {
    table: Table<S>,
    state: Arc<S>,
    store: Arc<dyn Store>,
    scope: Scope,
    epoch: Epoch,
    numbers: Numbers,
    outgoing: Outgoing,
    direct: Direct,
}

/// An update and what is stored of its lane.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The update as it came.
    pub raw: Arc<str>,
    /// The same, read.
    pub envelope: Arc<Envelope>,
    /// Under the keys of [`Stages::sessions`].
    pub sessions: Vec<Option<Versioned>>,
}

impl<S: Send + Sync + 'static> Stages<S> {
    /// A bot that owns its store in this epoch.
    ///
    /// # Errors
    /// The router has a mistake.
    pub fn new(
        router: Router<S>,
        state: S,
        (store, scope, epoch): (Arc<dyn Store>, Scope, Epoch),
        client: Client,
    ) -> Result<Stages<S>, RouterError> {
        let outgoing = Outgoing::new(client, GateLayers::default());
        Ok(Stages {
            table: router.build()?,
            state: Arc::new(state),
            numbers: Numbers::new(store.clone(), scope.clone(), epoch),
            direct: Direct::new(
                outgoing.clone(),
                SharedGate::new(DEFAULT_RATE),
                Clock::start(Time(0)),
            ),
            outgoing,
            store,
            scope,
            epoch,
        })
    }

    /// The keys of what must be loaded before an update is routed.
    pub fn sessions(&self, envelope: &Envelope) -> Vec<Key> {
        let lane = self.table.lane_key(envelope);
        self.table.dialogues().iter().map(|name| self.scope.session(lane, name)).collect()
    }

    /// Finds the route, makes the handler's arguments and runs it. Gives also what it has read.
    ///
    /// # Errors
    /// No handler takes the update, or it fails.
    pub async fn route(
        &self,
        arrived: &Arrived,
    ) -> Result<(Answer, Vec<(Key, Version)>), HandlerError> {
        let reads: Arc<Mutex<Vec<(Key, Version)>>> = Arc::default();
        let stored = |found: &Option<Versioned>| -> Option<Json> {
            found.as_ref().map(|found| found.value.clone())
        };
        let sessions = self.table.dialogues().iter().zip(&arrived.sessions);
        let cx = Cx::from(Parts {
            envelope: arrived.envelope.clone(),
            raw: arrived.raw.clone(),
            sessions: sessions.map(|(name, found)| (*name, stored(found))).collect(),
            state: self.state.clone(),
            api: Api::new(self.direct.clone(), Arc::default(), Time::now().after(DEADLINE)),
            records: Records {
                store: self.store.clone(),
                scope: self.scope.clone(),
                reads: reads.clone(),
            },
            numbers: self.numbers.clone(),
            broadcasts: Broadcasts::new().0,
            kind: Kinds::of(arrived.envelope.kind),
        });
        let Routed::Run(handler, _) = self.table.route(&cx) else {
            return Err(HandlerError::Failed("no handler takes the update".into()));
        };
        let answer = handler.await?;
        let reads = std::mem::take(&mut *reads.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((answer, reads))
    }

    /// Makes of an answer what is stored. Its calls may leave at once.
    ///
    /// # Errors
    /// The answer does not fit the update.
    pub fn unit(
        &self,
        arrived: &Arrived,
        (answer, reads): (Answer, Vec<(Key, Version)>),
        seq: Seq,
    ) -> Result<Unit, HandlerError> {
        let envelope = &*arrived.envelope;
        let origin = Origin { scope: &self.scope, lane: self.table.lane_key(envelope), envelope };
        let mut effects = resolve(answer, &origin, seq, Time::now())?;
        for entry in &mut effects.entries {
            entry.state = EntryState::Claimed(self.epoch);
        }
        let mut ops = effects.ops;
        ops.extend(Effects::append(effects.entries, seq));
        let version = |found: &Option<Versioned>| found.as_ref().map_or(Version(0), |f| f.version);
        let sessions = self.sessions(envelope).into_iter();
        let sessions = sessions.zip(arrived.sessions.iter().map(version));
        Ok(Unit {
            id: UnitId::Update(envelope.update_id),
            fence: (Shard(0), self.epoch),
            reads: sessions.chain(reads).collect(),
            ops,
            durable: true,
        })
    }

    /// Makes a stored call.
    ///
    /// # Errors
    /// As [`Client::call_raw`].
    pub async fn send(&self, entry: &Entry) -> Result<RawResult, CallError> {
        let (method, body) = on_the_wire(entry, None);
        self.outgoing.make(Call::new(method, String::from(body).into()), DEADLINE).await
    }
}

impl<S> std::fmt::Debug for Stages<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stages").field("scope", &self.scope).finish_non_exhaustive()
    }
}
