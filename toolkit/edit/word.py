"""What a lawyer changed in the Word file of a contract, against its clauses and items; nothing is written by it (capability C22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from toolkit.kernel.text import Text
from toolkit.sources.word import COME, GONE, Remark, WordParagraph, WordText
from toolkit.topics.contract.rules.articles import heading
from toolkit.topics.contract.rules.paper import ContractPaper

Where = Literal["article", "item", "annex", "other"]
_ANNEX = re.compile(r"附件([一二三四五六七八九十]+)[\s　]")
_SPACE = re.compile(r"[\s　★]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: an article by its clause, an item or annex by its key, or elsewhere; `name` is for people."""

    kind: Where
    key: str
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A change as it came back. An untracked one was made without Word recording it: it has neither author nor day."""

    place: Place
    before: str
    after: str
    authors: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    moved: bool = False

    @property
    def tracked(self) -> bool:
        """Returns whether Word recorded the change."""
        return bool(self.authors)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin, and the place that it is about."""

    place: Place
    remark: Remark


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would be in our records: a departure from the standard, or another value of the contract."""

    place: Place
    kind: Literal["wording", "field", "annex", "look"]
    words: Text


@dataclass(frozen=True, slots=True)
class Return:
    """All that came back: changes in the order of the text, comments, and how many changes of form were passed over."""

    changes: tuple[Returned, ...]
    comments: tuple[Comment, ...]
    looks: int

    def proposals(self) -> tuple[Proposal, ...]:
        """Returns what to do about the changes, one for each place."""
        places = dict.fromkeys(change.place for change in self.changes)
        by_block = {(place.kind, place.key): place for place in reversed(places)}
        return tuple(_proposal(place) for place in reversed(by_block.values()))


def returned(text: WordText, paper: ContractPaper, printed: Sequence[str]) -> Return:
    """Returns what differs from what we gave. `printed` are the paragraphs of our own file, without their numbers."""
    placed = tuple(_placed(text.paragraphs, paper))
    tracked = tuple(_change(place, each) for place, each in placed if each.before != each.after)
    comments = tuple(Comment(place, remark) for place, each in placed for remark in each.remarks)
    changes = (*(change for change in tracked if change.before or change.after), *_untracked(placed, printed))
    return Return(changes, comments, text.looks)


def _placed(paragraphs: Sequence[WordParagraph], paper: ContractPaper) -> Iterator[tuple[Place, WordParagraph]]:
    """Each paragraph with its place, which the headings before it, or the row that it stands in, tell."""
    articles = {article.heading: article for article in paper.standard.articles}
    terms = {str(term.number): term for term in paper.terms}
    annexes = {annex.title.zh: annex for annex in paper.annexes}
    place = opening = Place("other", "", "首部")
    row: tuple[int, ...] = ()
    for each in paragraphs:
        words = _SPACE.sub("", each.before)
        heads = each.number if each.number in articles else ""
        if heads:
            article = articles[heads]
            place = Place("article", article.clause, f"{heading(article.number, 'zh')} {article.title}")
        elif match := _ANNEX.match(each.before):
            annex = annexes.get(each.before[match.end() :].strip())
            place = Place("annex", annex.key if annex else "", each.before.strip())
        elif len(each.row) >= 2 and each.row[:2] != row and place.kind in ("other", "item"):
            row = each.row[:2]
            term = terms.get(words) if len(each.row) == 3 else None
            if term is not None:
                place = Place("item", term.key, f"专用条款第{term.number}项 {term.title.zh}")
        elif not each.row and place.kind == "item":
            place = opening
        number = each.number if place.kind == "article" and not heads else ""
        yield Place(place.kind, place.key, place.name, number), each


def _change(place: Place, each: WordParagraph) -> Returned:
    authors = tuple(dict.fromkeys(span.author for span in each.changes))
    days = tuple(dict.fromkeys(span.day for span in each.changes if span.day))
    moved = any(span.mark in ("moved_from", "moved_to") for span in each.changes)
    before = "" if each.mark.mark in COME else each.before
    after = "" if each.mark.mark in GONE else each.after
    return Returned(place, before.strip(), after.strip(), authors or ("?",), days, moved)


def _untracked(placed: Sequence[tuple[Place, WordParagraph]], printed: Sequence[str]) -> Iterator[Returned]:
    """What is other than we gave it, though no change of it is on record."""
    held = [
        (place, each.before) for place, each in placed if each.mark.mark not in COME and _SPACE.sub("", each.before)
    ]
    ours = [text for text in printed if _SPACE.sub("", text)]
    mine, theirs = [_SPACE.sub("", text) for text in ours], [_SPACE.sub("", text) for _, text in held]
    for op, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        for n in range(max(j - i, m - k)):
            before = ours[i + n] if i + n < j else ""
            place = held[min(k + n, len(held) - 1)][0] if held else Place("other", "", "首部")
            yield Returned(place, before.strip(), held[k + n][1].strip() if k + n < m else "")


def _proposal(place: Place) -> Proposal:
    name = place.name
    if place.kind == "article":
        words = Text(
            f"{name}：改动了标准条款，属于偏离（wording），须法务批准；登记到审查记录的 deviations",
            f"{name}: the standard text was changed, a departure (wording) for legal to approve; enter it under deviations of the review",
        )
        return Proposal(place, "wording", words)
    if place.kind == "item":
        words = Text(
            f"{name}：改动了专用条款，应改合同文件中相应的字段",
            f"{name}: an item was changed; change the field of the contract's file",
        )
        return Proposal(place, "field", words)
    if place.kind == "annex":
        words = Text(
            f"{name}：附件由数据和政策生成，改它的来源，或写成特别约定",
            f"{name}: annexes are made from data and policies; change those, or agree a special term",
        )
        return Proposal(place, "annex", words)
    return Proposal(
        place, "look", Text(f"{name}：逐处核对首部和签署页", f"{name}: compare the head and the page of signatures")
    )
