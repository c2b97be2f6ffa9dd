"""From the files of one moment to a state that pages are shown of: what is wrong is held back, the rest goes live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from toolkit import pipeline
from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.problem import Problem, in_order
from toolkit.kernel.text import Locale, Text
from toolkit.pipeline import Judged
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import PaperError
from toolkit.serve.files import Files
from toolkit.serve.pages import Pages
from toolkit.serve.past import Moment
from toolkit.serve.remembered import Remembered
from toolkit.sources.snapshot import Snapshot

SOURCE = Text("预览：工作目录", "preview of the working folder")
TRIES = 3
Identity = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class State:
    """Files that count, what was judged of them, and their pages. `styles` tells one set of styles and scripts from another."""

    files: Files
    judged: Judged
    templates: Templates
    pages: Pages
    styles: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the workspace: its files, what git knows of them, the day to look from if one is given, papers that stand,
    pages that are open. Git's answer may still be awaited: it is asked for when pages are made."""

    files: Files
    past: Callable[[], Moment] = Moment
    as_of: date | None = None
    standing: frozenset[str] = frozenset()
    open_pages: tuple[str, ...] = ()
    locale: Locale = "zh"


def settled(look: Look, good: State | None, remembered: Remembered) -> tuple[State, tuple[Problem, ...]]:
    """Returns the state to show, and every error of the files as they are.

    A file with a new error counts as it stood in `good`, the state before, so that all others stay live; where that does not
    mend it, all records do. Templates with which a page fails count as they stood. Errors that `good` has already hold nothing
    back: a workspace that was opened with errors is shown as well as it can be.
    """
    records, judged, told = _sound(look, good, remembered)
    remembered.settle()
    state = _with_templates(look, records, judged, good)
    wrong = _failures(state, look.open_pages, good)
    if wrong and good is not None:
        older = replace(look, files=replace(look.files, templates=good.files.templates, shipped=good.files.shipped))
        state = _with_templates(older, records, judged, good)
        if _failures(state, look.open_pages, good):
            state = good
    return state, in_order((*told, *wrong, *_errors(state.judged.problems)))


def _sound(look: Look, good: State | None, remembered: Remembered) -> tuple[Snapshot, Judged, tuple[Problem, ...]]:
    """The records with those that are wrong held back, what was judged of them, and what was wrong."""
    records, known = look.files.records, _known(good)
    told: tuple[Problem, ...] = ()
    for _ in range(TRIES):
        network, found = pipeline.read(records, remembered.reading)
        wrong = _new(found, known)
        if not wrong:
            as_of = pipeline.day_of(network, look.as_of)
            if good is not None and as_of == good.judged.as_of and not records.differing(good.files.records):
                return good.files.records, good.judged, told
            judged = pipeline.judge(network, found, as_of)
            wrong = _new(judged.problems, known)
            if not wrong:
                return records, judged, told
        told = (*told, *wrong)
        if good is None:
            break
        held = {problem.origin.path for problem in wrong} & records.differing(good.files.records)
        if not held:
            break
        records = records.with_files_of(good.files.records, held)
    assert good is not None  # without a state before nothing counts as new, and the first round returns
    return good.files.records, good.judged, told


def _with_templates(look: Look, records: Snapshot, judged: Judged, good: State | None) -> State:
    """The state of these records and of the look's templates; `good` itself where both are its own."""
    files = replace(look.files, records=records)
    same = good is not None and not _changed_templates(files, good.files)
    moment = look.past()
    if good is not None and same and judged is good.judged and moment.head == good.moment.head:
        return good
    templates = good.templates if good is not None and same else Templates((files.templates, files.shipped))
    source = SOURCE.within(look.locale)
    shelves = pipeline.shelves(
        judged, source, lambda name: templates.text(name).encode(), look.standing, moment.history
    )
    return State(files, judged, templates, Pages(shelves, Finisher(templates)), _styles(files), moment)


def _failures(state: State, open_pages: Iterable[str], good: State | None) -> tuple[Problem, ...]:
    """What is newly wrong with the templates: those that changed must parse, and the pages that somebody looks at be made."""
    found: list[Problem] = []
    changed = _changed_templates(state.files, good.files) if good is not None else ()
    for name in sorted(path.partition("/")[2] for path in changed if path.endswith(".html")):
        try:
            state.templates.parsed(name)
        except PaperError as error:
            # One that is gone is missed by the pages that need it.
            found.extend(error.problems if _stands(state.files, name) else ())
    for path in open_pages if not found else ():
        wrong = _failure(state.pages, path)
        if wrong and not (good is not None and _failure(good.pages, path)):
            found.extend(wrong)
    return tuple(found)


def _failure(pages: Pages, path: str) -> tuple[Problem, ...]:
    try:
        pages.finished(path)
    except PaperError as error:
        return error.problems
    return ()


def _stands(files: Files, name: str) -> bool:
    return any(f"templates/{name}" in tree for tree in (files.templates, files.shipped))


def _changed_templates(one: Files, other: Files) -> frozenset[str]:
    return one.templates.differing(other.templates) | one.shipped.differing(other.shipped)


def _styles(files: Files) -> str:
    """A digest of what pages load beside their HTML."""
    texts = (
        tree.read(p) for tree in (files.templates, files.shipped) for p in tree.readable() if not p.endswith(".html")
    )
    return digest_bytes(b"\0".join(texts))


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def _identity(problem: Problem) -> Identity:
    """What stays the same of a problem when lines are added above it."""
    return problem.code, problem.origin.path, problem.record, problem.field


def _known(good: State | None) -> frozenset[Identity] | None:
    return frozenset(map(_identity, _errors(good.judged.problems))) if good is not None else None


def _new(problems: Iterable[Problem], known: frozenset[Identity] | None) -> tuple[Problem, ...]:
    if known is None:
        return ()
    return tuple(problem for problem in _errors(problems) if _identity(problem) not in known)
