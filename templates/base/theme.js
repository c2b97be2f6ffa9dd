// Runs before the first paint, so that a chosen theme never flashes and controls that need a script take their place at once.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = window.localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (refused) {
    root.removeAttribute("data-theme"); // Storage may be closed to files and private windows: the system's setting holds.
  }
})();
