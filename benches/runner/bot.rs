//! The bots that are compared, and how each is started.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::ValueEnum;

use crate::process::{Failure, Program, programs};

/// A bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bot {
    /// The hand-written one, which stores nothing.
    Floor,
    /// The order bot with the store that forgets.
    Memory,
    /// The order bot with the durable store.
    Sqlite,
}

/// Any token does: the stub does not check it.
pub(crate) const TOKEN: &str = "123456:AAExampleExampleExampleExampleExampl";

impl Bot {
    pub(crate) const ALL: [Bot; 3] = [Bot::Floor, Bot::Memory, Bot::Sqlite];

    /// As the table calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Bot::Floor => "floor (hand-written, not durable)",
            Bot::Memory => "molniya, `memory:`",
            Bot::Sqlite => "molniya, `sqlite:`",
        }
    }

    /// Starts it with an empty environment but for its settings, in a folder of its own.
    pub(crate) fn start(self, port: u16, data: &Path) -> Result<Program, Failure> {
        let (program, store) = match self {
            Bot::Floor => ("molniya-bench-floor", String::new()),
            Bot::Memory => ("molniya", "memory:".to_owned()),
            Bot::Sqlite => ("molniya", format!("sqlite:{}", data.join("bot.db").display())),
        };
        let mut command = Command::new(programs()?.join(program));
        if self != Bot::Floor {
            command.arg("run").env_clear().env("STORE_URL", store).env("LOG", "error");
        }
        command.env("BOT_TOKEN", TOKEN).env("BOT_API_URL", format!("http://127.0.0.1:{port}"));
        let said = data.join("said");
        command
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&said)?);
        Program::start(command, said)
    }
}
