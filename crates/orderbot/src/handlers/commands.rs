//! What is asked by a command.

use molniya::botapi::methods::SetMyCommands;
use molniya::botapi::types::{BotCommand, BotCommandScope, BotCommandScopeChat};
use molniya::{Command, Dialogue, HandlerError, In, Reply, Step, stay};

use crate::customer::Customers;
use crate::dialogue::Order;
use crate::here::{Here, Operator, Summary};
use crate::shop::Lang;

use super::{news, past, placing};

/// The commands of the bot.
#[derive(Debug, Clone, Copy, Command)]
pub(super) enum Cmd {
    /// Show the menu
    #[command(description(ru = "Показать меню"))]
    Start,
    /// Show my orders
    #[command(description(ru = "Показать мои заказы"))]
    Orders,
    /// Cancel the unfinished order
    #[command(description(ru = "Отменить незаконченный заказ"))]
    Cancel,
    /// Choose the language
    #[command(description(ru = "Выбрать язык"))]
    Language,
    /// Choose whether I send you news
    #[command(description(ru = "Выбрать, присылать ли новости"))]
    News,
    /// Say what I can do
    #[command(description(ru = "Рассказать, что я умею"))]
    Help,
}

pub(super) async fn commands(
    cmd: Cmd,
    at: In<Order>,
    lang: Lang,
    summary: Summary,
    customers: Customers,
    operator: Option<Operator>,
    here: Here,
) -> Result<Step<Order>, HandlerError> {
    let step = match cmd {
        Cmd::Start if at.0.is_unfinished() => stay().say(lang.menu_unfinished()),
        Cmd::Start => stay().say(lang.menu()),
        Cmd::Orders => past::list(0, &lang, &customers).await?,
        Cmd::Cancel => placing::cancel(at, lang.clone(), summary).await,
        Cmd::Language => stay().say(lang.ask_language()),
        Cmd::News => news::ask(&lang, &here, &customers).await?,
        Cmd::Help => stay().say(lang.help_commands(&described(&lang, operator.as_ref()))),
    };
    let begins = matches!(cmd, Cmd::Start | Cmd::Help);
    Ok(match operator.filter(|_| begins) {
        Some(operator) => with_menu(step, &operator, &lang, &here),
        None => step,
    })
}

/// What an operator asks by a command. It stands in no menu but theirs.
pub(super) const BROADCAST: &str = "broadcast";

/// Every command with what it does, one a line.
fn described(lang: &Lang, operator: Option<&Operator>) -> String {
    let line = |(name, description)| format!("/{name} – {description}");
    menu(lang, operator).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn menu(lang: &Lang, operator: Option<&Operator>) -> Vec<(&'static str, String)> {
    let tag = Some(lang.language.tag());
    let all = Cmd::COMMANDS.iter();
    let all = all.map(|command| (command.name, command.description_in(tag).to_owned()));
    all.chain(operator.map(|_| (BROADCAST, lang.toasts().command_broadcast()))).collect()
}

/// Also shows an operator their own menu, in their language. Telegram keeps it; it takes no chat that never was, so it
/// cannot be set at the start.
pub(super) fn with_menu<D: Dialogue>(
    step: Reply<D>,
    operator: &Operator,
    lang: &Lang,
    here: &Here,
) -> Reply<D> {
    let lines = menu(lang, Some(operator)).into_iter();
    let commands = lines.map(|(name, description)| BotCommand::new(name, description)).collect();
    let scope = BotCommandScope::Chat(BotCommandScopeChat::new(here.chat));
    step.then(SetMyCommands { scope: Some(scope), ..SetMyCommands::new(commands) })
}
