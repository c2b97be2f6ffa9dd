"""One of the two sides of a review: a network with everything that a run makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.kernel.problem import Problem
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.plan.artifact import Artifact


def _nothing() -> tuple[Artifact, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Side:
    """A tree that was read and judged on one day; `label` says which: a commit, or the working folder.

    `files` are the digests of the files that hold no record. `papers` plans the papers and `planned` every output, when they
    are asked for: nothing of either is rendered. Of a side that is not `whole`, only the dealers that a change may touch were read.
    """

    label: str
    network: Network
    results: Results
    problems: tuple[Problem, ...]
    as_of: date
    files: Mapping[str, str] = field(default_factory=dict)
    papers: Callable[[], tuple[Artifact, ...]] = _nothing
    planned: Callable[[], tuple[Artifact, ...]] = _nothing
    whole: bool = True
