// The search box of the frame: reads the index when it is first used, shows what `find.js` finds, and obeys the keyboard.
(function () {
  "use strict";
  const root = document.documentElement;
  const box = document.querySelector("[data-search]");
  if (!box || !window.finder) return;
  const words = box.dataset;
  const input = box.querySelector("[role=combobox]");
  const list = box.querySelector("[role=listbox]");
  const panel = box.querySelector(".search-panel");
  const state = box.querySelector("[role=status]");
  const opener = box.querySelector(".search-open");
  const folder = new URL(words.search, document.baseURI); // …/zh/search/keys.js: addresses of entries are seen from its parent.
  const MOST = 6; // Of each kind: who wants another one types another letter.

  let index = null;
  let begun = false;
  let pieces = 0; // Of running text: how many there are to ask for, and how many have not come yet.
  let expected = 0;
  let failed = false;
  let composing = false; // An input method is at work: what stands in the box is not yet what is meant.
  let options = [];
  let active = -1;
  let before = null; // What had the focus when the shortcut took it.

  // ---- Reading. A page opened from a folder may not fetch, but may load a script; each calls searchData once.
  function load(name) {
    const script = document.createElement("script");
    script.src = new URL(name + ".js", folder).href;
    script.addEventListener("load", () => script.remove());
    script.addEventListener("error", () => {
      failed = true;
      expected -= 1;
      show();
    });
    document.head.append(script);
  }
  window.searchData = (name, data) => {
    if (name === "keys") {
      index = window.finder.open(data);
      pieces = data.pieces;
      expected = data.pieces;
    } else {
      index.add(data);
      expected -= 1;
    }
    if (expected % 4 === 0 || name === "keys") show(); // Not for every piece: what is shown would flicker.
  };
  function readKeys() {
    if (!begun) load("keys");
    begun = true;
  }
  function readText() {
    for (let number = 0; number < pieces; number += 1) load("text-" + number);
    pieces = 0;
  }

  // ---- Showing. Everything from the index goes through textContent.
  function element(tag, name, ...children) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...children);
    return made;
  }
  function pieced(parts) {
    return parts.map(([text, marked]) => (marked ? element("mark", "", text) : text));
  }
  function option(hit, number) {
    const link = element("a", "", element("span", "search-title", ...pieced(hit.title)));
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.id = "search-" + number;
    link.href = new URL("../" + hit.url, folder).href;
    link.tabIndex = -1;
    const note = hit.note.flatMap((parts, place) => [...(place ? [" · "] : []), element("span", "", ...pieced(parts))]);
    if (note.length) link.append(element("span", "search-note", ...note));
    if (hit.text.length) link.append(element("span", "search-text", ...pieced(hit.text)));
    return link;
  }
  function group(found, number) {
    const head = element("p", "search-kind", found.label);
    head.setAttribute("role", "presentation");
    head.id = "search-kind-" + number;
    if (found.total > found.hits.length) head.append(element("small", "", words.more.replace("{n}", found.total)));
    const made = element("div", "", head);
    made.setAttribute("role", "group");
    made.setAttribute("aria-labelledby", head.id);
    found.hits.forEach((hit) => {
      const link = option(hit, options.length);
      options.push(link);
      made.append(link);
    });
    return made;
  }

  function say(found, query) {
    const waiting = failed ? words.failed : !index || expected > 0 ? words.loading : "";
    if (!found.total) return waiting || words.none.replace("{q}", () => query);
    const counted = found.near ? words.near : found.total === 1 ? words.one : words.found;
    return counted.replace("{n}", found.total) + (waiting && " · " + waiting);
  }
  function show() {
    if (composing) return;
    const query = input.value.trim();
    if (!query) {
      set(false);
      return;
    }
    if (index) readText();
    const chosen = active > 0 && options[active] ? options[active].href : "";
    const found = index ? index.search(query, MOST) : { total: 0, near: false, groups: [] };
    options = [];
    list.replaceChildren(...found.groups.map(group));
    list.hidden = !options.length;
    state.textContent = say(found, query);
    set(true);
    choose(Math.max(0, options.findIndex((link) => link.href === chosen)), Boolean(chosen));
  }

  // ---- Choosing and opening.
  function set(open) {
    panel.hidden = !open;
    input.setAttribute("aria-expanded", String(open && options.length > 0));
    if (!open) choose(-1);
  }
  function choose(number, inSight) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = options[number] ? number : -1;
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    const link = options[active];
    link.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", link.id);
    if (inSight) link.scrollIntoView({ block: "nearest" });
    else if (active === 0) list.scrollTop = 0;
  }
  function close() {
    const target = before;
    set(false);
    root.classList.remove("searching");
    opener.setAttribute("aria-expanded", "false");
    before = null;
    return target;
  }
  function leave() {
    const target = close();
    if (target && target.isConnected && target !== document.body) target.focus();
    else if (opener.offsetParent) opener.focus();
    else input.blur();
  }
  function enter() {
    if (!box.contains(document.activeElement)) before = document.activeElement;
    root.classList.add("searching");
    opener.setAttribute("aria-expanded", "true");
    input.focus();
    input.select();
  }

  // ---- Listening.
  const typing = (target) => target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (!plain || (event.key !== "/" && event.key !== "、") || typing(event.target) || root.classList.contains("drawer")) return;
    event.preventDefault();
    enter();
  });
  opener.addEventListener("click", enter);
  box.querySelector(".search-close").addEventListener("click", leave);
  input.addEventListener("focus", () => {
    readKeys();
    if (input.value.trim()) show();
  });
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => {
    composing = false;
    show();
  });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      if (panel.hidden) show();
      else choose((active + step + options.length) % options.length, true);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  });
  list.addEventListener("pointermove", (event) => {
    const link = event.target.closest("[role=option]");
    if (link && options[active] !== link) choose(options.indexOf(link));
  });
  list.addEventListener("mousedown", (event) => { if (event.button === 0) event.preventDefault(); }); // The focus stays in the box.
  list.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) close(); });
})();
