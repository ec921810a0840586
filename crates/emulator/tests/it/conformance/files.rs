//! Files: sent from both sides, looked up, downloaded, refused.

use molniya_emulator::Config;
use molniya_emulator::testkit::Telegram;
use molniya_schema::TypeRef;
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::raw::{Answer, Raw};
use crate::strict;

/// The beginning of a PNG file, which says how large the picture is.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let sizes = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &sizes].concat()
}

/// A multipart body: fields, then files with their names.
pub(crate) fn form(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--zz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, file, content) in files {
        let head = format!(
            "--zz\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n"
        );
        body.extend_from_slice(&[head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend_from_slice(b"--zz--\r\n");
    body
}

pub(crate) async fn upload(bot: &mut Bot, method: &str, body: &[u8]) -> Answer {
    let path = bot.path(method);
    bot.http.send("POST", &path, "multipart/form-data; boundary=zz", body).await
}

/// What is at the path of a file that `getFile` finds.
async fn download(bot: &mut Bot, file_id: &Value) -> (Value, Answer) {
    let file = bot.ok("getFile", json!({"file_id": file_id})).await;
    let path = format!("/file{}", bot.path(file["file_path"].as_str().unwrap()));
    let answer = bot.http.get(&path).await;
    (file, answer)
}

#[tokio::test]
async fn a_document_is_uploaded_sent_again_by_its_id_and_downloaded() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let fields =
        [("chat_id", chat.as_str()), ("caption", "the *list*"), ("parse_mode", "Markdown")];
    let body = form(&fields, &[("document", "list.txt", b"tea\r\nmilk")]);
    let message = upload(&mut bot, "sendDocument", &body).await.result();
    let document = &message["document"];
    assert_eq!(
        (&document["file_name"], &document["mime_type"]),
        (&json!("list.txt"), &json!("text/plain"))
    );
    assert_eq!((&document["file_size"], &message["caption"]), (&json!(9), &json!("the list")));
    let again = json!({"chat_id": ann.chat_id(), "document": document["file_id"]});
    assert_eq!(bot.ok("sendDocument", again).await["document"], *document);
    let (file, got) = download(&mut bot, &document["file_id"]).await;
    assert_eq!((got.status, got.body.as_str()), (200, "tea\r\nmilk"));
    assert_eq!(file["file_unique_id"], document["file_unique_id"]);
    assert_eq!(file["file_path"], "documents/file_0.txt");
    assert_eq!(ann.expect("the list").await.json["document"], *document);
}

#[tokio::test]
async fn a_file_may_be_attached_under_any_name() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let fields = [("chat_id", chat.as_str()), ("photo", "attach://pic")];
    let body = form(&fields, &[("pic", "a.png", &png(640, 480))]);
    let message = upload(&mut bot, "sendPhoto", &body).await.result();
    let photo = &message["photo"][0];
    assert_eq!((&photo["width"], &photo["height"]), (&json!(640), &json!(480)));
    let missing = form(&[("chat_id", &chat), ("photo", "attach://other")], &[("pic", "a", b"x")]);
    let refused = upload(&mut bot, "sendPhoto", &missing).await;
    assert_eq!(refused.description(), "Bad Request: there is no photo in the request");
    assert_eq!(telegram.ledger().await.violations.len(), 1, "a part that nobody attaches");
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn each_kind_shows_what_was_told_of_it() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let cases = [
        (
            "sendVideo",
            "video",
            "a.mp4",
            json!({"duration": 3, "width": 4, "height": 5, "file_name": "a.mp4", "mime_type": "video/mp4"}),
        ),
        (
            "sendAnimation",
            "animation",
            "a.gif",
            json!({"duration": 3, "width": 4, "height": 5, "file_name": "a.gif", "mime_type": "image/gif"}),
        ),
        (
            "sendAudio",
            "audio",
            "a.mp3",
            json!({"duration": 3, "title": "T", "performer": "P", "file_name": "a.mp3", "mime_type": "audio/mpeg"}),
        ),
        ("sendVoice", "voice", "a.ogg", json!({"duration": 3, "mime_type": "audio/ogg"})),
        ("sendVideoNote", "video_note", "a.mp4", json!({"duration": 3, "length": 6})),
    ];
    for (method, kind, name, told) in cases {
        let all = [
            ("duration", "3"),
            ("width", "4"),
            ("height", "5"),
            ("title", "T"),
            ("performer", "P"),
            ("length", "6"),
        ];
        let known = molniya_schema::method(method).unwrap();
        let mut fields: Vec<_> =
            all.into_iter().filter(|(name, _)| known.field(name).is_some()).collect();
        fields.push(("chat_id", chat.as_str()));
        let body = form(&fields, &[(kind, name, b"abc")]);
        let message = upload(&mut bot, method, &body).await.result();
        strict::check(&known.returns, &message, method);
        let mut object = message[kind].as_object().unwrap().clone();
        for name in ["file_id", "file_unique_id", "file_size"] {
            assert!(object.remove(name).is_some(), "{method}: {name}");
        }
        assert_eq!(Value::Object(object), told, "{method}");
        assert_eq!(message.get("document").is_some(), kind == "animation");
    }
}

