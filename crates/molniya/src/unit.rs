//! Makes of a handler's [`Answer`] what is committed: changes and outgoing calls.
//!
//! Pure: fills in what follows from the update (chat, topic, message, query) and nothing else.

use std::borrow::Cow;

use molniya_botapi::{ChatId, Envelope, MessageId, UpdateKind};

use crate::answer::{Answer, Class, Effect, Handle, HandlerError, Json, Order, Place, Policy};
use crate::store::{
    Edited, Entry, EntryId, EntryState, Key, LaneKey, MAX_ENTRIES, Op, OutboxRow, Scope, Seq, Time,
};

/// Where an answer belongs.
pub(crate) struct Origin<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) lane: LaneKey,
    pub(crate) envelope: &'a Envelope,
}

/// A call that is made once and not stored.
#[derive(Debug, PartialEq)]
pub(crate) struct VolatileCall {
    pub(crate) chat: Option<ChatId>,
    pub(crate) method: Cow<'static, str>,
    pub(crate) params: Json,
}

/// What an answer comes to.
#[derive(Debug, Default)]
pub(crate) struct Effects {
    pub(crate) ops: Vec<Op>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) volatile: Vec<VolatileCall>,
}

impl Effects {
    /// The operation that stores the outgoing calls, if there are any.
    pub(crate) fn append(entries: Vec<Entry>, seq: Seq) -> Option<Op> {
        (!entries.is_empty()).then_some(Op::Append(OutboxRow { seq, entries }))
    }
}

/// Resolves an answer against the update it answers.
///
/// # Errors
/// When a call names something the update does not have (a chat, a pressed button), or when
/// there are more calls than one Unit holds.
pub(crate) fn resolve(
    answer: Answer,
    origin: &Origin<'_>,
    seq: Seq,
    now: Time,
) -> Result<Effects, HandlerError> {
    let mut out = Effects::default();
    for (dialogue, state) in answer.steps {
        out.ops.push(write(origin.scope.session(origin.lane, dialogue), state));
    }
    for (collection, id, value) in answer.records {
        out.ops.push(write(origin.scope.record(collection, &id), value));
    }
    let mut effects = answer.effects;
    answer_the_press(&mut effects, origin.envelope);
    for effect in effects {
        let order = effect.order;
        let mut entry = fill_in(effect, origin.envelope)?;
        match order {
            Order::Volatile => {
                out.volatile.push(VolatileCall {
                    chat: entry.chat,
                    method: entry.method,
                    params: entry.params,
                });
                continue;
            }
            Order::Free { ttl } => entry.expires = Some(now.after(ttl)),
            Order::Chat => {}
        }
        entry.id = EntryId { seq, n: u8::try_from(out.entries.len()).unwrap_or(u8::MAX) };
        out.entries.push(entry);
    }
    if out.entries.len() > MAX_ENTRIES {
        return Err(HandlerError::Failed(format!(
            "{} calls in one answer; at most {MAX_ENTRIES} are possible, use a broadcast for more",
            out.entries.len()
        )));
    }
    Ok(out)
}

fn write(key: Key, value: Option<Json>) -> Op {
    match value {
        Some(value) => Op::Put(key, value),
        None => Op::Delete(key),
    }
}

/// A button press that its handler does not answer is answered by us, so that the button stops
/// waiting. Where nothing was pressed there is nothing to answer.
fn answer_the_press(effects: &mut Vec<Effect>, envelope: &Envelope) {
    const METHOD: &str = "answerCallbackQuery";
    if envelope.kind != UpdateKind::CallbackQuery {
        effects.retain(|effect| effect.place != Place::CallbackQuery);
    }
    if envelope.kind == UpdateKind::CallbackQuery
        && envelope.callback_id.is_some()
        && !effects.iter().any(|effect| effect.method == METHOD)
    {
        effects.insert(
            0,
            Effect {
                method: METHOD.into(),
                place: Place::CallbackQuery,
                params: "{}".into(),
                order: Order::PRESS,
                class: Class::Deadline,
                policy: Policy::AtLeastOnce,
                handle: None,
            },
        );
    }
}

