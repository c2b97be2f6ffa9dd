"""The whole site of one run: both languages, and what both share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import LOCALES
from toolkit.network.kinds import Kinds
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.plan.card import Card
from toolkit.site.dealers import dealers
from toolkit.site.frame import ROOT
from toolkit.site.handbook import handbook
from toolkit.site.overview import overview, root
from toolkit.site.pages import book
from toolkit.site.policies import policies
from toolkit.site.reference import reference
from toolkit.site.search.files import search
from toolkit.topics.topic import Now, Topic

ASSETS = ("site.css", "charts.css", "site.js", "find.js", "search.js", "theme.js", "icon.svg")
"""Files of `templates/base/` that the pages use."""


def site(
    views: Views,
    now: Now,
    problems: tuple[Problem, ...],
    topics: tuple[Topic, ...],
    kinds: Kinds,
    asset: Callable[[str], bytes],
) -> Iterator[Artifact]:
    """Yields every file of the site. `asset` returns the bytes of a file of `templates/base/`."""
    for locale in LOCALES:
        the = book(views.internal, now, locale)
        pages = (
            *overview(the, problems, topics),
            *handbook(the),
            *policies(the),
            *reference(the, topics, kinds),
            *dealers(the, _cards(views, now, topics)),
        )
        yield from pages
        yield from search(pages, locale)
    yield from root(book(views.internal, now, LOCALES[0]))
    for name in ASSETS:
        yield Artifact(f"{ROOT}/assets/{name}", BytesJob(asset(f"base/{name}")), "public")


def _cards(views: Views, now: Now, topics: tuple[Topic, ...]) -> Callable[[str], Iterable[Card]]:
    def cards(dealer: str) -> Iterator[Card]:
        for topic in topics:
            if topic.cards is not None:
                yield from topic.cards(views.internal, now, dealer)

    return cards
