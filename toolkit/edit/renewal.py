"""The next contract of a dealer whose contract runs out, as a draft to be negotiated (reference B, active to renewing; F.1, term).

What both sides agreed stays as it stands on the last day; what the standard, the rebates and the prices have become since is taken over;
targets are left open, because they are agreed and not copied.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from toolkit.edit.write import NewFile
from toolkit.edit.yaml_file import yaml_file
from toolkit.kernel.period import FiscalQuarter, Span, add_months
from toolkit.kernel.text import Text
from toolkit.network.leaves import plain
from toolkit.network.network import Network
from toolkit.network.policy import Policy, in_force
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.topics.company.records import Company, PriceList
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract, ReviewPolicy, Template
from toolkit.topics.contract.records.vocabularies import RENEWALS
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.limits import REVIEW
from toolkit.topics.contract.rules.renewal import notice_by, successor
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import LEAVING, RESTING, segment, state
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.facts import facts_of
from toolkit.topics.improvement.records import Exit
from toolkit.topics.incentive.records import RebatePolicy

LEFT_OUT = ("signed_on", "ended", "paper", "targets", "dealer", "draft")
"""Fields of the old contract that say nothing of the next one."""
QUARTERS = 4
WORST = "D"
_NUMBER = re.compile(r"/([A-Z]{2,8})-JX-(\d{4})-(\d{4})\.yaml\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a next contract: its file, and what has to be known before it is talked about."""

    contract: str
    dealer: str
    number: str
    file: NewFile
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A contract that ends without a draft, and why."""

    contract: str
    dealer: str
    why: Text


@dataclass(frozen=True, slots=True)
class Renewals:
    """What ends within some days: the drafts, and what gets none."""

    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]


def renewals(network: Network, results: Results, span: Span, as_of: date, dealers: Collection[str] = ()) -> Renewals:
    """Returns the drafts for the contracts that bind on `as_of` and end within `span`, the earliest first."""
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    numbers = Numbers(network, as_of)
    for contract in _ending(network, span, as_of):
        if dealers and contract.dealer not in dealers:
            continue
        why = refusal(network, results, contract, as_of)
        if why is None:
            drafts.append(_draft(network, results, contract, numbers.next(), as_of))
        else:
            skipped.append(Skipped(contract.contract_no, contract.dealer, why))
    return Renewals(tuple(drafts), tuple(skipped))


class Numbers:
    """Contract numbers that nobody has: of the brand and the year, after the highest that is in use, in order."""

    def __init__(self, network: Network, as_of: date) -> None:
        company = network.only(Company)
        self._head = f"{company.brand_code if company else 'XX'}-JX-{as_of.year}"
        self._last = max((n for head, n in _used(network) if head == self._head), default=0)

    def next(self) -> str:
        """Returns the next number."""
        self._last += 1
        return f"{self._head}-{self._last:04d}"


def _used(network: Network) -> Iterator[tuple[str, int]]:
    """The numbers in the names of the files, also of those that could not be read."""
    for path in network.files:
        found = _NUMBER.search(path)
        if found:
            yield f"{found[1]}-JX-{found[2]}", int(found[3])


def _ending(network: Network, span: Span, as_of: date) -> list[Contract]:
    found = []
    for contract in network.all(Contract):
        held = in_force_span(contract)
        if held is not None and held.last in span and (as_of in held or held.first > as_of):
            found.append((held.last, contract.contract_no, contract))
    return [contract for *_, contract in sorted(found, key=lambda row: row[:2])]


def refusal(network: Network, results: Results, contract: Contract, as_of: date) -> Text | None:
    """Returns why a contract gets no draft: it was ended, the dealer leaves, a red line, a successor; None when it gets one."""
    if contract.ended is not None:
        return Text(f"合同已提前终止（{contract.ended.date}）", f"the contract was ended early ({contract.ended.date})")
    following = successor(contracts_of(network, contract.dealer), contract)
    if following is not None:
        return Text(f"已有下一份合同 {following.contract_no}", f"there is a next contract, {following.contract_no}")
    unfinished = _unfinished(network, contract.dealer)
    if unfinished:
        return Text(f"已有未写全的草案 {unfinished}", f"there is an unfinished draft, {unfinished}")
    if terms_on(network, contract, contract.term.end).term.renewal == "none":
        return Text("合同约定不续约", "the contract says that it is not renewed")
    profile = network.find(DealerProfile, contract.dealer)
    now = state(profile, as_of) if profile is not None else ""
    if now in LEAVING | RESTING:
        return Text(f"经销商状态：{STATES.label(now).zh}", f"the dealer's state: {STATES.label(now).within('en')}")
    for leaving in network.of_dealer(Exit, contract.dealer):
        if leaving.notice_on is not None and leaving.notice_on <= as_of:
            return Text(
                f"{leaving.notice_on} 已发不续约或退出通知（{leaving.id}）",
                f"notice of the end was given on {leaving.notice_on} ({leaving.id})",
            )
    if profile is not None and segment(profile, as_of) == "exit":
        return Text("分群为退出", "its segment is exit")
    return _red_line(results, contract.dealer)


def _unfinished(network: Network, dealer: str) -> str:
    """The number of a dealer's contract that is in a file but could not be read as one, as a draft without targets; or nothing."""
    for path in sorted(network.files):
        found = _NUMBER.search(path)
        if found and path.startswith(f"dealers/{dealer}/contracts/{found[1]}"):
            number = f"{found[1]}-JX-{found[2]}-{found[3]}"
            if network.find(Contract, number) is None:
                return number
    return ""


