"""A redline: what differs between two versions of a contract, or a contract and the standard, as PDF and as Word (capability C21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from toolkit.kernel.text import Text
from toolkit.network.reader import Reader
from toolkit.plan.artifact import Artifact, PdfJob, PdfPart
from toolkit.plan.frame import STYLES, Frame, Grid
from toolkit.plan.redline import Difference, Line, Piece, compared
from toolkit.plan.word import Mark, Paragraph, Run, Section, WordJob
from toolkit.topics.contract.records import Contract, ReviewPolicy
from toolkit.topics.contract.rules.deviations import BOUNDS
from toolkit.topics.contract.rules.limits import review_policy
from toolkit.topics.dealer.records import APPROVAL_ROLES

OTHER_KINDS = {
    "price-list": ("discount",),
    "restriction": ("passive_sales",),
    "optional": ("optional_article",),
    "special": ("special_term",),
    "targets": ("quarter_share",),
    "first-order": ("first_order",),
}
"""The departures that an item of the particular terms may be, besides those that a limit bounds."""
NOBODY = Text("按权限决定", "whoever may decide it")
BOTH_SIDES = Text("双方（补充协议）", "both parties, by an amendment")


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two texts: what it is, its lines, and whether both sides have signed it."""

    label: str
    lines: tuple[Line, ...]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """A block that differs: its name, how its words do, who must agree, and its paragraphs."""

    name: str
    inserted: int
    deleted: int
    moved: int
    roles: Text
    rows: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """Two versions compared: all paragraphs, and those blocks that differ."""

    old: Version
    new: Version
    rows: tuple[Difference, ...]
    touched: tuple[Touched, ...]
    untouched: int


def redline(old: Version, new: Version, policy: ReviewPolicy | None) -> Redline:
    """Returns what differs between two versions, and by the review policy who must agree to each change."""
    rows = compared(old.lines, new.lines)
    touched: list[Touched] = []
    untouched, annex = 0, ""
    for block, group in groupby(rows, key=lambda row: row.line.block):
        held = tuple(group)
        if block.startswith("annex:") and block.count(":") == 1:
            annex = held[0].line.text.split("\u3000")[0]
        if any(row.is_change for row in held):
            touched.append(_touched(block, held, annex, agreeing(block, policy, old.signed or new.signed)))
        else:
            untouched += 1
    return Redline(old, new, rows, tuple(touched), untouched)


def policy_for(reader: Reader, contract: Contract | None, as_of: date) -> ReviewPolicy | None:
    """Returns the review policy that says who approves: that of the contract, else the latest."""
    if contract is not None:
        return review_policy(reader, contract, as_of)
    return max(reader.all(ReviewPolicy), key=lambda each: each.effective_from, default=None)


def agreeing(block: str, policy: ReviewPolicy | None, signed: bool) -> Text:
    """Returns who must agree to a change of a block: the roles of the review policy, and after signature both sides."""
    kind, _, about = block.partition(":")
    kinds: tuple[str, ...] = ("wording",) if kind in ("article", "preamble") else ()
    if kind == "item":
        kinds = (*(bound.kind for bound in BOUNDS if bound.item == about), *OTHER_KINDS.get(about, ()))
    codes = [code for each in kinds for code in (policy.roles_for(each, "") or () if policy else ())]
    words = [APPROVAL_ROLES.label(code) for code in dict.fromkeys(codes)] or [NOBODY]
    if signed:
        words.append(BOTH_SIDES)
    return Text("、".join(each.zh for each in words), ", ".join(each.within("en") for each in words))


def redline_files(found: Redline, name: str, author: str, day: date, stamp: str) -> tuple[Artifact, ...]:
    """Returns the redline as PDF, which shows what differs, and as Word, which is the whole text with tracked changes."""
    pdf = Artifact(f"redlines/{name}.pdf", redline_pdf(found, name, stamp), "internal")
    return pdf, Artifact(f"redlines/{name}.docx", redline_word(found, name, author, day), "internal")


def redline_pdf(found: Redline, name: str, stamp: str) -> PdfJob:
    """Returns the PDF: a page of what differs and who must agree, then each block that differs."""
    frame = Frame(Text("修订对照", "Redline"), found.new.label, stamp, confidentiality=Text("内部", "internal"))
    context = {"frame": frame, "locale": "zh", "redline": found, "grid": _summary(found)}
    return PdfJob(
        parts=(PdfPart("contract/redline.html", context),),
        stylesheets=(*STYLES, "contract/redline.css"),
        locale="zh",
        title=f"修订对照 {found.old.label} → {found.new.label}",
        identifier=name,
    )


def redline_word(found: Redline, name: str, author: str, day: date) -> WordJob:
    """Returns the whole text as Word with tracked changes: accepted it is the new version, rejected the old one."""
    blocks = tuple(_paragraphs(found))
    label = f"修订对照：{found.old.label} → {found.new.label}"
    return WordJob(
        sections=(Section((*blocks, Paragraph("flush")), "修订对照", f"{found.old.label} → {found.new.label}"),),
        locale="zh",
        title=label,
        identifier=name,
        creator=author,
        author=author,
        day=day,
    )


def _paragraphs(found: Redline) -> Iterator[Paragraph]:
    remarks = {id(each.rows[0]): f"须同意：{each.roles.zh}" for each in found.touched}
    for row in found.rows:
        runs = [Run(text, mark=mark, move=row.move) for mark, text in row.pieces]
        if runs and id(row) in remarks:
            first = runs[0]
            runs[0] = Run(first.text, first.look, first.mark, first.move, remarks[id(row)])
        line = row.line
        yield Paragraph(line.style, tuple(runs), line.level, line.number, was=row.was, mark=row.mark)


def _touched(block: str, rows: tuple[Difference, ...], annex: str, roles: Text) -> Touched:
    pieces = [piece for row in rows for piece in row.pieces]
    counts = {mark: sum(len(text) for each, text in pieces if each == mark) for mark in ("inserted", "deleted")}
    moved = sum(row.mark in ("moved_to", "moved_from") for row in rows)
    return Touched(_name(block, rows, annex), counts["inserted"], counts["deleted"], moved, roles, rows)


def _name(block: str, rows: Sequence[Difference], annex: str) -> str:
    """What a block is called: its heading as it is now, where it is on the paper."""
    first = rows[0]
    text = _side(first.pieces, ("kept", "inserted", "moved_to")) or first.line.text
    kind, _, about = block.partition(":")
    if kind == "annex" and ":" in about:
        return f"{annex} · {text}"
    return f"{first.line.number} {text}".strip()


def _side(pieces: Sequence[Piece], marks: tuple[Mark, ...]) -> str:
    return "".join(text for mark, text in pieces if mark in marks)


def _summary(found: Redline) -> Grid:
    rows = tuple(
        (each.name, str(each.inserted or "–"), str(each.deleted or "–"), str(each.moved or "–"), each.roles)
        for each in found.touched
    )
    head = (
        Text("条款", "Where"),
        Text("增（字）", "In (characters)"),
        Text("删（字）", "Out (characters)"),
        Text("移（段）", "Moved (paragraphs)"),
        Text("谁须同意", "Who must agree"),
    )
    return Grid(head, rows, numbers=(1, 2, 3))
