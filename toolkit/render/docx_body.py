"""The body of a Word file: paragraphs with Word's own numbers, tables, tracked changes and comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from toolkit.plan.word import Block, Cell, Mark, Paragraph, Run, Table, WordJob
from toolkit.render.docx_numbering import Counting, Restarts
from toolkit.render.docx_styles import GRID, LOOK_IDS, PLAIN_GRID, STYLE_IDS, TEXT_WIDTH
from toolkit.render.docx_xml import element, valued, words

_TAGS: dict[Mark, str] = {
    "inserted": "w:ins", "deleted": "w:del", "moved_from": "w:moveFrom", "moved_to": "w:moveTo",
}  # fmt: skip
GONE: frozenset[Mark] = frozenset(("deleted", "moved_from"))
COME: frozenset[Mark] = frozenset(("inserted", "moved_to"))


@dataclass(slots=True)
class Body:
    """Draws the blocks of one document in order; changes and comments get their ids on the way."""

    job: WordJob
    restarts: Restarts = field(default_factory=Restarts)
    comments: list[str] = field(default_factory=list)
    _ids: int = 0
    _after: Counting = field(init=False)
    _before: Counting = field(init=False)

    def __post_init__(self) -> None:
        self._after = Counting(self.job.locale, self.restarts)
        self._before = Counting(self.job.locale, self.restarts)

    def begin(self) -> None:
        """A new section begins."""
        self._after.begin()
        self._before.begin()

    def blocks(self, blocks: tuple[Block, ...], section: str, width: int = TEXT_WIDTH) -> str:
        """Returns the XML of blocks; `section` is the XML of the section that ends with the last of them, if one does."""
        found = [self._block(block, width) for block in blocks[:-1]]
        last = blocks[-1] if blocks else Paragraph("flush")
        if isinstance(last, Paragraph):
            found.append(self.paragraph(last, section))
        else:
            # A table can end neither a cell nor a section: a paragraph of no height does.
            found.append(self.table(last, width))
            found.append(_thin(section))
        return "".join(found)

    def _block(self, block: Block, width: int) -> str:
        return self.paragraph(block) if isinstance(block, Paragraph) else self.table(block, width) + _thin("")

    def paragraph(self, paragraph: Paragraph, section: str = "") -> str:
        """Returns the XML of one paragraph."""
        now, before = self._places(paragraph)
        numbered = _numbered(before if paragraph.mark in GONE else now, paragraph.style)
        mark = self._mark_of(paragraph)
        changed = ""
        if paragraph.mark == "kept" and now != before:
            old = _style(paragraph) + _numbered(before, paragraph.style)
            changed = element("w:pPrChange", self._change(), element("w:pPr", None, old))
        layout = _style(paragraph) + _kept(paragraph) + numbered + mark + section + changed
        runs = (*_written(paragraph, now, before), *paragraph.runs)
        return element("w:p", None, element("w:pPr", None, layout) + self._runs(runs))

    def _places(self, paragraph: Paragraph) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """List and level after and before the changes; None where there is no number, or none that Word would show."""
        now = before = None
        was = paragraph.number if paragraph.was is None else paragraph.was
        if paragraph.counted and paragraph.number and paragraph.mark not in GONE:
            now = self._after.place(paragraph.level, paragraph.number)
        if paragraph.counted and was and paragraph.mark not in COME:
            before = self._before.place(paragraph.level, was, now[0] if now else None)
        return now, before

    def _mark_of(self, paragraph: Paragraph) -> str:
        tag = _TAGS.get(paragraph.mark)
        return element("w:rPr", None, element(tag, self._change())) if tag else ""

    def _change(self) -> dict[str, object]:
        self._ids += 1
        day = f"{self.job.day.isoformat()}T00:00:00Z"
        return {"w:id": self._ids, "w:author": self.job.author or self.job.creator, "w:date": day}

    def _runs(self, runs: tuple[Run, ...]) -> str:
        found = []
        for (mark, move), group in groupby(runs, key=lambda run: (run.mark, run.move)):
            inside = "".join(self._run(run) for run in group)
            found.append(self._tracked(mark, move, inside))
        return "".join(found)

    def _tracked(self, mark: Mark, move: str, inside: str) -> str:
        tag = _TAGS.get(mark)
        if not tag or not inside:
            return inside
        held = element(tag, self._change(), inside)
        if not move:
            return held
        begins = self._change()
        start = element(f"{tag}RangeStart", {**begins, "w:name": move})
        return start + held + element(f"{tag}RangeEnd", {"w:id": begins["w:id"]})

    def _run(self, run: Run) -> str:
        look = LOOK_IDS.get(run.look)
        said = element("w:r", None, _look(look) + words(run.text, run.mark == "deleted")) if run.text else ""
        if not run.comment:
            return said
        number = len(self.comments)
        self.comments.append(self._comment(number, run.comment))
        which = {"w:id": number}
        reference = element("w:r", None, _look("CommentReference") + element("w:commentReference", which))
        return (
            element("w:commentRangeStart", which) + said + element("w:commentRangeEnd", which) + reference
        )  # the reference carries the remark, the range says what it is about

    def _comment(self, number: int, text: str) -> str:
        said = {**self._change(), "w:id": number, "w:initials": "审"}
        layout = element("w:pPr", None, valued("w:pStyle", "CommentText"))
        return element("w:comment", said, element("w:p", None, layout + element("w:r", None, words(text))))

    def table(self, table: Table, width: int) -> str:
        """Returns the XML of a table as wide as the column that it stands in."""
        whole = sum(table.shares)
        widths = [width * share // whole for share in table.shares]
        grid = element("w:tblGrid", None, "".join(element("w:gridCol", {"w:w": each}) for each in widths))
        layout = (
            valued("w:tblStyle", GRID if table.ruled else PLAIN_GRID)
            + element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"})
            + element("w:tblLayout", {"w:type": "fixed"})
        )
        rows = "".join(self._row(table, n, widths) for n in range(len(table.rows)))
        return element("w:tbl", None, element("w:tblPr", None, layout) + grid + rows)

    def _row(self, table: Table, number: int, widths: list[int]) -> str:
        head = number < table.heads
        layout = "<w:cantSplit/><w:tblHeader/>" if head else ""
        cells, column = [], 0
        for cell in table.rows[number]:
            cells.append(self._cell(cell, sum(widths[column : column + cell.span]), _begins(table, number, column)))
            column += cell.span
        return element("w:tr", None, (element("w:trPr", None, layout) if layout else "") + "".join(cells))

    def _cell(self, cell: Cell, width: int, begins: bool) -> str:
        layout = element("w:tcW", {"w:w": width, "w:type": "dxa"})
        if cell.span > 1:
            layout += valued("w:gridSpan", cell.span)
        if cell.below:
            layout += "<w:vMerge/>"
        elif begins:
            layout += valued("w:vMerge", "restart")
        inside = self.blocks(cell.blocks or (Paragraph("cell"),), "", width - 170)
        return element("w:tc", None, element("w:tcPr", None, layout) + inside)


def _written(paragraph: Paragraph, now: tuple[int, int] | None, before: tuple[int, int] | None) -> tuple[Run, ...]:
    """The numbers that Word does not count, as words: one for both sides of a change, or one for each."""
    was = paragraph.number if paragraph.was is None else paragraph.was
    new_words = f"{paragraph.number} " if paragraph.number and now is None and paragraph.mark not in GONE else ""
    old_words = f"{was} " if was and before is None and paragraph.mark not in COME else ""
    if paragraph.mark != "kept":
        move = paragraph.runs[0].move if paragraph.runs else ""
        return (Run(new_words or old_words, mark=paragraph.mark, move=move),) if new_words or old_words else ()
    if new_words == old_words:
        return (Run(new_words),) if new_words else ()
    rows = (Run(old_words, mark="deleted"), Run(new_words, mark="inserted"))
    return tuple(run for run in rows if run.text)


def _begins(table: Table, number: int, column: int) -> bool:
    """Whether the cell of this column goes on in the row below."""
    if number + 1 >= len(table.rows):
        return False
    place = 0
    for cell in table.rows[number + 1]:
        if place == column:
            return cell.below
        place += cell.span
    return False


def _style(paragraph: Paragraph) -> str:
    return valued("w:pStyle", STYLE_IDS[paragraph.style])


def _kept(paragraph: Paragraph) -> str:
    return ("<w:keepNext/>" if paragraph.together else "") + ("<w:pageBreakBefore/>" if paragraph.new_page else "")


def _numbered(place: tuple[int, int] | None, style: str) -> str:
    """The list of a paragraph. An article without a number of Word's leaves the list that its style stands in."""
    if place is None:
        return element("w:numPr", None, valued("w:ilvl", 0) + valued("w:numId", 0)) if style == "article" else ""
    indent = element("w:ind", {"w:left": 480, "w:firstLine": 0}) if place[1] == 0 and style != "article" else ""
    return element("w:numPr", None, valued("w:ilvl", place[1]) + valued("w:numId", place[0])) + indent


def _look(style: str | None) -> str:
    return element("w:rPr", None, valued("w:rStyle", style)) if style else ""


def _thin(section: str) -> str:
    spacing = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 20, "w:lineRule": "exact"})
    layout = valued("w:pStyle", "Flush") + spacing + element("w:rPr", None, valued("w:sz", 2)) + section
    return element("w:p", None, element("w:pPr", None, layout))
