// One pane: a person chosen or created, and their chat with the bot.

import { avatar, day, h, icon } from "./dom.js";
import { bubble } from "./message.js";
import { request } from "./server.js";

const STICKERS = ["👍", "❤️", "😂", "🎉", "🤔", "😢", "🔥", "🙏", "🍕", "⚡", "🐈", "🚀"];
// Telegram's own clients stop waiting for the answer to a press at about this time.
const PRESS_WAIT_MS = 15_000;
// A chat action is shown for five seconds or less: https://core.telegram.org/bots/api#sendchataction
const ACTION_MS = 5000;
const TOAST_MS = 4000;
const NEAR_END_PX = 80;
const MOST_OFFERED = 12;
// More bubbles than anybody reads make the page slow; the server still has them.
const MOST_SHOWN = 1000;
export const LANGUAGES = { en: "English", ru: "Русский" };

export class Pane {
  /** `app` has `bot`, `people`, `choose(pane, chat)`, `addPerson(pane, name, language)`, `focused(pane)`. */
  constructor(app, index) {
    this.app = app;
    this.index = index;
    this.chat = undefined;
    this.messages = new Map();
    this.drafts = new Map();
    this.sending = Promise.resolve();
    this.element = h("section", {
      class: "pane", data: { test: "pane", pane: index }, "aria-label": `Chat ${index + 1}`,
      on: { focusin: () => app.focused(this), pointerdown: () => app.focused(this) },
    });
    this.show(undefined);
  }

  get person() {
    return this.app.people.get(this.chat);
  }

  /** Shows this person's chat, still empty; without one, the question who is writing. */
  show(chat) {
    if (this.field) this.drafts.set(this.chat, this.field.value);
    this.chat = chat;
    this.messages.clear();
    this.field = undefined;
    clearTimeout(this.actionTimer);
    this.element.replaceChildren(...(this.person ? this.chatParts() : [this.who()]));
    if (this.person) this.fit();
  }

  /** Puts the cursor where one writes: a message, or a name. */
  focus() {
    (this.field ?? this.element.querySelector("input")).focus();
  }

  who() {
    const name = h("input", {
      id: `name-${this.index}`, type: "text", required: true, maxLength: 64, autocomplete: "off", placeholder: this.index === 0 ? "Ann" : "Ben",
      data: { test: "person-name" },
    });
    const own = navigator.language.startsWith("ru") ? "ru" : "en";
    const language = h("select", { id: `language-${this.index}`, data: { test: "person-language" } },
      Object.entries(LANGUAGES).map(([code, label]) => h("option", { value: code, selected: code === own }, label)));
    const submit = async (event) => {
      event.preventDefault();
      if (!name.value.trim()) return name.focus();
      try {
        await this.app.addPerson(this, name.value.trim(), language.value);
      } catch (error) {
        problem.textContent = `Not done: ${error.message}.`;
      }
    };
    const problem = h("p", { class: "problem", role: "alert" });
    this.known = h("div", { class: "known" });
    this.offer();
    return h("div", { class: "who" },
      h("form", { class: "card", on: { submit } },
        h("h2", {}, "Who is writing?"),
        h("label", { htmlFor: name.id }, "Name"), name,
        h("label", { htmlFor: language.id }, "Language of the person"), language,
        h("button", { type: "submit", class: "primary", data: { test: "add-person" } }, "Open a chat"),
        problem, this.known));
  }

  /** Offers the people who are shown nowhere, latest last; what is typed in the form stays. */
  offer() {
    if (this.person) return;
    const free = [...this.app.people.values()].filter((person) => !this.app.shown(person.chat_id));
    this.known.hidden = free.length === 0;
    this.known.replaceChildren(h("p", {}, "or go on as"), h("div", { class: "chips" },
      free.slice(-MOST_OFFERED).map((person) => h("button", {
        type: "button", class: "chip", on: { click: () => this.app.choose(this, person.chat_id) },
      }, avatar(person), person.name))));
  }

