"""The rebate statements as papers: a page of sums and terms, then every step, for each quarter and each settled year (M.3, E)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.origin import Origin
from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.network.record import Record
from toolkit.network.view import Lens, View, Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob, PdfPart
from toolkit.plan.composed import titled
from toolkit.plan.frame import STYLES as SHEET_STYLES
from toolkit.plan.frame import Frame
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.outputs import statement_page as page
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records.vocabularies import ISSUED, SETTLEMENT
from toolkit.topics.incentive.rules import FIGURES, RebateStatement
from toolkit.topics.topic import Now

BLOCKED = ProblemKind(
    "INC901",
    "error",
    Text("返利结算单 {subject} 没有生成：找不到 {what}", "the statement {subject} was not made: {what} is not there"),
    Text("先改正 check 报告的错误", "mend the errors that check reports first"),
    manual="What the statement rests on is not there, so its paper cannot be printed. Other papers are made "
    "as usual."
    "中文：结算所依据的内容不存在，结算单无法打印。其他文书照常生成。",
)
REPORTS = (BLOCKED,)
"""What the papers of this chapter may tell, for the manual."""
TITLE = "返利结算单"
STYLES = (*SHEET_STYLES, "evaluation/report.css")
NUMERALS = "一二三四"


def statement_path(period: str, dealer: str) -> str:
    """Returns where the statement of a quarter or a year is put, beside the evaluation of the period."""
    return f"evaluations/{period}/{dealer}-rebate.pdf"


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a statement for each period that was worked out; what was not served yet says that it is a trial run."""
    for found in views.internal.results(RebateStatement):
        path = statement_path(found.period, found.dealer)
        try:
            yield _paper(views, now, found.dealer, found.subject, path)
        except LookupError as error:
            problem = BLOCKED.at(Origin(path), subject=found.subject, what=str(error.args[0]))
            yield Artifact(path, BlockedJob(problem), "dealer")


def _paper(views: Views, now: Now, dealer: str, subject: str, path: str) -> Artifact:
    view = views.of_dealer(dealer)
    statement = view.result(RebateStatement, subject)
    company, profile = view.only(Company), view.get(DealerProfile, dealer)
    if statement is None or company is None:
        raise KeyError(subject if company is not None else "company")
    sources = view.paths(_sources(statement))
    trace = page.trace_of(view, views.steps(FIGURES[0], subject, now.as_of, Lens("dealer", dealer)))
    name = period_name(statement.period)
    job = PdfJob(
        parts=(
            PdfPart(
                "incentive/statement.html",
                {
                    **_context(view, statement, profile, company),
                    "frame": _frame(view, statement, profile, now.stamp(sources)),
                    "trace": page.side_by_side(trace),
                    "steps": len(trace),
                },
            ),
        ),
        stylesheets=STYLES,
        locale="zh",
        title=f"{TITLE} {name} {profile.name}",
        identifier=statement.statement or subject,
        subject=f"{company.legal_name} · {profile.name}",
        keywords=(statement.period, dealer, statement.policy),
        fields=(("profile.name", profile.name), ("company.legal_name", company.legal_name)),
    )
    return Artifact(path, job, "dealer", because=sources)


def _sources(statement: RebateStatement) -> Iterator[tuple[type[Record], str]]:
    yield RebatePolicy, statement.policy
    yield DealerProfile, statement.dealer
    yield Company, "company"
    if statement.statement:
        yield RebateSettlement, statement.statement
    numbers = statement.period[4:] or "Q1Q2Q3Q4"
    for n in range(0, len(numbers), 2):
        yield QuarterData, f"{statement.dealer}/{statement.period[:4]}{numbers[n : n + 2]}"


def period_name(period: str) -> str:
    """Returns `2026年一季度`, or `2026年度清算` for a year."""
    if "Q" not in period:
        return f"{period}年度清算"
    quarter = FiscalQuarter.parse(period)
    return f"{quarter.year}年{NUMERALS[quarter.number - 1]}季度"


def _state(statement: RebateStatement) -> str:
    return f"正式·{SETTLEMENT.label(statement.status).zh}" if statement.status in ISSUED else "草稿·试算"


def policy_name(view: View, reference: str) -> str:
    """Returns a rebate policy as people call it, with its version; the reference itself where it is not on file."""
    return titled(view.find(RebatePolicy, reference)).zh or reference


def _frame(view: View, statement: RebateStatement, profile: DealerProfile, stamp: str) -> Frame:
    return Frame(
        document=Text(f"{TITLE}·{_state(statement)}"),
        party=f"{profile.short_name} {profile.id}",
        period=Text(period_name(statement.period)),
        version=Text(f"{statement.statement or '未编号'} · {policy_name(view, statement.policy)}"),
        stamp=stamp,
        confidentiality=Text("保密：仅供双方使用"),
    )


def _context(view: View, statement: RebateStatement, profile: DealerProfile, company: Company) -> dict[str, object]:
    settlement = view.find(RebateSettlement, statement.statement) if statement.statement else None
    policy = view.find(RebatePolicy, statement.policy)
    issued = settlement.issued_on if settlement is not None else None
    return {
        "locale": "zh",
        "title": TITLE,
        "period": period_name(statement.period),
        "state": _state(statement),
        "draft": statement.status not in ISSUED,
        "heading": page.heading(statement),
        "dealer": profile,
        "company": company,
        "number": statement.statement or "未编号",
        "contract": statement.contract,
        "policy": policy_name(view, statement.policy),
        "served": day_text(issued, "zh") if issued is not None else "尚未送达",
        "rows": page.rows_of(view, statement),
        "sums": page.sums_of(statement),
        "capitals": page.in_capitals(statement),
        "taxes": page.taxes_of(statement),
        "by_line": page.side_by_side(page.by_line(view, statement)),
        "payout": page.payout_of(statement, policy),
        "payout_note": policy.payout.note.zh if policy is not None else "",
        "payments": page.payments_of(settlement),
        "ungrounded": len(statement.ungrounded),
        "ahead": tuple((line.name.zh, line.next_step.zh) for line in statement.lines if line.next_step),
    }
