//! Lists, and what stands before their items.

use super::element::{Element, Node, Wrong};
use super::{Reader, deeper, elements};
use crate::rich::{Block, Item, Source};

/// How the number of an item may be written.
const KINDS: [&str; 5] = ["1", "a", "A", "i", "I"];
/// What stands before an item without a number.
const DOT: &str = "\u{2022}";

const ROMAN: [(i64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

impl Reader {
    pub(super) fn list(
        &self,
        list: &Element,
        inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let level = deeper(list, level)?;
        let entries = elements(list, inside)?;
        let mut numbers = match list.name {
            "ol" => Some(Numbers::of(list, entries.len())?),
            _ => None,
        };
        let item = |entry: Element| {
            if entry.name != "li" {
                return Err(entry.misplaced());
            }
            let number = numbers.as_mut().map(|numbers| numbers.next(&entry)).transpose()?;
            self.item(entry, number, level)
        };
        Ok(Block::List { items: entries.into_iter().map(item).collect::<Result<_, _>>()? })
    }

    fn item(
        &self,
        entry: Element,
        number: Option<(i64, String)>,
        level: usize,
    ) -> Result<Item<Source>, Wrong> {
        let mut inside = entry.inside;
        let checkbox = checkbox(&mut inside)?;
        let (value, kind) = number.unzip();
        Ok(Item {
            label: label(kind.as_deref(), value),
            blocks: self.flow(inside, level)?,
            has_checkbox: checkbox.is_some(),
            is_checked: checkbox == Some(true),
            value,
            kind,
        })
    }
}

/// Takes the box at the beginning of an item away, and says whether it is checked.
fn checkbox(inside: &mut Vec<Node>) -> Result<Option<bool>, Wrong> {
    let first = inside.iter().position(|node| !node.is_blank());
    let Some(at) = first.filter(|at| inside[*at].is("input")) else {
        return Ok(None);
    };
    match inside.remove(at) {
        Node::Element(input) if input.get("type") != Some("checkbox") => Err(input.bad("type")),
        Node::Element(input) => Ok(Some(input.has("checked"))),
        Node::Text(_) => Ok(None),
    }
}

/// The numbers of a list.
struct Numbers {
    next: i64,
    step: i64,
    kind: String,
}

impl Numbers {
    /// A list that is reversed counts down to 1, unless it says where it begins.
    fn of(list: &Element, length: usize) -> Result<Self, Wrong> {
        let reversed = list.has("reversed");
        let first = if reversed { i64::try_from(length).unwrap_or(i64::MAX) } else { 1 };
        Ok(Self {
            next: list.number("start")?.unwrap_or(first),
            step: if reversed { -1 } else { 1 },
            kind: list.word("type", &KINDS)?.unwrap_or_else(|| KINDS[0].to_owned()),
        })
    }

    /// The number of an item, and how it is written.
    fn next(&mut self, entry: &Element) -> Result<(i64, String), Wrong> {
        let value = entry.number("value")?.unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        let kind = entry.word("type", &KINDS)?.unwrap_or_else(|| self.kind.clone());
        Ok((value, kind))
    }
}

/// What stands before an item: a dot, or its number as `1.`, `a.` or `IV.`.
pub(crate) fn label(kind: Option<&str>, value: Option<i64>) -> String {
    let Some(value) = value else {
        return DOT.to_owned();
    };
    let written = match kind {
        Some("a") => letters(value),
        Some("A") => letters(value).map(|letters| letters.to_ascii_uppercase()),
        Some("i") => roman(value),
        Some("I") => roman(value).map(|roman| roman.to_ascii_uppercase()),
        _ => None,
    };
    // As in a browser, digits stand for what cannot be written otherwise.
    written.unwrap_or_else(|| value.to_string()) + "."
}

/// `a` to `z`, then `aa`.
fn letters(value: i64) -> Option<String> {
    let mut rest = u64::try_from(value).ok().filter(|value| *value > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(('a'..='z').nth(usize::try_from(rest % 26).ok()?)?);
        rest /= 26;
    }
    Some(letters.into_iter().rev().collect())
}

fn roman(value: i64) -> Option<String> {
    if !(1..4000).contains(&value) {
        return None;
    }
    let (mut rest, mut roman) = (value, String::new());
    for (worth, sign) in ROMAN {
        while rest >= worth {
            rest -= worth;
            roman += sign;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_letters_or_roman() {
        let labels = |kind, values: [i64; 4]| values.map(|value| label(Some(kind), Some(value)));
        assert_eq!(labels("1", [1, 0, -5, 10]), ["1.", "0.", "-5.", "10."]);
        assert_eq!(labels("a", [1, 26, 27, 703]), ["a.", "z.", "aa.", "aaa."]);
        assert_eq!(labels("A", [2, 52, 0, -1]), ["B.", "AZ.", "0.", "-1."]);
        assert_eq!(labels("i", [4, 9, 14, 1]), ["iv.", "ix.", "xiv.", "i."]);
        assert_eq!(labels("I", [1994, 3999, 4000, 0]), ["MCMXCIV.", "MMMCMXCIX.", "4000.", "0."]);
        assert_eq!(label(None, Some(7)), "7.");
        assert_eq!(label(None, None), "\u{2022}");
        assert_eq!(label(Some("a"), Some(i64::MAX)).len(), 15);
    }
}
