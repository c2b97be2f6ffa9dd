"""What one evaluation's paper is made from: results and records of the dealer's view, on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.period import FiscalQuarter
from toolkit.network.view import View
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.outputs.procedure import latest_issue
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.evaluation import Issue
from toolkit.topics.evaluation.rules.results import Evaluation, EvaluationStanding

TREND = 5
"""How many quarters the line goes back (M.1)."""
NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An evaluation with all that is told about it."""

    view: View
    result: Evaluation
    policy: EvaluationPolicy
    profile: DealerProfile
    company: Company
    data: QuarterData | None
    file: EvaluationFile | None
    issue: Issue | None
    as_of: date


def sheet_of(view: View, result: Evaluation, as_of: date) -> Sheet:
    """Returns the records of an evaluation. Raises LookupError for one without its policy, profile or company."""
    company = view.only(Company)
    if company is None:
        raise KeyError("company")
    files = view.of_dealer(EvaluationFile, result.dealer)
    file = next((row for row in files if row.quarter == result.quarter), None)
    return Sheet(
        view=view,
        result=result,
        policy=view.get(EvaluationPolicy, result.policy),
        profile=view.get(DealerProfile, result.dealer),
        company=company,
        data=view.find(QuarterData, f"{result.dealer}/{result.quarter}"),
        file=file,
        issue=latest_issue(file, as_of),
        as_of=as_of,
    )


def period_name(period: str) -> str:
    """Returns `2026年一季度`, or `2026年度` for a year."""
    if "Q" not in period:
        return f"{period}年度"
    quarter = FiscalQuarter.parse(period)
    return f"{quarter.year}年{NUMERALS[quarter.number - 1]}季度"


def past_of(sheet: Sheet) -> Sequence[Evaluation]:
    """Returns the dealer's evaluations up to this one, the latest five quarters."""
    standing = sheet.view.result(EvaluationStanding, sheet.result.dealer)
    quarters = [q for q in standing.quarters if q <= sheet.result.quarter] if standing is not None else []
    rows = [sheet.view.result(Evaluation, f"{sheet.result.dealer}/{quarter}") for quarter in quarters[-TREND:]]
    return [row for row in rows if row is not None] or [sheet.result]
