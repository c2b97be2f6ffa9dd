"""Quarters as a whole: governed by a policy, frozen in time, without holes in the series, missing data counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules.results import PeerQuarter
from toolkit.topics.evaluation.rules.standing import governing, quarters_of
from toolkit.topics.topic import Check

NO_VERSION = ProblemKind(
    "EVA221",
    "error",
    Text(
        "{day} 没有生效的考核政策，{quarter} 未作考核",
        "no evaluation policy is in force on {day}: {quarter} was not evaluated",
    ),
    Text("补上那时适用的版本", "add the version that applied then"),
)
FROZEN_EARLY = ProblemKind(
    "EVA222",
    "error",
    Text("冻结日 {frozen} 早于季度结束日 {last}", "frozen on {frozen}, before the quarter’s last day {last}"),
)
FROZEN_LATE = ProblemKind(
    "EVA223",
    "warning",
    Text(
        "数据到 {limit} 应冻结（季后 {days} 个工作日）",
        "the data should be frozen by {limit} ({days} working days after the quarter)",
    ),
    Text("写明 frozen_on；在此之前未上报的算待定", "write frozen_on; until then what is not reported is pending"),
)
NOT_COUNTED_LATE = ProblemKind(
    "EVA224",
    "warning",
    Text("有数据未上报，但按时上报率没有算迟", "something was not reported, but the reports are all on time"),
    Text("未上报的那次算入 reports.of，不算入 done", "count it in reports.of, not in done"),
)
SERIES_BROKEN = ProblemKind(
    "EVA225",
    "warning",
    Text("{quarter} 没有数据，未考核", "there are no data for {quarter}: it is not evaluated"),
    Text("补上 dealers/{dealer}/quarters/{quarter}.yaml", "add dealers/{dealer}/quarters/{quarter}.yaml"),
)


def governed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every quarter with data has a policy in force on its first day.

    A later version never reaches back (reference 0.10): without a version of its time a quarter is not evaluated.

    中文：有数据的季度，第一天就有考核政策生效。后来的版本不往回管，当时没有版本的季度不考核。
    """
    policies = network.all(EvaluationPolicy)
    start = fiscal_start(network)
    for data in network.all(QuarterData):
        first = FiscalQuarter.parse(data.quarter).span(start).first
        if policies and governing(policies, first) is None:
            yield told(network, NO_VERSION, data, "quarter", day=first, quarter=data.quarter)


def freezing(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Data are frozen after the quarter, within the days that the policy gives.

    Up to the freeze what is missing is pending, from then on it is not reported and scored 0 (reference 0b number 11), so
    the day must be on record. A later report makes a second version.

    中文：季度结束后，数据在政策规定的工作日内冻结。冻结之前缺的算待定，之后算未上报、记零分，所以冻结日必须登记；迟来的
    报告另出新版。
    """
    policies = network.all(EvaluationPolicy)
    calendar, start = work_calendar(network), fiscal_start(network)
    for data in network.all(QuarterData):
        span = FiscalQuarter.parse(data.quarter).span(start)
        policy = governing(policies, span.first) if policies else None
        if data.frozen_on is not None and data.frozen_on <= span.last:
            yield told(network, FROZEN_EARLY, data, "frozen_on", frozen=data.frozen_on, last=span.last)
        if policy is None:
            continue
        days = policy.procedure.freeze_days
        limit = calendar.add(span.last, days)
        if (data.frozen_on or as_of) > limit:
            path = ("frozen_on",) if data.frozen_on is not None else ("quarter",)
            yield told(network, FROZEN_LATE, data, *path, limit=limit, days=days)


def late_reports(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What was not reported counts as a late report too.

    The missing figure is scored 0, and the report that should have brought it was late (reference D.6).

    中文：没有上报的数据，也算一次迟报：该数记零分，本应带来它的那次报送也迟了。
    """
    for data in network.all(QuarterData):
        frozen = data.frozen_on is not None and data.frozen_on <= as_of
        if frozen and data.reports.done is not None and data.reports.done == data.reports.of and _unreported(data):
            yield told(network, NOT_COUNTED_LATE, data, "reports")


def _unreported(held: Value) -> bool:
    values = vars(held)
    if values.get("missing") == "not_reported":
        return True
    inner = [item for value in values.values() for item in (value if isinstance(value, tuple) else (value,))]
    return any(isinstance(item, Value) and _unreported(item) for item in inner)


def series(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer's series of quarters has no hole, and does not break off while its cooperation runs.

    A quarter without data is not evaluated, which nobody should learn from a missing page. A series is expected to
    reach as far as any dealer's does; one that never began is not expected to.

    中文：合作期间，经销商的季度数据连续不断。没有数据的季度不考核，这件事不该等到少了一页才被发现。以全网最近的季度为准；
    从来没有开始的不追问。
    """
    every = {data.quarter for data in network.all(QuarterData)} | {row.quarter for row in results.all(PeerQuarter)}
    for profile in network.all(DealerProfile):
        held = quarters_of(network, profile.id)
        if not held:
            continue
        names = {data.quarter for data in held}
        last = max(every) if state(profile, as_of) in RUNNING else held[-1].quarter
        quarter, before = FiscalQuarter.parse(held[0].quarter), held[0]
        while str(quarter) < last:
            quarter = quarter.next()
            if str(quarter) in names:
                before = next(data for data in held if data.quarter == str(quarter))
            else:
                yield told(network, SERIES_BROKEN, before, "quarter", quarter=quarter, dealer=profile.id)


CHECKS: tuple[Check, ...] = (
    Check((NO_VERSION,), governed),
    Check((FROZEN_EARLY, FROZEN_LATE), freezing),
    Check((NOT_COUNTED_LATE,), late_reports),
    Check((SERIES_BROKEN,), series),
)
