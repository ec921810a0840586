// The page of a local Telegram: who is shown where, and what the server's events mean for it.

import { CallLog } from "./calls.js";
import { avatar, h } from "./dom.js";
import { preview } from "./message.js";
import { LANGUAGES, Pane } from "./pane.js";
import { follow, request } from "./server.js";

const PANES = 2;
const SYNC_AGAIN_MS = 1000;

class App {
  constructor() {
    this.bot = {};
    this.people = new Map();
    this.last = new Map();
    this.unread = new Map();
    this.work = Promise.resolve();
    this.calls = new CallLog((chat) => this.people.get(chat)?.name ?? chat);
    this.panes = [];
    for (let index = 0; index < PANES; index += 1) this.panes.push(new Pane(this, index));
    document.getElementById("panes").append(...this.panes.map((pane) => pane.element));
    document.getElementById("new-person").addEventListener("click", () => this.choose(this.active, undefined));
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.addEventListener("click", () => this.view(tab.dataset.view));
    }
    window.addEventListener("hashchange", () => this.queue(() => this.fromAddress()));
    this.focused(this.panes[0]);
  }

  start() {
    follow({
      opened: () => { this.streaming = true; this.queue(() => this.sync()); },
      event: (event) => this.queue(() => this.take(event)),
      lost: () => { this.streaming = false; this.status("disconnected", "Disconnected – trying again"); },
    });
  }

  /**
   * Does one piece of work after the other: an event that comes while a chat is being read is applied after it, so a
   * state that was read is never laid over a newer one.
   */
  queue(work) {
    this.work = this.work.then(work).catch((error) => this.failed(error));
    return this.work;
  }

  /** What is shown may be wrong now: says so, and reads it again while there is a stream to go with it. */
  failed(error) {
    if (!this.streaming) return;
    this.status("disconnected", `Not up to date: ${error.message}`);
    clearTimeout(this.again);
    this.again = setTimeout(() => this.streaming && this.queue(() => this.sync()), SYNC_AGAIN_MS);
  }

  /** Reads everything that is shown. The stream is open by then, so nothing falls between the two. */
  async sync() {
    this.bot = await request("GET", "bot");
    document.getElementById("bot-name").textContent = this.bot.name ?? "Local Telegram";
    document.getElementById("bot-username").textContent = this.bot.username ? `@${this.bot.username}` : "";
    await this.readPeople();
    await this.fromAddress();
    for (const pane of this.panes) if (pane.person) pane.sync(await this.read(pane.chat));
    if (this.streaming) this.status("connected", "Connected");
  }

  async readPeople() {
    const people = await request("GET", "people");
    this.people = new Map(people.map((person) => [person.chat_id, person]));
  }

  /** All messages of a chat, however many the server gives at a time. */
  async read(chat) {
    const all = [];
    for (;;) {
      const after = all.at(-1)?.message_id ?? 0;
      const some = await request("GET", `chats/${chat}/messages?after=${after}`);
      if (!some.length || some.at(-1).message_id <= after) break;
      all.push(...some);
    }
    if (all.length) this.last.set(chat, all.at(-1));
    return all;
  }

  async take({ name, data }) {
    const chat = data.chat_id ?? data.chat?.id;
    const pane = this.panes.find((one) => one.person && one.chat === chat);
    switch (name) {
      case "call": return this.calls.add(data);
      // The server could not keep all events for a reader as slow as this one.
      case "lost": return this.sync();
      case "person": return this.newPerson();
      case "message":
        this.last.set(chat, data);
        if (!pane) this.unread.set(chat, (this.unread.get(chat) ?? 0) + 1);
        this.listPeople();
        return pane?.put(data);
      case "edited":
        if (this.last.get(chat)?.message_id === data.message_id) this.last.set(chat, data);
        this.listPeople();
        return pane?.put(data);
      case "deleted": return pane?.deleted(data.message_id);
      case "toast": return pane?.answered(data);
      case "action": return pane?.action(data.action);
    }
  }

  async newPerson() {
    await this.readPeople();
    this.listPeople();
  }

  shown(chat) {
    return this.panes.some((pane) => pane.chat === chat);
  }

  /** Shows a person's chat in a pane, or the question who is writing. */
  choose(pane, chat) {
    return this.queue(async () => {
      const there = this.panes.find((one) => chat !== undefined && one.chat === chat);
      if (!there) await this.open(pane, chat);
      this.toAddress();
      this.view("chat");
      // Whoever has begun to type in the other pane meanwhile is left alone.
      if (this.panes.some((one) => one !== (there ?? pane) && one.element.contains(document.activeElement))) return;
      this.focused(there ?? pane);
      (there ?? pane).focus();
    });
  }

  async open(pane, chat) {
    pane.show(chat);
    this.unread.delete(chat);
    if (pane.person) pane.sync(await this.read(chat));
    this.listPeople();
  }

  async addPerson(pane, name, language) {
    const made = await request("POST", "people", { name, language_code: language });
    await this.queue(() => this.readPeople());
    await this.choose(pane, made.chat_id);
  }

  /** Shows the chats that the address names. */
  async fromAddress() {
    const names = new URLSearchParams(location.hash.slice(1));
    for (const pane of this.panes) {
      const chat = Number(names.get(`pane${pane.index + 1}`)) || undefined;
      const known = this.people.has(chat) ? chat : undefined;
      if (pane.chat !== known) await this.open(pane, known);
    }
    this.listPeople();
  }

  toAddress() {
    const names = new URLSearchParams();
    for (const pane of this.panes) if (pane.chat) names.set(`pane${pane.index + 1}`, pane.chat);
    history.replaceState(null, "", `#${names}`);
  }

  focused(pane) {
    this.active = pane;
    document.body.dataset.active = String(pane.index);
  }

  view(view) {
    document.body.dataset.view = view;
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
    }
  }

  status(state, text) {
    const status = document.getElementById("status");
    if (status.dataset.state === state && status.textContent === text) return;
    status.dataset.state = state;
    status.textContent = text;
  }

  listPeople() {
    const rows = [...this.people.values()].map((person) => {
      const chat = person.chat_id;
      const last = this.last.get(chat);
      const unread = this.unread.get(chat);
      return h("li", {}, h("button", {
        type: "button", class: "person", "aria-current": this.shown(chat) ? "true" : undefined,
        data: { test: "person", chat }, on: { click: () => this.choose(this.active, chat) },
      }, avatar(person),
      h("span", { class: "person-name" }, person.name),
      h("span", { class: "person-last" }, last ? preview(last) : LANGUAGES[person.language_code] ?? ""),
      unread && h("span", { class: "badge", "aria-label": `${unread} new` }, String(unread))));
    });
    const list = document.getElementById("people");
    const focused = list.contains(document.activeElement) && document.activeElement.dataset.chat;
    list.replaceChildren(...rows);
    if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
    document.getElementById("no-people").hidden = rows.length > 0;
    for (const pane of this.panes) pane.offer();
  }
}

new App().start();
