//! A conversation without a bot framework: `cargo run -p molniya-emulator --example hello_telegram`.
//!
//! Ann writes, the "bot" is one call by hand, and the transcript shows what both saw.

use std::io::Write;

use molniya_emulator::testkit::Telegram;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("/start").await;

    let address = telegram.api_url().replace("http://", "");
    let query = format!("chat_id={}&text=Hello%2C+Ann%21", ann.chat_id());
    let mut bot = TcpStream::connect(address).await?;
    let call =
        format!("GET /bot{}/sendMessage?{query} HTTP/1.1\r\nHost: local\r\n\r\n", telegram.token());
    bot.write_all(call.as_bytes()).await?;
    let mut answer = [0; 4096];
    let length = bot.read(&mut answer).await?;

    ann.expect("hello").await;
    let answer = String::from_utf8_lossy(&answer[..length]);
    writeln!(std::io::stdout(), "{answer}\n\n{}", ann.transcript())?;
    telegram.stop().await;
    Ok(())
}
