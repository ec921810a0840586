"""Calls and updates that no other script here has, read by aiogram's models, which know every field and no other.

Environment: BOT_TOKEN, BOT_API_URL, PAGE_URL (both addresses without a slash at the end). It ends by itself.
"""

import asyncio
import json
import os
import urllib.request
from urllib.parse import parse_qs, urlsplit

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputMediaPhoto,
    InputPaidMediaPhoto,
    InputPaidMediaVideo,
    InputPollOption,
    InputProfilePhotoStatic,
    InputRichBlockButtons,
    InputRichBlockDetails,
    InputRichBlockList,
    InputRichBlockListItem,
    InputRichBlockMap,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockTable,
    InputRichBlockThinking,
    InputRichMessage,
    InputRichMessageContent,
    InputSticker,
    InputTextMessageContent,
    KeyboardButton,
    LabeledPrice,
    Location,
    ReplyKeyboardMarkup,
    RichBlockCaption,
    RichBlockTableCell,
    RichMessageButton,
    RichTextBold,
    RichTextMention,
    ShippingOption,
    Update,
    WebAppInfo,
)
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

KINDS = ["message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
         "shipping_query", "pre_checkout_query", "poll", "chat_member", "chat_join_request", "purchased_paid_media",
         "stopped_message_generation", "subscription", "chat_boost", "removed_chat_boost"]
BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="More", callback_data="more")]])
ARTICLE = InlineQueryResultArticle(
    id="a",
    title="Tea",
    input_message_content=InputTextMessageContent(message_text="Tea"),
    reply_markup=BUTTONS,
)
ADDRESS = {"country_code": "DE", "state": "", "city": "Berlin", "street_line1": "A", "street_line2": "", "post_code": "1"}


def person(path, body, verb="POST"):
    """What somebody does, over the person's side."""
    request = urllib.request.Request(os.environ["PAGE_URL"] + path, json.dumps(body).encode(), method=verb)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def strict(model):
    """Fails if anything in it, however deep, is unknown to the models."""
    for value in model if isinstance(model, list) else [model]:
        if hasattr(value, "model_extra"):
            assert not value.model_extra, (type(value).__name__, value.model_extra)
            for name in type(value).model_fields:
                strict(getattr(value, name))
        elif isinstance(value, list):
            strict(value)
    return model


def png(side):
    """The beginning of a PNG file, which says how large the picture is."""
    sizes = side.to_bytes(4, "big") * 2
    return BufferedInputFile(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + sizes, "a.png")


class News:
    """The updates that have come since the last time."""

    def __init__(self, bot):
        self.bot, self.offset = bot, 0

    async def take(self, kind):
        """The next one of this kind; those before it are read as well."""
        while True:
            updates = await self.bot.get_updates(offset=self.offset, limit=1, timeout=10, allowed_updates=KINDS)
            assert updates, f"no {kind}"
            update: Update = strict(updates[0])
            self.offset = update.update_id + 1
            if update.event_type == kind:
                return update.event


async def places_and_polls(bot, news, ann):
    place = strict(await bot.send_location(ann, 1.5, 2.5, live_period=600, heading=90))
    strict(await bot.edit_message_live_location(3.5, 4.5, chat_id=ann, message_id=place.message_id))
    strict(await bot.stop_message_live_location(chat_id=ann, message_id=place.message_id))
    options = [InputPollOption(text="<b>yes</b>", text_parse_mode="HTML"), InputPollOption(text="no")]
    poll = strict(await bot.send_poll(ann, "Tea?", options, open_period=5))
    person("/clock", {"skip_seconds": 6})
    assert (await news.take("poll")).is_closed and poll.poll.open_period == 5
    text = await bot.send_message(ann, "https://e.org #tea @some_bot")
    assert [entity.type for entity in strict(text).entities] == ["url", "hashtag", "mention"]
    media = InputMediaDocument(media="BQACabc", caption="Tea")
    strict(await bot.edit_message_media(media, chat_id=ann, message_id=text.message_id))


