"""The content of a page written with the fewest operators: same marks in the same order, same ink, a third of the bytes.

The layout engine sets every property anew for each box, line and letter pair, and gives each line of a paragraph a tag of its own.
Here a property is written when something is painted with it and it is not set already, lines of one paragraph are one sequence, text is
binary, and the lines of a table that meet are one line. Whatever is not understood leaves the page as the engine wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.render.strokes import Strokes, counted, number, shortest

Owner = int
"""The number of the structure element that holds a piece of content; ARTIFACT for what is outside the structure."""
ARTIFACT: Owner = 0

_STATE = {
    b"rg": "fill", b"scn": "fill", b"cs": "fill", b"RG": "stroke", b"SCN": "stroke", b"CS": "stroke", b"w": "width",
    b"d": "dash", b"J": "cap", b"j": "join", b"M": "mitre", b"Tf": "font", b"Tr": "mode", b"Ts": "rise",
}  # fmt: skip
_INITIAL = {
    "fill": b"0 g", "stroke": b"0 G", "alpha": b"/a1.0 gs", "line alpha": b"/A1.0 gs", "width": b"1 w", "dash": b"[] 0 d", "cap": b"0 J",
    "join": b"0 j", "mitre": b"10 M", "font": b"", "mode": b"0 Tr", "rise": b"0 Ts",
}  # fmt: skip
_FILLED = ("fill", "alpha")
_LINED = ("stroke", "line alpha", "width", "dash", "cap", "join", "mitre")
_TYPED = ("fill", "alpha", "font", "mode", "rise")
_PATH = frozenset((b"m", b"l", b"c", b"v", b"y", b"h", b"re"))
_PAINTS = {b"S": _LINED, b"s": _LINED, b"f": _FILLED, b"f*": _FILLED, b"n": ()} | dict.fromkeys(
    (b"B", b"B*", b"b", b"b*"), _FILLED + _LINED
)
_LASTING = frozenset((b"cm", b"W", b"W*"))
_ALPHA = {b"/a": "alpha", b"/A": "line alpha"}
_MCID = re.compile(rb"<</MCID (\d+)>>")
_SHOWN = re.compile(rb"<([0-9a-f]*)>|([-0-9.e]+)")
_ESCAPED = re.compile(rb"[\\()\r]")
_ESCAPES = {b"\\": rb"\\", b"(": rb"\(", b")": rb"\)", b"\r": rb"\r"}


class Unfamiliar(Exception):
    """Content that this module does not know how to write."""


@dataclass(frozen=True, slots=True)
class Step:
    """An operator and its operands as bytes; for marked content the tag and, where there is one, the MCID."""

    operator: bytes
    operands: bytes = b""
    mcid: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the content of one MCID belongs: the element that holds it and its type, and the MCID that comes right before it there."""

    owner: Owner
    kind: str
    after: int | None


@lru_cache(maxsize=96)
def smallest(content: bytes, marks: tuple[Mark, ...]) -> tuple[bytes | None, tuple[tuple[int, ...], ...]]:
    """Returns the content of a page written anew, and for each new MCID the old ones that it stands for, in the order of painting.

    `marks` has one mark for each old MCID. None stands for content that is not understood: its MCIDs stay as they are. Kept, because
    papers have pages in common.
    """
    as_it_is = None, tuple((mcid,) for mcid in range(len(marks)))
    try:
        found = list(_steps(content.split(b"\n")))
        if sorted(step.mcid for step in found if step.mcid is not None) != list(range(len(marks))):
            return as_it_is
        writer = _Writer(marks)
        return writer.write(found), tuple(map(tuple, writer.groups))
    except Unfamiliar:
        return as_it_is


def _steps(lines: Sequence[bytes]) -> Iterator[Step]:
    """What the engine wrote, as operators: it puts each on a line of its own, marked content on two or three."""
    place = 0
    while place < len(lines):
        line = lines[place]
        after = lines[place + 1 : place + 3]
        if line[:1] == b"/" and b" " not in line:
            if after[:1] == [b"BMC"]:
                yield Step(b"BMC", line)
                place += 2
                continue
            found = _MCID.fullmatch(after[0]) if len(after) == 2 and after[1] == b"BDC" else None
            if found is None:
                raise Unfamiliar(line)
            yield Step(b"BDC", line, int(found[1]))
            place += 3
            continue
        operands, _, operator = line.rpartition(b" ")
        yield Step(operator, operands)
        place += 1


