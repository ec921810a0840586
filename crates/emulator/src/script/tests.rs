//! Scripts as text: what is written is read again, and no text is too strange to be judged.

use proptest::prelude::*;

use super::line::{
    Button, ChatKind, Deed, Doing, Entry, FILES, Keyboard, Line, Message, Order, Place, Room,
    STATUSES, Sent, Spot, Target, Turn, Way, What, Who,
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
    let way = prop::sample::select(vec![Way::New, Way::Edit, Way::App]);
    (way, content, keyboard()).prop_map(|(way, (carries, text), keyboard)| {
        Deed::Message(Message { way, carries, text, keyboard })
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
        1 => prop::collection::vec(pattern(true), 1..3).prop_map(Deed::OffersDeliveries),
        1 => pattern(true).prop_map(Deed::RefusesDelivery),
        1 => prop::option::of(pattern(true)).prop_map(Deed::Pins),
        1 => prop::option::of(pattern(true)).prop_map(Deed::Unpins),
        1 => pattern(true).prop_map(Deed::BeginsTopic),
        1 => (text(), prop::sample::select(STATUSES.to_vec()))
            .prop_map(|(whom, status)| Deed::Makes { whom, status: status.to_owned() }),
        1 => text().prop_map(Deed::Admits),
        1 => text().prop_map(Deed::Declines),
        1 => Just(Deed::Leaves),
        1 => Just(Deed::Shows("upload_photo".to_owned())),
    ]
}

fn sent() -> impl Strategy<Value = Sent> {
    prop_oneof![
        text().prop_map(Sent::Sticker),
        text().prop_map(Sent::Dice),
        spot().prop_map(Sent::Location),
        (text(), text()).prop_map(|(phone, name)| Sent::Contact { phone, name }),
        (prop::sample::select(FILES.to_vec()), text())
            .prop_map(|(kind, path)| Sent::File { kind: kind.to_owned(), path }),
    ]
}

fn spot() -> impl Strategy<Value = Spot> {
    let live = prop::option::of((1..86_401_u64).prop_map(std::time::Duration::from_secs));
    (live, prop::option::of(1..361_u16)).prop_map(|(live, heading)| Spot {
        latitude: "52.37".to_owned(),
        longitude: "-4.9".to_owned(),
        live,
        heading,
    })
}

fn order() -> impl Strategy<Value = Order> {
    let some = || prop::option::of(text());
    let tip = prop::option::of(prop::sample::select(vec!["3", "0.50", "1.005"]));
    let part = prop_oneof![text(), Just(String::new())];
    let address = prop::array::uniform6(part);
    (tip, some(), some(), some(), prop::option::of(address)).prop_map(
        |(tip, name, phone, email, address)| Order {
            tip: tip.map(str::to_owned),
            name,
            phone,
            email,
            address,
        },
    )
}

fn room() -> impl Strategy<Value = Room> {
    prop::option::of(text()).prop_map(|topic| Room::new("T".to_owned(), topic))
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
        1 => (some(), order()).prop_map(|(which, order)| Doing::Pays { which, order }),
        1 => pattern(true).prop_map(Doing::ChoosesDelivery),
        1 => (some(), prop_oneof![Just(Target::Bot), room().prop_map(Target::In)])
            .prop_map(|(which, to)| Doing::Forwards { which, to }),
        1 => spot().prop_map(Doing::Moves),
        1 => some().prop_map(|button| Doing::OpensApp { button, name: None }),
        1 => (pattern(true), pattern(false))
            .prop_map(|(button, data)| Doing::SendsAppData { button, data }),
        1 => pattern(false).prop_map(Doing::Asks),
        1 => pattern(true).prop_map(Doing::Chooses),
    ]
}

