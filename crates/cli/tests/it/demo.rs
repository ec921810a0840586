//! The demo as a process: on its own data and a free port.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::process::Program;

/// Ending takes 5 s at most; the rest is for a busy machine.
const END: Duration = Duration::from_secs(30);

/// A running `molniya demo`.
pub(crate) struct Demo {
    program: Program,
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
        let arguments = ["demo", "--page", page, "--data"].map(OsStr::new);
        let arguments = arguments.into_iter().chain([data.as_os_str()]);
        let program = Program::start(arguments, &[], Stdio::inherit());
        let told = program.told("http://127.0.0.1:");
        let port = told.split_whitespace().next().expect("a port");
        let page = format!("http://127.0.0.1:{port}");
        Self { program, page }
    }

    /// The socket address of the page.
    pub(crate) fn socket(&self) -> &str {
        self.page.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Ends the demo as Ctrl-C does, which must be clean.
    pub(crate) fn interrupt(self) {
        let status = self.program.end("INT", END);
        assert!(status.success(), "the demo ended with {status}");
    }
}
