// What a message looks like: its text with entities, its content, its buttons. Knows nothing of panes or the server.

import { clock, h, hue, link, round } from "./dom.js";
import { inlineKeyboard } from "./keyboard.js";
import { carried, media } from "./media.js";

/** Text with entities as nodes. Offsets are UTF-16 units, as in JavaScript's strings. */
export function formatted(text, entities, act) {
  const sorted = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, act);
}

/** The nodes of text[start..end]. Entities nest; one that sticks out of its outer one is continued behind it. */
function range(text, start, end, entities, act) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) {
      rest = others;
      continue;
    }
    if (from > at) nodes.push(text.slice(at, from));
    const inner = others.filter((other) => other.offset < to);
    nodes.push(wrapped(entity, text.slice(from, to), range(text, from, to, inner, act), act));
    // The line break behind a block is drawn by the block itself.
    at = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
    rest = others.filter((other) => other.offset + other.length > to);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

function wrapped(entity, plain, inner, act) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag, {}, inner);
  switch (entity.type) {
    case "pre": return h("pre", { title: entity.language }, h("code", {}, inner));
    case "spoiler": return spoiler(inner);
    case "text_link": return link(entity.url, {}, inner);
    case "url": return link(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `http://${plain}`, {}, inner);
    case "email": return link(`mailto:${plain}`, {}, inner);
    case "phone_number": return link(`tel:${plain}`, {}, inner);
    case "bot_command":
      return h("button", { type: "button", class: "command", on: { click: () => act.say(plain) } }, inner);
    case "mention": case "hashtag": case "cashtag": case "text_mention": return h("span", { class: "name" }, inner);
    default: return h("span", {}, inner);
  }
}

function spoiler(inner) {
  const veil = h("span", { class: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text, press to show" }, inner);
  const lift = () => {
    veil.classList.add("lifted");
    for (const name of ["role", "tabindex", "aria-label"]) veil.removeAttribute(name);
  };
  veil.addEventListener("click", lift, { once: true });
  veil.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    lift();
  });
  return veil;
}

/** Characters of the label of a button; a whole message is too much to listen to. */
const MOST_LABELLED = 60;

/** What the kinds of messages are called in lists. */
const CALLED = {
  photo: "🖼 Photo", video: "🎬 Video", animation: "🎬 Animation", video_note: "🎬 Video message", audio: "🎵 Audio",
  voice: "🎤 Voice message", document: "📎 File",
};

/** One line that says what a message is, for lists. */
export function preview(message) {
  if (message.text !== undefined) return message.text;
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`;
  const kind = carried(message) ?? kindOf(message);
  const name = kind === "document" ? `📎 ${message.document.file_name ?? "File"}` : CALLED[kind] ?? "Message";
  return message.caption ? `${name.split(" ")[0]} ${message.caption}` : name;
}

/** Fields of a message that are not its content. */
const FRAME = new Set(["message_id", "date", "chat", "from", "sender_chat", "edit_date", "reply_markup", "entities",
  "caption_entities", "caption", "via_bot", "message_thread_id", "is_topic_message", "reply_to_message", "link_preview_options",
  "has_protected_content", "media_group_id", "has_media_spoiler", "show_caption_above_media", "quote", "forward_origin",
  "external_reply", "sender_boost_count", "author_signature", "paid_star_count", "effect_id", "is_from_offline"]);

const kindOf = (message) => Object.keys(message).find((key) => !FRAME.has(key));

/** What the messages of an album, or the only one, have in them. */
function content(messages, act) {
  const [message] = messages;
  if (message.text !== undefined) return [h("div", { class: "text" }, formatted(message.text, message.entities, act))];
  const told = messages.filter((one) => one.caption !== undefined)
    .map((one) => h("div", { class: "text" }, formatted(one.caption, one.caption_entities, act)));
  const kind = carried(message);
  if (kind === undefined) {
    return [h("div", { class: "kind", dir: "ltr" }, (kindOf(message) ?? "empty message").replaceAll("_", " ")), ...told];
  }
  if (kind === "sticker") return [media(message)];
  const tiles = messages.length > 1 && (kind === "photo" || kind === "video");
  const shown = h("div", { class: `carried${tiles ? " tiles" : ""}`, dir: "ltr" }, messages.map(media));
  return message.show_caption_above_media ? [...told, shown] : [shown, ...told];
}

/**
 * A message as a list item, or all messages of an album. `act` has `say(text)` for commands, `press(button, message)`
 * for buttons with data, `notice(text)`, `reply(message)`, and `jump(message id)` for the message that is replied to.
 */
export function bubble(messages, mine, act) {
  const [message] = messages;
  const time = h("time", { dateTime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  const edited = messages.some((one) => one.edit_date);
  const meta = h("span", { class: "meta", dir: "ltr" }, edited && h("span", { class: "edited" }, "edited "), time);
  return h("li", {
    class: `bubble-row${mine ? " mine" : ""}${message.sticker ? " bare" : ""}`,
    data: { test: "bubble", messageId: message.message_id, from: message.from?.is_bot === false ? "person" : "bot" },
  },
  h("div", { class: "bubble", dir: "auto" }, author(message, mine), forwarded(message.forward_origin),
    quote(message, act), content(messages, act), meta),
  round("reply", `Reply to ${preview(message)}`.slice(0, MOST_LABELLED), {
    class: "round to-reply", title: "Reply", data: { test: "reply" }, on: { click: () => act.reply(message) },
  }),
  inlineKeyboard(message, act));
}

/** Who wrote it, where more than two write. */
function author(message, mine) {
  if (mine || !message.from || message.chat.type === "private") return undefined;
  const name = h("strong", { class: "author", dir: "auto" }, message.from.first_name);
  name.style.setProperty("--hue", String(hue(message.from.id)));
  return name;
}

/** Whose message it was, see https://core.telegram.org/bots/api#messageorigin. */
function forwarded(origin) {
  if (!origin) return undefined;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? (origin.sender_chat ?? origin.chat)?.title ?? "somebody";
  return h("span", { class: "forwarded", data: { test: "forwarded" } }, "Forwarded from ", h("bdi", {}, name));
}

/** The message that is replied to, in short, or what is quoted of it; a click leads to it. */
function quote({ reply_to_message: message, quote: part }, act) {
  if (!message) return undefined;
  return h("button", {
    type: "button", class: "quote", title: "To this message", data: { test: "quote" },
    on: { click: () => act.jump(message.message_id) },
  }, h("strong", { dir: "auto" }, message.from?.first_name ?? ""), h("span", { dir: "auto" }, part?.text ?? preview(message)));
}
