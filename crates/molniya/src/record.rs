//! Records: what a bot keeps beyond its dialogues, for example orders.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::HandlerError;
use crate::cx::Records;

/// Something kept under an id in a collection, as JSON.
///
/// Handlers read records through [`Records`] and write them through their answer ([`Reply::put`](crate::Reply::put)).
///
/// ```
/// use molniya::{Record, Records, HandlerError, Reply, say};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Sale { number: u64, product: String }
///
/// impl Record for Sale {
///     const COLLECTION: &'static str = "sales";
///     fn id(&self) -> String { self.number.to_string() }
/// }
///
/// async fn rename(records: Records) -> Result<Reply, HandlerError> {
///     let Some(mut sale) = records.get::<Sale>("17").await? else { return Ok(say("No such sale")) };
///     sale.product = "tea".into();
///     Ok(say("Renamed").put(&sale))
/// }
/// ```
pub trait Record: Serialize + DeserializeOwned {
    /// The collection; unique among the records of a bot.
    const COLLECTION: &'static str;
    /// The id; unique in the collection.
    fn id(&self) -> String;
}

impl Records {
    /// Reads a record. `None`: there is none with this id.
    ///
    /// # Errors
    /// When the store does not answer, or the stored record does not decode.
    pub async fn get<R: Record>(&self, id: &str) -> Result<Option<R>, HandlerError> {
        let Some(json) = self.get_json(R::COLLECTION, id).await? else { return Ok(None) };
        let record = serde_json::from_str(&json).map_err(|error| {
            HandlerError::Failed(format!("record {}/{id} does not decode: {error}", R::COLLECTION))
        })?;
        Ok(Some(record))
    }
}
