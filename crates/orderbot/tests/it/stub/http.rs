//! As much of HTTP as the stub needs: requests with a length, one after the other.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::{Call, TOKEN, World};

/// Serves connections until it is dropped, which closes them all.
pub(super) async fn serve(listener: TcpListener, world: Arc<Mutex<World>>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(connection(stream, world.clone()));
    }
}

async fn connection(mut stream: TcpStream, world: Arc<Mutex<World>>) {
    let mut pending = Vec::new();
    while let Some((head, body)) = request(&mut stream, &mut pending).await {
        let answered = answer(&head, &body, &world).await;
        let (status, body) = match answered {
            Ok(result) => ("200 OK", json!({"ok": true, "result": result})),
            Err(fault) => {
                let fault = format!("{}: {fault}", head.lines().next().unwrap_or_default());
                world.lock().expect("not poisoned").faults.push(fault.clone());
                ("400 Bad Request", json!({"ok": false, "error_code": 400, "description": fault}))
            }
        };
        let body = body.to_string();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
        if stream.write_all((head + &body).as_bytes()).await.is_err() {
            return;
        }
    }
}

/// The head and the body of the next request; `None` at the end of the connection.
async fn request(stream: &mut TcpStream, pending: &mut Vec<u8>) -> Option<(String, Vec<u8>)> {
    loop {
        if let Some(end) = pending.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&pending[..end]).into_owned();
            let length = header(&head, "content-length").and_then(|text| text.parse().ok());
            let whole = end + 4 + length.unwrap_or(0);
            if pending.len() >= whole {
                let rest = pending.split_off(whole);
                let request = std::mem::replace(pending, rest);
                return Some((head, request[end + 4..].to_vec()));
            }
        }
        if stream.read_buf(pending).await.ok()? == 0 {
            return None;
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

async fn answer(head: &str, body: &[u8], world: &Mutex<World>) -> Result<Value, String> {
    let path = head.strip_prefix("POST ").and_then(|rest| rest.split(' ').next());
    let method = path.and_then(|path| path.strip_prefix(&format!("/bot{TOKEN}/")));
    let method = method.ok_or("not a POST to a method")?;
    if header(head, "content-type") != Some("application/json") {
        return Err("the body is not said to be JSON".to_owned());
    }
    let params = super::rules::check(method, body)?;
    if method == "getUpdates" {
        return Ok(super::updates(&params, world).await);
    }
    let mut world = world.lock().expect("not poisoned");
    let result = world.carry_out(method, &params)?;
    if ["sendMessage", "answerCallbackQuery"].contains(&method) || method.starts_with("edit") {
        // Nobody listens at the end of a test.
        let _ = world.calls.send(Call { method: method.to_owned(), params });
    }
    Ok(result)
}
