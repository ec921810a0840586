//! Whether a person wants what the shop writes to everybody.

use molniya::{Data, HandlerError, OptOut, Reply, Step, stay};

use crate::buttons::News;
use crate::customer::Customers;
use crate::dialogue::Order;
use crate::here::Here;
use crate::shop::Lang;

/// Says whether news come, and lets the person choose.
pub(super) async fn ask(
    lang: &Lang,
    here: &Here,
    customers: &Customers,
) -> Result<Step<Order>, HandlerError> {
    Ok(stay().say(lang.ask_news(customers.are_told_news(here.chat).await?)))
}

/// In a group nobody gets news, so nothing is to be chosen there.
pub(super) async fn choose(Data(choice): Data<News>, lang: Lang, here: Here) -> Step<Order> {
    if !here.is_private() {
        return super::refuse(&lang);
    }
    let reply: Reply<Order> = stay();
    match choice {
        News::On => reply.edit(lang.news_on()).delete::<OptOut>(here.chat.to_string()),
        News::Off => reply.edit(lang.news_off()).put(&OptOut { chat: here.chat }),
    }
}
