"""What each warning measures in what people wrote down: W6 to W13 (reference K.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.period import add_months
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.communication.records import Communication
from toolkit.topics.communication.rules.results import CommunicationStanding, PaceLine
from toolkit.topics.communication.rules.standing import feedback_rows, ledger_of
from toolkit.topics.company.records import LICENCES
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import in_force_span
from toolkit.topics.dealer.records import DealerProfile, Licence
from toolkit.topics.incentive.records import RebateSettlement
from toolkit.topics.segment.records import Observed, Survey, WarningRule
from toolkit.topics.segment.records.vocabularies import GRAVE, LEGAL
from toolkit.topics.segment.rules.signals import Signal, fact, missing
from toolkit.topics.support.rules import FundStanding

MEETINGS = frozenset(("manager_visit", "head_visit", "gm_visit", "data_meeting", "qbr"))
"""Contacts face to face that have a rhythm."""
DISPUTED = "disputed"
STILL = Decimal(0)


def turnover(seen: Observed | None) -> Signal:
    """W6: the share of the dedicated staff that left in a year."""
    if seen is None or seen.turnover is None or seen.turnover.value is None:
        return missing("专职人员流失率", "turnover of dedicated staff")
    value = seen.turnover.value
    return Signal(value, (fact("一年流失率", "left in a year", percent_text(value, 1)),))


def new_brands(profile: DealerProfile, seen: Observed | None, rule: WarningRule, as_of: date) -> Signal:
    """W7: 2 for a competing brand of the last year above the red share, 1 for another that competes or complements, else 0."""
    if seen is None or seen.new_brands is None:
        return missing("新代理品牌的了解", "whether there are new brands")
    shares = {brand.brand: brand for brand in profile.other_brands}
    worst, steps = 0, []
    for row in seen.new_brands:
        brand = shares.get(row.brand)
        if brand is None or brand.relation == "neutral" or not add_months(as_of, -12) < row.since <= as_of:
            continue
        grave = brand.relation == "competing" and rule.red_share is not None and brand.share > rule.red_share
        worst = max(worst, 2 if grave else 1)
        steps.append(
            fact(f"{row.since} 起 {row.brand}", f"{row.brand} since {row.since}", percent_text(brand.share, 1))
        )
    return Signal(Decimal(worst), tuple(steps))


def contact(network: Network, results: Results, dealer: str, as_of: date) -> Signal:
    """W8: days since the last meeting of any kind ÷ the shortest interval between meetings of the segment's rhythm."""
    standing = results.find(CommunicationStanding, dealer)
    lines: Sequence[PaceLine] = [row for row in standing.pace if row.type in MEETINGS] if standing else []
    # Without a ledger nobody knows who met whom: calling that a silence would be a guess.
    if not lines or not network.of_dealer(Communication, dealer):
        return missing("沟通记录", "a record of contacts")
    every = min(row.every_days for row in lines)
    gone = min((as_of - row.next).days + row.every_days for row in lines)
    with localcontext() as context:
        context.prec = 40
        ratio = Decimal(gone) / every
    steps = (fact("距上次会面天数", "days since a meeting", str(gone)), fact("应有间隔", "interval", str(every)))
    return Signal(ratio, steps)


def our_debts(network: Network, dealer: str, as_of: date) -> Signal:
    """W9: feedback past its answer day, and promises of ours broken in the last twelve months."""
    if not network.of_dealer(Communication, dealer):
        return missing("沟通记录", "a record of promises and feedback")
    ledger, since = ledger_of(network, dealer), add_months(as_of, -12)
    late = [
        row.id
        for row, due in feedback_rows(network, ledger.feedback)
        if due is not None and due < as_of and (row.answered is None or row.answered > as_of)
    ]
    broken = [r.id for r in ledger.commitments if r.side == "brand" and r.status == "broken" and since < r.due <= as_of]
    steps = (
        fact("未答复的反馈", "feedback unanswered", "、".join(late) or "0"),
        fact("我方违背的承诺", "promises broken by us", "、".join(broken) or "0"),
    )
    return Signal(Decimal(len(late) + len(broken)), steps)


def expiry(network: Network, profile: DealerProfile, as_of: date) -> Signal:
    """W10: days until the first licence or the last signed contract runs out; negative when one has."""
    ends = [(row.valid_to, LICENCES.label(row.type).zh, LICENCES.label(row.type).en) for row in _latest(profile)]
    spans = [span for row in network.of_dealer(Contract, profile.id) if (span := in_force_span(row)) is not None]
    ends += [(max(span.last for span in spans), "合同", "contract")] if spans else []
    dated = sorted((end, zh, en) for end, zh, en in ends if end is not None)
    if not dated:
        return missing("证照与合同的到期日", "days on which licences and contract end")
    steps = tuple(fact(f"{zh}到期", f"{en} ends", str(end)) for end, zh, en in dated[:3])
    return Signal(Decimal((dated[0][0] - as_of).days), steps)


def legal(seen: Observed | None, as_of: date) -> Signal:
    """W11: 2 for dishonesty or abnormal operation, 1 for a lawsuit or enforcement of the last year, 0 for none."""
    if seen is None or seen.legal is None:
        return missing("公开信息查询", "a search of the public registers")
    since = add_months(as_of, -12)
    rows = [
        row
        for row in seen.legal
        if row.date <= as_of and (row.kind in GRAVE or row.date > since)
        if row.cleared_on is None or row.cleared_on > as_of
    ]
    steps = tuple(fact(f"{row.date} {LEGAL.label(row.kind).zh}", f"{row.date} {row.kind}", row.kind) for row in rows)
    steps = (fact("查询日", "searched on", str(seen.date)), *steps)
    return Signal(Decimal(max((2 if row.kind in GRAVE else 1 for row in rows), default=0)), steps)


def satisfaction(surveys: Iterable[Survey], dealer: str, as_of: date) -> Signal:
    """W12: the dealer's latest answer, 0 to 10, of the last eighteen months."""
    since = add_months(as_of, -18)
    rows = [row for survey in surveys for row in survey.answers if row.dealer == dealer and since < row.date <= as_of]
    if not rows:
        return missing("满意度答卷", "an answer to the survey")
    last = max(rows, key=lambda row: row.date)
    return Signal(last.overall, (fact(f"{last.date} 满意度", f"satisfaction, {last.date}", number_text(last.overall)),))


def waiting(network: Network, results: Results, dealer: str, as_of: date) -> Signal:
    """W13: days that the oldest rebate dispute, or claim not yet paid, has been waiting; 0 when none is."""
    disputes = [
        (row.issued_on, row.id)
        for row in network.of_dealer(RebateSettlement, dealer)
        if row.status == DISPUTED and row.issued_on is not None and row.issued_on <= as_of
    ]
    claims = [
        (min(claim.received for claim in fund.claims), fund.subject)
        for fund in results.all(FundStanding)
        if fund.dealer == dealer and fund.claims and fund.payable > fund.paid
    ]
    rows = sorted((*disputes, *claims))
    steps = tuple(fact(f"{name} 自", f"{name} since", str(day)) for day, name in rows)
    return Signal(Decimal((as_of - rows[0][0]).days) if rows else STILL, steps)


def _latest(profile: DealerProfile) -> Iterable[Licence]:
    """The licences that count: of one type the one that ends last."""
    return {row.type: row for row in sorted(profile.licences, key=lambda row: row.valid_to or date.max)}.values()
