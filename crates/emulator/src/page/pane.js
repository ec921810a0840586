// One pane: a person chosen or created, and their chat with the bot.

import { Composer } from "./composer.js";
import { avatar, day, focusGently, h, harmless, link, round } from "./dom.js";
import { wanted } from "./keyboard.js";
import { bubble } from "./message.js";
import { rove } from "./rove.js";
import { request } from "./server.js";
import { LANGUAGES, Who } from "./who.js";

// Telegram's own clients stop waiting for the answer to a press at about this time.
const PRESS_WAIT_MS = 15_000;
// A chat action is shown for five seconds or less: https://core.telegram.org/bots/api#sendchataction
const ACTION_MS = 5000;
const TOAST_MS = 4000;
const NEAR_END_PX = 80;
// More bubbles than anybody reads make the page slow; the server still has them.
const MOST_SHOWN = 1000;

export class Pane {
  /** `app` has `bot`, `people`, `shown(chat)`, `choose(pane, chat)`, `addPerson(pane, name, language)`, `focused(pane)`. */
  constructor(app, index) {
    this.app = app;
    this.index = index;
    this.chat = undefined;
    this.messages = new Map();
    this.drafts = new Map();
    this.sending = Promise.resolve();
    this.element = h("section", {
      class: "pane", data: { test: "pane", pane: index }, "aria-label": `Chat ${index + 1}`,
      on: { focusin: () => app.focused(this), pointerdown: (event) => this.touched(event) },
    });
    this.show(undefined);
  }

  get person() {
    return this.app.people.get(this.chat);
  }

  /** Shows this person's chat, still empty; without one, the question who is writing. */
  show(chat) {
    if (this.composer) this.drafts.set(this.chat, this.composer.field.value);
    const before = this.chat;
    this.chat = chat;
    this.messages.clear();
    this.gone = 0;
    this.composer = this.who = undefined;
    clearTimeout(this.actionTimer);
    this.element.replaceChildren(...(this.person ? this.chatParts() : [this.ask(before).element]));
    this.offer();
    this.composer?.fit();
  }

  /** Puts the cursor where one writes: a message, or a name. */
  focus() {
    if (this.composer) focusGently(this.composer.field);
    else this.who.focus();
  }

  touched({ target }) {
    this.app.focused(this);
    if (this.composer && !this.composer.element.contains(target)) this.composer.menu.close();
  }

  ask(before) {
    this.who = new Who(this.index, {
      add: (name, language) => this.app.addPerson(this, name, language),
      choose: (chat) => this.app.choose(this, chat),
      back: this.app.people.has(before) ? () => this.app.choose(this, before) : undefined,
    });
    return this.who;
  }

  /** Offers the people who are shown nowhere. */
  offer() {
    this.who?.offer(this.app.recent().filter((person) => !this.app.shown(person.chat_id)));
  }

