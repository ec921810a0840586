//! Scripts, played against a bot that does what it is told.

use std::time::Duration;

use molniya_emulator::script::{self, Failure, Reason, Script, Stage};
use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::bot::Bot;

/// Long enough for any answer that comes at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes the calls that it gets as messages, a line each: `sendMessage {"text": "hi"}`. The same with the data of presses
/// and in groups; addresses that come of it are said. Agrees to every payment, delivers within the Netherlands, answers
/// every question with one result, and lets Bob in wherever he asks.
pub(crate) fn puppet(mut bot: Bot) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut offset = 0;
        loop {
            for update in bot.wait(offset).await {
                offset = update["update_id"].as_i64().unwrap() + 1;
                handle(&mut bot, &update).await;
            }
        }
    })
}

async fn handle(bot: &mut Bot, update: &Value) {
    let press = &update["callback_query"];
    let message = if press.is_null() { &update["message"] } else { &press["message"] };
    if let Some(id) = update["pre_checkout_query"]["id"].as_str() {
        bot.ok("answerPreCheckoutQuery", json!({"pre_checkout_query_id": id, "ok": true})).await;
    }
    if let Some(id) = update["inline_query"]["id"].as_str() {
        let said = update["inline_query"]["query"].as_str().unwrap().to_uppercase();
        let content = json!({"message_text": format!("{said}!")});
        let result = json!({"type": "article", "id": "a", "title": "Shout it", "input_message_content": content});
        bot.ok("answerInlineQuery", json!({"inline_query_id": id, "results": [result]})).await;
    }
    offer(bot, update).await;
    let orders = press["data"].as_str().or(message["text"].as_str()).unwrap_or_default();
    for order in orders.lines() {
        let Some((method, params)) = order.split_once(' ') else { continue };
        let Ok(mut params) = serde_json::from_str::<Value>(params) else { continue };
        let of = |name| molniya_schema::method(method).unwrap().field(name).is_some();
        let thread =
            Some(&message["message_thread_id"]).filter(|_| message["is_topic_message"] == true);
        let from = if press.is_null() { &message["from"]["id"] } else { &press["from"]["id"] };
        let own = [
            ("chat_id", &message["chat"]["id"]),
            ("message_id", &message["message_id"]),
            ("message_thread_id", thread.unwrap_or(&Value::Null)),
            ("callback_query_id", &press["id"]),
            ("user_id", from),
        ];
        for (name, value) in own {
            if params[name].is_null() && !value.is_null() && of(name) {
                params[name] = value.clone();
            }
        }
        let answer = bot.call(method, params).await.json();
        let result = &answer["result"];
        if let Some(address) = result["invite_link"].as_str().or(result.as_str()) {
            bot.say(message["chat"]["id"].as_i64().unwrap(), address).await;
        }
    }
}

/// Answers who wants something delivered, their money back, or to come in.
async fn offer(bot: &mut Bot, update: &Value) {
    let shipping = &update["shipping_query"];
    if let Some(id) = shipping["id"].as_str() {
        let way = |id: &str, title: &str| json!({"id": id, "title": title, "prices": [{"label": title, "amount": 100}]});
        let answer = match shipping["shipping_address"]["country_code"] == "NL" {
            true => {
                json!({"ok": true, "shipping_options": [way("p", "Post"), way("c", "Courier")]})
            }
            false => json!({"ok": false, "error_message": "Too far"}),
        };
        let mut params = answer;
        params["shipping_query_id"] = id.into();
        bot.ok("answerShippingQuery", params).await;
    }
    let paid = &update["message"]["successful_payment"];
    if paid["invoice_payload"] == "back" {
        let (user, charge) =
            (&update["message"]["from"]["id"], &paid["telegram_payment_charge_id"]);
        bot.ok("refundStarPayment", json!({"user_id": user, "telegram_payment_charge_id": charge}))
            .await;
    }
    let request = &update["chat_join_request"];
    if let Some(user) = request["from"]["id"].as_i64() {
        let admits = request["from"]["first_name"] == "Bob";
        let method = if admits { "approveChatJoinRequest" } else { "declineChatJoinRequest" };
        bot.ok(method, json!({"chat_id": request["chat"]["id"], "user_id": user})).await;
    }
}

/// Plays a script against the puppet.
pub(crate) async fn play(text: &str) -> Result<(), Failure> {
    play_with(text, PATIENCE).await
}

async fn play_with(text: &str, patience: Duration) -> Result<(), Failure> {
    let script = Script::parse("x.talk", text).unwrap_or_else(|error| panic!("{error}"));
    let (telegram, bot) = alone().await;
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    stage.fetched(PATIENCE).await.unwrap();
    let played = script::replay(&stage, &script, patience).await;
    bot.abort();
    telegram.stop().await;
    played
}

/// A Telegram with the puppet, and nobody else.
pub(crate) async fn alone() -> (Telegram, JoinHandle<()>) {
    let telegram = Telegram::start().await.allow_violations();
    let bot = puppet(Bot::of(&telegram).await);
    (telegram, bot)
}

