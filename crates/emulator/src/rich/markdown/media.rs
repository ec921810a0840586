//! Images in Markdown: files of every kind, and what Telegram writes as images.

use pulldown_cmark::Event;

use super::Writer;

/// Addresses that mean a custom emoji or a time.
const EMOJI: &str = "tg://emoji?id=";
const TIME: &str = "tg://time?";

/// The tags of files, and how names of such files end. With another ending a file is a document, and with none a photo. Telegram
/// looks at the file, too, which is not fetched here.
const KINDS: [(&str, &[&str]); 3] = [
    ("img", &["jpg", "jpeg", "png", "webp", "heic", "bmp"]),
    ("video", &["mp4", "mov", "webm", "mkv", "m4v", "gif"]),
    ("audio", &["mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac"]),
];

/// An image that was begun.
pub(super) struct Image {
    address: String,
    /// What stands in quotation marks after the address.
    title: String,
    /// The text in brackets, without marks.
    text: String,
    /// Marks that were begun in it.
    depth: usize,
}

impl Image {
    pub(super) fn new(address: String, title: String) -> Self {
        Self { address, title, text: String::new(), depth: 0 }
    }

    /// Takes an event of the text in brackets; says whether it ends the image.
    pub(super) fn is_over(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) if self.depth == 0 => return true,
            Event::End(_) => self.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => self.text += text,
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
        false
    }
}

impl Writer {
    pub(super) fn image(&mut self, image: &Image) {
        let Image { address, title, text, .. } = image;
        if let Some(id) = address.strip_prefix(EMOJI) {
            self.tag("tg-emoji", "emoji-id", id);
            self.put(text);
            self.html += "</tg-emoji>";
        } else if let Some(query) = address.strip_prefix(TIME) {
            self.time(query, text);
        } else if title.is_empty() {
            self.file(address);
        } else {
            self.html += "<figure>";
            self.file(address);
            self.element("figcaption", title);
            self.html += "</figure>";
        }
    }

    fn time(&mut self, query: &str, text: &str) {
        self.html += "<tg-time";
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            if matches!(name, "unix" | "format") {
                self.html += &format!(" {name}=\"");
                self.put(value);
                self.html.push('"');
            }
        }
        self.html.push('>');
        self.put(text);
        self.html += "</tg-time>";
    }

    fn file(&mut self, address: &str) {
        let kind = kind(address);
        self.tag(kind, "src", address);
        if kind != "img" {
            self.html += &format!("</{kind}>");
        }
    }
}

/// The tag for a file, by its address.
fn kind(address: &str) -> &'static str {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    if scheme == "tg" {
        return match rest.split('?').next() {
            Some("video") => "video",
            Some("audio") => "audio",
            Some("document") => "tg-document",
            _ => "img",
        };
    }
    let path = rest.split(['?', '#']).next().and_then(|rest| rest.split_once('/'));
    let name = path.and_then(|(_, path)| path.rsplit('/').next()).unwrap_or_default();
    let Some((_, ending)) = name.rsplit_once('.') else {
        return "img";
    };
    let ending = ending.to_ascii_lowercase();
    let known = KINDS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    known.map_or("tg-document", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn the_name_of_a_file_says_what_it_is() {
        for (address, expected) in [
            ("https://e.org/a.jpg", "img"),
            ("https://e.org/a.MP4?x=.mp3#y", "video"),
            ("https://e.org/a.gif", "video"),
            ("https://e.org/v1.2/a.zip", "tg-document"),
            ("https://e.org/a.ogg", "audio"),
            ("https://e.org/v1.2/a.mp3", "audio"),
            ("https://e.org/v1.2/a", "img"),
            ("https://e.org", "img"),
            ("tg://photo?id=a.zip", "img"),
            ("tg://video?id=a", "video"),
            ("tg://audio?id=a", "audio"),
            ("tg://document?id=a", "tg-document"),
            ("nowhere", "img"),
        ] {
            assert_eq!(kind(address), expected, "{address}");
        }
    }
}
