// The sheet on which a person pays: what for, how much, and what the bot says to it. Knows no message.

import { lay } from "./box.js";
import { h } from "./dom.js";
import { money } from "./money.js";
import { request } from "./server.js";

// A bot has ten seconds to agree: https://core.telegram.org/bots/api#precheckoutquery
const PATIENCE_MS = 10_500;

export class Payment {
  /** `offer` is an invoice as the server tells it, `ask()` asks the bot and gives the id of the question. */
  constructor(pane, offer, person, { ask, back }) {
    this.ask = ask;
    const total = money(offer.total_amount, offer.currency);
    this.state = h("p", { class: "pay-state", role: "status", data: { test: "pay-state" } });
    this.cancel = h("button", { type: "button", class: "secondary", data: { test: "pay-cancel" }, on: { click: () => this.close() } }, "Cancel");
    this.pay = h("button", {
      type: "button", class: "primary", data: { test: "pay-now", first: "" }, on: { click: () => this.begin() },
    }, `Pay ${total}`);
    const lines = offer.prices.map(({ label, amount }) => [h("dt", { dir: "auto" }, label), h("dd", {}, money(amount, offer.currency))]);
    this.element = h("div", { class: "alert", role: "dialog", "aria-label": `Payment: ${offer.title}`, data: { test: "payment" } },
      h("div", { class: "card sheet" },
        h("h2", { dir: "auto" }, offer.title), h("p", { class: "sheet-note", dir: "auto" }, offer.description),
        h("dl", { class: "prices", data: { test: "prices" } }, lines.flat(),
          h("dt", { class: "total" }, "Total"), h("dd", { class: "total", data: { test: "total" } }, total)),
        h("p", { class: "sheet-note" }, h("bdi", {}, person.name), " pays. No money moves: the bot decides whether it is paid."),
        this.state, h("div", { class: "card-buttons" }, this.cancel, this.pay)));
    this.close = lay(pane, this.element, () => { clearTimeout(this.timer); back(); });
  }

  async begin() {
    this.tell("checked", "Being checked by the bot…");
    this.pay.disabled = true;
    try {
      this.question = await this.ask();
    } catch (error) {
      return this.refused(`Not paid: ${error.message}.`);
    }
    this.timer = setTimeout(() => this.refused("The bot has not answered in time, so nothing is paid."), PATIENCE_MS);
    // The bot may have answered before the number of the question came.
    if (this.early) this.answered(this.early);
  }

  /** The bot has agreed to a payment, maybe this one, or said why not. */
  answered(answer) {
    this.early = answer;
    if (answer.pre_checkout_query_id !== this.question) return;
    clearTimeout(this.timer);
    if (answer.error) return this.refused(answer.error);
    this.tell("paid", "Paid");
    this.pay.hidden = true;
    this.cancel.textContent = "Done";
    this.cancel.className = "primary";
    this.cancel.focus();
  }

  refused(text) {
    this.tell("refused", text);
    this.pay.disabled = false;
    this.pay.focus();
  }

  tell(state, text) {
    this.state.dataset.state = state;
    this.state.textContent = text;
  }
}
