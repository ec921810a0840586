//! A browser under test: chromium, driven by chromedriver over the W3C WebDriver protocol,
//! <https://www.w3.org/TR/webdriver2/>.
//!
//! The protocol is JSON over HTTP/1.1 on the loopback, a handful of requests here; a client crate would bring an
//! HTTP stack of its own for them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a condition in the page may take to come true.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long until what is to become of a value is looked at again.
const LOOK: Duration = Duration::from_millis(50);
/// How often an element may be replaced by the page between being found and being used.
const REPLACED: usize = 20;
/// The longest wait for an answer of chromedriver: a condition, or the start of the browser on a busy machine.
const ANSWER: Duration = Duration::from_secs(120);
/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Keys, see <https://www.w3.org/TR/webdriver2/#keyboard-actions>.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const END: &str = "\u{e010}";
pub(crate) const HOME: &str = "\u{e011}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const RIGHT: &str = "\u{e014}";
pub(crate) const DOWN: &str = "\u{e015}";

/// A folder for pictures of the page; for the documentation.
const SCREENSHOTS: &str = "MOLNIYA_SCREENSHOTS";

const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--window-size=1440,900",
];

/// Becomes the value of a condition, as soon as there is one that counts as true. What is typed into a field changes
/// nothing that can be observed, so it is looked at now and then, too. A condition about an element that is not there
/// yet is not true yet.
const WAIT: &str = "
    const done = arguments[0];
    const condition = () => { CONDITION };
    const holds = () => {
        try {
            return condition();
        } catch (error) {
            if (error instanceof TypeError) return false;
            throw error;
        }
    };
    const watcher = new MutationObserver(() => check());
    let clock;
    const check = () => {
        const value = holds();
        if (!value) return false;
        watcher.disconnect();
        clearInterval(clock);
        done(value);
        return true;
    };
    if (!check()) {
        watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        clock = setInterval(check, 50);
    }";

/// A browser with one window; it closes with this value.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: TempDir,
}

