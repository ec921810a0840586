// One chat as it is shown in a pane: its head, its messages, the place to write, and what lies over them.

import { account } from "./account.js";
import { Apps } from "./apps.js";
import { box } from "./box.js";
import { Composer } from "./composer.js";
import { Deeds } from "./deeds.js";
import { Draft } from "./draft.js";
import { avatar, focusGently, h, harmless, link, round } from "./dom.js";
import { has } from "./known.js";
import { Members } from "./members.js";
import { Messages } from "./messages.js";
import { Payment } from "./payment.js";
import { Pinned } from "./pinned.js";
import { Reading } from "./reading.js";
import { request } from "./server.js";
import { Topics } from "./topics.js";
import { Wanted } from "./wanted.js";
import { LANGUAGES } from "./who.js";

// A chat action is shown for five seconds or less: https://core.telegram.org/bots/api#sendchataction
const ACTION_MS = 5000;
const TOAST_MS = 4000;
const KINDS = { group: "Group", supergroup: "Supergroup", channel: "Channel" };

export class Room {
  /** `pane` has `app`, `index`, `element`, `room`, `drafts` and `sending`; `id` is of a chat that is known. */
  constructor(pane, id) {
    Object.assign(this, { pane, id, app: pane.app, known: pane.app.known, index: pane.index });
    // What is chosen in polls and not sent yet.
    this.choices = new Map();
    this.deeds = new Deeds(this);
    this.draft = new Draft(this);
    this.apps = new Apps(this);
    this.topics = new Topics(() => this.reread());
    this.pinned = new Pinned(this);
    this.wanted = new Wanted();
    this.reading = new Reading(this);
    this.messages = new Messages(this.chat.name, this);
    this.composer = new Composer(this, pane.drafts.get(id) ?? "");
    this.elements = this.parts();
    this.settlePeople();
  }

  get chat() {
    return this.known.chats.get(this.id);
  }

  /** The number of the chat, whichever bot it is with. */
  get number() {
    return parseInt(this.id, 10);
  }

  /** The bot whose private chat it is; in a chat of many people the first. */
  get bot() {
    return this.known.botOf(this.id);
  }

  /** The bot whose buttons stand below a message. */
  botOf(message) {
    const { via_bot: via, from } = message ?? {};
    return this.known.bots.get((via ?? from)?.id) ?? this.bot;
  }

  get isPrivate() {
    return this.chat.type === "private";
  }

  /** Who does what is done here from this page. */
  get writer() {
    return this.known.writer(this.id);
  }

  /** Who is looking: their messages stand on the other side. */
  get me() {
    return this.writer?.user_id;
  }

  /** Whether what others wrote can be deleted, too. */
  get mayDelete() {
    return this.isPrivate || has(this.known.members.get(this.id)?.get(this.me), "can_delete_messages");
  }

  people() {
    return this.known.writers(this.id);
  }

  nameOf(user) {
    return this.known.people.get(user)?.name ?? this.known.bots.get(user)?.name ?? "somebody";
  }

  topicOf(message) {
    return this.chat.is_forum ? this.topics.nameOf(message) : undefined;
  }

  parts() {
    const { isPrivate, chat } = this;
    this.below = h("span", {});
    this.doing = h("span", { class: "doing", data: { test: "action" } });
    this.silent = h("p", {});
    this.empty = h("div", { class: "empty", hidden: true }, this.silent,
      isPrivate && h("button", { type: "button", class: "primary", data: { test: "start" }, on: { click: () => this.say("/start") } }, "Start"));
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.title = h("h2", { dir: "auto", data: { test: "pane-person" } }, chat.name);
    this.withBot = h("select", { class: "input", hidden: true, "aria-label": "Chat with", data: { test: "with-bot" }, on: { change: () => this.other() } });
    const openers = isPrivate
      ? [this.withBot, round("more", "What the person does", { data: { test: "account" }, on: { click: () => account(this, this.back()) } }),
        round("people", "Change person", { data: { test: "change-person" }, on: { click: () => this.app.choose(this.pane, undefined) } })]
      : round("people", "Members", { data: { test: "members" }, on: { click: () => this.showMembers() } });
    return [
      h("header", { class: "pane-head" }, avatar(chat.name, this.id),
        h("div", { class: "pane-title" }, this.title, h("p", {}, this.below, this.doing)), openers),
      this.pinned.element, this.topics.element,
      h("div", { class: "scroll" }, this.messages.list, this.empty, this.messages.newer, this.toasts),
      this.draft.element, this.composer.element,
    ];
  }

