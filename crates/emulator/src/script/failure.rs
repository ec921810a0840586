//! Where a talk went otherwise than it is written, as a difference that people read.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// A talk that went otherwise: what was expected, and what came.
///
/// Shown as a unified difference: lines that went as written, `-` what was expected, `+` what came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The name of the script.
    pub script: String,
    /// The line that was not met, counted from 1.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// The last lines before that went as written.
    pub before: Vec<String>,
    /// What is written.
    pub expected: Vec<String>,
    /// What came instead, in the order it came.
    pub came: Vec<String>,
    /// How many things were not played any more.
    pub left: usize,
}

/// Why a talk went otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The bot did something else.
    #[error("the bot did something else")]
    Differs,
    /// The bot did nothing in time: it is slower, or does not do it.
    #[error("nothing came within {0:?}")]
    Nothing(Duration),
    /// The bot did more than is written.
    #[error("the bot did more than is written")]
    More,
    /// What a person should do cannot be done.
    #[error("{0}")]
    Cannot(String),
    /// So much happened at once that some of it was not seen.
    #[error("so much happened at once that some of it was not seen")]
    Lost,
    /// The emulator is gone.
    #[error("{0}")]
    Gone(String),
}

impl std::error::Error for Failure {}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.script, self.line, self.reason)?;
        for line in &self.before {
            write!(f, "\n  {line}")?;
        }
        let same = |pair: &(&String, &String)| pair.0 == pair.1;
        let top = self.expected.iter().zip(&self.came).take_while(same).count();
        let (expected, came) = (&self.expected[top..], &self.came[top..]);
        let bottom = expected.iter().rev().zip(came.iter().rev()).take_while(same).count();
        let (expected, below) = expected.split_at(expected.len() - bottom);
        for line in &self.expected[..top] {
            write!(f, "\n  {line}")?;
        }
        for line in expected {
            write!(f, "\n- {line}")?;
        }
        for line in &came[..came.len() - bottom] {
            write!(f, "\n+ {line}")?;
        }
        for line in below {
            write!(f, "\n  {line}")?;
        }
        match self.left {
            0 => Ok(()),
            1 => write!(f, "\n  … 1 more thing was not played"),
            left => write!(f, "\n  … {left} more things were not played"),
        }
    }
}