#[tokio::test]
async fn any_of_several_bots_can_be_played_with() {
    let (telegram, first) = alone().await;
    let tea = telegram.bot("Tea").await;
    let second = puppet(Bot::further(&tea).await);
    let talk = "Ann: sendMessage {\"text\": \"one\"}\n  bot: one\n";
    let script = Script::parse("x.talk", talk).unwrap();
    for called in ["Tea".to_owned(), format!("@{}", tea.username()), tea.id().to_string()] {
        let stage = Stage::join_bot(&telegram.page_url(), &called).await.unwrap();
        stage.fetched(PATIENCE).await.unwrap();
        script::replay(&stage, &script, PATIENCE)
            .await
            .unwrap_or_else(|failure| panic!("{failure}"));
    }
    let none = Stage::join_bot(&telegram.page_url(), "Cakes").await.unwrap_err();
    assert_eq!(none.to_string(), "no bot is called Cakes: there are Molniya Demo, Tea");
    let entries = tea.ledger().await.entries;
    let said = entries.iter().filter(|entry| entry.method == "sendMessage");
    assert_eq!(said.count(), 3, "all was said by this bot");
    [first, second].iter().for_each(JoinHandle::abort);
    telegram.stop().await;
}

pub(crate) async fn goes_well(text: &str) {
    if let Err(failure) = play(text).await {
        panic!("{failure}");
    }
}

/// Plays a script against the puppet; what was done must be recorded as the same script, which is played again.
pub(crate) async fn is_recorded(text: &str) {
    let script = Script::parse("x.talk", text).unwrap_or_else(|error| panic!("{error}"));
    let (telegram, bot) = alone().await;
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    stage.fetched(PATIENCE).await.unwrap();
    let played = script::replay(&stage, &script, PATIENCE).await;
    let recorded = telegram.script().await;
    bot.abort();
    telegram.stop().await;
    if let Err(failure) = played {
        panic!("{failure}\n{recorded}");
    }
    let (_, told) = recorded.split_once('\n').unwrap();
    assert_eq!(told, script.to_string());
    if let Err(failure) = play(&recorded).await {
        panic!("{failure}\n{recorded}");
    }
}

