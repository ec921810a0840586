//! Tests of the bot on a local Telegram: no token, no internet.

use std::process::{Child, Command};

use molniya_emulator::testkit::Telegram;

/// The bot as its users know it: a program with a token and an address. It ends with the test.
struct Bot(Child);

impl Bot {
    fn start(telegram: &Telegram) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tea-rust"));
        program.env("BOT_TOKEN", telegram.token()).env("BOT_API_URL", telegram.api_url());
        Self(program.spawn().expect("the bot starts"))
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn a_person_chooses_a_tea() {
    let telegram = Telegram::start().await;
    let _bot = Bot::start(&telegram);
    let ann = telegram.person("Ann").await;
    ann.say("/start").await;
    ann.expect("Which tea").await;

    ann.press("green").await;
    assert_eq!(ann.toast().await.text, "Good choice!");
    assert_eq!(ann.expect("").await.text, "One green tea, coming.");
}