  /** Somebody has come, gone, or is something else than before; or somebody else writes. */
  settlePeople() {
    const { chat, writer } = this;
    this.title.textContent = chat.name;
    this.below.textContent = this.isPrivate ? LANGUAGES[writer?.language_code] ?? writer?.language_code ?? "" : this.gathered();
    this.offerBots();
    const who = this.isPrivate ? writer?.name ?? chat.name : "Nobody";
    const bot = this.bot.name ?? "the bot";
    this.silent.replaceChildren(h("bdi", {}, who), this.isPrivate ? ` has not written to ${bot} yet.` : " has written here yet.");
    this.composer.settlePeople();
    this.messages.lookAs(this.me);
    this.sheet?.draw();
  }

  /** A private chat is one of several, as soon as there are several bots. */
  offerBots() {
    const bots = [...this.known.bots.values()];
    this.withBot.hidden = bots.length < 2;
    this.withBot.replaceChildren(...bots.map(({ id, name }) => h("option", { value: id, selected: id === this.bot.id }, name)));
  }

  /** Shows the chat of the same person with another bot. */
  other() {
    this.app.choose(this.pane, this.known.withBot(this.number, Number(this.withBot.value)));
  }

  /** What kind of a chat it is, and how many are in it. */
  gathered() {
    const inside = this.known.inside(this.id);
    if (!inside.length) return KINDS[this.chat.type];
    const bot = inside.some(({ user }) => user.is_bot);
    return `${KINDS[this.chat.type]}, ${inside.length} ${inside.length === 1 ? "member" : "members"}${bot ? "" : ", without the bot"}`;
  }

  writeAs(user) {
    this.known.chosen.set(this.id, user);
    this.settlePeople();
    this.app.toAddress();
    this.app.readOffers(this);
  }

  /** Another topic is chosen: other messages are shown, and the same ones without or with the name of theirs. */
  reread() {
    return this.reading.queue(async (messages) => {
      messages.pinned = true;
      await this.app.fill(this);
      messages.redraw();
    });
  }

  /** The messages as they are now: an empty chat can be started, and the newest ones may want an answer. */
  settled() {
    this.empty.hidden = this.messages.all.length > 0;
    this.composer.want(this.wanted.now());
  }

  put(message) {
    this.topics.take(message);
    if (message.from?.is_bot) this.draft.show();
    this.pinned.put(message);
    if (!this.topics.shows(message)) return;
    this.wanted.take(message);
    if (this.messages.put(message)) this.action(undefined);
  }

  reacted({ message_id: id, user_id: user, reactions }) {
    const message = this.messages.loaded.find(id);
    if (!message) return;
    const others = (message.reactions ?? []).filter((one) => one.user_id !== user);
    this.messages.put({ ...message, reactions: [...others, ...reactions.map((one) => ({ ...one, user_id: user }))] });
  }

  deleted(id) {
    this.wanted.gone(id);
    if (id === this.composer.chosen?.message_id) this.composer.noReply();
    this.topics.gone(id);
    this.messages.remove(id);
  }

  /** Shows what the bot is doing, until it speaks or the time of a chat action is over. */
  action(action) {
    clearTimeout(this.actionTimer);
    this.doing.textContent = action ? ` · ${action.replaceAll("_", " ")}…` : "";
    if (action) this.actionTimer = setTimeout(() => this.action(undefined), ACTION_MS);
  }

  /** The answer to a press: ends its waiting, and shows its text, or the address it would open. */
  answered(answer) {
    this.messages.answered(answer.message_id);
    if (answer.url) this.offerAddress(answer.url);
    if (!answer.text) return;
    if (answer.show_alert) this.box([h("p", { dir: "auto" }, answer.text)], [h("button", { type: "button", class: "primary" }, "OK")]);
    else this.notice(answer.text);
  }

