"""What pages of a report are made of, and tables of paper taken out of the sheets of the workbook: both show the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.units import unit_text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.plan.charts import Chart
from toolkit.plan.frame import Grid
from toolkit.plan.sheets import Column, ColumnKind, Line, Sheet, Value
from toolkit.site.reports.brief import Brief

ENGLISH = {"家": "dealers", "张": "", "条": ""}
"""Units of these tables whose English is another than that of outlets and sheets."""
CODE_ZH, CODE_EN = 8, 16
"""Names of up to so many letters are not broken."""
MOST_NAMES = 200
"""How many names a cell of the workbook lists."""
SHORT = 10
"""How many rows of a long table stand on paper; the workbook has all."""
_EXACT = {"percent": Decimal("1e-12"), "decimal": Decimal("1e-6")}
_SHOWN = {"percent": 1, "decimal": 1, "amount": 0}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its id on the paper; two of column width stand side by side."""

    id: str
    chart: Chart
    room: str = "column"


@dataclass(frozen=True, slots=True)
class Charts:
    kind: ClassVar[str] = "charts"
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Table:
    kind: ClassVar[str] = "table"
    grid: Grid


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: what has to be known of the figures, or why there are none."""

    kind: ClassVar[str] = "said"
    text: Text


Block = Charts | Table | Said


@dataclass(frozen=True, slots=True)
class Page:
    """A page that answers a question: its heading states the answer; `basis` says of when the figures are."""

    anchor: str
    question: Text
    heading: Text
    basis: Text
    blocks: tuple[Block, ...]


def sheet(
    brief: Brief,
    name: Text,
    columns: tuple[Column, ...],
    rows: Iterable[Sequence[Value]],
    *,
    title: Text = NO_TEXT,
    basis: Text = NO_TEXT,
    policies: Iterable[str] = (),
    notes: tuple[Text, ...] = (),
    totals: tuple[Value, ...] = (),
) -> Sheet:
    """Returns a sheet of the workbook, with the lines that each of them bears; shares and amounts are cut to what a cell holds."""
    held = ", ".join(dict.fromkeys(policies))
    lines = (
        Line(Text("期间", "Period"), brief.quarter),
        Line(Text("口径", "Figures"), basis or brief.basis),
        *((Line(Text("政策版本", "Policy version"), held),) if held else ()),
    )
    fitted = tuple(tuple(_fit(value, column.kind) for value, column in zip(row, columns, strict=True)) for row in rows)
    return Sheet(
        name,
        columns,
        fitted,
        title or name,
        lines,
        tuple(_fit(value, column.kind) for value, column in zip(totals, columns, strict=True)) if totals else (),
        notes,
        frozen=2 if len(columns) > 6 else 1,
    )


def _fit(value: Value, kind: ColumnKind) -> Value:
    """A number in as many places as a cell keeps exactly: fen, or twelve places of a share."""
    if not isinstance(value, Decimal):
        return value
    if kind == "amount":
        return to_fen(value)
    return value.quantize(_EXACT[kind], rounding=ROUND_HALF_UP) if kind in _EXACT else value


def excerpt(
    held: Sheet,
    columns: Sequence[int],
    rows: Sequence[int] | None = None,
    *,
    most: int = SHORT,
    caption: Text = NO_TEXT,
    narrow: Sequence[int] = (),
) -> tuple[Block, ...]:
    """Returns some columns of a sheet as a table, its first `most` rows unless told which, and says where the rest is; nothing of no rows.

    `narrow` are places among the columns of the table that take no more than they need.
    """
    chosen = list(range(min(len(held.rows), most))) if rows is None else list(rows)
    if not chosen:
        return ()
    left = len(held.rows) - len(chosen) if rows is None else 0
    if left:
        part = Text(f"前 {len(chosen)} 行，共 {len(held.rows)} 行，其余见工作簿“{held.name.zh}”", f"{len(chosen)} of {len(held.rows)} rows; the rest in the workbook, sheet {held.name.within('en')}")  # fmt: skip
        caption = Text(f"{caption.zh}（{part.zh}）", f"{caption.within('en')} ({part.en})") if caption else part
    kinds = [held.columns[n] for n in columns]
    total = tuple(shown(held.totals[n], held.columns[n]) for n in columns) if held.totals and not left else ()
    if total and total[0].zh == "–":
        total = (
            Text("合计（全部）", "Total (all)") if len(chosen) < len(held.rows) else Text("合计", "Total"),
            *total[1:],
        )
    grid = Grid(
        tuple(head_of(column) for column in kinds),
        tuple(tuple(shown(held.rows[row][n], held.columns[n]) for n in columns) for row in chosen),
        numbers=tuple(place for place, column in enumerate(kinds) if column.kind not in ("text", "day")),
        codes=tuple(place for place, n in enumerate(columns) if _unbroken(held, n, chosen)),
        narrow=tuple(narrow),
        total=total,
        caption=caption,
    )
    return (Table(grid),)


def _unbroken(held: Sheet, column: int, rows: Sequence[int]) -> bool:
    """Whether the cells of a column are days or short names, which stand in one line."""
    kind = held.columns[column]
    if kind.kind != "text":
        return kind.kind == "day"
    cells = [shown(held.rows[row][column], kind) for row in rows]
    return all(len(cell.zh) <= CODE_ZH and len(cell.within("en")) <= CODE_EN for cell in cells)


def head_of(column: Column) -> Text:
    """Returns a column's head with its unit."""
    unit = column.unit or ("元" if column.kind == "amount" else "")
    if not unit:
        return column.title
    english = ENGLISH.get(unit, unit_text(unit, "en"))
    return Text(
        f"{column.title.zh}（{unit}）", f"{column.title.within('en')} ({english})" if english else column.title.en
    )


