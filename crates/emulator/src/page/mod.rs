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

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Every file under its name, with its type and text.
const FILES: [(&str, &str, &str); 79] = [
    ("index.html", HTML, include_str!("index.html")),
    ("style.css", CSS, include_str!("style.css")),
    ("chat.css", CSS, include_str!("chat.css")),
    ("group.css", CSS, include_str!("group.css")),
    ("media.css", CSS, include_str!("media.css")),
    ("things.css", CSS, include_str!("things.css")),
    ("rich.css", CSS, include_str!("rich.css")),
    ("apps.css", CSS, include_str!("apps.css")),
    ("calls.css", CSS, include_str!("calls.css")),
    ("trouble.css", CSS, include_str!("trouble.css")),
    ("panels.css", CSS, include_str!("panels.css")),
    ("account.js", JAVASCRIPT, include_str!("account.js")),
    ("actions.js", JAVASCRIPT, include_str!("actions.js")),
    ("app.js", JAVASCRIPT, include_str!("app.js")),
    ("appbutton.js", JAVASCRIPT, include_str!("appbutton.js")),
    ("apps.js", JAVASCRIPT, include_str!("apps.js")),
    ("attachments.js", JAVASCRIPT, include_str!("attachments.js")),
    ("box.js", JAVASCRIPT, include_str!("box.js")),
    ("bots.js", JAVASCRIPT, include_str!("bots.js")),
    ("bridge.js", JAVASCRIPT, include_str!("bridge.js")),
    ("byhand.js", JAVASCRIPT, include_str!("byhand.js")),
    ("calls.js", JAVASCRIPT, include_str!("calls.js")),
    ("cloud.js", JAVASCRIPT, include_str!("cloud.js")),
    ("colors.js", JAVASCRIPT, include_str!("colors.js")),
    ("column.js", JAVASCRIPT, include_str!("column.js")),
    ("commands.js", JAVASCRIPT, include_str!("commands.js")),
    ("composer.js", JAVASCRIPT, include_str!("composer.js")),
    ("deeds.js", JAVASCRIPT, include_str!("deeds.js")),
    ("dom.js", JAVASCRIPT, include_str!("dom.js")),
    ("draft.js", JAVASCRIPT, include_str!("draft.js")),
    ("entities.js", JAVASCRIPT, include_str!("entities.js")),
    ("examples.js", JAVASCRIPT, include_str!("examples.js")),
    ("game.js", JAVASCRIPT, include_str!("game.js")),
    ("gathering.js", JAVASCRIPT, include_str!("gathering.js")),
    ("inline.js", JAVASCRIPT, include_str!("inline.js")),
    ("invoice.js", JAVASCRIPT, include_str!("invoice.js")),
    ("json.js", JAVASCRIPT, include_str!("json.js")),
    ("keyboard.js", JAVASCRIPT, include_str!("keyboard.js")),
    ("known.js", JAVASCRIPT, include_str!("known.js")),
    ("limits.js", JAVASCRIPT, include_str!("limits.js")),
    ("loaded.js", JAVASCRIPT, include_str!("loaded.js")),
    ("media.js", JAVASCRIPT, include_str!("media.js")),
    ("members.js", JAVASCRIPT, include_str!("members.js")),
    ("menu.js", JAVASCRIPT, include_str!("menu.js")),
    ("message.js", JAVASCRIPT, include_str!("message.js")),
    ("messages.js", JAVASCRIPT, include_str!("messages.js")),
    ("money.js", JAVASCRIPT, include_str!("money.js")),
    ("order.js", JAVASCRIPT, include_str!("order.js")),
    ("paid.js", JAVASCRIPT, include_str!("paid.js")),
    ("pane.js", JAVASCRIPT, include_str!("pane.js")),
    ("panels.js", JAVASCRIPT, include_str!("panels.js")),
    ("payment.js", JAVASCRIPT, include_str!("payment.js")),
    ("pinned.js", JAVASCRIPT, include_str!("pinned.js")),
    ("plain.js", JAVASCRIPT, include_str!("plain.js")),
    ("poll.js", JAVASCRIPT, include_str!("poll.js")),
    ("preview.js", JAVASCRIPT, include_str!("preview.js")),
    ("queue.js", JAVASCRIPT, include_str!("queue.js")),
    ("reactions.js", JAVASCRIPT, include_str!("reactions.js")),
    ("reading.js", JAVASCRIPT, include_str!("reading.js")),
    ("recorder.js", JAVASCRIPT, include_str!("recorder.js")),
    ("rich.js", JAVASCRIPT, include_str!("rich.js")),
    ("richtext.js", JAVASCRIPT, include_str!("richtext.js")),
    ("roll.js", JAVASCRIPT, include_str!("roll.js")),
    ("room.js", JAVASCRIPT, include_str!("room.js")),
    ("rove.js", JAVASCRIPT, include_str!("rove.js")),
    ("server.js", JAVASCRIPT, include_str!("server.js")),
    ("service.js", JAVASCRIPT, include_str!("service.js")),
    ("slides.js", JAVASCRIPT, include_str!("slides.js")),
    ("small.js", JAVASCRIPT, include_str!("small.js")),
    ("spent.js", JAVASCRIPT, include_str!("spent.js")),
    ("suggestions.js", JAVASCRIPT, include_str!("suggestions.js")),
    ("table.js", JAVASCRIPT, include_str!("table.js")),
    ("theme.js", JAVASCRIPT, include_str!("theme.js")),
    ("topics.js", JAVASCRIPT, include_str!("topics.js")),
    ("trouble.js", JAVASCRIPT, include_str!("trouble.js")),
    ("wanted.js", JAVASCRIPT, include_str!("wanted.js")),
    ("webapp.js", JAVASCRIPT, include_str!("webapp.js")),
    ("who.js", JAVASCRIPT, include_str!("who.js")),
    ("writer.js", JAVASCRIPT, include_str!("writer.js")),
];

/// The file at this path of a request (`/`, `/app.js` …), if the page has one there.
pub(crate) fn file(path: &str) -> Option<File> {
    let wanted = match path {
        "/" => "index.html",
        path => path.strip_prefix('/')?,
    };
    let (_, content_type, body) = FILES.into_iter().find(|(name, ..)| *name == wanted)?;
    Some(File { content_type, body })
}
