"""Annexes that put on record what applies and what was done: the rebate policy, the licences, the explanation of terms."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.company.records import LICENCES, ProductLine
from toolkit.topics.contract.records import Clause
from toolkit.topics.contract.records.duties import ClauseDuties
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
    """Returns the form by which the dealer confirms that starred articles were pointed out and explained (Civil Code art. 496).

    What each of them says stands beside it in plain words, and the confirmation is copied by hand: a tick or a printed
    sentence alone does not prove an explanation (SPC interpretation of the general part on contracts, art. 10).
    """
    head = (Text("通用条款", "Standard Terms"), Text("标题", "Title"), Text("要点", "Gist"), Text("说明", "Explained"))
    rows = tuple(
        (
            article_name(number),
            Text(f"★{clause.title}", f"★ {m.english_title(clause)}"),
            _gist(m, clause),
            Text("已说明（　）", "explained (  )"),
        )
        for number, clause in m.starred
    )
    before = (
        Text(
            "甲方已就下列以★标示、加下划线的条款，在订立本合同之前以合理方式提请乙方注意，并按乙方的要求说明其内容和后果。",
            "Before this Contract was made, Party A drew the attention of Party B in a reasonable way to the following articles, which are marked ★ and underlined, and, as Party B asked, explained their content and effect.",
        ),
        Text(
            "要点只为说明，不改变条款；与条款不一致的，以条款为准，有两种以上解释的，作出不利于甲方的解释（民法典第四百九十六条至第四百九十八条）。",
            "The gist explains and changes nothing; the articles prevail, and of two readings the one against Party A holds (Civil Code arts. 496 to 498).",
        ),
    )
    return (Section(Text("提示和说明", "Notice and explanation"), before, (Table(head, rows),)), _confirmation())


def _gist(m: Matter, clause: Clause) -> Cell:
    held = m.reader.find(ClauseDuties, f"{clause.id}@{clause.version}")
    return held.gist if held is not None and held.gist is not None else "/"


def _confirmation() -> Section:
    copied = Text(
        "上述条款我方已逐条阅读，甲方已提示并按我方要求作出说明，我方理解并同意。",
        "We have read each of these articles; Party A pointed them out and explained them as we asked; we understand and agree.",
    )
    blank = "　"
    by_hand = Table(
        (Text("请照抄的文字", "To be copied"), Text("乙方手写", "In Party B’s own hand")),
        ((copied, "　\n　\n　"),),
    )
    head = (Text("签字", "Signed"), Text("姓名", "Name"), Text("签字", "Signature"), Text("日期", "Date"))
    signed = Table(
        head,
        (
            (Text("甲方说明人", "Explained for Party A"), blank, blank, blank),
            (Text("乙方确认人（授权代表）", "Confirmed for Party B (authorised)"), blank, blank, blank),
        ),
    )
    about = (
        Text(
            "乙方提出的问题和甲方的答复（没有的写“无”）：",
            "Questions of Party B and answers of Party A (or “none”):",
        ),
        Text("　", "　"),
    )
    return Section(Text("确认", "Confirmation"), about, (by_hand, signed))
