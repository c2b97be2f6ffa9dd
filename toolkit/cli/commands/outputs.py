"""The commands that make outputs: `site`, those of the catalogue's sections, `all`; and `clean`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
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
from toolkit.site.reports import SECTION as REPORTS
from toolkit.sources.history import NO_HISTORY
from toolkit.topics.catalogue import TOPICS

SECTIONS = (
    "site",
    REPORTS,
    *dict.fromkeys(section for topic in TOPICS for section in topic.sections),
)
"""All sections that this house can make: the site and the network reports, and what the topics of the catalogue declare."""
PERIOD = re.compile(r"\d{4}(?:Q[1-4]|H[12]|-(?:0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Making:
    """A command that makes sections: its name, what it makes, its help in both languages, and what may be named after it.

    `along` are sections that its bundles take members from. It is offered once a topic declares its sections.
    """

    name: str
    sections: tuple[str, ...]
    words: str
    along: tuple[str, ...] = ()
    dealers: bool = True
    periods: bool = False


MAKINGS = (
    Making(
        "screening",
        ("screening",),
        "生成筛选报告、考察表、差异报告和候选人比较 · screening reports, visit forms, difference reports, comparisons.",
    ),
    Making(
        "contract",
        ("contracts", "minutes"),
        "生成合同 PDF 和谈判纪要；不写编号则为所有有条款的经销商 · contract PDFs and minutes of negotiations, of all dealers that have terms when none is named.",
    ),
    Making(
        "onboarding",
        ("onboarding",),
        "生成赋能启动包：目录和压缩包 · onboarding kits, a folder and a zip for each dealer.",
        along=("contracts",),
    ),
    Making(
        "evaluation",
        ("evaluations",),
        "生成季度考核报告 · quarterly evaluations, of all quarters and dealers when none is named.",
        periods=True,
    ),
    Making(
        "plan",
        ("plans",),
        "生成改进计划（供双方）和策略卡（仅供我方） · improvement plans for both sides, strategy cards for us.",
    ),
    Making(
        "meeting",
        ("meetings",),
        "生成季度回顾资料和经销商大会资料 · packs for quarterly reviews and dealer conferences.",
        periods=True,
    ),
    Making(
        "brief",
        ("briefs",),
        "生成上月的经销商数据简报 · the data brief of the last month for each dealer.",
        periods=True,
    ),
    Making("report", ("reports",), "生成网络报告 · network reports.", dealers=False, periods=True),
    Making(
        "portal",
        ("portals",),
        "生成经销商资料包：离线网页和压缩包 · a bundle for each dealer: pages to open offline, and a zip.",
    ),
)
"""A new section needs a row here and nothing else."""


@click.command()
@takes_settings
def site(settings: Settings) -> None:
    """生成手册网站 · build the handbook site."""
    run(settings, lambda session: produce(session, ("site",)))


def command_of(making: Making) -> click.Command:
    """Returns the command that makes these sections, with the arguments that it takes."""

    @takes_settings
    def body(settings: Settings, names: tuple[str, ...] = ()) -> None:
        periods = tuple(name for name in names if making.periods and PERIOD.fullmatch(name))
        dealers = tuple(name for name in names if name not in periods)
        if dealers and not making.dealers:
            words = Text(f"{dealers[0]} 不是期间，写法如 2026Q3", f"{dealers[0]} is no period such as 2026Q3")
            raise click.UsageError(words.within(settings.lang))
        run(settings, lambda session: produce(session, (*making.sections, *making.along), dealers, periods))

    given = " ".join((*(["[PERIOD]"] if making.periods else []), *(["[DEALER]..."] if making.dealers else [])))
    command = click.command(name=making.name, help=making.words)(body)
    command.params.insert(0, click.Argument(["names"], nargs=-1, metavar=given))
    return command


COMMANDS = tuple(command_of(making) for making in MAKINGS if {*making.sections, *making.along} <= set(SECTIONS))
"""The commands of the sections that the catalogue has."""


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


def produce(
    session: Session, sections: tuple[str, ...], dealers: tuple[str, ...] = (), periods: tuple[str, ...] = ()
) -> int:
    """Checks, plans, renders and publishes the wanted sections; returns the exit code."""
    judged = session.judged()
    settings = session.settings
    _known(session, judged.network.ids("dealer"), dealers)
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
    wanted = tuple(each for each in artifacts if _names(each.path, dealers) and _names(each.path, periods))
    if not wanted and "contracts" in sections:
        session.say(
            "没有一家经销商有写完的合同条款，所以没有合同：先补齐未完成的档案（check 列出缺什么），再 new contract dealer=编号",
            "no dealer has finished terms, so there is no contract: finish the profiles (check lists what they lack), then new contract dealer=ID",
        )
    report = pipeline.build(
        templates,
        wanted,
        out_folder(session),
        replace(
            options_of(session, sections, bool(dealers or periods), pipeline.stamp(judged, commit)),
            inputs=pipeline.inputs_of(judged.network),
        ),
    )
    return _told(session, judged.problems, wanted, report)


def _known(session: Session, ids: tuple[str, ...], dealers: tuple[str, ...]) -> None:
    """Raises click.UsageError, with the nearest id, for a dealer that is not there."""
    for dealer in dealers:
        if dealer not in ids:
            near = nearest(dealer, ids)
            words = Text(
                f"没有经销商 {dealer}" + (f"；是不是 {near}？" if near else ""),
                f"no dealer {dealer}" + (f"; did you mean {near}?" if near else ""),
            )
            raise click.UsageError(words.within(session.settings.lang))


def _names(path: str, wanted: tuple[str, ...]) -> bool:
    """Whether a folder or file of the path is named after one of `wanted`, alone or with something behind; all are without any."""
    parts = path.split("/")
    return not wanted or any(re.match(rf"{re.escape(name)}(?![0-9A-Za-z])", part) for name in wanted for part in parts)


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