#[tokio::test]
pub(crate) async fn uploads_are_refused_as_the_server_does() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let fields = [("chat_id", chat.as_str())];
    let large = [png(9, 9), vec![0; 10 << 20]].concat();
    let cases = [
        ("photo", &b""[..], "file must be non-empty".to_owned()),
        ("photo", b"no picture", "IMAGE_PROCESS_FAILED".to_owned()),
        ("photo", &png(9_000, 1_001), "PHOTO_INVALID_DIMENSIONS".to_owned()),
        ("photo", &png(21, 1), "PHOTO_INVALID_DIMENSIONS".to_owned()),
        (
            "photo",
            &large,
            format!(
                "file of size {} bytes is too big for a photo; the maximum size is 10485760 bytes",
                large.len()
            ),
        ),
        ("document", b"x", "there is no photo in the request".to_owned()),
    ];
    for (part, content, words) in cases {
        let answer =
            upload(&mut bot, "sendPhoto", &form(&fields, &[(part, "a.png", content)])).await;
        assert_eq!((answer.status, answer.description()), (400, format!("Bad Request: {words}")));
    }
    let body = form(&fields, &[("document", "a.txt", b"x")]);
    let document = upload(&mut bot, "sendDocument", &body).await.result()["document"].clone();
    let photo = json!({"chat_id": ann.chat_id(), "photo": document["file_id"]});
    let text = "Bad Request: can't use file of type Document as Photo";
    assert_eq!(bot.refused("sendPhoto", photo).await, (400, text.into()));
    drop(_telegram.allow_violations());
}

#[tokio::test]
async fn only_files_that_are_here_and_not_too_large_are_found() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let unknown = "Bad Request: wrong file_id or the file is temporarily unavailable";
    assert_eq!(bot.refused("getFile", json!({"file_id": "AgACxyz"})).await, (400, unknown.into()));
    let chat = ann.chat_id().to_string();
    let whole = vec![b'x'; (20 << 20) + 1];
    for (content, found) in [(&whole[1..], true), (&whole[..], false)] {
        let body = form(&[("chat_id", &chat)], &[("document", "a.bin", content)]);
        let id =
            upload(&mut bot, "sendDocument", &body).await.result()["document"]["file_id"].clone();
        if found {
            assert_eq!(download(&mut bot, &id).await.1.body.len(), 20 << 20);
        } else {
            let refused = bot.refused("getFile", json!({"file_id": id})).await;
            assert_eq!(refused, (400, "Bad Request: file is too big".into()));
        }
    }
}

