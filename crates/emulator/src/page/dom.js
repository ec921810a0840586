// Small helpers over the DOM. Text reaches the page only as text nodes, never as markup.

/** Makes an element. `props`: `class`, `data` and `on` (objects), DOM properties, else attributes. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "on") for (const [event, f] of Object.entries(value)) element.addEventListener(event, f);
    else if (name in element && !name.startsWith("aria")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const ICONS = {
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
  commands: "M8 3.5h8A4.5 4.5 0 0 1 20.5 8v8a4.5 4.5 0 0 1-4.5 4.5H8A4.5 4.5 0 0 1 3.5 16V8A4.5 4.5 0 0 1 8 3.5M14 7.5l-4 9",
  menu: "M4.5 7h15M4.5 12h15M4.5 17h15",
  app: "M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5M4 9h16",
  keyboard: "M5.5 5.5h13A2.5 2.5 0 0 1 21 8v8a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 16V8a2.5 2.5 0 0 1 2.5-2.5M7.5 10v.1M12 10v.1M16.5 10v.1M8.5 14.5h7",
  attach: "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.800 4.800l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4",
  file: "M13.5 3.5h-7A1.5 1.5 0 0 0 5 5v14a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V9zV9H19",
  back: "M14.5 5.5 8 12l6.5 6.5",
  reload: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4.5H15",
  reply: "M10 6 4 12l6 6v-4c5 0 8 1.5 10 4.5-.5-6-4-9-10-9z",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2M12 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2M19 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2",
  pin: "M14.5 3.5l6 6-2 .5-3.5 3.5-.5 4.5-4-4L4 20.5l6.5-6.5-4-4 4.5-.5L14.5 6z",
};

/** A line icon, hidden from screen readers: its button carries the label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A round button with an icon, and a label for those who do not see it. */
export function round(name, label, props) {
  return h("button", { type: "button", class: "round", title: label, "aria-label": label, ...props }, icon(name));
}

/** Neighbouring ids get distant hues: 137 degrees is the golden angle. */
export const hue = (id) => (Math.abs(parseInt(id, 10)) * 137) % 360;

/** A round mark with the first letters of a name, coloured by an id. */
export function avatar(name, id) {
  const words = name.split(/[^\p{L}\p{M}\p{N}\p{Emoji}\u200d\ufe0f]+/u).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...SPLIT.segment(word)][0].segment);
  const mark = h("span", { class: "avatar", "aria-hidden": "true" }, letters.join("").toUpperCase() || "?");
  mark.style.setProperty("--hue", String(hue(id)));
  return mark;
}

const SPLIT = new Intl.Segmenter();
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const EXACT_CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });

/** The time of day of a Unix time in seconds. */
export const clock = (seconds) => CLOCK.format(seconds * 1000);

/** The same with seconds. */
export const exactly = (seconds) => EXACT_CLOCK.format(seconds * 1000);

/** "Today", "Yesterday" or the date of a Unix time in seconds. */
export function day(seconds) {
  const name = DAY.format(seconds * 1000);
  if (name === DAY.format(Date.now())) return "Today";
  return name === DAY.format(Date.now() - 86_400_000) ? "Yesterday" : name;
}

/** A duration in the unit that reads best. */
export function duration(microseconds) {
  if (microseconds < 1000) return `${Math.round(microseconds)} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(microseconds < 10_000 ? 1 : 0)} ms`;
  return `${(microseconds / 1_000_000).toFixed(1)} s`;
}

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** Whether an address opens elsewhere and runs nothing here. */
export function harmless(address) {
  return URL.canParse(address) && SCHEMES.has(new URL(address).protocol);
}

/** Whether an address leads into a chat, see https://core.telegram.org/bots/api#chatinvitelink. */
export const isInvitation = (address) => address?.startsWith("https://t.me/+") === true;

/** A link that opens outside; an address that could run a script stays text. */
export function link(address, props, ...children) {
  if (!harmless(address)) return h("span", props, ...children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address, ...props }, ...children);
}

/** Puts text on the clipboard; tells whether the browser let it. */
export async function copied(text) {
  try {
    // Absent where the page comes from another machine without TLS.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Focuses a field, unless that would cover half of the screen with a keyboard nobody asked for. */
export function focusGently(field) {
  if (!matchMedia("(pointer: coarse)").matches) field.focus({ preventScroll: true });
}
