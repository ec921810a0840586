//! Runs this program under callgrind and reads how many instructions it took.

use std::env::current_exe;
use std::process::{Command, Stdio};

use crate::Failure;
use crate::way::Way;

/// Instructions for each update or call of a way.
///
/// What it takes once is taken from what it takes twice, so that the start of the program does not count.
pub(crate) fn instructions(way: Way) -> Result<u64, Failure> {
    let (once, twice) = std::thread::scope(|scope| {
        let once = scope.spawn(|| total(way, 1));
        let twice = total(way, 2);
        (once.join(), twice)
    });
    let (once, twice) = (once.map_err(|_| "a count panicked")??, twice?);
    let items = way.items() as u64;
    let more = twice.checked_sub(once).ok_or("twice takes less than once")?;
    Ok(more.div_ceil(items))
}

/// All instructions of a run, those of its threads included, those of the kernel not.
fn total(way: Way, times: usize) -> Result<u64, String> {
    let me = current_exe().map_err(|error| error.to_string())?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(me)
        .args(["run", way.name(), &times.to_string()])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind: {error}; please install it"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{} under callgrind: {}\n{said}", way.name(), output.status));
    }
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("callgrind does not say what it collected:\n{said}"))
}

/// What a program says of itself on one line.
pub(crate) fn said(program: &str, args: &[&str]) -> Result<String, Failure> {
    let output = Command::new(program).args(args).output();
    let output = output.map_err(|error| format!("{program}: {error}; please install it"))?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
