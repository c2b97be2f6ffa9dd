"""What the tests of composed papers share: every paper of the sample, finished, and what only we may know of a dealer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pikepdf
import pypdfium2
from pydantic import BaseModel

from tests.sample import ROOT, judged
from tests.topics.paper_files import text_of
from toolkit import pipeline
from toolkit.kernel.digest import digest_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.view import Lens, Views, project
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.composed import Paper as Composed
from toolkit.plan.composed import composed
from toolkit.render.html import Finisher
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf
from toolkit.sources.tree import WorkingTree
from toolkit.topics.communication.outputs import papers as communication
from toolkit.topics.contract.outputs.minutes import minutes
from toolkit.topics.improvement.outputs import papers as improvement
from toolkit.topics.information.outputs import papers as information
from toolkit.topics.screening.outputs import papers as screening
from toolkit.topics.segment.outputs import papers as segment
from toolkit.topics.topic import Now

MAKERS = (screening, minutes, communication, segment, improvement, information)
SHORTEST = 6
"""Words as short as these stand in many places, and tell nothing."""


@cache
def finisher() -> Finisher:
    return Finisher(pipeline.templates_of(WorkingTree(ROOT)))


@cache
def sample_views() -> Views:
    return Views(judged().network, judged().results)


@cache
def sample_papers() -> dict[str, Artifact]:
    """Every composed paper of the sample, by its path."""
    now = Now(judged().as_of, lambda paths: digest_of(sorted(paths))[:12])
    return {artifact.path: artifact for make in MAKERS for artifact in make(sample_views(), now)}


def html(artifact: Artifact) -> Paper:
    assert isinstance(artifact.job, PdfJob)
    paper = finisher().finish(artifact.job)
    assert isinstance(paper, Paper)
    return paper


def said(artifact: Artifact) -> str:
    return text_of(html(artifact))


def pages(data: bytes) -> list[str]:
    """What each page of a PDF says."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def drawn(paper: Composed) -> bytes:
    """The PDF of a paper that a test has put together."""
    made = finisher().finish(composed(paper, "0123456789ab"))
    assert isinstance(made, Paper)
    return render_pdf(made)


def is_tagged(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root and str(pdf.Root.Lang) == "zh-CN"


def words(held: object) -> Iterator[str]:
    """Every text and every amount in a record, as papers would write it."""
    if isinstance(held, BaseModel):
        for inside in vars(held).values():
            yield from words(inside)
    elif isinstance(held, tuple):
        for inside in held:
            yield from words(inside)
    elif isinstance(held, Text):
        yield held.zh.rstrip("。")
    elif isinstance(held, str):
        yield held
    elif isinstance(held, Decimal) and abs(held) >= 1000 and held % 1000:
        # Whole thousands coincide with sums that the dealer does know.
        yield amount_text(held)


@cache
def secrets(dealer: str) -> frozenset[str]:
    """What stands in a dealer's records and is not for the dealer: whatever its own lens does not let through."""
    lens = Lens("dealer", dealer)
    ours: set[str] = set()
    theirs: set[str] = set()
    for kind in judged().network.kinds.all:
        for record in judged().network.of_dealer(kind.model, dealer):
            ours.update(words(record))
            theirs.update(words(project(record, lens)))
    return frozenset(
        word for word in ours - theirs if len(word) >= SHORTEST and not any(word in seen for seen in theirs)
    )
