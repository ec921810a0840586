// Web apps whose server does not run: the person at the page says what one sends, or sees what its server would need.

import { box } from "./box.js";
import { h } from "./dom.js";

/** A button of the bot's keyboard opens an app, which sends a text back. `send(text)` sends it. */
export function sendByHand(pane, button, { send, back }) {
  const data = h("textarea", {
    class: "input", rows: 3, maxLength: 4096, placeholder: "What the app sends", "aria-label": "What the app sends", data: { test: "app-data", first: "" },
  });
  box(pane, [h("h2", {}, button.text), ...opened(button.web_app.url), data], [
    h("button", { type: "button", class: "secondary" }, "Cancel"),
    h("button", { type: "button", class: "primary", data: { test: "send-app-data" }, on: { click: () => data.value && send(data.value) } }, "Send"),
  ], back, "Web app");
}

/** Any other button opens an app whose server may answer a query by its id. */
export function showQuery(pane, button, { query, back }) {
  const needs = query
    ? [h("p", {}, "Its server answers by answerWebAppQuery with the id"), h("p", { class: "address", data: { test: "app-query" } }, query)]
    : [h("p", {}, "Opened from here it can send nothing to the bot.")];
  box(pane, [h("h2", {}, button.text), ...opened(button.web_app.url), ...needs],
    [h("button", { type: "button", class: "primary" }, "Close")], back, "Web app");
}

const opened = (url) => [h("p", {}, "Instead of the app at"), h("p", { class: "address", dir: "ltr" }, url)];