  chatParts() {
    const { person } = this;
    this.doing = h("span", { class: "doing", data: { test: "action" } });
    this.list = h("ol", { class: "messages", role: "log", tabIndex: 0, "aria-label": `Messages of ${person.name}` });
    this.stops = rove(this.list, ":is(button:enabled, a, [role=button])");
    this.pinned = true;
    this.list.addEventListener("scroll", () => {
      this.pinned = this.nearEnd();
      if (this.pinned) this.newer.hidden = true;
    });
    new ResizeObserver(() => { if (this.pinned) this.toEnd(); }).observe(this.list);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } }, "New messages ↓");
    this.empty = h("div", { class: "empty", hidden: true },
      h("p", {}, h("bdi", {}, person.name), ` has not written to ${this.app.bot.name ?? "the bot"} yet.`),
      h("button", { type: "button", class: "primary", data: { test: "start" }, on: { click: () => this.say("/start") } }, "Start"));
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.composer = new Composer(this, this.drafts.get(this.chat) ?? "");
    return [
      h("header", { class: "pane-head" }, avatar(person),
        h("div", { class: "pane-title" },
          h("h2", { dir: "auto", data: { test: "pane-person" } }, person.name),
          h("p", {}, h("span", {}, LANGUAGES[person.language_code] ?? person.language_code ?? ""), this.doing)),
        round("people", "Change person", { data: { test: "change-person" }, on: { click: () => this.app.choose(this, undefined) } })),
      h("div", { class: "scroll" }, this.list, this.empty, this.newer, this.toasts),
      this.composer.element,
    ];
  }

  say(text) {
    this.send({ text });
    focusGently(this.composer.field);
  }

  /** Sends one after the other, so that what is typed fast arrives in order. */
  send(what) {
    const { chat, person } = this;
    this.sending = this.sending.then(() => request("POST", `chats/${chat}/messages`, { user_id: person.user_id, ...what }))
      .catch((error) => this.notSent(chat, what, error));
  }

  notSent(chat, what, error) {
    if (this.chat === chat) {
      this.notice(`Not sent: ${error.message}.`);
      if (what.text) this.composer.giveBack(what.text);
    } else if (what.text) {
      this.drafts.set(chat, [what.text, this.drafts.get(chat)].filter(Boolean).join("\n"));
    }
  }

  async press(button, message) {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), PRESS_WAIT_MS);
    const { person } = this;
    try {
      await request("POST", `chats/${this.chat}/presses`, {
        user_id: person.user_id, message_id: message.message_id, data: button.dataset.data,
      });
    } catch (error) {
      button.removeAttribute("aria-busy");
      this.notice(`Not pressed: ${error.message}.`);
    }
  }

  /** Takes the whole chat as the server has it now. */
  sync(messages) {
    const kept = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.messages.keys()]) if (!kept.has(id)) this.remove(id);
    for (const message of messages.slice(-MOST_SHOWN)) this.place(message);
    this.settle();
    if (this.pinned) this.toEnd();
  }

  /** A new message, or a newer form of one that is shown. */
  put(message) {
    const added = !this.messages.has(message.message_id);
    const mine = this.place(message);
    if (this.messages.size > MOST_SHOWN) this.remove(Math.min(...this.messages.keys()));
    this.settle();
    if (added && !mine) this.action(undefined);
    if (this.pinned || (added && mine)) this.toEnd();
    else if (added) this.newer.hidden = false;
  }

  /** Puts a message where its id belongs; tells whether the person of this pane wrote it. */
  place(message) {
    const mine = message.from?.id === this.person.user_id;
    const known = this.messages.get(message.message_id);
    if (known && JSON.stringify(known.message) === JSON.stringify(message)) return mine;
    const element = bubble(message, mine, this);
    if (known) this.replace(known.element, element);
    else this.list.insertBefore(element, this.after(message.message_id));
    this.messages.set(message.message_id, { message, element });
    return mine;
  }

  /** Puts a bubble in the place of another; whoever was at a button of it goes on at the new one, or writes. */
  replace(old, element) {
    const focused = old.contains(document.activeElement);
    element.classList.add("replaced");
    old.replaceWith(element);
    if (focused) (element.querySelector(".inline:enabled") ?? this.composer.field).focus({ preventScroll: true });
  }

  /** The element in front of which a message with this id belongs; null for the end. */
  after(id) {
    let before = null;
    for (let element = this.list.lastElementChild; element; element = element.previousElementSibling) {
      if (Number(element.dataset.messageId) < id) break;
      before = element;
    }
    return before;
  }

  deleted(id) {
    this.remove(id);
    this.gone = Math.max(this.gone, id === this.composer.wanted?.message.message_id ? id : 0);
    this.settle();
  }

  remove(id) {
    this.messages.get(id)?.element.remove();
    this.messages.delete(id);
  }

  /** Puts dates between days, joins bubbles of one author, and offers what the bot wants next. */
  settle() {
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    const messages = [];
    let last;
    for (const element of [...this.list.children]) {
      const { message } = this.messages.get(Number(element.dataset.messageId));
      const date = day(message.date);
      if (date !== last?.date) element.before(h("li", { class: "day" }, h("span", {}, date)));
      element.classList.toggle("joined", date === last?.date && message.from?.id === last.from);
      last = { date, from: message.from?.id };
      messages.push(message);
    }
    this.empty.hidden = messages.length > 0;
    this.composer.want(wanted(messages, this.gone));
    // The Tab key leads to the newest buttons, the arrow keys from there to older ones.
    if (!this.list.contains(document.activeElement)) {
      this.stops([...this.list.querySelectorAll(".keyboard")].at(-1)?.querySelector(".inline:enabled"));
    } else this.stops();
  }

  nearEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }

  /** Leads to a message and marks it for a moment. */
  jump(id) {
    const element = this.messages.get(id)?.element;
    if (!element) return this.notice("That message is not here any more.");
    element.scrollIntoView({ block: "center" });
    element.classList.remove("marked", "replaced");
    // Reading the layout lets the mark begin anew.
    void element.offsetWidth;
    element.classList.add("marked");
  }

  /** Shows what the bot is doing, until it speaks or the time of a chat action is over. */
  action(action) {
    clearTimeout(this.actionTimer);
    this.doing.textContent = action ? ` · ${action.replaceAll("_", " ")}…` : "";
    if (action) this.actionTimer = setTimeout(() => this.action(undefined), ACTION_MS);
  }

  /** The answer to a press: ends its waiting, and shows its text, or the address it would open. */
  answered(answer) {
    const pressed = this.messages.get(answer.message_id)?.element ?? this.list;
    for (const button of pressed.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    if (answer.url) this.offerAddress(answer.url);
    if (!answer.text) return;
    if (answer.show_alert) this.alert([h("p", { dir: "auto" }, answer.text)], [h("button", { type: "button", class: "primary" }, "OK")]);
    else this.notice(answer.text);
  }

  /** Nothing opens by itself: the person at the page sees where it leads, and decides. */
  offerAddress(url) {
    this.alert(
      [h("p", {}, "The bot wants to open"), h("p", { class: "address", dir: "ltr" }, url)],
      [h("button", { type: "button", class: "secondary" }, "Cancel"), harmless(url) && link(url, { class: "primary", data: { test: "open-address" } }, "Open ↗")]);
  }

  notice(text) {
    const toast = h("div", { class: "toast", dir: "auto", data: { test: "toast" } }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  /** Shows a box over this pane; every one of its buttons closes it, and so does Escape. */
  alert(parts, buttons) {
    const before = document.activeElement;
    const box = h("div", {
      class: "alert", role: "alertdialog", "aria-label": "Message of the bot", data: { test: "toast", alert: "true" },
      on: { keydown: (event) => { if (event.key === "Escape") close(); } },
    }, h("div", { class: "card" }, parts, h("div", { class: "card-buttons", on: { click: ({ target }) => { if (target.closest("button, a")) close(); } } }, buttons)));
    const close = () => {
      box.remove();
      this.onlyTop();
      (this.element.contains(before) && before.isConnected ? before : this).focus({ preventScroll: true });
    };
    this.element.append(box);
    this.onlyTop();
    const last = [...box.querySelectorAll(".primary, .secondary")].at(-1);
    if (!document.activeElement || document.activeElement === document.body || this.element.contains(document.activeElement)) last.focus();
  }

  /** While a box lies over the pane, nothing below it can be used. */
  onlyTop() {
    const top = [...this.element.querySelectorAll(".alert")].at(-1);
    for (const child of this.element.children) child.inert = top !== undefined && child !== top;
  }
}
