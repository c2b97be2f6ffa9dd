"""The whole of a review as one value: what changes, what follows, whose approval it needs, and whether it may go in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figures
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.review.approvals import Approval, ApprovalNeed, approvals, needs, policy_of, settled
from toolkit.review.change import Change, digest_of_changes
from toolkit.review.changes import changes, file_changes
from toolkit.review.consequence import GROUPS, Consequence
from toolkit.review.figures import MONEY, moved_deadlines, moved_figures
from toolkit.review.ground import moved_overlaps, moved_problems, unheard
from toolkit.review.papers import papers_again
from toolkit.review.reach import documents, reached
from toolkit.review.renames import renames
from toolkit.review.side import Side
from toolkit.review.worse_versions import worse_versions
from toolkit.sources.commits import Commit


@dataclass(frozen=True, slots=True)
class Review:
    """A change judged. `digest` is what approvals are bound to; `problems` are those of the head; `notes` tell what was not seen."""

    base: str
    head: str
    as_of: tuple[str, str]
    digest: str
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]
    needs: tuple[ApprovalNeed, ...]
    approvals: tuple[Approval, ...]
    problems: tuple[Problem, ...]
    has_policy: bool
    notes: tuple[Text, ...] = ()

    @property
    def missing(self) -> tuple[ApprovalNeed, ...]:
        """Returns the approvals that nobody has given yet."""
        return tuple(need for need in self.needs if not need.is_given)

    @property
    def errors(self) -> int:
        """Returns how many errors the head has, old ones too: what cannot be read cannot be reviewed."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def unheard(self) -> tuple[Consequence, ...]:
        """Returns the changes to a dealer's disadvantage without a record that it was told or asked."""
        return tuple(row for row in self.consequences if row.group == "notice" and row.fails)

    @property
    def passes(self) -> bool:
        """Returns whether the change may go in: no error, no approval and no notice missing."""
        return not (self.missing or self.errors or self.unheard)

    @property
    def verdict(self) -> str:
        """Returns `pass` or `fail`."""
        return "pass" if self.passes else "fail"

    def counts(self) -> dict[str, int]:
        """Returns the numbers of the first screen."""
        ops = Counter(change.op for change in self.changes)
        groups = Counter(row.group for row in self.consequences)
        return {
            "changes": len(self.changes),
            "records": len({(change.kind, change.id) for change in self.changes}),
            **{op: ops[op] for op in ("added", "removed", "renamed", "changed", "ordered")},
            **{group: groups[group] for group in GROUPS},
            "errors": self.errors,
            "approvals_needed": len(self.needs),
            "approvals_missing": len(self.missing),
        }

    def money(self) -> tuple[tuple[str, Text, Decimal], ...]:
        """Returns by how much the dealers' amounts of each sort grow or shrink together, in yuan: name, words, sum."""
        sums: dict[str, Decimal] = {}
        for row in self.consequences:
            if row.name in MONEY and row.difference:
                sums[row.name] = sums.get(row.name, Decimal(0)) + row.difference
        return tuple((name, words, sums[name]) for name, words in MONEY.items() if name in sums)

    def of(self, group: str) -> tuple[Consequence, ...]:
        """Returns the consequences of one sort."""
        return tuple(row for row in self.consequences if row.group == group)


@dataclass(frozen=True, slots=True)
class Around:
    """What a review asks of the rooms above: which figures there are, and what the templates of both sides say.

    `commits` takes the keys of those who may sign and returns the commits between the two sides.
    """

    figures: Figures
    commits: Callable[[tuple[tuple[str, str], ...]], tuple[Commit, ...]] = lambda keys: ()
    templates: tuple[str, ...] = ()
    template: Callable[[str], str] = lambda name: ""
    notes: tuple[Text, ...] = ()


def reviewed(old: Side, new: Side, around: Around) -> Review:
    """Returns the review of what changes from one side to the other."""
    moved = renames(old.network, new.network)
    titles = titles_of(new.network, old.network)
    changed = (*changes(old.network, new.network, moved, titles), *file_changes(old.files, new.files))
    digest = digest_of_changes(changed)
    policy = policy_of(old.network, old.as_of)
    keys = tuple((row.staff, row.key) for row in policy.signers) if policy else ()
    given = approvals(around.commits(keys), digest, policy, old.network, old.as_of, new.network)
    return Review(
        old.label,
        new.label,
        (old.as_of.isoformat(), new.as_of.isoformat()),
        digest,
        changed,
        tuple(_consequences(old, new, changed, moved, around)),
        settled(needs(policy, changed), given),
        given,
        new.problems,
        policy is not None,
        around.notes,
    )


def _consequences(
    old: Side, new: Side, changed: tuple[Change, ...], moved: dict[tuple[str, str], str], around: Around
) -> Iterator[Consequence]:
    rows: Iterable[Consequence] = (
        *moved_figures(old, new, around.figures, moved),
        *moved_overlaps(old, new, moved),
        *papers_again(old, new, moved),
        *reached(old, new, changed, around.figures),
        *documents(new, changed, around.templates, around.template),
        *unheard(old, new, changed),
        *worse_versions(old, new, changed),
        *moved_deadlines(old, new, moved),
        *moved_problems(old, new),
    )
    order = {group: place for place, group in enumerate(GROUPS)}
    return iter(sorted(rows, key=lambda row: order[row.group]))


def titles_of(*networks: Network) -> Callable[[str, str, str], str]:
    """Returns what names records, by the first network that has them, so that a changed reference reads as what it means.

    Persons stay ids.
    """

    def titled(kind: str, key: str, locale: str) -> str:
        entry = next((found for network in networks if (found := network.named(kind, key)) is not None), None)
        name = _name(entry.record) if entry is not None and kind not in ("contact", "staff") else None
        return name.within("en" if locale == "en" else "zh") if name else key

    return titled


def _name(record: Record) -> Text | None:
    held = vars(record).get("name")
    return held if isinstance(held, Text) else Text(held) if isinstance(held, str) else None
