//! After a crash: which updates were under way when the process ended, and whether one of them ends it.
//!
//! A process may be ended by what a handler does, or from outside while innocent handlers run. So
//! an update that was under way at [`CUTS`] ends is from then on handled while no other such update
//! is, and only an end in that time speaks against it. What is known is kept in a small file beside
//! the store, written without a sync: it must survive the process, and no power cut is an update's
//! fault. This module does not know what an update is, only its id.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use super::MAX_FLIGHTS;
use crate::failpoint::{self, Failpoint};
use crate::telemetry;

/// Ends of the process while an update was under way after which it is handled alone.
const CUTS: u8 = 2;
/// Ends of the process while an update that is handled alone waits, in a handler that runs. After
/// so many it is not handled again; one end in the handler's own code is enough.
const WAITS: u8 = 3;
/// Bytes of one mark in the file.
const SIZE: usize = 16;

/// Whether an update may be begun.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Now.
    Now,
    /// When [`Marks::next_alone`] names it.
    Alone,
    /// Not again: the process ended each time.
    Never,
}

/// What an update was doing when it was last written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Idle,
    UnderWay,
    /// Its handler runs while no other suspect's does.
    Alone,
    /// The same, and the handler's own code runs this moment.
    Polled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    update: i64,
    phase: Phase,
    cuts: u8,
    waits: u8,
}

impl Mark {
    /// The process ended in this phase.
    fn end(&mut self) {
        match self.phase {
            Phase::Idle => {}
            Phase::UnderWay => self.cuts = self.cuts.saturating_add(1),
            Phase::Alone => self.waits = self.waits.saturating_add(1),
            Phase::Polled => self.waits = WAITS,
        }
        self.phase = Phase::Idle;
    }

    fn encode(self) -> [u8; SIZE] {
        let mut bytes = [0; SIZE];
        bytes[..8].copy_from_slice(&self.update.to_le_bytes());
        bytes[8..11].copy_from_slice(&[self.phase as u8, self.cuts, self.waits]);
        let sum = crc32c::crc32c(&bytes[..12]);
        bytes[12..].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// Nothing for a place that is free or that holds anything else.
    fn decode(bytes: &[u8; SIZE]) -> Option<Mark> {
        let (content, sum) = bytes.split_first_chunk::<12>()?;
        if sum != crc32c::crc32c(content).to_le_bytes() {
            return None;
        }
        let phases = [Phase::Idle, Phase::UnderWay, Phase::Alone, Phase::Polled];
        Some(Mark {
            update: i64::from_le_bytes(*content.first_chunk()?),
            phase: *phases.get(usize::from(content[8]))?,
            cuts: content[9],
            waits: content[10],
        })
    }
}

/// The file, one mark after the other.
#[derive(Debug)]
struct Notes(File);

impl Notes {
    fn open(path: &Path) -> io::Result<Notes> {
        let file = File::options().create(true).truncate(false).read(true).write(true).open(path);
        file.map(Notes)
    }

    /// Everything in it, by place.
    fn read(&self) -> io::Result<Vec<Option<Mark>>> {
        let mut bytes = Vec::new();
        (&self.0).take((MAX_FLIGHTS * SIZE) as u64).read_to_end(&mut bytes)?;
        Ok(bytes.as_chunks().0.iter().map(Mark::decode).collect())
    }

    fn write(&self, place: u32, mark: Option<Mark>) {
        let bytes = mark.map_or([0; SIZE], Mark::encode);
        if let Err(error) = self.0.write_all_at(&bytes, u64::from(place) * SIZE as u64) {
            telemetry::no_marks(&error);
        }
        failpoint::reach(Failpoint::MarkWritten);
    }
}

/// The marks of this process and of those that ended before it.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Nothing where state does not outlive the process.
    notes: Option<Arc<Notes>>,
    /// Marks and their places in the file.
    marks: HashMap<i64, (u32, Mark)>,
    free: BTreeSet<u32>,
    /// The suspect whose handler runs.
    alone: Option<i64>,
    /// Suspects that wait for it: those first that were alone the fewest times.
    waiting: BTreeSet<(u8, i64)>,
}

