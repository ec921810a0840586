//! What a web app is opened with: its address, and behind that who opens it, signed for the bot's server.
//!
//! <https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app>. The `signature` for third parties
//! is left out: it is made with a key that only Telegram has.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ring::hmac;
use serde::Deserialize;
use serde_json::json;

/// The newest version of web apps all of whose events the chat page answers.
const VERSION: &str = "6.9";
/// The platform that Telegram's own web client names.
const PLATFORM: &str = "web";

/// What opens a web app, which decides what it gets to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Opener {
    /// A button under a message.
    #[default]
    Inline,
    /// The button beside the field in which a person writes.
    Menu,
    /// A button of the keyboard: it may send data to the bot, and is told nothing.
    Keyboard,
    /// The button above inline results: it is told nothing.
    Results,
    /// A link to the app.
    Link,
}

impl Opener {
    /// Whether the bot can answer the app by the id of a query.
    pub(crate) fn asks(self) -> bool {
        matches!(self, Self::Inline | Self::Menu)
    }

    /// Whether the app is told who opens it. "It is empty if the Mini App was launched from a keyboard button or from
    /// inline mode": <https://core.telegram.org/bots/webapps#webappinitdata>.
    pub(crate) fn tells(self) -> bool {
        self.asks() || self == Self::Link
    }
}

/// The colours of light apps, for those who name none.
pub(crate) fn usual_theme() -> BTreeMap<String, String> {
    let colors = [
        ("bg_color", "#ffffff"),
        ("text_color", "#000000"),
        ("hint_color", "#707579"),
        ("link_color", "#2481cc"),
        ("button_color", "#2481cc"),
        ("button_text_color", "#ffffff"),
        ("secondary_bg_color", "#f4f4f5"),
    ];
    colors.map(|(name, color)| (name.to_owned(), color.to_owned())).into()
}

/// Fields as a query, signed with the token of the bot.
pub(crate) fn signed(token: &str, mut fields: Vec<(&str, String)>) -> String {
    let mut lines: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    lines.sort_unstable();
    let secret = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"WebAppData"), token.as_bytes());
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_ref());
    let hash = hmac::sign(&key, lines.join("\n").as_bytes());
    let hash = hash.as_ref().iter().fold(String::new(), |mut hex, byte| {
        // Writing into a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    fields.push(("hash", hash));
    query(&fields)
}

/// The address at which an app is opened: `data` is what [`signed`] gives, or nothing.
pub(crate) fn address(
    url: &str,
    data: &str,
    theme: &BTreeMap<String, String>,
    start: Option<&str>,
) -> String {
    let mut parameters = vec![
        ("tgWebAppVersion", VERSION.to_owned()),
        ("tgWebAppPlatform", PLATFORM.to_owned()),
        ("tgWebAppThemeParams", json!(theme).to_string()),
    ];
    if !data.is_empty() {
        parameters.insert(0, ("tgWebAppData", data.to_owned()));
    }
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    let mut page = page.to_owned();
    if let Some(start) = start {
        page.push(if page.contains('?') { '&' } else { '?' });
        page.push_str(&query(&[("tgWebAppStartParam", start.to_owned())]));
    }
    // An app that keeps a place of its own in the fragment finds it there still.
    let between = match fragment {
        "" => "",
        _ if fragment.contains(['=', '?']) => "&",
        _ => "?",
    };
    format!("{page}#{fragment}{between}{}", query(&parameters))
}

fn query(fields: &[(&str, String)]) -> String {
    let field = |(name, value): &(&str, String)| format!("{name}={}", encoded(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                all.push(char::from(byte));
            }
            // Writing into a string cannot fail.
            _ => {
                let _ = write!(all, "%{byte:02X}");
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_signed_as_telegram_has_signed_it() {
        // Real data, published with the token of a bot that is gone:
        // https://docs.telegram-mini-apps.com/packages/tma-js-init-data-node/validating
        let user = r#"{"id":279058397,"first_name":"Vladislav","last_name":"Kibenko","username":"vdkfrost","language_code":"ru","is_premium":true}"#;
        let fields = vec![
            ("query_id", "AAHdF6IQAAAAAN0XohDhrOrc".to_owned()),
            ("user", user.to_owned()),
            ("auth_date", "1662771648".to_owned()),
        ];
        let data = signed("5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8", fields);
        let hash = "&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2";
        assert!(data.ends_with(hash), "{data}");
        assert!(data.starts_with("query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397"));
    }

    #[test]
    fn an_app_keeps_its_own_fragment() {
        let theme = BTreeMap::new();
        let end = "tgWebAppVersion=6.9&tgWebAppPlatform=web&tgWebAppThemeParams=%7B%7D";
        for (url, expected) in [
            ("https://e.org/a?b=c", "https://e.org/a?b=c#"),
            ("https://e.org/#", "https://e.org/#"),
            ("https://e.org/#/tea", "https://e.org/#/tea?"),
            ("https://e.org/#tea=1", "https://e.org/#tea=1&"),
        ] {
            assert_eq!(address(url, "", &theme, None), format!("{expected}{end}"));
        }
        assert_eq!(
            address("https://e.org?a=b", "x=1&y=2", &theme, Some("tea 1")),
            format!(
                "https://e.org?a=b&tgWebAppStartParam=tea%201#tgWebAppData=x%3D1%26y%3D2&{end}"
            )
        );
    }
}
