"""Outputs made of other outputs of the same run: who their members are, whether they may be, and the bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.digest import digest_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.plan.artifact import Artifact, Audience
from toolkit.plan.bundle import BundleJob, CopyJob, Member
from toolkit.publish.manifest import Entry
from toolkit.publish.paths import refusal, taken
from toolkit.publish.problems import MEMBER
from toolkit.publish.stage import Stage
from toolkit.render.bundle import FORMAT, zipped

_WIDER: dict[str, int] = {"public": 0, "dealer": 1, "internal": 2}


@dataclass(frozen=True, slots=True)
class Source:
    """A member as the run has it: its entry, and whether it stands in the stage or is taken over from the live section."""

    member: Member
    entry: Entry
    new: bool


def is_gathered(artifact: Artifact) -> bool:
    """Returns whether an output is made of others, and therefore after them."""
    return isinstance(artifact.job, CopyJob | BundleJob)


def members_of(job: CopyJob | BundleJob, planned: Collection[str]) -> tuple[Member, ...]:
    """Returns what an output is made of: a copy of one member, a bundle of all but the optional ones that nobody planned."""
    if isinstance(job, CopyJob):
        return (Member("", job.path),)
    return tuple(member for member in job.members if not member.optional or member.path in planned)


def wrong_members(
    artifact: Artifact, members: tuple[Member, ...], found: Mapping[str, Source], bundles: Collection[str]
) -> Iterator[Problem]:
    """Yields why an output cannot be made of its members: one is not there, may not be seen, or has no fit name."""
    if isinstance(artifact.job, BundleJob):
        yield from _wrong_names(artifact, members)
    for member in members:
        source = found.get(member.path)
        if member.path in bundles:
            yield _told(artifact, member.path, Text("它本身是压缩包", "it is a bundle itself"))
        elif source is None:
            yield _told(artifact, member.path, Text("本次没有生成它", "this run did not make it"))
        elif _WIDER[source.entry.audience] > _WIDER[artifact.audience]:
            yield _told(artifact, member.path, _hidden(source.entry.audience, artifact.audience))


def _wrong_names(artifact: Artifact, members: tuple[Member, ...]) -> Iterator[Problem]:
    """A name that could leave the folder into which somebody unpacks, or that two members share in any case."""
    clashes = taken(f"zip/{member.name}" for member in members)
    seen: set[str] = set()
    for member in members:
        name = f"zip/{member.name}"
        if why := refusal(name):
            yield _told(artifact, member.name, why)
        elif member.name.casefold() in seen or name in clashes:
            yield _told(artifact, member.name, Text("名称与另一成员相同", "another member has its name"))
        seen.add(member.name.casefold())


def key_of(artifact: Artifact, sources: tuple[Source, ...]) -> str:
    """Returns the digest of all that decides the bytes: the names and digests of the members, and the format."""
    rows = [(source.member.name, source.entry.sha256) for source in sources]
    return digest_of((FORMAT, artifact.audience, type(artifact.job).__name__, rows))


def bytes_of(job: CopyJob | BundleJob, sources: tuple[Source, ...], stage: Stage) -> bytes:
    """Returns the bytes of a copy or a bundle. Raises OutputProblem for a member that the disk no longer gives."""
    if isinstance(job, CopyJob):
        return stage.bytes_of(sources[0].entry, new=sources[0].new)
    return zipped((source.member.name, stage.bytes_of(source.entry, new=source.new)) for source in sources)


def _told(artifact: Artifact, member: str, why: Text) -> Problem:
    origin = Origin(artifact.because[0] if artifact.because else artifact.path)
    return MEMBER.at(origin, path=artifact.path, member=member, why=why)


def _hidden(member: str, bundle: Audience) -> Text:
    return Text(f"它只给 {member} 看，这里给 {bundle}", f"it is for {member} only, and this one is for {bundle}")
