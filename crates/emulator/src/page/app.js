// The page of a local Telegram: which chat is shown where, and what the server's events mean for it.

import { BotChoice, BotSheet } from "./bots.js";
import { CallLog } from "./calls.js";
import { Column } from "./column.js";
import { Known } from "./known.js";
import { LimitsPanel } from "./limits.js";
import { Pane } from "./pane.js";
import { Panels } from "./panels.js";
import { QueuePanel } from "./queue.js";
import { RecorderPanel } from "./recorder.js";
import { follow, request } from "./server.js";
import { TroublePanel } from "./trouble.js";

const PANES = 2;
const SYNC_AGAIN_MS = 1000;
/** Calls after which the bot's commands or its menu button may be others. */
const OFFER_CALLS = new Set(["setMyCommands", "deleteMyCommands", "setChatMenuButton"]);
/** The button of chats that cannot have one of their own. */
const USUAL_MENU = { type: "commands" };

class App {
  constructor() {
    this.known = new Known();
    this.work = Promise.resolve();
    this.choice = new BotChoice(() => { this.calls.filter(); panels.again(); });
    this.calls = new CallLog((chat) => this.known.chats.get(chat)?.name ?? String(chat), (chat, bot) => this.known.key(chat, bot), this.choice);
    const panels = new Panels();
    const [queue, limits, trouble, recorder] = [new QueuePanel(this.choice), new LimitsPanel(this.choice), new TroublePanel(this.choice), new RecorderPanel(this.choice)];
    panels.add("queue", "Updates", queue.element, queue.opened);
    panels.add("limits", "Limits", limits.element, limits.opened, "Limits and time");
    panels.add("trouble", "Faults", trouble.element, trouble.opened, "Link and faults");
    panels.add("recorder", "Script", recorder.element, recorder.opened, "What was done, as a script");
    this.column = new Column(this);
    this.panes = [];
    for (let index = 0; index < PANES; index += 1) this.panes.push(new Pane(this, index));
    document.getElementById("panes").append(...this.panes.map((pane) => pane.element));
    document.getElementById("new-person").addEventListener("click", () => this.choose(this.active, undefined));
    document.getElementById("new-chat").addEventListener("click", () => this.gather());
    document.getElementById("new-bot").addEventListener("click", () => this.showBots());
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.addEventListener("click", () => this.view(tab.dataset.view));
    }
    window.addEventListener("hashchange", () => this.queue(() => this.fromAddress()));
    this.focused(this.panes[0]);
  }

  start() {
    follow({
      opened: (bot) => { this.known.bot = bot; this.streaming = true; this.queue(() => this.sync()); },
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

  /** The chats that are shown. */
  get rooms() {
    return this.panes.map((pane) => pane.room).filter(Boolean);
  }

  /** Reads everything that is shown. The stream is open by then, so nothing falls between the two. */
  async sync() {
    this.drawName();
    await this.known.read();
    this.choice.draw([...this.known.bots.values()]);
    this.draw();
    await this.fromAddress();
    for (const room of this.rooms) await this.fill(room);
    if (this.streaming) this.status("connected", "Connected");
  }

  drawName() {
    const { bot } = this.known;
    document.getElementById("bot-name").textContent = bot.name ?? "Local Telegram";
    document.getElementById("bot-username").textContent = bot.username ? `@${bot.username}` : "";
  }

  /** Reads who is in a chat, what was said there last, and which commands the bot offers. */
  async fill(room) {
    const { id } = room;
    if (!room.isPrivate) await this.known.readMembers(id);
    room.settlePeople();
    await Promise.all([room.reading.read(), this.readOffers(room)]);
  }

  async readOffers(room) {
    const { id, writer } = room;
    const [commands, menu] = await Promise.all([
      writer ? request("GET", `chats/${id}/commands?user_id=${writer.user_id}`) : [],
      room.isPrivate ? request("GET", `chats/${id}/menu`) : USUAL_MENU,
    ]);
    if (room.writer === writer) room.composer.offer(commands, menu);
  }

  async take({ name, data }) {
    const chat = this.known.key(data.chat_id ?? data.chat?.id, data.bot_id);
    const room = this.rooms.find((one) => one.id === chat);
    switch (name) {
      case "call": return this.called(data);
      case "press": return this.calls.pressed(data);
      // The server could not keep all events for a reader as slow as this one.
      case "lost": return this.sync();
      case "bot": return this.botCame(data);
      case "person": case "chat": case "pins": case "member": return this.happened(name, data, room, chat);
      case "message": case "edited": return this.said(name, data, room);
      case "deleted": return this.deleted(chat, data.message_id, room);
      case "reaction": return room?.reacted(data);
      case "toast": return room?.answered(data);
      case "payment": case "shipping": return room?.paid(data);
      case "results": return room?.composer.inline.answered(data);
      case "draft": return room?.draft.show(data.draft);
      case "action": return room?.action(data.action);
    }
  }

  /** A call of the bot was finished. */
  async called(call) {
    this.calls.add(call);
    if (call.method === "setMyName") for (const bot of await request("GET", "bots")) this.botCame(bot);
    if (OFFER_CALLS.has(call.method)) for (const room of this.rooms) await this.readOffers(room);
  }

  /** People and chats have come or are otherwise. */
  happened(name, data, room, chat) {
    const { bot_id: bot } = data;
    if (name === "person") this.known.person(data);
    else if (name === "chat") this.known.chat({ ...data.chat, bot_id: bot });
    else if (name === "pins") this.known.chat({ id: data.chat_id, bot_id: bot, pinned: data.pinned });
    else this.known.member(chat, data.member);
    if (name !== "pins") room?.settlePeople();
    if (name !== "member") this.draw();
    return name === "pins" ? room?.reading.pinsAre(data.pinned) : undefined;
  }

  /** A message, or a newer form of one. */
  said(name, message, room) {
    const { last, unread } = this.known;
    const chat = this.known.key(message.chat.id, message.bot_id);
    if (!this.known.chats.has(chat)) this.known.chat({ ...message.chat, bot_id: message.bot_id });
    if (name === "message" || last.get(chat)?.message_id === message.message_id) last.set(chat, message);
    const others = message.from?.is_bot || message.chat.type !== "private";
    if (name === "message" && !room && others) unread.set(chat, (unread.get(chat) ?? 0) + 1);
    this.draw();
    room?.put(message);
    if (room && message.migrate_to_chat_id) this.moved(room, message.migrate_to_chat_id);
  }

  /** A group has become a supergroup, which takes its place. It is there when the events before this one are done. */
  moved({ pane, me }, supergroup) {
    this.known.chosen.set(supergroup, me);
    this.choose(pane, supergroup);
  }

  /** A message is gone; if it was the last, the one before it is the last now. */
  async deleted(chat, message, room) {
    room?.deleted(message);
    if (this.known.last.get(chat)?.message_id !== message) return;
    await this.known.readLast(chat);
    this.draw();
  }

  shown(chat) {
    return this.panes.some((pane) => pane.chat === chat);
  }

  /** Shows a chat where one was last at work. */
  pick(chat) {
    return this.choose(this.active, chat);
  }

  /** Shows a chat in a pane, or the question who is writing. Gives the pane that has it. */
  async choose(pane, chat) {
    const there = this.panes.find((one) => chat !== undefined && one.chat === chat) ?? pane;
    await this.queue(async () => {
      if (there.chat !== chat || chat === undefined || there.form) await this.open(there, chat);
      this.toAddress();
      this.view("chat");
      // Whoever has begun to type in the other pane meanwhile is left alone.
      if (this.panes.some((one) => one !== there && one.element.contains(document.activeElement))) return;
      this.focused(there);
      there.focus();
    });
    return there;
  }

  /** A bot is there, or is called otherwise. */
  botCame(bot) {
    this.known.putBot(bot);
    this.drawName();
    this.choice.draw([...this.known.bots.values()]);
    for (const room of this.rooms) room.settlePeople();
    this.draw();
  }

  /** Shows the bots, and a form for a further one. */
  showBots() {
    this.view("chat");
    const pane = this.active;
    new BotSheet(pane.element, this.known, (bot) => this.botCame(bot), () => pane.focus());
  }

  /** Shows the form for a new group or channel. */
  gather() {
    this.active.gather();
    this.draw();
    this.view("chat");
    this.active.focus();
  }

  async jump(chat, message) {
    const pane = await this.choose(this.active, chat);
    pane.room?.jump(message);
  }

  async open(pane, chat) {
    pane.show(chat);
    this.known.unread.delete(chat);
    if (pane.room) await this.fill(pane.room);
    this.draw();
  }

  async addPerson(pane, name, language) {
    const made = await request("POST", "people", { name, language_code: language });
    this.known.person({ ...made, name, language_code: language });
    await this.choose(pane, made.chat_id);
  }

  /** Makes a group, supergroup or channel; `bot` says what the bot is in it. */
  async addChat(pane, chat, bot) {
    const members = bot === "member" ? [...chat.members, this.known.bot.id] : chat.members;
    const { chat_id: id } = await request("POST", "chats", { ...chat, members });
    if (bot === "administrator") {
      await request("PUT", `chats/${id}/members/${this.known.bot.id}`, { by: chat.user_id, status: bot });
    }
    this.known.chat({ id, type: chat.kind, title: chat.title, is_forum: chat.is_forum });
    await this.choose(pane, id);
  }

  /** Begins the bot in somebody's chat with it. */
  async begin(person, parameter, bot) {
    const pane = await this.pick(this.known.withBot(person.chat_id, bot.id));
    pane.room?.say(`/start ${parameter}`);
  }

  /** Shows the chats that the address names, with those who write there. */
  async fromAddress() {
    const names = new URLSearchParams(location.hash.slice(1));
    const taken = new Set();
    for (const pane of this.panes) {
      const chat = this.known.keyOf(names.get(`pane${pane.index + 1}`)) || undefined;
      const known = this.known.chats.has(chat) && !taken.has(chat) ? chat : undefined;
      taken.add(known);
      const writer = Number(names.get(`as${pane.index + 1}`)) || undefined;
      if (writer) this.known.chosen.set(known, writer);
      // A server with other data may know another chat under the same number.
      if (pane.chat !== known || pane.name !== this.known.chats.get(known)?.name) await this.open(pane, known);
    }
    this.draw();
  }

  toAddress() {
    const names = new URLSearchParams();
    for (const { index, chat } of this.panes) {
      if (chat) names.set(`pane${index + 1}`, chat);
      if (this.known.chosen.has(chat)) names.set(`as${index + 1}`, this.known.chosen.get(chat));
    }
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

  draw() {
    this.column.draw();
    for (const pane of this.panes) pane.offer();
  }
}

new App().start();
