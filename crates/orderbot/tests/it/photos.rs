//! Products with photos are looked at before they are ordered.

use crate::bot::{Bot, SHOP};
use crate::scenario::play;

/// The shop with a photo of its tea, and something without one.
fn with_photo() -> String {
    let photo = "id = \"green\"\nphoto = \"https://example.org/tea.jpg\"\nprice = \"3\"";
    let cup = "[[products]]\nid = \"cup\"\nname = \"Cup\"\n[[places]]";
    let shop = SHOP.replace("id = \"green\"", photo).replace("[[places]]", cup);
    format!("currency = \"EUR\"\n{shop}")
}

#[tokio::test]
async fn a_product_is_looked_at_and_ordered() {
    let talk = "
        Ann: /start
          bot: Tea house. Would you like to place an order? {new_order look}
        Ann presses look
          bot: What would you like to look at? {card:green}
        Ann presses card:green
          bot: Green tea · €3.00 {buy:green}
        Ann presses buy:green
          bot: Green tea · €3.00 / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        Ann presses quantity:3
          bot edits: What is the delivery address? Choose one or type it. {place:shop cancel_order}
        Ann presses place:shop
          bot edits: Please check your order. / Product: Green tea / Quantity: 3 pieces / Address: Pick up here / Total: €9.00 {confirm_order cancel_order change:product change:quantity change:address}
        Ann presses buy:green
          bot edits: Green tea · €3.00 / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
    ";
    play(Bot::selling(&with_photo()).await, &[("Ann", "en")], talk).await;
}

#[tokio::test]
async fn a_photo_is_shown_in_russian_and_changes_no_order() {
    let talk = "
        Боря: /start
          bot: Чайная. Хотите сделать заказ? {new_order look}
        Боря presses new_order
          bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green product:cup cancel_order}
        Боря: Торт
          bot: Торт / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
        Боря presses look
          bot: Что вам показать? {card:green}
        Боря presses card:green
          bot: Зелёный чай · 3,00\u{a0}€ {buy:green}
        Боря: 2
          bot: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
    ";
    play(Bot::selling(&with_photo()).await, &[("Боря", "ru")], talk).await;
}

#[tokio::test]
async fn buttons_of_products_that_are_gone_change_nothing() {
    let mut bot = Bot::selling(&with_photo()).await;
    let ann = bot.telegram.person("Ann").await;
    ann.say("/start").await;
    let menu = ann.expect("order").await.message_id;
    for data in ["card:cup", "card:none", "card:", "buy:none"] {
        bot.press_gone(&ann, menu, data).await;
    }
    ann.say("hello").await;
    ann.expect("I take orders").await;
    assert_eq!(bot.calls_in(&ann).await, ["sendMessage", "sendMessage"]);
}
