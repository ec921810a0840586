"""A tea shop in a chat."""

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

TEAS = InlineKeyboardMarkup.from_row(
    [InlineKeyboardButton("Green", callback_data="green"), InlineKeyboardButton("Black", callback_data="black")]
)


async def start(update, context):
    await update.message.reply_text("Which tea would you like?", reply_markup=TEAS)


async def choose(update, context):
    await update.callback_query.answer("Good choice!")
    await update.callback_query.edit_message_text(f"One {update.callback_query.data} tea, coming.")


app = (
    Application.builder()
    .token(os.environ["BOT_TOKEN"])
    .base_url(os.environ.get("BOT_API_URL", "https://api.telegram.org") + "/bot")
    .base_file_url(os.environ.get("BOT_API_URL", "https://api.telegram.org") + "/file/bot")
    .build()
)
app.add_handler(CommandHandler("start", start))
app.add_handler(CallbackQueryHandler(choose))

if "WEBHOOK_PORT" in os.environ:
    port = int(os.environ["WEBHOOK_PORT"])
    app.run_webhook(port=port, webhook_url=f"http://127.0.0.1:{port}/", secret_token="only-Telegram-knows")
else:
    app.run_polling()
