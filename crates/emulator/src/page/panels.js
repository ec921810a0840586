// The panels beside the chats: one row of tabs, one panel below it. Knows nothing of what is in them.

import { h } from "./dom.js";
import { rove } from "./rove.js";

export class Panels {
  /** The panel of the calls is there from the beginning. */
  constructor() {
    this.row = document.getElementById("panel-tabs");
    this.all = [];
    this.settle = rove(this.row, "button");
    this.add("calls", "Calls", document.getElementById("panel-calls"));
    this.open("calls");
  }

  /**
   * Adds a panel behind the others. `opened(is)` is called when it begins or ends to be shown; `label` says more than
   * the short title.
   */
  add(name, title, element, opened, label = title) {
    element.id = `panel-${name}`;
    element.setAttribute("role", "tabpanel");
    element.setAttribute("aria-labelledby", `tab-${name}`);
    element.hidden = true;
    const tab = h("button", {
      type: "button", id: `tab-${name}`, role: "tab", "aria-selected": "false", "aria-controls": element.id, "aria-label": label, title: label,
      data: { test: "panel-tab", panel: name }, on: { click: () => this.open(name) },
    }, title);
    this.row.append(tab);
    if (!element.isConnected) this.row.after(element);
    this.all.push({ name, tab, element, opened });
    this.settle();
  }

  /** Reads the panel that is open anew. */
  again() {
    for (const { element, opened } of this.all) if (!element.hidden) opened?.(true);
  }

  open(name) {
    for (const panel of this.all) {
      const chosen = panel.name === name;
      if (chosen === !panel.element.hidden) continue;
      panel.element.hidden = !chosen;
      panel.tab.setAttribute("aria-selected", String(chosen));
      if (chosen) this.settle(panel.tab);
      panel.opened?.(chosen);
    }
  }
}

/** Calls `read()` now and every second, as long as its panel is open; gives what a panel is opened with. */
export function whileOpen(read) {
  let timer;
  return (open) => {
    clearInterval(timer);
    if (!open) return;
    read();
    timer = setInterval(() => { if (!document.hidden) read(); }, 1000);
  };
}
