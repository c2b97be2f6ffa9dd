"""Term, signature and early ending: the dates of a contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from toolkit.kernel.origin import Origin
from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Company
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.vocabularies import STATUS
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

REVERSED = ProblemKind(
    "CTR101", "error", Text("终止日 {end} 不晚于起始日 {start}", "it ends on {end}, not after it begins on {start}")
)
TRIAL = ProblemKind(
    "CTR102",
    "error",
    Text(
        "试销期 {trial} 个月到 {last} 为止，超出合同期限",
        "the trial period of {trial} months runs until {last}, past the term",
    ),
)
SIGNED_WITHOUT_DAY = ProblemKind(
    "CTR103",
    "error",
    Text("状态是“{status}”，但没有签署日期", "its status is “{status}”, but it has no day of signature"),
    Text("补上 signed_on", "add signed_on"),
)
DAY_WITHOUT_SIGNED = ProblemKind(
    "CTR104",
    "error",
    Text("有签署日期，状态却是“{status}”", "it has a day of signature, but its status is “{status}”"),
    Text("改正其一", "correct one of the two"),
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
    Text("倒签须经法务；此前的供货另行书面确认", "legal approves back-dating; confirm earlier deliveries in writing"),
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
    Text(
        "新合同从前一份终止的次日起；确需提前的，先登记前一份的提前终止",
        "let the new one begin the day after the old one ends, or record that the old one ended early",
    ),
)
ENDED_TO_COME = ProblemKind(
    "CTR115",
    "error",
    Text(
        "状态是“已终止”，最后有效日 {day} 却不早于基准日 {as_of}",
        "its status says ended, but its last day in force, {day}, is not before the as-of date {as_of}",
    ),
    Text("通知期内状态仍是 signed", "until the notice has run out the status remains signed"),
)
MARK_ENDS = ProblemKind(
    "CTR113",
    "warning",
    Text(
        "商标 {mark} 于 {day} 到期，早于合同终止日", "the trade mark {mark} expires on {day}, before the contract ends"
    ),
    Text("安排续展", "see to its renewal"),
)
NO_COMPANY = ProblemKind(
    "CTR119",
    "error",
    Text("合同没有甲方：缺少 content/company.yaml", "the contracts have no Party A: content/company.yaml is missing"),
    Text("登记公司资料", "put the company on record"),
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
    """The term runs forward, and a trial period fits into it.

    First and last day both belong to the term (reference A.10). Correct `term` of the contract.

    中文：合同期限从前往后，试销期落在期限之内。首日和末日都算在期限内。请改合同期限。
    """
    for contract in network.all(Contract):
        span = contract.term
        last = add_months(span.start, span.trial_months)
        if span.end <= span.start:
            yield told(network, REVERSED, contract, "term", "end", start=span.start, end=span.end)
        elif span.trial_months and last > span.end:
            yield told(network, TRIAL, contract, "term", "trial_months", trial=span.trial_months, last=last)


def signature(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Status and day of signature agree, and the day has come.

    A contract binds from its signature, not before (Civil Code art. 490), and deliveries before it have no agreed terms.

    中文：合同状态与签署日期相符，签署日已经到了。合同自签署起才有约束力（民法典第四百九十条），此前的供货没有约定的条件；
    确有此前供货的，另行书面确认。
    """
    for contract in network.all(Contract):
        status, day = contract.status, contract.signed_on
        if status in ("signed", "ended") and day is None:
            yield told(network, SIGNED_WITHOUT_DAY, contract, "status", status=STATUS.label(status))
        if day is not None and status in ("draft", "legal_review"):
            yield told(network, DAY_WITHOUT_SIGNED, contract, "signed_on", status=STATUS.label(status))
        if day is not None and day > as_of:
            yield told(network, SIGNED_IN_FUTURE, contract, "signed_on", day=day, as_of=as_of)
        elif day is not None and day > contract.term.start:
            yield told(network, SIGNED_LATE, contract, "signed_on", day=day, start=contract.term.start)


def ending(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An early ending lies inside the term and agrees with the status.

    `ended.date` is the last day in force. A contract under notice stays signed until that day has passed.

    中文：提前终止日在合同期限之内，并与状态相符。提前终止日是最后有效的一天，通知期内合同仍是已签署状态，过了那一天才改
    为终止。
    """
    for contract in network.all(Contract):
        ended, ends = contract.ended, contract.status == "ended"
        if ended is not None and not contract.term.start <= ended.date <= contract.term.end:
            yield told(network, ENDED_OUTSIDE, contract, "ended", "date", day=ended.date)
        elif ended is not None and ends and ended.date >= as_of:
            yield told(network, ENDED_TO_COME, contract, "status", day=ended.date, as_of=as_of)
        elif ended is None and ends and contract.term.end >= as_of:
            yield told(network, ENDED_UNSAID, contract, "status")


def one_at_a_time(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer has one contract in force on any day; a renewal begins the day after the last one ended.

    With two at once nobody knows which prices and targets hold. Drafts do not count.

    中文：一家经销商任何一天只有一份有效合同，续约从前一份终止的次日起。两份同时有效，说不清按哪份的价格和目标。草案不算。
    """
    for profile in network.all(DealerProfile):
        bound = [(span, c) for c in contracts_of(network, profile.id) if (span := in_force_span(c)) is not None]
        for (first, earlier), (second, later) in combinations(sorted(bound, key=lambda r: (r[0], r[1].contract_no)), 2):
            common = first.meets(second)
            if common is not None:
                there = Related(network.origin(earlier, "term"), Text("另一份的期限在这里", "the other term is here"))
                yield told(
                    network,
                    TWO_AT_ONCE,
                    later,
                    "term",
                    "start",
                    related=(there,),
                    other=earlier.contract_no,
                    first=common.first,
                    last=common.last,
                )


def company_facts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Party A is on record, contract numbers begin with its brand code, and its trade marks outlive them (reference A.1).

    中文：甲方资料已登记，合同编号以甲方品牌代码开头，所许可的商标有效期长过合同。商标先到期的，安排续展。
    """
    company = network.only(Company)
    if company is None and network.all(Contract):
        yield NO_COMPANY.at(Origin("content/company.yaml"), record="company")
    for contract in network.all(Contract) if company else ():
        given = contract.contract_no.split("-", 1)[0]
        if company is not None and given != company.brand_code:
            yield told(network, BRAND_CODE, contract, "contract_no", given=given, expected=company.brand_code)
        for mark in company.trade_marks if company is not None and not is_over(contract, as_of) else ():
            if mark.valid_to < contract.term.end:
                yield told(network, MARK_ENDS, contract, "term", "end", mark=mark.name, day=mark.valid_to)


CHECKS = (
    Check((REVERSED, TRIAL), term),
    Check((SIGNED_WITHOUT_DAY, DAY_WITHOUT_SIGNED, SIGNED_IN_FUTURE, SIGNED_LATE), signature),
    Check((ENDED_OUTSIDE, ENDED_UNSAID, ENDED_TO_COME), ending),
    Check((TWO_AT_ONCE,), one_at_a_time),
    Check((NO_COMPANY, BRAND_CODE, MARK_ENDS), company_facts),
)
