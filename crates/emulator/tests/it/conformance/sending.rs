//! Sending, editing, deleting, answering: the rules and their texts.

use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::bot::Bot;

fn button(text: &str, data: &str) -> Value {
    json!({"inline_keyboard": [[{"text": text, "callback_data": data}]]})
}

/// A button that does something else.
fn does(what: &str, how: Value) -> Value {
    json!({"inline_keyboard": [[{"text": "x", what: how}]]})
}

#[tokio::test]
async fn a_sent_message_is_answered_whole() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let call =
        json!({"chat_id": ann.chat_id(), "text": "  hello ", "reply_markup": button("Yes", "yes")});
    let answer = bot.call("sendMessage", call).await;
    let message = answer.result();
    assert_eq!(message["text"], "hello");
    assert_eq!(message["from"]["is_bot"], true);
    assert_eq!(message["from"]["username"], "molniya_demo_bot");
    assert_eq!(message["reply_markup"], button("Yes", "yes"));
    let seen = ann.expect("HELLO").await;
    assert_eq!(seen.json, message);
    let ledger = telegram.ledger().await;
    let entry = ledger.chat(ann.chat_id()).next().unwrap();
    assert_eq!((entry.index, entry.method.as_str()), (1, "sendMessage"));
    assert_eq!(entry.reply_markup, Some(button("Yes", "yes")));
}

#[tokio::test]
async fn texts_are_refused_as_the_server_does() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    let cases = [
        (json!({"text": "x"}), "chat_id is empty"),
        (json!({"chat_id": 5, "text": "x"}), "chat not found"),
        (json!({"chat_id": "@nobody", "text": "x"}), "chat not found"),
        (json!({"chat_id": chat}), "message text is empty"),
        (json!({"chat_id": chat, "text": ""}), "message text is empty"),
        (json!({"chat_id": chat, "text": " \n "}), "text must be non-empty"),
        (
            json!({"chat_id": chat, "text": "<b> </b>", "parse_mode": "HTML"}),
            "text must be non-empty",
        ),
        (json!({"chat_id": chat, "text": "x".repeat(4097)}), "message is too long"),
        (json!({"chat_id": chat, "text": "x".repeat(32_769)}), "text is too long"),
        (json!({"chat_id": chat, "text": "x", "parse_mode": "XML"}), "unsupported parse_mode"),
        (
            json!({"chat_id": chat, "text": "<b>x", "parse_mode": "html"}),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            json!({"chat_id": chat, "text": "x", "reply_parameters": {"message_id": 99}}),
            "message to be replied not found",
        ),
    ];
    for (call, text) in cases {
        let refused = bot.refused("sendMessage", call).await;
        assert_eq!(refused, (400, format!("Bad Request: {text}")));
    }
    assert!(telegram.ledger().await.entries.is_empty());
}

#[tokio::test]
async fn lengths_count_characters_after_the_markup() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let text = format!("<b>{}</b>  ", "\u{1f600}".repeat(4096));
    let call = json!({"chat_id": ann.chat_id(), "text": text, "parse_mode": "HTML"});
    let message = bot.ok("sendMessage", call).await;
    assert_eq!(message["entities"], json!([{"offset": 0, "length": 8192, "type": "bold"}]));
}

#[tokio::test]
async fn given_entities_are_used_unless_there_is_a_parse_mode() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let entities = json!([
        {"type": "italic", "offset": 2, "length": 0},
        {"type": "url", "offset": 2, "length": 4},
        {"type": "bold", "offset": 3, "length": 2},
    ]);
    let mut call = json!({"chat_id": ann.chat_id(), "text": "  abcd", "entities": entities});
    let message = bot.ok("sendMessage", call.clone()).await;
    assert_eq!(message["text"], "abcd");
    assert_eq!(message["entities"], json!([{"offset": 1, "length": 2, "type": "bold"}]));
    call["parse_mode"] = "HTML".into();
    let message = bot.ok("sendMessage", call).await;
    assert_eq!(message.get("entities"), None);
}

