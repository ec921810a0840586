// Which part of a chat is read from the server, and when the next one: a long chat is never read whole. Knows no element.

import { request } from "./server.js";

/** Messages read at once. */
const PART = 200;
const AROUND = 100;
/** As many as the page has of a chat, and as the server gives at once. */
const AGAIN = 1000;
/** Behind every message. */
const END = Number.MAX_SAFE_INTEGER;

export class Reading {
  /** `room` has `id`, `app`, `pane`, `chat`, `topics`, `messages`, `pinned` and `wanted`. */
  constructor(room) {
    this.room = room;
    this.busy = false;
  }

  ask(path, query = {}) {
    const { id, topics } = this.room;
    const names = new URLSearchParams(query);
    if (topics.chosen !== undefined) names.set("topic", topics.chosen);
    return request("GET", `chats/${id}/${path}?${names}`);
  }

  part(query) {
    return this.ask("messages", { limit: PART, ...query });
  }

  /** Reads what is shown of the chat as it is now, and what stands beside it. */
  async read() {
    const { room } = this;
    const topics = room.chat.is_forum ? await request("GET", `chats/${room.id}/topics`) : [];
    room.topics.learn(topics);
    const [part, wanted] = await Promise.all([this.current(), this.ask("keyboard"), this.readPins()]);
    room.wanted.learn(wanted);
    room.messages.sync(part);
  }

  async readPins() {
    this.room.pinned.learn(await request("GET", `chats/${this.room.id}/pins`));
  }

  /** Other messages are pinned than before; those that the page does not have are read. */
  async pinsAre(ids) {
    const { pinned, messages } = this.room;
    const known = ids.map((id) => pinned.find(id) ?? messages.loaded.find(id));
    if (known.every(Boolean)) pinned.learn(known);
    else await this.readPins();
  }

  /** The newest part, or for those who read further up the same one again. */
  async current() {
    const { pinned, loaded: { all, older } } = this.room.messages;
    if (pinned || !all.length) return this.newest();
    const messages = await this.part({ after: all[0].message_id - 1, limit: AGAIN });
    return { messages, older, newer: messages.length === AGAIN };
  }

  async newest() {
    const messages = await this.part({ before: END });
    return { messages, older: messages.length === PART, newer: false };
  }

  /** Reads what comes before what is there. */
  older() {
    return this.more(async ({ all }) => {
      const messages = await this.part({ before: all[0].message_id });
      return { messages, older: messages.length === PART };
    });
  }

  /** Reads what comes behind it. */
  newer() {
    return this.more(async ({ all }) => {
      const messages = await this.part({ after: all.at(-1).message_id });
      return { messages, newer: messages.length === PART };
    });
  }

  /** One part at a time; an event that comes while it is read is applied after it. */
  async more(read) {
    if (this.busy) return;
    this.busy = true;
    let grown = false;
    await this.queue(async (messages) => {
      if (!messages.loaded.all.length) return;
      messages.extend(await read(messages.loaded));
      grown = true;
    });
    this.busy = false;
    // Whoever waits at the edge goes on.
    if (grown) this.room.messages.scrolled();
  }

  /** Goes to the newest messages, wherever one was. */
  toNewest() {
    return this.queue(async (messages) => {
      const part = await this.newest();
      messages.pinned = true;
      messages.sync(part);
    });
  }

  /** Leads to a message, which may have to be read first, with those around it; tells whether it is still there. */
  async jump(id) {
    let there = this.room.messages.jump(id);
    if (there) return true;
    await this.queue(async (messages) => {
      const [before, after] = await Promise.all([this.part({ before: id + 1, limit: AROUND }), this.part({ after: id, limit: AROUND })]);
      if (before.at(-1)?.message_id !== id) return;
      messages.open({ messages: [...before, ...after], older: before.length === AROUND, newer: after.length === AROUND });
      there = messages.jump(id);
    });
    return there;
  }

  /** Another chat may be in the place of this one when its turn comes. */
  queue(work) {
    const { room } = this;
    return room.app.queue(() => (room.pane.room === room ? work(room.messages) : undefined));
  }
}
