//! A process as `/proc` tells of it.

use std::collections::BTreeMap;
use std::fs;
use std::io;

/// What a process has used of the processors so far: nanoseconds by thread.
///
/// # Errors
///
/// If there is no such process, or no `/proc`.
pub fn cpu(pid: u32) -> io::Result<BTreeMap<String, u64>> {
    let mut nanoseconds = BTreeMap::new();
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        let task = task?;
        // Nanoseconds on a processor, then two fields that do not matter here; a thread may end meanwhile.
        let Ok(text) = fs::read_to_string(task.path().join("schedstat")) else { continue };
        let used = text.split(' ').next().and_then(|number| number.parse().ok());
        let used = used.ok_or_else(|| io::Error::other("schedstat has no number"))?;
        nanoseconds.insert(task.file_name().to_string_lossy().into_owned(), used);
    }
    Ok(nanoseconds)
}

/// A line of its status in KiB, for example `VmRSS:`.
///
/// # Errors
///
/// If there is no such process, or no such line.
pub fn memory_kib(pid: u32, field: &str) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or_else(|| io::Error::other("the process has ended"))
}
