//! Everything that people and bots do beyond texts, played and recorded: topics, members, money, web apps, places,
//! channels, forwards, failures and time.

use molniya_emulator::Fault;
use molniya_emulator::script::{Reason, Script, Stage};
use molniya_emulator::testkit::Telegram;
use serde_json::json;

use crate::script::{alone, goes_well, is_recorded};

#[tokio::test]
async fn topics_are_begun_written_into_and_taken_away() {
    is_recorded(
        r#"
        Ann makes forum "Club"
        Ann adds bot to "Club"
        Ann promotes bot in "Club"
        Ann begins topic "Bugs" in "Club"
        Ann in "Club" / "Bugs": sendMessage {"text": "noted"}
          bot: noted
        Ann in "Club": sendMessage {"text": "general"}
          bot: general
        Ann in "Club" / "Bugs": createForumTopic {"name": "Wishes"}
          bot begins topic "Wishes"
        Ann in "Club" / "Wishes": editForumTopic {"name": "Dreams"}
          bot sends forum_topic_edited "Dreams"
        Ann in "Club" / "Bugs" replies to "noted": sendMessage {"text": "again"}
          bot: again
        Ann in "Club" / "Bugs" reacts 👍 to "again"
        Ann in "Club" / "Dreams": deleteForumTopic {}
          bot deletes
          bot deletes
          bot deletes
          bot deletes
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_message_in_another_topic_is_another() {
    let text = r#"
        Ann makes forum "Club" with bot
        Ann promotes bot in "Club"
        Ann begins topic "Bugs" in "Club"
        Ann in "Club" / "Bugs": sendMessage {"text": "noted"}
          bot in "Club": noted
        "#;
    let failure = crate::script::play(text).await.unwrap_err();
    assert_eq!((failure.line, &failure.reason), (6, &Reason::Differs));
    assert_eq!(failure.came, [r#"  bot in "Club" / "Bugs": noted"#]);
}

#[tokio::test]
async fn people_come_go_and_are_changed() {
    is_recorded(
        r#"
        Ann makes supergroup "Club" by request
        Ann adds bot to "Club"
        Ann promotes bot in "Club"
        Ann in "Club": createChatInviteLink {"creates_join_request": true}
          bot: $link
        Bob follows "$link"
          bot admits Bob
        Cid joins "Club"
          bot declines Cid
        Ann adds Dan to "Club"
        Dan in "Club": restrictChatMember {"permissions": {}}
          bot makes Dan restricted
        Ann frees Dan in "Club"
        Ann in "Club": setChatTitle {"title": "Tea"}
          bot sends new_chat_title "Tea"
        Ann in "Club": pinChatMessage {}
          bot pins "pinChatMessage {}"
        Ann in "Club": unpinAllChatMessages {}
          bot unpins "pinChatMessage {}"
        Bob in "Club": banChatMember {}
          bot makes Bob kicked
        Ann pardons Bob in "Club"
        Ann restricts Dan in "Club"
        Ann removes Dan from "Club"
        Ann in "Club": createChatInviteLink {}
          bot: $link2
        Eve follows "$link2"
        Eve leaves "Club"
        Ann in "Club": leaveChat {}
          bot leaves
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_group_is_upgraded_and_people_quit() {
    is_recorded(
        r#"
        Ann makes group "Club"
        Ann adds bot to "Club"
        Ann upgrades "Club"
        Ann promotes bot in "Club"
        Ann in "Club": sendMessage {"text": "grown"}
          bot: grown
        Ann: hello
        Ann quits Telegram
        "#,
    )
    .await;
}

#[tokio::test]
async fn orders_are_paid_with_tips_and_delivered() {
    is_recorded(
        r#"
        Ann: sendInvoice {"title": "Tea", "description": "A cup", "payload": "tea", "currency": "EUR", "provider_token": "x", "prices": [{"label": "Tea", "amount": 300}], "max_tip_amount": 100, "need_name": true, "need_phone_number": true, "need_email": true, "need_shipping_address": true, "is_flexible": true}
          bot sends invoice "Tea"
        Ann pays with tip 0.50, name "Ann Lee", phone +31612345678, email ann@example.org, address NL "" Utrecht "5 High Street" "" "3511 AB"
          bot offers deliveries [Post] [Courier]
        Ann chooses delivery [Courier]
          bot accepts the payment
        Ann pays with name "Ann Lee", phone +1, email ann@example.org, address US NY "New York" Broadway "" 1
          bot refuses the delivery: Too far
        Ann: sendInvoice {"title": "Cake", "description": "A piece", "payload": "cake", "currency": "XTR", "prices": [{"label": "Cake", "amount": 3}]}
          bot sends invoice "Cake"
        Ann pays
          bot accepts the payment
        Ann pays "Tea" with name Ann, phone +1, email a@b.c, address NL "" Utrecht "5 High Street" "" 1
          bot offers deliveries [Post] [Courier]
        Ann: createInvoiceLink {"title": "Mug", "description": "A mug", "payload": "back", "currency": "XTR", "prices": [{"label": "Mug", "amount": 9}]}
          bot: $invoice
        Ann pays "$invoice"
          bot accepts the payment
          bot sends refunded_payment "back"
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_tip_that_the_currency_does_not_have_is_told() {
    let text = r#"
        Ann: sendInvoice {"title": "Tea", "description": "A cup", "payload": "tea", "currency": "XTR", "prices": [{"label": "Tea", "amount": 3}]}
          bot sends invoice "Tea"
        Ann pays with tip 0.50
        "#;
    let failure = crate::script::play(text).await.unwrap_err();
    assert_eq!(failure.reason, Reason::Cannot("0.50 is no amount of money in XTR".to_owned()));
}

#[tokio::test]
async fn web_apps_are_opened_answered_and_send_data() {
    is_recorded(
        r#"
        Ann: sendMessage {"text": "Shop here", "reply_markup": {"keyboard": [[{"text": "Shop", "web_app": {"url": "https://example.org/"}}]]}}
          bot: Shop here
             keyboard [Shop | https://example.org/]
        Ann sends web app data [Shop]: {"tea":1}
        Ann opens web app as $app
        Ann: answerWebAppQuery {"web_app_query_id": "$app", "result": {"type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "Two teas"}, "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}}}
          bot answers web app: Two teas
             [More]
        Ann asks: tea
          bot offers [Shout it]
        Ann chooses [Shout it]
        "#,
    )
    .await;
}

#[tokio::test]
async fn a_web_app_is_opened_by_its_button_only() {
    let text = r#"
        Ann: sendMessage {"text": "Shop here", "reply_markup": {"inline_keyboard": [[{"text": "Shop", "web_app": {"url": "https://example.org/"}}]]}}
          bot: Shop here
             [Shop]
        Ann opens web app [Shop]
        Ann presses [Shop]
        "#;
    let failure = crate::script::play(text).await.unwrap_err();
    let why = "[Shop] cannot be pressed: it opens a web app; write for example `Ann opens web app [Shop]`";
    assert_eq!((failure.line, failure.reason), (6, Reason::Cannot(why.to_owned())));
}

#[tokio::test]
async fn places_move_channels_speak_and_messages_are_forwarded() {
    is_recorded(
        r#"
        Ann sends location 52.37 4.9 for 15m heading 90
        Ann moves to 52.38 4.91
        Ann makes channel "News"
        Ann makes forum "Club"
        Ann adds bot to "Club"
        Ann promotes bot in "Club"
        Ann begins topic "Tea" in "Club"
        Ann in "Club" as "News": sendMessage {"text": "heard"}
          bot: heard
        Ann in "Club" forwards "heard" to bot
        Ann: sendDice {"emoji": "🎲"}
          bot sends dice "🎲"
        Ann forwards to "Club" / "Tea"
        Ann deletes "heard"
        Ann in "Club" / "Tea" as "News": sendMessage {"text": "there"}
          bot: there
        "#,
    )
    .await;
}

#[tokio::test]
async fn failures_and_skipped_time_are_recorded_where_they_were_ordered() {
    is_recorded(
        r#"
        Ann: hello
        Ann makes supergroup "Club"
        Ann adds bot to "Club"
        next 2 sendMessage: 429 retry after 1
        next sendMessage to Ann: 500 Internal Server Error
        next call in "Club" for 1m: delay 1ms
        next update: unknown
        next: as usual
        skip 2h
        next getMe: reset after
        Ann: sendMessage {"text": "here"}
          bot: here
        "#,
    )
    .await;
}

#[tokio::test]
async fn what_no_line_can_order_is_a_remark() {
    let (telegram, bot) = alone().await;
    let mut fault = Fault::error("sendmessage", 500, "Internal Server Error");
    telegram.fault(fault.clone()).await;
    fault.error.as_mut().unwrap().retry_after = Some(3);
    telegram.fault(fault).await;
    let recorded = telegram.script().await;
    bot.abort();
    telegram.stop().await;
    assert!(recorded.contains("\nnext sendMessage: 500 Internal Server Error\n# A failure was ordered that no line can order: {"), "{recorded}");
    Script::parse("x.talk", &recorded).unwrap();
}

#[tokio::test]
async fn what_the_bot_shows_matters_only_where_it_is_expected() {
    goes_well(
        r#"
        Ann: sendChatAction {"action": "typing"}
           | sendMessage {"text": "first"}
          bot: first
        Ann: sendChatAction {"action": "typing"}
           | sendChatAction {"action": "upload_photo"}
           | sendMessage {"text": "second"}
          bot: second
          bot shows upload_photo
          bot says nothing for 20ms
        "#,
    )
    .await;
    let text = "Ann: sendChatAction {\"action\": \"typing\"}\n  bot says nothing for 50ms\nAnn: hello\n wait 50ms\n  bot shows typing";
    let failure = crate::script::play(text).await.unwrap_err();
    assert_eq!(failure.line, 5, "{failure}");
}

/// What was done by other programs is recorded like what scripts do.
#[tokio::test]
async fn a_session_over_http_is_recorded() {
    let (telegram, bot): (Telegram, _) = alone().await;
    let stage = Stage::join(&telegram.page_url()).await.unwrap();
    stage.fetched(std::time::Duration::from_secs(10)).await.unwrap();
    let ann = telegram.person("Ann").await;
    let club = ann.create_chat("supergroup", "Club").await;
    club.add_bot(&ann).await;
    club.promote_bot(&ann, &[]).await;
    let place = ann.share_location(52.37, 4.9, 600).await;
    ann.move_to(place, 52.5, 4.75).await;
    let said = ann.say(&format!("sendMessage {}", json!({"text": "tea"}))).await;
    ann.expect("tea").await;
    let ann_there = ann.within(&club);
    ann_there.forward(ann.chat_id(), said).await;
    ann_there.expect("tea").await;
    telegram.skip(std::time::Duration::from_secs(60)).await;
    let recorded = telegram.script().await;
    bot.abort();
    telegram.stop().await;
    let expected = r#"# Recorded on a local Telegram; molniya replay plays it.
Ann makes supergroup "Club"
Ann adds bot to "Club"
Ann promotes bot in "Club"
Ann sends location 52.37 4.9 for 10m
Ann moves to 52.5 4.75
Ann: sendMessage {"text":"tea"}
  bot: tea
Ann forwards "sendMessage {\"text\":\"tea\"}" to "Club"
  bot: tea
skip 1m
"#;
    assert_eq!(recorded, expected);
}
