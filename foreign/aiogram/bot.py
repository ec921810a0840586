"""What foreign/README.md asks of every bot, written with aiogram."""

import asyncio
import os
import signal
from html import escape

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    ChosenInlineResult,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LabeledPrice,
    Message,
    PreCheckoutQuery,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "only_Telegram-knows"
KEYBOARD = InlineKeyboardBuilder()
KEYBOARD.button(text="Like", callback_data="like")
KEYBOARD.button(text="Shout", callback_data="shout")

router = Router()


class Order(StatesGroup):
    what = State()
    how_many = State()


@router.message(CommandStart())
async def start(message: Message) -> None:
    text = f"Hello, <b>{escape(message.from_user.first_name)}</b> &amp; welcome!"
    await message.answer(text, parse_mode="HTML", reply_markup=KEYBOARD.as_markup())


@router.callback_query(F.data)
async def press(query: CallbackQuery) -> None:
    await query.answer(f"{query.data}!", show_alert=query.data == "shout")
    await query.message.edit_text(f"You pressed <i>{query.data}</i>", parse_mode="HTML")


@router.message(Command("order"))
async def order(message: Message, state: FSMContext) -> None:
    await state.set_state(Order.what)
    await message.answer("What would you like?")


@router.message(Command("cancel"), StateFilter(Order))
async def cancel(message: Message, state: FSMContext) -> None:
    await state.clear()
    await message.answer("Cancelled.")


@router.message(Order.what, F.text)
async def what(message: Message, state: FSMContext) -> None:
    await state.update_data(what=message.text)
    await state.set_state(Order.how_many)
    await message.answer("How many?")


@router.message(Order.how_many, F.text)
async def how_many(message: Message, state: FSMContext) -> None:
    if not message.text.isdigit():
        await message.answer("A number, please.")
        return
    data = await state.get_data()
    await state.clear()
    await message.answer(f"Ordered: {message.text} x {data['what']}")


@router.message(F.document)
async def shout(message: Message, bot: Bot) -> None:
    content = await bot.download(message.document)
    shouted = BufferedInputFile(content.read().upper(), message.document.file_name.upper())
    await message.answer_document(shouted, caption="loud")


@router.message(F.photo)
async def measure(message: Message) -> None:
    largest = message.photo[-1]
    await message.answer_photo(largest.file_id, caption=f"{largest.width} x {largest.height}")


@router.message(Command("buy"))
async def buy(message: Message) -> None:
    prices = [LabeledPrice(label="Tea", amount=3)]
    await message.answer_invoice("Tea", "A cup of tea", "tea-1", "XTR", prices)


@router.pre_checkout_query()
async def check(query: PreCheckoutQuery) -> None:
    await query.answer(ok=True)


@router.message(F.successful_payment)
async def paid(message: Message) -> None:
    payment = message.successful_payment
    text = f"Paid: {payment.total_amount} {payment.currency} for {payment.invoice_payload}"
    await message.answer(text)


@router.inline_query()
async def suggest(query: InlineQuery) -> None:
    content = InputTextMessageContent(message_text=f"{query.query.upper()}!")
    result = InlineQueryResultArticle(
        id="shout", title="Shout it", input_message_content=content
    )
    await query.answer([result], cache_time=0, is_personal=True)


@router.chosen_inline_result()
async def chosen(result: ChosenInlineResult, bot: Bot) -> None:
    await bot.send_message(result.from_user.id, f"Chosen: {result.result_id}")


@router.my_chat_member(F.new_chat_member.status.in_({"member", "administrator"}))
async def itself(change: ChatMemberUpdated, bot: Bot) -> None:
    text = f"Added to {change.chat.title} as {change.new_chat_member.status}"
    await bot.send_message(change.from_user.id, text)


@router.message(F.new_chat_members)
async def arrived(message: Message) -> None:
    for member in message.new_chat_members:
        await message.answer(f"Welcome, {member.first_name}!")


@router.message(F.left_chat_member)
async def left(message: Message) -> None:
    await message.answer(f"Farewell, {message.left_chat_member.first_name}!")


@router.message(Command("count"))
async def count(message: Message) -> None:
    await message.answer(f"We are {await message.chat.get_member_count()}.")


async def serve(dispatcher: Dispatcher, bot: Bot, port: int) -> None:
    """Takes updates over a webhook until SIGTERM."""
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, "/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(
        f"http://127.0.0.1:{port}/hook",
        secret_token=SECRET,
        allowed_updates=dispatcher.resolve_used_update_types(),
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await bot.delete_webhook()
    await runner.cleanup()
    await bot.session.close()


async def main() -> None:
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    port = os.environ.get("WEBHOOK_PORT")
    if port is None:
        await dispatcher.start_polling(bot)
    else:
        await serve(dispatcher, bot, int(port))


if __name__ == "__main__":
    asyncio.run(main())
