"""`freeze`: keep the text of signed contracts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.freeze import Freezing, Proofs, freeze, to_freeze, without_frozen
from toolkit.edit.write import write_new
from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.problem import has_errors
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.pipeline import Judged
from toolkit.topics.contract.records import Contract

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


@click.command(name="freeze")
@click.argument("numbers", nargs=-1, metavar="[CONTRACT_NO]...")
@click.option(
    "--all-signed", is_flag=True, help="所有已签署、还没有签署文本的合同 · all signed contracts without a signed text"
)
@click.option("--pdf", type=_FILE, help="所签的 PDF，记下摘要 · the PDF that was signed: its digest is kept")
@click.option("--scan", type=_FILE, help="盖章扫描件，记下文件名和摘要 · the sealed scan: its name and digest are kept")
@takes_settings
def freeze_contracts(
    settings: Settings, numbers: tuple[str, ...], all_signed: bool, pdf: Path | None, scan: Path | None
) -> None:
    """冻结已签合同的文本，此后只按它打印 · keep the text of signed contracts: their papers are printed from it ever after."""
    words = None
    if not numbers and not all_signed:
        words = Text("写合同编号，或加 --all-signed", "name contracts, or give --all-signed")
    elif (pdf or scan) and (len(numbers) != 1 or all_signed):
        words = Text("--pdf 和 --scan 只用于一份合同", "--pdf and --scan go with one contract")
    if words is not None:
        raise click.UsageError(words.within(settings.lang))

    def body(session: Session) -> int:
        judged = session.judged()
        wanted = to_freeze(judged.network) if all_signed else tuple(dict.fromkeys(numbers))
        _known(session, judged, numbers)
        if has_errors(judged.problems):
            session.tell(judged.problems)
            session.say("数据有错误，没有冻结", "errors in the data: nothing was frozen")
            return exits.PROBLEMS
        proofs = {wanted[0]: _proofs(pdf, scan)} if len(numbers) == 1 and not all_signed else {}
        live = replace(judged, network=without_frozen(judged.network))
        planned, _ = pipeline.make(live, ("contracts",), "", lambda name: b"")
        return _written(session, freeze(judged.network, planned, wanted, proofs))

    run(settings, body)


def _known(session: Session, judged: Judged, numbers: tuple[str, ...]) -> None:
    for number in numbers:
        if judged.network.find(Contract, number) is None:
            near = nearest(number, judged.network.ids("contract"))
            words = Text(
                f"没有合同 {number}" + (f"；是不是 {near}？" if near else ""),
                f"no contract {number}" + (f"; did you mean {near}?" if near else ""),
            )
            raise click.UsageError(words.within(session.settings.lang))


def _proofs(pdf: Path | None, scan: Path | None) -> Proofs:
    return Proofs(
        digest_bytes(pdf.read_bytes()) if pdf else "",
        (scan.name, digest_bytes(scan.read_bytes())) if scan else ("", ""),
    )


def _written(session: Session, frozen: Freezing) -> int:
    problems = frozen.problems or session.changed() or write_new(session.root, frozen.files)
    if problems:
        session.tell(problems)
        return exits.PROBLEMS
    for file in frozen.files:
        click.echo(file.path)
    for number in frozen.untouched:
        session.say(f"{number} 已有签署文本，内容相同", f"{number} has its signed text already, the same as now")
    if not frozen.files and not frozen.untouched:
        session.say("没有要冻结的合同", "there is no contract to freeze")
    return exits.OK
