//! Whatever is wrong in the summary is corrected from it, and the rest is kept.

use crate::bot::{Bot, answer_to, on_every_store};
use crate::scenario::play;

on_every_store! {
    async fn each_part_is_corrected_by_buttons(bot: Bot) {
        play(bot, &[("Ann", "en")], "
            Ann: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Cake
              bot: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann: 7
              bot: What is the delivery address? Choose one or type it. {place:shop cancel_order}
            Ann: Here
              bot: Please check your order. / Product: Cake / Quantity: 7 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses change:product
              bot edits: Which product would you like? Choose one or type its name. {product:green back cancel_order}
            Ann presses product:green
              bot edits: Please check your order. / Product: Green tea / Quantity: 7 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses change:quantity
              bot edits: Green tea / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 back cancel_order}
            Ann presses quantity:3
              bot edits: Please check your order. / Product: Green tea / Quantity: 3 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses change:address
              bot edits: What is the delivery address? Choose one or type it. {place:shop back cancel_order}
            Ann presses place:shop
              bot edits: Please check your order. / Product: Green tea / Quantity: 3 pieces / Address: Pick up here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses confirm_order
              bot edits: Thank you! Order #1 is placed. / Product: Green tea / Quantity: 3 pieces / Address: Pick up here {new_order}
        ").await;
    }

    async fn each_part_is_corrected_by_typing_in_russian(bot: Bot) {
        play(bot, &[("Аня", "ru")], "
            Аня: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Аня presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Аня: Торт
              bot: Торт / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
            Аня: 1
              bot: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
            Аня: Тут
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Торт / Количество: 1 штука / Адрес: Тут {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses change:product
              bot edits: Какой товар вы хотите? Выберите из списка или напишите название. {product:green back cancel_order}
            Аня: Пирог
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Пирог / Количество: 1 штука / Адрес: Тут {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses change:quantity
              bot edits: Пирог / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 back cancel_order}
            Аня: 22
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Пирог / Количество: 22 штуки / Адрес: Тут {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses change:address
              bot edits: Какой адрес доставки? Выберите или напишите его. {place:shop back cancel_order}
            Аня: Там
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Пирог / Количество: 22 штуки / Адрес: Там {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses confirm_order
              bot edits: Спасибо! Заказ #1 принят. / Товар: Пирог / Количество: 22 штуки / Адрес: Там {new_order}
        ").await;
    }

    async fn a_correction_can_be_left_helped_and_cancelled(bot: Bot) {
        play(bot, &[("Ann", "en")], "
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
            Ann presses change:address
              bot edits: What is the delivery address? Choose one or type it. {place:shop back cancel_order}
            Ann presses back
              bot edits: Please check your order. / Product: Cake / Quantity: 2 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses change:quantity
              bot edits: Cake / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 back cancel_order}
            Ann: many
              bot: Please choose a quantity with one of the buttons, or type a whole number from 1 to 999. {quantity:1 quantity:3 back cancel_order}
            Ann presses back
              bot edits: Please check your order. / Product: Cake / Quantity: 2 pieces / Address: Here {confirm_order cancel_order change:product change:quantity change:address}
            Ann presses change:product
              bot edits: Which product would you like? Choose one or type its name. {product:green back cancel_order}
            Ann presses cancel_order
              bot edits: The order is cancelled. {new_order}
            Ann: Cake
              bot: I take orders. Press the button below to begin, or send /start. {new_order}
        ").await;
    }

    async fn a_new_order_forgets_the_one_that_was_being_corrected(bot: Bot) {
        play(bot, &[("Ann", "en")], "
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
            Ann presses new_order
              bot: Which product would you like? Choose one or type its name. {product:green cancel_order}
            Ann: Bread
              bot: Bread / What quantity? Choose one or type a number from 1 to 999. {quantity:1 quantity:3 cancel_order}
            Ann presses back
              toast: This button is out of date. Please use the newest message.
        ").await;
    }

    async fn buttons_under_an_earlier_summary_change_nothing(bot: Bot) {
        let mut bot = bot;
        let ann = bot.telegram.person("Ann").await;
        ann.say("/start").await;
        ann.expect("order").await;
        ann.press("new_order").await;
        ann.expect("product").await;
        for (text, question) in [("Cake", "quantity"), ("2", "address"), ("Here", "check")] {
            ann.say(text).await;
            ann.expect(question).await;
        }
        // The corrected summary is a new message; the question above it is what became of the first one.
        let first = ann.messages().await.last().expect("the summary").message_id;
        ann.press("change:quantity").await;
        ann.expect("quantity").await;
        ann.say("3").await;
        let second = ann.expect("check").await;
        assert!(second.message_id > first);
        for data in ["quantity:1", "back"] {
            let press = ann.press_on(first, data).await;
            assert!(answer_to(&ann, &press).await.contains("out of date"), "{data}");
        }
        for data in ["change:address", "confirm_order"] {
            bot.press_gone(&ann, first, data).await;
        }
        ann.press_on(second.message_id, "confirm_order").await;
        assert!(ann.expect("#1").await.text.contains("Quantity: 3 pieces"));
        for data in ["change:product", "back", "product:green"] {
            bot.press_gone(&ann, second.message_id, data).await;
        }
        ann.say("thanks").await;
        ann.expect("I take orders").await;
        let calls = bot.calls_in(&ann).await;
        assert_eq!(calls.iter().filter(|call| *call == "editMessageText").count(), 2, "{calls:?}");
        assert!(!ann.messages().await.iter().any(|message| message.has_button("confirm_order")));
    }
}
