use molniya_botapi::methods::{SendDice, SendMessage, SetMyDescription};
use serde::{Deserialize, Serialize, Serializer};

use super::*;
use crate::html::Html;
use crate::keyboard::{InlineKeyboard, ReplyKeyboard};
use crate::{CallbackData, Dialogue};

#[derive(Dialogue, Serialize, Deserialize, Default, Debug)]
enum Talk {
    #[default]
    Idle,
    Name(Name),
}

#[derive(Serialize, Deserialize, Debug)]
struct Name {
    greeting: String,
}

#[derive(CallbackData)]
struct Yes;

#[derive(Serialize, Deserialize)]
struct Sale {
    number: u32,
}

impl Record for Sale {
    const COLLECTION: &'static str = "sales";

    fn id(&self) -> String {
        self.number.to_string()
    }
}

fn answer(reply: impl IntoAnswer) -> Answer {
    reply.into_answer().unwrap()
}

fn effect(reply: impl IntoAnswer) -> Effect {
    let mut effects = answer(reply).effects;
    assert_eq!(effects.len(), 1);
    effects.remove(0)
}

fn failure(reply: impl IntoAnswer) -> String {
    reply.into_answer().unwrap_err().to_string()
}

#[test]
fn a_message_goes_where_the_update_came_from_as_plain_text() {
    let Effect { method, place, params, order, class, policy, handle } =
        effect(say("<b>\"Hi\"</b>\n"));
    assert_eq!(&*params, r#"{"text":"<b>\"Hi\"</b>\n"}"#);
    assert_eq!((&*method, place, handle), ("sendMessage", Place::Here, None));
    assert_eq!((order, class, policy), (Order::Chat, Class::Reply, Policy::AtLeastOnce));
}

#[test]
fn a_keyboard_is_spliced_as_it_was_built() {
    let keyboard = InlineKeyboard::new().button("Yes \"!\"", &Yes).build().unwrap();
    let params = effect(say(Html::new().bold("Sure?")).keyboard(&keyboard)).params;
    let json = keyboard.as_json();
    assert_eq!(
        &*params,
        format!(r#"{{"text":"<b>Sure?</b>","parse_mode":"HTML","reply_markup":{json}}}"#)
    );
}

#[test]
fn the_last_keyboard_counts() {
    let first = ReplyKeyboard::new().button("1").build().unwrap();
    let content = Content::new("x").keyboard(first).no_preview();
    assert_eq!(
        &*effect(say(content).keyboard(ReplyKeyboard::remove())).params,
        r#"{"text":"x","link_preview_options":{"is_disabled":true},"reply_markup":{"remove_keyboard":true}}"#
    );
}

#[test]
fn what_is_said_of_a_message_is_said_of_the_last_one() {
    let effects =
        answer(say("one").say("two").named("card/17").typing().to(ChatId(5)).at_most_once())
            .effects;
    assert_eq!(effects.len(), 3);
    assert_eq!((&effects[0].place, &effects[0].handle), (&Place::Here, &None));
    let two = &effects[1];
    assert_eq!(
        (&two.place, &two.handle),
        (&Place::Chat(ChatId(5)), &Some(Handle::from("card/17")))
    );
    assert_eq!((two.class, two.policy), (Class::Notification, Policy::AtMostOnce));
    assert_eq!((&*effects[2].method, effects[2].order), ("sendChatAction", Order::Volatile));
}

#[test]
fn what_is_said_of_no_message_fails_the_handler() {
    for (reply, word) in [
        (Reply::<()>::new().named("card"), ".named(…)"),
        (Reply::new().toast("x").keyboard(ReplyKeyboard::remove()), ".keyboard(…)"),
        (Reply::new().to(ChatId(1)).say("x"), ".to(…)"),
        (Reply::new().edit("x").to(ChatId(1)), ".to(…)"),
    ] {
        let why = failure(reply);
        assert!(why.contains(word), "{why}");
    }
}

#[test]
fn edits_name_their_message() {
    let edit = effect(Reply::<()>::new().edit("x"));
    assert_eq!((&*edit.method, edit.place), ("editMessageText", Place::Pressed));
    let edit = effect(Reply::<()>::new().edit_message("card/1", "x"));
    assert_eq!((&*edit.method, edit.place), ("editMessageText", Place::Message("card/1".into())));
}

#[test]
fn a_press_is_answered_soon_or_never() {
    let toast = effect(Reply::<()>::new().toast("ok"));
    assert_eq!((&*toast.method, &*toast.params), ("answerCallbackQuery", r#"{"text":"ok"}"#));
    assert_eq!(toast.order, Order::PRESS);
    assert_eq!((toast.place, toast.class), (Place::CallbackQuery, Class::Deadline));
    let alert = effect(Reply::<()>::new().alert("no"));
    assert_eq!(&*alert.params, r#"{"text":"no","show_alert":true}"#);
}

#[test]
fn a_toast_is_cut_at_200_characters() {
    assert_eq!(shorten(&"ы".repeat(200)), "ы".repeat(200));
    let cut = shorten(&"ы".repeat(201)).into_owned();
    assert_eq!(cut.chars().count(), 200);
    assert!(cut.ends_with("ы…"));
}

#[test]
fn any_call_keeps_the_order_of_its_chat() {
    let dice = effect(Reply::<()>::new().then(SendDice::new(ChatId(-100))));
    assert_eq!(
        (&*dice.method, dice.place, &*dice.params),
        ("sendDice", Place::Chat(ChatId(-100)), "{}")
    );
    assert_eq!(dice.order, Order::Chat);
    let by_name = effect(Reply::<()>::new().then(SendMessage::new("@news", "chat_id")));
    assert_eq!(by_name.place, Place::Nowhere);
    assert_eq!(&*by_name.params, r#"{"chat_id":"@news","text":"chat_id"}"#);
    let text = effect(Reply::<()>::new().then(SendMessage::new(ChatId(3), r#"a","chat_id":"b"#)));
    assert_eq!(&*text.params, r#"{"text":"a\",\"chat_id\":\"b"}"#);
    let nowhere = effect(Reply::<()>::new().then(SetMyDescription::default()));
    assert_eq!((nowhere.place, &*nowhere.params), (Place::Nowhere, "{}"));
}

#[test]
fn dialogues_move_stay_or_end() {
    let step = |reply: Step<Talk>| answer(reply).steps;
    assert_eq!(step(stay()), []);
    assert_eq!(step(finish()), [("talk", None)]);
    let name = Name { greeting: "Hi".to_owned() };
    assert_eq!(step(goto(name)), [("talk", Some(r#"{"Name":{"greeting":"Hi"}}"#.into()))]);
}

#[test]
fn going_to_the_default_step_ends_the_dialogue() {
    assert_eq!(answer(goto(Talk::Idle)).steps, [("talk", None)]);
}

#[test]
fn records_are_put_and_deleted() {
    let records = answer(say("x").put(&Sale { number: 7 }).delete::<Sale>("6")).records;
    assert_eq!(
        records,
        [
            ("sales", "7".to_owned(), Some(r#"{"number":7}"#.into())),
            ("sales", "6".to_owned(), None)
        ]
    );
}

#[test]
fn what_cannot_be_stored_fails_the_handler() {
    #[derive(Deserialize)]
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no way"))
        }
    }

    impl Record for Broken {
        const COLLECTION: &'static str = "broken";

        fn id(&self) -> String {
            String::new()
        }
    }

    let why = failure(say("x").put(&Broken));
    assert!(why.contains("broken") && why.contains("no way"), "{why}");
}

#[test]
fn errors_and_nothing_are_answers_too() {
    assert!(answer(()).effects.is_empty());
    assert!(answer(None::<Reply>).effects.is_empty());
    assert_eq!(answer(Some(say("x"))).effects.len(), 1);
    let failed: Result<Reply, std::num::ParseIntError> = "x".parse::<u8>().map(|_| say("x"));
    assert!(failure(failed).contains("invalid digit"));
    let failed: Result<Reply, HandlerError> = Err(HandlerError::Deadline);
    assert!(matches!(failed.into_answer(), Err(HandlerError::Deadline)));
}
