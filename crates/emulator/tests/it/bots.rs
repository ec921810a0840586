//! Several bots at one local Telegram: what each has of its own, and what they have in common.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Instant;

use molniya_emulator::testkit::{self, Person, Telegram};
use molniya_emulator::{BadBot, Config, Emulator, Fault, Limits, Link, NewBot, StartError};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::hook::Hook;
use crate::raw::Raw;

/// A Telegram with two bots, the second called Tea, and Ann, who has written to both.
struct Two {
    telegram: Telegram,
    ann: Person,
    own: testkit::Bot,
    first: Bot,
    tea: testkit::Bot,
    second: Bot,
}

impl Two {
    async fn start() -> Self {
        let telegram = Telegram::start().await;
        let (own, tea) = (telegram.bots().await.remove(0), telegram.bot("Tea").await);
        let ann = telegram.person("Ann").await;
        ann.say("to the first").await;
        ann.with(&tea).say("to Tea").await;
        let (first, second) = (Bot::of(&telegram).await, Bot::further(&tea).await);
        Self { telegram, ann, own, first, tea, second }
    }

    /// The updates that wait for a bot, without asking for them as a bot does.
    async fn waiting(&self, bot: &testkit::Bot) -> Vec<Value> {
        let mut page = Raw::connect(&self.telegram.page_url()).await;
        let queue = page.get(&format!("/queue?bot={}", bot.id())).await.json();
        queue["updates"].as_array().unwrap().clone()
    }

    async fn texts(&self, bot: &testkit::Bot) -> Vec<String> {
        let text = |update: &Value| Some(update["message"]["text"].as_str()?.to_owned());
        self.waiting(bot).await.iter().filter_map(text).collect()
    }

    /// The kinds of the updates that wait for a bot.
    async fn kinds(&self, bot: &testkit::Bot) -> Vec<String> {
        let kind = |update: &Value| {
            let mut names = update.as_object().unwrap().keys();
            names.find(|name| *name != "update_id").unwrap().clone()
        };
        self.waiting(bot).await.iter().map(kind).collect()
    }

    /// Confirms everything that waits.
    async fn forget(&mut self) {
        for which in [true, false] {
            let bot = if which { &self.own } else { &self.tea };
            let last = self.waiting(bot).await.pop().unwrap()["update_id"].as_i64().unwrap();
            let bot = if which { &mut self.first } else { &mut self.second };
            bot.updates(last + 1).await;
        }
    }
}

#[tokio::test]
async fn each_has_its_own_queue_and_its_own_private_chats() {
    let mut two = Two::start().await;
    assert_eq!(two.texts(&two.own).await, ["to the first"]);
    assert_eq!(two.texts(&two.tea).await, ["to Tea"]);
    let (one, other) = (two.first.updates(0).await, two.second.updates(0).await);
    assert_ne!(one[0]["update_id"], other[0]["update_id"], "ids begin anywhere");
    assert_eq!(one[0]["message"]["chat"], other[0]["message"]["chat"]);
    // What one bot confirms or asks for is nothing to the other.
    two.first.updates(one[0]["update_id"].as_i64().unwrap() + 1).await;
    two.first.ok("getUpdates", json!({"allowed_updates": ["callback_query"], "limit": 1})).await;
    assert_eq!(two.second.updates(0).await, other);
    let message = two.second.say(two.ann.chat_id(), "from Tea").await;
    let delete = json!({"chat_id": two.ann.chat_id(), "message_id": message});
    let refused = two.first.refused("deleteMessage", delete).await;
    assert_eq!(refused, (400, "Bad Request: message to delete not found".to_owned()));
    assert_eq!(two.ann.messages().await.len(), 1);
    let with_tea = two.ann.with(&two.tea);
    assert_eq!(with_tea.expect("from tea").await.message_id, message);
    assert_eq!(with_tea.messages().await.len(), 2);
    assert!(!two.ann.transcript().contains("from Tea"));
    two.telegram.stop().await;
}