impl Marks {
    /// Reads what the process before left, if it was cut off. Without a usable file nobody is
    /// suspected, which is told of.
    pub(super) fn open(path: Option<&Path>, clean: bool) -> Marks {
        let Some(path) = path else { return Marks::default() };
        let opened = Notes::open(path).and_then(|notes| {
            if clean {
                notes.0.set_len(0)?;
            }
            Ok((notes.read()?, notes))
        });
        match opened {
            Ok((found, notes)) => Marks::from(found, notes),
            Err(error) => {
                telemetry::no_marks(&error);
                Marks::default()
            }
        }
    }

    fn from(found: Vec<Option<Mark>>, notes: Notes) -> Marks {
        let mut marks = Marks { notes: Some(Arc::new(notes)), ..Marks::default() };
        for (place, mark) in (0..).zip(found) {
            match mark.filter(|mark| !marks.marks.contains_key(&mark.update)) {
                Some(mut mark) => {
                    mark.end();
                    marks.write(place, mark);
                }
                None => {
                    marks.free.insert(place);
                }
            }
        }
        marks
    }

    /// Forgets what is done.
    pub(super) fn forget(&mut self, is_done: impl Fn(i64) -> bool) {
        let done: Vec<i64> = self.marks.keys().copied().filter(|update| is_done(*update)).collect();
        done.into_iter().for_each(|update| self.done(update));
    }

    /// An update is about to be begun, or begun again.
    pub(super) fn begin(&mut self, update: i64) -> Begin {
        if self.notes.is_none() {
            return Begin::Now;
        }
        let known = self.marks.get(&update).copied();
        let Some((place, mark)) = known.or_else(|| {
            let mark = Mark { update, phase: Phase::Idle, cuts: 0, waits: 0 };
            Some((self.free_place()?, mark))
        }) else {
            return Begin::Now; // More at once than can be marked.
        };
        if mark.waits >= WAITS {
            return Begin::Never;
        }
        if mark.cuts >= CUTS {
            self.waiting.insert((mark.waits, update));
            return Begin::Alone;
        }
        self.write(place, Mark { phase: Phase::UnderWay, ..mark });
        Begin::Now
    }

    /// The suspect that is to be begun now.
    pub(super) fn next_alone(&mut self) -> Option<i64> {
        if self.alone.is_some() {
            return None;
        }
        let (_, update) = self.waiting.pop_first()?;
        self.alone = Some(update);
        if let Some((place, mark)) = self.marks.get(&update).copied() {
            self.write(place, Mark { phase: Phase::Alone, ..mark });
        }
        Some(update)
    }

    /// What notes when the code of this update's handler runs; nothing unless it is alone.
    pub(super) fn watch(&self, update: i64) -> Option<SuspectWatch> {
        let (place, mark) = *self.marks.get(&update).filter(|_| self.alone == Some(update))?;
        Some(SuspectWatch { notes: self.notes.clone()?, place, mark })
    }

    /// The handler of an update has ended. The next suspect need not wait for the commit.
    pub(super) fn handled(&mut self, update: i64) {
        if self.alone == Some(update) {
            self.alone = None;
            if let Some((place, mark)) = self.marks.get(&update).copied() {
                self.write(place, Mark { phase: Phase::Idle, ..mark });
            }
        }
    }

    /// An update is done.
    pub(super) fn done(&mut self, update: i64) {
        let Some((place, _)) = self.marks.remove(&update) else { return };
        if let Some(notes) = &self.notes {
            notes.write(place, None);
        }
        self.free.insert(place);
    }

    fn free_place(&mut self) -> Option<u32> {
        self.free.pop_first().or_else(|| {
            // No place is free: every place before this one is taken.
            u32::try_from(self.marks.len()).ok().filter(|place| *place < MAX_FLIGHTS as u32)
        })
    }

    fn write(&mut self, place: u32, mark: Mark) {
        if let Some(notes) = &self.notes {
            notes.write(place, Some(mark));
        }
        self.marks.insert(mark.update, (place, mark));
    }
}

/// Notes when a handler's code runs, and when it only waits.
#[derive(Debug)]
pub(super) struct SuspectWatch {
    notes: Arc<Notes>,
    place: u32,
    mark: Mark,
}

