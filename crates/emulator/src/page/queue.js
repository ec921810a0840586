// The panel of updates: how the bot fetches them, which kinds are made, and what waits.

import { exactly, h } from "./dom.js";
import { pretty } from "./json.js";
import { whileOpen } from "./panels.js";
import { request } from "./server.js";

const FETCHED = {
  webhook: "They are sent to a webhook.",
  poll: "The bot is asking for them now.",
  nobody: "Nobody is asking for them now.",
};

export class QueuePanel {
  /** `choice` says whose updates are shown: with none chosen the first bot's. */
  constructor(choice) {
    this.choice = choice;
    this.state = h("p", { class: "panel-state", role: "status", data: { test: "fetched-by" } });
    this.facts = h("dl", { class: "facts", data: { test: "webhook-info" } });
    this.head = h("h3", { data: { test: "pending" } });
    this.list = h("ol", { class: "waiting", "aria-label": "Waiting updates, oldest first", data: { test: "waiting" } });
    this.element = h("section", { class: "panel", data: { test: "queue-panel" } }, this.state, this.facts, this.head, this.list);
    this.opened = whileOpen(() => this.read());
  }

  async read() {
    const queue = await request("GET", this.choice.about("queue")).catch(() => undefined);
    // What is shown stays while the server is away; the page says that it is.
    if (!queue || JSON.stringify(queue) === this.shown) return;
    this.shown = JSON.stringify(queue);
    this.state.textContent = FETCHED[queue.fetched_by];
    this.state.dataset.state = queue.fetched_by;
    this.facts.replaceChildren(...facts(queue.webhook).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    this.head.textContent = queue.pending === 1 ? "1 update waits" : `${queue.pending} updates wait`;
    this.draw(queue.updates);
    const more = queue.pending - queue.updates.length;
    if (more > 0) this.list.append(h("li", { class: "hint" }, `and ${more} more`));
  }

  /** Updates that are open stay open. */
  draw(updates) {
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((one) => one.dataset.id));
    this.list.replaceChildren(...updates.map((update) => {
      const id = String(update.update_id);
      const kind = Object.keys(update).find((key) => key !== "update_id") ?? "nothing";
      return h("li", {}, h("details", { open: open.has(id), data: { id, test: "waiting-update", kind } },
        h("summary", {}, h("strong", {}, kind), ` ${id}`),
        h("pre", { tabIndex: 0, "aria-label": `Update ${id}` }, pretty(JSON.stringify(update, null, 2)))));
    }));
  }
}

/** What getWebhookInfo says, in words. */
function facts(info) {
  return [
    ["Kinds", info.allowed_updates?.join(", ") ?? "all but those that must be asked for"],
    info.url && ["Webhook", info.url],
    info.url && ["Address", info.ip_address],
    info.url && ["Connections", String(info.max_connections)],
    info.url && info.has_custom_certificate && ["Certificate", "its own"],
    info.last_error_date && ["Last error", `${info.last_error_message} (${exactly(info.last_error_date)})`],
  ].filter(Boolean);
}
