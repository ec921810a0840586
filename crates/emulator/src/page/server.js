// The server's side of the page: requests, and the stream of events that survives its absence.

/** The server said no, or could not be reached; the message can be shown to a person. */
export class Refused extends Error {}

/** Sends a request with a JSON body and gives the JSON of the answer. */
export function request(method, path, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  return exchange(path, { method, headers, body: body && JSON.stringify(body) });
}

/** Sends a file as the body of a request. */
export function upload(path, file) {
  return exchange(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
}

/**
 * A private chat with a bot that is not the first is called `person@bot` on the page; the server takes the bot beside
 * the number of the person.
 */
export function placed(path) {
  const [, person, bot, rest] = /^chats\/(\d+)@(\d+)(.*)$/.exec(path) ?? [];
  if (!bot) return path;
  return `chats/${person}${rest}${rest.includes("?") ? "&" : "?"}bot=${bot}`;
}

async function exchange(path, options) {
  let answer, text;
  try {
    answer = await fetch(placed(path), { ...options, cache: "no-store" });
    text = await answer.text();
  } catch {
    throw new Refused("the server cannot be reached");
  }
  const json = parsed(text);
  if (!answer.ok) throw new Refused(json?.description ?? json?.error ?? (text || `status ${answer.status}`));
  return json;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 3000;
// The server breaks its silence every 15 seconds; a stream that is silent for longer is dead.
const LONGEST_SILENCE_MS = 40_000;
// An event is one small JSON object; more than this without an end is not a stream of ours.
const LONGEST_EVENT = 4 * 1024 * 1024;

/**
 * Follows the events for ever. Calls `opened` when a stream begins, `event({id, name, data})` for each event, and
 * `lost` when the stream ends; then connects again and goes on behind the last event it has seen. A server that was
 * started anew counts its events from the beginning, and all of them are news.
 *
 * EventSource is not used: it forgets the last id when it gives up, which it does on any answer but 200.
 */
export async function follow({ opened, event, lost }) {
  let run, last;
  let wait = FIRST_WAIT_MS;
  for (;;) {
    try {
      const bot = await request("GET", "bot");
      if (bot.run !== run) last = run === undefined ? bot.last_event : 0;
      run = bot.run;
      const patience = new Patience();
      const answer = await fetch("events", {
        headers: { Accept: "text/event-stream", "Last-Event-ID": last },
        cache: "no-store",
        signal: patience.signal,
      });
      if (answer.ok) {
        wait = FIRST_WAIT_MS;
        opened(bot);
        await read(answer.body, patience, (one) => {
          if (one.id !== undefined) last = one.id;
          if (one.data) event(one);
        });
      }
    } catch {
      // The server went away in the middle; what it sent up to here was taken.
    }
    lost();
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/** Ends a request whose server has been silent for too long. */
class Patience {
  constructor() {
    this.controller = new AbortController();
    this.signal = this.controller.signal;
    this.heard();
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), LONGEST_SILENCE_MS);
  }

  over() {
    clearTimeout(this.timer);
  }
}

async function read(body, patience, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      patience.heard();
      rest += value;
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) take(parseEvent(block));
      if (rest.length > LONGEST_EVENT) throw new Error("an event without an end");
    }
  } finally {
    patience.over();
  }
}

function parseEvent(block) {
  const one = { id: undefined, name: "message", data: undefined };
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "id") one.id = value;
    else if (field === "event") one.name = value;
    else if (field === "data") data.push(value);
  }
  if (data.length) one.data = JSON.parse(data.join("\n"));
  return one;
}
