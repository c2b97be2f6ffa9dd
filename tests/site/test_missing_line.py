"""Data that a page needs may be gone: the check tells of it, and the page says what it can."""

from __future__ import annotations

from tests.sample import ROOT
from toolkit import pipeline
from toolkit.render.html import Finisher
from toolkit.sources.tree import Listing, WorkingTree

GONE = "content/products/ambient.yaml"


class WithoutLine(WorkingTree):
    """The sample without one of its product lines."""

    def list(self, under: str) -> Listing:
        found = super().list(under)
        return Listing(tuple(path for path in found.files if path != GONE), found.problems)


def test_a_missing_product_line_ends_no_page() -> None:
    """Every page is made; where the line is named, its id stands, and the errors are told."""
    tree = WithoutLine(ROOT)
    network, problems = pipeline.read(tree)
    judged = pipeline.judge(network, problems, pipeline.day_of(network, None))
    assert any(problem.severity == "error" for problem in judged.problems)
    templates = pipeline.templates_of(WorkingTree(ROOT))
    planned, _ = pipeline.make(judged, ("site",), "test", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    pages = {artifact.path: finisher.finish(artifact.job) for artifact in planned}
    page = pages["site/zh/dealers/D-2025-0007.html"]
    assert isinstance(page, bytes)
    assert "ambient" in page.decode()
