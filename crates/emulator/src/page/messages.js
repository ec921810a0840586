// The messages of a chat in their order, and which of them are in view. Knows no server and nothing of keyboards.
//
// A stretch of them is loaded, and of that a stretch is drawn: both grow where somebody scrolls, and are cut at the other side.

import { day, h } from "./dom.js";
import { Loaded } from "./loaded.js";
import { bubble, isService } from "./message.js";
import { rove } from "./rove.js";

const NEAR_END_PX = 80;
/** Closer than this to what is not drawn, more is drawn. */
const NEAR_EDGE_PX = 1200;
// More bubbles than anybody sees make the page slow.
const MOST_DRAWN = 300;
const FIRST_DRAWN = 80;
const MORE_DRAWN = 80;
/** Closer than this to what is not loaded, more is asked for: as many messages as are drawn at once, and some to spare. */
const NEAR_UNREAD = 100;

export class Messages {
  /**
   * `act` has what a bubble needs, `settled()` for when all is drawn, `field()`, the place to write, for those who begin to
   * type, and `reading`, which brings what is not loaded by `older()`, `newer()` and `toNewest()`.
   */
  constructor(name, act) {
    this.act = act;
    this.loaded = new Loaded();
    // What is drawn: `all[from]` up to `all[to]`, by the id of the first message of each bubble.
    this.from = this.to = 0;
    this.drawn = new Map();
    this.pinned = true;
    this.top = 0;
    this.list = h("ol", {
      class: "messages", role: "log", tabIndex: 0, "aria-label": `Messages of ${name}`,
      on: { scroll: () => this.scrolled(), keydown: (event) => this.typedBeside(event) },
    });
    this.stops = rove(this.list, ":is(button:enabled, a, summary, [role=button])");
    const size = new ResizeObserver(() => { if (this.pinned) this.toEnd(); });
    size.observe(this.list);
    // A picture that is loaded makes its bubble higher.
    this.list.addEventListener("load", () => { if (this.pinned) this.toEnd(); }, true);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } });
  }

  get all() {
    return this.loaded.all;
  }

  /** Whether the newest message is drawn. */
  get atEnd() {
    return this.to === this.all.length && !this.loaded.newer;
  }

  /** Takes a stretch of the chat as the server has it now. */
  sync(part) {
    this.loaded.take(part);
    if (this.pinned) this.aim(this.all.length - FIRST_DRAWN, this.all.length);
    else this.aim(this.from, this.from + MOST_DRAWN);
    this.settle();
  }

  /** Takes a stretch from somewhere else in the chat; what is drawn of it is said next. */
  open(part) {
    this.loaded.take(part);
    this.pinned = false;
    this.from = this.to = 0;
  }

  /** Takes what comes before or behind what is loaded. What is drawn stays the same. */
  extend(part) {
    this.loaded.extend(part);
    if (part.older !== undefined) this.move(part.messages.length);
    this.move(-this.loaded.trim(this.from, this.to));
  }

  move(by) {
    this.from += by;
    this.to += by;
  }

  /** A new message, or a newer form of one that is known; tells whether the bot has said something new. */
  put(message) {
    const { message_id: id } = message;
    if (this.loaded.isBeyond(id)) return this.passBy(message);
    const at = this.loaded.place(id);
    const known = this.all[at]?.message_id === id;
    const mine = this.mine(message);
    const { atEnd } = this;
    this.all.splice(at, known ? 1 : 0, message);
    if (!known && mine) this.pinned = true;
    else if (!known) this.news = true;
    if (!known && at < this.from) this.aim(this.from + 1, this.to + 1);
    else if (!known && (at < this.to || atEnd)) this.aim(this.from, this.to + 1);
    this.settleSoon();
    return !known && !mine;
  }

  /** Something where nothing is loaded: whoever writes goes there, others are told of what is new. */
  passBy(message) {
    const isNew = !message.edit_date && !(message.message_id <= this.all.at(-1)?.message_id);
    if (!isNew) return false;
    this.news = true;
    this.settleSoon();
    if (!this.mine(message)) return true;
    this.act.reading.toNewest();
    return false;
  }

  remove(id) {
    const at = this.loaded.place(id);
    if (this.all[at]?.message_id !== id) return;
    this.all.splice(at, 1);
    this.aim(at < this.from ? this.from - 1 : this.from, at < this.to ? this.to - 1 : this.to);
    this.settleSoon();
  }

  mine(message) {
    return message.from?.id === this.act.me;
  }

  /** Somebody else looks: what is theirs, and how they have voted, is shown otherwise. */
  lookAs(user) {
    if (user === this.looking) return;
    this.looking = user;
    this.redraw();
  }

  /** Makes every bubble anew: what is around the messages has changed. */
  redraw() {
    for (const { element } of this.drawn.values()) element.remove();
    this.drawn.clear();
    this.settle();
  }

  /** Says what is to be drawn; an album is not cut. */
  aim(from, to) {
    this.to = Math.min(Math.max(to, 0), this.all.length);
    this.from = Math.min(Math.max(from, 0), this.to);
    while (this.from > 0 && together(this.all[this.from - 1], this.all[this.from])) this.from -= 1;
    while (this.to < this.all.length && together(this.all[this.to - 1], this.all[this.to])) this.to += 1;
  }

  /** What is to be drawn, bubble by bubble: one message each, or those of an album. */
  bubbles() {
    const list = [];
    for (let at = this.from; at < this.to; at += 1) {
      const message = this.all[at];
      if (list.length && together(list.at(-1)[0], message)) list.at(-1).push(message);
      else list.push([message]);
    }
    return list;
  }

  /** Settles with the next picture, however many messages there are by then. */
  settleSoon() {
    if (this.settling) return;
    this.settling = true;
    requestAnimationFrame(() => this.settle());
  }

  /** Draws what has changed, and shows the end to those who were there. */
  settle() {
    this.settling = false;
    // Another chat has taken the place meanwhile.
    if (!this.list.isConnected) return;
    if (this.pinned) this.aim(Math.max(this.from, this.all.length - MOST_DRAWN), this.all.length);
    this.move(-this.loaded.trim(this.from, this.to));
    this.draw();
    this.act.settled();
    if (this.pinned) this.toEnd();
    else if (this.news) this.offerEnd(true);
    this.news = false;
  }

  /** Draws the stretch, with dates between days, and the bubbles of one author joined. */
  draw() {
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    const bubbles = this.bubbles();
    const ids = new Set(bubbles.map(([first]) => first.message_id));
    for (const [id, { element }] of this.drawn) {
      if (ids.has(id)) continue;
      element.remove();
      this.drawn.delete(id);
    }
    let next = this.list.firstElementChild;
    let last;
    for (const messages of bubbles) {
      const element = this.drawOne(messages, next);
      next = element.nextElementSibling;
      const [message] = messages;
      const date = day(message.date);
      if (date !== last?.date) element.before(h("li", { class: "day" }, h("span", {}, date)));
      element.classList.toggle("joined", date === last?.date && message.from?.id === last.from);
      // What happened stands between those who write.
      last = { date, from: isService(message) ? null : message.from?.id };
    }
    this.newest = Math.max(this.newest ?? 0, this.all.at(-1)?.message_id ?? 0);
    this.list.dataset.loaded = String(this.all.length);
    this.settleStops();
  }

  /** The bubble of these messages, made anew if one of them has changed. */
  drawOne(messages, next) {
    const id = messages[0].message_id;
    const known = this.drawn.get(id);
    if (known && known.messages.length === messages.length && messages.every((one, at) => one === known.messages[at])) return known.element;
    const element = bubble(messages, this.act);
    // Only what is new arrives.
    if (!(id > this.newest)) element.classList.add("replaced");
    if (known) this.replace(known.element, element);
    else this.list.insertBefore(element, next);
    this.drawn.set(id, { messages, element });
    return element;
  }

  /** Puts a bubble in the place of another; whoever was at a button of it goes on at the new one, or writes. */
  replace(old, element) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(element);
    if (focused) (element.querySelector(".inline:enabled") ?? this.act.field()).focus({ preventScroll: true });
  }

  /** Draws another stretch, and keeps what is in view where it is. */
  slide(from, to) {
    const { top } = this.list.getBoundingClientRect();
    const bubbles = [...this.list.querySelectorAll(".bubble-row")];
    const anchor = bubbles.find((element) => element.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top;
    this.aim(from, to);
    this.draw();
    if (anchor?.isConnected) this.list.scrollTop += anchor.getBoundingClientRect().top - before;
    this.top = this.list.scrollTop;
  }

  /** The Tab key leads to the newest buttons, the arrow keys from there to older ones. */
  settleStops() {
    const keyboard = [...this.list.querySelectorAll(".keyboard, .rich-buttons")].at(-1);
    const newest = keyboard?.querySelector(".inline:enabled") ?? [...this.list.querySelectorAll(".beside")].at(-1)?.firstElementChild;
    this.stops(this.list.contains(document.activeElement) ? undefined : newest);
  }

  /** Whoever was at the end stays there until they go up: that the list has grown meanwhile is not their doing. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    const up = scrollTop < this.top;
    this.top = scrollTop;
    this.pinned = this.atEnd && (scrollHeight - scrollTop - clientHeight < NEAR_END_PX || (this.pinned && !up));
    this.offerEnd(false);
    if (scrollTop < NEAR_EDGE_PX && this.from > 0) {
      this.slide(this.from - MORE_DRAWN, Math.min(this.to, this.from - MORE_DRAWN + MOST_DRAWN));
    } else if (this.to < this.all.length && scrollHeight - scrollTop - clientHeight < NEAR_EDGE_PX) {
      this.slide(Math.max(this.from, this.to + MORE_DRAWN - MOST_DRAWN), this.to + MORE_DRAWN);
    }
    if (this.loaded.older && this.from < NEAR_UNREAD) this.act.reading.older();
    else if (this.loaded.newer && this.all.length - this.to < NEAR_UNREAD) this.act.reading.newer();
  }

  toEnd() {
    if (this.loaded.newer) return this.act.reading.toNewest();
    if (this.to < this.all.length) {
      this.aim(this.all.length - FIRST_DRAWN, this.all.length);
      this.draw();
    }
    this.pinned = true;
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

  /** Leads to a message and marks it for a moment; tells whether it is loaded. */
  jump(id) {
    const at = this.loaded.place(id);
    if (this.all[at]?.message_id !== id) return false;
    if (at < this.from || at >= this.to) {
      this.pinned = false;
      this.aim(at - MORE_DRAWN, at + MORE_DRAWN);
      this.draw();
      this.offerEnd(false);
    }
    const element = this.bubbleOf(id);
    element.scrollIntoView({ block: "center" });
    element.classList.remove("marked", "replaced");
    // Reading the layout lets the mark begin anew.
    void element.offsetWidth;
    element.classList.add("marked");
    return true;
  }

  /** The bubble that a message is in, if it is drawn. */
  bubbleOf(id) {
    for (const { messages, element } of this.drawn.values()) if (messages.some((one) => one.message_id === id)) return element;
    return undefined;
  }

  /** A press was answered: its button waits no more. */
  answered(id) {
    const pressed = this.bubbleOf(id) ?? this.list;
    for (const button of pressed.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }

  /** What is typed while one reads belongs into the field. */
  typedBeside(event) {
    if (event.target !== this.list || event.key.length > 1 || event.key === " ") return;
    if (!event.ctrlKey && !event.metaKey && !event.altKey) this.act.field().focus({ preventScroll: true });
  }
}

/** Whether two messages are of one album. */
const together = (one, other) => one?.media_group_id !== undefined && one.media_group_id === other?.media_group_id;
