"""Events that cost points or limit the grade: known to the policy, final, counted once, and none forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import Span
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import LICENCES
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules.facts import Facts, facts_of
from toolkit.topics.evaluation.rules.faults import texts
from toolkit.topics.evaluation.rules.standing import governing, quarters_of
from toolkit.topics.topic import Check

UNKNOWN_KIND = ProblemKind(
    "EVA301",
    "error",
    Text("{policy} 没有扣分项 {kind}", "{policy} has no deduction {kind}"),
    Text("可选：{choices}", "choose from: {choices}"),
)
TOO_MANY_POINTS = ProblemKind(
    "EVA302",
    "error",
    Text(
        "扣 {points} 分，政策规定每次最多 {most} 分", "{points} points; the policy takes at most {most} for one event"
    ),
)
NOT_FINAL = ProblemKind(
    "EVA303",
    "info",
    Text("{case} 尚未终局，本季不扣分", "{case} is not final yet: nothing is deducted"),
    Text("终局后写明 final_on", "write final_on when it is"),
)
BELOW_LEVEL = ProblemKind(
    "EVA304",
    "info",
    Text("{case} 未达 {level} 级，只提醒，不扣分", "{case} is below level {level}: a reminder, no points"),
)
COUNTED_TWICE = ProblemKind(
    "EVA305",
    "error",
    Text("{case} 在 {quarter} 已经扣过分", "{case} was counted in {quarter} already"),
    Text("一件事只扣一次", "one event is counted once"),
)
UNKNOWN_RED_LINE = ProblemKind(
    "EVA306", "error", Text("{policy} 没有红线 {red_line}", "{policy} has no red line {red_line}")
)
CAP_OPEN = ProblemKind(
    "EVA307",
    "error",
    Text("红线 {red_line} 的等级上限应为 {caps}", "the cap of red line {red_line} must be {caps}"),
    Text(
        "写明委员会确定的 cap；政策只有一种上限时不写",
        "write the committee’s cap; leave it out where the policy has one only",
    ),
)
OVERDUE_SIGN = ProblemKind(
    "EVA308",
    "warning",
    Text("{why}，没有登记红线 {red_line}", "{why}, but red line {red_line} is not on record"),
    Text(
        "由财务提出、委员会确认后登记；不成立的在备注说明",
        "finance proposes, the committee confirms; say in a note if it does not hold",
    ),
)
LICENCE_SIGN = ProblemKind(
    "EVA309",
    "warning",
    Text(
        "季末{licence}已过期 {days} 天，没有登记红线 {red_line}",
        "the {licence} had expired {days} days before the quarter’s end, but red line {red_line} is not on record",
    ),
    Text("核对证照，确认后登记", "look at the licence, and record the red line once it is confirmed"),
)
UNLAWFUL = ProblemKind(
    "EVA310",
    "error",
    Text(
        "E-RPM：“{words}”涉及控制转售价格，不得扣分或降级",
        "E-RPM: “{words}” is resale-price control: no points or grades for it",
    ),
    Text("删去这一项；价格投诉按渠道政策处理", "take it out; complaints about prices go the way of the channel policy"),
)


def _governed(network: Network, as_of: date) -> Iterator[tuple[EvaluationPolicy, Facts]]:
    policies = network.all(EvaluationPolicy)
    for data in network.all(QuarterData):
        facts = facts_of(network, data, as_of)
        policy = governing(policies, facts.span.first)
        if policy is not None:
            yield policy, facts


def deductions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What costs points is in the policy, final, and of the level that the policy asks for.

    Only final cases count, and of cross-territory sales only those of level 2 or more; levels 0 and 1 are advice and a
    reminder (reference D.4, J.2, 0b). A decision may take fewer points than the policy, never more.

    中文：扣分的事项政策里有、已经终局、达到政策要求的级别。跨区销售只有二级及以上才扣，零级、一级只是建议和提醒；决定可
    以少扣，不能多扣。
    """
    for policy, facts in _governed(network, as_of):
        kinds = {kind.id: kind for kind in policy.deductions.kinds}
        for n, event in enumerate(facts.data.deductions):
            at = ("deductions", n)
            kind = kinds.get(event.kind)
            if kind is None:
                known = ", ".join(kinds)
                yield told(
                    network, UNKNOWN_KIND, facts.data, *at, "kind", policy=policy.reference, kind=event.kind, choices=known
                )  # fmt: skip
                continue
            if event.points > kind.points:
                yield told(network, TOO_MANY_POINTS, facts.data, *at, "points", points=event.points, most=kind.points)
            if event.final_on is None or event.final_on > as_of:
                yield told(network, NOT_FINAL, facts.data, *at, case=event.case)
            elif (event.level or 0) < kind.least_level:
                yield told(network, BELOW_LEVEL, facts.data, *at, case=event.case, level=kind.least_level)


