//! <https://core.telegram.org/bots/api#sendmessagedraft>

use super::Act;
use super::access::{chat_to_write_to, may_send};
use crate::answer::{Outcome, Refusal, Success};
use crate::drafts::Draft;
use crate::ledger::Entry;
use crate::params::leading_integer;
use crate::text::{self, MAX_CHARACTERS, Names};
use crate::world::World;

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    let names = Names { text: "text", mode: "parse_mode", entities: "entities" };
    let formatted = text::named(act.params, names)?;
    let chat = chat_to_write_to(world, act)?;
    let private = chat.bot().is_some();
    if !private {
        return Err(Refusal::bad_request("TEXTDRAFT_PEER_INVALID"));
    }
    let message_thread_id = may_send(world, act, chat, "sendMessageDraft")?;
    let draft_id = leading_integer(act.get("draft_id"));
    if draft_id == 0 {
        return Err(Refusal::bad_request("RANDOM_ID_INVALID"));
    }
    if formatted.text.chars().count() > MAX_CHARACTERS {
        return Err(Refusal::bad_request("message is too long"));
    }
    let entry = Entry {
        method: "sendMessageDraft".to_owned(),
        chat: Some(chat.chat_id()),
        text: Some(formatted.text.clone()),
        ..Entry::default()
    };
    world.accept(act.now, act.bot, entry);
    let draft = Draft {
        draft_id,
        text: formatted.text,
        entities: formatted.entities,
        message_thread_id,
        can_stop: act.params.boolean("can_stop"),
        keep_on_stop: act.params.boolean("keep_on_stop"),
        written: act.now.unix,
    };
    world.show_draft(chat, draft);
    Success::done()
}
