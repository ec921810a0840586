//! Rich messages in Markdown: that of GitHub, with what Telegram adds.
//!
//! See <https://core.telegram.org/bots/api#rich-markdown-style>. Markdown is HTML written otherwise, and may have HTML in it, so
//! it is written as HTML first and read as that. The number of a footnote stands in brackets where it is referred to; what its
//! definition begins with is the reference, unless that is no paragraph.

mod media;

use std::collections::HashMap;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag as Start, TagEnd,
};

use self::media::Image;
use super::{Read, html};

/// What is written around marked and around hidden text, and the tag for it.
const SIGNS: [(&str, &str, &str); 2] =
    [("==", "<mark>", "</mark>"), ("||", "<tg-spoiler>", "</tg-spoiler>")];

/// The blocks of a message; the error is the text after `can't parse rich message: `.
///
/// It names no place: that of the HTML would mean nothing to who wrote Markdown.
pub(crate) fn parse(source: &str) -> Read {
    html::read(&written(source)).map_err(|wrong| wrong.what)
}

/// Markdown as HTML.
fn written(source: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let mut writer = Writer::default();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        // The backslash before a sign is no part of the text.
        let escaped = source[..range.start].ends_with('\\');
        writer.event(event, escaped);
    }
    writer.finish()
}

/// Markdown that is only a text, as HTML.
fn line(source: &str) -> Option<String> {
    let html = written(source);
    let line = html.strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!line.contains("<p>")).then(|| line.to_owned())
}

/// A sign that stands before marked or hidden text, if another one follows.
#[derive(Clone, Copy)]
struct Opened {
    /// Which of the signs it is.
    sign: usize,
    /// Where it stands in the HTML.
    at: usize,
}

#[derive(Default)]
struct Writer {
    html: String,
    /// Tags that are to stand instead of the signs of two bytes at these places.
    tags: Vec<(usize, &'static str)>,
    /// Signs that wait for another one; nothing stands for each tag between them.
    open: Vec<Option<Opened>>,
    /// What ends the block of code that this is, in which text is only text.
    code: Option<&'static str>,
    image: Option<Image>,
    /// The columns of a table, the next of them, and the tag of its cells.
    columns: Vec<Alignment>,
    column: usize,
    cell: &'static str,
    /// The numbers of footnotes, in the order of what refers to them.
    notes: HashMap<String, usize>,
    /// The name of a footnote whose definition begins here.
    note: Option<String>,
    /// Whether the paragraph is the beginning of a definition.
    in_note: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, escaped: bool) {
        if let Some(image) = &mut self.image {
            if image.is_over(&event) {
                self.end_image();
            }
            return;
        }
        match event {
            Event::Start(tag) => {
                self.open.push(None);
                self.start(tag);
            }
            Event::End(tag) => {
                while self.open.pop().flatten().is_some() {}
                self.end(tag);
            }
            Event::Text(text) if self.code.is_some() => self.put(&text),
            Event::Text(text) => self.text(&text, escaped),
            Event::Code(code) => self.element("code", &code),
            Event::InlineMath(formula) => self.element("tg-math", &formula),
            Event::DisplayMath(formula) => self.element("tg-math-block", &formula),
            Event::Html(html) => self.block_html(&html),
            Event::InlineHtml(html) => self.html += &html,
            Event::FootnoteReference(name) => self.refer(&name),
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html += "<br>",
            Event::Rule => self.html += "<hr>",
            Event::TaskListMarker(checked) => self.checkbox(checked),
        }
    }

