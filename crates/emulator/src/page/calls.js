// The log of Bot API calls, newest first. Knows calls, not chats.

import { clock, duration, h } from "./dom.js";

// Polls come all the time and would push everything else out, so each kind has a bound of its own.
const MOST_CALLS = 400;
const MOST_POLLS = 100;

export class CallLog {
  /** `nameOf(chat id)` gives the name to show for a chat. */
  constructor(nameOf) {
    this.nameOf = nameOf;
    this.list = document.getElementById("call-rows");
    this.flagged = document.getElementById("flagged");
    document.getElementById("clear-calls").addEventListener("click", () => this.clear());
    document.getElementById("show-polls").addEventListener("change", (event) => {
      this.list.classList.toggle("with-polls", event.currentTarget.checked);
    });
    this.clear();
  }

  clear() {
    this.list.replaceChildren();
    this.calls = [];
    this.polls = [];
    this.violations = 0;
    this.mark();
  }

  add(call) {
    const poll = call.method.toLowerCase() === "getupdates";
    const row = this.row(call, poll);
    this.list.prepend(row);
    const kept = poll ? this.polls : this.calls;
    kept.push(row);
    if (kept.length > (poll ? MOST_POLLS : MOST_CALLS)) kept.shift().remove();
    if (call.violations?.length) this.violations += 1;
    this.mark();
  }

  mark() {
    this.flagged.hidden = this.violations === 0;
    this.flagged.textContent = String(this.violations);
    this.flagged.title = `${this.violations} calls against the schema`;
    document.getElementById("no-calls").hidden = this.calls.length > 0;
  }

  row(call, poll) {
    const at = Date.now() / 1000;
    const bad = call.violations?.length > 0;
    const good = call.status >= 200 && call.status < 300;
    const head = h("button", { type: "button", class: "call-head", "aria-expanded": "false" },
      h("span", { class: "call-method" }, call.method),
      h("span", { class: `call-status ${good ? "good" : "bad"}` }, String(call.status)),
      h("span", { class: "call-chat" }, this.nameOf(chatOf(call)) ?? " "),
      h("span", { class: "call-time" }, duration(call.microseconds)),
      bad && h("span", { class: "call-flag" }, "against the schema"));
    const item = h("li", {
      class: `call${bad ? " flagged" : ""}${poll ? " poll" : ""}`,
      data: { test: "call-row", method: call.method, status: call.status, violations: call.violations?.length ?? 0 },
    }, head);
    head.addEventListener("click", () => {
      const open = head.getAttribute("aria-expanded") === "false";
      head.setAttribute("aria-expanded", String(open));
      if (open) item.append(details(call, at));
      else item.lastElementChild.remove();
    });
    return item;
  }
}

/** The chat a call is about, if it is about one. */
function chatOf(call) {
  return Number(call.params?.chat_id) || undefined;
}

function details(call, at) {
  return h("div", { class: "call-details", data: { test: "call-details" } },
    call.violations?.length > 0 && h("ul", { class: "violations", data: { test: "violations" } },
      call.violations.map((one) => h("li", {}, typeof one === "string" ? one : JSON.stringify(one)))),
    h("dl", {},
      h("dt", {}, "Answered"), h("dd", {}, clock(at)),
      h("dt", {}, "Status"), h("dd", {}, [call.status, call.description].filter(Boolean).join(" – ")),
      h("dt", {}, "Took"), h("dd", {}, `${call.microseconds} µs`)),
    h("pre", { tabIndex: 0, "aria-label": "Parameters" }, JSON.stringify(call.params ?? {}, null, 2)));
}
