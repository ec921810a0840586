// The text of rich messages as nodes: what bots write is never markup. Knows no block.
//
// https://core.telegram.org/bots/api#richtext

import { h, link } from "./dom.js";
import { leading, spoiler } from "./entities.js";
import { inlineButton } from "./keyboard.js";

/** Levels inside each other that are shown; the server lets through fewer. */
const DEEPEST = 100;

/** Marks that are nothing but an element. */
const TAGS = new Map(Object.entries({
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", subscript: "sub", superscript: "sup", marked: "mark",
}));

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** The same message one level deeper; `undefined` where that is too deep to be shown. */
export const deeper = (here) => (here.depth < DEEPEST ? { ...here, depth: here.depth + 1 } : undefined);

/**
 * A text as nodes. `here` is the message around it: `act`, the room it stands in, `message`, which a draft does not have,
 * the `places` that links in it lead to, whether it is `rtl`, and the `depth`.
 */
export function marked(text, here) {
  if (typeof text === "string") return [text];
  const inside = deeper(here);
  if (!text || !inside) return [];
  return Array.isArray(text) ? text.flatMap((part) => marked(part, inside)) : [mark(text, inside)];
}

function mark(one, here) {
  const { act } = here;
  const inner = marked(one.text, here);
  if (TAGS.has(one.type)) return h(TAGS.get(one.type), {}, inner);
  switch (one.type) {
    case "spoiler": return spoiler(inner);
    case "date_time": return moment(one.unix_time, inner);
    case "url": return leading(one.url, inner, act);
    case "email_address": return link(`mailto:${one.email_address}`, {}, inner);
    case "phone_number": return link(`tel:${one.phone_number}`, {}, inner);
    case "bot_command": return does(() => act.say(`/${String(one.bot_command).replace(/^\//, "")}`), inner);
    case "bank_card_number": case "mention": case "hashtag": case "cashtag": case "text_mention": return h("span", { class: "name" }, inner);
    case "custom_emoji": return h("span", { class: "emoji" }, one.alternative_text);
    case "mathematical_expression": return h("span", { class: "formula", dir: "ltr", title: "Formula" }, one.expression);
    case "button": return button(one.button, here);
    case "anchor": return anchor(one.name, here);
    case "anchor_link": return leadTo("anchor", one.anchor_name, here, inner);
    case "reference": return place("reference", one.name, here, h("span", { class: "reference" }, inner));
    case "reference_link": return h("sup", {}, leadTo("reference", one.reference_name, here, inner));
    default: return h("span", {}, inner);
  }
}

const does = (click, inner) => h("button", { type: "button", class: "command", on: { click } }, inner);

/** A time with the same in the words of whoever looks. */
function moment(seconds, inner) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return h("span", {}, inner);
  return h("time", { dateTime: at.toISOString(), title: MOMENT.format(at) }, inner);
}

/** A button inside the message. A draft is no message yet, and its buttons cannot be pressed. */
export function button(one, here) {
  const { act, message } = here;
  const shown = message ? one : { style: one.style, disabled: {} };
  return inlineButton(shown, message, act, [h("span", {}, marked(one.text, here))]);
}

/** Where links to this name lead. The name stays in here: as an id it would be one of the whole page. */
export const anchor = (name, here) => place("anchor", name, here, h("span", { class: "anchor" }));

/** Remembers a place of the message; the first one of a name counts. */
function place(kind, name, { places }, element) {
  const key = `${kind} ${name}`;
  if (!places.has(key)) places.set(key, element);
  return element;
}

/** A link to a place of the same message, which is opened where it is folded away. */
function leadTo(kind, name, { act, places }, inner) {
  return does(() => {
    const there = places.get(`${kind} ${name}`);
    if (!there) return act.notice("The message has no such place.");
    there.dispatchEvent(new Event("reveal", { bubbles: true }));
    there.tabIndex = -1;
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
    there.classList.remove("reached");
    // Reading the layout lets the mark begin anew.
    void there.offsetWidth;
    there.classList.add("reached");
  }, inner);
}
