//! Processes: started, read through `/proc`, ended.

use std::collections::BTreeMap;
use std::env::current_exe;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use molniya_bench::process::{cpu, memory_kib};
use molniya_bench::{Event, Report};

/// Why there are no figures.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// The folder of the built programs: the one this program is in.
pub(crate) fn programs() -> Result<PathBuf, Failure> {
    let me = current_exe()?;
    Ok(me.parent().ok_or("this program is in no folder")?.to_owned())
}

/// A running program; it is killed when it is dropped.
pub(crate) struct Program {
    child: Child,
    /// Where its standard error goes.
    said: PathBuf,
}

impl Program {
    /// Starts a command. `said` names the file that the command's standard error goes to.
    pub(crate) fn start(mut command: Command, said: PathBuf) -> Result<Program, Failure> {
        let name = command.get_program().display().to_string();
        let child = command.spawn().map_err(|error| {
            format!("{name}: {error}; please run `cargo build --release --workspace` first")
        })?;
        Ok(Program { child, said })
    }

    /// What it has used of the processors so far, by thread.
    pub(crate) fn cpu(&self) -> Result<Cpu, Failure> {
        let nanoseconds = cpu(self.child.id())?;
        Ok(Cpu { nanoseconds })
    }

    /// Its memory in the machine, in KiB.
    pub(crate) fn resident_kib(&self) -> Result<u64, Failure> {
        self.memory_kib("VmRSS:")
    }

    /// The most memory it ever had, in KiB.
    pub(crate) fn peak_kib(&self) -> Result<u64, Failure> {
        self.memory_kib("VmHWM:")
    }

    fn memory_kib(&self, field: &str) -> Result<u64, Failure> {
        Ok(memory_kib(self.child.id(), field)?)
    }

    /// The end of what it wrote to its standard error, and how it ended if it did.
    pub(crate) fn last_words(&mut self) -> String {
        let said = fs::read_to_string(&self.said).unwrap_or_default();
        let last = said.lines().rev().take(5).collect::<Vec<_>>();
        let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
        match self.child.try_wait() {
            Ok(Some(status)) => format!("{last} ({status})"),
            _ => last,
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Nothing can be done about a process that does not die.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time by thread.
pub(crate) struct Cpu {
    nanoseconds: BTreeMap<String, u64>,
}

impl Cpu {
    /// What was used altogether, by threads that have not ended.
    pub(crate) fn total(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.values().sum())
    }

    /// What was used between two readings. Threads that ended in between are left out.
    pub(crate) fn since(&self, before: &Cpu) -> Duration {
        let used = self.nanoseconds.iter().map(|(thread, now)| {
            let before = before.nanoseconds.get(thread).copied().unwrap_or(0);
            now.saturating_sub(before)
        });
        Duration::from_nanos(used.sum())
    }
}

/// A running stub.
pub(crate) struct Stub {
    pub(crate) program: Program,
    events: BufReader<ChildStdout>,
    input: ChildStdin,
}

impl Stub {
    /// Starts a stub and says at which port its server is.
    pub(crate) fn start(args: &[String]) -> Result<(Stub, u16), Failure> {
        let mut command = Command::new(programs()?.join("molniya-bench-stub"));
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut program = Program::start(command, PathBuf::new())?;
        let input = program.child.stdin.take().ok_or("the stub has no input")?;
        let events = program.child.stdout.take().ok_or("the stub has no output")?;
        let mut stub = Stub { program, events: BufReader::new(events), input };
        match stub.event()? {
            Event::Listening { port } => Ok((stub, port)),
            other => Err(format!("the stub said {other:?} first").into()),
        }
    }

    /// Waits for the next event, which must be the expected one. The stub itself limits how long that takes.
    pub(crate) fn expect(&mut self, expected: impl Fn(&Event) -> bool) -> Result<(), Failure> {
        let event = self.event()?;
        if expected(&event) { Ok(()) } else { Err(format!("the stub said {event:?}").into()) }
    }

    pub(crate) fn report(&mut self) -> Result<Report, Failure> {
        match self.event()? {
            Event::Report(report) => Ok(report),
            other => Err(format!("the stub said {other:?} instead of its report").into()),
        }
    }

    /// Lets the stub go on.
    pub(crate) fn go(&mut self) -> Result<(), Failure> {
        Ok(writeln!(self.input)?)
    }

    fn event(&mut self) -> Result<Event, Failure> {
        let mut line = String::new();
        if self.events.read_line(&mut line)? == 0 {
            return Err("the stub has ended".into());
        }
        Ok(serde_json::from_str(&line)?)
    }
}
