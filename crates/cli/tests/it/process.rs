//! The program as a process: started, listened to, signalled, and never left behind.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Starting takes milliseconds; a busy machine may need seconds.
const START: Duration = Duration::from_secs(30);

/// A running `molniya`.
pub(crate) struct Program {
    process: Child,
    /// The lines it prints; closed when it has ended.
    lines: Receiver<String>,
}

impl Program {
    /// Starts the program with these arguments. Its environment has these variables and no others;
    /// what it complains of goes to `errors`.
    pub(crate) fn start<A: AsRef<OsStr>>(
        arguments: impl IntoIterator<Item = A>,
        variables: &[(&str, &str)],
        errors: impl Into<Stdio>,
    ) -> Self {
        Self::start_file(Path::new(env!("CARGO_BIN_EXE_molniya")), arguments, variables, errors)
    }

    /// Starts the order bot that makes trouble when it is asked to (`examples/trouble.rs`), in the same way.
    pub(crate) fn start_trouble(variables: &[(&str, &str)], errors: impl Into<Stdio>) -> Self {
        let built = Path::new(env!("CARGO_BIN_EXE_molniya")).with_file_name("examples");
        Self::start_file(&built.join("trouble"), [""; 0], variables, errors)
    }

    fn start_file<A: AsRef<OsStr>>(
        file: &Path,
        arguments: impl IntoIterator<Item = A>,
        variables: &[(&str, &str)],
        errors: impl Into<Stdio>,
    ) -> Self {
        let mut process = Command::new(file)
            .args(arguments)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .expect("the program starts");
        let output = process.stdout.take().expect("its output is piped");
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            // Reads on although nobody listens, so that the program never writes into a closed pipe.
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        Self { process, lines }
    }

    /// Waits for the next line that has these words, and gives what follows them.
    pub(crate) fn told(&self, words: &str) -> String {
        let end = Instant::now() + START;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|error| panic!("it never printed {words:?}: {error}"));
            if let Some((_, rest)) = line.split_once(words) {
                return rest.to_owned();
            }
        }
    }

    /// The number the system knows it by.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits until it ends by itself, which must be within this time.
    pub(crate) fn ends(mut self, within: Duration) -> ExitStatus {
        self.wait(within)
    }

    /// Ends it as `kill -9` does. When this returns it is gone.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("it is our child");
        self.process.wait().expect("it is our child");
    }

    /// Sends the signal of this name.
    pub(crate) fn signal(&self, signal: &str) {
        let command = format!("kill -{signal} {}", self.process.id());
        let sent = Command::new("sh").args(["-c", &command]).status();
        assert!(sent.expect("sh starts").success(), "the program still runs");
    }

    /// Sends the signal of this name; gives the status it ends with, which must be within this time.
    pub(crate) fn end(mut self, signal: &str, within: Duration) -> ExitStatus {
        self.signal(signal);
        self.wait(within)
    }

    fn wait(&mut self, within: Duration) -> ExitStatus {
        let deadline = Instant::now() + within;
        let ended = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if let Err(ended) = self.lines.recv_timeout(left) {
                break ended;
            }
        };
        assert_eq!(ended, RecvTimeoutError::Disconnected, "the program ends within {within:?}");
        self.process.wait().expect("it is our child")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
