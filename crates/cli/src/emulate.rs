//! `molniya emulate`: a local Telegram for a bot of any language.

use molniya::{LogLevel, Shutdown};
use molniya_emulator::{Config, Emulator};

use crate::args::Emulate;
use crate::failure::Failure;

pub(crate) fn emulate(args: Emulate) -> Result<(), Failure> {
    crate::log(LogLevel::Warn);
    crate::runtime(None)?.block_on(async {
        let stop = Shutdown::on_signals()?;
        let Emulate { bot_api, page, token, data } = args;
        let emulator = Emulator::start(Config { bot_api, person: page, token, data }).await?;
        crate::say(&format!("chat page: {}/", emulator.page_url()));
        crate::say(&format!("BOT_API_URL={}", emulator.api_url()));
        crate::say(&format!("BOT_TOKEN={}", emulator.token()));
        stop.requested().await;
        emulator.stop().await;
        Ok(())
    })
}
