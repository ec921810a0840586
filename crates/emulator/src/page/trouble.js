// The panel of what is broken on purpose: the link, and the faults. Knows neither calls nor chats.

import { h } from "./dom.js";
import { whileOpen } from "./panels.js";
import { request } from "./server.js";

/** The settings of a link: name, label, and whether it may be left out. */
const LINK = [
  ["rtt_ms", "Round trip, ms"],
  ["jitter_ms", "Jitter, ms"],
  ["tls", "TLS round trips"],
  ["server_ms", "Server, ms"],
  ["idle_ms", "Closed when idle, ms", true],
  ["age_ms", "Closed when old, ms", true],
];

/** What a fault can be: a key, a label, and the fault. */
const FAULTS = [
  ["flood", "429 Too Many Requests", (n) => ({ error: { code: 429, description: `Too Many Requests: retry after ${n}`, retry_after: n } }), "Seconds"],
  ["error", "500 in JSON", () => ({ error: { code: 500, description: "Internal Server Error: restart" } })],
  ["page", "502 in HTML", () => ({ garble: "page" })],
  ["before", "Reset before the call", () => ({ reset: "before" })],
  ["after", "Reset after the call", () => ({ reset: "after" })],
  ["half", "Half an answer", () => ({ garble: "half" })],
  ["noise", "No JSON", () => ({ garble: "noise" })],
  ["delay", "Delay", (n) => ({ delay_ms: n * 1000 }), "Seconds"],
  ["malformed", "Update: malformed", () => ({ update: "malformed" })],
  ["unknown", "Update: unknown kind", () => ({ update: "unknown" })],
  ["twice", "Webhook: update twice", () => ({ update: "twice" })],
  ["late", "Webhook: update late", () => ({ update: "late" })],
  ["restart", "Restart of the server", undefined, "Seconds down"],
];

/** A part of the panel, which says what went wrong. `read` is what it shows, `act(work)` does something about it. */
function part(name, title, read, content) {
  const wrong = h("p", { class: "trouble-wrong", role: "alert", hidden: true });
  const element = h("section", { class: "trouble", data: { test: name } }, h("h3", {}, title), content, wrong);
  // What went wrong with an order is told until the next one; that reading failed, until it succeeds.
  const tell = async (work, reading) => {
    try {
      await work();
      if (!reading || wrong.dataset.reading === "true") wrong.hidden = true;
    } catch (error) {
      wrong.textContent = error.message;
      wrong.dataset.reading = String(reading);
      wrong.hidden = false;
    }
  };
  return { element, read: () => tell(read, true), act: (work) => tell(async () => { await work(); await read(); }, false) };
}

function number(name, label, test) {
  const input = h("input", { type: "number", min: 0, class: "input", name, autocomplete: "off", data: { test } });
  return h("label", { class: "trouble-field" }, h("span", {}, label), input);
}

function linkPart(choice) {
  const form = h("form", { class: "trouble-form" }, LINK.map(([name, label]) => number(name, label, `link-${name}`)),
    h("div", { class: "trouble-buttons" },
      h("button", { type: "submit", class: "quiet", data: { test: "set-link" } }, "Apply"),
      h("button", { type: "button", class: "quiet", data: { test: "no-link" }, on: { click: () => off() } }, "Off")));
  let shown;
  const read = async () => {
    const link = await request("GET", choice.about("link"));
    const text = JSON.stringify(link);
    // What somebody is typing is left alone.
    if (text === shown) return;
    shown = text;
    for (const [name] of LINK) form.elements[name].value = link[name] ?? "";
  };
  const whole = part("link", "Link", read, form);
  const { act } = whole;
  const off = () => act(() => request("DELETE", choice.about("link")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = {};
    for (const [name, , optional] of LINK) {
      const { value } = form.elements[name];
      if (value || !optional) link[name] = Number(value);
    }
    act(() => request("PUT", choice.about("link"), link));
  });
  return whole;
}

/** A fault in words. */
function words(fault) {
  const what = fault.error?.description ?? FAULTS.find(([, , make]) => make && same(make(0), fault))?.[1] ?? `Delay of ${fault.delay_ms} ms`;
  return [what, fault.method, fault.bot && `bot ${fault.bot}`, fault.chat && `chat ${fault.chat}`, fault.times && `${fault.times} times`,
    fault.for_ms && `for ${fault.for_ms / 1000} s`].filter(Boolean).join(", ");
}

const same = (one, fault) => Object.entries(one).every(([name, value]) => typeof value === "string" && fault[name] === value);

function faultPart(choice) {
  const list = h("ul", { class: "trouble-list", data: { test: "fault-list" } });
  const kind = h("select", { class: "input", "aria-label": "Fault", data: { test: "fault-kind" } },
    FAULTS.map(([key, label]) => h("option", { value: key }, label)));
  const method = h("input", { class: "input", placeholder: "Any method", "aria-label": "Method", autocomplete: "off", data: { test: "fault-method" } });
  const seconds = number("seconds", "Seconds", "fault-seconds");
  const fields = [method, seconds, number("times", "Times", "fault-times"), number("lasts", "For seconds", "fault-lasts")];
  const form = h("form", { class: "trouble-form" }, kind, fields,
    h("div", { class: "trouble-buttons" },
      h("button", { type: "submit", class: "quiet", data: { test: "add-fault" } }, "Add"),
      h("button", { type: "button", class: "quiet", data: { test: "clear-faults" }, on: { click: () => clear() } }, "Clear all")));
  const read = async () => {
    const faults = await request("GET", "faults");
    list.replaceChildren(...faults.map((fault) => h("li", {}, words(fault))));
  };
  const chosen = () => FAULTS.find(([key]) => key === kind.value);
  const fit = () => {
    const [key, label, , unit] = chosen();
    seconds.hidden = !unit;
    if (unit) seconds.firstElementChild.textContent = unit;
    method.hidden = label.startsWith("Update") || label.startsWith("Webhook") || key === "restart";
    for (const field of fields.slice(2)) field.hidden = key === "restart";
  };
  kind.addEventListener("change", fit);
  fit();
  const whole = part("faults", "Faults", read, [list, form]);
  const { act } = whole;
  const clear = () => act(() => request("DELETE", "faults"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = (name) => Number(form.elements[name].value);
    const [key, , make] = chosen();
    if (key === "restart") return act(() => request("POST", "restart", { down_ms: value("seconds") * 1000 }));
    const fault = make(value("seconds") || 1);
    if (!method.hidden && method.value.trim()) fault.method = method.value.trim();
    if (choice.bot) fault.bot = Number(choice.bot);
    if (value("times")) fault.times = value("times");
    if (value("lasts")) fault.for_ms = value("lasts") * 1000;
    return act(() => request("POST", "faults", fault));
  });
  return whole;
}

export class TroublePanel {
  /** `choice` says whose link is shown and set, and whose calls a new fault meets. */
  constructor(choice) {
    const parts = [linkPart(choice), faultPart(choice)];
    this.element = h("div", { class: "panel", data: { test: "trouble-panel" } }, parts.map((part) => part.element));
    this.opened = whileOpen(() => { for (const part of parts) part.read(); });
  }
}
