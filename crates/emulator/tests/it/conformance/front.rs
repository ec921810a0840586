//! URLs, tokens, headers, envelopes and the sources of parameters.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use molniya_emulator::testkit::Telegram;
use molniya_emulator::{Config, Emulator, Fault, Reset};
use serde_json::json;

use crate::bot::Bot;
use crate::raw::Raw;

const KEEP_ALIVE: (&str, &str) = ("Connection", "keep-alive");
const JSON: (&str, &str) = ("Content-Type", "application/json");

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn an_answer_has_exactly_these_headers_in_this_order() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let answer = bot.call("getMe", json!({})).await;
    let length = answer.body.len().to_string();
    let expected = [KEEP_ALIVE, JSON, ("Content-Length", length.as_str())];
    assert_eq!(answer.headers, owned(&expected));
    assert!(answer.body.starts_with(r#"{"ok":true,"result":{"id":"#), "{}", answer.body);
}

#[tokio::test]
async fn method_names_match_in_any_case_and_may_be_a_parameter() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    for path in ["GETME", "getme?x=1", "?method=getMe", "test/getMe"] {
        let path = bot.path(path);
        assert_eq!(bot.http.get(&path).await.result()["is_bot"], true, "{path}");
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn unknown_paths_and_methods_are_not_found() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let no_method = bot.path("");
    let no_slash = no_method.trim_end_matches('/').to_owned();
    for path in ["/", "/bo", "/file/x", &no_slash] {
        let answer = bot.http.get(path).await;
        assert_eq!(answer.body, r#"{"ok":false,"error_code":404,"description":"Not Found"}"#);
        assert_eq!(answer.status, 404);
    }
    for path in [no_method, bot.path("noSuchMethod")] {
        let answer = bot.http.get(&path).await;
        assert_eq!(
            (answer.status, answer.description()),
            (404, "Not Found: method not found".into())
        );
    }
}

#[tokio::test]
async fn a_method_that_is_not_modelled_says_so() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let story = json!({"content": {}});
    assert_eq!(
        bot.refused("poststory", story).await,
        (501, "Not Implemented: postStory is not modelled".into())
    );
}

#[tokio::test]
async fn tokens_are_judged_as_the_server_does() {
    let telegram = Telegram::start().await;
    let mut http = Raw::connect(&telegram.api_url()).await;
    let secret = "A".repeat(35);
    let invalid = (401, "Unauthorized: invalid token specified");
    let unknown = (401, "Unauthorized");
    let cases = [
        (format!("0123:{secret}"), invalid),
        (format!("123:{}", "A".repeat(77)), invalid),
        ("123456".to_owned(), invalid),
        (format!("-5:{secret}"), invalid),
        (format!("18014398509481984:{secret}"), invalid),
        (format!("12x:{secret}"), (421, "Misdirected Request: unallowed token specified")),
        (format!("123:{}", "A".repeat(23)), unknown),
        (format!("123:{}*", "A".repeat(30)), unknown),
        (format!("123:{secret}"), unknown),
    ];
    for (token, (status, text)) in cases {
        let answer = http.get(&format!("/bot{token}/getMe")).await;
        assert_eq!((answer.status, answer.description().as_str()), (status, text), "{token}");
    }
}

#[tokio::test]
async fn other_verbs_and_encodings_get_a_status_line_and_the_door() {
    let telegram = Telegram::start().await;
    let path = Bot::of(&telegram).await.path("getMe");
    let long_boundary =
        format!("Content-Type: multipart/form-data; boundary={}\r\n", "b".repeat(71));
    let cases = [
        ("DELETE", "", 501),
        ("HEAD", "", 501),
        ("POST", "Content-Encoding: br\r\n", 415),
        ("POST", "Transfer-Encoding: gzip, chunked\r\n", 501),
        ("POST", "Content-Length: 4294967296\r\n", 413),
        ("POST", long_boundary.as_str(), 400),
    ];
    for (verb, header, status) in cases {
        let mut http = Raw::connect(&telegram.api_url()).await;
        http.write(format!("{verb} {path} HTTP/1.1\r\nHost: local\r\n{header}\r\n").as_bytes())
            .await;
        let answer = http.answer().await.unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (status, ""), "{verb} {header}");
        assert!(http.is_closed().await, "{verb} {header}");
    }
}

#[tokio::test]
async fn parameters_are_bounded_to_one_mebibyte() {
    let telegram = Telegram::start().await;
    let path = Bot::of(&telegram).await.path("getMe");
    for (kind, body) in [
        ("application/json", json!({"x": "y".repeat(1 << 20)}).to_string()),
        ("application/x-www-form-urlencoded", format!("x={}", "y".repeat(1 << 20))),
    ] {
        let mut http = Raw::connect(&telegram.api_url()).await;
        let answer = http.send("POST", &path, kind, body.as_bytes()).await;
        assert_eq!((answer.status, answer.body.as_str()), (413, ""));
    }
}

