// The bots there are: a sheet that shows and makes them, and the choice whose calls and settings the inspector shows.

import { lay } from "./box.js";
import { h, round } from "./dom.js";
import { request } from "./server.js";

/** The sheet over a pane: every bot with its token and address, and a form for a further one. */
export class BotSheet {
  /** `known` has `bots`; `made(bot)` is called with a new one, `back()` when the sheet is closed. */
  constructor(pane, known, made, back) {
    Object.assign(this, { known, made });
    this.list = h("ul", { class: "members", "aria-label": "Bots", data: { test: "bot-list" } });
    this.name = h("input", { class: "input", required: true, maxLength: 64, autocomplete: "off", dir: "auto", placeholder: "Tea", "aria-label": "Name of a new bot", data: { test: "bot-title" } });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.element = h("div", { class: "alert", role: "dialog", "aria-label": "Bots", data: { test: "bots-sheet" } },
      h("div", { class: "card sheet" },
        h("div", { class: "sheet-head" }, h("h2", {}, "Bots"),
          round("close", "Close", { data: { test: "close-sheet" }, on: { click: () => this.close() } })),
        this.list,
        h("form", { class: "sheet-row", on: { submit: (event) => { event.preventDefault(); this.add(); } } },
          this.name, h("button", { type: "submit", class: "quiet", data: { test: "add-bot" } }, "Make it")),
        this.problem));
    this.draw();
    this.close = lay(pane, this.element, back);
    this.name.focus();
  }

  draw() {
    this.list.replaceChildren(...[...this.known.bots.values()].map((bot) => h("li", { class: "bot", data: { test: "bot", bot: bot.id } },
      h("strong", { dir: "auto" }, bot.name), ` @${bot.username}`,
      h("code", { data: { test: "bot-address" } }, `BOT_API_URL=${bot.api_url}`), h("code", { data: { test: "bot-token" } }, `BOT_TOKEN=${bot.token}`))));
  }

  async add() {
    try {
      this.made(await request("POST", "bots", { name: this.name.value.trim() }));
      this.problem.textContent = this.name.value = "";
      this.draw();
    } catch (error) {
      this.problem.textContent = `Not done: ${error.message}.`;
    }
  }
}

/** Whose calls and settings the inspector shows: of all bots, or of one. Nobody is asked while there is one bot. */
export class BotChoice {
  /** `changed()` is called when somebody chooses. */
  constructor(changed) {
    this.select = document.getElementById("of-bot");
    this.select.addEventListener("change", changed);
  }

  draw(bots) {
    const { value } = this.select;
    this.select.replaceChildren(h("option", { value: "" }, "All bots"), ...bots.map(({ id, name }) => h("option", { value: id }, name)));
    this.select.value = value;
    this.select.hidden = bots.length < 2;
  }

  /** The id of the one that is chosen, as a text; empty for all. */
  get bot() {
    return this.select.value;
  }

  /** A path about the one that is chosen. Where that makes a difference, the first stands for all. */
  about(path) {
    return this.bot ? `${path}?bot=${this.bot}` : path;
  }
}
