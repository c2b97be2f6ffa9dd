"""The annexes (附件) that the toolkit writes from data. Their numbers are those by which the standard terms call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.annexes import duties, forms, goods, ground, practice, records, undertakings
from toolkit.topics.contract.rules.terms.item import Matter, Section

Write = Callable[[Matter], tuple[Section, ...]]


@dataclass(frozen=True, slots=True)
class Writer:
    """How one annex is written, and its fixed number and title."""

    number: int
    title: Text
    write: Write


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its number in the contract."""

    key: str
    number: int
    title: Text
    sections: tuple[Section, ...]


WRITERS: Mapping[str, Writer] = {
    "territory": Writer(1, Text("经销区域", "Territory"), ground.territory),
    "products": Writer(2, Text("产品目录", "Product Catalogue"), goods.products),
    "targets": Writer(3, Text("销售目标分解", "Sales Targets by Quarter"), ground.targets),
    "prices": Writer(4, Text("供货价格表", "Supply Price List"), goods.prices),
    "rebates": Writer(5, Text("返利与市场政策", "Rebate and Market Policy"), records.rebates),
    "evaluation": Writer(6, Text("考核办法", "Evaluation"), practice.evaluation),
    "marketing": Writer(7, Text("推广费用办法", "Marketing Costs"), practice.marketing),
    "after-sales": Writer(8, Text("售后服务", "After-sales Service"), practice.after_sales),
    "data": Writer(9, Text("个人信息处理协议", "Personal Information Processing Agreement"), undertakings.data),
    "integrity": Writer(10, Text("廉洁协议", "Integrity Agreement"), undertakings.integrity),
    "trade-marks": Writer(11, Text("商标使用规范", "Use of Trade Marks"), undertakings.trade_marks),
    "forms": Writer(12, Text("表单样式", "Forms"), forms.forms),
    "licences": Writer(13, Text("资质清单", "Licences"), records.licences),
    "explanation": Writer(
        14, Text("格式条款提示说明确认书", "Confirmation of Notice and Explanation"), records.explanation
    ),
    "duties": Writer(15, Text("双方义务对照表", "Duties of Both Parties"), duties.duties),
}


def annexes(matter: Matter, keys: tuple[str, ...]) -> tuple[Annex, ...]:
    """Returns the annexes that a template lists, by number. Raises KeyError for one that is not known."""
    listed = (
        Annex(key, WRITERS[key].number, WRITERS[key].title, WRITERS[key].write(matter)) for key in dict.fromkeys(keys)
    )
    return tuple(sorted(listed, key=lambda annex: annex.number))
