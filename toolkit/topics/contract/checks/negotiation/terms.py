"""What is agreed has words, stands where it belongs, and is what the contract says; concerns are answered in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.contract.records import Contract, Negotiation
from toolkit.topics.contract.records.negotiation import Concern
from toolkit.topics.contract.records.negotiation_words import (
    CONCERN_OUTCOMES,
    LINE_STATES,
    NEGOTIATED_TERMS,
    NEGOTIATION_TOPICS,
)
from toolkit.topics.contract.rules.negotiation.comparison import Difference, differences
from toolkit.topics.contract.rules.negotiation.readiness import settled, talks
from toolkit.topics.contract.rules.negotiation.terms import TRAITS, about, rows, shown
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Check

NO_TEXT_AGREED = ProblemKind(
    "CTR821",
    "error",
    Text("“{topic}”写了已谈定，但没有谈定内容", "“{topic}” is agreed, but nothing says what was agreed"),
    Text("写 agreed_text：对方也照它理解", "write agreed_text: the other side relies on it too"),
)
NOT_AGREED = ProblemKind(
    "CTR822",
    "warning",
    Text("“{topic}”有谈定内容，状态却是“{status}”", "“{topic}” has an agreed text, yet its status is “{status}”"),
    Text("谈定了写 agreed；没有的，写进主张或让步", "write agreed, or put it among positions and concessions"),
)
DIFFERS = ProblemKind(
    "CTR823",
    "error",
    Text(
        "谈定的{term}{of}是 {agreed}，合同 {contract} 写的是 {written}",
        "the agreed {term}{of} is {agreed}; the contract {contract} says {written}",
    ),
    Text("照谈定的改合同；后来又改过的，补登一轮", "write what was agreed, or record the round in which it changed"),
)
MISPLACED = ProblemKind(
    "CTR824",
    "warning",
    Text("“{term}”应写在“{right}”下，不在“{topic}”下", "“{term}” belongs under “{right}”, not under “{topic}”"),
    Text("移到那个事项：权限按事项核对", "move it there: limits are held against the topic"),
)
HALF_ANSWERED = ProblemKind(
    "CTR825",
    "error",
    Text("第 {no} 条关切的答复不完整：{missing}", "the answer to concern {no} is not complete: {missing} is missing"),
    Text("答复、答复日、结果三项一起写", "answer, answered and outcome go together"),
)
NO_REASON = ProblemKind(
    "CTR826",
    "error",
    Text("第 {no} 条关切{outcome}，但没有说理由", "concern {no} is {outcome}, and no reason is given"),
    Text("写 reason：坦诚说明，对方才好判断", "give the reason: candour lets the other side decide"),
)
ANSWERED_BEFORE = ProblemKind(
    "CTR827",
    "error",
    Text("答复日 {day} 早于提出的那一轮（{raised}）", "answered on {day}, before it was raised on {raised}"),
)
NOTHING = Text("没有写", "nothing")


def agreed_texts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is agreed says what; what is not agreed says nothing of the kind; comparable terms stand under their topic.

    Only the agreed text is shown to the dealer (reference A.9), so a bare "agreed" leaves both sides with what they
    remember.

    中文：谈定的写明谈定内容，没谈定的不写；可以比较的条件写在它所属的事项下。给经销商看的只有谈定内容，只写“已谈定”，
    双方就只剩各自的记忆。
    """
    tree = regions(network)
    for row in network.all(Negotiation):
        for rounds in talks(row, as_of).values():
            worded = any(one.talk.agreed_text for one in settled(rounds))
            for one in rounds:
                topic = NEGOTIATION_TOPICS.label(one.talk.topic)
                if one.talk.status != "agreed" and (one.talk.agreed_text or one.talk.agreed):
                    status = LINE_STATES.label(one.talk.status)
                    yield told(network, NOT_AGREED, row, *one.path, "status", topic=topic, status=status)
                if one is rounds[-1] and one.talk.status == "agreed" and not worded:
                    yield told(network, NO_TEXT_AGREED, row, *one.path, "status", topic=topic)
                for name in ("agreed", "floor"):
                    terms = getattr(one.talk, name)
                    for stated in rows(terms, tree) if terms is not None else ():
                        if TRAITS[stated.term].topic != one.talk.topic:
                            right = NEGOTIATION_TOPICS.label(TRAITS[stated.term].topic)
                            term = NEGOTIATED_TERMS.label(stated.term)
                            path = (*one.path, name, *stated.path)
                            yield told(network, MISPLACED, row, *path, term=term, right=right, topic=topic)


def beside_the_contract(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The contract says what was agreed, term by term, wherever the agreement states it as data (reference A.9, C17).

    Regions are compared by the counties that they stand for, grants and channels by line over all scopes. Amendments are left
    out: they change the contract that they name.

    中文：凡谈定内容写成数据的，合同逐项与它一致。区域按所含的县比，授权性质和渠道按产品线比。补充协议不在此列，它们改的
    是所写的那份合同。
    """
    tree = regions(network)
    for row in network.all(Negotiation):
        contract = network.find(Contract, row.contract) if row.contract and row.purpose != "amendment" else None
        if contract is None or contract.dealer != row.dealer:
            continue
        for difference in differences(network, row, contract, as_of, tree):
            yield _differs(network, row, contract, difference)


def _differs(network: Network, row: Negotiation, contract: Contract, difference: Difference) -> Problem:
    agreed, written = difference.agreed, difference.written
    place = network.origin(contract, *written.path) if written else network.origin(contract)
    name = about(network, agreed)
    where = Text(f"（{name.zh}）", f" ({name.within('en')})") if name else NO_TEXT
    return told(
        network, DIFFERS, row, *agreed.path,
        related=(Related(place, Text("合同写在这里", "the contract says it here")),),
        term=NEGOTIATED_TERMS.label(agreed.term), of=where, agreed=shown(agreed),
        contract=contract.contract_no, written=shown(written) if written else NOTHING,
    )  # fmt: skip


def answers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An answered concern has its answer, its day and its outcome; what is not met in full has a reason (0b, A.9).

    中文：答复过的关切，写明答复、日期和结果；没有全部满足的写明理由。坦诚说明，对方才好判断。
    """
    for row in network.all(Negotiation):
        raised = {one.no: one.date for one in row.rounds}
        for n, concern in enumerate(row.concerns):
            missing = _missing(concern)
            if missing:
                yield told(network, HALF_ANSWERED, row, "concerns", n, "text", no=concern.no, missing=missing)
            if concern.outcome in ("partly", "declined") and concern.reason is None:
                outcome = CONCERN_OUTCOMES.label(concern.outcome)
                yield told_at_key(network, NO_REASON, row, "concerns", n, "outcome", no=concern.no, outcome=outcome)
            since = raised.get(concern.round)
            if concern.answered is not None and since is not None and concern.answered < since:
                yield told(network, ANSWERED_BEFORE, row, "concerns", n, "answered", day=concern.answered, raised=since)


def _missing(concern: Concern) -> str:
    """The names of what is missing, when only part of an answer is there."""
    parts = ("answer", "answered", "outcome")
    lacking = [name for name in parts if getattr(concern, name) is None]
    return ", ".join(lacking) if len(lacking) < len(parts) else ""


CHECKS: tuple[Check, ...] = (
    Check((NO_TEXT_AGREED, NOT_AGREED, MISPLACED), agreed_texts),
    Check((DIFFERS,), beside_the_contract),
    Check((HALF_ANSWERED, NO_REASON, ANSWERED_BEFORE), answers),
)
