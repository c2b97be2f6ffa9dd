"""The card of a dealer's papers: every file of the dealer by its sort, and nobody else's."""

from __future__ import annotations

import pytest

from tests.sample import judged
from toolkit import pipeline
from toolkit.site.documents import Paper, documents
from toolkit.topics.catalogue import TOPICS

ONE, OTHER = "D-2025-0007", "D-2025-0008"
FILES = frozenset(
    {
        f"contracts/{ONE}/QY-JX-2025-0005.pdf",
        f"contracts/{ONE}/QY-JX-2025-0005.docx",
        f"contracts/{ONE}/QY-JX-2025-0005-SQ.pdf",
        f"contracts/{ONE}/DZ-{ONE}-2026Q2.pdf",
        f"contracts/{ONE}/ZG-CF-2026-0003.pdf",
        f"contracts/{ONE}/DZ-{ONE}-2026Q3.pdf",
        f"evaluations/2026Q2/{ONE}.pdf",
        f"evaluations/2026Q2/{ONE}-rebate.pdf",
        f"onboarding/{ONE}.zip",
        f"onboarding/{ONE}/01.pdf",
        f"portals/{ONE}/zh/index.html",
        f"site/zh/dealers/{ONE}.html",
        f"evaluations/2026Q2/{OTHER}.pdf",
    }
)


def rows(files: frozenset[str], dealer: str) -> dict[str, tuple[Paper, ...]]:
    """The rows of the card, by the Chinese name of the sort."""
    (card,) = documents(files, dealer)
    listed = card.context["rows"]
    assert isinstance(listed, tuple)
    return {name.zh: papers for name, papers in listed}


def test_papers_stand_by_sort_newest_first() -> None:
    """A contract in both formats, letters by quarter, the kit as its zip; pages and the parts of a kit are not listed."""
    found = rows(FILES, ONE)
    assert {sort: [(p.of, p.form) for p in papers] for sort, papers in found.items()} == {
        "合同": [("QY-JX-2025-0005", "PDF"), ("QY-JX-2025-0005", "DOCX")],
        "经销授权书": [("QY-JX-2025-0005", "PDF")],
        "对账函": [("2026Q3", "PDF"), ("2026Q2", "PDF")],
        "整改通知书": [("CF-2026-0003", "PDF")],
        "返利结算单": [("2026Q2", "PDF")],
        "考核书": [("2026Q2", "PDF")],
        "启动资料包": [("", "ZIP")],
    }


def test_nobody_elses_papers() -> None:
    """A dealer's card has its own files only, and there is no card without any."""
    assert [p.path for papers in rows(FILES, OTHER).values() for p in papers] == [f"evaluations/2026Q2/{OTHER}.pdf"]
    assert list(documents(FILES, "D-2025-0009")) == []


def test_every_planned_paper_of_a_dealer_has_its_sort() -> None:
    """What the catalogue plans for a dealer is listed under a name, not lost: papers, sheets, zips and calendars."""
    sections = [section for topic in TOPICS for section in topic.sections]
    artifacts, _ = pipeline.make(judged(), sections, "test", lambda name: b"")
    planned = frozenset(artifact.path for artifact in artifacts)
    listed = {
        paper.path for dealer in judged().network.ids("dealer") for papers in _all(planned, dealer) for paper in papers
    }
    inside = {path for path in planned if path.startswith("onboarding/") and path.count("/") > 1}
    missing = {path for path in planned - listed - inside if "/D-" in path and not path.endswith(".html")}
    assert missing == set()


def _all(planned: frozenset[str], dealer: str) -> list[tuple[Paper, ...]]:
    return list(rows(planned, dealer).values()) if list(documents(planned, dealer)) else []


@pytest.mark.parametrize("path", ["contracts/D-2025-0007/SOMETHING-1.pdf"])
def test_a_paper_of_an_unknown_sort_is_shown_all_the_same(path: str) -> None:
    """A letter that got a new prefix stands under the rest rather than nowhere."""
    assert list(rows(frozenset({path}), ONE)) == ["其他合同文件"]
