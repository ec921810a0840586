// Small things that messages carry: dice, places, contacts. Knows no chat.

import { avatar, h, link } from "./dom.js";

/** What a message carries, as an element; `undefined` if it is none of these. */
export function small(message) {
  if (message.dice) return dice(message.dice);
  // A place with a name is a place as well.
  if (message.venue) return place(message.venue.location, message.venue.title, message.venue.address);
  if (message.location) return place(message.location, "Location");
  return message.contact && contact(message.contact);
}

function dice({ emoji, value }) {
  return h("div", { class: "dice", role: "img", "aria-label": `${emoji}, ${value}`, data: { test: "dice" } },
    h("span", { class: "sticker" }, emoji), h("strong", { class: "dice-value" }, String(value)));
}

/** A place, with a link to a map that opens only when somebody follows it. */
export function place({ latitude, longitude }, name, address, zoom = 16) {
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${Number(zoom)}/${latitude}/${longitude}`;
  return link(map, { class: "file", title: "Opens a map", data: { test: "place" } },
    h("span", { class: "file-mark", "aria-hidden": "true" }, "📍"), lines(name, [address, at].filter(Boolean).join(" · ")));
}

function contact({ first_name: first, last_name: last, phone_number: phone, user_id: user }) {
  const name = [first, last].filter(Boolean).join(" ");
  return link(`tel:${phone}`, { class: "file", title: "Contact", data: { test: "contact" } }, avatar(name, user ?? 0), lines(name, phone));
}

const lines = (name, below) => h("span", { class: "file-lines" },
  h("span", { class: "file-name", dir: "auto" }, name), h("span", { class: "file-size", dir: "auto" }, below));
