//! Groups, supergroups and channels: who is in them, what the bot hears, and what it may do.

use molniya_emulator::testkit::{Group, Person, Telegram};
use serde_json::json;

use crate::news::News;

/// A supergroup with the bot, its owner Ann, and Bob.
async fn supergroup(telegram: &Telegram) -> (Group, Person, Person, News<'_>) {
    let (ann, bob) = (telegram.person("Ann").await, telegram.person("Bob").await);
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    group.join(&bob).await;
    let (ann, bob) = (ann.within(&group), bob.within(&group));
    let mut news = News::of(telegram).await;
    news.take().await;
    (group, ann, bob, news)
}

#[tokio::test]
async fn a_bot_is_told_how_it_comes_and_goes() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut news = News::of(&telegram).await;
    let group = ann.create_chat("group", "Friends").await;
    group.add_bot(&ann).await;
    let came = news.take().await;
    assert_eq!(came.len(), 2, "{came:?}");
    let (mine, message) = (&came[0], &came[1]);
    assert_eq!(mine.0, "my_chat_member");
    assert_eq!(mine.1["chat"], json!({"id": group.chat_id(), "title": "Friends", "type": "group"}));
    assert_eq!(mine.1["from"]["first_name"], "Ann");
    assert_eq!(mine.1["old_chat_member"]["status"], "left");
    assert_eq!(mine.1["new_chat_member"]["status"], "member");
    assert_eq!(message.1["new_chat_members"][0]["username"], "molniya_demo_bot");
    group.remove_bot(&ann).await;
    let went = news.take().await;
    assert_eq!(went[0].1["new_chat_member"]["status"], "kicked");
    assert_eq!(went[1].1["left_chat_member"]["is_bot"], true);
    let call = json!({"chat_id": group.chat_id(), "text": "x"});
    let refused = news.bot.refused("sendMessage", call.clone()).await;
    assert_eq!(refused, (403, "Forbidden: bot was kicked from the group chat".into()));
    let unknown = json!({"chat_id": group.chat_id() - 1, "text": "x"});
    let refused = news.bot.refused("sendMessage", unknown).await;
    assert_eq!(refused, (400, "Bad Request: chat not found".into()));
}

#[tokio::test]
async fn a_group_may_begin_with_the_bot_in_it() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut news = News::of(&telegram).await;
    let me = news.bot.ok("getMe", json!({})).await["id"].as_i64().unwrap();
    ann.create_chat_with("group", "Friends", &[me]).await;
    let came = news.take().await;
    assert_eq!(came[0].0, "my_chat_member");
    assert_eq!((came.len(), &came[1].1["group_chat_created"]), (2, &json!(true)));
}

#[tokio::test]
async fn in_a_group_the_bot_hears_what_is_meant_for_it() {
    let telegram = Telegram::start().await;
    let (group, ann, bob, mut news) = supergroup(&telegram).await;
    for text in ["hello", "/start", "/start@molniya_demo_bot", "/start@another_bot"] {
        bob.say(text).await;
    }
    bob.say("and @molniya_demo_bot too").await;
    let own = news.bot.say(group.chat_id(), "I am here").await;
    let answered = bob.expect("I am here").await;
    assert_eq!(answered.message_id, own);
    ann.reply(own, "a reply").await;
    let heard = ["/start", "/start@molniya_demo_bot", "and @molniya_demo_bot too", "a reply"];
    assert_eq!(news.texts().await, heard);
    telegram.privacy(false).await;
    bob.say("hello").await;
    assert_eq!(news.texts().await, ["hello"]);
    telegram.privacy(true).await;
    group.promote_bot(&ann, &["can_pin_messages"]).await;
    bob.say("hello again").await;
    assert_eq!(news.texts().await, ["hello again"]);
}

#[tokio::test]
async fn an_administrator_is_told_of_all_members_who_asked_for_it() {
    let telegram = Telegram::start().await;
    let (group, ann, bob, mut news) = supergroup(&telegram).await;
    group.leave(&bob).await;
    assert_eq!(news.kinds().await, ["message"]);
    group.promote_bot(&ann, &["can_restrict_members", "can_promote_members"]).await;
    group.join(&bob).await;
    assert_eq!(news.kinds().await, ["my_chat_member", "chat_member", "message"]);
    let chat = group.chat_id();
    let count = news.bot.ok("getChatMemberCount", json!({"chat_id": chat})).await;
    assert_eq!(count, 3);
    let list = news.bot.ok("getChatAdministrators", json!({"chat_id": chat})).await;
    let statuses: Vec<&str> =
        list.as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(statuses.len(), 2);
    assert!(statuses.contains(&"creator") && statuses.contains(&"administrator"));
}

