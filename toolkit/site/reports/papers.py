"""The papers and the workbook of each quarter that has data; the two latest ones tell today's standings too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import Locale, Text
from toolkit.network.record import Record
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact, PdfJob, PdfPart
from toolkit.plan.frame import STYLES as SHEET_STYLES
from toolkit.plan.frame import Frame
from toolkit.plan.sheets import Sheet, WorkbookJob
from toolkit.site.reports import (
    coverage,
    decisions,
    grading,
    money,
    recruitment,
    relations,
    risk,
    sales,
    stock,
    summary,
)
from toolkit.site.reports.brief import QUARTER_RESULTS, Brief
from toolkit.site.reports.pieces import Page
from toolkit.topics.company.records import Company
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.network_wide.grades import before
from toolkit.topics.topic import Now

SECTION = "reports"
STYLES = (*SHEET_STYLES, "reports/report.css")
LATEST = 2
"""How many of the last quarters tell standings of today: the last one that is settled, and the one that is not."""
TITLE = Text("经销商网络报告", "Dealer network report")
SECRET = Text("内部机密，仅供总经理", "Internal, general manager only")
RECORDS, PROSE = ("content/", "dealers/"), "content/handbook/"
PAGES: tuple[tuple[Callable[[Brief], Page], bool], ...] = (
    (coverage.page, True),
    (sales.page, False),
    (grading.grades_page, False),
    (grading.league_page, False),
    (recruitment.page, True),
    (money.receivables_page, False),
    (stock.page, False),
    (money.incentives_page, False),
    (relations.page, True),
    (risk.page, True),
    (decisions.page, True),
)
"""The pages after the first, in the order of the reference; True marks those on standings of today."""
SHEETS: tuple[tuple[Callable[[Brief], tuple[Sheet, ...]], bool], ...] = (
    (summary.sheets, False),
    (coverage.sheets, True),
    (sales.sheets, False),
    (grading.sheets, False),
    (recruitment.sheets, True),
    (money.sheets, False),
    (stock.sheets, False),
    (relations.sheets, True),
    (risk.sheets, True),
    (decisions.sheets, True),
)


def reports(views: Views, now: Now, files: Iterable[str]) -> Iterator[Artifact]:
    """Yields the reports of every quarter that has data; of a network without any, one of the last quarter that is over.

    `files` are those that were read: the data stamp is of all that hold records, since standings of today rest on them. There
    is nothing in a workspace without a company: nobody's network it would be.
    """
    view = views.internal
    company = view.only(Company)
    if company is None:
        return
    evaluations = _evaluations(view)
    last = before(str(quarter_of(now.as_of, fiscal_start(view))))
    stamp = now.stamp(path for path in files if path.startswith(RECORDS) and not path.startswith(PROSE))
    held = sorted({row.subject for model in QUARTER_RESULTS for row in view.results(model)}) or [last]
    for quarter in held:
        current = quarter in held[-LATEST:]
        brief = Brief(view, company, quarter, now.as_of, evaluations.get(quarter, ()), current)
        yield from _quarter(brief, stamp)


def _evaluations(view: View) -> dict[str, tuple[Evaluation, ...]]:
    """Every evaluation, by quarter."""
    found: dict[str, list[Evaluation]] = {}
    for standing in view.results(EvaluationStanding):
        for quarter in standing.quarters:
            row = view.result(Evaluation, f"{standing.subject}/{quarter}")
            if row is not None:
                found.setdefault(quarter, []).append(row)
    return {quarter: tuple(rows) for quarter, rows in found.items()}


def _quarter(brief: Brief, stamp: str) -> Iterator[Artifact]:
    sources = brief.view.paths(_sources(brief))
    pages = [make(brief) for make, today in PAGES if brief.current or not today]
    yield Artifact(f"{SECTION}/{brief.quarter}.pdf", _paper(brief, pages, stamp, "zh"), "internal", sources)
    if brief.current:
        yield Artifact(f"{SECTION}/{brief.quarter}.en.pdf", _paper(brief, pages, stamp, "en"), "internal", sources)
    yield Artifact(f"{SECTION}/{brief.quarter}.xlsx", _workbook(brief, stamp), "internal", sources)


def _sources(brief: Brief) -> Iterator[tuple[type[Record], str]]:
    """The records that the quarter's figures are made from; standings of today rest on the whole network."""
    yield Company, "company"
    for row in brief.evaluations:
        yield QuarterData, f"{row.dealer}/{row.quarter}"
    for policy in brief.policies:
        yield EvaluationPolicy, policy


def _policies(brief: Brief) -> Text:
    """The policies that the quarter was scored by, as people call them; by its reference one that is not on file."""
    held = {reference: brief.view.find(EvaluationPolicy, reference) for reference in brief.policies}
    zh = "、".join(f"{row.name.zh} {row.version}" if row else key for key, row in held.items())
    en = ", ".join(f"{row.name.within('en')} {row.version}" if row else key for key, row in held.items())
    return Text(zh or "无考核政策", en or "no evaluation policy")


def _paper(brief: Brief, pages: list[Page], stamp: str, locale: Locale) -> PdfJob:
    company = brief.company.legal_name if locale == "zh" else brief.company.english_name
    policy = _policies(brief)
    frame = Frame(
        document=TITLE,
        party=company,
        stamp=stamp,
        period=Text(brief.quarter),
        version=Text(f"{brief.edition.zh} · {policy.zh}", f"{brief.edition.en} · {policy.en}"),
        confidentiality=SECRET,
    )
    context = {
        "frame": frame,
        "locale": locale,
        "heading": summary.heading(brief),
        "edition": brief.edition,
        "settled": brief.settled,
        "today": brief.today,
        "figures": summary.kpis(brief),
        "trusted": summary.trusted(brief),
        "pages": pages,
        "requests": decisions.requests(brief)[:4] if brief.current else (),
    }
    return PdfJob(
        parts=(PdfPart("reports/report.html", context),),
        stylesheets=STYLES,
        locale=locale,
        title=f"{TITLE.within(locale)} {brief.quarter}",
        identifier=f"network/{brief.quarter}/{locale}",
        subject=company,
        keywords=(brief.quarter, *brief.policies),
        fields=tuple((f"{row.id} short_name", row.short_name) for row in brief.view.all(DealerProfile)),
    )


def _workbook(brief: Brief, stamp: str) -> WorkbookJob:
    sheets = tuple(sheet for make, today in SHEETS if brief.current or not today for sheet in make(brief))
    return WorkbookJob(
        sheets,
        "zh",
        f"{TITLE.zh} {brief.quarter}",
        f"network/{brief.quarter}",
        author=brief.company.legal_name,
        foot=f"{TITLE.zh} {brief.quarter} {brief.edition.zh} · 数据 {stamp} · {SECRET.zh}",
    )