def _red_line(results: Results, dealer: str) -> Text | None:
    """A red line of the last evaluation that leaves the worst grade only."""
    rows = _last(results, dealer)
    hits = [hit for hit in rows[-1].red_lines if hit.cap == WORST] if rows else []
    if not hits:
        return None
    zh, en = "、".join(hit.name.zh for hit in hits), ", ".join(hit.name.within("en") for hit in hits)
    return Text(f"{rows[-1].quarter} 考核触及红线：{zh}", f"red line in {rows[-1].quarter}: {en}")


def _last(results: Results, dealer: str) -> tuple[Evaluation, ...]:
    standing = results.find(EvaluationStanding, dealer)
    quarters = standing.quarters[-QUARTERS:] if standing else ()
    return tuple(row for quarter in quarters if (row := results.find(Evaluation, f"{dealer}/{quarter}")) is not None)


def _draft(network: Network, results: Results, contract: Contract, number: str, as_of: date) -> Draft:
    terms = terms_on(network, contract, contract.term.end)
    start = contract.term.end + timedelta(days=1)
    written: Any = plain(terms, defaults=False, exact=True)
    data = {name: held for name, held in written.items() if name not in LEFT_OUT}
    data |= {"contract_no": number, "draft_version": "1", "status": "draft"}
    term = {name: held for name, held in written["term"].items() if name != "trial_months"}
    data["term"] = term | {"start": str(start), "end": str(_end(terms, start))}
    fresh = list(_newest(network, terms, start, data))
    facts = tuple(_notes(network, results, terms, as_of, fresh))
    head = f"续签草案，由 {contract.contract_no} 到期条款而来 · draft of the renewal of {contract.contract_no}"
    ordered = {"contract_no": number, "draft": "true", **{k: v for k, v in data.items() if k != "contract_no"}}
    text = yaml_file(ordered, head) + "".join(f"# {line}\n" for line in _below(network, terms, facts, as_of))
    path = f"dealers/{contract.dealer}/contracts/{number}.yaml"
    return Draft(contract.contract_no, contract.dealer, number, NewFile(path, text), facts)


