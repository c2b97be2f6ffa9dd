// What a page of the preview has besides: it loads itself again when it is out of date, and shows what is wrong on top.
// Everything that comes from the workspace is put in as text.
(function () {
  "use strict";
  const own = document.currentScript.dataset;
  const zh = document.documentElement.lang.startsWith("zh");
  const words = {
    errors: (count) => zh ? `${count} 个错误` : count === 1 ? "1 error" : `${count} errors`,
    held: zh ? "显示的是出错以前的内容" : "what you see is from before the error",
    more: (count) => zh ? `还有 ${count} 个` : `and ${count} more`,
    hint: zh ? "提示：" : "hint: ",
    gone: zh ? "预览已停止，页面不再更新" : "the preview has stopped: this page is no longer updated",
    label: zh ? "工作区的问题" : "Problems of the workspace",
  };
  let source = null;
  let panel = null;
  let waiting = 0;

  function piece(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function within(text) {
    return zh ? text.zh : text.en;
  }

  function row(problem) {
    const made = piece("li", "live-problem");
    made.append(piece("code", "live-place", problem.place), piece("span", "live-message", within(problem.message)));
    made.append(piece("span", "live-code", problem.code));
    if (within(problem.hint)) made.append(piece("span", "live-hint", words.hint + within(problem.hint)));
    return made;
  }

  // The panel stands before all else, so that it is read first too; it can be folded, and stays so until it changes.
  function show(title, rows) {
    if (panel) panel.remove();
    panel = null;
    if (!title) return;
    panel = piece("section", "live-panel");
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-label", words.label);
    if (rows.length) {
      const fold = piece("details", "live-fold");
      const list = piece("ol", "live-problems");
      fold.open = true;
      list.append(...rows);
      fold.append(piece("summary", "live-title", title), list);
      panel.append(fold);
    } else {
      panel.append(piece("p", "live-title", title));
    }
    document.body.prepend(panel);
  }

  function hear(event) {
    const said = JSON.parse(event.data);
    window.clearTimeout(waiting);
    if (said.page !== own.page) {
      close();
      window.location.reload();
      return;
    }
    const count = said.problems.length + said.more;
    const rows = said.problems.map(row);
    if (said.more) rows.push(piece("li", "live-problem", words.more(said.more)));
    show(count ? words.errors(count) + (said.held ? ` · ${words.held}` : "") : "", rows);
  }

  function close() {
    window.clearTimeout(waiting);
    if (source) source.close();
    source = null;
  }

  // Browsers allow few connections to one server: a tab that nobody sees gives its own back.
  function open() {
    close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/_live/events?page=" + encodeURIComponent(own.path));
    source.onmessage = hear;
    source.onerror = () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => show(words.gone, []), 1500);
      if (source && source.readyState === EventSource.CLOSED) waiting = window.setTimeout(open, 3000);
    };
  }

  document.addEventListener("visibilitychange", open);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
})();
