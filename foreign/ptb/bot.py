"""What foreign/README.md asks of every bot, written with python-telegram-bot."""

import os
from html import escape

from telegram import (
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LabeledPrice,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    InlineQueryHandler,
    MessageHandler,
    PreCheckoutQueryHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
WHAT, HOW_MANY = range(2)
KEYBOARD = InlineKeyboardMarkup.from_row(
    [
        InlineKeyboardButton("Like", callback_data="like"),
        InlineKeyboardButton("Shout", callback_data="shout"),
    ]
)


async def start(update: Update, context: Context) -> None:
    name = escape(update.effective_user.first_name)
    await update.message.reply_html(f"Hello, <b>{name}</b> &amp; welcome!", reply_markup=KEYBOARD)


async def press(update: Update, context: Context) -> None:
    query = update.callback_query
    await query.answer(f"{query.data}!", show_alert=query.data == "shout")
    await query.edit_message_text(f"You pressed <i>{query.data}</i>", parse_mode="HTML")


async def order(update: Update, context: Context) -> int:
    await update.message.reply_text("What would you like?")
    return WHAT


async def what(update: Update, context: Context) -> int:
    context.user_data["what"] = update.message.text
    await update.message.reply_text("How many?")
    return HOW_MANY


async def how_many(update: Update, context: Context) -> int:
    if not update.message.text.isdigit():
        await update.message.reply_text("A number, please.")
        return HOW_MANY
    await update.message.reply_text(f"Ordered: {update.message.text} x {context.user_data['what']}")
    return ConversationHandler.END


async def cancel(update: Update, context: Context) -> int:
    await update.message.reply_text("Cancelled.")
    return ConversationHandler.END


async def shout(update: Update, context: Context) -> None:
    document = update.message.document
    file = await document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(
        content.upper(), filename=document.file_name.upper(), caption="loud"
    )


async def measure(update: Update, context: Context) -> None:
    largest = update.message.photo[-1]
    await update.message.reply_photo(largest, caption=f"{largest.width} x {largest.height}")


async def buy(update: Update, context: Context) -> None:
    prices = [LabeledPrice("Tea", 3)]
    await update.message.reply_invoice("Tea", "A cup of tea", "tea-1", "XTR", prices)


async def check(update: Update, context: Context) -> None:
    await update.pre_checkout_query.answer(ok=True)


async def paid(update: Update, context: Context) -> None:
    payment = update.message.successful_payment
    text = f"Paid: {payment.total_amount} {payment.currency} for {payment.invoice_payload}"
    await update.message.reply_text(text)


async def suggest(update: Update, context: Context) -> None:
    query = update.inline_query
    content = InputTextMessageContent(f"{query.query.upper()}!")
    result = InlineQueryResultArticle("shout", "Shout it", content)
    await query.answer([result], cache_time=0, is_personal=True)


async def chosen(update: Update, context: Context) -> None:
    result = update.chosen_inline_result
    await context.bot.send_message(result.from_user.id, f"Chosen: {result.result_id}")


async def itself(update: Update, context: Context) -> None:
    change = update.my_chat_member
    if change.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR):
        text = f"Added to {change.chat.title} as {change.new_chat_member.status}"
        await context.bot.send_message(change.from_user.id, text)


async def arrived(update: Update, context: Context) -> None:
    for member in update.message.new_chat_members:
        await update.message.reply_text(f"Welcome, {member.first_name}!")


async def left(update: Update, context: Context) -> None:
    await update.message.reply_text(f"Farewell, {update.message.left_chat_member.first_name}!")


async def count(update: Update, context: Context) -> None:
    members = await update.effective_chat.get_member_count()
    await update.message.reply_text(f"We are {members}.")


def main() -> None:
    api = os.environ["BOT_API_URL"]
    app = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .build()
    )
    text = filters.TEXT & ~filters.COMMAND
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("order", order)],
            states={
                WHAT: [MessageHandler(text, what)],
                HOW_MANY: [MessageHandler(text, how_many)],
            },
            fallbacks=[CommandHandler("cancel", cancel)],
        )
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("buy", buy))
    app.add_handler(CommandHandler("count", count))
    app.add_handler(CallbackQueryHandler(press))
    app.add_handler(MessageHandler(filters.Document.ALL, shout))
    app.add_handler(MessageHandler(filters.PHOTO, measure))
    app.add_handler(MessageHandler(filters.SUCCESSFUL_PAYMENT, paid))
    app.add_handler(MessageHandler(filters.StatusUpdate.NEW_CHAT_MEMBERS, arrived))
    app.add_handler(MessageHandler(filters.StatusUpdate.LEFT_CHAT_MEMBER, left))
    app.add_handler(PreCheckoutQueryHandler(check))
    app.add_handler(InlineQueryHandler(suggest))
    app.add_handler(ChosenInlineResultHandler(chosen))
    app.add_handler(ChatMemberHandler(itself, ChatMemberHandler.MY_CHAT_MEMBER))
    port = os.environ.get("WEBHOOK_PORT")
    if port is None:
        app.run_polling(allowed_updates=Update.ALL_TYPES)
    else:
        app.run_webhook(
            listen="127.0.0.1",
            port=int(port),
            url_path="hook",
            webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token="only_Telegram-knows",
            allowed_updates=Update.ALL_TYPES,
        )


if __name__ == "__main__":
    main()
