"""Papers on candidates: what stands in them, that a form has fields for every claim, and that forty candidates fit (C, M.3)."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pikepdf
import pytest

from tests.sample import judged
from tests.topics.composed_papers import drawn, html, pages, said, sample_papers, sample_views
from tests.topics.paper_files import LONG_NAME
from toolkit.plan.artifact import PdfJob
from toolkit.plan.composed import Paper
from toolkit.render.pdf import render_pdf
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.outputs import screening_path
from toolkit.topics.screening.outputs.candidates import comparison
from toolkit.topics.screening.outputs.report import report
from toolkit.topics.screening.records import Screening
from toolkit.topics.screening.records.vocabularies import CLAIMS
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.comparison import CandidateRow, Comparison

DEALER, EMPTY = "D-2026-0022", "D-2026-0033"


def test_a_report_carries_the_result() -> None:
    """The total, what it supports, and every gate of the result stand in the report, as the run derived them."""
    text = said(sample_papers()[screening_path(DEALER, "report")])
    result = sample_views().internal.result(ScreeningResult, DEALER)
    assert result is not None
    assert f"{result.total:.2f} 分" in text
    for gate in result.gates:
        assert gate.gate in text
    assert "定稿" in text


def test_a_report_on_a_candidate_without_scores() -> None:
    """Without scores and visits the report is a draft that says what is missing."""
    text = said(sample_papers()[screening_path(EMPTY, "report")])
    assert "草案" in text
    assert "还没有决定" in text
    assert "还没有两名评分人的评分" in text
    assert screening_path(EMPTY, "differences") not in sample_papers()


def test_a_visit_form_has_a_field_for_every_claim() -> None:
    """What was claimed is printed; what will be found, how, and the explanation are fields; nobody asks for price labels."""
    artifact = sample_papers()[screening_path(DEALER, "visit-form")]
    with pikepdf.open(io.BytesIO(render_pdf(html(artifact)))) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert len(names) == len(set(names))
    assert sum(name.startswith("found-") for name in names) == 3 * len(tuple(CLAIMS))
    text = said(artifact)
    assert "价签不看不记" in text
    for claim in sample_views().internal.get(Screening, DEALER).claims:
        if claim.value.value is not None:
            assert f"{claim.value.value:,.0f}" in text


def test_differences_are_named() -> None:
    """Each claim stands beside what was found, with its deviation and a verdict."""
    view = sample_views().internal
    for path, artifact in sample_papers().items():
        if path.endswith("differences.pdf"):
            result = view.result(ScreeningResult, path.split("/")[1])
            assert result is not None
            text = said(artifact)
            flagged = sum(row.flagged for row in result.claims)
            assert text.count("超限，") >= flagged, path
            assert ("没有偏差超限" in text) is (flagged == 0), path


@pytest.mark.parametrize("count", [1, 40])
def test_a_comparison_of_forty(count: int) -> None:
    """Forty candidates fit across the page, each row whole; only the first are set beside each other."""
    rows = tuple(
        CandidateRow(
            dealer=f"D-2026-{n:04d}", state="scored", gates="pass", waivers=n % 2, total=Decimal(90) - n, proposed="approve",
            truth="consistent", gaps=n, open_expectations=n, relative=Decimal("99.5"), rank=n, even=n < 3,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    held = Comparison(subject="wuhan+ambient", market="wuhan", line="ambient", rows=rows)
    found = [
        re.sub(r"\s+", "", text) for text in pages(drawn(comparison(sample_views().internal, held, judged().as_of)))
    ]
    for n in range(1, count + 1):
        assert any(f"D-2026-{n:04d}" in text for text in found), n
    assert f"{count}家候选人" in found[0]
    assert ("其余34家" in "".join(found)) is (count == 40)


def test_a_long_name_stays_on_its_page() -> None:
    """A name of 41 characters is printed whole, and the head of the page does not run over."""
    view = sample_views().internal
    profile = view.get(DealerProfile, DEALER).model_copy(update={"name": LONG_NAME, "short_name": LONG_NAME})
    result = view.result(ScreeningResult, DEALER)
    assert result is not None
    paper = report(view, profile, view.get(Screening, DEALER), result, judged().as_of)
    found = pages(drawn(paper))
    assert LONG_NAME in re.sub(r"\s+", "", found[0])
    assert len(found) <= 5


def test_candidates_papers_are_ours_alone() -> None:
    """Nothing about a candidate is for a dealer: neither the audience nor the foot says otherwise."""
    for path, artifact in sample_papers().items():
        if path.startswith("screening/"):
            assert artifact.audience == "internal"
            assert isinstance(artifact.job, PdfJob)
            paper = artifact.job.parts[0].context["paper"]
            assert isinstance(paper, Paper)
            assert paper.confidentiality.zh.startswith("内部")
