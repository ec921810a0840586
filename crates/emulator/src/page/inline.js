// Inline mode: what is typed behind the name of a bot is asked of it, and its results are suggested. Knows no chat.
//
// https://core.telegram.org/bots/api#inline-mode

import { hue, h } from "./dom.js";
import { Suggestions } from "./suggestions.js";

const TYPING_MS = 250;
// The time in which a bot can answer, with some to spare.
const PATIENCE_MS = 32_000;
/** What a kind of result is called that has no title. */
const titleOf = (result) => result.title || [result.first_name, result.last_name].filter(Boolean).join(" ") || result.type;
const below = (result) => result.description ?? result.address ?? result.phone_number ?? result.caption
  ?? result.input_message_content?.message_text ?? result.message_text;

export class InlineMode {
  /**
   * Works beside `field`. `act` has `bots()`, `ask(bot, query, offset)`, which gives the id of the question, `choose(bot, id
   * of the question, id of the result)`, `start(bot, parameter)` and `open(bot, button)`.
   */
  constructor(field, id, act) {
    Object.assign(this, { field, act });
    this.rows = [];
    this.list = new Suggestions(field, { id, label: "Results of the bot", test: "results", take: (index) => this.take(index) });
  }

  /** The bot that is called in the field, and the words behind its name; `undefined` if the field holds something else. */
  question() {
    const [, called, query] = /^@(\w+)\s(.*)$/s.exec(this.field.value) ?? [];
    const bot = called && this.act.bots().find(({ username }) => username?.toLowerCase() === called.toLowerCase());
    return bot && { bot, query };
  }

  typed() {
    const question = this.question();
    if (question && question.bot === this.asked?.bot && question.query === this.asked.query) return this.again();
    clearTimeout(this.timer);
    this.id = this.asked = undefined;
    this.rows = [];
    if (!question) return this.list.close();
    this.say("Asking the bot…");
    this.timer = setTimeout(() => this.ask(question, ""), TYPING_MS);
  }

  /** Shows once more what was found, to somebody who comes back to it. */
  again() {
    if (!this.list.open && this.rows.length) this.list.show(this.rows.map(row), "result");
  }

  /** Takes a key of the field if the results have a use for it; a note has none but for Escape. */
  key(event) {
    return (this.rows.length > 0 || event.key === "Escape") && this.list.key(event);
  }

  async ask(question, offset) {
    this.asked = question;
    const fresh = (this.turn = Symbol("question"));
    try {
      const id = await this.act.ask(question.bot, question.query, offset);
      if (this.turn === fresh) this.id = id;
      // The answer may have come before the number of the question.
      if (this.early?.inline_query_id === id) this.answered(this.early);
    } catch (error) {
      if (this.turn === fresh) this.say(`Not asked: ${error.message}.`);
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say("The bot has not answered."), PATIENCE_MS);
  }

  /** The bot has answered a question, maybe this one. */
  answered(answer) {
    this.early = answer;
    if (answer.inline_query_id !== this.id || !this.question()) return;
    clearTimeout(this.timer);
    const { button, results, next_offset: next } = answer;
    const before = this.rows.filter((row) => row.result);
    this.rows = [
      !before.length && button && { button },
      ...before,
      ...results.map((result) => ({ result, id: answer.inline_query_id })),
      next && { next },
    ].filter(Boolean);
    if (this.rows.length) this.list.show(this.rows.map(row), "result", before.length);
    else this.say("The bot found nothing.");
  }

  /** Says something in the place of results. */
  say(text) {
    this.rows = [];
    this.list.show([[h("span", { class: "suggestion-note", role: "status" }, text)]], "result-note");
  }

  take(index) {
    const { result, id, button, next } = this.rows[index] ?? {};
    const bot = this.asked?.bot;
    if (result) {
      this.field.value = "";
      this.field.dispatchEvent(new Event("input"));
      this.act.choose(bot, id, result.id);
    } else if (next) this.ask(this.asked, next);
    else if (button?.start_parameter) this.act.start(bot, button.start_parameter);
    else if (button?.web_app) this.act.open(bot, button);
  }
}

/** A row of the list: what a result is, a button of the bot, or that there is more. */
function row({ result, button }) {
  if (button) return [h("strong", { class: "command-name" }, button.text)];
  if (!result) return [h("span", { class: "command-name" }, "More results")];
  const file = Object.entries(result).find(([name]) => name.endsWith("_file_id"))?.[1];
  const title = titleOf(result);
  const thumb = h("span", { class: "thumb", "aria-hidden": "true" }, file ? h("img", { src: `files/${encodeURIComponent(file)}`, alt: "" }) : [...title][0]);
  thumb.style.setProperty("--hue", String(hue([...title].reduce((sum, one) => sum + one.codePointAt(0), 0))));
  return [thumb, h("span", { class: "suggestion-lines" },
    h("strong", { dir: "auto" }, title), h("span", { class: "command-text", dir: "auto" }, below(result) ?? ""))];
}
