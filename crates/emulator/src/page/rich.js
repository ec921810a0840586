// Rich messages: headings, lists, tables, media and buttons, one below the other. Knows no pane and no server.
//
// https://core.telegram.org/bots/api#rich-messages

import { h } from "./dom.js";
import { media } from "./media.js";
import { listOf, plain, plainOf } from "./plain.js";
import { anchor, button, deeper, marked } from "./richtext.js";
import { slideshow } from "./slides.js";
import { place } from "./small.js";
import { table } from "./table.js";

/** The headings of messages stand below those of the page, which go down to the second level. */
const LEVEL = 2;
/** Characters of the name of a checkbox; a whole entry is too much to listen to. */
const MOST_LABELLED = 60;
const ALIGNED = new Set(["left", "center", "right"]);

/** A rich message as an element. `message` is the one it stands in; a draft has none. `act` is as for a bubble. */
export function rich({ blocks, is_rtl: rtl }, message, act) {
  const element = h("div", { class: "rich text stack", dir: rtl ? "rtl" : undefined, data: { test: "rich" } });
  // A link to an anchor without a name leads to the top.
  const here = { act, message, places: new Map([["anchor ", element]]), rtl: rtl === true, depth: 0 };
  element.append(...all(blocks, here));
  return element;
}

const all = (blocks, here) => listOf(blocks).map((one) => block(one, here));

/** A block as an element; what this page does not know, or a bot has left unfinished, is its name. */
function block(one, here) {
  const inside = deeper(here);
  const name = h("div", { class: "kind", dir: "ltr" }, String(one?.type ?? "empty block").replaceAll("_", " "));
  if (!inside || !Object.hasOwn(BLOCKS, one?.type)) return name;
  try {
    return BLOCKS[one.type](one, inside);
  } catch {
    return name;
  }
}

const BLOCKS = {
  paragraph: ({ text }, here) => h("p", {}, marked(text, here)),
  heading,
  pre: ({ text, language }, here) => h("pre", { dir: "ltr" },
    language && h("span", { class: "language" }, language), h("code", {}, marked(text, here))),
  footer: ({ text }, here) => h("p", { class: "footer" }, marked(text, here)),
  divider: () => h("hr"),
  mathematical_expression: ({ expression }) => h("div", { class: "formula", dir: "ltr", title: "Formula" }, expression),
  anchor: ({ name }, here) => anchor(name, here),
  list: ({ items }, here) => h("ul", { class: "points", role: "list" }, listOf(items).map((item) => point(item, here))),
  blockquote: ({ blocks, credit }, here) => h("blockquote", { class: "stack" }, all(blocks, here), credited(credit, here)),
  expandable_blockquote: expandable,
  pullquote: ({ text, credit }, here) => h("blockquote", { class: "pull" }, h("p", {}, marked(text, here)), credited(credit, here)),
  collage: ({ blocks, caption }, here) => figure(h("div", { class: "collage" }, all(blocks, here)), caption, here),
  slideshow: ({ blocks, caption }, here) => figure(slideshow(all(blocks, here)), caption, here),
  table,
  details,
  map: ({ location, zoom, caption }, here) => figure(place(location, "Location", undefined, zoom), caption, here),
  buttons: ({ buttons, align }, here) => h("div", {
    class: `rich-buttons ${ALIGNED.has(align) ? align : "wide"}`, role: "group", "aria-label": "Buttons",
  }, listOf(buttons).map((one) => button(one, here))),
  thinking,
  photo: file, video: file, animation: file, audio: file, document: file, voice_note: file,
};

function heading({ text, size }, here) {
  const level = Math.min(Math.max(Math.trunc(size) || 1, 1), 6);
  return h("div", { class: `heading size-${level}`, role: "heading", "aria-level": String(LEVEL + level) }, marked(text, here));
}

/** An entry of a list. A box says what is to be done; one with a number keeps that. */
function point({ label, blocks, has_checkbox: boxed, is_checked: checked, value }, here) {
  const name = plainOf({ blocks }).slice(0, MOST_LABELLED);
  return h("li", { dir: here.rtl ? undefined : "auto" },
    (!boxed || value !== undefined) && h("span", { class: "point" }, label),
    boxed && h("input", { type: "checkbox", class: "box", checked: checked === true, disabled: true, "aria-label": name || "Entry" }),
    h("div", { class: "stack" }, all(blocks, here)));
}

/** A quotation of which three lines are shown until somebody wants more. */
function expandable({ text, credit }, here) {
  const quoted = h("div", { class: "clipped" }, marked(text, here));
  const more = h("button", { type: "button", class: "quiet", data: { test: "expand" }, on: { click: () => open(!isOpen()) } });
  const isOpen = () => !quoted.classList.contains("clipped");
  const open = (shown) => {
    quoted.classList.toggle("clipped", !shown);
    more.textContent = shown ? "Show less" : "Show more";
    more.setAttribute("aria-expanded", String(shown));
  };
  open(false);
  // Where all of it is seen, there is no more.
  const size = new ResizeObserver(() => { if (!isOpen()) more.hidden = quoted.scrollHeight <= quoted.clientHeight + 1; });
  size.observe(quoted);
  return h("blockquote", { on: { reveal: () => open(true) } }, quoted, more, credited(credit, here));
}

function details({ summary, blocks, is_open: open }, here) {
  const whole = h("details", { open: open === true, on: { reveal: () => { whole.open = true; } } },
    h("summary", {}, marked(summary, here)), h("div", { class: "stack" }, all(blocks, here)));
  return whole;
}

function thinking({ text }, here) {
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, [1, 2, 3].map(() => h("span")));
  return h("p", { class: "thinking" }, marked(text, here), dots);
}

/** A block with a file, which is shown as that of a message. */
function file(one, here) {
  const name = one.type === "voice_note" ? "voice" : one.type;
  const message = { [name]: one[one.type], has_media_spoiler: one.has_spoiler, caption: plain(one.caption?.text) };
  return figure(h("div", { class: "carried", dir: "ltr" }, media(message)), one.caption, here);
}

/** Something to look at, with what stands below it. */
function figure(shown, caption, here) {
  return h("figure", {}, shown,
    caption && h("figcaption", { class: "caption" }, h("span", {}, marked(caption.text, here)), credited(caption.credit, here)));
}

/** Who said or made it. */
const credited = (credit, here) => credit && h("cite", { class: "credit" }, marked(credit, here));
