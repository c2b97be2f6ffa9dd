"""A contract's Word file that a lawyer sends back: its changes and comments against the clauses. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.session import Session
from toolkit.kernel.text import Locale, Text
from toolkit.plan.artifact import PdfJob
from toolkit.plan.word import Block, Table, WordJob
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.paper import ContractPaper

if TYPE_CHECKING:
    from toolkit.edit.word import Place, Return

SUFFIXES = (".docx", ".docm")
LARGEST = (16 << 20) + 1


def import_word(session: Session, path: Path, form: str = "text", contract: str = "") -> int:
    """Shows what came back in a Word file, as text or JSON; returns the exit code. `contract` is its number, if the file lacks it."""
    from toolkit.edit.word import returned
    from toolkit.sources.word import read_word

    with path.open("rb") as stream:
        data = stream.read(LARGEST)
    text, problems = read_word(path.name, data)
    if text is None:
        session.tell(problems)
        return exits.PROBLEMS
    number = contract or text.identifier
    found = _ours(session, number)
    if found is None:
        words = Text(
            f"{path.name} 是合同 {number or '？'}，工作区里没有它的文本", f"{path.name} is the contract {number or '?'}, of which there is no text here"
        )  # fmt: skip
        raise click.UsageError(words.within(session.settings.lang))
    paper, job = found
    printed = tuple(each for section in job.sections for each in _texts(section.blocks))
    back = returned(text, paper, printed)
    lang = session.settings.lang
    if form == "json":
        click.echo(json.dumps(_data(number, back, lang), ensure_ascii=False, indent=1))
    else:
        for line in _lines(back, lang):
            click.echo(line)
    session.say("只是列出，没有写入任何文件", "shown only: no file was written")
    return exits.OK


def _ours(session: Session, number: str) -> tuple[ContractPaper, WordJob] | None:
    """The paper and the Word file of a contract as they are now."""
    judged = session.judged()
    if judged.network.find(Contract, number) is None:
        return None
    paper, word = None, None
    for artifact in pipeline.make(judged, ("contracts",), "", lambda name: b"")[0]:
        job = artifact.job
        if isinstance(job, WordJob) and job.identifier == number:
            word = job
        elif isinstance(job, PdfJob):
            held = job.parts[0].context.get("paper")
            if isinstance(held, ContractPaper) and held.contract_no == number:
                paper = held
    return (paper, word) if paper is not None and word is not None else None


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _texts(cell.blocks)
        else:
            number = "" if block.counted else block.number
            yield number + "".join(run.text for run in block.runs)


def _lines(back: Return, lang: Locale) -> Iterator[str]:
    zh = lang == "zh"
    for change in back.changes:
        who = "、".join(change.authors) if change.tracked else ("未留痕" if zh else "not tracked")
        when = f" {change.days[0]}" if change.days else ""
        moved = ("，移动" if zh else ", moved") if change.moved else ""
        yield f"{change.place.name} {change.place.number}".rstrip() + f"（{who}{when}{moved}）"
        yield f"  − {change.before or '/'}"
        yield f"  + {change.after or '/'}"
    for comment in back.comments:
        remark = comment.remark
        yield f"{comment.place.name} {comment.place.number}".rstrip() + f"：“{remark.about[:40]}”"
        yield f"  {remark.author} {remark.day}：{remark.text}"
    for proposal in back.proposals():
        yield f"→ {proposal.words.within(lang)}"
    counts = (len(back.changes), len(back.comments), back.looks)
    yield (
        "{} 处改动，{} 条批注；另有 {} 处只改格式，未计"
        if zh
        else "{} changes, {} comments; {} changes of form alone passed over"
    ).format(*counts)


def _data(number: str, back: Return, lang: Locale) -> dict[str, object]:
    return {
        "format": 1,
        "contract": number,
        "counts": {"changes": len(back.changes), "comments": len(back.comments), "looks": back.looks},
        "changes": [
            {
                **_place(change.place),
                "before": change.before,
                "after": change.after,
                "authors": change.authors,
                "days": change.days,
                "tracked": change.tracked,
                "moved": change.moved,
            }
            for change in back.changes
        ],
        "comments": [
            {
                **_place(comment.place),
                "author": comment.remark.author,
                "day": comment.remark.day,
                "about": comment.remark.about,
                "text": comment.remark.text,
            }
            for comment in back.comments
        ],
        "proposals": [
            {**_place(each.place), "proposal": each.kind, "message": each.words.within(lang)}
            for each in back.proposals()
        ],
    }


def _place(place: Place) -> dict[str, str]:
    return {"kind": place.kind, "key": place.key, "where": place.name, "number": place.number}
