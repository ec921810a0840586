// What a message looks like: who wrote it, what is in it, its buttons. Knows nothing of panes or the server.

import { actions } from "./actions.js";
import { clock, h, hue } from "./dom.js";
import { formatted } from "./entities.js";
import { game } from "./game.js";
import { invoice } from "./invoice.js";
import { inlineKeyboard } from "./keyboard.js";
import { carried, media } from "./media.js";
import { paid } from "./paid.js";
import { poll } from "./poll.js";
import { kindOf, preview } from "./preview.js";
import { reactions } from "./reactions.js";
import { rich } from "./rich.js";
import { told } from "./service.js";
import { small } from "./small.js";

/** What the messages of an album, or the only one, have in them. */
function content(messages, act) {
  const [message] = messages;
  if (message.text !== undefined) return [h("div", { class: "text" }, formatted(message.text, message.entities, act))];
  if (message.rich_message) return [rich(message.rich_message, message, act)];
  const written = messages.filter((one) => one.caption !== undefined)
    .map((one) => h("div", { class: "text" }, formatted(one.caption, one.caption_entities, act)));
  const kind = carried(message);
  if (kind === undefined) {
    const shown = paid(message, act) ?? poll(message, act) ?? invoice(message) ?? game(message, act) ?? small(message)
      ?? h("div", { class: "kind", dir: "ltr" }, (kindOf(message) ?? "empty message").replaceAll("_", " "));
    return [shown, ...written];
  }
  if (kind === "sticker") return [media(message)];
  const tiles = messages.length > 1 && ["photo", "video", "live_photo"].includes(kind);
  const shown = h("div", { class: `carried${tiles ? " tiles" : ""}`, dir: "ltr" }, messages.map(media));
  return message.show_caption_above_media ? [...written, shown] : [shown, ...written];
}

/** Whether nobody wrote it, so that it stands between the bubbles. */
export const isService = (message) => told(message) !== undefined;

/**
 * A message as a list item, or all messages of an album. `act` is the room it stands in: it has `me`, who is looking,
 * `mayDelete`, `nameOf(user id)`, `topicOf(message)`, the `choices` in polls, and what can be done: `deeds`, `say(text)`,
 * `pay(name of an invoice)`, `openApp(button, message)`, `ask(bot, query)`, `botOf(message)`, `notice(text)`, `reply(message)`, `edit(message)` and
 * `jump(message id)`.
 */
export function bubble(messages, act) {
  const [message] = messages;
  if (isService(message)) return service(message, act);
  const mine = message.from?.id === act.me;
  const bare = message.sticker !== undefined || message.dice !== undefined;
  const time = h("time", { dateTime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  const edited = messages.some((one) => one.edit_date);
  const effect = message.effect_id && h("span", { title: `With the effect ${message.effect_id}`, data: { test: "effect" } }, "✨ ");
  const meta = h("span", { class: "meta", dir: "ltr" }, effect, edited && h("span", { class: "edited" }, "edited "), time);
  const { buttons, row } = actions(message, act);
  return h("li", {
    class: `bubble-row${mine ? " mine" : ""}${bare ? " bare" : ""}`,
    data: { test: "bubble", messageId: message.message_id, from: message.from?.is_bot === false ? "person" : "bot" },
  },
  h("div", { class: "bubble", dir: message.rich_message?.is_rtl ? "rtl" : "auto" }, author(message, mine, act), forwarded(message.forward_origin),
    via(message.via_bot), quote(message, act), content(messages, act), meta),
  buttons, row, reactions(message, act), inlineKeyboard(message, act));
}

/** Something that happened; a message it is about can be gone to. */
function service(message, act) {
  const about = message.pinned_message?.message_id;
  const text = h("bdi", {}, told(message));
  return h("li", { class: "bubble-row service", data: { test: "service", messageId: message.message_id } },
    about ? h("button", { type: "button", title: "To this message", on: { click: () => act.jump(about) } }, text) : h("span", {}, text));
}

/** Who wrote it, where more than two write, and in which topic. */
function author(message, mine, act) {
  const topic = act.topicOf(message);
  if (!topic && (mine || !message.from || message.chat.type === "private")) return undefined;
  const name = h("strong", { class: "author", dir: "auto" }, mine ? "" : [message.from?.first_name, message.sender_tag].filter(Boolean).join(" · "));
  name.style.setProperty("--hue", String(hue(message.from?.id ?? 0)));
  return h("span", { class: "written-by" }, name, topic && h("span", { class: "topic-name", dir: "auto", data: { test: "topic-of" } }, topic));
}

/** Whose message it was, see https://core.telegram.org/bots/api#messageorigin. */
function forwarded(origin) {
  if (!origin) return undefined;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? (origin.sender_chat ?? origin.chat)?.title ?? "somebody";
  return h("span", { class: "forwarded", data: { test: "forwarded" } }, "Forwarded from ", h("bdi", {}, name));
}

/** The bot whose result it is. */
function via(bot) {
  return bot && h("span", { class: "forwarded", data: { test: "via" } }, `via @${bot.username ?? bot.first_name}`);
}

/** The message that is replied to, in short, or what is quoted of it; a click leads to it. */
function quote({ reply_to_message: message, quote: part }, act) {
  if (!message) return undefined;
  return h("button", {
    type: "button", class: "quote", title: "To this message", data: { test: "quote" },
    on: { click: () => act.jump(message.message_id) },
  }, h("strong", { dir: "auto" }, message.from?.first_name ?? ""), h("span", { dir: "auto" }, part?.text ?? preview(message)));
}
