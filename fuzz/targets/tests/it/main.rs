//! Every input that was kept, once more: what the fuzzers found worth keeping, and what once broke something.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use molniya_fuzz_targets::{TARGETS, Target};

/// Panics so far, also those of threads that nobody waits for.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// The inputs in a folder, in the order of their names.
fn inputs(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let entries = entries.map(|entry| entry.expect("a readable folder").path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    paths
}

/// Runs one target over what was kept for it.
fn replay(target: &str) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(panic);
    }));
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, run): &(_, Target) = found.expect("there is such a target");
    let kept = inputs("corpus", target);
    assert!(!kept.is_empty(), "inputs are kept for {target}");
    for input in kept.into_iter().chain(inputs("regressions", target)) {
        eprintln!("{}", input.display());
        run(&fs::read(&input).expect("a readable file"));
        assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a thread panicked at {}", input.display());
    }
}

macro_rules! targets {
    ($($target:ident)*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target));
        }
    )*

        #[test]
        fn every_target_is_replayed() {
            assert_eq!(TARGETS.map(|(name, _)| name), [$(stringify!($target)),*]);
        }
    };
}

targets!(callback markup request rich settings shop store update);
