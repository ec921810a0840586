//! What foreign/README.md asks of every bot, written with teloxide.

use std::env;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};

use teloxide::dispatching::dialogue::{self, InMemStorage};
use teloxide::dispatching::{DpHandlerDescription, UpdateHandler};
use teloxide::net::Download;
use teloxide::prelude::*;
use teloxide::types::{
    ChatMemberStatus, ChosenInlineResult, InlineKeyboardButton, InlineKeyboardMarkup,
    InlineQueryResult, InlineQueryResultArticle, InputFile, InputMessageContent,
    InputMessageContentText, LabeledPrice, ParseMode, PreCheckoutQuery,
};
use teloxide::update_listeners::webhooks;
use teloxide::utils::command::BotCommands;
use teloxide::utils::html;
use tokio::signal::unix::{SignalKind, signal};

type Problem = Box<dyn Error + Send + Sync>;
type Done = Result<(), Problem>;
type Talk = Dialogue<Step, InMemStorage<Step>>;
type Branch = UpdateHandler<Problem>;

#[derive(Clone, Default)]
enum Step {
    #[default]
    Nothing,
    What,
    HowMany {
        what: String,
    },
}

#[derive(Clone, BotCommands)]
#[command(rename_rule = "lowercase")]
enum Command {
    Start,
    Order,
    Cancel,
    Buy,
    Count,
}

#[tokio::main]
async fn main() -> Done {
    let api = env::var("BOT_API_URL")?.parse()?;
    let bot = Bot::new(env::var("BOT_TOKEN")?).set_api_url(api);
    let mut dispatcher = Dispatcher::builder(bot.clone(), router())
        .dependencies(dptree::deps![InMemStorage::<Step>::new()])
        .build();

    let stop = dispatcher.shutdown_token();
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        terminated.recv().await;
        if let Ok(stopped) = stop.shutdown() {
            stopped.await;
        }
    });

    match env::var("WEBHOOK_PORT") {
        Err(_) => dispatcher.dispatch().await,
        Ok(port) => {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse()?));
            let url = format!("http://{address}/hook").parse()?;
            let listener = webhooks::axum(bot, webhooks::Options::new(address, url)).await?;
            let complain = LoggingErrorHandler::with_custom_text("the listener");
            dispatcher.dispatch_with_listener(listener, complain).await;
        }
    }
    Ok(())
}

fn router() -> Branch {
    let commands = teloxide::filter_command::<Command, _>()
        .branch(dptree::case![Command::Start].endpoint(start))
        .branch(dptree::case![Command::Order].endpoint(order))
        .branch(dptree::case![Command::Cancel].endpoint(cancel))
        .branch(dptree::case![Command::Buy].endpoint(buy))
        .branch(dptree::case![Command::Count].endpoint(count));
    let messages = Update::filter_message()
        .branch(
            dialogue::enter::<Update, InMemStorage<Step>, Step, _>()
                .branch(commands)
                .branch(talk()),
        )
        .branch(Message::filter_document().endpoint(shout))
        .branch(Message::filter_photo().endpoint(measure))
        .branch(Message::filter_successful_payment().endpoint(paid))
        .branch(Message::filter_new_chat_members().endpoint(arrived))
        .branch(Message::filter_left_chat_member().endpoint(left));
    dptree::entry()
        .branch(messages)
        .branch(Update::filter_callback_query().endpoint(press))
        .branch(Update::filter_pre_checkout_query().endpoint(check))
        .branch(Update::filter_inline_query().endpoint(suggest))
        .branch(Update::filter_chosen_inline_result().endpoint(chosen))
        .branch(Update::filter_my_chat_member().endpoint(itself))
}

fn talk() -> Handler<'static, Done, DpHandlerDescription> {
    Message::filter_text()
        .branch(dptree::case![Step::What].endpoint(what))
        .branch(dptree::case![Step::HowMany { what }].endpoint(how_many))
}

async fn start(bot: Bot, message: Message) -> Done {
    let name = message.from.as_ref().map_or("", |user| &user.first_name);
    let text = format!("Hello, {} &amp; welcome!", html::bold(&html::escape(name)));
    let button = InlineKeyboardButton::callback;
    let keyboard = InlineKeyboardMarkup::new([[button("Like", "like"), button("Shout", "shout")]]);
    let hello = bot.send_message(message.chat.id, text).parse_mode(ParseMode::Html);
    hello.reply_markup(keyboard).await?;
    Ok(())
}

async fn press(bot: Bot, query: CallbackQuery) -> Done {
    let data = query.data.clone().unwrap_or_default();
    let answer = bot.answer_callback_query(query.id.clone()).text(format!("{data}!"));
    answer.show_alert(data == "shout").await?;
    if let Some(message) = query.message {
        let text = format!("You pressed {}", html::italic(&data));
        let edit = bot.edit_message_text(message.chat().id, message.id(), text);
        edit.parse_mode(ParseMode::Html).await?;
    }
    Ok(())
}

