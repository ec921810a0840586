//! The environment.

use molniya::Settings;
use molniya::botapi::{ApiUrl, Token};
use molniya::store::StoreUrl;

/// The token unless the input has another.
const TOKEN: &str = "123456:AAF-secret-of-35-characters_0123456";

/// Any variables, written `NAME=value` on lines, are read without a panic. What is wrong is said in one line. What is
/// printed never holds the token or a password.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let lines: Vec<(&str, &str)> =
        text.split('\n').filter_map(|line| line.split_once('=')).collect();
    let variable = |name: &str| {
        let found = lines.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        found.or((name == "BOT_TOKEN").then_some(TOKEN)).map(str::to_owned)
    };
    let printed = match Settings::read(&variable) {
        Ok(settings) => {
            let address = settings.api_url.to_string();
            assert_eq!(address.parse::<ApiUrl>(), Ok(settings.api_url.clone()));
            assert!(settings.threads.is_none_or(|threads| (1..=64).contains(&threads)));
            assert!(!settings.store_url.to_string().contains(['\n', '\r']));
            format!("{settings:?}")
        }
        Err(error) => {
            let line = error.to_string();
            assert!(!line.contains(['\n', '\r']), "{line:?}");
            line
        }
    };
    // A host is printed in lower case.
    if !text.to_ascii_lowercase().contains("secret-of-35") {
        assert!(!printed.contains("secret-of-35"), "{printed}");
    }
    if let Some(secret) = variable("BOT_TOKEN").filter(|token| token.parse::<Token>().is_ok()) {
        let secret = secret.trim().split_once(':').map_or("", |(_, secret)| secret).to_owned();
        // A value that is no token may be repeated in an error, also if somebody put a token there.
        if text.matches(&*secret).count() <= 1 {
            assert!(!printed.contains(&*secret), "{printed}");
        }
    }
    lines.iter().for_each(|(_, value)| hides_the_password(value));
}

fn hides_the_password(value: &str) {
    if let Ok(StoreUrl::Redis(url)) = value.parse() {
        let (shown, debug) = (url.to_string(), format!("{url:?}"));
        assert!(!shown.contains(['@', '?']) && !debug.contains(['@', '?']), "{shown} {debug}");
    }
}
