//! `molniya emulate`: a local Telegram for a bot of any language.

use molniya::{LogLevel, Settings, Shutdown};
use molniya_emulator::{Config, Emulator, NewBot, StartError, WebhookRule};

use crate::args::Emulate;
use crate::failure::Failure;

pub(crate) fn emulate(args: Emulate) -> Result<(), Failure> {
    crate::log(Settings::read_log(&crate::variable)?.unwrap_or(LogLevel::Warn));
    crate::runtime(Settings::read_threads(&crate::variable)?)?.block_on(async {
        let stop = Shutdown::on_signals()?;
        let Emulate { bot_api, page, token, data, limits, way, strict_webhooks } = args;
        let (limits, link) = (limits.limits(), way.link());
        let webhooks = if strict_webhooks { WebhookRule::Hosted } else { WebhookRule::Anywhere };
        let config = Config { bot_api, person: page, bots: token, data, limits, link, webhooks };
        let emulator = Emulator::start(config).await;
        let emulator = emulator.map_err(|error| match error {
            StartError::Listen { address, source } if address == bot_api => {
                Failure::BotApi { address, source }
            }
            error => error.into(),
        })?;
        crate::say(&format!("chat page: {}/", emulator.page_url()));
        crate::say(&format!("BOT_API_URL={}", emulator.api_url()));
        say_bots(&emulator.bots());
        stop.requested().await;
        emulator.stop().await;
        Ok(())
    })
}

/// The token of the bot; of several that of each, below what it is called.
fn say_bots(bots: &[NewBot]) {
    for bot in bots {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        if bots.len() > 1 {
            crate::say(&format!("{}, @{}:", text(&bot.name), text(&bot.username)));
        }
        crate::say(&format!("BOT_TOKEN={}", text(&bot.token)));
    }
}
