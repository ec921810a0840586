// Light or dark: as the system is, until somebody chooses here; the choice is kept. Not a module, so that it runs
// before anything is drawn.
(() => {
  const KEY = "theme";
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const LABEL = { auto: "as the system", light: "light", dark: "dark" };

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // A browser that keeps nothing for this page.
    }
  }

  function show(theme) {
    document.documentElement.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (!button) return;
    const label = `Colours: ${LABEL[theme]}. Change to ${LABEL[NEXT[theme]]}`;
    button.title = label;
    button.setAttribute("aria-label", label);
  }

  function choose() {
    const theme = NEXT[document.documentElement.dataset.theme];
    show(theme);
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // It holds until the page is left.
    }
  }

  const first = kept() in NEXT ? kept() : "auto";
  show(first);
  document.addEventListener("DOMContentLoaded", () => {
    show(first);
    document.getElementById("theme").addEventListener("click", choose);
  });
})();
