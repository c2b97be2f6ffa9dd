"""`history`: who changed what of a dealer, when, and who approved it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.review.history import DealerHistory, dealer_history
from toolkit.review.history_approvals import with_approvals
from toolkit.review.history_shown import as_json, as_text
from toolkit.review.reading import OfDealer
from toolkit.review.review import titles_of
from toolkit.sources.git import GitFailed
from toolkit.topics.catalogue import KINDS
from toolkit.topics.dealer.records import DealerProfile

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("dealer")
@click.option(
    "--field", default="", help="只看一个字段：credit.limit、credit 或其名称 · one field only, by its path or name"
)
@click.option("--since", type=_DAY, help="从这天起 · from this day on")
@click.option("--until", type=_DAY, help="到这天为止 · up to this day")
@click.option("--oldest-first", is_flag=True, help="最早的在前 · the oldest first")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · form of the output"
)
@takes_settings
def history(
    settings: Settings,
    dealer: str,
    field: str,
    since: datetime | None,
    until: datetime | None,
    oldest_first: bool,
    form: str,
) -> None:
    """一家经销商的变更：谁、何时、改了什么字段、谁批准，取自 git · who changed what of a dealer, when, approved by whom, from git."""

    def body(session: Session) -> int:
        network, _ = pipeline.read(OfDealer(session.tree, dealer))
        try:
            whole = dealer_history(session.root, dealer, KINDS, titles_of(network))
            _known(session, dealer, whole)
            found = with_approvals(session.root, whole.where(field, _day(since), _day(until)), KINDS)
        except GitFailed as error:
            session.say(f"读不到 git 历史：{error}", f"the history of git cannot be read: {error}")
            return exits.USAGE
        if oldest_first:
            found = replace(found, entries=tuple(reversed(found.entries)))
        _unsaved(session, dealer)
        profile = network.find(DealerProfile, dealer)
        if form == "json":
            click.echo(as_json(found))
        else:
            click.echo("\n".join(as_text(found, profile.short_name if profile else "", settings.lang)))
        return exits.OK

    run(settings, body)


def _day(given: datetime | None) -> date | None:
    return given.date() if given is not None else None


def _known(session: Session, dealer: str, found: DealerHistory) -> None:
    ids = sorted({path.split("/")[1] for path in session.tree.list("dealers").files if path.count("/") > 1})
    if found.entries or dealer in ids:
        return
    near = nearest(dealer, ids)
    words = Text(
        f"没有经销商 {dealer}" + (f"；是不是 {near}？" if near else ""),
        f"no dealer {dealer}" + (f"; did you mean {near}?" if near else ""),
    )
    raise click.UsageError(words.within(session.settings.lang))


def _unsaved(session: Session, dealer: str) -> None:
    """Says that the working folder differs: what is not committed has no author yet."""
    if any(path.startswith(f"dealers/{dealer}/") for path in session.unsaved()):
        session.say(
            "这家经销商有还没提交的改动，不在历史里；用 build review HEAD 看",
            "this dealer has changes that are not committed: see them with build review HEAD",
        )
