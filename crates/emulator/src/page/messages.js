// The messages of a chat in their order, and which of them are in view. Knows no server and nothing of keyboards.

import { day, h } from "./dom.js";
import { bubble } from "./message.js";
import { rove } from "./rove.js";

const NEAR_END_PX = 80;
// More bubbles than anybody reads make the page slow; the server still has them.
const MOST_SHOWN = 1000;

export class Messages {
  /**
   * `act` has what a bubble needs, `settled(messages)` for whoever has to know all of them, and `field()`, the place to
   * write, for those who begin to type.
   */
  constructor(person, act) {
    this.person = person;
    this.act = act;
    this.shown = new Map();
    this.pinned = true;
    this.top = 0;
    this.list = h("ol", {
      class: "messages", role: "log", tabIndex: 0, "aria-label": `Messages of ${person.name}`,
      on: { scroll: () => this.scrolled(), keydown: (event) => this.typedBeside(event) },
    });
    this.stops = rove(this.list, ":is(button:enabled, a, [role=button])");
    new ResizeObserver(() => { if (this.pinned) this.toEnd(); }).observe(this.list);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } });
  }

  /** Takes the whole chat as the server has it now. */
  sync(messages) {
    const kept = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.shown.keys()]) if (!kept.has(id)) this.remove(id);
    for (const message of messages.slice(-MOST_SHOWN)) this.place(message);
    this.settle();
  }

  /** A new message, or a newer form of one that is shown; tells whether the bot has said something new. */
  put(message) {
    const added = !this.shown.has(message.message_id);
    const mine = this.place(message);
    if (this.shown.size > MOST_SHOWN) this.remove(Math.min(...this.shown.keys()));
    if (added && mine) this.pinned = true;
    else if (added) this.news = true;
    this.settleSoon();
    return added && !mine;
  }

  remove(id) {
    this.shown.get(id)?.element.remove();
    this.shown.delete(id);
    this.settleSoon();
  }

  /** Puts a message where its id belongs; tells whether the person wrote it. */
  place(message) {
    const mine = message.from?.id === this.person.user_id;
    const known = this.shown.get(message.message_id);
    if (known && JSON.stringify(known.message) === JSON.stringify(message)) return mine;
    const element = bubble(message, mine, this.act);
    if (known) this.replace(known.element, element);
    else this.list.insertBefore(element, this.after(message.message_id));
    this.shown.set(message.message_id, { message, element });
    return mine;
  }

  /** Puts a bubble in the place of another; whoever was at a button of it goes on at the new one, or writes. */
  replace(old, element) {
    const focused = old.contains(document.activeElement);
    element.classList.add("replaced");
    old.replaceWith(element);
    if (focused) (element.querySelector(".inline:enabled") ?? this.act.field()).focus({ preventScroll: true });
  }

  /** The element in front of which a message with this id belongs; null for the end. */
  after(id) {
    let before = null;
    for (let element = this.list.lastElementChild; element; element = element.previousElementSibling) {
      if (Number(element.dataset.messageId) < id) break;
      before = element;
    }
    return before;
  }

  /** Settles with the next picture, however many messages there are by then. */
  settleSoon() {
    if (this.settling) return;
    this.settling = true;
    requestAnimationFrame(() => this.settle());
  }

  /** Puts dates between days, joins bubbles of one author, and shows the end to those who were there. */
  settle() {
    this.settling = false;
    // Another chat has taken the place meanwhile.
    if (!this.list.isConnected) return;
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    const messages = [];
    let last;
    for (const element of [...this.list.children]) {
      const { message } = this.shown.get(Number(element.dataset.messageId));
      const date = day(message.date);
      if (date !== last?.date) element.before(h("li", { class: "day" }, h("span", {}, date)));
      element.classList.toggle("joined", date === last?.date && message.from?.id === last.from);
      last = { date, from: message.from?.id };
      messages.push(message);
    }
    this.settleStops();
    this.act.settled(messages);
    if (this.pinned) this.toEnd();
    else if (this.news) this.offerEnd(true);
    this.news = false;
  }

  /** The Tab key leads to the newest buttons, the arrow keys from there to older ones. */
  settleStops() {
    const newest = [...this.list.querySelectorAll(".keyboard")].at(-1)?.querySelector(".inline:enabled");
    this.stops(this.list.contains(document.activeElement) ? undefined : newest);
  }

  /** Whoever was at the end stays there until they go up: that the list has grown meanwhile is not their doing. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    const up = scrollTop < this.top;
    this.top = scrollTop;
    this.pinned = scrollHeight - scrollTop - clientHeight < NEAR_END_PX || (this.pinned && !up);
    this.offerEnd(false);
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }

  /** Whoever reads further up can go to the end, and is told when there is news. */
  offerEnd(news) {
    if (this.newer.hidden || news) {
      this.newer.textContent = news ? "New messages ↓" : "↓";
      this.newer.title = this.newer.ariaLabel = news ? "New messages" : "To the newest message";
    }
    this.newer.hidden = this.pinned;
  }

  /** Leads to a message and marks it for a moment; tells whether it is there. */
  jump(id) {
    const element = this.shown.get(id)?.element;
    if (!element) return false;
    element.scrollIntoView({ block: "center" });
    element.classList.remove("marked", "replaced");
    // Reading the layout lets the mark begin anew.
    void element.offsetWidth;
    element.classList.add("marked");
    return true;
  }

  /** A press was answered: its button waits no more. */
  answered(id) {
    const pressed = this.shown.get(id)?.element ?? this.list;
    for (const button of pressed.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }

  /** What is typed while one reads belongs into the field. */
  typedBeside(event) {
    if (event.target !== this.list || event.key.length > 1 || event.key === " ") return;
    if (!event.ctrlKey && !event.metaKey && !event.altKey) this.act.field().focus({ preventScroll: true });
  }
}
