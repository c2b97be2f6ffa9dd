"""What a contract chooses of its template: the template itself, optional articles, and the data that these rely on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.record import label
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.records.money import FirstOrder
from toolkit.topics.contract.records.vocabularies import CONTRACT_TYPES
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.topic import Check

FIRST_ORDER = "first-order"
COMPETING = "competing-products"
_FIRST_ORDER_DATA = ("items", "delivery", "safety_stock_days")
"""What the article on the first order says to stand in the particular terms; the exchange has a default there."""

WRONG_TYPE = ProblemKind(
    "CTR508",
    "error",
    Text("模板 {template} 不适用于“{type}”", "the template {template} is not for the type “{type}”"),
)
OPTED_UNKNOWN = ProblemKind(
    "CTR509",
    "error",
    Text(
        "选用的条款 {clause} 不是模板里的可选条款",
        "the clause {clause} that is opted for is no optional one of the template",
    ),
    Text("{advice}", "{advice}"),
)
NO_FIRST_ORDER = ProblemKind(
    "CTR514",
    "error",
    Text("选用了“首单与安全库存”，但没有 first_order", "the article on the first order is opted for, but there is no first_order"),
    Text("补上 first_order，或不选用这一条", "add first_order, or do not opt for the article"),
)  # fmt: skip
FIRST_ORDER_BLANK = ProblemKind(
    "CTR515",
    "warning",
    Text(
        "选用了“首单与安全库存”，但没有写明{names}（{keys}）",
        "the article on the first order is opted for, but these are not given: {names} ({keys})",
    ),
    Text("这一条约定它们写在专用条款里", "the article says that they stand in the particular terms"),
)
LIMIT_UNOPTED = ProblemKind(
    "CTR516",
    "error",
    Text(
        "写了竞品经营限制，但没有选用“竞品经营”一条，限制没有效力",
        "competing products are limited, but the article on them is not opted for: the limit has no effect",
    ),
    Text("选用 competing-products，或删去 competing_limit", "opt for competing-products, or remove competing_limit"),
)
LIMIT_NOTE = ProblemKind(
    "CTR517",
    "warning",
    Text("限制乙方经营竞品，但没有法务说明", "competing products are limited, but there is no legal note"),
    Text(
        "补上 legal_note；排他交易须评估市场地位（反垄断法第十八条、第二十二条）",
        "add legal_note; exclusive dealing needs a look at market power (Anti-Monopoly Law arts. 18, 22)",
    ),
)


def choices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contract uses a template made for its type, and opts only for what the template offers.

    Agency and consignment have other rules on title, price and risk, so a template names the types that it is for (reference F.2).

    中文：合同用适合其类型的模板，只选模板里有的可选条款。代理、寄售在所有权、价格和风险上规则不同，所以模板写明适用的类
    型。
    """
    for contract in network.all(Contract):
        template = network.find(Template, contract.template)
        if template is None:
            continue
        if contract.contract_type not in template.contract_types:
            kind = CONTRACT_TYPES.label(contract.contract_type)
            yield told(network, WRONG_TYPE, contract, "contract_type", template=contract.template, type=kind)
        clauses = [clause_of(network, reference, "zh") for reference in template.articles]
        offered = tuple(clause.id for clause in clauses if clause and clause.flag == "O")
        for n, opted in enumerate(contract.opted):
            if opted not in offered:
                advice = _advice(opted, offered)
                yield told(network, OPTED_UNKNOWN, contract, "opted", n, clause=opted, advice=advice)


def _advice(opted: str, offered: tuple[str, ...]) -> Text:
    near = nearest(opted, offered)
    if near:
        return Text(f"是不是 {near}？", f"did you mean {near}?")
    return Text("可选：" + "、".join(offered), "choose from: " + ", ".join(offered))


def opted_data(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An optional article that leaves something to the particular terms finds it there (reference F.1, clauses 17 and 28).

    A limit on competing products has an effect only with the article on them, and only with its grounds written down. What
    a signed contract leaves blank is left alone: its text no longer changes.

    中文：选用的条款把内容留给专用条款的，专用条款里要写全。竞品限制只有选用了“竞品经营”一条才有效力，还要有法务说明。
    已签署的合同留白的不再追问，文字不会再变。
    """
    for contract in network.all(Contract):
        if is_over(contract, as_of):
            continue
        if FIRST_ORDER in contract.opted:
            yield from _first_order(network, contract)
        if contract.competing_limit is None:
            continue
        if COMPETING not in contract.opted:
            yield told(network, LIMIT_UNOPTED, contract, "competing_limit")
        elif contract.competing_limit.legal_note is None:
            yield told(network, LIMIT_NOTE, contract, "competing_limit")


def _first_order(network: Network, contract: Contract) -> Iterator[Problem]:
    first = contract.first_order
    if first is None:
        yield told(network, NO_FIRST_ORDER, contract, "opted", contract.opted.index(FIRST_ORDER))
        return
    blank = [key for key in _FIRST_ORDER_DATA if getattr(first, key) is None]
    if blank and contract.signed_on is None:
        names = joined(label(FirstOrder, key) for key in blank)
        yield told(network, FIRST_ORDER_BLANK, contract, "first_order", names=names, keys=", ".join(blank))


CHECKS = (
    Check((WRONG_TYPE, OPTED_UNKNOWN), choices),
    Check((NO_FIRST_ORDER, FIRST_ORDER_BLANK, LIMIT_UNOPTED, LIMIT_NOTE), opted_data),
)
