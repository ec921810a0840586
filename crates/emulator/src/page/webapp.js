// Web apps: what runs in them is not here, so the person at the page says what one sends, or sees what its server needs.

import { box } from "./box.js";
import { h } from "./dom.js";

/** A button of the bot's keyboard opens an app, which sends a text back. `send(text)` sends it. */
export function fromKeyboard(pane, button, { send, back }) {
  const data = h("textarea", {
    class: "input", rows: 3, maxLength: 4096, placeholder: "What the app sends", "aria-label": "What the app sends", data: { test: "app-data", first: "" },
  });
  box(pane, [h("h2", {}, button.text), ...opened(button.web_app.url), data], [
    h("button", { type: "button", class: "secondary" }, "Cancel"),
    h("button", { type: "button", class: "primary", data: { test: "send-app-data" }, on: { click: () => data.value && send(data.value) } }, "Send"),
  ], back, "Web app");
}

/** A button of a message opens an app, whose server answers a query by its id. */
export function fromMessage(pane, button, { query, back }) {
  box(pane, [
    h("h2", {}, button.text), ...opened(button.web_app.url),
    h("p", {}, "Its server answers by answerWebAppQuery with the id"), h("p", { class: "address", data: { test: "app-query" } }, query),
  ], [h("button", { type: "button", class: "primary" }, "Close")], back, "Web app");
}

const opened = (url) => [h("p", {}, "This page opens no apps. It would open"), h("p", { class: "address", dir: "ltr" }, url)];
