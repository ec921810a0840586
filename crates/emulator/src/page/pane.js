// One pane: a chat, or the question who is writing or what is to be made.

import { focusGently, h } from "./dom.js";
import { Gathering } from "./gathering.js";
import { Room } from "./room.js";
import { Who } from "./who.js";

export class Pane {
  /** `app` has `known`, `recent()`, `shown(chat)`, `choose(pane, chat)`, `addPerson(…)`, `addChat(…)` and `focused(pane)`. */
  constructor(app, index) {
    this.app = app;
    this.index = index;
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

  /** The id of the chat that is shown. */
  get chat() {
    return this.room?.id;
  }

  /** Shows this chat, still empty; without one, the question who is writing. */
  show(chat) {
    const before = this.leave();
    this.name = this.app.known.chats.get(chat)?.name;
    this.room = this.name === undefined ? undefined : new Room(this, chat);
    this.form = this.room ? undefined : this.askWho(before);
    this.put(this.room?.elements ?? [this.form.element]);
    this.room?.composer.fit();
  }

  /** Shows the form for a new group or channel. */
  gather() {
    const before = this.leave();
    this.room = this.name = undefined;
    this.form = new Gathering(this.index, this.app.known, {
      add: (chat, bot) => this.app.addChat(this, chat, bot), back: () => this.app.choose(this, before),
    });
    this.put([this.form.element]);
  }

  /** Keeps what was being written; gives the chat that was shown. */
  leave() {
    const { room } = this;
    if (room) this.drafts.set(room.id, room.composer.field.value);
    room?.apps.leave();
    return room?.id ?? this.before;
  }

  put(elements) {
    this.before = this.chat ?? this.before;
    this.element.replaceChildren(...elements);
    this.offer();
  }

  /** Puts the cursor where one writes: a message, or a name. */
  focus() {
    if (this.room) focusGently(this.room.composer.field);
    else this.form.focus();
  }

  touched({ target }) {
    this.app.focused(this);
    const { composer } = this.room ?? {};
    if (composer && !composer.element.contains(target)) composer.closeLists();
  }

  /** Files can be dropped anywhere on a chat. */
  dragged(event) {
    if (!this.room || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.element.classList.add("over");
  }

  dropped(event) {
    this.element.classList.remove("over");
    if (!this.room || !event.dataTransfer.files.length) return;
    event.preventDefault();
    this.room.composer.files.take(event.dataTransfer.files);
  }

  askWho(before) {
    return new Who(this.index, {
      add: (name, language) => this.app.addPerson(this, name, language),
      choose: (chat) => this.app.choose(this, chat),
      back: this.app.known.chats.has(before) ? () => this.app.choose(this, before) : undefined,
    });
  }

  /** Offers the people whose chats are shown nowhere. */
  offer() {
    const { known } = this.app;
    this.form?.offer?.(known.recent().filter((chat) => chat.type === "private" && !this.app.shown(chat.id)));
  }
}
