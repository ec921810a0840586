//! A tea shop in a chat.

use std::env;
use std::error::Error;

use teloxide::prelude::*;
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use teloxide::update_listeners::webhooks;

type Done = Result<(), Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Done {
    let mut bot = Bot::new(env::var("BOT_TOKEN")?);
    if let Ok(api) = env::var("BOT_API_URL") {
        bot = bot.set_api_url(api.parse()?);
    }
    let router = dptree::entry()
        .branch(Update::filter_message().endpoint(start))
        .branch(Update::filter_callback_query().endpoint(choose));
    let mut dispatcher = Dispatcher::builder(bot.clone(), router).enable_ctrlc_handler().build();
    match env::var("WEBHOOK_PORT") {
        Err(_) => dispatcher.dispatch().await,
        Ok(port) => {
            let address = ([127, 0, 0, 1], port.parse()?).into();
            let url = format!("http://127.0.0.1:{port}/").parse()?;
            let listener = webhooks::axum(bot, webhooks::Options::new(address, url)).await?;
            dispatcher.dispatch_with_listener(listener, LoggingErrorHandler::new()).await;
        }
    }
    Ok(())
}

async fn start(bot: Bot, message: Message) -> Done {
    if message.text() == Some("/start") {
        let tea = InlineKeyboardButton::callback;
        let teas = InlineKeyboardMarkup::new([[tea("Green", "green"), tea("Black", "black")]]);
        bot.send_message(message.chat.id, "Which tea would you like?").reply_markup(teas).await?;
    }
    Ok(())
}

async fn choose(bot: Bot, query: CallbackQuery) -> Done {
    bot.answer_callback_query(query.id.clone()).text("Good choice!").await?;
    if let (Some(message), Some(tea)) = (query.message, query.data) {
        let text = format!("One {tea} tea, coming.");
        bot.edit_message_text(message.chat().id, message.id(), text).await?;
    }
    Ok(())
}
