//! The order bot at work, in this process, on a Telegram of its own.

use std::path::Path;

use molniya::store::{self, OpenOptions, Scope, StoreUrl};
use molniya::{RunError, Settings, Shutdown, UserId};
use molniya_emulator::FIRST_USER_ID;
use molniya_emulator::testkit::{Person, Telegram};
use molniya_orderbot::{Catalogue, OrderRecord, Shop, router};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A shop small enough to read its keyboards in a transcript.
pub(crate) const SHOP: &str = r#"
name = { en = "Tea house", ru = "Чайная" }
free_text = true
quantities = [1, 3]
[[products]]
id = "green"
name = { en = "Green tea", ru = "Зелёный чай" }
[[places]]
id = "shop"
name = { en = "Pick up here", ru = "Заберу сам" }
"#;

/// The server name that state is kept under; the emulator's address changes with every start.
const SERVER: &str = "emulator";

/// A shop from its file.
pub(crate) fn shop(file: &str) -> Shop {
    let catalogue = Catalogue::parse(file, Path::new("shop.toml")).expect("a good shop");
    Shop::new(catalogue).expect("good buttons")
}

/// A running bot with its Telegram.
pub(crate) struct Bot {
    pub(crate) telegram: Telegram,
    store: StoreUrl,
    shop: String,
    operators: Vec<UserId>,
    /// Holds the store's file.
    _folder: TempDir,
    running: Option<Running>,
}

/// A bot that runs in a thread and a runtime of its own, as a program has. Dropping it stops it.
pub(crate) struct Running {
    stop: Shutdown,
    ended: oneshot::Receiver<Result<(), RunError>>,
}

impl Running {
    /// Starts the bot with this token on the Bot API at this address.
    pub(crate) fn start(api_url: &str, token: &str, store: StoreUrl, shop: Shop) -> Running {
        let mut settings = Settings::new(token.parse().expect("a token")).expect("defaults");
        settings.api_url = api_url.parse().expect("an address");
        settings.store_url = store;
        settings.server = Some(SERVER.to_owned());
        // Slow enough that a test can stop a broadcast in the middle.
        settings.broadcast_rate = 5;
        let stop = Shutdown::new();
        let (end, ended) = oneshot::channel();
        let switch = stop.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let run = molniya::run(settings, router(), shop, switch);
            // A test that has failed does not wait for it.
            let _ = end.send(runtime.expect("a runtime").block_on(run));
        });
        Running { stop, ended }
    }

    /// Stops the bot as a signal would, and waits until it is gone.
    pub(crate) async fn stop(mut self) {
        self.stop.now();
        (&mut self.ended).await.expect("no panic").expect("a clean end");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.now();
    }
}

/// Runs the same test on every kind of store.
macro_rules! on_every_store {
    ($($(#[$meta:meta])* async fn $name:ident($bot:ident: Bot) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn check($bot: Bot) $body

            $(#[$meta])*
            #[tokio::test]
            async fn memory() {
                check(Bot::in_memory().await).await;
            }

            $(#[$meta])*
            #[tokio::test]
            async fn sqlite() {
                check(Bot::on_sqlite().await).await;
            }
        }
    )*};
}
pub(crate) use on_every_store;

impl Bot {
    pub(crate) async fn in_memory() -> Bot {
        Bot::selling(SHOP).await
    }

    pub(crate) async fn on_sqlite() -> Bot {
        Bot::on_sqlite_selling(SHOP).await
    }

    /// A bot whose shop sells only what is listed.
    pub(crate) async fn without_free_text() -> Bot {
        let shop = SHOP.replace("free_text = true", "free_text = false");
        Bot::selling(&shop).await
    }

    /// A bot that forgets, with this shop.
    pub(crate) async fn selling(shop: &str) -> Bot {
        Bot::start(|_| StoreUrl::Memory, shop).await
    }

    /// A bot that keeps its orders in a file, with this shop.
    pub(crate) async fn on_sqlite_selling(shop: &str) -> Bot {
        Bot::start(|folder| StoreUrl::Sqlite(folder.join("bot.db")), shop).await
    }

    async fn start(store: impl Fn(&Path) -> StoreUrl, shop: &str) -> Bot {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bot = Bot {
            telegram: Telegram::start().await,
            store: store(folder.path()),
            shop: shop.to_owned(),
            operators: Vec::new(),
            _folder: folder,
            running: None,
        };
        bot.run();
        bot
    }

    /// Starts the bot, or starts it again.
    pub(crate) fn run(&mut self) {
        let (api_url, token) = (self.telegram.api_url(), self.telegram.token());
        let shop = shop(&self.shop).operated_by(self.operators.clone());
        self.running = Some(Running::start(&api_url, &token, self.store.clone(), shop));
    }

    /// The same bot, started again, with the first person as its operator.
    pub(crate) async fn with_operator(mut self) -> Bot {
        self.stop().await;
        self.operators = vec![UserId(FIRST_USER_ID)];
        self.run();
        self
    }

    /// Stops the bot as a signal would, and waits until it is gone.
    pub(crate) async fn stop(&mut self) {
        self.running.take().expect("the bot runs").stop().await;
    }

    /// Presses a button that the message does not have any more, as a slow program of a person may.
    ///
    /// The answer to such a press is refused, so nobody sees it; what else comes of it is seen.
    pub(crate) async fn press_gone(&self, person: &Person, message_id: i64, data: &str) {
        let (user, chat) = (person.user_id(), person.chat_id());
        let press = serde_json::json!({"callback_query": {
            "id": "gone", "chat_instance": "1", "data": data,
            "from": {"id": user, "is_bot": false, "first_name": "P", "language_code": "en"},
            "message": {
                "message_id": message_id, "date": 1, "text": "as it was",
                "chat": {"id": chat, "type": "private", "first_name": "P"},
                "reply_markup": {"inline_keyboard": [[{"text": "gone", "callback_data": data}]]},
            },
        }});
        self.telegram.inject(&press.to_string()).await;
    }

    /// Stops the bot and gives what it has made of the chat: the method of every accepted call, in order.
    ///
    /// No call can come later, so a call too many is seen.
    pub(crate) async fn calls_in(&mut self, person: &Person) -> Vec<String> {
        if self.running.is_some() {
            self.stop().await;
        }
        let ledger = self.telegram.ledger().await;
        ledger.chat(person.chat_id()).map(|call| call.method.clone()).collect()
    }

    /// Stops the bot and reads the orders from its file.
    pub(crate) async fn orders(&mut self) -> Vec<OrderRecord> {
        if self.running.is_some() {
            self.stop().await;
        }
        let id = self.telegram.token().split(':').next().and_then(|id| id.parse().ok());
        let scope = Scope::new(molniya::UserId(id.expect("a token")), SERVER);
        let options = OpenOptions { scope: scope.clone(), collections: vec!["orders".to_owned()] };
        let store = store::open(&self.store, options).expect("the file is free again");
        let prefix = scope.record("orders", "");
        let found = store.range(prefix, None, 1_000).await.expect("readable");
        let read =
            |(_, row): (_, store::Versioned)| serde_json::from_str(&row.value).expect("an order");
        found.into_iter().map(read).collect()
    }
}

/// What a press was answered.
pub(crate) async fn answer_to(person: &Person, press: &str) -> String {
    loop {
        let toast = person.toast().await;
        if toast.callback_query_id == press {
            return toast.text;
        }
    }
}
