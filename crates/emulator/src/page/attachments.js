// The files that a person is about to send: chosen, pasted or dropped, listed above the field. Knows no server.

import { h, icon, round } from "./dom.js";
import { bytes } from "./media.js";

// https://core.telegram.org/bots/api#sendmediagroup
const MOST_FILES = 10;
// What a bot may upload; the local Telegram takes no more from people either.
const MOST_BYTES = 50_000_000;

/** What a file of this type is sent as, unless it shall be sent as it is. */
const KINDS = { "image/png": "photo", "image/jpeg": "photo", "image/gif": "animation", "video/mp4": "video", "audio/mpeg": "audio" };
/** Kinds that stand together in an album. */
const TOGETHER = { photo: "seen", video: "seen", audio: "audio", document: "document" };

export class Attachments {
  /** `changed()` is called when the list has changed, `notice(text)` with what cannot be sent. */
  constructor(changed, notice) {
    this.changed = changed;
    this.notice = notice;
    this.files = [];
    this.plain = h("input", { type: "checkbox", data: { test: "as-files" } });
    this.list = h("ul", { class: "attached-list", "aria-label": "Files to send" });
    this.element = h("div", { class: "attached", hidden: true, data: { test: "attached" } },
      this.list, h("label", { class: "check" }, this.plain, " as files, not as pictures"));
    this.input = h("input", {
      type: "file", multiple: true, hidden: true, "aria-label": "Files to send", data: { test: "file-input" },
      on: { change: () => { this.take(this.input.files); this.input.value = ""; } },
    });
    this.opener = round("attach", "Attach files", { data: { test: "attach" }, on: { click: () => this.input.click() } });
  }

  take(files) {
    for (const file of files) {
      if (file.size === 0 || file.size > MOST_BYTES) this.notice(`${file.name} cannot be sent: a file has 1 byte to 50 MB.`);
      else if (this.files.length === MOST_FILES) return this.draw(this.notice(`No more than ${MOST_FILES} files at once.`));
      else this.files.push(file);
    }
    this.draw();
  }

  draw() {
    this.element.hidden = this.files.length === 0;
    this.list.replaceChildren(...this.files.map((file) => h("li", { class: "attached-file" },
      icon("file"), h("span", { class: "file-name", dir: "auto" }, file.name), h("span", { class: "file-size" }, bytes(file.size)),
      round("close", `Do not send ${file.name}`, { on: { click: () => this.drop(file) } }))));
    this.changed();
  }

  drop(file) {
    this.files = this.files.filter((one) => one !== file);
    this.draw();
  }

  /** The files with what they are sent as, in one album if they can stand together; the list is empty then. */
  taken() {
    const items = this.files.map((file) => ({ file, kind: (!this.plain.checked && KINDS[file.type]) || "document" }));
    const groups = new Set(items.map(({ kind }) => TOGETHER[kind]));
    const together = items.length > 1 && groups.size === 1 && !groups.has(undefined);
    const album = together ? String(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER)) : undefined;
    this.files = [];
    this.plain.checked = false;
    this.draw();
    return items.map((item) => ({ ...item, album }));
  }
}
