//! What the client makes of answers and of their absence.

use std::time::Duration;

use molniya_botapi::{
    CallError, ChatId, Client, MAX_ANSWER, NetworkError, RawResult,
    methods::{GetMe, SendMessage},
};

use crate::server::{Reply, Server, TOKEN, ok, status};

const SOON: Duration = Duration::from_secs(20);

async fn call(client: &Client) -> Result<RawResult, CallError> {
    client.call_raw("getMe", "{}".into(), SOON).await
}

/// Calls once on a server that answers so, and hands over the error after looking for the token in it.
async fn error(reply: Reply) -> CallError {
    let server = Server::start(move |_| reply.clone()).await;
    let error = call(&server.client()).await.expect_err("an error");
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains("a_secret"), "the token is in: {text}");
    }
    assert!(!error.to_string().contains('\n'));
    error
}

fn refusal(code: u16, description: &str, parameters: &str) -> Reply {
    let body =
        format!(r#"{{"ok":false,"error_code":{code},"description":"{description}"{parameters}}}"#);
    status(&format!("{code} Anything"), &body)
}

#[tokio::test]
async fn a_call_is_one_json_post_and_its_result_is_decoded() {
    let message =
        r#"{"message_id":9,"date":1,"chat":{"id":5,"type":"private"},"text":"\u0434\u0430"}"#;
    let server = Server::start(move |_| ok(message)).await;
    let sent = server.client().call(&SendMessage::new(ChatId(5), "да")).await.unwrap();
    assert_eq!((sent.message_id.0, sent.text.as_deref()), (9, Some("да")));
    let (head, body) = server.seen().requests[0].clone();
    assert!(head.starts_with(&format!("POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n")), "{head}");
    let host = server.url.strip_prefix("http://").unwrap();
    assert!(head.to_lowercase().contains(&format!("host: {host}\r\n")), "{head}");
    assert!(head.to_lowercase().contains("content-type: application/json"));
    assert_eq!(body, r#"{"chat_id":5,"text":"да"}"#);
}

#[tokio::test]
async fn a_raw_result_is_the_text_as_it_came() {
    let server = Server::start(|_| {
        Reply::Json(r#"{"ok":true , "result" : {"a": [1, "\u044f"]}, "x":1}"#.into())
    })
    .await;
    let result = call(&server.client()).await.unwrap();
    assert_eq!(result.get(), r#"{"a": [1, "\u044f"]}"#);
}

#[tokio::test]
async fn a_result_ends_where_the_answer_goes_on() {
    for (answer, expected) in [
        (r#"{"ok":true,"result":{"a":{}}}"#, r#"{"a":{}}"#),
        (r#"{"ok":true,"result":{"a":1},"description":"done"}"#, r#"{"a":1}"#),
        (r#"{"ok":true,"result":true,"description":"Webhook was set"}"#, "true"),
        (r#"{"ok":true,"result":[{}]}"#, "[{}]"),
    ] {
        let server = Server::start(move |_| Reply::Json(answer.into())).await;
        assert_eq!(call(&server.client()).await.unwrap().get(), expected);
    }
}

#[tokio::test]
async fn a_batch_is_split_without_a_look_inside() {
    let batch = r#"[{"update_id":1,"message":7},  null, [], "x", {"update_id":2}]"#;
    let poll = async |batch: &'static str| {
        let server = Server::start(move |_| ok(batch)).await;
        server.client().get_updates("{}".into(), SOON).await
    };
    let updates = poll(batch).await.unwrap();
    let updates: Vec<&str> = updates.iter().map(|update| &**update).collect();
    assert_eq!(
        updates,
        [r#"{"update_id":1,"message":7}"#, "null", "[]", "\"x\"", r#"{"update_id":2}"#]
    );
    for broken in ["{}", "[1,", "7"] {
        assert!(matches!(poll(broken).await, Err(CallError::Malformed { .. })), "{broken}");
    }
}

#[tokio::test]
async fn a_path_before_the_token_is_kept() {
    let server = Server::start(|_| ok("true")).await;
    let mut config = server.config();
    config.url = format!("{}/proxy/", server.url).parse().unwrap();
    call(&Client::new(config).unwrap()).await.unwrap();
    let (head, _) = server.seen().requests[0].clone();
    assert!(head.starts_with(&format!("POST /proxy/bot{TOKEN}/getMe ")), "{head}");
}

#[tokio::test]
async fn a_flood_wait_says_how_long() {
    let told = error(refusal(
        429,
        "Too Many Requests: retry after 17",
        r#","parameters":{"retry_after":17}"#,
    ))
    .await;
    assert!(
        matches!(told, CallError::FloodWait { retry_after } if retry_after == Duration::from_secs(17))
    );
    let head =
        Reply::Bytes("HTTP/1.1 429 No\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nslow".into());
    let by_header = error(head).await;
    assert!(
        matches!(by_header, CallError::FloodWait { retry_after } if retry_after == Duration::from_secs(3))
    );
}

#[tokio::test]
async fn a_migrated_chat_says_where_to() {
    let parameters = r#","parameters":{"migrate_to_chat_id":-1001234567890}"#;
    let text = "Bad Request: group chat was upgraded to a supergroup chat";
    let error = error(refusal(400, text, parameters)).await;
    assert!(matches!(error, CallError::Migrated { to: ChatId(-1_001_234_567_890) }));
}

#[tokio::test]
async fn a_refusal_keeps_its_text() {
    let text = "Bad Request: can't parse entities: Character '.' is reserved";
    let error = error(refusal(400, text, "")).await;
    let CallError::Refused { code: 400, description } = &error else { panic!("{error:?}") };
    assert_eq!(description, text);
    assert_eq!(error.to_string(), format!("refused with 400: {text}"));
}

#[tokio::test]
async fn another_poller_and_a_wrong_token_are_told_apart() {
    let conflict =
        error(refusal(409, "Conflict: terminated by other getUpdates request", "")).await;
    assert!(conflict.is_conflict() && !conflict.is_unauthorized());
    let unauthorized = error(refusal(401, "Unauthorized", "")).await;
    assert!(unauthorized.is_unauthorized() && !unauthorized.is_conflict());
}

#[tokio::test]
async fn a_proxy_page_is_a_failure_of_the_server() {
    let page = "<html>\n<title>502 Bad Gateway</title>\n</html>";
    let error = error(status("502 Bad Gateway", page)).await;
    let CallError::Server { code: 502, description } = &error else { panic!("{error:?}") };
    assert_eq!(description, page);
    assert!(error.is_outcome_unknown());
}

#[tokio::test]
async fn a_proxy_that_repeats_the_request_line_does_not_make_us_print_the_token() {
    let error = error(status("404 Not Found", &format!("Cannot POST /bot{TOKEN}/getMe"))).await;
    let CallError::Refused { code: 404, description } = &error else { panic!("{error:?}") };
    assert_eq!(description, "Cannot POST /bot123456:***/getMe");
    self::error(refusal(404, &format!("no /bot{TOKEN}"), "")).await;
    self::error(status("404 Not Found", &TOKEN.replace(':', "%3A"))).await;
    self::error(status("200 OK", &format!("{{\"ok\":\"{TOKEN}\"}}"))).await;
}

#[test]
fn a_result_that_repeats_the_request_line_does_not_make_us_print_the_token() {
    for result in [r#""POST /bot123456:AAF/getMe""#, r#""a \"quoted\" AAF""#] {
        let error = serde_json::from_str::<Vec<i64>>(result).unwrap_err();
        let shown = CallError::malformed(&error).to_string();
        assert_eq!(
            shown.split(" at line").next(),
            Some("answer not understood: invalid type: string …, expected a sequence")
        );
    }
    let error = serde_json::from_str::<Vec<i64>>("7").unwrap_err();
    assert!(CallError::malformed(&error).to_string().contains("integer `7`, expected a sequence"));
}

#[tokio::test]
async fn an_empty_refusal_has_the_name_of_its_status() {
    let error = error(status("413 Payload Too Large", "")).await;
    assert!(
        matches!(&error, CallError::Refused { code: 413, description } if description == "Payload Too Large")
    );
}

#[tokio::test]
async fn a_connection_closed_before_the_answer_leaves_the_outcome_unknown() {
    let error = error(Reply::BytesAndClose(String::new())).await;
    assert!(matches!(error, CallError::Unknown(NetworkError::Http(_))), "{error:?}");
    assert!(error.is_outcome_unknown());
}

#[tokio::test]
async fn half_a_body_leaves_the_outcome_unknown() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":true,";
    let error = error(Reply::BytesAndClose(half.into())).await;
    assert!(matches!(error, CallError::Unknown(NetworkError::Http(_))), "{error:?}");
}

#[tokio::test]
async fn what_is_not_http_leaves_the_outcome_unknown() {
    let error = error(Reply::BytesAndClose("220 mail.example.org ESMTP\r\n\r\n".into())).await;
    assert!(matches!(error, CallError::Unknown(NetworkError::Http(_))), "{error:?}");
}

#[tokio::test]
async fn success_that_cannot_be_read_is_malformed() {
    for body in [
        "",
        "hello",
        "[]",
        "{\"ok\":true}",
        "{\"ok\":true,\"result\":",
        "{\"ok\":\"yes\",\"result\":1}",
    ] {
        let error = error(status("200 OK", body)).await;
        assert!(matches!(error, CallError::Malformed { .. }), "{body}: {error:?}");
    }
    let server = Server::start(|_| ok("\"a text\"")).await;
    let error = server.client().call(&GetMe::default()).await.unwrap_err();
    assert!(matches!(error, CallError::Malformed { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_beyond_the_limit_is_not_read() {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{{", MAX_ANSWER + 1);
    let error = error(Reply::Bytes(head)).await;
    assert!(matches!(error, CallError::Unknown(NetworkError::TooLarge)), "{error:?}");
}

#[tokio::test]
async fn a_chunked_answer_is_put_together() {
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
                  c\r\n{\"ok\":true,\"\r\n9\r\nresult\":1\r\n1\r\n}\r\n0\r\n\r\n";
    let server = Server::start(move |_| Reply::Bytes(chunks.into())).await;
    assert_eq!(call(&server.client()).await.unwrap().get(), "1");
}

#[tokio::test]
async fn a_name_that_is_no_methods_is_not_sent() {
    let server = Server::start(|_| ok("true")).await;
    for name in ["", "getMe?offset=1", "../file", "get Me"] {
        let error = server.client().call_raw(name, "{}".into(), SOON).await.unwrap_err();
        assert!(matches!(error, CallError::Encode(_)), "{error:?}");
    }
    assert_eq!(server.seen().requests.len(), 0);
}
