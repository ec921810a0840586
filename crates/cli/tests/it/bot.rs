//! The order bot as a process that is started again and again on one store, with a log of each start.

use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use molniya::failpoint::VARIABLE;
use molniya_emulator::testkit::Telegram;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::process::Program;

/// The signal that no process can do anything about (`signal.h`).
const KILL: i32 = 9;
/// A stop takes no longer.
const STOP: Duration = Duration::from_secs(5);

/// `molniya run` on a SQLite file.
pub(crate) struct Bot {
    /// Ended before its folder is deleted.
    running: Option<Program>,
    starts: usize,
    /// Whether it makes trouble when it is asked to.
    trouble: bool,
    variables: Vec<(&'static str, String)>,
    folder: TempDir,
}

impl Bot {
    /// Starts the bot of a Telegram on a new store. It logs what is as severe as `level`.
    pub(crate) fn start(telegram: &Telegram, level: &str) -> Self {
        Self::start_with(telegram, level, |_| Vec::new())
    }

    /// The same with more variables in its environment, which may name files in its folder.
    pub(crate) fn start_with(
        telegram: &Telegram,
        level: &str,
        more: impl FnOnce(&Path) -> Vec<(&'static str, String)>,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut variables = variables(telegram, level, folder.path());
        variables.extend(more(folder.path()));
        let mut bot = Self { running: None, starts: 0, trouble: false, variables, folder };
        bot.restart();
        bot
    }

    /// Starts the order bot that makes trouble when it is asked to, armed at this failpoint at once if there is
    /// one.
    pub(crate) fn start_trouble(telegram: &Telegram, level: &str, armed: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut variables = variables(telegram, level, folder.path());
        variables.push(("TROUBLE", folder.path().display().to_string()));
        let mut bot = Self { running: None, starts: 0, trouble: true, variables, folder };
        bot.restart_armed(armed);
        bot
    }

    /// Starts it again after its end.
    pub(crate) fn restart(&mut self) {
        assert!(self.running.is_none(), "it has ended before");
        let log = File::create(self.log(self.starts)).expect("a file for the log");
        let variables = self.variables.iter().map(|(name, value)| (*name, value.as_str()));
        let variables: Vec<_> = variables.collect();
        self.running = Some(match self.trouble {
            false => Program::start(["run"], &variables, log),
            true => Program::start_trouble(&variables, log),
        });
        self.starts += 1;
    }

    /// The same; it will kill itself at this failpoint, `NAME@n`, if there is one.
    pub(crate) fn restart_armed(&mut self, armed: Option<&str>) {
        self.variables.retain(|(name, _)| *name != VARIABLE);
        self.variables.extend(armed.map(|point| (VARIABLE, point.to_owned())));
        self.restart();
        self.variables.retain(|(name, _)| *name != VARIABLE);
    }

    /// Waits until it has killed itself, within this time.
    pub(crate) fn is_killed(&mut self, within: Duration) {
        let status = self.running.take().expect("it runs").ends(within);
        assert_eq!(status.signal(), Some(KILL), "it ended with {status}");
    }

    /// How often it has made trouble that it makes only once.
    pub(crate) fn troubles(&self) -> usize {
        let files = std::fs::read_dir(self.folder.path()).expect("its folder");
        let names = files.map(|file| file.expect("a file").file_name());
        names.filter(|name| name.to_string_lossy().starts_with("trouble-")).count()
    }

    /// Lets it make no trouble of an update that it makes only once, whether or not it has.
    pub(crate) fn has_made_trouble(&self, update_id: i64) {
        let mark = self.folder.path().join(format!("trouble-{update_id}"));
        std::fs::write(mark, "").expect("its folder");
    }

    /// Asks it to stop, and does not wait until it has.
    pub(crate) fn ask_to_stop(&self) {
        self.running.as_ref().expect("it runs").signal("TERM");
    }

    /// Ends it as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.running.take().expect("it runs").kill();
    }

    /// Ends it as `kill` does, which must be clean and take 5 s at most. It must have made a call
    /// already: before, it does not know yet what to do at a signal.
    pub(crate) fn stop(&mut self) {
        let status = self.running.take().expect("it runs").end("TERM", STOP);
        assert!(status.success(), "the bot ended with {status}");
    }

    /// The number the system knows it by.
    pub(crate) fn id(&self) -> u32 {
        self.running.as_ref().expect("it runs").id()
    }

    /// Waits until it ends by itself, which must be with an error.
    pub(crate) fn fails(&mut self, within: Duration) {
        let status = self.running.take().expect("it runs").ends(within);
        assert!(!status.success(), "the bot ended with {status}");
    }

    /// What an operator's command on its store prints, or the line by which it fails.
    pub(crate) fn operator(&self, arguments: &[&str]) -> Result<String, String> {
        operator(&self.store(), arguments)
    }

    /// Where its store is.
    pub(crate) fn store(&self) -> String {
        format!("sqlite:{}", self.file("bot.db").display())
    }

    /// A file in its folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What it has logged, start by start.
    pub(crate) fn logs(&self) -> Vec<String> {
        let read = |start| std::fs::read_to_string(self.log(start)).expect("a log");
        (0..self.starts).map(read).collect()
    }

    fn log(&self, start: usize) -> PathBuf {
        self.folder.path().join(format!("{start}.log"))
    }

    /// The first column of what a question finds in its store.
    pub(crate) fn stored(&self, question: &str) -> Vec<String> {
        rows(&self.folder.path().join("bot.db"), question)
    }
}

/// What every bot has in its environment.
fn variables(telegram: &Telegram, level: &str, folder: &Path) -> Vec<(&'static str, String)> {
    vec![
        ("BOT_API_URL", telegram.api_url()),
        ("BOT_TOKEN", telegram.token()),
        ("STORE_URL", format!("sqlite:{}", folder.join("bot.db").display())),
        ("LOG", level.to_owned()),
    ]
}

impl Drop for Bot {
    /// A test that fails shows what the bot has complained of.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        for start in 0..self.starts {
            let log = std::fs::read_to_string(self.log(start)).unwrap_or_default();
            let is_complaint = |line: &&str| line.contains("ERROR") || line.contains("WARN");
            let complaints = log.lines().filter(is_complaint);
            for line in complaints.filter(|line| !line.contains(" molniya: unknown ")) {
                eprintln!("start {start}: {line}");
            }
        }
    }
}

/// What an operator's command on a store prints, or the line by which it fails.
pub(crate) fn operator(store: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_molniya"))
        .args(arguments)
        .args(["--store", store])
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

/// The first column of what a question finds in a SQLite file, as text.
pub(crate) fn rows(file: &Path, question: &str) -> Vec<String> {
    let file = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let file = file.expect("a SQLite file");
    let mut asked = file.prepare(question).expect(question);
    let rows = asked.query_map([], |row| row.get(0)).expect(question);
    rows.collect::<Result<_, _>>().expect(question)
}
