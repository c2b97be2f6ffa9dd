"""The manual pages of all problem codes: of the checks, and of the engine below them."""

from __future__ import annotations

import click

from toolkit.cli.session import CHANGED
from toolkit.cli.show import SEVERITIES
from toolkit.edit import desk, freeze, setting, start_place, upgrade, write
from toolkit.edit.incoming import columns, grid, importing, rows, sheets
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.manual import READING
from toolkit.plan import collisions
from toolkit.publish import problems as publish
from toolkit.render import fetcher, format_problems, glyphs, html, layout_problems, nesting
from toolkit.review import simulation_candidate
from toolkit.sample import ground as sample_ground
from toolkit.serve import preview
from toolkit.sources import word_problems
from toolkit.topics.catalogue import TOPICS
from toolkit.topics.manual import manual_of

ENGINE: tuple[ProblemKind, ...] = (
    *READING,
    CHANGED,
    collisions.COLLISION,
    html.TEMPLATE,
    fetcher.REFUSED,
    fetcher.BAD_PICTURE,
    glyphs.MISSING_GLYPH,
    glyphs.DRAWN_BOX,
    glyphs.STRANGE_FONT,
    nesting.TOO_DEEP,
    nesting.TOO_WIDE,
    nesting.TOO_MANY_SHAPES,
    *layout_problems.KINDS,
    *format_problems.KINDS,
    *write.KINDS,
    *start_place.KINDS,
    *upgrade.KINDS,
    *freeze.KINDS,
    *desk.KINDS,
    *setting.KINDS,
    *grid.KINDS,
    *columns.KINDS,
    *sheets.KINDS,
    *rows.KINDS,
    *importing.KINDS,
    *publish.KINDS,
    *word_problems.KINDS,
    *preview.KINDS,
    *simulation_candidate.PROBLEMS,
    *sample_ground.PROBLEMS,
)


def every_kind() -> dict[str, tuple[ProblemKind, Text]]:
    """Returns code → (kind, manual page) of every problem that a run may report; a page that nobody wrote is empty."""
    told = (kind for topic in TOPICS for kind in topic.reports)
    pages = {kind.code: (kind, manual_of(kind)) for kind in (*ENGINE, *told)}
    for topic in TOPICS:
        for check in topic.checks:
            for kind in check.kinds:
                pages[kind.code] = (kind, manual_of(kind, check))
    return pages


def manual_page(code: str, locale: Locale) -> str:
    """Returns the manual page of a code. Raises click.UsageError, with the nearest code, for one that is not known."""
    pages = every_kind()
    if code not in pages:
        near = nearest(code, tuple(pages))
        words = Text(
            f"没有代码 {code}" + (f"；是不是 {near}？" if near else ""),
            f"no code {code}" + (f"; did you mean {near}?" if near else ""),
        )
        raise click.UsageError(words.within(locale))
    kind, manual = pages[code]
    rows = [f"{code} · {SEVERITIES[kind.severity].within(locale)}", "", kind.message.within(locale)]
    if kind.hint:
        rows += [f"→ {kind.hint.within(locale)}"]
    said = manual.within(locale)
    return "\n".join(rows + (["", said] if said else []))
