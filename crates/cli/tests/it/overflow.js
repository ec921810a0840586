// Everything shown that is wider than the page, as its name and edges; the page itself hides what sticks out.
const wide = [];
for (const element of document.querySelectorAll("body *")) {
  if (!element.checkVisibility()) continue;
  const { left, right, width } = element.getBoundingClientRect();
  if (width > 0 && (left < -0.5 || right > innerWidth + 0.5)) {
    wide.push(`${element.localName}.${element.getAttribute("class")} ${left} to ${right} of ${innerWidth}`);
  }
}
return wide;
