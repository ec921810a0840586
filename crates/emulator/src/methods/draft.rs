//! <https://core.telegram.org/bots/api#sendmessagedraft>

use super::access::{known_chat, may_send};
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::drafts::Draft;
use crate::ledger::Entry;
use crate::params::{Params, leading_integer};
use crate::text::{self, MAX_CHARACTERS, Names};
use crate::world::World;

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    let names = Names { text: "text", mode: "parse_mode", entities: "entities" };
    let formatted = text::named(params, names)?;
    let chat = known_chat(world, params)?;
    let private = world.chats.by_id.get(&chat).is_some_and(|chat| chat.info.is_private());
    if !private {
        return Err(Refusal::bad_request("TEXTDRAFT_PEER_INVALID"));
    }
    let message_thread_id = may_send(world, now, chat, params, "sendMessageDraft")?;
    let draft_id = leading_integer(params.get("draft_id"));
    if draft_id == 0 {
        return Err(Refusal::bad_request("RANDOM_ID_INVALID"));
    }
    if formatted.text.chars().count() > MAX_CHARACTERS {
        return Err(Refusal::bad_request("message is too long"));
    }
    let entry = Entry {
        method: "sendMessageDraft".to_owned(),
        chat: Some(chat),
        text: Some(formatted.text.clone()),
        ..Entry::default()
    };
    world.accept(now, entry);
    let draft = Draft {
        draft_id,
        text: formatted.text,
        entities: formatted.entities,
        message_thread_id,
        can_stop: params.boolean("can_stop"),
        keep_on_stop: params.boolean("keep_on_stop"),
        written: now.unix,
    };
    world.show_draft(chat, draft);
    Success::done()
}
