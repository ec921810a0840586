//! Orders, played once before anything is counted: the updates of each step, what was stored then, and what the bot
//! made of it.

use std::sync::Arc;
use std::time::Duration;

use molniya::stages::{Arrived, Stages};
use molniya::store::{MemoryStore, Op, ProcessId, Scope, Seq, Shard, Store, Unit};
use molniya::{Envelope, UserId};
use molniya_bench::json::{Card, message_update, press_update};
use molniya_bench::script::{Act, Script};
use molniya_orderbot::{Shop, router};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{Failure, pipe};

/// The first person's id.
const FIRST_PERSON: i64 = 5_000_000_000;
/// What a send is answered.
const SENT: &str = r#"{"message_id":8100200,"date":1795000000,"chat":{"id":5000000001,"first_name":"Ann","username":"ann","type":"private"},"text":"How many?"}"#;

/// A step of a person.
pub(crate) struct Moment {
    pub(crate) arrived: Arrived,
    pub(crate) unit: Unit,
}

/// The order bot on a store in memory, and the people who order.
pub(crate) struct Orders {
    pub(crate) stages: Stages<Shop>,
    store: Arc<dyn Store>,
    next: i64,
}

/// The bot the orders are for.
pub(crate) fn scope() -> Scope {
    Scope::new(UserId(123_456), "https://api.telegram.org")
}

/// Makes this process the owner of a store.
pub(crate) async fn own(store: &dyn Store) -> Result<molniya::store::Epoch, Failure> {
    let epoch = store.lease(Shard(0), ProcessId("count".into()), Duration::from_secs(3_600));
    Ok(epoch.await?.ok_or("the store has another owner")?)
}

impl Orders {
    pub(crate) async fn new() -> Result<Orders, Failure> {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let epoch = own(&*store).await?;
        let client = pipe::client(SENT)?;
        client.warm().await;
        let owned = (store.clone(), scope(), epoch);
        let stages = Stages::new(router(), Shop::load(None)?, owned, client)?;
        Ok(Orders { stages, store, next: 700_000_000 })
    }

    /// Lets a person order twice and gives the steps of the second order: then nothing happens for the first time.
    pub(crate) async fn order(&mut self, person: i64) -> Result<Vec<Moment>, Failure> {
        let mut card = None;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for moments in [&mut first, &mut second] {
            for step in Script::Order.steps() {
                let moment = self.step(FIRST_PERSON + person, &step.act, card.as_ref()).await?;
                card = shown(&moment.unit, moment.arrived.envelope.update_id);
                moments.push(moment);
            }
        }
        Ok(second)
    }

    async fn step(&mut self, from: i64, act: &Act, card: Option<&Card>) -> Result<Moment, Failure> {
        self.next += 1;
        let update = match (act, card) {
            (Act::Press(data), Some(card)) => {
                press_update(self.next, self.next.unsigned_abs() << 32, from, card, data)
            }
            _ => message_update(self.next, self.next, from, act),
        };
        let raw: Arc<str> = String::from_utf8(update)?.into();
        let envelope = Arc::new(Envelope::read(&raw)?);
        let sessions = self.store.get(self.stages.sessions(&envelope)).await?;
        let arrived = Arrived { raw, envelope, sessions };
        let unit = self.unit(&arrived, Seq(self.next.unsigned_abs())).await?;
        self.store.apply(Arc::new(vec![unit.clone()])).await?;
        Ok(Moment { arrived, unit })
    }

    /// What the bot makes of an update.
    pub(crate) async fn unit(&self, arrived: &Arrived, seq: Seq) -> Result<Unit, Failure> {
        let handled = self.stages.route(arrived).await.map_err(|error| error.to_string())?;
        Ok(self.stages.unit(arrived, handled, seq).map_err(|error| error.to_string())?)
    }
}

/// The message that a step ended with.
fn shown(unit: &Unit, message: i64) -> Option<Card> {
    #[derive(Deserialize)]
    struct Params<'a> {
        #[serde(borrow)]
        text: &'a RawValue,
        #[serde(borrow)]
        reply_markup: Option<&'a RawValue>,
    }
    let rows = unit.ops.iter().filter_map(|op| match op {
        Op::Append(row) => Some(row),
        _ => None,
    });
    let mut params = rows.flat_map(|row| &row.entries).filter(|entry| entry.chat.is_some());
    let params: Params<'_> = serde_json::from_str(&params.next_back()?.params).ok()?;
    Some(Card {
        message,
        text: params.text.get().to_owned(),
        markup: params.reply_markup.map(|markup| markup.get().to_owned()),
    })
}