impl SuspectWatch {
    /// Runs code of the handler.
    pub(super) fn over<T>(watch: Option<&SuspectWatch>, code: impl FnOnce() -> T) -> T {
        let Some(SuspectWatch { notes, place, mark }) = watch else { return code() };
        notes.write(*place, Some(Mark { phase: Phase::Polled, ..*mark }));
        let result = code();
        notes.write(*place, Some(*mark));
        result
    }

    /// Watches each poll of a future.
    pub(super) async fn polls<F: Future>(self, future: F) -> F::Output {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|cx| SuspectWatch::over(Some(&self), || future.as_mut().poll(cx)))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Place(tempfile::TempDir);

    impl Place {
        /// A process after one that was cut off.
        fn next_process(&self) -> Marks {
            Marks::open(Some(&self.0.path().join("marks")), false)
        }
    }

    fn place() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    #[test]
    fn an_end_in_a_suspects_own_code_is_enough_and_waiting_is_forgiven_for_a_while() {
        let place = place();
        for _ in 0..CUTS {
            let mut marks = place.next_process();
            assert_eq!(marks.begin(7), Begin::Now);
            assert_eq!(marks.begin(8), Begin::Now);
            assert!(marks.watch(7).is_none(), "it is one of many");
        }
        let mut marks = place.next_process();
        assert_eq!(marks.begin(7), Begin::Alone);
        assert_eq!(marks.begin(8), Begin::Alone);
        assert_eq!(marks.begin(9), Begin::Now, "it was never cut off");
        assert_eq!(marks.next_alone(), Some(7));
        assert_eq!(marks.next_alone(), None, "one at a time");
        let watch = marks.watch(7);
        SuspectWatch::over(watch.as_ref(), || ());

        let mut marks = place.next_process();
        assert_eq!([8, 7].map(|update| marks.begin(update)), [Begin::Alone, Begin::Alone]);
        assert_eq!(marks.next_alone(), Some(8), "it was alone less often");
        marks.handled(8);
        assert_eq!(marks.next_alone(), Some(7));
        let watch = marks.watch(7);
        SuspectWatch::over(watch.as_ref(), || {
            let mut marks = place.next_process();
            assert_eq!(marks.begin(7), Begin::Never);
            assert_eq!(marks.begin(8), Begin::Alone, "it had ended");
            assert_eq!(marks.begin(9), Begin::Now, "it was cut off once");
        });
    }

    #[test]
    fn a_suspect_that_only_waits_is_given_up_after_some_ends() {
        let place = place();
        for _ in 0..CUTS {
            assert_eq!(place.next_process().begin(7), Begin::Now);
        }
        for _ in 0..WAITS {
            let mut marks = place.next_process();
            assert_eq!(marks.begin(7), Begin::Alone);
            assert_eq!(marks.next_alone(), Some(7));
        }
        assert_eq!(place.next_process().begin(7), Begin::Never);
    }

    #[test]
    fn what_is_done_is_forgotten_and_its_place_is_taken_again() {
        let place = place();
        let mut marks = place.next_process();
        for update in 0..100 {
            assert_eq!(marks.begin(update), Begin::Now);
            if update >= 3 {
                marks.done(update);
            }
        }
        let file = place.0.path().join("marks");
        assert_eq!(std::fs::metadata(&file).unwrap().len(), 4 * SIZE as u64);
        let mut marks = place.next_process();
        marks.forget(|update| update == 1);
        let mut known: Vec<i64> = marks.marks.keys().copied().collect();
        known.sort_unstable();
        assert_eq!(known, [0, 2]);
        let clean = Marks::open(Some(&file), true);
        assert!(clean.marks.is_empty());
    }

    #[test]
    fn a_file_of_anything_else_accuses_nobody() {
        let place = place();
        std::fs::write(place.0.path().join("marks"), [0xA5; 1_001]).unwrap();
        let mut marks = place.next_process();
        assert!(marks.marks.is_empty());
        assert_eq!(marks.begin(7), Begin::Now);
        assert_eq!(Marks::default().begin(7), Begin::Now);
    }
}
