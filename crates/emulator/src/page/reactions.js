// Reactions below a message, and the few that can be chosen here. Knows no server.

import { h } from "./dom.js";

/** Some of https://core.telegram.org/bots/api#reactiontypeemoji, those that are used most. */
const OFFERED = ["👍", "👎", "❤", "🔥", "🎉", "😁", "😢", "👏"];
const SHOWN = { custom_emoji: "✨", paid: "⭐" };

const shown = ({ type, emoji }) => emoji ?? SHOWN[type] ?? "?";

/** What somebody's reactions are when they choose one more, or take one back that is theirs: here everybody has one. */
const turned = (message, me, emoji) =>
  ((message.reactions ?? []).some((one) => one.user_id === me && one.emoji === emoji) ? [] : [emoji]);

/** Every kind of reaction with how often it is there; pressing one joins in, or takes it back. */
export function reactions(message, act) {
  const kinds = Map.groupBy(message.reactions ?? [], shown);
  if (!kinds.size) return undefined;
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, [...kinds].map(([name, all]) => {
    const own = all.some((one) => one.user_id === act.me);
    const who = all.map((one) => act.nameOf(one.user_id)).join(", ");
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": String(own), title: who, disabled: all[0].type !== "emoji",
      "aria-label": `${name} ${all.length}, ${who}`, data: { test: "reaction", emoji: name },
      on: { click: () => act.deeds.react(message, turned(message, act.me, name)) },
    }, h("span", { class: "emoji" }, name), ` ${all.length}`);
  }));
}

/** Buttons to react with; `done()` is called when one was pressed. */
export const offered = (message, act, done) => OFFERED.map((emoji) => h("button", {
  type: "button", class: "reaction", "aria-label": `React with ${emoji}`, data: { test: "react-with", emoji },
  on: { click: () => { done(); act.deeds.react(message, turned(message, act.me, emoji)); } },
}, h("span", { class: "emoji" }, emoji)));
