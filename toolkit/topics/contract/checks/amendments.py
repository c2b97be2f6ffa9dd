"""Amendments: whether their changes fit the contract that they change, and stand in order (reference A.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.leaves import Unfitting, dealers_own, leaves, rewritten
from toolkit.network.network import Network
from toolkit.network.references import references
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.network.validation import validated
from toolkit.topics.contract.records import Amendment, Contract
from toolkit.topics.contract.rules.amending import FIXED, amended, amendments_of
from toolkit.topics.contract.rules.standing import in_force_span
from toolkit.topics.topic import Check

NO_FIELD = ProblemKind(
    "CTR701",
    "error",
    Text("合同里没有 {name}", "the contract has no {name}"),
    Text("{advice}", "{advice}"),
)
FIXED_FIELD = ProblemKind(
    "CTR702",
    "error",
    Text("{name} 不能用补充协议变更", "{name} is not changed by an amendment"),
    Text(
        "当事人、合同类型和期限变了就另订合同；提前终止写在合同的 ended",
        "another party, type or term is another contract; an early end is recorded as ended",
    ),
)
BEFORE_DIFFERS = ProblemKind(
    "CTR703",
    "error",
    Text("{name} 在 {day} 是 {now}，不是 {given}", "on {day} {name} is {now}, not {given}"),
    Text("按当时有效的约定写 before", "write in before what was in force then"),
)
NOTHING_CHANGES = ProblemKind("CTR704", "error", Text("这一项没有改变什么", "this changes nothing"))
UNFIT = ProblemKind(
    "CTR705", "error", Text("改后的合同不成立：{reason}", "the contract does not stand so changed: {reason}")
)
NO_REFERENCE = ProblemKind("CTR706", "error", Text("{kind}里没有 {id}", "there is no {id} among {kind}"))
SEQUENCE = ProblemKind(
    "CTR707",
    "error",
    Text("序号是 {given}，应为 {expected}", "its number is {given}, it should be {expected}"),
    Text("同一合同的补充协议从 1 起连续编号，先签的在前", "amendments of a contract count from 1, in the order of signature"),
)  # fmt: skip
NOT_BINDING = ProblemKind(
    "CTR708",
    "error",
    Text("合同 {number} 没有签署，不用补充协议", "the contract {number} is not signed: it needs no amendment"),
    Text("直接改草案", "change the draft itself"),
)
AFTER_END = ProblemKind(
    "CTR709",
    "error",
    Text(
        "合同 {number} 到 {day} 为止，此后不能再变更",
        "the contract {number} ended on {day}: nothing of it changes afterwards",
    ),
    Text("善后写进终止协议", "what is left to settle belongs into the agreement on the end"),
)
OTHER_DEALER = ProblemKind(
    "CTR710",
    "error",
    Text("合同 {number} 是 {dealer} 的", "the contract {number} is that of {dealer}"),
    Text("放到那家经销商的目录", "put it into that dealer's folder"),
)


def fields(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Each change names a field that the contract has, says truly what it was, and changes it to something that fits.

    Paths are written as in the signed text's table of values. `before` is what was in force when the amendment takes effect,
    earlier amendments counted: so nobody signs over a change that he did not know of (reference A.10).

    中文：每项变更写合同里有的字段，如实写明变更前的内容，改后成立。变更前以生效当时的约定为准，先前的补充协议也算在内，
    免得有人签下自己不知道的变化。
    """
    for contract in network.all(Contract):
        rows = amendments_of(network, contract, drafts=True)
        for n, row in enumerate(rows):
            earlier = [other for other in rows[:n] if other.signed_on is not None or row.signed_on is None]
            before = amended(contract, earlier, row.effective_on)
            yield from _changes(network, row, before)


def _changes(network: Network, row: Amendment, before: Contract) -> Iterator[Problem]:
    table = {name: text for name, _, text in leaves(before)}
    sound = bool(row.changes)
    if not row.changes:
        yield told(network, NOTHING_CHANGES, row, "changes")
    for n, change in enumerate(row.changes):
        top = change.path.replace("[", ".").split(".")[0]
        if top not in Contract.model_fields or not dealers_own(Contract, top):
            yield _no_field(network, row, n, tuple(Contract.model_fields), top)
        elif any(change.path == fixed or change.path.startswith((f"{fixed}.", f"{fixed}[")) for fixed in FIXED):
            yield told(network, FIXED_FIELD, row, "changes", n, "path", name=change.path)
        elif _same(change.before, change.after):
            yield told(network, NOTHING_CHANGES, row, "changes", n, "path")
        elif not _fits(before, change.path, change.after):
            yield _no_field(network, row, n, tuple(table), change.path)
        else:
            yield from _before(network, row, n, table)
            continue
        sound = False
    if sound:
        yield from _after(network, row, before)


