"""The terms in force on a day: a contract with the amendments that have taken effect by then (reference A.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from toolkit.kernel.once import once
from toolkit.kernel.period import Span
from toolkit.network.leaves import Unfitting, rewritten
from toolkit.network.reader import Reader
from toolkit.network.restated import Place, restate, restated
from toolkit.topics.contract.records import Amendment, Contract, Scope
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span

FIXED = (
    "dealer", "contract_no", "template", "language", "draft_version", "status", "contract_type", "company_signatory",
    "dealer_signatory", "sign_method", "signed_on", "signing_place", "ended", "term.start", "term.end",
)  # fmt: skip
"""What no amendment changes: who signed what, and the days by which every rule finds the contract that binds.

A longer term is a renewal, which is a contract of its own; an early end is recorded as `ended`.
"""


def amendments_of(reader: Reader, contract: Contract, *, drafts: bool = False) -> tuple[Amendment, ...]:
    """Returns the signed amendments of a contract, and the drafts if wanted, in the order in which they take effect."""
    own = (row for row in reader.of_dealer(Amendment, contract.dealer) if row.contract == contract.contract_no)
    return tuple(sorted((row for row in own if drafts or row.signed_on is not None), key=_order))


def _order(row: Amendment) -> tuple[date, int, str]:
    return row.effective_on, row.seq, row.id


def amended(contract: Contract, amendments: Iterable[Amendment], day: date) -> Contract:
    """Returns a contract as it stands on a day: with the amendments, drafts too if given, that have taken effect by then.

    Each value knows where it is written, in the contract or in an amendment. One that does not fit is left out as a whole:
    the checks tell of it.
    """
    made, moved = contract, dict[str, Place]()
    for row in sorted((row for row in amendments if row.effective_on <= day), key=_order):
        after = with_changes(made, row)
        if after is not None:
            made = after
            for n, change in enumerate(row.changes):
                moved.pop(change.path, None)
                moved[change.path] = (row, ("changes", n, "after" if change.after is not None else "path"))
    return restate(made, contract, moved) if moved else contract


@once(1 << 12)
def with_changes(contract: Contract, amendment: Amendment) -> Contract | None:
    """Returns a contract with the changes of one amendment; None where they do not fit."""
    try:
        return Contract.model_validate(rewritten(contract, ((row.path, row.after) for row in amendment.changes)))
    except (Unfitting, ValidationError):
        return None


def terms_on(reader: Reader, contract: Contract, day: date, known: date | None = None) -> Contract:
    """Returns the terms of a contract on `day`; with `known`, only by what was signed up to then."""
    rows = amendments_of(reader, contract)
    return amended(contract, (row for row in rows if known is None or _signed_by(row, known)), day)


def contracts_on(reader: Reader, dealer: str, day: date) -> tuple[Contract, ...]:
    """Returns a dealer's contracts with their terms on `day`, the earliest first."""
    return tuple(terms_on(reader, contract, day) for contract in contracts_of(reader, dealer))


def _signed_by(row: Amendment, day: date) -> bool:
    return row.signed_on is not None and row.signed_on <= day


@dataclass(frozen=True, slots=True)
class Ground:
    """A scope over the days on which it reads so, with the contract as it stands then and the scope's place in it."""

    contract: Contract
    place: int
    span: Span

    @property
    def scope(self) -> Scope:
        """Returns the scope itself."""
        return self.contract.scopes[self.place]


def grounds(reader: Reader, contract: Contract, span: Span, *, drafts: bool = False) -> Iterator[Ground]:
    """Yields the scopes of a contract over `span`, one after the other where an amendment changes one."""
    rows = amendments_of(reader, contract, drafts=drafts)
    days = sorted({row.effective_on for row in rows if span.first < row.effective_on < span.end})
    if not days:
        now = amended(contract, rows, span.first)
        yield from (Ground(now, place, span) for place in range(len(now.scopes)))
        return
    found: dict[str, Ground] = {}
    for first, end in zip((span.first, *days), (*days, span.end), strict=True):
        now = amended(contract, rows, first)
        places = {scope.id: place for place, scope in enumerate(now.scopes)}
        for name in [name for name in found if name not in places]:
            yield found.pop(name)
        for name, place in places.items():
            before = found.get(name)
            if before is not None and before.scope == now.scopes[place]:
                found[name] = Ground(before.contract, before.place, Span(before.span.first, end))
            else:
                if before is not None:
                    yield before
                found[name] = Ground(now, place, Span(first, end))
    yield from found.values()


def binding_grounds(reader: Reader, contract: Contract) -> Iterator[Ground]:
    """Yields the scopes of a contract over the days on which it binds; nothing for one that was never signed."""
    span = in_force_span(contract)
    if span is not None and span.days > 0:
        yield from grounds(reader, contract, span)


def signed_terms(contract: Contract) -> Contract:
    """Returns the contract as it was signed, of one that amendments were put into."""
    made = restated(contract)
    return made.base if made is not None and isinstance(made.base, Contract) else contract
