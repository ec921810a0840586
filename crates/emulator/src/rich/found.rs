//! What Telegram finds by itself in the texts of a rich message.

use std::mem::take;

use super::{Block, Mark, Text};
use crate::markup::found::entities;
use crate::model::Entity;

/// Marks mentions, hashtags, cashtags, commands, addresses and numbers in plain text.
///
/// Nothing is found in code, in formulas, on buttons, nor where a mark already says what a text means. What is found is one
/// level deeper than the text was, so sizes are checked before.
pub(crate) fn mark<M>(mut blocks: Vec<Block<M>>) -> Vec<Block<M>> {
    blocks.iter_mut().for_each(mark_block);
    blocks
}

fn mark_block<M>(block: &mut Block<M>) {
    if matches!(block, Block::Pre { .. } | Block::Buttons { .. }) {
        return;
    }
    let (texts, blocks) = block.parts_mut();
    texts.into_iter().for_each(mark_text);
    blocks.into_iter().for_each(mark_block);
}

fn mark_text(text: &mut Text) {
    match text {
        Text::Plain(plain) => {
            *text = Text::of(split(plain));
        }
        Text::Many(pieces) => {
            let mut marked = Vec::with_capacity(pieces.len());
            for mut piece in take(pieces) {
                mark_text(&mut piece);
                match piece {
                    Text::Many(found) => marked.extend(found),
                    piece => marked.push(piece),
                }
            }
            *pieces = marked;
        }
        Text::Marked(mark) if is_look(mark) => {
            mark.text_mut().into_iter().for_each(mark_text);
        }
        Text::Marked(_) => {}
    }
}

/// Whether a mark says only how or where a text stands, not what it means.
fn is_look(mark: &Mark) -> bool {
    matches!(
        mark,
        Mark::Bold { .. }
            | Mark::Italic { .. }
            | Mark::Underline { .. }
            | Mark::Strikethrough { .. }
            | Mark::Spoiler { .. }
            | Mark::Subscript { .. }
            | Mark::Superscript { .. }
            | Mark::Marked { .. }
            | Mark::Reference { .. }
    )
}

/// What is found in a plain text, and what stands between.
fn split(text: &str) -> Vec<Text> {
    let (mut pieces, mut rest, mut at) = (Vec::new(), text, 0);
    for entity in entities(text) {
        let (before, after) = split_at(rest, entity.offset - at);
        let (found, after) = split_at(after, entity.length);
        if !before.is_empty() {
            pieces.push(Text::Plain(before.to_owned()));
        }
        pieces.push(meaning(&entity, found));
        (rest, at) = (after, entity.offset + entity.length);
    }
    if !rest.is_empty() {
        pieces.push(Text::Plain(rest.to_owned()));
    }
    pieces
}

/// Splits a text after this many UTF-16 units.
fn split_at(text: &str, units: usize) -> (&str, &str) {
    let mut before = 0;
    let end = text.char_indices().find(|(_, c)| {
        let here = before >= units;
        before += c.len_utf16();
        here
    });
    text.split_at(end.map_or(text.len(), |(end, _)| end))
}