  chatParts() {
    const { person } = this;
    this.doing = h("span", { class: "doing", data: { test: "action" } });
    this.list = h("ol", { class: "messages", role: "log", tabIndex: 0, "aria-label": `Messages of ${person.name}` });
    this.pinned = true;
    this.list.addEventListener("scroll", () => {
      this.pinned = this.nearEnd();
      if (this.pinned) this.newer.hidden = true;
    });
    new ResizeObserver(() => { if (this.pinned) this.toEnd(); }).observe(this.list);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } }, "New messages ↓");
    this.empty = h("div", { class: "empty", hidden: true },
      h("p", {}, `${person.name} has not written to ${this.app.bot.name ?? "the bot"} yet.`),
      h("button", { type: "button", class: "primary", data: { test: "start" }, on: { click: () => this.say("/start") } }, "Start"));
    this.toasts = h("div", { class: "toasts", role: "status" });
    return [
      h("header", { class: "pane-head" }, avatar(person),
        h("div", { class: "pane-title" },
          h("h2", { data: { test: "pane-person" } }, person.name),
          h("p", {}, h("span", {}, LANGUAGES[person.language_code] ?? person.language_code ?? ""), this.doing)),
        h("button", {
          type: "button", class: "round", title: "Change person", "aria-label": "Change person",
          data: { test: "change-person" }, on: { click: () => this.app.choose(this, undefined) },
        }, icon("people"))),
      h("div", { class: "scroll" }, this.list, this.empty, this.newer, this.toasts),
      this.composer(),
    ];
  }

  composer() {
    this.field = h("textarea", {
      rows: 1, maxLength: 4096, placeholder: "Message", "aria-label": `Message of ${this.person.name}`,
      value: this.drafts.get(this.chat) ?? "", enterKeyHint: "send", data: { test: "message-input" },
      on: { input: () => this.fit(), keydown: (event) => this.key(event) },
    });
    const picker = h("div", { class: "picker", hidden: true, role: "group", "aria-label": "Stickers" },
      STICKERS.map((emoji) => h("button", {
        type: "button", "aria-label": `Sticker ${emoji}`, data: { test: "sticker", emoji },
        on: { click: () => { toggle(false); this.send({ sticker: emoji }); } },
      }, emoji)));
    const opener = h("button", {
      type: "button", class: "round", title: "Stickers", "aria-label": "Stickers", "aria-expanded": "false",
      data: { test: "sticker-picker" }, on: { click: () => toggle(picker.hidden) },
    }, icon("smile"));
    const toggle = (open) => {
      picker.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
      (open ? picker.firstElementChild : this.field).focus();
    };
    const leave = (event) => { if (event.key === "Escape" && !picker.hidden) toggle(false); };
    return h("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.submit(); }, keydown: leave } },
      picker, opener, this.field,
      h("button", { type: "submit", class: "round send", title: "Send", "aria-label": "Send", data: { test: "send" } }, icon("send")));
  }

  key(event) {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  submit() {
    const text = this.field.value;
    if (!text.trim()) return;
    this.field.value = "";
    this.fit();
    this.say(text);
  }

  say(text) {
    this.send({ text });
  }

  /** Sends one after the other, so that what is typed fast arrives in order. */
  send(what) {
    const { chat, person } = this;
    this.sending = this.sending.then(() => request("POST", `chats/${chat}/messages`, { user_id: person.user_id, ...what }))
      .catch((error) => {
        if (this.chat !== chat) return;
        this.notice(`Not sent: ${error.message}.`);
        if (what.text && !this.field.value) this.field.value = what.text;
      });
    this.field.focus({ preventScroll: true });
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
    if (known) known.element.replaceWith(element);
    else this.list.insertBefore(element, this.after(message.message_id));
    this.messages.set(message.message_id, { message, element });
    return mine;
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
    this.settle();
  }

  remove(id) {
    this.messages.get(id)?.element.remove();
    this.messages.delete(id);
  }

  /** Puts dates between days, joins bubbles of one author, and offers Start in an empty chat. */
  settle() {
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    let last;
    for (const element of [...this.list.children]) {
      const { message } = this.messages.get(Number(element.dataset.messageId));
      const date = day(message.date);
      if (date !== last?.date) element.before(h("li", { class: "day" }, h("span", {}, date)));
      element.classList.toggle("joined", date === last?.date && message.from?.id === last.from);
      last = { date, from: message.from?.id };
    }
    this.empty.hidden = this.messages.size > 0;
  }

  nearEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }

  /** Shows what the bot is doing, until it speaks or the time of a chat action is over. */
  action(action) {
    clearTimeout(this.actionTimer);
    this.doing.textContent = action ? ` · ${action.replaceAll("_", " ")}…` : "";
    if (action) this.actionTimer = setTimeout(() => this.action(undefined), ACTION_MS);
  }

  /** The answer to a press: ends its waiting, and shows its text. */
  answered(answer) {
    const pressed = this.messages.get(answer.message_id)?.element ?? this.list;
    for (const button of pressed.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    if (answer.text) answer.show_alert ? this.alert(answer.text) : this.notice(answer.text);
  }

  notice(text) {
    const toast = h("div", { class: "toast", data: { test: "toast" } }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  alert(text) {
    const close = h("button", { type: "button", class: "primary", on: { click: () => { box.remove(); this.field?.focus(); } } }, "OK");
    const box = h("div", {
      class: "alert", role: "alertdialog", "aria-label": "Message of the bot", data: { test: "toast", alert: "true" },
      on: { keydown: (event) => { if (event.key === "Escape") close.click(); } },
    }, h("div", { class: "card" }, h("p", {}, text), close));
    this.element.append(box);
    close.focus();
  }
}