#[tokio::test]
async fn downloads_need_the_token_and_a_path_that_was_given() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    ann.send_file("document", "a.txt", b"x").await;
    let wrong = format!("/file/bot123:{}/documents/file_0.txt", "A".repeat(35));
    assert_eq!(bot.http.get(&wrong).await.status, 401);
    for path in ["documents/file_1.txt", "../documents/file_0.txt", ""] {
        let answer = bot.http.get(&format!("/file{}", bot.path(path))).await;
        assert_eq!((answer.status, answer.description()), (404, "Not Found".into()), "{path}");
    }
}

#[tokio::test]
async fn a_person_sends_files_too() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    ann.send_file("photo", "me & you.png", &png(30, 20)).await;
    let message = bot.updates(-1).await[0]["message"].clone();
    let photo = &message["photo"][0];
    assert_eq!((&photo["width"], &photo["height"]), (&json!(30), &json!(20)));
    let file = bot.ok("getFile", json!({"file_id": photo["file_id"]})).await;
    assert_eq!(file["file_path"], "photos/file_0.png");
    ann.send_file("voice", "note.ogg", b"la la").await;
    let message = bot.updates(-2).await[1]["message"].clone();
    let voice = &message["voice"];
    assert_eq!((&voice["mime_type"], &voice["duration"]), (&json!("audio/ogg"), &json!(0)));
    assert_eq!(download(&mut bot, &message["voice"]["file_id"]).await.1.body, "la la");
}

#[tokio::test]
async fn an_album_is_several_messages_that_belong_together() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id().to_string();
    let media = json!([
        {"type": "photo", "media": "attach://one", "caption": "*both*", "parse_mode": "Markdown"},
        {"type": "video", "media": "attach://two", "duration": 7, "has_spoiler": true},
        {"type": "photo", "media": "https://example.org/tea.jpg"},
    ]);
    let fields = [("chat_id", chat.as_str()), ("media", &media.to_string())];
    let files = [("one", "a.png", &png(6, 4)[..]), ("two", "b.mp4", b"film")];
    let messages = upload(&mut bot, "sendMediaGroup", &form(&fields, &files)).await.result();
    strict::check(&molniya_schema::method("sendMediaGroup").unwrap().returns, &messages, "album");
    assert_eq!(
        (&messages[0]["photo"][0]["width"], &messages[0]["caption"]),
        (&json!(6), &json!("both"))
    );
    let video = &messages[1];
    assert_eq!(
        (&video["video"]["duration"], &video["has_media_spoiler"]),
        (&json!(7), &json!(true))
    );
    assert_eq!(download(&mut bot, &video["video"]["file_id"]).await.1.body, "film");
    assert!(messages[2]["photo"].is_array() && messages[0]["media_group_id"].is_string());
    assert!(
        messages
            .as_array()
            .unwrap()
            .iter()
            .all(|m| m["media_group_id"] == messages[0]["media_group_id"])
    );
    telegram.assert_clean().await;

    let photo = json!({"type": "photo", "media": "abc"});
    for (media, words) in [
        (json!("nonsense"), "can't parse media JSON object"),
        (json!([]), "there are no messages to send"),
        (json!(vec![&photo; 11]), "too many messages to send as an album"),
        (
            json!([photo, {"type": "photo", "media": "attach://none"}]),
            "there is no photo in the request",
        ),
    ] {
        let call = json!({"chat_id": ann.chat_id(), "media": media});
        assert_eq!(
            bot.refused("sendMediaGroup", call).await,
            (400, format!("Bad Request: {words}"))
        );
    }
    let mixed = json!([photo, {"type": "document", "media": "abc"}]);
    let call = json!({"chat_id": ann.chat_id(), "media": mixed});
    assert_eq!(bot.refused("sendMediaGroup", call).await.0, 501);
    assert_eq!(ann.messages().await.len(), 4, "nothing of what was refused");
}

