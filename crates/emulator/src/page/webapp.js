// A web app in a frame over a pane, with what Telegram's apps put around it. Knows no server.
//
// https://core.telegram.org/bots/webapps

import { AppButton } from "./appbutton.js";
import { box, lay } from "./box.js";
import { Bridge } from "./bridge.js";
import { UNKNOWN } from "./cloud.js";
import { isColor, readableOn, themeParams, watchColors } from "./colors.js";
import { h, round } from "./dom.js";

/** An app that has said nothing for so long may not run at all. */
const PATIENCE_MS = 5000;
const MOST_UNSPOKEN = 20;
const LONGEST_NAME = 60;
/** What stands on the buttons of popups whose kind says it all. */
const POPUP_TEXTS = { ok: "OK", close: "Close", cancel: "Cancel" };
/** Nothing of the app may lead the page elsewhere. */
const SANDBOX = "allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox";

export class WebApp {
  /**
   * `act` has what the chat does for the app: `send(data)` if it was opened by a keyboard, `byHand()`, `closed()`,
   * `pay(invoice, closed)`, `ask(query)`, `visit(address)`, `offer(address)`, `mayWrite()`, `sharePhone()` and `cloud(method, params)`.
   */
  constructor(pane, { name, bot, url }, act) {
    Object.assign(this, { pane, act, url });
    this.unspoken = new Set();
    this.frame = h("iframe", { sandbox: sandboxFor(url), title: name, allow: "clipboard-write", data: { test: "app-frame", first: "" } });
    this.backButton = round("back", "Back", { hidden: true, data: { test: "app-back" }, on: { click: () => this.bridge.say("back_button_pressed") } });
    this.main = new AppButton("app-main", () => this.bridge.say("main_button_pressed"));
    this.second = new AppButton("app-second", () => this.bridge.say("secondary_button_pressed"));
    this.foot = h("footer", { class: "app-foot", hidden: true }, this.second.element, this.main.element);
    this.note = h("p", { class: "app-note", role: "status", data: { test: "app-note" } });
    this.place = h("div", { class: "app-place" }, this.frame);
    this.head = h("header", { class: "app-head" }, this.backButton,
      h("div", { class: "app-title" }, h("h2", { dir: "auto" }, bot ?? name), h("p", { dir: "auto" }, name === bot ? new URL(url).host : `${name} · ${new URL(url).host}`)),
      h("button", { type: "button", class: "quiet", title: "The app does not run? Say what it would do", data: { test: "app-by-hand" }, on: { click: () => this.byHand() } }, "By hand"),
      round("reload", "Load again", { data: { test: "app-reload" }, on: { click: () => this.reload() } }),
      round("close", "Close the app", { data: { test: "app-close" }, on: { click: () => this.leave() } }));
    this.sheet = h("div", { class: "app", on: { keydown: (event) => this.key(event) } }, this.head, this.note, this.place, this.foot);
    this.element = h("div", { class: "alert app-over", role: "dialog", "aria-label": `Web app: ${name}`, data: { test: "web-app" } }, this.sheet);
    this.bridge = new Bridge(this.frame, this.events(), (what) => this.tellUnspoken(what));
    this.unwatch = watchColors(() => this.bridge.say("theme_changed", { theme_params: themeParams() }));
    this.size = new ResizeObserver(() => { if (this.bridge.heard) this.tellSize(); });
    this.size.observe(this.place);
    this.frame.src = url;
    this.timer = setTimeout(() => this.tellSilence(), PATIENCE_MS);
    this.close = lay(pane, this.element, () => { this.drop(); act.closed(); });
  }

  /** Ends without a word to anybody: the chat is gone. */
  drop() {
    clearTimeout(this.timer);
    this.bridge.close();
    this.size.disconnect();
    this.unwatch();
  }

