"""The rebate statement as a paper: draft and served, negative sums, no basis, and every step of the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from tests.sample import judged
from tests.topics.incentive_builders import settlement
from tests.topics.paper_files import NOW, files, finished, planned, text_of, wide_files
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.render.pdf import render_pdf
from toolkit.topics.incentive.outputs import papers

PATH = "evaluations/2026Q1/D-2025-0001-rebate.pdf"
BACK = """\
adjustments:
  - {id: back, kind: correction, amount: "-90000.00", reason: 上季多付更正, policy: rebate@2026-1}
"""
BASELESS = """\
adjustments:
  - {id: gift, kind: correction, amount: "500.00", reason: 口头答应}
"""
Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def sample() -> dict[str, Artifact]:
    views = Views(judged().network, judged().results)
    return {artifact.path: artifact for artifact in papers(views, replace(NOW, as_of=judged().as_of))}


def said(texts: dict[str, str]) -> str:
    return text_of(finished(planned(texts)[PATH]))


def test_a_draft_says_that_it_is_one() -> None:
    """Before it is served, a statement is a trial run on every page."""
    text = said(files())
    assert text.startswith("返利结算单·草稿·试算\n")
    assert "本件为试算，尚未送达" in text


def test_more_is_owed_back_than_earned() -> None:
    """Nothing is payable, what is owed back is carried on, and negative amounts have a true minus."""
    text = said(files(settlement(BACK)))
    assert "本期应付 ¥0.00，¥42,750.00 结转下期待扣" in text
    assert "追回与调整 | −¥90,000.00" in text
    assert "人民币零元整" in text


def test_what_has_no_basis_is_shown_and_not_counted() -> None:
    """A row that cites no policy is listed as such, and the sum stays what the policy gives."""
    text = said(files(settlement(BASELESS)))
    assert "无依据，不计入" in text
    assert "应付 | ¥47,250.00" in text


def test_the_golden_statement(golden: Golden) -> None:
    """The whole text of one statement with its steps, as the dealer reads it."""
    golden("rebate-statement.zh.txt", said(files(settlement(BACK))))


def test_our_books_are_not_in_it(sample: dict[str, Artifact]) -> None:
    """What we set aside for a rebate is our affair: no statement of the sample speaks of it."""
    for path, artifact in sample.items():
        assert "计提" not in text_of(finished(artifact)), path


def test_no_statement_holds_another_dealer(sample: dict[str, Artifact]) -> None:
    """Each statement names its own dealer only."""
    ids = judged().network.ids("dealer")
    for path, artifact in sample.items():
        text = text_of(finished(artifact))
        assert [other for other in ids if other in text] == [path.rsplit("/", 1)[1].removesuffix("-rebate.pdf")]


def test_a_statement_has_two_pages_and_is_the_same_twice(sample: dict[str, Artifact]) -> None:
    """Sums and terms on the first, the steps and both seals on the second."""
    paper = finished(sample["evaluations/2026Q1/D-2025-0007-rebate.pdf"])
    data = render_pdf(paper)
    assert data == render_pdf(paper)
    assert len(pypdfium2.PdfDocument(data)) == 2


def test_wide_data_fit() -> None:
    """Twenty product lines: their shares and every step are printed, on as many pages as it takes."""
    paper = finished(planned(wide_files())[PATH])
    text = text_of(paper)
    assert text.count("产品线常温复合果蔬汁") > 100
    assert len(pypdfium2.PdfDocument(render_pdf(paper))) <= 6
