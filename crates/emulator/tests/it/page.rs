//! What the person's side has for the chat page: the commands of a chat, search, replies, the run.

use molniya_emulator::testkit::{Person, Telegram};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::raw::Raw;

async fn read(telegram: &Telegram, path: &str) -> Value {
    Raw::connect(&telegram.page_url()).await.get(path).await.json()
}

async fn commands(telegram: &Telegram, person: &Person) -> Vec<String> {
    let list = read(telegram, &format!("/chats/{}/commands", person.chat_id())).await;
    let names = list.as_array().unwrap().iter().map(|one| one["description"].as_str().unwrap());
    names.map(str::to_owned).collect()
}

#[tokio::test]
async fn commands_are_those_of_the_narrowest_scope_and_the_language() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let ann = telegram.person_speaking("Ann", "en").await;
    let boris = telegram.person_speaking("Boris", "ru-RU").await;
    ann.say("hi").await;
    assert!(commands(&telegram, &ann).await.is_empty());
    let private = json!({"type": "all_private_chats"});
    let anns = json!({"type": "chat", "chat_id": ann.chat_id()});
    let lists = [
        (json!({"description": "all"}), json!({})),
        (json!({"description": "all, ru"}), json!({"language_code": "ru"})),
        (json!({"description": "private"}), json!({"scope": private})),
        (json!({"description": "Ann"}), json!({"scope": anns})),
    ];
    let expected = [["all", "all"], ["all", "all, ru"], ["private", "private"], ["Ann", "private"]];
    for ((mut command, mut params), expected) in lists.into_iter().zip(expected) {
        command["command"] = "start".into();
        params["commands"] = json!([command]);
        bot.ok("setMyCommands", params).await;
        let found = [commands(&telegram, &ann).await, commands(&telegram, &boris).await];
        assert_eq!(found.concat(), expected);
    }
}

#[tokio::test]
async fn a_search_finds_the_newest_first_without_regard_to_case() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let [ann, boris] = [telegram.person("Ann").await, telegram.person("Boris").await];
    ann.say("A green ЁЛКА").await;
    boris.say("another ёлка").await;
    ann.sticker("🎄").await;
    bot.say(ann.chat_id(), "Your ёлка & more").await;
    let texts = |found: &Value| -> Vec<String> {
        let found = found.as_array().unwrap().iter();
        found.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    };
    // "ёлка"
    let found = read(&telegram, "/search?text=%D1%91%D0%BB%D0%BA%D0%B0").await;
    assert_eq!(texts(&found), ["Your ёлка & more", "another ёлка", "A green ЁЛКА"]);
    assert_eq!(found[1]["chat"]["id"], boris.chat_id());
    assert_eq!(read(&telegram, "/search?text=%20").await, json!([]));
    let newest = &read(&telegram, "/chats").await[0]["last"];
    assert_eq!(newest["text"], "Your ёлка & more");
}

#[tokio::test]
async fn a_chat_is_read_in_parts_from_either_side() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut ids = Vec::new();
    for number in 0..5 {
        ids.push(ann.say(&format!("{number}")).await);
    }
    let path = |query: &str| format!("/chats/{}/messages?{query}", ann.chat_id());
    let parts = [
        ("".to_owned(), 0..5),
        ("limit=2".to_owned(), 0..2),
        (format!("after={}&limit=2", ids[1]), 2..4),
        ("after=-5&limit=1".to_owned(), 0..1),
        (format!("before={}&limit=2", ids[4]), 2..4),
        ("before=9007199254740991&limit=3".to_owned(), 2..5),
        (format!("before={}", ids[0]), 0..0),
        (format!("after={}", i64::MAX), 0..0),
    ];
    for (query, expected) in parts {
        let part = read(&telegram, &path(&query)).await;
        let found = part.as_array().unwrap().iter().map(|one| one["message_id"].as_i64().unwrap());
        assert_eq!(found.collect::<Vec<_>>(), ids[expected], "{query}");
    }
    let wrong = [
        ("limit=0", "limit must be from 1 to 1000"),
        ("limit=1001", "limit must be from 1 to 1000"),
        ("before=0", "before must be the id of a message, 1 or more"),
        ("after=1&before=2", "set after or before, not both"),
        ("before=x", "after, before, limit and topic are whole numbers: "),
        ("limit=-1", "after, before, limit and topic are whole numbers: "),
    ];
    for (query, expected) in wrong {
        let answer = Raw::connect(&telegram.page_url()).await.get(&path(query)).await;
        assert_eq!(answer.status, 400, "{query}");
        let error = answer.json()["error"].as_str().unwrap().to_owned();
        assert!(error.starts_with(expected), "{query}: {error}");
    }
}

