//! The secret part of the token is nowhere to be found, whatever goes wrong: not in what the program prints when it
//! prints everything, and not in what it stores.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use molniya::{Router, Settings, Shutdown, State, text};
use molniya_emulator::testkit::Telegram;
use molniya_emulator::{Config, Fault, NewBot, Reset};
use tempfile::TempDir;

use crate::echo::{ANSWERS, Echo};
use crate::script::{WORDS, order, play};

const SECRET: &str = "AAF-nowhere_to_be_found-0123456789";
const TOKEN: &str = "123456:AAF-nowhere_to_be_found-0123456789";
/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(60);

/// Processes one after the other on one store, and everything that they leave.
struct Traces {
    running: Option<Child>,
    folder: TempDir,
}

impl Traces {
    fn new() -> Self {
        Self { running: None, folder: tempfile::tempdir().expect("a folder") }
    }

    /// Starts `molniya run` on the store; what it prints is added to that of the others.
    fn start(&mut self, variables: &[(&str, &str)]) {
        let store = format!("sqlite:{}", self.folder.path().join("bot.db").display());
        let mut command = Command::new(env!("CARGO_BIN_EXE_molniya"));
        command.arg("run").env_clear();
        command.envs([("BOT_TOKEN", TOKEN), ("LOG", "trace"), ("STORE_URL", store.as_str())]);
        command.envs(variables.iter().copied());
        self.spawn(command);
    }

    fn spawn(&mut self, mut command: Command) {
        let add = |name: &str| {
            let path = self.folder.path().join(name);
            File::options().create(true).append(true).open(path).expect("a file")
        };
        command.stdin(Stdio::null()).stdout(add("out")).stderr(add("err"));
        self.running = Some(command.spawn().expect("it starts"));
    }

    /// Ends it as `kill -9` does.
    fn kill(&mut self) {
        let mut process = self.running.take().expect("it runs");
        process.kill().expect("it is our child");
        process.wait().expect("it is our child");
    }

