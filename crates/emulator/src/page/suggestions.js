// A list of suggestions above a field that keeps the focus. Knows the field, and nothing of what is suggested.

import { h } from "./dom.js";

export class Suggestions {
  /** `take(index)` is called with what was chosen, `write(index)`, if there is one, with what the Tab key shall write. */
  constructor(field, { id, label, test, take, write }) {
    Object.assign(this, { field, take, write });
    this.at = 0;
    this.element = h("div", {
      id, class: "popup suggestions", role: "listbox", "aria-label": label, hidden: true, data: { test },
      // The field keeps the focus.
      on: { pointerdown: (event) => event.preventDefault() },
    });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", [field.getAttribute("aria-controls"), id].filter(Boolean).join(" "));
  }

  get open() {
    return !this.element.hidden;
  }

  close() {
    this.show([]);
  }

  /** Shows what is in these rows, one list of nodes for each; the marked row stays marked if `at` says so. */
  show(rows, test, at = 0) {
    // Another list of the same field may be open.
    if (!rows.length && !this.open) return;
    this.element.hidden = rows.length === 0;
    this.element.replaceChildren(...rows.map((nodes, index) => h("div", {
      id: `${this.element.id}-${index}`, class: "suggestion", role: "option", data: { test },
      on: { click: () => this.choose(index), pointermove: () => this.mark(index) },
    }, nodes)));
    this.mark(at);
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
    this.close();
    this.take(index);
  }

  /** Takes a key of the field if the list has a use for it; tells whether it did. */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const { length } = this.element.children;
    switch (event.key) {
      case "ArrowDown": this.mark((this.at + 1) % length); break;
      case "ArrowUp": this.mark((this.at + length - 1) % length); break;
      case "Enter":
        if (event.shiftKey) return false;
        this.choose(this.at);
        break;
      case "Tab":
        if (event.shiftKey || !this.write) return false;
        this.write(this.at);
        break;
      case "Escape": this.close(); break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
