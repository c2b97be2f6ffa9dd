"""Makes what is not yet there: finishes jobs, asks the cache, hands papers to the crew, writes what is new to the
stage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.plan.artifact import Artifact, Job, PdfJob
from toolkit.plan.bundle import BundleJob, CopyJob, Member
from toolkit.publish.cache import Cache, cache_key
from toolkit.publish.crew import Answer, Crew, Loss
from toolkit.publish.gathering import Source, bytes_of, is_gathered, key_of, members_of, wrong_members
from toolkit.publish.live import Standing
from toolkit.publish.manifest import Entry
from toolkit.publish.paths import refusal, taken
from toolkit.publish.problems import BAD_PATH, TAKEN_PATH
from toolkit.publish.report import Done, Failure, Options, Why
from toolkit.publish.stage import Stage
from toolkit.render.paper import Paper, PaperError


class Renderer(Protocol):
    """Turns jobs into finished bytes, or into a paper that still has to be laid out. Passed in by the pipeline."""

    def finish(self, job: Job) -> bytes | Paper:
        """Returns the file's bytes, or a PDF's finished HTML with all it needs. Raises PaperError for this job only."""


@dataclass(slots=True)
class Draft:
    """A section in the making: files taken over from the live one, files new in the stage, and outputs that failed.

    `left` are those that a partial run did not name and that stay as they were.
    """

    kept: dict[str, Entry] = field(default_factory=dict)
    new: dict[str, Entry] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def entries(self) -> dict[str, Entry]:
        """Returns the manifest that the section will have."""
        return self.kept | self.new


@dataclass(frozen=True, slots=True)
class Made:
    """The drafts by section, and what happened to each artifact, in the order of the plan."""

    drafts: Mapping[str, Draft]
    outcomes: tuple[Done | Failure, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paper that the crew is working on: where its bytes go in the cache, and what it is made from."""

    key: str
    recipe: str


def refused_paths(artifacts: Sequence[Artifact]) -> dict[int, Problem]:
    """Returns the artifacts, by their number in the plan, that may not be written where they want to be."""
    found: dict[int, Problem] = {}
    clashes = taken(artifact.path for artifact in artifacts)
    seen: set[str] = set()
    for ticket, artifact in enumerate(artifacts):
        path = artifact.path
        if why := refusal(path):
            found[ticket] = BAD_PATH.at(_origin(artifact), path=path, why=why)
        elif path in clashes and (path in seen or clashes[path] != path):
            found[ticket] = TAKEN_PATH.at(_origin(artifact), path=path, other=clashes[path])
        seen.add(path)
    return found


