// The commands a bot offers, as a menu and as suggestions while one is typed. Knows its field, no chat.

import { h } from "./dom.js";

export class CommandMenu {
  /** Works beside `field`, which keeps the focus. `pick(text)` is called with a chosen command. */
  constructor(field, id, pick) {
    this.field = field;
    this.pick = pick;
    this.all = [];
    this.shown = [];
    this.at = 0;
    this.element = h("div", {
      id, class: "popup commands", role: "listbox", "aria-label": "Commands of the bot", hidden: true, data: { test: "commands" },
      // The field keeps the focus.
      on: { pointerdown: (event) => event.preventDefault() },
    });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
  }

  get open() {
    return !this.element.hidden;
  }

  /** The field has changed: suggests the commands that begin like it. */
  typed() {
    const begun = /^\/\S*$/.exec(this.field.value)?.[0].toLowerCase();
    const fitting = this.all.filter(({ command }) => begun && `/${command}`.startsWith(begun));
    // One that is typed in full comes before those that only begin with it.
    this.show(fitting.toSorted((a, b) => (`/${b.command}` === begun) - (`/${a.command}` === begun)));
  }

  toggle() {
    this.show(this.open ? [] : this.all);
  }

  close() {
    this.show([]);
  }

  show(list) {
    this.shown = list;
    this.element.hidden = list.length === 0;
    this.element.replaceChildren(...list.map(({ command, description }, index) => h("div", {
      id: `${this.element.id}-${index}`, class: "command-row", role: "option", data: { test: "command" },
      on: { click: () => this.choose(index), pointermove: () => this.mark(index) },
    }, h("span", { class: "command-name" }, `/${command}`), h("span", { class: "command-text", dir: "auto" }, description))));
    this.mark(0);
  }

  mark(index) {
    this.at = index;
    const rows = [...this.element.children];
    for (const [at, row] of rows.entries()) row.setAttribute("aria-selected", String(at === index));
    rows[index]?.scrollIntoView({ block: "nearest" });
    if (rows[index]) this.field.setAttribute("aria-activedescendant", rows[index].id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    const { command } = this.shown[index];
    this.close();
    this.pick(`/${command}`);
  }

  /** Takes a key of the field if the menu has a use for it; tells whether it did. */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const { length } = this.shown;
    switch (event.key) {
      case "ArrowDown": this.mark((this.at + 1) % length); break;
      case "ArrowUp": this.mark((this.at + length - 1) % length); break;
      case "Enter":
        if (event.shiftKey) return false;
        this.choose(this.at);
        break;
      case "Tab":
        if (event.shiftKey) return false;
        // Something may follow the command, so it is only written.
        this.field.value = `/${this.shown[this.at].command} `;
        this.field.dispatchEvent(new Event("input"));
        break;
      case "Escape": this.close(); break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
