// The button beside the field in which one writes: the bot's commands, or its web app. Knows no server.
//
// https://core.telegram.org/bots/api#menubutton

import { h, icon } from "./dom.js";

export class MenuButton {
  /** `toggle()` opens or closes the list of commands, whose element has the id `list`; `open(menu)` opens the web app. */
  constructor(list, { toggle, open }) {
    Object.assign(this, { list, toggle, open });
    this.label = h("span", { class: "menu-label", dir: "auto" });
    this.mark = h("span", { class: "menu-mark" });
    this.element = h("button", {
      type: "button", class: "menu-button", hidden: true, data: { test: "command-menu" },
      // The field keeps the focus.
      on: { pointerdown: (event) => event.preventDefault(), click: () => (this.app ? this.open(this.app) : this.toggle()) },
    }, this.mark, this.label);
  }

  /** Shows what the bot has chosen; without commands there is nothing to open but a web app. In groups it stays small. */
  show(menu, { commands, small }) {
    this.app = menu.type === "web_app" ? menu : undefined;
    const { element } = this;
    element.hidden = !this.app && commands.length === 0;
    element.className = small && !this.app ? "round" : "menu-button";
    element.dataset.kind = menu.type;
    this.label.textContent = this.app ? this.app.text : "Menu";
    this.label.hidden = element.className === "round";
    this.mark.replaceChildren(icon(this.app ? "app" : small ? "commands" : "menu"));
    element.title = this.app ? this.app.web_app.url : "Commands";
    element.setAttribute("aria-label", this.app ? this.app.text : "Menu of commands");
    element.setAttribute("aria-haspopup", this.app ? "dialog" : "listbox");
    if (this.app) element.removeAttribute("aria-controls");
    else element.setAttribute("aria-controls", this.list);
  }
}
