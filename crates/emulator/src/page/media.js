// What a message carries besides text: pictures, films, sounds, files, stickers. Knows where files are, no chat.

import { h, icon } from "./dom.js";

/** Fields of a message with a file, the ones that say more about it first. */
const CARRIED = ["animation", "video", "video_note", "audio", "voice", "document"];
const STICKER_OF_EMOJI = "sticker_";

/** The address of what is in a file. */
const at = (file) => `files/${encodeURIComponent(file.file_id)}`;

/** The name of what a message carries, as a field of the message; `undefined` if it is neither picture nor file. */
export function carried(message) {
  // A live photo is a photo as well.
  if (message.live_photo) return "live_photo";
  if (message.photo?.length) return "photo";
  if (message.sticker) return "sticker";
  return CARRIED.find((name) => message[name]);
}

/** What a message carries, as an element. */
export function media(message) {
  const kind = carried(message);
  const file = message[kind];
  const veiled = message.has_media_spoiler;
  switch (kind) {
    case "photo": return photo(message);
    case "live_photo": return film({ ...file, thumbnail: file.photo?.at(-1) }, kind, "Live photo", veiled);
    case "sticker": return sticker(file);
    case "animation": return file.mime_type?.startsWith("image/") ? picture(file, "Animation", veiled) : film(file, kind, "Animation", veiled);
    case "video": return film(file, kind, "Video", veiled);
    case "video_note": return film(file, kind, "Video message");
    case "audio": return sound(file, [file.performer, file.title].filter(Boolean).join(" – ") || file.file_name || "Audio");
    case "voice": return sound(file, "Voice message");
    default: return row(file);
  }
}

function photo(message) {
  const largest = message.photo.at(-1);
  return picture(largest, message.caption ? `Photo: ${message.caption}` : "Photo", message.has_media_spoiler);
}

/** A picture that opens whole; one that only the real Telegram has is a place with its size. */
function picture(file, label, veiled) {
  const image = h("img", { src: at(file), alt: label, width: file.width, height: file.height, decoding: "async" });
  const frame = h("a", {
    class: `picture${veiled ? " veiled" : ""}`, href: at(file), target: "_blank", rel: "noopener", data: { test: "picture" },
    on: { click: (event) => { if (frame.classList.replace("veiled", "seen")) event.preventDefault(); } },
  }, image);
  image.addEventListener("error", () => frame.replaceWith(absent(label, file)));
  return frame;
}

function film(file, kind, label, veiled) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moves = kind === "animation" && !still && !veiled;
  const element = h("video", {
    src: file.start_timestamp ? `${at(file)}#t=${file.start_timestamp}` : at(file), class: `film${kind === "video_note" ? " note" : ""}${veiled ? " veiled" : ""}`, controls: !moves, loop: kind === "animation",
    muted: kind === "animation", autoplay: moves, playsInline: true, preload: "metadata", "aria-label": label,
    poster: picturesOf(file).map(at)[0], data: { test: "film" }, on: { play: () => element.classList.remove("veiled") },
  });
  const { width, height } = file;
  if (width && height) element.style.aspectRatio = `${width} / ${height}`;
  element.addEventListener("error", () => element.replaceWith(absent(label, file)));
  return element;
}

/** The pictures that stand for a film before it plays, the better one first. */
const picturesOf = ({ cover, thumbnail }) => [cover?.at(-1), thumbnail].filter(Boolean);

function sound(file, label) {
  const element = h("audio", { src: at(file), controls: true, preload: "metadata", "aria-label": label, data: { test: "sound" } });
  const name = h("span", { class: "sound-name", dir: "auto" }, label);
  const whole = h("div", { class: "sound" }, name, element);
  element.addEventListener("error", () => whole.replaceWith(absent(label, file)));
  return whole;
}

/** A file with its name and size; a click saves it. */
function row(file) {
  const name = file.file_name ?? "file";
  return h("a", {
    class: "file", href: at(file), download: name, title: `Save ${name}`, data: { test: "file" },
  }, h("span", { class: "file-mark" }, icon("file")), lines(name, bytes(file.file_size)));
}

function sticker(file) {
  const text = h("div", { class: "sticker", role: "img", "aria-label": `Sticker ${file.emoji ?? ""}` }, file.emoji || "🖼");
  if (file.file_id.startsWith(STICKER_OF_EMOJI)) return text;
  const image = h("img", { class: "sticker-picture", src: at(file), alt: `Sticker ${file.emoji ?? ""}`, data: { test: "sticker-picture" } });
  image.addEventListener("error", () => image.replaceWith(text));
  return image;
}

/** In the place of what is not here: files of the real Telegram and of addresses, from which nothing is fetched. */
function absent(label, file) {
  const sides = file.width && file.height ? `${file.width} × ${file.height}, ` : "";
  return h("div", { class: "file", data: { test: "absent" } },
    h("span", { class: "file-mark" }, icon("file")), lines(file.file_name ?? label, `${sides}not kept here`));
}

const lines = (name, below) => h("span", { class: "file-lines" },
  h("span", { class: "file-name", dir: "auto" }, name), h("span", { class: "file-size" }, below));

/** A size in the unit that reads best. */
export function bytes(number) {
  if (number === undefined) return "";
  if (number < 1000) return `${number} B`;
  if (number < 1_000_000) return `${(number / 1000).toFixed(1)} kB`;
  return `${(number / 1_000_000).toFixed(1)} MB`;
}
