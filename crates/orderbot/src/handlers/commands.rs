//! What is asked by a command.

use molniya::{Command, HandlerError, In, Step, stay};

use crate::customer::Customers;
use crate::dialogue::Order;
use crate::here::Summary;
use crate::shop::Lang;

use super::{past, placing};

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
) -> Result<Step<Order>, HandlerError> {
    Ok(match cmd {
        Cmd::Start if at.0.is_unfinished() => stay().say(lang.menu_unfinished()),
        Cmd::Start => stay().say(lang.menu()),
        Cmd::Orders => past::list(0, &lang, &customers).await?,
        Cmd::Cancel => placing::cancel(at, lang, summary).await,
        Cmd::Language => stay().say(lang.ask_language()),
        Cmd::News => stay().say(lang.ask_news()),
        Cmd::Help => stay().say(lang.help_commands(&described(&lang))),
    })
}

/// Every command with what it does, one a line.
fn described(lang: &Lang) -> String {
    let tag = Some(lang.language.tag());
    let line = |command: &molniya::CommandInfo| {
        format!("/{} – {}", command.name, command.description_in(tag))
    };
    Cmd::COMMANDS.iter().map(line).collect::<Vec<_>>().join("\n")
}
