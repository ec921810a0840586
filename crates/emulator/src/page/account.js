// What a person does about the bot or their account, asked in a box over their chat.

import { box } from "./box.js";
import { h } from "./dom.js";
import { request } from "./server.js";

const SAID = { blocked: " has blocked the bot.", deactivated: " has left Telegram." };

/** `room` is that of a private chat; `back()` is called when the box is closed. */
export function account(room, back) {
  const { id, number, chat, bot, pane } = room;
  const ask = (method, path, body) => request(method, path, body).catch((error) => room.notice(`Not done: ${error.message}.`));
  const block = (status) => ask("PUT", `chats/${id}/members/${bot.id}`, { by: number, status });
  const button = (test, label, click) => h("button", { type: "button", class: "secondary", data: { test }, on: { click } }, label);
  box(pane.element, [h("h2", { dir: "auto" }, chat.name), h("p", {}, h("bdi", {}, chat.name), SAID[chat.shut] ?? " can be written to by the bot.")], [
    chat.shut === "blocked" && button("unblock", "Unblock the bot", () => block("member")),
    !chat.shut && button("block", "Block the bot", () => block("kicked")),
    chat.shut !== "deactivated" && button("deactivate", "Leave Telegram", () => ask("DELETE", `people/${number}`)),
    h("button", { type: "button", class: "primary" }, "Close"),
  ], back, `What ${chat.name} does`);
}
