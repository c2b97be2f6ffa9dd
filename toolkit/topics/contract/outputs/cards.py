"""What the contract chapter shows on a dealer's page: the contract that governs, and the territory that it grants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text, percent_text
from toolkit.network.record import label
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX, PriceList
from toolkit.topics.company.rules import line_name
from toolkit.topics.conflict.records import ChannelPolicy
from toolkit.topics.contract.outputs.papers import contract_path
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.grant import Term
from toolkit.topics.contract.records.money import PriceListUse
from toolkit.topics.contract.rules.amending import amendments_of, terms_on
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Now

IN_FORCE = Text("履行中", "in force")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the cards of a dealer that has a contract, drafts included: its terms as they stand on the day."""
    standing = view.result(ContractStanding, dealer)
    signed = view.find(Contract, standing.contract_no) if standing else None
    if standing is None or signed is None:
        return
    contract = terms_on(view, signed, now.as_of)
    others = tuple(c for c in view.of_dealer(Contract, dealer) if c.contract_no != contract.contract_no)
    context = {
        "contract_no": contract.contract_no,
        "status_label": IN_FORCE if standing.state == "in_force" else words.STATUS.label(contract.status),
        "signed": contract.signed_on is not None,
        "pdf": _paper(now, contract),
        "rows": tuple(_rows(view, contract)),
        "targets": _targets(view, contract),
        "amendments": tuple(_amendments(view, signed, now)),
        "others": tuple((c.contract_no, words.STATUS.label(c.status), _paper(now, c)) for c in others),
    }
    finding = _until(contract, words.STATUS.label(contract.status) if standing.state != "in_force" else IN_FORCE)
    yield Card("contract", Text("合同", "Contract"), "contract/card-contract.html", context, finding, order=10)
    yield _territory(view, contract, now.as_of)


def _until(contract: Contract, state: Text) -> Text:
    end = contract.term.end
    return Text(f"{state.zh}，至{day_text(end, 'zh')}", f"{state.within('en')}, until {day_text(end, 'en')}")


def _territory(view: View, contract: Contract, as_of: date) -> Card:
    scopes = tuple(_scopes(view, contract))
    tree = regions(view)
    counties = {county for scope in contract.scopes for county in counties_of(scope, tree)}
    lines = {line for scope in contract.scopes for line in scope.lines}
    finding = Text(
        f"{len(counties)} 个区县，{len(lines)} 条产品线",
        f"{len(counties)} counties, {len(lines)} product lines",
    )
    title = Text("区域与授权", "Territory")
    channel = next((row for row in view.all(ChannelPolicy) if row.covers(as_of)), None)
    context = {"scopes": scopes, "protected": channel.registration_days if channel is not None else 0}
    return Card("territory", title, "contract/card-territory.html", context, finding, order=20)


def _amendments(view: View, contract: Contract, now: Now) -> Iterator[tuple[str, Text, Text, tuple[Text, ...]]]:
    """Number, state and reason of each amendment, drafts too, and what the dealer said to it; the terms above hold what has taken
    effect."""
    for row in amendments_of(view, contract, drafts=True):
        day = Text(day_text(row.effective_on, "zh"), day_text(row.effective_on, "en"))
        if row.signed_on is None:
            state = Text("草案", "draft")
        elif row.effective_on <= now.as_of:
            state = Text(f"{day.zh}起生效", f"in effect since {day.en}")
        else:
            state = Text(f"自{day.zh}起", f"from {day.en}")
        heard = tuple(hearing.comment for hearing in row.hearings if hearing.comment is not None)
        yield row.id, state, row.reason, heard


