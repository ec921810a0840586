// Talks with a web app in a frame, as Telegram's web client does: JSON texts by postMessage. Knows no chat.
//
// https://core.telegram.org/api/web-events

/** Characters of one message; nothing that apps say is longer. */
const LONGEST = 1 << 20;

export class Bridge {
  /**
   * `events` has what is done about each event of the app, by its name and called with its data; `unknown(name)` is
   * told of any other. Only what the window of this frame says counts.
   */
  constructor(frame, events, unknown) {
    Object.assign(this, { frame, events, unknown });
    this.heard = false;
    this.origin = "*";
    this.listener = (event) => { if (event.source === frame.contentWindow) this.take(event); };
    window.addEventListener("message", this.listener);
  }

  take({ data, origin }) {
    this.heard = true;
    // Answers go to whoever has spoken last; an app without an origin of its own can only be told openly.
    this.origin = origin === "null" ? "*" : origin;
    const { eventType: name, eventData } = parsed(data) ?? {};
    if (typeof name !== "string") return this.unknown("a message without eventType");
    if (!Object.hasOwn(this.events, name)) return this.unknown(name);
    const told = typeof eventData === "string" ? parsed(eventData) : eventData;
    this.events[name](told !== null && typeof told === "object" ? told : {});
  }

  say(eventType, eventData = {}) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), this.origin);
  }

  close() {
    window.removeEventListener("message", this.listener);
  }
}

function parsed(text) {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
