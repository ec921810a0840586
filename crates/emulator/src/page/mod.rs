//! The files of the chat page, built into the program.
//!
//! There is no build step: these are the files as they were written. This module must not know how they are served,
//! nor anything of people, chats or the Bot API.

/// One file of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File {
    /// The value of its `Content-Type` header.
    pub(crate) content_type: &'static str,
    /// Its text.
    pub(crate) body: &'static str,
}

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The file at this path of a request (`/`, `/app.js` …), if the page has one there.
pub(crate) fn file(path: &str) -> Option<File> {
    let (content_type, body) = match path {
        "/" | "/index.html" => ("text/html; charset=utf-8", include_str!("index.html")),
        "/style.css" => ("text/css; charset=utf-8", include_str!("style.css")),
        "/app.js" => (JAVASCRIPT, include_str!("app.js")),
        "/calls.js" => (JAVASCRIPT, include_str!("calls.js")),
        "/dom.js" => (JAVASCRIPT, include_str!("dom.js")),
        "/message.js" => (JAVASCRIPT, include_str!("message.js")),
        "/pane.js" => (JAVASCRIPT, include_str!("pane.js")),
        "/server.js" => (JAVASCRIPT, include_str!("server.js")),
        _ => return None,
    };
    Some(File { content_type, body })
}
