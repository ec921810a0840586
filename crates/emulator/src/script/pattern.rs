//! Texts of scripts: said as they are, or compared with what came, with parts that may be anything and parts that are
//! remembered.

use std::collections::BTreeMap;

/// Parts of one text; a bound on the work of comparing it.
pub(super) const MAX_PIECES: usize = 200;

/// What variables stand for.
pub(super) type Variables = BTreeMap<String, String>;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Itself; never empty, and never two in a row.
    Literal(String),
    /// Anything, also nothing.
    Any,
    /// What a variable stands for. One that is not known yet stands for what is found here: at least one character, as
    /// few as possible, without a line break.
    Variable(String),
}

/// A text of a script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) pieces: Vec<Piece>,
}

impl Pattern {
    /// Exactly this text.
    pub(super) fn exactly(text: &str) -> Self {
        let mut pattern = Self::default();
        pattern.push_str(text);
        pattern
    }

    /// Any text.
    pub(super) fn any() -> Self {
        Self { pieces: vec![Piece::Any] }
    }

    /// Adds text to the end.
    pub(super) fn push_str(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Literal(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Literal(text.to_owned())),
        }
    }

    /// Adds a part that is no literal to the end.
    pub(super) fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether a part of it is a variable.
    pub(super) fn has_variable(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Variable(_)))
    }

    /// The text with its variables filled in; what may be anything is left out.
    pub(super) fn filled(&self, known: &Variables) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Variable(name) => text.push_str(known.get(name).map_or("", String::as_str)),
                Piece::Any => {}
            }
        }
        text
    }

    /// Whether a text is as written; if so, variables that were not known are known afterwards.
    pub(super) fn fits(&self, text: &str, known: &mut Variables) -> bool {
        let steps: Vec<Step<'_>> = self.pieces.iter().map(|piece| Step::of(piece, known)).collect();
        let table = Table::of(&steps, text);
        if !table.fits(0, 0) {
            return false;
        }
        let Some(found) = table.found(&steps, text) else {
            return false;
        };
        known.extend(found);
        true
    }
}

/// A piece whose known variables are filled in.
enum Step<'a> {
    Literal(&'a str),
    Any,
    Unknown(&'a str),
}

impl<'a> Step<'a> {
    fn of(piece: &'a Piece, known: &'a Variables) -> Self {
        match piece {
            Piece::Literal(text) => Self::Literal(text),
            Piece::Any => Self::Any,
            Piece::Variable(name) => match known.get(name) {
                Some(text) => Self::Literal(text),
                None => Self::Unknown(name),
            },
        }
    }
}

/// For every step and every place in the text, whether the text from there is what the steps from there say.
///
/// Filled from the end, so that the work is bounded by steps times places, whatever the pattern is.
struct Table {
    width: usize,
    fits: Vec<bool>,
}

impl Table {
    fn of(steps: &[Step<'_>], text: &str) -> Self {
        let width = text.len() + 1;
        let mut table = Self { width, fits: vec![false; (steps.len() + 1) * width] };
        table.set(steps.len(), text.len());
        for (index, step) in steps.iter().enumerate().rev() {
            // For an unknown variable: whether it may go on from here.
            let mut goes_on = false;
            let places = text.char_indices().map(|(at, c)| (at, Some(c))).rev();
            for (at, next) in [(text.len(), None)].into_iter().chain(places) {
                let behind = next.map(|c| at + c.len_utf8());
                let fits = match step {
                    Step::Literal(literal) => {
                        text[at..].starts_with(literal) && table.fits(index + 1, at + literal.len())
                    }
                    Step::Any => {
                        let longer = behind.is_some_and(|behind| table.fits(index, behind));
                        table.fits(index + 1, at) || longer
                    }
                    Step::Unknown(_) => {
                        let ends = behind.is_some_and(|behind| table.fits(index + 1, behind));
                        goes_on = next.is_some_and(|c| c != '\n') && (ends || goes_on);
                        goes_on
                    }
                };
                if fits {
                    table.set(index, at);
                }
            }
        }
        table
    }

    fn fits(&self, step: usize, at: usize) -> bool {
        self.fits[step * self.width + at]
    }

    fn set(&mut self, step: usize, at: usize) {
        self.fits[step * self.width + at] = true;
    }

    /// What the unknown variables stand for in a text that fits; nothing if one stands for two things.
    fn found(&self, steps: &[Step<'_>], text: &str) -> Option<Variables> {
        let mut found = Variables::new();
        let mut at = 0;
        for (index, step) in steps.iter().enumerate() {
            let mut ends = text[at..].char_indices().map(|(end, c)| at + end + c.len_utf8());
            match step {
                Step::Literal(literal) => at += literal.len(),
                Step::Any if self.fits(index + 1, at) => {}
                Step::Any | Step::Unknown(_) => {
                    let end = ends.find(|end| self.fits(index + 1, *end)).unwrap_or(text.len());
                    if let Step::Unknown(name) = step {
                        let value = text[at..end].to_owned();
                        let before = found.insert((*name).to_owned(), value.clone());
                        before.is_none_or(|before| before == value).then_some(())?;
                    }
                    at = end;
                }
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(name: &str) -> Piece {
        Piece::Variable(name.to_owned())
    }

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    fn found(pieces: &[Piece], text: &str) -> Option<Vec<(String, String)>> {
        let mut known = Variables::new();
        let pattern = Pattern { pieces: pieces.to_vec() };
        pattern.fits(text, &mut known).then(|| known.into_iter().collect())
    }

    #[test]
    fn what_may_be_anything_may_be_nothing_and_many_lines() {
        let pattern = [literal("a"), Piece::Any, literal("b"), Piece::Any];
        assert!(found(&pattern, "ab").is_some());
        assert!(found(&pattern, "a x\n b\n").is_some());
        assert!(found(&pattern, "a x").is_none());
        assert!(found(&[literal("a")], "ab").is_none());
        assert!(found(&[], "").is_some());
        assert!(found(&[Piece::Any, literal("é")], "né é").is_some());
    }

    #[test]
    fn an_unknown_variable_is_as_short_as_can_be_and_on_one_line() {
        let pattern = [literal("#"), variable("n"), literal(" of "), variable("all")];
        let one = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            found(&pattern, "#1 of 2 of 3"),
            Some(vec![one("all", "2 of 3"), one("n", "1")])
        );
        assert_eq!(found(&[variable("all")], "a\nb"), None);
        assert_eq!(found(&[variable("all")], ""), None);
        let both = [variable("a"), variable("b")];
        assert_eq!(found(&both, "xyz"), Some(vec![one("a", "x"), one("b", "yz")]));
    }

    #[test]
    fn a_known_variable_is_what_it_is() {
        let mut known = Variables::from([("n".to_owned(), "12".to_owned())]);
        let pattern = Pattern { pieces: vec![literal("#"), variable("n")] };
        assert!(pattern.fits("#12", &mut known));
        assert!(!pattern.fits("#13", &mut known));
        assert_eq!(pattern.filled(&known), "#12");
    }
}
