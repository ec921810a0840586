//! What was measured and on what, without names of machines or people.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// Lines about date, versions and machine. What cannot be found out is left out.
pub(crate) fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(": ")?.1.to_owned())
    });
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let kib: u64 = text.split_whitespace().nth(1)?.parse().ok()?;
        Some(format!("{} GiB of memory", kib.div_ceil(1024 * 1024)))
    });
    let cores = available_parallelism().ok().map(|cores| format!("{cores} cores"));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").ok();
    let kernel = kernel.as_deref().and_then(|kernel| kernel.trim().split('-').next());
    let machine: Vec<String> = [cores, processor, memory].into_iter().flatten().collect();
    let lines = [
        said("date", &["-u", "+%F"]).map(|date| format!("- Date: {date}")),
        said("git", &["rev-parse", "--short", "HEAD"]).map(|commit| format!("- Commit: {commit}")),
        said("rustc", &["-V"]).map(|version| format!("- Compiler: {version}")),
        kernel.map(|kernel| format!("- Kernel: Linux {kernel}")),
        (!machine.is_empty()).then(|| format!("- Machine: {}", machine.join(", "))),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What a program says on one line.
fn said(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
