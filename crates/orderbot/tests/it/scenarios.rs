//! The talks the bot promises, word for word.

use crate::bot::{Bot, on_every_store};
use crate::scenario::play;

const ANN: &[(&str, &str)] = &[("Ann", "en")];

on_every_store! {
    async fn an_order_by_typing(bot: Bot) {
        play(bot, ANN, "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Widget a17
              bot: Widget a17 / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann: 3
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: 5 High Street
              bot: Please check your order. / Product: Widget a17 / Quantity: 3 pieces / Address: 5 High Street {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses confirm_order
              bot edits: Thank you! Order #1 is placed. / Product: Widget a17 / Quantity: 3 pieces / Address: 5 High Street {new_order}
        ").await;
    }

    async fn an_order_by_buttons_alone(bot: Bot) {
        play(bot, ANN, "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann presses product:green
              bot edits: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann presses quantity:1
              bot edits: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann presses place:shop
              bot edits: Please check your order. / Product: Green tea / Quantity: 1 piece / Address: Pick up here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses confirm_order
              bot edits: Thank you! Order #1 is placed. / Product: Green tea / Quantity: 1 piece / Address: Pick up here {new_order}
        ").await;
    }

    async fn an_order_in_russian(bot: Bot) {
        play(bot, &[("Аня", "ru-RU")], "
            Аня: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Аня presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Аня: зелёный чай
              bot: Зелёный чай / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
            Аня presses quantity:3
              bot edits: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
            Аня presses place:shop
              bot edits: Проверьте, пожалуйста, ваш заказ. / Товар: Зелёный чай / Количество: 3 штуки / Адрес: Заберу сам {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses confirm_order
              bot edits: Спасибо! Заказ #1 принят. / Товар: Зелёный чай / Количество: 3 штуки / Адрес: Заберу сам {new_order}
            Аня presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Аня presses cancel_order
              bot edits: Заказ отменён. {new_order}
            Аня: /cancel
              bot: Незаконченного заказа нет, отменять нечего. Принятые заказы остаются в силе. {new_order}
        ").await;
    }

    async fn the_last_address_is_offered_again(bot: Bot) {
        play(bot, ANN, "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann presses product:green
              bot edits: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann: 12
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: 5 High Street
              bot: Please check your order. / Product: Green tea / Quantity: 12 pieces / Address: 5 High Street {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses confirm_order
              bot edits: Thank you! Order #1 is placed. / Product: Green tea / Quantity: 12 pieces / Address: 5 High Street {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann presses product:green
              bot edits: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann presses quantity:1
              bot edits: What is the delivery address? Choose one or type it. {place:shop last_address cancel_order}
            Ann presses last_address
              bot edits: Please check your order. / Product: Green tea / Quantity: 1 piece / Address: 5 High Street {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses confirm_order
              bot edits: Thank you! Order #2 is placed. / Product: Green tea / Quantity: 1 piece / Address: 5 High Street {new_order}
        ").await;
    }

    async fn two_people_order_at_once(bot: Bot) {
        play(bot, &[("Ann", "en"), ("Боря", "ru")], "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Боря: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Боря presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Боря: Пирог
              bot: Пирог / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
            Боря: 21
              bot: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
            Ann: 2
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: Here
              bot: Please check your order. / Product: Cake / Quantity: 2 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Боря: Там
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Пирог / Количество: 21 штука / Адрес: Там {confirm_order cancel_order change:product change:quantity change:address}
            Боря presses confirm_order
              bot edits: Спасибо! Заказ #1 принят. / Товар: Пирог / Количество: 21 штука / Адрес: Там {new_order}
            Ann presses confirm_order
              bot edits: Thank you! Order #2 is placed. / Product: Cake / Quantity: 2 pieces / Address: Here {new_order}
        ").await;
    }

    async fn an_order_is_cancelled_at_every_step(bot: Bot) {
        play(bot, ANN, "
            Ann: /cancel
              bot: There is no unfinished order, so there is nothing to cancel. Orders already placed stay placed. {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann presses cancel_order
              bot edits: The order is cancelled. {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann presses cancel_order
              bot edits: The order is cancelled. {new_order}
            Ann presses cancel_order
              bot: There is no unfinished order, so there is nothing to cancel. Orders already placed stay placed. {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann presses product:green
              bot edits: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann presses quantity:1
              bot edits: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: /cancel
              bot: The order is cancelled. {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann: 1
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: Here
              bot: Please check your order. / Product: Cake / Quantity: 1 piece / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses cancel_order
              bot edits: The order is cancelled. {new_order}
              toast: The order is cancelled.
        ").await;
    }

    async fn start_in_the_middle_loses_nothing(bot: Bot) {
        play(bot, ANN, "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann: /start
              bot: Tea house. You have an unfinished order. / Go on where you stopped, start a new order, or cancel this one. {new_order}
            Ann: 2
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Bread
              bot: Bread / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
        ").await;
    }
}