#[tokio::test]
async fn entities_are_refused_as_the_server_does() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let cases = [
        (json!("bold"), "can't parse MessageEntity: expected an Object"),
        (json!({"offset": 0, "length": 1}), "can't parse MessageEntity: Can't find field \"type\""),
        (
            json!({"type": "loud", "offset": 0, "length": 1}),
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            json!({"type": "text_link", "offset": 0, "length": 1}),
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            json!({"type": "bold", "offset": 100, "length": 1}),
            "entity begins after the end of the text at UTF-16 offset 100",
        ),
        (
            json!({"type": "bold", "offset": 0, "length": 100}),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (
            json!({"type": "text_link", "offset": 0, "length": 5, "url": "not-a-url"}),
            "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
    ];
    for (entity, text) in cases {
        let call = json!({"chat_id": ann.chat_id(), "text": "hello", "entities": [entity]});
        let refused = bot.refused("sendMessage", call).await;
        assert_eq!(refused.1, format!("Bad Request: {text}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn what_telegram_finds_in_a_text_is_marked() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let text = "\u{1f600} /start @some_bot #tag $USD a@e.org https://e.org/x e.com +12125550123";
    let found = [
        ("bot_command", 3, 6),
        ("mention", 10, 9),
        ("hashtag", 20, 4),
        ("cashtag", 25, 4),
        ("email", 30, 7),
        ("url", 38, 15),
        ("url", 54, 5),
        ("phone_number", 60, 12),
    ];
    let found = found
        .map(|(kind, offset, length)| json!({"type": kind, "offset": offset, "length": length}));
    let message = bot.ok("sendMessage", json!({"chat_id": ann.chat_id(), "text": text})).await;
    assert_eq!(message["entities"], json!(found));
    let marked = "<code>/start</code> <a href=\"https://e.org\">e.com</a> <b>x @some</b>_bot";
    let call = json!({"chat_id": ann.chat_id(), "text": marked, "parse_mode": "HTML"});
    let entities = bot.ok("sendMessage", call).await["entities"].clone();
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|one| &one["type"]).collect();
    assert_eq!(kinds, ["code", "text_link", "bold", "mention", "bold"]);
}

#[tokio::test]
async fn somebody_without_a_username_is_mentioned_by_a_link() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let link = |id: i64| format!("[you](tg://user?id={id})");
    for mode in ["Markdown", "MarkdownV2"] {
        let call =
            json!({"chat_id": ann.chat_id(), "text": link(ann.user_id()), "parse_mode": mode});
        let mention = bot.ok("sendMessage", call).await["entities"][0].clone();
        assert_eq!(
            (&mention["type"], &mention["user"]["first_name"]),
            (&json!("text_mention"), &json!("Ann"))
        );
    }
    let call = json!({"chat_id": ann.chat_id(), "text": link(5), "parse_mode": "Markdown"});
    assert_eq!(bot.ok("sendMessage", call).await.get("entities"), None);
}

#[tokio::test]
async fn a_chat_is_unknown_until_the_person_has_written() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    let call = json!({"chat_id": ann.chat_id(), "text": "x"});
    let refused = bot.refused("sendMessage", call.clone()).await;
    assert_eq!(refused, (400, "Bad Request: chat not found".into()));
    ann.sticker("\u{1f44d}").await;
    bot.ok("sendMessage", call).await;
    assert_eq!(bot.updates(0).await[0]["message"]["sticker"]["emoji"], "\u{1f44d}");
}

#[tokio::test]
async fn markup_is_refused_as_the_server_does() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let long = "x".repeat(65);
    let cases = [
        (json!("{"), "can't parse reply keyboard markup JSON object"),
        (json!("[]"), "object expected as reply markup"),
        (json!({"inline_keyboard": 5}), "field \"inline_keyboard\" must be of type Array"),
        (
            json!({"inline_keyboard": [5]}),
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
        ),
        (
            json!({"inline_keyboard": [[{"text": "x"}]]}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            json!({"inline_keyboard": [[{"callback_data": "x"}]]}),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (json!({"keyboard": [[{}]]}), "can't parse keyboard button: Can't find field \"text\""),
        (button("x", &long), "BUTTON_DATA_INVALID"),
        (
            does("url", json!("not-a-url")),
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            does("url", json!("ftp://e.org")),
            "inline keyboard button URL 'ftp://e.org' is invalid: Unsupported URL protocol",
        ),
        (
            does("web_app", json!({"url": "http://e.org"})),
            "inline keyboard button Web App URL 'http://e.org' is invalid: Only HTTPS links are allowed",
        ),
        (
            does("callback_data", json!("")),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (does("pay", json!(true)), "BUTTON_TYPE_INVALID"),
        (does("copy_text", json!({"text": ""})), "BUTTON_COPY_TEXT_INVALID"),
        (json!({"force_reply": "yes"}), "field \"force_reply\" must be of type Boolean"),
        (
            json!({"keyboard": [[{"text": "x", "web_app": {"url": "http://e.org"}}]]}),
            "keyboard button Web App URL 'http://e.org' is invalid: Only HTTPS links are allowed",
        ),
    ];
    for (markup, text) in cases {
        let call = json!({"chat_id": ann.chat_id(), "text": "x", "reply_markup": markup});
        let refused = bot.refused("sendMessage", call).await;
        assert_eq!(refused, (400, format!("Bad Request: {text}")));
    }
    telegram.assert_clean().await;
}

#[tokio::test]
async fn the_other_kinds_of_markup_are_shown_to_the_person_only() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let keyboards = [
        json!({"keyboard": [["a", {"text": "b"}]], "resize_keyboard": true}),
        json!({"remove_keyboard": true}),
        json!({"force_reply": true}),
    ];
    for (index, keyboard) in keyboards.iter().enumerate() {
        let call = json!({"chat_id": ann.chat_id(), "text": format!("n{index}"), "reply_markup": keyboard.to_string()});
        let message = bot.ok("sendMessage", call).await;
        assert_eq!(message.get("reply_markup"), None);
        let seen = ann.expect(&format!("n{index}")).await;
        assert_eq!(&seen.json["reply_markup"], keyboard);
    }
    let empty =
        json!({"chat_id": ann.chat_id(), "text": "n9", "reply_markup": {"inline_keyboard": []}});
    bot.ok("sendMessage", empty).await;
    assert_eq!(ann.expect("n9").await.json.get("reply_markup"), None);
}

#[tokio::test]
async fn a_reply_carries_what_it_replies_to() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let id = ann.say("question").await;
    let call =
        json!({"chat_id": ann.chat_id(), "text": "answer", "reply_parameters": {"message_id": id}});
    let message = bot.ok("sendMessage", call).await;
    assert_eq!(message["reply_to_message"]["text"], "question");
    let reply = json!({"message_id": 999, "allow_sending_without_reply": true});
    let call = json!({"chat_id": ann.chat_id(), "text": "answer", "reply_parameters": reply});
    assert_eq!(bot.ok("sendMessage", call).await.get("reply_to_message"), None);
}

#[tokio::test]
async fn names_that_were_given_up_are_still_read_and_not_flagged() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let id = ann.say("question").await;
    let call = json!({
        "chat_id": ann.chat_id(),
        "text": "answer",
        "reply_to_message_id": id,
        "disable_web_page_preview": true,
    });
    let message = bot.ok("sendMessage", call).await;
    assert_eq!(message["reply_to_message"]["message_id"], id);
    assert_eq!(message["link_preview_options"], json!({"is_disabled": true}));
    let mut lost = json!({"chat_id": ann.chat_id(), "text": "x", "reply_to_message_id": 999});
    assert_eq!(
        bot.refused("sendMessage", lost.clone()).await,
        (400, "Bad Request: message to be replied not found".into())
    );
    lost["allow_sending_without_reply"] = true.into();
    assert_eq!(bot.ok("sendMessage", lost).await.get("reply_to_message"), None);
    telegram.assert_clean().await;

    let elsewhere = json!({"chat_id": ann.chat_id(), "action": "typing", "reply_to_message_id": 1});
    bot.ok("sendChatAction", elsewhere).await;
    let flagged = telegram.ledger().await.violations;
    assert_eq!(flagged[0].violations, ["reply_to_message_id: no such name"]);
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_reply_to_something_else_than_a_message_is_not_modelled() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let id = ann.say("question").await;
    for (name, value) in [("checklist_task_id", json!(1)), ("poll_option_id", json!("0"))] {
        let reply = json!({"message_id": id, name: value});
        let call = json!({"chat_id": ann.chat_id(), "text": "answer", "reply_parameters": reply});
        let text = format!("Not Implemented: reply_parameters with {name} is not modelled");
        assert_eq!(bot.refused("sendMessage", call).await, (501, text));
    }
    let reply = json!({"message_id": id, "chat_id": ann.chat_id().to_string()});
    let call = json!({"chat_id": ann.chat_id(), "text": "answer", "reply_parameters": reply});
    assert_eq!(bot.ok("sendMessage", call).await["reply_to_message"]["text"], "question");
}

