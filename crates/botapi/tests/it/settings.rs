//! Tokens and addresses, as people write them.

use molniya_botapi::{ApiUrl, ApiUrlError, ClientConfig, Token, TokenError, UserId};
use proptest::prelude::*;

use crate::server::TOKEN;

#[test]
fn a_token_shows_only_the_bots_id() {
    let token: Token = format!(" {TOKEN}\n").parse().unwrap();
    assert_eq!(token.bot_id(), UserId(123456));
    let config = ClientConfig::new(ApiUrl::default(), token.clone());
    for shown in [format!("{token}"), format!("{token:?}"), format!("{config:#?}")] {
        assert!(shown.contains("123456:***") && !shown.contains("secret"), "{shown}");
    }
}

#[test]
fn what_is_no_token_is_refused_with_a_reason_that_does_not_repeat_it() {
    let secret = "AAF-a_secret_of_at_least_24_chars";
    let cases = [
        (String::new(), TokenError::Empty),
        (secret.to_owned(), TokenError::NoColon),
        (format!(":{secret}"), TokenError::BadId),
        (format!("012:{secret}"), TokenError::BadId),
        (format!("-12:{secret}"), TokenError::BadId),
        (format!("{}:{secret}", 1_i64 << 54), TokenError::BadId),
        ("12:AAF-secret".to_owned(), TokenError::BadSecret),
        (format!("12:{secret}/getMe"), TokenError::BadSecret),
        (format!("12:{secret}\r\nHost: x"), TokenError::BadSecret),
        (format!("12:{}", "a".repeat(80)), TokenError::TooLong),
    ];
    for (text, expected) in cases {
        let error = text.parse::<Token>().unwrap_err();
        assert_eq!(error, expected, "{text}");
        assert!(!error.to_string().contains("secret_of"));
    }
}

#[test]
fn an_address_is_normalised() {
    let parts = |text: &str| {
        let url: ApiUrl = text.parse().unwrap();
        (url.origin().to_owned(), url.host().to_owned(), url.port(), url.path().to_owned())
    };
    let expect = |origin: &str, host: &str, port, path: &str| {
        (origin.into(), host.into(), port, path.into())
    };
    assert_eq!(
        parts("HTTPS://Api.Telegram.org:443//"),
        expect("https://api.telegram.org", "api.telegram.org", 443, "")
    );
    assert_eq!(parts("http://localhost"), expect("http://localhost", "localhost", 80, ""));
    assert_eq!(parts("http://[::1]:8081/a/b/"), expect("http://[::1]:8081", "::1", 8081, "/a/b"));
    assert_eq!(parts("https://10.0.0.1:80"), expect("https://10.0.0.1:80", "10.0.0.1", 80, ""));
}

#[test]
fn what_is_no_address_is_refused() {
    let cases = [
        ("", ApiUrlError::Scheme),
        ("api.telegram.org", ApiUrlError::Scheme),
        ("ftp://api.telegram.org", ApiUrlError::Scheme),
        ("https://", ApiUrlError::Host),
        ("https:///path", ApiUrlError::Host),
        ("https://a b", ApiUrlError::Host),
        ("https://[::1", ApiUrlError::Host),
        ("https://[wrong]:1", ApiUrlError::Host),
        ("https://a:0", ApiUrlError::Port),
        ("https://a:65536", ApiUrlError::Port),
        ("https://a:b", ApiUrlError::Port),
        ("https://me:password@a", ApiUrlError::UserInfo),
        ("https://a/?x=1", ApiUrlError::Path),
        ("https://a?x=1", ApiUrlError::Path),
        ("https://a/b c", ApiUrlError::Path),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<ApiUrl>().unwrap_err(), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn an_address_reads_back_as_itself(text in "(http|https)://[a-z0-9.-]{1,20}(:[0-9]{1,5})?(/[a-z]{1,5}){0,2}/?") {
        if let Ok(url) = text.parse::<ApiUrl>() {
            prop_assert_eq!(url.to_string().parse::<ApiUrl>().unwrap(), url);
        }
    }

    #[test]
    fn any_text_is_a_setting_or_an_error(text in any::<String>()) {
        let _ = text.parse::<Token>();
        let _ = text.parse::<ApiUrl>();
    }
}
