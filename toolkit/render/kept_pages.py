"""Pages that many papers have in common are painted once: what they draw and the letters that they use are kept and put in again.

Only the pages of a part that is kept are such. A page that draws a picture, a pattern or a missing glyph is painted anew each time,
because that depends on what the paper drew before.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

import pydyf

Sizes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Painted:
    """What painting a page did: its operators, its tagged boxes, its fonts with the letters used of them, its transparencies."""

    operators: tuple[Any, ...]
    tags: Mapping[Any, Mapping[str, Any]]
    fonts: Mapping[Any, Any]
    states: Mapping[str, Any]


def keep_pages(page_class: Any) -> type:
    """Returns the engine's class of pages, with painting that is kept after the first time."""

    class KeptPage(page_class):  # type: ignore[misc]
        """A page that remembers what it painted."""

        _painted: _Painted | None = None

        def paint(self, stream: Any, scale: float = 1) -> None:
            if self._painted is None:
                self._painted = _record(stream, lambda: page_class.paint(self, stream, scale))
            else:
                _repeat(self._painted, stream)

    return KeptPage


def _record(stream: Any, paint: Any) -> _Painted | None:
    """Paints with fonts of the page's own, puts these to those of the paper, and returns what may be repeated."""
    start, before, sizes = len(stream.stream), dict(stream._resources["ExtGState"]), _sizes(stream)
    paper_fonts, stream._fonts = stream._fonts, {}
    try:
        paint()
    finally:
        page_fonts, stream._fonts = stream._fonts, paper_fonts
        _add_fonts(page_fonts, paper_fonts)
    used = {item[1:-3].decode() for item in stream.stream[start:] if isinstance(item, bytes) and item.endswith(b" gs")}
    states = {name: state for name, state in stream._resources["ExtGState"].items() if name in used}
    new = set(stream._resources["ExtGState"]) - set(before)
    lasting = any(font.missing for font in page_fonts.values()) or not all(name[0] in "aA" for name in used | new)
    if lasting or _sizes(stream) != sizes:
        return None
    tags = {box: dict(about) for box, about in stream._tags.items()} if stream._tags is not None else {}
    return _Painted(tuple(stream.stream[start:]), tags, page_fonts, states)


def _repeat(painted: _Painted, stream: Any) -> None:
    stream.stream.extend(painted.operators)
    if stream._tags is not None:
        stream._tags.update({box: dict(about) for box, about in painted.tags.items()})
    for name, state in painted.states.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
    _add_fonts(painted.fonts, stream._fonts)


def _add_fonts(page_fonts: Mapping[Any, Any], paper_fonts: dict[Any, Any]) -> None:
    """Adds the letters that a page uses to the fonts of the paper, which the engine cuts down and so must be copies."""
    for key, font in page_fonts.items():
        if key not in paper_fonts:
            paper_fonts[key] = fresh = copy(font)
            fresh.widths, fresh.to_unicode, fresh.missing = {}, {}, dict(font.missing)
        paper = paper_fonts[key]
        paper.widths |= font.widths
        paper.to_unicode = font.to_unicode | paper.to_unicode
        paper.used_in_forms = paper.used_in_forms or font.used_in_forms


def _sizes(stream: Any) -> Sizes:
    return tuple(len(stream._resources[name]) for name in ("XObject", "Pattern", "Shading"))
