//! What Telegram marks by itself in a text: mentions, commands, tags, links, addresses and telephone numbers.
//!
//! The rules are those of the official client library, by which bots send, see
//! <https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp>. Telephone numbers are found by what stands behind
//! it, whose rules are not published: here they are those with a plus and 8 to 15 digits.

mod links;

use std::cmp::Reverse;
use std::ops::Range;

use super::utf16_len;
use crate::model::Entity;

/// Characters of a tag that count.
const MAX_TAG: usize = 256;
/// Names shorter than any that people can have, but in use.
const SHORT_NAMES: [&str; 3] = ["gif", "vid", "pic"];
/// Digits of a telephone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// A stretch of a text, in bytes, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    kind: &'static str,
    range: Range<usize>,
}

/// Everything that is found in a text, in order; where two meet, the one that begins first stays.
pub(crate) fn entities(text: &str) -> Vec<Entity> {
    let mut found = mentions(text);
    found.extend(commands(text));
    found.extend(hashtags(text));
    found.extend(cashtags(text));
    found.extend(phone_numbers(text));
    found.extend(links::all(text));
    found.sort_by_key(|found| (found.range.start, Reverse(found.range.end)));
    let mut entities: Vec<Entity> = Vec::with_capacity(found.len());
    let (mut end, mut at, mut units) = (0, 0, 0);
    for Found { kind, range } in found.into_iter().filter(|found| !found.range.is_empty()) {
        if range.start < end {
            continue;
        }
        units += utf16_len(&text[at..range.start]);
        let length = utf16_len(&text[range.clone()]);
        entities.push(Entity::new(kind, units, length));
        (at, end) = (range.start, range.end);
    }
    entities
}

fn mentions(text: &str) -> Vec<Found> {
    let mention = |at: usize| {
        let end = run_on(text, at + 1, is_name);
        let name = &text[at + 1..end];
        let long = (4..=32).contains(&name.len());
        let known = long || SHORT_NAMES.iter().any(|short| short.eq_ignore_ascii_case(name));
        let alone = !text[..at].ends_with(is_word) && !text[end..].starts_with(is_word);
        (known && alone).then_some(Found { kind: "mention", range: at..end })
    };
    text.match_indices('@').filter_map(|(at, _)| mention(at)).collect()
}

fn commands(text: &str) -> Vec<Found> {
    let is_near = |c: char| is_word(c) || matches!(c, '/' | '<' | '>');
    let command = |at: usize| {
        let mut end = run_on(text, at + 1, is_name);
        if !(1..=64).contains(&(end - at - 1)) || text[..at].ends_with(is_near) {
            return None;
        }
        if text[end..].starts_with('@') {
            let name = end + 1;
            end = run_on(text, name, is_name);
            if !(3..=32).contains(&(end - name)) {
                return None;
            }
        }
        let alone = !text[end..].starts_with(is_near);
        alone.then_some(Found { kind: "bot_command", range: at..end })
    };
    text.match_indices('/').filter_map(|(at, _)| command(at)).collect()
}

fn hashtags(text: &str) -> Vec<Found> {
    let hashtag = |at: usize| {
        let end = run_on(text, at + 1, is_tag);
        let tag = &text[at + 1..end];
        let kept = tag.char_indices().nth(MAX_TAG).map_or(tag, |(cut, _)| &tag[..cut]);
        let alone = !text[..at].ends_with(is_tag) && !text[end..].starts_with('#');
        let fits = alone && kept.chars().any(char::is_alphabetic);
        fits.then(|| Found { kind: "hashtag", range: at..at + 1 + kept.len() })
    };
    text.match_indices('#').filter_map(|(at, _)| hashtag(at)).collect()
}

fn cashtags(text: &str) -> Vec<Found> {
    let is_near = |c: char| c == '$' || is_tag(c);
    let cashtag = |at: usize| {
        let end = match text[at + 1..].starts_with("1INCH") {
            true => at + 1 + "1INCH".len(),
            false => run_on(text, at + 1, |c| c.is_ascii_uppercase()),
        };
        let alone = !text[..at].ends_with(is_near) && !text[end..].starts_with(is_near);
        let fits = alone && (1..=8).contains(&(end - at - 1));
        fits.then_some(Found { kind: "cashtag", range: at..end })
    };
    text.match_indices('$').filter_map(|(at, _)| cashtag(at)).collect()
}

