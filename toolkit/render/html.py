"""Jobs finished to HTML or bytes in the main process: templates are code, data are rendered once and never compiled."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import lru_cache

import jinja2
from markupsafe import Markup

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import unit_text
from toolkit.kernel.wording import amount_text, chinese_number, day_text, number_text, percent_text
from toolkit.plan.artifact import Attachment, BlockedJob, BytesJob, Job, PageJob, PdfJob, PdfPart
from toolkit.plan.bundle import BundleJob, CopyJob
from toolkit.plan.charts import Chart, table_of
from toolkit.plan.events import CalendarJob
from toolkit.plan.sheets import WorkbookJob
from toolkit.plan.word import WordJob
from toolkit.render.blocks import html_of
from toolkit.render.charts import Room, svg_of
from toolkit.render.charts.ink import inked
from toolkit.render.paper import Enclosure, Paper, PaperError
from toolkit.render.tongues import with_chinese_marked
from toolkit.render.typography import with_apostrophes
from toolkit.sources.prose import Node
from toolkit.sources.tree import NotAFile, Tree, layered

TEMPLATE = ProblemKind(
    "TPL001",
    "error",
    Text("模板出错：{reason}", "the template fails: {reason}"),
    Text("检查 templates/ 下的这个文件", "see this file below templates/"),
    manual="A template names something that its context does not have, or does not parse. Templates are code; data never are."
    "中文：模板用了上下文里没有的名称，或写法不通。模板是程序的一部分，数据绝不当模板运行。",
)


CHART_STYLES = "base/charts.css"
_FAILURES = (
    jinja2.TemplateError, LookupError, AttributeError, TypeError, ValueError, ArithmeticError, RecursionError,
)  # fmt: skip


class Templates:
    """The templates of a run: those of the workspace, file by file before the shipped ones."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._trees = tuple(trees)
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters.update(_FILTERS)

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """The text of a template, and the file name under which its lines stand in the traceback of an error."""
        try:
            return self._read(name), f"templates/{name}", None
        except NotAFile:
            raise
        except FileNotFoundError:
            return None

    def text(self, name: str) -> str:
        """Returns the text of a file below `templates/`. Raises PaperError for one that cannot be read."""
        try:
            return self._read(name)
        except (OSError, UnicodeDecodeError) as error:
            raise PaperError(_unreadable(name, error)) from None

    def _read(self, name: str) -> str:
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise FileNotFoundError(name)
        return layered(self._trees, f"templates/{name}").decode("utf-8")

    def parsed(self, name: str) -> None:
        """Raises PaperError, with the line, for a template that does not parse; what it would be filled with is not asked."""
        with _told(name):
            self._environment.get_template(name)

    def filled(self, name: str, values: Mapping[str, object]) -> str:
        """Returns a template filled with `values`. Raises PaperError, with template and line, when it cannot be."""
        with _told(name):
            return self._environment.get_template(name).render(values)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turns whatever a template may do wrong into a PaperError with its place."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        missing = error.name if isinstance(error.name, str) else name
        raise PaperError(_unreadable(missing, FileNotFoundError())) from None
    except (OSError, UnicodeDecodeError) as error:
        raise PaperError(_unreadable(name, error)) from None
    except jinja2.TemplateSyntaxError as error:
        raise PaperError(
            TEMPLATE.at(Origin(f"templates/{error.name or name}", error.lineno, 1), reason=error.message or "")
        ) from None
    except _FAILURES as error:
        raise PaperError(TEMPLATE.at(_where(error, name), reason=f"{type(error).__name__}: {error}")) from error


