"""Amendments as papers (补充协议): each changed field with what it was and what it becomes, in words (reference A.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.network.record import Value, label
from toolkit.network.showing import field_text
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.outputs.letters.letter import BOTH, Desk, Letter
from toolkit.topics.contract.records import Amendment, Contract
from toolkit.topics.contract.records.amendment import HEARINGS
from toolkit.topics.contract.rules.amending import amended, amendments_of, with_changes
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table

_TOKEN = re.compile(r"\[([^\]]+)\]|([A-Za-z_]+)")
_REGION = re.compile(r"\d{6}", re.ASCII)
NOTHING = "（没有）"


def amendment_papers(desk: Desk) -> Iterator[Letter]:
    """Yields one agreement for each amendment record; without a day of signature it is a draft."""
    for contract in desk.view.of_dealer(Contract, desk.dealer.id):
        rows = amendments_of(desk.view, contract, drafts=True)
        for n, row in enumerate(rows):
            before = amended(contract, rows[:n], row.effective_on)
            yield _paper(desk, contract, before, row)


def _paper(desk: Desk, contract: Contract, before: Contract, row: Amendment) -> Letter:
    company, dealer = desk.company, desk.dealer
    opening = (
        f"甲方：{company.legal_name}（统一社会信用代码{company.uscc}）",
        f"乙方：{dealer.name}（统一社会信用代码{dealer.uscc or '/'}）",
        f"双方于{day_text(contract.signed_on, 'zh')}签订编号为{contract.contract_no}的经销合同（以下称“原合同”）。经协商一致，就原合同的变更订立本协议，为原合同的第{row.seq}份补充协议。",
    )
    backward = (
        (
            Text(
                f"本协议追溯至生效日适用，理由：{row.backward_reason.zh if row.backward_reason else '双方另行书面说明'}"
            ),
        )
        if row.backward
        else ()
    )
    effect = (
        Text(f"本协议自{day_text(row.effective_on, 'zh')}起生效。"),
        *backward,
        Text("本协议未涉及的内容仍按原合同执行；本协议与原合同不一致的，以本协议为准。原合同约定的争议解决方式适用于本协议。"),
        Text("本协议不规定、不限制乙方的转售价格。"),
        Text("本协议一式肆份，双方各执贰份，具有同等效力。"),
    )  # fmt: skip
    sections = (
        Section(Text("一、事由"), (Text(row.reason.zh),), ()),
        Section(Text("二、变更内容"), (), (_table(desk, before, row),)),
        *_hearings(row),
        Section(Text("四、效力" if row.hearings else "三、效力"), effect, ()),
    )
    return Letter(
        "amendment",
        row.id,
        Text("补充协议", "Amendment"),
        opening,
        sections,
        ("（以下无正文，为签署部分）",),
        signers=BOTH,
        draft="" if row.signed_on else "草稿：双方签署前不生效",
        day=row.signed_on,
        period=Text(contract.contract_no),
        because=((Contract, contract.contract_no), (Amendment, row.id)),
    )


def _hearings(row: Amendment) -> Iterator[Section]:
    if row.hearings:
        head = (Text("方式"), Text("日期"), Text("记录"), Text("乙方意见"))
        rows = tuple(
            (HEARINGS.label(h.kind), day_text(h.date, "zh"), h.record, h.comment.zh if h.comment else "/")
            for h in row.hearings
        )
        yield Section(Text("三、事先告知与协商"), (), (Table(head, rows),))


def _table(desk: Desk, before: Contract, row: Amendment) -> Table:
    after = with_changes(before, row) or before
    head = (Text("约定"), Text("原为"), Text("改为"))
    rows = tuple(
        (
            _name(desk, before if change.before is not None else after, change.path),
            _shown(desk, before, change.path, change.before),
            _shown(desk, after, change.path, change.after),
        )
        for change in row.changes
    )
    return Table(head, rows)


def _name(desk: Desk, held: Contract, path: str) -> Cell:
    """The labels of a path, items by what they are: 销售目标 · 各季目标 2026Q4、常温饮料 · 金额."""
    names: list[str] = []
    for value, name, item in _walk(held, path):
        if item and names:
            names[-1] += f"（{'、'.join(_item(desk, held, part) for part in item.split('+'))}）"
        elif isinstance(value, Value) and name in type(value).model_fields:
            names.append(label(type(value), name).zh)
    return " · ".join(names)


def _item(desk: Desk, held: Contract, key: str) -> str:
    if _REGION.fullmatch(key):
        return desk.regions.text(key).zh
    line = desk.view.find(ProductLine, key)
    scope = next((n for n, scope in enumerate(held.scopes, 1) if scope.id == key), 0)
    return line.name.zh if line else f"授权{scope}" if scope else key


def _shown(desk: Desk, held: Contract, path: str, text: str | None) -> Cell:
    """A value as people read it; a division by its name."""
    if text is None:
        return NOTHING
    if _REGION.fullmatch(text):
        return f"{desk.regions.text(text).zh}（{text}）"
    value, name, item = list(_walk(held, path))[-1]
    if item or not isinstance(value, Value) or name not in type(value).model_fields:
        return text
    return field_text(type(value), name, getattr(value, name), "zh")


def _walk(held: object, path: str) -> Iterator[tuple[object, str, str]]:
    """The steps of a path: the value in which a step is taken, the field's name or the item's key."""
    for found in _TOKEN.finditer(path):
        item, name = found.group(1) or "", found.group(2) or ""
        yield held, name, item
        if name:
            held = getattr(held, name, None)
        elif isinstance(held, tuple):
            held = next((row for row in held if isinstance(row, Value) and _key(row) == item), None)


def _key(row: Value) -> str:
    return "+".join(str(getattr(row, name)) for name in row.KEY)
