// The stretch of a chat's messages that the page has: in order, without a gap, and never more than a bound. Knows no
// element and no server.

/** More than anybody scrolls through in a moment; the rest of a long chat stays with the server. */
const MOST_LOADED = 800;

export class Loaded {
  constructor() {
    this.all = [];
    // Whether the server has messages before the first one, and behind the last one.
    this.older = this.newer = false;
  }

  /** Takes another stretch; messages that are the same as before stay the same objects. */
  take({ messages, older, newer }) {
    const known = new Map(this.all.map((message) => [message.message_id, message]));
    this.all = messages.map((message) => {
      const before = known.get(message.message_id);
      return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
    });
    Object.assign(this, { older, newer });
  }

  /** Puts what comes right before the stretch, or right behind it, to it. */
  extend({ messages, older, newer }) {
    if (older !== undefined) {
      this.all.unshift(...messages);
      this.older = older;
    } else {
      this.all.push(...messages);
      this.newer = newer;
    }
  }

  /** Lets go what is too much, where the side is longer that is not drawn; gives how many are gone in front. */
  trim(from, to) {
    const excess = this.all.length - MOST_LOADED;
    if (excess <= 0) return 0;
    const [before, behind] = [from, this.all.length - to];
    if (before >= behind) {
      const gone = Math.min(excess, before);
      this.all.splice(0, gone);
      this.older ||= gone > 0;
      return gone;
    }
    this.all.splice(this.all.length - Math.min(excess, behind));
    this.newer = true;
    return 0;
  }

  /** Whether a message belongs before or behind the stretch, among those that only the server has. */
  isBeyond(id) {
    return (this.older && !(id >= this.all[0]?.message_id)) || (this.newer && !(id <= this.all.at(-1)?.message_id));
  }

  find(id) {
    const found = this.all[this.place(id)];
    return found?.message_id === id ? found : undefined;
  }

  /** Where in the stretch a message with this id stands, or would stand. */
  place(id) {
    let [low, high] = [0, this.all.length];
    // Most are the newest.
    if (!high || this.all[high - 1].message_id < id) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle].message_id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
