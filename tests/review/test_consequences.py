"""What follows from a change of the sample network: figures, papers, whom it reaches, ground, notices, problems and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

import pytest

from tests.sample import AS_OF, ROOT
from toolkit import pipeline
from toolkit.network.load import Reading
from toolkit.plan.artifact import PdfJob
from toolkit.review.consequence import Consequence
from toolkit.review.papers import redline, words_of
from toolkit.review.reading import Public, loose_files, shared
from toolkit.review.review import Around, Review, reviewed
from toolkit.review.side import Side
from toolkit.sources.tree import Listing, WorkingTree
from toolkit.topics.catalogue import FIGURES

DRAFT = "dealers/D-2024-0009/contracts/QY-JX-2026-0005.yaml"
QUARTER = "dealers/D-2023-0001/quarters/2026Q3.yaml"
TEMPLATE = "templates/contract/annexes.html"
CLAUSE = "content/clauses/payment/2026-1/zh.md"
EDITS = {
    DRAFT: (
        ("grant: sole", "grant: exclusive"),
        ('regions: ["330203"', 'regions: ["330106", "330203"'),
        ('limit: "800000.00"', 'limit: "1200000.00"'),
    ),
    QUARTER: (('sell_in_gross: "2969000.00"', 'sell_in_gross: "2269000.00"'), ('sell_in: "1024000.00"', 'sell_in: "324000.00"')),
    TEMPLATE: (("{%", "{# x #}{%"),),
}  # fmt: skip


class Edited:
    """The sample with some files that say something else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._tree = Public(WorkingTree(ROOT))
        self._files = files
        self.label = "edited"

    def list(self, under: str) -> Listing:
        return self._tree.list(under)

    def read(self, path: str) -> bytes:
        return self._files.get(path) or self._tree.read(path)


@cache
def reading() -> Reading:
    """One memory for all sides."""
    return shared()


def side(files: Mapping[str, bytes]) -> Side:
    """The sample with these files, judged."""
    tree = Edited(files)
    network, problems = pipeline.read(tree, reading())
    judged = pipeline.judge(network, problems, AS_OF)
    templates = pipeline.templates_of(WorkingTree(ROOT))
    plan = partial(pipeline.make, judged, source="x", asset=lambda name: templates.text(name).encode())
    papers = lambda: plan(sections=("contracts",))[0]  # noqa: E731
    return Side(tree.label, network, judged.results, judged.problems, AS_OF, {}, papers, papers)


@cache
def found() -> Review:
    """The review of the edits above."""
    files: dict[str, bytes] = {}
    for path, edits in EDITS.items():
        text = (ROOT / path).read_text("utf-8")
        for before, after in edits:
            assert before in text, (path, before)
            text = text.replace(before, after, 1)
        files[path] = text.encode()
    files[CLAUSE] = (ROOT / CLAUSE).read_bytes() + "\n新加的一句。\n".encode()
    around = Around(
        FIGURES,
        templates=("contract/annexes.html",),
        template=lambda name: (ROOT / "templates" / name).read_text("utf-8"),
    )
    old, new = side({}), side(files)
    loose = loose_files(((Edited({}), old.network), (Edited(files), new.network)), files)
    return reviewed(replace(old, files=loose[0]), replace(new, files=loose[1]), around)


def rows(group: str) -> dict[str, Consequence]:
    """The consequences of a sort by subject and words."""
    return {f"{row.subject} {row.what.en}": row for row in found().of(group)}


def test_money_and_grades_move() -> None:
    """A smaller quarter moves the score and the rebate, with the amount; the sum stands on the first screen."""
    row = rows("rebate")["D-2023-0001/2026Q3 Rebate statement · Payable"]
    assert row.difference is not None
    assert row.difference < 0
    assert {name: amount for name, _, amount in found().money()} == {"rebate.payable": row.difference}
    assert "D-2023-0001/2026Q3 Quarterly evaluation · Total" in rows("evaluation")


def test_the_draft_is_issued_again_with_its_redline() -> None:
    """A draft's paper says what is taken out and put in; a frozen one does not change with a clause."""
    lines = rows("paper")["QY-JX-2026-0005 to be issued again"].lines
    assert any(line.sign == "-" and "¥800,000.00" in line.text for line in lines)
    assert any(line.sign == "+" and "¥1,200,000.00" in line.text for line in lines)
    assert any(line.sign == "+" and "新加的一句" in line.text for line in lines)
    assert all("QY-JX-2025-0001" not in subject for subject in rows("paper"))


def test_ground_that_two_claim_is_told() -> None:
    """A county that another dealer works alone opens an overlap."""
    assert any("QY-JX-2026-0005" in key and key.endswith("overlap opened") for key in rows("territory"))


def test_whom_a_clause_and_a_template_reach() -> None:
    """Dealers by their contracts; documents by the templates that they are made with, without making one."""
    reach = {row.subject: row for row in found().of("reach")}
    assert "D-2024-0009" in reach["payment@2026-1/zh"].after.zh
    assert reach[TEMPLATE].what.zh.startswith("用它的文件 ")
    assert "contracts/D-2023-0001/QY-JX-2025-0001.pdf" in reach[TEMPLATE].after.zh


def test_new_problems_are_named() -> None:
    """What the checks now find is new; what they found before is not told again."""
    problems = [row.after.zh for row in found().of("problem") if row.what.en == "new"]
    assert any("[CTR823]" in text for text in problems)
    assert len(problems) < 30


def test_the_approvals_that_the_sample_asks_for() -> None:
    """Credit above the limit needs finance and the general manager, a clause legal, a template operations."""
    needed = {need.role: need for need in found().needs}
    assert {"FI", "GM", "LG", "CO", "SA"} <= needed.keys()
    assert any("credit.limit" in about for about in needed["GM"].about)
    assert found().verdict == "fail"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("abc", "abc", ""),
        ("abc", "axc", " a-b+x"),
        ("abc", "bc", "-a"),
        ("abc", "abcd", " c+d"),
        ("aaa", "aa", " a-a"),
        ("", "a", "+a"),
    ],
)
def test_redline(before: str, after: str, lines: str) -> None:
    """What was taken out and put in, after the line that stands before it."""
    assert "".join(f"{line.sign}{line.text}" for line in redline(before, after)) == lines


def test_the_stamp_of_the_data_is_no_word_of_a_paper() -> None:
    """The stamp changes with every comment in a record: it does not make a paper be issued again."""
    paper = next(paper for paper in side({}).papers() if isinstance(paper.job, PdfJob))
    assert isinstance(paper.job, PdfJob)
    parts = tuple(replace(part, context={**part.context, "stamp": "other"}) for part in paper.job.parts)
    assert words_of(replace(paper.job, parts=parts)) == words_of(paper.job) != ()
