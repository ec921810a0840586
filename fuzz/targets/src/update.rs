//! Updates, alone and in a batch.

use molniya::Envelope;
use molniya::botapi::Update;
use serde_json::value::RawValue;

/// Any text is read without a panic, as an update and as a batch of them. Of an update that can be decoded as a whole,
/// envelope and decoding tell the same id and the same kind.
pub fn update(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    agree(text);
    for element in serde_json::from_str::<Vec<&RawValue>>(text).into_iter().flatten() {
        agree(element.get());
    }
}

fn agree(text: &str) {
    let (envelope, whole) = (Envelope::read(text), serde_json::from_str::<Update>(text));
    let Ok(whole) = whole else { return };
    match envelope {
        Ok(envelope) => {
            assert_eq!(envelope.update_id, whole.update_id);
            assert_eq!(envelope.kind, whole.content.kind());
        }
        // A field that is unknown to the type, but known to the envelope, may have any type; the update is set aside
        // under its id.
        Err(error) => assert!(error.update_id.is_none_or(|id| id == whole.update_id)),
    }
}