#[tokio::test]
async fn a_head_is_bounded() {
    let telegram = Telegram::start().await;
    let path = Bot::of(&telegram).await.path("getMe");
    let mut http = Raw::connect(&telegram.api_url()).await;
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: local\r\nX: {}\r\n\r\n", "y".repeat(300 << 10));
    http.write(head.as_bytes()).await;
    let answer = http.answer().await.unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (431, ""));
}

#[tokio::test]
async fn every_encoding_means_the_same() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let chat = ann.chat_id();
    let path = bot.path("sendMessage");
    let multipart = format!(
        "--zz\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n{chat}\r\n--zz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na \u{e9}\r\n--zz--\r\n"
    );
    let cases = [
        ("GET", format!("{path}?chat_id={chat}&text=a+%C3%A9"), "", String::new()),
        (
            "POST",
            path.clone(),
            "application/x-www-form-urlencoded; charset=utf-8",
            format!("chat_id={chat}&text=a%20%c3%a9"),
        ),
        (
            "POST",
            path.clone(),
            "application/json",
            format!(r#"{{"chat_id":{chat},"text":"a \u00e9"}}"#),
        ),
        (
            "POST",
            path.clone(),
            "application/json",
            format!(r#"{{"chat_id":"{chat}","text":"a é"}}"#),
        ),
        ("POST", path.clone(), "multipart/form-data; boundary=zz", multipart),
    ];
    for (verb, path, kind, body) in cases {
        let answer = bot.http.send(verb, &path, kind, body.as_bytes()).await;
        assert_eq!(answer.result()["text"], "a \u{e9}", "{kind}");
        assert!(answer.body.contains(r#""text":"a \u00e9""#), "ASCII only: {}", answer.body);
    }
}

#[tokio::test]
async fn bodies_may_be_compressed_but_not_beyond_their_bound() {
    let telegram = Telegram::start().await.allow_violations();
    let path = Bot::of(&telegram).await.path("getUpdates");
    let gzip = |body: &[u8]| {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(body).unwrap();
        out.finish().unwrap()
    };
    let deflate = |body: &[u8]| {
        let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
        out.write_all(body).unwrap();
        out.finish().unwrap()
    };
    let call = br#"{"allowed_updates":["poll"]}"#;
    let bomb = vec![b' '; 2 << 20];
    let cases = [
        ("gzip", gzip(call), 200),
        ("Deflate", deflate(call), 200),
        ("gzip", b"no gzip".to_vec(), 400),
        ("gzip", gzip(&bomb), 413),
    ];
    for ((coding, body, status), offset) in cases.into_iter().zip(-9..) {
        // No offset is repeated, because that is throttled.
        let path = format!("{path}?offset={offset}");
        let mut http = Raw::connect(&telegram.api_url()).await;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Encoding: {coding}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        http.write(&[head.as_bytes(), &body].concat()).await;
        assert_eq!(http.answer().await.unwrap().status, status, "{coding}");
        if status == 200 {
            let info = http
                .get(&path.replace("getUpdates", "getWebhookInfo").replace("offset", "x"))
                .await
                .result();
            assert_eq!(info["allowed_updates"], json!(["poll"]), "{coding}");
            http.get(&format!("{path}0&allowed_updates=[]")).await.result();
        }
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_read_and_ignored() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let path = bot.path("sendMessage");
    let answer = bot.http.send("POST", &path, "text/plain", br#"{"chat_id":1,"text":"x"}"#).await;
    assert_eq!(
        (answer.status, answer.description()),
        (400, "Bad Request: message text is empty".into())
    );
    let path = bot.path("getMe");
    assert_eq!(bot.http.get(&path).await.status, 200, "on the same connection");
}

#[tokio::test]
async fn the_query_beats_the_body_and_the_first_beats_the_second() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let path = format!("{}?text=query&text=again", bot.path("sendMessage"));
    let body = json!({"chat_id": ann.chat_id(), "text": "body"}).to_string();
    let answer = bot.http.send("POST", &path, "application/json", body.as_bytes()).await;
    assert_eq!(answer.result()["text"], "query");
}

#[tokio::test]
async fn a_broken_body_is_used_as_far_as_it_goes() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let path = bot.path("sendMessage");
    let good_start = format!(r#"{{"text":"hello","chat_id":{},"reply_markup":{{"#, ann.chat_id());
    let answer = bot.http.send("POST", &path, "application/json", good_start.as_bytes()).await;
    assert_eq!(answer.result()["text"], "hello");
    for (kind, body) in [
        ("application/json", "{\"chat_id\":1, text}"),
        ("text/plain", "text=x"),
        ("application/json", "[]"),
    ] {
        let answer = bot.http.send("POST", &path, kind, body.as_bytes()).await;
        assert_eq!(answer.description(), "Bad Request: message text is empty", "{kind} {body}");
    }
}

#[tokio::test]
async fn null_is_the_text_null() {
    let telegram = Telegram::start().await.allow_violations();
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let chat = ann.chat_id();
    let call = json!({"chat_id": chat, "text": "x", "reply_markup": null});
    assert_eq!(
        bot.refused("sendMessage", call).await,
        (400, "Bad Request: object expected as reply markup".into())
    );
    let call = json!({"chat_id": chat, "text": "x", "parse_mode": null});
    assert_eq!(
        bot.refused("sendMessage", call).await,
        (400, "Bad Request: unsupported parse_mode".into())
    );
}

#[tokio::test]
async fn requests_on_one_connection_are_answered_in_turn() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let (me, info) = (bot.path("getMe"), bot.path("getWebhookInfo"));
    let both =
        format!("GET {me} HTTP/1.1\r\nHost: a\r\n\r\nGET {info} HTTP/1.1\r\nHost: a\r\n\r\n");
    bot.http.write(both.as_bytes()).await;
    assert_eq!(bot.http.answer().await.unwrap().result()["is_bot"], true);
    assert_eq!(bot.http.answer().await.unwrap().result()["url"], "");
}

#[tokio::test]
async fn chunked_bodies_are_read() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        bot.path("getUpdates")
    );
    bot.http.write(head.as_bytes()).await;
    bot.http.write(b"5\r\n{\"lim\r\n9\r\nit\":\"1\"} \r\n0\r\n\r\n").await;
    assert_eq!(bot.http.answer().await.unwrap().result(), json!([]));
}

#[tokio::test]
async fn a_request_carries_fifty_files_at_most() {
    let telegram = Telegram::start().await;
    let path = Bot::of(&telegram).await.path("getMe");
    for (files, status) in [(50, 200), (51, 413)] {
        let part = |index| {
            format!(
                "--zz\r\nContent-Disposition: form-data; name=\"f{index}\"; filename=\"x\"\r\n\r\ny\r\n"
            )
        };
        let body: String = (0..files).map(part).chain(["--zz--\r\n".to_owned()]).collect();
        let mut http = Raw::connect(&telegram.api_url()).await;
        let answer =
            http.send("POST", &path, "multipart/form-data; boundary=zz", body.as_bytes()).await;
        assert_eq!(answer.status, status);
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_file_may_have_any_name_that_another_parameter_attaches() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let part = |head: &str, content: &str| {
        format!(
            "--zz\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"
        )
    };
    for (value, names) in
        [("attach://f1", 0), (r#"[{"media":"attach://f1"}]"#, 0), ("attach://f12", 1)]
    {
        let body = [
            part("name=\"document\"", value),
            part("name=\"f1\"; filename=\"a \\\"b\\\"; c.txt\"", "content"),
            "--zz--\r\n".to_owned(),
        ];
        let (path, kind) = (bot.path("sendDocument"), "multipart/form-data; boundary=zz");
        let answer = bot.http.send("POST", &path, kind, body.concat().as_bytes()).await;
        assert_eq!(answer.status, 400, "there is no chat_id");
        assert_eq!(telegram.ledger().await.violations.len(), names, "{value}");
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn booleans_are_true_in_three_words() {
    let telegram = Telegram::start().await.allow_violations();
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    for (word, protected) in
        [("YES", true), ("%20true", true), ("1", true), ("on", false), ("0", false)]
    {
        let path = bot.path("sendMessage");
        let query = format!("{path}?chat_id={}&text=x&protect_content={word}", ann.chat_id());
        let message = bot.http.get(&query).await.result();
        assert_eq!(message["has_protected_content"] == true, protected, "{word}");
    }
}

#[tokio::test]
async fn a_request_is_answered_without_a_network_as_over_one() {
    let any = ([127, 0, 0, 1], 0).into();
    let config = Config { bot_api: any, person: any, ..Config::default() };
    let emulator = Emulator::start(config).await.unwrap();
    let mut http = Raw::connect(&emulator.api_url()).await;
    let token = emulator.token();
    let calls = [("getMe", ""), ("sendMessage?chat_id=1", "text=a"), ("nothing", "")];
    for (path, body) in calls {
        let path = format!("/bot{token}/{path}");
        let all = if body.is_empty() { path.clone() } else { format!("{path}&{body}") };
        let over_network = http.get(&all).await;
        let request = http::Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(body));
        let answer = emulator.answer(request.unwrap()).await.unwrap();
        assert_eq!(answer.status().as_u16(), over_network.status);
        assert_eq!(*answer.body(), *over_network.body.as_bytes());
    }
    let reset = Telegram::connect(&emulator.page_url()).await;
    reset.fault(Fault::reset("getMe", Reset::Before)).await;
    let request = http::Request::get(format!("/bot{token}/getMe")).body(Bytes::new());
    assert!(emulator.answer(request.unwrap()).await.is_none());
}