#[tokio::test]
async fn a_private_talk() {
    goes_well(
        r#"
        Ann: sendMessage {"text": "Hello,\\nAnn", "reply_markup": {"inline_keyboard": [[{"text": "Note", "callback_data": "answerCallbackQuery {\\"text\\":\\"noted\\"}"}, {"text": "Edit", "callback_data": "editMessageText {\\"text\\":\\"new\\"}"}], [{"text": "Docs", "url": "https://example.org/"}]]}}
          bot: Hello,
             | Ann
             [Note] [Edit | editMessageText…]
             [Docs | https://example.org/]
        Ann presses [Note]
          bot answers: noted
        Ann presses [E… | edit…]
          bot edits: new
        Ann: sendMessage {"text": "Your order is #17 of 18.", "reply_markup": {"keyboard": [[{"text": "yes"}], ["no"]]}}
          bot: Your order is #$number of $all.
             keyboard [yes]
             keyboard [no]
        Ann presses [no]
        Ann: sendMessage {"text": "$number of ${all}0", "reply_markup": {"remove_keyboard": true}}
          bot: 17 of 180
             keyboard removed
        Ann replies to "17 of …": sendMessage {"text": "\…\…", "reply_markup": {"force_reply": true}}
          bot: \……
             keyboard asks for a reply
        Ann: setMessageReaction {"reaction": [{"type": "emoji", "emoji": "👍"}]}
          bot reacts 👍
        "#,
    )
    .await;
}

#[tokio::test]
async fn things_that_are_no_texts() {
    goes_well(
        r#"
        Ann: sendPhoto {"photo": "https://example.org/tea.png", "caption": "tea"}
          bot sends photo: tea
        Ann: sendPoll {"question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}]}
          bot sends poll "Tea?"
        Ann votes [No]
        Ann: sendInvoice {"title": "Tea", "description": "A cup", "payload": "tea", "currency": "XTR", "prices": [{"label": "Tea", "amount": 3}]}
          bot sends invoice "Tea"
             […]
        Ann pays
          bot accepts the payment
        Ann: sendRichMessage {"rich_message": {"html": "<h1>Tea</h1><ul><li>green</li></ul><p>or <tg-button type='callback_data' data='sendChatAction {}'>Black</tg-button></p>"}}
          bot sends rich_message: Tea
              | • green
              | or Black
        Ann presses [Black]
        Ann sends sticker 🍵
        Ann sends dice 🎲
        Ann sends location 52.37 4.9
        Ann sends contact +123 Ann
        Ann: hello
        Ann edits "hello": hullo
        Ann deletes
        Ann: sendDice {"emoji": "🎲"}
          bot sends dice "🎲"
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_talk_in_a_group() {
    goes_well(
        r#"
        Ann makes supergroup "Friends: us" with bot
        Bob speaks ru
        Bob joins "Friends: us"
        Bob in "Friends: us": /x@none
        Ann promotes bot in "Friends: us"
        Bob in "Friends: us": sendMessage {"text": "heard"}
          bot: heard
        Ann: sendMessage {"text": "here"}
          bot: here
          bot says nothing for 50ms
        "#,
    )
    .await;
}

#[tokio::test]
async fn faults_and_time() {
    goes_well(
        r#"
        next sendMessage: 429 retry after 1
        Ann: sendMessage {"text": "never"}
          bot says nothing for 50ms
        skip 2h
        pause 1ms
        Ann: sendMessage {"text": "now"}
          bot: now
        "#,
    )
    .await;
}

#[tokio::test]
async fn what_comes_before_can_be_left_open() {
    goes_well(
        r#"
        Ann: sendMessage {"text": "one"}
           | sendMessage {"text": "two"}
           | sendMessage {"text": "three"}
          …
          bot: three
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_difference_is_shown_with_its_line() {
    let failure = play(
        r#"# A talk.
Ann: sendMessage {"text": "What would you like?\\nTea is out.", "reply_markup": {"inline_keyboard": [[{"text": "Coffee", "callback_data": "x"}]]}}
  bot: What would you like?
     | Tea or coffee?
     [Coffee]
Ann presses [Coffee]
"#,
    )
    .await
    .unwrap_err();
    assert_eq!((failure.line, &failure.reason, failure.left), (3, &Reason::Differs, 1));
    let shown = failure.to_string();
    let shown: Vec<&str> = shown.lines().collect();
    assert_eq!(shown[0], "x.talk:3: the bot did something else");
    let expected = [
        "    bot: What would you like?",
        "-      | Tea or coffee?",
        "+      | Tea is out.",
        "       [Coffee]",
        "  … 1 more thing was not played",
    ];
    assert_eq!(shown[shown.len() - 5..], expected, "{failure}");
}

#[tokio::test]
async fn silence_too_much_and_nothing_to_press_are_told_apart() {
    let short = Duration::from_millis(50);
    let nothing = play_with("Ann: hello\n  bot: Hello!", short).await.unwrap_err();
    assert_eq!(nothing.reason, Reason::Nothing(short));
    let script = "wait 20ms\nAnn: hello\n  bot: Hello!";
    let waited = play_with(script, PATIENCE).await.unwrap_err();
    assert_eq!(waited.reason, Reason::Nothing(Duration::from_millis(20)));
    let more = play("Ann: sendMessage {\"text\": \"one too many\"}").await.unwrap_err();
    assert_eq!(more.reason, Reason::More);
    assert_eq!(more.came, ["  bot: one too many"]);
    let press = play_with("Ann: hello\nAnn presses [Tea]", short).await.unwrap_err();
    assert_eq!(press.reason, Reason::Cannot("there is no button [Tea], nor any other".to_owned()));
}

/// What was done in a script is recorded as the same script.
#[tokio::test]
async fn what_is_played_is_recorded_as_it_was() {
    let text = r#"# Recorded on a local Telegram; molniya replay plays it.
"Ann Lee" speaks ru
"Ann Lee": sendPoll {"question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}]}
  bot sends poll "Tea?"
"Ann Lee" votes [No]
Bob: sendMessage {"text": "a\\nb \… \$c", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "1"}, {"text": "x", "callback_data": "answerCallbackQuery {\\"text\\":\\"noted\\"}"}]]}}
  bot: a
     | b \… \$c
     [x | 1] [x | answerCallbackQuery {"text":"noted"}]
Bob presses [x | answerCallbackQuery {"text":"noted"}]
  bot answers: noted
Bob edits "sendMessage …": hello
Bob replies to "a\nb \… \$c": fine
Bob reacts 👍 to "a\nb \… \$c"
Bob sends sticker 🍵
Bob sends location 52.37 4.9
Bob deletes "hello"
Bob asks: tea
  bot offers [Shout it]
Bob chooses [Shout it]
Bob makes supergroup "Friends"
Bob adds bot to "Friends"
"Ann Lee" joins "Friends"
Bob promotes bot in "Friends"
"Ann Lee" in "Friends": sendMessage {"text": "/x"}
  bot: /x
"Ann Lee" leaves "Friends"
Bob blocks bot
Bob unblocks bot
"#;
    let telegram = Telegram::start().await.allow_violations();
    let bot = puppet(Bot::of(&telegram).await);
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    stage.fetched(PATIENCE).await.unwrap();
    let script = Script::parse("x.talk", text).unwrap_or_else(|error| panic!("{error}"));
    script::replay(&stage, &script, PATIENCE).await.unwrap_or_else(|failure| panic!("{failure}"));
    let recorded = telegram.script().await;
    bot.abort();
    telegram.stop().await;
    // What is edited is recorded with the whole of its old text.
    let edited = |line: &&str| !line.starts_with("Bob edits");
    let lines = |text: &str| text.lines().filter(edited).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&recorded), lines(&script.to_string()));
}
