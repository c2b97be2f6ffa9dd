"""What the information chapter makes and shows: the dealer's monthly brief, the pack of its quarterly review, cards on its page."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.topics.information.outputs.brief import brief_path, briefs
from toolkit.topics.information.outputs.cards import cards
from toolkit.topics.information.outputs.qbr import packs, qbr_path
from toolkit.topics.topic import Now

__all__ = ["brief_path", "cards", "papers", "qbr_path"]


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the briefs of the last month and the packs of the last quarter."""
    yield from briefs(views, now)
    yield from packs(views, now)
