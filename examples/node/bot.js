// A tea shop in a chat.

import { createServer } from "node:http";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";

const api = process.env.BOT_API_URL ?? "https://api.telegram.org";
const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: api } });
const teas = new InlineKeyboard().text("Green", "green").text("Black", "black");

bot.command("start", (ctx) => ctx.reply("Which tea would you like?", { reply_markup: teas }));

bot.on("callback_query:data", async (ctx) => {
  await ctx.answerCallbackQuery("Good choice!");
  await ctx.editMessageText(`One ${ctx.callbackQuery.data} tea, coming.`);
});

bot.catch((error) => console.error(error.message));

const port = process.env.WEBHOOK_PORT;
if (port) {
  const secretToken = "only-Telegram-knows";
  createServer(webhookCallback(bot, "http", { secretToken })).listen(port);
  await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: secretToken });
} else {
  await bot.start();
}
