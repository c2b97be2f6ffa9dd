"""All pages of the site on one page, by section; and, where the site's address is known, the list that crawlers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from toolkit.kernel.text import LOCALES, Locale
from toolkit.plan.artifact import Artifact, BytesJob, PageJob
from toolkit.site.frame import ROOT, Frame, Link, page_path, twin_of
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading

NAME = "sitemap"
MOST = 300
"""How many pages of a section are listed; a section with more has an index of its own that can be filtered."""
TAGS: dict[Locale, str] = {"zh": "zh-CN", "en": "en"}
Section = tuple[str, str, Link | None, tuple[Link, ...]]
"""Anchor, title, the section's own index where it has one, and its pages."""


def sitemap(the: Book, pages: Iterable[Artifact]) -> Artifact:
    """Returns the page that lists all the others."""
    path = page_path(the.locale, NAME)
    sections = tuple(_sections(the, tuple(_frames(pages))))
    return page(
        the,
        path,
        "site/sitemap.html",
        the.word("sitemap"),
        {"sections": sections},
        purpose=the.word("sitemap_purpose"),
        toc=tuple(Heading(2, anchor, title) for anchor, title, _, _ in sections),
        kind="index",
    )


def _frames(pages: Iterable[Artifact]) -> Iterator[Frame]:
    for artifact in pages:
        frame = artifact.job.context.get("frame") if isinstance(artifact.job, PageJob) else None
        if isinstance(frame, Frame):
            yield frame


def _sections(the: Book, frames: tuple[Frame, ...]) -> Iterator[Section]:
    """Pages under the section that their trail names: the part, in the handbook; pages without one come first."""
    groups: dict[str, list[Frame]] = {"": []}
    for frame in frames:
        groups.setdefault(_section(frame), []).append(frame)
    for place, (title, inside) in enumerate(groups.items()):
        index = next((f for f in inside if f.path.endswith("/index.html") and title), None)
        rest = tuple(_link(frame) for frame in inside if frame is not index)
        if inside:
            yield (
                f"section-{place}",
                title or the.product,
                _link(index) if index else None,
                rest if len(rest) <= MOST or index is None else (),
            )


def _section(frame: Frame) -> str:
    """A page stands under the step of its trail above it, a playbook under its part, an index under itself."""
    last = frame.trail[-1]
    if last.path == frame.path and last.title != frame.title and len(frame.trail) > 1:
        return last.title
    if len(frame.trail) > 2:
        return frame.trail[-2].title
    return frame.title if frame.path.endswith("/index.html") and frame.kind != "home" else ""


def _link(frame: Frame) -> Link:
    return Link(frame.title, frame.path)


def crawlers(address: str, pages: Iterable[Artifact]) -> Artifact:
    """Returns `sitemap.xml`: every page with its twin in the other language, and the day of its last change where known."""
    base = address.rstrip("/")
    rows = "".join(_entry(base, frame) for frame in _frames(pages))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{rows}</urlset>\n"
    )
    return Artifact(f"{ROOT}/sitemap.xml", BytesJob(text.encode()), "internal")


def _entry(base: str, frame: Frame) -> str:
    paths = {frame.locale: frame.path, **{locale: twin_of(frame.path) for locale in LOCALES if locale != frame.locale}}
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{TAGS[locale]}" href="{_address(base, paths[locale])}"/>'
        for locale in LOCALES
    )
    changed = f"<lastmod>{frame.changed.day.isoformat()}</lastmod>" if frame.changed else ""
    return f"<url><loc>{_address(base, frame.path)}</loc>{changed}{twins}</url>\n"


def _address(base: str, path: str) -> str:
    return escape(f"{base}/{quote(path.removeprefix(f'{ROOT}/'))}")