@dataclass(slots=True)
class _Text:
    """Where the text object in writing stands: its matrix without the place, and the start of its line in millionths."""

    open: bool = False
    slope: bytes = b""
    x: int = 0
    y: int = 0
    placed: bool = False


class _Writer:
    """Writes the steps of one page."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self.out: list[bytes] = []
        self.groups: list[list[int]] = []
        self._wanted, self._set = dict(_INITIAL), dict(_INITIAL)
        self._saved: list[tuple[dict[str, bytes], dict[str, bytes] | None]] = []
        self._source: list[int | None] = []
        self._mark: int | None = None
        self._artifact = False
        self._text = _Text()
        self._matrix: tuple[bytes, int, int] = (b"", 0, 0)
        self._path: list[bytes] = []
        self._lines = Strokes()

    def write(self, found: Sequence[Step]) -> bytes:
        """Returns the content; raises Unfamiliar for an operator that is not known."""
        real = _real_saves(found)
        for place, step in enumerate(found):
            self._step(step, place in real)
        self._flush()
        self._leave_mark()
        return b"\n".join(self.out)

    def _step(self, step: Step, real: bool) -> None:
        operator, operands = step.operator, step.operands
        if operator in _PATH:
            self._path.append(shortest(operands) + b" " + operator if operands else operator)
        elif operator in _PAINTS:
            self._paint(operator)
        elif operator in _STATE:
            self._want(operator, operands)
        elif operator == b"gs":
            self._transparency(operands)
        elif operator in (b"BT", b"ET"):
            pass
        elif operator == b"Tm":
            *slope, x, y = operands.split(b" ")
            self._matrix = (b" ".join(slope), counted(x), counted(y))
            self._text.placed = False
        elif operator == b"TJ":
            self._show(operands)
        elif operator in (b"BDC", b"BMC", b"EMC"):
            self._source.append(step.mcid) if operator != b"EMC" else self._source.pop()
        elif operator == b"q":
            self._save(real)
        elif operator == b"Q":
            self._restore()
        else:
            self._other(operator, operands)

    def _want(self, operator: bytes, operands: bytes) -> None:
        name = _STATE[operator]
        if operator in (b"rg", b"RG") and len(set(operands.split(b" "))) == 1:
            value = shortest(operands.split(b" ")[0]) + (b" g" if operator == b"rg" else b" G")
        elif operator == b"Tf":
            font, _, size = operands.partition(b" ")
            value = font + b" " + shortest(size) + b" Tf"
        elif operator in (b"scn", b"SCN"):
            value = self._wanted[name] + b"\n" + operands + b" " + operator
        else:
            value = (
                (shortest(operands) if b"/" not in operands and b"[" not in operands else operands) + b" " + operator
            )
        self._wanted[name] = value

    def _transparency(self, operands: bytes) -> None:
        name = _ALPHA.get(operands[:2])
        if name:
            self._wanted[name] = operands + b" gs"
            return
        self._open_mark()
        self.out.append(operands + b" gs")
        self._set["alpha"] = self._set["line alpha"] = b"?"

    def _other(self, operator: bytes, operands: bytes) -> None:
        """What is written as it stands: a change of the coordinates, a clip, a picture, a shading."""
        if operator in (b"W", b"W*"):
            self._path.append(operator)
            return
        if operator not in (b"cm", b"Do", b"sh"):
            raise Unfamiliar(operator)
        self._open_mark()
        if operator == b"cm":
            operands = shortest(operands)
        else:
            self._settle(_FILLED + _LINED)
        self.out.append(operands + b" " + operator)

    def _save(self, real: bool) -> None:
        self._saved.append((dict(self._wanted), dict(self._set) if real else None))
        if real:
            self._open_mark()
            self.out.append(b"q")

    def _restore(self) -> None:
        self._wanted, was_set = self._saved.pop()
        if was_set is not None:
            self._open_mark()
            self._set = was_set
            self.out.append(b"Q")

    def _paint(self, operator: bytes) -> None:
        path, self._path = self._path, []
        if (
            operator == b"S"
            and self._wanted["line alpha"] == _INITIAL["line alpha"]
            and self._source
            and self._source[-1] is None
        ):
            if self._lines.take(path, tuple(self._wanted[name] for name in _LINED)):
                return
            self._flush()
            if self._lines.take(path, tuple(self._wanted[name] for name in _LINED)):
                return
        self._open_mark()
        self._settle(_PAINTS[operator])
        self.out += [*path, operator]

    def _flush(self) -> None:
        """Writes the lines that were put by; they all have the look in which they were drawn."""
        if not self._lines:
            return
        looks, paths = self._lines.taken()
        kept, self._wanted = self._wanted, self._wanted | dict(zip(_LINED, looks, strict=True))
        self._enter(None)
        self._settle(_LINED)
        self.out += [*paths, b"S"]
        self._wanted = kept

    def _show(self, operands: bytes) -> None:
        self._open_mark(text=True)
        self._settle(_TYPED + (_LINED if self._wanted["mode"] != _INITIAL["mode"] else ()))
        text = self._text
        if not text.open:
            self.out.append(b"BT")
            text.open, text.slope, text.placed = True, b"", False
        if not text.placed:
            slope, x, y = self._matrix
            if slope == text.slope == b"1 0 0 -1":
                self.out.append(b"%s %s Td" % (number(x - text.x), number(text.y - y)))
            else:
                self.out.append(b"%s %s %s Tm" % (shortest(slope), number(x), number(y)))
            text.slope, text.x, text.y, text.placed = slope, x, y, True
        self.out.append(_shown(operands))

    def _open_mark(self, text: bool = False) -> None:
        """Before something is painted: the lines put by are written, and the mark is the one of the source."""
        self._flush()
        if not text:
            self._end_text()
        if self._source:
            self._enter(self._source[-1])
        else:
            self._leave_mark()

    def _enter(self, mcid: int | None) -> None:
        if mcid is not None and self._marks[mcid].owner == ARTIFACT:
            mcid = None
        if mcid is None:
            if not self._artifact:
                self._leave_mark()
                self.out.append(b"/Artifact BMC")
                self._artifact = True
        elif self._mark != mcid:
            if self._mark is not None and self._marks[mcid].after == self._mark:
                self.groups[-1].append(mcid)
            else:
                self._leave_mark()
                self.out.append(b"%s<</MCID %d>>BDC" % (self._marks[mcid].kind.encode(), len(self.groups)))
                self.groups.append([mcid])
            self._mark = mcid

    def _leave_mark(self) -> None:
        self._end_text()
        if self._artifact or self._mark is not None:
            self.out.append(b"EMC")
        self._artifact, self._mark = False, None

    def _end_text(self) -> None:
        if self._text.open:
            self.out.append(b"ET")
            self._text.open = False

    def _settle(self, names: Iterable[str]) -> None:
        """Sets what is painted with, where it is not set already."""
        for name in names:
            value = self._wanted[name]
            if value != self._set[name]:
                self.out.append(value)
                self._set[name] = value


def _real_saves(found: Sequence[Step]) -> set[int]:
    """The places of each q that must stay: what changes between it and its Q cannot be set back by hand."""
    opened: list[int] = []
    real: set[int] = set()
    for place, step in enumerate(found):
        if step.operator == b"q":
            opened.append(place)
        elif step.operator == b"Q":
            opened.pop()
        elif opened and (step.operator in _LASTING or (step.operator == b"gs" and step.operands[:2] not in _ALPHA)):
            real.add(opened[-1])
    return real


def _shown(operands: bytes) -> bytes:
    """The operands of TJ with numbers added up and its text as binary strings."""
    pieces: list[tuple[int, bytes]] = []
    move = 0
    for text, step in _SHOWN.findall(operands):
        if step:
            move += counted(step)
        elif text and pieces and not move:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + bytes.fromhex(text.decode()))
        elif text:
            pieces.append((move, bytes.fromhex(text.decode())))
            move = 0
    if move:
        pieces.append((move, b""))
    if len(pieces) == 1 and not pieces[0][0]:
        return _string(pieces[0][1]) + b"Tj"
    return (
        b"["
        + b"".join((number(step) if step else b"") + (_string(text) if text else b"") for step, text in pieces)
        + b"]TJ"
    )


def _string(value: bytes) -> bytes:
    return b"(" + _ESCAPED.sub(lambda found: _ESCAPES[found.group()], value) + b")"