async def inline_messages(bot, news, ann):
    asked = person(f"/chats/{ann}/inline_queries", {"user_id": ann, "query": "tea"})
    await news.take("inline_query")
    await bot.answer_inline_query(asked["inline_query_id"], [ARTICLE])
    sent = person(f"/inline_queries/{asked['inline_query_id']}/choice", {"result_id": "a"})
    chosen = await news.take("chosen_inline_result")
    press = {"user_id": ann, "message_id": sent["message_id"], "data": "more"}
    person(f"/chats/{ann}/presses", press)
    assert (await news.take("callback_query")).inline_message_id == chosen.inline_message_id
    assert await bot.edit_message_text("Two", inline_message_id=chosen.inline_message_id) is True
    button = KeyboardButton(text="Shop", web_app=WebAppInfo(url="https://e.org"))
    await bot.send_message(ann, "Open", reply_markup=ReplyKeyboardMarkup(keyboard=[[button]]))
    data = {"user_id": ann, "button_text": "Shop", "data": "1"}
    person(f"/chats/{ann}/web_app_data", data)
    while not (message := await news.take("message")).web_app_data:
        pass
    assert message.web_app_data.data == "1"
    opened = person(f"/chats/{ann}/web_apps", {"user_id": ann, "url": "https://e.org/shop#/tea"})
    told = parse_qs(urlsplit(opened["url"]).fragment.partition("?")[2])["tgWebAppData"][0]
    data = safe_parse_webapp_init_data(bot.token, told)
    assert (data.user.id, data.query_id) == (ann, opened["web_app_query_id"])
    assert not check_webapp_signature("1:AAAAAAAAAAAAAAAAAAAAAAAA", told)
    strict(await bot.answer_web_app_query(opened["web_app_query_id"], ARTICLE))


async def deliveries(bot, news, ann):
    prices = [LabeledPrice(label="Tea", amount=500)]
    invoice = strict(await bot.send_invoice(
        ann, "Tea", "A pound", "tea-1", "EUR", prices, provider_token="1:TEST", is_flexible=True, max_tip_amount=50))
    order = {"user_id": ann, "invoice": invoice.message_id, "tip": 50, "order_info": {"shipping_address": ADDRESS}}
    person(f"/chats/{ann}/payments", order)
    query = await news.take("shipping_query")
    ways = [ShippingOption(id="post", title="Post", prices=[LabeledPrice(label="Post", amount=100)])]
    await bot.answer_shipping_query(query.id, True, shipping_options=ways)
    person(f"/payments/{query.id}/delivery", {"shipping_option_id": "post"})
    checkout = await news.take("pre_checkout_query")
    assert (checkout.total_amount, checkout.shipping_option_id) == (650, "post")
    await bot.answer_pre_checkout_query(checkout.id, True)
    while not (message := await news.take("message")).successful_payment:
        pass


async def invitations(bot, news, ann, bob):
    chat = person("/chats", {"user_id": ann, "kind": "supergroup", "title": "Club"})["chat_id"]
    person(f"/chats/{chat}/members/{bot.id}", {"by": ann, "status": "administrator"}, "PUT")
    strict(await bot.create_chat_invite_link(chat, name="Open", member_limit=5))
    link = strict(await bot.create_chat_invite_link(chat, creates_join_request=True))
    person("/joins", {"user_id": bob, "invite_link": link.invite_link})
    request = await news.take("chat_join_request")
    assert request.invite_link.invite_link == link.invite_link
    await bot.approve_chat_join_request(chat, bob)
    assert (await news.take("chat_member")).invite_link.invite_link == link.invite_link
    strict(await bot.revoke_chat_invite_link(chat, link.invite_link))
    await bot.export_chat_invite_link(chat)
    strict(await bot.get_chat(chat))


async def games(bot, news, ann):
    game = strict(await bot.send_game(ann, "race"))
    person(f"/chats/{ann}/presses", {"user_id": ann, "message_id": game.message_id, "game": True})
    query = await news.take("callback_query")
    assert query.game_short_name == "race"
    await bot.answer_callback_query(query.id, url="https://e.org/race")
    strict(await bot.set_game_score(ann, 5, chat_id=ann, message_id=game.message_id))
    scores = strict(await bot.get_game_high_scores(ann, chat_id=ann, message_id=game.message_id))
    assert scores[0].score == 5


