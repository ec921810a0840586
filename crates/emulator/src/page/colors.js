// The colours of the page by the names that web apps know, and whatever changes them. Knows no app.
//
// https://core.telegram.org/bots/webapps#themeparams

const NAMES = {
  bg_color: "surface", secondary_bg_color: "page", text_color: "text", hint_color: "soft", link_color: "accent",
  button_color: "fill", button_text_color: "on-fill", header_bg_color: "surface", accent_text_color: "accent",
  section_bg_color: "surface", section_header_text_color: "accent", section_separator_color: "line",
  subtitle_text_color: "soft", destructive_text_color: "bad",
};

/** The colours as they are now, written as `#rrggbb`. */
export function themeParams() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const color = (name) => {
    probe.style.color = `var(--${name})`;
    const parts = getComputedStyle(probe).color.match(/\d+/g).slice(0, 3);
    return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
  };
  const params = Object.fromEntries(Object.entries(NAMES).map(([name, ours]) => [name, color(ours)]));
  probe.remove();
  return params;
}

/** Whether a text is a colour as apps write one. */
export const isColor = (text) => /^#[0-9a-f]{6}$/i.test(text);

/** Black or white, whichever can be read on a colour. */
export function readableOn(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000000" : "#ffffff";
}

/** Calls `changed()` whenever the page becomes light or dark; gives the function that ends it. */
export function watchColors(changed) {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  return () => {
    watcher.disconnect();
    system.removeEventListener("change", changed);
  };
}
