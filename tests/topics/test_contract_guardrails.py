"""The legal guardrails of reference F.3, row by row: what carries each, and that it is still there."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from toolkit.kernel.problem import ProblemKind
from toolkit.topics.catalogue import TOPICS
from toolkit.topics.contract.records import vocabularies
from toolkit.topics.contract.records.grant import Term
from toolkit.topics.contract.records.negotiation_words import NEGOTIATION_TOPICS
from toolkit.topics.contract.rules.lint import resale_price_words
from toolkit.topics.topic import Check

CLAUSES = Path(__file__).resolve().parents[2] / "content" / "clauses"


@dataclass(frozen=True)
class Row:
    """A row of F.3: its severity in the reference, the codes that carry it, a word that stands in the manual page of the first
    of them, and the clause of the standard, with words of it, that says it to the dealer."""

    severity: str
    codes: tuple[str, ...]
    manual: str = ""
    clause: tuple[str, str] = ("", "")


F3 = {
    "resale price": Row("error", ("CTR641", "CTR642", "CTR513", "CTR773"), "", ("price", "乙方自主决定转售价格")),
    "safe harbour": Row("warning", ("CTR215", "CTR771"), "safe harbour"),
    "territory and customer limits": Row("warning", ("CTR771", "CTR211", "CTR214", "CTR649"), "void them as unfair", ("cross-territory", "")),
    "fine": Row("info", ("CTR771",), "1 to 10 % of last year's sales"),
    "hub-and-spoke, tying, exclusive dealing": Row("warning", ("CTR772", "CTR517", "CTR650", "CTR652", "CTR653", "CTR773", "CMN161", "INF104"), "art. 22", ("ordering", "搭售")),
    "bribery and open booking": Row("error", ("INC301", "INC302", "DLR104", "COM102", "CTR643"), "", ("rebate", "不得付给乙方的员工、股东或其他个人")),
    "standard terms": Row("error", ("CTR751", "CTR752", "CTR753", "CTR601"), "tick box", ("miscellaneous", "作出不利于甲方的解释")),
    "liquidated damages": Row("warning", ("CTR601", "CTR418", "CTR655"), "585", ("liability", "违约金过分高于")),
    "practice of the courts": Row("info", ("CTR601",), "201 633.60"),
    "earnest money": Row("error", ("CTR412", "CTR413", "CTR657"), "", ("deposit", "20%")),
    "a bond is no earnest money": Row("warning", ("CTR658", "CTR415"), "", ("deposit", "保证金不具有定金性质")),
    "indefinite term": Row("warning", ("CTR116", "CTR763", "CTR668"), "", ("term", "不使本合同成为不定期合同")),
    "rescission": Row("warning", ("CTR781", "CTR782", "CTR783"), "564", ("termination", "1年内不行使的，消灭")),
    "exemption": Row("error", ("CTR646",), "", ("liability", "人身损害以及故意或重大过失")),
    "guarantee": Row("error", ("CTR410", "CTR420", "CTR411"), "", ("credit", "公司法第15条")),
    "title retention": Row("info", ("CTR756", "CTR757"), "641", ("title-retention", "不得对抗善意第三人")),
    "e-signature": Row("error", ("CTR755",), "E-Signature Law", ("miscellaneous", "可靠的电子签名")),
    "personal information": Row("error", ("COM141", "COM142", "COM114"), "", ("data", "附件九")),
    "trade mark licence": Row("warning", ("CTR778", "CTR113", "COM104"), "quality control", ("ip", "监督质量")),
    "franchise risk": Row("warning", ("CTR777", "CTR654"), "two own shops"),
    "car trade": Row("error", ("CTR794", "CTR791", "CTR792", "CTR793", "CTR795", "CTR796", "CTR797"), "the Measures, arts. 21, 24"),
    "payment of small enterprises": Row("warning", ("CTR775", "CTR659", "INC313"), "802", ("marketing", "60日")),
    "advertising and price marking": Row("info", ("CTR778",), "Price Law", ("marketing", "真实、合法")),
    "dispute route": Row("error", ("CTR602", "CTR603", "CTR644"), "Arbitration Law", ("disputes", "")),
}  # fmt: skip
"""The first code of a row is its main carrier: its manual page says the law."""


@cache
def carriers() -> dict[str, tuple[ProblemKind, Check]]:
    """Every code of every topic, with its kind and its check."""
    return {kind.code: (kind, check) for topic in TOPICS for check in topic.checks for kind in check.kinds}


def page(code: str) -> str:
    """The manual page of a code, in one line: wordings, hints and the docstring of its check."""
    kind, check = carriers()[code]
    words = (kind.message.zh, kind.message.en, kind.hint.zh, kind.hint.en, inspect.getdoc(check.find) or "")
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("topic", F3)
def test_f3_every_row_is_carried(topic: str) -> None:
    """Each code of a row is one of a check that runs, and the severity of the row is reached by one of them."""
    row = F3[topic]
    assert [code for code in row.codes if code not in carriers()] == []
    order = ("info", "warning", "error")
    strongest = max(order.index(carriers()[code][0].severity) for code in row.codes)
    assert strongest >= order.index(row.severity)


@pytest.mark.parametrize("topic", [topic for topic, row in F3.items() if row.manual])
def test_f3_the_law_stands_on_the_page(topic: str) -> None:
    """Who asks what the code means is told the rule, not only that something is wrong."""
    assert F3[topic].manual in page(F3[topic].codes[0])


@pytest.mark.parametrize("topic", [topic for topic, row in F3.items() if row.clause[0]])
def test_f3_the_standard_says_it_too(topic: str) -> None:
    """The clause library of the standard tells the dealer the same."""
    clause, words = F3[topic].clause
    assert words in (CLAUSES / clause / "2026-1" / "zh.md").read_text("utf-8")


def test_f3_a_missing_carrier_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk above can fail: a row whose code no check has, and one whose severity nothing reaches."""
    monkeypatch.setitem(F3, "planted", Row("error", ("XYZ000",)))
    with pytest.raises(AssertionError):
        test_f3_every_row_is_carried("planted")
    monkeypatch.setitem(F3, "planted", Row("error", ("CTR756",)))
    with pytest.raises(AssertionError):
        test_f3_every_row_is_carried("planted")


def test_f3_what_has_no_field_cannot_be_agreed() -> None:
    """A resale price is no topic of negotiation, and a term without an end cannot be written; words for it are found."""
    assert not any("resale" in code or "retail" in code for code in NEGOTIATION_TOPICS)
    assert Term.model_fields["end"].is_required()
    assert set(vocabularies.DISPUTES) == {"court", "arbitration"}
    assert resale_price_words("乙方不得低于建议零售价销售")
    assert not resale_price_words("乙方自主决定转售价格")
