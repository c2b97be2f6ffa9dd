"""`explain`: what the code of a check means, how a figure came about, what rests on a policy or clause, why an output is there."""

from __future__ import annotations

import re

import click

from toolkit.cli import exits
from toolkit.cli.commands.outputs import out_folder
from toolkit.cli.explaining.answer import Answer, as_json, as_text
from toolkit.cli.explaining.figures import figure_answer, list_answer
from toolkit.cli.explaining.outputs import output_answer, output_path
from toolkit.cli.explaining.sources import clause_answer, policy_answer, policy_of, record_answer, references
from toolkit.cli.manual import every_kind, manual_page
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, guarded, run
from toolkit.kernel.text import Text
from toolkit.pipeline import Judged
from toolkit.publish.story import paths_in
from toolkit.topics.catalogue import FIGURES

CODE = re.compile(r"[A-Z]{3}\d{1,4}", re.ASCII)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WHAT [PART]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · form of the output"
)
@takes_settings
def explain(settings: Settings, words: tuple[str, ...], form: str) -> None:
    """说明一条检查、一个数、一版政策或条款、一份输出 · tell of a check, a figure, a policy, a clause, an output.

    \b
    WHAT [PART]...
      CTR101                          检查代码的含义 · what the code of a check means
      evaluation D-2025-0007 2026Q1   一个数：名称和对象 · a figure: its word and its subject
      D-2025-0007                     一家的所有数 · all figures of a dealer, and how to ask for each
      D-2025-0007/2026Q1              一个对象的所有数 · all figures of a subject
      RB-2026-0001, TK-…, MF-…, CF-…  编号唯一时不用名称 · an id that is unique needs no word
      nanning                         市场、合同号等任何编号 · a market, a contract number, any other id
      dealer-evaluation@2026-1        哪些结果用到一版政策 · which results rest on a version of a policy
      territory@2026-1                哪些合同含有一版条款 · which contracts hold a version of a clause
      contracts/D-…/….pdf             一份输出由什么做成 · what an output was made from
    """
    code = words[0].upper()
    if len(words) == 1 and (code in every_kind() or CODE.fullmatch(code)):
        with guarded(settings):
            page = manual_page(code, settings.lang)
            answer = Answer(Text(code), data={"kind": "check", "code": code, "page": page})
            click.echo(page if form == "text" else as_json(answer, None, settings.lang))
        return

    def body(session: Session) -> int:
        judged = session.judged()
        answer = answered(session, judged, words)
        lines = as_text(answer, settings.lang) if form == "text" else [as_json(answer, judged.as_of, settings.lang)]
        for line in lines:
            click.echo(line)
        return exits.OK

    run(settings, body)


def answered(session: Session, judged: Judged, words: tuple[str, ...]) -> Answer:
    """Returns the answer to what was asked. Raises click.UsageError, with the nearest thing, for what is not known."""
    asked, out = " ".join(words), out_folder(session)
    if "@" in asked:
        policy = policy_of(judged, asked)
        answer = policy_answer(judged, policy) if policy is not None else clause_answer(judged, asked)
        if answer is not None:
            return answer
    path = output_path(out, words)
    if path is not None:
        answer = output_answer(out, path, session.root, session.tree)
        if answer is not None:
            return answer
    found = FIGURES.find(judged.results, words)
    if len(found) == 1:
        return figure_answer(judged, found[0])
    if found:
        return list_answer(asked, found)
    answer = record_answer(judged, asked) or clause_answer(judged, asked)
    if answer is not None:
        return answer
    near = FIGURES.meant(judged.results, words, (*references(judged), *_ids(judged), *paths_in(out)))
    told = Text(
        f"没有 {asked}" + (f"；是不是 {near}？" if near else ""),
        f"nothing is known of {asked}" + (f"; did you mean {near}?" if near else ""),
    )
    raise click.UsageError(told.within(session.settings.lang))


def _ids(judged: Judged) -> tuple[str, ...]:
    return tuple(entry.id for entry in judged.network.entries())
