// What a rich message says, as plain text for lists and labels. Knows no element.

/** More than any list shows, and enough for the words of a search to be found in. */
const ENOUGH = 4096;
/** Levels inside each other that are read; the server lets through fewer. */
const DEEPEST = 100;

/** What kinds of messages and blocks are called. */
export const CALLED = {
  photo: "🖼 Photo", live_photo: "🖼 Live photo", video: "🎬 Video", animation: "🎬 Animation", video_note: "🎬 Video message", audio: "🎵 Audio",
  voice: "🎤 Voice message", voice_note: "🎤 Voice message", document: "📎 File", map: "📍 Location",
};

/** A list, also where a bot has left it out. */
export const listOf = (some) => (Array.isArray(some) ? some : []);

/** A rich message line by line. */
export function plainOf({ blocks }) {
  const lines = [];
  let length = 0;
  for (const line of linesOf(blocks, 0)) {
    lines.push(line);
    length += line.length + 1;
    if (length > ENOUGH) break;
  }
  return lines.join("\n").slice(0, ENOUGH);
}

/** A text without what it means, see https://core.telegram.org/bots/api#richtext. */
export function plain(text, depth = 0) {
  if (typeof text === "string") return text;
  if (!text || depth > DEEPEST) return "";
  if (Array.isArray(text)) return text.map((part) => plain(part, depth + 1)).join("");
  return text.alternative_text ?? text.expression ?? plain(text.text ?? text.button?.text, depth + 1);
}

function* linesOf(blocks, depth) {
  if (depth > DEEPEST) return;
  for (const block of listOf(blocks)) for (const line of lines(block ?? {}, depth)) if (line) yield line;
}

function* lines(block, depth) {
  if (Object.hasOwn(CALLED, block.type)) yield CALLED[block.type];
  yield block.expression;
  yield plain(block.summary ?? block.text);
  for (const item of listOf(block.items)) yield [markOf(item), ...linesOf(item?.blocks, depth + 1)].join(" ");
  for (const row of listOf(block.cells)) yield listOf(row).map((cell) => plain(cell?.text)).filter(Boolean).join(" · ");
  yield* linesOf(block.blocks, depth + 1);
  yield plain(block.caption?.text ?? block.caption);
}

/** What stands before an entry of a list. */
function markOf(item) {
  if (item?.has_checkbox) return item.is_checked ? "☑" : "☐";
  return item?.label ?? "";
}
