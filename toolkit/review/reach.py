"""Whom a changed policy, price list, clause or template reaches: dealers by their contracts and figures, documents by their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.explaining import Figures
from toolkit.network.policy import Policy
from toolkit.network.references import naming
from toolkit.review.change import Change
from toolkit.review.consequence import Consequence
from toolkit.review.papers import papers_with
from toolkit.review.side import Side
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.uses import uses_of

SHARED = ("price-list", "product-line", "contract-template", "clause")
"""Kinds, besides policies, whose records many dealers' papers rest on."""
USED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+(?:\[\s*)?["']([^"']+)["']""")
"""How one template names another; a name that is put together while it runs is not found, and templates here have none."""
FEW = 12


def reached(old: Side, new: Side, changes: tuple[Change, ...], figures: Figures) -> Iterator[Consequence]:
    """Yields, for each policy, clause, price list or contract template that changes, the dealers whom it touches."""
    seen: set[tuple[str, str]] = set()
    for change in changes:
        key = (change.kind, change.id)
        if key in seen or change.kind not in new.network.kinds:
            continue
        seen.add(key)
        model = new.network.kinds.named(change.kind).model
        if not issubclass(model, Policy) and change.kind not in SHARED:
            continue
        dealers = {dealer for side in (old, new) for dealer in _dealers(side, change.kind, change.id, figures)}
        if dealers:
            count = len(dealers)
            yield Consequence(
                "reach",
                change.id,
                Text(f"{change.title.zh}：涉及 {count} 家经销商", f"{change.title.within('en')}: {count} dealers"),
                after=Text("、".join(_few(dealers)), ", ".join(_few(dealers))),
            )


def _few(names: Iterable[str]) -> tuple[str, ...]:
    held = sorted(names)
    return tuple(held[:FEW]) + ((f"… {len(held)}",) if len(held) > FEW else ())


def _dealers(side: Side, kind: str, key: str, figures: Figures) -> Iterator[str]:
    network = side.network
    if kind == "clause":
        clause = key.partition("@")[0]
        reference = key.partition("/")[0]
        yield from (use.contract.dealer for use in uses_of(network, clause, side.as_of) if use.reference == reference)
        return
    if kind == "contract-template":
        yield from (contract.dealer for contract in network.all(Contract) if contract.template == key)
        return
    for entry, _ in naming(network, kind, key):
        yield str(vars(entry.record).get("dealer", ""))
    if issubclass(network.kinds.named(kind).model, Policy):
        for contract in network.all(Contract):
            if key in (contract.rebate_policy, contract.evaluation_policy):
                yield contract.dealer
        for _, results in figures.using(side.results, key):
            yield from (result.dealer for result in results if result.dealer)


def documents(
    new: Side, changes: tuple[Change, ...], templates: tuple[str, ...], text: Callable[[str], str]
) -> Iterator[Consequence]:
    """Yields, for each changed file of `templates/`, the documents that are made with it; none is made to find out.

    `templates` are the names of all of them on either side, `text` what one says.
    """
    touched = [change.id.removeprefix("templates/") for change in changes if change.kind == "template"]
    if not touched:
        return
    users = _users(templates, text)
    planned = new.planned()
    for name in touched:
        whole = _closure(name, users)
        found = sorted({artifact.path for artifact in papers_with(whole, planned)})
        count = len(found)
        yield Consequence(
            "reach",
            f"templates/{name}",
            Text(f"用它的文件 {count} 个", f"{count} documents use it"),
            NO_TEXT,
            Text("、".join(_first(found)), ", ".join(_first(found))),
        )


def _first(paths: list[str]) -> tuple[str, ...]:
    return tuple(paths[:FEW]) + ((f"… {len(paths)}",) if len(paths) > FEW else ())


def _users(templates: Iterable[str], text: Callable[[str], str]) -> dict[str, set[str]]:
    """By the name of a template, the templates that name it."""
    found: dict[str, set[str]] = {}
    for name in templates:
        for used in USED.findall(text(name)):
            found.setdefault(used, set()).add(name)
    return found


def _closure(name: str, users: dict[str, set[str]]) -> set[str]:
    found, open_ = {name}, [name]
    while open_:
        for user in users.get(open_.pop(), ()):
            if user not in found:
                found.add(user)
                open_.append(user)
    return found
