"""What the evaluation chapter makes: a paper for each evaluated quarter of each dealer, and one for each year that is over."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.record import Record
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob, PdfPart
from toolkit.plan.frame import STYLES as SHEET_STYLES
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.outputs.attached import attachments
from toolkit.topics.evaluation.outputs.report import context_of
from toolkit.topics.evaluation.outputs.sheet import Sheet, period_name, sheet_of
from toolkit.topics.evaluation.outputs.year import year_context, year_sheet
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, Evaluation, EvaluationStanding
from toolkit.topics.incentive.records import RebateSettlement
from toolkit.topics.incentive.rules import RebateStatement
from toolkit.topics.topic import Now

BLOCKED = ProblemKind(
    "EVA901",
    "error",
    Text("考核书 {subject} 没有生成：找不到 {what}", "the evaluation {subject} was not made: {what} is not there"),
    Text("先改正 check 报告的错误", "mend the errors that check reports first"),
    manual="What the result rests on is not there, so its paper cannot be printed. Other papers are made as "
    "usual."
    "中文：结果所依据的内容不存在，考核书无法打印。其他文书照常生成。",
)
REPORTS = (BLOCKED,)
"""What the papers of this chapter may tell, for the manual."""
SECTION = "evaluations"
STYLES = (*SHEET_STYLES, "evaluation/report.css")


def evaluation_path(period: str, dealer: str) -> str:
    """Returns where the evaluation of a quarter or a year is put below the output folder."""
    return f"{SECTION}/{period}/{dealer}.pdf"


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a PDF for each quarter that has a result, and for each fiscal year whose quarters are all over.

    What is not issued says that it is a trial run; the figures are the results of the run, computed nowhere else.
    """
    for standing in views.internal.results(EvaluationStanding):
        dealer = standing.dealer
        for quarter in standing.quarters:
            yield _quarter(views, now, dealer, quarter)
        for year in standing.years:
            annual = views.internal.result(AnnualEvaluation, f"{dealer}/{year}")
            if annual is not None and annual.complete:
                yield _year(views, now, annual)


def _quarter(views: Views, now: Now, dealer: str, quarter: str) -> Artifact:
    view = views.of_dealer(dealer)
    result = view.result(Evaluation, f"{dealer}/{quarter}")
    path = evaluation_path(quarter, dealer)
    try:
        if result is None:
            raise KeyError(quarter)
        sheet = sheet_of(view, result, now.as_of)
    except LookupError as error:
        return _blocked(path, f"{dealer}/{quarter}", str(error.args[0]))
    sources = view.paths(_sources(sheet))
    context = context_of(sheet, now.stamp(sources))
    title = f"季度考核书 {period_name(quarter)} {sheet.profile.name}"
    job = PdfJob(
        parts=(PdfPart("evaluation/report.html", context),),
        stylesheets=STYLES,
        locale="zh",
        title=title,
        identifier=f"{dealer}/{quarter}/v{result.version}",
        subject=f"{sheet.company.legal_name} · {sheet.profile.name}",
        keywords=(quarter, dealer, result.policy),
        fields=(("profile.name", sheet.profile.name), ("company.legal_name", sheet.company.legal_name)),
        attachments=attachments(views, result, sheet.data, now.as_of),
    )
    return Artifact(path, job, "dealer", because=sources)


def _sources(sheet: Sheet) -> Iterator[tuple[type[Record], str]]:
    """The records whose data the paper prints."""
    dealer, quarter = sheet.result.dealer, sheet.result.quarter
    yield QuarterData, f"{dealer}/{quarter}"
    yield EvaluationPolicy, sheet.result.policy
    yield DealerProfile, dealer
    yield Company, "company"
    if sheet.file is not None:
        yield EvaluationFile, sheet.file.id
    statement = sheet.view.result(RebateStatement, f"{dealer}/{quarter}")
    if statement is not None and statement.statement:
        yield RebateSettlement, statement.statement


def _year(views: Views, now: Now, annual: AnnualEvaluation) -> Artifact:
    dealer, period = annual.dealer, str(annual.year)
    view = views.of_dealer(dealer)
    path = evaluation_path(period, dealer)
    try:
        sheet = year_sheet(view, annual, now.as_of)
    except LookupError as error:
        return _blocked(path, annual.subject, str(error.args[0]))
    keys = [(QuarterData, f"{dealer}/{row.quarter}") for row in sheet.rows]
    sources = view.paths((*keys, (DealerProfile, dealer), (Company, "company")))
    job = PdfJob(
        parts=(PdfPart("evaluation/year.html", year_context(sheet, now.stamp(sources))),),
        stylesheets=STYLES,
        locale="zh",
        title=f"年度考核书 {period_name(period)} {sheet.profile.name}",
        identifier=f"{dealer}/{period}",
        subject=f"{sheet.company.legal_name} · {sheet.profile.name}",
        keywords=(period, dealer),
        fields=(("profile.name", sheet.profile.name),),
    )
    return Artifact(path, job, "dealer", because=sources)


def _blocked(path: str, subject: str, what: str) -> Artifact:
    """A paper whose records do not hold: the checks have told of it, and the others are made all the same."""
    problem = BLOCKED.at(Origin(path), subject=subject, what=what)
    return Artifact(path, BlockedJob(problem), "dealer")
