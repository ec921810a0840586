// JSON to look at.

import { h } from "./dom.js";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

/** Nodes of a JSON text in which names, texts and other values can be told apart. */
export function pretty(json) {
  const nodes = [];
  let at = 0;
  for (const token of json.matchAll(TOKEN)) {
    const [all, text, colon] = token;
    const kind = colon !== undefined ? "name" : text === undefined ? "atom" : "text";
    nodes.push(json.slice(at, token.index), h("span", { class: `json-${kind}` }, text ?? all), colon ?? "");
    at = token.index + all.length;
  }
  nodes.push(json.slice(at));
  return nodes;
}
