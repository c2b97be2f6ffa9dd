"""`check`."""

from __future__ import annotations

import click

from toolkit.cli import exits, show
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.problem import has_errors


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="输出格式 · form of the output",
)
@takes_settings
def check(settings: Settings, form: str) -> None:
    """找出工作区里的所有问题 · find every problem of the workspace."""

    def body(session: Session) -> int:
        judged = session.judged()
        problems, lang = judged.problems, settings.lang
        if form == "json":
            click.echo(show.as_json(problems, judged.as_of.isoformat(), lang))
        elif form == "sarif":
            click.echo(show.as_sarif(problems, lang))
        elif form == "github":
            for line in show.as_github(problems, lang):
                click.echo(line)
        else:
            for line in show.as_text(problems, lang):
                click.echo(line)
            click.echo(show.summary(problems, lang))
        return exits.PROBLEMS if has_errors(problems, strict=settings.strict) else exits.OK

    run(settings, body)
