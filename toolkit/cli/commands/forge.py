"""`forge`: the workflows of a forge for a workspace that is there already."""

from __future__ import annotations

import click

from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.start_forge import FORGES, HERE, HOOKS, PROGRAM, forge_files
from toolkit.edit.write import NewFile, write_new
from toolkit.pipeline import SHIPPED
from toolkit.sources.tree import WorkingTree


@click.command()
@click.argument("name", type=click.Choice(FORGES), metavar="[github|gitlab|gitee]")
@takes_settings
def forge(settings: Settings, name: str) -> None:
    """写出代码平台的流水线：检查、评审、评论、生成、发布 · write a forge's workflows: check, review, comment, build, publish."""

    def body(session: Session) -> int:
        program = HERE if session.root == SHIPPED else PROGRAM
        wanted = next(each for each in FORGES if each == name)
        files = forge_files(wanted, WorkingTree(SHIPPED), program)
        # A file that says the same already, and hooks that somebody wrote, are no reason to refuse the others.
        new = {path: text for path, text in files.items() if not _stays(session, path, text)}
        problems = write_new(session.root, tuple(NewFile(path, new[path]) for path in sorted(new)))
        if problems:
            session.tell(problems)
            return exits.PROBLEMS
        for path in sorted(new):
            click.echo(path)
        if not new:
            session.say("都已有，内容相同", "all are there, the same")
        return exits.OK

    run(settings, body)


def _stays(session: Session, path: str, text: str) -> bool:
    try:
        return session.tree.read(path) == text.encode("utf-8") or path == HOOKS
    except FileNotFoundError:
        return False
