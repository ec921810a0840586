//! Pictures and files on the chat page: sent by people, shown, saved, in albums, and those that are not here.

use serde_json::{Value, json};

use crate::browser::Pane;
use crate::page::{CONTRAST, OVERFLOW, expect_texts, two_people};
use crate::webdriver::{Browser, from_base64};

/// A picture in two colours, as base64.
const PAINT: &str = "
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 400];
    const paint = canvas.getContext('2d');
    const sky = paint.createLinearGradient(0, 0, 640, 400);
    sky.addColorStop(0, 'hsl(HUE, 70%, 70%)');
    sky.addColorStop(1, 'hsl(HUE, 60%, 35%)');
    paint.fillStyle = sky;
    paint.fillRect(0, 0, 640, 400);
    return canvas.toDataURL('image/png').split(',')[1];";

/// Pictures that are shown and have arrived.
const SEEN: &str = "[...document.querySelectorAll('[data-test=picture] img')].filter((one) => one.naturalWidth === 640)";

pub(crate) fn painted(browser: &Browser, hue: u16) -> Vec<u8> {
    let picture = browser.ask(&PAINT.replace("HUE", &hue.to_string()));
    from_base64(picture.as_str().expect("a picture"))
}

#[test]
fn pictures_and_files_are_sent_shown_and_saved() {
    let (local, browser, [chat, _]) = two_people();
    let ann = Pane { browser: &browser, index: 0 };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let input = ann.selector("[data-test=file-input]");

    // Three pictures are one album, with one text below them.
    for (name, hue) in [("sea.png", 210), ("wood.png", 130), ("sand.png", 40)] {
        browser.type_into(&input, &file(name, &painted(&browser, hue)));
    }
    expect_texts(&browser, "[data-test=attached] .file-name", &["sea.png", "wood.png", "sand.png"]);
    browser.picture("page-attached");
    ann.say("Which one?");
    browser.wait(&format!("return {SEEN}.length === 3"));
    expect_texts(&browser, &ann.selector("[data-test=bubble]:last-child .text"), &["Which one?"]);
    browser.picture("page-album");
    let updates = local.call("getUpdates", &json!({"offset": -3}));
    let messages: Vec<&Value> =
        updates["result"].as_array().unwrap().iter().map(|one| &one["message"]).collect();
    let album = messages[0]["media_group_id"].as_str().expect("an album");
    assert!(messages.iter().all(|one| one["media_group_id"] == album), "{updates}");
    assert_eq!(
        (&messages[0]["caption"], &messages[2]["caption"]),
        (&json!("Which one?"), &Value::Null)
    );

    // What is pasted is sent as a file, if it is no picture, and can be saved under its name.
    browser.ask(&format!(
        "const data = new DataTransfer();
         data.items.add(new File(['a;b'], 'prices.csv', {{ type: 'text/csv' }}));
         const paste = new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }});
         document.querySelector({}).dispatchEvent(paste);",
        json!(ann.selector("[data-test=message-input]"))
    ));
    browser.click(&ann.selector("[data-test=send]"));
    let saved = ann.selector("a[data-test=file]");
    expect_texts(&browser, &saved, &["prices.csv\n3 B"]);
    let name = format!("return document.querySelector({}).download", json!(saved));
    browser.becomes(&name, "prices.csv");

    // The bot sends back what it got, and something that only the real Telegram has.
    let photo = messages[1]["photo"][0]["file_id"].clone();
    local.call("sendPhoto", &json!({"chat_id": chat, "photo": photo, "caption": "<b>This</b> one", "parse_mode": "HTML"}));
    browser.wait(&format!("return {SEEN}.length === 4"));
    local.call("sendVideo", &json!({"chat_id": chat, "video": "https://example.com/film.mp4"}));
    local.call("sendVoice", &json!({"chat_id": chat, "voice": "AwACunknown"}));
    local.call("sendPhoto", &json!({"chat_id": chat, "photo": "https://example.com/cat.jpg"}));
    let absent = ann.selector("[data-test=absent]");
    expect_texts(
        &browser,
        &absent,
        &[
            "film.mp4\nnot kept here",
            "Voice message\nnot kept here",
            "Photo\n1280 × 853, not kept here",
        ],
    );
    expect_texts(&browser, "[data-test=chat] .entry-last", &["🖼 Photo", "Hello"]);

    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-media-{name}"));
    }
    browser.resize(360, 740);
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-media-narrow");
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}
