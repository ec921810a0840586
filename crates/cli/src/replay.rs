//! `molniya replay`: plays scripts against a bot and shows where it says something else.

use molniya::{LogLevel, Settings};
use molniya_emulator::script::{self, Script};

use crate::args::Replay;
use crate::failure::Failure;

pub(crate) fn replay(args: Replay) -> Result<(), Failure> {
    crate::log(Settings::read_log(&crate::variable)?.unwrap_or(LogLevel::Warn));
    let scripts: Vec<Script> =
        args.files.iter().map(|path| Script::read(path)).collect::<Result<_, _>>()?;
    crate::runtime(Settings::read_threads(&crate::variable)?)?.block_on(async {
        crate::against::play(&args.against, async |stage| {
            let mut failed = 0;
            for script in &scripts {
                match script::replay(stage, script, args.against.wait).await {
                    Ok(()) => crate::answer(&format!("{}: as written", script.name())),
                    Err(failure) => {
                        failed += 1;
                        crate::answer(&failure.to_string());
                    }
                }
            }
            match failed {
                0 => Ok(()),
                failed => Err(Failure::Talks { failed, all: scripts.len() }),
            }
        })
        .await
    })
}
