//! Games: sent, played, and who has which score.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;

fn score(user: i64, chat: i64, message: i64, score: i64) -> Value {
    json!({"user_id": user, "chat_id": chat, "message_id": message, "score": score})
}

#[tokio::test]
async fn a_game_is_played_and_opens_where_the_bot_says() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let call = json!({"chat_id": ann.chat_id(), "game_short_name": "tea_race"});
    let message = news.bot.ok("sendGame", call).await;
    assert_eq!(message["game"]["title"], "tea_race");
    let button = &message["reply_markup"]["inline_keyboard"][0][0];
    assert_eq!(*button, json!({"text": "Play tea_race", "callback_game": {}}));
    let id = message["message_id"].as_i64().unwrap();
    let press = ann.play(id).await;
    let (kind, query) = news.take().await.remove(0);
    assert_eq!((kind.as_str(), &query["id"]), ("callback_query", &json!(press)));
    assert_eq!((&query["game_short_name"], query.get("data")), (&json!("tea_race"), None));
    assert_eq!(query["message"]["message_id"], id);
    let answer = json!({"callback_query_id": press, "url": "https://e.org/race"});
    news.bot.ok("answerCallbackQuery", answer).await;
    let toast = ann.toast().await;
    assert_eq!((toast.url.as_str(), toast.text.as_str()), ("https://e.org/race", ""));
    telegram.assert_clean().await;
}

#[tokio::test]
async fn only_games_open_other_addresses() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let buttons = json!({"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]});
    let call = json!({"chat_id": ann.chat_id(), "text": "Go?", "reply_markup": buttons});
    news.bot.ok("sendMessage", call).await;
    let press = ann.press("go").await;
    let answer = |url: &str| json!({"callback_query_id": press, "url": url});
    let refused = news.bot.refused("answerCallbackQuery", answer("https://e.org")).await;
    assert_eq!(refused, (400, "Bad Request: URL_INVALID".into()));
    let own = "https://t.me/molniya_demo_bot?start=tea";
    news.bot.ok("answerCallbackQuery", answer(own)).await;
    assert_eq!(ann.toast().await.url, own);
}

#[tokio::test]
async fn a_score_grows_and_falls_only_by_force() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let bob = telegram.person("Bob").await;
    let (chat, ann_id, bob_id) = (ann.chat_id(), ann.user_id(), bob.user_id());
    let call = json!({"chat_id": chat, "game_short_name": "race"});
    let id = news.bot.ok("sendGame", call).await["message_id"].as_i64().unwrap();
    let edited = news.bot.ok("setGameScore", score(ann_id, chat, id, 5)).await;
    assert_eq!(edited["game"]["text"], "1. Ann – 5");
    assert_eq!(ann.messages().await.pop().unwrap().json["game"]["text"], "1. Ann – 5");
    for (points, force, text) in
        [(5, false, true), (4, false, true), (5, true, true), (3, true, false), (9, false, false)]
    {
        let mut call = score(ann_id, chat, id, points);
        call["force"] = force.into();
        let answer = news.bot.call("setGameScore", call).await;
        let words = "Bad Request: BOT_SCORE_NOT_MODIFIED";
        assert_eq!(answer.status == 400 && answer.description() == words, text, "{points}");
    }
    let mut quiet = score(bob_id, chat, id, 20);
    quiet["disable_edit_message"] = true.into();
    assert_eq!(news.bot.ok("setGameScore", quiet).await["game"]["text"], "1. Ann – 9");
    let of = json!({"user_id": ann_id, "chat_id": chat, "message_id": id});
    let scores = news.bot.ok("getGameHighScores", of).await;
    assert_eq!(
        (&scores[0]["user"]["first_name"], &scores[0]["score"], &scores[1]["position"]),
        (&json!("Bob"), &json!(20), &json!(2))
    );
    // Another message with the same game in the same chat has the same scores.
    let call = json!({"chat_id": chat, "game_short_name": "race"});
    let again = news.bot.ok("sendGame", call).await["message_id"].as_i64().unwrap();
    let refused = news.bot.refused("setGameScore", score(ann_id, chat, again, 9)).await;
    assert_eq!(refused.1, "Bad Request: BOT_SCORE_NOT_MODIFIED");
    let words =
        json!({"chat_id": chat, "message_id": again, "text": "<b>Race!</b>", "parse_mode": "HTML"});
    let edited = news.bot.ok("editMessageText", words).await;
    assert_eq!(
        (&edited["game"]["text"], &edited["game"]["text_entities"][0]["type"]),
        (&json!("Race!"), &json!("bold"))
    );
}

#[tokio::test]
async fn games_are_refused_as_the_server_does() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let chat = ann.chat_id();
    let play = json!({"text": "Play", "callback_game": {}});
    let more = json!({"text": "More", "callback_data": "more"});
    let game = |name: &str, row: Value| {
        let mut call = json!({"chat_id": chat, "game_short_name": name});
        if row != json!([]) {
            call["reply_markup"] = json!({ "inline_keyboard": [row] });
        }
        call
    };
    for (call, words) in [
        (json!({"chat_id": chat}), "parameter \"game_short_name\" is required"),
        (game("no such!", json!([])), "wrong game short name specified"),
        (game("race", json!([more, play])), "BUTTON_POS_INVALID"),
        (game("race", json!([more])), "REPLY_MARKUP_GAME_EMPTY"),
    ] {
        assert_eq!(news.bot.refused("sendGame", call).await.1, format!("Bad Request: {words}"));
    }
    let text = json!({"chat_id": chat, "text": "x", "reply_markup": {"inline_keyboard": [[play]]}});
    assert_eq!(news.bot.refused("sendMessage", text).await.1, "Bad Request: BUTTON_TYPE_INVALID");
    let said = news.bot.say(chat, "no game").await;
    let user = ann.user_id();
    let game = news.bot.ok("sendGame", game("race", json!([play, more]))).await;
    let game = game["message_id"].as_i64().unwrap();
    for (method, call, words) in [
        ("setGameScore", score(user, chat, said, 1), "game score can't be set"),
        ("setGameScore", score(user, chat, 9_999, 1), "message to set game score not found"),
        ("setGameScore", score(user, chat, game, -1), "SCORE_INVALID"),
        ("setGameScore", score(5, chat, game, 1), "user not found"),
        ("getGameHighScores", score(user, chat, said, 1), "MESSAGE_ID_INVALID"),
        ("getGameHighScores", json!({"user_id": user}), "message identifier is not specified"),
    ] {
        assert_eq!(news.bot.refused(method, call).await.1, format!("Bad Request: {words}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_game_is_sent_by_way_of_the_bot() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let question = ann.ask("race").await;
    let result = json!({"type": "game", "id": "g", "game_short_name": "race"});
    let answer = json!({"inline_query_id": question, "results": [result]});
    news.bot.ok("answerInlineQuery", answer).await;
    let message = ann.choose(&question, "g").await;
    news.take().await;
    ann.play(message).await;
    let query = news.take().await.remove(0).1;
    assert_eq!((&query["game_short_name"], query.get("message")), (&json!("race"), None));
    let inline = &query["inline_message_id"];
    let call = json!({"user_id": ann.user_id(), "inline_message_id": inline, "score": 7});
    assert_eq!(news.bot.ok("setGameScore", call).await, true);
    let of = json!({"user_id": ann.user_id(), "inline_message_id": inline});
    assert_eq!(news.bot.ok("getGameHighScores", of).await[0]["score"], 7);
    assert_eq!(ann.messages().await.pop().unwrap().json["game"]["text"], "1. Ann – 7");
}
