"""Turns a finished paper into the bytes of a tagged PDF: same paper, same bytes.

The one module that imports the layout engine. Each part of a paper is laid out by itself, with page numbers of its own,
and the pages are joined. The base part is laid out first and alone, so its layout depends on nothing else: the standard
terms of a contract are laid out once in a worker and serve every dealer. The other parts draw with the fonts of that
part, and with a second subset for the characters that it lacks, so that no glyph is embedded twice.
"""

from __future__ import annotations

import atexit
import ctypes.util
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlsplit

from toolkit.kernel.digest import digest_bytes, digest_of
from toolkit.kernel.origin import Origin
from toolkit.render.bold import paint_bold
from toolkit.render.enclosures import enclose
from toolkit.render.fetcher import SCHEME, Picture, pictures_of, refusal
from toolkit.render.fillable import make_fillable
from toolkit.render.fonts import ALWAYS, Subset, characters_of_html, characters_of_style, cut_all, faces, pin_fontconfig
from toolkit.render.glyphs import check_drawn, check_text
from toolkit.render.kept_pages import keep_pages
from toolkit.render.layout_problems import BAD_LINK, ENGINE_COMPLAINED, ENGINE_FAILED, TWO_ANCHORS
from toolkit.render.nesting import check_source, check_tree
from toolkit.render.paper import Paper, PaperError, engine_versions
from toolkit.render.pdf_file import bare_fonts, name_pages_once, written
from toolkit.render.seal import sealed
from toolkit.render.shelf import Laid, Shelf, spare_collector
from toolkit.render.structure import tighten
from toolkit.render.tagging import complete_tags, mend_engine


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Lets the engine load its libraries by their file names, as it can on Linux.

    It asks for other systems' names first, and the search for each of those starts a compiler: half a second in all,
    and a program run where none should be.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux" and dict(engine_versions())["pango"] != "absent":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


# The engine reads its font configuration when it is imported, and warns that ours names no font of the machine.
pin_fontconfig()
with warnings.catch_warnings(), _libraries_by_name():
    warnings.simplefilter("ignore")
    import pydyf
    from weasyprint import CSS, HTML
    from weasyprint import draw as drawing
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document, Page
    from weasyprint.draw import text as drawn_text
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.logger import LOGGER
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.pdf import stream as pdf_stream
    from weasyprint.pdf import tags as pdf_tags
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

paint_bold(drawn_text)
mend_engine(drawing, pdf_tags, pdf_fonts, pdf_stream, MarginBox)

name_pages_once(pydyf.PDF)
_KeptPage = keep_pages(Page)

VARIANT = "pdf/ua-1"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
LINK_SCHEMES = frozenset({"https", "mailto", "tel"})


class _Refusal(FatalURLFetchingError):  # type: ignore[misc]
    """Stops the layout at a reference that is not allowed; not an Exception, so that the engine cannot pass over it."""


class _Manifest(URLFetcher):  # type: ignore[misc]
    """Serves the pictures of a part and its fonts by name; any other URL is refused before anything is opened."""

    def __init__(self, pictures: Mapping[str, Picture] | None = None, fonts: tuple[Subset, ...] = ()) -> None:
        super().__init__()
        self._served = {SCHEME + name: (pic.data, pic.media_type) for name, pic in (pictures or {}).items()}
        self._served |= {SCHEME + font.name: (font.data, "font/otf") for font in fonts}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._served:
            self.refused.append(url)
            raise _Refusal(url)
        data, media_type = self._served[url]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


