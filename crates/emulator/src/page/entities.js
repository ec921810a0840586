// Text with entities as nodes: user text is never markup. Knows no message.

import { h, isInvitation, link } from "./dom.js";
import { invoiceAt } from "./invoice.js";

/** Text with entities as nodes. Offsets are UTF-16 units, as in JavaScript's strings. */
export function formatted(text, entities, act) {
  const sorted = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, act);
}

/** The nodes of text[start..end]. Entities nest; one that sticks out of its outer one is continued behind it. */
function range(text, start, end, entities, act) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) {
      rest = others;
      continue;
    }
    if (from > at) nodes.push(text.slice(at, from));
    const inner = others.filter((other) => other.offset < to);
    nodes.push(wrapped(entity, text.slice(from, to), range(text, from, to, inner, act), act));
    // The line break behind a block is drawn by the block itself.
    at = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
    rest = others.filter((other) => other.offset + other.length > to);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

function wrapped(entity, plain, inner, act) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag, {}, inner);
  switch (entity.type) {
    case "pre": return h("pre", { title: entity.language }, h("code", {}, inner));
    case "spoiler": return spoiler(inner);
    case "text_link": return leading(entity.url, inner, act);
    case "url": return leading(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `http://${plain}`, inner, act);
    case "email": return link(`mailto:${plain}`, {}, inner);
    case "phone_number": return link(`tel:${plain}`, {}, inner);
    case "bot_command":
      return h("button", { type: "button", class: "command", on: { click: () => act.say(plain) } }, inner);
    case "mention": case "hashtag": case "cashtag": case "text_mention": return h("span", { class: "name" }, inner);
    default: return h("span", {}, inner);
  }
}

/** A link; that of an invoice leads to paying it, and an invitation into a chat. */
export function leading(address, inner, act) {
  const name = invoiceAt(address);
  const does = (title, click) => h("button", { type: "button", class: "command", title, on: { click } }, inner);
  if (name) return does("Pay", () => act.pay(name));
  return isInvitation(address) ? does("Join", () => act.deeds.join(address)) : link(address, {}, inner);
}

/** Text that is hidden until somebody wants to see it. */
export function spoiler(inner) {
  const veil = h("span", { class: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text, press to show" }, inner);
  const lift = () => {
    veil.classList.add("lifted");
    for (const name of ["role", "tabindex", "aria-label"]) veil.removeAttribute(name);
  };
  veil.addEventListener("click", lift, { once: true });
  veil.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    lift();
  });
  return veil;
}
