"""Timeline: phases as bars, events as dots with their names and days, in rows that nothing else crosses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.kernel.text import Text
from toolkit.plan.charts import Event, Phase, Timeline
from toolkit.render.charts.axes import place_names
from toolkit.render.charts.lettering import width
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import SIZES, Pen, n
from toolkit.render.charts.scale import part

_SIZE, _SMALL = SIZES["c-t"], SIZES["c-s"]
_BAR, _ROW, _EDGE = 18 * PX, 20 * PX, 6 * PX
_APART = 8 * PX
_AS_OF = Text("截至", "As of")


@dataclass(frozen=True, slots=True)
class _Days:
    """The axis of days."""

    first: date
    last: date
    width: int

    def at(self, day: date) -> int:
        """The place of a day, at its beginning."""
        days = (self.last - self.first).days
        return _EDGE + part((day - self.first).days, days, self.width - 2 * _EDGE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of lettering: its class, where it stands, and the room that it has."""

    kind: str
    x: int
    text: str
    room: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A bar or a dot from `start` to `end`; with its lettering it takes the row from `first` to `last`."""

    style: str
    start: int
    end: int
    first: int
    last: int
    words: tuple[_Word, ...]


def draw(chart: Timeline, pen: Pen) -> int:
    """Draws a timeline. Returns the height."""
    days = _axis(chart, pen.width)
    pen.label("c-s", pen.width, 11 * PX, f"{pen.words(_AS_OF)} {chart.today}", pen.width, "end")
    top = 22 * PX
    phases = _rows(_phase(pen, days, phase, chart.today) for phase in sorted(chart.phases, key=lambda p: p.start))
    events = _rows(_event(pen, days, event) for event in sorted(chart.events, key=lambda e: e.day))
    between = 6 * PX if phases and events else 0
    bottom = top + (len(phases) + len(events)) * _ROW + between
    marks = tuple(_marks(days))
    for day in marks:
        pen.line("c-grid", days.at(day), top, days.at(day), bottom)
    pen.line("c-goal", days.at(chart.today), top - 4 * PX, days.at(chart.today), bottom)
    pen.line("c-axis", 0, bottom, pen.width, bottom)
    for number, row in enumerate(phases):
        for piece in row:
            _write(pen, piece, top + number * _ROW)
    for number, row in enumerate(events):
        for piece in row:
            _write(pen, piece, top + between + (len(phases) + number) * _ROW)
    place_names(pen, [_mark_words(day, days) for day in marks], [days.at(day) for day in marks], bottom + 16 * PX)
    return bottom + 22 * PX


def _axis(chart: Timeline, across: int) -> _Days:
    days = [chart.today, *(p.start for p in chart.phases), *(p.end for p in chart.phases if p.end)]
    days += [event.day for event in chart.events]
    first, last = min(days), max(days)
    return _Days(first, last if first < last else first + timedelta(days=1), across)


def _phase(pen: Pen, days: _Days, phase: Phase, today: date) -> _Piece:
    """A bar with its name within it, else beside it."""
    start = days.at(phase.start)
    end = max(days.at(phase.end or max(today, phase.start)), start + 2 * PX)
    name = pen.words(phase.name)
    style = "c-track" if phase.quiet else "c-b1"
    if width(name, _SIZE) + 10 * PX <= end - start:
        word = _Word("c-t" if phase.quiet else "c-w", start + 6 * PX, name, end - start - 10 * PX)
        return _Piece(style, start, end, start, end, (word,))
    return _beside(style, start, end, pen.width, name, "")


def _event(pen: Pen, days: _Days, event: Event) -> _Piece:
    at = days.at(event.day)
    return _beside("", at - 4 * PX, at + 4 * PX, pen.width, pen.words(event.name), event.day.isoformat())


def _beside(style: str, start: int, end: int, edge: int, name: str, day: str) -> _Piece:
    """Words after a bar or dot, or before it where there is more room; the day is left out before the name is shortened."""
    after, before = edge - end - 5 * PX, start - 5 * PX
    extra = width(day, _SMALL) + 6 * PX if day else 0
    long = width(name, _SIZE)
    right = long + extra <= after or after >= before
    room = max(0, after if right else before)
    if long + extra > room:
        day, extra = "", 0
    long = min(long, room)
    if right:
        x = end + 5 * PX
        words = (_Word("c-t", x, name, long), _Word("c-s", x + long + 6 * PX, day, extra))
        return _Piece(style, start, end, start, x + long + extra, words)
    x = start - 5 * PX
    words = (_Word("c-t", x - extra, name, long, "end"), _Word("c-s", x, day, extra, "end"))
    return _Piece(style, start, end, x - long - extra, end, words)


def _rows(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """The pieces in rows, each in the first one where it has room."""
    rows: list[list[_Piece]] = []
    for piece in pieces:
        row = next((row for row in rows if row[-1].last + _APART <= piece.first), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return rows


def _write(pen: Pen, piece: _Piece, y: int) -> None:
    if piece.style:
        pen.box(piece.style, piece.start, y, max(piece.end - piece.start - PX, PX), _BAR)
    else:
        middle = (piece.start + piece.end) // 2
        pen.add(f'<circle class="c-dot" cx="{n(middle)}" cy="{n(y + _ROW // 2)}" r="4"/>')
    within = piece.start == piece.first and piece.end == piece.last
    for word in piece.words:
        base = y + _ROW // 2 + 4 * PX
        if within or width(word.text, SIZES[word.kind]) > word.room:
            pen.label(word.kind, word.x, base, word.text, word.room, word.anchor)
        else:
            pen.backed(word.kind, word.x, base, word.text, word.anchor)


def _stride(days: _Days) -> int:
    """How many months lie between two marks of the axis; 0 where it is so short that its ends are marked."""
    length = (days.last - days.first).days
    if length >= 700:
        return 12 * max(1, -(-(days.last.year - days.first.year) // 12))
    return next((months for least, months in ((400, 6), (200, 3), (45, 1)) if length >= least), 0)


def _marks(days: _Days) -> Iterator[date]:
    """The days on the axis: beginnings of years, half-years, quarters or months by the length of time, or its ends."""
    first, last, months = days.first, days.last, _stride(days)
    if not months:
        yield from (first, last)
        return
    number = -(-(first.year * 12 + first.month - (1 if first.day == 1 else 0)) // months) * months
    while number // 12 <= date.max.year and (day := date(number // 12, number % 12 + 1, 1)) <= last:
        yield day
        number += months


def _mark_words(day: date, days: _Days) -> str:
    months = _stride(days)
    return str(day) if not months else f"{day:%Y}" if months >= 12 else f"{day:%Y-%m}"
