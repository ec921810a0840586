//! `molniya demo`: a local Telegram and the order bot on it, in one process, over HTTP.

use std::net::{Ipv4Addr, SocketAddr};

use molniya::{LogLevel, Settings, Shutdown, UserId};
use molniya_emulator::{Config, Emulator, FIRST_USER_ID, StartError, StoreError};
use molniya_orderbot::Shop;

use crate::args::Demo;
use crate::failure::Failure;

/// Under this name the bot's state is kept, whatever port the local Telegram has.
const SERVER: &str = "emulator";

pub(crate) fn demo(args: Demo) -> Result<(), Failure> {
    // Without LOG only what is wrong is printed, so that the page's address is easily seen.
    let level = Settings::read_log(&crate::variable)?.unwrap_or(LogLevel::Warn);
    crate::log(level);
    let shop = Shop::load(args.shop.as_deref())?;
    std::fs::create_dir_all(&args.data)
        .map_err(|reason| Failure::Folder { path: args.data.clone(), reason })?;
    crate::runtime(Settings::read_threads(&crate::variable)?)?.block_on(async {
        let stop = Shutdown::on_signals()?;
        let emulator = Emulator::start(Config {
            bot_api: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            person: args.page,
            data: Some(args.data.join("telegram.db")),
            limits: args.limits.limits(),
            link: args.way.link(),
            ..Config::default()
        })
        .await
        .map_err(|error| match error {
            StartError::Store(StoreError::Held { .. }) => Failure::DemoRuns(args.data.clone()),
            error => error.into(),
        })?;
        crate::say(&format!(
            "The order bot waits for you at {}/ (Ctrl-C ends it)",
            emulator.page_url()
        ));
        let served = match settings(&emulator, &args) {
            Ok(settings) => {
                let shop = shop.operated_by(settings.operators.clone());
                let run = molniya::run(settings, molniya_orderbot::router(), shop, stop);
                run.await.map_err(Failure::from)
            }
            Err(failure) => Err(failure),
        };
        emulator.stop().await;
        served
    })
}

/// The environment's settings, but on the local Telegram. If it names no operator, the first person is one: then there
/// is something to see of both sides.
fn settings(emulator: &Emulator, args: &Demo) -> Result<Settings, Failure> {
    let mut settings = Settings::with_token(emulator.token().parse()?, &crate::variable)?;
    settings.api_url = emulator.api_url().parse()?;
    settings.server = Some(SERVER.into());
    if crate::variable("STORE_URL").is_none() {
        settings.store_url = molniya::store::StoreUrl::Sqlite(args.data.join("bot.db"));
    }
    if settings.operators.is_empty() {
        settings.operators.push(UserId(FIRST_USER_ID));
    }
    Ok(settings)
}