fn about_chats() -> impl Strategy<Value = Doing> {
    let title = || "T".to_owned();
    let kinds = ChatKind::ALL.map(|(_, kind)| kind).to_vec();
    prop_oneof![
        Just(Doing::Speaks("pt-br".to_owned())),
        (prop::sample::select(kinds), text(), any::<bool>(), prop::collection::vec(who(), 0..3))
            .prop_map(|(kind, title, by_request, with)| {
                let entry = if by_request { Entry::ByRequest } else { Entry::Free };
                Doing::Makes { kind, title, entry, with }
            }),
        Just(Doing::Upgrades(title())),
        text().prop_map(move |name| Doing::BeginsTopic { name, chat: title() }),
        Just(Doing::Joins(title())),
        pattern(false).prop_map(Doing::Follows),
        Just(Doing::Leaves(title())),
        (prop::sample::select(Turn::ALL.map(|(turn, ..)| turn).to_vec()), who())
            .prop_map(move |(turn, whom)| Doing::Turns { turn, whom, chat: title() }),
        Just(Doing::Quits),
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
    let times = prop::option::of(1..99_u32);
    let lasts = prop::option::of(1..86_400_001_u64);
    (fault, times, lasts).prop_map(|(fault, times, for_ms)| Fault { times, for_ms, ..fault })
}

fn what() -> impl Strategy<Value = What> {
    let time = || (0..86_400_001_u64).prop_map(std::time::Duration::from_millis);
    let place =
        prop_oneof![Just(Place::Same), text().prop_map(Place::With), room().prop_map(Place::In),];
    let aim = prop_oneof![
        text().prop_map(Place::With),
        Just(Place::In(Room::new("T".to_owned(), None))),
    ];
    prop_oneof![
        1 => text().prop_map(|text| What::Comment(text.replace(['\n', '\r'], " ").trim().to_owned())),
        1 => time().prop_map(What::Wait),
        1 => time().prop_map(What::Pause),
        1 => (1..9_999_u64).prop_map(|s| What::Skip(std::time::Duration::from_secs(s))),
        1 => (fault(), prop::option::of(aim)).prop_map(|(fault, place)| What::Fault { fault, place }),
        1 => Just(What::NoFaults),
        5 => (text(), prop::option::of(room()), any::<bool>(), in_chat()).prop_map(|(who, place, as_channel, doing)| {
            let is_sent = matches!(doing, Doing::Says(_) | Doing::Replies { .. } | Doing::Sends { .. });
            let sender = (as_channel && is_sent).then(|| "T".to_owned());
            What::Does { who, place: place.map(|room| Room { sender, ..room }), doing }
        }),
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
            "#", "é", "answers: ", "reacts 👍", "deletes", "joins ", "/ ", "as ", "pays ", "tip 0.50", "address ", "forwards ",
            "moves to ", "52.3 4.9 ", "for ", "heading 90", "opens web app ", "$app", "begins topic ", "by request ", "offers ",
            "deliveries ", "pins ", "makes ", "restricted", "as usual", "web app data ",
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

/// Scripts with one mistake: the line, the column, and what is wrong.
type Mistake = (&'static str, (usize, usize, Problem));

fn errors_of_chats() -> Vec<Mistake> {
    let topic = Problem::Expected("the name of a topic in quotes");
    vec![
        ("A makes forum \"T\"\nA in \"T\" / Bugs: hi", (2, 12, topic.clone())),
        ("A makes forum \"T\"\nbot in \"T\" /: hi", (2, 13, topic.clone())),
        ("A begins topic \"Bugs\" in \"T\"", (1, 26, Problem::UnknownChat)),
        ("A begins \"Bugs\"", (1, 10, Problem::Expected("`topic` and its name in quotes"))),
        ("A: hi\nbot begins topic Bugs", (2, 18, topic)),
        (
            "A makes forum \"T\"\nA in \"T\" as \"T\" pays",
            (2, 17, Problem::Expected("what is said, replied or sent in the name of the channel")),
        ),
        ("A makes group \"T\" by hand", (1, 22, Problem::Expected("`request`"))),
        ("A upgrades \"T\"", (1, 12, Problem::UnknownChat)),
        ("A restricts B \"T\"", (1, 15, Problem::Expected("`in` and the title of a chat"))),
        ("A follows \"$link\"", (1, 12, Problem::UnknownVariable("link".to_owned()))),
        (
            "A follows https://t.me/+1",
            (1, 11, Problem::Expected("a link into a chat in quotes, for example \"$link\"")),
        ),
        ("A quits", (1, 8, Problem::Expected("`Telegram`"))),
        (
            "A forwards \"x\"",
            (1, 15, Problem::Expected("`to` and the title of a chat in quotes, or `to bot`")),
        ),
        ("A forwards to \"T\"", (1, 15, Problem::UnknownChat)),
        (
            "A: hi\nbot makes A king",
            (
                2,
                13,
                Problem::Expected(
                    "what somebody is then: administrator, member, restricted, left or kicked",
                ),
            ),
        ),
        ("A: hi\nbot admits", (2, 11, Problem::Expected("the name of a person"))),
        (
            "A: hi\nbot shows Typing",
            (2, 11, Problem::Expected("what the bot shows, for example typing")),
        ),
        ("A: hi\nbot pins Tea", (2, 10, Problem::LeftOver)),
    ]
}

fn errors_of_trade() -> Vec<Mistake> {
    let with = Problem::Expected("what is said to pay: tip, name, phone, email or address");
    vec![
        ("A pays with", (1, 12, with.clone())),
        ("A pays with love", (1, 13, with.clone())),
        ("A pays with tip 1, tip 2", (1, 20, with.clone())),
        ("A pays with tip 0,50", (1, 19, with)),
        ("A pays with tip -1", (1, 17, Problem::Number("an amount, for example 0.50"))),
        (
            "A pays with address NL Utrecht",
            (
                1,
                31,
                Problem::Expected(
                    "an address: country code, state, city, two lines of the street, post code",
                ),
            ),
        ),
        ("A chooses delivery Post", (1, 20, Problem::Expected("a button, for example [Tea]"))),
        ("A: hi\nbot offers deliveries", (2, 22, Problem::Expected("a button, for example [Tea]"))),
        (
            "A: hi\nbot refuses: no",
            (2, 12, Problem::Expected("`the payment:` or `the delivery:` and why")),
        ),
        ("A opens web", (1, 9, Problem::Expected("`web app`"))),
        ("A opens web app as it", (1, 20, Problem::Expected("a variable, for example $app"))),
        (
            "A: hi\nbot: $app\nA opens web app as $app",
            (3, 20, Problem::KnownVariable("app".to_owned())),
        ),
        ("A sends web app data [Shop]", (1, 28, Problem::Expected("`:` and a text"))),
        ("A sends location 1 2 for 1500ms", (1, 26, Problem::WholeSeconds)),
        ("A sends location 1 2 heading 400", (1, 22, Problem::Number("degrees from 1 to 360"))),
        ("A moves 1 2", (1, 9, Problem::Expected("`to` and where, for example `to 52.37 4.9`"))),
        ("next call in \"T\": delay 1s", (1, 14, Problem::UnknownChat)),
        ("next call for ever: delay 1s", (1, 15, Problem::Duration)),
        ("next: as before", (1, 7, Problem::Expected("`as usual`"))),
        ("next call for 0s: delay 1s", (1, 19, Problem::SenselessFault("for_ms is 1 to 86400000"))),
    ]
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
    for (text, expected) in cases.into_iter().chain(errors_of_chats()).chain(errors_of_trade()) {
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
next sendMessage to Ann for 10s: 500 Internal Server Error
next: as usual
Ann makes forum \"Club\" by request with bot
Ann begins topic \"Bugs\" in \"Club\"
Ann in \"Club\" / \"Bugs\": hello
  bot in \"Club\" / \"Bugs\": Hello
  bot begins topic \"Wishes\"
  bot pins \"hello\"
  bot makes \"Ann Lee\" restricted
  bot admits Ann
  bot shows typing
Ann in \"Club\" forwards \"Hello\" to \"Tea: friends\"
Ann forwards to bot
Ann pays \"Tea\" with tip 0.50, name \"Ann Lee\", phone +123, email a@b.c, address NL Utrecht Utrecht \"5 High Street\" \"\" 3511
  bot offers deliveries [Post] [By hand]
Ann chooses delivery [Post]
  bot refuses the delivery: Too far
Ann opens web app [Shop] as $app
Ann sends web app data [Shop]: {\"tea\":1}
  bot answers web app: Two teas for $app
Ann in \"Tea: friends\" as \"Club\": news
Ann sends location 52.37 4.9 for 15m heading 90
Ann moves to 52.38 4.91
Ann restricts \"Ann Lee\" in \"Club\"
Ann quits Telegram
";
    let script = Script::parse("order.talk", text).unwrap();
    assert_eq!(script.to_string(), text);
}