fn fill_in(effect: Effect, envelope: &Envelope) -> Result<Entry, HandlerError> {
    let Effect { mut method, mut place, params, order, class, policy, mut handle } = effect;
    let pressed = envelope.kind == UpdateKind::CallbackQuery;
    if place == Place::Pressed && !pressed {
        // Nothing was pressed: what would have replaced the message is sent as a new one.
        if method != "editMessageText" {
            return Err(lacks(&method, "a pressed button"));
        }
        method = "sendMessage".into();
        place = Place::Here;
    }
    let mut edits = None;
    let here = || envelope.chat.ok_or_else(|| lacks(&method, "a chat"));
    let (chat, params) = match place {
        Place::Here => {
            let params = match envelope.topic {
                Some(topic) => spliced(&format!("\"message_thread_id\":{topic}"), &params),
                None => params,
            };
            (Some(here()?), params)
        }
        Place::Chat(chat) => {
            edits = edited_message(&method, &params);
            (Some(chat), params)
        }
        Place::Pressed => match (&envelope.inline_message_id, envelope.message_id) {
            (Some(id), _) => (None, spliced(&text_field("inline_message_id", id), &params)),
            (None, Some(id)) => {
                edits = Some(Edited::Message(id));
                (Some(here()?), spliced(&format!("\"message_id\":{id}"), &params))
            }
            (None, None) => return Err(lacks(&method, "a message with its button")),
        },
        Place::Message(name) => {
            handle = Some(name);
            edits = Some(Edited::Named(envelope.topic));
            (Some(here()?), params)
        }
        Place::CallbackQuery => {
            let id = envelope.callback_id.as_deref().filter(|_| pressed);
            let id = id.ok_or_else(|| lacks(&method, "a pressed button"))?;
            (None, spliced(&text_field("callback_query_id", id), &params))
        }
        Place::Nowhere => (None, params),
    };
    // Whatever has no order leaves by itself, whichever chat it names.
    let (chat, params) = match (order, chat) {
        (Order::Free { .. }, Some(chat)) => (None, with_chat(chat, &params)),
        (_, chat) => (chat, params),
    };
    Ok(Entry {
        id: EntryId { seq: Seq(0), n: 0 },
        chat,
        method,
        params,
        files: None,
        class,
        policy,
        handle,
        edits,
        job: None,
        expires: None,
        at: Time(0),
        state: EntryState::Queued { not_before: Time(0) },
    })
}

fn lacks(method: &str, what: &str) -> HandlerError {
    HandlerError::Failed(format!("{method} needs {what}, and this update has none"))
}

/// The message that a call about a given chat edits, as its parameters say.
fn edited_message(method: &str, params: &str) -> Option<Edited> {
    #[derive(serde::Deserialize)]
    struct Target {
        message_id: MessageId,
    }
    if !method.starts_with("edit") {
        return None;
    }
    let target = serde_json::from_str::<Target>(params).ok()?;
    Some(Edited::Message(target.message_id))
}

/// Method and body of an ordered call as they leave. `message`: what the entry's handle names, if that
/// is known; an edit of a message that never arrived becomes a send.
pub(crate) fn on_the_wire(entry: &Entry, message: Option<i64>) -> (Cow<'static, str>, Json) {
    let method = entry.method.clone();
    let field = match (entry.edits, message) {
        (Some(Edited::Named(_)), Some(id)) => Some(format!("\"message_id\":{id}")),
        (Some(Edited::Named(topic)), None) if method == "editMessageText" => {
            let topic = topic.map(|topic| format!("\"message_thread_id\":{topic}"));
            return ("sendMessage".into(), body(entry, topic));
        }
        _ => None,
    };
    (method, body(entry, field))
}

