"""Numbers of persons that may stand in no record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.sources.document import Step
from toolkit.topics.company.rules import holds_bank_card, holds_id_number
from toolkit.topics.topic import Check

SCANNED = ("company", "staff", "contact", "dealer", "contract")
"""The kinds of records in which people write about persons."""

ID_NUMBER = ProblemKind(
    "COM141",
    "error",
    Text("这里像是身份证号码", "this looks like the number of an identity card"),
    Text(
        "删掉它；已核验身份的，只记核验方式和日期。已提交过的要从历史里清除",
        "remove it; of a verified identity record only how and when. If it was committed, clear it from the history",
    ),
)
BANK_CARD = ProblemKind(
    "COM142",
    "error",
    Text("这里像是个人银行卡号", "this looks like the number of a personal bank card"),
    Text("只登记公司账户；个人卡号不进入本仓库", "record company accounts only; a person's card never enters here"),
)


def personal_numbers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No record holds the number of an identity card or of a person's bank card.

    Both are sensitive, nothing here needs them, and what git has once held is hard to erase (reference 0.6, A.7;
    Personal Information Protection Law arts 6, 19 and 47). Every text of the company, the staff, the contacts,
    the dealers and the contracts is looked at: 18 digits with a day of birth and a right check character, or a
    card number with a right Luhn digit. Messages do not repeat the number.

    中文：任何记录里都不放身份证号和个人银行卡号。两者都是敏感个人信息，这里用不着，进了版本记录又很难清除（个人信息保护
    法第六条、第十九条、第四十七条）。查公司、员工、联系人、经销商和合同的全部文字：带出生日期且校验码正确的十八位数，或
    校验位正确的卡号。
    """
    for entry in network.entries():
        if entry.kind.name not in SCANNED:
            continue
        for path, text in texts(entry.record):
            kinds = (ID_NUMBER, holds_id_number(text, as_of)), (BANK_CARD, holds_bank_card(text))
            for kind in (kind for kind, holds in kinds if holds):
                place = network.origin(entry.record, *path)
                yield kind.at(place, record=entry.id, field=network.field(entry.record, *path))


def texts(held: object, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yields every text within a value, with the path to it."""
    if isinstance(held, str):
        yield path, held
    elif isinstance(held, Text):
        yield (*path, "zh"), held.zh
        yield (*path, "en"), held.en
    elif isinstance(held, Value):
        for name, inner in vars(held).items():
            yield from texts(inner, (*path, name))
    elif isinstance(held, tuple):
        for place, inner in enumerate(held):
            yield from texts(inner, (*path, place))
    elif isinstance(held, dict):
        for key, inner in held.items():
            yield from texts(inner, (*path, key))


CHECKS: tuple[Check, ...] = (Check((ID_NUMBER, BANK_CARD), personal_numbers),)
