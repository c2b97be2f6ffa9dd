"""Which papers would say something else, with the lines that differ: papers are planned on both sides and compared, never laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from difflib import SequenceMatcher
from os.path import commonprefix

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob
from toolkit.review.consequence import Consequence, Line
from toolkit.review.renames import Renames, substituted
from toolkit.review.side import Side
from toolkit.sources.prose import Node

APART = frozenset(("stamp", "locale"))
"""What a paper's context holds beside its words: the stamp of its records changes with every comment."""
LONGEST = 10_000
"""How many lines of a paper are compared; beyond it the paper is named without a redline."""
AGAIN = Text("要重出", "to be issued again")
NEW, GONE, BLOCKED = (
    Text("新出", "issued for the first time"),
    Text("不再出", "no longer made"),
    Text("出不了", "cannot be made"),
)


def papers_again(old: Side, new: Side, moved: Renames) -> Iterator[Consequence]:
    """Yields the papers that would say something else, came, went, or can no longer be made, by path."""
    before = {substituted(paper.path, moved): paper for paper in old.papers()}
    after = {paper.path: paper for paper in new.papers()}
    for path in sorted(before.keys() | after.keys()):
        one, other = before.get(path), after.get(path)
        if one is None or other is None:
            yield _paper(path, NEW if one is None else GONE, ())
        elif isinstance(other.job, BlockedJob):
            if not isinstance(one.job, BlockedJob):
                yield _paper(path, BLOCKED, (Line("+", other.job.problem.message.zh),))
        elif isinstance(one.job, BlockedJob):
            yield _paper(path, NEW, ())
        elif isinstance(one.job, PdfJob) and isinstance(other.job, PdfJob):
            lines = redline(words_of(one.job), words_of(other.job))
            if lines:
                yield _paper(path, AGAIN, lines)


def _paper(path: str, what: Text, lines: tuple[Line, ...]) -> Consequence:
    parts = path.split("/")
    name = parts[-1].rpartition(".")[0] or path
    return Consequence("paper", name, what, NO_TEXT, Text(path), parts[1] if len(parts) > 2 else "", lines=lines)


def words_of(job: PdfJob) -> tuple[str, ...]:
    """Returns the words of a paper, a paragraph, item or table row a line, in reading order."""
    contexts = ((name, held) for part in job.parts for name, held in part.context.items() if name not in APART)
    seen: set[int] = set()
    found: list[str] = []
    for _, held in contexts:
        # The particular terms and the annexes are printed from one value in two parts.
        if id(held) not in seen:
            seen.add(id(held))
            found.extend(_lines(held))
    return tuple(found)


def _lines(held: object) -> Iterator[str]:
    if _is_flat(held):
        line = " ".join(text for text in _texts(held) if text)
        if line:
            yield line
    elif is_dataclass(held) and not isinstance(held, type):
        for each in fields(held):
            if each.name in APART:
                continue
            yield from _lines(getattr(held, each.name))
    elif isinstance(held, tuple | list):
        for item in held:
            yield from _lines(item)


def _is_flat(held: object) -> bool:
    """Whether a value is one line: words, a paragraph, or a row of a table."""
    if isinstance(held, tuple | list):
        return all(_is_word(item) for item in held) and len(held) > 1
    return _is_word(held)


def _is_word(held: object) -> bool:
    return held is None or isinstance(held, str | int | Text | Node) or hasattr(held, "within")


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, tuple | list):
        for item in held:
            yield from _texts(item)
    elif isinstance(held, Text):
        yield held.zh
    elif isinstance(held, Node):
        yield held.text()
    elif held is not None and not isinstance(held, bool):
        yield str(held)


def redline(before: Iterable[str], after: Iterable[str]) -> tuple[Line, ...]:
    """Returns what was taken out and put in, line by line, each run with the line before it; nothing where nothing differs."""
    old, new = tuple(before), tuple(after)
    if old == new:
        return ()
    head = len(commonprefix((old, new)))
    tail = len(commonprefix((old[head:][::-1], new[head:][::-1])))
    old, new = old[max(head - 1, 0) : len(old) - tail], new[max(head - 1, 0) : len(new) - tail]
    if len(old) + len(new) > 2 * LONGEST:
        return (Line("-", f"… {len(old)}"), Line("+", f"… {len(new)}"))
    found: list[Line] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        found.extend(Line(" ", text) for text in old[max(i - 1, 0) : i])
        found.extend(Line("-", text) for text in old[i:j])
        found.extend(Line("+", text) for text in new[k:m])
    return tuple(found)


def papers_with(templates: Iterable[str], planned: Iterable[Artifact]) -> Iterator[Artifact]:
    """Yields the planned papers that are made with one of some templates or style sheets."""
    wanted = frozenset(templates)
    for artifact in planned:
        job = artifact.job
        if isinstance(job, PdfJob):
            names = {*(part.template for part in job.parts), *job.stylesheets}
        else:
            names = {getattr(job, "template", "")}
        if names & wanted:
            yield artifact
