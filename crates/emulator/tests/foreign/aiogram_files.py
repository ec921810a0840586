"""A bot with a webhook that sends files back, written with aiogram.

Environment: BOT_TOKEN, BOT_API_URL (without a slash at the end).
"""

import asyncio
import os
import signal

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, FSInputFile, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "only_Telegram-knows"

router = Router()


@router.message(F.document)
async def shout(message: Message, bot: Bot) -> None:
    content = await bot.download(message.document)
    shouted = BufferedInputFile(content.read().upper(), message.document.file_name.upper())
    await message.answer_document(shouted, caption="<b>loud</b>", parse_mode="HTML")


@router.message(F.photo)
async def measure(message: Message) -> TelegramMethod:
    """The call goes into the answer to the webhook."""
    largest = message.photo[-1]
    return message.answer_photo(largest.file_id, caption=f"{largest.width} x {largest.height}")


@router.message(F.voice)
async def itself(message: Message) -> TelegramMethod:
    """The call goes into the answer to the webhook, with the file."""
    return message.answer_document(FSInputFile(__file__, "bot.py"), caption="myself")


@router.message(F.text == "fail once")
async def fail(message: Message) -> None:
    if not hasattr(fail, "done"):
        fail.done = True
        raise RuntimeError("as it should")
    await message.answer("the second time it works")


async def main() -> None:
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
    handler.register(app, "/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET, max_connections=5)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await bot.delete_webhook()
    await runner.cleanup()
    await bot.session.close()


if __name__ == "__main__":
    asyncio.run(main())
