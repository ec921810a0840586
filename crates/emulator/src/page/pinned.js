// The bar of pinned messages: the newest one, and with every press the one before it.

import { h, icon } from "./dom.js";
import { preview } from "./preview.js";

export class Pinned {
  /** `room` has `topics` and `jump(message id)`. */
  constructor(room) {
    this.room = room;
    this.at = 0;
    this.all = [];
    this.line = h("span", { class: "pinned-line", dir: "auto" });
    this.head = h("strong", {});
    this.element = h("button", {
      type: "button", class: "pinned", hidden: true, title: "To the pinned message", data: { test: "pinned" },
      on: { click: () => this.go() },
    }, icon("pin"), h("span", { class: "pinned-lines" }, this.head, this.line));
  }

  /** What is pinned now, the newest last. */
  learn(messages) {
    this.all = messages;
    this.draw();
  }

  find(id) {
    return this.all.find((message) => message.message_id === id);
  }

  /** A newer form of a message, maybe of a pinned one. */
  put(message) {
    const at = this.all.findIndex((one) => one.message_id === message.message_id);
    if (at < 0) return;
    this.all[at] = message;
    this.draw();
  }

  draw() {
    this.shown = this.all.filter((message) => this.room.topics.shows(message)).reverse();
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
    this.draw();
    this.room.jump(id);
  }
}
