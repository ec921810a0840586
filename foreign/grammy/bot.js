// What foreign/README.md asks of every bot, written with grammY.

import { createServer } from "node:http";
import { conversations, createConversation } from "@grammyjs/conversations";
import { Bot, InlineKeyboard, InlineQueryResultBuilder, InputFile, webhookCallback } from "grammy";

const api = process.env.BOT_API_URL;
const token = process.env.BOT_TOKEN;
const bot = new Bot(token, { client: { apiRoot: api } });
const keyboard = new InlineKeyboard().text("Like", "like").text("Shout", "shout");
const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

async function order(conversation, ctx) {
  await ctx.reply("What would you like?");
  const what = await conversation.form.text();
  await ctx.reply("How many?");
  const otherwise = (ctx) => ctx.reply("A number, please.");
  const howMany = await conversation.form.int({ otherwise });
  await ctx.reply(`Ordered: ${howMany} x ${what}`);
}

bot.use(conversations());
bot.command("cancel", async (ctx, next) => {
  if (!ctx.conversation.active("order")) return next();
  await ctx.conversation.exit("order");
  await ctx.reply("Cancelled.");
});
bot.use(createConversation(order));
bot.command("order", (ctx) => ctx.conversation.enter("order"));

bot.command("start", (ctx) => {
  const text = `Hello, <b>${escape(ctx.from.first_name)}</b> &amp; welcome!`;
  return ctx.reply(text, { parse_mode: "HTML", reply_markup: keyboard });
});

bot.on("callback_query:data", async (ctx) => {
  const data = ctx.callbackQuery.data;
  await ctx.answerCallbackQuery({ text: `${data}!`, show_alert: data === "shout" });
  await ctx.editMessageText(`You pressed <i>${data}</i>`, { parse_mode: "HTML" });
});

bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  const answer = await fetch(`${api}/file/bot${token}/${file.file_path}`);
  const content = (await answer.text()).toUpperCase();
  const name = ctx.message.document.file_name.toUpperCase();
  await ctx.replyWithDocument(new InputFile(Buffer.from(content), name), { caption: "loud" });
});

bot.on("message:photo", async (ctx) => {
  const largest = ctx.message.photo.at(-1);
  await ctx.replyWithPhoto(largest.file_id, { caption: `${largest.width} x ${largest.height}` });
});

bot.command("buy", (ctx) =>
  ctx.replyWithInvoice("Tea", "A cup of tea", "tea-1", "XTR", [{ label: "Tea", amount: 3 }]),
);
bot.on("pre_checkout_query", (ctx) => ctx.answerPreCheckoutQuery(true));
bot.on("message:successful_payment", (ctx) => {
  const { total_amount, currency, invoice_payload } = ctx.message.successful_payment;
  return ctx.reply(`Paid: ${total_amount} ${currency} for ${invoice_payload}`);
});

bot.on("inline_query", (ctx) => {
  const result = InlineQueryResultBuilder.article("shout", "Shout it");
  const text = `${ctx.inlineQuery.query.toUpperCase()}!`;
  return ctx.answerInlineQuery([result.text(text)], { cache_time: 0, is_personal: true });
});
bot.on("chosen_inline_result", (ctx) =>
  ctx.api.sendMessage(ctx.from.id, `Chosen: ${ctx.chosenInlineResult.result_id}`),
);

bot.on("my_chat_member", async (ctx) => {
  const { status } = ctx.myChatMember.new_chat_member;
  if (status === "member" || status === "administrator") {
    await ctx.api.sendMessage(ctx.from.id, `Added to ${ctx.chat.title} as ${status}`);
  }
});
bot.on("message:new_chat_members", async (ctx) => {
  for (const member of ctx.message.new_chat_members) {
    await ctx.reply(`Welcome, ${member.first_name}!`);
  }
});
bot.on("message:left_chat_member", (ctx) =>
  ctx.reply(`Farewell, ${ctx.message.left_chat_member.first_name}!`),
);
bot.command("count", async (ctx) => ctx.reply(`We are ${await ctx.getChatMemberCount()}.`));

// Whatever has failed is not tried again, by polling and by webhook.
bot.catch((error) => console.error(error));

const port = process.env.WEBHOOK_PORT;
if (port === undefined) {
  process.once("SIGTERM", () => bot.stop());
  await bot.start();
} else {
  const secret = "only_Telegram-knows";
  const handle = webhookCallback(bot, "http", { secretToken: secret });
  const server = createServer((request, response) =>
    handle(request, response).catch((error) => {
      console.error(error);
      response.end();
    }),
  );
  await new Promise((listening) => server.listen(Number(port), "127.0.0.1", listening));
  await bot.api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: secret });
  process.once("SIGTERM", async () => {
    await bot.api.deleteWebhook();
    server.close();
    server.closeAllConnections();
  });
}
