"""The authorisation letter (经销授权书): what a dealer shows to customers, from the terms in force (reference F.1)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.topics.company.records import Company, ProductLine
from toolkit.topics.contract.outputs.letters.letter import Desk, Letter
from toolkit.topics.contract.records import Amendment, Contract, Scope
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.amending import amendments_of, contracts_on
from toolkit.topics.contract.rules.letter_names import AUTHORISATION
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table, joined


def authorisations(desk: Desk) -> Iterator[Letter]:
    """Yields one letter for each contract in force, with its terms of today; none otherwise."""
    for contract in contracts_on(desk.view, desk.dealer.id, desk.as_of):
        if in_force(contract, desk.as_of):
            yield _letter(desk, contract)


def _letter(desk: Desk, contract: Contract) -> Letter:
    company, dealer = desk.company, desk.dealer
    opening = (
        f"兹授权{dealer.name}（统一社会信用代码{dealer.uscc or '/'}）为{company.legal_name}“{company.brand.zh}”品牌下列产品的经销商。",
    )
    term = f"自{day_text(contract.term.start, 'zh')}起至{day_text(contract.term.end, 'zh')}止。合同提前终止的，本授权书自合同终止之日起失效，并应交回。"
    lines = (
        Text("被授权人以自己的名义、费用和风险购入并销售产品，不是授权人的代理人、分支机构或特许经营加盟商，无权以授权人名义订立合同或作出承诺。"),
        Text("被授权人为销售和宣传上述产品，可按《商标使用规范》使用授权人的商标和素材。本授权不得转让，不得再授权他人。"),
        Text("产品的转售价格由被授权人自主决定。"),
    )  # fmt: skip
    sections = (
        Section(Text("授权范围"), (), (_scopes(desk, contract),)),
        *_shops(contract),
        Section(Text("授权期限"), (Text(term),), ()),
        Section(Text("说明"), lines, ()),
        Section(Text("查询"), (Text(_inquiry(desk, contract)),), ()),
    )
    changes = ((Amendment, row.id) for row in amendments_of(desk.view, contract))
    named = ((ProductLine, line) for scope in contract.scopes for line in scope.lines)
    return Letter(
        "authorisation",
        AUTHORISATION.number(contract.contract_no),
        Text("经销授权书", "Letter of authorisation"),
        opening,
        sections,
        because=((Company, "company"), (Contract, contract.contract_no), *changes, *named),
    )


def _scopes(desk: Desk, contract: Contract) -> Table:
    head = (Text("产品"), Text("授权性质"), Text("区域"), Text("渠道"))
    return Table(head, tuple(_scope(desk, scope) for scope in contract.scopes))


def _scope(desk: Desk, scope: Scope) -> tuple[Cell, ...]:
    lines = joined(desk.view.get(ProductLine, line).name for line in scope.lines)
    outside = f"（{places(desk, scope.exclusions)}除外）" if scope.exclusions else ""
    return (
        lines,
        words.GRANTS.label(scope.grant),
        f"{places(desk, scope.regions)}{outside}",
        joined(words.CHANNELS.label(channel) for channel in scope.channels),
    )


def places(desk: Desk, codes: tuple[str, ...]) -> str:
    """Returns the names of divisions."""
    return "、".join(desk.regions.text(code).zh for code in codes)


def _shops(contract: Contract) -> Iterator[Section]:
    if contract.online:
        head = (Text("平台"), Text("店铺"))
        yield Section(
            Text("线上店铺"), (), (Table(head, tuple((shop.platform, shop.shop) for shop in contract.online)),)
        )


def _inquiry(desk: Desk, contract: Contract) -> str:
    address = desk.company.notice_address
    return f"合同编号{contract.contract_no}。核实本授权书的，请联系{desk.company.legal_name}，电话{address.phone}，电子邮箱{address.email}。"
