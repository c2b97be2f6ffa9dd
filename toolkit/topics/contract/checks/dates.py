"""Term, signature and notice: the dates of a contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.period import Span
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import Company
from toolkit.topics.contract.checks.place import limits, told
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

REVERSED = ProblemKind(
    "CTR101", "error", Text("终止日 {end} 不晚于起始日 {start}", "it ends on {end}, not after it begins on {start}")
)
TRIAL = ProblemKind(
    "CTR102",
    "error",
    Text("试销期 {trial} 个月长于合同期限", "the trial period of {trial} months is longer than the term"),
)
SIGNED_WITHOUT_DAY = ProblemKind(
    "CTR103",
    "error",
    Text("状态是“{status}”，但没有签署日期", "its status is {status}, but it has no day of signature"),
    Text("补上 signed_on", "add signed_on"),
)
DAY_WITHOUT_SIGNED = ProblemKind(
    "CTR104", "error", Text("有签署日期，状态却是“{status}”", "it has a day of signature, but its status is {status}")
)
SIGNED_IN_FUTURE = ProblemKind(
    "CTR105", "error", Text("签署日期 {day} 晚于基准日 {as_of}", "signed on {day}, after the as-of date {as_of}")
)
SIGNED_LATE = ProblemKind(
    "CTR106",
    "warning",
    Text(
        "签署日期 {day} 晚于起始日 {start}：此前没有约束力",
        "signed on {day}, after it begins on {start}: until then it does not bind",
    ),
)
ENDED_OUTSIDE = ProblemKind(
    "CTR107", "error", Text("提前终止日 {day} 不在合同期限内", "it ended on {day}, outside its term")
)
ENDED_UNSAID = ProblemKind(
    "CTR108",
    "error",
    Text(
        "状态是“已终止”，期限未满，却没有提前终止记录", "it has ended before its term, but no early ending is recorded"
    ),
    Text("补上 ended", "add ended"),
)
TWO_AT_ONCE = ProblemKind(
    "CTR109",
    "error",
    Text("与合同 {other} 在 {first} 至 {last} 同时生效", "in force together with {other} from {first} to {last}"),
)
SHORT_NOTICE = ProblemKind(
    "CTR110",
    "warning",
    Text("续约通知 {days} 日，少于政策要求的 {least} 日", "renewal notice of {days} days; the policy asks for {least}"),
)
SHORT_TERMINATION = ProblemKind(
    "CTR111",
    "warning",
    Text(
        "解除通知 {days} 日，少于政策要求的 {least} 日",
        "termination notice of {days} days; the policy asks for {least}",
    ),
)
SHORT_CURE = ProblemKind(
    "CTR112",
    "warning",
    Text("补救期 {days} 日，少于政策要求的 {least} 日", "a cure of {days} days; the policy asks for {least}"),
)
MARK_ENDS = ProblemKind(
    "CTR113",
    "warning",
    Text(
        "商标 {mark} 于 {day} 到期，早于合同终止日", "the trade mark {mark} expires on {day}, before the contract ends"
    ),
    Text("安排续展", "see to its renewal"),
)
BRAND_CODE = ProblemKind(
    "CTR114",
    "error",
    Text(
        "合同编号的品牌代码是 {given}，公司资料里是 {expected}",
        "the contract number has brand code {given}; the company's is {expected}",
    ),
)


def term(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The term runs forward, and a trial period fits into it."""
    for contract in network.all(Contract):
        span = contract.term
        if span.end <= span.start:
            yield told(network, REVERSED, contract, "term", "end", start=span.start, end=span.end)
        elif span.trial_months * 30 > (span.end - span.start).days:
            yield told(network, TRIAL, contract, "term", "trial_months", trial=span.trial_months)


def signature(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Status, day of signature and early ending agree. A contract binds from its signature, not before (Civil Code art. 490)."""
    for contract in network.all(Contract):
        status, day = contract.status, contract.signed_on
        if status in ("signed", "ended") and day is None:
            yield told(network, SIGNED_WITHOUT_DAY, contract, "status", status=status)
        if day is not None and status in ("draft", "legal_review"):
            yield told(network, DAY_WITHOUT_SIGNED, contract, "signed_on", status=status)
        if day is not None and day > as_of:
            yield told(network, SIGNED_IN_FUTURE, contract, "signed_on", day=day, as_of=as_of)
        elif day is not None and day > contract.term.start:
            yield told(network, SIGNED_LATE, contract, "signed_on", day=day, start=contract.term.start)
        ended = contract.ended
        if ended is not None and not contract.term.start <= ended.date <= contract.term.end:
            yield told(network, ENDED_OUTSIDE, contract, "ended", "date", day=ended.date)
        if status == "ended" and ended is None and contract.term.end >= as_of:
            yield told(network, ENDED_UNSAID, contract, "status")


def one_at_a_time(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer has one contract in force on any day; a renewal begins where the last one ended."""
    for profile in network.all(DealerProfile):
        spans = [
            (span, contract) for contract in contracts_of(network, profile.id) if (span := in_force_span(contract))
        ]
        for (first, earlier), (second, later) in pairwise(sorted(spans, key=lambda row: (row[0], row[1].contract_no))):
            common: Span | None = first.meets(second)
            if common is not None:
                yield told(
                    network,
                    TWO_AT_ONCE,
                    later,
                    "term",
                    "start",
                    other=earlier.contract_no,
                    first=common.first,
                    last=common.last,
                )


def notices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Notice and cure are as long as the limits policy asks (DOMAIN A.10, F.4): a dealer needs time to plan."""
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        if policy is None:
            continue
        given = contract.term.renewal_notice_days
        if contract.term.renewal != "none" and given < policy.renewal_notice_days:
            yield told(
                network,
                SHORT_NOTICE,
                contract,
                "term",
                "renewal_notice_days",
                days=given,
                least=policy.renewal_notice_days,
            )
        end = contract.termination
        if end.notice_days < policy.termination_notice_days:
            yield told(
                network,
                SHORT_TERMINATION,
                contract,
                "termination",
                "notice_days",
                days=end.notice_days,
                least=policy.termination_notice_days,
            )
        if end.cure_days < policy.cure_days:
            yield told(
                network, SHORT_CURE, contract, "termination", "cure_days", days=end.cure_days, least=policy.cure_days
            )


def company_facts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The contract number begins with the company's brand code, and its trade marks outlive the contract (DOMAIN A.1)."""
    company = network.only(Company)
    for contract in network.all(Contract) if company else ():
        given = contract.contract_no.split("-", 1)[0]
        if company is not None and given != company.brand_code:
            yield told(network, BRAND_CODE, contract, given=given, expected=company.brand_code)
        for mark in company.trade_marks if company is not None and contract.status != "ended" else ():
            if mark.valid_to < contract.term.end:
                yield told(network, MARK_ENDS, contract, "term", "end", mark=mark.name, day=mark.valid_to)


CHECKS = (
    Check((REVERSED, TRIAL), term),
    Check(
        (SIGNED_WITHOUT_DAY, DAY_WITHOUT_SIGNED, SIGNED_IN_FUTURE, SIGNED_LATE, ENDED_OUTSIDE, ENDED_UNSAID), signature
    ),
    Check((TWO_AT_ONCE,), one_at_a_time),
    Check((SHORT_NOTICE, SHORT_TERMINATION, SHORT_CURE), notices),
    Check((BRAND_CODE, MARK_ENDS), company_facts),
)
