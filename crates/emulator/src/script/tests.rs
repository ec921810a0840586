//! Scripts as text: what is written is read again, and no text is too strange to be judged.

use proptest::prelude::*;

use super::line::{
    Button, ChatKind, Deed, Doing, FILES, Keyboard, Line, Message, Place, Sent, What, Who,
};
use super::pattern::{Pattern, Piece};
use super::{Problem, Script};
use crate::faults::{BadUpdate, Fault, Garble, Reset};

/// What every script of these tests begins with, so that there are a chat and variables.
const BEGIN: &str = "Ann makes group \"T\" with bot\n  bot: $a $b\n";

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        " ", "\n", "\t", "\\", "…", "$a", "$", "{", "[", "]", "|", "\"", ":", "#", "bot", "n", "é",
        "🍵", "\r", "\u{2028}", "\u{a0}", "in", "to", ",", "_x", "u{41}",
    ]);
    let part = prop_oneof![4 => word.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 1..5)
        .prop_map(|parts| parts.concat())
        .prop_filter("something", |text| !text.is_empty())
}

fn pattern(wild: bool) -> impl Strategy<Value = Pattern> {
    let variable = prop::sample::select(vec!["a", "b"]);
    let piece = prop_oneof![
        3 => text().prop_map(Piece::Literal),
        1 => variable.prop_map(|name| Piece::Variable(name.to_owned())),
        u32::from(wild) => Just(Piece::Any),
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| {
        let mut pattern = Pattern::default();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => pattern.push_str(&text),
                Piece::Any if pattern.pieces.last() == Some(&Piece::Any) => {}
                piece => pattern.push(piece),
            }
        }
        pattern
    })
}

fn button() -> impl Strategy<Value = Button> {
    (pattern(true), prop::option::of(pattern(true)))
        .prop_map(|(label, data)| Button { label, data })
}

fn rows() -> impl Strategy<Value = Vec<Vec<Button>>> {
    let rows = prop::collection::vec(prop::collection::vec(button(), 1..3), 1..3);
    // That is written `[…]`, and means more.
    let any = Button { label: Pattern::any(), data: None };
    rows.prop_filter("not any keyboard", move |rows| *rows != [[any.clone()]])
}

fn keyboard() -> impl Strategy<Value = Keyboard> {
    prop_oneof![
        Just(Keyboard::None),
        Just(Keyboard::Any),
        rows().prop_map(Keyboard::Inline),
        rows().prop_map(Keyboard::Reply),
        Just(Keyboard::Removed),
        Just(Keyboard::ForceReply),
    ]
}

