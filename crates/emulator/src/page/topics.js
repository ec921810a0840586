// The topics of a forum, and the row to choose one of them.

import { h } from "./dom.js";
import { rove } from "./rove.js";

/** The topic without a number, and the choice of all topics. */
const [GENERAL, ALL] = [0, undefined];

const topicOf = (message) => message.message_thread_id ?? GENERAL;

export class Topics {
  /** `changed()` is called when another topic is chosen. */
  constructor(changed) {
    this.changed = changed;
    this.chosen = ALL;
    this.element = h("div", { class: "topics", role: "group", "aria-label": "Topics", data: { test: "topics" } });
    this.settle = rove(this.element, "button");
    this.learn([]);
  }

  /** The topics as they are now; a chat that is no forum has none. */
  learn(topics) {
    this.all = new Map([[GENERAL, { name: "General", closed: false }]]);
    for (const { message_thread_id: id, name, is_closed: closed } of topics) this.all.set(id, { name, closed });
    this.draw();
  }

  /** One more message. */
  take(message) {
    if (this.note(message)) this.draw();
  }

  /** Takes what a message tells of topics; tells whether it does. */
  note(message) {
    const id = topicOf(message);
    const { forum_topic_created: created, forum_topic_edited: edited, forum_topic_closed: closed, forum_topic_reopened: reopened } = message;
    if (!created && !edited && !closed && !reopened) return false;
    const topic = this.all.get(id) ?? { name: "Topic", closed: false };
    this.all.set(id, { name: created?.name ?? edited?.name ?? topic.name, closed: closed ? true : reopened ? false : topic.closed });
    return true;
  }

  /** A topic goes with the message that began it. */
  gone(message) {
    if (message === GENERAL || !this.all.delete(message)) return;
    if (this.chosen === message) this.choose(ALL);
    else this.draw();
  }

  shows(message) {
    return this.chosen === ALL || topicOf(message) === this.chosen;
  }

  /** The name of a message's topic, where messages of several are shown. */
  nameOf(message) {
    return this.chosen === ALL && this.all.size > 1 ? this.all.get(topicOf(message))?.name : undefined;
  }

  /** What a message is sent with to stand in the chosen topic. */
  place() {
    return this.chosen ? { message_thread_id: this.chosen } : {};
  }

  /** Whether messages of all topics are shown. */
  get isAll() {
    return this.chosen === ALL;
  }

  choose(id) {
    this.chosen = id;
    this.draw();
    return this.changed();
  }

  draw() {
    const focused = this.element.contains(document.activeElement);
    const chips = [[ALL, { name: "All" }], ...this.all].map(([id, { name, closed }]) => h("button", {
      type: "button", class: "chip topic", "aria-pressed": String(id === this.chosen), data: { test: "topic" },
      on: { click: () => this.choose(id) },
    }, h("bdi", {}, name), closed && h("span", { role: "img", "aria-label": "closed" }, " 🔒")));
    this.element.replaceChildren(...chips);
    this.element.hidden = this.all.size === 1;
    const chosen = chips.find((chip) => chip.getAttribute("aria-pressed") === "true");
    this.settle(chosen);
    if (focused) chosen.focus();
  }
}
