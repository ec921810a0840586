// An invoice in a message; its button stands below it. Knows no server.

import { h } from "./dom.js";
import { money } from "./money.js";

/** The invoice of a message as an element, if it has one. */
export function invoice({ invoice: offer }) {
  return offer && h("div", { class: "invoice", data: { test: "invoice" } },
    h("strong", { dir: "auto" }, offer.title), h("span", { dir: "auto" }, offer.description),
    h("strong", { class: "invoice-total" }, money(offer.total_amount, offer.currency)));
}

const SLUG = "https://t.me/$";

/** The name of an invoice in its address; `undefined` if the address is another one. */
export const invoiceAt = (address) => (address?.startsWith(SLUG) ? address.slice(SLUG.length) : undefined);