#[tokio::test]
async fn an_edit_replaces_text_and_buttons() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    let call = json!({"chat_id": chat, "text": "one", "reply_markup": button("A", "a")});
    let id = bot.ok("sendMessage", call).await["message_id"].as_i64().unwrap();
    let edit =
        json!({"chat_id": chat, "message_id": id, "text": "two", "reply_markup": button("B", "b")});
    let edited = bot.ok("editMessageText", edit.clone()).await;
    assert_eq!((&edited["text"], &edited["message_id"]), (&json!("two"), &json!(id)));
    assert!(edited["edit_date"].is_i64());
    assert_eq!(
        bot.refused("editMessageText", edit).await,
        (400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message".into())
    );
    let bare = json!({"chat_id": chat, "message_id": id});
    let edited = bot.ok("editMessageReplyMarkup", bare.clone()).await;
    assert_eq!(edited.get("reply_markup"), None);
    let refused = bot.refused("editMessageReplyMarkup", bare).await;
    assert!(refused.1.starts_with("Bad Request: message is not modified"), "{refused:?}");
    let methods: Vec<String> =
        telegram.ledger().await.entries.into_iter().map(|entry| entry.method).collect();
    assert_eq!(methods, ["sendMessage", "editMessageText", "editMessageReplyMarkup"]);
    assert_eq!(ann.expect("two").await.message_id, id);
}

