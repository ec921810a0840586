// What the bot shows of a message that it still writes, above the place to write. Knows no server.
//
// https://core.telegram.org/bots/api#sendmessagedraft

import { formatted } from "./entities.js";
import { h } from "./dom.js";
import { rich } from "./rich.js";

const SHOWN_MS = 30_000;

export class Draft {
  /** `room` has `deeds` and what formatted text needs. */
  constructor(room) {
    this.room = room;
    this.element = h("div", { class: "draft", role: "status", hidden: true, data: { test: "draft" } });
  }

  /** Shows a draft, or none. */
  show(draft) {
    clearTimeout(this.timer);
    this.element.hidden = !draft;
    if (!draft) return;
    const stop = draft.can_stop && h("button", {
      type: "button", class: "quiet", data: { test: "stop-draft" }, on: { click: () => this.room.deeds.stop(draft) },
    }, "Stop");
    this.element.replaceChildren(...[this.written(draft), stop].filter(Boolean));
    // It grows at its end.
    this.element.scrollTop = this.element.scrollHeight;
    this.timer = setTimeout(() => this.show(), SHOWN_MS);
  }

  /** What there is of the message. */
  written({ text, entities, rich_message: message }) {
    if (message) return h("div", { class: "draft-rich", dir: "auto" }, rich(message, undefined, this.room));
    return h("div", { class: "text", dir: "auto" }, text ? formatted(text, entities, this.room) : "Thinking…");
  }
}