/// A piece of text with what it means. An address stays as it was written, with or without a scheme.
fn meaning(entity: &Entity, found: &str) -> Text {
    let (text, value) = (Text::Plain(found.to_owned()), found.to_owned());
    Text::Marked(Box::new(match entity.kind.as_str() {
        "mention" => Mark::Mention { text, username: found.trim_start_matches('@').to_owned() },
        "hashtag" => Mark::Hashtag { text, hashtag: value },
        "cashtag" => Mark::Cashtag { text, cashtag: value },
        "bot_command" => Mark::BotCommand { text, bot_command: value },
        "url" => Mark::Url { text, url: value },
        "email" => Mark::EmailAddress { text, email_address: value },
        "phone_number" => Mark::PhoneNumber { text, phone_number: value },
        "bank_card_number" => Mark::BankCardNumber { text, bank_card_number: value },
        _ => return text,
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rich::{html, limits, plain};

    /// The blocks of some HTML with what is found in them.
    fn found(source: &str) -> Value {
        html::told(mark(html::parse(source).unwrap()))
    }

    #[test]
    fn everything_that_telegram_finds_has_its_mark() {
        let text = "\u{1f600} #tag $USD /go @some_bot t.me a@e.org +12345678901!";
        assert_eq!(
            found(text)[0]["text"],
            json!([
                "\u{1f600} ",
                {"type": "hashtag", "text": "#tag", "hashtag": "#tag"},
                " ",
                {"type": "cashtag", "text": "$USD", "cashtag": "$USD"},
                " ",
                {"type": "bot_command", "text": "/go", "bot_command": "/go"},
                " ",
                {"type": "mention", "text": "@some_bot", "username": "some_bot"},
                " ",
                {"type": "url", "text": "t.me", "url": "t.me"},
                " ",
                {"type": "email_address", "text": "a@e.org", "email_address": "a@e.org"},
                " ",
                {"type": "phone_number", "text": "+12345678901", "phone_number": "+12345678901"},
                "!",
            ])
        );
    }

    #[test]
    fn a_text_that_is_found_whole_is_no_list() {
        assert_eq!(found("#a")[0]["text"]["type"], "hashtag");
        assert_eq!(found("a<b>#a</b>")[0]["text"][1]["text"]["type"], "hashtag");
        assert_eq!(found("no")[0]["text"], "no");
    }

    #[test]
    fn lists_of_pieces_stay_flat() {
        let text = &found("x #a<b>y</b>#b z")[0]["text"];
        let kinds = text.as_array().unwrap().iter().map(|piece| piece["type"].as_str());
        let hashtag = Some("hashtag");
        assert_eq!(kinds.collect::<Vec<_>>(), [None, hashtag, Some("bold"), hashtag, None]);
    }

    #[test]
    fn nothing_is_found_in_what_means_something_already() {
        for source in [
            "<pre>#a</pre>",
            "<code>#a</code>",
            "<a href=\"https://e.org\">#a</a>",
            "<a href=\"#top\">#a</a>",
            "<tg-time unix=\"1\">#a</tg-time>",
            "<tg-math>#a</tg-math>",
            "<tg-math-block>#a</tg-math-block>",
            "<tg-emoji emoji-id=\"1\">#a</tg-emoji>",
            "<p><tg-button type=\"disabled\">#a</tg-button></p>",
            "<tg-button-row><tg-button type=\"disabled\">#a</tg-button></tg-button-row>",
        ] {
            assert!(!found(source).to_string().contains("hashtag"), "{source}");
        }
    }

    #[test]
    fn it_is_found_in_every_block() {
        for source in [
            "<h2>#a</h2>",
            "<ul><li>#a</li></ul>",
            "<blockquote>#a</blockquote>",
            "<blockquote>x<cite>#a</cite></blockquote>",
            "<aside>#a</aside>",
            "<details><summary>#a</summary>x</details>",
            "<details><summary>x</summary>#a</details>",
            "<table><tr><td>#a</td></tr></table>",
            "<table><caption>#a</caption><tr></tr></table>",
            "<figure><img src=\"https://e.org/a\"/><figcaption>#a</figcaption></figure>",
            "<footer><s><tg-spoiler>#a</tg-spoiler></s></footer>",
            "<tg-reference name=\"n\">#a</tg-reference>",
        ] {
            assert!(found(source).to_string().contains("hashtag"), "{source}");
        }
    }

    proptest::proptest! {
        /// The text stays what it was, and is at most one level deeper.
        #[test]
        fn marks_change_no_text(text in "[ @#$/:.+a-cA-C0-9_\u{e9}\u{1f600}-]{0,60}") {
            let blocks = html::parse(&text).unwrap();
            let (before, levels) = (plain::of(&blocks), limits::levels(&blocks));
            let blocks = mark(blocks);
            proptest::prop_assert_eq!(plain::of(&blocks), before);
            proptest::prop_assert!(limits::levels(&blocks) <= levels + 1);
        }
    }
}
