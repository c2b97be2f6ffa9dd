"""`upgrade`: a workspace of an older format as today's."""

from __future__ import annotations

import sys

import click

from toolkit.cli import exits
from toolkit.cli.editing import writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.upgrade import FORMAT, shown
from toolkit.edit.upgrade import upgrade as upgraded
from toolkit.edit.upgrade_write import write_upgrade
from toolkit.kernel.text import Text


@click.command()
@writing_options
@takes_settings
def upgrade(settings: Settings, yes: bool, dry_run: bool) -> None:
    """把旧格式的工作区改成现在的格式：先看差异，确认才写 · bring a workspace to today's format: the change is shown and asked for first."""

    def body(session: Session) -> int:
        plan = upgraded(session.tree)
        if plan.problems:
            session.tell(plan.problems)
            return exits.PROBLEMS
        if not plan.moves:
            session.say(f"已是格式 {FORMAT}，不用升级", f"the workspace has format {FORMAT}: nothing to upgrade")
            return exits.OK
        session.say(f"从格式 {plan.found} 到格式 {FORMAT}：", f"from format {plan.found} to format {FORMAT}:")
        for title in plan.steps:
            session.say(f"- {title.zh}", f"- {title.en}")
        for line in shown(plan.moves):
            click.echo(line, err=True)
        if dry_run or not (yes or _agreed(session, len(plan.moves))):
            session.say("没有写入", "nothing was written")
            return exits.OK if dry_run else exits.PROBLEMS
        # Only after the question: somebody may have saved a file while it was being answered.
        failed = session.changed() or write_upgrade(session.root, plan.moves)
        session.tell(failed)
        if failed:
            return exits.PROBLEMS
        for move in plan.moves:
            click.echo(move.target)
        return exits.OK

    run(settings, body)


def _agreed(session: Session, files: int) -> bool:
    if not sys.stdin.isatty():
        session.say("不在终端里：加 --yes 才写入", "no terminal to ask on: give --yes to write")
        return False
    words = Text(f"改动 {files} 个文件？", f"Change {files} files?").within(session.settings.lang)
    return click.confirm(words, err=True)
