// What a reader gains with a script: theme, drawer, place in the contents, links to headings, sorting and filtering of lists.
// Everything is readable without it.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // ---- Theme: the choice is remembered; choosing what the system says anyway forgets it again.
  function themes() {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const shown = () => root.dataset.theme || (system.matches ? "dark" : "light");
    all("[data-theme-switch]").forEach((button) => button.addEventListener("click", () => {
      const wanted = shown() === "dark" ? "light" : "dark";
      const own = wanted !== (system.matches ? "dark" : "light");
      if (own) root.dataset.theme = wanted;
      else delete root.dataset.theme;
      try {
        if (own) window.localStorage.setItem("theme", wanted);
        else window.localStorage.removeItem("theme");
      } catch (refused) {
        return; // Not remembered where storage is closed: the choice holds for this page.
      }
    }));
  }

  // ---- Drawer: without script the link leads to #menu and `:target` shows it; here it gets the manners of a dialog.
  function drawer() {
    const menu = document.getElementById("menu");
    const opener = document.getElementById("menu-open");
    if (!menu || !opener) return;
    const closer = menu.querySelector(".menu-close");
    const narrow = window.matchMedia("(max-width: 759.98px)");
    const outside = all("header.top, main, nav.toc, footer.bottom, .skip");
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-controls", "menu");
    opener.setAttribute("aria-expanded", "false");

    function set(open) {
      menu.classList.toggle("shown", open);
      root.classList.toggle("drawer", open);
      opener.setAttribute("aria-expanded", String(open));
      outside.forEach((part) => { part.inert = open; });
      if (open) closer.focus();
    }
    function close(event) {
      if (event) event.preventDefault();
      if (!menu.classList.contains("shown")) return;
      set(false);
      opener.focus();
    }
    opener.addEventListener("click", (event) => { event.preventDefault(); set(true); });
    opener.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); set(true); }
    });
    closer.addEventListener("click", close);
    document.querySelector(".scrim").addEventListener("click", close);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    narrow.addEventListener("change", () => { if (!narrow.matches && menu.classList.contains("shown")) set(false); });
  }

  // The current page stands in sight in a long menu.
  function place() {
    const menu = document.getElementById("menu");
    const here = menu && menu.querySelector("[aria-current=page]");
    if (here && menu.scrollHeight > menu.clientHeight) menu.scrollTop = here.offsetTop - menu.clientHeight / 3;
  }

  // ---- Contents of the page: the heading that was read last is marked.
  function reading() {
    const links = all("nav.toc a");
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (!links.length || headings.includes(null) || !("IntersectionObserver" in window)) return;
    function mark() {
      const line = window.innerHeight * 0.3;
      const bottom = window.innerHeight + window.scrollY >= root.scrollHeight - 2;
      let now = headings.filter((heading) => heading.getBoundingClientRect().top <= line).length - 1;
      if (bottom && window.scrollY > 0) now = headings.length - 1;
      links.forEach((link, index) => {
        if (index === now) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    }
    const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] });
    headings.forEach((heading) => watcher.observe(heading));
    watcher.observe(document.querySelector("footer.bottom"));
    mark();
  }

  // ---- The switch of the language leads to the same place of the page: its headings know their twins, other names are equal.
  function language() {
    const link = document.querySelector(".tool.language");
    if (!link) return;
    link.addEventListener("click", () => {
      const hash = window.location.hash;
      const here = document.querySelector("nav.toc [aria-current]") || all("nav.toc a").find((other) => other.hash === hash);
      const twin = here && (here.dataset.alike || here.hash.slice(1));
      if (twin || hash) link.hash = twin ? "#" + twin : hash;
    });
  }

  // ---- Headings: a link to each, which a click also copies.
  const ANCHORED = [".prose", ".policy", ".kind", ".checks"].map((part) => part + " h2[id], " + part + " h3[id]").join(", ");
  function anchors() {
    const words = document.body.dataset;
    all(ANCHORED).forEach((heading) => {
      const link = document.createElement("a");
      link.className = "anchor";
      link.href = "#" + encodeURIComponent(heading.id);
      link.textContent = "#";
      link.setAttribute("aria-label", words.copy + ": " + heading.textContent);
      link.addEventListener("click", () => {
        if (!navigator.clipboard) return;
        navigator.clipboard.writeText(link.href).then(() => {
          link.dataset.said = words.copied;
          window.setTimeout(() => { delete link.dataset.said; }, 1600);
        }, () => undefined); // Refused: the address bar has the link all the same.
      });
      const row = document.createElement("div");
      row.className = "anchored";
      heading.before(row);
      row.append(heading, link);
    });
  }

  // ---- Frames that scroll sideways are a stop for the keyboard only while something is out of sight.
  function scrollers() {
    const frames = all(".scroll");
    const labels = new Map(frames.map((frame) => [frame, frame.getAttribute("aria-label")]));
    if (!frames.length || !("ResizeObserver" in window)) return;
    function fit(frame) {
      const hidden = frame.scrollWidth > frame.clientWidth + 1;
      frame.classList.toggle("cut", hidden);
      frame.classList.toggle("whole", !hidden);
      if (hidden) {
        frame.setAttribute("tabindex", "0");
        frame.setAttribute("aria-label", labels.get(frame));
      } else {
        frame.removeAttribute("tabindex");
        frame.removeAttribute("aria-label"); // A section without a name is no landmark.
      }
    }
    const watcher = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
    frames.forEach((frame) => watcher.observe(frame));
  }

  // ---- Sorting: up, down, and as it was. Days of both languages, numbers with their units, and words each in their own order.
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const DAYS = [
    [/^(\d{4})-(\d{2})-(\d{2})/, (found) => Date.UTC(found[1], found[2] - 1, found[3])],
    [/^(\d{4})年(\d{1,2})月(\d{1,2})日/, (found) => Date.UTC(found[1], found[2] - 1, found[3])],
    [new RegExp("^(\\d{1,2}) (" + MONTHS.join("|") + ") (\\d{4})"), (found) => Date.UTC(found[3], MONTHS.indexOf(found[2]), found[1])],
  ];
  const NUMBER = /^([+\-−]?)¥?\s*([\d,]*\d(?:\.\d+)?)\D*$/;
  function keyOf(cell) {
    const said = Array.from(cell.childNodes).filter((part) => part.nodeName !== "SMALL").map((part) => part.textContent).join("");
    const key = cell.dataset.key === undefined ? said.trim().replace(/^[–/]$/, "") : cell.dataset.key;
    for (const [form, time] of DAYS) {
      const found = form.exec(key);
      if (found) return time(found);
    }
    const number = NUMBER.exec(key);
    return number ? Number(number[2].replace(/,/g, "")) * (/[-−]/.test(number[1]) ? -1 : 1) : key;
  }
  function compare(a, b, sign) {
    if (a === "" || b === "") return (a === "") - (b === ""); // What is missing stands last either way.
    return sign * inOrder(a, b);
  }
  function inOrder(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), root.lang, { numeric: true });
  }
  function sorting() {
    all("table[data-sortable]").forEach((table) => {
      const body = table.tBodies[0];
      const given = Array.from(body.rows).filter((row) => !row.classList.contains("total"));
      const totals = Array.from(body.rows).filter((row) => row.classList.contains("total"));
      const heads = all("thead th", table);
      heads.forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")];
          const order = next === undefined ? "ascending" : next;
          heads.forEach((other) => other.removeAttribute("aria-sort"));
          if (order) head.setAttribute("aria-sort", order);
          const sorted = order ? given.map((row) => [keyOf(row.cells[column]), row]) : [];
          sorted.sort((a, b) => compare(a[0], b[0], order === "descending" ? -1 : 1));
          body.append(...(order ? sorted.map((pair) => pair[1]) : given), ...totals);
        });
      });
    });
  }

  // ---- Filters of a list; the choice stands in the address behind #, so that a filtered list can be linked to.
  function filters() {
    all("[data-filters]").forEach((bar) => {
      const name = bar.dataset.filters;
      const table = document.getElementById(name);
      const rows = Array.from(table.tBodies[0].rows);
      const texts = rows.map((row) => row.textContent.toLowerCase());
      const fields = all("input, select", bar);
      const count = bar.querySelector("[data-count]");
      const none = document.querySelector("[data-none='" + name + "']");
      const clear = bar.querySelector("[data-clear]");

      function show() {
        const words = fields[0].value.toLowerCase().split(/\s+/).filter(Boolean);
        const chosen = fields.slice(1).filter((field) => field.value);
        let shown = 0;
        rows.forEach((row, index) => {
          const fits = words.every((word) => texts[index].includes(word))
            && chosen.every((field) => (row.dataset[field.name] || "").split(" ").includes(field.value));
          row.hidden = !fits;
          if (fits) shown += 1;
        });
        count.textContent = count.dataset.count.replace("{n}", shown).replace("{all}", rows.length);
        const sought = words.length > 0 || chosen.length > 0;
        none.hidden = shown > 0;
        clear.disabled = !sought;
        table.classList.toggle("sought", sought);
        all("[data-uncut='" + name + "']").forEach((button) => { button.hidden = sought; });
      }
      function write() {
        // What other lists of the page were filtered by stays; an anchor, which has no value, goes.
        const chosen = new URLSearchParams();
        new URLSearchParams(window.location.hash.slice(1)).forEach((value, name) => { if (value) chosen.set(name, value); });
        fields.forEach((field) => { if (field.value) chosen.set(field.name, field.value); else chosen.delete(field.name); });
        const hash = chosen.toString();
        try {
          window.history.replaceState(null, "", hash ? "#" + hash : window.location.pathname + window.location.search);
        } catch (refused) {
          return; // Some browsers keep the address of a file as it is.
        }
      }
      function read() {
        const given = new URLSearchParams(window.location.hash.slice(1));
        fields.forEach((field) => { field.value = given.get(field.name) || ""; });
        fields.forEach((field) => { if (field.selectedIndex === -1) field.selectedIndex = 0; });
        show();
      }
      fields.forEach((field) => field.addEventListener("input", () => { show(); write(); }));
      clear.addEventListener("click", () => {
        fields.forEach((field) => { field.value = ""; });
        show();
        write();
        fields[0].focus();
      });
      window.addEventListener("hashchange", read);
      read();
    });
  }

  // ---- Long lists show their first rows until asked for all.
  function lengths() {
    all("[data-uncut]").forEach((button) => button.addEventListener("click", () => {
      const whole = document.getElementById(button.dataset.uncut).classList.toggle("all");
      button.setAttribute("aria-expanded", String(whole));
    }));
  }

  // ---- What is folded is unfolded for paper (the figures of a chart only if the reader did so), and for a link that leads into it.
  function unfolding() {
    window.addEventListener("beforeprint", () => all("main details:not(.toc-fold, .chart-data)").forEach((fold) => { fold.open = true; }));
    function reveal() {
      const goal = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      const fold = goal && goal.closest("details");
      if (fold) fold.open = true;
    }
    window.addEventListener("hashchange", reveal);
    reveal();
  }

  [themes, drawer, place, language, anchors, scrollers, sorting, filters, lengths, reading, unfolding].forEach((begin) => begin());
})();
