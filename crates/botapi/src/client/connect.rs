//! Opens connections: name to address, TCP, TLS, HTTP.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

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
    net::TcpStream,
    time::{Instant, timeout},
};
use tokio_rustls::TlsConnector;

use crate::{ApiUrl, ClientError, NetworkError};

/// How long asking for the addresses of the host may take.
const NAME_PATIENCE: Duration = Duration::from_secs(5);
/// How long one address may take to accept a connection before the next address is tried.
const TCP_PATIENCE: Duration = Duration::from_secs(3);
/// How long the TLS handshake may take.
const TLS_PATIENCE: Duration = Duration::from_secs(5);
/// How long addresses are used before the name is asked for again.
const ADDRESS_LIFE: Duration = Duration::from_secs(60);

/// The half of a connection that requests are given to.
pub(super) type Sender = SendRequest<Full<Bytes>>;

/// Opens connections to one server.
pub(super) struct Connector {
    host: Box<str>,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    /// The last addresses and when they were found. The lock is never held across an await.
    addresses: Mutex<Option<(Instant, Arc<[SocketAddr]>)>>,
}

impl Connector {
    pub(super) fn new(
        url: &ApiUrl,
        roots: Vec<CertificateDer<'static>>,
    ) -> Result<Connector, ClientError> {
        let tls = if url.is_https() {
            let name = ServerName::try_from(url.host().to_owned())
                .map_err(|_| ClientError::ServerName(url.host().to_owned()))?;
            Some((TlsConnector::from(Arc::new(tls_config(roots)?)), name))
        } else {
            None
        };
        Ok(Connector {
            host: url.host().into(),
            port: url.port(),
            tls,
            addresses: Mutex::new(None),
        })
    }

    /// Opens one connection. `keep` is dropped when it has ended, for whatever reason, or was never opened.
    pub(super) async fn open<K: Send + 'static>(&self, keep: K) -> Result<Sender, NetworkError> {
        let tcp = self.tcp().await?;
        tcp.set_nodelay(true).map_err(NetworkError::Connect)?;
        match &self.tls {
            None => start(tcp, keep).await,
            Some((connector, name)) => {
                let handshake = timeout(TLS_PATIENCE, connector.connect(name.clone(), tcp));
                let stream =
                    handshake.await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
                start(stream.map_err(NetworkError::Tls)?, keep).await
            }
        }
    }

    async fn tcp(&self) -> Result<TcpStream, NetworkError> {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in self.addresses().await?.iter() {
            match timeout(TCP_PATIENCE, TcpStream::connect(address)).await {
                Ok(Ok(tcp)) => return Ok(tcp),
                Ok(Err(error)) => last = error,
                Err(_) => last = io::ErrorKind::TimedOut.into(),
            }
        }
        // The server may have moved: ask for the name again next time.
        *self.cached() = None;
        Err(NetworkError::Connect(last))
    }

    async fn addresses(&self) -> Result<Arc<[SocketAddr]>, NetworkError> {
        if let Some((found, addresses)) = &*self.cached()
            && found.elapsed() < ADDRESS_LIFE
        {
            return Ok(addresses.clone());
        }
        let lookup = timeout(NAME_PATIENCE, tokio::net::lookup_host((&*self.host, self.port)));
        let answer = lookup.await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        let mut cached = self.cached();
        match (answer, &*cached) {
            (Ok(found), _) => {
                let addresses: Arc<[SocketAddr]> = found.collect();
                *cached = Some((Instant::now(), addresses.clone()));
                Ok(addresses)
            }
            // A name server that is away for a moment need not stop us: addresses seldom change.
            (Err(_), Some((_, old))) => Ok(old.clone()),
            (Err(error), None) => Err(NetworkError::Resolve(error)),
        }
    }

    fn cached(&self) -> std::sync::MutexGuard<'_, Option<(Instant, Arc<[SocketAddr]>)>> {
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
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