class Making:
    """Goes once through the plan. Papers go first, so that the crew works while the main process finishes pages."""

    def __init__(
        self,
        artifacts: Sequence[Artifact],
        refused: Mapping[int, Problem],
        standings: Mapping[str, Standing],
        renderer: Renderer,
        tools: tuple[Stage, Cache, Crew],
        options: Options,
    ) -> None:
        self._artifacts = artifacts
        self._refused = refused
        self._standings = standings
        self._renderer = renderer
        self._stage, self._cache, self._crew = tools
        self._options = options
        self._drafts = {name: Draft() for name in standings}
        self._outcomes: dict[int, Done | Failure] = {}
        self._wanted: dict[int, _Wanted] = {}
        self._planned = frozenset(each.path for each in artifacts)
        self._bundles = frozenset(each.path for each in artifacts if isinstance(each.job, BundleJob))

    def run(self) -> Made:
        """Returns what was made. Raises OutputProblem when the disk gives out, EngineMissing without an engine."""
        for ticket, problem in self._refused.items():
            self._fail(ticket, problem)
        papers: deque[int] = deque()
        others: deque[int] = deque()
        gathered: list[int] = []
        for ticket, artifact in enumerate(self._artifacts):
            if ticket not in self._outcomes:
                last = gathered if is_gathered(artifact) else others
                (papers if isinstance(artifact.job, PdfJob) else last).append(ticket)
        while papers or others or self._crew.busy:
            if papers and self._crew.room:
                self._begin(papers.popleft())
            elif others:
                self._begin(others.popleft())
            patient = not others and not (papers and self._crew.room)
            for answer in self._crew.collect(patient=patient):
                self._deliver(answer)
        for ticket in sorted(gathered, key=lambda each: isinstance(self._artifacts[each].job, BundleJob)):
            self._gather(ticket)  # copies first: a bundle may hold one
        return Made(self._drafts, tuple(self._outcomes[ticket] for ticket in sorted(self._outcomes)))

    def _begin(self, ticket: int) -> None:
        artifact = self._artifacts[ticket]
        old = self._standing(artifact)
        recipe = self._options.recipe(artifact) if self._options.recipe is not None else ""
        if old is not None and recipe and (old.recipe, old.audience) == (recipe, artifact.audience):
            self._keep(ticket, old)
            return
        try:
            finished = self._renderer.finish(artifact.job)
            key = "" if isinstance(finished, bytes) else cache_key(finished.key(), artifact.audience)
        except PaperError as error:
            self._fail(ticket, *error.problems)
            return
        wanted = _Wanted(key, recipe)
        if isinstance(finished, bytes):
            self._take(ticket, finished, wanted, self._why_built(artifact))
        elif old is not None and old.key == key:
            self._keep(ticket, old._replace(recipe=recipe))
        elif (cached := self._cache.get(key)) is not None:
            self._take(ticket, cached, wanted, "cache")
        else:
            self._wanted[ticket] = wanted
            self._crew.submit(ticket, finished)

    def _deliver(self, answer: Answer) -> None:
        wanted = self._wanted.pop(answer.ticket)
        artifact = self._artifacts[answer.ticket]
        match answer.result:
            case bytes() as data:
                self._cache.put(wanted.key, data)
                self._take(answer.ticket, data, wanted, self._why_built(artifact))
            case Loss() as loss:
                self._fail(answer.ticket, loss.at(_origin(artifact)))
            case problems:
                self._fail(answer.ticket, *problems)

    def _gather(self, ticket: int) -> None:
        """Makes an output of others, unless those are the same as when it was made."""
        artifact = self._artifacts[ticket]
        job = artifact.job
        assert isinstance(job, CopyJob | BundleJob)
        members = members_of(job, self._planned)
        found = {member.path: source for member in members if (source := self._source(member)) is not None}
        if problems := tuple(wrong_members(artifact, members, found, self._bundles)):
            self._fail(ticket, *problems)
            return
        sources = tuple(found[member.path] for member in members)
        key = key_of(artifact, sources)
        old = self._standing(artifact)
        if old is not None and old.key == key:
            self._keep(ticket, old)
        else:
            data = bytes_of(job, sources, self._stage)
            self._take(ticket, data, _Wanted(key, ""), self._why_built(artifact))

    def _source(self, member: Member) -> Source | None:
        """A member as this run has it; None for one that it has not, or not any more."""
        draft = self._drafts.get(member.path.partition("/")[0], Draft())
        entry = draft.entries.get(member.path)
        return None if entry is None else Source(member, entry, member.path in draft.new)

    def _take(self, ticket: int, data: bytes, wanted: _Wanted, why: Why) -> None:
        """Has the bytes of an output: the live file is taken over if it is the same, otherwise a new one is written."""
        artifact = self._artifacts[ticket]
        digest = digest_bytes(data)
        old = self._standing(artifact)
        if old is not None and old.sha256 == digest:
            self._keep(ticket, old._replace(key=wanted.key, recipe=wanted.recipe))
            return
        entry = Entry(artifact.path, digest, len(data), artifact.audience, artifact.because, wanted.key, wanted.recipe)
        self._drafts[artifact.section].new[artifact.path] = self._stage.add(entry, data)
        self._conclude(ticket, Done(artifact.path, why))

    def _keep(self, ticket: int, entry: Entry) -> None:
        artifact = self._artifacts[ticket]
        entry = entry._replace(audience=artifact.audience, because=artifact.because)
        self._drafts[artifact.section].kept[artifact.path] = entry
        self._conclude(ticket, Done(artifact.path, "same"))

    def _fail(self, ticket: int, *problems: Problem) -> None:
        artifact = self._artifacts[ticket]
        if artifact.section in self._drafts:
            self._drafts[artifact.section].failed.append(artifact.path)
        self._conclude(ticket, Failure(artifact.path, problems))

    def _conclude(self, ticket: int, outcome: Done | Failure) -> None:
        self._outcomes[ticket] = outcome
        if self._options.progress is not None:
            self._options.progress(len(self._outcomes), len(self._artifacts), outcome.path)

    def _standing(self, artifact: Artifact) -> Entry | None:
        return self._standings[artifact.section].intact.get(artifact.path)

    def _why_built(self, artifact: Artifact) -> Why:
        standing = self._standings[artifact.section]
        if artifact.path not in standing.section.entries:
            return "new"
        return "changed" if artifact.path in standing.intact else "damaged"


def _origin(artifact: Artifact) -> Origin:
    return Origin(artifact.because[0] if artifact.because else artifact.path)