#[tokio::test]
async fn a_bot_knows_only_who_has_written_to_it_and_blocks_are_its_own() {
    let mut two = Two::start().await;
    let bob = two.telegram.person("Bob").await;
    bob.with(&two.tea).say("hi").await;
    let to_bob = json!({"chat_id": bob.chat_id(), "text": "x"});
    let refused = two.first.refused("sendMessage", to_bob.clone()).await;
    assert_eq!(refused, (400, "Bad Request: chat not found".to_owned()));
    two.second.ok("sendMessage", to_bob).await;
    two.ann.with(&two.tea).block_bot().await;
    let to_ann = json!({"chat_id": two.ann.chat_id(), "text": "x"});
    let refused = two.second.refused("sendMessage", to_ann.clone()).await;
    assert_eq!(refused, (403, "Forbidden: bot was blocked by the user".to_owned()));
    two.first.ok("sendMessage", to_ann).await;
    assert_eq!(two.kinds(&two.tea).await, ["message", "message", "my_chat_member"]);
    assert_eq!(two.kinds(&two.own).await, ["message"]);
    let to_tea = json!({"chat_id": two.tea.id(), "text": "x"});
    let refused = two.first.refused("sendMessage", to_tea).await;
    assert_eq!(refused, (403, "Forbidden: bots can't send messages to bots".to_owned()));
    two.telegram.stop().await;
}

#[tokio::test]
async fn a_script_is_about_one_bot() {
    let mut two = Two::start().await;
    let group = two.ann.create_chat("group", "Club").await;
    group.add_bot(&two.ann).await;
    group.change(&two.ann, two.tea.id(), "member", &[]).await;
    two.second.say(group.chat_id(), "Tea is here").await;
    let mut page = Raw::connect(&two.telegram.page_url()).await;
    let of_tea = page.get(&format!("/script?bot={}", two.tea.id())).await.body;
    let of_first = page.get("/script").await.body;
    let common = ["Ann makes group \"Club\"", "Ann adds bot to \"Club\""];
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lines(&of_first), ["Ann: to the first", common[0], common[1]]);
    let expected = ["Ann: to Tea", common[0], common[1], "bot: Tea is here"];
    assert_eq!(lines(&of_tea), expected);
    assert_eq!(page.get("/script?bot=9").await.status, 404);
    two.telegram.stop().await;
}

#[tokio::test]
async fn a_group_holds_both_and_each_hears_by_its_own_privacy() {
    let mut two = Two::start().await;
    let group = two.ann.create_chat("supergroup", "Club").await;
    group.add_bot(&two.ann).await;
    group.change(&two.ann, two.tea.id(), "member", &[]).await;
    two.forget().await;
    two.tea.privacy(false).await;
    let there = two.ann.within(&group);
    there.say("hello all").await;
    assert_eq!(
        (two.texts(&two.own).await, two.texts(&two.tea).await),
        (vec![], vec!["hello all".into()])
    );
    there.say(&format!("/go@{}", two.tea.username())).await;
    assert_eq!(two.texts(&two.own).await.len(), 0);
    // As long as no bot has written, a command is for all of them, and then for the one that wrote last.
    there.say("/all").await;
    assert_eq!(two.texts(&two.own).await, ["/all"]);
    two.first.say(group.chat_id(), "the first").await;
    two.tea.privacy(true).await;
    there.say("/last").await;
    two.second.say(group.chat_id(), "Tea").await;
    there.say("/last of Tea").await;
    assert_eq!(two.texts(&two.own).await, ["/all", "/last"]);
    let of_tea = two.texts(&two.tea).await;
    assert_eq!(of_tea[2..], ["/all", "/last of Tea"], "no bot hears another");
    two.telegram.stop().await;
}