fn phone_numbers(text: &str) -> Vec<Found> {
    let number = |at: usize| {
        let run =
            run_on(text, at + 1, |c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'));
        let last = text[at..run].rfind(|c: char| c.is_ascii_digit())?;
        let end = at + last + 1;
        let digits = text[at..end].bytes().filter(u8::is_ascii_digit).count();
        let begins = text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '(');
        let alone = !text[..at].ends_with(|c| is_word(c) || c == '+');
        let fits = begins && alone && !text[end..].starts_with(is_word);
        let fits = fits && PHONE_DIGITS.contains(&digits);
        fits.then_some(Found { kind: "phone_number", range: at..end })
    };
    text.match_indices('+').filter_map(|(at, _)| number(at)).collect()
}

/// A character of a word: nothing is found in the middle of one.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A character of the name of a user or a command.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// A character of a tag.
fn is_tag(c: char) -> bool {
    is_word(c) || matches!(c, '\u{200c}' | '\u{b7}' | '\u{d80}'..='\u{dff}')
}

/// Where the run of such characters ends that begins at `begin`.
fn run_on(text: &str, begin: usize, is: impl Fn(char) -> bool) -> usize {
    let run = text[begin..].chars().take_while(|c| is(*c));
    begin + run.map(char::len_utf8).sum::<usize>()
}

/// Where the run of such characters begins that ends at `end`, but not before `floor`.
fn run_back(text: &str, floor: usize, end: usize, is: impl Fn(char) -> bool) -> usize {
    let run = text[floor..end].chars().rev().take_while(|c| is(*c));
    end - run.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds and words of what is found, `kind word`.
    fn found(text: &str) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let words = |entity: &Entity| {
            let words = &units[entity.offset..entity.offset + entity.length];
            format!("{} {}", entity.kind, String::from_utf16(words).unwrap())
        };
        entities(text).iter().map(words).collect()
    }

    #[test]
    fn mentions_stand_alone() {
        assert_eq!(found("\u{1f600} @some_bot!"), ["mention @some_bot"]);
        assert_eq!(found("@gif @abc a@some_bot \u{e9}@some_bot @some_bot\u{e9}"), ["mention @gif"]);
    }

    #[test]
    fn commands_stand_anywhere_but_not_in_paths() {
        assert_eq!(
            found("/start@a_bot then /help, or/not /a/b </x> /a-b"),
            ["bot_command /start@a_bot", "bot_command /help", "bot_command /a"]
        );
        assert_eq!(found("/ /a@b /\u{e9}"), Vec::<String>::new());
    }

    #[test]
    fn tags_have_a_letter() {
        assert_eq!(
            found("#one #2 #три3 a#b ##c #d#e"),
            ["hashtag #one", "hashtag #три3", "hashtag #c"]
        );
        assert_eq!(
            found("$USD $1INCH $usd a$EUR $TOOLONGTAG $$GBP"),
            ["cashtag $USD", "cashtag $1INCH"]
        );
        let long = format!("#{}", "a".repeat(300));
        assert_eq!(entities(&long)[0].length, 257);
    }

    #[test]
    fn telephone_numbers_have_a_plus() {
        assert_eq!(
            found("call +1 (212) 555-0123, not 2125550123 or +12 or x+1234567890"),
            ["phone_number +1 (212) 555-0123"]
        );
    }

    #[test]
    fn what_begins_first_stays() {
        assert_eq!(found("https://e.org/#tag @e.org"), ["url https://e.org/#tag"]);
        assert_eq!(found("#a @some_bot e.org"), ["hashtag #a", "mention @some_bot", "url e.org"]);
    }

    proptest::proptest! {
        /// Whatever is written, what is found lies inside the text, in order, and nothing meets.
        #[test]
        fn entities_lie_apart_inside_the_text(text in "[ @#$/:.,?()+a-cA-C0-9_\u{e9}\u{1f600}-]{0,60}") {
            let mut end = 0;
            for entity in entities(&text) {
                proptest::prop_assert!(entity.length > 0 && entity.offset >= end);
                end = entity.offset + entity.length;
            }
            proptest::prop_assert!(end <= utf16_len(&text));
        }
    }
}
