// Moving with the arrow keys, so that a long list is one stop of the Tab key.

/**
 * Makes the elements of a selector inside a container one stop of the Tab key: the arrow keys, Home and End go on from
 * there. Gives a function to call when the elements have changed; it may name the one that shall be the stop.
 */
export function rove(container, selector) {
  const settle = (wanted) => {
    const stop = wanted ?? container.querySelector(`${selector}[tabindex="0"]`) ?? container.querySelector(selector);
    for (const one of container.querySelectorAll(`${selector}:not([tabindex="-1"])`)) if (one !== stop) one.tabIndex = -1;
    if (stop) stop.tabIndex = 0;
  };
  container.addEventListener("focusin", ({ target }) => { if (target.matches(selector)) settle(target); });
  container.addEventListener("keydown", (event) => {
    if (!event.target.matches(selector) || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(event.key, event.target, [...container.querySelectorAll(selector)]);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return settle;
}

function neighbour(key, here, all) {
  const at = all.indexOf(here);
  switch (key) {
    case "Home": return all[0];
    case "End": return all.at(-1);
    case "ArrowLeft": return all[at - 1];
    case "ArrowRight": return all[at + 1];
    case "ArrowUp": return inNextRow(here, all.slice(0, at).reverse());
    case "ArrowDown": return inNextRow(here, all.slice(at + 1));
  }
}

/** The element of the next row, as the others come, that is nearest to this one's column. */
function inNextRow(here, others) {
  const start = here.getBoundingClientRect();
  let row, best, least;
  for (const one of others) {
    const box = one.getBoundingClientRect();
    if (sameRow(box, start)) continue;
    row ??= box;
    if (!sameRow(box, row)) break;
    const off = Math.abs(box.left + box.right - start.left - start.right);
    if (best && off >= least) continue;
    best = one;
    least = off;
  }
  return best;
}

const sameRow = (a, b) => a.top < b.bottom - 1 && b.top < a.bottom - 1;
