// Tests of bot.js on a local Telegram: no token, no internet. Run them with `node --test`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, test } from "node:test";
import { buttons, LocalTelegram } from "./local-telegram.js";

let telegram;
let bot;

// The bot as its users know it: a program with a token and an address.
beforeEach(async () => {
  telegram = await LocalTelegram.start();
  const told = { BOT_TOKEN: telegram.token, BOT_API_URL: telegram.apiUrl };
  const env = { ...process.env, ...told };
  bot = spawn(process.execPath, ["bot.js"], { cwd: new URL(".", import.meta.url), env, stdio: "inherit" });
});

afterEach(async () => {
  const ended = once(bot, "exit");
  bot.kill();
  await ended;
  await telegram.stop();
});

test("a person chooses a tea", async () => {
  const ann = await telegram.person("Ann");
  await ann.say("/start");
  const question = await ann.expect("Which tea");
  assert.deepEqual(buttons(question), [["Green", "green"], ["Black", "black"]]);

  await ann.press("green");
  assert.equal((await ann.toast()).text, "Good choice!");
  assert.equal((await ann.expect()).text, "One green tea, coming.");
});

test("two people do not disturb each other", async () => {
  const ann = await telegram.person("Ann");
  const boris = await telegram.person("Boris", "ru");
  for (const person of [ann, boris]) {
    await person.say("/start");
    await person.expect("Which tea");
  }
  await boris.press("black");
  await ann.press("green");
  await ann.expect("One green tea");
  await boris.expect("One black tea");
});

test("a failure of Telegram does not end the bot", async () => {
  const ann = await telegram.person("Ann");
  const error = { code: 429, description: "Too Many Requests: retry after 3", retry_after: 3 };
  await telegram.fault({ method: "sendMessage", error, times: 1 });
  await ann.say("/start");
  assert.equal((await telegram.waitForCall("sendMessage")).status, 429);

  await ann.say("/start");
  await ann.expect("Which tea");
  assert.deepEqual(telegram.violations(), []);
});
