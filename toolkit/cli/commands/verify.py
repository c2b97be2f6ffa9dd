"""`verify`: whether a PDF is one that we issued, and unchanged; asked of the signed texts, the manifests, and the file's own seal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.commands.outputs import out_folder
from toolkit.cli.explaining.answer import Answer, as_json, as_text
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.publish.manifest import load_sections
from toolkit.publish.problems import reason
from toolkit.render.seal import Sealed, seal_of
from toolkit.topics.contract.records import SignedText

LARGEST = 256 * 1024**2
"""No paper of ours is larger: what is, is not read into memory."""
Verdict = Literal["signed", "scan", "issued", "ours", "added", "changed", "foreign"]
VERDICTS: dict[Verdict, Text] = {
    "signed": Text("是所签的那份，一字未动", "the one that was signed, unchanged"),
    "scan": Text("是盖章扫描件，与登记的一致", "the sealed scan on record, unchanged"),
    "issued": Text("由本工作区生成，一字未动", "built from this workspace, unchanged"),
    "ours": Text(
        "由本工具生成后没有改动，但不在现有清单里：可能是早先的版本，或出自别的工作区",
        "made by this toolkit and unchanged since, but in no manifest here: an earlier version, or from another workspace",
    ),
    "added": Text(
        "原件没有改动，后面加了内容（批注或电子签名）：请对照原件看加了什么",
        "unchanged, with something added behind it (notes or an electronic signature): look at what was added",
    ),
    "changed": Text("生成以后被改动过，不能作数", "changed since it was made: do not rely on it"),
    "foreign": Text(
        "没有本工具的封记：不是由本工具生成，或另存时丢了", "no seal of this toolkit: not made by it, or saved anew"
    ),
}
GOOD = frozenset({"signed", "scan", "issued"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a file: the verdict, its digest, and the outputs or records that hold the same digest."""

    verdict: Verdict
    sha256: str
    size: int
    known: tuple[str, ...] = ()
    sealed: Sealed = Sealed("none")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · form of the output"
)
@takes_settings
def verify(settings: Settings, file: Path, form: str) -> None:
    """一份 PDF 是否由我方生成、有无改动 · whether a PDF is one we issued, and unchanged.

    \b
    退出码 0 是我方生成且未改动的，1 不是 · exit 0 for one of ours unchanged, 1 for any other
    """

    def body(session: Session) -> int:
        data = _read(session, file)
        network, _ = pipeline.read(session.tree)
        found = finding(data, network, out_folder(session))
        answer = _answer(file, found)
        lines = as_text(answer, settings.lang) if form == "text" else [as_json(answer, None, settings.lang)]
        for line in lines:
            click.echo(line)
        return exits.OK if found.verdict in GOOD else exits.PROBLEMS

    run(settings, body)


def _read(session: Session, file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        words = Text(f"读不到 {file}：{reason(error).zh}", f"{file} cannot be read: {reason(error).en}")
        raise click.UsageError(words.within(session.settings.lang)) from None
    if len(data) > LARGEST:
        words = Text(f"{file} 超过 256 MiB", f"{file} is larger than 256 MiB")
        raise click.UsageError(words.within(session.settings.lang))
    return data


def finding(data: bytes, network: Network, out: Path) -> Finding:
    """Returns what is known of the bytes. A signed text stands over the manifests, and both over the seal."""
    sha256 = hashlib.sha256(data).hexdigest()
    seal = seal_of(data)
    holders: tuple[tuple[Verdict, tuple[str, ...]], ...] = (
        ("signed", tuple(text.contract_no for text in network.all(SignedText) if text.pdf == sha256)),
        (
            "scan",
            tuple(text.contract_no for text in network.all(SignedText) if text.scan and text.scan.sha256 == sha256),
        ),
        ("issued", tuple(_outputs(out, sha256))),
    )
    for verdict, known in holders:
        if known:
            return Finding(verdict, sha256, len(data), known, seal)
    by_seal: dict[str, Verdict] = {"whole": "ours", "added": "added", "broken": "changed", "none": "foreign"}
    return Finding(by_seal[seal.state], sha256, len(data), (), seal)


def _outputs(out: Path, sha256: str) -> Iterator[str]:
    for section in load_sections(out).values():
        yield from (entry.path for entry in section.entries.values() if entry.sha256 == sha256)


def _answer(file: Path, found: Finding) -> Answer:
    verdict = VERDICTS[found.verdict]
    facts = [
        (Text("结论", "verdict"), verdict),
        (Text("摘要", "digest"), Text(found.sha256)),
        (Text("大小", "size"), Text(f"{found.size:,} B")),
    ]
    if found.known:
        facts.append((Text("即", "known as"), Text("、".join(found.known), ", ".join(found.known))))
    if found.sealed.added:
        facts.append((Text("后加", "added"), Text(f"{found.sealed.added:,} B")))
    data = {
        "kind": "verify",
        "file": str(file),
        "verdict": found.verdict,
        "genuine": found.verdict in GOOD,
        "sha256": found.sha256,
        "size": found.size,
        "known": found.known,
        "seal": found.sealed.state,
        "added": found.sealed.added,
        "message": verdict,
    }
    return Answer(Text(str(file)), tuple(facts), data=data)
