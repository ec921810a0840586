//! Every type decodes what Telegram may write.

use molniya_botapi::{
    MaybeMessage,
    types::{ChatMember, MaybeInaccessibleMessage, Message, RichText},
};
use molniya_schema::{method, methods, ty};
use serde_json::json;

use crate::{
    generated::samples::{RESULTS, TYPES},
    values::{At, named, value},
};

/// As many as the largest union has members.
const PICKS: usize = 28;

#[test]
fn every_type_decodes_the_least_and_the_most_it_can_hold() {
    assert!(TYPES.len() > 250);
    for (name, decode) in TYPES {
        for at in (0..PICKS).flat_map(|pick| [0, 1, 2].map(|levels| At { levels, pick })) {
            let json = named(name, at).to_string();
            decode(&json).unwrap_or_else(|error| panic!("{name} from {json}: {error}"));
        }
    }
}

#[test]
fn no_field_is_lost() {
    for (name, decode) in TYPES.iter().filter(|(name, _)| !ty(name).unwrap().is_union()) {
        let json = named(name, At { levels: 1, pick: 0 }).to_string();
        let shown = decode(&json).unwrap();
        let lost = shown.lines().find(|line| {
            line.strip_prefix("    ").is_some_and(|field| {
                !field.starts_with(' ')
                    && (field.ends_with(": None,") || field.ends_with(": false,"))
            })
        });
        assert_eq!(lost, None, "{name} from {json}");
    }
}

#[test]
fn no_member_of_a_union_is_unknown() {
    for (name, decode) in TYPES {
        let members = ty(name).unwrap().subtypes.len();
        for pick in 0..members {
            let shown = decode(&named(name, At { levels: 2, pick }).to_string()).unwrap();
            assert!(!shown.contains("Unknown"), "{name}: {shown}");
        }
    }
}

#[test]
fn every_result_decodes() {
    assert_eq!(RESULTS.len(), methods().len());
    for (name, decode) in RESULTS {
        let returns = &method(name).unwrap().returns;
        for pick in 0..returns.len() {
            let json = value(&returns[pick..=pick], At { levels: 2, pick }).to_string();
            decode(&json).unwrap_or_else(|error| panic!("{name} from {json}: {error}"));
        }
    }
}

#[test]
fn fields_and_members_of_the_future_are_no_errors() {
    let known = r#"{"status":"member","user":{"id":1,"is_bot":false,"first_name":"A","aura":[{}]},"mood":{"x":1}}"#;
    let member: ChatMember = serde_json::from_str(known).unwrap();
    assert!(matches!(member, ChatMember::Member(_)));
    let unknown = r#"{"status":"ghost","user":{"id":1}}"#;
    let member: ChatMember = serde_json::from_str(unknown).unwrap();
    let ChatMember::Unknown(raw) = member else { panic!("{member:?}") };
    assert_eq!(raw.get(), unknown);
}

#[test]
fn a_known_member_with_a_wrong_field_is_an_error() {
    assert!(serde_json::from_str::<ChatMember>(r#"{"status":"member"}"#).is_err());
}

#[test]
fn a_message_without_a_date_is_not_accessible() {
    let of = |date: i64| {
        let json =
            json!({"message_id": 1, "date": date, "chat": {"id": 1, "type": "private", "date": 9}});
        serde_json::from_value::<MaybeInaccessibleMessage>(json).unwrap()
    };
    assert!(matches!(of(0), MaybeInaccessibleMessage::InaccessibleMessage(_)));
    assert!(matches!(of(1), MaybeInaccessibleMessage::Message(_)));
}

#[test]
fn an_edit_answers_a_message_or_that_it_was_done() {
    let message = named("Message", At { levels: 0, pick: 0 });
    assert!(matches!(serde_json::from_value(message).unwrap(), MaybeMessage::Message(_)));
    assert!(matches!(serde_json::from_str("true").unwrap(), MaybeMessage::Done));
    assert!(serde_json::from_str::<MaybeMessage>("false").is_err());
}

#[test]
fn rich_text_is_a_text_a_list_or_an_object() {
    let read = |json| serde_json::from_str::<RichText>(json).unwrap();
    let nested =
        read(r#" ["a", {"type":"bold","text":{"type":"italic","text":["b"]}}, {"type":"smell"}]"#);
    let RichText::Sequence(parts) = nested else { panic!("{nested:?}") };
    assert!(matches!(&*parts, [RichText::Plain(_), RichText::Bold(_), RichText::Unknown(_)]));
    assert!(matches!(read("\"a\""), RichText::Plain(text) if text == "a"));
}

#[test]
fn nesting_without_end_is_refused_and_does_not_exhaust_the_stack() {
    let deep = |depth: usize| {
        format!("{}\"x\"{}", r#"{"type":"bold","text":"#.repeat(depth), "}".repeat(depth))
    };
    assert!(serde_json::from_str::<RichText>(&deep(100)).is_ok());
    assert!(serde_json::from_str::<RichText>(&deep(100_000)).is_err());
}

#[test]
fn a_message_is_not_large() {
    assert!(size_of::<Message>() < 2048, "{} bytes", size_of::<Message>());
}
