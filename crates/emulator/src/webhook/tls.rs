//! Whom a webhook over TLS is trusted by: the public authorities, and the certificate that was uploaded for it.
//!
//! See <https://core.telegram.org/bots/webhooks#a-self-signed-certificate>.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

/// How the name of an owner is announced inside a certificate: the object identifier 2.5.4.3.
const COMMON_NAME: [u8; 5] = [0x06, 0x03, 0x55, 0x04, 0x03];

/// What is uploaded is no certificate in PEM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate in PEM")]
pub(crate) struct BadCertificate;

/// How connections to one webhook are secured.
#[derive(Debug, Clone)]
pub(crate) struct Trust(pub(crate) Arc<ClientConfig>);

impl Trust {
    /// Trusts the public authorities and, if there is one, the certificate in `pem`.
    pub(crate) fn with(pem: Option<&str>) -> Result<Self, BadCertificate> {
        let provider = Arc::new(ring::default_provider());
        let uploaded = match pem {
            Some(pem) => certificates(pem)?,
            None => Vec::new(),
        };
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        // What is no authority is only trusted when it is the server's own.
        roots.add_parsable_certificates(uploaded.iter().cloned());
        let authorities =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
                .build()
                .map_err(|_| BadCertificate)?;
        let verifier = Verifier { uploaded, authorities };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| BadCertificate)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, BadCertificate> {
    let list: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    list.ok().filter(|list| !list.is_empty()).ok_or(BadCertificate)
}

/// Accepts the uploaded certificate itself, which signs for no other and is therefore none of an authority.
#[derive(Debug)]
struct Verifier {
    uploaded: Vec<CertificateDer<'static>>,
    authorities: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if !self.uploaded.iter().any(|known| known == end_entity) {
            return self.authorities.verify_server_cert(
                end_entity,
                intermediates,
                server_name,
                ocsp_response,
                now,
            );
        }
        let named = verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name);
        match named {
            Err(Error::InvalidCertificate(_)) if names_in_subject(end_entity, server_name) => {}
            named => named?,
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls12_signature(message, cert, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls13_signature(message, cert, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.authorities.supported_verify_schemes()
    }
}

/// Whether the owner is called like the server. Telegram's guide makes certificates that say it nowhere else.
fn names_in_subject(certificate: &[u8], server_name: &ServerName<'_>) -> bool {
    let wanted = server_name.to_str();
    let mut rest = certificate;
    while let Some(at) = rest.windows(COMMON_NAME.len()).position(|five| five == COMMON_NAME) {
        rest = &rest[at + COMMON_NAME.len()..];
        // A tag, a length below 128, and the name.
        if let [_, length, name @ ..] = rest
            && name
                .get(..usize::from(*length))
                .is_some_and(|name| name.eq_ignore_ascii_case(wanted.as_bytes()))
        {
            return true;
        }
    }
    false
}

/// What the real server says of a handshake that failed; the words inside the braces are not those of its library.
pub(super) fn problem(error: &std::io::Error) -> String {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match inner {
        Some(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
            "SSL error {certificate verify failed: unable to get issuer certificate}".to_owned()
        }
        Some(Error::InvalidCertificate(reason)) => {
            format!("SSL error {{certificate verify failed: {reason}}}")
        }
        _ => format!("SSL error {{{error}}}"),
    }
}
