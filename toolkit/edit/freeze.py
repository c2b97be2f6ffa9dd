"""Freezing: a signed contract as the file that its paper is printed from ever after, and the standard behind it (C19, C29).

What is frozen is what a run would print now: the paper is taken from the plan, not written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.edit.write import NewFile
from toolkit.edit.yaml_file import yaml_file
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Locale, Text
from toolkit.network.network import Network
from toolkit.network.pinned import pins
from toolkit.network.record import Record
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob
from toolkit.sources.document import Data
from toolkit.sources.yaml_text import MAX_SCALAR
from toolkit.topics.contract.records import Clause, Contract, SignedText, StandardText, Template
from toolkit.topics.contract.rules.frozen import (
    clause_digest,
    standard_data,
    standard_name,
    text_data,
    text_digest_of,
    values_of,
)
from toolkit.topics.contract.rules.notation import standard_digest, table_lines
from toolkit.topics.contract.rules.paper import ContractPaper, Standard

UNSIGNED = ProblemKind(
    "EDT111",
    "error",
    Text("合同 {number} 还没有签署，不能冻结", "the contract {number} is not signed: it cannot be frozen"),
    Text("先写 status: signed 和 signed_on", "write status: signed and signed_on first"),
    manual="Freezing keeps the text that two sides signed. A draft goes on changing, so there is nothing to keep yet."
    "中文：冻结保存的是双方签署的文本。草案还会改，没有什么可保存。",
)
DIFFERS = ProblemKind(
    "EDT112",
    "error",
    Text(
        "合同 {number} 已有签署文本，与现在的数据不同（{parts}）；签署文本不会被覆盖",
        "the contract {number} has a signed text that differs from today's data ({parts}); a signed text is never overwritten",
    ),
    Text("签署后的改动写成补充协议", "a change after signature is an amendment"),
    manual="A signed text is written once. When clauses, prices or addresses change later it differs from what the records "
    "would say today, and that is what it is for."
    "中文：签署文本只写一次。以后条款、价格或地址变了，它就与现在的记录不同，这正是它的用处。",
)
NO_PAPER = ProblemKind(
    "EDT113",
    "error",
    Text("合同 {number} 的文本生成不了：{reason}", "the text of the contract {number} cannot be made: {reason}"),
    Text("先改正 check 报告的错误", "mend the errors that check reports first"),
    manual="Only a contract whose paper can be printed can be frozen.中文：能打印的合同才能冻结。",
)
TOO_LONG = ProblemKind(
    "EDT114",
    "error",
    Text("合同 {number} 的“{part}”超过 {limit} 字节", "{part} of the contract {number} is more than {limit} bytes"),
    Text("把长表移到附件或文件里", "move long tables into an annex or a file"),
    manual="A value of a file has a limit, so that no file can fill the memory; a frozen text could not be read again."
    "中文：单个值有大小上限，免得一个文件占满内存；冻结的文本太长，就再也读不回来。",
)
KINDS = (UNSIGNED, DIFFERS, NO_PAPER, TOO_LONG)
NOT_TEXT = ("record", "stamp", "versions", "digest", "pdf", "scan")
"""What a signed text holds besides the text itself: it does not make two texts different."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What is known of the paper that was signed: the digest of its PDF, and name and digest of the sealed scan."""

    pdf: str = ""
    scan: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Freezing:
    """What to write, what stands in the way, and the contracts whose text is on file already, the same as it would be now."""

    files: tuple[NewFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    untouched: tuple[str, ...] = ()


def to_freeze(network: Network) -> tuple[str, ...]:
    """Returns the numbers of all signed contracts that have no signed text yet; one signed on another paper needs none."""
    return tuple(
        contract.contract_no
        for contract in network.all(Contract)
        if is_signed(contract) and contract.paper is None and network.find(SignedText, contract.contract_no) is None
    )


def is_signed(contract: Contract) -> bool:
    """Returns whether both sides have signed, even if the contract has ended since."""
    return contract.signed_on is not None and contract.status in ("signed", "ended")


def without_frozen(network: Network) -> Network:
    """Returns the network as it was before anything was frozen: the plan made from it has every paper as of now."""
    return network.without(SignedText)


def freeze(
    network: Network, planned: Iterable[Artifact], numbers: Iterable[str], proofs: Mapping[str, Proofs]
) -> Freezing:
    """Returns the files that freeze the contracts of those numbers, which the network has.

    `planned` are the papers planned from `without_frozen(network)`; `proofs` is by contract number. With a problem there
    are no files: all are frozen or none. Standards come first, so that no signed text ever names one that is not there.
    """
    papers = dict(_papers(planned))
    found: dict[str, tuple[Contract, ContractPaper, dict[str, Data]]] = {}
    problems: list[Problem] = []
    untouched: list[str] = []
    for number in numbers:
        contract = network.get(Contract, number)
        paper = papers.get(number)
        if not is_signed(contract):
            problems.append(_told(network, UNSIGNED, contract))
        elif paper is None or isinstance(paper, Problem):
            reason = paper.message if paper is not None else Text("没有这份文件", "there is no such paper")
            problems.append(_told(network, NO_PAPER, contract, reason=reason))
        else:
            data = _data(network, contract, *paper, proofs.get(number, Proofs()))
            known = network.find(SignedText, number)
            parts = _differing(data, known) if known is not None else ()
            problems.extend(_too_long(network, contract, data))
            if parts:
                problems.append(_told(network, DIFFERS, contract, parts="、".join(parts)))
            elif known is not None:
                untouched.append(number)
            else:
                found[number] = (contract, paper[0], data)
    if problems:
        return Freezing(problems=tuple(problems))
    standards = dict(_wanted(found.values()))
    files = [*_standards(network, standards), *(_file(contract, data) for contract, _, data in found.values())]
    return Freezing(tuple(files), untouched=tuple(untouched))


def _papers(planned: Iterable[Artifact]) -> Iterator[tuple[str, tuple[ContractPaper, str] | Problem]]:
    """The papers of a plan by contract number, each with its data stamp; a problem where one cannot be made."""
    for artifact in planned:
        if isinstance(artifact.job, BlockedJob):
            yield artifact.job.problem.record, artifact.job.problem
        elif isinstance(artifact.job, PdfJob):
            paper = artifact.job.parts[0].context.get("paper")
            if isinstance(paper, ContractPaper):
                yield paper.contract_no, (paper, str(artifact.job.parts[0].context["stamp"]))


def _data(network: Network, contract: Contract, paper: ContractPaper, stamp: str, proofs: Proofs) -> dict[str, Data]:
    """What the file of a signed text says, its own digest included."""
    data: dict[str, Data] = {
        "dealer": contract.dealer,
        "contract_no": contract.contract_no,
        "template": contract.template,
        "language": contract.language,
        "signed_on": contract.signed_on.isoformat() if contract.signed_on else "",
        **text_data(paper, contract.language == "zh_en"),
        "standard": _standard_id(contract, paper),
        "standard_sha256": standard_digest(paper.standard.articles),
        **_english(contract, paper),
        "clauses": table_lines(_clauses(network, contract)),
        "values": table_lines(values_of(contract).items()),
        "versions": tuple(
            {"kind": pin.kind, "version": pin.version, "sha256": pin.sha256}
            for pin in pins(network, _versions(contract))
        ),
        "stamp": stamp,
        "record": network.entry(contract).document.digest,
    }
    unsealed = SignedText.model_validate({**data, "digest": "0" * 64})
    data["digest"] = text_digest_of(unsealed)
    if proofs.pdf:
        data["pdf"] = proofs.pdf
    if proofs.scan[0]:
        data["scan"] = {"name": proofs.scan[0], "sha256": proofs.scan[1]}
    return data


def _wanted(
    found: Iterable[tuple[Contract, ContractPaper, dict[str, Data]]],
) -> Iterator[tuple[str, tuple[Standard, Locale]]]:
    """The standards behind the papers, by name: the Chinese of each, and the English where it is printed."""
    for contract, paper, _ in found:
        yield _standard_id(contract, paper), (paper.standard, "zh")
        if paper.english is not None:
            yield standard_name(contract.template, standard_digest(paper.english.articles)), (paper.english, "en")


def _english(contract: Contract, paper: ContractPaper) -> dict[str, Data]:
    """The English text of the standard terms, for a contract that prints it."""
    if paper.english is None:
        return {}
    digest = standard_digest(paper.english.articles)
    return {"standard_en": standard_name(contract.template, digest), "standard_en_sha256": digest}


def _clauses(network: Network, contract: Contract) -> Iterator[tuple[str, str]]:
    template = network.get(Template, contract.template)
    for reference in dict.fromkeys((template.preamble, *template.articles)):
        clause = network.find(Clause, f"{reference}/zh")
        if clause is not None:
            yield reference, clause_digest(clause)


def _versions(contract: Contract) -> tuple[tuple[str, str], ...]:
    """The policies and price lists that a contract names by version."""
    evaluation = (("evaluation-policy", contract.evaluation_policy),) if contract.evaluation_policy else ()
    lists = (("price-list", use.list) for use in contract.prices)
    return (("rebate-policy", contract.rebate_policy), *evaluation, *lists)


def _standard_id(contract: Contract, paper: ContractPaper) -> str:
    return standard_name(contract.template, standard_digest(paper.standard.articles))


def _standards(network: Network, wanted: Mapping[str, tuple[Standard, Locale]]) -> Iterator[NewFile]:
    for name, (standard, locale) in sorted(wanted.items()):
        if network.find(StandardText, name) is None:
            comment = "已签署的通用条款，不得改动 · standard terms as signed: never to be changed"
            yield NewFile(
                f"content/clauses/frozen/{name}.yaml",
                yaml_file(standard_data(name, standard.articles, locale), comment),
            )


def _file(contract: Contract, data: dict[str, Data]) -> NewFile:
    comment = "签署文本，不得改动；改动写成补充协议 · the text as signed: never to be changed, a change is an amendment"
    path = f"dealers/{contract.dealer}/contracts/{contract.contract_no}.signed.yaml"
    return NewFile(path, yaml_file(data, comment))


def _differing(data: dict[str, Data], known: SignedText) -> tuple[str, ...]:
    """The fields in which a text on file is not what it would be now."""
    fresh = SignedText.model_validate(data)
    return tuple(
        name
        for name in SignedText.model_fields
        if name not in NOT_TEXT and getattr(fresh, name) != getattr(known, name)
    )


def _too_long(network: Network, contract: Contract, data: dict[str, Data]) -> Iterator[Problem]:
    for name, held in data.items():
        texts = held if isinstance(held, tuple) else (held,)
        if any(isinstance(text, str) and len(text.encode("utf-8")) > MAX_SCALAR for text in texts):
            yield _told(network, TOO_LONG, contract, part=name, limit=MAX_SCALAR)


def _told(network: Network, kind: ProblemKind, record: Record, **values: Any) -> Problem:
    entry = network.entry(record)
    return kind.at(network.origin(record), record=entry.id, number=entry.id, **values)
