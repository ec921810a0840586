//! Reads `multipart/form-data` bodies into parameters.

use bytes::Bytes;

use crate::params::{Param, Params};

/// Files a request may carry.
/// See <https://core.telegram.org/bots/api#sending-files>; the server counts to 50.
const MAX_FILES: usize = 50;

/// Why a body cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadMultipart {
    /// The boundary is missing, empty or longer than 70 bytes.
    Boundary,
    /// More files than a request may carry.
    TooManyFiles,
}

/// Adds every part to `params`; reading stops at the first malformed part.
pub(crate) fn read(
    content_type: &str,
    body: &Bytes,
    params: &mut Params,
) -> Result<(), BadMultipart> {
    let delimiter = format!("--{}", boundary(content_type).ok_or(BadMultipart::Boundary)?);
    let mut files = 0;
    let Some(start) = find(body, delimiter.as_bytes()) else {
        return Ok(());
    };
    let mut rest: &[u8] = &body[start + delimiter.len()..];
    let closing = format!("\r\n{delimiter}");
    while let Some(after) = rest.strip_prefix(b"\r\n") {
        // A part without headers begins with the empty line that ends them.
        let Some(head_end) = find(rest, b"\r\n\r\n") else { break };
        let head = if head_end == 0 { &[][..] } else { &after[..head_end - 2] };
        let content = &rest[head_end + 4..];
        let Some(end) = find(content, closing.as_bytes()) else { break };
        if let Some(part) = part(head, &body.slice_ref(&content[..end])) {
            files += usize::from(part.file.is_some());
            if files > MAX_FILES {
                return Err(BadMultipart::TooManyFiles);
            }
            params.add(part);
        }
        rest = &content[end + closing.len()..];
    }
    Ok(())
}

fn boundary(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("boundary=")?;
    let value = content_type[at + "boundary=".len()..].split(';').next()?.trim();
    let value = value.trim_matches('"');
    (1..=70).contains(&value.len()).then_some(value)
}

fn part(head: &[u8], content: &Bytes) -> Option<Param> {
    let head = String::from_utf8_lossy(head);
    let disposition = head.lines().find(|line| {
        line.get(.."content-disposition:".len())
            .is_some_and(|name| name.eq_ignore_ascii_case("content-disposition:"))
    })?;
    let name = attribute(disposition, "name")?;
    Some(match attribute(disposition, "filename") {
        Some(filename) => Param { name, value: filename, raw: false, file: Some(content.clone()) },
        None => Param {
            name,
            value: String::from_utf8_lossy(content).into_owned(),
            raw: false,
            file: None,
        },
    })
}

/// The value of `; name="value"` or `; name=value`.
fn attribute(line: &str, name: &str) -> Option<String> {
    line.split(';').skip(1).find_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=xx";

    #[test]
    fn fields_and_files_are_told_apart() {
        let body = b"preamble\r\n--xx\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nline 1\r\nline 2\r\n\
            --xx\r\ncontent-disposition: form-data; name=\"doc\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n123\r\n--xx--\r\n";
        let mut params = Params::default();
        read(TYPE, &Bytes::from_static(body), &mut params).unwrap();
        assert_eq!(params.get("text"), "line 1\r\nline 2");
        let file = params.upload("doc").unwrap();
        assert_eq!((file.name, file.content.as_ref()), ("a.txt", &b"123"[..]));
    }

    #[test]
    fn a_broken_tail_keeps_what_came_before() {
        let body = b"--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2";
        let mut params = Params::default();
        read(TYPE, &Bytes::from_static(body), &mut params).unwrap();
        assert_eq!(params.get("a"), "1");
        assert_eq!(params.iter().count(), 1);
    }

    #[test]
    fn boundaries_have_1_to_70_bytes() {
        let mut params = Params::default();
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        assert_eq!(read(&long, &Bytes::new(), &mut params), Err(BadMultipart::Boundary));
        assert_eq!(
            read("multipart/form-data", &Bytes::new(), &mut params),
            Err(BadMultipart::Boundary)
        );
        assert_eq!(
            read("multipart/form-data; boundary=", &Bytes::new(), &mut params),
            Err(BadMultipart::Boundary)
        );
    }
}