def _end(terms: Contract, start: date) -> date:
    """The last day of as many whole years as the old term had, one at least, or of the automatic renewal."""
    term = terms.term
    if term.renewal == "automatic_once" and term.renewal_months:
        return add_months(start, term.renewal_months) - timedelta(days=1)
    months = (term.end.year - term.start.year) * 12 + term.end.month - term.start.month + 1
    return add_months(start, 12 * max(months // 12, 1)) - timedelta(days=1)


def _newest(network: Network, terms: Contract, start: date, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Puts the newest versions in the place of the old ones, and yields what changed: old and new reference."""
    for name, model in (
        ("template", Template),
        ("rebate_policy", RebatePolicy),
        ("evaluation_policy", EvaluationPolicy),
    ):
        if name in data:
            old = str(data[name])
            data[name] = newest(network, model, old, start)
            if data[name] != old:
                yield old, data[name]
    for row in data["prices"]:
        old = row["list"]
        row["list"] = newest(network, PriceList, old, start)
        if row["list"] != old:
            yield old, row["list"]


def newest(network: Network, model: type[Record], reference: str, day: date) -> str:
    """Returns the version of `id@version` that is in force on a day, else the newest there is; the same where none is."""
    name = reference.partition("@")[0]
    rows = [vars(row) for row in network.all(model) if vars(row)["id"] == name]
    if not rows:
        return reference
    rows.sort(key=lambda row: (row.get("effective_from", date.min), row["version"]))
    current = [row for row in rows if issubclass(model, Policy | PriceList) and _covers(row, day)]
    return f"{name}@{(current or rows)[-1]['version']}"


def _covers(row: dict[str, Any], day: date) -> bool:
    return bool(row["effective_from"] <= day and (row["effective_to"] is None or day <= row["effective_to"]))


def _notes(
    network: Network, results: Results, terms: Contract, as_of: date, fresh: Iterable[tuple[str, str]]
) -> Iterator[Text]:
    """What the old contract and the policy say of its renewal, and what the draft takes over."""
    mode, by = RENEWALS.label(terms.term.renewal), notice_by(terms)
    if by is not None:
        gone = as_of > by
        yield Text(
            f"原合同：{mode.zh}，{by} 前书面通知" + ("（已过）" if gone else ""),
            f"the old contract: {mode.within('en')}, written notice by {by}" + (" (has passed)" if gone else ""),
        )
    totals = [row.total for row in _last(results, terms.dealer) if row.total is not None and row.grade != NOT_RATED]
    policy = in_force(network.all(ReviewPolicy), REVIEW, as_of)
    if policy is not None and len(totals) >= policy.renewal.least_quarters:
        rule, mean = policy.renewal, sum(totals, Decimal(0)) / len(totals)
        said = (
            Text("可提出续约", "may be offered")
            if mean >= rule.offer
            else Text("协商续约，写明要改进什么", "to be negotiated, with what has to improve")
            if mean >= rule.negotiate
            else Text("须总经理决定", "needs the general manager")
        )
        yield Text(f"近四季平均 {mean:.1f} 分：{said.zh}", f"mean of the last four quarters {mean:.1f}: {said.en}")
    else:
        yield Text("近四季有评级的不足，没有平均分", "too few rated quarters for a mean")
    for old, new in fresh:
        yield Text(f"{old} 换成 {new}", f"{new} in the place of {old}")
    if terms.special:
        yield Text(
            "特别约定照抄，逐条确认是否还适用", "special terms are copied: see one by one whether they still fit"
        )


def _below(network: Network, terms: Contract, facts: tuple[Text, ...], as_of: date) -> Iterator[str]:
    """The comment below the draft: what to know, and last year's actuals for the targets that are to be agreed."""
    for fact in facts:
        yield f"{fact.zh} · {fact.within('en')}"
    yield "targets: 待双方议定；写全后删去 draft · to be agreed by both sides; delete draft when all is there"
    yield f"近四季净进货额（不含税，元） · net sell-in of the last four quarters (excl. VAT, CNY), {as_of}"
    yield from actuals(network, terms.dealer, as_of)


def actuals(network: Network, dealer: str, as_of: date) -> Iterator[str]:
    """Yields `2026Q3 ambient 1234567.00` for the last four quarters that are over and each line; `–` where it is not known."""
    start = fiscal_start(network)
    rows = [
        data
        for data in sorted(network.of_dealer(QuarterData, dealer), key=lambda data: data.quarter)
        if not data.draft and FiscalQuarter.parse(data.quarter).span(start).end <= as_of
    ]
    for data in rows[-QUARTERS:]:
        facts = facts_of(network, data, as_of)
        for place, line in enumerate(data.lines):
            gross, back = facts.net(place)
            known = gross.value is not None and back.value is not None
            yield (
                f"  {data.quarter} {line.line} {gross.number - back.number:.2f}"
                if known
                else f"  {data.quarter} {line.line} –"
            )