#[tokio::test]
async fn rights_are_each_bots_own_and_all_see_what_happens() {
    let mut two = Two::start().await;
    let bob = two.telegram.person("Bob").await;
    let group = two.ann.create_chat("supergroup", "Club").await;
    let chat = group.chat_id();
    let unknown = two.first.refused("getChat", json!({"chat_id": chat})).await;
    assert_eq!(unknown.1, "Bad Request: chat not found");
    group
        .promote_bot(&two.ann, &["can_promote_members", "can_change_info", "can_invite_users"])
        .await;
    two.first.ok("getChat", json!({"chat_id": chat})).await;
    let unknown = two.second.refused("getChat", json!({"chat_id": chat})).await;
    assert_eq!(unknown.1, "Bad Request: chat not found", "it was never there");
    group.change(&two.ann, two.tea.id(), "member", &[]).await;
    assert_eq!(two.kinds(&two.tea).await[1..], ["my_chat_member", "message"]);
    two.forget().await;
    group.join(&bob).await;
    // Only administrators are told who somebody is; everybody sees them come.
    two.first.ok("getUpdates", json!({"allowed_updates": ["message", "chat_member"]})).await;
    assert_eq!(two.kinds(&two.own).await, ["message"], "it had not asked for more before");
    assert_eq!(two.kinds(&two.tea).await, ["message"]);
    let title = json!({"chat_id": chat, "title": "Tea club"});
    let of_bob = json!({"chat_id": chat, "user_id": bob.user_id()});
    let refused = two.second.refused("banChatMember", of_bob).await;
    assert_eq!(refused.1, "Bad Request: not enough rights to restrict/unrestrict chat member");
    two.first.ok("setChatTitle", title).await;
    assert_eq!(two.kinds(&two.tea).await.len(), 2);
    // A bot can change only the administrators that it made.
    let bobs = json!({"chat_id": chat, "user_id": bob.user_id(), "can_change_info": true});
    two.first.ok("promoteChatMember", bobs).await;
    let rights = ["can_promote_members", "can_restrict_members", "can_invite_users"];
    group.change(&two.ann, two.tea.id(), "administrator", &rights).await;
    let of_bob = json!({"chat_id": chat, "user_id": bob.user_id()});
    let seen = two.first.ok("getChatMember", of_bob.clone()).await["can_be_edited"].clone();
    assert_eq!(
        (seen, &two.second.ok("getChatMember", of_bob.clone()).await["can_be_edited"]),
        (json!(true), &json!(false))
    );
    assert_eq!(two.second.refused("banChatMember", of_bob).await.0, 400);
    let both = json!({"chat_id": chat, "return_bots": true});
    assert_eq!(two.first.ok("getChatAdministrators", both).await.as_array().unwrap().len(), 4);
    let others = two.first.ok("getChatAdministrators", json!({"chat_id": chat})).await;
    assert_eq!(others.as_array().unwrap().len(), 3, "without the other bot");
    // Links are those of their makers.
    let link = two.first.ok("exportChatInviteLink", json!({"chat_id": chat})).await;
    let revoke = json!({"chat_id": chat, "invite_link": link});
    assert_eq!(two.second.refused("revokeChatInviteLink", revoke).await.0, 400);
    two.telegram.stop().await;
}

#[tokio::test]
async fn buttons_and_polls_are_told_to_the_bot_that_sent_them() {
    let mut two = Two::start().await;
    let group = two.ann.create_chat_with("group", "Club", &[two.tea.id()]).await;
    group.add_bot(&two.ann).await;
    two.forget().await;
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]});
    let ask = json!({"chat_id": group.chat_id(), "text": "?", "reply_markup": markup});
    two.second.ok("sendMessage", ask).await;
    let there = two.ann.within(&group);
    let press = there.press("yes").await;
    assert_eq!(two.kinds(&two.tea).await, ["callback_query"]);
    assert!(two.first.updates(0).await.is_empty());
    let answer = json!({"callback_query_id": press, "text": "ok"});
    assert_eq!(two.first.refused("answerCallbackQuery", answer.clone()).await.0, 400);
    two.second.ok("answerCallbackQuery", answer).await;
    assert_eq!(there.toast().await.text, "ok");
    let options = json!([{"text": "yes"}, {"text": "no"}]);
    let poll = json!({"chat_id": group.chat_id(), "question": "Tea?", "options": options});
    let poll = two.first.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
    there.vote(poll, &[0]).await;
    assert_eq!(two.kinds(&two.own).await, ["poll"]);
    assert_eq!(two.kinds(&two.tea).await.len(), 1);
    two.telegram.stop().await;
}

