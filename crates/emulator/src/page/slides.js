// One of several things at a time, with buttons to turn to the others. Knows no message.

import { h, round } from "./dom.js";

/** The elements as slides; behind the last one comes the first. */
export function slideshow(shown) {
  const slides = shown.map((one) => h("div", { class: "slide", hidden: true }, one));
  const count = h("span", { class: "slides-count", data: { test: "slides-count" } });
  let at = 0;
  const turn = (to) => {
    for (const one of slides[at].querySelectorAll(":is(audio, video)[controls]")) one.pause();
    slides[at].hidden = true;
    at = (to + slides.length) % slides.length;
    slides[at].hidden = false;
    count.textContent = `${at + 1} of ${slides.length}`;
  };
  turn(0);
  const to = (label, test, step) => round("back", label, { data: { test }, on: { click: () => turn(at + step) } });
  const bar = h("div", { class: "slides-bar" }, to("Previous", "slide-back", -1), count, to("Next", "slide-on", 1));
  const reveal = ({ target }) => turn(slides.findIndex((slide) => slide.contains(target)));
  return h("div", { class: "slides", role: "group", "aria-label": "Slideshow", on: { reveal } }, slides, bar);
}
