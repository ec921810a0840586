//! The bot that scripts are played against: one that runs somewhere, or a command that is started for it.

use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use molniya::Shutdown;
use molniya_emulator::script::{Stage, StageError};
use molniya_emulator::{Config, Emulator};
use tokio::process::{Child, Command};

use crate::args::Against;
use crate::failure::Failure;

/// A bot may take so long until it asks for updates: some are compiled first.
const START: Duration = Duration::from_secs(120);
/// It may take so long to end when it is told to; then it is killed.
const STOP: Duration = Duration::from_secs(5);

/// Does some work on the local Telegram that is asked for, with its bot. Ctrl-C and a bot that ends end the work.
pub(crate) async fn play(
    against: &Against,
    work: impl AsyncFnOnce(&Stage) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stop = Shutdown::on_signals()?;
    if against.command.is_empty() {
        let stage = match &against.bot {
            None => Stage::join(&against.page).await,
            Some(bot) => Stage::join_bot(&against.page, bot).await,
        };
        let stage = stage.map_err(|error| match error {
            StageError::NoBot { .. } => Failure::NoBot(error),
            error => Failure::Stage(error),
        })?;
        return tokio::select! {
            done = work(&stage) => done,
            () = stop.requested() => Err(Failure::Stopped),
        };
    }
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let emulator =
        Emulator::start(Config { bot_api: any, person: any, ..Config::default() }).await?;
    let done = match Bot::start(against, &emulator) {
        Ok(mut bot) => {
            let done = tokio::select! {
                done = on_stage(&emulator, work) => done,
                status = bot.ended() => Err(Failure::BotEnded(status)),
                () = stop.requested() => Err(Failure::Stopped),
            };
            bot.stop().await;
            done
        }
        Err(failure) => Err(failure),
    };
    emulator.stop().await;
    done
}

/// Waits for the bot, then does the work.
async fn on_stage(
    emulator: &Emulator,
    work: impl AsyncFnOnce(&Stage) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stage = Stage::join(&emulator.page_url()).await.map_err(Failure::Stage)?;
    stage.fetched(START).await.map_err(|error| match error {
        StageError::NotFetched(_) => Failure::Deaf(error),
        error => Failure::Stage(error),
    })?;
    work(&stage).await
}

/// A bot that was started here. Dropping it kills it.
struct Bot(Child);

impl Bot {
    fn start(against: &Against, emulator: &Emulator) -> Result<Self, Failure> {
        let mut words = against.command.iter();
        let program = words.next().cloned().unwrap_or_default();
        let mut command = Command::new(&program);
        command
            .args(words)
            .env("BOT_API_URL", emulator.api_url())
            .env("BOT_TOKEN", emulator.token())
            .stdin(Stdio::null())
            // What is said about the scripts stands alone in the output.
            .stdout(std::io::stderr())
            .kill_on_drop(true);
        // A group of its own, so that whatever it starts ends with it.
        #[cfg(unix)]
        command.process_group(0);
        let command = command.spawn().map_err(|reason| Failure::Command {
            command: program.to_string_lossy().into_owned(),
            reason,
        })?;
        Ok(Self(command))
    }

    /// Waits until it ends by itself. Cancel safe.
    async fn ended(&mut self) -> ExitStatus {
        match self.0.wait().await {
            Ok(status) => status,
            // It cannot be waited for, so nobody will know.
            Err(_) => pending().await,
        }
    }

    /// Asks it to end, and kills it if it does not.
    async fn stop(&mut self) {
        self.signal(false);
        if tokio::time::timeout(STOP, self.0.wait()).await.is_err() {
            self.signal(true);
            let _ = self.0.kill().await;
        }
    }

    #[cfg(unix)]
    fn signal(&self, kill: bool) {
        use rustix::process::{Pid, Signal, kill_process_group};
        let id = self.0.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(id) = id {
            // It fails if they have all ended.
            let _ = kill_process_group(id, if kill { Signal::KILL } else { Signal::TERM });
        }
    }

    #[cfg(not(unix))]
    fn signal(&mut self, _: bool) {
        let _ = self.0.start_kill();
    }
}
