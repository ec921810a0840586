// The column of people: who is there, what was said last, and what a search finds.

import { avatar, clock, day, h } from "./dom.js";
import { preview } from "./message.js";
import { rove } from "./rove.js";
import { request } from "./server.js";
import { LANGUAGES } from "./who.js";

// The search is there for those who are further down.
const MOST_LISTED = 200;
const TYPING_MS = 150;
// Characters of a found message in front of the words.
const BEFORE_WORDS = 8;

export class People {
  /** `app` has `people`, `last`, `unread`, `recent()`, `shown(chat)`, `pick(chat)` and `jump(chat, message id)`. */
  constructor(app) {
    this.app = app;
    this.found = [];
    this.list = document.getElementById("people");
    this.hits = document.getElementById("found");
    this.field = document.getElementById("search");
    this.settle = rove(document.getElementById("people-scroll"), ".person");
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!this.field.checkVisibility()) app.view("people");
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
    else if (event.key === "Enter") document.querySelector("#people-scroll .person")?.click();
    else if (event.key === "ArrowDown") document.querySelector("#people-scroll .person")?.focus();
    else return;
    event.preventDefault();
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
    const words = this.words.toLowerCase();
    const people = this.app.recent().filter((person) => person.name.toLowerCase().includes(words));
    const hits = words ? this.found.filter((message) => this.app.people.has(message.chat.id)) : [];
    const focused = document.activeElement?.dataset.key;
    this.list.replaceChildren(...people.slice(0, MOST_LISTED).map((person) => this.row(person)));
    this.hits.replaceChildren(...hits.map((message) => this.hit(message, words)));
    if (focused) document.querySelector(`#people-scroll [data-key="${CSS.escape(focused)}"]`)?.focus();
    this.settle();
    const unread = [...this.app.unread.values()].reduce((sum, one) => sum + one, 0);
    show("unread", unread > 0, String(unread));
    document.title = `${unread ? `(${unread}) ` : ""}Molniya – a local Telegram`;
    const more = people.length - MOST_LISTED;
    show("found-head", hits.length > 0);
    show("no-people", this.app.people.size === 0);
    show("nothing-found", words && people.length === 0 && hits.length === 0);
    show("more-people", more > 0, `and ${more} more: search for them`);
  }

  row(person) {
    const chat = person.chat_id;
    const last = this.app.last.get(chat);
    const unread = this.app.unread.get(chat);
    return h("li", {}, h("button", {
      type: "button", class: "person", "aria-current": this.app.shown(chat) ? "true" : undefined,
      data: { test: "person", key: chat }, on: { click: () => this.pick(chat) },
    }, lines(person, last ? preview(last) : LANGUAGES[person.language_code], last?.date,
      unread && h("span", { class: "badge", "aria-label": `${unread} new` }, String(unread)))));
  }

  /** Opens a chat; whoever was searched for is found, and everybody is listed again. */
  pick(chat) {
    if (this.words) this.clear();
    this.app.pick(chat);
  }

  hit(message, words) {
    const person = this.app.people.get(message.chat.id);
    return h("li", {}, h("button", {
      type: "button", class: "person", data: { test: "hit", key: `m${message.message_id}` },
      on: { click: () => this.app.jump(person.chat_id, message.message_id) },
    }, lines(person, snippet(preview(message), words), message.date)));
  }
}

/** What stands in the row of a person: who it is, something said, when, and maybe a mark. */
function lines(person, said, date, mark) {
  return [avatar(person), h("span", { class: "person-lines" },
    h("span", {}, h("span", { class: "person-name", dir: "auto" }, person.name), mark),
    h("span", {}, h("span", { class: "person-last", dir: "auto" }, said ?? ""), date && h("span", { class: "person-time" }, when(date))))];
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
