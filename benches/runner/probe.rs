//! What one sync of the disk takes, as a measure for the durable figures.

use std::fs::File;
use std::io::{Error, Write};
use std::path::Path;
use std::time::Instant;

use crate::figures::Spread;

/// How often the disk is tried.
const TRIES: usize = 200;
/// What is appended each time: a page.
const BLOCK: [u8; 4096] = [0x5a; 4096];

/// Appends a block and syncs it, again and again, and says how long that takes.
pub(crate) fn disk(directory: &Path) -> Result<String, Error> {
    let folder = tempfile::tempdir_in(directory)?;
    let mut file = File::create(folder.path().join("probe"))?;
    let mut milliseconds = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let begun = Instant::now();
        file.write_all(&BLOCK)?;
        file.sync_data()?;
        milliseconds.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let spread = Spread::of(milliseconds.into_iter());
    Ok(spread.map_or_else(String::new, |Spread { least, median, most }| {
        format!(
            "- Disk: appending 4 KiB and fdatasync takes {median:.3} ms (median of {TRIES}; {least:.3} to {most:.3})"
        )
    }))
}
