// The log of Bot API calls, newest first, and its filter. Knows calls, not chats.

import { copied, duration, exactly, h } from "./dom.js";
import { pretty } from "./json.js";
import { rove } from "./rove.js";
import { spent } from "./spent.js";

// Polls come all the time and would push everything else out, so each kind has a bound of its own.
const MOST_CALLS = 500;
const MOST_POLLS = 100;
// Presses whose answers can be told to belong to a chat.
const MOST_PRESSES = 1000;
const COPIED_MS = 1500;

const byId = (id) => document.getElementById(id);

export class CallLog {
  /** `nameOf(chat)` gives the name to show for a chat, `keyOf(chat id, bot id)` the chat that a bot means; `choice` has `bot`. */
  constructor(nameOf, keyOf, choice) {
    Object.assign(this, { nameOf, keyOf, choice });
    this.presses = new Map();
    this.list = byId("call-rows");
    this.settle = rove(this.list, ".call:not([hidden]) > .call-head");
    byId("clear-calls").addEventListener("click", () => this.clear());
    for (const id of ["show-polls", "only-problems", "of-method", "of-chat"]) {
      byId(id).addEventListener("change", () => this.filter());
    }
    this.clear();
  }

  clear() {
    this.list.replaceChildren();
    this.calls = [];
    this.polls = [];
    this.violations = 0;
    this.mark();
  }

  /** A press: its answer names only the press, and belongs to the press's chat. */
  pressed(press) {
    this.presses.set(press.callback_query_id, this.keyOf(press.chat_id, press.bot_id));
    if (this.presses.size > MOST_PRESSES) this.presses.delete(this.presses.keys().next().value);
  }

  add(call) {
    const poll = call.method.toLowerCase() === "getupdates";
    const number = Number(call.params?.chat_id);
    const chat = number ? this.keyOf(number, call.bot_id) : this.presses.get(call.params?.callback_query_id);
    const kept = poll ? this.polls : this.calls;
    const entry = { call, poll, chat, bad: failed(call) || Boolean(call.fault) || call.violations?.length > 0 };
    entry.row = this.row(entry);
    entry.row.hidden = !this.fits(entry);
    this.list.prepend(entry.row);
    kept.push(entry);
    if (kept.length > (poll ? MOST_POLLS : MOST_CALLS)) kept.shift().row.remove();
    if (call.violations?.length) this.violations += 1;
    offer(byId("of-method"), call.method, call.method);
    if (chat) offer(byId("of-chat"), String(chat), this.nameOf(chat));
    this.mark();
  }

  fits({ call, poll, chat, bad }) {
    const method = byId("of-method").value;
    return (!method || method === call.method)
      && (!byId("of-chat").value || byId("of-chat").value === String(chat))
      && (!this.choice.bot || this.choice.bot === String(call.bot_id))
      && (!byId("only-problems").checked || bad)
      // Whoever asks for polls by their name wants to see them.
      && (!poll || byId("show-polls").checked || method === call.method);
  }

  filter() {
    for (const entry of [...this.calls, ...this.polls]) entry.row.hidden = !this.fits(entry);
    this.mark();
  }

  mark() {
    this.settle();
    const flagged = byId("flagged");
    flagged.hidden = this.violations === 0;
    flagged.textContent = String(this.violations);
    flagged.title = `${this.violations} calls against the schema`;
    const shown = this.list.querySelector(".call:not([hidden])") !== null;
    byId("no-calls").hidden = shown || this.calls.length > 0;
    byId("no-fitting").hidden = shown || this.calls.length === 0;
  }

  row({ call, chat, bad }) {
    const at = Date.now() / 1000;
    const against = call.violations?.length > 0;
    const head = h("button", { type: "button", class: "call-head", "aria-expanded": "false" },
      h("span", { class: "call-method" }, call.method),
      h("span", { class: `call-status ${failed(call) ? "bad" : "good"}` }, call.status ? String(call.status) : "cut off"),
      h("span", { class: "call-time" }, duration(call.microseconds)),
      chat && h("span", { class: "call-chat", dir: "auto" }, this.nameOf(chat)),
      bad && h("span", { class: "call-flag" }, against ? "against the schema" : call.fault ?? call.description ?? "refused"));
    const item = h("li", {
      class: `call${bad ? " flagged" : ""}`,
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

/** Whether there was no answer, or one that refuses. */
const failed = ({ status }) => status >= 400 || status === 0;

/** Adds a choice in its alphabetical place, once. */
function offer(select, value, label) {
  const choices = [...select.options];
  if (choices.some((choice) => choice.value === value)) return;
  const next = choices.slice(1).find((choice) => choice.label.localeCompare(label) > 0);
  select.add(h("option", { value }, label), next ?? null);
}

function details(call, at) {
  const json = JSON.stringify(call.params ?? {}, null, 2);
  return h("div", { class: "call-details", data: { test: "call-details" } },
    call.violations?.length > 0 && h("ul", { class: "violations", data: { test: "violations" } },
      call.violations.map((one) => h("li", {}, typeof one === "string" ? one : JSON.stringify(one)))),
    h("dl", {},
      h("dt", {}, "Answered"), h("dd", {}, exactly(at)),
      h("dt", {}, "Status"), h("dd", {}, [call.status || "no answer", call.description, call.fault].filter(Boolean).join(" – ")),
      h("dt", {}, "Took"), h("dd", {}, `${call.microseconds} µs`),
      spent(call)),
    h("div", { class: "json" }, copier(json), h("pre", { tabIndex: 0, "aria-label": "Parameters", data: { test: "call-json" } }, pretty(json))));
}

function copier(json) {
  const button = h("button", { type: "button", class: "quiet copy", data: { test: "copy-json" } }, "Copy");
  button.addEventListener("click", async () => {
    if (await copied(json)) {
      button.textContent = "Copied";
    } else {
      // The browser does not let the page copy: then the person can, the text being selected.
      getSelection().selectAllChildren(button.nextElementSibling);
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Copy"; }, COPIED_MS);
  });
  return button;
}