@cache
def _font_folder() -> str:
    """The folder in which this process puts the font files of its layouts; removed when the process ends in order."""
    folder = tempfile.mkdtemp(prefix="paper-fonts-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


class _Configuration(FontConfiguration):  # type: ignore[misc]
    """The fonts of one layout. The engine keeps their files as long as its pages, each in a folder of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(dir=_font_folder()))


class _Complaints(logging.Handler):
    """Holds what the engine reports while it works: it goes on with a hole in the page where it should stop."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage()[:300])


@dataclass(frozen=True, slots=True)
class _Style:
    """A parsed style sheet, the counter styles that it defines, and what the engine did not understand of it."""

    sheet: CSS
    counters: CounterStyle
    complaints: tuple[str, ...]


_shelf = Shelf()


def warm(folder: Path | None = None) -> None:
    """Opens the fonts, and spares the collector what stays for ever; once, when a worker starts.

    Temporary files of the process go to `folder`, which its parent removes: a worker that is killed cannot.
    """
    if folder is not None:
        tempfile.tempdir = str(folder)
    faces()
    spare_collector()


def render_pdf(paper: Paper) -> bytes:
    """Returns the PDF of a paper: tagged, with title, language and bookmarks, every font embedded as a subset.

    Raises PaperError, and nothing else, for a paper that cannot be drawn exactly; a process limit may end the process.
    """
    try:
        laid = _laid_out(paper)
        _check_anchors(paper, laid)
        return sealed(_written(paper, laid))
    except PaperError:
        raise
    except _Refusal as refused:
        raise PaperError(refusal(paper.identifier, str(refused))) from None
    except Exception as failure:
        told = f"{type(failure).__name__}: {failure}"[:300]
        raise PaperError(ENGINE_FAILED.at(Origin(paper.identifier), failure=told)) from failure


def _laid_out(paper: Paper) -> tuple[Laid, ...]:
    """Every part laid out, in order: the base first and alone, the others with its fonts at hand."""
    parts = range(len(paper.parts))
    first = paper.base if paper.base in parts else max(parts, key=lambda part: len(paper.parts[part]))
    base = _part(paper, first, None)
    return tuple(base if part == first else _part(paper, part, base) for part in parts)


def _part(paper: Paper, part: int, base: Laid | None) -> Laid:
    """A part from the shelf, or laid out now; the key holds all that its layout depends on."""
    check_source(paper, part)
    pictures = pictures_of(paper, part)
    digests = tuple((name, digest_bytes(picture.data)) for name, picture in sorted(pictures.items()))
    # Pages hold state while they are painted, so a part that stands in a paper twice is laid out twice.
    place = (base.key if base else "", paper.parts[:part].count(paper.parts[part]))
    key = digest_of((paper.parts[part], paper.styles, digests, paper.locale, place, paper.fillable))
    laid = _shelf.find(key)
    if laid is None:
        laid = _lay_out(paper, part, key, pictures, base)
        if base is None and len(paper.parts) > 1:
            _shelf.keep(laid)
    return laid


def _lay_out(paper: Paper, part: int, key: str, pictures: Mapping[str, Picture], base: Laid | None) -> Laid:
    characters = _characters(paper, part, pictures)
    fonts = cut_all(characters - base.characters) + base.fonts if base else cut_all(characters)
    manifest = _Manifest(pictures, fonts)
    configuration, counters = _Configuration(), CounterStyle()
    with _listening() as complaints:
        html = HTML(string=paper.parts[part], base_url=SCHEME, url_fetcher=manifest)
        root = html.etree_element
        check_tree(paper, part, root)
        check_text(paper, part, root)
        root.attrib.setdefault("lang", LANGUAGES[paper.locale])
        faces = CSS(string="".join(font.rule() for font in fonts), url_fetcher=manifest, font_config=configuration)
        styles = [_parsed(css) for css in paper.styles]
        for style in styles:
            complaints.told.extend(style.complaints)
            counters.update(style.counters)
        document = html.render(
            font_config=configuration,
            counter_style=counters,
            stylesheets=[faces, *(style.sheet for style in styles)],
            pdf_variant=VARIANT,
            pdf_forms=paper.fillable,
        )
    _check_complaints(paper, complaints.told, manifest.refused)
    _check_links(paper, document)
    if base is None and len(paper.parts) > 1:
        for page in document.pages:
            page.__class__ = _KeptPage
    return Laid(key, tuple(document.pages), fonts, characters, configuration, manifest)


@lru_cache(maxsize=16)
def _parsed(css: str) -> _Style:
    """The style sheet of a text, parsed once in a process; it may refer to pictures, but not to other style sheets."""
    counters = CounterStyle()
    with _listening() as complaints:
        # A configuration that is thrown away: a font of the sheet's own is asked for, and refused like any other file.
        sheet = CSS(
            string=css,
            base_url=SCHEME,
            url_fetcher=_Manifest(),
            counter_style=counters,
            font_config=_Configuration(),
        )
    return _Style(sheet, counters, tuple(complaints.told))


def _written(paper: Paper, laid: tuple[Laid, ...]) -> bytes:
    """The pages of all parts as one PDF, after a look at every glyph that was drawn."""
    document = _joined(paper, laid)
    identifier = digest_bytes(paper.identifier.encode("utf-8", "surrogatepass"))[:32]
    with _listening() as complaints:
        data = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=identifier.encode(),
            pdf_forms=paper.fillable,
            finisher=lambda _, pdf: _finished(paper, pdf, identifier),
        )
    check_drawn(paper, frozenset(font.name for part in laid for font in part.fonts), document.fonts.values())
    # A picture within an SVG is asked for only when the SVG is painted.
    refused = [url for part in laid for url in part.manifest.refused]
    _check_complaints(paper, complaints.told, refused + document.url_fetcher.refused)
    return bytes(data)