def counted_once(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A case costs points in one quarter only.

    Evaluation looks at the quarter’s own facts (reference D.1); the same case again would punish twice.

    中文：一个案件只在一个季度扣一次分。考核看本季的事实，再扣一次就是重复处罚。
    """
    for dealer in sorted({data.dealer for data in network.all(QuarterData)}):
        seen: dict[str, str] = {}
        for data in quarters_of(network, dealer):
            for n, event in enumerate(data.deductions):
                first = seen.setdefault(event.case, data.quarter)
                if first != data.quarter:
                    yield told(network, COUNTED_TWICE, data, "deductions", n, "case", case=event.case, quarter=first)


def red_lines(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A red line on record is one of the policy, and its cap is decided.

    Where the policy leaves the cap to the committee (R7: C or D), the decision states it; until then the milder holds
    (reference D.4).

    中文：登记的红线政策里有，等级上限已经定下。政策把上限留给委员会的，由决定写明；未定之前按较轻的。
    """
    for policy, facts in _governed(network, as_of):
        lines = {line.id: line for line in policy.red_lines}
        for n, event in enumerate(facts.data.red_lines):
            line = lines.get(event.red_line)
            if line is None:
                yield told(
                    network, UNKNOWN_RED_LINE, facts.data, "red_lines", n, "red_line", policy=policy.reference, red_line=event.red_line
                )  # fmt: skip
                continue
            undecided = len(line.caps) > 1 and event.cap is None
            if undecided or (event.cap is not None and event.cap not in line.caps):
                path = ("red_lines", n, "cap") if event.cap else ("red_lines", n)
                yield told(network, CAP_OPEN, facts.data, *path, red_line=line.id, caps=" / ".join(line.caps))


def signs(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Figures that look like a red line are put to a decision.

    Overdue for more than 60 days or for more than a fifth of the credit limit (R5), or a licence that had expired for
    more than 30 days at the quarter's end (R6), as far as the policy says (reference D.4). The figures alone cap nothing:
    the dealer is heard first, and what is confirmed goes to `red_lines`.

    中文：数据看着像红线的，要提请决定：逾期超过政策天数或额度比例，证照季末已过期超过天数。光凭数字不封顶，先听经销商说
    明，确认后才登记。
    """
    for policy, facts in _governed(network, as_of):
        recorded = {event.red_line for event in facts.data.red_lines}
        if facts.span.end <= as_of and policy.signs.overdue not in recorded:
            yield from _overdue(network, policy, facts)
        if facts.span.end <= as_of and policy.signs.licence not in recorded:
            yield from _licences(network, policy, facts.data, facts.span)


def _overdue(network: Network, policy: EvaluationPolicy, facts: Facts) -> Iterator[Problem]:
    data, held = facts.data, facts.data.receivables
    amounts = [getattr(held, f"overdue_{days}").value for days in ("1_30", "31_60", "61_90", "over_90")]
    late = [amount or Decimal(0) for amount in amounts]
    limit = facts.terms.credit.limit if facts.terms is not None and facts.terms.credit is not None else None
    why = None
    if late[2] + late[3] > 0:
        why = Text("季末有逾期超过 60 天的货款", "payment was overdue for more than 60 days at the quarter’s end")
    elif limit and sum(late, Decimal(0)) / limit > policy.signs.overdue_share:
        share = percent_text(sum(late, Decimal(0)) / limit, 1)
        why = Text(f"逾期占授信额度 {share}", f"overdue is {share} of the credit limit")
    if why is not None:
        yield told(network, OVERDUE_SIGN, data, "receivables", why=why, red_line=policy.signs.overdue)


def _licences(network: Network, policy: EvaluationPolicy, data: QuarterData, span: Span) -> Iterator[Problem]:
    profile = network.find(DealerProfile, data.dealer)
    limit = span.last - timedelta(days=policy.signs.licence_days)
    for licence in profile.licences if profile else ():
        if licence.valid_to is not None and licence.valid_to < limit:
            days = (span.last - licence.valid_to).days
            words = LICENCES.label(licence.type)
            yield told(network, LICENCE_SIGN, data, "quarter", licence=words, days=days, red_line=policy.signs.licence)


def lawful_events(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No event of a quarter punishes a resale price (E-RPM).

    Taking points or a grade for low prices is part of what the law bans (Anti-Monopoly Law art. 18; reference 0.1). Remove
    the event; a complaint about prices is looked into by the channel policy, without a penalty for the price.

    中文：季度里的任何事项都不惩罚转售价格。因价格低扣分、降级正是法律禁止的（反垄断法第十八条）。请删去；价格投诉按渠道
    政策了解，不因价格处罚。
    """
    for data in network.all(QuarterData):
        for name in ("deductions", "red_lines"):
            for n, event in enumerate(getattr(data, name)):
                for path, text in texts(event):
                    if words := resale_price_words(text, counted=True):
                        yield told(network, UNLAWFUL, data, name, n, *path, words=words)
                        break


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_KIND, TOO_MANY_POINTS, NOT_FINAL, BELOW_LEVEL), deductions),
    Check((COUNTED_TWICE,), counted_once),
    Check((UNKNOWN_RED_LINE, CAP_OPEN), red_lines),
    Check((OVERDUE_SIGN, LICENCE_SIGN), signs),
    Check((UNLAWFUL,), lawful_events),
)