#[tokio::test]
async fn everything_people_do_reaches_strict_programs() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    for kind in ["document", "video", "animation", "audio", "voice", "video_note", "sticker"] {
        ann.send_file(kind, "a.bin", b"abc").await;
    }
    ann.send_file("photo", "a.png", &png(3, 2)).await;
    ann.sticker("\u{1f375}").await;
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]});
    let call = json!({"chat_id": ann.chat_id(), "text": "sure?", "reply_markup": markup});
    bot.ok("sendMessage", call).await;
    ann.press("yes").await;
    let updates = bot.updates(0).await;
    assert_eq!(updates.len(), 11);
    for update in updates {
        strict::check(&[TypeRef::Named("Update")], &update, "update");
    }
}

#[tokio::test]
async fn captions_are_edited_where_there_can_be_one() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let photo = json!({"chat_id": ann.chat_id(), "photo": "abc", "caption": "old"});
    let id = bot.ok("sendPhoto", photo).await["message_id"].clone();
    let edit = json!({"chat_id": ann.chat_id(), "message_id": id, "caption": "<i>new</i>", "parse_mode": "HTML"});
    let edited = bot.ok("editMessageCaption", edit.clone()).await;
    assert_eq!(
        (&edited["caption"], &edited["caption_entities"][0]["type"]),
        (&json!("new"), &json!("italic"))
    );
    assert!(bot.refused("editMessageCaption", edit).await.1.contains("message is not modified"));
    let text = bot.say(ann.chat_id(), "text").await;
    let edit = json!({"chat_id": ann.chat_id(), "message_id": text, "caption": "x"});
    let words = "Bad Request: there is no caption in the message to edit";
    assert_eq!(bot.refused("editMessageCaption", edit).await, (400, words.into()));
}

#[tokio::test]
async fn files_outlive_their_server() {
    let folder = tempfile::tempdir().unwrap();
    let any = ([127, 0, 0, 1], 0).into();
    let data = Some(folder.path().join("telegram.db"));
    let config = Config { bot_api: any, person: any, data, ..Config::default() };
    let telegram = Telegram::start_with(config.clone()).await;
    let ann = telegram.person("Ann").await;
    ann.send_file("document", "a.txt", b"\x00\xffbytes").await;
    ann.send_file("document", "b.txt", b"more").await;
    telegram.stop().await;
    let telegram = Telegram::start_with(config).await;
    let mut bot = Bot::of(&telegram).await;
    let updates = bot.updates(0).await;
    let id = &updates[1]["message"]["document"]["file_id"];
    assert_eq!(download(&mut bot, id).await.1.body, "more");
    let ann = telegram.people().await.remove(0);
    ann.send_file("document", "c.txt", b"x").await;
    let updates = bot.updates(updates[2 - 1]["update_id"].as_i64().unwrap() + 1).await;
    let id = &updates[0]["message"]["document"]["file_id"];
    assert_eq!(download(&mut bot, id).await.0["file_path"], "documents/file_2.txt");
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_is_read() {
    let telegram = Telegram::start().await;
    let path = Bot::of(&telegram).await.path("sendDocument");
    let head = |more: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=zz\r\n{more}\r\n\r\n"
        )
    };
    let mut http = Raw::connect(&telegram.api_url()).await;
    http.write(head(&format!("Content-Length: {}", (51 << 20) + 1)).as_bytes()).await;
    let answer = http.answer().await.unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (413, ""));
    // One that does not say how long it is is read up to the limit and no further.
    let mut http = Raw::connect(&telegram.api_url()).await;
    http.write(head("Transfer-Encoding: chunked").as_bytes()).await;
    let chunk = [format!("{:x}\r\n", 1 << 20).into_bytes(), vec![b'x'; 1 << 20], b"\r\n".to_vec()];
    for _ in 0..51 {
        http.write(&chunk.concat()).await;
    }
    http.write(b"1\r\nx\r\n").await;
    assert_eq!(http.answer().await.unwrap().status, 413);
}
