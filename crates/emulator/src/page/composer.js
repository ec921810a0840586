// Where a person writes: the field with its commands, stickers, and the keyboard that the bot put in its place.

import { Attachments } from "./attachments.js";
import { CommandMenu } from "./commands.js";
import { focusGently, h, icon, round } from "./dom.js";
import { InlineMode } from "./inline.js";
import { pressed, replyButtons } from "./keyboard.js";
import { MenuButton } from "./menu.js";
import { preview } from "./preview.js";
import { rove } from "./rove.js";
import { Writer } from "./writer.js";

const STICKERS = ["👍", "❤️", "😂", "🎉", "🤔", "😢", "🔥", "🙏", "🍕", "⚡", "🐈", "🚀"];
const PLACEHOLDER = "Message";

export class Composer {
  /** `room` has `id`, `index`, `pane`, `known`, `writer`, `people()`, `deeds`, `apps`, `app` and `notice(text)`. */
  constructor(room, draft) {
    this.room = room;
    this.wanted = undefined;
    // What the person at the page did about a message that wants an answer, by its id.
    this.hidden = new Map();
    this.field = h("textarea", {
      rows: 1, maxLength: 4096, placeholder: PLACEHOLDER, dir: "auto",
      value: draft, enterKeyHint: "send", data: { test: "message-input" },
      on: {
        input: () => this.typed(), keydown: (event) => this.key(event),
        click: () => this.typed(), blur: () => this.closeLists(), paste: (event) => this.pasted(event),
      },
    });
    this.menu = new CommandMenu(this.field, `commands-${room.index}`, (command) => this.command(command));
    this.inline = new InlineMode(this.field, `results-${room.index}`, this.asking());
    this.as = new Writer(room);
    this.menuButton = new MenuButton(this.menu.list.element.id, {
      toggle: () => this.toggleMenu(), open: (menu) => room.apps.open(menu, "menu"),
    });
    this.keyboard = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Keyboard of the bot", hidden: true, data: { test: "reply-keyboard" } });
    this.settle = rove(this.keyboard, ".inline:enabled");
    this.keyboardOpener = round("keyboard", "Keyboard of the bot", {
      hidden: true, data: { test: "keyboard-toggle" }, on: { click: () => this.toggleKeyboard() },
    });
    this.silence = h("p", { class: "silence", role: "status", data: { test: "silence" } });
    this.strip = h("div", { class: "composer-as" }, !room.isPrivate && this.as.element, this.silence);
    this.reply = h("div", { class: "replying", hidden: true, data: { test: "replying" } });
    this.files = new Attachments(() => focusGently(this.field), (text) => room.notice(text));
    this.element = h("form", {
      class: "composer",
      on: { submit: (event) => { event.preventDefault(); this.submit(); }, keydown: (event) => this.escape(event) },
    }, this.menu.list.element, this.inline.list.element, this.stickers(), this.reply, this.files.element,
    this.strip,
    h("div", { class: "composer-row" }, this.menuButton.element, this.files.opener, this.files.input, this.stickerOpener, this.field, this.keyboardOpener,
      h("button", { type: "submit", class: "round send", title: "Send", "aria-label": "Send", data: { test: "send" } }, icon("send"))),
    this.keyboard);
  }

  /** What inline mode needs of the chat. */
  asking() {
    const { room } = this;
    return {
      bots: () => [...room.known.bots.values()],
      ask: (bot, query, offset) => room.deeds.ask(bot, query, offset),
      choose: (bot, question, result) => room.deeds.choose(bot, question, result),
      start: (bot, parameter) => room.app.begin(room.writer, parameter, bot),
      open: (bot, button) => room.apps.open(button, "results", bot),
    };
  }

  /** Somebody else writes, or may write, than before. */
  settlePeople() {
    const why = this.room.known.silence(this.room.id);
    const { name } = this.room.writer ?? { name: "nobody" };
    this.as.draw();
    this.silence.textContent = why ?? "";
    this.strip.hidden = this.room.isPrivate && why === undefined;
    this.field.ariaLabel = `Message of ${name}`;
    this.field.disabled = why !== undefined;
  }

  closeLists() {
    this.menu.list.close();
    this.inline.list.close();
  }

  /** Puts a text where one writes, as if it had been typed. */
  write(text) {
    this.put(text);
    this.field.focus({ preventScroll: true });
    this.typed();
  }