#[tokio::test]
async fn an_administrator_bans_restricts_and_promotes() {
    let telegram = Telegram::start().await;
    let (group, ann, bob, mut news) = supergroup(&telegram).await;
    let of = |user: i64| json!({"chat_id": group.chat_id(), "user_id": user});
    let refused = news.bot.refused("banChatMember", of(bob.user_id())).await;
    let no_right = "Bad Request: not enough rights to restrict/unrestrict chat member";
    assert_eq!(refused, (400, no_right.into()));
    group.promote_bot(&ann, &["can_restrict_members", "can_promote_members"]).await;
    let refused = news.bot.refused("banChatMember", of(ann.user_id())).await;
    assert_eq!(refused.1, "Bad Request: can't remove chat owner");
    let mut call = of(bob.user_id());
    call["permissions"] = json!({"can_send_messages": false});
    news.bot.ok("restrictChatMember", call.clone()).await;
    let member = news.bot.ok("getChatMember", of(bob.user_id())).await;
    assert_eq!(
        (&member["status"], &member["can_send_messages"]),
        (&json!("restricted"), &json!(false))
    );
    call["permissions"] = json!({"can_send_polls": true});
    news.bot.ok("restrictChatMember", call).await;
    bob.say("I may speak").await;
    let mut call = of(bob.user_id());
    call["can_restrict_members"] = true.into();
    news.bot.ok("promoteChatMember", call.clone()).await;
    call["can_delete_messages"] = true.into();
    assert_eq!(
        news.bot.refused("promoteChatMember", call).await.1,
        "Bad Request: not enough rights"
    );
    let member = news.bot.ok("getChatMember", of(bob.user_id())).await;
    assert_eq!(
        (&member["status"], &member["can_be_edited"]),
        (&json!("administrator"), &json!(true))
    );
    news.take().await;
    news.bot.ok("banChatMember", of(bob.user_id())).await;
    let told = news.take().await;
    assert_eq!(
        told[0].1["new_chat_member"],
        json!({"user": told[0].1["new_chat_member"]["user"], "status": "kicked", "until_date": 0})
    );
    assert_eq!(told[1].1["left_chat_member"]["first_name"], "Bob");
    let refused = news.bot.refused("getChatMember", of(99)).await;
    assert_eq!(refused.1, "Bad Request: user not found");
    news.bot.ok("unbanChatMember", of(bob.user_id())).await;
    group.join(&bob).await;
}

#[tokio::test]
async fn a_group_becomes_a_supergroup_and_says_where_it_went() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let group = ann.create_chat("group", "Friends").await;
    group.add_bot(&ann).await;
    let mut news = News::of(&telegram).await;
    news.take().await;
    let large = group.upgrade(&ann).await;
    let told = news.take().await;
    assert_eq!(told[0].1["migrate_to_chat_id"], large.chat_id());
    assert_eq!(told[1].1["migrate_from_chat_id"], group.chat_id());
    let answer =
        news.bot.call("sendMessage", json!({"chat_id": group.chat_id(), "text": "x"})).await;
    assert_eq!(
        answer.json(),
        json!({"ok": false, "error_code": 400, "description": "Bad Request: group chat was upgraded to a supergroup chat", "parameters": {"migrate_to_chat_id": large.chat_id()}})
    );
    news.bot.say(large.chat_id(), "here").await;
    ann.within(&large).expect("here").await;
}

#[tokio::test]
async fn a_channel_has_posts_that_are_its_own() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let channel = ann.create_chat("channel", "News").await;
    channel.promote_bot(&ann, &["can_post_messages"]).await;
    let mut news = News::of(&telegram).await;
    assert_eq!(news.kinds().await, ["my_chat_member"]);
    let post = ann.within(&channel).say("first").await;
    let told = news.take().await;
    assert_eq!((told.len(), told[0].0.as_str()), (1, "channel_post"));
    assert_eq!(told[0].1["sender_chat"]["id"], channel.chat_id());
    assert_eq!(told[0].1.get("from"), None);
    let own = news.bot.say(channel.chat_id(), "second").await;
    assert!(ann.within(&channel).expect("second").await.from_bot);
    let edit = |id: i64| json!({"chat_id": channel.chat_id(), "message_id": id, "text": "new"});
    news.bot.ok("editMessageText", edit(own)).await;
    let refused = news.bot.refused("editMessageText", edit(post)).await;
    assert_eq!(refused.1, "Bad Request: message can't be edited");
    channel.promote_bot(&ann, &["can_edit_messages"]).await;
    news.bot.ok("editMessageText", edit(post)).await;
    let refused =
        news.bot.refused("sendMessage", json!({"chat_id": channel.chat_id(), "text": "x"})).await;
    assert_eq!(refused.1, "Bad Request: need administrator rights in the channel chat");
}

