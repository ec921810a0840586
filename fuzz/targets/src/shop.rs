//! The shop file of the order bot.

use std::path::Path;

use molniya_orderbot::{Catalogue, Shop, ShopError};

/// Any text is read without a panic. It makes a shop whose buttons Telegram takes, or an error of one line that names a
/// place in the text.
pub fn shop(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Catalogue::parse(text, Path::new("shop.toml")) {
        Ok(catalogue) => {
            Shop::new(catalogue).expect("a catalogue that was read has buttons Telegram takes");
        }
        Err(ShopError::Wrong { line, column, problem, .. }) => {
            assert!(!problem.is_empty() && !problem.contains(['\n', '\r']), "{problem:?}");
            let found = text.split('\n').nth(line - 1).expect("the line is in the text");
            assert!((1..=found.chars().count() + 1).contains(&column), "{line}, {column}");
        }
        Err(error) => panic!("reading text is neither reading a file nor making buttons: {error}"),
    }
}
