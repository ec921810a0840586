//! A local Telegram as a process, and somebody in it who looks whether the bot is there.

use std::process::Stdio;
use std::time::Duration;

use molniya_emulator::Ledger;
use molniya_emulator::testkit::{Person, Telegram};

use crate::process::Program;

/// A local Telegram in a process of its own.
pub(crate) struct Town {
    pub(crate) telegram: Telegram,
    pub(crate) _emulator: Program,
}

impl Town {
    /// People wait for the bot for as long as `patience`.
    pub(crate) async fn found(patience: Duration) -> Self {
        let arguments = ["emulate", "--bot-api", "127.0.0.1:0", "--page", "127.0.0.1:0"];
        let emulator = Program::start(arguments, &[], Stdio::inherit());
        let telegram = Telegram::connect(&emulator.told("chat page: ")).await.patience(patience);
        Self { telegram, _emulator: emulator }
    }
}

/// Somebody who asks only whether the bot is there.
pub(crate) struct Witness {
    pub(crate) person: Person,
    asked: usize,
}

impl Witness {
    pub(crate) async fn of(telegram: &Telegram) -> Self {
        Self { person: telegram.person("Witness").await, asked: 0 }
    }

    /// Waits until the bot answers something that was asked now.
    pub(crate) async fn sees_it(&mut self) {
        self.asked += 1;
        self.person.say("/start").await;
        self.person.expect("").await;
    }

    /// Whether each question has one answer.
    pub(crate) fn is_content(&self, ledger: &Ledger) -> bool {
        ledger.chat(self.person.chat_id()).count() == self.asked
    }
}
