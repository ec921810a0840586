// The sheet of a chat of many people: who is in it, and what the one who writes can do about that.

import { lay } from "./box.js";
import { avatar, h, round } from "./dom.js";
import { has, manages } from "./known.js";
import { request } from "./server.js";
import { Writer } from "./writer.js";

const CALLED = {
  creator: "owner", administrator: "administrator", member: "", restricted: "restricted", kicked: "removed",
};

export class Members {
  /** `room` has `id`, `chat`, `known`, `pane`, `writer`, `me`, `people()` and `writeAs(user id)`. */
  constructor(room, back) {
    this.room = room;
    this.chat = `chats/${room.id}`;
    this.writer = new Writer(room);
    this.list = h("ul", { class: "members", "aria-label": "Members", data: { test: "member-list" } });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.newcomer = h("select", { class: "input", "aria-label": "Who is added", data: { test: "newcomer" } });
    this.themselves = h("input", { type: "checkbox", data: { test: "themselves" } });
    this.own = h("div", { class: "card-buttons" });
    this.element = h("div", { class: "alert", role: "dialog", "aria-label": `Members of ${room.chat.name}`, data: { test: "members-sheet" } },
      h("div", { class: "card sheet" },
        h("div", { class: "sheet-head" }, h("h2", { dir: "auto" }, room.chat.name), this.writer.element,
          round("close", "Close", { data: { test: "close-sheet", first: "" }, on: { click: () => this.close() } })),
        this.list, this.adding(), room.chat.is_forum && this.beginning(), this.own,
        [...room.known.bots.values()].map((bot) => this.privacy(bot)),
        this.problem));
    this.draw();
    this.close = lay(room.pane.element, this.element, back);
  }

  /** Whether a bot hears only what is meant for it; of which one, is said if there are several. */
  privacy(bot) {
    const box = h("input", {
      type: "checkbox", checked: bot.privacy, data: { test: "privacy", bot: bot.id }, on: { change: () => this.keepPrivacy(bot, box.checked) },
    });
    const who = this.room.known.several ? bot.name : "the bot";
    return h("label", { class: "check" }, box, `In groups ${who} hears only what is meant for it (privacy mode)`);
  }

  adding() {
    return h("form", { class: "sheet-row", on: { submit: (event) => { event.preventDefault(); this.add(); } } },
      this.newcomer, h("label", { class: "check", title: "Joins without being added by somebody" }, this.themselves, "by themselves"),
      h("button", { type: "submit", class: "quiet", data: { test: "add-member" } }, "Add"));
  }

  beginning() {
    const name = h("input", { class: "input", placeholder: "New topic", "aria-label": "Name of a new topic", maxLength: 128, required: true, data: { test: "topic-name" } });
    const begin = async (event) => {
      event.preventDefault();
      if (await this.ask("POST", `${this.chat}/topics`, { user_id: this.room.me, name: name.value })) name.value = "";
    };
    return h("form", { class: "sheet-row", on: { submit: begin } }, name,
      h("button", { type: "submit", class: "quiet", data: { test: "begin-topic" } }, "Begin"));
  }

  /** Draws who is there; whoever was at a button stays there, if it is still there. */
  draw() {
    const { known, id, me } = this.room;
    const focused = document.activeElement?.dataset.key;
    this.writer.draw();
    const own = known.members.get(id)?.get(me);
    const removed = [...(known.members.get(id)?.values() ?? [])].filter(({ status }) => status === "kicked");
    this.list.replaceChildren(...[...known.inside(id), ...removed].map((member) => this.row(member, own)));
    this.offer();
    this.own.replaceChildren(...this.ownButtons(own));
    if (focused) this.element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  row(member, own) {
    const { user, status } = member;
    return h("li", { class: "member", data: { test: "member", user: user.id, status } }, avatar(user.first_name, user.id),
      h("span", { class: "member-name" }, h("bdi", {}, user.first_name),
        h("span", { class: "member-status" }, [user.is_bot && "bot", CALLED[status]].filter(Boolean).join(", "))),
      user.id !== own?.user.id && h("span", { class: "member-buttons" }, this.buttons(member, own)));
  }

  /** What the one who writes can make of somebody else. */
  buttons({ user, status }, own) {
    const promotes = has(own, "can_promote_members");
    const removes = has(own, "can_restrict_members");
    const make = (name, label, wanted) => h("button", {
      type: "button", class: "quiet", "aria-label": `${label} ${user.first_name}`, data: { test: name, key: `${name} ${user.id}` },
      on: { click: () => this.change(user.id, wanted) },
    }, label);
    if (status === "creator") return [];
    if (status === "kicked") return [removes && make("let-back", "Let back", "left")];
    const promoted = manages({ status });
    return [
      promotes && !promoted && make("promote", "Promote", "administrator"),
      // In a channel a bot can only be an administrator.
      promotes && promoted && !(user.is_bot && this.room.chat.type === "channel") && make("demote", "Demote", "member"),
      (promoted ? promotes : removes) && make("remove", "Remove", "kicked"),
    ];
  }

  /** Everybody who could come. */
  offer() {
    const { known, id } = this.room;
    const there = new Set(known.inside(id).map(({ user }) => user.id));
    const bots = [...known.bots.values()].map((bot) => ({ user_id: bot.id, name: `${bot.name} (bot)` }));
    const all = [...bots, ...known.people.values()];
    const coming = all.filter((one) => !there.has(one.user_id));
    const face = JSON.stringify(coming);
    if (face === this.face) return;
    this.face = face;
    this.newcomer.replaceChildren(...coming.map(({ user_id: user, name }) => h("option", { value: user }, name)));
    this.newcomer.form.hidden = coming.length === 0;
  }

  ownButtons(own) {
    const { chat, me, writer } = this.room;
    const make = (test, label, click) => h("button", { type: "button", class: "secondary", data: { test, key: test }, on: { click } }, label);
    return [
      own && own.status !== "creator" && make("leave", `Leave as ${writer.name}`, () => this.change(me, "left")),
      own?.status === "creator" && chat.type === "group" && make("upgrade", "Make it a supergroup", () => this.ask("POST", `${this.chat}/supergroup`, { user_id: me })),
    ].filter(Boolean);
  }

  add() {
    const user = Number(this.newcomer.value);
    const { known, chat, me } = this.room;
    const alone = !known.bots.has(user) && (this.themselves.checked || me === undefined);
    const status = known.bots.has(user) && chat.type === "channel" ? "administrator" : "member";
    return this.change(user, status, alone ? user : me);
  }

  change(user, status, by = this.room.me) {
    return this.ask("PUT", `${this.chat}/members/${user}`, { by, status });
  }

  async keepPrivacy(bot, privacy) {
    if (await this.ask("PUT", `bot?bot=${bot.id}`, { privacy })) bot.privacy = privacy;
  }

  /** Asks the server; tells whether it did what was asked. */
  async ask(method, path, body) {
    const problem = await request(method, path, body).then(() => "", (error) => `Not done: ${error.message}.`);
    this.problem.textContent = problem;
    return !problem;
  }
}
