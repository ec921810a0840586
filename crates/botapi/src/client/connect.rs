//! Opens connections: a stream of bytes, TLS on it, HTTP on that.

use std::{io, pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use rustls::{
    ClientConfig as TlsConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::timeout,
};
use tokio_rustls::TlsConnector;

use super::{names::Names, tcp};
use crate::{ApiUrl, ClientError, NetworkError};

/// How long opening a stream that is not ours may take.
const DIAL_PATIENCE: Duration = Duration::from_secs(10);
/// How long the TLS handshake may take.
const TLS_PATIENCE: Duration = Duration::from_secs(5);

/// The half of a connection that requests are given to.
pub(super) type Sender = SendRequest<Full<Bytes>>;

/// Opens streams in another way than over TCP.
pub(super) type Dial = Box<dyn Fn() -> Dialing + Send + Sync>;
pub(super) type Dialing = Pin<Box<dyn Future<Output = io::Result<Box<dyn Stream>>> + Send>>;

/// A stream of bytes in both directions.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// Opens connections to one server.
pub(super) struct Connector {
    way: Way,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

enum Way {
    Tcp(Names),
    Dial(Dial),
}

impl Connector {
    /// A connector over TCP, unless there is a `dial`.
    pub(super) fn new(
        url: &ApiUrl,
        roots: Vec<CertificateDer<'static>>,
        dial: Option<Dial>,
    ) -> Result<Connector, ClientError> {
        let tls = if url.is_https() {
            let name = ServerName::try_from(url.host().to_owned())
                .map_err(|_| ClientError::ServerName(url.host().to_owned()))?;
            Some((TlsConnector::from(Arc::new(tls_config(roots)?)), name))
        } else {
            None
        };
        let way = dial.map_or_else(|| Way::Tcp(resolver(url)), Way::Dial);
        Ok(Connector { way, tls })
    }

    /// Opens one connection. `keep` is dropped when it has ended, for whatever reason, or was never opened.
    pub(super) async fn open<K: Send + 'static>(&self, keep: K) -> Result<Sender, NetworkError> {
        match &self.way {
            Way::Tcp(names) => self.secure(tcp::connect(names).await?, keep).await,
            Way::Dial(dial) => {
                let stream = timeout(DIAL_PATIENCE, dial()).await;
                let stream = stream.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
                self.secure(stream.map_err(NetworkError::Connect)?, keep).await
            }
        }
    }

    async fn secure<S, K>(&self, stream: S, keep: K) -> Result<Sender, NetworkError>
    where
        S: Stream + 'static,
        K: Send + 'static,
    {
        let Some((connector, name)) = &self.tls else { return start(stream, keep).await };
        let handshake = timeout(TLS_PATIENCE, connector.connect(name.clone(), stream)).await;
        let stream = handshake.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        start(stream.map_err(NetworkError::Tls)?, keep).await
    }
}

/// Asks the system for the addresses of the host.
fn resolver(url: &ApiUrl) -> Names {
    let (host, port): (Arc<str>, u16) = (url.host().into(), url.port());
    Names::new(move || {
        let host = host.clone();
        async move { Ok(tokio::net::lookup_host((&*host, port)).await?.collect()) }
    })
}

/// TLS 1.2 or 1.3 against the roots that browsers trust, and more.
fn tls_config(more: Vec<CertificateDer<'static>>) -> Result<TlsConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
    for root in more {
        roots.add(root)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        TlsConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Speaks HTTP on an open stream, in a task of its own that ends with the connection.
async fn start<S, K>(stream: S, keep: K) -> Result<Sender, NetworkError>
where
    S: Stream + 'static,
    K: Send + 'static,
{
    // Without vectored writes head and body are one buffer, so one write and one TLS record.
    let handshake = http1::Builder::new().writev(false).handshake(TokioIo::new(stream));
    let (sender, connection) = handshake.await.map_err(NetworkError::Http)?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "connection ended");
        }
        drop(keep);
    });
    Ok(sender)
}
