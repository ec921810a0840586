// The bar of pinned messages: the newest one, and with every press the one before it.

import { h, icon } from "./dom.js";
import { preview } from "./preview.js";

export class Pinned {
  /** `room` has `chat` with the ids that are pinned, and `jump(message id)`. */
  constructor(room) {
    this.room = room;
    this.at = 0;
    this.line = h("span", { class: "pinned-line", dir: "auto" });
    this.head = h("strong", {});
    this.element = h("button", {
      type: "button", class: "pinned", hidden: true, title: "To the pinned message", data: { test: "pinned" },
      on: { click: () => this.go() },
    }, icon("pin"), h("span", { class: "pinned-lines" }, this.head, this.line));
  }

  /** Shows what is pinned among these messages. */
  draw(messages) {
    const pinned = new Set(this.room.chat.pinned);
    this.shown = pinned.size ? messages.filter((message) => pinned.has(message.message_id)).reverse() : [];
    this.at = Math.min(this.at, Math.max(0, this.shown.length - 1));
    this.element.hidden = this.shown.length === 0;
    const message = this.shown[this.at];
    if (!message) return;
    this.head.textContent = this.shown.length > 1 ? `Pinned, ${this.at + 1} of ${this.shown.length}` : "Pinned";
    this.line.textContent = preview(message);
  }

  go() {
    const { message_id: id } = this.shown[this.at];
    this.at = (this.at + 1) % this.shown.length;
    this.draw(this.shown.toReversed());
    this.room.jump(id);
  }
}