/// The parameters of a call with `chat_id` and one more field.
fn body(entry: &Entry, field: Option<String>) -> Json {
    let params = match field {
        Some(field) => Cow::Owned(spliced(&field, &entry.params)),
        None => Cow::Borrowed(&entry.params),
    };
    match entry.chat {
        Some(chat) => with_chat(chat, &params),
        None => params.into_owned(),
    }
}

/// Adds `chat_id` to parameters.
pub(crate) fn with_chat(chat: ChatId, params: &str) -> Json {
    spliced(&format!("\"chat_id\":{chat}"), params)
}

/// The message id of a method's result, if the result is a message.
pub(crate) fn message_id(result: &str) -> Option<i64> {
    #[derive(serde::Deserialize)]
    struct Sent {
        message_id: i64,
    }
    serde_json::from_str::<Sent>(result).ok().map(|sent| sent.message_id)
}

fn text_field(name: &str, value: &str) -> String {
    format!("\"{name}\":{}", serde_json::Value::from(value))
}

/// Puts a field in front of the others of a JSON object.
fn spliced(field: &str, object: &str) -> Json {
    let rest = object.trim_start().strip_prefix('{').unwrap_or("}").trim_start();
    let comma = if rest.starts_with('}') { "" } else { "," };
    let mut out = String::with_capacity(field.len() + rest.len() + 2);
    out.push('{');
    out.push_str(field);
    out.push_str(comma);
    out.push_str(rest);
    out.into()
}

/// A handle as it is remembered in memory.
pub(crate) type HandleKey = (ChatId, Handle);

#[cfg(test)]
mod tests {
    use super::*;
    use molniya_botapi::UserId;

    fn envelope(raw: &str) -> Envelope {
        Envelope::read(raw).unwrap()
    }

    fn effects(answer: Answer, raw: &str) -> Result<Effects, HandlerError> {
        let scope = Scope::new(UserId(7), "emulator");
        let envelope = envelope(raw);
        let origin = Origin { scope: &scope, lane: LaneKey::default(), envelope: &envelope };
        resolve(answer, &origin, Seq(9), Time(1_000))
    }

    fn call(method: &'static str, place: Place, params: &str, order: Order) -> Effect {
        Effect {
            method: method.into(),
            place,
            params: params.into(),
            order,
            class: Class::Reply,
            policy: Policy::AtLeastOnce,
            handle: None,
        }
    }

