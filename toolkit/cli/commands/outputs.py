"""The commands that make outputs: `site`, `contract`, `all`; and `clean`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.problem import Problem, has_errors
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.plan.artifact import Artifact
from toolkit.publish.clean import clean as remove_outputs
from toolkit.publish.manifest import published
from toolkit.publish.run import Options, Report
from toolkit.sources.history import NO_HISTORY

SECTIONS = ("site", "contracts")


@click.command()
@takes_settings
def site(settings: Settings) -> None:
    """生成手册网站 · build the handbook site."""
    run(settings, lambda session: produce(session, ("site",)))


@click.command()
@click.argument("dealers", nargs=-1, metavar="[DEALER]...")
@takes_settings
def contract(settings: Settings, dealers: tuple[str, ...]) -> None:
    """生成合同 PDF；不写编号则为所有有条款的经销商 · contract PDFs, of all dealers that have terms when none is named."""
    run(settings, lambda session: produce(session, ("contracts",), dealers))


@click.command(name="all")
@takes_settings
def everything(settings: Settings) -> None:
    """生成全部 · build everything."""
    run(settings, lambda session: produce(session, SECTIONS))


@click.command()
@takes_settings
def clean(settings: Settings) -> None:
    """删除输出目录 · remove the output folder."""

    def body(session: Session) -> int:
        out = out_folder(session)
        if remove_outputs(out, options_of(session, (), False, {})):
            session.say(f"已删除 {out} 里生成的文件", f"removed what was built in {out}")
        elif out.exists():
            session.say(f"{out} 里没有本工具的清单，未删除", f"{out} has no manifest of this toolkit: left alone")
            return exits.OUTPUT
        return exits.OK

    run(settings, body)


def out_folder(session: Session) -> Path:
    """Returns the output folder: the one given, else `out/` in the workspace."""
    return session.settings.out or session.root / "out"


def produce(session: Session, sections: tuple[str, ...], dealers: tuple[str, ...] = ()) -> int:
    """Checks, plans, renders and publishes the wanted sections; returns the exit code."""
    judged = session.judged()
    settings = session.settings
    unknown = [dealer for dealer in dealers if dealer not in judged.network.ids("dealer")]
    if unknown:
        near = nearest(unknown[0], judged.network.ids("dealer"))
        words = Text(
            f"没有经销商 {unknown[0]}" + (f"；是不是 {near}？" if near else ""),
            f"no dealer {unknown[0]}" + (f"; did you mean {near}?" if near else ""),
        )
        raise click.UsageError(words.within(settings.lang))
    if has_errors(judged.problems, strict=settings.strict) and not settings.keep_going:
        session.tell(judged.problems)
        session.say(
            "数据有错误，没有生成；加 --keep-going 可先生成其余部分",
            "errors in the data: nothing was built; --keep-going builds the rest",
        )
        return exits.PROBLEMS
    templates = pipeline.templates_of(session.tree)
    source, commit = session.source()
    standing = published(out_folder(session))
    history = session.history() if "site" in sections else NO_HISTORY
    artifacts, collided = pipeline.make(
        judged, sections, source, lambda name: templates.text(name).encode(), standing, history
    )
    if collided:
        session.tell(collided)
        return exits.PROBLEMS
    wanted = tuple(a for a in artifacts if not dealers or any(f"/{dealer}/" in a.path for dealer in dealers))
    report = pipeline.build(
        templates,
        wanted,
        out_folder(session),
        options_of(session, sections, bool(dealers), pipeline.stamp(judged, commit)),
    )
    return _told(session, judged.problems, wanted, report)


def options_of(session: Session, sections: tuple[str, ...], partial: bool, stamp: dict[str, str]) -> Options:
    """Returns how to publish, as the global options say."""
    settings = session.settings
    options = Options(
        keep_going=settings.keep_going,
        wait=settings.wait,
        stamp=stamp,
        root=session.root,
        sections=sections,
        partial=partial,
        sources=tuple(session.root / name for name in ("content", "dealers", "templates", "private")),
        confirm=session.changed,
        progress=_progress(session),
    )
    return replace(options, workers=settings.jobs) if settings.jobs else options


def _progress(session: Session) -> Callable[[int, int, str], None] | None:
    stream = sys.stderr
    if not stream.isatty():
        return None

    def show(done: int, total: int, path: str) -> None:
        stream.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
        stream.flush()

    return show


def _told(session: Session, found: tuple[Problem, ...], wanted: tuple[Artifact, ...], report: Report) -> int:
    session.tell((*found, *report.problems))
    out = out_folder(session)
    built, reused, failed = len(report.built), len(report.reused), len(report.failed)
    session.say(
        f"{out}：新生成 {built}，沿用 {reused}，失败 {failed}，共 {len(wanted)} 个文件",
        f"{out}: {built} built, {reused} reused, {failed} failed, {len(wanted)} files in all",
    )
    failing = failed or report.withheld or has_errors(found, strict=session.settings.strict)
    return exits.PROBLEMS if failing else exits.OK
