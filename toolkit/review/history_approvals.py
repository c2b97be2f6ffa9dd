"""Which approvals came with the commits of a history: counted as a review counts them, each by the rules that stood before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from toolkit.network.kinds import Kinds
from toolkit.network.load import Reading
from toolkit.network.network import Network
from toolkit.review.approvals import RECORDS, TRAILER, Approval, approvals, keys_of, policy_of
from toolkit.review.change import digest_of_changes
from toolkit.review.history import DealerHistory, Entry, part_of, typed
from toolkit.review.reading import shared
from toolkit.sources.commits import Commit, commits
from toolkit.sources.log import Line, Touch, approving, contents, differing, listed, main_line
from toolkit.topics.company.records import Workspace

GROUND = ("content/policies/company/approvals", "content/approvals", "content/staff.yaml", "content/workspace.yaml")
"""What says whose approval counts: the rules and the keys, the staff, the approvals that are records, and the day."""
BACK = 8
"""How many commits of a straight line are looked at before and after one, for the approval that it belongs to."""


@dataclass(slots=True)
class _Asked:
    """What was worked out already, since many commits came by one merge."""

    root: Path
    kinds: Kinds
    line: Line
    marked: frozenset[str]
    reading: Reading = field(default_factory=shared)
    digests: dict[tuple[Touch, ...], str] = field(default_factory=dict)
    grounds: dict[tuple[tuple[str, str], ...], Network] = field(default_factory=dict)
    given: dict[tuple[str, str], tuple[Approval, ...]] = field(default_factory=dict)


def with_approvals(root: Path, found: DealerHistory, kinds: Kinds) -> DealerHistory:
    """Returns the history with the approvals of each commit, and the merge that brought it."""
    if not found.entries:
        return found
    line = main_line(root)
    asked = _Asked(root, kinds, line, approving(root, TRAILER, RECORDS.strip("/")))
    within: dict[str, list[str]] = {}
    for name, merge in line.brought.items():
        within.setdefault(merge, []).append(name)
    places = {name: place for place, name in enumerate(line.main)}
    rows = []
    for row in found.entries:
        brought = line.brought.get(row.commit.id, "")
        ranges = _ranges(asked, row, brought, within, places)
        rows.append(replace(row, approvals=_counted(asked, row, ranges), brought=brought))
    return replace(found, entries=tuple(rows))


def _counted(asked: _Asked, row: Entry, ranges: Iterable[tuple[str, str]]) -> tuple[Approval, ...]:
    """The approvals of the first change that one fits; else those that stand with the commit although none fits it."""
    beside: tuple[Approval, ...] = ()
    for number, (base, tip) in enumerate(ranges):
        given = _given(asked, base, tip, row.commit.committed)
        if any(one.standing != "stale" for one in given):
            return tuple(one for one in given if one.standing != "stale")
        if number == 0 and (tip == row.commit.id or tip not in asked.line.main or len(asked.line.parents[tip]) > 1):
            beside = given
    return beside


def _ranges(
    asked: _Asked, row: Entry, brought: str, within: dict[str, list[str]], places: dict[str, int]
) -> Iterator[tuple[str, str]]:
    """The changes, from a commit to a commit, that an approval of this commit may have been for."""
    name, line = row.commit.id, asked.line
    merge = brought or (name if row.is_merge else "")
    if merge:
        if asked.marked.intersection((merge, *within.get(merge, ()))):
            yield line.parents[merge][0], merge
        return
    place = places.get(name)
    if place is None:
        return
    for tip in line.main[place : place + BACK]:
        if tip in asked.marked:
            yield from ((base, tip) for base in reversed(line.main[max(place - BACK, 0) : place]))
        if len(line.parents[tip]) > 1:
            return


def _given(asked: _Asked, base: str, tip: str, day: date) -> tuple[Approval, ...]:
    """The approvals on the commits from `base` to `tip`, each worth what a review of that change would say.

    Of a merge the branch as it was reviewed counts too: the merge itself may bring more.
    """
    key = (base, tip)
    if key not in asked.given:
        ground = _ground(asked, base)
        workspace = ground.only(Workspace)
        when = workspace.as_of if workspace is not None and workspace.as_of is not None else day
        policy = policy_of(ground, when)
        rows: tuple[Commit, ...] = commits(asked.root, base, tip, keys_of(policy))
        found: tuple[Approval, ...] = ()
        for touches in dict.fromkeys(differing(asked.root, base, one) for one in (tip, *asked.line.parents[tip][1:])):
            digest = _digest(asked, touches)
            found = approvals(rows, digest, policy, ground, when, _ground(asked, tip))
            if any(one.standing != "stale" for one in found):
                break
        asked.given[key] = found
    return asked.given[key]


def _ground(asked: _Asked, commit: str) -> Network:
    files = listed(asked.root, commit, GROUND)
    if files not in asked.grounds:
        held = contents(asked.root, (name for _, name in files))
        texts = {path: held[name] for path, name in files if name in held}
        asked.grounds[files] = part_of(texts, asked.kinds, asked.reading)
    return asked.grounds[files]


def _digest(asked: _Asked, touches: tuple[Touch, ...]) -> str:
    """The digest that approvals of this change are bound to, from the files that differ."""
    if touches not in asked.digests:
        held = contents(asked.root, (name for touch in touches for name in (touch.before, touch.after)))
        asked.digests[touches] = digest_of_changes(typed(touches, held, asked.kinds, asked.reading))
    return asked.digests[touches]
