// The form for a new group, supergroup or channel: its name, whose it is, who is in it.

import { avatar, h } from "./dom.js";

/** People who can be put into it here; others can be added when it is there. */
const MOST_OFFERED = 30;
const KINDS = [
  ["group", "Group", { kind: "group" }],
  ["supergroup", "Supergroup", { kind: "supergroup" }],
  ["forum", "Supergroup with topics", { kind: "supergroup", is_forum: true }],
  ["channel", "Channel", { kind: "channel" }],
];
const BOT = { member: "a member", administrator: "an administrator", nobody: "not there" };

export class Gathering {
  /** `actions`: `add(chat, what the bot is in it)`, and `back()`. */
  constructor(index, known, actions) {
    Object.assign(this, { known, actions });
    const people = [...known.people.values()];
    const id = (name) => `${name}-${index}`;
    this.name = h("input", { id: id("title"), required: true, maxLength: 128, autocomplete: "off", dir: "auto", placeholder: "Friends", data: { test: "chat-title" } });
    this.kind = h("select", { id: id("kind"), data: { test: "chat-kind" }, on: { change: () => this.fit() } },
      KINDS.map(([value, label]) => h("option", { value }, label)));
    this.owner = h("select", { id: id("owner"), data: { test: "chat-owner" }, on: { change: () => this.offerMembers() } },
      people.map(({ user_id: user, name }) => h("option", { value: user }, name)));
    this.bot = h("select", { id: id("bot"), data: { test: "chat-bot" } }, Object.entries(BOT).map(([value, label]) => h("option", { value }, label)));
    this.members = h("div", { class: "choices", role: "group", "aria-label": "Other members", data: { test: "chat-members" } });
    this.problem = h("p", { class: "problem", role: "alert" }, people.length ? "" : "A chat belongs to a person: add one first.");
    const field = (element, label) => [h("label", { htmlFor: element.id }, label), element];
    this.element = h("div", { class: "who", on: { keydown: (event) => { if (event.key === "Escape") actions.back(); } } },
      h("form", { class: "card", on: { submit: (event) => this.submit(event) } },
        h("h2", {}, "New group or channel"),
        field(this.name, "Name"), field(this.kind, "Kind"), field(this.owner, "Owner"), field(this.bot, "The bot is"), this.members,
        h("div", { class: "card-buttons" },
          h("button", { type: "button", class: "secondary", on: { click: () => actions.back() } }, "Back"),
          h("button", { type: "submit", class: "primary", disabled: people.length === 0, data: { test: "add-chat" } }, "Make it")),
        this.problem));
    this.offerMembers();
  }

  focus() {
    this.name.focus();
  }

  /** A bot is no plain member of a channel. */
  fit() {
    const channel = this.kind.value === "channel";
    this.bot.options[0].disabled = channel;
    if (channel && this.bot.value === "member") this.bot.value = "administrator";
  }

  /** Offers everybody but the owner; those who are chosen stay so. */
  offerMembers() {
    const chosen = new Set(this.chosen());
    const people = [...this.known.people.values()].filter((person) => person.user_id !== Number(this.owner.value));
    const further = [...this.known.bots.values()].filter((bot) => bot !== this.known.bots.get(this.known.bot.id));
    const others = [...further.map(({ id, name }) => ({ user_id: id, name: `${name} (bot)` })), ...people];
    this.members.replaceChildren(...others.slice(0, MOST_OFFERED).map(({ user_id: user, name }) => h("label", { class: "check" },
      h("input", { type: "checkbox", value: user, checked: chosen.has(user), data: { test: "chat-member" } }), avatar(name, user), h("bdi", {}, name))));
  }

  chosen() {
    return [...this.members.querySelectorAll("input:checked")].map((box) => Number(box.value));
  }

  async submit(event) {
    event.preventDefault();
    const [, , kind] = KINDS.find(([value]) => value === this.kind.value);
    const chat = { ...kind, user_id: Number(this.owner.value), title: this.name.value.trim(), members: this.chosen() };
    try {
      await this.actions.add(chat, this.bot.value);
    } catch (error) {
      this.problem.textContent = `Not done: ${error.message}.`;
    }
  }
}
