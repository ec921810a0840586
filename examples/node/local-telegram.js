// A local Telegram for tests of bots: people who write, press and wait for answers.
//
// Starts `molniya emulate` and speaks its HTTP API, which docs/local-telegram.md describes. Needs nothing but Node 18.
// Copy it beside your tests.

import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { createInterface } from "node:readline";

/** Milliseconds that a person waits for the bot. */
const PATIENCE = 20_000;

/** A Telegram of its own, on free ports; end it with `stop`. */
export class LocalTelegram {
  /** What has happened so far: a kind and its JSON. */
  events = [];
  #news = new EventEmitter().setMaxListeners(0);
  #listening = new AbortController();
  #process;

  /** `program` is the path of molniya; without it what MOLNIYA says, or the one in PATH. */
  static async start(program = process.env.MOLNIYA ?? "molniya") {
    const telegram = new LocalTelegram();
    const ports = ["--bot-api", "127.0.0.1:0", "--page", "127.0.0.1:0"];
    const stdio = ["ignore", "pipe", "inherit"];
    telegram.#process = spawn(program, ["emulate", ...ports], { stdio });
    const failed = new Promise((_, fail) => {
      telegram.#process.once("error", (error) => fail(new Error(`no molniya: ${error.message}`)));
      telegram.#process.once("exit", (code) => fail(new Error(`molniya ended with ${code}`)));
    });
    failed.catch(() => {});
    const lines = createInterface({ input: telegram.#process.stdout })[Symbol.asyncIterator]();
    const value = async (name) => {
      const line = await Promise.race([lines.next(), failed]);
      return line.value?.slice(name.length);
    };
    telegram.pageUrl = (await value("chat page: ")).replace(/\/$/, "");
    telegram.apiUrl = await value("BOT_API_URL=");
    telegram.token = await value("BOT_TOKEN=");
    telegram.bot = await telegram.request("GET", "/bot");
    const { signal } = telegram.#listening;
    const stream = await fetch(`${telegram.pageUrl}/events?after=0`, { signal });
    telegram.#listen(stream.body).catch(() => {});
    return telegram;
  }

  /** Ends it. */
  async stop() {
    this.#listening.abort();
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill();
    await ended;
  }

  /** Somebody new. */
  async person(name, languageCode = "en") {
    const body = { name, language_code: languageCode };
    const made = await this.request("POST", "/people", body);
    return new Person(this, name, made.user_id);
  }

  /** Breaks something on purpose, for example `{ method: "sendMessage", error: {…}, times: 1 }`. */
  fault(fault) {
    return this.request("POST", "/faults", fault);
  }

  /** Breaks nothing any more. */
  clearFaults() {
    return this.request("DELETE", "/faults");
  }

  /** Lets time pass for Telegram. */
  skip(seconds) {
    return this.request("POST", "/clock", { skip_seconds: seconds });
  }

  /** Gives the bot any update, also a malformed one; its id is added. */
  update(update) {
    return this.request("POST", "/updates", update);
  }

  /** The calls of a method that were answered so far: parameters, status and what is wrong with them. */
  calls(method) {
    const calls = this.events.filter(({ kind, data }) => kind === "call" && data.method === method);
    return calls.map(({ data }) => data);
  }

  /** Waits until a method was called so often; gives the last of these calls. */
  waitForCall(method, count = 1) {
    return this.wait(() => this.calls(method)[count - 1], `${method} to be called`);
  }

  /** Calls that break the documentation of the Bot API, though the real server may let them pass. */
  violations() {
    const broken = this.events.filter(({ kind, data }) => kind === "call" && data.violations.length);
    return broken.map(({ data }) => data);
  }

  /** What is in a file that was sent. */
  async download(fileId) {
    return Buffer.from(await (await fetch(`${this.pageUrl}/files/${fileId}`)).arrayBuffer());
  }

  /** One request; `body` is sent as JSON, or as it is if it is a Buffer. */
  async request(method, path, body) {
    const sent = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(this.pageUrl + path, { method, headers, body: sent });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${json.error}`);
    return json;
  }

  /** Asks `find` again whenever something has happened, until it gives something. */
  wait(find, what) {
    const found = find();
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found) end(() => resolve(found));
      };
      const problem = () => new Error(`waited in vain for ${what}\n${this.transcript()}`);
      const timer = setTimeout(() => end(() => reject(problem())), PATIENCE);
      const end = (tell) => {
        clearTimeout(timer);
        this.#news.off("event", look);
        tell();
      };
      this.#news.on("event", look);
    });
  }

  /** Everything that has happened, a line each. */
  transcript() {
    return this.events.map(line).filter(Boolean).join("\n");
  }

  async #listen(stream) {
    const decoder = new TextDecoder();
    let [pending, kind] = ["", ""];
    for await (const chunk of stream) {
      const lines = (pending + decoder.decode(chunk, { stream: true })).split("\n");
      pending = lines.pop();
      for (const line of lines) {
        if (line.startsWith("event: ")) kind = line.slice("event: ".length);
        if (!line.startsWith("data: ")) continue;
        this.events.push({ kind, data: JSON.parse(line.slice("data: ".length)) });
        this.#news.emit("event");
      }
    }
  }
}

/** Somebody in a private chat with the bot, or within a group. */
class Person {
  #read = {};

  constructor(telegram, name, userId, chatId = userId) {
    Object.assign(this, { telegram, name, userId, chatId });
  }

  /** Makes a chat and owns it: a group, a supergroup or a channel. */
  async createChat(kind, title) {
    const what = { user_id: this.userId, kind, title };
    return new Group(this.telegram, (await this.telegram.request("POST", "/chats", what)).chat_id);
  }

  /** The same person in a group: says and expects there. */
  within(group) {
    return new Person(this.telegram, this.name, this.userId, group.chatId);
  }

  /** Writes; gives the id of the message. */
  async say(text) {
    return (await this.#post("messages", { text })).message_id;
  }

  /** Sends a file; `kind` is the field of a message: photo, document, voice and so on. */
  async sendFile(kind, name, content) {
    const query = new URLSearchParams({ user_id: this.userId, kind, name });
    const path = `/chats/${this.chatId}/files?${query}`;
    return (await this.telegram.request("POST", path, Buffer.from(content))).message_id;
  }

  /** Presses the newest button that sends `data`. */
  async press(data) {
    const sends = (message) => buttons(message).some((button) => button[1] === data);
    const message = (await this.messages()).reverse().find(sends);
    if (!message) throw new Error(`there is no button ${data}\n${this.telegram.transcript()}`);
    const what = { message_id: message.message_id, data };
    return (await this.#post("presses", what)).callback_query_id;
  }

  /** Pays the invoice of a message; it is paid when the bot has agreed. */
  async pay(messageId) {
    return (await this.#post("payments", { invoice: messageId })).pre_checkout_query_id;
  }

  /** Asks the bot from this chat, as by its name and `query`; gives the id of the question. */
  async ask(query) {
    return (await this.#post("inline_queries", { query })).inline_query_id;
  }

  /** Sends a result of a question that the bot has answered; gives the id of the message. */
  async choose(question, resultId) {
    const path = `/inline_queries/${question}/choice`;
    return (await this.telegram.request("POST", path, { result_id: resultId })).message_id;
  }

  /** Waits for the next message or edit by the bot with this in its text or caption. */
  expect(text = "") {
    const fits = ({ kind, data }) =>
      (kind === "message" || kind === "edited") &&
      data.chat.id === this.chatId &&
      data.from?.is_bot &&
      textOf(data).includes(text);
    return this.#next("expect", fits, `the bot to say "${text}" to ${this.name}`);
  }

  /** Waits for the next answer to a press. */
  toast() {
    const fits = ({ kind, data }) => kind === "toast" && data.chat_id === this.chatId;
    return this.#next("toast", fits, `an answer to a press of ${this.name}`);
  }

  /** The messages of the chat as they are now. */
  messages() {
    return this.telegram.request("GET", `/chats/${this.chatId}/messages`);
  }

  #post(what, body) {
    const whole = { user_id: this.userId, ...body };
    return this.telegram.request("POST", `/chats/${this.chatId}/${what}`, whole);
  }

  /** The first event that fits after the one found before with the same cursor. */
  async #next(cursor, fits, what) {
    const { events } = this.telegram;
    const find = () => {
      const from = this.#read[cursor] ?? 0;
      const index = events.findIndex((event, at) => at >= from && fits(event));
      if (index < 0) return undefined;
      this.#read[cursor] = index + 1;
      return events[index].data;
    };
    return this.telegram.wait(find, what);
  }
}

/** A chat of many people. */
class Group {
  constructor(telegram, chatId) {
    Object.assign(this, { telegram, chatId });
  }

  /** Makes somebody a member, an administrator, restricted, left or kicked, as `by` wants it. */
  change(by, userId, status) {
    const path = `/chats/${this.chatId}/members/${userId}`;
    return this.telegram.request("PUT", path, { by: by.userId, status });
  }

  /** Somebody comes. */
  join(person) {
    return this.change(person, person.userId, "member");
  }

  /** Somebody goes. */
  leave(person) {
    return this.change(person, person.userId, "left");
  }

  /** Somebody adds the bot, or makes it an administrator. */
  addBot(by, status = "member") {
    return this.change(by, this.telegram.bot.id, status);
  }
}

/** The text or the caption. */
export function textOf(message) {
  return message.text ?? message.caption ?? "";
}

/** The buttons under a message: what is written on them, and what they send. */
export function buttons(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.flat().map((button) => [button.text, button.callback_data]);
}

/** One line of a transcript. */
function line({ kind, data }) {
  switch (kind) {
    case "message":
    case "edited": {
      const keys = buttons(data).map(([text, sends]) => ` [${text}|${sends}]`);
      const edits = kind === "edited" ? "edits " : "";
      const who = data.from?.first_name ?? data.chat.title;
      return `  ${who}: ${edits}${textOf(data)}${keys.join("")}`;
    }
    case "press":
      return `  ${data.user_id} presses ${data.data}`;
    case "toast":
      return `  answer to the press: ${data.text}`;
    case "call":
      return `    ${data.method} ${data.status}`;
    default:
      return undefined;
  }
}
