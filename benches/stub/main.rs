//! A stand-in for Telegram that costs next to nothing: a Bot API server with the methods the order dialogue needs, and
//! the people who order.
//!
//! It runs in one thread of its own process, so that a bot's CPU time is the bot's alone and a second core is left to
//! it. It checks that every step is answered as it must be, but it is no emulator: it models no limits, no rules for
//! parameters and no faults, and it knows nothing of the bot beyond its calls.

mod api;
mod http;
mod people;

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;
use std::time::{Duration, Instant};

use clap::Parser;
use molniya_bench::{Event, Report};
use tokio::net::TcpListener;
use tokio::task::{LocalSet, spawn_blocking};
use tokio::time::{sleep, timeout};

use crate::people::World;
use molniya_bench::script::Script;

/// How long a bot may take until its first poll waits.
const START_LIMIT: Duration = Duration::from_secs(30);
/// How long the answers to the last steps may take.
const DRAIN_LIMIT: Duration = Duration::from_secs(2);
/// How long people may go without any of them getting an answer while dialogues are opened.
const STALL_LIMIT: Duration = Duration::from_secs(10);

/// A minimal Bot API server and the people who talk to its bot.
#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// How many people talk at once; each begins the next step when the last one is answered.
    #[arg(long, default_value_t = 1)]
    people: usize,
    /// Seconds before the window opens.
    #[arg(long, default_value_t = 1.0)]
    warmup: f64,
    /// Seconds the window is open.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// Gather updates as Telegram's server does: until 1 ms is silent, at most 2 ms.
    #[arg(long)]
    gather: bool,
    /// Instead of ordering, open so many dialogues and stop at each of these numbers.
    #[arg(long, value_delimiter = ',')]
    dialogues: Vec<usize>,
}

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let args = Args::parse();
    LocalSet::new().run_until(run(args)).await
}

async fn run(args: Args) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    tell(&Event::Listening { port: listener.local_addr()?.port() })?;
    let script = if args.dialogues.is_empty() { Script::Order } else { Script::Open };
    let world = Rc::new(RefCell::new(World::new(script, args.gather)));
    tokio::task::spawn_local(http::serve(listener, world.clone()));

    let parked = world.borrow().parked.clone();
    timeout(START_LIMIT, parked.notified()).await.map_err(|_| "the bot does not poll")?;
    tell(&Event::Parked)?;
    go().await?;
    let report = match script {
        Script::Order => order(&args, &world).await?,
        Script::Open => open(&args, &world).await?,
    };
    Ok(tell(&Event::Report(report))?)
}

/// Lets the people order until the window closes.
async fn order(args: &Args, world: &RefCell<World>) -> Result<Report, Failure> {
    world.borrow_mut().start(args.people);
    sleep(Duration::from_secs_f64(args.warmup)).await;
    world.borrow_mut().open_window();
    tell(&Event::WindowOpened)?;
    let opened = Instant::now();
    sleep(Duration::from_secs_f64(args.seconds)).await;
    let seconds = opened.elapsed();
    world.borrow_mut().close_window();
    tell(&Event::WindowClosed)?;
    drain(world).await;
    Ok(world.borrow_mut().report(args.people, seconds))
}

/// Lets one person after the other open a dialogue, `people` at once.
async fn open(args: &Args, world: &RefCell<World>) -> Result<Report, Failure> {
    let begun = Instant::now();
    world.borrow_mut().open_window();
    let reached = world.borrow().reached.clone();
    for target in &args.dialogues {
        world.borrow_mut().open_until(*target, args.people);
        loop {
            let before = world.borrow().steps();
            if timeout(STALL_LIMIT, reached.notified()).await.is_ok() {
                break;
            }
            if world.borrow().steps() == before {
                let report = world.borrow_mut().report(args.people, begun.elapsed());
                return Err(format!("the bot answers no more: {:?}", report.first_errors).into());
            }
        }
        tell(&Event::Dialogues { open: *target })?;
        go().await?;
    }
    let seconds = begun.elapsed();
    drain(world).await;
    Ok(world.borrow_mut().report(args.people, seconds))
}

/// Waits until every step that was begun is answered, as long as that may take.
async fn drain(world: &RefCell<World>) {
    let until = Instant::now() + DRAIN_LIMIT;
    while world.borrow().anyone_waits() && Instant::now() < until {
        sleep(Duration::from_millis(10)).await;
    }
    // A call that nobody waits for would come about now.
    sleep(Duration::from_millis(50)).await;
}

fn tell(event: &Event) -> Result<(), std::io::Error> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, event)?;
    writeln!(out)?;
    out.flush()
}

/// Waits for the runner's line. Its absence means that the runner is gone.
async fn go() -> Result<(), Failure> {
    let read = spawn_blocking(|| std::io::stdin().read_line(&mut String::new())).await??;
    if read == 0 { Err("nobody listens".into()) } else { Ok(()) }
}
