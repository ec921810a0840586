// A button below a web app, as the app wants it to be. Knows no app.
//
// https://core.telegram.org/bots/webapps#bottombutton

import { isColor } from "./colors.js";
import { h } from "./dom.js";

export class AppButton {
  /** `pressed()` is called when it is pressed. */
  constructor(test, pressed) {
    this.element = h("button", { type: "button", class: "app-button", hidden: true, data: { test }, on: { click: pressed } });
    this.reset();
  }

  reset() {
    this.state = {};
    this.show({ is_visible: false });
  }

  /** What the app says of it; what it does not say stays as it was. */
  show(told) {
    Object.assign(this.state, told);
    const { is_visible: shown, is_active: active = true, is_progress_visible: waits, text, color, text_color: ink } = this.state;
    const { element } = this;
    element.hidden = shown !== true || !text;
    element.textContent = String(text ?? "");
    element.disabled = active !== true || waits === true;
    element.ariaBusy = waits === true ? "true" : null;
    element.style.backgroundColor = isColor(color) ? color : "";
    element.style.color = isColor(ink) ? ink : "";
  }

  /** Where it stands beside another one: `left`, `right`, `top` or `bottom`. */
  get position() {
    return String(this.state.position ?? "left");
  }
}
