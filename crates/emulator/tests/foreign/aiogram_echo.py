"""An echo bot written with aiogram.

Environment: BOT_TOKEN, BOT_API_URL (without a slash at the end).
"""

import asyncio
import os
from html import escape

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatAction, ParseMode
from aiogram.filters import Command, CommandStart
from aiogram.types import BotCommand, CallbackQuery, Message
from aiogram.utils.keyboard import InlineKeyboardBuilder

COMMANDS = [
    BotCommand(command="start", description="Begin"),
    BotCommand(command="about", description="What this is"),
]
KEYBOARD = InlineKeyboardBuilder()
KEYBOARD.button(text="Like", callback_data="like")
KEYBOARD.button(text="Shout", callback_data="shout")

router = Router()


@router.startup()
async def introduce(bot: Bot) -> None:
    await bot.set_my_commands(COMMANDS)
    russian = [BotCommand(command="start", description="Начать")]
    await bot.set_my_commands(russian, language_code="ru")


@router.message(CommandStart())
async def start(message: Message) -> None:
    text = f"Hello, <b>{escape(message.from_user.first_name)}</b> &amp; welcome!"
    await message.answer(text, reply_markup=KEYBOARD.as_markup())


@router.message(Command("about"))
async def about(message: Message, bot: Bot) -> None:
    language = message.from_user.language_code
    commands = await bot.get_my_commands(language_code=language) or await bot.get_my_commands()
    listed = "\n".join(f"/{command.command} {command.description}" for command in commands)
    await message.answer(listed)


@router.message(F.text)
async def echo(message: Message, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    await message.answer(escape(message.text))


@router.message(F.sticker)
async def unknown(message: Message) -> None:
    await message.reply(f"I cannot read {message.sticker.emoji}", disable_notification=True)


@router.callback_query(F.data)
async def press(query: CallbackQuery) -> None:
    await query.answer(f"{query.data}!", show_alert=query.data == "shout")
    await query.message.edit_text(f"You pressed <i>{query.data}</i>")


async def main() -> None:
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    habits = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api), default=habits)
    await bot.delete_webhook(drop_pending_updates=True)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