impl Browser {
    /// Starts chromedriver on a free port, and a browser with an empty profile.
    pub(crate) fn start() -> Self {
        let chromium = installed("chromium");
        let mut driver = Command::new(installed("chromedriver"))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let output = driver.stdout.take().expect("its output is piped");
        let port = BufReader::new(output).lines().map_while(Result::ok).find_map(|line| {
            line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        let profile = TempDir::new().expect("a folder for the profile");
        // Made before the session, so that a driver without one is stopped, too.
        let mut browser = Self {
            driver,
            port: port.expect("chromedriver names its port"),
            session: String::new(),
            _profile: profile,
        };
        let mut args = FLAGS.map(str::to_owned).to_vec();
        args.push(format!("--user-data-dir={}", browser._profile.path().display()));
        let session = browser.request(
            "POST",
            "/session",
            &json!({"capabilities": {"alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": {"binary": chromium, "args": args},
                "goog:loggingPrefs": {"browser": "ALL"},
                "timeouts": {"script": PATIENCE.as_millis() as u64},
            }}}),
        );
        let session = session.expect("the browser starts");
        browser.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        browser
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn open(&self, address: &str) {
        self.command("POST", "/url", &json!({"url": address}));
    }

    /// Clicks on the element of a selector as a person would; waits until there is one.
    pub(crate) fn click(&self, selector: &str) {
        self.with(selector, |element| (format!("/element/{element}/click"), json!({})));
    }

    /// Types into the element of a selector; waits until there is one.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        self.with(selector, |element| (format!("/element/{element}/value"), json!({"text": text})));
    }

    /// Does something inside the frame of a selector.
    pub(crate) fn inside<T>(&self, selector: &str, act: impl FnOnce(&Self) -> T) -> T {
        self.with(selector, |frame| ("/frame".to_owned(), json!({"id": {(ELEMENT): frame}})));
        let done = act(self);
        self.command("POST", "/frame/parent", &json!({}));
        done
    }

    /// Waits until the body of a JavaScript function returns a value that counts as true, and gives it.
    /// It is asked again whenever the page changes.
    pub(crate) fn wait(&self, body: &str) -> Value {
        let script = json!({"script": WAIT.replace("CONDITION", body), "args": []});
        let end = Instant::now() + PATIENCE;
        loop {
            match self.session_request("POST", "/execute/async", &script) {
                Ok(value) => return value,
                // What waited went away with the page or the frame that was there before; the new one is asked.
                Err(error) if error.contains("document unloaded") && Instant::now() < end => {}
                Err(error) => {
                    panic!("never true: {body}\n{error}\nthe page shows:\n{}", self.text())
                }
            }
        }
    }

    /// Waits until the body of a JavaScript function returns exactly this value.
    pub(crate) fn becomes(&self, body: &str, expected: impl Into<Value>) {
        eventually(|| self.ask(body), &expected.into());
    }

    /// The value of the body of a JavaScript function, as it is now.
    pub(crate) fn ask(&self, body: &str) -> Value {
        self.command("POST", "/execute/sync", &json!({"script": body, "args": []}))
    }

    /// The text that the page shows.
    pub(crate) fn text(&self) -> String {
        self.ask("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) {
        self.command("POST", "/refresh", &json!({}));
    }

    /// Gives the page this size; a window cannot be as narrow as a telephone.
    pub(crate) fn resize(&self, width: u16, height: u16) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        let command = json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size});
        self.command("POST", "/goog/cdp/execute", &command);
    }

    /// Bytes that the scripts of the page hold on to.
    pub(crate) fn heap(&self) -> u64 {
        let ask = |name: &str| {
            self.command("POST", "/goog/cdp/execute", &json!({"cmd": name, "params": {}}))
        };
        ask("HeapProfiler.collectGarbage");
        ask("Runtime.getHeapUsage")["usedSize"].as_f64().unwrap_or_default() as u64
    }

    /// How many windows and tabs are open.
    pub(crate) fn windows(&self) -> usize {
        self.command("GET", "/window/handles", &Value::Null).as_array().map_or(0, Vec::len)
    }

    /// The errors that the page wrote to its console since the last call.
    pub(crate) fn errors(&self) -> Vec<String> {
        let log = self.command("POST", "/se/log", &json!({"type": "browser"}));
        let entries = log.as_array().cloned().unwrap_or_default();
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        errors.map(|entry| entry["message"].to_string()).collect()
    }

    /// Writes the page as a picture of this name, if pictures are wanted.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os(SCREENSHOTS) else {
            return;
        };
        let image = self.command("GET", "/screenshot", &Value::Null);
        let image = from_base64(image.as_str().expect("a screenshot is text"));
        let file = PathBuf::from(folder).join(name).with_extension("png");
        std::fs::write(file, image).expect("a picture can be written");
    }

    /// One request about the element of a selector, which may be replaced by its like in between.
    fn with(&self, selector: &str, request: impl Fn(&str) -> (String, Value)) {
        for _ in 0..REPLACED {
            let (path, body) = request(&self.element(selector));
            match self.session_request("POST", &path, &body) {
                Ok(_) => return,
                Err(error) if error.starts_with("stale element reference") => {}
                Err(error) => panic!("POST {path} {body} for {selector}: {error}"),
            }
        }
        panic!("{selector} is never the same for long enough to be used");
    }

    fn element(&self, selector: &str) -> String {
        let found = self.wait(&format!("return document.querySelector({})", json!(selector)));
        found[ELEMENT].as_str().expect("an element has an id").to_owned()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.session_request(method, path, body);
        answer.unwrap_or_else(|error| panic!("{method} {path} {body}: {error}"))
    }

    fn session_request(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.request(method, &format!("/session/{}{path}", self.session), body)
    }

    /// One request on a connection of its own; the `value` of the answer, or what the driver says against it.
    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = exchange(&format!("127.0.0.1:{}", self.port), method, path, &body)
            .map_err(|error| error.to_string())?;
        let mut answer: Value =
            serde_json::from_slice(&answer).map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"])),
            None => Ok(value),
        }
    }
}

/// Looks at a value until it is the expected one.
pub(crate) fn eventually(look: impl Fn() -> Value, expected: &Value) {
    let end = Instant::now() + PATIENCE;
    loop {
        let value = look();
        if value == *expected {
            return;
        }
        assert!(Instant::now() < end, "it stays {value} and does not become {expected}");
        thread::sleep(LOOK);
    }
}

/// One HTTP request with a JSON body on a connection of its own; the body of the answer.
pub(crate) fn exchange(
    server: &str,
    method: &str,
    path: &str,
    body: &str,
) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server)?;
    stream.set_read_timeout(Some(ANSWER))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok(answer)
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.session_request("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The path of a program; without it the test fails and says what to do.
fn installed(program: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| {
        panic!("{program} is missing: scripts/test.sh installs what the tests need")
    })
}

/// Decodes base64 in its usual alphabet, see <https://www.rfc-editor.org/rfc/rfc4648#section-4>.
pub(crate) fn from_base64(text: &str) -> Vec<u8> {
    let sextets = text.bytes().filter_map(|byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    });
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for sextet in sextets {
        bits = bits << 6 | u32::from(sextet);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
