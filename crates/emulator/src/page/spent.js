// Where the time of a call went, as a bar and in words.

import { duration, h } from "./dom.js";

const PARTS = [
  ["connection", "connection set-up"],
  ["way", "there and back"],
  ["server", "server"],
  ["handler", "emulator"],
];

/** The rows of a list of facts; none for a call that was not told apart. */
export function spent({ spent: parts, microseconds }) {
  if (!parts) return [];
  const took = PARTS.filter(([name]) => parts[name] > 0);
  const bar = h("span", { class: "spent", "aria-hidden": "true" }, took.map(([name]) => {
    const part = h("span", { data: { part: name } });
    part.style.setProperty("--share", String(parts[name] / Math.max(1, microseconds)));
    return part;
  }));
  const words = took.map(([name, label]) => `${label} ${duration(parts[name])}`).join(", ");
  return [h("dt", {}, "Of it"), h("dd", { data: { test: "spent" } }, words, bar)];
}
