//! An operator writes to everybody, from the chat.

use molniya::botapi::methods::GetMyCommands;
use molniya::botapi::types::BotCommandScopeChat;
use molniya::botapi::{ChatId, Client, ClientConfig};
use molniya_emulator::Fault;
use molniya_emulator::testkit::{Message, Person};

use crate::bot::{Bot, on_every_store};
use crate::scenario::play;

/// More than a broadcast has in the outbox at once.
const PEOPLE: usize = 62;

on_every_store! {
    async fn news_are_written_aimed_looked_at_and_cancelled(bot: Bot) {
        play(bot.with_operator().await, &[("Ann", "en"), ("Боря", "ru")], "
            Боря: /broadcast
              bot: Такой команды я не знаю. Отправьте /help, и я расскажу, какие знаю.
            Ann: /broadcast
              bot: Send me what everybody is to get: a text, or a photo with a caption. It goes out as you send it. / /cancel if you have changed your mind.
            Ann sends 🍵
              bot: I can pass on a text, or a photo with a caption. Please send one of these, or /cancel.
            Ann: <b>Spring</b> is *here*
              bot: Who is it for? Those who want no news are left out. {news_for:everybody news_for:english news_for:russian cancel_news}
            Ann: Who?
              bot: Please press one of the buttons above, or send /cancel.
            Ann presses news_for:everybody
              bot edits: They will get this:
              bot: <b>Spring</b> is *here*
              bot: Shall I send it to 2 people? {send_news:telegram-1 cancel_news}
            Ann presses cancel_news
              bot edits: Nothing was sent.
            Ann: /broadcast
              bot: Send me what everybody is to get: a text, or a photo with a caption. It goes out as you send it. / /cancel if you have changed your mind.
            Ann: /cancel
              bot: Nothing was sent.
            Ann: hello
              bot: I take orders. Press the button below to begin, or send /start. {new_order}
        ").await;
    }

    async fn an_order_and_news_do_not_mix(bot: Bot) {
        play(bot.with_operator().await, &[("Аня", "ru"), ("Bob", "en")], "
            Аня: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
            Аня presses new_order
              bot: Какой товар вы хотите? Выберите из списка или напишите название. {product:green cancel_order}
            Аня: /broadcast
              bot: У вас есть незаконченный заказ. Подтвердите его или отмените (/cancel), затем снова отправьте /broadcast.
            Аня presses cancel_order
              bot edits: Заказ отменён. {new_order}
            Аня: /broadcast
              bot: Пришлите то, что должны получить все: текст или фотографию с подписью. Отправлю в точности как есть. / Передумали – /cancel.
            Аня: Весна!
              bot: Кому отправить? Тем, кто не хочет новостей, я не напишу. {news_for:everybody news_for:english news_for:russian cancel_news}
            Аня presses news_for:english
              toast: Из таких людей это никто не получит. Выберите, пожалуйста, других.
            Bob: /start
              bot: Tea house. Would you like to place an order? {new_order}
            Аня presses news_for:english
              bot edits: Получат вот это:
              bot: Весна!
              bot: Отправить? Получателей: 1. {send_news:telegram-1 cancel_news}
            Аня: /start
              bot: Чайная. Хотите сделать заказ? {new_order}
        ").await;
    }

    async fn only_an_operator_is_told_of_the_command(bot: Bot) {
        play(bot.with_operator().await, &[("Ann", "en"), ("Bob", "en")], "
            Ann: /help
              bot: I take orders: press the button below, or send /start. Everything can be typed or pressed. / /start – Show the menu / /orders – Show my orders / /cancel – Cancel the unfinished order / /language – Choose the language / /news – Choose whether I send you news / /help – Say what I can do / /broadcast – Send news to everybody {new_order}
            Bob: /help
              bot: I take orders: press the button below, or send /start. Everything can be typed or pressed. / /start – Show the menu / /orders – Show my orders / /cancel – Cancel the unfinished order / /language – Choose the language / /news – Choose whether I send you news / /help – Say what I can do {new_order}
        ").await;
    }
}

/// The operator and others, who have all pressed start.
async fn crowd(bot: &Bot, count: usize) -> Vec<Person> {
    let mut people = Vec::new();
    for n in 0..count {
        let person = bot.telegram.person(&format!("Person {n}")).await;
        person.say("/start").await;
        person.expect("order").await;
        people.push(person);
    }
    people
}

/// Writes these news and stops before they are sent.
async fn prepared(operator: &Person, news: &str) -> Message {
    operator.say("/broadcast").await;
    operator.expect("what everybody is to get").await;
    operator.say(news).await;
    operator.expect("Who is it for?").await;
    operator.press("news_for:everybody").await;
    operator.expect(news).await;
    operator.expect("Shall I send it").await
}

/// What the message that shows a broadcast says in the end, or as soon as it says this.
async fn says(operator: &Person, words: &str) -> Message {
    loop {
        let message = operator.expect("").await;
        if message.text.contains(words) {
            return message;
        }
    }
}

async fn got(bot: &Bot, person: &Person, news: &str) -> usize {
    let ledger = bot.telegram.ledger().await;
    ledger.chat(person.chat_id()).filter(|entry| entry.text.as_deref() == Some(news)).count()
}

#[tokio::test]
async fn news_reach_everybody_who_wants_them_and_the_operator_sees_how_far_they_are() {
    let bot = Bot::on_sqlite().await.with_operator().await;
    let people = crowd(&bot, 4).await;
    people[2].say("/news").await;
    people[2].expect("something new").await;
    people[2].press("news:off").await;
    people[2].expect("No more news").await;
    let blocked = Fault::error("sendMessage", 403, "Forbidden: bot was blocked by the user");
    bot.telegram.fault(blocked.in_chat(people[3].chat_id())).await;
    let question = prepared(&people[0], "Spring is here").await;
    assert!(question.text.contains("3 people"), "{question:?}");
    people[0].press("send_news:telegram-1").await;
    let report = says(&people[0], "Everybody was written to: 3").await;
    assert_eq!(report.message_id, question.message_id, "the question became the report");
    let lines: Vec<&str> = report.text.lines().collect();
    let counts = ["Arrived: 2", "Have blocked me: 1", "Failed: 0", "Want no news: 1"];
    assert_eq!(lines[1..5], counts, "{report:?}");
    assert!(lines[5].starts_with("It took ") && report.buttons().is_empty(), "{report:?}");
    for (person, times) in people.iter().zip([2, 1, 0, 0]) {
        assert_eq!(got(&bot, person, "Spring is here").await, times);
    }
}

#[tokio::test]
async fn a_broadcast_is_paused_across_a_restart_gone_on_with_and_stopped_by_buttons() {
    let mut bot = Bot::on_sqlite().await.with_operator().await;
    let people = crowd(&bot, PEOPLE).await;
    prepared(&people[0], "Spring is here").await;
    people[0].press("send_news:telegram-1").await;
    says(&people[0], "Sending:").await;
    people[0].press("turn_news:pause:telegram-1").await;
    let paused = says(&people[0], "Paused:").await;
    let data: Vec<String> = paused.buttons().into_iter().map(|(_, data)| data).collect();
    assert_eq!(data, ["turn_news:resume:telegram-1", "turn_news:stop:telegram-1"]);

    people[0].say("/broadcast").await;
    says(&people[0], "A broadcast is under way").await;
    bot.stop().await;
    bot.run();
    people[0].press("turn_news:resume:telegram-1").await;
    says(&people[0], "Sending:").await;
    people[0].press("turn_news:stop:telegram-1").await;
    let stopped = says(&people[0], "Stopped:").await;
    assert!(stopped.buttons().is_empty(), "{stopped:?}");
    prepared(&people[0], "Summer is here").await;
    bot.stop().await;
    let mut reached = 0;
    for person in &people[1..] {
        let times = got(&bot, person, "Spring is here").await;
        assert!(times <= 1, "somebody got it {times} times");
        reached += times;
    }
    assert!(reached < PEOPLE - 1, "it was stopped before everybody had it");
}

#[tokio::test]
async fn a_photo_goes_out_with_its_caption_and_its_formatting() {
    let bot = Bot::in_memory().await.with_operator().await;
    let people = crowd(&bot, 2).await;
    let (operator, chat) = (people[0].user_id(), people[0].chat_id());
    people[0].say("/broadcast").await;
    people[0].expect("what everybody is to get").await;
    let photo = |id: &str, size: i64| serde_json::json!({"file_id": id, "file_unique_id": id, "width": size, "height": size});
    let message = serde_json::json!({"message": {
        "message_id": 9_000, "date": 1, "chat": {"id": chat, "type": "private", "first_name": "P"},
        "from": {"id": operator, "is_bot": false, "first_name": "P", "language_code": "en"},
        "photo": [photo("https://example.org/small.jpg", 90), photo("https://example.org/tea.jpg", 800)],
        "caption": "New tea", "caption_entities": [{"type": "bold", "offset": 0, "length": 3}],
    }});
    bot.telegram.inject(&message.to_string()).await;
    people[0].expect("Who is it for?").await;
    people[0].press("news_for:everybody").await;
    people[0].expect("New tea").await;
    people[0].expect("Shall I send it to 2 people?").await;
    people[0].press("send_news:telegram-1").await;
    says(&people[0], "Everybody was written to: 2").await;
    people[1].expect("New tea").await;
    let ledger = bot.telegram.ledger().await;
    let sent: Vec<_> =
        ledger.chat(people[1].chat_id()).filter(|sent| sent.method == "sendPhoto").collect();
    assert_eq!(sent.len(), 1);
    bot.telegram.assert_clean().await;
}

#[tokio::test]
async fn an_operator_has_a_menu_of_their_own() {
    let bot = Bot::in_memory().await.with_operator().await;
    let people = crowd(&bot, 2).await;
    // The answer to this one leaves behind the menu.
    people[0].say("/help").await;
    people[0].expect("/broadcast").await;
    let url = bot.telegram.api_url().parse().expect("an address");
    let token = bot.telegram.token().parse().expect("a token");
    let client = Client::new(ClientConfig::new(url, token)).expect("a client");
    for (person, last) in [(&people[0], Some("broadcast")), (&people[1], None)] {
        let scope = BotCommandScopeChat::new(ChatId(person.chat_id())).into();
        let ask = GetMyCommands { scope: Some(scope), ..GetMyCommands::default() };
        let menu = client.call(&ask).await.expect("an answer");
        assert_eq!(menu.last().map(|line| &*line.command), last);
    }
}
