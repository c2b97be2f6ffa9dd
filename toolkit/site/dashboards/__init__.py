"""The dashboards and the market pages: they arrange what the rules derived, and lead to the records behind each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.plan.artifact import Artifact
from toolkit.site.dashboards.board import Board
from toolkit.site.dashboards.coverage import coverage
from toolkit.site.dashboards.desk import Anchors, Desk
from toolkit.site.dashboards.glance import glance
from toolkit.site.dashboards.listening import listening
from toolkit.site.dashboards.markets import market_pages
from toolkit.site.dashboards.monday import mondays
from toolkit.site.dashboards.money import moneys
from toolkit.site.dashboards.performance import performance
from toolkit.site.dashboards.recruitment import recruitment
from toolkit.site.dashboards.resources import resources
from toolkit.site.dashboards.risk import risks
from toolkit.site.dashboards.service import service
from toolkit.site.dashboards.stock import stocks
from toolkit.site.pages import Book

__all__ = ["Anchors", "Desk", "dashboards", "markets"]
MAKERS: tuple[Callable[[Desk], Board], ...] = (
    glance,
    recruitment,
    coverage,
    performance,
    moneys,
    stocks,
    service,
    risks,
    listening,
    resources,
)


def dashboards(the: Book, anchors: Anchors) -> Iterator[Artifact]:
    """Yields every dashboard of one language, the Monday lists among them."""
    desk = Desk(the, anchors)
    for make in MAKERS:
        yield desk.page(make(desk))
    for board in mondays(desk):
        yield desk.page(board)


def markets(the: Book, anchors: Anchors) -> Iterator[Artifact]:
    """Yields the list of markets of one language, and the page of each."""
    yield from market_pages(Desk(the, anchors))
