//! How large a picture is, read from the first bytes of PNG, JPEG and WebP files. Nothing is decoded.

/// Width and height in pixels; `None` if it is no picture of these kinds.
pub(crate) fn size(content: &[u8]) -> Option<(u32, u32)> {
    let size = png(content).or_else(|| jpeg(content)).or_else(|| webp(content));
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

/// Whether it is a JPEG file.
pub(crate) fn is_jpeg(content: &[u8]) -> bool {
    content.starts_with(b"\xff\xd8")
}

/// The three ways in which a WebP file begins, see <https://developers.google.com/speed/webp/docs/riff_container>.
fn webp(content: &[u8]) -> Option<(u32, u32)> {
    let rest = content.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let (kind, data) = (rest.get(..4)?, rest.get(8..)?);
    let number = |at: usize, bytes: usize| {
        let bytes = data.get(at..at + bytes)?;
        Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    match kind {
        b"VP8X" => Some((number(4, 3)? + 1, number(7, 3)? + 1)),
        b"VP8 " => Some((number(6, 2)? & 0x3fff, number(8, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = number(1, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => None,
    }
}

fn png(content: &[u8]) -> Option<(u32, u32)> {
    let head = content.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}

/// Goes from segment to segment up to the one that begins the picture.
fn jpeg(content: &[u8]) -> Option<(u32, u32)> {
    let mut rest = content.strip_prefix(b"\xff\xd8")?;
    loop {
        let (&mark, &kind) = (rest.first()?, rest.get(1)?);
        if mark != 0xff {
            return None;
        }
        let number = |at: usize| {
            let bytes = rest.get(at..at + 2)?.try_into().ok()?;
            Some(u16::from_be_bytes(bytes))
        };
        match kind {
            // Frames of all codings; the three left out are tables.
            0xc0..=0xcf if !matches!(kind, 0xc4 | 0xc8 | 0xcc) => {
                return Some((number(7)?.into(), number(5)?.into()));
            }
            0xff => rest = &rest[1..],
            _ => rest = rest.get(2 + usize::from(number(2)?)..)?,
        }
    }
}

/// The smallest PNG file that says it has this size.
#[cfg(test)]
pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let sizes = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &sizes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_are_measured() {
        assert_eq!(size(&png_of(640, 480)), Some((640, 480)));
        let frame = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(frame), Some((640, 480)));
        let webp = [
            &b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x01\0\x63\0\0"[..],
            b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\0\x02\x64\0",
            b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xff\xc1\x18\0",
        ];
        assert_eq!(webp.map(size), [Some((512, 100)); 3]);
    }

    #[test]
    fn what_breaks_off_or_is_none_has_no_size() {
        let whole = png_of(640, 480);
        for end in 0..whole.len() {
            assert_eq!(size(&whole[..end]), None);
        }
        for none in [&b""[..], b"text", b"\xff\xd8", b"\xff\xd8\xff\xe0\0\0", b"\xff\xd8x"] {
            assert_eq!(size(none), None);
        }
        assert_eq!(size(&png_of(0, 5)), None);
    }
}