#[tokio::test]
async fn edits_and_deletions_are_refused_as_the_server_does() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    // A reply keyboard in an edit is against the schema besides being refused.
    let _telegram = telegram.allow_violations();
    let chat = ann.chat_id();
    let theirs = ann.say("mine").await;
    let own = bot.say(chat, "x").await;
    let keyboard = json!({"keyboard": [["a"]]});
    let cases = [
        ("editMessageText", json!({"text": "y"}), "message identifier is not specified"),
        ("editMessageText", json!({"chat_id": chat, "message_id": own}), "message text is empty"),
        (
            "editMessageText",
            json!({"chat_id": chat, "message_id": 99, "text": "y"}),
            "message to edit not found",
        ),
        (
            "editMessageText",
            json!({"chat_id": chat, "message_id": theirs, "text": "y"}),
            "message can't be edited",
        ),
        (
            "editMessageText",
            json!({"chat_id": 9, "message_id": own, "text": "y"}),
            "chat not found",
        ),
        (
            "editMessageReplyMarkup",
            json!({"chat_id": chat, "message_id": own, "reply_markup": keyboard}),
            "inline keyboard expected",
        ),
        (
            "deleteMessage",
            json!({"chat_id": chat, "message_id": 99}),
            "message to delete not found",
        ),
        ("deleteMessage", json!({"message_id": 99}), "chat_id is empty"),
    ];
    for (method, call, text) in cases {
        let refused = bot.refused(method, call).await;
        assert_eq!(refused, (400, format!("Bad Request: {text}")));
    }
}

#[tokio::test]
async fn a_press_becomes_a_query_that_is_answered_once() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    let call = json!({"chat_id": chat, "text": "sure?", "reply_markup": button("Yes", "yes")});
    let sent = bot.ok("sendMessage", call).await;
    let id = ann.press("yes").await;
    let update = bot.updates(0).await.pop().unwrap();
    let query = &update["callback_query"];
    assert_eq!((&query["id"], &query["data"]), (&json!(id), &json!("yes")));
    assert_eq!(query["message"], sent);
    assert_eq!(query["from"]["id"], ann.user_id());
    assert!(query["chat_instance"].is_string());
    let answer = json!({"callback_query_id": id, "text": "done", "show_alert": true});
    assert_eq!(bot.ok("answerCallbackQuery", answer.clone()).await, true);
    let toast = ann.toast().await;
    assert_eq!((toast.text.as_str(), toast.show_alert), ("done", true));
    let too_old =
        "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(bot.refused("answerCallbackQuery", answer).await, (400, too_old.into()));
    assert_eq!(bot.refused("answerCallbackQuery", json!({})).await, (400, too_old.into()));
}

