// A box over one pane: the other one can be used meanwhile.

import { h } from "./dom.js";

/**
 * Lays a box with these parts over a pane. Every one of its buttons and links closes it, and so does Escape; then
 * `back()` is called to put the focus where it was.
 */
export function box(pane, parts, buttons, back) {
  const element = h("div", {
    class: "alert", role: "alertdialog", "aria-label": "Message of the bot", data: { test: "toast", alert: "true" },
    on: { keydown: (event) => { if (event.key === "Escape") close(); } },
  }, h("div", { class: "card" }, parts,
    h("div", { class: "card-buttons", on: { click: ({ target }) => { if (target.closest("button, a")) close(); } } }, buttons)));
  const close = () => {
    element.remove();
    onlyTop(pane);
    back();
  };
  // Whoever is at work elsewhere is left alone.
  const here = document.activeElement === document.body || pane.contains(document.activeElement);
  pane.append(element);
  onlyTop(pane);
  if (here) [...element.querySelectorAll("button, a")].at(-1).focus();
}

/** While a box lies over a pane, nothing below it can be used. */
function onlyTop(pane) {
  const top = [...pane.querySelectorAll(".alert")].at(-1);
  for (const child of pane.children) child.inert = top !== undefined && child !== top;
}
