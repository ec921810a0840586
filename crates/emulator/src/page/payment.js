// The sheet on which a person pays: what for, how much, what the bot wants to know, and what it says. Knows no message.

import { lay } from "./box.js";
import { h } from "./dom.js";
import { money } from "./money.js";
import { Order } from "./order.js";

// A bot has ten seconds to agree: https://core.telegram.org/bots/api#precheckoutquery
const PATIENCE_MS = 10_500;

/** How it ended for a web app that has asked for it, by what was told last. */
const STATUS = { paid: "paid", refused: "failed", checked: "pending" };

export class Payment {
  /**
   * `offer` is an invoice as the server tells it. `ask(order)` asks the bot, `choose(question, way)` chooses one of its
   * ways of delivery; both give the question that the bot is asked then.
   */
  constructor(pane, offer, person, { ask, choose, back }) {
    Object.assign(this, { offer, ask, choose });
    this.order = new Order(offer, person, () => this.total());
    this.state = h("p", { class: "pay-state", role: "status", data: { test: "pay-state" } });
    this.cancel = h("button", { type: "button", class: "secondary", data: { test: "pay-cancel" }, on: { click: () => this.close() } }, "Cancel");
    this.pay = h("button", { type: "submit", class: "primary", data: { test: "pay-now", first: "" } });
    this.prices = h("dl", { class: "prices", data: { test: "prices" } });
    this.ways = h("div", { class: "ways", role: "radiogroup", "aria-label": "Delivery", hidden: true, data: { test: "ways" } });
    this.element = h("div", { class: "alert", role: "dialog", "aria-label": `Payment: ${offer.title}`, data: { test: "payment" } },
      h("form", { class: "card sheet", on: { submit: (event) => { event.preventDefault(); this.begin(); } } },
        h("h2", { dir: "auto" }, offer.title), h("p", { class: "sheet-note", dir: "auto" }, offer.description),
        this.order.element, this.ways, this.prices,
        h("p", { class: "sheet-note" }, h("bdi", {}, person.name), " pays. No money moves: the bot decides whether it is paid."),
        this.state, h("div", { class: "card-buttons" }, this.cancel, this.pay)));
    this.total();
    this.close = lay(pane, this.element, () => { clearTimeout(this.timer); back(STATUS[this.state.dataset.state] ?? "cancelled"); });
  }

  /** The way of delivery that is chosen, once the bot has named some. */
  get way() {
    return this.offered?.find(({ id }) => id === this.ways.querySelector("input:checked")?.value);
  }

  /** Shows what adds up to the total by now. */
  total() {
    const { currency, prices } = this.offer;
    const tip = this.order.tip();
    const all = [...prices, ...(this.way?.prices ?? []), ...(tip ? [{ label: "Tip", amount: tip }] : [])];
    const total = money(all.reduce((sum, { amount }) => sum + amount, 0), currency);
    this.prices.replaceChildren(
      ...all.flatMap(({ label, amount }) => [h("dt", { dir: "auto" }, label), h("dd", {}, money(amount, currency))]),
      h("dt", { class: "total" }, "Total"), h("dd", { class: "total", data: { test: "total" } }, total));
    this.pay.textContent = `Pay ${total}`;
  }

  async begin() {
    this.tell("checked", "Being checked by the bot…");
    this.pay.disabled = true;
    try {
      this.question = await (this.way ? this.choose(this.question.shipping_query_id, this.way.id) : this.ask(this.order.value()));
    } catch (error) {
      return this.refused(`Not paid: ${error.message}.`);
    }
    this.timer = setTimeout(() => this.refused("The bot has not answered in time, so nothing is paid."), PATIENCE_MS);
    // The bot may have answered before the number of the question came.
    if (this.early) this.answered(this.early);
  }

  /** The bot has answered a question, maybe this one: how it can be delivered, or whether it agrees. */
  answered(answer) {
    this.early = answer;
    const name = answer.shipping_query_id ? "shipping_query_id" : "pre_checkout_query_id";
    if (!this.question || answer[name] !== this.question[name]) return;
    this.early = undefined;
    clearTimeout(this.timer);
    if (answer.error) this.refused(answer.error);
    else if (answer.options) this.offerWays(answer.options);
    else this.paid();
  }

  offerWays(options) {
    this.offered = options;
    this.ways.replaceChildren(...options.map(({ id, title }, at) => h("label", { class: "check" },
      h("input", { type: "radio", name: "way", value: id, checked: at === 0, on: { change: () => this.total() } }), h("bdi", {}, title))));
    this.ways.hidden = false;
    this.order.element.disabled = true;
    this.total();
    this.tell("asked", "Choose how it is delivered.");
    this.pay.disabled = false;
    this.ways.querySelector("input")?.focus();
  }

  paid() {
    this.tell("paid", "Paid");
    this.pay.hidden = true;
    this.cancel.textContent = "Done";
    this.cancel.className = "primary";
    this.cancel.focus();
  }

  /** Says why nothing is paid; it can be tried again from the beginning. */
  refused(text) {
    this.offered = undefined;
    this.ways.hidden = true;
    this.order.element.disabled = false;
    this.total();
    this.tell("refused", text);
    this.pay.disabled = false;
    this.pay.focus();
  }

  tell(state, text) {
    this.state.dataset.state = state;
    this.state.textContent = text;
  }
}