    const MESSAGE: &str = r#"{"update_id":1,"message":{"message_id":5,"date":1,"from":{"id":3,"is_bot":false,"first_name":"A"},
        "chat":{"id":4,"type":"private"},"text":"hi"}}"#;
    const PRESS: &str = r#"{"update_id":1,"callback_query":{"id":"q\"1","chat_instance":"x","data":"d",
        "from":{"id":3,"is_bot":false,"first_name":"A"},
        "message":{"message_id":8,"date":1,"chat":{"id":4,"type":"private"},"text":"hi"}}}"#;

    #[test]
    fn a_press_is_answered_exactly_once_and_its_message_is_edited() {
        let edit = call("editMessageText", Place::Pressed, r#"{"text":"x"}"#, Order::Chat);
        let answer = Answer { effects: vec![edit], ..Answer::default() };
        let out = effects(answer, PRESS).unwrap();
        let seen: Vec<_> =
            out.entries.iter().map(|e| (&*e.method, e.chat, &*e.params, e.expires)).collect();
        assert_eq!(
            seen,
            [
                (
                    "answerCallbackQuery",
                    None,
                    r#"{"callback_query_id":"q\"1"}"#,
                    Some(Time(61_000))
                ),
                ("editMessageText", Some(ChatId(4)), r#"{"message_id":8,"text":"x"}"#, None),
            ]
        );
        let own = call("answerCallbackQuery", Place::CallbackQuery, "{}", Order::Chat);
        let out = effects(Answer { effects: vec![own], ..Answer::default() }, PRESS).unwrap();
        assert_eq!(out.entries.len(), 1);
    }

    #[test]
    fn a_pressed_message_can_be_given_a_handle() {
        let named = |place| {
            let edit = call("editMessageText", place, r#"{"text":"x"}"#, Order::Chat);
            Effect { handle: Some(Handle::from("card")), ..edit }
        };
        let answer = Answer { effects: vec![named(Place::Pressed)], ..Answer::default() };
        let out = effects(answer, PRESS).unwrap();
        assert_eq!(out.entries[1].edits, Some(Edited::Message(MessageId(8))));
        assert_eq!(out.entries[1].handle, Some(Handle::from("card")));
        let by_name = named(Place::Message(Handle::from("card")));
        let out = effects(Answer { effects: vec![by_name], ..Answer::default() }, PRESS).unwrap();
        assert_eq!(out.entries[1].edits, Some(Edited::Named(None)));
    }

    #[test]
    fn without_a_press_an_edit_becomes_a_send_and_a_toast_nothing() {
        let edit = call("editMessageText", Place::Pressed, r#"{"text":"x"}"#, Order::Chat);
        let out = effects(Answer { effects: vec![edit], ..Answer::default() }, MESSAGE).unwrap();
        assert_eq!(&*out.entries[0].method, "sendMessage");
        let (method, body) = on_the_wire(&out.entries[0], None);
        assert_eq!((&*method, &*body), ("sendMessage", r#"{"chat_id":4,"text":"x"}"#));
        let toast = call("answerCallbackQuery", Place::CallbackQuery, "{}", Order::Chat);
        let out = effects(Answer { effects: vec![toast], ..Answer::default() }, MESSAGE).unwrap();
        assert!(out.entries.is_empty());
    }

    #[test]
    fn an_edit_by_name_becomes_a_send_in_the_topic_it_was_asked_for_in() {
        const IN_TOPIC: &str = r#"{"update_id":1,"message":{"message_id":5,"date":1,"is_topic_message":true,
            "message_thread_id":9,"chat":{"id":-4,"type":"supergroup"},"text":"hi"}}"#;
        let place = Place::Message(Handle::from("card"));
        let edit = call("editMessageText", place, r#"{"text":"x"}"#, Order::Chat);
        let out = effects(Answer { effects: vec![edit], ..Answer::default() }, IN_TOPIC).unwrap();
        let (method, body) = on_the_wire(&out.entries[0], None);
        let sent = r#"{"chat_id":-4,"message_thread_id":9,"text":"x"}"#;
        assert_eq!((&*method, &*body), ("sendMessage", sent));
        let (method, body) = on_the_wire(&out.entries[0], Some(6));
        let edited = r#"{"chat_id":-4,"message_id":6,"text":"x"}"#;
        assert_eq!((&*method, &*body), ("editMessageText", edited));
    }

    #[test]
    fn a_call_that_names_a_message_itself_is_known_as_its_edit() {
        let params = r#"{"text":"x","message_id":6}"#;
        let effect = |method| call(method, Place::Chat(ChatId(4)), params, Order::Chat);
        let both = vec![effect("editMessageText"), effect("pinChatMessage")];
        let out = effects(Answer { effects: both, ..Answer::default() }, MESSAGE).unwrap();
        assert_eq!(out.entries[0].edits, Some(Edited::Message(MessageId(6))));
        assert_eq!(out.entries[1].edits, None);
    }

    #[test]
    fn calls_that_are_not_stored_stay_out_of_the_outbox() {
        let action = call("sendChatAction", Place::Here, r#"{"action":"typing"}"#, Order::Volatile);
        let out = effects(Answer { effects: vec![action], ..Answer::default() }, MESSAGE).unwrap();
        assert!(out.entries.is_empty());
        assert_eq!(out.volatile[0].chat, Some(ChatId(4)));
    }

    #[test]
    fn splicing_keeps_an_object_an_object() {
        assert_eq!(&*spliced("\"a\":1", "{}"), r#"{"a":1}"#);
        assert_eq!(&*spliced("\"a\":1", " { }"), r#"{"a":1}"#);
        assert_eq!(&*spliced("\"a\":1", r#"{"b":2}"#), r#"{"a":1,"b":2}"#);
    }
}
