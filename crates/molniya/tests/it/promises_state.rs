//! What handlers read is what they write over: conflicts are resolved by running again, calls are not
//! made again by that, and a step that can no longer be read starts over.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::botapi::methods::SendMessage;
use molniya::{Api, Chat, HandlerError, Record, Records, Reply, Router, State, Text, say, text};
use molniya_emulator::testkit::Telegram;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::promises_kit::{Door, Home, acknowledged, crowd, said};

/// One record that everybody counts up.
#[derive(Serialize, Deserialize)]
struct Total {
    sum: u32,
}

impl Record for Total {
    const COLLECTION: &'static str = "totals";

    fn id(&self) -> String {
        "all".to_owned()
    }
}

/// Lets nobody pass before this many have come.
struct Meeting {
    of: u32,
    come: watch::Sender<u32>,
}

impl Meeting {
    async fn meet(&self) {
        self.come.send_modify(|come| *come += 1);
        self.come.subscribe().wait_for(|come| *come >= self.of).await.unwrap();
    }
}

async fn add(
    Text(text): Text,
    chat: Chat,
    records: Records,
    api: Api,
    State(meeting): State<Meeting>,
) -> Result<Reply, HandlerError> {
    let before = records.get::<Total>("all").await?.map_or(0, |total| total.sum);
    // Everybody has read before anybody writes.
    meeting.meet().await;
    api.call(&SendMessage::new(chat.id, format!("{text} is asked"))).await?;
    let total = Total { sum: before + 1 };
    Ok(say(format!("total {}", total.sum)).put(&total))
}

#[tokio::test]
async fn everybody_counts_when_all_change_one_record_and_direct_calls_are_made_once() {
    const PEOPLE: u32 = 5;
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let people = crowd(&telegram, PEOPLE as usize).await;
        let router = Router::new().on(text(), add).records::<Total>();
        let meeting = Meeting { of: PEOPLE, come: watch::Sender::new(0) };
        let bot = home.run(&telegram, router, meeting);
        for person in &people {
            person.say("tea").await;
        }
        let mut totals = Vec::new();
        for person in &people {
            totals.push(person.expect("total").await.text);
            let said = said(&telegram, person).await;
            assert_eq!(said.len(), 2, "{said:?}");
            assert_eq!(said[0], "tea is asked");
        }
        let log = bot.stop().await;
        totals.sort_unstable();
        let expected: Vec<String> = (1..=PEOPLE).map(|n| format!("total {n}")).collect();
        assert_eq!(totals, expected);
        assert!(!log.lines("conflict").is_empty(), "they did get in each other's way");
        assert!(log.lines("attempt failed").is_empty(), "a conflict is no failure: {log:?}");
    }
}

/// Takes so long, with what it read, that the other is committed first; then waits.
async fn add_later(
    Text(text): Text,
    records: Records,
    State(again): State<Again>,
) -> Result<Reply, HandlerError> {
    let before = records.get::<Total>("all").await?.map_or(0, |total| total.sum);
    if again.runs.fetch_add(1, Ordering::Relaxed) >= 2 {
        again.door.pass().await;
    }
    // Both updates are handled before the first is committed, and that takes its time.
    std::thread::sleep(Duration::from_millis(5));
    Ok(say(format!("{text} {}", before + 1)).put(&Total { sum: before + 1 }))
}

struct Again {
    runs: AtomicU32,
    door: Door,
}

#[tokio::test]
async fn a_handler_that_runs_again_and_hangs_delays_nobody() {
    let (telegram, door) = (Telegram::start().await, Door::shut());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let [memory, _] = Home::each();
    // In one batch.
    ann.say("tea").await;
    ben.say("tea").await;
    let router = Router::new().on(text(), add_later).deadline(Duration::from_secs(300));
    let again = Again { runs: AtomicU32::new(0), door: door.clone() };
    let bot = memory.run(&telegram, router, again);
    ann.expect("tea 1").await;
    bot.log.tells("conflict").await;
    acknowledged(&telegram).await;
    assert!(said(&telegram, &ben).await.is_empty());
    door.open();
    ben.expect("tea 2").await;
    bot.stop().await;
}

/// The order dialogue as it was.
mod before {
    use molniya::{Dialogue, In, Step, Text, goto, stay};
    use serde::{Deserialize, Serialize};

    #[derive(Dialogue, Serialize, Deserialize, Default)]
    #[dialogue(name = "order")]
    pub(super) enum Order {
        #[default]
        Idle,
        Product(Product),
        Colour(Colour),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Product {
        name: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Colour {
        name: String,
    }

    pub(super) async fn begin(Text(text): Text, _: In<Order>) -> Step<Order> {
        match text.split_once(' ') {
            Some(("product", name)) => goto(Product { name: name.to_owned() }).say("product?"),
            Some(("colour", name)) => goto(Colour { name: name.to_owned() }).say("colour?"),
            _ => stay().say("what?"),
        }
    }
}

/// And as it is now: a step has other contents, another is gone.
mod after {
    use molniya::{Dialogue, In, Step, Text, finish, goto};
    use serde::{Deserialize, Serialize};

    #[derive(Dialogue, Serialize, Deserialize, Default)]
    #[dialogue(name = "order")]
    pub(super) enum Order {
        #[default]
        Idle,
        Product(Product),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Product {
        number: u32,
    }

    pub(super) async fn begin(Text(text): Text) -> Step<Order> {
        match text.parse() {
            Ok(number) => goto(Product { number }).say("which product?"),
            Err(_) => finish().say("let us begin"),
        }
    }

    pub(super) async fn product(In(product): In<Product>) -> Step<Order> {
        finish().say(format!("product {}", product.number))
    }
}

#[tokio::test]
async fn a_stored_step_that_can_no_longer_be_read_starts_over() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let router = Router::<()>::new().on(text(), before::begin);
    let bot = home.run(&telegram, router, ());
    ann.say("product tea").await;
    ann.expect("product?").await;
    ben.say("colour green").await;
    ben.expect("colour?").await;
    bot.stop().await;

    let router = Router::<()>::new()
        .on(molniya::step::<after::Product>(), after::product)
        .on(text(), after::begin);
    let bot = home.run(&telegram, router, ());
    for person in [&ann, &ben] {
        for (text, answer) in
            [("hm", "let us begin"), ("17", "which product?"), ("ok", "product 17")]
        {
            person.say(text).await;
            person.expect(answer).await;
        }
    }
    let log = bot.stop().await;
    assert_eq!(log.lines("step started over").len(), 2, "{log:?}");
    assert!(log.lines("attempt failed").is_empty(), "{log:?}");
    assert!(home.dead_letters(&telegram).await.is_empty());
}
