// Who does what is done in a chat of many people: a choice among those who are in it. Knows no message.

import { h } from "./dom.js";

export class Writer {
  /** `room` has `people()`, those who can be chosen, `writer`, the one who is, and `writeAs(user id)`. */
  constructor(room) {
    this.room = room;
    this.choice = h("select", {
      class: "input", "aria-label": "Write as", title: "Who writes, presses and reacts here", data: { test: "writer" },
      on: { change: () => room.writeAs(Number(this.choice.value)) },
    });
    this.element = h("label", { class: "as" }, "as", this.choice);
    this.draw();
  }

  draw() {
    const people = this.room.people();
    this.element.hidden = people.length === 0;
    const face = JSON.stringify(people.map(({ user_id: id, name }) => [id, name]));
    // A choice that is open stays open.
    if (face !== this.face) this.choice.replaceChildren(...people.map(({ user_id: id, name }) => h("option", { value: id }, name)));
    this.face = face;
    this.choice.value = this.room.writer?.user_id ?? "";
  }
}
