"""The menu and the ways around: which groups there are, which is open, and what comes before and after a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.kernel.text import Locale, Text
from toolkit.network.view import View
from toolkit.site.frame import UI, Link, NavGroup, page_path
from toolkit.topics.handbook.records import Contents, Page
from toolkit.topics.market.records import Market

BOARDS = (
    ("index", Text("一屏看全网", "The network at a glance")),
    ("monday/index", Text("周一清单", "The Monday list")),
    ("recruitment", Text("招商", "Recruitment")),
    ("coverage", Text("覆盖与空白", "Coverage")),
    ("performance", Text("业绩与考核", "Performance")),
    ("money", Text("返利与应收", "Money")),
    ("stock", Text("库存", "Stock")),
    ("service", Text("服务与沟通", "Service")),
    ("trust-and-risk", Text("信任与风险", "Trust and risk")),
    ("listening", Text("共商与改进", "Listening and improving")),
    ("resources", Text("资源与互助", "Resources and mutual help")),
)
"""The dashboards by name, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the handbook in its place: its part, and the file that it is shown from in one language."""

    part: str
    part_title: str
    page: Page
    path: str
    translated: bool


def chapter_path(locale: Locale, page: str) -> str:
    """Returns the output path of a handbook page."""
    return page_path(locale, f"handbook/{page}")


def dealer_path(locale: Locale, dealer: str) -> str:
    """Returns the output path of a dealer's page."""
    return page_path(locale, f"dealers/{dealer}")


def policy_path(locale: Locale, policy: str) -> str:
    """Returns the output path of a policy's page."""
    return page_path(locale, f"policies/{policy}")


def market_path(locale: Locale, market: str) -> str:
    """Returns the output path of a market's page."""
    return page_path(locale, f"markets/{market}")


def board_groups(view: View, locale: Locale) -> tuple[NavGroup, ...]:
    """Returns the groups of the dashboards and of the markets, with all their pages."""
    boards = tuple(Link(title.within(locale), page_path(locale, f"dashboards/{name}")) for name, title in BOARDS)
    markets = page_path(locale, "markets/index")
    rows = (Link(market.name.within(locale), market_path(locale, market.id)) for market in view.all(Market))
    return (
        NavGroup(UI["dashboards"].within(locale), boards[0].path, boards),
        NavGroup(UI["markets"].within(locale), markets, (Link(UI["all_markets"].within(locale), markets), *rows)),
    )


def _opened(group: NavGroup, here: str) -> NavGroup:
    """A group as it stands on a page: its pages are listed on those of them, elsewhere its title stands alone."""
    folder = group.path.rpartition("/")[0] + "/"
    if not here.startswith(folder):
        return replace(group, links=())
    links = tuple(replace(link, current=_within(here, link.path)) for link in group.links)
    return replace(group, links=links, open=True, current=True)


def _within(here: str, path: str) -> bool:
    """Whether a page is one that the menu lists, or lies below its index."""
    return here == path or (
        path.endswith("/index.html") and here.startswith(path.removesuffix("index.html")) and path.count("/") > 3
    )


def chapters(view: View, locale: Locale) -> tuple[Chapter, ...]:
    """Returns the handbook's pages in order; a page without translation stands with its Chinese text."""
    contents = view.only(Contents)
    pages = {(page.locale, page.id): page for page in view.all(Page)}
    return tuple(_chapters(contents, pages, locale)) if contents else ()


def _chapters(contents: Contents, pages: Mapping[tuple[str, str], Page], locale: Locale) -> Iterator[Chapter]:
    for part in contents.parts:
        for name in part.pages:
            page = pages.get((locale, name)) or pages.get(("zh", name))
            if page is not None:
                yield Chapter(
                    part.id, part.title.within(locale), page, chapter_path(locale, name), page.locale == locale
                )


def menu(
    listed: tuple[Chapter, ...], locale: Locale, here: str, part: str = "", boards: tuple[NavGroup, ...] = ()
) -> tuple[NavGroup, ...]:
    """Returns the menu as it stands on the page `here`: the part that one is in is open."""
    home = page_path(locale, "index")
    dealers = page_path(locale, "dealers/index")
    groups = [
        NavGroup(UI["home"].within(locale), home, current=here == home),
        *(_opened(group, here) for group in boards),
        NavGroup(UI["dealers"].within(locale), dealers, current="/dealers/" in here),
        NavGroup(UI["policies"].within(locale), page_path(locale, "policies/index"), current="/policies/" in here),
        NavGroup(
            UI["handbook"].within(locale),
            page_path(locale, "handbook/index"),
            current=here.endswith("/handbook/index.html"),
        ),
    ]
    for name in dict.fromkeys(chapter.part for chapter in listed):
        inside = [chapter for chapter in listed if chapter.part == name]
        links = tuple(Link(chapter.page.title, chapter.path, chapter.path == here) for chapter in inside)
        groups.append(NavGroup(inside[0].part_title, inside[0].path, links, open=name == part, current=name == part))
    names = {"subjects": "subjects/index", "records": "reference/index", "on_record": "records/index", "carriers": "reference/carriers", "checks": "checks", "problems": "problems", "translations": "translations", "about": "about"}  # fmt: skip
    paths = {key: page_path(locale, name) for key, name in names.items()}
    about = tuple(Link(UI[key].within(locale), path, path == here) for key, path in paths.items())
    groups.append(
        NavGroup(
            UI["reference"].within(locale),
            about[0].path,
            about,
            open=any(link.current for link in about)
            or any(part in here for part in ("/reference/", "/subjects/", "/records/")),
        )
    )
    return tuple(groups)


def neighbours(listed: tuple[Chapter, ...], place: int) -> tuple[Link | None, Link | None]:
    """Returns links to the pages before and after the one at `place`."""
    return _link(listed[place - 1]) if place > 0 else None, _link(listed[place + 1]) if place + 1 < len(
        listed
    ) else None


def _link(chapter: Chapter) -> Link:
    return Link(chapter.page.title, chapter.path)
