//! The elements of HTML, and what may be wrong with them.

use std::fmt;

/// What is wrong with HTML, and where.
#[derive(Debug, PartialEq)]
pub(in crate::rich) struct Wrong {
    pub(in crate::rich) what: String,
    pub(super) at: usize,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte offset {}", self.what, self.at)
    }
}

pub(super) enum Node {
    Text(String),
    Element(Element),
}

impl Node {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()))
    }

    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Element(element) if element.name == name)
    }
}

pub(super) struct Element {
    pub(super) name: &'static str,
    /// One without a value has an empty one.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) inside: Vec<Node>,
    /// Where it begins in the source, in bytes.
    pub(super) at: usize,
}

impl Element {
    pub(super) fn wrong(&self, what: impl Into<String>) -> Wrong {
        Wrong { what: what.into(), at: self.at }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(attribute, _)| attribute == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// An attribute that must be there.
    pub(super) fn need(&self, name: &str) -> Result<&str, Wrong> {
        let missing =
            || self.wrong(format!("Tag \"{}\" must have attribute \"{name}\"", self.name));
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(missing)
    }

    /// An attribute that is a number, if it is there.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Wrong> {
        let number = |value: &str| value.parse().map_err(|_| self.bad(name));
        self.get(name).map(number).transpose()
    }

    /// An attribute that is one of these words, if it is there.
    pub(super) fn word(&self, name: &str, words: &[&str]) -> Result<Option<String>, Wrong> {
        match self.get(name) {
            Some(value) if !words.contains(&value) => Err(self.bad(name)),
            value => Ok(value.map(str::to_owned)),
        }
    }

    /// What to say of an attribute whose value cannot be.
    pub(super) fn bad(&self, name: &str) -> Wrong {
        self.wrong(format!("Attribute \"{name}\" of the tag \"{}\" is invalid", self.name))
    }

    /// What to say of an element that cannot be where it is.
    pub(super) fn misplaced(&self) -> Wrong {
        self.wrong(format!("Tag \"{}\" can't stand here", self.name))
    }

    /// The text inside, where nothing else may be.
    pub(super) fn words(&self, inside: Vec<Node>) -> Result<String, Wrong> {
        let mut words = String::new();
        for node in inside {
            match node {
                Node::Text(text) => words += &text,
                Node::Element(element) => return Err(element.misplaced()),
            }
        }
        Ok(words.trim().to_owned())
    }
}
