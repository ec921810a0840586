//! The products, to be looked at.

use molniya::{Data, Step, stay};

use crate::buttons::{Look, ShowCard};
use crate::dialogue::Order;
use crate::here::Here;
use crate::shop::Lang;

use super::refuse;

pub(super) async fn look(_: Data<Look>, lang: Lang) -> Step<Order> {
    match lang.look() {
        Some(products) => stay().say(products),
        None => refuse(&lang),
    }
}

pub(super) async fn card(Data(card): Data<ShowCard>, lang: Lang, here: Here) -> Step<Order> {
    match lang.product(&card.id).zip(lang.photo(&card.id)) {
        Some((item, photo)) => stay().then(lang.card(&item, photo, here.chat)),
        None => refuse(&lang),
    }
}
