"""What a search can find, read off the pages that are planned: their frames, and the contexts that fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import cast

from toolkit.kernel.text import Locale
from toolkit.plan.artifact import Artifact, PageJob
from toolkit.plan.card import Card
from toolkit.site.dashboards.board import Section, texts
from toolkit.site.dealers import DealerHead
from toolkit.site.frame import ROOT, Frame
from toolkit.site.reference import CheckRow, KindRows
from toolkit.site.search.blocks import CELLS, cells, lines, sections
from toolkit.site.search.dealers import Page as DealerPage
from toolkit.site.search.dealers import dealer_entries
from toolkit.site.search.entry import Entry, passage, passages
from toolkit.sources.prose import Node

Context = Mapping[str, object]
GLOSSARY = "handbook/glossary.html"
"""The page whose tables are read as terms: in each row a term, and what it means."""


def entries(pages: Iterable[Artifact], locale: Locale) -> tuple[Entry, ...]:
    """Returns an entry for each page of a language, with those of its sections, contracts, checks or terms inside it.

    Dealers come last: they are the many, and what is read first is found first.
    """
    jobs = [artifact.job for artifact in pages if isinstance(artifact.job, PageJob) and "frame" in artifact.job.context]
    dealers = (_dealer(job.context) for job in jobs if job.template == DEALER)
    others = (_READERS.get(job.template, _page)(job.context, locale) for job in jobs if job.template != DEALER)
    return (*others, *dealer_entries(dealers, locale))


def _frame(context: Context) -> Frame:
    return cast(Frame, context["frame"])


def _url(frame: Frame) -> str:
    return frame.path.removeprefix(f"{ROOT}/{frame.locale}/")


def _page(context: Context, locale: Locale) -> Entry:
    """A page of which nothing more is known: its title, purpose and headings."""
    frame = _frame(context)
    inside = tuple(Entry("section", f"#{heading.anchor}", (heading.text,)) for heading in frame.toc)
    return Entry("page", _url(frame), (frame.title,), (), passages(passage([frame.purpose])), inside)


def _playbook(context: Context, locale: Locale) -> Entry:
    frame = _frame(context)
    is_glossary = _url(frame) == GLOSSARY
    opening: list[str] = [frame.purpose]
    inside: list[Entry] = []
    for heading, under in sections(cast(tuple[Node, ...], context["blocks"])):
        told = [node for node in under if not (is_glossary and node.tag == "table")]
        said = [line for node in told for line in lines(node)]
        if heading is None:
            opening += said
            continue
        anchor = f"#{heading.get('id')}"
        inside.append(Entry("section", anchor, (heading.text(),), (), passages(passage(said))))
        if is_glossary:
            inside.extend(_terms(under, anchor))
    return Entry("page", _url(frame), (frame.title,), (), passages(passage(opening)), tuple(inside))


def _terms(under: tuple[Node, ...], anchor: str) -> Iterator[Entry]:
    rows = (node for table in under if table.tag == "table" for node in table.walk() if node.tag == "tr")
    for row in rows:
        told = cells(row)
        is_head = any(isinstance(cell, Node) and cell.tag == "th" for cell in row.children)
        if told and told[0] and not is_head:
            yield Entry("term", anchor, told[:1], (), passages(passage(told[1:])))


def _reference(context: Context, locale: Locale) -> Entry:
    """A topic's records; its checks are found on the page of all checks."""
    frame = _frame(context)
    inside = tuple(
        Entry("record", f"#{kind.anchor}", (kind.title,), (), passages(passage(_fields(kind, locale))))
        for kind in cast(tuple[KindRows, ...], context["kinds"])
    )
    return Entry("page", _url(frame), (frame.title,), (), passages(passage([frame.purpose])), inside)


def _fields(kind: KindRows, locale: Locale) -> Iterator[str]:
    yield kind.path
    for row in kind.fields:
        told = (row.path, row.label.within(locale), row.help.within(locale))
        yield CELLS.join(part for part in told if part)


def _checks(context: Context, locale: Locale) -> Entry:
    frame = _frame(context)
    topics = cast(tuple[tuple[str, tuple[CheckRow, ...]], ...], context["topics"])
    inside = tuple(entry for _, rows in topics for entry in _check_entries(rows))
    return Entry("page", _url(frame), (frame.title,), (), passages(passage([frame.purpose])), inside)


def _check_entries(rows: tuple[CheckRow, ...]) -> Iterator[Entry]:
    """One for each code; a manual that several codes share stands under the last of them, as on the page."""
    for row, following in zip_longest(rows, rows[1:]):
        joined = following is not None and following.manual == row.manual
        # Backticks set commands apart; nobody types them into a search.
        said = [(row.hint if row.hint != "…" else "").replace("`", ""), "" if joined else row.manual.replace("`", "")]
        yield Entry("check", f"#{row.code}", (row.message,), (row.code,), passages(passage(said)))


def _dealer(context: Context) -> DealerPage:
    frame = _frame(context)
    head, cards = cast(DealerHead, context["head"]), cast(tuple[Card, ...], context["cards"])
    return _url(frame), frame.title, head, cards


def _board(context: Context, locale: Locale) -> Entry:
    """A dashboard or a market: each of its cards with what it says and lists."""
    frame = _frame(context)
    inside = tuple(
        Entry("section", f"#{anchor}", (title,), (), passages(passage(words)))
        for anchor, title, words in texts(cast(tuple[Section, ...], context["sections"]))
    )
    return Entry("page", _url(frame), (frame.title,), (), passages(passage([frame.purpose])), inside)


DEALER = "site/dealer.html"
_READERS: dict[str, Callable[[Context, Locale], Entry]] = {
    "site/handbook-page.html": _playbook,
    "site/reference.html": _reference,
    "site/checks.html": _checks,
    "site/dashboards/board.html": _board,
}