async def sold(bot, news, ann):
    media = [InputPaidMediaPhoto(media="https://e.org/a.png"), InputPaidMediaVideo(media="https://e.org/a.mp4")]
    message = strict(await bot.send_paid_media(ann, 5, media, payload="set"))
    person(f"/chats/{ann}/messages/{message.message_id}/purchases", {"user_id": ann})
    assert (await news.take("purchased_paid_media")).paid_media_payload == "set"
    prices = [LabeledPrice(label="Tea", amount=100)]
    link = await bot.create_invoice_link("Tea", "Monthly", "monthly", "XTR", prices, subscription_period=2_592_000)
    person(f"/chats/{ann}/payments", {"user_id": ann, "invoice": link})
    await bot.answer_pre_checkout_query((await news.take("pre_checkout_query")).id, True)
    while not (message := await news.take("message")).successful_payment:
        pass
    charge = message.successful_payment.telegram_payment_charge_id
    person(f"/subscriptions/{charge}", {"user_id": ann, "next": "canceled"}, "PUT")
    assert (await news.take("subscription")).state == "canceled"
    strict(await bot.get_star_transactions())


async def kinds(bot, news, ann):
    await bot.send_live_photo(ann, BufferedInputFile(b"film", "a.mp4"), png(30))
    strict(await bot.send_video(ann, "https://e.org/a.mp4", cover="https://e.org/a.png", start_timestamp=3))
    strict(await bot.send_message(ann, "Hurra", message_effect_id="5104841245755180586"))
    await bot.send_message_draft(ann, 7, text="Onc", can_stop=True)
    person(f"/chats/{ann}/draft/stop", {"user_id": ann, "draft_id": 7})
    assert (await news.take("stopped_message_generation")).draft_id == 7


MARKDOWN = """## Tea

Ask **@some_bot** for $x^2$ cups, ==now==.

1. green
2. black

| cup | price |
|:----|------:|
| one | 5     |

<details><summary>More</summary>

> Quoted

</details>

![](https://e.org/tea.png "Tea")
"""


async def rich(bot, news, ann):
    photo = InputRichBlockPhoto(photo=InputMediaPhoto(media=png(30)), caption=RichBlockCaption(text="Tea", credit="Ann"))
    cell = RichBlockTableCell(text=[RichTextBold(text="one"), " cup"], align="left", valign="top", is_header=True)
    buttons = [RichMessageButton(text="More", callback_data="more", style="link")]
    blocks = [
        photo,
        InputRichBlockList(items=[InputRichBlockListItem(blocks=[InputRichBlockParagraph(text="x")], value=4, type="i")]),
        InputRichBlockTable(cells=[[cell]], is_bordered=True),
        InputRichBlockDetails(summary="More", blocks=[InputRichBlockParagraph(text="@some_bot")]),
        InputRichBlockMap(location=Location(latitude=52.5, longitude=13.4)),
        InputRichBlockButtons(buttons=buttons),
    ]
    message = strict(await bot.send_rich_message(ann, InputRichMessage(blocks=blocks)))
    shown = message.rich_message.blocks
    assert (shown[0].photo[0].width, shown[1].items[0].label) == (30, "iv.")
    assert isinstance(shown[3].blocks[0].text, RichTextMention)
    person(f"/chats/{ann}/presses", {"user_id": ann, "message_id": message.message_id, "data": "more"})
    query = await news.take("callback_query")
    assert query.data == "more" and query.message.rich_message == message.rich_message
    message = strict(await bot.send_rich_message(ann, InputRichMessage(markdown=MARKDOWN)))
    kinds = [block.type for block in message.rich_message.blocks]
    assert kinds == ["heading", "paragraph", "list", "table", "details", "photo"], kinds
    changed = InputRichMessage(html="<p>Changed</p>")
    strict(await bot.edit_message_text(chat_id=ann, message_id=message.message_id, rich_message=changed))
    await bot.send_rich_message_draft(ann, 8, InputRichMessage(blocks=[InputRichBlockThinking(text="Hm")]))
    asked = person(f"/chats/{ann}/inline_queries", {"user_id": ann, "query": "rich"})
    await news.take("inline_query")
    content = InputRichMessageContent(rich_message=changed)
    article = InlineQueryResultArticle(id="r", title="Rich", input_message_content=content)
    await bot.answer_inline_query(asked["inline_query_id"], [article])
    person(f"/inline_queries/{asked['inline_query_id']}/choice", {"result_id": "r"})
    await news.take("chosen_inline_result")


