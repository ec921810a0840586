// Opens the web apps of a chat, and does for them what only the chat can do. Knows no frame.

import { sendByHand, showQuery } from "./byhand.js";
import { themeParams } from "./colors.js";
import { isInvitation } from "./dom.js";
import { phoneOf } from "./examples.js";
import { invoiceAt } from "./invoice.js";
import { WebApp } from "./webapp.js";

export class Apps {
  /** `room` has `pane`, `known`, `writer`, `deeds`, `back()`, `pay(invoice, closed)`, `ask(bot, query)` and `notice(text)`. */
  constructor(room) {
    this.room = room;
  }

  /** Opens the app of a bot's button; `opener` says what kind of a button it is: `inline`, `menu`, `keyboard` or `results`. */
  async open(button, opener, bot = this.room.bot) {
    const { room } = this;
    if (this.app || this.opening) return;
    if (!room.writer) return room.notice("Nobody is here who could open it.");
    const back = room.back();
    this.opening = true;
    try {
      const { url, web_app_query_id: query } = await room.deeds.openApp(bot, button.web_app.url, opener, themeParams());
      if (room.pane.room === room) this.show(button, { bot, opener, url, query, back });
    } catch (error) {
      room.notice(`Not opened: ${error.message}.`);
    } finally {
      this.opening = false;
    }
  }

  show(button, { bot, opener, url, query, back }) {
    const { room } = this;
    const sends = opener === "keyboard";
    const send = (data) => room.deeds.sendFromApp(button, data);
    const byHand = () => (sends ? sendByHand(room.pane.element, button, { send, back }) : showQuery(room.pane.element, button, { query, back }));
    this.app = new WebApp(room.pane.element, { name: button.text, bot: bot.name, url }, {
      send: sends ? send : undefined,
      byHand,
      closed: () => { this.app = undefined; back(); },
      pay: (invoice, closed) => room.pay(invoice, closed),
      ask: (query) => room.ask(bot, query),
      visit: (address) => this.visit(address),
      offer: (address) => room.offerAddress(address),
      mayWrite: () => room.known.last.has(room.writer?.user_id) && room.known.chats.get(room.writer.user_id)?.shut !== "blocked",
      sharePhone: () => this.sharePhone(),
      cloud: (method, params) => room.known.cloud.invoke(room.writer?.user_id, method, params),
    });
  }

  /** Follows a link into Telegram, as far as it leads somewhere here; gives the name of an invoice that is to be paid. */
  visit(address) {
    const invoice = invoiceAt(address);
    if (invoice) return invoice;
    if (isInvitation(address)) this.room.deeds.join(address);
    else this.room.offerAddress(address);
    return undefined;
  }

  sharePhone() {
    const { writer, deeds } = this.room;
    deeds.send({ contact: { phone_number: phoneOf(writer), first_name: writer.name, user_id: writer.user_id } });
  }

  /** Another chat takes the place of this one. */
  leave() {
    this.app?.drop();
    this.app = undefined;
  }
}
