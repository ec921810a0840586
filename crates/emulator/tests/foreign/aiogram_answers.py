"""Calls and updates that no other script here has, read by aiogram's models, which know every field and no other.

Environment: BOT_TOKEN, BOT_API_URL, PAGE_URL (both addresses without a slash at the end). It ends by itself.
"""

import asyncio
import json
import os
import urllib.request

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputPollOption,
    InputTextMessageContent,
    KeyboardButton,
    LabeledPrice,
    ReplyKeyboardMarkup,
    ShippingOption,
    Update,
    WebAppInfo,
)

KINDS = ["message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
         "shipping_query", "pre_checkout_query", "poll", "chat_member", "chat_join_request"]
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
    opened = person(f"/chats/{ann}/web_apps", {"user_id": ann})
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


async def itself(bot, ann):
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
        await itself(bot, ann)


if __name__ == "__main__":
    asyncio.run(main())
