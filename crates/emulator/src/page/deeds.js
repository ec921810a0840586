// What a person does in a chat, asked of the server. What fails is told, and nothing that was written is lost.

import { request, upload } from "./server.js";

// Telegram's own clients stop waiting for the answer to a press at about this time.
const PRESS_WAIT_MS = 15_000;

export class Deeds {
  /** `room` has `id`, `writer`, `topics`, `pane`, `notice(text)` and `notSent(what, error)`. */
  constructor(room) {
    this.room = room;
    this.chat = `chats/${room.id}`;
  }

  /** Sends one after the other, so that what is typed fast arrives in order. */
  send(what) {
    const { room } = this;
    const message = { user_id: room.writer?.user_id, ...room.topics.place(), ...what };
    room.pane.sending = room.pane.sending.then(() => request("POST", `${this.chat}/messages`, message))
      .catch((error) => room.notSent(what, error));
  }

  /** Sends files one after the other; the text stands below the first one. */
  sendFiles(items, caption, { reply_to }) {
    const { room } = this;
    for (const [index, { file, kind, album }] of items.entries()) {
      const first = index === 0;
      const message = {
        user_id: room.writer?.user_id, ...room.topics.place(), kind, name: file.name, album,
        caption: first && caption, reply_to: first && reply_to,
      };
      const query = new URLSearchParams(Object.entries(message).filter(([, value]) => value));
      room.pane.sending = room.pane.sending.then(() => upload(`${this.chat}/files?${query}`, file))
        .catch((error) => room.notSent({ text: first && caption, file }, error));
    }
  }

  /** Presses a button: `sent` is its data, or that it plays the game of the message. */
  async press(button, message, sent) {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), PRESS_WAIT_MS);
    try {
      await request("POST", `${this.chat}/presses`, {
        user_id: this.room.writer?.user_id, message_id: message.message_id, ...sent,
      });
    } catch (error) {
      button.removeAttribute("aria-busy");
      this.room.notice(`Not pressed: ${error.message}.`);
    }
  }

  /** Forwards a message of this chat into another. */
  async forward(message, chat) {
    const forward = { chat_id: this.room.number, message_id: message.message_id, bot_id: this.room.bot.id };
    try {
      await request("POST", `chats/${chat}/messages`, { user_id: this.room.writer?.user_id, forward });
    } catch (error) {
      this.room.notice(`Not forwarded: ${error.message}.`);
    }
  }

  react(message, emoji) {
    return this.put(`messages/${message.message_id}/reactions`, { emoji });
  }

  vote(message, options) {
    return this.put(`messages/${message.message_id}/votes`, { options });
  }

  /** Adds an option to a poll. */
  addOption(message, text) {
    return this.change("POST", `messages/${message.message_id}/options`, { user_id: this.room.writer?.user_id, text });
  }

  /** Pays Stars for what a message sells. */
  buy(message) {
    return this.change("POST", `messages/${message.message_id}/purchases`, { user_id: this.room.writer?.user_id });
  }

  /** Stops the bot while it writes. */
  stop({ draft_id }) {
    return this.change("POST", "draft/stop", { user_id: this.room.writer?.user_id, draft_id });
  }

  edit(message, text) {
    return this.put(`messages/${message.message_id}`, { text });
  }

  delete(message) {
    return this.change("DELETE", `messages/${message.message_id}?user_id=${this.room.writer?.user_id}`);
  }

  put(path, what) {
    return this.change("PUT", path, { user_id: this.room.writer?.user_id, ...what });
  }

  /** Changes something as the person who writes; tells them why it is not done. */
  async change(method, path, body) {
    try {
      await request(method, `${this.chat}/${path}`, body);
    } catch (error) {
      this.room.notice(`Not done: ${error.message}.`);
    }
  }

  /** Asks a bot from this chat, which may be the private one of another; gives the id of the question. */
  async ask(bot, query, offset) {
    const { number, writer, bot: host } = this.room;
    const question = { user_id: writer?.user_id, query, offset, host: host.id };
    return (await request("POST", `chats/${number}/inline_queries?bot=${bot.id}`, question)).inline_query_id;
  }

  /** Sends one of the results of a question. */
  async choose(bot, question, result) {
    try {
      await request("POST", `inline_queries/${question}/choice?bot=${bot.id}`, { result_id: result });
    } catch (error) {
      this.room.notice(`Not sent: ${error.message}.`);
    }
  }

  /** Follows an invitation into a chat. */
  async join(address) {
    const { room } = this;
    try {
      const { joined } = await request("POST", "joins", { user_id: room.writer?.user_id, invite_link: address });
      room.notice(`${room.writer.name} ${joined ? "has joined" : "has asked to be let in"}.`);
    } catch (error) {
      room.notice(`Not joined: ${error.message}.`);
    }
  }

  /** Opens a web app; gives its address with who opens it, and the id of the query that its server can answer. */
  openApp(bot, url, opener, theme) {
    const { number, writer } = this.room;
    return request("POST", `chats/${number}/web_apps?bot=${bot.id}`, { user_id: writer?.user_id, url, from: opener, theme_params: theme });
  }

  /** Sends what a web app sends that a button of the keyboard has opened. */
  sendFromApp(button, data) {
    return this.change("POST", "web_app_data", { user_id: this.room.writer?.user_id, button_text: button.text, data });
  }

  /** Wants to pay an invoice; gives the question to the bot: how it can be delivered, or whether it agrees. */
  pay(invoice, order, seller) {
    return request("POST", `chats/${this.room.number}/payments?bot=${seller.id}`, { user_id: this.room.writer?.user_id, invoice, ...order });
  }

  /** Chooses one of the ways of delivery that the bot has named; gives the next question. */
  deliver(question, way, seller) {
    return request("POST", `payments/${question}/delivery?bot=${seller.id}`, { shipping_option_id: way });
  }
}