def _no_field(network: Network, row: Amendment, n: int, known: tuple[str, ...], name: str) -> Problem:
    near = nearest(name, known)
    advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
    return told(network, NO_FIELD, row, "changes", n, "path", name=row.changes[n].path, advice=advice)


def _fits(before: Contract, path: str, after: str | None) -> bool:
    try:
        rewritten(before, ((path, after),))
    except Unfitting:
        return False
    return True


def _before(network: Network, row: Amendment, n: int, table: Mapping[str, str]) -> Iterator[Problem]:
    change = row.changes[n]
    now = table.get(change.path)
    if not _same(now, change.before):
        nothing = Text("（没有）", "(nothing)")
        where = ("changes", n, "before") if change.before is not None else ("changes", n, "path")
        yield told(
            network, BEFORE_DIFFERS, row, *where, name=change.path, day=row.effective_on, now=now or nothing,
            given=change.before or nothing,
        )  # fmt: skip


def _after(network: Network, row: Amendment, before: Contract) -> Iterator[Problem]:
    """What is wrong with the contract once the changes, each of which has its place, are in it."""
    data = rewritten(before, ((change.path, change.after) for change in row.changes))
    after, found = validated(Contract, data, lambda path: network.origin(row, "changes"), name=before.contract_no)
    for problem in found:
        n = next((n for n, change in enumerate(row.changes) if change.path.startswith(problem.field)), 0)
        yield told(network, UNFIT, row, "changes", n, "after", reason=problem.message)
    known = {(kind, wanted) for _, kind, wanted in references(before)}
    for _, kind, wanted in references(after) if after is not None else ():
        if (kind, wanted) not in known and network.named(kind, wanted) is None:
            n = next((n for n, change in enumerate(row.changes) if wanted in (change.after, _item(change.path))), 0)
            title = network.kinds.named(kind).title if _is_kind(network, kind) else Text(kind)
            yield told(network, NO_REFERENCE, row, "changes", n, "path", kind=title, id=wanted)


def _is_kind(network: Network, name: str) -> bool:
    return any(kind.name == name for kind in network.kinds.all)


def _item(path: str) -> str:
    return path.rpartition("[")[2].removesuffix("]")


def _same(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same value: amounts may be written with or without trailing zeros."""
    if one is None or other is None or one == other:
        return one == other
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def order(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Amendments belong to a signed contract that has not ended, and are numbered in the order in which they were signed.

    A gap means that one is missing from the file, which may have changed the very same field (reference A.10).

    中文：补充协议属于已签署且未终止的合同，按签署先后连续编号。缺号说明有一份不在档，而它改的可能正是同一字段。
    """
    for row in network.all(Amendment):
        contract = network.find(Contract, row.contract)
        if contract is None:
            continue
        span = in_force_span(contract)
        if contract.dealer != row.dealer:
            yield told(network, OTHER_DEALER, row, "contract", number=row.contract, dealer=contract.dealer)
        elif span is None:
            yield told(network, NOT_BINDING, row, "contract", number=row.contract)
        else:
            for name in ("effective_on", "signed_on"):
                day = getattr(row, name)
                if day is not None and day >= span.end:
                    yield told(network, AFTER_END, row, name, number=row.contract, day=span.last)
    for contract in network.all(Contract):
        rows = amendments_of(network, contract, drafts=True)
        for expected, row in enumerate(sorted(rows, key=lambda r: (r.signed_on or date.max, r.seq, r.id)), 1):
            if row.seq != expected:
                own = Related(network.origin(contract), Text("所变更的合同", "the contract that is changed"))
                yield told(network, SEQUENCE, row, "seq", related=(own,), given=row.seq, expected=expected)


CHECKS = (
    Check((NO_FIELD, FIXED_FIELD, BEFORE_DIFFERS, NOTHING_CHANGES, UNFIT, NO_REFERENCE), fields),
    Check((SEQUENCE, NOT_BINDING, AFTER_END, OTHER_DEALER), order),
)
