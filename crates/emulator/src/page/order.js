// What an invoice asks of whoever pays: who and where they are, and a tip. Knows no server.

import { h } from "./dom.js";
import { addressOf, emailOf, phoneOf } from "./examples.js";
import { smallest, step } from "./money.js";

/** Fields by the names of https://core.telegram.org/bots/api#orderinfo, with what stands in them at first. */
const ASKED = {
  name: ["Name", (person) => person.name],
  phone_number: ["Telephone", phoneOf],
  email: ["E-mail", emailOf],
};
/** Those of https://core.telegram.org/bots/api#shippingaddress. */
const ADDRESS = { street_line1: "Street", city: "City", post_code: "Postcode", country_code: "Country, two letters" };

export class Order {
  /** `changed()` is called when the tip is another one. */
  constructor(offer, person, changed) {
    this.offer = offer;
    this.person = person;
    this.fields = new Map();
    const { max_tip: most, needs, currency } = offer;
    const address = addressOf(person);
    const labels = [
      ...Object.entries(ASKED).filter(([name]) => needs.includes(name)).map(([name, [label, first]]) => this.field(name, label, { value: first(person) })),
      ...(needs.includes("shipping_address") ? Object.entries(ADDRESS).map(([name, label]) => this.field(name, label, { value: address[name] })) : []),
      ...(most ? [this.field("tip", "Tip", { type: "number", min: 0, step: step(currency), value: 0, required: false, on: { input: changed } })] : []),
    ];
    this.element = h("fieldset", { class: "order", hidden: labels.length === 0, "aria-label": "What the bot wants to know" }, labels);
  }

  field(name, label, props) {
    const input = h("input", { class: "input", required: true, autocomplete: "off", data: { test: "order", name }, ...props });
    this.fields.set(name, input);
    return h("label", {}, h("span", {}, label), input);
  }

  text(name) {
    return this.fields.get(name).value.trim();
  }

  /** What is given on top, in the smallest unit. */
  tip() {
    return this.fields.has("tip") ? smallest(this.text("tip"), this.offer.currency) : 0;
  }

  /** As the server wants it. */
  value() {
    const told = this.offer.needs.filter((name) => name in ASKED).map((name) => [name, this.text(name)]);
    const order = Object.fromEntries(told);
    if (this.offer.needs.includes("shipping_address")) {
      const written = Object.keys(ADDRESS).map((name) => [name, this.text(name)]);
      order.shipping_address = { ...addressOf(this.person), ...Object.fromEntries(written) };
    }
    return { tip: this.tip(), order_info: order };
  }
}
