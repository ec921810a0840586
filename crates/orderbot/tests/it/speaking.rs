//! The language of a person, and what the bot says of itself in it.

use std::time::Duration;

use molniya::botapi::methods::GetMyCommands;
use molniya::botapi::types::BotCommand;
use molniya::botapi::{Client, ClientConfig};
use tokio::time::timeout;

use crate::bot::{Bot, on_every_store};
use crate::scenario::play;

/// How long the bot may take to set its menus.
const PATIENCE: Duration = Duration::from_secs(20);

on_every_store! {
    async fn a_language_is_chosen_and_kept(bot: Bot) {
        play(bot, &[("Ann", "en")], "
            Ann: /language
              bot: Which language shall I speak? {language:english language:russian language:automatic}
            Ann presses language:russian
              bot edits: Теперь я говорю по-русски.
            Ann: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Ann presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Ann: /language
              bot: На каком языке мне говорить? {language:english language:russian language:automatic}
            Ann presses language:automatic
              bot edits: From now on I speak the language of your Telegram, if I can: now English.
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        ").await;
    }

    async fn news_are_refused_and_let_come_again(bot: Bot) {
        play(bot, &[("Ann", "en"), ("Боря", "ru")], "
            Ann: /news
              bot: I write to you when there is something new. Shall I go on? {news:on news:off}
            Ann presses news:off
              bot edits: No more news. What you order I still tell you about.
            Боря: /news
              bot: Я пишу вам, когда есть что-то новое. Продолжать? {news:on news:off}
            Боря presses news:off
              bot edits: Новостей больше не будет. О ваших заказах я по-прежнему сообщаю.
            Ann: /news
              bot: I do not send you news. May I write to you when there is something new? {news:on news:off}
            Ann presses news:on
              bot edits: I will write to you when there is something new.
        ").await;
    }

    async fn a_chosen_language_is_that_of_one_person(bot: Bot) {
        play(bot, &[("Аня", "ru"), ("Боря", "ru-RU")], "
            Аня: /language
              bot: На каком языке мне говорить? {language:english language:russian language:automatic}
            Аня presses language:english
              bot edits: From now on I speak English.
            Аня: hello
              bot: I take orders. Press the button below to begin, or send /start. {new_order}
            Боря: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
        ").await;
    }

    async fn help_names_every_command_in_the_language_of_the_person(bot: Bot) {
        play(bot, &[("Ann", "de"), ("Боря", "ru")], "
            Ann: /help
              bot: I take orders: press the button below, or send /start. Everything can be typed or pressed. / /start – Show the menu / /orders – Show my orders / /cancel – Cancel the unfinished order / /language – Choose the language / /news – Choose whether I send you news / /help – Say what I can do {new_order}
            Боря: /help
              bot: Я принимаю заказы: нажмите кнопку ниже или отправьте /start. Отвечать можно и кнопками, и словами. / /start – Показать меню / /orders – Показать мои заказы / /cancel – Отменить незаконченный заказ / /language – Выбрать язык / /news – Выбрать, присылать ли новости / /help – Рассказать, что я умею {new_order}
        ").await;
    }
}

#[tokio::test]
async fn a_chosen_language_survives_a_restart() {
    let mut bot = Bot::on_sqlite().await;
    let ann = bot.telegram.person("Ann").await;
    ann.say("/language").await;
    ann.expect("language").await;
    ann.press("language:russian").await;
    ann.expect("по-русски").await;
    bot.stop().await;
    bot.run();
    ann.say("/start").await;
    ann.expect("Хотите сделать заказ").await;
}

#[tokio::test]
async fn the_menu_of_commands_is_there_in_both_languages() {
    let bot = Bot::in_memory().await;
    let url = bot.telegram.api_url().parse().expect("an address");
    let token = bot.telegram.token().parse().expect("a token");
    let client = Client::new(ClientConfig::new(url, token)).expect("a client");
    for (language, orders) in [(None, "Show my orders"), (Some("ru"), "Показать мои заказы")]
    {
        let menu = timeout(PATIENCE, menu(&client, language)).await.expect("a menu in time");
        let names: Vec<&str> = menu.iter().map(|line| line.command.as_str()).collect();
        assert_eq!(
            names,
            ["start", "orders", "cancel", "language", "news", "help"],
            "{language:?}"
        );
        assert_eq!(menu[1].description, orders);
    }
}

/// The menu for everybody or for a language, as soon as the bot has set it.
async fn menu(client: &Client, language: Option<&str>) -> Vec<BotCommand> {
    loop {
        let language_code = language.map(str::to_owned);
        let ask = GetMyCommands { language_code, ..GetMyCommands::default() };
        let menu = client.call(&ask).await.expect("an answer");
        if !menu.is_empty() {
            return menu;
        }
    }
}
