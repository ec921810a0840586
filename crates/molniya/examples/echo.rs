//! Says back what is written to it: `cargo run -p molniya --example echo`, then open the page it names.
//! With `BOT_TOKEN` set it does so on Telegram instead.

use std::env;
use std::error::Error;

use molniya::{Reply, Router, Settings, Shutdown, Text, say, text};
use molniya_emulator::{Config, Emulator};

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let (bot, stop) = (Router::new().on(text(), echo), Shutdown::on_signals()?);
    if env::var_os("BOT_TOKEN").is_some() {
        return Ok(molniya::run(Settings::from_env()?, bot, (), stop).await?);
    }
    let telegram = Emulator::start(Config::default()).await?;
    eprintln!("Write to the bot at {}/ (Ctrl-C ends it)", telegram.page_url());
    let settings = Settings::local(&telegram.api_url(), &telegram.token())?;
    Ok(molniya::run(settings, bot, (), stop).await?)
}
