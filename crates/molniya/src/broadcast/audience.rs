//! Who is meant by a broadcast, and finding them page by page.

use molniya_botapi::ChatId;
use serde::{Deserialize, Serialize};

use super::OptOut;
use crate::people::Person;
use crate::record::Record;
use crate::store::{Fault, Key, Scope, Store};

/// Rows read at once where people are only counted.
const COUNT_AT_ONCE: u16 = 1_000;

/// Everybody who has written to the bot in a private chat, without those who opted out or cannot be
/// reached; or fewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The beginning of an IETF tag.
    language: Option<Box<str>>,
    /// A collection that has a record under the person's id.
    collection: Option<Box<str>>,
}

impl Audience {
    /// Everybody who can be reached and did not opt out.
    pub fn everybody() -> Audience {
        Audience { language: None, collection: None }
    }

    /// Only people whose program speaks this language, for example `en` (which is `en-GB` too).
    #[must_use]
    pub fn speaking(mut self, language: &str) -> Audience {
        self.language = Some(language.into());
        self
    }

    /// Only people with a record in the collection of `R`, under their chat's id.
    #[must_use]
    pub fn having<R: Record>(mut self) -> Audience {
        self.collection = Some(R::COLLECTION.into());
        self
    }

    fn speaks(&self, person: &Person) -> bool {
        let Some(wanted) = self.language.as_deref() else { return true };
        let spoken = person.language.as_deref().unwrap_or("");
        let rest = spoken.strip_prefix(wanted);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

/// A page of people.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Those who are meant.
    pub(crate) chats: Vec<ChatId>,
    /// How many would be, had they not opted out.
    pub(crate) opted_out: u64,
    /// After whom the next page begins; `None`: this was the last.
    pub(crate) next: Option<Box<str>>,
}

/// Reads at most `limit` people after a cursor, and keeps those who are meant.
pub(crate) async fn read(
    store: &dyn Store,
    scope: &Scope,
    audience: &Audience,
    after: Option<Box<str>>,
    limit: u16,
) -> Result<Page, Fault> {
    let prefix = scope.people();
    let rows = store.range(prefix.clone(), after.map(Key), limit).await?;
    let is_full = rows.len() == usize::from(limit);
    let next = rows.last().filter(|_| is_full).map(|(key, _)| key.0.clone());
    let people: Vec<ChatId> = rows
        .iter()
        .filter(|(_, row)| audience.speaks(&serde_json::from_str(&row.value).unwrap_or_default()))
        .filter_map(|(key, _)| key.0.strip_prefix(&*prefix.0)?.parse().ok().map(ChatId))
        .collect();
    let keys = people.iter().flat_map(|chat| {
        let id = chat.to_string();
        let wanted = audience.collection.as_deref().unwrap_or(OptOut::COLLECTION);
        [scope.unreachable(*chat), scope.record(OptOut::COLLECTION, &id), scope.record(wanted, &id)]
    });
    let found = store.get(keys.collect()).await?;
    let mut page = Page { next, ..Page::default() };
    for (chat, found) in people.into_iter().zip(found.chunks(3)) {
        let [unreachable, opted_out, wanted] = found else { continue };
        let has = audience.collection.is_none() || wanted.is_some();
        match (has && unreachable.is_none(), opted_out) {
            (true, None) => page.chats.push(chat),
            (true, Some(_)) => page.opted_out += 1,
            (false, _) => {}
        }
    }
    Ok(page)
}

/// How many people are meant.
pub(crate) async fn count(
    store: &dyn Store,
    scope: &Scope,
    audience: &Audience,
) -> Result<u64, Fault> {
    let (mut total, mut after) = (0, None);
    loop {
        let page = read(store, scope, audience, after, COUNT_AT_ONCE).await?;
        total += page.chats.len() as u64;
        match page.next {
            None => return Ok(total),
            next => after = next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_the_beginning_of_a_tag() {
        let english = Audience::everybody().speaking("en");
        let person = |tag: Option<&str>| Person { language: tag.map(Into::into) };
        assert!(english.speaks(&person(Some("en"))) && english.speaks(&person(Some("en-GB"))));
        assert!(!english.speaks(&person(Some("enm"))) && !english.speaks(&person(None)));
        assert!(Audience::everybody().speaks(&person(None)));
    }
}