#[tokio::test]
async fn a_forum_has_topics() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let group = ann.create_chat("forum", "Help").await;
    group.promote_bot(&ann, &["can_manage_topics", "can_delete_messages"]).await;
    let mut news = News::of(&telegram).await;
    news.take().await;
    let chat = group.chat_id();
    let topic = news.bot.ok("createForumTopic", json!({"chat_id": chat, "name": "Bugs"})).await;
    let thread = topic["message_thread_id"].as_i64().unwrap();
    let told = news.take().await;
    assert_eq!(told[0].1["forum_topic_created"], json!({"name": "Bugs", "icon_color": 7_322_096}));
    assert_eq!(told[0].1["message_id"], thread);
    let ann = ann.within(&group);
    ann.say_in(thread, "it broke").await;
    let told = news.take().await;
    assert_eq!(
        (&told[0].1["message_thread_id"], &told[0].1["is_topic_message"]),
        (&json!(thread), &json!(true))
    );
    let call = json!({"chat_id": chat, "text": "where?", "message_thread_id": thread});
    let message = news.bot.ok("sendMessage", call).await;
    assert_eq!(message["message_thread_id"], thread);
    let call = json!({"chat_id": chat, "text": "x", "message_thread_id": thread + 100});
    let refused = news.bot.refused("sendMessage", call).await;
    assert_eq!(refused.1, "Bad Request: message thread not found");
    let of = json!({"chat_id": chat, "message_thread_id": thread});
    news.bot.ok("closeForumTopic", of.clone()).await;
    assert_eq!(
        news.bot.refused("closeForumTopic", of.clone()).await.1,
        "Bad Request: TOPIC_NOT_MODIFIED"
    );
    news.bot
        .ok(
            "editForumTopic",
            json!({"chat_id": chat, "message_thread_id": thread, "name": "Fixed"}),
        )
        .await;
    let told = news.take().await;
    assert_eq!(told[0].1["forum_topic_closed"], json!({}));
    assert_eq!(told[1].1["forum_topic_edited"], json!({"name": "Fixed"}));
    news.bot.ok("hideGeneralForumTopic", json!({"chat_id": chat})).await;
    news.bot.ok("deleteForumTopic", of.clone()).await;
    assert_eq!(news.bot.refused("reopenForumTopic", of).await.1, "Bad Request: TOPIC_ID_INVALID");
}

#[tokio::test]
async fn messages_are_pinned_and_a_chat_is_named() {
    let telegram = Telegram::start().await;
    let (group, ann, bob, mut news) = supergroup(&telegram).await;
    let chat = group.chat_id();
    let id = bob.say("important").await;
    let pin = json!({"chat_id": chat, "message_id": id});
    group.promote_bot(&ann, &["can_manage_video_chats"]).await;
    let refused = news.bot.refused("pinChatMessage", pin.clone()).await;
    assert_eq!(refused.1, "Bad Request: not enough rights to manage pinned messages in the chat");
    group.promote_bot(&ann, &["can_pin_messages", "can_change_info"]).await;
    news.take().await;
    news.bot.ok("pinChatMessage", pin).await;
    assert_eq!(news.take().await[0].1["pinned_message"]["text"], "important");
    news.bot.ok("setChatTitle", json!({"chat_id": chat, "title": "Enemies"})).await;
    assert_eq!(news.take().await[0].1["new_chat_title"], "Enemies");
    news.bot
        .ok("setChatDescription", json!({"chat_id": chat, "description": "No more friends"}))
        .await;
    let full = news.bot.ok("getChat", json!({"chat_id": chat})).await;
    assert_eq!(
        (&full["title"], &full["description"]),
        (&json!("Enemies"), &json!("No more friends"))
    );
    assert_eq!(full["pinned_message"]["message_id"], id);
    news.bot.ok("unpinAllChatMessages", json!({"chat_id": chat})).await;
    let refused = news.bot.refused("unpinChatMessage", json!({"chat_id": chat})).await;
    assert_eq!(refused.1, "Bad Request: message to unpin not found");
    news.bot.ok("leaveChat", json!({"chat_id": chat})).await;
    assert_eq!(news.take().await[0].1["new_chat_member"]["status"], "left");
    let refused = news.bot.refused("getChat", json!({"chat_id": chat})).await;
    assert_eq!(refused, (403, "Forbidden: bot is not a member of the supergroup chat".into()));
}

