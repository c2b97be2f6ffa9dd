"""Annexes that put on record what applies and what was done: the rebate policy, the licences, the explanation of terms."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.company.records import LICENCES, ProductLine
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, article_name, day, say


def rebates(m: Matter) -> tuple[Section, ...]:
    """Returns the rebate policy as it was handed in, under its name and version (reference A.10)."""
    about = say(
        "适用{name}（{ref}）。返利的取得和计算不与乙方的转售价格挂钩。",
        "{name} ({ref}) applies. Nothing in it depends on the resale prices of Party B.",
        name=m.rebate,
        ref=m.contract.rebate_policy,
    )
    return (Section(Text("政策版本", "Version"), (about,), ()), *m.rebate_sections)


def licences(m: Matter) -> tuple[Section, ...]:
    """Returns which licences the granted lines need, and those that the dealer has on record."""
    head = (
        Text("产品线", "Line"),
        Text("资质", "Licence"),
        Text("编号", "Number"),
        Text("有效期至", "Valid until"),
    )
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    rows: list[tuple[Cell, ...]] = []
    for line in (m.reader.get(ProductLine, line_id) for line_id in granted):
        for kind in line.required_licences:
            name = LICENCES.label(kind)
            held = [row for row in m.dealer.licences if row.type == kind]
            rows.extend(
                (line.name, name, row.number, day(row.valid_to) if row.valid_to else Text("长期", "no end"))
                for row in held
            )
            if not held:
                rows.append((line.name, name, "/", "/"))
    about = Text(
        "乙方应在合同期限内保持下列资质有效；资质变更、被暂扣或临近到期的，及时告知甲方。",
        "Party B keeps these licences valid throughout the term and tells Party A in good time of changes, suspension or coming expiry.",
    )
    return (Section(Text("资质", "Licences"), (about,), (Table(head, tuple(rows)),)),)


def explanation(m: Matter) -> tuple[Section, ...]:
    """Returns the form by which the dealer confirms that starred articles were pointed out and explained (Civil Code art. 496)."""
    head = (Text("通用条款", "Standard Terms"), Text("标题", "Title"), Text("说明情况", "Explained"))
    rows = tuple(
        (article_name(number), Text(clause.title, m.english_title(clause)), Text("已说明（　）", "explained (  )"))
        for number, clause in m.starred
    )
    before = Text(
        "甲方已就下列以★标示的条款提请乙方注意，并按乙方的要求说明其内容和后果。",
        "Party A has drawn the attention of Party B to the following articles marked ★ and, as Party B asked, explained their content and effect.",
    )
    after = (
        Text("乙方确认：已阅读并理解上述条款。", "Party B confirms: the above articles have been read and understood."),
        Text(
            "甲方说明人（签字）：　　　　　　　　日期：　　　　年　　月　　日",
            "Explained for Party A by (signature):                Date:",
        ),
        Text(
            "乙方确认人（签字）：　　　　　　　　日期：　　　　年　　月　　日",
            "Confirmed for Party B by (signature):                Date:",
        ),
    )
    return (
        Section(Text("提示和说明", "Notice and explanation"), (before,), (Table(head, rows),)),
        Section(Text("确认", "Confirmation"), after, ()),
    )
