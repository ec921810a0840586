//! Rules that need more time to pass than a test has.

use serde_json::Value;

use super::*;
use crate::answer::envelope;
use crate::methods::{self, Act, Reply};
use crate::params::Params;
use crate::people::{Content, Place, Pressed};

/// A world with a person who wrote at second 1,000,000.
fn begun() -> (World, Now, i64) {
    let now = Now { instant: Instant::now(), unix: 1_000_000 };
    let mut world = World::new(now, NewBot::default(), false).unwrap();
    let ann = world.add_person("Ann", "en").unwrap();
    let hi = Content::Text("hi".to_owned());
    world.write(now, private(&world, ann), ann, hi, Place::default()).unwrap();
    (world, now, ann)
}

/// The chat of a person with the first bot.
fn private(world: &World, person: i64) -> Room {
    Room::of(world.bots.first(), person)
}

fn later(now: Now, seconds: i64) -> Now {
    Now { unix: now.unix + seconds, ..now }
}

fn call(world: &mut World, now: Now, method: &str, query: &str) -> Value {
    let mut params = Params::default();
    params.read_urlencoded(query.as_bytes());
    let mut reply =
        methods::call(world, Act { bot: world.bots.first(), now, params: &params }, method);
    world.deliver(now);
    let outcome = match &mut reply {
        Reply::Now(outcome) => outcome.clone(),
        Reply::Later(receiver) => receiver.try_recv().unwrap(),
    };
    serde_json::from_str(&envelope(&outcome)).unwrap()
}

#[test]
fn a_message_can_be_deleted_for_two_days() {
    let (mut world, now, ann) = begun();
    let query = format!("chat_id={ann}&message_id=1");
    let after =
        |world: &mut World, seconds| call(world, later(now, seconds), "deleteMessage", &query);
    let refused = after(&mut world, 48 * 3600 + 1);
    assert_eq!(refused["description"], "Bad Request: message can't be deleted");
    assert_eq!(after(&mut world, 48 * 3600)["result"], true);
}

#[test]
fn an_update_lives_as_long_as_its_kind() {
    let (mut world, now, ann) = begun();
    let markup = r#"{"inline_keyboard":[[{"text":"Yes","callback_data":"yes"}]]}"#;
    let query = format!("chat_id={ann}&text=x&reply_markup={markup}");
    let message =
        call(&mut world, now, "sendMessage", &query)["result"]["message_id"].as_i64().unwrap();
    let room = private(&world, ann);
    let press = world.press(now, room, ann, message, Pressed::Data("yes")).unwrap();
    let waiting = |world: &mut World, seconds| {
        call(world, later(now, seconds), "getWebhookInfo", "")["result"]["pending_update_count"]
            .clone()
    };
    assert_eq!(waiting(&mut world, 149), 2);
    assert_eq!(waiting(&mut world, 150), 1);
    let answer = format!("callback_query_id={press}");
    let late = call(&mut world, later(now, 150), "answerCallbackQuery", &answer);
    assert_eq!(late["ok"], false);
    assert_eq!(waiting(&mut world, 24 * 3600 - 1), 1);
    assert_eq!(waiting(&mut world, 24 * 3600), 0);
}

#[test]
fn getting_updates_is_clamped_and_never_refused() {
    let (mut world, now, ann) = begun();
    let sticker = Content::Sticker("x".to_owned());
    world.write(now, private(&world, ann), ann, sticker, Place::default()).unwrap();
    for (query, count) in
        [("limit=-7", 1), ("limit=nonsense&offset=-2", 1), ("limit=999&offset=-3", 2)]
    {
        let updates = call(&mut world, now, "GETUPDATES", query);
        assert_eq!(updates["result"].as_array().map(Vec::len), Some(count), "{query}");
    }
}

#[test]
fn setting_a_webhook_ends_the_call_that_is_setting_another() {
    let (mut world, now, _) = begun();
    let set = |world: &mut World, seconds, url: &str| {
        let mut params = Params::default();
        params.read_urlencoded(format!("url={url}").as_bytes());
        let now = Now { instant: now.instant + Duration::from_secs(seconds), ..now };
        let act = Act { bot: world.bots.first(), now, params: &params };
        let Reply::Later(receiver) = methods::call(world, act, "setWebhook") else {
            panic!("an address is looked for first");
        };
        world.deliver(now);
        receiver
    };
    // Nobody carries out what is ordered, so addresses stay unknown.
    let mut first = set(&mut world, 0, "http://one.example");
    let info = call(&mut world, now, "getWebhookInfo", "")["result"].clone();
    assert_eq!(
        (&info["url"], &info["ip_address"]),
        (&"http://one.example".into(), &"<unknown>".into())
    );
    let mut second = set(&mut world, 1, "http://two.example");
    let refusal = first.try_recv().unwrap().unwrap_err();
    assert_eq!(
        (refusal.code, &*refusal.description),
        (409, "Conflict: terminated by other setWebhook")
    );
    assert!(second.try_recv().is_err(), "it still waits");
    let found = Ok(vec!["127.0.0.1".parse().unwrap()]);
    let bot = world.bots.first();
    webhook::resolved(&mut world, now, bot, 1, found.clone());
    assert!(second.try_recv().is_err(), "that was the address of the first one");
    webhook::resolved(&mut world, now, bot, 2, found);
    assert!(second.try_recv().unwrap().is_ok());
    assert_eq!(world.bots[bot].webhook.setting().unwrap().url, "http://two.example");
}

#[test]
fn only_bots_that_have_something_to_do_are_looked_at() {
    let (mut world, now, ann) = begun();
    let bots: Vec<BotId> =
        (0..100).map(|_| world.add_bot(now, NewBot::default()).unwrap()).collect();
    let empty = Params::default();
    let mut poll = Params::default();
    poll.read_urlencoded(b"timeout=50");
    for &bot in &bots {
        // The first call is answered at once, with nothing; the second waits.
        let act = Act { bot, now, params: &poll };
        assert!(matches!(methods::call(&mut world, act, "getUpdates"), Reply::Later(_)));
    }
    world.deliver(now);
    assert!(world.bots.take_due(now.instant).is_empty());
    let room = world.room(bots[7], ann);
    world.write(now, room, ann, Content::Text("hi".to_owned()), Place::default()).unwrap();
    assert_eq!(Vec::from_iter(world.bots.take_due(now.instant)), [bots[7]]);
    let act = Act { bot: bots[8], now, params: &empty };
    assert!(matches!(methods::call(&mut world, act, "getMe"), Reply::Now(Ok(_))));
    assert!(world.bots.take_due(now.instant).is_empty(), "who only looks gives nothing to do");
    let end = now.instant + Duration::from_secs(50);
    assert_eq!(world.next_wake(), Some(end));
    assert_eq!(world.bots.take_due(end).len(), 100);
}