def _finished(paper: Paper, pdf: pydyf.PDF, identifier: str) -> None:
    """What the engine leaves out: scopes of headers, a font for what is typed into fields, the files that the paper carries.

    Then the tags, contents and fonts are made small, and the file is written by us: the engine compresses each stream twice and
    keeps objects that nothing refers to.
    """
    complete_tags(pdf)
    if paper.fillable:
        make_fillable(pdf)
    enclose(pdf, paper.enclosures)
    tighten(pdf)
    bare_fonts(pdf)
    pdf.write = lambda output, *_options: output.write(written(pdf, identifier.encode()))


def _joined(paper: Paper, laid: tuple[Laid, ...]) -> Document:
    """One document of all pages; what is said about it comes from the paper, never from the HTML, and has no date."""
    pages = [page for part in laid for page in part.pages]
    for page in pages:
        for _, _, _, box in page.links:
            # A kept page remembers the annotation that it got in the paper before.
            box.link_annotation = None
    about = DocumentMetadata(
        title=paper.title,
        description=paper.subject or None,
        keywords=list(paper.keywords),
        lang=LANGUAGES[paper.locale],
    )
    return Document(pages, about, _Manifest(), laid[0].configuration, {}, None)


def _characters(paper: Paper, part: int, pictures: Mapping[str, Picture]) -> frozenset[str]:
    """All that the part may draw: its text, what style sheets put in, the lettering of its SVG pictures."""
    sources = [characters_of_style(css) for css in paper.styles]
    for picture in pictures.values():
        if picture.media_type == "image/svg+xml":
            sources.append(characters_of_html(picture.data.decode("utf-8", "replace")))
    return ALWAYS.union(characters_of_html(paper.parts[part]), *sources)


@contextmanager
def _listening() -> Iterator[_Complaints]:
    """Collects the engine's warnings, and keeps them off the terminal."""
    complaints = _Complaints()
    level, propagate = LOGGER.level, LOGGER.propagate
    LOGGER.addHandler(complaints)
    LOGGER.setLevel(logging.WARNING)
    LOGGER.propagate = False
    try:
        yield complaints
    finally:
        LOGGER.removeHandler(complaints)
        LOGGER.setLevel(level)
        LOGGER.propagate = propagate


def _check_complaints(paper: Paper, told: list[str], refused: list[str]) -> None:
    """Raises PaperError for each reference that was refused, else for each warning of the engine."""
    origin = Origin(paper.identifier)
    problems = [refusal(paper.identifier, url) for url in dict.fromkeys(refused)]
    problems = problems or [ENGINE_COMPLAINED.at(origin, complaint=each) for each in dict.fromkeys(told)]
    if problems:
        raise PaperError(*problems)


def _check_links(paper: Paper, document: Document) -> None:
    """Raises PaperError for each link that leads out of the paper by another scheme than https, mailto or tel."""
    links = [(kind, target) for page in document.pages for kind, target, _, _ in page.links]
    bad = [t for kind, t in links if kind != "internal" and (kind != "external" or _scheme(t) not in LINK_SCHEMES)]
    bad += [f"attachment {attachment.description or ''}" for attachment in document.metadata.attachments]
    if bad:
        raise PaperError(*(BAD_LINK.at(Origin(paper.identifier), target=target[:120]) for target in dict.fromkeys(bad)))


def _check_anchors(paper: Paper, laid: tuple[Laid, ...]) -> None:
    """Raises PaperError for an anchor that is linked to and stands in two parts."""
    pages = [(number, page) for number, part in enumerate(laid) for page in part.pages]
    targets = {target for _, page in pages for kind, target, _, _ in page.links if kind == "internal"}
    places: dict[str, set[int]] = {}
    for number, page in pages:
        for anchor in targets.intersection(page.anchors):
            places.setdefault(anchor, set()).add(number)
    twice = sorted(anchor for anchor, parts in places.items() if len(parts) > 1)
    if twice:
        raise PaperError(*(TWO_ANCHORS.at(Origin(paper.identifier), anchor=anchor) for anchor in twice))


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""
