// A game in a message; the button that plays it stands below. Knows no server.

import { formatted } from "./entities.js";
import { h } from "./dom.js";

/** The game of a message as an element, if it has one: what it is called, and the scores or words below it. */
export function game({ game: played }, act) {
  return played && h("div", { class: "invoice", data: { test: "game" } },
    h("strong", { dir: "auto" }, `🎮 ${played.title}`), h("span", { dir: "auto" }, played.description),
    played.text && h("span", { class: "text", dir: "auto", data: { test: "scores" } }, formatted(played.text, played.text_entities, act)));
}
