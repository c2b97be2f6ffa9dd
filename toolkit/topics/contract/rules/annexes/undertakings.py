"""Annexes whose words are clauses of the library: data, integrity, trade marks; each with the contract's own table (reference F.1)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Locale, Text
from toolkit.sources.prose import Node
from toolkit.topics.contract.records import Clause
from toolkit.topics.contract.rules.articles import Paragraph, clause_of, paragraphs, resolver
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, day, say

PREFIX = "annex-"
"""The library keeps the words of the annex `integrity` as the clause `annex-integrity`."""


def not_here(zh: str, en: str) -> tuple[Section, ...]:
    """Returns an annex that says why it has no place in this contract: its number stays, so references hold."""
    why = say("本合同不适用：{why}。", "Not applicable to this Contract: {why}.", why=Text(zh, en))
    return (Section(Text("适用范围", "Application"), (why,), ()),)


def data(m: Matter) -> tuple[Section, ...]:
    """Returns the agreement on personal information, with what is reported and what for (PIPL art. 21)."""
    if not m.contract.data:
        return not_here("双方未约定数据报送", "no reports are agreed")
    head = (Text("数据", "Data"), Text("频率", "Frequency"), Text("用途", "Purpose"))
    rows: tuple[tuple[Cell, ...], ...] = tuple((d.item, d.frequency, d.purpose) for d in m.contract.data)
    about = Text(
        "下列数据含有个人信息的部分适用本附件；不含个人信息的部分按通用条款执行。",
        "This Annex governs whatever personal information these data contain; all else is governed by the Standard Terms.",
    )
    return (Section(Text("处理的数据", "Data processed"), (about,), (Table(head, rows),)), *prose(m, "data"))


def integrity(m: Matter) -> tuple[Section, ...]:
    """Returns the integrity agreement: equal duties of both sides (Anti-Unfair Competition Law art. 8)."""
    return prose(m, "integrity")


def trade_marks(m: Matter) -> tuple[Section, ...]:
    """Returns the marks on record, and the rules for their use: they serve the sale of the goods only (reference F.1 二十四)."""
    if not m.company.trade_marks:
        return not_here("甲方没有许可使用的注册商标", "Party A licenses no registered mark")
    head = (
        Text("注册号", "Registration"),
        Text("商标", "Mark"),
        Text("国际分类", "Class"),
        Text("注册人", "Owner"),
        Text("有效期至", "Valid until"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (mark.registration, mark.name, Text(f"第{mark.nice_class}类", f"class {mark.nice_class}"), mark.owner, day(mark.valid_to))
        for mark in m.company.trade_marks
    )  # fmt: skip
    return (
        Section(Text("许可使用的商标", "Marks licensed"), (), (Table(head, rows, codes=(0,)),)),
        *prose(m, "trade-marks"),
    )


def prose(m: Matter, key: str) -> tuple[Section, ...]:
    """Returns the words of an annex in both languages, paragraph by paragraph; none where the template names no text."""
    reference = next((text for text in m.annex_texts if text.partition("@")[0] == PREFIX + key), "")
    chinese, english = clause_of(m.reader, reference, "zh"), clause_of(m.reader, reference, "en")
    if chinese is None:
        return ()
    ours, theirs = _lines(m, chinese, "zh"), _lines(m, english, "en") if english else ()
    same = len(ours) == len(theirs)
    lines = tuple(Text(zh, theirs[n] if same else "") for n, zh in enumerate(ours))
    return (Section(Text(chinese.title, english.title if english else ""), lines, ()),)


def _lines(m: Matter, clause: Clause, locale: Locale) -> tuple[str, ...]:
    return tuple(_flat(paragraphs(clause.body.blocks, resolver(m.numbers, locale), locale), locale))


def _flat(found: tuple[Paragraph, ...], locale: Locale) -> Iterator[str]:
    for row in found:
        # A full-width dot in Chinese: a space after the number would be stretched where lines are set to the margin.
        number = row.number.replace(".", "．") if locale == "zh" else f"{row.number} " if row.number else ""
        yield f"{number}{Node('p', (), row.content).text()}"
