//! Whole updates, alone and in batches.

use molniya_botapi::{Envelope, Update, UpdateContent, UpdateKind, types::ChatMember};
use molniya_schema::update_kinds;
use serde_json::{Value, json};

use crate::values::{At, named};

fn update(id: i64, kind: &str, content: &Value) -> Value {
    json!({"update_id": id, kind: content})
}

#[test]
fn every_kind_decodes_and_its_envelope_agrees() {
    assert_eq!(UpdateKind::ALL.len(), update_kinds().len());
    for (kind, facts) in UpdateKind::ALL.iter().zip(update_kinds()) {
        assert_eq!((kind.name(), UpdateKind::from_name(facts.name)), (facts.name, *kind));
        for pick in 0..8 {
            let raw = update(7, facts.name, &named(facts.ty, At { levels: 2, pick })).to_string();
            let update: Update =
                serde_json::from_str(&raw).unwrap_or_else(|error| panic!("{raw}: {error}"));
            assert_eq!((update.update_id, update.content.kind()), (7, *kind));
            let envelope = Envelope::read(&raw).unwrap();
            assert_eq!((envelope.update_id, envelope.kind), (7, *kind));
        }
    }
}

#[test]
fn the_order_of_fields_does_not_matter() {
    let raw = r#"{"poll":{"id":"1"},"future":[1],"update_id":9}"#;
    assert!(serde_json::from_str::<Update>(raw).is_err(), "a poll lacks most of its fields");
    let raw = r#"{"future":[1],"removed_chat_boost":null,"update_id":9}"#;
    assert!(serde_json::from_str::<Update>(raw).is_err());
    let raw = r#"{"future":[1],"update_id":9,"other":2}"#;
    let update: Update = serde_json::from_str(raw).unwrap();
    let UpdateContent::Unknown { kind, raw } = update.content else {
        panic!("{:?}", update.content)
    };
    assert_eq!((&*kind, raw.get()), ("future", "[1]"));
    assert!(serde_json::from_str::<Update>(r#"{"message":{}}"#).is_err());
}

#[test]
fn a_known_kind_counts_before_an_unknown_one() {
    let poll = named("Poll", At { levels: 0, pick: 0 });
    let raw = json!({"a_future_kind": 1, "poll": poll, "update_id": 1}).to_string();
    let update: Update = serde_json::from_str(&raw).unwrap();
    assert_eq!(update.content.kind(), UpdateKind::Poll);
}

/// One batch with an unknown kind, an unknown member of a union, and elements that mean nothing.
#[test]
fn a_batch_with_strange_elements_loses_nothing_else() {
    let message = named("Message", At { levels: 1, pick: 0 });
    let mut batch: Vec<Value> = (0..100).map(|id| update(id, "message", &message)).collect();
    batch[10] = update(10, "telepathy", &json!({"thought": "blue"}));
    let mut member = named("ChatMemberUpdated", At { levels: 0, pick: 0 });
    member["new_chat_member"] = json!({"status": "ghost"});
    batch[20] = update(20, "chat_member", &member);
    batch[30] = update(30, "message", &json!({"message_id": "thirty"}));
    batch[40] = json!("not even an object");
    let elements: Vec<String> = batch.iter().map(Value::to_string).collect();
    for (n, raw) in elements.iter().enumerate() {
        let decoded = serde_json::from_str::<Update>(raw);
        let envelope = Envelope::read(raw);
        match n {
            10 => {
                assert!(
                    matches!(&decoded.unwrap().content, UpdateContent::Unknown { kind, .. } if &**kind == "telepathy")
                );
                assert_eq!(envelope.unwrap().kind, UpdateKind::Unknown);
            }
            20 => {
                let UpdateContent::ChatMember(change) = decoded.unwrap().content else { panic!() };
                assert!(matches!(change.new_chat_member, ChatMember::Unknown(_)));
                assert_eq!(envelope.unwrap().kind, UpdateKind::ChatMember);
            }
            30 => {
                assert!(decoded.is_err());
                assert_eq!(envelope.unwrap_err().update_id, Some(30));
            }
            40 => {
                assert!(decoded.is_err());
                assert_eq!(envelope.unwrap_err().update_id, None);
            }
            _ => {
                assert_eq!(decoded.unwrap().update_id, n as i64);
                assert_eq!(envelope.unwrap().update_id, n as i64);
            }
        }
    }
}
