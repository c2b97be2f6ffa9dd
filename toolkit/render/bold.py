"""Highlighted text without a second face: letters of one weight get an outline of their own colour, so no font is embedded for it.

The source fonts are Regular only, and setting every ★ clause in the other face costs a contract about 35 KB. Only a style sheet
that asks for the weight below gets the outline: bold of any other source is drawn with the regular face, never distorted. Text,
widths and tags stay as they are (PDF text rendering mode 2: fill, then stroke).
"""

from __future__ import annotations

from typing import Any

BOLD = 800
"""The weight that asks for an outline; no tag and no keyword of CSS gives it by itself."""
STROKE = 0.025
"""Width of the outline as a share of the font size: half of it falls outside the letter."""


def paint_bold(text_module: Any) -> None:
    """Makes the engine's module that draws text outline what has that weight. Called once, right after the engine is imported."""
    plain = text_module.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, *more: Any) -> Any:
        if textbox.style["font_weight"] != BOLD:
            return plain(stream, textbox, *more)
        stream.set_color(textbox.style["color"], stroke=True)
        stream.set_line_width(textbox.style["font_size"] * STROKE)
        stream.set_text_rendering(2)
        drawn = plain(stream, textbox, *more)
        stream.set_text_rendering(0)
        return drawn

    text_module.draw_first_line = draw_first_line