  stickers() {
    this.picker = h("div", { class: "popup picker", hidden: true, role: "group", "aria-label": "Stickers" },
      STICKERS.map((emoji) => h("button", {
        type: "button", "aria-label": `Sticker ${emoji}`, data: { test: "sticker", emoji },
        on: { click: () => { this.toggleStickers(false); this.room.deeds.send({ sticker: emoji, ...this.repliesTo() }); } },
      }, emoji)));
    rove(this.picker, "button")();
    this.stickerOpener = round("smile", "Stickers", {
      "aria-expanded": "false", data: { test: "sticker-picker" }, on: { click: () => this.toggleStickers(this.picker.hidden) },
    });
    this.picker.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== this.stickerOpener && !this.picker.contains(relatedTarget)) this.toggleStickers(false, true);
    });
    return this.picker;
  }

  toggleStickers(open, stay) {
    if (open === !this.picker.hidden) return;
    this.picker.hidden = !open;
    this.stickerOpener.setAttribute("aria-expanded", String(open));
    if (open) this.picker.firstElementChild.focus();
    else if (!stay) focusGently(this.field);
  }

  /** The commands that the bot offers here, and the button that it has chosen. */
  offer(commands, menu) {
    this.menu.all = commands;
    this.menuButton.show(menu, { commands, small: !this.room.isPrivate });
    if (document.activeElement === this.field) this.menu.typed();
  }

  toggleMenu() {
    focusGently(this.field);
    this.menu.toggle();
  }

  /** A command was chosen: what was typed of it goes, another draft stays. */
  command(command) {
    if (/^\/\S*$/.test(this.field.value)) this.put("");
    this.room.deeds.send({ text: command });
  }

  /** Shows what the bot wants an answer with; `undefined` if anything will do. */
  want(wanted) {
    const before = this.wanted;
    this.wanted = wanted;
    this.field.placeholder = (this.keyboardOpen() || this.replying()) && wanted?.placeholder || PLACEHOLDER;
    this.showReply();
    this.showKeyboard(JSON.stringify(before?.rows) !== JSON.stringify(wanted?.rows));
    const here = document.activeElement === document.body || this.room.pane.element.contains(document.activeElement);
    if (wanted && this.replying() === wanted.message && before?.message.message_id !== wanted.message.message_id && here) focusGently(this.field);
  }

  /** The message that is replied to: one the person has chosen, or one that asks for it. */
  replying() {
    if (this.chosen) return this.chosen;
    const asked = this.wanted?.reply === true && !this.hidden.get(`reply ${this.wanted.message.message_id}`);
    return asked ? this.wanted.message : undefined;
  }

  /** The person at the page wants to reply to this message. */
  replyTo(message) {
    this.chosen = message;
    this.showReply();
    focusGently(this.field);
  }

  /** What is written next takes the place of the text of this message; what was being written waits. */
  edit(message) {
    if (!this.edited) this.waiting = this.field.value;
    this.edited = message;
    this.showReply();
    this.write(message.text ?? message.caption ?? "");
  }

  /** Says what is edited or replied to. */
  showReply() {
    const message = this.edited ?? this.replying();
    this.reply.hidden = message === undefined;
    if (!message) return;
    const [what, not] = this.edited ? ["Edit", "Do not edit"] : [`Reply to ${message.from?.first_name ?? "the message"}`, "Do not reply"];
    this.reply.replaceChildren(
      h("p", {}, h("strong", {}, what), h("span", { dir: "auto" }, preview(message))),
      round("close", not, { on: { click: () => this.noReply() } }));
  }

  noReply() {
    if (this.edited) this.editedAs("");
    else if (this.chosen) this.chosen = undefined;
    else this.hidden.set(`reply ${this.wanted.message.message_id}`, true);
    this.want(this.wanted);
    focusGently(this.field);
  }

  /** The end of editing; without a text nothing has changed. */
  editedAs(text) {
    const { edited } = this;
    this.edited = undefined;
    this.put(this.waiting);
    this.showReply();
    if (text) this.room.deeds.edit(edited, text);
  }

  /** What a message that is sent now replies to; the next one replies to nothing that was chosen before. */
  repliesTo() {
    const message = this.replying();
    this.chosen = undefined;
    this.showReply();
    return message ? { reply_to: message.message_id } : {};
  }

  keyboardOpen() {
    const { wanted } = this;
    return wanted?.rows.length > 0 && !(this.hidden.get(wanted.message.message_id) ?? wanted.served);
  }

  showKeyboard(changed) {
    const { wanted } = this;
    const open = this.keyboardOpen();
    const focused = this.keyboard.contains(document.activeElement);
    if (changed) {
      this.keyboard.replaceChildren(...replyButtons(wanted?.rows ?? [], (button) => this.answer(button)));
      this.settle();
    }
    this.keyboard.classList.toggle("tall", wanted?.fitted === false);
    this.keyboard.hidden = !open;
    // One that wants to be always there can be hidden only after it has served.
    this.keyboardOpener.hidden = !wanted?.rows.length || (wanted.persistent && !wanted.served);
    this.keyboardOpener.setAttribute("aria-expanded", String(open));
    if (focused && !(open && this.keyboard.contains(document.activeElement))) this.field.focus({ preventScroll: true });
  }

  toggleKeyboard() {
    this.hidden.set(this.wanted.message.message_id, this.keyboardOpen());
    this.want(this.wanted);
  }

  /** A button of the bot's keyboard was pressed. */
  answer(button) {
    this.hidden.delete(this.wanted.message.message_id);
    if (button.web_app) return this.room.apps.open(button, "keyboard");
    this.room.deeds.send({ ...pressed(button, this.room.writer), ...this.repliesTo() });
  }

  typed() {
    this.fit();
    this.menu.typed();
    this.inline.typed();
  }

  key(event) {
    // While an input method composes a character, Enter belongs to it.
    if (this.menu.list.key(event) || this.inline.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  escape(event) {
    if (event.key !== "Escape") return;
    if (!this.picker.hidden) this.toggleStickers(false);
    else if (this.edited || this.replying()) this.noReply();
  }

  /** Files on the clipboard are attached; text goes into the field, as always. */
  pasted(event) {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    this.files.take(files);
  }

  fit() {
    this.field.style.height = "auto";
    // Nothing has a height while it is not shown.
    if (this.field.scrollHeight) this.field.style.height = `${this.field.scrollHeight}px`;
  }

  put(text) {
    this.field.value = text;
    this.fit();
  }

  submit() {
    const text = this.field.value;
    if (this.edited) return this.editedAs(text.trim());
    const files = this.files.taken();
    if (!text.trim() && !files.length) return;
    this.closeLists();
    this.put("");
    if (files.length) this.room.deeds.sendFiles(files, text.trim(), this.repliesTo());
    else this.room.deeds.send({ text, ...this.repliesTo() });
    this.field.focus({ preventScroll: true });
  }

  /** Gives back a text that could not be sent, in front of what was typed since. */
  giveBack(text) {
    this.put([text, this.field.value].filter(Boolean).join("\n"));
  }
}