def _rows(view: View, contract: Contract) -> Iterator[tuple[Text, Text]]:
    term = contract.term
    yield label(Contract, "contract_type"), words.CONTRACT_TYPES.label(contract.contract_type)
    yield (
        Text("期限", "Term"),
        Text(
            f"{day_text(term.start, 'zh')}至{day_text(term.end, 'zh')}",
            f"{day_text(term.start, 'en')} to {day_text(term.end, 'en')}",
        ),
    )
    yield label(Term, "renewal"), words.RENEWALS.label(term.renewal)
    pay = contract.payment
    credit = Text(f"，账期 {pay.credit_days} 日", f", {pay.credit_days} days") if pay.credit_days else Text("", "")
    method = words.PAYMENT.label(pay.method)
    yield label(Contract, "payment"), Text(method.zh + credit.zh, method.en + credit.en)
    if contract.credit is not None:
        yield Text("信用额度", "Credit limit"), Text(amount_text(contract.credit.limit))
    if contract.deposit is not None:
        yield words.DEPOSITS.label(contract.deposit.kind), Text(amount_text(contract.deposit.amount))
    for use in contract.prices:
        yield label(Contract, "prices"), _prices(view, use)
    yield label(Contract, "rebate_policy"), _policy(view, contract.rebate_policy)
    if contract.paper is not None:
        yield label(Contract, "paper"), Text(contract.paper.name)
    yield label(Contract, "restriction"), words.RESTRICTIONS.label(contract.restriction)
    if contract.signed_on is not None:
        yield label(Contract, "signed_on"), Text(day_text(contract.signed_on, "zh"), day_text(contract.signed_on, "en"))


def _prices(view: View, use: PriceListUse) -> Text:
    """The line and the version of a price list, and what is taken off; its reference where nobody may see the list."""
    held, off = view.find(PriceList, use.list), percent_text(use.discount)
    line = line_name(view, held.line) if held is not None else Text(use.list)
    version = held.version if held is not None else ""
    said = Text(f"{line.zh} {version}".strip(), f"{line.within('en')} {version}".strip())
    return Text(f"{said.zh}，让价 {off}", f"{said.within('en')}, {off} off")


def _policy(view: View, reference: str) -> Text:
    held = view.find(RebatePolicy, reference)
    if held is None:
        return Text(reference)
    return Text(f"{held.name.zh} {held.version}", f"{held.name.within('en')} {held.version}")


def _paper(now: Now, contract: Contract) -> str:
    """The path of a contract's PDF, empty where none is made: a page links to no file that is not there."""
    path = contract_path(contract.dealer, contract.contract_no)
    return path if path in now.files else ""


def _targets(view: View, contract: Contract) -> tuple[Text, tuple[Text, ...], tuple[tuple[Text, ...], ...], int]:
    targets = contract.targets
    lines = tuple(dict.fromkeys(row.line for row in targets.quarters))
    by_quarter = {(row.quarter, row.line): row.amount for row in targets.quarters}
    by_year = {(row.year, row.line): row.amount for row in targets.years}
    head = (Text("季度", "Quarter"), *(line_name(view, line) for line in lines))
    quarters = tuple(
        (Text(quarter), *(_amount(by_quarter.get((quarter, line))) for line in lines))
        for quarter in sorted({row.quarter for row in targets.quarters})
    )
    years = tuple(
        (Text(f"{year} 全年", f"Year {year}"), *(_amount(by_year.get((year, line))) for line in lines))
        for year in sorted({row.year for row in targets.years})
    )
    basis, tax = words.TARGET_BASIS.label(targets.basis), TAX.label(targets.tax)
    nature = words.TARGET_NATURE.label(targets.nature)
    about = Text(f"{basis.zh}（{tax.zh}），{nature.zh}", f"{basis.en} ({tax.en}), {nature.en}")
    return about, head, (*quarters, *years), len(years)


def _amount(amount: Decimal | None) -> Text:
    return Text("–") if amount is None else Text(amount_text(amount))


def _scopes(view: View, contract: Contract) -> Iterator[dict[str, object]]:
    tree = regions(view)
    for number, scope in enumerate(contract.scopes, 1):
        lines = [line_name(view, line) for line in scope.lines]
        yield {
            "title": Text(f"授权{number}", f"Grant {number}"),
            "grant": words.GRANTS.label(scope.grant),
            "lines": tuple(lines),
            "channels": tuple(words.CHANNELS.label(channel) for channel in scope.channels),
            "regions": tuple((code, tree.text(code)) for code in scope.regions),
            "exclusions": tuple((code, tree.text(code)) for code in scope.exclusions),
            "count": len(counties_of(scope, tree)),
        }
