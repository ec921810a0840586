//! `molniya load`: many virtual people play a script at once, and how long the bot takes is shown.

use molniya::{LogLevel, Settings};
use molniya_emulator::load::{self, Pace, Plan, Until};
use molniya_emulator::script::Script;

use crate::args::{Ending, Load};
use crate::failure::Failure;

pub(crate) fn load(args: Load) -> Result<(), Failure> {
    crate::log(Settings::read_log(&crate::variable)?.unwrap_or(LogLevel::Warn));
    let script = Script::read(&args.file)?;
    let plan = plan(&args);
    crate::runtime(Settings::read_threads(&crate::variable)?)?.block_on(async {
        crate::against::play(&args.against, async |stage| {
            let report = load::run(stage, &script, &plan).await?;
            crate::answer(&match args.json {
                true => serde_json::to_string(&report).unwrap_or_default(),
                false => report.to_string(),
            });
            match report.failed + report.unfinished {
                0 => Ok(()),
                wrong => Err(Failure::Walks(wrong)),
            }
        })
        .await
    })
}

fn plan(args: &Load) -> Plan {
    let pace = match args.rate {
        Some(rate) => Pace::Open { rate },
        None => Pace::Closed { think: args.think },
    };
    let until = match args.until {
        Ending { walks: Some(walks), .. } => Until::Walks(walks),
        Ending { time, .. } => Until::Time(time.unwrap_or_default()),
    };
    Plan { people: args.people, pace, until, patience: args.against.wait }
}