class Finisher:
    """Finishes jobs: a page to its bytes, a paper to the HTML that a worker lays out."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._finished: dict[tuple[str, int], tuple[PdfPart, str]] = {}

    def finish(self, job: Job) -> bytes | Paper:
        """Returns the bytes of a page or a file, or a Paper. Raises PaperError for a template that fails."""
        match job:
            case BlockedJob():
                raise PaperError(job.problem)
            case BytesJob():
                return job.data
            case PageJob():
                context = {**job.context, "locale": job.locale, "url": _relative(job)}
                page = self._templates.filled(job.template, context)
                return (with_chinese_marked(with_apostrophes(page)) if job.locale == "en" else page).encode("utf-8")
            case WorkbookJob():
                return _workbook(job)
            case CalendarJob():
                return _calendar(job)
            case WordJob():
                return _word(job)
            case CopyJob() | BundleJob():
                raise TypeError(f"{type(job).__name__} is made of other outputs, when those are there")
            case PdfJob():
                return Paper(
                    parts=tuple(self._set(part, job.locale) for part in job.parts),
                    styles=tuple(self._templates.text(name) for name in job.stylesheets),
                    assets=(),
                    locale=job.locale,
                    title=job.title,
                    identifier=job.identifier,
                    subject=job.subject,
                    keywords=job.keywords,
                    fields=job.fields,
                    base=job.base,
                    enclosures=tuple(_enclosure(each) for each in job.attachments),
                    fillable=job.fillable,
                )

    def _set(self, part: PdfPart, locale: Locale) -> str:
        """A part with its apostrophes set; a contract is printed to the letter as it is written, for so it was signed."""
        text = self._part(part)
        return with_apostrophes(text) if locale == "en" and not part.template.startswith("contract/") else text

    def _part(self, part: PdfPart) -> str:
        """A part whose context is the very same object, as the standard terms of many contracts are, is filled once."""
        if not part.shared:
            return self._filled(part)
        key = (part.template, id(part.context))
        if key not in self._finished:
            # The part is kept too, so that its id cannot be given to another context while the entry lives.
            self._finished[key] = (part, self._filled(part))
        return self._finished[key][1]

    def _filled(self, part: PdfPart) -> str:
        """A part with the colours of its charts inside them, where the layout engine looks for them."""
        html = self._templates.filled(part.template, part.context)
        return inked(html, self._templates.text(CHART_STYLES)) if '<svg class="chart ' in html else html


def _workbook(job: WorkbookJob) -> bytes:
    """The library is loaded with the first workbook: most runs have none."""
    from toolkit.render.xlsx import workbook_bytes

    return workbook_bytes(job)


def _calendar(job: CalendarJob) -> bytes:
    """The library is loaded with the first calendar."""
    from toolkit.render.ics import calendar_bytes

    return calendar_bytes(job)


def _word(job: WordJob) -> bytes:
    """The rooms of Word files are loaded with the first one."""
    from toolkit.render.docx import word_bytes

    return word_bytes(job)


def _enclosure(attachment: Attachment) -> Enclosure:
    """An attachment with its bytes, as a worker needs it."""
    match attachment.content:
        case bytes() as data:
            pass
        case WorkbookJob() as book:
            data = _workbook(book)
        case CalendarJob() as calendar:
            data = _calendar(calendar)
    return Enclosure(attachment.name, attachment.media_type, data, attachment.description, attachment.relationship)


def _where(error: BaseException, name: str) -> Origin:
    """The line of a template, which may be one that `name` extends or includes, at which an error arose."""
    step = error.__traceback__
    found = Origin(f"templates/{name}")
    while step is not None:
        path = step.tb_frame.f_code.co_filename
        if path.startswith("templates/"):
            found = Origin(path, step.tb_lineno, 1)
        step = step.tb_next
    return found


def _unreadable(name: str, error: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(error, NotAFile):
        return error.problem
    if isinstance(error, FileNotFoundError):
        reason = Text("找不到", "not found")
    else:
        reason = (
            Text("不是 UTF-8 文本", "not UTF-8 text") if isinstance(error, ValueError) else Text(error.strerror or "")
        )
    return TEMPLATE.at(Origin(f"templates/{name}"), reason=reason)


def _relative(job: PageJob) -> Callable[[str], str]:
    """What turns a path of the site into one relative to the page, so that pages open from a folder by double click.

    A page that a server shows at any address names where the site stands: its paths begin there.
    """
    here, top = posixpath.dirname(str(job.context.get("path", ""))), job.context.get("top")

    def url(target: str) -> str:
        path, mark, anchor = target.partition("#")
        if top is not None:
            return f"{top}/{path.partition('/')[2]}{mark}{anchor}"
        return (_from(here, path) if path else "") + mark + anchor

    return url


@lru_cache(maxsize=1 << 14)
def _from(here: str, path: str) -> str:
    """The same menu stands on every page of a folder."""
    return posixpath.relpath(path, here or ".")


def _words(value: object, locale: Locale = "zh") -> str:
    return value.within(locale) if isinstance(value, Text) else "" if value is None else str(value)


def _chart(value: Chart, prefix: str, locale: Locale, room: Room = "column") -> Markup:
    return Markup(svg_of(value, prefix, locale, room))


def _nodes(value: Node | str | tuple[Node | str, ...]) -> Markup:
    return Markup(html_of(value))


_FILTERS: dict[str, Callable[..., object]] = {
    "words": _words,
    "nodes": _nodes,
    "chart": _chart,
    "chart_table": table_of,
    "chinese": chinese_number,
    "day": lambda value, locale: day_text(value, locale) if isinstance(value, date) or value is None else value,
    "amount": lambda value: amount_text(value) if isinstance(value, Decimal) else "–",
    "number": number_text,
    "percent": percent_text,
    "unit": unit_text,
}
