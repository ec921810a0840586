//! Sending photos that Telegram has, or fetches itself. Contents are nowhere looked at, and nothing is fetched.
//!
//! <https://core.telegram.org/bots/api#sendphoto>.

use super::message::{UNMODELLED, note, replied};
use super::{known_chat, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::clock::Now;
use crate::keyboard;
use crate::model::{Message, PhotoSize};
use crate::params::Params;
use crate::text;
use crate::world::World;

/// Parameters that would show the photo otherwise.
const SHOWN_OTHERWISE: [&str; 2] = ["has_spoiler", "show_caption_above_media"];
/// What a photo is taken to be; the real server measures it.
const SIZES: [(u16, u16, u32); 2] = [(90, 60, 1_500), (1_280, 853, 150_000)];

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    refuse_unmodelled(params, &SHOWN_OTHERWISE)?;
    let photo = photo(params)?;
    let caption = text::caption_from_params(params)?;
    let markup = keyboard::from_params(params)?;
    let chat_id = known_chat(world, params)?;
    let replied = replied(world, chat_id, params)?;
    markup.check_data()?;
    world.gauge.admit(now.instant, chat_id, 1)?;
    let chat = world.chats.known_to_bot(chat_id).map(|chat| chat.info.clone());
    let message = Message {
        message_id: world.next_message_id(),
        from: world.bot.clone(),
        chat: chat.ok_or_else(|| Refusal::bad_request("chat not found"))?,
        date: now.unix,
        edit_date: None,
        reply_to_message: replied.map(Box::new),
        has_protected_content: params.boolean("protect_content").then_some(true),
        text: None,
        entities: Vec::new(),
        link_preview_options: None,
        photo,
        caption: (!caption.text.is_empty()).then_some(caption.text),
        caption_entities: caption.entities,
        sticker: None,
        reply_markup: None,
    };
    let stored = Stored::new(message, markup);
    note(world, now, "sendPhoto", &stored);
    let answer = Success::of(&stored.message);
    world.add_message(stored);
    answer
}

/// The photo that is named: by the id of a file, or by the address of a picture, which is one photo ever after.
fn photo(params: &Params) -> Result<Vec<PhotoSize>, Refusal> {
    let name = params.get("photo");
    if params.upload("photo").is_some() || name.starts_with("attach://") {
        return Err(Refusal::not_modelled("an uploaded photo"));
    }
    if name.is_empty() {
        return Err(Refusal::bad_request("there is no photo in the request"));
    }
    let is_address = name.starts_with("https://") || name.starts_with("http://");
    let id = if is_address { format!("photo_{:016x}", fingerprint(name)) } else { name.to_owned() };
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(Refusal::bad_request(
            "wrong remote file identifier specified: Wrong character in the string",
        ));
    }
    let size = |(width, height, file_size)| PhotoSize {
        file_id: id.clone(),
        file_unique_id: format!("{:016x}_{width}", fingerprint(&id)),
        width,
        height,
        file_size,
    };
    Ok(SIZES.map(size).into())
}

/// FNV-1a: the same in every run, which the standard library's hashes are not.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
