//! Where the Bot API server is.

use std::{fmt, str::FromStr};

/// The address of a Bot API server: scheme, host, port and an optional path before `/bot<token>`.
///
/// ```
/// use molniya_botapi::ApiUrl;
///
/// let url: ApiUrl = "HTTPS://API.telegram.org:443/".parse()?;
/// assert_eq!(url.origin(), "https://api.telegram.org");
/// assert_eq!(url, ApiUrl::default());
///
/// let local: ApiUrl = "http://127.0.0.1:8081".parse()?;
/// assert_eq!((local.host(), local.port(), local.is_https()), ("127.0.0.1", 8081, false));
/// # Ok::<(), molniya_botapi::ApiUrlError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ApiUrl {
    https: bool,
    host: Box<str>,
    port: u16,
    path: Box<str>,
    origin: Box<str>,
}

/// Why a text is not the address of a Bot API server. The text is not repeated: an address may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApiUrlError {
    /// It does not begin with `http://` or `https://`.
    #[error("the Bot API address must begin with http:// or https://")]
    Scheme,
    /// No host, or characters no host has.
    #[error("the Bot API address has no valid host")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("the port of the Bot API address must be from 1 to 65535")]
    Port,
    /// A user name or password before the host: the client sends none.
    #[error("the Bot API address must not hold a user name or password")]
    UserInfo,
    /// A `?`, a `#`, a blank or a control character in the path.
    #[error("the Bot API address must end with a plain path, without ? or #")]
    Path,
}

impl ApiUrl {
    /// The normalised origin, for example `https://api.telegram.org` or `http://127.0.0.1:8081`: lower case, the port
    /// left out where it is the scheme's own, no path.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether connections are made with TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The host name or address, IPv6 addresses without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The TCP port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What stands before `/bot<token>`: empty, or `/` and more, never ending in `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of the `Host` header: the origin without its scheme.
    pub(crate) fn authority(&self) -> &str {
        let scheme = if self.https { "https://" } else { "http://" };
        &self.origin[scheme.len()..]
    }
}

impl Default for ApiUrl {
    /// Telegram's own server.
    fn default() -> ApiUrl {
        let host = "api.telegram.org";
        ApiUrl {
            https: true,
            host: host.into(),
            port: 443,
            path: "".into(),
            origin: format!("https://{host}").into(),
        }
    }
}

impl FromStr for ApiUrl {
    type Err = ApiUrlError;

    fn from_str(text: &str) -> Result<ApiUrl, ApiUrlError> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(ApiUrlError::Scheme)?;
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(ApiUrlError::Scheme),
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(ApiUrlError::UserInfo);
        }
        let default_port = if https { 443 } else { 80 };
        let (host, port) = split_port(authority, default_port)?;
        let path = path.trim_end_matches('/');
        if !path.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#')) {
            return Err(ApiUrlError::Path);
        }
        let shown_host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
        let shown_port = if port == default_port { String::new() } else { format!(":{port}") };
        let scheme = if https { "https" } else { "http" };
        let origin = format!("{scheme}://{shown_host}{shown_port}").into();
        Ok(ApiUrl { https, host: host.into(), port, path: path.into(), origin })
    }
}

/// Splits `host`, `host:port` or `[v6]:port`.
fn split_port(authority: &str, default: u16) -> Result<(String, u16), ApiUrlError> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or(ApiUrlError::Host)?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| ApiUrlError::Host)?;
            let port = if after.is_empty() {
                None
            } else {
                Some(after.strip_prefix(':').ok_or(ApiUrlError::Port)?)
            };
            (host, port)
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':');
    if host.is_empty() || !host.bytes().all(fits) {
        return Err(ApiUrlError::Host);
    }
    let port = match port {
        None => default,
        Some(text) => text.parse().ok().filter(|&port| port > 0).ok_or(ApiUrlError::Port)?,
    };
    Ok((host.to_ascii_lowercase(), port))
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

impl fmt::Debug for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiUrl({self})")
    }
}
