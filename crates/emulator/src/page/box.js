// Boxes over one pane: the other one can be used meanwhile.

import { h } from "./dom.js";

/**
 * Lays an element over a pane until it is closed, by Escape, too; then `back()` is called to put the focus where it
 * was. Gives the function that closes it.
 */
export function lay(pane, element, back) {
  const close = () => {
    if (!element.isConnected) return;
    element.remove();
    onlyTop(pane);
    back();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  // Whoever is at work elsewhere is left alone.
  const here = document.activeElement === document.body || pane.contains(document.activeElement);
  pane.append(element);
  onlyTop(pane);
  if (here) (element.querySelector("[data-first]") ?? [...element.querySelectorAll("button, a")].at(-1)).focus();
  return close;
}

/** Lays a box with these parts over a pane. Every one of its buttons and links closes it. */
export function box(pane, parts, buttons, back, label = "Message of the bot") {
  const foot = h("div", { class: "card-buttons", on: { click: ({ target }) => { if (target.closest("button, a")) close(); } } }, buttons);
  const element = h("div", {
    class: "alert", role: "alertdialog", "aria-label": label, data: { test: "toast", alert: "true" },
  }, h("div", { class: "card" }, parts, foot));
  const close = lay(pane, element, back);
}

/** While a box lies over a pane, nothing below it can be used. */
function onlyTop(pane) {
  const top = [...pane.querySelectorAll(".alert")].at(-1);
  for (const child of pane.children) child.inert = top !== undefined && child !== top;
}