  /** What is done about each event of the app: https://core.telegram.org/api/bots/webapps#incoming-events. */
  events() {
    return {
      iframe_ready: ({ reload_supported: reloads }) => { this.reloads = reloads === true; },
      iframe_will_reload: () => this.begin(),
      web_app_ready: () => this.heard(),
      web_app_close: () => this.close(),
      web_app_expand: () => { this.sheet.dataset.expanded = "true"; this.tellSize(); },
      web_app_request_theme: () => this.bridge.say("theme_changed", { theme_params: themeParams() }),
      web_app_request_viewport: () => this.tellSize(),
      web_app_request_safe_area: () => this.bridge.say("safe_area_changed", NOTHING),
      web_app_request_content_safe_area: () => this.bridge.say("content_safe_area_changed", NOTHING),
      web_app_setup_main_button: (button) => { this.main.show(button); this.showButtons(); },
      web_app_setup_secondary_button: (button) => { this.second.show(button); this.showButtons(); },
      web_app_setup_back_button: ({ is_visible: shown }) => { this.backButton.hidden = shown !== true; },
      web_app_setup_closing_behavior: ({ need_confirmation: asks }) => { this.asks = asks === true; },
      web_app_set_header_color: (told) => this.paint(this.head, told),
      web_app_set_background_color: (told) => this.paint(this.place, told),
      web_app_set_bottom_bar_color: (told) => this.paint(this.foot, told),
      // There is nothing here that could shake.
      web_app_trigger_haptic_feedback: () => {},
      web_app_data_send: ({ data }) => this.send(data),
      web_app_open_link: ({ url }) => this.act.offer(String(url)),
      web_app_open_tg_link: ({ path_full: path }) => this.visit(`https://t.me${path}`),
      web_app_open_popup: (popup) => this.popup(popup),
      web_app_open_invoice: ({ slug }) => this.pay(String(slug)),
      web_app_switch_inline_query: ({ query }) => { this.close(); this.act.ask(String(query ?? "")); },
      web_app_request_write_access: () => this.writeAccess(),
      web_app_request_phone: () => this.askPhone(),
      // A page reads the clipboard only where a person lets it; here nobody is asked.
      web_app_read_text_from_clipboard: ({ req_id: id }) => this.bridge.say("clipboard_text_received", { req_id: id, data: null }),
      web_app_open_scan_qr_popup: () => { this.tell("There is no camera here to scan with."); this.bridge.say("scan_qr_popup_closed"); },
      web_app_close_scan_qr_popup: () => {},
      web_app_invoke_custom_method: ({ req_id: id, method, params }) => this.invoke(id, String(method), params ?? {}),
    };
  }

  heard() {
    clearTimeout(this.timer);
    if (!this.unspoken.size) this.tell("");
  }

  tell(text) {
    this.note.textContent = text;
  }

  tellSilence() {
    if (!this.bridge.heard) this.tell("The app has not said a word yet. If its server does not run, say by hand what it does.");
  }

  tellUnspoken(name) {
    if (this.unspoken.size < MOST_UNSPOKEN) this.unspoken.add(name.slice(0, LONGEST_NAME));
    this.tell(`Not spoken here: ${[...this.unspoken].join(", ")}`);
  }

  tellSize() {
    const { width, height } = this.place.getBoundingClientRect();
    const expanded = this.sheet.dataset.expanded === "true";
    this.bridge.say("viewport_changed", { width: Math.round(width), height: Math.round(height), is_expanded: expanded, is_state_stable: true });
  }

  /** The buttons below the app: the second one stands where the app wants it. */
  showButtons() {
    this.foot.dataset.second = this.second.position;
    this.foot.hidden = this.main.element.hidden && this.second.element.hidden;
  }

  /** Gives a part the colour that the app has chosen, by itself or by the name of one of the page's. */
  paint(part, { color, color_key: key }) {
    const chosen = isColor(color) ? color : themeParams()[key];
    part.style.backgroundColor = chosen ?? "";
    part.style.setProperty("--text", chosen ? readableOn(chosen) : "");
    for (const name of ["--soft", "--accent"]) part.style.setProperty(name, chosen && isColor(color) ? readableOn(chosen) : "");
  }

