// One pane: a person chosen or created, and their chat with the bot.

import { box } from "./box.js";
import { Composer } from "./composer.js";
import { avatar, focusGently, h, harmless, link, round } from "./dom.js";
import { wanted } from "./keyboard.js";
import { Messages } from "./messages.js";
import { request, upload } from "./server.js";
import { LANGUAGES, Who } from "./who.js";

// Telegram's own clients stop waiting for the answer to a press at about this time.
const PRESS_WAIT_MS = 15_000;
// A chat action is shown for five seconds or less: https://core.telegram.org/bots/api#sendchataction
const ACTION_MS = 5000;
const TOAST_MS = 4000;

export class Pane {
  /**
   * `app` has `bot`, `people`, `recent()`, `shown(chat)`, `choose(pane, chat)`, `addPerson(pane, name, language)` and
   * `focused(pane)`.
   */
  constructor(app, index) {
    this.app = app;
    this.index = index;
    this.chat = undefined;
    this.drafts = new Map();
    this.sending = Promise.resolve();
    this.element = h("section", {
      class: "pane", data: { test: "pane", pane: index }, "aria-label": `Chat ${index + 1}`,
      on: {
        focusin: () => app.focused(this), pointerdown: (event) => this.touched(event),
        dragover: (event) => this.dragged(event), drop: (event) => this.dropped(event),
        dragleave: () => this.element.classList.remove("over"),
      },
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
    this.name = this.person?.name;
    this.gone = 0;
    this.composer = this.messages = this.who = undefined;
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

  /** Files can be dropped anywhere on a chat. */
  dragged(event) {
    if (!this.composer || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.element.classList.add("over");
  }

  dropped(event) {
    this.element.classList.remove("over");
    if (!this.composer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    this.composer.files.take(event.dataTransfer.files);
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
    this.empty = h("div", { class: "empty", hidden: true },
      h("p", {}, h("bdi", {}, person.name), ` has not written to ${this.app.bot.name ?? "the bot"} yet.`),
      h("button", { type: "button", class: "primary", data: { test: "start" }, on: { click: () => this.say("/start") } }, "Start"));
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.messages = new Messages(person, this);
    this.composer = new Composer(this, this.drafts.get(this.chat) ?? "");
    return [
      h("header", { class: "pane-head" }, avatar(person),
        h("div", { class: "pane-title" },
          h("h2", { dir: "auto", data: { test: "pane-person" } }, person.name),
          h("p", {}, h("span", {}, LANGUAGES[person.language_code] ?? person.language_code ?? ""), this.doing)),
        round("people", "Change person", { data: { test: "change-person" }, on: { click: () => this.app.choose(this, undefined) } })),
      h("div", { class: "scroll" }, this.messages.list, this.empty, this.messages.newer, this.toasts),
      this.composer.element,
    ];
  }

  field() {
    return this.composer.field;
  }

  /** All messages as they are now: an empty chat can be started, and the newest ones may want an answer. */
  settled(messages) {
    this.empty.hidden = messages.length > 0;
    this.composer.want(wanted(messages, this.gone));
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

  /** Sends files one after the other; the text stands below the first one. */
  sendFiles(items, caption, { reply_to }) {
    const { chat, person } = this;
    for (const [index, { file, kind, album }] of items.entries()) {
      const first = index === 0;
      const told = { user_id: person.user_id, kind, name: file.name, album, caption: first && caption, reply_to: first && reply_to };
      const query = new URLSearchParams(Object.entries(told).filter(([, value]) => value));
      this.sending = this.sending.then(() => upload(`chats/${chat}/files?${query}`, file))
        .catch((error) => {
          this.notSent(chat, { text: first && caption }, error);
          if (this.chat === chat) this.composer.files.take([file]);
        });
    }
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

  put(message) {
    if (this.messages.put(message)) this.action(undefined);
  }

  deleted(id) {
    if (id === this.composer.wanted?.message.message_id) this.gone = id;
    if (id === this.composer.chosen?.message_id) this.composer.noReply();
    this.messages.remove(id);
  }

  reply(message) {
    this.composer.replyTo(message);
  }

  jump(id) {
    if (!this.messages.jump(id)) this.notice("That message is not here any more.");
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
    const before = document.activeElement;
    const back = () => (this.element.contains(before) ? before : this).focus({ preventScroll: true });
    box(this.element, parts, buttons, back);
  }

  notice(text) {
    const toast = h("div", { class: "toast", dir: "auto", data: { test: "toast" } }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }
}
