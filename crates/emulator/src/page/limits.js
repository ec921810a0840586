// The panel of limits and time: flood limits shown and set, and time that passes for the local Telegram alone.

import { h } from "./dom.js";
import { whileOpen } from "./panels.js";
import { request } from "./server.js";

const LIMITS = {
  bot_per_second: "Messages a second, in all",
  chat_per_second: "Messages a second in a chat",
  chat_burst: "of these at once, after a rest",
  group_per_minute: "Messages a minute in a group",
};
// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const PUBLISHED = { bot_per_second: 30, chat_per_second: 1, chat_burst: 3, group_per_minute: 20 };
const MOST = 100_000;
const SKIPS = { 10: "10 seconds", 60: "a minute", 3600: "an hour", 86400: "a day" };

export class LimitsPanel {
  /** `choice` says whose limits are shown and set: with none chosen the first bot's are shown, and all are set. */
  constructor(choice) {
    this.choice = choice;
    this.fields = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, h("input", {
      type: "number", class: "input", min: 1, max: MOST, placeholder: "no limit", data: { test: "limit", name },
    })]));
    this.flooded = h("p", { class: "panel-state", role: "status", data: { test: "flooded" } });
    this.skips = h("select", { class: "input", "aria-label": "How much time", data: { test: "skip-time" } },
      Object.entries(SKIPS).map(([seconds, name]) => h("option", { value: seconds }, name)));
    this.skipped = h("p", { class: "panel-state", role: "status", data: { test: "skipped" } });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.element = h("section", { class: "panel", data: { test: "limits-panel" } },
      h("form", {
        class: "panel-form",
        on: { input: () => { this.typing = true; }, submit: (event) => { event.preventDefault(); this.set(this.wanted()); } },
      },
        h("h3", {}, "Flood limits"),
        Object.entries(LIMITS).map(([name, label]) => h("label", {}, h("span", {}, label), this.fields[name])),
        h("div", { class: "panel-buttons" },
          h("button", { type: "submit", class: "primary", data: { test: "set-limits" } }, "Set"),
          h("button", { type: "button", class: "secondary", data: { test: "published" }, on: { click: () => this.set(PUBLISHED) } }, "As published"),
          h("button", { type: "button", class: "secondary", data: { test: "no-limits" }, on: { click: () => this.set({}) } }, "None")),
        this.flooded),
      h("form", { class: "panel-form", on: { submit: (event) => { event.preventDefault(); this.skip(); } } },
        h("h3", {}, "Time"),
        h("p", { class: "panel-note" }, "Time passes for the local Telegram and for nobody else: what waits there to be tried again comes at once."),
        h("div", { class: "panel-buttons" }, this.skips, h("button", { type: "submit", class: "primary", data: { test: "skip" } }, "Skip")),
        this.skipped),
      this.problem);
    this.opened = whileOpen(() => this.read());
  }

  wanted() {
    const set = Object.entries(this.fields).filter(([, field]) => field.value !== "");
    return Object.fromEntries(set.map(([name, field]) => [name, Number(field.value)]));
  }

  async read() {
    const [now, queue] = await Promise.all([request("GET", this.choice.about("limits")), request("GET", "queue")]).catch(() => []);
    if (!now) return;
    // What somebody is typing is theirs; what others have set is shown.
    if (!this.typing) for (const [name, field] of Object.entries(this.fields)) field.value = now.limits[name] ?? "";
    const refused = Object.values(now.flooded).reduce((sum, one) => sum + one, 0);
    if (!Object.keys(now.limits).length) say(this.flooded, "Nothing is limited.");
    else say(this.flooded, refused === 1 ? "1 message was one too many." : `${refused} messages were too many.`);
    say(this.skipped, queue.skipped_seconds ? `${queue.skipped_seconds} s were skipped in all.` : "");
  }

  set(limits) {
    this.typing = false;
    return this.asked("PUT", this.choice.about("limits"), limits);
  }

  skip() {
    return this.asked("POST", "clock", { skip_seconds: Number(this.skips.value) });
  }

  async asked(method, path, body) {
    this.problem.textContent = await request(method, path, body).then(() => "", (error) => `Not done: ${error.message}.`);
    await this.read();
  }
}

/** Says something once, however often it is read. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
