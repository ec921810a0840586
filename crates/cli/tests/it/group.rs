//! Groups, supergroups and channels on the chat page: made, talked in as several people, and who is in them.

use serde_json::{Value, json};

use crate::browser::{Pane, connected};
use crate::page::{CONTRAST, Local, OVERFLOW, expect_texts, two_people};
use crate::webdriver::{Browser, DOWN, ENTER, ESCAPE};

/// The chat that is listed first, as soon as it is called so.
fn listed(browser: &Browser, name: &str) -> i64 {
    let id = browser.wait(&format!(
        "const first = document.querySelector('[data-test=chat]');
         return first?.querySelector('.entry-name').textContent === {} && first.dataset.chat",
        json!(name)
    ));
    id.as_str().and_then(|id| id.parse().ok()).expect("an id")
}

#[test]
fn a_group_is_made_and_talked_in_as_several_people() {
    let (local, browser, [ann, boris]) = two_people();
    let bot = local.bot();
    let pane = Pane { browser: &browser, index: 0 };

    browser.click("#new-chat");
    browser.picture("page-new-group");
    browser.click(&pane.selector(&format!("[data-test=chat-member][value='{boris}']")));
    browser.click(&pane.selector("[data-test=chat-bot] option[value=administrator]"));
    browser.type_into(&pane.selector("[data-test=chat-title]"), &format!("Friends{ENTER}"));
    let group = listed(&browser, "Friends");
    expect_texts(&browser, &pane.selector("[data-test=pane-person]"), &["Friends"]);
    let services = pane.selector("[data-test=service]");
    let name = local.ask("GET", "/bot", &Value::Null)["name"].as_str().unwrap().to_owned();
    let added = format!("Ann added {name}");
    expect_texts(&browser, &services, &["Ann made the group", &added]);
    expect_texts(&browser, &pane.selector(".pane-title p span:first-child"), &["Group, 3 members"]);

    pane.say("Who comes tonight?");
    pane.write_as(boris);
    pane.say("Я приду");
    // What Ann wrote is somebody else's now.
    expect_texts(&browser, &pane.selector("[data-test=bubble]:not(.mine) .author"), &["Ann"]);
    expect_texts(&browser, &pane.selector("[data-test=bubble].mine .text"), &["Я приду"]);
    let heard = &local.update_where(|update| update["message"]["text"] == "Я приду")["message"];
    assert_eq!([&heard["from"]["id"], &heard["chat"]["id"]], [&json!(boris), &json!(group)]);
    expect_texts(&browser, "[data-test=chat] .entry-last", &["Борис: Я приду", "Hello", "Hello"]);

    // Whoever wrote last writes on after a reload, and in a chat that was left meanwhile.
    browser.reload();
    connected(&browser);
    let writer = format!(
        "return document.querySelector({}).value",
        json!(pane.selector("[data-test=writer]"))
    );
    browser.becomes(&writer, json!(boris.to_string()));
    browser.click(&format!("[data-test=chat][data-chat='{ann}']"));
    expect_texts(&browser, &pane.selector("[data-test=pane-person]"), &["Ann"]);
    local.say(
        group,
        "Nobody looks",
        &json!({"inline_keyboard": [[{"text": "I do", "callback_data": "look"}]]}),
    );
    expect_texts(&browser, "[data-test=chat] .badge", &["1"]);
    // Down the list with the keyboard, from the search on.
    browser.type_into("[data-test=search]", "frie");
    expect_texts(&browser, "[data-test=chat] .entry-name", &["Friends"]);
    browser.type_into("[data-test=search]", DOWN);
    browser.type_into("[data-test=chat]:focus", ENTER);
    expect_texts(&browser, &pane.selector("[data-test=pane-person]"), &["Friends"]);
    expect_texts(&browser, "[data-test=chat] .badge", &[]);
    browser.becomes(&writer, json!(boris.to_string()));
    pane.press("look");
    assert_eq!(local.update_of("callback_query")["from"]["id"], boris);

    // Who is there, and what the owner makes of them.
    browser.click(&pane.selector("[data-test=members]"));
    let members = pane.selector("[data-test=member] .member-name");
    expect_texts(
        &browser,
        &members,
        &["Ann\nowner", &format!("{name}\nbot, administrator"), "Борис"],
    );
    expect_texts(&browser, &pane.selector("[data-test=promote]"), &[]);
    browser.click(
        &pane.selector(&format!(
            "[data-test=members-sheet] [data-test=writer] option[value='{ann}']"
        )),
    );
    browser.click(&pane.selector("[data-test=promote]"));
    expect_texts(
        &browser,
        &members,
        &["Ann\nowner", "Борис\nadministrator", &format!("{name}\nbot, administrator")],
    );
    for name in ["light", "dark"] {
        browser.click("[data-test=theme]");
        browser.becomes(CONTRAST, json!([]));
        browser.picture(&format!("page-members-{name}"));
    }
    browser.click(
        &pane.selector(&format!("[data-test=member][data-user='{boris}'] [data-test=remove]")),
    );
    expect_texts(
        &browser,
        &members,
        &["Ann\nowner", &format!("{name}\nbot, administrator"), "Борис\nremoved"],
    );
    browser.click(&pane.selector("[data-test=let-back]"));
    browser.click(&pane.selector("[data-test=newcomer] option"));
    browser.click(&pane.selector("[data-test=themselves]"));
    browser.click(&pane.selector("[data-test=add-member]"));
    expect_texts(
        &browser,
        &members,
        &["Ann\nowner", &format!("{name}\nbot, administrator"), "Борис"],
    );
    browser.click(
        &pane.selector(&format!("[data-test=member][data-user='{bot}'] [data-test=demote]")),
    );
    browser.click(&pane.selector("[data-test=privacy]"));
    browser.type_into(&pane.selector("[data-test=privacy]"), ESCAPE);
    expect_texts(
        &browser,
        &services,
        &["Ann made the group", &added, "Ann removed Борис", "Борис joined"],
    );
    local.becomes("/bot", "privacy", &json!(false));
    browser.resize(360, 740);
    browser.becomes(OVERFLOW, json!([]));
    browser.picture("page-group-narrow");

    // The supergroup that comes of it takes its place.
    browser.click(&pane.selector("[data-test=members]"));
    browser.click(&pane.selector("[data-test=upgrade]"));
    let title = pane.selector(".pane-title p span:first-child");
    expect_texts(&browser, &title, &["Supergroup, 3 members"]);
    pane.say("Here we are");
    expect_texts(&browser, &pane.selector("[data-test=bubble] .text"), &["Here we are"]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

#[test]
fn topics_and_channels_are_written_in_by_those_who_may() {
    let local = Local::start();
    let [ann, boris] = [local.person("Ann", "en"), local.person("Борис", "ru")];
    let new = json!({"user_id": ann, "kind": "supergroup", "title": "Project", "is_forum": true, "members": [boris, local.bot()]});
    let forum = local.ask("POST", "/chats", &new)["chat_id"].as_i64().unwrap();
    let new = json!({"user_id": ann, "kind": "channel", "title": "News", "members": [boris, local.bot()]});
    let channel = local.ask("POST", "/chats", &new)["chat_id"].as_i64().unwrap();
    let browser = Browser::start();
    browser.open(&local.page([forum, channel]));
    connected(&browser);
    let [forum_pane, news] = [0, 1].map(|index| Pane { browser: &browser, index });

    browser.click(&forum_pane.selector("[data-test=members]"));
    browser.type_into(&forum_pane.selector("[data-test=topic-name]"), &format!("Bugs{ENTER}"));
    let topics = forum_pane.selector("[data-test=topic]");
    expect_texts(&browser, &topics, &["All", "General", "Bugs"]);
    browser.type_into(&forum_pane.selector("[data-test=topic-name]"), ESCAPE);
    forum_pane.say("Good morning");
    browser.click(&format!("{topics}:last-child"));
    expect_texts(&browser, &forum_pane.selector("[data-test=bubble] .text"), &[]);
    forum_pane.say("It does not work");
    expect_texts(&browser, &forum_pane.selector("[data-test=bubble] .text"), &["It does not work"]);
    let topic = forum_pane.selector("[data-test=service]");
    expect_texts(&browser, &topic, &["Ann began the topic “Bugs”"]);
    browser.click(&format!("{topics}:first-child"));
    expect_texts(
        &browser,
        &forum_pane.selector("[data-test=bubble] .text"),
        &["Good morning", "It does not work"],
    );
    expect_texts(&browser, &forum_pane.selector("[data-test=topic-of]"), &["General", "Bugs"]);
    // With privacy on, the bot hears only what is meant for it; a command is.
    browser.click(&format!("{topics}:last-child"));
    forum_pane.say("/bugs");
    let told = local.update_where(|update| {
        let message = &update["message"];
        message["chat"]["id"] == forum && message["text"].is_string()
    });
    assert_eq!(told["message"]["text"], "/bugs", "{told}");
    assert!(told["message"]["message_thread_id"].is_i64(), "{told}");

    // In a channel Ann writes, Boris reads, and the bot posts.
    news.say("We are open");
    expect_texts(&browser, &news.selector("[data-test=bubble] .text"), &["We are open"]);
    local.say(channel, "And here is the menu", &json!({"inline_keyboard": []}));
    local.call(
        "pinChatMessage",
        &json!({"chat_id": channel, "message_id": last_message(&local, channel)}),
    );
    expect_texts(
        &browser,
        &news.selector("[data-test=pinned] .pinned-line"),
        &["And here is the menu"],
    );
    news.write_as(boris);
    expect_texts(&browser, &news.selector("[data-test=silence]"), &["Борис only reads here"]);
    let disabled = format!(
        "return document.querySelector({}).disabled",
        json!(news.selector("[data-test=message-input]"))
    );
    browser.becomes(&disabled, true);
    browser.click(&news.selector("[data-test=pinned]"));
    expect_texts(
        &browser,
        &news.selector("[data-test=bubble].marked .text"),
        &["And here is the menu"],
    );
    browser.becomes(CONTRAST, json!([]));
    browser.picture("page-topics");
    local.call("unpinAllChatMessages", &json!({"chat_id": channel}));
    expect_texts(&browser, &news.selector("[data-test=pinned]"), &[]);
    assert_eq!(browser.errors(), Vec::<String>::new());
    local.stop();
}

/// The number of the newest message of a chat.
fn last_message(local: &Local, chat: i64) -> i64 {
    let messages = local.ask("GET", &format!("/chats/{chat}/messages"), &Value::Null);
    let last = messages.as_array().and_then(|all| all.last());
    last.and_then(|one| one["message_id"].as_i64()).expect("a message")
}
