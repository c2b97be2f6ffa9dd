"""`renew`: drafts for contracts that run out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.renewal import Draft, Renewals, renewals
from toolkit.edit.write import NewFile, write_new
from toolkit.kernel.characters import made_visible
from toolkit.kernel.period import Span
from toolkit.kernel.problem import has_errors
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.view import Views
from toolkit.review.simulation import periods_of
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile


@click.command()
@click.argument("period", metavar="PERIOD")
@click.argument("dealers", nargs=-1, metavar="[DEALER]...")
@click.option("--yes", is_flag=True, help="写入文件；不加则只显示 · write the files; without it they are shown only")
@takes_settings
def renew(settings: Settings, period: str, dealers: tuple[str, ...], yes: bool) -> None:
    """期间内到期合同的续签草案，如 2026Q4 · drafts of the next contract for those that end within a period."""

    def body(session: Session) -> int:
        try:
            quarters = periods_of(period)
        except ValueError:
            words = Text(f"{period} 不是期间，写法如 2026Q4", f"{period}: a period is written 2026Q4")
            raise click.UsageError(words.within(settings.lang)) from None
        judged = session.judged()
        _known(session, judged.network.ids("dealer"), dealers)
        if has_errors(judged.problems):
            session.tell(judged.problems)
            session.say("数据有错误，没有起草", "errors in the data: nothing was drafted")
            return exits.PROBLEMS
        start = fiscal_start(judged.network)
        span = Span(quarters[0].span(start).first, quarters[-1].span(start).end)
        found = renewals(judged.network, judged.results, span, judged.as_of, dealers)
        names = {row.id: row.short_name for row in Views(judged.network, judged.results).internal.all(DealerProfile)}
        for line in _lines(found, names, settings):
            click.echo(line)
        return _written(session, tuple(draft.file for draft in found.drafts)) if yes else _told(session, found)

    run(settings, body)


def _known(session: Session, ids: tuple[str, ...], dealers: tuple[str, ...]) -> None:
    for dealer in dealers:
        if dealer not in ids:
            near = nearest(dealer, ids)
            words = Text(
                f"没有经销商 {dealer}" + (f"；是不是 {near}？" if near else ""),
                f"no dealer {dealer}" + (f"; did you mean {near}?" if near else ""),
            )
            raise click.UsageError(words.within(session.settings.lang))


def _lines(found: Renewals, names: dict[str, str], settings: Settings) -> Iterator[str]:
    locale = settings.lang
    for draft in found.drafts:
        name = made_visible(names.get(draft.dealer, ""))
        yield Text(
            f"{draft.contract}（{draft.dealer} {name}）→ {draft.number}",
            f"{draft.contract} ({draft.dealer} {name}) → {draft.number}",
        ).within(locale)
        yield from (f"  {note.within(locale)}" for note in draft.notes)
        yield from _diff(draft)
    for row in found.skipped:
        name, why = made_visible(names.get(row.dealer, "")), row.why.within(locale)
        yield Text(
            f"不起草：{row.contract}（{row.dealer} {name}）：{why}",
            f"no draft: {row.contract} ({row.dealer} {name}): {why}",
        ).within(locale)
    if not found.drafts and not found.skipped:
        yield Text("没有合同在这个期间到期", "no contract ends within this period").within(locale)


def _diff(draft: Draft) -> Iterator[str]:
    """The new file as a difference from nothing, as git shows it."""
    lines = draft.file.text.splitlines()
    yield from (
        made_visible(line) for line in difflib.unified_diff([], lines, "/dev/null", draft.file.path, lineterm="")
    )


def _told(session: Session, found: Renewals) -> int:
    if found.drafts:
        session.say("还没有写入；加 --yes 写入", "nothing is written yet; --yes writes it")
    return exits.OK


def _written(session: Session, files: tuple[NewFile, ...]) -> int:
    problems = session.changed() or write_new(session.root, files)
    if problems:
        session.tell(problems)
        return exits.PROBLEMS
    for file in files:
        session.say(f"已写入 {file.path}", f"written: {file.path}")
    return exits.OK
