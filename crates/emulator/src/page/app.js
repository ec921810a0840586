// The page of a local Telegram: who is shown where, and what the server's events mean for it.

import { CallLog } from "./calls.js";
import { LimitsPanel } from "./limits.js";
import { Pane } from "./pane.js";
import { Panels } from "./panels.js";
import { People } from "./people.js";
import { QueuePanel } from "./queue.js";
import { follow, request } from "./server.js";

const PANES = 2;
const SYNC_AGAIN_MS = 1000;
/** Calls after which the bot's commands may be others. */
const COMMAND_CALLS = new Set(["setMyCommands", "deleteMyCommands"]);

class App {
  constructor() {
    this.bot = {};
    this.people = new Map();
    this.last = new Map();
    this.unread = new Map();
    this.work = Promise.resolve();
    this.calls = new CallLog((chat) => this.people.get(chat)?.name ?? String(chat));
    const panels = new Panels();
    const [queue, limits] = [new QueuePanel(), new LimitsPanel()];
    panels.add("queue", "Updates", queue.element, queue.opened);
    panels.add("limits", "Limits and time", limits.element, limits.opened);
    this.column = new People(this);
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
      opened: (bot) => { this.bot = bot; this.streaming = true; this.queue(() => this.sync()); },
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
    document.getElementById("bot-name").textContent = this.bot.name ?? "Local Telegram";
    document.getElementById("bot-username").textContent = this.bot.username ? `@${this.bot.username}` : "";
    await this.readPeople();
    await this.fromAddress();
    for (const pane of this.panes) if (pane.person) await this.fill(pane);
    if (this.streaming) this.status("connected", "Connected");
  }

  async readPeople() {
    const [people, chats] = await Promise.all([request("GET", "people"), request("GET", "chats")]);
    this.people = new Map(people.map((person) => [person.chat_id, person]));
    this.last = new Map(chats.filter((chat) => chat.last).map((chat) => [chat.id, chat.last]));
    this.drawPeople();
  }

  async fill(pane) {
    const { chat } = pane;
    const [commands, messages] = await Promise.all([request("GET", `chats/${chat}/commands`), this.read(chat)]);
    pane.composer.offer(commands);
    pane.messages.sync(messages);
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
    return all;
  }

  async take({ name, data }) {
    const chat = data.chat_id ?? data.chat?.id;
    const pane = this.panes.find((one) => one.person && one.chat === chat);
    switch (name) {
      case "call":
        this.calls.add(data);
        return COMMAND_CALLS.has(data.method) && this.readCommands();
      case "press": return this.calls.pressed(data);
      // The server could not keep all events for a reader as slow as this one.
      case "lost": return this.sync();
      case "person":
        this.people.set(data.chat_id, data);
        return this.drawPeople();
      case "message":
        this.last.set(chat, data);
        if (!pane && data.from?.is_bot) this.unread.set(chat, (this.unread.get(chat) ?? 0) + 1);
        this.drawPeople();
        return pane?.put(data);
      case "edited":
        if (this.last.get(chat)?.message_id === data.message_id) this.last.set(chat, data);
        this.drawPeople();
        return pane?.put(data);
      case "deleted": return pane?.deleted(data.message_id);
      case "toast": return pane?.answered(data);
      case "action": return pane?.action(data.action);
    }
  }

  async readCommands() {
    for (const pane of this.panes) {
      if (pane.person) pane.composer.offer(await request("GET", `chats/${pane.chat}/commands`));
    }
  }

  shown(chat) {
    return this.panes.some((pane) => pane.chat === chat);
  }

  /** Everybody, by what was said last; those whose chat is still empty come behind, the newest first. */
  recent() {
    const key = (person) => this.last.get(person.chat_id)?.message_id ?? 0;
    return [...this.people.values()].sort((a, b) => (key(a) === key(b) ? b.user_id - a.user_id : key(b) - key(a)));
  }

  /** Shows somebody's chat where one was last at work. */
  pick(chat) {
    return this.choose(this.active, chat);
  }

  /** Shows a person's chat in a pane, or the question who is writing. Gives the pane that has it. */
  async choose(pane, chat) {
    const there = this.panes.find((one) => chat !== undefined && one.chat === chat) ?? pane;
    await this.queue(async () => {
      if (there.chat !== chat || chat === undefined) await this.open(there, chat);
      this.toAddress();
      this.view("chat");
      // Whoever has begun to type in the other pane meanwhile is left alone.
      if (this.panes.some((one) => one !== there && one.element.contains(document.activeElement))) return;
      this.focused(there);
      there.focus();
    });
    return there;
  }

  async jump(chat, message) {
    const pane = await this.choose(this.active, chat);
    pane.jump(message);
  }

  async open(pane, chat) {
    pane.show(chat);
    this.unread.delete(chat);
    if (pane.person) await this.fill(pane);
    this.drawPeople();
  }

  async addPerson(pane, name, language) {
    const made = await request("POST", "people", { name, language_code: language });
    this.people.set(made.chat_id, { ...made, name, language_code: language });
    await this.choose(pane, made.chat_id);
  }

  /** Shows the chats that the address names. */
  async fromAddress() {
    const names = new URLSearchParams(location.hash.slice(1));
    const taken = new Set();
    for (const pane of this.panes) {
      const chat = Number(names.get(`pane${pane.index + 1}`)) || undefined;
      const known = this.people.has(chat) && !taken.has(chat) ? chat : undefined;
      taken.add(known);
      // A server with other data may know somebody else under the same number.
      if (pane.chat !== known || pane.name !== pane.person?.name) await this.open(pane, known);
    }
    this.drawPeople();
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

  drawPeople() {
    this.column.draw();
    for (const pane of this.panes) pane.offer();
  }
}

new App().start();
