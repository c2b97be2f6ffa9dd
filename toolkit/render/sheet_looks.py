"""The looks of cells: hairlines, no colour that carries a meaning, fonts that a Chinese office has."""

from __future__ import annotations

from typing import Any

from toolkit.kernel.text import Locale
from toolkit.plan.sheets import ColumnKind

DECIMALS: dict[ColumnKind, int] = {"decimal": 2, "amount": 2, "percent": 1}
INK, MUTED, RULE, HEAD, ENTRY = "#1D2126", "#5B646E", "#BDB7AC", "#F1EEE8", "#FFFBE6"


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any, locale: Locale) -> None:
        self._book = book
        self._font = self.font(locale)
        self._made: dict[tuple[object, ...], Any] = {}
        self.plain = self._format()
        self.title = self._format(font_size=14, bold=True, valign="vcenter")
        self.label = self._format(font_color=MUTED)
        self.note = self._format(font_color=MUTED, font_size=9)

    @staticmethod
    def font(locale: Locale) -> str:
        """Returns the name of a font that offices of that language have."""
        return "微软雅黑" if locale == "zh" else "Arial"

    def head_of(self, kind: ColumnKind) -> Any:
        """Returns the look of a column's head: over its figures, or over its text."""
        align = "left" if kind in ("text", "day") else "right"
        key = ("head", align)
        if key not in self._made:
            self._made[key] = self._format(
                bold=True, bg_color=HEAD, bottom=1, bottom_color=INK, align=align, valign="vcenter", text_wrap=True
            )
        return self._made[key]

    def cell(self, kind: ColumnKind, decimals: int, *, total: bool = False, entry: bool = False) -> Any:
        """Returns the look of a cell: numbers aligned and grouped, days as 2026-10-20; entry cells may be written in."""
        key = (kind, decimals, total, entry)
        if key not in self._made:
            look: dict[str, object] = {"valign": "top", "bottom": 4, "bottom_color": RULE}
            if kind == "text":
                look |= {"text_wrap": True, "align": "left"}
            else:
                look |= {"num_format": _number_format(kind, decimals), "align": "left" if kind == "day" else "right"}
            if total:
                look |= {"bold": True, "top": 1, "top_color": INK, "bottom": 0}
            if entry:
                look |= {"locked": False, "bg_color": ENTRY, "border": 4, "border_color": RULE}
            self._made[key] = self._format(**look)
        return self._made[key]

    def _format(self, **properties: object) -> Any:
        return self._book.add_format({"font_name": self._font, "font_size": 10, "font_color": INK, **properties})


def _number_format(kind: ColumnKind, decimals: int) -> str:
    if kind == "day":
        return "yyyy-mm-dd"
    places = f".{'0' * decimals}" if decimals else ""
    return f"0{places}%" if kind == "percent" else f"#,##0{places}"
