//! What is measured: local Telegrams on the one thread of this process.

use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr};

use molniya_emulator::{Config, Emulator};

use crate::server::{Address, Failure};

/// Starts so many, says where they are, one line each, and runs them until the input ends.
pub(crate) async fn serve(count: usize) -> Result<(), Failure> {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let mut running = Vec::with_capacity(count);
    for _ in 0..count {
        let config = Config { bot_api: any, person: any, ..Config::default() };
        let emulator = Emulator::start(config).await?;
        let address =
            Address { api: emulator.api_url(), page: emulator.page_url(), token: emulator.token() };
        println!("{}", serde_json::to_string(&address)?);
        running.push(emulator);
    }
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    ended.await??;
    Ok(())
}
