"""An echo bot written with python-telegram-bot.

Environment: BOT_TOKEN, BOT_API_URL (without a slash at the end).
"""

import os
from html import escape

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

COMMANDS = [BotCommand("start", "Begin"), BotCommand("about", "What this is")]
KEYBOARD = InlineKeyboardMarkup.from_row(
    [
        InlineKeyboardButton("Like", callback_data="like"),
        InlineKeyboardButton("Shout", callback_data="shout"),
    ]
)


async def introduce(app: Application) -> None:
    await app.bot.set_my_commands(COMMANDS)
    await app.bot.set_my_commands([BotCommand("start", "Начать")], language_code="ru")


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    name = escape(update.effective_user.first_name)
    await update.message.reply_html(f"Hello, <b>{name}</b> &amp; welcome!", reply_markup=KEYBOARD)


async def about(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    language = update.effective_user.language_code
    bot = context.bot
    commands = await bot.get_my_commands(language_code=language) or await bot.get_my_commands()
    listed = "\n".join(f"/{command.command} {command.description}" for command in commands)
    await update.message.reply_text(listed, disable_web_page_preview=True)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_chat_action(ChatAction.TYPING)
    await update.message.reply_text(update.message.text)


async def unknown(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    text = f"I cannot read {update.message.sticker.emoji}"
    await update.message.reply_text(text, do_quote=True, disable_notification=True)


async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    await query.answer(f"{query.data}!", show_alert=query.data == "shout")
    await query.edit_message_text(f"You pressed <i>{query.data}</i>", parse_mode=ParseMode.HTML)


def main() -> None:
    app = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(os.environ["BOT_API_URL"] + "/bot")
        .post_init(introduce)
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("about", about))
    app.add_handler(CallbackQueryHandler(press))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    app.add_handler(MessageHandler(filters.Sticker.ALL, unknown))
    app.run_polling(drop_pending_updates=True)


if __name__ == "__main__":
    main()
