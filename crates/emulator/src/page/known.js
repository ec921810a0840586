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
    const [people, chats] = await Promise.all([request("GET", "people"), request("GET", "chats")]);
    this.people.clear();
    this.chats.clear();
    for (const person of people) this.person(person);
    for (const chat of chats) this.chat(chat);
    this.last = new Map(chats.filter((chat) => chat.last).map((chat) => [chat.id, chat.last]));
  }

  /** Reads what was said last in a chat. */
  async readLast(chat) {
    const { last } = (await request("GET", "chats")).find(({ id }) => id === chat) ?? {};
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
    this.chats.set(person.chat_id, { id: person.chat_id, type: "private", name: person.name, pinned: [], ...this.chats.get(person.chat_id) });
  }

  chat(chat) {
    const before = this.chats.get(chat.id);
    this.chats.set(chat.id, { pinned: [], ...before, ...chat, name: chat.title ?? before?.name ?? chat.first_name });
  }

  member(chat, member) {
    const known = this.chats.get(chat);
    // Whom a person has blocked is no member of their chat any more.
    if (known?.type === "private" && member.user.id === this.bot.id) known.shut = member.status === "kicked" ? "blocked" : null;
    this.members.get(chat)?.set(member.user.id, member);
  }

  /** Those who are in a chat, the owner first, then those who help them. */
  inside(chat) {
    const all = [...(this.members.get(chat)?.values() ?? [])].filter(isIn);
    return all.sort((one, other) => (one.status === other.status ? one.user.id - other.user.id : order(one) - order(other)));
  }

  /** The people of a chat who can do something there. */
  writers(chat) {
    if (this.chats.get(chat)?.type === "private") return [this.people.get(chat)].filter(Boolean);
    return this.inside(chat).map(({ user }) => this.people.get(user.id)).filter(Boolean);
  }

  /** Who does what is done in a chat from this page: who was chosen last, as long as they are there. */
  writer(chat) {
    const all = this.writers(chat);
    return all.find((person) => person.user_id === this.chosen.get(chat)) ?? all[0];
  }

  /** Why somebody cannot write into a chat; `undefined` if they can. */
  silence(chat) {
    const { type, shut, name } = this.chats.get(chat);
    if (type === "private") return shut ? `${name} ${SHUT[shut]}` : undefined;
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
const younger = (one, other) => (one > 0 && other > 0 ? other - one : one - other);
