//! The list of a person's own orders.

use molniya_emulator::testkit::Person;

use crate::bot::{Bot, on_every_store};
use crate::scenario::play;

/// Orders `product`, and gives what the bot said of it.
async fn order(person: &Person, product: &str) -> String {
    person.say("/start").await;
    person.expect("").await;
    person.press("new_order").await;
    person.expect("").await;
    for text in [product, "1", "5 High Street"] {
        person.say(text).await;
        person.expect("").await;
    }
    person.press("confirm_order").await;
    person.expect("#").await.text
}

/// The data of the buttons under the newest message, and its text.
async fn seen(person: &Person, words: &str) -> (String, Vec<String>) {
    let message = person.expect(words).await;
    let data = message.buttons().into_iter().map(|(_, data)| data).collect();
    (message.text, data)
}

on_every_store! {
    async fn nobody_has_orders_at_first(bot: Bot) {
        play(bot, &[("Ann", "en"), ("Боря", "ru")], "
            Ann: /orders
              bot: You have not ordered anything yet. {new_order}
            Боря: /orders
              bot: Вы ещё ничего не заказывали. {new_order}
        ").await;
    }

    async fn an_order_is_listed_and_shown(bot: Bot) {
        play(bot, &[("Аня", "ru")], "
            Аня: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Аня presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Аня presses product:green
              bot edits: Зелёный чай / Какое количество? Выберите или напишите число от 1 до 999. {quantity:1 quantity:3 cancel_order}
            Аня: 5
              bot: Какой адрес доставки? Выберите или напишите его. {place:shop cancel_order}
            Аня: Тут
              bot: Проверьте, пожалуйста, ваш заказ. / Товар: Зелёный чай / Количество: 5 штук / Адрес: Тут {confirm_order cancel_order change:product change:quantity change:address}
            Аня presses confirm_order
              bot edits: Спасибо! Заказ #1 принят. / Товар: Зелёный чай / Количество: 5 штук / Адрес: Тут {new_order}
            Аня: /orders
              bot: Ваши заказы, сначала новые: / #1 · Зелёный чай · 5 штук {order:1:0}
            Аня presses order:1:0
              bot edits: Заказ #1 / Товар: Зелёный чай / Количество: 5 штук / Адрес: Тут {orders:0}
            Аня presses orders:0
              bot edits: Ваши заказы, сначала новые: / #1 · Зелёный чай · 5 штук {order:1:0}
        ").await;
    }

    async fn a_list_has_pages_of_five_in_one_message(bot: Bot) {
        let mut bot = bot;
        let (ann, boris) = (bot.telegram.person("Ann").await, bot.telegram.person("Boris").await);
        for n in 1..=11 {
            order(&ann, &format!("Cake {n}")).await;
            if n == 3 {
                order(&boris, "Bread").await;
            }
        }
        ann.say("/orders").await;
        let list = ann.expect("page 1 of 3").await;
        assert_eq!(
            list.text,
            "Your orders, newest first, page 1 of 3:\n#12 · Cake 11 · 1 piece\n#11 · Cake 10 · 1 piece\n\
             #10 · Cake 9 · 1 piece\n#9 · Cake 8 · 1 piece\n#8 · Cake 7 · 1 piece",
        );
        ann.press("orders:1").await;
        let (text, data) = seen(&ann, "page 2 of 3").await;
        // The fourth order is that of somebody else.
        assert!(text.ends_with("#5 · Cake 4 · 1 piece\n#3 · Cake 3 · 1 piece\n#2 · Cake 2 · 1 piece"), "{text}");
        assert_eq!(data, ["order:7:1", "order:6:1", "order:5:1", "order:3:1", "order:2:1", "orders:0", "orders:2"]);
        ann.press("orders:2").await;
        let (text, data) = seen(&ann, "page 3 of 3").await;
        assert!(text.ends_with("3:\n#1 · Cake 1 · 1 piece"), "{text}");
        assert_eq!(data, ["order:1:2", "orders:1"]);
        ann.press("order:1:2").await;
        assert_eq!(seen(&ann, "Order #1").await.1, ["orders:2"]);
        ann.press("orders:2").await;
        assert_eq!(ann.expect("page 3 of 3").await.message_id, list.message_id);

        let calls = bot.calls_in(&ann).await;
        let lists = calls.iter().rev().take_while(|call| *call != "sendMessage");
        assert_eq!(lists.filter(|call| *call == "editMessageText").count(), 4, "{calls:?}");
    }

    async fn nobody_sees_the_order_of_somebody_else(bot: Bot) {
        let (ann, boris) = (bot.telegram.person("Ann").await, bot.telegram.person("Boris").await);
        assert!(order(&ann, "Cake").await.contains("#1 "));
        order(&boris, "Bread").await;
        boris.say("/orders").await;
        let list = boris.expect("Bread").await;
        assert!(!list.text.contains("Cake"));
        for data in ["order:1:0", "order:3:0", "order:99999999999999999999:0", "orders:7"] {
            bot.press_gone(&boris, list.message_id, data).await;
        }
        boris.say("/start").await;
        boris.expect("order").await;
        // A page there is not is the last one, which is shown already.
        let shown = boris.messages().await;
        let message = shown.iter().find(|message| message.message_id == list.message_id);
        assert_eq!(message.map(|message| &message.text), Some(&list.text));
    }

    async fn looking_at_the_list_leaves_an_unfinished_order_as_it_is(bot: Bot) {
        let ann = bot.telegram.person("Ann").await;
        order(&ann, "Cake").await;
        ann.press("new_order").await;
        ann.expect("product").await;
        ann.say("Bread").await;
        ann.expect("quantity").await;
        ann.say("/orders").await;
        ann.expect("Cake").await;
        ann.press("order:1:0").await;
        ann.expect("Order #1").await;
        ann.say("2").await;
        assert!(ann.expect("address").await.has_button("last_address"));
    }
}
