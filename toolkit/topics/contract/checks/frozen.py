"""Signed texts: every signed contract has one, nobody has edited it, and what it rests on is still what it was (T20, C19, C29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.leaves import differences, leaves
from toolkit.network.network import Network
from toolkit.network.pinned import digest_of_version
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Clause, Contract, SignedText, StandardText
from toolkit.topics.contract.rules.frozen import clause_digest, is_whole, printed_fields, text_digest_of, values_of
from toolkit.topics.contract.rules.notation import Unreadable, table_of
from toolkit.topics.topic import Check

SHOWN = 3
BY_AMENDMENT = Text(
    "改回签署时的内容；约定变了就写补充协议",
    "put back what was signed; where the terms have changed, make an amendment",
)
FROM_HISTORY = Text("从版本记录里取回原来的文件", "bring the file back from the history")

NOT_FROZEN = ProblemKind(
    "CTR621",
    "warning",
    Text("合同已签署，文本还没有冻结", "the contract is signed, but its text is not frozen yet"),
    Text("运行 build freeze {number}", "run build freeze {number}"),
)
NO_CONTRACT = ProblemKind(
    "CTR622", "error", Text("没有合同 {number}，却有它的签署文本", "there is a signed text of {number}, but no such contract"), FROM_HISTORY
)  # fmt: skip
NOT_SIGNED = ProblemKind(
    "CTR623",
    "error",
    Text("合同 {number} 有签署文本，状态却不是已签署", "the contract {number} has a signed text, but is not signed"),
    Text("写回 status 和 signed_on", "put status and signed_on back"),
)
EDITED = ProblemKind(
    "CTR624", "error", Text("签署文本被改过：内容与它的摘要不符", "the signed text was edited: it does not fit its digest"), FROM_HISTORY
)  # fmt: skip
STANDARD_EDITED = ProblemKind(
    "CTR625",
    "error",
    Text("已签署的通用条款被改过：内容与名称里的摘要不符", "the signed standard was edited: it does not fit the digest in its name"),
    FROM_HISTORY,
)  # fmt: skip
FIELD_CHANGED = ProblemKind(
    "CTR626",
    "error",
    Text("{name} 在签署后改过：签署时为 {signed}，现为 {now}", "{name} was changed after signature: signed as {signed}, now {now}"),
    BY_AMENDMENT,
)  # fmt: skip
CLAUSE_CHANGED = ProblemKind(
    "CTR627",
    "error",
    Text("条款 {clause} 在签署后改过；有 {count} 份已签合同使用它（{numbers}）", "the clause {clause} was changed after it was signed, in {count} contracts ({numbers})"),
    Text("改回原文，另立新版本；已签合同不受影响", "put the text back and make a new version; signed contracts stay as they are"),
)  # fmt: skip
CLAUSE_GONE = ProblemKind(
    "CTR628",
    "error",
    Text("条款库里没有 {clause} 了；有 {count} 份已签合同使用它（{numbers}）", "the clause {clause} is no longer in the library; {count} signed contracts hold it ({numbers})"),
    Text("从版本记录里取回这个版本", "bring this version back from the history"),
)  # fmt: skip
VERSION_CHANGED = ProblemKind(
    "CTR629",
    "error",
    Text("{version} 在合同签署后改过内容", "{version} was changed after the contract was signed by it"),
    Text("改回原样；要改就发新的版本", "change it back; a change is a new version"),
)
UNUSED = ProblemKind(
    "CTR630",
    "info",
    Text("没有签署文本使用这份通用条款", "no signed text uses this standard"),
    Text("确实无用可以删除", "it may be deleted if it is of no use"),
)


def frozen(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A signed contract has its text on file, and a text on file belongs to a signed contract.

    Without it the paper would be printed from whatever clauses, prices and addresses say on the day: what two sides signed
    is to be printed for as long as it may be asked for. A clause that is changed then changes no signed deal (trap T20).

    中文：已签署的合同留有签署文本，签署文本都属于已签署的合同。没有它，文书就会按当天的条款、价格和地址打印；双方签的是
    什么，以后就应打印什么。改动条款库不影响已签的合同。
    """
    for contract in network.all(Contract):
        owed = contract.signed_on is not None and contract.paper is None
        if owed and network.find(SignedText, contract.contract_no) is None:
            yield told(network, NOT_FROZEN, contract, "signed_on", number=contract.contract_no)
    for text in network.all(SignedText):
        own = network.find(Contract, text.contract_no)
        if own is None or own.dealer != text.dealer:
            yield told(network, NO_CONTRACT, text, "contract_no", number=text.contract_no)
        elif own.signed_on is None or own.status not in ("signed", "ended"):
            yield told(network, NOT_SIGNED, own, "status", number=text.contract_no)


