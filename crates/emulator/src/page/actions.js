// What can be done to a message: reply, and behind a button react, edit, forward, delete. Knows no server.

import { h, round } from "./dom.js";
import { preview } from "./preview.js";
import { offered } from "./reactions.js";

/** Characters of the label of a button; a whole message is too much to listen to. */
const MOST_LABELLED = 60;

/** The buttons beside a message, and the row that one of them opens below it. */
export function actions(message, act) {
  const label = (what) => `${what} ${preview(message)}`.slice(0, MOST_LABELLED);
  const row = h("div", {
    class: "reactions set", role: "group", "aria-label": "What can be done", hidden: true,
    on: { keydown: (event) => { if (event.key === "Escape") { toggle(false); more.focus(); } } },
  });
  const more = round("more", label("React, edit, forward or delete"), {
    title: "React and more", "aria-expanded": "false", data: { test: "more" }, on: { click: () => toggle(row.hidden) },
  });
  const toggle = (open) => {
    // Most messages are never touched.
    if (open && !row.children.length) row.append(...offered(message, act, () => toggle(false)), ...changes(message, act));
    row.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (open) row.firstElementChild.focus();
  };
  const reply = round("reply", label("Reply to"), { title: "Reply", data: { test: "reply" }, on: { click: () => act.reply(message) } });
  return { buttons: h("div", { class: "beside" }, reply, more), row };
}

/** Buttons to edit, forward and delete it, for those who may. */
function changes(message, act) {
  const own = message.from?.id === act.me;
  const written = message.text !== undefined || message.caption !== undefined;
  const button = (text, test, click) => h("button", { type: "button", class: "quiet", data: { test }, on: { click } }, text);
  return [
    own && written && !message.via_bot && button("Edit", "edit", () => act.edit(message)),
    button("Forward", "forward", () => act.forward(message)),
    (own || act.mayDelete) && button("Delete", "delete", () => act.deeds.delete(message)),
  ].filter(Boolean);
}
