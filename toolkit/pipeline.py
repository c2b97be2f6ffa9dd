"""The whole run on one screen: read a tree, judge its network, plan what is made of it, and put it in place.

    bytes → documents → records → Network → Results → checks → Views → plan → HTML → bytes → files

`check` is read and judge; a build is all of it. Reads happen only in `sources`, writes only in `publish`, and the day comes in
as an argument: everything between is functions of values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from toolkit import __version__
from toolkit.kernel.digest import digest_of, short
from toolkit.kernel.problem import Problem, in_order
from toolkit.network.load import READING, Reading, load
from toolkit.network.network import Key, Network
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.collisions import collisions
from toolkit.publish.run import Options, Report, publish
from toolkit.render.html import Finisher, Templates
from toolkit.sources.history import NO_HISTORY, History
from toolkit.sources.tree import Tree, WorkingTree
from toolkit.topics.catalogue import KINDS, TOPICS
from toolkit.topics.company.records import Workspace
from toolkit.topics.topic import Now

if TYPE_CHECKING:
    # Most commands make no page: what arranges pages is loaded by those that do.
    from toolkit.site.shelf import Shelf

SHIPPED = Path(__file__).resolve().parent.parent
"""The folder that holds the shipped `templates/`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A network with its results and everything that is wrong with it, on one day."""

    network: Network
    results: Results
    problems: tuple[Problem, ...]
    as_of: date


def read(
    tree: Tree, reading: Reading = READING, elsewhere: frozenset[Key] = frozenset()
) -> tuple[Network, tuple[Problem, ...]]:
    """Returns the network of a tree, and what was wrong with its files. A part of a workspace names records `elsewhere`."""
    loaded = load(tree, KINDS, reading=reading, elsewhere=elsewhere)
    return loaded.network, loaded.problems


def judge(network: Network, found: tuple[Problem, ...], as_of: date, beside: Results | None = None) -> Judged:
    """Returns what the rules derive and the checks find. Each figure is computed once; everything after reads it.

    Of a part of a network, `beside` is what the dealers of the other parts bring into comparisons.
    """
    results = beside or Results()
    for topic in TOPICS:
        if topic.derive is not None:
            results = results.joined(topic.derive(network, results, as_of))
    checked = (problem for topic in TOPICS for check in topic.checks for problem in check.find(network, results, as_of))
    return Judged(network, results, in_order((*found, *checked)), as_of)


def make(
    judged: Judged,
    sections: Iterable[str],
    source: str,
    asset: Callable[[str], bytes],
    standing: frozenset[str] = frozenset(),
    history: History = NO_HISTORY,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Returns the artifacts of the wanted sections, and a problem for each path that two of them want.

    `source` says what was read; `asset` returns the bytes of a file below `templates/`; `standing` are the output paths
    of earlier runs that stay; `history` tells pages when their files last changed.
    """
    wanted = frozenset(sections)
    views = Views(judged.network, judged.results)
    now = Now(judged.as_of, _stamper(judged.network), source)
    planned: list[Artifact] = []
    for topic in TOPICS:
        if topic.outputs is not None and wanted & set(topic.sections):
            # A topic may share a section with another: only whole sections are made.
            planned.extend(each for each in topic.outputs(views, now) if each.section in wanted)
    if "reports" in wanted:
        from toolkit.site.reports import reports

        planned.extend(reports(views, now, (entry.document.path for entry in judged.network.entries())))
    if "site" in wanted:
        files = standing | {artifact.path for artifact in planned}
        planned.extend(
            artifact for shelf in shelves(judged, source, asset, files, history, views) for artifact in shelf.artifacts
        )
    return tuple(planned), collisions(planned)


def shelves(
    judged: Judged,
    source: str,
    asset: Callable[[str], bytes],
    standing: frozenset[str] = frozenset(),
    history: History = NO_HISTORY,
    views: Views | None = None,
) -> tuple[Shelf, ...]:
    """Returns the site in parts that are made when they are asked for. `standing` are the papers that pages may link to;
    `views` are those of the run, where it has made some already."""
    from toolkit.site.build import site

    now = Now(judged.as_of, _stamper(judged.network), source, standing, history)
    views = views or Views(judged.network, judged.results)
    return tuple(site(views, now, judged.problems, TOPICS, KINDS, asset))


def templates_of(tree: Tree) -> Templates:
    """Returns the templates of a run: the workspace's own, file by file before the shipped ones."""
    return Templates((tree, WorkingTree(SHIPPED)))


def build(templates: Templates, artifacts: tuple[Artifact, ...], out: Path, options: Options) -> Report:
    """Renders what is not yet there and puts each section in place whole, or leaves the old one."""
    return publish(artifacts, Finisher(templates), out, options)


def day_of(network: Network, given: date | None, now: Callable[[ZoneInfo], datetime] = datetime.now) -> date:
    """Returns the as-of date: the one given, else the workspace's, else today in the workspace's time zone."""
    settings = network.only(Workspace)
    if given is not None:
        return given
    if settings is not None and settings.as_of is not None:
        return settings.as_of
    return now(_zone(settings.time_zone if settings is not None else "")).date()


def _zone(name: str) -> ZoneInfo:
    """A zone that nobody knows is told by a check, which needs a day to look from."""
    try:
        return ZoneInfo(name or "Asia/Shanghai")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("Asia/Shanghai")


def stamp(judged: Judged, commit: str) -> dict[str, str]:
    """Returns what manifest.json and the page about the build say of the run."""
    return {"as_of": judged.as_of.isoformat(), "commit": commit, "toolkit": __version__}


def inputs_of(network: Network) -> Callable[[Collection[str]], Mapping[str, str]]:
    """Returns what tells the short digests of files that were read, for the manifest."""
    digests = {entry.document.path: entry.document.digest for entry in network.entries()}
    return lambda paths: {path: short(digests[path]) for path in paths if path in digests}


def _stamper(network: Network) -> Callable[[Iterable[str]], str]:
    digests = {entry.document.path: entry.document.digest for entry in network.entries()}

    def stamp_of(paths: Iterable[str]) -> str:
        return short(digest_of({path: digests[path] for path in paths if path in digests}))

    return stamp_of