def unchanged(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A signed text and the standard behind it fit the digests that they were given when they were made.

    Nobody edits them: a change of terms is an amendment, which both sides sign. A paper whose text was edited is not printed.

    中文：签署文本和所依据的通用条款，与生成时的摘要相符。谁也不改它们：变更要双方另签补充协议。被改过的文本不打印，请从
    版本记录里取回原来的文件。
    """
    used = {name for text in network.all(SignedText) for name in (text.standard, text.standard_en)}
    for standard in network.all(StandardText):
        try:
            whole = is_whole(standard)
        except Unreadable:
            whole = False
        if not whole:
            yield told(network, STANDARD_EDITED, standard, "digest")
        elif standard.id not in used:
            yield told(network, UNUSED, standard)
    for text in network.all(SignedText):
        standard_found = network.find(StandardText, text.standard)
        if text_digest_of(text) != text.digest:
            yield told(network, EDITED, text, "digest")
        elif standard_found is not None and standard_found.digest != text.standard_sha256:
            yield told(network, EDITED, text, "standard_sha256")


def _table(held: str) -> dict[str, str]:
    """A table of a signed text; empty where somebody has broken it, which its digest tells."""
    try:
        return table_of(held)
    except Unreadable:
        return {}


def as_signed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a contract's file says is what was signed: every field that is printed, by the text's table of values.

    The state of the contract and an early end go on; anything else that changes is an amendment (reference A.10).

    中文：合同文件与签署文本逐项一致，凡打印的字段都比。状态和提前终止可以继续登记，其他变动都要写补充协议。
    """
    for text in network.all(SignedText):
        contract = network.find(Contract, text.contract_no)
        if contract is None or network.entry(contract).document.digest == text.record:
            continue
        signed = _table(text.values)
        places = {name: path for name, path, _ in leaves(contract, printed_fields)}
        for name, before, now in differences(signed, values_of(contract)) if signed else ():
            path = places.get(name) or _around(name, places)
            said = [Text("（没有）", "(nothing)") if value is None else Text(value) for value in (before, now)]
            yield told(network, FIELD_CHANGED, contract, *path, name=name, signed=said[0], now=said[1])


def _around(name: str, places: dict[str, tuple[str | int, ...]]) -> tuple[str | int, ...]:
    """The place of the group that a missing leaf stood in, as far as it is there."""
    top = name.replace("[", ".").split(".")[0]
    return next((path[:1] for path in places.values() if path[0] == top), ())


def clauses(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A version of a clause that a signed contract holds stays in the library as it is: versions are never changed.

    Signed papers do not depend on it, for they are printed from their own text; but a clause that says another thing under
    the same version makes comparisons and redlines wrong, and nobody could tell from its name what was agreed (trap T20).

    中文：已签合同所用的条款版本留在条款库里，内容不变。打印不靠它，但同一版本写成了别的话，比较和修订稿就会错，也无法从
    版本名知道约定了什么。要改就另立新版本。
    """
    library = {f"{c.id}@{c.version}": c for c in network.all(Clause) if c.locale == "zh"}
    today = {reference: clause_digest(clause) for reference, clause in library.items()}
    tables: dict[str, dict[str, str]] = {}
    held: dict[tuple[str, str], list[SignedText]] = {}
    for text in network.all(SignedText):
        # Contracts under one standard name the same clauses, so the table is read once for all of them.
        if text.clauses not in tables:
            found = _table(text.clauses)
            tables[text.clauses] = {name: digest for name, digest in found.items() if today.get(name) != digest}
        for reference, digest in tables[text.clauses].items():
            held.setdefault((reference, digest), []).append(text)
    for (reference, _), texts in held.items():
        numbers = "、".join(text.contract_no for text in texts[:SHOWN]) + ("…" if len(texts) > SHOWN else "")
        values: dict[str, Any] = {"clause": reference, "count": len(texts), "numbers": numbers}
        first = Related(network.origin(texts[0], "clauses"), Text("签署文本在这里", "the signed text is here"))
        if reference in library:
            yield told(network, CLAUSE_CHANGED, library[reference], "title", related=(first,), **values)
        else:
            yield told(network, CLAUSE_GONE, texts[0], "clauses", **values)


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A policy or a price list that a signed contract names by version says what it said when the contract was signed.

    Its last day in force may be written in when the next version comes. Backward changes of a rebate policy are the classic
    grievance of dealers (reference 0.10).

    中文：已签合同按版本写明的政策和价格表，内容与签署时相同，只有失效日可以在下一版出来时补写。事后改返利政策，是经销商
    最常见的不满。
    """
    today: dict[tuple[str, str], str | None] = {}
    for text in network.all(SignedText):
        for place, pin in enumerate(text.versions):
            key = (pin.kind, pin.version)
            if key not in today:
                today[key] = digest_of_version(network, *key)
            entry = network.named(*key)
            if entry is not None and today[key] != pin.sha256:
                there = Related(network.origin(entry.record), Text("改动的是这个文件", "this file was changed"))
                path = ("versions", place, "version")
                yield told(network, VERSION_CHANGED, text, *path, related=(there,), version=pin.version)


CHECKS = (
    Check((NOT_FROZEN, NO_CONTRACT, NOT_SIGNED), frozen),
    Check((EDITED, STANDARD_EDITED, UNUSED), unchanged),
    Check((FIELD_CHANGED,), as_signed),
    Check((CLAUSE_CHANGED, CLAUSE_GONE), clauses),
    Check((VERSION_CHANGED,), versions),
)
