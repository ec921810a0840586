//! Filters that are functions, and filters put together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use molniya_botapi::{ChatType, Envelope};

use super::*;

async fn one() -> Reply {
    say("one")
}

async fn two() -> Reply {
    say("two")
}

fn asks(update: &Envelope) -> bool {
    update.text.as_deref().is_some_and(|text| text.ends_with('?'))
}

fn asked(router: Router<()>) -> Vec<&'static str> {
    router.build().unwrap().allowed_updates()
}

#[test]
fn a_function_is_a_filter() {
    let long = 3;
    let table = Router::new()
        .on(filter(asks), one)
        .on(filter(move |update| update.text.as_deref().is_some_and(|t| t.len() > long)), two)
        .build()
        .unwrap();
    for (text, answer) in [("yes?", "one"), ("well", "two"), ("no", "no route")] {
        assert_eq!(said(&table, &cx(&message(text))), answer);
    }
}

#[test]
fn a_function_is_asked_only_when_all_else_fits() {
    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let counting = filter(move |_| counted.fetch_add(1, Ordering::Relaxed) > 0);
    let table = Router::new().on(counting.and(step::<Quantity>()), one);
    let table = table.on(step::<Address>(), two).build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "no route");
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    assert_eq!(said_in(&table, &message("x"), r#"{"Quantity":{"product":""}}"#), "no route");
    assert_eq!(said_in(&table, &message("x"), r#"{"Quantity":{"product":""}}"#), "one");
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn filters_are_put_together_as_logic_has_it() {
    let at_quantity = r#"{"Quantity":{"product":"tea"}}"#;
    let updates = [
        (message("/start"), "\"Idle\""),
        (message("/secret"), at_quantity),
        (message("why?"), "\"Idle\""),
        (message("so"), at_quantity),
        (sticker(), "\"Idle\""),
        (sticker(), at_quantity),
        (press("pick:1"), "\"Idle\""),
        (press("picky"), at_quantity),
        (other("poll", "{}"), "\"Idle\""),
        (other("telepathy", "{}"), at_quantity),
    ];
    let parts: [fn() -> Filter; 7] = [
        text,
        command::<Cmd>,
        || command_named("secret"),
        callback::<Pick>,
        step::<Quantity>,
        || filter(asks),
        || [UpdateKind::Message, UpdateKind::Poll].into_filter(),
    ];
    // Every route has a handler that runs wherever the dialogue is, so that every step is handled.
    async fn yes(_: In<Order>) -> Reply {
        say("yes")
    }
    let passes = |filter: Filter, raw: &str, step: &str| {
        let table = Router::new().on(filter, yes).build();
        // What can never be is refused at start.
        table.is_ok_and(|table| said_in(&table, raw, step) == "yes")
    };
    for (raw, step) in &updates {
        let passes = |filter| passes(filter, raw, step);
        for a in parts {
            let is_a = passes(a());
            assert_eq!(passes(a().not()), !is_a, "not {:?}: {raw}", a());
            assert_eq!(passes(a().not().not()), is_a, "not not {:?}: {raw}", a());
            for b in parts {
                let is_b = passes(b());
                let what = || format!("{:?}, {:?}: {raw} in {step}", a(), b());
                assert_eq!(passes(a().and(b())), is_a && is_b, "and {}", what());
                assert_eq!(passes(a().or(b())), is_a || is_b, "or {}", what());
                assert_eq!(passes(a().and(b()).not()), !(is_a && is_b), "not and {}", what());
                assert_eq!(passes(a().or(b()).not()), !(is_a || is_b), "not or {}", what());
                assert_eq!(passes(a().and(b().not())), is_a && !is_b, "and not {}", what());
            }
        }
    }
}

#[test]
fn only_kinds_that_are_named_are_asked_of_telegram() {
    let usual = ["message", "callback_query"];
    assert_eq!(asked(Router::new().on(filter(asks), one)), usual);
    assert_eq!(asked(Router::new().on(text().not(), one)), usual);
    assert_eq!(asked(Router::new().on(text().not().and(UpdateKind::Message), one)), ["message"]);
    assert_eq!(asked(Router::new().on(text().or(UpdateKind::Poll), one)), ["message", "poll"]);
    let two_kinds = [UpdateKind::EditedMessage, UpdateKind::ChannelPost];
    assert_eq!(asked(Router::new().on(two_kinds, one)), ["edited_message", "channel_post"]);
    // What it does not ask for it takes all the same, if it comes.
    let table = Router::<()>::new().on(text().not(), one).build().unwrap();
    assert!(table.wants(UpdateKind::Poll) && table.wants(UpdateKind::Unknown));
}

#[test]
fn routes_behind_functions_may_be_reached() {
    let reached = |router: Router<()>| router.build().map(|_| ());
    assert_eq!(reached(Router::new().on(filter(asks), one).on(text(), two)), Ok(()));
    // Two functions are never known to be the same, even if they are.
    assert_eq!(reached(Router::new().on(filter(asks), one).on(filter(asks), two)), Ok(()));
    let question = filter(asks);
    let same = Router::new().on(question.clone(), one).on(question.clone().and(text()), two);
    assert!(matches!(reached(same), Err(RouterError::NeverReached { .. })));
    let opposite = Router::new().on(question.clone(), one).on(question.not(), two);
    assert_eq!(reached(opposite), Ok(()));
    let commands = command_named("a").and(filter(asks));
    assert_eq!(reached(Router::new().on(commands, one).on(command_named("a"), two)), Ok(()));
}

#[test]
fn a_route_is_refused_if_others_together_leave_nothing_to_it() {
    let both = text().or(UpdateKind::Poll);
    let router = || Router::new().on(text(), one);
    assert!(router().on(both.clone(), two).build().is_ok());
    let error = refused(router().on(UpdateKind::Poll, one).on(both, two));
    assert!(matches!(error, RouterError::NeverReached { .. }), "{error}");
    let private = filter(|update| update.chat_type == Some(ChatType::Private));
    let error = refused(router().on(text().and(private), two));
    assert!(matches!(error, RouterError::NeverReached { .. }), "{error}");
    let error = refused(router().on(command_named("a").or(command_named("b")), two));
    assert!(matches!(error, RouterError::NeverReached { .. }), "{error}");
}

#[test]
fn filters_that_contradict_each_other_are_refused() {
    let why = |filter: Filter| match refused(Router::new().on(filter, one)) {
        RouterError::NeverRuns { why, .. } => why,
        other => panic!("{other}"),
    };
    assert!(why(text().and(UpdateKind::Poll)).contains("different kinds"));
    assert!(why(command_named("a").and(command_named("b"))).contains("different commands"));
    assert!(why(callback::<Pick>().and(callback::<Picky>())).contains("`pick` and `picky`"));
    assert!(why(text().and(text().not())).contains("exclude one another"));
    assert!(why(command_named("a").and(Filter::HAS_TEXT.not())).contains("exclude one another"));
    assert!(why(Filter::ANY.not()).contains("nothing"));
    // One way is enough.
    let one_way = text().and(text().not().or(UpdateKind::Message));
    assert!(Router::<()>::new().on(one_way, one).build().is_ok());
}

#[test]
fn what_must_not_be_is_not_handled() {
    let elsewhere = step::<Quantity>().not().and(step::<Address>());
    let error = refused(Router::new().on(elsewhere, one));
    assert_eq!(error, RouterError::UnhandledStep { dialogue: "orders", step: "Quantity" });
}

#[test]
fn filters_that_would_cost_too_much_are_refused() {
    let pair = |n: usize| {
        let has = move |letter: &'static str| {
            filter(move |update| update.text.as_deref().is_some_and(|text| text.contains(letter)))
        };
        if n.is_multiple_of(2) { has("a").or(has("b")) } else { has("c").or(has("d")) }
    };
    let all = |count| (0..count).fold(text(), |all, n| all.and(pair(n)));
    assert!(Router::<()>::new().on(all(6), one).build().is_ok());
    let error = refused(Router::new().on(all(7), one));
    assert!(matches!(error, RouterError::TooManyWays { .. }), "{error}");
}
