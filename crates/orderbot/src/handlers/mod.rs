//! What the bot does at every step.
//!
//! A typed text is answered with a new message, a pressed button by changing the message it is under: `edit` does
//! either, as the update is. Here stands which handler answers what; each part of the talk has a file of its own.

mod commands;
mod filling;
mod looking;
mod news;
mod past;
mod placing;
mod sending;
mod speaking;

use molniya::botapi::UpdateKind;
use molniya::{
    OptOut, Reply, Router, Step, callback, command, command_named, progress, say, stay, step, text,
};

use crate::buttons::{
    BackToSummary, Buy, CancelNews, CancelOrder, Change, ConfirmOrder, LastAddress, Look, NewOrder,
    News, NewsFor, OrdersPage, PickPlace, PickProduct, PickQuantity, SendNews, ShowCard, ShowOrder,
    Speak, TurnNews,
};
use crate::customer::{Customer, Nth};
use crate::dialogue::{Address, Choosing, Draft, Order, Product, Quantity, Ready, Wording};
use crate::here::{Here, Slash};
use crate::order::OrderRecord;
use crate::shop::{Lang, Shop};

/// The order bot. Its state is a [`Shop`].
pub fn router() -> Router<Shop> {
    Router::new()
        .on(command::<commands::Cmd>(), commands::commands)
        .on(command_named(commands::BROADCAST), sending::begin)
        .on(text(), unknown_command)
        .on(callback::<NewOrder>(), placing::new_order)
        .on(callback::<CancelOrder>(), placing::cancel)
        .on(callback::<ConfirmOrder>(), placing::confirm)
        .on(callback::<ConfirmOrder>(), placing::confirm_again)
        .on(callback::<ConfirmOrder>(), placing::nothing_to_confirm)
        .on(callback::<PickProduct>(), filling::pick_product)
        .on(callback::<PickQuantity>(), filling::pick_quantity)
        .on(callback::<PickPlace>(), filling::pick_place)
        .on(callback::<LastAddress>(), filling::pick_last_address)
        .on(callback::<Change>(), filling::change)
        .on(callback::<BackToSummary>(), filling::back)
        .on(callback::<OrdersPage>(), past::page)
        .on(callback::<ShowOrder>(), past::order)
        .on(callback::<Look>(), looking::look)
        .on(callback::<ShowCard>(), looking::card)
        .on(callback::<Buy>(), placing::buy)
        .on(callback::<Speak>(), speaking::speak)
        .on(callback::<News>(), news::choose)
        .on(callback::<NewsFor>(), sending::audience)
        .on(callback::<SendNews>(), sending::send)
        .on(callback::<CancelNews>(), sending::cancel)
        .on(callback::<TurnNews>(), sending::turn)
        .on(UpdateKind::CallbackQuery, outdated)
        .on(step::<Product>(), filling::product)
        .on(step::<Quantity>(), filling::quantity)
        .on(step::<Address>(), filling::address)
        .on(step::<Draft>(), placing::remind_to_confirm)
        .on(step::<Wording>(), sending::wording)
        .on(step::<Choosing>().or(step::<Ready>()), sending::choose)
        .on(UpdateKind::Message, help)
        .on(progress(), sending::progress)
        .records::<OrderRecord>()
        .records::<Customer>()
        .records::<Nth>()
        .records::<OptOut>()
}

/// In a group the command may be for another bot.
async fn unknown_command(_: Slash, lang: Lang, here: Here) -> Option<Reply> {
    here.is_private().then(|| say(lang.unknown_command()))
}

/// In a group, what people say to each other is not for the bot.
async fn help(lang: Lang, here: Here) -> Option<Reply> {
    here.is_private().then(|| say(lang.help()))
}

async fn outdated(lang: Lang) -> Step<Order> {
    refuse(&lang)
}

/// Says that the pressed button means nothing any more.
fn refuse(lang: &Lang) -> Step<Order> {
    stay().toast(lang.toasts().outdated())
}
