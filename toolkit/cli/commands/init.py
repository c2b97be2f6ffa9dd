"""`init`: a workspace of one's own."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from toolkit.cli import exits, show
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import guarded
from toolkit.edit.start import EMPTY, FORGES, Wish, starter
from toolkit.edit.start_place import NOT_MADE, place, taken
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.pipeline import SHIPPED
from toolkit.sources.tree import WorkingTree
from toolkit.topics.catalogue import KINDS

_BRAND_CODE = re.compile(r"[A-Z]{2,8}", re.ASCII)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--name", help="公司全称 · the company's legal name")
@click.option("--english-name", help="公司英文名称 · its English name")
@click.option("--brand", help="品牌 · the brand")
@click.option("--brand-code", help="品牌代码，2–8 个大写字母 · the brand's code, 2 to 8 capital letters")
@click.option("--handbook", is_flag=True, help="连同手册各章 · the playbooks too")
@click.option(
    "--forge", "forges", type=click.Choice(FORGES), multiple=True, help="代码平台的流水线 · the workflows of a forge"
)
@takes_settings
def init(
    settings: Settings,
    folder: Path,
    name: str | None,
    english_name: str | None,
    brand: str | None,
    brand_code: str | None,
    handbook: bool,
    forges: tuple[str, ...],
) -> None:
    """建立自己的工作区：初始政策和条款，没有经销商 · begin a workspace: starter policies and clauses, no dealers."""
    with guarded(settings):
        refused = taken(folder.absolute())
        if refused is not None:
            _end(settings, (refused,))
        asked = [
            _asked(settings, said, words)
            for said, words in (
                (name, Text("公司全称", "Legal name of the company")),
                (english_name, Text("公司英文名称", "English name")),
                (brand, Text("品牌", "Brand")),
                (brand_code, Text("品牌代码，2–8 个大写字母", "Code of the brand, 2 to 8 capital letters")),
            )
        ]
        if asked[3] and not _BRAND_CODE.fullmatch(asked[3]):
            words = Text("品牌代码是 2–8 个大写字母", "a brand code is 2 to 8 capital letters")
            raise click.UsageError(words.within(settings.lang))
        chosen = tuple(forge for forge in FORGES if forge in forges)
        day = settings.as_of or date.today()  # noqa: DTZ011  # the day at the place where the workspace is made
        wish = Wish(asked[0], asked[1], asked[2], asked[3], handbook, chosen)
        files = starter(wish, WorkingTree(SHIPPED), KINDS.all, day)
        _end(settings, place(folder.absolute(), files, EMPTY), folder, len(files))


def _asked(settings: Settings, said: str | None, words: Text) -> str:
    """What was given, else what is answered on a terminal, else nothing: the place stays to be filled in."""
    if said is None and sys.stdin.isatty():
        said = click.prompt(words.within(settings.lang), default="", show_default=False, err=True)
    return (said or "").strip()


def _end(settings: Settings, problems: tuple[Problem, ...], folder: Path | None = None, count: int = 0) -> None:
    for line in show.as_text(problems, settings.lang):
        click.echo(line, err=True)
    if problems:
        raise SystemExit(exits.OUTPUT if problems[0].code == NOT_MADE.code else exits.PROBLEMS)
    click.echo(str(folder))
    words = Text(
        f"工作区已建立，{count} 个文件；接下来看其中的 README.md，再运行 check",
        f"the workspace is made, {count} files; read its README.en.md next, then run check",
    )
    click.echo(words.within(settings.lang), err=True)
    raise SystemExit(exits.OK)
