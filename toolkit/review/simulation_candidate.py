"""The version of a policy that a simulation tries: a later one of the workspace, or one that somebody has written in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.file_records import file_records
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry, Network
from toolkit.network.policy import GAP, OVERLAP, Policy
from toolkit.sources.document import Locator
from toolkit.sources.places import read_places
from toolkit.sources.tree import MemoryTree
from toolkit.sources.yaml_text import read_yaml

MARK = "*"
"""What sets the tried version apart from one of the same name; no version that a file may name ends so."""
NO_POLICY = ProblemKind(
    "SIM001",
    "error",
    Text("没有政策 {name}", "there is no policy {name}"),
    Text("{advice}", "{advice}"),
    manual="`build simulate POLICY` takes the id of a policy, `dealer-evaluation`, or one of its versions, `dealer-evaluation@2026-1`."
    "中文：build simulate 接受政策编号，如 dealer-evaluation，或它的某一版，"
    "如 dealer-evaluation@2026-1。",
)
NOT_READ = ProblemKind(
    "SIM002",
    "error",
    Text("{path} 不是政策 {name} 的一个版本", "{path} is no version of the policy {name}"),
    Text("文件要写与该政策相同的 id，并有自己的 version", "the file gives the policy's id, and a version of its own"),
    manual="The file of `--with` is written like any version of the policy; it need not lie in the workspace."
    "中文：用 --with 给出的文件写法与该政策的任何一版相同，可以不放在工作区里。",
)
PROBLEMS = (NO_POLICY, NOT_READ)
OF_DATES = frozenset((OVERLAP.code, GAP.code))
"""A tried version has the days of the simulation: its own do not matter."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The version that is tried: its kind, its entry, and how it is told: `dealer-evaluation@2026-1` and where it comes from."""

    kind: Kind
    entry: Entry
    source: str

    @property
    def policy(self) -> Policy:
        """Returns the version itself."""
        return self.entry.record  # type: ignore[return-value]


def versions_of(network: Network, policy: str) -> tuple[Entry, ...]:
    """Returns the versions of a policy, the earliest first; nothing for an id that no policy has."""
    found = (entry for entry in network.entries() if isinstance(entry.record, Policy) and entry.record.id == policy)
    return tuple(sorted(found, key=lambda entry: (entry.record.effective_from, entry.record.version)))


def candidate(
    network: Network, name: str, file: tuple[str, bytes] | None = None
) -> tuple[Candidate | None, tuple[Problem, ...]]:
    """Returns the version to try, `id` (its newest) or `id@version`, or that of a file (path and bytes); else what is wrong."""
    policy, _, version = name.partition("@")
    held = versions_of(network, policy)
    if not held:
        known = sorted({entry.record.id for entry in network.entries() if isinstance(entry.record, Policy)})
        near = nearest(policy, known)
        advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else Text("、".join(known), ", ".join(known))
        return None, (NO_POLICY.at(Origin("content/policies"), name=policy, advice=advice),)
    if file is not None:
        return _of_file(held[-1], network, *file)
    found = held[-1] if not version else next((e for e in held if e.id == f"{policy}@{version}"), None)
    if found is None:
        names = ", ".join(entry.id for entry in held)
        advice = Text(f"已有的版本：{names}", f"the versions are: {names}")
        return None, (NO_POLICY.at(Origin("content/policies"), name=name, advice=advice),)
    return Candidate(found.kind, found, found.document.path), ()


def _of_file(newest: Entry, network: Network, path: str, data: bytes) -> tuple[Candidate | None, tuple[Problem, ...]]:
    """The one record of a file, read as if it lay beside the versions that there are."""
    document, problems = read_yaml(path, data)
    said = document.data if document is not None and isinstance(document.data, dict) else {}
    wanted = str(vars(newest.record)["id"])
    if document is None or said.get("id") != wanted or not isinstance(said.get("version"), str):
        return None, problems or (NOT_READ.at(Origin(path), path=path, name=wanted),)
    beside = f"{newest.document.path.rpartition('/')[0]}/{said['version']}.yaml"
    tree = MemoryTree({beside: data})
    read = file_records(tree, network.kinds, beside, Locator(tree, read_places))
    moved = tuple(replace(row, origin=row.origin._replace(path=path)) for row in read.problems)
    if len(read.entries) != 1:
        return None, moved or (NOT_READ.at(Origin(path), path=path, name=wanted),)
    return Candidate(newest.kind, read.entries[0], path), moved


def faults(network: Network, tried: Candidate, checks: Callable[[Network], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """Returns what the checks find wrong in the tried version, as if it were the only one of its policy."""
    others = {entry.id for entry in versions_of(network, tried.policy.id)}
    beside = (e for e in network.entries() if e.kind.name != tried.kind.name or e.id not in others)
    alone = network.made_of((*beside, tried.entry))
    found = (row for row in checks(alone) if row.record == tried.policy.reference and row.code not in OF_DATES)
    return tuple(replace(row, origin=row.origin._replace(path=tried.source)) for row in found)
