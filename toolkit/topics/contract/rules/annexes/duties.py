"""The duties of both sides beside each other (双方义务对照表), for reading; the articles and items prevail."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.obligations import ContractObligations, Obligation, obligations
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, article_name, joined


def duties(m: Matter) -> tuple[Section, ...]:
    """Returns one table, an article a row, Party A on the left and Party B on the right, agreed terms first; idle articles are left out."""
    about = Text(
        "本表摘录专用条款和通用条款给双方的主要义务，便于对照阅读；不增减、不改变条款，不一致的以条款为准。",
        "An extract of what the Particular and Standard Terms put on each Party, for reading side by side; it adds nothing, and where they differ the terms prevail.",
    )
    head = (Text("条款", "Article"), Text("甲方", "Party A"), Text("乙方", "Party B"))
    rows = tuple(_rows(m, obligations(m.reader, m.contract)))
    return (Section(Text("双方义务", "Duties of both Parties"), (about,), (Table(head, rows),)),)


def _rows(m: Matter, owed: ContractObligations) -> Iterator[tuple[Cell, ...]]:
    titles = {number: Text(clause.title, m.english_title(clause)) for number, clause in m.clauses}
    for number in dict.fromkeys(row.article for row in owed.rows):
        sides = tuple(
            _cell(tuple(row for row in owed.of(side) if row.article == number)) for side in ("brand", "dealer")
        )
        if number in titles:
            yield (joined((article_name(number), titles[number]), " ", " "), *sides)
        else:
            yield (Text("专用条款", "Particular Terms"), *sides)


def _cell(rows: tuple[Obligation, ...]) -> Cell:
    return joined(map(_words, rows), "；", "; ") if rows else "/"


def _words(row: Obligation) -> Text:
    what = Text(row.what.zh.rstrip("。；"), row.what.within("en").rstrip(".;"))
    if not row.when:
        return what
    return Text(f"{what.zh}（{row.when.zh}）", f"{what.en} ({row.when.within('en')})")
