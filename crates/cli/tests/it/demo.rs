//! The demo as a process: started on free ports, stopped with the test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// Starting takes milliseconds; a busy machine may need seconds.
const START: Duration = Duration::from_secs(30);
/// Ending takes 5 s at most; the rest is for a busy machine.
const END: Duration = Duration::from_secs(30);

/// A running `molniya demo`.
pub(crate) struct Demo {
    process: Child,
    /// The addresses it prints; closed when it has ended.
    told: Receiver<String>,
    /// The address of the chat page, with a slash at its end.
    pub(crate) page: String,
}

impl Demo {
    /// Starts the demo on its own data, its page on any free port.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_at(data, "127.0.0.1:0")
    }

    /// Starts the demo with its page on this socket address.
    pub(crate) fn start_at(data: &Path, page: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_molniya"))
            .args(["demo", "--page", page, "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = process.stdout.take().expect("its output is piped");
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            // Reads on after the address, so that the program never writes into a closed pipe.
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(address) = address(&line) {
                    let _ = tell.send(address.to_owned());
                }
            }
        });
        // Made before the wait, so that a demo that never speaks is stopped, too.
        let mut demo = Self { process, told, page: String::new() };
        demo.page =
            demo.told.recv_timeout(START).expect("the demo prints the address of its chat page");
        demo
    }

    /// The socket address of the page.
    pub(crate) fn socket(&self) -> &str {
        self.page.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Ends the demo as Ctrl-C does, which must be clean.
    pub(crate) fn interrupt(mut self) {
        let command = format!("kill -INT {}", self.process.id());
        let sent = Command::new("sh").args(["-c", &command]).status();
        assert!(sent.expect("sh starts").success(), "the demo still runs");
        let ended = loop {
            if let Err(ended) = self.told.recv_timeout(END) {
                break ended;
            }
        };
        assert_eq!(ended, RecvTimeoutError::Disconnected, "the demo ends in time");
        let status = self.process.wait().expect("it is our child");
        assert!(status.success(), "the demo ended with {status}");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The address of the page in a line of output.
fn address(line: &str) -> Option<&str> {
    let start = line.find("http://127.0.0.1:")?;
    line[start..].split_whitespace().next()
}
