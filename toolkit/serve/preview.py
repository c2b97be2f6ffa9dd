"""The preview itself: looks at the workspace, keeps the state that pages are shown of, and tells who waits for news."""

from __future__ import annotations

import traceback
from collections import Counter, OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Condition

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, in_order
from toolkit.kernel.text import Locale, Text
from toolkit.pipeline import SHIPPED
from toolkit.publish.manifest import published
from toolkit.render.paper import PaperError
from toolkit.serve.files import Files, files_now
from toolkit.serve.panel import Shown, shown
from toolkit.serve.past import Mark, Past
from toolkit.serve.remembered import Remembered
from toolkit.serve.state import Look, State, settled
from toolkit.sources.tree import WorkingTree

CRASHED = ProblemKind(
    "SRV001",
    "error",
    Text("程序自己出错了：{reason}", "the program itself failed: {reason}"),
    Text("撤回刚才的改动；预览会继续运行", "undo the last change; the preview goes on"),
    manual="A fault of the program that these data bring out. The pages from before stay; the next save is read as always."
    "中文：程序自己的毛病，由这些数据引出。之前的页面还在，下次存盘照常读取。",
)
KINDS = (CRASHED,)
EMPTY = b'<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<title>...</title>\n</head>\n<body></body>\n</html>\n'
"""A page for when there is none to show: the panel on it says why."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a look at the workspace came to: the files that differ from the last look, and what is wrong now."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


class Preview:
    """A workspace and its pages. `look` is called by one thread, everything else by any."""

    KEPT = 64
    """How many pages are remembered as they were last shown, for when one can no longer be made."""

    def __init__(self, root: Path, out: Path, as_of: date | None, locale: Locale) -> None:
        self.locale = locale
        self._root, self._out, self._as_of = root, out, as_of
        self._remembered = Remembered()
        self._past = Past(root)
        self._mark: Mark | None = None
        self._files: Files | None = None
        self._state: State | None = None
        self._problems: tuple[Problem, ...] = ()
        self._held = False
        self._last: OrderedDict[str, bytes] = OrderedDict()
        self._open: Counter[str] = Counter()
        self._number = 0
        self._closed = False
        self._news = Condition()

    @property
    def as_of(self) -> date | None:
        """Returns the day that the pages look from, None before anything could be read."""
        return self._state.judged.as_of if self._state is not None else None

    def look(self) -> Update | None:
        """Reads what has changed and brings the pages up to it; None when neither a file nor the commit is another one."""
        mark = self._past.mark()
        files = files_now(self._root, self._files)
        changed = _differing(files, self._files)
        if self._files is not None and not changed and mark == self._mark:
            return None
        state, problems = self._state, self._problems
        # Git is another program: it is asked while this one judges.
        with ThreadPoolExecutor(1, "git") as beside:
            asked = beside.submit(self._past.now)
            try:
                look = Look(files, asked.result, self._as_of, published(self._out), self._open_pages(), self.locale)
                state, problems = settled(look, self._state, self._remembered)
            except Exception as error:  # noqa: BLE001  # whatever the data bring out, the pages from before stay
                problems = (crash(error),)
        if self._files is not None and not changed and state is self._state and problems == self._problems:
            self._mark = mark
            return None
        with self._news:
            self._files, self._state, self._problems, self._mark = files, state, problems, mark
            self._held = state is not None and bool(_differing(files, state.files))
            self._number += 1
            self._news.notify_all()
        return Update(tuple(sorted(changed)), problems)

    def mark(self) -> object:
        """Returns what differs when git's view of the workspace may: a commit, a checkout. Any thread may ask."""
        return self._past.mark()

    def page(self, path: str) -> Shown | None:
        """Returns what to show at an output path such as `site/zh/index.html`, or None when the site has no such file.

        A page that cannot be made is shown as it was last, with the reason; one that never was, as an empty page.
        """
        with self._news:
            state, problems, held = self._state, self._problems, self._held
        styles = state.styles if state is not None else ""
        try:
            data = state.pages.finished(path) if state is not None else self._empty()
        except PaperError as error:
            return self._fallback(path, styles, in_order((*problems, *error.problems)))
        except Exception as error:  # noqa: BLE001  # a page that cannot be planned is one page, not the end of the preview
            return self._fallback(path, styles, in_order((*problems, crash(error))))
        if data is None:
            return None
        if state is None:
            return shown(data, 500, styles, problems, held=False)
        if path.endswith(".html"):
            self._remember(path, data)
        return shown(data, 200, styles, problems, held=held)

    def missing(self) -> Shown:
        """Returns what to show where the site has no page."""
        with self._news:
            state, problems, held = self._state, self._problems, self._held
        try:
            data = state.pages.missing() if state is not None else self._empty()
        except PaperError as error:
            data, problems = self._empty(), in_order((*problems, *error.problems))
        return shown(data, 404, state.styles if state is not None else "", problems, held=held)

    def paper(self, path: str) -> bytes | None:
        """Returns the bytes of a file that a build has put into the output folder, None when there is none at `path`."""
        if path not in published(self._out):
            return None
        try:
            return WorkingTree(self._out).read(path)
        except OSError:
            return None

    @contextmanager
    def opened(self, path: str) -> Iterator[None]:
        """Counts a page as open: templates that it cannot be made with are held back."""
        with self._news:
            self._open[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._open[path] -= 1

    def wait(self, seen: int, seconds: float) -> int | None:
        """Returns the number of the last update, at once when it is not `seen`, else after one or after some seconds; None
        when the preview is over."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._number != seen, seconds)
            return None if self._closed else self._number

    def close(self) -> None:
        """Ends all waiting."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def _open_pages(self) -> tuple[str, ...]:
        with self._news:
            return tuple(sorted(path for path, count in self._open.items() if count > 0))

    def _remember(self, path: str, data: bytes) -> None:
        with self._news:
            self._last[path] = data
            self._last.move_to_end(path)
            if len(self._last) > self.KEPT:
                self._last.popitem(last=False)

    def _fallback(self, path: str, styles: str, problems: tuple[Problem, ...]) -> Shown:
        with self._news:
            last = self._last.get(path)
        if last is None:
            return shown(self._empty(), 500, styles, problems, held=False)
        return shown(last, 200, styles, problems, held=True)

    def _empty(self) -> bytes:
        return EMPTY % (b"zh-CN" if self.locale == "zh" else b"en")


def crash(error: Exception) -> Problem:
    """Returns the problem that the program failed, at the line of ours where it did."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(SHIPPED)
    ]
    where = Origin("toolkit")
    if frames:
        where = Origin(Path(frames[-1].filename).relative_to(SHIPPED).as_posix(), frames[-1].lineno or 1, 1)
    return CRASHED.at(where, reason="".join(traceback.format_exception_only(error)).strip().rpartition("\n")[2])


def _differing(files: Files, before: Files | None) -> frozenset[str]:
    if before is None:
        return frozenset(path for tree in (files.records, files.templates) for path in tree.readable())
    pairs = ((files.records, before.records), (files.templates, before.templates), (files.shipped, before.shipped))
    return frozenset[str]().union(*(now.differing(then) for now, then in pairs))
