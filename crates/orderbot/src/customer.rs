//! What is remembered of a person between orders: the last address, to be offered as a button.

use molniya::botapi::{ChatType, UserId};
use molniya::{Cx, FromUpdate, HandlerError, Record, Records, Rejection};
use serde::{Deserialize, Serialize};

use crate::shop::Shop;

/// A person who ordered before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Who.
    pub person: UserId,
    /// Where their last order went.
    pub address: String,
}

impl Record for Customer {
    const COLLECTION: &'static str = "customers";

    fn id(&self) -> String {
        self.person.to_string()
    }
}

/// What is remembered of the person of this update.
pub(crate) struct Customers {
    records: Records,
    /// None in company: nobody else should read where the person lives.
    person: Option<UserId>,
}

impl FromUpdate<Shop> for Customers {
    fn from_update(cx: &Cx<Shop>) -> Result<Customers, Rejection> {
        let envelope = cx.envelope();
        let alone = envelope.chat_type == Some(ChatType::Private);
        Ok(Customers { records: cx.records().clone(), person: envelope.user.filter(|_| alone) })
    }
}

impl Customers {
    /// Where the person's last order went, if that may be shown here.
    pub(crate) async fn last_address(&self) -> Result<Option<String>, HandlerError> {
        let Some(person) = self.person else {
            return Ok(None);
        };
        let customer = self.records.get::<Customer>(&person.to_string()).await?;
        Ok(customer.map(|customer| customer.address))
    }
}
