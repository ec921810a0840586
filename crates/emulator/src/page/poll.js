// Polls and quizzes: options to vote for, and what came of it. Knows no server.

import { formatted } from "./entities.js";
import { h } from "./dom.js";
import { carried, media } from "./media.js";

/** The poll of a message as an element, if it has one. What is chosen and not sent yet is kept in `act.choices`. */
export function poll(message, act) {
  const { poll: asked } = message;
  if (!asked) return undefined;
  const own = message.votes?.[act.me];
  const { shuffled, hidden, open } = message.poll_manner ?? {};
  const told = asked.is_closed || (own !== undefined && !hidden);
  const several = asked.allows_multiple_answers && !told;
  return h("div", { class: "poll", role: "group", "aria-label": `Poll: ${asked.question}`, data: { test: "poll" } },
    h("strong", { class: "poll-question", dir: "auto" }, asked.question),
    h("span", { class: "poll-kind" }, kind(asked)),
    asked.description && h("p", { class: "poll-kind", dir: "auto" }, formatted(asked.description, asked.description_entities, act)),
    asked.media && carried(asked.media) && media(asked.media),
    order(asked.options, shuffled && act.me).map(([option, at]) => (told
      ? result(asked, option, own?.includes(at), right(asked, at))
      : choice(message, option, at, several, act))),
    open && !asked.is_closed && adding(message, act),
    asked.explanation && told && h("p", { class: "poll-kind", dir: "auto" }, asked.explanation),
    h("span", { class: "poll-foot" },
      h("span", { class: "poll-kind", data: { test: "votes" } }, asked.total_voter_count === 1 ? "1 vote" : `${asked.total_voter_count} votes`),
      several && button("Vote", "send-vote", () => act.deeds.vote(message, [...chosen(message, act)])),
      own && !asked.is_closed && asked.allows_revoting && button("Take it back", "take-vote-back", () => act.deeds.vote(message, []))));
}

/** The options with their places; for somebody who sees them shuffled, in an order that is always the same for them. */
function order(options, user) {
  const all = options.map((option, at) => [option, at]);
  const rank = (at) => ((at + 1) * 7919 * (user || 1)) % 101;
  return user ? all.sort(([, one], [, other]) => rank(one) - rank(other) || one - other) : all;
}

/** The place to write one more option. */
function adding(message, act) {
  const field = h("input", { class: "input", "aria-label": "One more option", placeholder: "One more option", data: { test: "new-option" } });
  return h("form", { on: { submit: (event) => { event.preventDefault(); act.deeds.addOption(message, field.value); } } }, field);
}

const button = (text, test, click) => h("button", { type: "button", class: "quiet", data: { test }, on: { click } }, text);

function kind({ type, is_anonymous: anonymous, is_closed: closed }) {
  if (closed) return "Final results";
  return `${anonymous ? "Anonymous " : "Public "}${type === "quiz" ? "quiz" : "poll"}`;
}

const chosen = (message, act) => act.choices.get(message.message_id) ?? new Set();

/** An option that can be chosen: at once, or together with others. */
function choice(message, option, at, several, act) {
  const element = h("button", {
    type: "button", class: "poll-option", dir: "auto", data: { test: "poll-option" },
    "aria-pressed": several ? String(chosen(message, act).has(at)) : undefined,
    on: { click: () => (several ? toggle() : act.deeds.vote(message, [at])) },
  }, h("span", { class: `poll-mark${several ? " several" : ""}`, "aria-hidden": "true" }), option.text);
  const toggle = () => {
    const all = chosen(message, act);
    if (!all.delete(at)) all.add(at);
    act.choices.set(message.message_id, all);
    element.setAttribute("aria-pressed", String(all.has(at)));
  };
  return element;
}

/** Whether an option of a quiz is right; `undefined` in a poll. */
function right({ type, correct_option_ids: several, correct_option_id: one }, at) {
  return type === "quiz" ? (several ?? [one]).includes(at) : undefined;
}

/** How many chose an option, as a number and a bar. */
function result({ total_voter_count: all }, { text, voter_count: count }, own, correct) {
  const share = all ? count / all : 0;
  const bar = h("span", { class: "poll-bar", "aria-hidden": "true" }, h("span", {}));
  bar.firstElementChild.style.width = `${share * 100}%`;
  const mark = correct ? "✓ right" : own && correct === false ? "✗ wrong" : own ? "✓" : "";
  return h("div", {
    class: `poll-result${own ? " own" : ""}${correct === false && own ? " wrong" : ""}`, data: { test: "poll-result" },
  }, h("span", { class: "poll-share" }, `${Math.round(share * 100)} %`), h("span", { dir: "auto" }, text),
  mark && h("span", { class: "poll-own", "aria-label": own ? `${mark}, your vote` : mark }, mark), bar);
}