#[tokio::test]
async fn a_message_by_way_of_a_bot_in_the_chat_with_another_is_its_own_to_change() {
    let mut two = Two::start().await;
    let mut page = Raw::connect(&two.telegram.page_url()).await;
    let path = format!("/chats/{}/inline_queries?bot={}", two.ann.chat_id(), two.tea.id());
    let host = two.first.ok("getMe", json!({})).await["id"].clone();
    let body = json!({"user_id": two.ann.user_id(), "query": "tea", "host": host});
    let asked = page.post(&path, &body).await.json();
    let question = asked["inline_query_id"].as_str().unwrap().to_owned();
    let markup = json!({"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]});
    let result = json!([{"type": "article", "id": "1", "title": "Tea", "reply_markup": markup,
        "input_message_content": {"message_text": "A cup"}}]);
    two.second
        .ok("answerInlineQuery", json!({"inline_query_id": question, "results": result}))
        .await;
    two.ann.with(&two.tea).choose(&question, "1").await;
    assert_eq!(two.texts(&two.own).await, ["to the first", "A cup"]);
    let press = two.ann.press("more").await;
    let pressed = two.second.updates(0).await.pop().unwrap()["callback_query"].clone();
    assert_eq!(pressed["id"], press);
    let edit = json!({"inline_message_id": pressed["inline_message_id"], "text": "Two cups"});
    assert_eq!(
        two.first.refused("editMessageText", edit.clone()).await.1,
        "Bad Request: MESSAGE_ID_INVALID"
    );
    two.second.ok("editMessageText", edit).await;
    two.second.ok("answerCallbackQuery", json!({"callback_query_id": press, "text": "here"})).await;
    assert_eq!(two.ann.toast().await.text, "here");
    assert_eq!(two.ann.messages().await[1].text, "Two cups");
    two.telegram.stop().await;
}

#[tokio::test]
async fn a_second_poll_ends_only_that_of_the_same_bot() {
    let mut two = Two::start().await;
    two.forget().await;
    let Two { telegram, ann, own, mut first, tea, mut second } = two;
    let mut again = Bot::further(&tea).await;
    let poll = json!({"timeout": 50});
    let ended = async {
        let ended = second.call("getUpdates", poll.clone()).await;
        ann.with(&tea).say("for Tea").await;
        ann.say("for the first").await;
        ended.status
    };
    let newer = async {
        let mut page = Raw::connect(&telegram.page_url()).await;
        for bot in [&own, &tea] {
            let queue = format!("/queue?bot={}", bot.id());
            while page.get(&queue).await.json()["fetched_by"] != "poll" {
                tokio::task::yield_now().await;
            }
        }
        again.call("getUpdates", json!({"timeout": 50, "offset": 1})).await.status
    };
    let kept = first.call("getUpdates", poll.clone());
    let (kept, ended, newer) = tokio::join!(kept, ended, newer);
    assert_eq!((kept.status, ended, newer), (200, 409, 200));
    telegram.stop().await;
}

#[tokio::test]
async fn one_polls_while_the_other_has_a_webhook() {
    let mut two = Two::start().await;
    let hook = Hook::start().await;
    two.second.ok("setWebhook", json!({"url": hook.url()})).await;
    let mut visit = hook.visit().await;
    assert_eq!(visit.asked().await.text(), "to Tea");
    // The call in an answer is made by the bot whose webhook it is.
    let call =
        json!({"method": "sendMessage", "chat_id": two.ann.chat_id(), "text": "from the answer"});
    visit.answer("200 OK", "Content-Type: application/json\r\n", &call.to_string()).await;
    two.ann.with(&two.tea).expect("from the answer").await;
    assert_eq!(two.texts(&two.own).await, ["to the first"]);
    assert_eq!(two.second.refused("getUpdates", json!({})).await.0, 409);
    assert_eq!(two.first.ok("getWebhookInfo", json!({})).await["url"], "");
    two.telegram.stop().await;
}

#[tokio::test]
async fn limits_faults_and_links_can_be_one_bots() {
    let mut two = Two::start().await;
    let mut page = Raw::connect(&two.telegram.page_url()).await;
    let limits = json!({"chat_per_second": 1}).to_string();
    let path = format!("/limits?bot={}", two.tea.id());
    page.send("PUT", &path, "application/json", limits.as_bytes()).await;
    for bot in [&mut two.first, &mut two.second] {
        bot.say(two.ann.chat_id(), "one").await;
    }
    let more = json!({"chat_id": two.ann.chat_id(), "text": "two"});
    two.first.ok("sendMessage", more.clone()).await;
    assert_eq!(two.second.refused("sendMessage", more.clone()).await.0, 429);
    assert_eq!(page.get(&path).await.json()["flooded"]["chat"], 1);
    assert_eq!(page.get("/limits").await.json()["flooded"]["chat"], 0);
    two.telegram.limit(Limits::default()).await;
    two.second.ok("sendMessage", more.clone()).await;
    two.telegram.fault(Fault::flood("sendMessage", 5).for_bot(two.tea.id())).await;
    two.first.ok("sendMessage", more.clone()).await;
    assert_eq!(two.second.refused("sendMessage", more).await.0, 429);
    let link = serde_json::to_vec(&Link { server_ms: 30, tls: 0, ..Link::rtt(0) }).unwrap();
    let path = format!("/link?bot={}", two.tea.id());
    page.send("PUT", &path, "application/json", &link).await;
    let began = Instant::now();
    two.second.ok("getMe", json!({})).await;
    assert!(began.elapsed().as_millis() >= 30);
    assert_eq!(page.get("/link").await.json()["server_ms"], 0);
    assert_eq!(page.get(&path).await.json()["server_ms"], 30);
    two.telegram.stop().await;
}

#[tokio::test]
async fn bots_are_listed_and_made_over_http_and_events_name_them() {
    let telegram = Telegram::start().await;
    let mut page = Raw::connect(&telegram.page_url()).await;
    let made = page.post("/bots", &json!({"name": "Tea & Cakes"})).await.json();
    assert_eq!(made["username"], "tea_cakes_bot");
    let again = page.post("/bots", &json!({"name": "Tea Cakes"})).await.json();
    assert_eq!(again["username"], "tea_cakes_3_bot");
    let bots = page.get("/bots").await.json();
    assert_eq!(bots.as_array().unwrap().len(), 3);
    assert_eq!((&bots[0]["token"], &bots[1]), (&json!(telegram.token()), &made));
    let id = made["id"].as_i64().unwrap();
    assert_eq!(page.get(&format!("/bot?bot={id}")).await.json()["name"], "Tea & Cakes");
    for (bad, why) in [
        (json!({"name": ""}), "a name has 1 to 64 characters"),
        (
            json!({"username": "nobody"}),
            "the username of a bot has 5 to 32 letters, digits and _, and bot at its end",
        ),
        (json!({"username": "Tea_Cakes_Bot"}), "the username is taken"),
        (json!({"token": made["token"]}), "somebody has the id that the token begins with already"),
        (json!({"token": "x"}), "the token is not of the form 123456:ABC…"),
    ] {
        let answer = page.post("/bots", &bad).await;
        assert_eq!((answer.status, &answer.json()["error"]), (400, &json!(why)));
    }
    for path in ["/bot?bot=5", "/queue?bot=5", "/ledger?bot=5", "/limits?bot=5", "/chats?bot=5"] {
        let answer = page.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json()["error"], "no bot has the id 5: see /bots");
    }
    let ann = telegram.person("Ann").await;
    page.post(
        &format!("/chats/{}/messages?bot={id}", ann.chat_id()),
        &json!({"user_id": ann.user_id(), "text": "hi"}),
    )
    .await;
    let chats = page.get("/chats").await.json();
    let hosts: Vec<&Value> = chats.as_array().unwrap().iter().map(|chat| &chat["bot_id"]).collect();
    assert_eq!(hosts, [&bots[0]["id"], &made["id"]]);
    let own = page.get(&format!("/chats?bot={id}")).await.json();
    assert_eq!((own.as_array().unwrap().len(), &own[0]["last"]["text"]), (1, &json!("hi")));
    let ledger = page.get(&format!("/ledger?bot={id}")).await.json();
    assert_eq!((&ledger["bot_id"], ledger["updates"].as_array().unwrap().len()), (&json!(id), 1));
    page.write(b"GET /events?after=0 HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let events = page.read_until(|text| text.contains("event: message")).await;
    let events = events + &page.read_until(|text| text.contains("\n\n")).await;
    assert!(
        events.contains("event: bot") && events.contains(&format!("\"bot_id\":{id}")),
        "{events}"
    );
    telegram.stop().await;
}

fn config(data: &Path) -> Config {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Config { bot_api: any, person: any, data: Some(data.to_owned()), ..Config::default() }
}

#[tokio::test]
async fn a_restart_keeps_what_each_has() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    let telegram = Telegram::start_with(config(&data)).await;
    let tea = telegram.bot("Tea").await;
    let ann = telegram.person("Ann").await;
    ann.say("first").await;
    ann.with(&tea).say("tea").await;
    let mut second = Bot::further(&tea).await;
    second.ok("setMyCommands", json!({"commands": [{"command": "tea", "description": "x"}]})).await;
    second.ok("setMyDescription", json!({"description": "Sells tea"})).await;
    let group = ann.create_chat_with("supergroup", "Club", &[tea.id()]).await;
    let before = second.updates(0).await;
    ann.with(&tea).block_bot().await;
    tea.privacy(false).await;
    let token = telegram.token();
    telegram.stop().await;

    let telegram = Telegram::start_with(config(&data)).await;
    assert_eq!(telegram.token(), token);
    let (mut first, mut second) =
        (Bot::of(&telegram).await, Bot::further(&bot_of(&telegram, tea.id()).await).await);
    assert_eq!(first.updates(0).await[0]["message"]["text"], "first");
    assert_eq!(second.updates(0).await[..before.len()], before);
    assert_eq!(second.ok("getMyCommands", json!({})).await[0]["command"], "tea");
    assert_eq!(first.ok("getMyCommands", json!({})).await, json!([]));
    assert_eq!(second.ok("getMyDescription", json!({})).await["description"], "Sells tea");
    assert_eq!(second.ok("getMe", json!({})).await["can_read_all_group_messages"], true);
    second.say(group.chat_id(), "still here").await;
    let refused =
        second.refused("sendMessage", json!({"chat_id": ann.chat_id(), "text": "x"})).await;
    assert_eq!(refused.1, "Forbidden: bot was blocked by the user");
    assert_eq!(first.refused("getChat", json!({"chat_id": group.chat_id()})).await.0, 400);
    telegram.stop().await;

    // Another token comes first; the bots of the earlier run are there all the same.
    let other = "5:abcdefghijklmnopqrstuvwxyz";
    let bots = vec![
        NewBot::with_token(other),
        NewBot { token: Some(tea.token().into()), ..NewBot::named("Cakes") },
    ];
    let emulator = Emulator::start(Config { bots, ..config(&data) }).await.unwrap();
    let bots = emulator.bots();
    let names: Vec<_> = bots.iter().map(|bot| bot.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Molniya Demo", "Cakes", "Molniya Demo"]);
    assert_eq!(
        (emulator.token().as_str(), bots[2].token.as_deref()),
        (other, Some(token.as_str()))
    );
    emulator.stop().await;
    let twice = Config {
        bots: vec![NewBot::with_token(other), NewBot::with_token(other)],
        ..config(&data)
    };
    let error = Emulator::start(twice).await.unwrap_err();
    assert!(matches!(error, StartError::Bot(BadBot::Taken)), "{error}");
}

/// A bot with this id.
async fn bot_of(telegram: &Telegram, id: i64) -> testkit::Bot {
    telegram.bots().await.into_iter().find(|bot| bot.id() == id).unwrap()
}

/// Rows as they were when there was one bot.
const OLD: &str = r#"
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE people (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chats (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE messages (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE queue (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE commands (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('token', '"7000000001:abcdefghijklmnopqrstuvwxyzABCDEFGHI"');
INSERT INTO facts VALUES ('next_update_id', '78'), ('last_message_id', '9'), ('next_user_id', '100002');
INSERT INTO facts VALUES ('manners', '{"privacy":false,"inline":true}'), ('chats_made', '1'), ('webhook', 'null');
INSERT INTO people VALUES ('100001', '{"id":100001,"is_bot":false,"first_name":"Ann","language_code":"en"}');
INSERT INTO chats VALUES ('100001', '{"info":{"id":100001,"first_name":"Ann","type":"private"},"begun":true}');
INSERT INTO chats VALUES ('-1002000000001', '{"info":{"id":-1002000000001,"title":"Club","type":"supergroup"},"begun":true,
  "group":{"description":"","members":{"100001":{"status":"administrator","rights":["can_change_info"],"custom_title":null,"by_bot":true},
  "7000000001":{"status":"administrator","rights":["can_promote_members","can_invite_users"],"custom_title":null,"by_bot":false}},
  "permissions":["can_send_messages"],"topics":{"general":{"name":"","icon_color":0,"icon":null,"closed":false,"hidden":false},"others":{}},
  "migrated_to":null,"invites":[{"link":"https://t.me/+0123456789abcdef","name":"","expires":0,"member_limit":0,"by_request":false,"primary":true,"revoked":false,"joined":0}]}}');
INSERT INTO messages VALUES ('8', '{"message":{"message_id":8,"from":{"id":100001,"is_bot":false,"first_name":"Ann"},"chat":{"id":100001,"first_name":"Ann","type":"private"},"date":1,"text":"old"},"keyboard":null}');
INSERT INTO queue VALUES ('77', '{"id":77,"expires":4000000000,"text":"{\"update_id\":77,\"message\":{}}"}');
INSERT INTO commands VALUES ('{"type":"default"} ', '[{"command":"start","description":"x"}]');
"#;

#[tokio::test]
async fn a_file_from_before_is_that_of_one_bot() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("telegram.db");
    rusqlite::Connection::open(&data).unwrap().execute_batch(OLD).unwrap();
    // The second time it is read as it was written down anew, with another bot at the head of it.
    for bots in [vec![], vec![NewBot::with_token("5:abcdefghijklmnopqrstuvwxyz")]] {
        let telegram = Telegram::start_with(Config { bots, ..config(&data) }).await;
        let bot = bot_of(&telegram, 7_000_000_001).await;
        let mut old = Bot::further(&bot).await;
        assert_eq!(old.updates(0).await, [json!({"update_id": 77, "message": {}})]);
        assert_eq!(old.ok("getMyCommands", json!({})).await[0]["command"], "start");
        assert_eq!(old.ok("getMe", json!({})).await["can_read_all_group_messages"], true);
        let group = json!({"chat_id": -1_002_000_000_001_i64});
        let link = &old.ok("getChat", group.clone()).await["invite_link"];
        assert_eq!(link, "https://t.me/+0123456789abcdef");
        let of_ann = json!({"chat_id": group["chat_id"], "user_id": 100_001});
        assert_eq!(old.ok("getChatMember", of_ann).await["can_be_edited"], true);
        let ann = telegram.people().await.remove(0);
        assert_eq!(ann.with(&bot).messages().await[0].text, "old");
        old.say(ann.chat_id(), "known").await;
        let sent = ann.with(&bot).messages().await.pop().unwrap().message_id;
        old.ok("deleteMessage", json!({"chat_id": ann.chat_id(), "message_id": sent})).await;
        telegram.stop().await;
    }
}