#[tokio::test]
async fn what_stands_beside_the_messages_is_told_however_old_it_is() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let ann = telegram.person("Ann").await;
    let first = ann.say("hi").await;
    let path = |what: &str| format!("/chats/{}/{what}", ann.chat_id());
    assert_eq!(read(&telegram, &path("keyboard")).await, json!({}));
    assert_eq!(read(&telegram, &path("topics")).await, json!([]));
    let forum = ann.create_chat("forum", "Work").await;
    forum.begin_topic(&ann, "Bugs").await;
    let topics = read(&telegram, &format!("/chats/{}/topics", forum.chat_id())).await;
    let name = |at: usize| (&topics[at]["name"], &topics[at]["is_closed"]);
    assert_eq!(topics[0]["message_thread_id"], 0);
    assert_eq!(
        [name(0), name(1)],
        [(&json!("General"), &json!(false)), (&json!("Bugs"), &json!(false))]
    );
    let markup = json!({"keyboard": [["Tea", {"text": "Cake"}]], "one_time_keyboard": true});
    let ask = json!({"chat_id": ann.chat_id(), "text": "What?", "reply_markup": markup});
    let asked = bot.ok("sendMessage", ask).await["message_id"].clone();
    let told = |value: &Value| (value["message"]["message_id"].clone(), value["pressed"] == true);
    assert_eq!(told(&read(&telegram, &path("keyboard")).await), (asked.clone(), false));
    ann.say("Coffee").await;
    assert_eq!(told(&read(&telegram, &path("keyboard")).await), (asked.clone(), false));
    ann.say("Tea").await;
    bot.say(ann.chat_id(), "Gladly").await;
    let keyboard = read(&telegram, &path("keyboard")).await;
    assert_eq!((told(&keyboard), &keyboard["replied"]), ((asked, true), &json!(false)));

    bot.ok("pinChatMessage", json!({"chat_id": ann.chat_id(), "message_id": first})).await;
    assert_eq!(read(&telegram, &path("pins")).await[0]["text"], "hi");
    // What is deleted is pinned no more.
    bot.ok("deleteMessage", json!({"chat_id": ann.chat_id(), "message_id": first})).await;
    assert_eq!(read(&telegram, &path("pins")).await, json!([]));
    let chats = read(&telegram, "/chats").await;
    let own = chats.as_array().unwrap().iter().find(|chat| chat["id"] == ann.chat_id());
    assert_eq!(own.unwrap()["pinned"], json!([]));
}

#[tokio::test]
async fn a_person_replies_to_a_message() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let asked = bot.say(ann.chat_id(), "How many?").await;
    let mut page = Raw::connect(&telegram.page_url()).await;
    let path = format!("/chats/{}/messages", ann.chat_id());
    for (target, status) in [(asked, 200), (asked + 100, 404)] {
        let body = json!({"user_id": ann.user_id(), "text": "3", "reply_to": target}).to_string();
        let answer = page.send("POST", &path, "application/json", body.as_bytes()).await;
        assert_eq!(answer.status, status, "{}", answer.body);
    }
    let updates = bot.updates(0).await;
    let reply = &updates.last().unwrap()["message"];
    assert_eq!(reply["reply_to_message"]["message_id"], asked);
    assert_eq!(reply["reply_to_message"]["text"], "How many?");
}

#[tokio::test]
async fn each_run_has_its_own_name() {
    let [one, other] = [Telegram::start().await, Telegram::start().await];
    let run = async |telegram| read(telegram, "/bot").await["run"].as_str().unwrap().to_owned();
    assert_eq!(run(&one).await, run(&one).await);
    assert_ne!(run(&one).await, run(&other).await);
}

#[tokio::test]
async fn who_reacted_and_voted_and_what_is_pinned_is_told() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let chat = ann.chat_id();
    let poll =
        json!({"chat_id": chat, "question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}]});
    let id = bot.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
    ann.react(id, &["🔥"]).await;
    ann.vote(id, &[1]).await;
    bot.ok("pinChatMessage", json!({"chat_id": chat, "message_id": id})).await;
    let messages = read(&telegram, &format!("/chats/{chat}/messages")).await;
    let asked = messages.as_array().unwrap().iter().find(|one| one["message_id"] == id).unwrap();
    let reaction = json!([{"type": "emoji", "emoji": "🔥", "user_id": ann.user_id()}]);
    assert_eq!(asked["reactions"], reaction);
    assert_eq!(asked["votes"][ann.user_id().to_string()], json!([1]));
    assert_eq!(read(&telegram, "/chats").await[0]["pinned"], json!([id]));
    bot.ok("unpinAllChatMessages", json!({"chat_id": chat})).await;
    assert_eq!(read(&telegram, "/chats").await[0]["pinned"], json!([]));
}

#[tokio::test]
async fn an_invoice_can_be_read_before_it_is_paid() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let prices = json!([{"label": "Tea", "amount": 450}, {"label": "Delivery", "amount": 199}]);
    let invoice = json!({
        "title": "Tea", "description": "A tin", "payload": "secret", "provider_token": "x", "is_flexible": true,
        "currency": "USD", "prices": prices,
    });
    let link = bot.ok("createInvoiceLink", invoice).await;
    let name = link.as_str().unwrap().strip_prefix("https://t.me/$").unwrap().to_owned();
    let offer = read(&telegram, &format!("/invoices/{name}")).await;
    let expected = json!({
        "title": "Tea", "description": "A tin", "currency": "USD", "total_amount": 649, "prices": prices,
        "max_tip": 0, "needs": ["shipping_address"],
    });
    assert_eq!(offer, expected);
    assert!(read(&telegram, "/invoices/none").await["error"].is_string());
}
