"""A paper finished to HTML: all that a worker needs to make its PDF, and the key under which that PDF is kept.

Standard library only, so that planning and caching never load the layout engine and work where it is not installed.
"""

from __future__ import annotations

import ctypes
import platform
import zlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from toolkit import __version__
from toolkit.kernel.digest import digest_of
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Locale

_ROOM = (
    "bold.py",
    "content.py",
    "enclosures.py",
    "fetcher.py",
    "fillable.py",
    "fonts.conf",
    "fonts.py",
    "glyphs.py",
    "kept_pages.py",
    "nesting.py",
    "outlines.py",
    "pdf.py",
    "pdf_file.py",
    "seal.py",
    "shelf.py",
    "strokes.py",
    "structure.py",
    "tagging.py",
)
_PACKAGES = (
    "weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "pyphen", "pillow", "fonttools", "uharfbuzz",
    "pylopdf-fonts-zh-cn", "pylopdf-fonts-jp",
)  # fmt: skip
_LIBRARIES = (
    ("pango", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    ("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    ("harfbuzz-subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), ""),
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF: its name, media type, bytes, what it is, and how it relates to the paper (`Data`, `Source` …)."""

    name: str
    media_type: str
    data: bytes
    description: str = ""
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper finished to HTML; small, picklable, and complete: a worker needs no shared disk.

    `parts` are whole HTML documents, each laid out with page numbers of its own and joined in order into one tagged
    PDF. `styles` are CSS texts that apply to every part; a `<style>` of a part stands over them. `assets` are pictures
    (PNG, JPEG, SVG) by name, reached as `asset:///name`. `fields` are (path of a record field, value as printed): they
    name the field of a missing glyph and do not decide the bytes. `base` is the number, from 0, of the part whose fonts
    the others share: the one that many papers have in common, so that it is laid out once; the longest if -1. `enclosures` are
    files inside the PDF; a `fillable` paper has its inputs as form fields.
    """

    parts: tuple[str, ...]
    styles: tuple[str, ...]
    assets: tuple[tuple[str, bytes], ...]
    locale: Locale
    title: str
    identifier: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    base: int = -1
    enclosures: tuple[Enclosure, ...] = ()
    fillable: bool = False

    def key(self) -> str:
        """Returns the digest of all that decides the bytes of the PDF, this machine's engine and fonts included."""
        content = (self.parts, self.base, self.styles, self.assets, self.locale)
        naming = (self.title, self.identifier, self.subject, self.keywords)
        return digest_of((engine_versions(), content, naming, self.enclosures, self.fillable))

    def field_printing(self, character: str) -> str:
        """Returns the path of the first record field whose printed value holds `character`; empty if none does."""
        return next((path for path, value in self.fields if character in value), "")


class PaperError(Exception):
    """A paper that cannot be made, and why: one problem or more, each with its wording in both languages."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @property
    def problem(self) -> Problem:
        """Returns the first problem, for those who show only one."""
        return self.problems[0]

    def __str__(self) -> str:
        return "; ".join(problem.line("en") for problem in self.problems)


@cache
def engine_versions() -> tuple[tuple[str, str], ...]:
    """Returns name and version of all that draws a paper on this machine; `absent` for what is not installed."""
    ours = (("toolkit", __version__), ("python", platform.python_version()), ("zlib", zlib.ZLIB_RUNTIME_VERSION))
    packages = tuple((name, _package_version(name)) for name in _PACKAGES)
    libraries = tuple((name, _library_version(files, function)) for name, files, function in _LIBRARIES)
    return (*ours, *packages, *libraries, ("fonts", _font_digests()), ("room", _room_digest()))


def _package_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _font_digests() -> str:
    """The digests of the source fonts as their package records them: reading 20 MB in every run would cost more."""
    records = []
    for package in ("pylopdf-fonts-zh-cn", "pylopdf-fonts-jp"):
        try:
            records.append(metadata.distribution(package).read_text("RECORD") or "")
        except metadata.PackageNotFoundError:
            return "absent"
    return " ".join(sorted(line for record in records for line in record.splitlines() if ".otf," in line))


def _room_digest() -> str:
    """The digest of the code that draws: the toolkit's version stays the same while somebody works on it."""
    return digest_of([Path(__file__).with_name(name).read_bytes() for name in _ROOM])


def _library_version(files: tuple[str, ...], function: str) -> str:
    """The version that a shared library tells, without loading the engine that uses it."""
    for file in files:
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        if not function:
            return "present"
        tell = getattr(library, function)
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return "absent"
