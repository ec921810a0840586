//! Reads one line of a script, from left to right.

use std::collections::BTreeSet;
use std::time::Duration;

use super::error::Problem;
use super::pattern::{MAX_PIECES, Pattern, Piece};

/// Where in a line something is wrong, in bytes, and what.
pub(super) type Wrong = (usize, Problem);

/// What a text is for; decides what `…` and variables mean in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It is said: everything in it is known.
    Said,
    /// It is compared with what comes: whatever is not known is found.
    Expected,
    /// It tells which message or button is meant: nothing new is found.
    Meant,
}

/// What ends a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    LineEnd,
    Quote,
    /// `|` or `]`.
    ButtonPart,
}

/// A place in a line.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    at: usize,
    /// Variables that are known.
    known: &'a mut BTreeSet<String>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str, known: &'a mut BTreeSet<String>) -> Self {
        let mut cursor = Self { line, at: 0, known };
        cursor.skip_spaces();
        cursor
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    pub(super) fn wrong<T>(&self, problem: Problem) -> Result<T, Wrong> {
        Err((self.at, problem))
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn skip_spaces(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    /// Takes this if it comes next, with the spaces behind it.
    pub(super) fn eat(&mut self, what: &str) -> bool {
        let eaten = self.rest().starts_with(what);
        if eaten {
            self.at += what.len();
            self.skip_spaces();
        }
        eaten
    }

    /// Takes this word if it comes next.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        self.next_word() == word && self.eat(word)
    }

    /// Takes this, which must come next.
    pub(super) fn need(&mut self, what: &'static str, name: &'static str) -> Result<(), Wrong> {
        if self.eat(what) { Ok(()) } else { self.wrong(Problem::Expected(name)) }
    }

    pub(super) fn need_end(&self) -> Result<(), Wrong> {
        if self.is_at_end() { Ok(()) } else { self.wrong(Problem::LeftOver) }
    }

    /// The word that comes next, without taking it: up to a space or a sign that means something.
    pub(super) fn next_word(&self) -> &'a str {
        let ends = |c: char| c.is_whitespace() || matches!(c, ':' | '"' | '[' | ']' | '|' | ',');
        let rest = self.rest();
        &rest[..rest.find(ends).unwrap_or(rest.len())]
    }

    /// A word, which must come next; `name` says what it is.
    pub(super) fn word(&mut self, name: &'static str) -> Result<&'a str, Wrong> {
        let word = self.next_word();
        if word.is_empty() {
            return self.wrong(Problem::Expected(name));
        }
        self.at += word.len();
        self.skip_spaces();
        Ok(word)
    }

    /// A name: a word, or anything in quotes.
    pub(super) fn name(&mut self, name: &'static str) -> Result<String, Wrong> {
        if self.rest().starts_with('"') {
            return self.quoted(name);
        }
        let odd = |c: char| matches!(c, '\\' | '…' | '$') || c.is_control();
        match self.next_word().find(odd) {
            Some(at) => Err((self.at + at, Problem::NotPlain)),
            None => Ok(self.word(name)?.to_owned()),
        }
    }

    /// A name, or nothing in quotes.
    pub(super) fn maybe_empty(&mut self, name: &'static str) -> Result<String, Wrong> {
        if self.eat("\"\"") { Ok(String::new()) } else { self.name(name) }
    }

    /// A variable that is known from here on: `$name`.
    pub(super) fn new_variable(&mut self) -> Result<String, Wrong> {
        let begin = self.at;
        let bare = self.rest().strip_prefix('$').map(|_| self.at += 1);
        let Some((name, length)) = bare.and_then(|()| self.variable(self.line.len())) else {
            return Err((begin, Problem::Expected("a variable, for example $app")));
        };
        if !self.known.insert(name.to_owned()) {
            return Err((begin, Problem::KnownVariable(name.to_owned())));
        }
        self.at += length;
        self.skip_spaces();
        Ok(name.to_owned())
    }

    /// Something in quotes, as it is.
    pub(super) fn quoted(&mut self, name: &'static str) -> Result<String, Wrong> {
        let begin = self.at;
        let Some(pattern) = self.maybe_quoted(Use::Said)? else {
            return self.wrong(Problem::Expected(name));
        };
        match pattern.pieces.as_slice() {
            [] => Err((begin + 1, Problem::Expected(name))),
            [Piece::Literal(text)] => Ok(text.clone()),
            _ => Err((begin, Problem::NotPlain)),
        }
    }

    /// A text in quotes, if one comes next.
    pub(super) fn maybe_quoted(&mut self, purpose: Use) -> Result<Option<Pattern>, Wrong> {
        if !self.rest().starts_with('"') {
            return Ok(None);
        }
        self.at += 1;
        let pattern = self.pattern(purpose, Until::Quote)?;
        if !self.eat("\"") {
            return self.wrong(Problem::NoEnd("the quote at the end"));
        }
        Ok(Some(pattern))
    }

    /// The rest of the line as a text.
    pub(super) fn text(&mut self, purpose: Use) -> Result<Pattern, Wrong> {
        self.pattern(purpose, Until::LineEnd)
    }

    /// A line of a text behind a `|`, which comes next; one space behind it does not count.
    pub(super) fn behind_bar(&mut self, purpose: Use) -> Result<Pattern, Wrong> {
        self.at += if self.rest().starts_with("| ") { 2 } else { 1 };
        self.pattern(purpose, Until::LineEnd)
    }

    /// What is written on a button, or behind its `|`.
    pub(super) fn button_part(&mut self, purpose: Use) -> Result<Pattern, Wrong> {
        self.pattern(purpose, Until::ButtonPart)
    }

    pub(super) fn number<T: std::str::FromStr>(&mut self, name: &'static str) -> Result<T, Wrong> {
        let begin = self.at;
        self.word(name)?.parse().map_err(|_| (begin, Problem::Number(name)))
    }

    /// A time with its unit, of at most so many days.
    pub(super) fn duration(&mut self, most_days: u64) -> Result<Duration, Wrong> {
        let begin = self.at;
        let word = self.word("a time, for example 5s")?;
        let unit = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let number = word[..unit].parse::<u64>().ok();
        let unit = UNITS.into_iter().find(|(name, _)| *name == &word[unit..]);
        let time = number.zip(unit).and_then(|(number, (_, ms))| number.checked_mul(ms));
        match time.map(Duration::from_millis) {
            Some(time) if time <= Duration::from_secs(most_days * 86_400) => Ok(time),
            _ => Err((begin, Problem::Duration)),
        }
    }

    /// The same in whole seconds, at least one.
    pub(super) fn seconds(&mut self, most_days: u64) -> Result<Duration, Wrong> {
        let begin = self.at;
        let time = self.duration(most_days)?;
        let whole = time.subsec_nanos() == 0 && !time.is_zero();
        if whole { Ok(time) } else { Err((begin, Problem::WholeSeconds)) }
    }

    fn pattern(&mut self, purpose: Use, until: Until) -> Result<Pattern, Wrong> {
        let mut pattern = Pattern::default();
        let mut new = BTreeSet::new();
        let stop = self.stop(until);
        // Spaces at the end do not count, except in quotes.
        let end = match until {
            Until::Quote => stop,
            _ => self.at + self.line[self.at..stop].trim_end().len(),
        };
        while let Some(c) = self.line[self.at..end].chars().next() {
            let begin = self.at;
            self.at += c.len_utf8();
            match c {
                '\\' => {
                    let c = self.escaped(end).ok_or((begin, Problem::BadEscape))?;
                    pattern.push_str(c.encode_utf8(&mut [0; 4]));
                }
                '…' if purpose == Use::Said => return Err((begin, Problem::Wildcard)),
                '…' if pattern.pieces.last() == Some(&Piece::Any) => {}
                '…' => pattern.push(Piece::Any),
                '$' => match self.variable(end) {
                    Some((name, length)) => {
                        let fine = self.check(name, purpose, &mut new);
                        fine.map_err(|problem| (begin, problem))?;
                        self.at += length;
                        pattern.push(Piece::Variable(name.to_owned()));
                    }
                    None => pattern.push_str("$"),
                },
                _ => pattern.push_str(c.encode_utf8(&mut [0; 4])),
            }
            if pattern.pieces.len() > MAX_PIECES {
                return Err((begin, Problem::TooManyPieces));
            }
        }
        self.at = stop;
        self.known.extend(new);
        Ok(pattern)
    }

    /// Where a text that begins here ends: at the end of the line if what ends it is missing.
    fn stop(&self, until: Until) -> usize {
        let ends = |c: char| match until {
            Until::LineEnd => false,
            Until::Quote => c == '"',
            Until::ButtonPart => matches!(c, '|' | ']'),
        };
        let mut chars = self.rest().char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => drop(chars.next()),
                _ if ends(c) => return self.at + at,
                _ => {}
            }
        }
        self.line.len()
    }

    /// Takes what is behind a backslash.
    fn escaped(&mut self, end: usize) -> Option<char> {
        let rest = &self.line[self.at..end];
        let c = rest.chars().next()?;
        self.at += c.len_utf8();
        match c {
            '\\' | '…' | '$' | '[' | ']' | '|' | '"' => Some(c),
            's' => Some(' '),
            't' => Some('\t'),
            'n' => Some('\n'),
            'u' => {
                let code = rest.strip_prefix("u{")?.split_once('}')?.0;
                self.at += code.len() + 2;
                char::from_u32(u32::from_str_radix(code, 16).ok()?)
            }
            _ => None,
        }
    }

    /// The variable behind a `$`, with the length of how it is written: `name` or `{name}`.
    fn variable(&self, end: usize) -> Option<(&'a str, usize)> {
        let behind = &self.line[self.at..end];
        let bare = behind.strip_prefix('{').unwrap_or(behind);
        let in_name = |c: char| c == '_' || c.is_ascii_alphanumeric();
        let name = &bare[..bare.find(|c| !in_name(c)).unwrap_or(bare.len())];
        if !name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic()) {
            return None;
        }
        match bare.len() < behind.len() {
            true => bare[name.len()..].starts_with('}').then_some((name, name.len() + 2)),
            false => Some((name, name.len())),
        }
    }

    /// Whether a variable can stand here; a new one is noted.
    fn check(&self, name: &str, purpose: Use, new: &mut BTreeSet<String>) -> Result<(), Problem> {
        match purpose {
            _ if self.known.contains(name) => Ok(()),
            Use::Said | Use::Meant => Err(Problem::UnknownVariable(name.to_owned())),
            Use::Expected if new.insert(name.to_owned()) => Ok(()),
            Use::Expected => Err(Problem::TwiceNew(name.to_owned())),
        }
    }
}

/// Units of time in milliseconds, the shortest first.
pub(super) const UNITS: [(&str, u64); 5] =
    [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];