#[tokio::test]
async fn a_person_blocks_the_bot_and_comes_back() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut news = News::of(&telegram).await;
    news.take().await;
    ann.block_bot().await;
    let told = news.take().await;
    assert_eq!((told.len(), told[0].0.as_str()), (1, "my_chat_member"));
    assert_eq!(told[0].1["new_chat_member"]["status"], "kicked");
    let call = json!({"chat_id": ann.chat_id(), "text": "x"});
    let refused = news.bot.refused("sendMessage", call.clone()).await;
    assert_eq!(refused, (403, "Forbidden: bot was blocked by the user".into()));
    news.bot.ok("getChat", json!({"chat_id": ann.chat_id()})).await;
    ann.unblock_bot().await;
    assert_eq!(news.take().await[0].1["new_chat_member"]["status"], "member");
    news.bot.ok("sendMessage", call).await;
}

#[tokio::test]
async fn a_channel_writes_until_it_is_banned() {
    let telegram = Telegram::start().await;
    let (group, ann, bob, mut news) = supergroup(&telegram).await;
    group.promote_bot(&ann, &["can_restrict_members", "can_delete_messages"]).await;
    let channel = bob.create_chat("channel", "Bob's news").await;
    news.take().await;
    bob.say_as(&channel, "read my channel").await;
    let (kind, message) = news.take().await.remove(0);
    assert_eq!(
        (kind.as_str(), &message["sender_chat"]["title"]),
        ("message", &json!("Bob's news"))
    );
    assert_eq!(message["from"]["username"], "Channel_Bot");
    let of = json!({"chat_id": group.chat_id(), "sender_chat_id": channel.chat_id()});
    let edit =
        json!({"chat_id": group.chat_id(), "message_id": message["message_id"], "text": "x"});
    let refused = news.bot.refused("editMessageText", edit).await;
    assert_eq!(refused.1, "Bad Request: message can't be edited");
    news.bot.ok("banChatSenderChat", of.clone()).await;
    let said = std::panic::AssertUnwindSafe(bob.say_as(&channel, "again"));
    assert!(futures_util::FutureExt::catch_unwind(said).await.is_err());
    news.bot.ok("unbanChatSenderChat", of).await;
    bob.say_as(&channel, "thank you").await;
    assert_eq!(news.texts().await, ["thank you"]);
    let unknown = json!({"chat_id": group.chat_id(), "sender_chat_id": -5});
    let refused = news.bot.refused("banChatSenderChat", unknown).await;
    assert_eq!(refused.1, "Bad Request: PARTICIPANT_ID_INVALID");
}

#[tokio::test]
async fn people_ask_to_be_let_in_and_the_bot_decides() {
    let telegram = Telegram::start().await;
    let (ann, bob) = (telegram.person("Ann").await, telegram.person("Bob").await);
    let club = ann.create_chat("club", "Members only").await;
    club.promote_bot(&ann, &["can_invite_users"]).await;
    let mut news = News::of(&telegram).await;
    news.take().await;
    club.join(&bob).await;
    let told = news.take().await;
    assert_eq!((told.len(), told[0].0.as_str()), (1, "chat_join_request"));
    assert_eq!(told[0].1["from"]["first_name"], "Bob");
    let of = json!({"chat_id": club.chat_id(), "user_id": bob.user_id()});
    assert_eq!(news.bot.ok("getChatMember", of.clone()).await["status"], "left");
    news.bot.ok("declineChatJoinRequest", of.clone()).await;
    let refused = news.bot.refused("approveChatJoinRequest", of.clone()).await;
    assert_eq!(refused.1, "Bad Request: HIDE_REQUESTER_MISSING");
    club.join(&bob).await;
    news.bot.ok("approveChatJoinRequest", of.clone()).await;
    assert_eq!(news.kinds().await, ["chat_join_request", "chat_member", "message"]);
    bob.within(&club).say("thank you").await;
    let refused = news.bot.refused("approveChatJoinRequest", of).await;
    assert_eq!(refused.1, "Bad Request: USER_ALREADY_PARTICIPANT");
}
