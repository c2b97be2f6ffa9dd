"""A fiscal year's evaluation: the mean of its rated quarters, how it went by dimension, and the year's rebates (0b number 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text
from toolkit.network.view import View
from toolkit.plan.charts import Bars, Series
from toolkit.plan.composed import titled
from toolkit.plan.frame import Frame
from toolkit.topics.company.records import Company
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.outputs.charts import trend
from toolkit.topics.evaluation.outputs.money import money_of
from toolkit.topics.evaluation.outputs.promises import kept_promises, trust_parts
from toolkit.topics.evaluation.outputs.wording import grade_text, points, signed
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED, REASONS
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, Evaluation
from toolkit.topics.incentive.rules import RebateStatement
from toolkit.topics.support.rules.results import SupplyPerformance

MOST_SERIES = 4
NONE = "–"


@dataclass(frozen=True, slots=True)
class YearSheet:
    """What a year's paper is made from: its result and the evaluations of its quarters, in order."""

    view: View
    annual: AnnualEvaluation
    rows: tuple[Evaluation, ...]
    profile: DealerProfile
    company: Company
    as_of: date


def year_sheet(view: View, annual: AnnualEvaluation, as_of: date) -> YearSheet:
    """Returns the records of a year. Raises LookupError where profile, company or quarters are missing."""
    company = view.only(Company)
    rows = [r for r in view.results(Evaluation) if r.dealer == annual.dealer and r.quarter[:4] == str(annual.year)]
    if company is None or not rows:
        raise KeyError("company" if company is None else str(annual.year))
    profile = view.get(DealerProfile, annual.dealer)
    return YearSheet(view, annual, tuple(sorted(rows, key=lambda r: r.quarter)), profile, company, as_of)


def year_context(sheet: YearSheet, stamp: str) -> dict[str, object]:
    """Returns all that the template prints, in Chinese words."""
    annual, rows, dealer = sheet.annual, sheet.rows, sheet.annual.dealer
    start = fiscal_start(sheet.view)
    first = FiscalQuarter(annual.year, 1).span(start).first
    last = FiscalQuarter(annual.year, 4).span(start).last
    return {
        "locale": "zh",
        "frame": Frame(
            document=Text("年度考核书"),
            party=f"{sheet.profile.short_name} {sheet.profile.id}",
            period=Text(f"{annual.year}年度"),
            version=titled(
                *(sheet.view.find(EvaluationPolicy, key) for key in dict.fromkeys(row.policy for row in rows))
            ),
            stamp=stamp,
            confidentiality=Text("保密：仅供双方使用"),
        ),
        "title": "年度考核书",
        "period": f"{annual.year}年度",
        "dealer": sheet.profile,
        "company": sheet.company,
        "span": f"{day_text(first, 'zh')}至{day_text(last, 'zh')}",
        "finding": _finding(annual),
        "counted": "、".join(annual.quarters) or "没有",
        "score": points(annual.score).zh,
        "grade": annual.grade if annual.grade != NOT_RATED else "不评级",
        "quarters": tuple(_quarter(row, annual) for row in rows),
        "trend": trend(rows),
        "dimensions": _dimensions(rows),
        "bars": _bars(rows),
        "head": tuple(row.quarter for row in rows),
        "supply": tuple(_supply(sheet.view, row) for row in rows),
        "rebates": _rebates(sheet.view, dealer, str(annual.year)),
        "money": money_of(sheet.view, dealer, str(annual.year)),
        "kept": kept_promises(sheet.view, dealer, first, last),
        "trust": trust_parts(sheet.view, dealer),
        "as_of": day_text(sheet.as_of, "zh"),
        "talks": _talks(sheet.view, dealer, str(annual.year)),
    }


def _finding(annual: AnnualEvaluation) -> str:
    if annual.score is None:
        return f"年度不评级：计入的季度只有 {len(annual.quarters)} 个"
    return f"年度得分 {points(annual.score).zh} 分，{grade_text(annual.grade).zh}"


def _quarter(row: Evaluation, annual: AnnualEvaluation) -> tuple[str, ...]:
    counted = "计入" if row.quarter in annual.quarters else "不计入"
    why = "；".join(REASONS.label(reason).zh for reason in row.reasons)
    change = f"{signed(row.delta)}" if row.delta is not None else NONE
    words = f"{counted}：{why}" if why else counted
    return row.quarter, points(row.total).zh, grade_text(row.grade).zh, change, points(row.deducted).zh, words


def _dimensions(rows: Sequence[Evaluation]) -> tuple[tuple[str, ...], ...]:
    """A row for each dimension, by the names of the latest quarter: its score in every quarter."""
    found: list[tuple[str, ...]] = []
    for dimension in rows[-1].dimensions:
        scores = [next((d.score for d in row.dimensions if d.id == dimension.id), None) for row in rows]
        found.append((dimension.name.zh, *(points(score, 2).zh for score in scores)))
    return tuple(found)


def _bars(rows: Sequence[Evaluation]) -> Bars:
    latest = rows[-1].dimensions
    series: list[Series] = []
    for row in rows[-MOST_SERIES:]:
        held: dict[str, Decimal | None] = {d.id: d.score for d in row.dimensions}
        series.append(Series(Text(row.quarter), tuple(held.get(d.id) for d in latest)))
    names, unit = tuple(d.name for d in latest), Text("分", "points")
    title = Text("各季维度得分", "Dimensions by quarter")
    return Bars(title, Text("每组从上到下为各季", "Each group by quarter"), names, tuple(series), unit, decimals=1)


def _supply(view: View, row: Evaluation) -> tuple[str, ...]:
    found = view.result(SupplyPerformance, row.subject)
    if found is None or found.otif is None:
        return row.quarter, NONE, NONE, "没有应到订单的记录"
    share = f"{points(found.otif * 100).zh}%"
    return row.quarter, f"{found.due} 单", f"{found.on_time_in_full} 单", share


def _rebates(view: View, dealer: str, year: str) -> tuple[tuple[str, ...], ...]:
    held = [row for row in view.results(RebateStatement) if row.dealer == dealer and row.period[:4] == year]
    found: list[tuple[str, ...]] = []
    for row in sorted(held, key=lambda r: (len(r.period) == 4, r.period)):
        name = f"{row.period} 年度清算" if len(row.period) == 4 else row.period
        paid = day_text(row.paid_on, "zh") if row.paid_on is not None else NONE
        late = f"{row.late_days} 天" if row.late_days else "没有"
        found.append((name, amount_text(row.net_sell_in), amount_text(row.payable), paid, late))
    return tuple(found)


def _talks(view: View, dealer: str, year: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """What the talks of the year said: achievements and gaps by quarter."""
    files = [f for f in view.of_dealer(EvaluationFile, dealer) if f.quarter[:4] == year and f.result_talk is not None]
    return tuple(
        (f.quarter, tuple(t.zh for t in f.result_talk.praise), tuple(t.zh for t in f.result_talk.gaps))
        for f in sorted(files, key=lambda f: f.quarter)
        if f.result_talk is not None
    )
