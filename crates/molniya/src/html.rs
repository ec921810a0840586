//! Formatted text.

/// Text with formatting. What is passed in is text and never markup: it needs no escaping by the caller.
///
/// ```
/// use molniya::Html;
///
/// let name = "<b>Ann & Co</b>";
/// let html = Html::new().bold("Order for ").text(name).line().link("Track it", "https://example.org/?a=1&b=2");
/// assert_eq!(
///     html.as_str(),
///     "<b>Order for </b>&lt;b&gt;Ann &amp; Co&lt;/b&gt;\n<a href=\"https://example.org/?a=1&amp;b=2\">Track it</a>",
/// );
/// ```
///
/// Source: <https://core.telegram.org/bots/api#html-style>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub(crate) String);

impl Html {
    /// No text yet.
    pub fn new() -> Html {
        Html::default()
    }

    /// Adds plain text.
    #[must_use]
    pub fn text(mut self, text: impl AsRef<str>) -> Html {
        escape(&mut self.0, text.as_ref());
        self
    }

    /// Adds bold text.
    #[must_use]
    pub fn bold(self, text: impl AsRef<str>) -> Html {
        self.inside("b", text.as_ref())
    }

    /// Adds text in italics.
    #[must_use]
    pub fn italic(self, text: impl AsRef<str>) -> Html {
        self.inside("i", text.as_ref())
    }

    /// Adds underlined text.
    #[must_use]
    pub fn underline(self, text: impl AsRef<str>) -> Html {
        self.inside("u", text.as_ref())
    }

    /// Adds text that is struck through.
    #[must_use]
    pub fn strike(self, text: impl AsRef<str>) -> Html {
        self.inside("s", text.as_ref())
    }

    /// Adds text in a fixed-width font, which a tap copies.
    #[must_use]
    pub fn code(self, text: impl AsRef<str>) -> Html {
        self.inside("code", text.as_ref())
    }

    /// Adds a block of text in a fixed-width font.
    #[must_use]
    pub fn pre(self, text: impl AsRef<str>) -> Html {
        self.inside("pre", text.as_ref())
    }

    /// Adds a quotation.
    #[must_use]
    pub fn quote(self, text: impl AsRef<str>) -> Html {
        self.inside("blockquote", text.as_ref())
    }

    /// Adds a link.
    #[must_use]
    pub fn link(mut self, text: impl AsRef<str>, url: impl AsRef<str>) -> Html {
        self.0.push_str("<a href=\"");
        escape(&mut self.0, url.as_ref());
        self.0.push_str("\">");
        escape(&mut self.0, text.as_ref());
        self.0.push_str("</a>");
        self
    }

    /// Begins a new line.
    #[must_use]
    pub fn line(mut self) -> Html {
        self.0.push('\n');
        self
    }

    /// Adds other formatted text.
    #[must_use]
    pub fn html(mut self, html: &Html) -> Html {
        self.0.push_str(&html.0);
        self
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn inside(mut self, tag: &str, text: &str) -> Html {
        for part in ["<", tag, ">"] {
            self.0.push_str(part);
        }
        escape(&mut self.0, text);
        for part in ["</", tag, ">"] {
            self.0.push_str(part);
        }
        self
    }
}

/// Appends text so that Telegram reads exactly this text, also inside an attribute.
fn escape(out: &mut String, text: &str) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(entity);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}
