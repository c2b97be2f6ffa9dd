"""Shipped files as starters: without the sample's own dealers, products and people, and with a mark that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from toolkit.kernel.text import Text

_ENDS = re.compile(r'^effective_to: "(\d{4}-\d{2}-\d{2})"$', re.MULTILINE)
_ITEM = re.compile(r"(?P<indent> *)- (?:\{)?line: (?P<line>[a-z-]+)")
_KEY = re.compile(r"(?P<indent> *)(?:- )?[A-Za-z_]+:$")
_OF_ONE = ("consulted:", "teams:", "signers:")
"""Keys at the left margin that tell of one company: whom it asked, its teams on a forge, the keys of its signers."""
_ASKED = (
    "consulted:",
    "  zh: 尚未征询：发布之前先征询受影响的经销商，再在这里写明日期和方式。",
    "  en: Nobody so far; consult the dealers concerned before publishing, then write here when and how.",
)
"""What stands in for a consultation that another company held."""
_TOLD = re.compile(r"^(?:示例|例|样例|Example|An example|Sample|In the sample)")
_NUMBERED = re.compile(r"( *)(\d+)\. ")
_ID = re.compile(r"\bD-20\d\d-\d{4}\b")


@dataclass(frozen=True)
class Sample:
    """What the shipped sample is known by: its brand in both languages, the brand's code, and its product lines."""

    brand: Text
    code: str
    lines: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        """Returns a regular expression of words that tell of the sample: its ids, its brand, its network."""
        names = "|".join((re.escape(self.brand.zh), f"(?i:{re.escape(self.brand.within('en'))})"))
        lines = "|".join(map(re.escape, self.lines))
        return (
            rf"dealers/D-\d|[DSC]-20(?!00)\d\d-\d{{4}}|{re.escape(self.code)}-[A-Z0-9]|{names}"
            r"|样例网络|样例品牌|[Ss]ample (?:network|brand)|AM-20\d\d-\d"
            rf"|\{{\{{[^}}]*\.(?:{lines})\b"
        )


def ran_out(text: str, day: date) -> bool:
    """Returns whether a policy's file says that the version is over before `day`."""
    found = _ENDS.search(text)
    return found is not None and date.fromisoformat(found.group(1)) < day


def policy_text(text: str, mark: Text) -> str:
    """Returns a policy's file without what belongs to one company's product lines and people, the mark on its first line."""
    kept = list(_without_lines(_without_keys(text.splitlines())))
    return "\n".join((f"# {mark.zh} · {mark.en}", *_without_empty(kept))) + "\n"


def _without_keys(rows: list[str]) -> list[str]:
    """Drops the keys at the left margin that tell of one company, and what stands below them."""
    kept, dropping = list[str](), False
    for row in rows:
        if row and not row.startswith((" ", "-")):
            dropping = row.startswith(_OF_ONE)
            kept.extend(_ASKED if row.startswith(_ASKED[0]) else ())
        if not dropping:
            kept.append(row)
    return kept


def _without_lines(rows: list[str]) -> Iterator[str]:
    """Drops the entries that hold for one product line of the sample only."""
    depth = -1
    for row in rows:
        indent = len(row) - len(row.lstrip())
        if 0 <= depth < indent and row.strip():
            continue
        found = _ITEM.match(row)
        depth = len(found["indent"]) if found else -1
        if not found:
            yield row


def _without_empty(rows: list[str]) -> Iterator[str]:
    """Drops a key whose list has lost all of its entries."""
    for place, row in enumerate(rows):
        key = _KEY.match(row)
        below = rows[place + 1] if place + 1 < len(rows) else ""
        own = len(key["indent"]) if key else 0
        deep = len(below) - len(below.lstrip())
        if key and (deep < own or (deep == own and not below.lstrip().startswith("- "))):
            continue
        yield row


def readme_text(text: str, sample: Sample) -> str:
    """Returns the notes on clauses with ids that belong to nobody."""
    return re.sub(r"S-20\d\d-\d{4}", "S-2000-0001", text).replace(f"{sample.code}-", "XX-")


def handbook_page(text: str, gone: Iterable[str], sample: Sample) -> str:
    """Returns a playbook without the sections, rows and paragraphs that tell of the sample.

    Ids that only show a form become one that belongs to nobody; `gone` are names of parts and policies that stay behind.
    """
    names = "|".join(map(re.escape, gone))
    stays = re.compile(rf"{sample.words}|(?:/|:)(?:{names})[/.}}]" if names else sample.words)
    blocks = _sections(text.split("\n"), re.compile(sample.words))
    rows = (row for heading, body in blocks if not _TOLD.match(heading) for row in _rows(body, stays))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).rstrip("\n") + "\n"


def parts_text(text: str, part: str) -> str:
    """Returns the list of the handbook's parts without one of them."""
    kept, dropping = list[str](), False
    for row in text.split("\n"):
        if row.startswith("  - ") or not row.startswith(" "):
            dropping = row.strip() == f"- id: {part}"
        if not dropping:
            kept.append(row)
    return "\n".join(kept)


def _sections(rows: list[str], of_sample: re.Pattern[str]) -> list[tuple[str, list[str]]]:
    """The parts of a page between its headings of the second level, each with its heading."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for row in rows:
        if row.startswith("## "):
            heading = row[3:]
            # A heading that names the sample tells of it, whatever its first word.
            found.append((f"示例 {heading}" if of_sample.search(heading) else heading, []))
        found[-1][1].append(row)
    return found


def _rows(rows: list[str], stays: re.Pattern[str]) -> Iterator[str]:
    """The rows that tell of nobody; a numbered list from which one went is counted anew."""
    lost: dict[str, int] = {}
    for row in rows:
        shown = re.sub(r"`([^`]*)`", lambda code: _ID.sub("D-2000-0001", code.group()), row)
        number = _NUMBERED.match(shown)
        indent = number[1] if number else ""
        if not shown.strip():
            lost.clear()
        if stays.search(shown):
            lost[indent] = lost.get(indent, 0) + (number is not None)
        elif number and lost.get(indent):
            yield f"{indent}{int(number[2]) - lost[indent]}. {shown[number.end() :]}"
        else:
            yield shown
