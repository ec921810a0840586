//! Sets of stickers: made by the bot, changed, sent by both sides.

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::conformance::files::{form, png, upload};
use crate::news::News;
use crate::raw::Raw;

const NAME: &str = "tea_by_molniya_demo_bot";

/// Uploads a sticker; gives the id of its file.
async fn uploaded(bot: &mut Bot, user: i64, sides: (u32, u32)) -> Value {
    let fields = [("user_id", user.to_string()), ("sticker_format", "static".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let body = form(&fields, &[("sticker", "a.png", &png(sides.0, sides.1))]);
    upload(bot, "uploadStickerFile", &body).await.result()["file_id"].clone()
}

fn sticker(file: &Value, emoji: &[&str]) -> Value {
    json!({"sticker": file, "format": "static", "emoji_list": emoji})
}

fn made(user: i64, stickers: &[Value]) -> Value {
    json!({"user_id": user, "name": NAME, "title": "Tea", "stickers": stickers})
}

/// The emoji of a set.
async fn emoji(bot: &mut Bot) -> Vec<String> {
    let set = bot.ok("getStickerSet", json!({"name": NAME})).await;
    let stickers = set["stickers"].as_array().unwrap().iter();
    stickers.map(|one| one["emoji"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_set_is_made_changed_and_taken_away() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let (bot, user) = (&mut news.bot, ann.user_id());
    let mut files = Vec::new();
    for _ in 0..4 {
        files.push(uploaded(bot, user, (512, 300)).await);
    }
    let two = [sticker(&files[0], &["🍵", "☕"]), sticker(&files[1], &["🫖"])];
    bot.ok("createNewStickerSet", made(user, &two)).await;
    let set = bot.ok("getStickerSet", json!({"name": NAME.to_uppercase()})).await;
    assert_eq!((&set["title"], &set["sticker_type"]), (&json!("Tea"), &json!("regular")));
    let first = &set["stickers"][0];
    assert_eq!(
        (&first["width"], &first["height"], &first["set_name"]),
        (&json!(512), &json!(300), &json!(NAME))
    );
    let named =
        |file: &Value| json!({"user_id": user, "name": NAME, "sticker": sticker(file, &["🍪"])});
    bot.ok("addStickerToSet", named(&files[2])).await;
    assert_eq!(emoji(bot).await, ["🍵☕", "🫖", "🍪"]);
    bot.ok("setStickerPositionInSet", json!({"sticker": files[2], "position": 0})).await;
    bot.ok("setStickerEmojiList", json!({"sticker": files[1], "emoji_list": ["🥛"]})).await;
    bot.ok("setStickerKeywords", json!({"sticker": files[1], "keywords": ["milk"]})).await;
    let mut other = named(&files[3]);
    other["old_sticker"] = files[0].clone();
    bot.ok("replaceStickerInSet", other).await;
    assert_eq!(emoji(bot).await, ["🍪", "🍪", "🥛"]);
    bot.ok("deleteStickerFromSet", json!({"sticker": files[2]})).await;
    bot.ok("setStickerSetTitle", json!({"name": NAME, "title": "More tea"})).await;
    let picture =
        json!({"name": NAME, "user_id": user, "thumbnail": "CAACabc", "format": "static"});
    bot.ok("setStickerSetThumbnail", picture).await;
    let set =
        Raw::connect(&telegram.page_url()).await.get(&format!("/sticker_sets/{NAME}")).await.json();
    assert_eq!((&set["title"], &set["keywords"]), (&json!("More tea"), &json!([[], ["milk"]])));
    assert_eq!(set["thumbnail"]["file_id"], "CAACabc");
    bot.ok("deleteStickerSet", json!({"name": NAME})).await;
    let refused = bot.refused("getStickerSet", json!({"name": NAME})).await;
    assert_eq!(refused.1, "Bad Request: STICKERSET_INVALID");
    telegram.assert_clean().await;
}

#[tokio::test]
async fn a_sticker_of_a_set_says_so_whoever_sends_it() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let file = uploaded(&mut news.bot, ann.user_id(), (512, 512)).await;
    let call = |emoji: &str| json!({"chat_id": ann.chat_id(), "sticker": file, "emoji": emoji});
    let alone = news.bot.ok("sendSticker", call("🍵")).await["sticker"].clone();
    assert_eq!((&alone["emoji"], alone.get("set_name")), (&json!("🍵"), None));
    let set = made(ann.user_id(), &[sticker(&file, &["☕"])]);
    news.bot.ok("createNewStickerSet", set).await;
    let sent = news.bot.ok("sendSticker", call("🍵")).await["sticker"].clone();
    assert_eq!((&sent["emoji"], &sent["set_name"]), (&json!("☕"), &json!(NAME)));
    ann.sticker(file.as_str().unwrap()).await;
    assert_eq!(news.take().await[0].1["sticker"], sent);
}

#[tokio::test]
async fn custom_emoji_are_found_by_their_ids() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let (bot, user) = (&mut news.bot, ann.user_id());
    let file = uploaded(bot, user, (100, 100)).await;
    let mut call = made(user, &[sticker(&file, &["🍵"])]);
    call["sticker_type"] = "custom_emoji".into();
    call["needs_repainting"] = true.into();
    bot.ok("createNewStickerSet", call).await;
    let set = bot.ok("getStickerSet", json!({"name": NAME})).await;
    let made = &set["stickers"][0];
    assert_eq!(made["needs_repainting"], true);
    let icons = bot.ok("getForumTopicIconStickers", json!({})).await;
    let ids = json!([made["custom_emoji_id"], icons[0]["custom_emoji_id"], "12345"]);
    let found = bot.ok("getCustomEmojiStickers", json!({"custom_emoji_ids": ids})).await;
    assert_eq!(found, json!([made, icons[0]]));
    let id = &made["custom_emoji_id"];
    let call = json!({"name": NAME, "custom_emoji_id": id});
    bot.ok("setCustomEmojiStickerSetThumbnail", call).await;
    let set = bot.ok("getStickerSet", json!({"name": NAME})).await;
    assert_eq!(set["thumbnail"]["file_id"], file);
    let picture = json!({"name": NAME, "user_id": user, "format": "static"});
    let refused = bot.refused("setStickerSetThumbnail", picture).await;
    let words = "the method can't be used to set thumbnail of custom emoji sticker sets";
    assert_eq!(refused.1, format!("Bad Request: {words}"));
}

#[tokio::test]
async fn masks_are_put_somewhere() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let (bot, user) = (&mut news.bot, ann.user_id());
    let file = uploaded(bot, user, (512, 512)).await;
    let eyes = json!({"point": "eyes", "x_shift": 0.5, "y_shift": -1.0, "scale": 2.0});
    let mut hat = sticker(&file, &["🎩"]);
    hat["mask_position"] = eyes.clone();
    let refused = bot.refused("createNewStickerSet", made(user, std::slice::from_ref(&hat))).await;
    assert_eq!(refused.1, "Bad Request: STICKER_MASK_COORDS_NOT_SUPPORTED");
    let mut call = made(user, &[hat]);
    call["sticker_type"] = "mask".into();
    bot.ok("createNewStickerSet", call).await;
    let position = |set: &Value| set["stickers"][0]["mask_position"].clone();
    assert_eq!(position(&bot.ok("getStickerSet", json!({"name": NAME})).await), eyes);
    bot.ok("setStickerMaskPosition", json!({"sticker": file})).await;
    assert_eq!(position(&bot.ok("getStickerSet", json!({"name": NAME})).await), Value::Null);
    let nose = json!({"point": "nose", "x_shift": 0.5, "y_shift": -1.0, "scale": 2.0});
    let refused =
        bot.refused("setStickerMaskPosition", json!({"sticker": file, "mask_position": nose}));
    let words = "can't parse mask position: wrong point specified in MaskPosition";
    assert_eq!(refused.await.1, format!("Bad Request: {words}"));
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn sets_are_refused_as_the_server_does() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let (bot, user) = (&mut news.bot, ann.user_id());
    let file = uploaded(bot, user, (512, 512)).await;
    let small = uploaded(bot, user, (511, 511)).await;
    let tea = sticker(&file, &["🍵"]);
    let mut unsaid = tea.clone();
    unsaid.as_object_mut().unwrap().remove("format");
    let input = "can't parse InputSticker:";
    for (name, value, words) in [
        ("user_id", json!(0), "invalid user_id specified".to_owned()),
        ("name", json!("tea"), "invalid sticker set name is specified".to_owned()),
        (
            "name",
            json!("1_by_molniya_demo_bot"),
            "invalid sticker set name is specified".to_owned(),
        ),
        ("title", json!(" "), "sticker set title must be non-empty".to_owned()),
        ("stickers", json!("x"), "can't parse stickers JSON object".to_owned()),
        ("stickers", json!([]), "STICKERS_EMPTY".to_owned()),
        ("stickers", json!(vec![&tea; 51]), "STICKERS_TOO_MUCH".to_owned()),
        ("stickers", json!([sticker(&small, &["🍵"])]), "STICKER_PNG_DIMENSIONS".to_owned()),
        (
            "stickers",
            json!([sticker(&file, &["tea"])]),
            format!("{input} expected a Unicode emoji"),
        ),
        ("stickers", json!([sticker(&file, &[])]), format!("{input} emoji list must be non-empty")),
        (
            "stickers",
            json!([sticker(&json!("attach://x"), &["🍵"])]),
            format!("{input} sticker not found"),
        ),
        ("stickers", json!([unsaid]), format!("{input} can't find field \"format\"")),
    ] {
        let mut call = made(user, std::slice::from_ref(&tea));
        call[name] = value;
        let refused = bot.refused("createNewStickerSet", call).await.1;
        assert_eq!(refused, format!("Bad Request: {words}"), "{name}");
    }
    bot.ok("createNewStickerSet", made(user, std::slice::from_ref(&tea))).await;
    let again = bot.refused("createNewStickerSet", made(user, &[tea])).await;
    assert_eq!(again.1, "Bad Request: sticker set name is already occupied");
    for (method, call, words) in [
        ("deleteStickerFromSet", json!({"sticker": small}), "STICKERSET_NOT_MODIFIED"),
        ("deleteStickerFromSet", json!({}), "sticker is not specified"),
        (
            "setStickerEmojiList",
            json!({"sticker": file, "emoji_list": ["x"]}),
            "can't parse emoji list: expected a Unicode emoji",
        ),
        (
            "addStickerToSet",
            json!({"user_id": user, "name": NAME}),
            "can't parse sticker JSON object",
        ),
        ("setStickerSetTitle", json!({"name": "none", "title": "x"}), "STICKERSET_INVALID"),
        ("deleteStickerSet", json!({"name": "none"}), "STICKERSET_INVALID"),
        (
            "getCustomEmojiStickers",
            json!({"custom_emoji_ids": ["x"]}),
            "invalid custom emoji identifier specified",
        ),
        (
            "uploadStickerFile",
            json!({"user_id": user, "sticker_format": "gif"}),
            "invalid sticker format specified",
        ),
    ] {
        assert_eq!(bot.refused(method, call).await.1, format!("Bad Request: {words}"));
    }
    for (format, content, words) in [
        ("static", &b"no picture"[..], "STICKER_PNG_NOPNG"),
        ("animated", &png(512, 512), "STICKER_TGS_NOTGS"),
        ("video", &png(512, 512), "STICKER_VIDEO_NOWEBM"),
        ("animated", &[&[0x1f, 0x8b][..], &[0; 1 << 16]].concat(), "file is too big"),
    ] {
        let user = user.to_string();
        let fields = [("user_id", user.as_str()), ("sticker_format", format)];
        let body = form(&fields, &[("sticker", "a", content)]);
        let refused = upload(bot, "uploadStickerFile", &body).await;
        assert_eq!(refused.description(), format!("Bad Request: {words}"));
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_supergroup_has_a_set() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let group = ann.create_chat("supergroup", "Friends").await;
    group.add_bot(&ann).await;
    let (bot, chat) = (&mut news.bot, group.chat_id());
    let file = uploaded(bot, ann.user_id(), (512, 512)).await;
    bot.ok("createNewStickerSet", made(ann.user_id(), &[sticker(&file, &["🍵"])])).await;
    let call = |name: &str| json!({"chat_id": chat, "sticker_set_name": name});
    let refused = bot.refused("setChatStickerSet", call(NAME)).await;
    assert_eq!(refused.1, "Bad Request: not enough rights to change supergroup sticker set");
    group.promote_bot(&ann, &["can_change_info"]).await;
    bot.ok("setChatStickerSet", call(NAME)).await;
    let of = json!({"chat_id": chat});
    assert_eq!(bot.ok("getChat", of.clone()).await["sticker_set_name"], NAME);
    assert_eq!(
        bot.refused("setChatStickerSet", call("none")).await.1,
        "Bad Request: STICKERSET_INVALID"
    );
    bot.ok("deleteChatStickerSet", of.clone()).await;
    assert_eq!(bot.ok("getChat", of).await.get("sticker_set_name"), None);
    let private = json!({"chat_id": ann.chat_id()});
    let refused = bot.refused("deleteChatStickerSet", private).await;
    assert_eq!(refused.1, "Bad Request: method is available only in supergroups");
}