  /** Nothing opens by itself: the person at the page sees where it leads, and decides. */
  offerAddress(url) {
    this.box(
      [h("p", {}, "The bot wants to open"), h("p", { class: "address", dir: "ltr" }, url)],
      [h("button", { type: "button", class: "secondary" }, "Cancel"),
        harmless(url) && link(url, { class: "primary", data: { test: "open-address" } }, "Open ↗")]);
  }

  box(parts, buttons) {
    box(this.pane.element, parts, buttons, this.back());
  }

  /** What puts the focus back to where it is now, as far as that is still there. */
  back() {
    const before = document.activeElement;
    return () => (this.pane.element.contains(before) ? before : this.pane).focus({ preventScroll: true });
  }

  showMembers() {
    const back = this.back();
    this.sheet = new Members(this, () => { this.sheet = undefined; back(); });
  }

  /**
   * Shows what is to be paid: by the number of the invoice's message, or by the name in its address. `closed(status)` is
   * told how it ended, in the words of https://core.telegram.org/bots/webapps#initializing-mini-apps.
   */
  async pay(invoice, closed = () => {}) {
    if (!this.writer) return this.notice("Nobody is here who could pay.");
    const back = this.back();
    try {
      const seller = this.botOf(this.messages.loaded.find(Number(invoice)));
      const offer = await request("GET", `invoices/${encodeURIComponent(invoice)}?bot=${seller.id}`);
      this.payment = new Payment(this.pane.element, offer, this.writer, {
        ask: (order) => this.deeds.pay(invoice, order, seller),
        choose: (question, way) => this.deeds.deliver(question, way, seller),
        back: (status) => { this.payment = undefined; back(); closed(status); },
      });
    } catch (error) {
      this.notice(`Not paid: ${error.message}.`);
      closed("failed");
    }
  }

  paid(answer) {
    this.payment?.answered(answer);
  }

  /** A button of a message opens a web app. */
  openApp(button, message) {
    return this.apps.open(button, "inline", this.botOf(message));
  }

  field() {
    return this.composer.field;
  }

  say(text) {
    this.deeds.send({ text });
    focusGently(this.composer.field);
  }

  /** Begins a question to a bot. */
  ask(bot, query) {
    this.composer.write(`@${bot.username} ${query}`);
  }

  reply(message) {
    this.composer.replyTo(message);
  }

  edit(message) {
    this.composer.edit(message);
  }

  /** Asks into which chat a message is to be forwarded. */
  forward(message) {
    const chats = this.known.recent().filter(({ id, type }) => type !== "private" || parseInt(id, 10) === this.writer?.user_id);
    const choice = h("select", { class: "input", "aria-label": "Chat", data: { test: "forward-to" } },
      chats.map(({ id, name }) => h("option", { value: id }, name)));
    const send = () => this.deeds.forward(message, this.known.keyOf(choice.value));
    box(this.pane.element, [h("p", {}, "Forward to"), choice], [
      h("button", { type: "button", class: "secondary" }, "Cancel"),
      h("button", { type: "button", class: "primary", data: { test: "forward-now" }, on: { click: send } }, "Forward"),
    ], this.back(), "Forward a message");
  }

  /** Leads to a message, out of a topic that does not have it, too. */
  async jump(id) {
    if (await this.reading.jump(id)) return;
    if (!this.topics.isAll) {
      await this.topics.choose(undefined);
      if (await this.reading.jump(id)) return;
    }
    this.notice("That message is not here any more.");
  }

  /** What could not be sent is given back, to wherever the person at the page is by now. */
  notSent({ text, file }, error) {
    const { drafts, room } = this.pane;
    if (room === this) {
      this.notice(`Not sent: ${error.message}.`);
      if (text) this.composer.giveBack(text);
      if (file) this.composer.files.take([file]);
    } else if (text) {
      drafts.set(this.id, [text, drafts.get(this.id)].filter(Boolean).join("\n"));
    }
  }

  notice(text) {
    const toast = h("div", { class: "toast", dir: "auto", data: { test: "toast" } }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }
}