async fn order(bot: Bot, talk: Talk, message: Message) -> Done {
    bot.send_message(message.chat.id, "What would you like?").await?;
    talk.update(Step::What).await?;
    Ok(())
}

async fn what(bot: Bot, talk: Talk, message: Message, text: String) -> Done {
    talk.update(Step::HowMany { what: text }).await?;
    bot.send_message(message.chat.id, "How many?").await?;
    Ok(())
}

async fn how_many(bot: Bot, talk: Talk, message: Message, what: String) -> Done {
    let text = match message.text().and_then(|text| text.parse::<u32>().ok()) {
        None => "A number, please.".to_owned(),
        Some(count) => {
            talk.exit().await?;
            format!("Ordered: {count} x {what}")
        }
    };
    bot.send_message(message.chat.id, text).await?;
    Ok(())
}

async fn cancel(bot: Bot, talk: Talk, message: Message) -> Done {
    talk.exit().await?;
    bot.send_message(message.chat.id, "Cancelled.").await?;
    Ok(())
}

async fn shout(bot: Bot, message: Message) -> Done {
    let Some(document) = message.document() else {
        return Ok(());
    };
    let file = bot.get_file(document.file.id.clone()).await?;
    let mut content = Vec::new();
    bot.download_file(&file.path, &mut content).await?;
    content.make_ascii_uppercase();
    let name = document.file_name.as_deref().unwrap_or_default().to_uppercase();
    let shouted = InputFile::memory(content).file_name(name);
    bot.send_document(message.chat.id, shouted).caption("loud").await?;
    Ok(())
}

async fn measure(bot: Bot, message: Message) -> Done {
    let Some(largest) = message.photo().and_then(<[_]>::last) else {
        return Ok(());
    };
    let size = format!("{} x {}", largest.width, largest.height);
    let photo = InputFile::file_id(largest.file.id.clone());
    bot.send_photo(message.chat.id, photo).caption(size).await?;
    Ok(())
}

async fn buy(bot: Bot, message: Message) -> Done {
    let prices = [LabeledPrice::new("Tea", 3)];
    bot.send_invoice(message.chat.id, "Tea", "A cup of tea", "tea-1", "XTR", prices).await?;
    Ok(())
}

async fn check(bot: Bot, query: PreCheckoutQuery) -> Done {
    bot.answer_pre_checkout_query(query.id, true).await?;
    Ok(())
}

async fn paid(bot: Bot, message: Message) -> Done {
    if let Some(payment) = message.successful_payment() {
        let (amount, currency) = (payment.total_amount, &payment.currency);
        let text = format!("Paid: {amount} {currency} for {}", payment.invoice_payload);
        bot.send_message(message.chat.id, text).await?;
    }
    Ok(())
}

async fn suggest(bot: Bot, query: InlineQuery) -> Done {
    let text = InputMessageContentText::new(format!("{}!", query.query.to_uppercase()));
    let content = InputMessageContent::Text(text);
    let result = InlineQueryResultArticle::new("shout", "Shout it", content);
    let answer = bot.answer_inline_query(query.id, [InlineQueryResult::Article(result)]);
    answer.cache_time(0).is_personal(true).await?;
    Ok(())
}

async fn chosen(bot: Bot, result: ChosenInlineResult) -> Done {
    bot.send_message(result.from.id, format!("Chosen: {}", result.result_id)).await?;
    Ok(())
}

async fn itself(bot: Bot, change: ChatMemberUpdated) -> Done {
    let status = match change.new_chat_member.status() {
        ChatMemberStatus::Member => "member",
        ChatMemberStatus::Administrator => "administrator",
        _ => return Ok(()),
    };
    let title = change.chat.title().unwrap_or_default();
    bot.send_message(change.from.id, format!("Added to {title} as {status}")).await?;
    Ok(())
}

async fn arrived(bot: Bot, message: Message) -> Done {
    for member in message.new_chat_members().unwrap_or_default() {
        bot.send_message(message.chat.id, format!("Welcome, {}!", member.first_name)).await?;
    }
    Ok(())
}

async fn left(bot: Bot, message: Message) -> Done {
    if let Some(member) = message.left_chat_member() {
        bot.send_message(message.chat.id, format!("Farewell, {}!", member.first_name)).await?;
    }
    Ok(())
}

async fn count(bot: Bot, message: Message) -> Done {
    let members = bot.get_chat_member_count(message.chat.id).await?;
    bot.send_message(message.chat.id, format!("We are {members}.")).await?;
    Ok(())
}
