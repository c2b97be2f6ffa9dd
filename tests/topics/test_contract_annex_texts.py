"""Annexes 6 to 12 and 15, and contracts in two languages: from records and policies for drafts, from the frozen text once signed."""

from __future__ import annotations

from functools import cache

from tests.sample import AS_OF, judged
from tests.topics.contract_text import annex_text
from toolkit.kernel.text import Locale
from toolkit.network.view import Views
from toolkit.plan.artifact import PdfJob
from toolkit.topics.contract.outputs.papers import papers
from toolkit.topics.contract.outputs.redline_text import lines_of
from toolkit.topics.contract.records import SignedText
from toolkit.topics.contract.rules.paper import ContractPaper
from toolkit.topics.contract.rules.terms.item import Cell
from toolkit.topics.topic import Now


@cache
def printed() -> dict[str, tuple[ContractPaper, tuple[str, ...]]]:
    """Each paper of the sample by number, with the templates of its parts."""
    found: dict[str, tuple[ContractPaper, tuple[str, ...]]] = {}
    for artifact in papers(Views(judged().network, judged().results), Now(AS_OF, lambda paths: "stamp")):
        if isinstance(artifact.job, PdfJob):
            paper = artifact.job.parts[0].context["paper"]
            assert isinstance(paper, ContractPaper)
            found[paper.contract_no] = (paper, tuple(part.template for part in artifact.job.parts))
    return found


def text(number: str, key: str) -> str:
    return annex_text(next(annex for annex in printed()[number][0].annexes if annex.key == key))


def shown(cell: Cell, locale: Locale) -> str:
    return cell if isinstance(cell, str) else cell.within(locale)


def test_a_draft_has_every_annex() -> None:
    """Fifteen numbers in order; what does not apply says so, and why."""
    assert [annex.number for annex in printed()["QY-JX-2026-0003"][0].annexes] == list(range(1, 16))
    assert "总则" in text("QY-JX-2026-0003", "evaluation")


def test_a_signed_contract_has_the_annexes_that_were_signed() -> None:
    """A text frozen before these annexes existed prints none of them: nothing is invented afterwards."""
    signed = judged().network.all(SignedText)
    assert signed
    for held in signed:
        paper, _ = printed()[held.contract_no]
        assert len(paper.annexes) == len(held.annexes)
        assert f'sign_method: "{paper.sign_method}"' in held.values
        assert paper.preamble_en == ()


def test_the_evaluation_annex_is_the_policy() -> None:
    """Weights add up to 100 and no indicator looks at prices."""
    annex = next(a for a in printed()["QY-JX-2026-0003"][0].annexes if a.key == "evaluation")
    weights = [int(str(row[3])) for row in annex.sections[1].tables[0].rows]
    assert sum(weights) == 100
    assert "都不包含转售价格" in text("QY-JX-2026-0003", "evaluation")


def test_the_confirmation_lists_every_starred_article() -> None:
    """Number, title, gist and a place to sign; the confirmation is copied by hand (Civil Code art. 496, SPC interpretation art. 10)."""
    paper = printed()["QY-JX-2026-0003"][0]
    annex = next(a for a in paper.annexes if a.key == "explanation")
    rows = annex.sections[0].tables[0].rows
    assert [shown(row[0], "zh") for row in rows] == [a.heading for a in paper.starred]
    assert all(shown(row[2], "zh") != shown(row[2], "en") for row in rows)
    assert "乙方手写" in text("QY-JX-2026-0003", "explanation")


def test_two_languages_beside_each_other() -> None:
    """A draft in two languages has every part in two columns, article by article; a Chinese one is as it was."""
    paper, parts = printed()["QY-JX-2026-0006"]
    assert parts == ("contract/particular-both.html", "contract/standard-both.html", "contract/annexes-both.html")
    assert paper.english is not None
    assert len(paper.preamble) == len(paper.preamble_en) > 0
    assert [a.clause for a in paper.english.articles] == [a.clause for a in paper.standard.articles]
    assert printed()["QY-JX-2026-0003"][1][0] == "contract/particular.html"


def test_a_signed_text_in_two_languages_prints_only_what_was_frozen() -> None:
    """Its items and annexes were frozen in both languages, its standard terms in Chinese only: those stay Chinese."""
    paper, parts = printed()["QY-JX-2025-0011"]
    assert paper.both
    assert paper.english is None
    assert parts[1] == "contract/standard.html"


def test_a_redline_of_two_bilingual_contracts_has_both_languages() -> None:
    """English stands below the Chinese in the same block, so that whoever must agree to one agrees to the other."""
    paper = printed()["QY-JX-2026-0006"][0]
    zh, both = lines_of(paper), lines_of(paper, english=True)
    foreign = [line for line in both if line.style == "foreign"]
    assert [line for line in both if line.style != "foreign"] == list(zh)
    assert {line.block for line in foreign} <= {line.block for line in zh}
    assert paper.english is not None
    assert all(any(line.text == f"{a.heading} {a.title}" for line in foreign) for a in paper.english.articles)
    assert not any("\u4e00" <= line.text[:1] <= "\u9fff" for line in foreign)
