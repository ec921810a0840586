//! Where a webhook is: its URL, taken apart, and which URLs and addresses Telegram accepts.
//!
//! Nothing is looked up here. See <https://core.telegram.org/bots/webhooks#the-short-version>.

use std::net::{IpAddr, Ipv4Addr};

/// Ports that the hosted server connects to.
const PORTS: [u16; 4] = [80, 88, 443, 8443];

/// Networks that the hosted server does not connect to: first address and bits that count.
const RESERVED: [(Ipv4Addr, u32); 14] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// Which webhooks a bot may set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WebhookRule {
    /// Any address and port, plain HTTP too, as a Bot API server of one's own (`--local`) allows: a bot on this machine
    /// is at `http://127.0.0.1:…`, which the hosted server refuses.
    #[default]
    Anywhere,
    /// What the hosted server accepts: HTTPS on ports 80, 88, 443 and 8443, at public IPv4 addresses.
    Hosted,
}

/// A URL, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    pub(crate) https: bool,
    /// `user:password`, as it was written.
    pub(crate) user: Option<String>,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Path and query, from the slash on.
    pub(crate) target: String,
}

impl Url {
    /// Takes a URL apart; without a scheme it is HTTPS. `None` if it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (https, rest) = match text.split_once("://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return None,
        };
        if !rest.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let target = tail.split('#').next().unwrap_or_default();
        let target = match target.starts_with('/') {
            true => target.to_owned(),
            false => format!("/{target}"),
        };
        let (user, place) = match authority.rsplit_once('@') {
            Some((user, place)) => (Some(user.to_owned()), place),
            None => (None, authority),
        };
        let (host, port) = host_and_port(place)?;
        let port = match port {
            None if https => 443,
            None => 80,
            Some(digits) => digits.parse().ok().filter(|port| *port > 0)?,
        };
        Some(Self { https, user, host: host.to_owned(), port, target })
    }

    /// What the header `Host` says.
    pub(crate) fn host_header(&self) -> String {
        let host = match self.host.contains(':') {
            true => format!("[{}]", self.host),
            false => self.host.clone(),
        };
        match (self.https, self.port) {
            (true, 443) | (false, 80) => host,
            (_, port) => format!("{host}:{port}"),
        }
    }

    /// What the rule has against the URL itself.
    pub(crate) fn problem(&self, rule: WebhookRule) -> Option<&'static str> {
        match rule {
            WebhookRule::Anywhere => None,
            WebhookRule::Hosted if !self.https => Some("An HTTPS URL must be provided for webhook"),
            WebhookRule::Hosted if !PORTS.contains(&self.port) => {
                Some("Webhook can be set up only on ports 80, 88, 443 or 8443")
            }
            WebhookRule::Hosted => None,
        }
    }
}

/// The address to connect to, of those a name has, or what the rule has against them.
pub(crate) fn choose(addresses: &[IpAddr], rule: WebhookRule) -> Result<IpAddr, String> {
    let v4 = addresses.iter().find(|address| address.is_ipv4());
    let Some(address) = v4.or(addresses.first()).copied() else {
        return Err("Failed to resolve host: No address associated with hostname".to_owned());
    };
    match (rule, address) {
        (WebhookRule::Anywhere, _) => Ok(address),
        (WebhookRule::Hosted, IpAddr::V6(_)) => {
            Err("IPv6-only addresses are not allowed".to_owned())
        }
        (WebhookRule::Hosted, IpAddr::V4(v4)) if is_reserved(v4) => {
            Err(format!("IP address {v4} is reserved"))
        }
        (WebhookRule::Hosted, IpAddr::V4(_)) => Ok(address),
    }
}

fn host_and_port(place: &str) -> Option<(&str, Option<&str>)> {
    let (host, rest) = match place.strip_prefix('[') {
        Some(inner) => {
            let (host, rest) = inner.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            (host, rest)
        }
        None => place.split_at(place.find(':').unwrap_or(place.len())),
    };
    if host.is_empty() {
        return None;
    }
    match rest {
        "" => Some((host, None)),
        rest => Some((host, Some(rest.strip_prefix(':')?))),
    }
}

fn is_reserved(address: Ipv4Addr) -> bool {
    RESERVED.iter().any(|(network, bits)| {
        let shift = u32::BITS - bits;
        address.to_bits() >> shift == network.to_bits() >> shift
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let url = Url::parse("HTTP://me:pw@[::1]:8443?x=1#end").unwrap();
        assert_eq!((url.https, url.user.as_deref(), url.port), (false, Some("me:pw"), 8443));
        assert_eq!((url.host.as_str(), url.target.as_str()), ("::1", "/?x=1"));
        assert_eq!(url.host_header(), "[::1]:8443");
        let bare = Url::parse("example.org/hook").unwrap();
        assert!(bare.https && bare.port == 443 && bare.host_header() == "example.org");
    }

    #[test]
    fn what_is_no_url_is_refused() {
        for text in [
            "ftp://example.org",
            "https://",
            "https://:80",
            "https://example.org:0",
            "https://example.org:65536",
            "https://exa mple.org",
            "https://[::x]/",
        ] {
            assert_eq!(Url::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_hosted_server_keeps_away_from_private_places() {
        let choose = |text: &str| choose(&[text.parse().unwrap()], WebhookRule::Hosted);
        for reserved in ["10.1.2.3", "127.0.0.1", "172.31.0.1", "198.19.0.1", "255.255.255.255"] {
            assert_eq!(choose(reserved), Err(format!("IP address {reserved} is reserved")));
        }
        for public in ["9.9.9.9", "172.32.0.1", "198.20.0.1", "223.255.255.255"] {
            assert_eq!(choose(public), Ok(public.parse().unwrap()));
        }
        assert_eq!(choose("2001:db8::1"), Err("IPv6-only addresses are not allowed".to_owned()));
    }
}
