//! A bot before it runs: its settings, its router, its state, and the layers around its calls. It does not know how it is
//! run.

use tokio::sync::mpsc;

use crate::broadcast::{Broadcasts, Command};
use crate::outgoing::{GateLayer, GateLayers};
use crate::router::Router;
use crate::settings::Settings;
use crate::undeliverable::{Listener, Undeliverable};

/// A bot, ready to be run. Where there is nothing to add, [`run`](fn@crate::run) is shorter.
///
/// ```no_run
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use molniya::{Bot, Call, GateLayer, Router, Settings, Shutdown, say, text};
///
/// /// Counts calls.
/// #[derive(Default)]
/// struct Count(AtomicU64);
///
/// impl GateLayer for Count {
///     fn before(&self, _: &mut Call) {
///         self.0.fetch_add(1, Ordering::Relaxed);
///     }
/// }
///
/// # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
/// let router = Router::new().on(text(), async || say("Hello!"));
/// let count = Arc::new(Count::default());
/// let bot = Bot::new(Settings::from_env()?, router, ()).gate(count.clone());
/// bot.run(Shutdown::on_signals()?).await?;
/// println!("{} calls", count.0.load(Ordering::Relaxed));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a bot does nothing until it is run"]
pub struct Bot<S> {
    pub(crate) settings: Settings,
    pub(crate) router: Router<S>,
    pub(crate) state: S,
    pub(crate) layers: GateLayers,
    pub(crate) undeliverable: Listener,
    pub(crate) broadcasts: (Broadcasts, mpsc::Receiver<Command>),
}

impl<S: Send + Sync + 'static> Bot<S> {
    /// A bot with these settings, which does what the router says and shares `state` among its handlers.
    pub fn new(settings: Settings, router: Router<S>, state: S) -> Bot<S> {
        Bot {
            settings,
            router,
            state,
            layers: GateLayers::default(),
            undeliverable: Listener::default(),
            broadcasts: Broadcasts::new(),
        }
    }

    /// Puts a layer around every outgoing call, inside those that were added before.
    //
    // It is here and not at the router, because a stored call may leave after a restart, when nobody knows any more
    // which router it came from.
    pub fn gate(mut self, layer: impl GateLayer) -> Self {
        self.layers.add(layer);
        self
    }

    /// Begins broadcasts and looks after them from beside the bot. What is asked before it runs waits until it does.
    pub fn broadcasts(&self) -> Broadcasts {
        self.broadcasts.0.clone()
    }

    /// Hears of chats that a stored call could not reach: the person has blocked the bot, the account or the chat is gone,
    /// the bot was removed. Such a call is never made again and stays listed among the dead ones. A second listener replaces
    /// the first.
    ///
    /// It is called once for each such call, where calls are settled: it must be quick and must not wait. What it is told of
    /// in the last milliseconds before the process dies may be lost.
    pub fn undeliverable(
        mut self,
        listen: impl Fn(&Undeliverable) + Send + Sync + 'static,
    ) -> Self {
        self.undeliverable = Listener::new(listen);
        self
    }
}