def shown(value: Value, column: Column) -> Text:
    """Returns a cell as paper shows it; `–` for what is missing."""
    if value is None or value == "":
        return Text("–")
    match value:
        case Text():
            return value
        case date():
            return Text(value.isoformat())
        case Decimal() if column.kind == "percent":
            return Text(percent_text(value, column.decimals if column.decimals is not None else 1))
        case Decimal():
            return Text(
                number_text(value, column.decimals if column.decimals is not None else _SHOWN.get(column.kind, 1))
            )
        case int():
            return Text(number_text(value))
    return Text(str(value))


def charts(*drawn: tuple[str, Chart | None]) -> tuple[Block, ...]:
    """Returns the charts that there are, side by side."""
    held = tuple(Drawn(name, chart) for name, chart in drawn if chart is not None)
    return (Charts(held),) if held else ()


def said(zh: str, en: str) -> tuple[Block, ...]:
    """Returns a sentence."""
    return (Said(Text(zh, en)),)


ID, DEALER = Column(Text("编号", "Id")), Column(Text("经销商", "Dealer"))


def words(zh: str, en: str, width: int = 0) -> Column:
    """Returns a column of text."""
    return Column(Text(zh, en), width=width)


def whole(zh: str, en: str, unit: str = "", summed: bool = False) -> Column:
    """Returns a column of whole numbers."""
    return Column(Text(zh, en), "whole", unit, summed=summed)


def amount(zh: str, en: str, summed: bool = False) -> Column:
    """Returns a column of amounts in yuan."""
    return Column(Text(zh, en), "amount", summed=summed)


def share(zh: str, en: str) -> Column:
    """Returns a column of shares."""
    return Column(Text(zh, en), "percent")


def points(zh: str, en: str, unit: str = "分") -> Column:
    """Returns a column of numbers with one decimal."""
    return Column(Text(zh, en), "decimal", unit, decimals=1)


def day(zh: str, en: str) -> Column:
    """Returns a column of days."""
    return Column(Text(zh, en), "day")
