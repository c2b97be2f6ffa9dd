"""Every kind of paper can be heard as it can be seen (R14): tags, heads of tables, words of charts, letters that are characters."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest

from tests import sample
from tests.spoken import faults
from toolkit import pipeline
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.render.html import Finisher
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf
from toolkit.sources.tree import WorkingTree

KINDS = (
    "contracts/D-2025-0006/QY-JX-2025-0006.pdf",
    "contracts/D-2026-0019/QY-JX-2026-0006.pdf",
    "contracts/D-2025-0006/QY-JX-2025-0006-SQ.pdf",
    "contracts/D-2025-0006/AM-2026-0301.pdf",
    "contracts/D-2024-0013/DZ-D-2024-0013-2026Q2.pdf",
    "contracts/D-2024-0007/CK-D-2024-0007-2026Q3.pdf",
    "contracts/D-2025-0007/ZG-CF-2026-0003.pdf",
    "contracts/D-2025-0012/ZG-IM-2026-0201.pdf",
    "contracts/D-2024-0013/EX-2026-0001-ZZ.pdf",
    "screening/D-2026-0022/report.pdf",
    "screening/D-2026-0022/visit-form.pdf",
    "screening/D-2026-0022/differences.pdf",
    "screening/comparisons/wuhan-ambient.pdf",
    "minutes/D-2026-0019/NG-2026-0001.pdf",
    "onboarding/D-2026-0008/01-welcome.pdf",
    "onboarding/D-2026-0008/03-goods.pdf",
    "onboarding/D-2026-0008/04-policies.pdf",
    "onboarding/D-2026-0008/06-training.pdf",
    "onboarding/D-2026-0008/07-launch.pdf",
    "onboarding/D-2026-0008/08-ninety-days.pdf",
    "onboarding/D-2026-0008/09-acceptance.pdf",
    "onboarding/D-2026-0008/10-compliance.pdf",
    "onboarding/D-2026-0008/12-brand.pdf",
    "onboarding/D-2026-0008/forms/order.pdf",
    "onboarding/D-2026-0008/forms/fund.pdf",
    "evaluations/2026Q3/D-2025-0007.pdf",
    "evaluations/2025/D-2024-0007.pdf",
    "evaluations/2026Q3/D-2025-0007-rebate.pdf",
    "plans/D-2025-0009/strategy.pdf",
    "plans/D-2025-0018/IM-2026-0202.pdf",
    "meetings/2026Q3/D-2025-0006-qbr.pdf",
    "meetings/2026-spring/pack.pdf",
    "briefs/2026-09/D-2024-0007.pdf",
    "reports/2026Q3.pdf",
    "reports/2026Q3.en.pdf",
)
"""One paper of each kind."""


@cache
def planned(section: str) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in sample.artifacts(section)}


@cache
def finisher() -> Finisher:
    return Finisher(pipeline.templates_of(WorkingTree(sample.ROOT)))


@cache
def drawn(path: str) -> bytes:
    artifact = planned(path.split("/")[0])[path]
    assert isinstance(artifact.job, PdfJob)
    paper = finisher().finish(artifact.job)
    assert isinstance(paper, Paper)
    return render_pdf(paper)


@pytest.mark.parametrize("path", KINDS)
def test_a_kind_can_be_heard(path: str) -> None:
    """Nothing that is drawn is mute, and nothing is said twice."""
    assert faults(drawn(path)) == []


def test_every_kind_of_the_sample_is_asked() -> None:
    """A new kind of paper stands in the list above: no name of a file is left, once numbers and places are taken out."""

    def kind(path: str) -> str:
        tail = re.sub(r"\d+|(?<=/)[A-Z]+-[A-Z]*-*(?=[\d-])", "", path.rpartition("/")[2])
        return f"{path.split('/')[0]}/{re.sub(r'[^a-z.]', '', tail)}"

    listed = {kind(path) for path in KINDS}
    made = {
        kind(path)
        for section in {path.split("/")[0] for path in KINDS}
        for path, artifact in planned(section).items()
        if isinstance(artifact.job, PdfJob) and "comparisons" not in path and "/forms/" not in path
    }
    assert made - listed == set()


def _element(pdf: pikepdf.Pdf, sort: str) -> pikepdf.Dictionary:
    return next(
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and str(each.get("/S", "")) == sort
    )


def _mute_figure(pdf: pikepdf.Pdf) -> None:
    del _element(pdf, "/Figure").Alt


def _no_scope(pdf: pikepdf.Pdf) -> None:
    del _element(pdf, "/TH").A.Scope


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _unsaid(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    del kids[len(kids) - 1]


def _skipped(pdf: pikepdf.Pdf) -> None:
    _element(pdf, "/H2").S = pikepdf.Name("/H5")


def _torn(pdf: pikepdf.Pdf) -> None:
    row = next(
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and str(each.get("/S", "")) == "/TR" and len(each.K) > 2
    )
    del row.K[0]


def _mute_letters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode.write(re.sub(rb"\d+ beginbf(\w+).*?endbf\1", b"", font.ToUnicode.read_bytes(), flags=re.DOTALL))


def _untagged(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT ET BT 10 0 0 10 0 0 Tm (ab) Tj ET")


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (_mute_figure, "figure without words"),
        (_no_scope, "header without scope"),
        (_no_language, "no language"),
        (_unsaid, "nothing announces"),
        (_skipped, "heading 5 after"),
        (_torn, "does not close"),
        (_mute_letters, "say no character"),
        (_untagged, "outside of tags"),
    ],
)
def test_the_ear_hears_what_is_planted(plant: Callable[[pikepdf.Pdf], None], told: str) -> None:
    """Each fault, planted into a paper that has none, is found."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn("evaluations/2026Q3/D-2025-0007.pdf"))) as pdf:
        plant(pdf)
        pdf.save(out)
    assert any(told in each for each in faults(out.getvalue()))
