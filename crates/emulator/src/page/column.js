// The column of chats: which there are, what was said last, and what a search finds.

import { avatar, clock, day, h } from "./dom.js";
import { preview } from "./preview.js";
import { Roll } from "./roll.js";
import { request } from "./server.js";
import { told } from "./service.js";
import { LANGUAGES } from "./who.js";

const TYPING_MS = 150;
// Characters of a found message in front of the words.
const BEFORE_WORDS = 8;
/** What a chat is called that has no messages. */
const KINDS = { group: "Group", supergroup: "Supergroup", channel: "Channel" };

export class Column {
  /** `app` has `known`, `shown(chat)`, `pick(chat)`, `jump(chat, message id)` and `view(name)`. */
  constructor(app) {
    this.app = app;
    this.found = [];
    this.hits = document.getElementById("found");
    this.field = document.getElementById("search");
    this.scroller = document.getElementById("chats-scroll");
    this.roll = new Roll(this.scroller, document.getElementById("chats"), {
      key: (chat) => chat.id,
      face: (chat) => JSON.stringify(this.lines(chat)),
      row: (chat) => this.row(chat),
      placed: () => this.stop(),
    });
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.scroller.addEventListener("keydown", (event) => this.move(event));
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!this.field.checkVisibility()) app.view("list");
      this.field.select();
    });
  }

  get words() {
    return this.field.value.trim();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), TYPING_MS);
    this.draw();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.clear();
    else if (event.key === "Enter") document.querySelector("#chats-scroll .entry")?.click();
    else if (event.key === "ArrowDown") this.focus(0);
    else return;
    event.preventDefault();
  }

  /** From row to row with the keyboard, through the chats and on to the messages that were found. */
  move(event) {
    if (!event.target.matches(".entry") || event.altKey || event.ctrlKey || event.metaKey) return;
    const hit = [...this.hits.children].findIndex((one) => one.contains(event.target));
    const chats = this.roll.items.length;
    const at = hit < 0 ? this.roll.focused() : chats + hit;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.roll.height) - 1);
    const last = chats + this.hits.children.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.focus(Math.min(Math.max(to, 0), last));
  }

  /** Leads the focus to a row: a chat, or behind those a message. */
  focus(at) {
    const chats = this.roll.items.length;
    if (at < chats) this.roll.focus(at);
    else this.hits.children[at - chats]?.querySelector("button").focus();
    this.stop();
  }

  /** The whole column is one stop of the Tab key. */
  stop() {
    const all = [...this.scroller.querySelectorAll(".entry")];
    const stop = all.find((one) => one === document.activeElement) ?? all[0];
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  }

  clear() {
    this.field.value = "";
    this.typed();
  }

  async search() {
    const { words } = this;
    const found = words ? await request("GET", `search?text=${encodeURIComponent(words)}`).catch(() => []) : [];
    // Whoever types on is answered later.
    if (words !== this.words) return;
    this.found = found;
    this.draw();
  }

  /** Draws the column with the next picture, however much has happened by then. */
  draw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow();
    });
  }

  drawNow() {
    const { known } = this.app;
    const words = this.words.toLowerCase();
    const chats = known.recent().filter((chat) => chat.name.toLowerCase().includes(words));
    const hits = words ? this.found.filter((message) => known.chats.has(known.key(message.chat.id, message.bot_id))) : [];
    const focused = [...this.hits.children].findIndex((one) => one.contains(document.activeElement));
    this.hits.replaceChildren(...hits.map((message) => this.hit(message, words)));
    this.hits.children[focused]?.querySelector("button").focus();
    this.roll.show(chats);
    this.stop();
    const unread = [...known.unread.values()].reduce((sum, one) => sum + one, 0);
    show("unread", unread > 0, String(unread));
    document.title = `${unread ? `(${unread}) ` : ""}Molniya – a local Telegram`;
    show("found-head", hits.length > 0);
    show("no-chats", known.chats.size === 0);
    show("nothing-found", words && chats.length === 0 && hits.length === 0);
  }

  /** What stands in the row of a chat. */
  lines({ id, name, type }) {
    const { known } = this.app;
    const last = known.last.get(id);
    const language = LANGUAGES[known.people.get(parseInt(id, 10))?.language_code];
    const said = last ? [speaker(last), preview(last)].filter(Boolean).join(": ") : KINDS[type] ?? language;
    return { name, said, at: last && when(last.date), unread: known.unread.get(id), shown: this.app.shown(id) };
  }

  row(chat) {
    const { name, said, at, unread, shown } = this.lines(chat);
    const mark = unread && h("span", { class: "badge", "aria-label": `${unread} new` }, String(unread));
    return h("li", {}, h("button", {
      type: "button", class: "entry", "aria-current": shown ? "true" : undefined, tabIndex: -1,
      data: { test: "chat", chat: chat.id, kind: chat.type }, on: { click: () => this.pick(chat.id) },
    }, avatar(name, chat.id), entry(name, said, at, mark)));
  }

  /** Opens a chat; what was searched for is found, and everything is listed again. */
  pick(chat) {
    if (this.words) this.clear();
    this.app.pick(chat);
  }

  hit(message, words) {
    const id = this.app.known.key(message.chat.id, message.bot_id);
    const { name } = this.app.known.chats.get(id);
    return h("li", {}, h("button", {
      type: "button", class: "entry", tabIndex: -1, data: { test: "hit" },
      on: { click: () => this.app.jump(id, message.message_id) },
    }, avatar(name, id), entry(name, snippet(preview(message), words), when(message.date))));
  }
}

/** A name, something said, when, and maybe a mark. */
function entry(name, said, at, mark) {
  return h("span", { class: "entry-lines" },
    h("span", {}, h("span", { class: "entry-name", dir: "auto" }, name), at && h("span", { class: "entry-time" }, at)),
    h("span", {}, h("span", { class: "entry-last", dir: "auto" }, said ?? ""), mark));
}

/** Who said it, where that is not clear. */
function speaker(message) {
  return ["group", "supergroup"].includes(message.chat.type) && !told(message) ? message.from?.first_name : undefined;
}

function show(id, shown, text) {
  const element = document.getElementById(id);
  element.hidden = !shown;
  if (shown && text) element.textContent = text;
}

/** The time of something of today, else the day. */
const when = (seconds) => (day(seconds) === "Today" ? clock(seconds) : day(seconds));

/** The part of a text with the words, which are marked. */
function snippet(text, words) {
  const at = text.toLowerCase().indexOf(words);
  if (at < 0) return [text];
  const from = at > BEFORE_WORDS ? text.indexOf(" ", at - BEFORE_WORDS) + 1 : 0;
  const start = from > 0 && from <= at ? from : Math.max(0, at - BEFORE_WORDS);
  const end = at + words.length;
  return [start > 0 && "…", text.slice(start, at), h("mark", {}, text.slice(at, end)), text.slice(end)];
}
