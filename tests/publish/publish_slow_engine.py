"""An engine that takes a second to load, as a real one does."""

from __future__ import annotations

import time

from toolkit.render.paper import Paper

time.sleep(1)


def render(paper: Paper) -> bytes:
    """Returns the title."""
    return paper.title.encode()
