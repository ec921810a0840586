//! What is told of prices, before and after an order.

use crate::bot::{Bot, SHOP};
use crate::scenario::play;

/// The shop with a price for its tea.
fn priced() -> String {
    let shop = SHOP.replace("id = \"green\"", "id = \"green\"\nprice = \"1234.5\"");
    format!("currency = \"RUB\"\n{shop}")
}

#[tokio::test]
async fn the_total_is_told_in_english() {
    let talk = "
        Ann: /start
          bot: Tea house. Would you like to place an order? {new_order}
        Ann presses new_order
          bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
        Ann: green tea
          bot: Green tea · ₽1,234.50 / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        Ann presses quantity:3
          bot edits: What is the delivery address? Choose one or type it. {place:shop cancel_order}
        Ann: Here
          bot: Please check your order. / Product: Green tea / Quantity: 3 pieces / Address: Here / Total: ₽3,703.50 {confirm_order cancel_order change:product change:quantity change:address}
        Ann presses change:quantity
          bot edits: Green tea · ₽1,234.50 / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 back cancel_order}
        Ann: 2
          bot: Please check your order. / Product: Green tea / Quantity: 2 pieces / Address: Here / Total: ₽2,469.00 {confirm_order cancel_order change:product change:quantity change:address}
        Ann presses confirm_order
          bot edits: Thank you! Order #1 is placed. / Product: Green tea / Quantity: 2 pieces / Address: Here / Total: ₽2,469.00 {new_order}
        Ann: /orders
          bot: Your orders, newest first: / #1 · Green tea · 2 pieces · ₽2,469.00 {order:1:0}
        Ann presses order:1:0
          bot edits: Order #1 / Product: Green tea / Quantity: 2 pieces / Address: Here / Total: ₽2,469.00 {orders:0}
    ";
    play(Bot::selling(&priced()).await, &[("Ann", "en")], talk).await;
}

#[tokio::test]
async fn the_total_is_told_in_russian() {
    // Numbers are grouped by no-break spaces, and so is the currency's sign set off.
    let talk = "
        Боря: /start
          bot: Чайная. Хотите сделать заказ? {new_order}
        Боря presses new_order
          bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
        Боря presses product:green
          bot edits: Зелёный чай · 1\u{a0}234,50\u{a0}₽ / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
        Боря: 999
          bot: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
        Боря presses place:shop
          bot edits: Проверьте, пожалуйста, ваш заказ. / Товар: Зелёный чай / Количество: 999 штук / Адрес: Заберу сам / Итого: 1\u{a0}233\u{a0}265,50\u{a0}₽ {confirm_order cancel_order change:product change:quantity change:address}
        Боря presses confirm_order
          bot edits: Спасибо! Заказ #1 принят. / Товар: Зелёный чай / Количество: 999 штук / Адрес: Заберу сам / Итого: 1\u{a0}233\u{a0}265,50\u{a0}₽ {new_order}
    ";
    play(Bot::selling(&priced()).await, &[("Боря", "ru")], talk).await;
}

#[tokio::test]
async fn what_is_not_listed_has_no_price() {
    let talk = "
        Ann: /start
          bot: Tea house. Would you like to place an order? {new_order}
        Ann presses new_order
          bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
        Ann: Cake
          bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        Ann: 2
          bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
        Ann: Here
          bot: Please check your order. / Product: Cake / Quantity: 2 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
        Ann presses change:product
          bot edits: Which product would you like? Choose one or type its name. {product:green back cancel_order}
        Ann presses product:green
          bot edits: Please check your order. / Product: Green tea / Quantity: 2 pieces / Address: Here / Total: ₽2,469.00 {confirm_order cancel_order change:product change:quantity change:address}
    ";
    play(Bot::selling(&priced()).await, &[("Ann", "en")], talk).await;
}

#[tokio::test]
async fn a_price_stands_on_the_button_and_in_the_record() {
    let mut bot = Bot::on_sqlite_selling(&priced()).await;
    let ann = bot.telegram.person("Ann").await;
    ann.say("/start").await;
    ann.expect("order").await;
    ann.press("new_order").await;
    let labels: Vec<String> =
        ann.expect("product").await.buttons().into_iter().map(|(text, _)| text).collect();
    assert_eq!(labels, ["Green tea · ₽1,234.50", "Cancel"]);
    for (data, question) in [
        ("product:green", "quantity"),
        ("quantity:3", "address"),
        ("place:shop", "check"),
        ("confirm_order", "#1"),
    ] {
        ann.press(data).await;
        ann.expect(question).await;
    }
    let orders = bot.orders().await;
    let price = orders[0].price.as_ref().expect("a price");
    assert_eq!((price.minor, price.currency.code()), (123_450, "RUB"));
}
