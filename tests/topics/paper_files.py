"""Workspaces for the tests of evaluations and rebate statements as papers: small ones, and one in which everything is too much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.topics.builders import company, product_line
from tests.topics.builders import dealer as dealer_file
from tests.topics.evaluation_files import CALENDAR, CREDIT, LINE, POLICY, TODAY, quarter, terms, version
from tests.topics.incentive_builders import policy_file
from toolkit import pipeline
from toolkit.network.load import load
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.render.html import Finisher
from toolkit.render.paper import Paper
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.catalogue import KINDS
from toolkit.topics.evaluation.outputs import papers
from toolkit.topics.incentive.outputs import papers as statements
from toolkit.topics.topic import Now

SHIPPED = WorkingTree(Path(__file__).resolve().parents[2])
LONG_NAME = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县鑫源盛世食品饮料商贸有限责任公司"
"""A dealer's name of 41 characters."""
NOW = Now(TODAY, lambda _: "0123456789ab")
WIDE_LINES = 20
WIDE_EVENTS = 40


def files(*more: Mapping[str, str], policy: str = POLICY) -> dict[str, str]:
    """A dealer with company, contract, both policies and the quarter of D-1; later files replace earlier ones."""
    found = {**CALENDAR, **version(policy), **company(), **product_line(), **dealer_file(), **terms(), **policy_file()}
    found.update(quarter())
    for each in more:
        found.update(each)
    return found


def wide_files() -> dict[str, str]:
    """Twenty product lines, forty deductions, data that are missing in every way, and a name of 41 characters."""
    names = [f"line-{n:02d}" for n in range(1, WIDE_LINES + 1)]
    lines = ", ".join(LINE.replace("line: ambient", f"line: {name}") for name in names)
    events = ", ".join(
        f'{{kind: customer-complaint, case: CP-2026-{n:04d}, points: "3", final_on: "2026-03-15",'
        f" note: 第{n}件顾客投诉，经双方核实后认定有效，已退换并书面致歉}}"
        for n in range(1, WIDE_EVENTS + 1)
    )
    text = "\n".join(
        (
            f"lines: [{lines}]",
            f"deductions: [{events}]",
            "complaints: {missing: not_reported}",
            "counties: {missing: not_applicable}",
            "training: {missing: brand_side, note: 培训由我方改期}",
            "stock_count: {missing: pending}",
        )
    )
    goods: dict[str, str] = {}
    for n, name in enumerate(names, 1):
        goods.update(product_line(f"name: {{zh: 第{n:02d}产品线常温复合果蔬汁, en: Line {n}}}", name))
    return files(goods, dealer_file(f"name: {LONG_NAME}"), terms(CREDIT, line="line-01"), quarter(text))


@cache
def _finisher() -> Finisher:
    return Finisher(pipeline.templates_of(SHIPPED))


def views_of(texts: Mapping[str, str], as_of: date = TODAY) -> Views:
    """The views of a few files after all topics have derived what they derive."""
    loaded = load(MemoryTree(dict(texts)), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    judged = pipeline.judge(loaded.network, (), as_of)
    return Views(judged.network, judged.results)


def planned(texts: Mapping[str, str], as_of: date = TODAY) -> dict[str, Artifact]:
    """The papers of both chapters by their path."""
    views = views_of(texts, as_of)
    now = Now(as_of, NOW.stamp)
    return {artifact.path: artifact for artifact in (*papers(views, now), *statements(views, now))}


def finished(artifact: Artifact) -> Paper:
    """A paper finished to HTML."""
    assert isinstance(artifact.job, PdfJob), artifact.job
    paper = _finisher().finish(artifact.job)
    assert isinstance(paper, Paper)
    return paper


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in ("svg", "style")
        if tag in ("tr", "p", "h1", "h2", "h3", "li", "figcaption", "div"):
            self.lines.append("")
        elif tag in ("td", "th", "br"):
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("svg", "style")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.lines[-1] += data.strip()


def text_of(paper: Paper) -> str:
    """What a paper says, a line for each paragraph and row; charts are left out."""
    words = _Words()
    for part in paper.parts:
        words.feed(part)
    lines = (line.strip().removeprefix("|").strip() for line in words.lines)
    return "\n".join(line for line in lines if line) + "\n"
