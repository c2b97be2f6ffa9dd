"""The whole site of the sample: complete in both languages, closed in itself, and without anything inline."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser

import pytest

from tests.sample import ROOT, judged, site_files
from toolkit import pipeline
from toolkit.cli.commands.outputs import SECTIONS
from toolkit.plan.artifact import PageJob
from toolkit.render.html import Finisher
from toolkit.sources.tree import WorkingTree
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.handbook.records import Page


class Seen(HTMLParser):
    """What a page says of itself: ids, links, and everything that a strict policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.lang = ""
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
            if tag == "html" and name == "lang":
                self.lang = value or ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style") and data.strip():
            self.inline.append(f"{self._open}: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def pages() -> dict[str, Seen]:
    return {path: Seen(data.decode("utf-8")) for path, data in site_files().items() if path.endswith(".html")}


def broken_links(found: dict[str, Seen], files: set[str], alone: bool = True) -> list[str]:
    """Links of pages that lead nowhere: to a file that is not built, or an anchor that no page has.

    Where the site is built `alone`, contracts that it links to are made by another command.
    """
    broken = []
    for path, page in found.items():
        for link in page.links:
            if re.match(r"(?:https?|mailto|tel):", link):
                continue
            target, _, anchor = link.partition("#")
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if alone and full.startswith("contracts/"):
                continue
            headings = found[full].ids if full in found and "=" not in anchor else None
            if full not in files or (anchor and headings is not None and anchor not in headings):
                broken.append(f"{path} → {link}")
    return broken


def test_every_link_and_anchor_leads_somewhere() -> None:
    """No page links to a page, a file or a heading that is not there."""
    assert broken_links(pages(), set(site_files())) == []


def test_the_link_check_sees_planted_faults() -> None:
    """A missing page and a missing heading are both found."""
    found = {"site/zh/a.html": Seen('<a href="b.html"></a><a href="#x"></a><a href="a.html#y"></a><p id="y">')}
    assert broken_links(found, {"site/zh/a.html"}) == ["site/zh/a.html → b.html", "site/zh/a.html → #x"]


@pytest.mark.slow
def test_links_to_papers_lead_to_papers() -> None:
    """When everything is built, each paper that a page links to is made too, under that name."""
    templates = pipeline.templates_of(WorkingTree(ROOT))
    planned, _ = pipeline.make(judged(), SECTIONS, "test", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    finished = {each.path: finisher.finish(each.job) for each in planned if isinstance(each.job, PageJob)}
    found = {path: Seen(data.decode()) for path, data in finished.items() if isinstance(data, bytes)}
    files = {artifact.path for artifact in planned}
    outside = {link for page in found.values() for link in page.links if link.endswith((".pdf", ".xlsx", ".docx"))}
    assert len(outside) > 100
    assert broken_links(found, files, alone=False) == []


def test_a_paper_that_is_not_made_is_seen() -> None:
    """The guard above can fail."""
    found = {"site/zh/a.html": Seen('<a href="../../contracts/D-1/a.pdf"></a>')}
    assert broken_links(found, {"site/zh/a.html"}) == []
    assert len(broken_links(found, {"site/zh/a.html"}, alone=False)) == 1


def test_nothing_is_inline() -> None:
    """No page has a style, a script or a handler of its own: the policy in its head forbids them."""
    assert {path: page.inline for path, page in pages().items() if page.inline} == {}
    assert all(b"Content-Security-Policy" in data for path, data in site_files().items() if path.endswith(".html"))


def test_ids_are_unique() -> None:
    """No id stands twice on a page."""
    assert {path for path, page in pages().items() if len(page.ids) != len(set(page.ids))} == set()


def test_both_languages_have_every_page() -> None:
    """Each page of one language has its twin in the other, and says which language it is in."""
    found = pages()
    zh = {path.removeprefix("site/zh/") for path in found if path.startswith("site/zh/")}
    en = {path.removeprefix("site/en/") for path in found if path.startswith("site/en/")}
    assert zh == en
    assert len(zh) > 80
    assert {page.lang for path, page in found.items() if path.startswith("site/zh/")} == {"zh-CN"}
    assert {page.lang for path, page in found.items() if path.startswith("site/en/")} == {"en"}


def test_every_playbook_and_dealer_has_its_page() -> None:
    """Nothing that the workspace holds is left out of the site."""
    files = set(site_files())
    network = judged().network
    assert {f"site/zh/handbook/{page.id}.html" for page in network.all(Page)} <= files
    assert {f"site/zh/dealers/{dealer.id}.html" for dealer in network.all(DealerProfile)} <= files


@pytest.mark.parametrize(
    "path", ["site/zh/index.html", "site/en/dealers/D-2023-0001.html", "site/zh/handbook/scorecard.html"]
)
def test_nothing_comes_from_outside(path: str) -> None:
    """No page loads anything that is not in the site's own folder."""
    text = site_files()[path].decode()
    assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", text)


def test_names_are_escaped_and_rare_characters_stay() -> None:
    """A dealer's name stands in its page as written, rare characters included."""
    for profile in judged().network.all(DealerProfile):
        page = site_files()[f"site/zh/dealers/{profile.id}.html"].decode()
        assert profile.name in page
