// Pictures and films that are paid for with Stars: veiled until whoever looks has paid. Knows no server.

import { h } from "./dom.js";
import { media } from "./media.js";
import { money } from "./money.js";

const STARS = "XTR";

/** What a message sells, as an element, if it sells anything. */
export function paid(message, act) {
  const sold = message.paid_media;
  if (!sold) return undefined;
  const price = money(sold.star_count, STARS);
  if (message.paid_by?.includes(act.me)) {
    return h("div", { class: "carried", dir: "ltr", data: { test: "bought" } }, sold.paid_media.map(media));
  }
  const count = sold.paid_media.length;
  return h("div", { class: "invoice", data: { test: "paid-media" } },
    h("strong", {}, `🔒 ${count === 1 ? "One picture or film" : `${count} pictures and films`}`),
    h("button", { type: "button", class: "primary", data: { test: "buy" }, on: { click: () => act.deeds.buy(message) } }, `Unlock for ${price}`));
}