#[tokio::test]
async fn a_press_is_answered_within_150_seconds() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let call =
        json!({"chat_id": ann.chat_id(), "text": "sure?", "reply_markup": button("Yes", "yes")});
    bot.ok("sendMessage", call).await;
    let (late, in_time) = (ann.press("yes").await, ann.press("yes").await);
    telegram.skip(Duration::from_secs(148)).await;
    bot.ok("answerCallbackQuery", json!({"callback_query_id": in_time})).await;
    telegram.skip(Duration::from_secs(2)).await;
    let refused = bot.refused("answerCallbackQuery", json!({"callback_query_id": late})).await;
    assert!(refused.1.starts_with("Bad Request: query is too old"), "{refused:?}");
}

#[tokio::test]
async fn a_message_can_be_deleted_for_two_days() {
    let (telegram, ann, mut bot) = Bot::scene().await;
    let (first, second) = (bot.say(ann.chat_id(), "1").await, bot.say(ann.chat_id(), "2").await);
    let delete = |id| json!({"chat_id": ann.chat_id(), "message_id": id});
    telegram.skip(Duration::from_secs(48 * 60 * 60 - 2)).await;
    bot.ok("deleteMessage", delete(first)).await;
    telegram.skip(Duration::from_secs(3)).await;
    let refused = bot.refused("deleteMessage", delete(second)).await;
    assert_eq!(refused, (400, "Bad Request: message can't be deleted".into()));
}

#[tokio::test]
async fn a_press_on_a_deleted_message_carries_an_inaccessible_one() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    let call = json!({"chat_id": chat, "text": "sure?", "reply_markup": button("Yes", "yes")});
    let id = bot.ok("sendMessage", call).await["message_id"].as_i64().unwrap();
    assert_eq!(bot.ok("deleteMessage", json!({"chat_id": chat, "message_id": id})).await, true);
    assert!(ann.messages().await.iter().all(|message| message.message_id != id));
    ann.press_on(id, "yes").await;
    let update = bot.updates(0).await.pop().unwrap();
    let chat = json!({"id": chat, "first_name": "Ann", "type": "private"});
    assert_eq!(
        update["callback_query"]["message"],
        json!({"message_id": id, "chat": chat, "date": 0})
    );
}

#[tokio::test]
async fn actions_and_commands() {
    let (_telegram, ann, mut bot) = Bot::scene().await;
    let chat = ann.chat_id();
    assert_eq!(bot.ok("sendChatAction", json!({"chat_id": chat, "action": "typing"})).await, true);
    let refused = bot.refused("sendChatAction", json!({"chat_id": chat, "action": "dance"})).await;
    assert_eq!(refused.0, 400);

    let list = |text: &str| json!([{"command": "start", "description": text}]);
    let scope = json!({"type": "chat", "chat_id": chat});
    bot.ok("setMyCommands", json!({"commands": list("all")})).await;
    bot.ok("setMyCommands", json!({"commands": list("ru"), "language_code": "ru"})).await;
    bot.ok("setMyCommands", json!({"commands": list("here"), "scope": scope})).await;
    assert_eq!(bot.ok("getMyCommands", json!({})).await, list("all"));
    assert_eq!(bot.ok("getMyCommands", json!({"language_code": "ru"})).await, list("ru"));
    assert_eq!(bot.ok("getMyCommands", json!({"scope": scope})).await, list("here"));
    assert_eq!(bot.ok("getMyCommands", json!({"language_code": "de"})).await, json!([]));
    bot.ok("deleteMyCommands", json!({})).await;
    assert_eq!(bot.ok("getMyCommands", json!({})).await, json!([]));
    let bad = json!({"commands": [{"command": "Bad!", "description": "x"}]});
    assert_eq!(
        bot.refused("setMyCommands", bad).await,
        (400, "Bad Request: BOT_COMMAND_INVALID".into())
    );
}
