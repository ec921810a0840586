//! `molniya run`: the order bot on Telegram.

use molniya::{Settings, Shutdown};
use molniya_orderbot::Shop;

use crate::args::Run;
use crate::failure::Failure;

pub(crate) fn run(args: Run) -> Result<(), Failure> {
    let settings = Settings::from_env()?;
    crate::log(settings.log);
    let shop = Shop::load(args.shop.as_deref())?.operated_by(settings.operators.clone());
    crate::runtime(settings.threads)?.block_on(async {
        let stop = Shutdown::on_signals()?;
        Ok(molniya::run(settings, molniya_orderbot::router(), shop, stop).await?)
    })
}
