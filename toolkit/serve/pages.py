"""The pages of one state of the workspace, planned and finished when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from threading import RLock

from toolkit.plan.artifact import Job, PageJob
from toolkit.render.html import Finisher
from toolkit.site.frame import ROOT
from toolkit.site.shelf import Shelf

NOT_FOUND = f"{ROOT}/404.html"


class Pages:
    """Files of the site by output path. Each is made once; several threads may ask."""

    def __init__(self, shelves: Iterable[Shelf], finisher: Finisher) -> None:
        # The narrowest shelf first: that of a language's own pages would fit every path of the language.
        self._shelves = sorted(shelves, key=lambda shelf: -len(shelf.under))
        self._finisher = finisher
        self._finished: dict[str, bytes] = {}
        self._turn = RLock()

    def finished(self, path: str) -> bytes | None:
        """Returns the bytes of the file at `path`, None when the site has none there. Raises PaperError."""
        with self._turn:
            if path not in self._finished:
                job = self._job(path)
                made = self._finisher.finish(job) if job is not None else None
                if not isinstance(made, bytes):
                    return None
                self._finished[path] = made
            return self._finished[path]

    def missing(self) -> bytes:
        """Returns the page that says that there is none, with links that hold at any address. Raises PaperError."""
        with self._turn:
            job = self._job(NOT_FOUND)
            if not isinstance(job, PageJob):
                return b""
            made = self._finisher.finish(replace(job, context={**job.context, "top": f"/{ROOT}"}))
            return made if isinstance(made, bytes) else b""

    def _job(self, path: str) -> Job | None:
        found = next(filter(None, (shelf.find(path) for shelf in self._shelves)), None)
        return found.job if found is not None else None
