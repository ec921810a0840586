// The panel of the script: what was done, as a script that can be saved and played again.

import { h } from "./dom.js";
import { whileOpen } from "./panels.js";
import { request } from "./server.js";

export class RecorderPanel {
  /** `choice` says whose script it is. */
  constructor(choice) {
    this.choice = choice;
    this.note = h("p", { class: "panel-note", role: "status", data: { test: "recording" } });
    this.text = h("pre", { tabindex: 0, "aria-label": "Script", data: { test: "script" } });
    this.save = h("a", { class: "secondary", download: "recorded.talk", data: { test: "save-script" } }, "Save script");
    this.problem = h("p", { class: "problem", role: "alert" });
    const record = { type: "button", class: "primary", title: "Begins a new script", data: { test: "record" } };
    this.element = h("section", { class: "panel recorder", data: { test: "recorder-panel" } },
      h("div", { class: "panel-buttons" },
        h("button", { ...record, on: { click: () => this.record() } }, "Record"), this.save),
      this.note, this.problem, this.text);
    this.from(0);
    this.opened = whileOpen(() => this.read());
  }

  /** What happened up to this event is left out. */
  from(event) {
    this.begun = event;
    this.note.textContent = event
      ? "Whatever you do now, and the bot does, is in the script. Save it when you are through."
      : "Everything that was done so far. Record begins with what you do next.";
  }

  /** Begins with what is done from now on. */
  async record() {
    await this.tried(async () => this.from((await request("GET", "bot")).last_event));
    await this.read();
  }

  async read() {
    this.save.href = `script?${new URLSearchParams({ after: this.begun, ...(this.choice.bot && { bot: this.choice.bot }) })}`;
    await this.tried(async () => {
      const answer = await fetch(this.save.href, { cache: "no-store" });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      // Whoever has marked a part of it keeps that.
      if (this.text.textContent !== text) this.text.textContent = text;
    });
  }

  async tried(work) {
    this.problem.textContent = await work().then(() => "", (error) => `Not done: ${error.message}.`);
  }
}