async def stickers(bot, ann):
    name = f"tea_by_{(await bot.me()).username}"
    file = strict(await bot.upload_sticker_file(ann, png(512), "static"))
    one = InputSticker(sticker=file.file_id, format="static", emoji_list=["🍵"])
    await bot.create_new_sticker_set(ann, name, "Tea", [one])
    await bot.add_sticker_to_set(ann, name, InputSticker(sticker=png(512), format="static", emoji_list=["☕"]))
    await bot.set_sticker_set_thumbnail(name, ann, "static", png(100))
    found = strict(await bot.get_sticker_set(name))
    assert [sticker.emoji for sticker in found.stickers] == ["🍵", "☕"]
    strict(await bot.send_sticker(ann, found.stickers[0].file_id))
    icons = strict(await bot.get_forum_topic_icon_stickers())
    assert strict(await bot.get_custom_emoji_stickers([icons[0].custom_emoji_id])) == icons[:1]


async def favours(bot, news, ann, bob):
    chat = person("/chats", {"user_id": ann, "kind": "supergroup", "title": "Tea", "members": [bob]})["chat_id"]
    person(f"/chats/{chat}/members/{bot.id}", {"by": ann, "status": "administrator"}, "PUT")
    boost = person(f"/chats/{chat}/boosts", {"user_id": ann})["boost_id"]
    assert (await news.take("chat_boost")).boost.boost_id == boost
    strict(await bot.get_user_chat_boosts(chat, ann))
    while not (message := await news.take("message")).boost_added:
        pass
    person(f"/chats/{chat}/boosts/{boost}", {}, "DELETE")
    await news.take("removed_chat_boost")
    await bot.set_chat_member_tag(chat, bob, tag="Baker")
    assert strict(await bot.get_chat_member(chat, bob)).tag == "Baker"
    person(f"/chats/{chat}/messages", {"user_id": bob, "text": "Bread"})
    assert (await news.take("message")).sender_tag == "Baker"
    person(f"/people/{ann}/emoji_status_access", {"allowed": True}, "PUT")
    await bot.set_user_emoji_status(ann, emoji_status_custom_emoji_id="5312016608254762256")
    strict(await bot.get_chat(ann))
    strict(await bot.save_prepared_inline_message(ann, ARTICLE, allow_user_chats=True))


async def itself(bot, ann):
    await bot.set_my_profile_photo(InputProfilePhotoStatic(photo=png(640)))
    assert strict(await bot.get_user_profile_photos(bot.id)).total_count == 1
    strict(await bot.get_user_profile_audios(ann))
    await bot.set_my_name("Tea")
    assert (await bot.get_my_name()).name == "Tea"
    await bot.set_my_description("Sells tea")
    strict(await bot.get_my_description())
    strict(await bot.get_my_default_administrator_rights())
    strict(await bot.get_user_profile_photos(ann))


async def main():
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    async with Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api)) as bot:
        ann, bob = (person("/people", {"name": name})["user_id"] for name in ["Ann", "Bob"])
        person(f"/chats/{ann}/messages", {"user_id": ann, "text": "hi"})
        news = News(bot)
        await news.take("message")
        await places_and_polls(bot, news, ann)
        await inline_messages(bot, news, ann)
        await deliveries(bot, news, ann)
        await invitations(bot, news, ann, bob)
        await games(bot, news, ann)
        await sold(bot, news, ann)
        await kinds(bot, news, ann)
        await rich(bot, news, ann)
        await stickers(bot, ann)
        await favours(bot, news, ann, bob)
        await itself(bot, ann)


if __name__ == "__main__":
    asyncio.run(main())
