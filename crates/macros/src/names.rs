//! Names derived from names.

/// `NewOrder` becomes `new_order`, `HTTPPort` becomes `http_port`.
pub(crate) fn snake_case(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let after_lower = at > 0 && !letters[at - 1].is_uppercase() && letters[at - 1] != '_';
        let before_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let begins_word = after_lower || (at > 0 && before_lower && letters[at - 1] != '_');
        if letter.is_uppercase() && begins_word {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn words_are_told_by_their_capitals() {
        for (name, snake) in [
            ("Start", "start"),
            ("NewOrder", "new_order"),
            ("HTTPPort", "http_port"),
            ("Top10Items", "top10_items"),
            ("r#Type", "type"),
            ("A", "a"),
            ("Already_Snake", "already_snake"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }
}