fn message() -> impl Strategy<Value = Deed> {
    let carries = prop::sample::select(vec!["photo", "video_note", "pinned_message"]);
    let carries = (carries, prop::option::of(pattern(true)));
    let content = prop_oneof![
        pattern(true).prop_map(|text| (None, text)),
        (carries, prop::option::of(pattern(true))).prop_map(|((kind, detail), text)| {
            (Some((kind.to_owned(), detail)), text.unwrap_or_default())
        }),
    ];
    (any::<bool>(), content, keyboard()).prop_map(|(is_edit, (carries, text), keyboard)| {
        Deed::Message(Message { is_edit, carries, text, keyboard })
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => message(),
        1 => Just(Deed::Deletes),
        1 => pattern(true).prop_map(Deed::Answers),
        1 => pattern(true).prop_map(Deed::Alerts),
        1 => pattern(true).prop_map(Deed::Opens),
        1 => prop::collection::vec(text(), 1..3).prop_map(Deed::Reacts),
        1 => Just(Deed::AcceptsPayment),
        1 => pattern(true).prop_map(Deed::RefusesPayment),
        1 => prop::collection::vec(pattern(true), 1..3).prop_map(Deed::Offers),
    ]
}

fn sent() -> impl Strategy<Value = Sent> {
    prop_oneof![
        text().prop_map(Sent::Sticker),
        text().prop_map(Sent::Dice),
        Just(Sent::Location("52.37".to_owned(), "-4.9".to_owned())),
        (text(), text()).prop_map(|(phone, name)| Sent::Contact { phone, name }),
        (prop::sample::select(FILES.to_vec()), text())
            .prop_map(|(kind, path)| Sent::File { kind: kind.to_owned(), path }),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![Just(Who::Bot), text().prop_map(Who::Person)]
}

fn in_chat() -> impl Strategy<Value = Doing> {
    let some = || prop::option::of(pattern(true));
    prop_oneof![
        3 => pattern(false).prop_map(Doing::Says),
        1 => (some(), pattern(false)).prop_map(|(to, text)| Doing::Replies { to, text }),
        1 => button().prop_map(Doing::Presses),
        1 => (sent(), prop::option::of(pattern(false))).prop_map(|(what, caption)| {
            let caption = caption.filter(|_| matches!(what, Sent::File { .. }));
            Doing::Sends { what, caption: caption.unwrap_or_default() }
        }),
        1 => (some(), pattern(false)).prop_map(|(which, text)| Doing::Edits { which, text }),
        1 => some().prop_map(Doing::Deletes),
        1 => (prop::collection::vec(text(), 1..3), some()).prop_map(|(emoji, to)| Doing::Reacts { emoji, to }),
        1 => prop::collection::vec(pattern(true), 1..3).prop_map(Doing::Votes),
        1 => Just(Doing::Pays),
        1 => pattern(false).prop_map(Doing::Asks),
        1 => pattern(true).prop_map(Doing::Chooses),
    ]
}

fn about_chats() -> impl Strategy<Value = Doing> {
    let title = || "T".to_owned();
    let kinds = ChatKind::ALL.map(|(_, kind)| kind).to_vec();
    prop_oneof![
        Just(Doing::Speaks("pt-br".to_owned())),
        (prop::sample::select(kinds), text(), prop::collection::vec(who(), 0..3))
            .prop_map(|(kind, title, with)| Doing::Makes { kind, title, with }),
        Just(Doing::Joins(title())),
        Just(Doing::Leaves(title())),
        who().prop_map(move |who| Doing::Adds(who, title())),
        who().prop_map(move |who| Doing::Promotes(who, title())),
        who().prop_map(move |who| Doing::Removes(who, title())),
        Just(Doing::Blocks),
        Just(Doing::Unblocks),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    let fault = prop_oneof![
        Just(Fault::flood("sendMessage", 3)),
        text().prop_map(|why| Fault::error("getMe", 500, &why)),
        (0..300_001_u64).prop_map(|ms| Fault { delay_ms: Some(ms), ..Fault::default() }),
        Just(Fault::reset("sendPhoto", Reset::After)),
        Just(Fault::garble("sendPhoto", Garble::Noise)),
        Just(Fault::update(BadUpdate::Twice)),
    ];
    (fault, prop::option::of(1..99_u32)).prop_map(|(fault, times)| Fault { times, ..fault })
}

fn what() -> impl Strategy<Value = What> {
    let time = || (0..86_400_001_u64).prop_map(std::time::Duration::from_millis);
    let place = prop_oneof![
        Just(Place::Same),
        text().prop_map(Place::With),
        Just(Place::Chat("T".to_owned())),
    ];
    let chat = prop::option::of(Just("T".to_owned()));
    prop_oneof![
        1 => text().prop_map(|text| What::Comment(text.replace(['\n', '\r'], " ").trim().to_owned())),
        1 => time().prop_map(What::Wait),
        1 => time().prop_map(What::Pause),
        1 => (1..9_999_u64).prop_map(|s| What::Skip(std::time::Duration::from_secs(s))),
        1 => fault().prop_map(What::Fault),
        5 => (text(), chat, in_chat()).prop_map(|(who, place, doing)| What::Does { who, place, doing }),
        2 => (text(), about_chats()).prop_map(|(who, doing)| What::Does { who, place: None, doing }),
        6 => (place, deed()).prop_map(|(place, deed)| What::Expected { place, deed }),
        1 => Just(What::Whatever),
        1 => time().prop_map(What::Silence),
    ]
}

/// Whatever it is, it is a script, or an error within it.
fn judge(text: &str) -> Result<(), TestCaseError> {
    let error = match Script::parse("x.talk", text) {
        Ok(script) => {
            let written = script.to_string();
            let again = Script::parse("x.talk", &written);
            let again =
                again.map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
            prop_assert_eq!(&again, &script, "{}", written);
            prop_assert_eq!(again.to_string(), written);
            return Ok(());
        }
        Err(error) => error,
    };
    prop_assert!(!error.to_string().contains('\n'));
    let line = text.lines().nth(error.line - 1);
    let length = line.map_or(0, |line| line.chars().count());
    prop_assert!((1..=length + 1).contains(&error.column), "{error}");
    Ok(())
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(whats in prop::collection::vec(what(), 1..8)) {
        let written: String = whats.iter().map(|what| {
            format!("{}\n", Line { number: 0, what: what.clone() })
        }).collect();
        let read = Script::parse("x.talk", &format!("{BEGIN}{written}"));
        let read = read.map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        let read: Vec<What> = read.lines.into_iter().skip(2).map(|line| line.what).collect();
        prop_assert_eq!(read, whats, "{}", written);
    }

    #[test]
    fn any_text_is_a_script_or_an_error_within_it(text in any::<String>()) {
        judge(&text)?;
    }

    #[test]
    fn so_is_any_text_of_words_that_mean_something(
        words in prop::collection::vec(prop::sample::select(vec![
            "Ann", "bot", ":", " ", "\n", "\r\n", "  ", "presses ", "[Tea]", "[", "]", "|", "| more", "…", "$n", "${n}",
            "\\s", "\\", "\"T\"", "\"", "edits", "sends ", "photo ", "to ", "in ", "says nothing for ", "5s", "next ",
            "sendMessage: ", "429 retry after 3", "keyboard ", "removed", "wait ", "skip ", "makes group ", "with ", ",",
            "#", "é", "answers: ", "reacts 👍", "deletes", "joins ",
        ]), 0..30)
    ) {
        judge(&words.concat())?;
    }

    #[test]
    fn a_good_script_with_a_part_cut_out_is_one_or_an_error_within_it(
        whats in prop::collection::vec(what(), 1..4), cut in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let mut text = BEGIN.to_owned();
        for what in whats {
            text += &format!("{}\n", Line { number: 0, what });
        }
        let chars: Vec<char> = text.chars().collect();
        let (from, to) = (cut.0.index(chars.len()), cut.1.index(chars.len()));
        let kept = chars.iter().enumerate().filter(|(at, _)| !(from.min(to)..from.max(to)).contains(at));
        judge(&kept.map(|(_, c)| *c).collect::<String>())?;
    }
}

#[test]
fn errors_say_where_they_are_and_what_to_write() {
    let found = |text: &str| {
        let error = Script::parse("x.talk", text).unwrap_err();
        (error.line, error.column, error.problem)
    };
    let cases = [
        ("Ann presses Tea", (1, 13, Problem::Expected("a button, for example [Tea]"))),
        (
            "Ann: hi\n  bot says Hello",
            (2, 12, Problem::Expected("`nothing for` and a time, or `bot: ` and a text")),
        ),
        ("Ann shouts: hi", (1, 5, Problem::UnknownDoing("shouts".to_owned()))),
        ("Ann: hi\n  bot shouts: hi", (2, 7, Problem::UnknownDeed("shouts".to_owned()))),
        ("Ann:", (1, 5, Problem::NoText)),
        ("\n\n  [Tea]", (3, 3, Problem::NoMessage)),
        ("Ann: hi\n  [Tea]", (2, 3, Problem::NoButtons)),
        ("bot: hi", (1, 4, Problem::Nowhere)),
        ("Ann: hi …", (1, 9, Problem::Wildcard)),
        ("Änn: é $n", (1, 8, Problem::UnknownVariable("n".to_owned()))),
        ("Ann: hi\nbot: $n $n", (2, 9, Problem::TwiceNew("n".to_owned()))),
        ("Ann: a \\d", (1, 8, Problem::BadEscape)),
        ("Ann presses [Tea", (1, 17, Problem::NoEnd("the ] of a button"))),
        ("Ann joins \"Friends\"", (1, 11, Problem::UnknownChat)),
        ("wait 5", (1, 6, Problem::Duration)),
        ("skip 500ms", (1, 6, Problem::WholeSeconds)),
        ("next sendTea: reset before", (1, 6, Problem::UnknownMethod("sendTea".to_owned()))),
        ("next getMe: explode", (1, 13, Problem::BadFault)),
        ("next getMe: 200 OK", (1, 13, Problem::SenselessFault("error.code is 400 to 599"))),
        ("Ann: hi\nbot: x\n [a]\n keyboard [b]", (4, 2, Problem::TwoKeyboards)),
        ("Ann deletes everything", (1, 13, Problem::LeftOver)),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
    let error = Script::parse("tea.talk", "Ann shouts").unwrap_err().to_string();
    assert!(error.starts_with("tea.talk:1:5: `shouts` is nothing a person does; write"), "{error}");
}

#[test]
fn a_script_is_written_as_people_would() {
    let text = "\
# An order
wait 10s
Ann speaks ru
Ann: /start
  bot: What would you like?
     | Tea is ${n}0 today.
     [Tea] [Coffee | coffee]
     [\\|]
next 2 sendMessage: 429 retry after 3
Ann presses [Tea]
  bot edits: One tea, …
  bot answers: Good choice!
\"Ann Lee\" makes supergroup \"Tea: friends\" with Ann, bot
Ann in \"Tea: friends\" replies to \"Welcome…\": thanks
  bot to Ann sends photo: Tea
     keyboard removed
  …
skip 2h
";
    let script = Script::parse("order.talk", text).unwrap();
    assert_eq!(script.to_string(), text);
}
