//! People whose every word is said back, so that each answer is known.

use molniya_emulator::Ledger;
use molniya_emulator::testkit::{Person, Telegram};

/// Somebody whose texts are answered with what follows their first word.
pub(super) struct Echoed {
    pub(super) person: Person,
    said: Vec<String>,
}

impl Echoed {
    pub(super) async fn of(telegram: &Telegram, name: &str) -> Self {
        Self { person: telegram.person(name).await, said: Vec::new() }
    }

    /// Says something that is answered sooner or later.
    pub(super) async fn says(&mut self, word: &str) {
        let answer = format!("{word} {}", self.said.len());
        self.person.say(&format!("{word} {answer}")).await;
        self.said.push(answer);
    }

    /// Says something whose handler waits, in the first process that begins it, and so much more behind that.
    pub(super) async fn is_held(&mut self, behind: usize) {
        self.says("hold").await;
        for _ in 0..behind {
            self.says("echo").await;
        }
    }

    /// Waits for the answer to what was said last.
    pub(super) async fn is_answered(&self) {
        let Some(last) = self.said.last() else { return };
        while self.person.expect("").await.text != *last {}
    }

    /// Holds the chat against what was said: each answer is there, in order. Gives how many came twice.
    ///
    /// # Panics
    ///
    /// If anything is missing, in another order, or was never asked for.
    pub(super) fn repeats(&self, ledger: &Ledger) -> usize {
        let answers: Vec<&str> =
            ledger.chat(self.person.chat_id()).filter_map(|entry| entry.text.as_deref()).collect();
        let mut once = answers.clone();
        once.dedup();
        assert_eq!(once, self.said, "{}", self.person.transcript());
        answers.len() - once.len()
    }
}
