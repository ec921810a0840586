// Tables in rich messages; one that is wider than its bubble scrolls inside it. Knows no other block.

import { h } from "./dom.js";
import { listOf, plain } from "./plain.js";
import { marked } from "./richtext.js";

/** Columns of a table, see https://core.telegram.org/bots/api#rich-message-limits. */
const MOST_COLUMNS = 20;
const ALIGNS = new Set(["left", "center", "right"]);
const VALIGNS = new Set(["top", "middle", "bottom"]);
const LOOKS = ["bordered", "striped", "compact"];

/** A table as an element, see https://core.telegram.org/bots/api#richblocktable. */
export function table(block, here) {
  const rows = listOf(block.cells).map(listOf);
  const looks = LOOKS.filter((look) => block[`is_${look}`]);
  const label = plain(block.caption) || "Table";
  const body = h("tbody", {}, rows.map((row, at) => h("tr", {}, row.map((one) => cell(one ?? {}, row, rows.length - at, here)))));
  return h("figure", {},
    block.caption && h("figcaption", { class: "caption" }, marked(block.caption, here)),
    // Whoever has only a keyboard scrolls it, too.
    h("div", { class: "table-scroll", role: "group", tabIndex: 0, "aria-label": label },
      h("table", { class: looks.join(" "), "aria-label": label }, body)));
}

function cell(one, row, below, here) {
  const heads = row.every((other) => other?.is_header) ? "col" : "row";
  const element = h(one.is_header ? "th" : "td", {
    colSpan: clamped(one.colspan, MOST_COLUMNS), rowSpan: clamped(one.rowspan, below), scope: one.is_header && heads,
  }, marked(one.text, here));
  if (ALIGNS.has(one.align)) element.style.textAlign = one.align;
  if (VALIGNS.has(one.valign)) element.style.verticalAlign = one.valign;
  return element;
}

/** How many columns or rows a cell takes: one at least, and no more than there can be. */
const clamped = (number, most) => Math.min(Math.max(Math.trunc(number) || 1, 1), most);
