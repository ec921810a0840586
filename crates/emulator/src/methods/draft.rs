//! <https://core.telegram.org/bots/api#sendmessagedraft>, <https://core.telegram.org/bots/api#sendrichmessagedraft>

use super::Act;
use super::access::{chat_to_write_to, may_send};
use super::rich::Told;
use crate::answer::{Outcome, Refusal, Success};
use crate::drafts::Draft;
use crate::ledger::Entry;
use crate::params::leading_integer;
use crate::rich::Rich;
use crate::room::Room;
use crate::text::{self, Formatted, MAX_CHARACTERS, Names};
use crate::world::World;

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    let names = Names { text: "text", mode: "parse_mode", entities: "entities" };
    let formatted = text::named(act.params, names)?;
    let place = Place::read(world, act, "sendMessageDraft")?;
    if formatted.text.chars().count() > MAX_CHARACTERS {
        return Err(Refusal::bad_request("message is too long"));
    }
    place.show(world, act, formatted, None)
}

pub(super) fn send_rich(world: &mut World, act: Act<'_>) -> Outcome {
    let told = Told::from_params(act.params)?;
    told.need_known()?;
    let pieces = told.pieces(world)?;
    let place = Place::read(world, act, "sendRichMessageDraft")?;
    let rich = told.put(world, pieces);
    place.show(world, act, Formatted::plain(String::new()), Some(rich))
}

/// Where a draft is shown, and as which.
struct Place {
    method: &'static str,
    room: Room,
    thread: Option<i64>,
    draft_id: i64,
}

impl Place {
    fn read(world: &World, act: Act<'_>, method: &'static str) -> Result<Self, Refusal> {
        let room = chat_to_write_to(world, act)?;
        if room.bot().is_none() {
            return Err(Refusal::bad_request("TEXTDRAFT_PEER_INVALID"));
        }
        let thread = may_send(world, act, room, method)?;
        match leading_integer(act.get("draft_id")) {
            0 => Err(Refusal::bad_request("RANDOM_ID_INVALID")),
            draft_id => Ok(Self { method, room, thread, draft_id }),
        }
    }

    fn show(
        self,
        world: &mut World,
        act: Act<'_>,
        formatted: Formatted,
        rich_message: Option<Rich>,
    ) -> Outcome {
        let words = rich_message.as_ref().map_or_else(|| formatted.text.clone(), Rich::plain);
        let entry = Entry {
            method: self.method.to_owned(),
            chat: Some(self.room.chat_id()),
            text: Some(words),
            ..Entry::default()
        };
        world.accept(act.now, act.bot, entry);
        let draft = Draft {
            draft_id: self.draft_id,
            text: formatted.text,
            entities: formatted.entities,
            rich_message,
            message_thread_id: self.thread,
            can_stop: act.params.boolean("can_stop"),
            keep_on_stop: act.params.boolean("keep_on_stop"),
            written: act.now.unix,
        };
        world.show_draft(self.room, draft);
        Success::done()
    }
}
