//! What is read of an update from the outside.

use molniya_botapi::{ChatId, ChatType, Envelope, MessageId, ThreadId, UpdateKind, UserId};
use proptest::prelude::*;

const ANN: &str = r#"{"id":7,"is_bot":false,"first_name":"\u0410\u043d\u043d\u0430","username":"ann","language_code":"ru"}"#;

#[test]
fn a_message_in_a_topic() {
    let raw = format!(
        r#"{{"update_id":1,
"message":{{"message_id":2,"message_thread_id":3,"is_topic_message":true,"from":{ANN},
"chat":{{"id":-100,"type":"supergroup","title":"t","is_forum":true}},"date":4,"text":"\u0434\u0430","entities":[]}}}}"#
    );
    let envelope = Envelope::read(&raw).unwrap();
    let expected = Envelope {
        update_id: 1,
        kind: UpdateKind::Message,
        chat: Some(ChatId(-100)),
        chat_type: Some(ChatType::Supergroup),
        user: Some(UserId(7)),
        topic: Some(ThreadId(3)),
        message_id: Some(MessageId(2)),
        text: Some("да".into()),
        data: None,
        callback_id: None,
        inline_message_id: None,
        query_id: None,
        language: Some("ru".into()),
        first_name: Some("Анна".into()),
        username: Some("ann".into()),
    };
    assert_eq!(envelope, expected);
}

#[test]
fn a_thread_of_replies_is_no_topic() {
    let raw = r#"{"update_id":1,"message":{"message_id":2,"message_thread_id":3,"date":0,"caption":"c",
        "chat":{"id":-1,"type":"group"}}}"#;
    let envelope = Envelope::read(raw).unwrap();
    assert_eq!((envelope.topic, envelope.text.as_deref()), (None, Some("c")));
    assert_eq!((envelope.user, envelope.chat_type), (None, Some(ChatType::Group)));
}

#[test]
fn a_press_on_a_button() {
    let raw = format!(
        r#"{{"update_id":1,"callback_query":{{"id":"99","from":{ANN},"chat_instance":"x","data":"go",
        "message":{{"message_id":5,"date":0,"message_thread_id":6,"is_topic_message":true,"text":"not said by Ann",
        "chat":{{"id":8,"type":"private"}}}}}}}}"#
    );
    let envelope = Envelope::read(&raw).unwrap();
    assert_eq!((envelope.kind, envelope.user), (UpdateKind::CallbackQuery, Some(UserId(7))));
    assert_eq!((envelope.chat, envelope.message_id), (Some(ChatId(8)), Some(MessageId(5))));
    assert_eq!((envelope.topic, envelope.text), (Some(ThreadId(6)), None));
    assert_eq!(
        (envelope.callback_id.as_deref(), envelope.data.as_deref()),
        (Some("99"), Some("go"))
    );
    assert_eq!(envelope.query_id, None);
}

#[test]
fn queries_and_votes() {
    let read = |kind: &str, content: &str| {
        Envelope::read(&format!(r#"{{"{kind}":{content},"update_id":3}}"#)).unwrap()
    };
    for kind in ["inline_query", "shipping_query", "pre_checkout_query"] {
        let envelope = read(kind, &format!(r#"{{"id":"q","from":{ANN}}}"#));
        assert_eq!((envelope.query_id.as_deref(), envelope.callback_id), (Some("q"), None));
        assert_eq!((envelope.kind.name(), envelope.user), (kind, Some(UserId(7))));
    }
    let vote = read("poll_answer", &format!(r#"{{"poll_id":"1","user":{ANN},"option_ids":[0]}}"#));
    assert_eq!((vote.user, vote.chat), (Some(UserId(7)), None));
    let poll = read("poll", r#"{"id":"1","question":"?"}"#);
    assert_eq!((poll.user, poll.query_id), (None, None));
}

#[test]
fn an_unknown_kind_is_no_error() {
    let envelope = Envelope::read(r#"{"update_id":3,"telepathy":{"chat":5,"text":[]}}"#).unwrap();
    assert_eq!((envelope.update_id, envelope.kind, envelope.chat), (3, UpdateKind::Unknown, None));
    let bare = Envelope::read(r#"{"update_id":3}"#).unwrap();
    assert_eq!(bare.kind, UpdateKind::Unknown);
    let strange =
        r#"{"update_id":3,"message":{"message_id":1,"date":0,"chat":{"id":1,"type":"hologram"}}}"#;
    assert_eq!(Envelope::read(strange).unwrap().chat_type, None);
}

#[test]
fn a_malformed_update_still_has_its_id() {
    let id = |raw: &str| Envelope::read(raw).unwrap_err().update_id;
    assert_eq!(id(r#"{"update_id":4,"message":{"text":5}}"#), Some(4));
    assert_eq!(id(r#"{"message":{"chat":"here"},"update_id":4}"#), Some(4));
    assert_eq!(id(r#"{"update_id":4,"message":"hi"}"#), Some(4));
    assert_eq!(id(r#"{"update_id":"4","message":{}}"#), None);
    assert_eq!(id("[]"), None);
    assert_eq!(id(""), None);
    let shown = Envelope::read(r#"{"update_id":4,"message":7}"#).unwrap_err().to_string();
    assert!(shown.starts_with("update 4 cannot be read: ") && !shown.contains('\n'), "{shown}");
}

/// JSON values that look a little like updates.
fn json() -> impl Strategy<Value = String> {
    let names = [
        "update_id",
        "message",
        "callback_query",
        "chat",
        "from",
        "id",
        "text",
        "data",
        "type",
        "x",
    ];
    let leaf = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| serde_json::json!(number).to_string()),
        any::<String>().prop_map(|text| serde_json::json!(text).to_string()),
        Just("null".to_owned()),
        Just("true".to_owned()),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let field = (prop::sample::select(names.to_vec()), inner.clone())
            .prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![
            prop::collection::vec(field, 0..6)
                .prop_map(|fields| format!("{{{}}}", fields.join(","))),
            prop::collection::vec(inner, 0..4).prop_map(|values| format!("[{}]", values.join(","))),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_gives_an_envelope_or_an_error(text in any::<String>()) {
        let _ = Envelope::read(&text);
    }

    #[test]
    fn an_id_in_an_object_of_any_content_is_not_lost(id in any::<i64>(), content in json(), kind in 0..UpdateKind::ALL.len()) {
        let raw = format!(r#"{{"update_id":{id},"{}":{content}}}"#, UpdateKind::ALL[kind].name());
        let read = match Envelope::read(&raw) {
            Ok(envelope) => Some(envelope.update_id),
            Err(error) => error.update_id,
        };
        prop_assert_eq!(read, Some(id));
    }

    #[test]
    fn texts_are_read_as_they_were_written(text in any::<String>(), data in any::<String>()) {
        let raw = serde_json::json!({
            "update_id": 1,
            "callback_query": {"id": text, "data": data, "from": {"id": 1, "first_name": text}}
        });
        let envelope = Envelope::read(&raw.to_string()).unwrap();
        prop_assert_eq!(envelope.callback_id.as_deref(), Some(&*text));
        prop_assert_eq!(envelope.first_name.as_deref(), Some(&*text));
        prop_assert_eq!(envelope.data.as_deref(), Some(&*data));
    }
}
