"""Artifacts and jobs: each output of a run is planned as a small picklable value before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Locale
from toolkit.plan.bundle import BundleJob, CopyJob
from toolkit.plan.events import CalendarJob
from toolkit.plan.sheets import WorkbookJob
from toolkit.plan.word import WordJob

Audience = Literal["public", "dealer", "internal"]
Relationship = Literal["Data", "Source", "Supplement"]


@dataclass(frozen=True, slots=True)
class PageJob:
    """An HTML page: a template of `templates/` and the typed context that fills it."""

    template: str
    context: Mapping[str, object]
    locale: Locale


@dataclass(frozen=True, slots=True)
class PdfPart:
    """One part of a paper that is laid out by itself. A `shared` part has one and the same context in many papers."""

    template: str
    context: Mapping[str, object]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a PDF carries: the data behind its figures. A job among the contents is finished with the paper."""

    name: str
    media_type: str
    content: bytes | WorkbookJob | CalendarJob
    description: str = ""
    relationship: Relationship = "Data"


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A PDF of one or more parts that are laid out one by one and joined in order.

    `title`, `subject` and `identifier` go into the file's metadata; `stylesheets` are names of files in `templates/`; `fields`
    names the record values that the paper prints as written, so that a missing glyph can be told by field; `base` is the part
    that many papers share, whose layout a worker keeps (-1: the longest). `attachments` travel inside the file. `fillable` turns
    the inputs of the templates into fields that a reader of PDFs fills in.
    """

    parts: tuple[PdfPart, ...]
    stylesheets: tuple[str, ...]
    locale: Locale
    title: str
    identifier: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    base: int = -1
    attachments: tuple[Attachment, ...] = ()
    fillable: bool = False


@dataclass(frozen=True, slots=True)
class BytesJob:
    """A file whose bytes are known already: a style sheet, a script, a data file."""

    data: bytes


@dataclass(frozen=True, slots=True)
class BlockedJob:
    """An output that cannot be planned, because the data it needs are wrong: it fails by itself, the others are made."""

    problem: Problem


Job = PageJob | PdfJob | WorkbookJob | CalendarJob | WordJob | BytesJob | CopyJob | BundleJob | BlockedJob


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file: POSIX path under the output folder, its job, who may see it, and which records it comes from.

    `because` are ids or paths of the records that the output is made from, for the manifest and for `explain`.
    """

    path: str
    job: Job
    audience: Audience
    because: tuple[str, ...] = field(default=())

    @property
    def section(self) -> str:
        """Returns the first folder of the path: outputs are published one section at a time."""
        return self.path.split("/", 1)[0]
