//! <https://core.telegram.org/bots/api#getfile>

use serde_json::json;

use super::Act;
use crate::answer::{Outcome, Refusal, Success};
use crate::world::World;

/// Bytes of a file that can be downloaded.
const MAX_DOWNLOAD: usize = 20 << 20;

pub(super) fn get(world: &World, act: Act<'_>) -> Outcome {
    let file_id = act.get("file_id");
    if file_id.is_empty() {
        return Err(Refusal::bad_request("file_id not specified"));
    }
    let here = world.files.get(file_id).filter(|_| world.files.content(file_id).is_some());
    let Some(file) = here else {
        return Err(Refusal::bad_request("wrong file_id or the file is temporarily unavailable"));
    };
    if file.file_size > MAX_DOWNLOAD {
        return Err(Refusal::bad_request("file is too big"));
    }
    Success::of(&json!({
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.file_size,
        "file_path": file.path,
    }))
}
