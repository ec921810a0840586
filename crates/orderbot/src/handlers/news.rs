//! Whether a person wants what the shop writes to everybody.

use molniya::{Data, OptOut, Reply, Step, stay};

use crate::buttons::News;
use crate::dialogue::Order;
use crate::here::Here;
use crate::shop::Lang;

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
