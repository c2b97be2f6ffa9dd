"""The site comes in shelves that can be made by themselves: together they are the whole, and each finds its own files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.sample import ROOT, artifacts, judged
from toolkit import pipeline
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.site.shelf import Shelf
from toolkit.sources.tree import WorkingTree


@cache
def shelves() -> tuple[Shelf, ...]:
    """The shelves of the sample, of which nothing has been made."""
    templates = pipeline.templates_of(WorkingTree(ROOT))
    return pipeline.shelves(judged(), "test", lambda name: templates.text(name).encode())


def test_together_they_are_the_site() -> None:
    """What a build plans is what the shelves hold, in that order; each path begins as its shelf says."""
    assert tuple(artifact.path for shelf in shelves() for artifact in shelf.artifacts) == tuple(
        artifact.path for artifact in artifacts("site")
    )
    assert [a.path for shelf in shelves() for a in shelf.artifacts if not a.path.startswith(shelf.under)] == []


@pytest.mark.parametrize(
    "path",
    ["site/zh/dealers/index.html", "site/en/dealers/D-2025-0007.html", "site/zh/handbook/diversion.html", "site/zh/index.html", "site/404.html"],
)  # fmt: skip
def test_a_page_by_itself_is_the_page_of_a_build(path: str) -> None:
    """One page asked for alone has the context that it has among all others."""
    made = [found for shelf in shelves() if (found := shelf.find(path)) is not None]
    assert [artifact.path for artifact in made] == [path]
    built = next(artifact for artifact in artifacts("site") if artifact.path == path)
    assert repr(made[0].job) == repr(built.job)


@pytest.mark.parametrize(
    "path",
    ["site/zh/dealers/D-2025-9999.html", "site/zh/dealers/", "site/zh/dealers/D-2025-0007", "site/zh/dealers/x/D-2025-0007.html", "site/zh/nothing.html", ""],
)  # fmt: skip
def test_what_the_site_has_not_is_on_no_shelf(path: str) -> None:
    """Neither another dealer's page nor another spelling of one."""
    assert [shelf.under for shelf in shelves() if shelf.find(path) is not None] == []


def test_one_dealers_page_does_not_make_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards of one dealer are asked for, and of nobody else."""
    asked: list[str] = []
    monkeypatch.setattr(
        "toolkit.site.dealers._dealer", lambda the, profile, row, cards, facts: asked.append(profile.id)
    )
    fresh = pipeline.shelves(judged(), "test", lambda name: b"")
    next(shelf for shelf in fresh if shelf.under == "site/zh/dealers/").find("site/zh/dealers/D-2025-0007.html")
    assert asked == ["D-2025-0007"]


def test_what_stands_behind_a_page_is_not_made_for_it() -> None:
    """A shelf makes its files one by one, each once, whoever asks in which order; all of them come in order."""
    made: list[int] = []

    def make() -> Iterator[Artifact]:
        for number in range(5):
            made.append(number)
            yield Artifact(f"site/{number}.html", BytesJob(b""), "internal")

    shelf = Shelf("site/", make)
    assert shelf.find("site/1.html") is not None
    assert made == [0, 1]
    assert shelf.find("site/0.html") is shelf.find("site/0.html")
    assert shelf.find("site/9.html") is None
    assert [artifact.path for artifact in shelf.artifacts] == [f"site/{number}.html" for number in range(5)]
    assert made == [0, 1, 2, 3, 4]


def test_a_shelf_that_failed_is_made_anew() -> None:
    """A page that cannot be planned fails each time that it is asked for: it does not seem to be missing."""

    def make() -> Iterator[Artifact]:
        yield Artifact("site/0.html", BytesJob(b""), "internal")
        raise ValueError("no")

    shelf = Shelf("site/", make)
    for _ in range(2):
        assert shelf.find("site/0.html") is not None
        with pytest.raises(ValueError, match="no"):
            shelf.find("site/1.html")


def test_one_page_of_the_handbook_does_not_make_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chapter that is asked for is planned, and no other."""
    asked: list[str] = []
    monkeypatch.setattr("toolkit.site.handbook._chapter", lambda the, place, chapter, *_: asked.append(chapter.path))
    fresh = pipeline.shelves(judged(), "test", lambda name: b"")
    next(shelf for shelf in fresh if shelf.under == "site/zh/handbook/").find("site/zh/handbook/diversion.html")
    assert asked == ["site/zh/handbook/diversion.html"]
