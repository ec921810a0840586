// A long list of rows of one height, of which only those near what is in view are elements. Knows nothing of what is in them.

/** Rows drawn above and below those in view, so that scrolling and the arrow keys always find the next one. */
const SPARE = 8;

export class Roll {
  /**
   * `list` scrolls with `scroller`. `row(item)` makes the element of a row, a list item, and `key(item)` tells items
   * apart; a row is made anew when `face(item)`, a text, is another one. `placed()` is called when other rows are drawn.
   */
  constructor(scroller, list, { row, key, face, placed }) {
    Object.assign(this, { scroller, list, row, key, face, placed });
    this.items = [];
    this.drawn = new Map();
    this.height = 0;
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  show(items) {
    this.items = items;
    this.draw();
  }

  /** Draws the rows near those in view, and the one that has the focus. */
  draw() {
    if (!this.height) this.measure();
    // Nothing has a height while it is not shown.
    if (!this.height) return;
    const top = this.scroller.scrollTop - this.list.offsetTop;
    const from = Math.max(0, Math.floor(top / this.height) - SPARE);
    const to = Math.min(this.items.length, Math.ceil((top + this.scroller.clientHeight) / this.height) + SPARE);
    const wanted = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
    const focused = this.focused();
    if (focused >= 0 && focused < from) wanted.unshift(focused);
    if (focused >= to && focused >= from) wanted.push(focused);
    this.list.style.height = `${this.items.length * this.height}px`;
    this.place(wanted);
  }

  /** Puts these rows into the list, in order; rows that show the same as before stay as they are. */
  place(wanted) {
    const before = this.drawn;
    this.drawn = new Map();
    for (const at of wanted) {
      const item = this.items[at];
      const [key, face] = [this.key(item), this.face(item)];
      const old = before.get(key);
      this.drawn.set(key, { at, face, element: old?.face === face ? old.element : this.remade(old, item) });
      before.delete(key);
    }
    for (const { element } of before.values()) element.remove();
    const { activeElement } = document;
    let next = this.list.firstElementChild;
    for (const { at, element } of this.drawn.values()) {
      if (element === next) next = next.nextElementSibling;
      else this.list.insertBefore(element, next);
      element.style.top = `${at * this.height}px`;
      element.setAttribute("aria-posinset", String(at + 1));
      element.setAttribute("aria-setsize", String(this.items.length));
    }
    // A row that has moved has lost the focus on its way.
    if (this.list.contains(activeElement)) activeElement.focus({ preventScroll: true });
    this.placed();
  }

  /** The row of an item, in the place of its old one, which may have had the focus. */
  remade(old, item) {
    const element = this.row(item);
    const focused = old?.element.contains(document.activeElement);
    old?.element.replaceWith(element);
    if (focused) element.querySelector("button").focus({ preventScroll: true });
    return element;
  }

  measure() {
    if (!this.items.length) return;
    const element = this.row(this.items[0]);
    this.list.append(element);
    this.height = element.getBoundingClientRect().height;
    element.remove();
  }

  /** The number of the row that has the focus, or -1. */
  focused() {
    const { activeElement } = document;
    if (!this.list.contains(activeElement)) return -1;
    const [key] = [...this.drawn].find(([, { element }]) => element.contains(activeElement)) ?? [];
    return this.items.findIndex((item) => this.key(item) === key);
  }

  /** Leads the focus to a row, wherever it is; tells whether there is such a row. */
  focus(at) {
    if (!this.items[at]) return false;
    const top = this.list.offsetTop + at * this.height;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop) this.scroller.scrollTop = at === 0 ? 0 : top;
    else if (top + this.height > scrollTop + clientHeight) this.scroller.scrollTop = top + this.height - clientHeight;
    this.draw();
    this.drawn.get(this.key(this.items[at])).element.querySelector("button").focus({ preventScroll: true });
    return true;
  }
}
