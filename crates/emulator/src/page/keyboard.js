// Keyboards: buttons under a message, and those that take the place of the person's own. Knows no pane, no server.

import { copied, h, harmless, isInvitation } from "./dom.js";
import { PLACE, phoneOf } from "./examples.js";
import { invoiceAt } from "./invoice.js";
import { money } from "./money.js";

const STYLES = new Set(["primary", "success", "danger", "link"]);

/** The class for a button of this style, see https://core.telegram.org/bots/api#inlinekeyboardbutton. */
const styled = (name, button) => (STYLES.has(button.style) ? `${name} style-${button.style}` : name);

/** An invoice has a button to pay, also where the bot made none. */
function rowsOf({ invoice, reply_markup: markup }) {
  const rows = markup?.inline_keyboard ?? [];
  if (!invoice || rows.flat().some((button) => button.pay)) return rows;
  return [[{ text: `Pay ${money(invoice.total_amount, invoice.currency)}`, pay: true }], ...rows];
}

/**
 * The buttons under a message. `act` has `deeds.press(button, message, what is pressed)`, `pay(name of an invoice)`,
 * `openApp(button, message)`, `ask(bot, query)`, `botOf(message)`, `deeds.join(address)` and `notice(text)`.
 */
export function inlineKeyboard(message, act) {
  const rows = rowsOf(message);
  if (!rows.length) return undefined;
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons of the message" },
    rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => inlineButton(button, message, act)))));
}

/** A button inside or under a message; `shown` is what stands on it. */
export function inlineButton(button, message, act, shown = [button.text]) {
  const props = { class: styled("inline", button), dir: "auto" };
  const offer = button.pay ? String(message.message_id) : invoiceAt(button.url);
  if (offer) return h("button", { ...props, type: "button", data: { test: "pay" }, on: { click: () => act.pay(offer) } }, shown);
  if (button.web_app) return h("button", { ...props, type: "button", data: { test: "open-app" }, on: { click: () => act.openApp(button, message) } }, shown);
  const query = button.switch_inline_query_current_chat;
  if (query !== undefined) return h("button", { ...props, type: "button", data: { test: "ask" }, on: { click: () => act.ask(act.botOf(message), query) } }, shown);
  if (isInvitation(button.url)) {
    return h("button", { ...props, type: "button", data: { test: "join" }, on: { click: () => act.deeds.join(button.url) } }, shown);
  }
  if (harmless(button.url)) {
    return h("a", { ...props, href: button.url, title: button.url, target: "_blank", rel: "noopener noreferrer" }, h("span", {}, shown, " ↗"));
  }
  if (button.copy_text) {
    const copy = async () => act.notice(await copied(button.copy_text.text) ? "Copied" : button.copy_text.text);
    return h("button", { ...props, type: "button", title: "Copies a text", on: { click: copy } }, shown);
  }
  const sent = button.callback_game ? { game: true } : { data: button.callback_data };
  const able = sent.game || sent.data !== undefined;
  return h("button", {
    ...props, type: "button", disabled: !able,
    title: able || button.disabled ? undefined : "This page cannot press such a button",
    data: { test: "inline-button", data: button.callback_data ?? "" },
    on: { click: (event) => act.deeds.press(event.currentTarget, message, sent) },
  }, shown);
}

/** What a person sends by pressing a button of the bot's keyboard. */
export function pressed(button, person) {
  if (button.request_contact) {
    return { contact: { phone_number: phoneOf(person), first_name: person.name, user_id: person.user_id } };
  }
  return button.request_location ? { location: PLACE } : { text: button.text };
}

const SHARES = { request_contact: "Shares the phone number", request_location: "Shares the place" };

/** Why this page does not press a button that asks for more. */
const BEYOND = {
  request_poll: "Would ask for a poll",
  request_users: "Would ask for people",
  request_chat: "Would ask for a chat",
  request_managed_bot: "Would ask for a bot",
};

/** The buttons in place of the person's keyboard; `press(button)` is called with the one that is pressed. */
export function replyButtons(rows, press) {
  return rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => {
    const beyond = Object.keys(BEYOND).find((name) => button[name]);
    return h("button", {
      type: "button", class: styled("inline", button), dir: "auto", disabled: beyond !== undefined,
      title: beyond ? `${BEYOND[beyond]}, which this page cannot do` : SHARES[Object.keys(SHARES).find((name) => button[name])],
      data: { test: "reply-button" }, on: { click: () => press(button) },
    }, button.text);
  })));
}
