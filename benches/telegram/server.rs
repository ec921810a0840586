//! The measured process: started, looked at from outside, ended.

use std::env::current_exe;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use molniya_bench::process::{cpu, memory_kib};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::wire::Line;

/// Why there are no figures.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long everything is left alone before memory is read.
const SETTLE: Duration = Duration::from_millis(500);

/// Where a local Telegram is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) api: String,
    pub(crate) page: String,
    pub(crate) token: String,
}

impl Address {
    /// The path of a method of the Bot API.
    pub(crate) fn method(&self, name: &str) -> String {
        format!("/bot{}/{name}", self.token)
    }

    /// Lets somebody appear who writes to the bot; gives their chat.
    pub(crate) async fn person(&self, page: &mut Line) -> Result<i64, Failure> {
        let made = page.post("/people", &json!({ "name": "Ann" })).await?;
        let chat = made["chat_id"].as_i64().ok_or("a person has no chat")?;
        let hello = json!({ "user_id": chat, "text": "/start" });
        page.post(&format!("/chats/{chat}/messages"), &hello).await?;
        Ok(chat)
    }
}

/// A process with local Telegrams; it is killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) addresses: Vec<Address>,
}

impl Server {
    /// Starts one with so many.
    pub(crate) fn start(count: usize) -> Result<Self, Failure> {
        let mut child = Command::new(current_exe()?)
            .args(["serve", &count.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = BufReader::new(child.stdout.take().ok_or("its output is not piped")?);
        let mut server = Self { child, addresses: Vec::with_capacity(count) };
        for line in said.lines().take(count) {
            server.addresses.push(serde_json::from_str(&line?)?);
        }
        match server.addresses.len() == count {
            true => Ok(server),
            false => Err("it has ended; more files must be open at once: ulimit -n 65536".into()),
        }
    }

    /// The first of them.
    pub(crate) fn first(&self) -> &Address {
        &self.addresses[0]
    }

    /// Its memory in the machine once everything is quiet, in KiB.
    pub(crate) async fn resident_kib(&self) -> Result<u64, Failure> {
        tokio::time::sleep(SETTLE).await;
        Ok(memory_kib(self.child.id(), "VmRSS:")?)
    }

    /// What it has used of the processors so far.
    pub(crate) fn cpu(&self) -> Result<Duration, Failure> {
        let nanoseconds = cpu(self.child.id())?.values().sum();
        Ok(Duration::from_nanos(nanoseconds))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing can be done about a process that does not die.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a call of the Bot API came to.
pub(crate) fn result(mut answer: Value) -> Result<Value, Failure> {
    match answer["ok"] == true {
        true => Ok(answer["result"].take()),
        false => Err(format!("the call was refused: {answer}").into()),
    }
}
