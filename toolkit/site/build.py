"""The whole site of one run: both languages, and what both share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import LOCALES, Locale
from toolkit.network.kinds import Kinds
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.plan.card import Card
from toolkit.site.carriers.page import carriers
from toolkit.site.dashboards import Anchors, dashboards, markets
from toolkit.site.dealers import dealer_at, dealers
from toolkit.site.frame import ROOT
from toolkit.site.handbook import handbook, handbook_at
from toolkit.site.overview import overview, root
from toolkit.site.pages import Book, book
from toolkit.site.policies import policies
from toolkit.site.recorded import recorded, recorded_at
from toolkit.site.reference import reference
from toolkit.site.search.files import search
from toolkit.site.shelf import Shelf
from toolkit.site.sitemap import NAME as SITEMAP
from toolkit.site.sitemap import crawlers, sitemap
from toolkit.site.subjects import subjects
from toolkit.site.translations import NAME as TRANSLATIONS
from toolkit.site.translations import translations
from toolkit.topics.company.records import Workspace
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
) -> Iterator[Shelf]:
    """Yields every shelf of the site; together they hold all of its files. `asset` returns the bytes of a file of
    `templates/base/`."""
    planned: tuple[Shelf, ...] = ()
    cards = Anchors(_cards(views, now, topics))
    for locale in LOCALES:
        the, home = book(views.internal, now, locale), f"{ROOT}/{locale}"
        pages = (
            Shelf(f"{home}/", partial(overview, the, problems, topics)),
            Shelf(f"{home}/handbook/", partial(handbook, the, topics), partial(handbook_at, the, topics)),
            Shelf(f"{home}/policies/", partial(policies, the)),
            Shelf(f"{home}/reference/", partial(_reference, the, topics, kinds)),
            Shelf(f"{home}/subjects/", partial(subjects, the, topics)),
            Shelf(f"{home}/{TRANSLATIONS}.html", partial(_alone, translations, the)),
            Shelf(f"{home}/dealers/", partial(dealers, the, cards), partial(dealer_at, the, cards)),
            Shelf(f"{home}/dashboards/", partial(dashboards, the, cards)),
            Shelf(f"{home}/markets/", partial(markets, the, cards)),
        )
        whole = Shelf(f"{home}/records/", partial(recorded, the), partial(recorded_at, the))
        planned += (*pages, whole)
        yield from (*pages, whole)
        yield Shelf(f"{home}/{SITEMAP}.html", partial(_sitemap, the, (*pages, whole)))
        yield Shelf(f"{home}/search/", partial(_search, pages, locale))
    yield Shelf(f"{ROOT}/", partial(root, book(views.internal, now, LOCALES[0])))
    yield Shelf(f"{ROOT}/{SITEMAP}.xml", partial(_crawlers, views, planned))
    for name in ASSETS:
        yield Shelf(f"{ROOT}/assets/{name}", partial(_asset, name, asset))


def _reference(the: Book, topics: tuple[Topic, ...], kinds: Kinds) -> Iterator[Artifact]:
    yield from reference(the, topics, kinds)
    yield carriers(the, topics)


def _alone(make: Callable[[Book], Artifact], the: Book) -> Iterator[Artifact]:
    yield make(the)


def _sitemap(the: Book, pages: tuple[Shelf, ...]) -> Iterator[Artifact]:
    yield sitemap(the, chain.from_iterable(shelf.artifacts for shelf in pages))


def _crawlers(views: Views, pages: tuple[Shelf, ...]) -> Iterator[Artifact]:
    settings = views.internal.only(Workspace)
    if settings is not None and settings.site_address is not None:
        yield crawlers(settings.site_address, chain.from_iterable(shelf.artifacts for shelf in pages))


def _search(pages: tuple[Shelf, ...], locale: Locale) -> Iterator[Artifact]:
    return search(chain.from_iterable(shelf.artifacts for shelf in pages), locale)


def _asset(name: str, asset: Callable[[str], bytes]) -> Iterator[Artifact]:
    yield Artifact(f"{ROOT}/assets/{name}", BytesJob(asset(f"base/{name}")), "public")


def _cards(views: Views, now: Now, topics: tuple[Topic, ...]) -> Callable[[str], Iterable[Card]]:
    def cards(dealer: str) -> Iterator[Card]:
        for topic in topics:
            if topic.cards is not None:
                yield from topic.cards(views.internal, now, dealer)

    return cards
