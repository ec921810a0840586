//! Calls over TLS, to a server whose certificate we made.

use std::{sync::Arc, time::Duration};

use molniya_botapi::{CallError, CertificateDer, Client, ClientConfig, NetworkError, RawResult};
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

use crate::server::token;

/// A server for `localhost` that answers every request with `true`.
struct Server {
    url: String,
    certificate: CertificateDer<'static>,
    running: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn start() -> Server {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    let config =
        config.with_no_client_auth().with_single_cert(vec![certificate.clone()], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let running = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut seen = Vec::new();
                while stream.read_buf(&mut seen).await.is_ok_and(|read| read > 0) {
                    if seen.ends_with(b"\r\n\r\n{}") {
                        seen.clear();
                        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"ok\":true,\"result\":true}";
                        stream.write_all(answer).await.unwrap();
                    }
                }
            });
        }
    });
    Server { url, certificate, running }
}

async fn call(config: ClientConfig) -> Result<RawResult, CallError> {
    let client = Client::new(config).unwrap();
    let first = client.call_raw("getMe", "{}".into(), Duration::from_secs(20)).await;
    client.call_raw("getMe", "{}".into(), Duration::from_secs(20)).await.and(first)
}

#[tokio::test]
async fn a_server_with_a_trusted_certificate_is_called() {
    let server = start().await;
    let mut config = ClientConfig::new(server.url.parse().unwrap(), token());
    config.roots = vec![server.certificate.clone()];
    assert_eq!(call(config).await.unwrap().get(), "true");
}

#[tokio::test]
async fn a_server_that_cannot_prove_its_name_never_sees_the_request() {
    let server = start().await;
    let config = ClientConfig::new(server.url.parse().unwrap(), token());
    let error = call(config.clone()).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Tls(_))), "{error:?}");
    let url = server.url.replace("localhost", "127.0.0.1").parse().unwrap();
    let error = call(ClientConfig { url, roots: vec![server.certificate.clone()], ..config })
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::NotSent(NetworkError::Tls(_))), "{error:?}");
}

#[tokio::test]
async fn a_root_that_is_no_certificate_is_refused_at_the_start() {
    let mut config = ClientConfig::new("https://localhost".parse().unwrap(), token());
    config.roots = vec![CertificateDer::from(vec![1, 2, 3])];
    assert!(Client::new(config).is_err());
}