  send(data) {
    if (!this.act.send) return this.tell("Only an app that a button of the keyboard has opened can send data to the bot.");
    this.close();
    this.act.send(String(data));
  }

  visit(address) {
    const invoice = this.act.visit(address);
    if (invoice) this.pay(invoice);
  }

  pay(slug) {
    this.act.pay(slug, (status) => this.bridge.say("invoice_closed", { slug, status }));
  }

  /** A question of the app, or about it: `buttons` as Telegram's popups have them; `answered` is told the id of one, or nothing. */
  ask({ title, message, buttons }, answered) {
    if (this.asking) return this.tell("A question is open already, so another one was not asked.");
    this.asking = true;
    let chosen;
    const before = document.activeElement;
    const button = ({ id, type, text }, at) => h("button", {
      type: "button", class: at === buttons.length - 1 && type !== "destructive" ? "primary" : `secondary${type === "destructive" ? " destructive" : ""}`,
      data: { test: "app-popup" }, on: { click: () => { chosen = String(id ?? ""); } },
    }, POPUP_TEXTS[type] ?? String(text ?? ""));
    const parts = [title && h("h2", { dir: "auto" }, String(title)), h("p", { dir: "auto" }, String(message ?? ""))].filter(Boolean);
    box(this.pane, parts, buttons.map(button), () => {
      this.asking = false;
      if (this.element.contains(before)) before.focus();
      answered(chosen);
    }, "Question of the app");
  }

  popup({ title, message, buttons }) {
    const some = Array.isArray(buttons) && buttons.length ? buttons.slice(0, 3) : [{ id: "", type: "close" }];
    this.ask({ title, message, buttons: some }, (id) => this.bridge.say("popup_closed", id === undefined ? {} : { button_id: id }));
  }

  writeAccess() {
    // Whoever has begun the bot has let it write; the same holds for Telegram's apps.
    const may = this.act.mayWrite();
    if (!may) this.tell("The person has not begun the bot, or has blocked it: write to it first, or unblock it.");
    this.bridge.say("write_access_requested", { status: may ? "allowed" : "cancelled" });
  }

  invoke(id, method, params) {
    const done = this.act.cloud(method, params);
    if (done.error === UNKNOWN) this.tellUnspoken(method);
    this.bridge.say("custom_method_invoked", { req_id: id, ...done });
  }

  askPhone() {
    const buttons = [{ id: "", type: "cancel" }, { id: "share", type: "default", text: "Share" }];
    this.ask({ message: "Share the phone number with the bot?", buttons }, (id) => {
      if (id) this.act.sharePhone();
      this.bridge.say("phone_requested", { status: id ? "sent" : "cancelled" });
    });
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.leave();
  }

  /** Closes, unless the app wants to be asked and the person stays. */
  leave() {
    if (!this.asks) return this.close();
    const buttons = [{ id: "", type: "cancel" }, { id: "close", type: "destructive", text: "Close anyway" }];
    this.ask({ message: "What you have changed may not be saved.", buttons }, (id) => { if (id) this.close(); });
  }

  byHand() {
    this.close();
    this.act.byHand();
  }

  /** An app that can do so loads itself anew; any other is opened again. */
  reload() {
    if (this.reloads) return this.bridge.say("reload_iframe");
    this.begin();
    this.frame.src = this.url;
  }

  /** The app is to begin from the beginning. */
  begin() {
    for (const button of [this.main, this.second]) button.reset();
    this.showButtons();
    this.backButton.hidden = true;
    this.asks = this.reloads = false;
    this.unspoken.clear();
    this.tell("");
  }
}

/** No notch, no corner. */
const NOTHING = { top: 0, right: 0, bottom: 0, left: 0 };

/** An app keeps the origin that it has, unless that is the page's own: it could do all that the page can. */
function sandboxFor(url) {
  return new URL(url).origin === location.origin ? SANDBOX : `${SANDBOX} allow-same-origin`;
}
