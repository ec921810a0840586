//! What addresses in buttons and links may be.
//!
//! The rules and their words are those of the official client library, see
//! <https://github.com/tdlib/td/blob/master/td/telegram/LinkManager.cpp>.

use std::net::IpAddr;

/// What is wrong with an address that is opened in a browser or in Telegram.
pub(crate) fn problem(address: &str) -> Option<&'static str> {
    let (scheme, host) = parts(address);
    match scheme.as_str() {
        "tg" | "ton" => None,
        "http" | "https" => host_problem(host),
        _ => Some("Unsupported URL protocol"),
    }
}

/// What is wrong with the address of a web app.
///
/// Telegram's test environment takes web apps without TLS, see
/// <https://core.telegram.org/bots/webapps#using-bots-in-the-test-environment>; so does this one, on this machine.
pub(crate) fn app_problem(address: &str) -> Option<&'static str> {
    let (scheme, host) = parts(address);
    match scheme.as_str() {
        "https" => host_problem(host),
        "http" if is_own(host) && address.contains("://") => None,
        _ => Some("Only HTTPS links are allowed"),
    }
}

/// Whether a host is the machine itself, as a number: a name such as `localhost` has no dot.
fn is_own(host: &str) -> bool {
    let host = host.trim_start_matches('[').split(']').next().unwrap_or_default();
    host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn host_problem(host: &str) -> Option<&'static str> {
    match host {
        "" => Some("URL host is empty"),
        _ if host.contains('.') || host.starts_with('[') => None,
        _ => Some("Wrong HTTP URL"),
    }
}

/// The scheme in small letters, and the host.
fn parts(address: &str) -> (String, &str) {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host =
        if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    (scheme.to_ascii_lowercase(), host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_host_with_a_dot() {
        for good in
            ["https://e.org/x", "e.org", "tg://user?id=1", "http://user@e.org:80", "http://[::1]/"]
        {
            assert_eq!(problem(good), None, "{good}");
        }
        assert_eq!(problem("not-a-url"), Some("Wrong HTTP URL"));
        assert_eq!(problem("http://localhost:8080"), Some("Wrong HTTP URL"));
        assert_eq!(problem("ftp://e.org"), Some("Unsupported URL protocol"));
        assert_eq!(problem(""), Some("URL host is empty"));
        assert_eq!(app_problem("http://e.org"), Some("Only HTTPS links are allowed"));
        for good in ["https://e.org", "http://127.0.0.1:9000/shop", "http://[::1]:9000"] {
            assert_eq!(app_problem(good), None, "{good}");
        }
        for bad in
            ["http://127.0.0.1.e.org", "http://10.0.0.1", "http://localhost:9000", "127.0.0.1"]
        {
            assert!(app_problem(bad).is_some(), "{bad}");
        }
    }
}
