"""The index of the sample's site: complete, and made of nothing but what the pages say."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.sample import artifacts, judged, site_files
from toolkit.kernel.text import LOCALES, Locale
from toolkit.site.search.blocks import CELLS
from toolkit.site.search.entry import KINDS
from toolkit.topics.company.records import Contact
from toolkit.topics.contract.records import Contract
from toolkit.topics.dealer.records import DealerProfile

ORDER = list(KINDS)


@cache
def data(locale: Locale, name: str) -> Any:
    """What a file of the index hands over."""
    written = site_files()[f"site/{locale}/search/{name}.js"].decode()
    head = f'searchData("{name}",'
    assert written.startswith(head)
    assert written.endswith(");\n")
    return json.loads(written[len(head) : -3])


@cache
def rows(locale: Locale) -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """Kind, address, names, codes and passages of every entry; that of one inside another has the page before its anchor."""
    keys = data(locale, "keys")
    texts = [text for number in range(keys["pieces"]) for text in data(locale, f"text-{number}")["texts"]]
    found = []
    for number, (kind, url, names, codes, *back) in enumerate(keys["rows"]):
        page = keys["rows"][number - back[0]][1] if back else ""
        found.append((ORDER[kind], page + url, tuple(names), tuple(codes), tuple(texts[number][0].split("\f"))))
        assert len(texts[number]) in (1, len(texts[number][0].split("\f")))
    assert len(texts) == len(found)
    return tuple(found)


@cache
def words_of(path: str) -> str:
    """The words of a page without any white space, with the apostrophe that people type."""
    page = site_files()[path].decode()
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", page[page.index("<body") :])).replace("’", "'").split())


def not_on_its_page(locale: Locale, found: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Lines of the index, as address and text, that do not stand on the page that they lead to."""
    return [
        (url, line)
        for url, line in found
        for part in line.split(CELLS)
        if "".join(part.replace("’", "'").split()) not in words_of(f"site/{locale}/{url.partition('#')[0]}")
    ]


def lines(locale: Locale) -> Iterator[tuple[str, str]]:
    for _, url, names, codes, passages in rows(locale):
        for text in (*names, *codes, *passages):
            for line in text.split("\n"):
                yield url, line


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_in_the_index(locale: Locale) -> None:
    """Whatever page the site has, its language's search finds it, and finds no page that is not there; the list of all pages says nothing of its own, and neither do the records in full."""
    pages = {
        path.removeprefix(f"site/{locale}/") for path in site_files() if re.fullmatch(rf"site/{locale}/.*\.html", path)
    }
    searched = {path for path in pages if path != "sitemap.html" and not path.startswith("records/")}
    assert {url for kind, url, *_ in rows(locale) if "#" not in url} == searched
    assert len(pages) > 80


@pytest.mark.parametrize("locale", LOCALES)
def test_every_anchor_is_there(locale: Locale) -> None:
    """An address behind # names an id of its page."""
    for _, url, *_ in rows(locale):
        path, _, anchor = url.partition("#")
        assert not anchor or f'id="{html.escape(anchor)}"' in site_files()[f"site/{locale}/{path}"].decode(), url


@pytest.mark.parametrize("locale", LOCALES)
def test_all_that_has_a_code_is_found_by_it(locale: Locale) -> None:
    """Dealers, contracts and checks carry their codes."""
    network = judged().network
    carried = {
        kind: {code for each, _, _, codes, _ in rows(locale) if each == kind for code in codes} for kind in KINDS
    }
    assert carried["dealer"] == {profile.id for profile in network.all(DealerProfile)}
    assert carried["contract"] >= {contract.contract_no for contract in network.all(Contract)}
    assert {"CTR201", "SRC001"} <= carried["check"]
    assert len(carried["check"]) > 100


def test_terms_are_found_by_name() -> None:
    """Each row of the glossary is an entry: the word, and what it means."""
    terms = {names[0]: passages[0] for kind, _, names, _, passages in rows("zh") if kind == "term"}
    assert "区域限制方式" in terms["窜货"]
    assert "术语" not in terms
    assert len(terms) > 40


@pytest.mark.parametrize("locale", LOCALES)
def test_the_index_says_what_the_pages_say(locale: Locale) -> None:
    """Nothing is in the index that is not on the page that it leads to: what an audience may not see cannot be found."""
    assert not_on_its_page(locale, lines(locale)) == []


def test_a_line_from_elsewhere_is_seen() -> None:
    """The comparison above can fail: a line that the page has not is named."""
    planted = ("dealers/D-2025-0007.html", "第三方资料：另一家的底价")
    assert not_on_its_page("zh", iter([planted, ("handbook/diversion.html", "窜货处理")])) == [planted]


def persons(text: str) -> set[str]:
    """The people of the network, by id, whose full name, number or address stands in a text."""
    return {
        contact.id
        for contact in judged().network.all(Contact)
        for value in (contact.name, contact.mobile, contact.email)
        if value and len(value) > 2 and value in text
    }


def test_no_person_is_in_the_index() -> None:
    """Names and numbers of people are masked on the pages, and not found at all."""
    written = "".join(data.decode() for path, data in site_files().items() if "/search/" in path)
    assert persons(written) == set()
    somebody = next(contact for contact in judged().network.all(Contact) if contact.mobile)
    assert persons(f"{written}{somebody.mobile}") == {somebody.id}


def test_the_index_is_for_those_who_see_the_pages() -> None:
    """The files of the index are marked like the pages that they are made from."""
    audiences = {
        artifact.audience for artifact in artifacts("site") if artifact.path.endswith("/handbook/rebates.html")
    }
    assert {artifact.audience for artifact in artifacts("site") if "/search/" in artifact.path} == audiences


@pytest.mark.parametrize("locale", LOCALES)
def test_a_dealer_takes_little_room(locale: Locale) -> None:
    """A dealer adds at most three and a half kilobytes, so that ten thousand can be read by a browser."""
    sizes = [
        sum(len(text.encode()) for text in (url, *names, *codes, *passages))
        for kind, url, names, codes, passages in rows(locale)
        if kind in ("dealer", "contract")
    ]
    assert sum(sizes) / len(judged().network.all(DealerProfile)) < 3500
