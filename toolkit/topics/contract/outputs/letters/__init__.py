"""Letters and short agreements beside the contracts: each only when the records ask for it, and a reason where none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.topics.company.records import Company
from toolkit.topics.contract.outputs.letters.accounts import dunnings, reconciliations
from toolkit.topics.contract.outputs.letters.amending import amendment_papers
from toolkit.topics.contract.outputs.letters.ending import endings
from toolkit.topics.contract.outputs.letters.granting import authorisations
from toolkit.topics.contract.outputs.letters.letter import Desk, Letter, letter_path, planned
from toolkit.topics.contract.outputs.letters.rectification import rectifications
from toolkit.topics.contract.outputs.letters.rescission import rescissions
from toolkit.topics.contract.rules import letter_names as names
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import current
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.topic import Now

__all__ = ["KINDS", "Desk", "Letter", "LetterKind", "desk_of", "letter_path", "letters"]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter: how it is called and numbered, what writes it, and why there is none when it writes nothing."""

    named: names.LetterName
    write: Callable[[Desk], Iterable[Letter]]
    absent: Text

    @property
    def id(self) -> str:
        """Returns its id."""
        return self.named.id

    @property
    def name(self) -> Text:
        """Returns its name."""
        return self.named.name


KINDS = (
    LetterKind(names.AUTHORISATION, authorisations, Text("没有生效的合同", "no contract is in force")),
    LetterKind(names.AMENDMENT, amendment_papers, Text("没有补充协议的记录", "no amendment is on record")),
    LetterKind(names.RECONCILIATION, reconciliations, Text("没有已冻结的季度往来，或往来均为零（款到发货）", "no frozen quarter has receivables (or all are zero: prepaid)")),
    LetterKind(names.DUNNING, dunnings, Text("最近一个已冻结的季度没有逾期", "nothing was overdue in the last frozen quarter")),
    LetterKind(names.RECTIFICATION, rectifications, Text("没有终局认定的案件，也没有进行中的改进计划", "no final case against the dealer and no plan that runs")),
    LetterKind(names.ENDING, endings, Text("没有决定退出的记录", "no exit is decided")),
    LetterKind(names.RESCISSION, rescissions, Text("没有登记在案、仍可行使的解除事由", "no ground is on record that can still be used")),
)  # fmt: skip
"""All kinds, in the order of a cooperation. None of them is sent by the toolkit."""


def letters(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the letters of every dealer, one PDF each."""
    tree = regions(views.public)
    for profile in views.internal.all(DealerProfile):
        desk = desk_of(views, now, profile.id, tree)
        if desk is not None:
            for kind in KINDS:
                for letter in kind.write(desk):
                    yield planned(desk, letter, now.stamp)


def desk_of(views: Views, now: Now, dealer: str, tree: Regions) -> Desk | None:
    """Returns what letters to a dealer are written from; None without a company record."""
    view = views.of_dealer(dealer, "full")
    company = view.only(Company)
    if company is None:
        return None
    governing = current(contracts_on(view, dealer, now.as_of), now.as_of)
    return Desk(view, now.as_of, company, view.get(DealerProfile, dealer), governing, tree)
