// What the page knows of the world: people, chats, who is in them, what was said last and is unread. Knows no element.

import { Cloud } from "./cloud.js";
import { request } from "./server.js";

const MANAGING = new Set(["creator", "administrator"]);

/** Whether a member is in the chat; those who have left are remembered, too. */
const isIn = (member) => MANAGING.has(member.status) || member.status === "member" || member.is_member === true;

/** Whether a member manages the chat. */
export const manages = (member) => MANAGING.has(member?.status);

/** Whether a member has a right of administrators. */
export const has = (member, right) => member?.status === "creator" || (member?.status === "administrator" && member[right] === true);

const SHUT = { blocked: "has blocked the bot", deactivated: "has left Telegram" };

export class Known {
  constructor() {
    this.bot = {};
    this.bots = new Map();
    this.people = new Map();
    this.chats = new Map();
    this.last = new Map();
    this.unread = new Map();
    this.members = new Map();
    this.chosen = new Map();
    this.cloud = new Cloud();
  }

  /** Reads people and chats; who is in a chat is read when somebody looks at it. */
  async read() {
    const [bots, people, chats] = await Promise.all([request("GET", "bots"), request("GET", "people"), request("GET", "chats")]);
    this.bots = new Map(bots.map((bot) => [bot.id, bot]));
    this.people.clear();
    this.chats.clear();
    for (const person of people) this.person(person);
    for (const chat of chats) this.chat(chat);
    this.last = new Map(chats.filter((chat) => chat.last).map((chat) => [this.key(chat.id, chat.bot_id), chat.last]));
  }

  /** Whether it must be said which bot is meant. */
  get several() {
    return this.bots.size > 1;
  }

  /** What a chat is called on the page: its number, and for the private ones of further bots the bot, too. */
  key(number, bot) {
    return number > 0 && bot && bot !== this.bot.id ? `${number}@${bot}` : number;
  }

  /** The same from a text. */
  keyOf(text) {
    return /^-?\d+$/.test(text) ? Number(text) : text ?? undefined;
  }

  /** The bot whose private chat it is; in a chat of many people the first. */
  botOf(chat) {
    return this.bots.get(Number(String(chat).split("@")[1])) ?? this.bot;
  }

  /** A bot is there, or is called otherwise; with a second one it matters whose a private chat is. */
  putBot(bot) {
    this.bots.set(bot.id, bot);
    if (bot.id === this.bot.id) Object.assign(this.bot, bot);
    for (const chat of this.chats.values()) if (chat.type === "private") chat.name = this.called(chat.id);
  }

  /** What a private chat is called. */
  called(chat) {
    const { name } = this.people.get(parseInt(chat, 10)) ?? { name: "?" };
    return this.several ? `${name} · ${this.botOf(chat).name}` : name;
  }

  /** The chat of a person with a bot, which is there as soon as somebody looks. */
  withBot(person, bot) {
    const key = this.key(person, bot);
    if (!this.chats.has(key)) this.chat({ id: person, bot_id: bot, type: "private" });
    return key;
  }

  /** Reads what was said last in a chat. */
  async readLast(chat) {
    const { last } = (await request("GET", "chats")).find((one) => this.key(one.id, one.bot_id) === chat) ?? {};
    if (last) this.last.set(chat, last);
    else this.last.delete(chat);
  }

  async readMembers(chat) {
    const members = await request("GET", `chats/${chat}/members`);
    this.members.set(chat, new Map(members.map((member) => [member.user.id, member])));
  }

  /** Somebody, and their chat with the bot. */
  person(person) {
    this.people.set(person.user_id, person);
    this.chat({ id: person.chat_id, type: "private" });
  }

  chat(chat) {
    const id = this.key(chat.id, chat.bot_id);
    const before = this.chats.get(id);
    const name = id === chat.id && chat.id < 0 ? chat.title ?? before?.name : this.called(id);
    this.chats.set(id, { pinned: [], ...before, ...chat, id, name });
  }

  member(chat, member) {
    const known = this.chats.get(chat);
    // Whom a person has blocked is no member of their chat any more.
    if (known?.type === "private" && member.user.id === this.botOf(chat).id) known.shut = member.status === "kicked" ? "blocked" : null;
    this.members.get(chat)?.set(member.user.id, member);
  }

  /** Those who are in a chat, the owner first, then those who help them. */
  inside(chat) {
    const all = [...(this.members.get(chat)?.values() ?? [])].filter(isIn);
    return all.sort((one, other) => (one.status === other.status ? one.user.id - other.user.id : order(one) - order(other)));
  }

  /** The people of a chat who can do something there. */
  writers(chat) {
    if (this.chats.get(chat)?.type === "private") return [this.people.get(parseInt(chat, 10))].filter(Boolean);
    return this.inside(chat).map(({ user }) => this.people.get(user.id)).filter(Boolean);
  }

  /** Who does what is done in a chat from this page: who was chosen last, as long as they are there. */
  writer(chat) {
    const all = this.writers(chat);
    return all.find((person) => person.user_id === this.chosen.get(chat)) ?? all[0];
  }

  /** Why somebody cannot write into a chat; `undefined` if they can. */
  silence(chat) {
    const { type, shut } = this.chats.get(chat);
    if (type === "private") return shut ? `${this.writer(chat)?.name} ${SHUT[shut]}` : undefined;
    const writer = this.writer(chat);
    if (!writer) return "None of the people is in this chat";
    const member = this.members.get(chat)?.get(writer.user_id);
    if (type === "channel" && !has(member, "can_post_messages")) return `${writer.name} only reads here`;
    return member?.status === "restricted" && !member.can_send_messages ? `${writer.name} may not write here` : undefined;
  }

  /** All chats, by what was said last; those that are still empty come behind, the newest first. */
  recent() {
    const said = (chat) => this.last.get(chat.id)?.message_id ?? 0;
    return [...this.chats.values()].sort((one, other) => said(other) - said(one) || younger(one.id, other.id));
  }
}

const ORDER = ["creator", "administrator", "member", "restricted"];
const order = ({ status }) => ORDER.indexOf(status);

/** The ids of people grow, those of other chats fall. */
const younger = (...keys) => {
  const [one, other] = keys.map((key) => parseInt(key, 10));
  return one > 0 && other > 0 ? other - one : one - other;
};