    /// Waits until it has ended by itself.
    async fn ended(&mut self) -> ExitStatus {
        let mut process = self.running.take().expect("it runs");
        let begun = Instant::now();
        loop {
            if let Some(status) = process.try_wait().expect("it is our child") {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it goes on:\n{}", self.errors());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn errors(&self) -> String {
        let bytes = fs::read(self.folder.path().join("err")).expect("it was started");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Waits until this was printed so many times.
    async fn printed(&self, words: &str, times: usize) {
        let begun = Instant::now();
        while self.errors().matches(words).count() < times {
            assert!(begun.elapsed() < PATIENCE, "no {words:?} in\n{}", self.errors());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Searches everything.
    fn judge(&self) {
        search(self.folder.path());
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        if let Some(mut process) = self.running.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// No file in the folder has the secret.
fn search(folder: &Path) {
    let entries: Vec<_> = fs::read_dir(folder).expect("a folder").collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if !path.is_file() {
            continue; // The socket beside the store holds nothing.
        }
        let bytes = fs::read(&path).expect("a readable file");
        let lines = bytes.split(|byte| *byte == b'\n');
        for line in lines.map(String::from_utf8_lossy) {
            assert!(!line.contains(SECRET), "{}: {line}", path.display());
        }
    }
}

async fn telegram() -> Telegram {
    let any = ([127, 0, 0, 1], 0).into();
    let config = Config {
        bot_api: any,
        person: any,
        bots: vec![NewBot::with_token(TOKEN)],
        ..Config::default()
    };
    Telegram::start_with(config).await.patience(PATIENCE)
}

/// An order is made while calls are refused with the token in the reason, connections are cut, the process is killed
/// and started again, another poller shows up, and the token is refused in the end.
#[tokio::test]
async fn faults_of_telegram_do_not_reveal_the_token() {
    let telegram = telegram().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Traces::new();
    let api_url = telegram.api_url();
    bot.start(&[("BOT_API_URL", &api_url)]);
    bot.printed("started", 1).await;
    let steps = order(&WORDS[0], "Cake", 3);
    let mut last = None;
    let said = format!("POST /bot{TOKEN}/sendMessage");
    for (n, step) in steps.chunks(1).enumerate() {
        let fault = match n {
            0 => Fault::error("sendMessage", 502, &format!("Bad Gateway: {said}")),
            1 => Fault::reset("editMessageText", Reset::Before),
            2 => Fault::reset("sendMessage", Reset::After),
            3 => Fault::error("sendMessage", 500, &said),
            4 => Fault::flood("sendMessage", 1),
            _ => Fault::error("answerCallbackQuery", 400, &format!("Bad Request: {said}")),
        };
        telegram.fault(fault).await;
        last = Some(play(&ann, step, last).await);
        if n == 3 {
            bot.kill();
            bot.start(&[("BOT_API_URL", &api_url)]);
        }
    }
    telegram.clear_faults().await;
    telegram.fault(Fault::error("getUpdates", 409, &format!("Conflict: {said}"))).await;
    ann.say("/help").await;
    ann.expect("").await;
    bot.printed("Conflict", 1).await;
    bot.kill();
    telegram.fault(Fault::error("getMe", 401, &format!("Unauthorized {said}"))).await;
    bot.start(&[("BOT_API_URL", &api_url)]);
    assert!(!bot.ended().await.success());
    assert!(bot.errors().contains(" TRACE "), "{}", bot.errors());
    bot.judge();
}

/// A server, or something before it, repeats what it was asked in every way there is to answer.
#[tokio::test]
async fn a_server_that_repeats_the_request_does_not_reveal_the_token() {
    let mut echo = Echo::start();
    let mut bot = Traces::new();
    bot.start(&[("BOT_API_URL", &echo.url())]);
    let every: BTreeSet<_> = (0..ANSWERS).collect();
    for method in ["getUpdates", "sendMessage"] {
        let given = echo.given(method, &every, PATIENCE).await;
        assert_eq!(given, every, "answers to {method}\n{}", bot.errors());
    }
    bot.kill();
    assert!(bot.errors().contains("***"), "the token was repeated\n{}", bot.errors());
    bot.judge();
}

/// Addresses where nobody answers, or with the token in them; settings that are wrong.
#[tokio::test]
async fn wrong_settings_do_not_reveal_the_token() {
    let mut bot = Traces::new();
    let mut echo = Echo::start();
    let nobody = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        free.local_addr().expect("an address").to_string()
    };
    let with_token = format!("{}/bot{TOKEN}", echo.url());
    let urls = [
        format!("http://{nobody}"),
        format!("http://{nobody}/bot{TOKEN}/"),
        format!("https://{nobody}/bot{TOKEN}"),
        echo.url().replace("http:", "https:"),
        "http://nobody.invalid".to_owned(),
    ];
    for (n, url) in urls.iter().enumerate() {
        bot.start(&[("BOT_API_URL", url)]);
        bot.printed("no updates", n + 1).await;
        bot.kill();
    }
    // Nothing but a server that is not there or not the right one.
    bot.start(&[("BOT_API_URL", &with_token)]);
    echo.given("getUpdates", &BTreeSet::from([0]), PATIENCE).await;
    bot.kill();
    let user = format!("http://{TOKEN}@{nobody}");
    let query = format!("http://{nobody}/?token={TOKEN}");
    let redis = format!("redis://:{SECRET}@{nobody}");
    let other = format!("mongodb://ann:{SECRET}@{nobody}");
    let (long, broken) = (format!("{TOKEN}{SECRET}{SECRET}"), format!("{TOKEN} "));
    let (colon, split) = (TOKEN.replace(':', ""), TOKEN.replace('-', "-\n"));
    let wrong = [
        ("BOT_API_URL", &*user),
        ("BOT_API_URL", &query),
        ("BOT_API_URL", TOKEN),
        ("STORE_URL", &redis),
        ("STORE_URL", &other),
        ("STORE_URL", TOKEN),
        ("BOT_TOKEN", &long),
        ("BOT_TOKEN", &colon),
        ("BOT_TOKEN", &split),
        ("BOT_TOKEN", &broken[6..]),
        ("WEBHOOK_SECRET", SECRET),
    ];
    for variable in wrong {
        bot.start(&[variable]);
        assert!(!bot.ended().await.success(), "{variable:?}");
    }
    bot.judge();
}

/// Names the address of a local Telegram for [`a_bot_whose_handler_panics`].
const PANICKING: &str = "MOLNIYA_TEST_PANICKING";

#[tokio::test]
async fn a_panic_of_a_handler_does_not_reveal_the_token() {
    let telegram = telegram().await;
    let ann = telegram.person("Ann").await;
    ann.say("panic").await;
    let mut bot = Traces::new();
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--ignored", "--exact", "--nocapture", "token::a_bot_whose_handler_panics"]);
    command.env(PANICKING, telegram.api_url()).env("RUST_BACKTRACE", "full");
    bot.spawn(command);
    bot.printed("set aside", 1).await;
    bot.kill();
    assert!(bot.errors().contains("the handler panics"), "{}", bot.errors());
    bot.judge();
}

async fn panic_with_all(State(settings): State<Settings>) {
    panic!("the handler panics: {settings:?}");
}

/// What the test above runs as a process.
#[tokio::test]
#[ignore = "the test above starts it"]
async fn a_bot_whose_handler_panics() {
    let api_url = std::env::var(PANICKING).expect("the test above starts it");
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(std::io::stderr)
        .init();
    let settings = Settings::local(&api_url, TOKEN).expect("good settings");
    let (router, stop) = (Router::new().on(text(), panic_with_all), Shutdown::new());
    molniya::run(settings.clone(), router, settings, stop).await.expect("it is killed");
}
