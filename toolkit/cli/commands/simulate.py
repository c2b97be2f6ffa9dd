"""`simulate`: a changed policy on past quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.commands.outputs import options_of, out_folder
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.cli.table import table
from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, has_errors
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.review.simulation import USUAL, Simulation, over, periods_of, simulate
from toolkit.review.simulation_candidate import Candidate, candidate, faults
from toolkit.review.simulation_data import SECTION, as_json, page_of
from toolkit.review.simulation_words import TITLE, figures, headline, subtitle, tables
from toolkit.topics.catalogue import FIGURES, TOPICS

SHOWN = 20
"""How many rows of a table are shown on the screen; all of them stand on the page and in the JSON form."""
WIDEST = 44
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


@click.command(name="simulate")
@click.argument("policy", metavar="POLICY[@VERSION]")
@click.option(
    "--with", "file", type=_FILE, help="要试的版本，写成政策文件 · the version to try, written as a policy's file"
)
@click.option(
    "--periods", help="季度，如 2025Q3..2026Q2；默认最近四个结束的季度 · quarters; the last four that are over"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · form of the output"
)
@click.option("--no-page", is_flag=True, help="不生成网页 · make no page")
@takes_settings
def simulate_policy(
    settings: Settings, policy: str, file: Path | None, periods: str | None, form: str, no_page: bool
) -> None:
    """改过的政策用在过去的季度：谁变动、多付多少 · a changed policy on past quarters: who moves, what it costs."""

    def body(session: Session) -> int:
        network, problems = pipeline.read(session.tree)
        as_of = pipeline.day_of(network, settings.as_of)
        if has_errors(problems):
            session.tell(problems)
            session.say("数据有错误，没有模拟", "errors in the data: nothing was simulated")
            return exits.PROBLEMS
        tried, found = candidate(network, policy, (str(file), file.read_bytes()) if file is not None else None)
        quarters = _quarters(network, as_of, periods, settings)
        if tried is not None and not has_errors(found):
            found = (*found, *faults(network, tried, lambda alone: _checked(alone, tried, as_of)))
        if tried is None or has_errors(found):
            session.tell(found)
            return exits.PROBLEMS
        result = simulate(network, tried, quarters, as_of, _derived, FIGURES)
        click.echo(as_json(result) if form == "json" else "\n".join(_lines(result, settings)))
        return exits.OK if no_page else _page(session, result)

    run(settings, body)


def _quarters(network: Network, as_of: date, given: str | None, settings: Settings) -> tuple[FiscalQuarter, ...]:
    try:
        quarters = periods_of(given) if given else over(network, as_of)[-USUAL:]
    except ValueError:
        words = Text(f"{given} 不是期间，写法如 2025Q3..2026Q2", f"{given}: periods are written 2025Q3..2026Q2")
        raise click.UsageError(words.within(settings.lang)) from None
    if not set(quarters) & set(over(network, as_of)):
        words = Text("这些期间没有已结束且有数据的季度", "none of these periods is over and has data")
        raise click.UsageError(words.within(settings.lang))
    return quarters


def _derived(network: Network, as_of: date) -> Results:
    """What the rules derive, without the checks: those are of the workspace as it is."""
    results = Results()
    for topic in TOPICS:
        if topic.derive is not None:
            results = results.joined(topic.derive(network, results, as_of))
    return results


def _checked(network: Network, tried: Candidate, as_of: date) -> tuple[Problem, ...]:
    """What the checks of the policy's own topic find."""
    results = _derived(network, as_of)
    topics = (topic for topic in TOPICS if tried.kind in topic.kinds)
    return tuple(row for topic in topics for check in topic.checks for row in check.find(network, results, as_of))


def _lines(found: Simulation, settings: Settings) -> Iterator[str]:
    locale = settings.lang
    yield f"{TITLE.within(locale)} {found.title.within(locale)}"
    yield headline(found, locale)
    yield f"  {subtitle(found, locale)}"
    yield from (f"  {what}: {value}" for what, value in figures(found, locale))
    yield from (f"! {note.within(locale)}" for note in found.notes)
    for held in tables(found, locale):
        yield ""
        yield held.title
        rows = held.rows[:SHOWN]
        yield from (f"  {line}" for line in table(held.head, rows, (WIDEST,) * len(held.head)))
        if len(held.rows) > SHOWN:
            more = len(held.rows) - SHOWN
            yield f"  … {Text(f'另有 {more} 行', f'{more} more rows').within(locale)}"


def _page(session: Session, found: Simulation) -> int:
    _, commit = session.source()
    stamp = {"as_of": found.as_of.isoformat(), "commit": commit}
    options = replace(options_of(session, (SECTION,), True, stamp), inputs=lambda paths: {})
    artifact = page_of(found, session.settings.lang)
    report = pipeline.build(pipeline.templates_of(session.tree), (artifact,), out_folder(session), options)
    session.tell(report.problems)
    session.say(f"网页：{out_folder(session) / artifact.path}", f"page: {out_folder(session) / artifact.path}")
    return exits.PROBLEMS if report.failed or report.withheld else exits.OK
