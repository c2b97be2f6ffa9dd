"""A quarter's events and the conflict cases behind them say the same, and no final case is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import quarter_of
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.conflict.records import Case
from toolkit.topics.conflict.rules.results import CaseStanding
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.quarter import Deduction, RedLineEvent
from toolkit.topics.evaluation.rules.standing import quarters_of
from toolkit.topics.topic import Check

PREFIX = "CF-"
NO_CASE = ProblemKind(
    "EVA321",
    "error",
    Text("{dealer} 没有案件 {case}", "{dealer} has no case {case}"),
    Text(
        "扣分和红线要有案件作依据；案件在 dealers/{dealer}/cases/",
        "points and red lines rest on a case; cases lie in dealers/{dealer}/cases/",
    ),
)
DIFFERS = ProblemKind(
    "EVA322",
    "error",
    Text(
        "{case} 的{what}写的是 {given}，案件里是 {found}",
        "the {what} of {case} is {given} here and {found} in the case",
    ),
    Text("以案件终局结论为准", "the final decision of the case holds"),
)
FORGOTTEN = ProblemKind(
    "EVA323",
    "warning",
    Text(
        "{case} 在 {quarter} 终局（{effect}），该季没有登记",
        "{case} became final in {quarter} ({effect}), and the quarter does not have it",
    ),
    Text(
        "登记到 deductions 或 red_lines；冻结后才终局的记入下一季",
        "enter it in deductions or red_lines; one that became final after the freeze goes to the next quarter",
    ),
)
_LABELS = {
    "level": Text("级别", "level"),
    "final_on": Text("终局日", "final day"),
    "points": Text("扣分", "points"),
    "red_line": Text("红线", "red line"),
}


def cases(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a quarter takes for a conflict case is what the case decided, and what a case decided is in a quarter.

    The quarter keeps its own copy because it is frozen five working days after its end and must recompute the same
    afterwards; this check keeps the copy true (reference D.4, J.2, 0b). Only final cases count.

    中文：季度里登记的案件扣分与案件的决定一致，案件决定了的季度里也有。季度留一份副本，因为冻结后还要能重算出同样的结果；
    这里核对副本属实。只有终局案件才算。
    """
    for data in network.all(QuarterData):
        for name in ("deductions", "red_lines"):
            for n, event in enumerate(getattr(data, name)):
                if event.case.startswith(PREFIX):
                    yield from _compared(network, results, data, (name, n), event)
    start = fiscal_start(network)
    for standing in results.all(CaseStanding):
        if standing.final and standing.final_on is not None and (standing.points or standing.red_line):
            yield from _forgotten(network, standing, str(quarter_of(standing.final_on, start)))


def _compared(
    network: Network, results: Results, data: QuarterData, at: tuple[str, int], event: Deduction | RedLineEvent
) -> Iterator[Problem]:
    standing = results.find(CaseStanding, event.case)
    if standing is None or standing.dealer != data.dealer:
        yield told(network, NO_CASE, data, *at, "case", dealer=data.dealer, case=event.case)
        return
    fields = ("level", "final_on", "points") if isinstance(event, Deduction) else ("red_line", "final_on")
    for name in fields:
        given, found = getattr(event, name), getattr(standing, name)
        if given is not None and given != found:
            place = Related(network.origin(network.get(Case, event.case)), Text("案件", "the case"))
            yield told(
                network, DIFFERS, data, *at, name, related=(place,),
                case=event.case, what=_LABELS[name], given=given, found="/" if found in (None, "") else found,
            )  # fmt: skip


def _forgotten(network: Network, standing: CaseStanding, quarter: str) -> Iterator[Problem]:
    files = quarters_of(network, standing.dealer)
    holding = next((data for data in files if data.quarter == quarter), None)
    taken = {event.case for data in files for event in (*data.deductions, *data.red_lines)}
    if holding is not None and standing.subject not in taken:
        effect = standing.red_line or Text(f"扣 {standing.points} 分", f"{standing.points} points")
        yield told(network, FORGOTTEN, holding, "quarter", case=standing.subject, quarter=quarter, effect=effect)


CHECKS: tuple[Check, ...] = (Check((NO_CASE, DIFFERS, FORGOTTEN), cases),)
