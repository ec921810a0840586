//! Routers in routers.

use molniya_botapi::ChatType;

use super::*;

fn in_group() -> Filter {
    filter(|update| update.chat_type != Some(ChatType::Private))
}

fn group(text: &str) -> String {
    message(text).replace(r#""type":"private""#, r#""type":"group""#)
}

async fn in_a_group(Text(text): Text) -> Reply {
    say(format!("group {text}"))
}

async fn lost() -> Reply {
    say("lost")
}

#[test]
fn a_nested_router_has_what_passes_its_filter() {
    let inner = Router::new().on(command_named("rules"), help).on(text(), in_a_group);
    let table =
        Router::new().nest(in_group(), inner).on(text(), any_text).fallback(lost).build().unwrap();
    for (raw, answer) in [
        (group("/rules"), "help"),
        (group("x"), "group x"),
        (message("x"), "text x"),
        (message("/rules"), "text /rules"),
        (press("x"), "lost"),
        (sticker(), "lost"),
    ] {
        assert_eq!(said(&table, &cx(&raw)), answer, "{raw}");
    }
}

#[test]
fn routes_stay_in_their_order_around_a_nested_router() {
    let inner = Router::new().on(text(), in_a_group);
    let table = Router::new()
        .on(command_named("first"), help)
        .nest(in_group(), inner)
        .on(command_named("last"), lost)
        .build()
        .unwrap();
    assert_eq!(said(&table, &cx(&group("/first"))), "help");
    assert_eq!(said(&table, &cx(&group("/last"))), "group /last");
    assert_eq!(said(&table, &cx(&message("/last"))), "lost");
}

#[test]
fn the_fallback_of_a_nested_router_keeps_within_its_filter() {
    let inner = || Router::new().on(text(), in_a_group).fallback(lost);
    let table = Router::new().nest(in_group(), inner()).fallback(help).build().unwrap();
    assert_eq!(said(&table, &cx(&group("x"))), "group x");
    assert_eq!(said(&table, &cx(&sticker().replace("private", "group"))), "lost");
    assert_eq!(said(&table, &cx(&sticker())), "help");
    let polls = Router::<()>::new().nest(UpdateKind::Poll, Router::new().fallback(lost));
    assert_eq!(polls.on(text(), help).build().unwrap().allowed_updates(), ["message", "poll"]);
}

#[test]
fn routers_nest_in_nested_routers() {
    let asks = filter(|update| update.text.as_deref().is_some_and(|text| text.ends_with('?')));
    let innermost = Router::new().on(text(), lost);
    let inner = Router::new().nest(asks, innermost).on(text(), in_a_group);
    let table = Router::new().nest(in_group(), inner).on(text(), any_text).build().unwrap();
    assert_eq!(said(&table, &cx(&group("x?"))), "lost");
    assert_eq!(said(&table, &cx(&group("x"))), "group x");
    assert_eq!(said(&table, &cx(&message("x?"))), "text x?");
}

#[test]
fn a_router_nests_under_a_step() {
    let asking = Router::new().on(command_named("back"), lost).on(text(), quantity);
    let table = Router::new()
        .nest(step::<Quantity>(), asking)
        .on(step::<Address>(), address)
        .on(text(), any_text)
        .build()
        .unwrap();
    let at_quantity = r#"{"Quantity":{"product":"tea"}}"#;
    assert_eq!(said_in(&table, &message("/back"), at_quantity), "lost");
    assert_eq!(said_in(&table, &message("3"), at_quantity), "tea");
    assert_eq!(said_in(&table, &message("/back"), "\"Idle\""), "text /back");
}

#[test]
fn what_can_never_be_reached_in_a_nested_router_is_refused() {
    let stickers = Router::new().on(UpdateKind::Poll, help);
    let error = refused(Router::new().nest(text(), stickers));
    assert!(matches!(error, RouterError::NeverRuns { .. }), "{error}");
    let late = Router::new().on(text(), any_text).nest(in_group(), Router::new().on(text(), lost));
    assert!(matches!(refused(late), RouterError::NeverReached { .. }));
    // Behind a function nobody knows.
    let behind = Router::<()>::new().nest(in_group(), Router::new().on(text(), lost));
    assert!(behind.on(text(), any_text).build().is_ok());
    assert_eq!(refused(Router::new().nest(text(), Router::new())), RouterError::NoRoutes);
}

#[test]
fn settings_of_a_nested_router_yield() {
    let inner = || order_router().lane(LaneBy::Chat).deadline(Duration::from_secs(1));
    let table = Router::new().lane(LaneBy::Person).nest(in_group(), inner()).build().unwrap();
    assert_eq!((table.lane, table.deadline()), (LaneBy::Person, Duration::from_secs(1)));
    assert_eq!(table.bot_commands(None)[0], ("start", "Begin"));
}
