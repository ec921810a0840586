// The commands a bot offers, as a menu and as suggestions while one is typed. Knows its field, no chat.

import { h } from "./dom.js";
import { Suggestions } from "./suggestions.js";

export class CommandMenu {
  /** Works beside `field`. `pick(text)` is called with a chosen command. */
  constructor(field, id, pick) {
    this.field = field;
    this.all = [];
    this.shown = [];
    const text = (index) => `/${this.shown[index].command}`;
    this.list = new Suggestions(field, {
      id, label: "Commands of the bot", test: "commands", take: (index) => pick(text(index)),
      // Something may follow the command, so it is only written.
      write: (index) => {
        field.value = `${text(index)} `;
        field.dispatchEvent(new Event("input"));
      },
    });
  }

  /** The field has changed: suggests the commands that begin like it. */
  typed() {
    const begun = /^\/\S*$/.exec(this.field.value)?.[0].toLowerCase();
    const fitting = this.all.filter(({ command }) => begun && `/${command}`.startsWith(begun));
    // One that is typed in full comes before those that only begin with it.
    this.show(fitting.toSorted((a, b) => (`/${b.command}` === begun) - (`/${a.command}` === begun)));
  }

  toggle() {
    this.show(this.list.open ? [] : this.all);
  }

  show(commands) {
    this.shown = commands;
    this.list.show(commands.map(({ command, description }) => [
      h("span", { class: "command-name" }, `/${command}`), h("span", { class: "command-text", dir: "auto" }, description),
    ]), "command");
  }
}
