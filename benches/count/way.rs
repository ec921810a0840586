//! The ways that are counted.

use std::hint::black_box;
use std::sync::Arc;

use clap::ValueEnum;
use molniya::store::{Op, Seq};
use molniya::{CallbackData, Envelope, InlineKeyboard, IntoAnswer, LongPolling, UpdateSource, say};

use crate::order::Orders;
use crate::{Failure, commit, pipe};

/// A part of the way of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Way {
    /// From the bytes of an answer of getUpdates with 100 updates to their envelopes.
    Decode,
    /// From envelope and stored steps through router, extractors and handler to the Unit that is to be stored.
    Route,
    /// The Units of 32 people and the settling of the calls of the 32 before, in memory.
    CommitMemory,
    /// The same in a file.
    CommitSqlite,
    /// From a handler's answer with text and keyboard to a request on a warm connection, and its answer read.
    Encode,
}

/// What the buttons of the encoded message carry.
#[derive(CallbackData)]
struct Quantity {
    number: u16,
}

/// Updates in an answer of getUpdates.
const BATCH: usize = 100;

impl Way {
    pub(crate) const ALL: [Way; 5] =
        [Way::Decode, Way::Route, Way::CommitMemory, Way::CommitSqlite, Way::Encode];

    /// As it is recorded.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Way::Decode => "decode",
            Way::Route => "route",
            Way::CommitMemory => "commit-memory",
            Way::CommitSqlite => "commit-sqlite",
            Way::Encode => "encode",
        }
    }

    /// How many updates or calls it takes at once.
    pub(crate) fn items(self) -> usize {
        self.rounds()
            * match self {
                Way::Decode => BATCH,
                Way::Route | Way::Encode => 1,
                Way::CommitMemory | Way::CommitSqlite => commit::GROUP,
            }
    }

    /// How often it is gone for one count.
    pub(crate) fn rounds(self) -> usize {
        match self {
            Way::Decode => 10,
            Way::Route | Way::Encode => 1_200,
            // A multiple of the length of an order, and the file's log is folded in more than once.
            Way::CommitMemory | Way::CommitSqlite => 120,
        }
    }

    /// Goes it `times` as often. All that must be prepared is the same for once and twice.
    pub(crate) fn go(self, times: usize) -> Result<(), Failure> {
        let rounds = self.rounds() * times;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            match self {
                Way::Decode => decode(rounds).await,
                Way::Route => route(rounds).await,
                Way::CommitMemory => commit::memory(rounds, 2 * self.rounds()).await,
                Way::CommitSqlite => commit::sqlite(rounds, 2 * self.rounds()).await,
                Way::Encode => encode(rounds).await,
            }
        })
    }
}

async fn decode(rounds: usize) -> Result<(), Failure> {
    let mut orders = Orders::new().await?;
    let mut updates = Vec::new();
    while updates.len() < BATCH {
        let moments = orders.order(updates.len() as i64).await?;
        updates.extend(moments.into_iter().map(|moment| moment.arrived.raw));
    }
    updates.truncate(BATCH);
    let result = format!("[{}]", updates.join(","));
    let client = pipe::client(&result)?;
    client.warm().await;
    let mut source = LongPolling::new(client, &["message", "callback_query"]);
    for _ in 0..rounds {
        let batch = source.next(BATCH).await?;
        for raw in &batch {
            black_box(Arc::new(Envelope::read(raw)?));
        }
        if batch.len() != BATCH {
            return Err("not all updates were decoded".into());
        }
    }
    Ok(())
}

async fn route(rounds: usize) -> Result<(), Failure> {
    let mut orders = Orders::new().await?;
    let moments = orders.order(0).await?;
    for n in 0..rounds {
        let arrived = &moments[n % moments.len()].arrived;
        black_box(orders.unit(arrived, Seq(1)).await?);
    }
    Ok(())
}

async fn encode(rounds: usize) -> Result<(), Failure> {
    const TEXT: &str = "Сколько штук? Выберите или напишите число от 1 до 999.";
    let mut orders = Orders::new().await?;
    let moments = orders.order(0).await?;
    let arrived = &moments[0].arrived;
    let mut keyboard = InlineKeyboard::new();
    for n in 1..=10 {
        keyboard = keyboard.button(n.to_string(), &Quantity { number: n });
    }
    let keyboard = keyboard.build()?;
    for _ in 0..rounds {
        let answer = say(TEXT).keyboard(&keyboard).into_answer().map_err(|e| e.to_string())?;
        let unit = orders.stages.unit(arrived, (answer, Vec::new()), Seq(1));
        let unit = unit.map_err(|error| error.to_string())?;
        let Some(Op::Append(row)) = unit.ops.last() else { return Err("nothing to send".into()) };
        black_box(orders.stages.send(&row.entries[0]).await?);
    }
    Ok(())
}
