//! Which handler an update goes to.

mod filters;
mod layers;
mod nesting;
mod refusals;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use molniya_botapi::Update;
use molniya_botapi::types::{Message, Poll as PollContent};
use serde::{Deserialize, Serialize};

use super::*;
use crate::cx::Cx;
use crate::extract::{Data, FromUpdate, In, Rejection, State, Text};
use crate::fixture::{cx, cx_with, message, other, press, sticker};
use crate::reply::{Reply, Step, finish, goto, say, stay};
use crate::store::LaneKey;
use crate::{CallbackData, Command, Dialogue, HandlerError, Person, UpdateKind};

#[derive(Command, Debug, PartialEq)]
enum Cmd {
    /// Begin
    #[command(description(ru = "Начать", de = "Beginnen"))]
    Start,
    /// Order something
    Order(u32, Option<String>),
    Secret,
}

#[derive(Dialogue, Serialize, Deserialize, Default, Debug)]
#[dialogue(name = "orders")]
enum Order {
    #[default]
    Idle,
    #[serde(alias = "Amount")]
    Quantity(Quantity),
    #[serde(rename = "where")]
    Address(Address),
}

#[derive(Serialize, Deserialize, Debug)]
struct Quantity {
    product: String,
}

#[derive(Serialize, Deserialize, Debug)]
struct Address {
    quantity: u16,
}

#[derive(CallbackData)]
struct Pick {
    product: u32,
}

#[derive(CallbackData)]
struct Picky;

async fn commands(cmd: Cmd) -> Reply {
    say(format!("command {cmd:?}"))
}

async fn pick(Data(pick): Data<Pick>) -> Reply {
    say(format!("pick {}", pick.product))
}

async fn quantity(Text(text): Text, In(at): In<Quantity>) -> Step<Order> {
    match text.parse() {
        Ok(quantity) => goto(Address { quantity }).say(at.product),
        Err(_) => stay().say("no number"),
    }
}

async fn address(In(at): In<Address>) -> Step<Order> {
    finish().say(format!("address for {}", at.quantity))
}

async fn any_text(Text(text): Text) -> Reply {
    say(format!("text {text}"))
}

async fn help() -> Reply {
    say("help")
}

fn order_router() -> Router<()> {
    Router::new()
        .on(command::<Cmd>(), commands)
        .on(callback::<Pick>(), pick)
        .on(step::<Quantity>(), quantity)
        .on(step::<Address>(), address)
}

/// The handler's first message, or what became of the update instead.
fn said<S: Send + Sync + 'static>(table: &Table<S>, cx: &Cx<S>) -> String {
    match table.route(cx) {
        Routed::Run(answering, _) => {
            let mut context = Context::from_waker(Waker::noop());
            let Poll::Ready(answer) = pin!(answering).poll(&mut context) else {
                panic!("these handlers do not wait")
            };
            let effects = answer.unwrap().effects;
            let Some(effect) = effects.first() else { return "nothing".to_owned() };
            let params: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&effect.params).unwrap();
            params["text"].clone()
        }
        Routed::NoRoute => "no route".to_owned(),
        Routed::StaleStep(dialogue) => format!("stale {dialogue}"),
        Routed::Rejected(rejection) => format!("rejected: {rejection}"),
    }
}

fn said_in(table: &Table<()>, raw: &str, step: &str) -> String {
    said(table, &cx_with(raw, &[("orders", step)], ()))
}

fn refused(router: Router<()>) -> RouterError {
    router.build().unwrap_err()
}

