// The question who is writing: a form for somebody new, and the people there are.

import { avatar, h } from "./dom.js";

const MOST_OFFERED = 12;
/** The languages that can be chosen; people may speak others. */
export const LANGUAGES = { en: "English", ru: "Русский" };

export class Who {
  /** `actions`: `add(name, language)`, `choose(chat)`, and `back()` where there is something to go back to. */
  constructor(index, actions) {
    this.actions = actions;
    this.name = h("input", {
      id: `name-${index}`, type: "text", required: true, maxLength: 64, autocomplete: "off", dir: "auto",
      placeholder: index === 0 ? "Ann" : "Ben", data: { test: "person-name" },
    });
    const own = navigator.language.startsWith("ru") ? "ru" : "en";
    this.language = h("select", { id: `language-${index}`, data: { test: "person-language" } },
      Object.entries(LANGUAGES).map(([code, label]) => h("option", { value: code, selected: code === own }, label)));
    this.problem = h("p", { class: "problem", role: "alert" });
    this.known = h("div", { class: "known", hidden: true });
    this.element = h("div", { class: "who", on: { keydown: (event) => { if (event.key === "Escape") actions.back?.(); } } },
      h("form", { class: "card", on: { submit: (event) => this.submit(event) } },
        h("h2", {}, "Who is writing?"),
        h("label", { htmlFor: this.name.id }, "Name"), this.name,
        h("label", { htmlFor: this.language.id }, "Language of the person"), this.language,
        h("div", { class: "card-buttons" },
          actions.back && h("button", { type: "button", class: "secondary", on: { click: () => actions.back() } }, "Back"),
          h("button", { type: "submit", class: "primary", data: { test: "add-person" } }, "Open a chat")),
        this.problem, this.known));
  }

  focus() {
    this.name.focus();
  }

  async submit(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!name) return this.name.focus();
    try {
      await this.actions.add(name, this.language.value);
    } catch (error) {
      this.problem.textContent = `Not done: ${error.message}.`;
    }
  }

  /** Offers private chats to go on in; what is typed in the form stays. */
  offer(chats) {
    this.known.hidden = chats.length === 0;
    this.known.replaceChildren(h("p", {}, "or go on as"), h("div", { class: "chips" },
      chats.slice(0, MOST_OFFERED).map(({ id, name }) => h("button", {
        type: "button", class: "chip", on: { click: () => this.actions.choose(id) },
      }, avatar(name, id), h("bdi", {}, name)))));
  }
}
