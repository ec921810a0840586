//! A bot that takes orders for tea. `docs/guide.md` tells how it is made.

use std::sync::LazyLock;

use molniya::{
    CallbackData, Command, Data, Dialogue, HandlerError, In, InlineKeyboard, Person, Record,
    Records, Reply, Router, Settings, Shutdown, Step, Text, callback, command, finish, goto, say,
    stay, step,
};
use serde::{Deserialize, Serialize};

#[tokio::main]
async fn main() {
    if let Err(error) = serve().await {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().init();
    let stop = Shutdown::on_signals()?;
    Ok(molniya::run(Settings::from_env()?, router(), (), stop).await?)
}

fn router() -> Router<()> {
    Router::new()
        .on(command::<Cmd>(), commands)
        .on(callback::<Pick>(), pick)
        .on(step::<Cups>(), cups)
        .fallback(help)
        .records::<Tab>()
}

#[derive(Command)]
enum Cmd {
    /// Order tea
    Start,
    /// Forget what I was ordering
    Cancel,
}

async fn commands(cmd: Cmd) -> Step<Order> {
    match cmd {
        Cmd::Start => stay().say("Which tea would you like?").keyboard(&*SHELF),
        Cmd::Cancel => finish().say("Forgotten."),
    }
}

async fn help() -> Reply {
    say("Please try /start.")
}

const TEAS: [&str; 3] = ["Green", "Black", "Mint"];

#[derive(CallbackData)]
struct Pick {
    tea: u8,
}

static SHELF: LazyLock<InlineKeyboard> = LazyLock::new(|| {
    let mut shelf = InlineKeyboard::new();
    for (tea, name) in (0..).zip(TEAS) {
        shelf = shelf.button(name, &Pick { tea });
    }
    shelf.build().expect("a few short buttons")
});

#[derive(Dialogue, Serialize, Deserialize, Default)]
enum Order {
    #[default]
    Idle,
    Cups(Cups),
}

#[derive(Serialize, Deserialize)]
struct Cups {
    tea: String,
}

async fn pick(Data(pick): Data<Pick>) -> Step<Order> {
    match TEAS.get(usize::from(pick.tea)) {
        Some(tea) => goto(Cups { tea: tea.to_string() }).edit(format!("{tea} tea. How many cups?")),
        None => stay().toast("We no longer have that."),
    }
}

#[derive(Serialize, Deserialize)]
struct Tab {
    person: i64,
    cups: u32,
}

impl Record for Tab {
    const COLLECTION: &'static str = "tabs";

    fn id(&self) -> String {
        self.person.to_string()
    }
}

async fn cups(
    Text(text): Text,
    In(order): In<Cups>,
    person: Person,
    records: Records,
) -> Result<Step<Order>, HandlerError> {
    let Ok(cups @ 1..=20) = text.trim().parse::<u32>() else {
        return Ok(stay().say("Please send a number from 1 to 20."));
    };
    let tab = records.get::<Tab>(&person.id.to_string()).await?;
    let before = tab.map_or(0, |tab| tab.cups);
    let tab = Tab { person: person.id.0, cups: before + cups };
    let answer = format!("{cups} × {} tea. That makes {} cups in all.", order.tea, tab.cups);
    Ok(finish().say(answer).put(&tab))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use molniya_emulator::testkit::{Telegram, paused};
    use molniya_emulator::{Fault, FaultError};

    use super::*;

    #[tokio::test]
    async fn cups_are_counted_from_order_to_order() -> Result<(), Box<dyn std::error::Error>> {
        let telegram = Telegram::start().await;
        let settings = Settings::local(&telegram.api_url(), &telegram.token())?;
        let stop = Shutdown::new();
        let bot = tokio::spawn(molniya::run(settings, router(), (), stop.clone()));

        let ann = telegram.person("Ann").await;
        for (cups, in_all) in [("2", "2 cups in all"), ("3", "5 cups in all")] {
            ann.say("/start").await;
            ann.expect("which tea").await;
            ann.press("pick:0").await;
            ann.expect("how many").await;
            ann.say(cups).await;
            ann.expect(in_all).await;
        }

        stop.now();
        bot.await??;
        telegram.stop().await;
        Ok(())
    }

    #[test]
    fn an_answer_waits_as_long_as_telegram_asks() -> Result<(), Box<dyn std::error::Error>> {
        paused(async |time| {
            let telegram = time.telegram().await;
            let settings = Settings::local(&telegram.api_url(), &telegram.token())?;
            let stop = Shutdown::new();
            let bot = tokio::spawn(molniya::run(settings, router(), (), stop.clone()));

            let description = "Too Many Requests: retry after 3600".to_owned();
            let error = FaultError { code: 429, description, retry_after: Some(3600) };
            let method = Some("sendMessage".to_owned());
            telegram.fault(Fault { method, error: Some(error), ..Fault::default() }).await;
            let ann = telegram.person("Ann").await;
            ann.say("/start").await;
            time.pass(Duration::from_secs(3590)).await;
            assert_eq!(ann.messages().await.len(), 1);
            time.pass(Duration::from_secs(20)).await;
            ann.expect("which tea").await;

            stop.now();
            bot.await??;
            telegram.stop().await;
            Ok(())
        })
    }
}