#[test]
fn the_first_route_that_fits_runs() {
    let table = order_router().on(text(), any_text).fallback(help).build().unwrap();
    let at_quantity = r#"{"Quantity":{"product":"tea"}}"#;
    for (raw, step, answer) in [
        (message("/start"), "\"Idle\"", "command Start"),
        (message("/START now"), at_quantity, "command Start"),
        (message("/order 3 green tea"), "\"Idle\"", "command Order(3, Some(\"green tea\"))"),
        (message("/order three"), "\"Idle\"", "text /order three"),
        (message("/other"), "\"Idle\"", "text /other"),
        (message("3"), "\"Idle\"", "text 3"),
        (message("3"), at_quantity, "tea"),
        (message("three"), at_quantity, "no number"),
        (message("three"), r#"{"Amount":{"product":"tea"}}"#, "no number"),
        (message("x"), r#"{"where":{"quantity":2}}"#, "address for 2"),
        (sticker(), at_quantity, "help"),
        (sticker(), r#"{"where":{"quantity":2}}"#, "address for 2"),
        (press("pick:17"), at_quantity, "pick 17"),
        (press("pick:seventeen"), "\"Idle\"", "help"),
        (press("pick"), "\"Idle\"", "help"),
        (press("picky"), "\"Idle\"", "help"),
        (press(""), "\"Idle\"", "help"),
        (other("telepathy", "{}"), "\"Idle\"", "help"),
    ] {
        assert_eq!(said_in(&table, &raw, step), answer, "{raw} in {step}");
    }
}

#[test]
fn without_a_fallback_the_rest_has_no_route() {
    let table = order_router().build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "no route");
    assert_eq!(said(&table, &cx(&other("poll", "{}"))), "no route");
}

#[test]
fn a_dialogue_that_was_never_stored_is_idle() {
    let table = order_router().on(idle::<Order>(), help).build().unwrap();
    assert_eq!(said(&table, &cx(&sticker())), "help");
    assert_eq!(said_in(&table, &sticker(), "\"Idle\""), "help");
    assert_eq!(said_in(&table, &sticker(), r#"{"Quantity":{"product":""}}"#), "no route");
}

#[test]
fn a_stored_step_that_does_not_decode_is_stale() {
    let table = order_router().fallback(help).build().unwrap();
    for step in ["", "{", "{}", "null", r#"{"Removed":{}}"#, r#"{"Quantity":{}}"#, r#"{"Quantity""#]
    {
        assert_eq!(said_in(&table, &message("3"), step), "stale orders", "{step}");
    }
    // A step is decoded only for a handler that asks for it.
    assert_eq!(said_in(&table, &message("/start"), r#"{"Quantity":{}}"#), "command Start");
}

#[test]
fn commands_for_other_bots_are_no_commands() {
    let mut table = order_router().fallback(help).build().unwrap();
    assert_eq!(said(&table, &cx(&message("/start@any_bot"))), "command Start");
    table.set_username("Our_bot");
    assert_eq!(said(&table, &cx(&message("/start@our_BOT x"))), "command Start");
    assert_eq!(said(&table, &cx(&message("/start@any_bot"))), "help");
}

#[test]
fn a_named_command_needs_no_type() {
    let table = Router::new().on(command_named("ping"), help).build().unwrap();
    assert_eq!(said(&table, &cx(&message("/ping"))), "help");
    assert_eq!(said(&table, &cx(&message("/pong"))), "no route");
}

#[test]
fn arguments_narrow_a_route() {
    async fn pick_at_quantity(In(at): In<Quantity>, _: Data<Pick>) -> Reply {
        say(at.product)
    }
    let first = Router::new().on(callback::<Pick>(), pick_at_quantity);
    let table = first.merge(order_router()).build().unwrap();
    assert_eq!(said_in(&table, &press("pick:1"), r#"{"Quantity":{"product":"tea"}}"#), "tea");
    assert_eq!(said_in(&table, &press("pick:1"), "\"Idle\""), "pick 1");
}

#[test]
fn an_argument_may_decline() {
    struct Admin;

    impl<S> FromUpdate<S> for Admin {
        const DECLINES: bool = true;

        fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
            match cx.envelope().user {
                Some(user) if user.0 == 7 => Ok(Admin),
                _ => Err(Rejection::NotMine),
            }
        }
    }

    async fn admin(_: Admin) -> Reply {
        say("welcome back")
    }

    let table = Router::new().on(text(), admin).on(text(), any_text).build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "welcome back");
    assert_eq!(said(&table, &cx(&message("x").replace(":7", ":8"))), "text x");
}

#[test]
fn rejections_other_than_not_mine_end_the_search() {
    struct Broken;

    impl<S> FromUpdate<S> for Broken {
        fn from_update(_: &Cx<S>) -> Result<Self, Rejection> {
            Err(Rejection::Unavailable)
        }
    }

    let table =
        Router::new().on(text(), async |_: Broken| say("never")).fallback(help).build().unwrap();
    assert!(said(&table, &cx(&message("x"))).starts_with("rejected: something"));
}

#[test]
fn whole_updates_are_decoded_for_those_who_ask() {
    async fn poll(poll: PollContent) -> Reply {
        say(poll.question)
    }
    async fn whole(update: Update) -> Reply {
        say(update.update_id.to_string())
    }
    async fn sender(message: Message) -> Reply {
        say(message.from.map_or_else(String::new, |from| from.first_name))
    }
    let table = Router::new()
        .on(UpdateKind::Poll, poll)
        .on(text(), sender)
        .fallback(whole)
        .build()
        .unwrap();
    let broken = other("poll", "{}");
    assert!(said(&table, &cx(&broken)).starts_with("rejected: the update is broken"));
    assert_eq!(said(&table, &cx(&message("x"))), "Ann");
    assert_eq!(said(&table, &cx(&other("telepathy", "{}"))), "1");
}

#[test]
fn closures_share_the_state() {
    let table = Router::new()
        .on(text(), async |State(name): State<String>, person: Option<Person>| {
            say(format!("{name} and {}", person.unwrap().first_name))
        })
        .build()
        .unwrap();
    assert_eq!(said(&table, &cx_with(&message("x"), &[], "Bo".to_owned())), "Bo and Ann");
}

#[test]
fn a_failing_handler_is_an_error_of_its_future() {
    async fn failing() -> Result<Reply, HandlerError> {
        Err(HandlerError::Failed("no luck".to_owned()))
    }
    let table = Router::new().fallback(failing).build().unwrap();
    let Routed::Run(answering, _) = table.route(&cx(&message("x"))) else { panic!("not run") };
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = pin!(answering).poll(&mut context) else { panic!("no error") };
    assert!(error.to_string().contains("no luck"));
}

#[test]
fn only_what_routes_want_is_asked_of_telegram() {
    let asked = |router: Router<()>| router.build().unwrap().allowed_updates();
    assert_eq!(asked(order_router()), ["message", "callback_query"]);
    assert_eq!(asked(Router::new().on(text(), any_text)), ["message"]);
    let poll = Router::new().on(UpdateKind::Poll, help);
    assert_eq!(asked(poll), ["poll"]);
    let fallback = Router::new().on(UpdateKind::Poll, help).fallback(help);
    assert_eq!(asked(fallback), ["message", "callback_query", "poll"]);
    let picky = Router::new().fallback(async |_: PollContent| say("x"));
    assert_eq!(asked(picky), ["poll"]);
}

#[test]
fn only_a_fallback_wants_unknown_kinds() {
    let plain = order_router().build().unwrap();
    assert!(plain.wants(UpdateKind::Message));
    assert!(!plain.wants(UpdateKind::Poll) && !plain.wants(UpdateKind::Unknown));
    let with_fallback = order_router().fallback(help).build().unwrap();
    assert!(with_fallback.wants(UpdateKind::Poll) && with_fallback.wants(UpdateKind::Unknown));
}

#[test]
fn lanes_are_of_persons_or_of_chats() {
    let key = |table: &Table<()>, raw: &str| table.lane_key(cx(raw).envelope());
    let in_topic = message("x").replace(
        r#""chat":{"id":7"#,
        r#""message_thread_id":9,"is_topic_message":true,"chat":{"id":-5"#,
    );
    let query =
        other("inline_query", r#"{"id":"1","from":{"id":7,"first_name":"Ann"},"query":"x"}"#);
    let by_person = order_router().build().unwrap();
    assert_eq!(key(&by_person, &in_topic), LaneKey { chat: -5, user: 7, topic: 9 });
    assert_eq!(key(&by_person, &press("x")), key(&by_person, &message("x")));
    assert_eq!(key(&by_person, &query), LaneKey { chat: 0, user: 7, topic: 0 });
    let by_chat = order_router().lane(LaneBy::Chat).build().unwrap();
    assert_eq!(key(&by_chat, &in_topic), LaneKey { chat: -5, user: 0, topic: 0 });
    assert_eq!(key(&by_chat, &query), LaneKey { chat: 0, user: 7, topic: 0 });
}

#[test]
fn the_table_knows_what_to_load_and_to_tell() {
    #[derive(Serialize, Deserialize)]
    struct Sale;

    impl Record for Sale {
        const COLLECTION: &'static str = "sales";

        fn id(&self) -> String {
            String::new()
        }
    }

    let router =
        order_router().records::<Sale>().records::<Sale>().deadline(Duration::from_secs(9));
    let table = router.build().unwrap();
    assert_eq!(table.dialogues(), ["orders"]);
    assert_eq!(table.collections(), ["sales"]);
    assert_eq!(table.deadline(), Duration::from_secs(9));
    assert_eq!(table.bot_commands(Some("ru")), [("start", "Начать"), ("order", "Order something")]);
    assert_eq!(table.bot_commands(None)[0], ("start", "Begin"));
    assert_eq!(table.command_languages(), ["de", "ru"]);
}

#[test]
fn settings_of_a_merged_router_yield() {
    let child = || order_router().lane(LaneBy::Chat).deadline(Duration::from_secs(1));
    let table = Router::new().lane(LaneBy::Person).merge(child()).build().unwrap();
    assert_eq!((table.lane, table.deadline()), (LaneBy::Person, Duration::from_secs(1)));
}
