"""Whether a conditional or optional clause applies to a contract: conditions are data, never formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Clause, Contract
from toolkit.topics.contract.records.standard import When


def facts(contract: Contract, lines: Iterable[ProductLine]) -> Mapping[str, frozenset[str]]:
    """Returns what conditions may ask of a contract: for each key, the codes that hold."""
    granted = {line for scope in contract.scopes for line in scope.lines}
    channels = {channel for scope in contract.scopes for channel in scope.channels}
    return {
        "grant": frozenset(scope.grant for scope in contract.scopes),
        "contract_type": frozenset((contract.contract_type,)),
        "payment": frozenset((contract.payment.method,)),
        "credit": _flag(contract.credit is not None),
        "deposit": frozenset((contract.deposit.kind if contract.deposit else "none",)),
        "online": _flag(bool(contract.online) or "online" in channels),
        "storage": frozenset(line.storage for line in lines if line.id in granted),
        "restriction": frozenset((contract.restriction,)),
        "esign": _flag(contract.sign_method == "esign"),
        "opted": frozenset(contract.opted),
    }


def applies(clause: Clause, holding: Mapping[str, frozenset[str]]) -> bool:
    """Returns whether a clause applies: mandatory ones always; others when every key of `when` has one value that holds.

    What stands under `not` is such a group of keys too, and must not hold. An optional clause without conditions applies
    when the contract has opted for it by its id.
    """
    if clause.flag in (None, "M"):
        return True
    if not conditional(clause):
        return clause.id in holding["opted"]
    barred = asked(clause.when.negated) if clause.when else {}
    return _hold(asked(clause.when), holding) and not (barred and _hold(barred, holding))


def conditional(clause: Clause) -> bool:
    """Returns whether a clause has any condition at all."""
    return bool(clause.when) and bool(asked(clause.when) or asked(clause.when.negated if clause.when else None))


def asked(when: When | None) -> dict[str, tuple[str, ...]]:
    """Returns the keys of a condition that ask for something, with the values of which one must hold."""
    return {key: getattr(when, key) for key in When.model_fields if getattr(when, key)} if when else {}


def _hold(keys: Mapping[str, tuple[str, ...]], holding: Mapping[str, frozenset[str]]) -> bool:
    return all(holding[key] & set(values) for key, values in keys.items())


def _flag(holds: bool) -> frozenset[str]:
    return frozenset(("yes",) if holds else ("no",))
