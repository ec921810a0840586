// Every text of the page that is shown with a contrast below 4.5, see https://www.w3.org/TR/WCAG22/#contrast-minimum.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

const painted = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
};

const over = (upper, lower) => lower.map((part, at) => (at === 3 ? 1 : upper[at] * upper[3] + part * (1 - upper[3])));

const luminance = (color) => {
  const [red, green, blue] = color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const ground = (element) => {
  const layers = [];
  for (let one = element; one; one = one.parentElement) layers.push(painted(getComputedStyle(one).backgroundColor));
  return layers.reverse().reduce((lower, upper) => over(upper, lower), [1, 1, 1, 1]);
};

const hasText = (element) => element.placeholder || element.value
  || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

const bad = [];
let looked = 0;
for (const element of document.querySelectorAll("body *")) {
  if (!hasText(element) || !element.checkVisibility() || element.matches("option, noscript")) continue;
  const below = ground(element);
  const hint = element.placeholder && !element.value ? "::placeholder" : undefined;
  const color = painted(getComputedStyle(element, hint).color);
  const [darker, lighter] = [luminance(below), luminance(over(color, below))].sort((a, b) => a - b);
  const contrast = (lighter + 0.05) / (darker + 0.05);
  looked += 1;
  if (contrast < 4.5) bad.push(`${contrast.toFixed(2)} ${element.localName}.${element.className}: ${element.textContent}`);
}
return looked > 20 ? bad : ["the page is empty"];
