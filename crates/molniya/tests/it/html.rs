//! Formatted text: what is passed in is never markup.

use molniya::Html;
use proptest::prelude::*;

#[test]
fn every_style_has_its_tag() {
    let html = Html::new()
        .bold("a")
        .italic("b")
        .underline("c")
        .strike("d")
        .code("e")
        .pre("f")
        .quote("g")
        .line()
        .link("h", "tg://user?id=1")
        .html(&Html::new().bold("i").text("<"));
    assert_eq!(
        html.as_str(),
        "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre><blockquote>g</blockquote>\n\
         <a href=\"tg://user?id=1\">h</a><b>i</b>&lt;"
    );
}

/// What Telegram shows of escaped text.
fn shown(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn text_is_shown_as_it_was(text in "[<>&\"a;]{0,20}|.{0,20}") {
        let html = Html::new().text(&text);
        prop_assert!(!html.as_str().contains(['<', '>', '"']));
        prop_assert_eq!(shown(html.as_str()), text);
    }

    #[test]
    fn no_link_leaves_its_quotes(url in "[\"'<>&a ]{0,20}") {
        let html = Html::new().link("x", &url);
        let inside = html.as_str().strip_prefix("<a href=\"").and_then(|h| h.strip_suffix("\">x</a>"));
        prop_assert_eq!(inside.map(shown), Some(url.clone()));
        prop_assert!(!inside.unwrap().contains(['"', '<', '>']));
    }
}