    fn start(&mut self, tag: Start<'_>) {
        if !matches!(tag, Start::Paragraph) {
            self.name_note();
        }
        match tag {
            Start::Paragraph => {
                self.html += "<p>";
                if let Some(name) = self.note.take() {
                    self.tag("tg-reference", "name", &name);
                    self.in_note = true;
                }
            }
            Start::Heading { level, .. } => self.html += &format!("<{level}>"),
            Start::BlockQuote(_) => self.html += "<blockquote>",
            Start::CodeBlock(kind) => self.start_code(&kind),
            Start::List(None) => self.html += "<ul>",
            Start::List(Some(first)) => self.tag("ol", "start", &first.to_string()),
            Start::Item => self.html += "<li>",
            Start::FootnoteDefinition(name) => self.note = Some(name.into_string()),
            Start::Table(columns) => {
                self.columns = columns;
                self.html += "<table>";
            }
            Start::TableHead => self.start_row("th"),
            Start::TableRow => self.start_row("td"),
            Start::TableCell => self.start_cell(),
            Start::Emphasis => self.html += "<i>",
            Start::Strong => self.html += "<b>",
            Start::Strikethrough => self.html += "<s>",
            Start::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.tag("a", "href", &format!("mailto:{dest_url}"));
            }
            Start::Link { dest_url, .. } => self.tag("a", "href", &dest_url),
            Start::Image { dest_url, title, .. } => {
                self.image = Some(Image::new(dest_url.into_string(), title.into_string()));
            }
            // What stands in it follows as it is; the others are extensions that are not switched on.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.html += if self.in_note { "</tg-reference></p>" } else { "</p>" };
                self.in_note = false;
            }
            TagEnd::Heading(level) => self.html += &format!("</{level}>"),
            TagEnd::BlockQuote(_) => self.html += "</blockquote>",
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(true) => self.html += "</ol>",
            TagEnd::List(false) => self.html += "</ul>",
            TagEnd::Item => self.html += "</li>",
            TagEnd::FootnoteDefinition => self.name_note(),
            TagEnd::Table => self.html += "</table>",
            TagEnd::TableHead | TagEnd::TableRow => self.html += "</tr>",
            TagEnd::TableCell => self.html += &format!("</{}>", self.cell),
            TagEnd::Emphasis => self.html += "</i>",
            TagEnd::Strong => self.html += "</b>",
            TagEnd::Strikethrough => self.html += "</s>",
            TagEnd::Link => self.html += "</a>",
            _ => {}
        }
    }

    /// HTML stays as it is, but in the summary of details there may be Markdown.
    fn block_html(&mut self, html: &str) {
        let summary = html
            .split_once("<summary>")
            .and_then(|(before, rest)| Some((before, rest.split_once("</summary>")?)));
        match summary {
            Some((before, (summary, after))) => {
                let summary = line(summary).unwrap_or_else(|| summary.to_owned());
                self.html += &format!("{before}<summary>{summary}</summary>{after}");
            }
            None => self.html += html,
        }
    }

    /// Writes text that means nothing but itself.
    fn put(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.html += "&amp;",
                '<' => self.html += "&lt;",
                '>' => self.html += "&gt;",
                '"' => self.html += "&quot;",
                c => self.html.push(c),
            }
        }
    }

    fn tag(&mut self, name: &str, attribute: &str, value: &str) {
        self.html += &format!("<{name} {attribute}=\"");
        self.put(value);
        self.html += "\">";
    }

    fn element(&mut self, name: &str, text: &str) {
        self.html += &format!("<{name}>");
        self.put(text);
        self.html += &format!("</{name}>");
    }

    /// Writes text with its signs. They stay signs until another one follows.
    fn text(&mut self, text: &str, escaped: bool) {
        let (mut at, mut rest) = (0, text);
        while let Some((sign, begin)) = next_sign(text, at) {
            self.put(&text[at..begin]);
            at = begin + 2;
            rest = &text[at..];
            let after_blank = text[..begin].ends_with(char::is_whitespace);
            match self.opened(sign) {
                _ if escaped && begin == 0 => {}
                Some(depth) if !after_blank => self.close(depth),
                None if !rest.starts_with(char::is_whitespace) => {
                    self.open.push(Some(Opened { sign, at: self.html.len() }));
                }
                _ => {}
            }
            self.html += SIGNS[sign].0;
        }
        self.put(rest);
    }

    /// Where in `open` such a sign waits for another one, with no tag between.
    fn opened(&self, sign: usize) -> Option<usize> {
        let here = self.open.iter().rposition(Option::is_none).map_or(0, |tag| tag + 1);
        let waiting = self.open[here..].iter().flatten();
        waiting.map(|opened| opened.sign).position(|waits| waits == sign).map(|at| here + at)
    }

    /// Makes tags of a sign and the one before it; those between are only signs.
    fn close(&mut self, depth: usize) {
        if let Some(Some(Opened { sign, at })) = self.open.get(depth).copied() {
            self.open.truncate(depth);
            let (_, begin, end) = SIGNS[sign];
            self.tags.extend([(at, begin), (self.html.len(), end)]);
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
            CodeBlockKind::Indented => None,
        };
        self.code = Some("</code></pre>");
        match language {
            Some("math") => {
                self.html += "<tg-math-block>";
                self.code = Some("</tg-math-block>");
            }
            Some(language) => {
                self.html += "<pre>";
                self.tag("code", "class", &format!("language-{language}"));
            }
            None => self.html += "<pre><code>",
        }
    }

    /// Ends a block of code, whose last line has an end, too.
    fn end_code(&mut self) {
        if self.html.ends_with('\n') {
            self.html.pop();
        }
        self.html += self.code.take().unwrap_or_default();
    }

    /// The box of an item stands before its first paragraph.
    fn checkbox(&mut self, checked: bool) {
        let paragraph = self.html.ends_with("<p>");
        self.html.truncate(self.html.len() - if paragraph { "<p>".len() } else { 0 });
        self.html += "<input type=\"checkbox\"";
        self.html += if checked { " checked>" } else { ">" };
        self.html += if paragraph { "<p>" } else { "" };
    }

    fn start_row(&mut self, cell: &'static str) {
        self.html += "<tr>";
        (self.cell, self.column) = (cell, 0);
    }

    fn start_cell(&mut self) {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Left) => " align=\"left\"",
            Some(Alignment::Center) => " align=\"center\"",
            Some(Alignment::Right) => " align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.html += &format!("<{}{align}>", self.cell);
        self.column += 1;
    }

    fn refer(&mut self, name: &str) {
        let next = self.notes.len() + 1;
        let number = *self.notes.entry(name.to_owned()).or_insert(next);
        self.tag("a", "href", &format!("#{name}"));
        self.html += &format!("[{number}]</a>");
    }

    /// The name of a footnote that begins with something else than a paragraph is a paragraph of its own.
    fn name_note(&mut self) {
        if let Some(name) = self.note.take() {
            self.html += "<p>";
            self.tag("tg-reference", "name", &name);
            self.put(&name);
            self.html += "</tg-reference></p>";
        }
    }

    fn end_image(&mut self) {
        self.open.pop();
        if let Some(image) = self.image.take() {
            self.image(&image);
        }
    }

    /// The HTML with tags instead of the signs that turned out to be some.
    fn finish(mut self) -> String {
        self.tags.sort_unstable();
        let (mut html, mut at) = (String::with_capacity(self.html.len()), 0);
        for (place, tag) in self.tags {
            html += &self.html[at..place];
            html += tag;
            at = place + 2;
        }
        html + &self.html[at..]
    }
}

/// The next sign of exactly two characters, and where it stands.
fn next_sign(text: &str, mut at: usize) -> Option<(usize, usize)> {
    while let Some(found) = text[at..].find(['=', '|']) {
        let begin = at + found;
        let sign = usize::from(text[begin..].starts_with('|'));
        let run = text[begin..].trim_start_matches(if sign == 0 { '=' } else { '|' });
        at = text.len() - run.len();
        if at - begin == 2 {
            return Some((sign, begin));
        }
    }
    None
}

#[cfg(test)]
mod tests;
