"""Faults of wording planted in clauses, contracts, policies and letters, each found at its own line; and waivers (F.4)."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.topics.builders import TODAY, dealer, network, problems, staff
from tests.topics.contract_workspace import UNSIGNED, base, clause, contract, contract_path, library, template
from tests.topics.lint_corpus import lines, ruled
from tests.topics.test_contract_checks_lint_rules import CODES
from toolkit.kernel.problem import Problem
from toolkit.network.load import load
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.catalogue import KINDS
from toolkit.topics.contract.checks.lint import CHECKS as LINT
from toolkit.topics.contract.checks.lint import LETTERS, PRICED_POLICIES
from toolkit.topics.contract.checks.lint_waivers import CHECKS as WAIVERS
from toolkit.topics.contract.rules.lint.findings import TOLD_ELSEWHERE
from toolkit.topics.contract.rules.protection import FREE_PRICING

CHECKS = (*LINT, *WAIVERS)
PLANTED = {rule: text for rule, hit, text in reversed(ruled()) if hit} | {
    "resale-price": lines("resale-price-unlawful.zh")[0]
}
FLOOR = "乙方不得低于建议零售价销售产品"
LEGAL = staff("""
    id: S-2025-0001, roles: [LG]
    id: S-2025-0002, roles: [SA]
    id: S-2025-0003, roles: [LG], until: "2026-01-31"
    """)


def found(*files: dict[str, str], as_of: date = TODAY) -> list[tuple[str, int, str]]:
    """Path, line and code of everything that the linter and the checks of waivers tell."""
    return [(p.origin.path.removeprefix("content/clauses/"), p.origin.line, p.code) for p in told(*files, as_of=as_of)]


def told(*files: dict[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    whole = base()
    for more in files:
        whole |= more
    return problems(CHECKS, whole, as_of)


def test_what_is_right_passes() -> None:
    """The workspace of the tests and the shipped clause library, both languages, have no finding."""
    assert found() == []
    assert found(dict(library())) == []


@pytest.mark.parametrize("rule", [rule for rule in PLANTED if rule not in TOLD_ELSEWHERE])
def test_each_rule_in_a_contract(rule: str) -> None:
    """A special term with a fault is told at its own line, with the law, what to write, and how legal would waive it."""
    files = contract(f"special:\n  - 甲方每季度培训一次\n  - {json.dumps(PLANTED[rule], ensure_ascii=False)}\n")
    rows = [p for p in told(files) if p.code == CODES[rule]]
    assert [(p.origin.path, p.origin.line, p.record) for p in rows] == [(contract_path(), 3, "QY-JX-2025-0001")]
    assert rows[0].field.startswith("special[")
    assert re.search(rf"（.+）；法务豁免：rule {rule}，text [0-9a-f]{{16}}$", rows[0].hint.zh)


@pytest.mark.parametrize("rule", PLANTED)
def test_each_rule_in_a_clause(rule: str) -> None:
    """A paragraph with a fault is told at its own line of the Markdown text, with the clause and its version as record."""
    files = clause("extra", f"1. 双方平等。\n2. 双方诚信。\n3. {PLANTED[rule]}。\n4. 双方守信。")
    rows = [p for p in told(files) if p.code == CODES[rule]]
    assert [(p.origin.path, p.origin.line, p.record) for p in rows] == [
        ("content/clauses/extra/2026-1/zh.md", 8, "extra@2026-1/zh")
    ]


def test_english_clauses_and_titles_are_read_too() -> None:
    """A translation may not say what the original does not; a title is a text as well."""
    files = {
        **clause("extra"),
        **clause("extra", f"1. {lines('resale-price-unlawful.en')[0]}.", "", "en"),
        **clause("控价".replace("控价", "more"), "1. 双方平等。", "flag: M"),
    }
    files["content/clauses/more/2026-1/zh.md"] = files["content/clauses/more/2026-1/zh.md"].replace(
        "title: more", "title: 控价"
    )
    assert found(files) == [("extra/2026-1/en.md", 5, "CTR641"), ("more/2026-1/zh.md", 2, "CTR641")]


def test_items_rows_and_lines_of_a_clause() -> None:
    """Items under a lead-in that names the consequence, a table's rows and a wrapped paragraph are told where they stand."""
    body = """\
1. 乙方有下列行为之一的，甲方可停止供货：
   1. 窜货；
   2. 低价销售；
2. 甲方不得有下列行为：
   1. 规定乙方的转售价格；
   2. 限制乙方打折。
3. 双方应遵守约定，
   但乙方的零售价不得低于
   每瓶五元。"""
    assert found(clause("extra", body)) == [("extra/2026-1/zh.md", 8, "CTR641"), ("extra/2026-1/zh.md", 13, "CTR641")]
    table = "违约的，承担责任：\n\n| 违约情形 | 违约责任 |\n|---|---|\n| 甲方逾期交付 | 赔偿 |\n| 乙方价格秩序不合格 | 赔偿 |"
    assert found(clause("liability", table)) == [("liability/2026-1/zh.md", 11, "CTR641")]


def test_the_protective_sentence_is_exempt_by_its_clause() -> None:
    """In the clause `price` the sentence itself is not read; what is added to it there, or anywhere, is."""
    added = clause("price", f"1. {FREE_PRICING}\n2. 但{FLOOR}。")
    assert [row for row in found(added) if row[2] == "CTR641"] == [("price/2026-1/zh.md", 7, "CTR641")]
    inside = clause("price", f"1. {FREE_PRICING}但{FLOOR}。")
    assert [row for row in found(inside) if row[2] == "CTR641"] == [("price/2026-1/zh.md", 6, "CTR641")]


def test_counted_places_of_a_contract() -> None:
    """What money is taken for needs no further word: a case of breach and a case of deduction may not be a low price."""
    files = contract("""
        deposit:
          kind: performance_bond
          amount: "50000.00"
          deductions:
            - 经确认的赔偿
            - 价格秩序混乱
          top_up_days: "15"
          refund_days: "30"
          interest: "false"
        """)
    assert found(files) == [(contract_path(), 6, "CTR641")]


def test_liability_of_one_side() -> None:
    """The article is told at its table; the cases of a contract are data, which another check counts."""
    rows = "".join(f"| 乙方违约{n} | 赔偿 |\n" for n in range(3))
    assert found(clause("liability", f"| 违约情形 | 违约责任 |\n|---|---|\n{rows}")) == [
        ("liability/2026-1/zh.md", 6, "CTR670")
    ]
    cases = ", ".join(f"{{party: dealer, trigger: 情形{n}, remedy: 赔偿, cap: 损失}}" for n in range(3))
    assert found(contract(f"liability: [{cases}]\n")) == []


def test_terms_without_a_meaning() -> None:
    """A clause that uses a term of the field stands in no template whose definitions leave it out."""
    files = {
        **clause("definitions", "1. 工作日，指应上班的日期。"),
        **clause("extra", "1. 甲方应在3个工作日内答复。\n2. 乙方窜货的，赔偿损失。"),
        **template("", ("definitions", "extra")),
    }
    assert found(files) == [("extra/2026-1/zh.md", 7, "CTR671")]
    assert (
        found({**files, **clause("definitions", "1. 窜货，指违反区域约定的销售。\n2. 工作日，指应上班的日期。")}) == []
    )


def test_numbers_that_differ_between_the_languages() -> None:
    """Told at the English paragraph, since the Chinese text prevails."""
    files = {
        **clause("extra", "1. 双方平等。\n2. 提前60日通知。"),
        **clause("extra", "1. The Parties are equal.\n2. Give 30 days' notice of it.", "", "en"),
    }
    assert found(files) == [("extra/2026-1/en.md", 6, "CTR672")]


def test_blanks_count_once_a_contract_is_signed() -> None:
    """A draft may still be filled in."""
    files = "special: [首单金额为____元]\n"
    assert found(contract(files)) == [(contract_path(), 1, "CTR669")]
    assert found(contract(UNSIGNED + files)) == []


def waiver(digest: str, **rest: str) -> dict[str, str]:
    """A waiver W-1 of the floor in QY-JX-2025-0001, with the given digest; other values by name, `none` leaves one out."""
    values = {
        "rule": "resale-price",
        "contract": "QY-JX-2025-0001",
        "text": f'"{digest}"',
        "by": "S-2025-0001",
        "date": '"2026-03-01"',
        "reason": "代理模式试点",
        "legal_note": "法律意见 2026-7",
        **rest,
    }
    rows = "".join(f"    {key}: {value}\n" for key, value in values.items() if value != "none")
    return {**LEGAL, "content/clauses/waivers.yaml": f"waivers:\n  - id: w-1\n{rows}"}


PRICED = contract(f"special: [{FLOOR}]\n")
DIGEST = "0000000000000000"


def digest_of_finding() -> str:
    """The digest that the message of the planted floor shows."""
    match = re.search(r"text ([0-9a-f]{16})", told(PRICED)[0].hint.zh)
    assert match is not None
    return match[1]


def waived(*files: dict[str, str], as_of: date = TODAY) -> list[tuple[str, int, str]]:
    return [(path.rpartition("/")[2], line, code) for path, line, code in found(PRICED, *files, as_of=as_of)]


def test_a_waiver_by_legal_lets_one_paragraph_stand() -> None:
    """The finding stays on record, as an information with who waived it, when and why."""
    files = waiver(digest_of_finding())
    assert waived(files) == [("QY-JX-2025-0001.yaml", 1, "CTR688")]
    shown = told(PRICED, files)[0]
    assert (shown.severity, "代理模式试点" in shown.hint.zh, "S-2025-0001" in shown.hint.en) == ("info", True, True)


def test_a_waiver_fits_its_words_only() -> None:
    """White space does not count; a changed word brings the finding back and makes the waiver an error."""
    files = waiver(digest_of_finding())
    changed = contract("special: [乙方不得低于建议零售价销售全部产品]\n")
    assert [row[2] for row in waived(files, changed)] == ["CTR641", "CTR684"]
    other = contract(f"special: [{FLOOR}, 乙方不得低于指导价销售]\n")
    assert [row[2] for row in waived(files, other)] == ["CTR688", "CTR641"]


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        ({"rule": "resale-prices"}, 3, "CTR681"),
        ({"by": "S-2025-0002"}, 6, "CTR682"),
        ({"by": "S-2025-0009"}, 6, "CTR682"),
        ({"by": "S-2025-0003"}, 6, "CTR682"),
        ({"date": '"2023-12-31"'}, 6, "CTR682"),
        ({"legal_note": "none"}, 3, "CTR683"),
        ({"text": f'"{DIGEST}"'}, 5, "CTR684"),
        ({"date": '"2026-10-21"'}, 7, "CTR686"),
    ],
)
def test_a_waiver_that_does_not_hold(change: dict[str, str], line: int, code: str) -> None:
    """No such rule, nobody of legal on that day, no legal opinion, other words, a day to come: an error, and the finding stands."""
    assert waived(waiver(digest_of_finding(), **change)) == [
        ("QY-JX-2025-0001.yaml", 1, "CTR641"),
        ("waivers.yaml", line, code),
    ]


def test_an_unused_waiver() -> None:
    """It is a warning: nothing is wrong, but the list should say what still counts."""
    rows = told(waiver(DIGEST))
    assert [(p.code, p.severity, p.origin.line) for p in rows] == [("CTR685", "warning", 4)]


def test_other_rules_need_no_legal_opinion() -> None:
    """A reason is enough where no resale price is concerned; a clause is named with version and language."""
    files = {**clause("extra", "1. 最终解释权归甲方。")}
    match = re.search(r"text ([0-9a-f]{16})", told(files)[0].hint.zh)
    assert match is not None
    more = waiver(match[1], rule="last-word", contract="none", clause="extra@2026-1/zh", legal_note="none")
    assert found(files, more) == [("extra/2026-1/zh.md", 6, "CTR688")]


@pytest.mark.parametrize("rest", [{"contract": "none"}, {"clause": "price@2026-1/zh"}])
def test_a_waiver_names_one_text(rest: dict[str, str]) -> None:
    """A clause or a contract, one of the two; the type of the record says so."""
    loaded = load(MemoryTree({**base(), **waiver(DIGEST, **rest)}), KINDS)
    assert [p.code for p in loaded.problems if p.origin.path.endswith("waivers.yaml")] == ["REC003"]


POLICY = 'name: 政策\neffective_from: "2025-01-01"\napplies_by: opened_at\n'
LETTER = """\
notices:
  - {id: n-1, kind: policy, subject: 春季新品, document_version: "1", issued: "2026-03-01", due: "2026-03-05"}
  - {id: n-2, kind: price, subject: 关于严格执行零售指导价的通知, document_version: "1", issued: "2026-03-01", due: "2026-03-05"}
feedback:
  - {id: FB-2026-0001, kind: complaint, severity: normal, text: 隔壁低于建议零售价销售，请处罚, received: "2026-03-01", answer: 经销商自主定价，我方不作处理}
  - {id: FB-2026-0002, kind: complaint, severity: normal, text: 邻区低价, received: "2026-03-01", answer: 我方已要求其不得低于指导价销售}
"""


def anywhere(path: str, text: str) -> list[tuple[int, str]]:
    """Line and code of what the linter tells of one file of another chapter."""
    loaded = load(MemoryTree({**dealer(), path: text}), KINDS)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == []
    return sorted((p.origin.line, p.code) for check in LINT for p in check.find(loaded.network, Results(), TODAY))


def test_policies_and_letters_of_other_chapters() -> None:
    """A policy's notes, a notice, an answer: what the company says. What a dealer asks for is the dealer's to say."""
    policy = (
        POLICY.replace("opened_at", "requested_at")
        + "acknowledge_days: '1'\nanswers: []\ntarget: '0.95'\nnotes: 解释权归公司\n"
    )
    assert anywhere("content/policies/communication/feedback-sla/2025-1.yaml", policy + "id: feedback-sla\n") == [
        (7, "CTR661")
    ]
    assert anywhere("dealers/D-2025-0001/communication/2026.yaml", LETTER) == [(3, "CTR641"), (6, "CTR641")]


def groups(annotation: object) -> list[type[Value]]:
    """The models inside a field's type."""
    own = [annotation] if isinstance(annotation, type) and issubclass(annotation, Value) else []
    return own + [group for part in getattr(annotation, "__args__", ()) for group in groups(part)]


def test_the_lists_of_kinds_and_fields_are_right() -> None:
    """Every kind that is named exists, and so does every field of it: a renamed one would be linted no more."""
    kinds = {kind.name: kind for kind in KINDS.all}
    assert {row.kind for row in LETTERS} | PRICED_POLICIES <= set(kinds)
    for row in LETTERS:
        for name in (*row.fields, *row.counted):
            models: list[type[Value]] = [kinds[row.kind].model]
            for step in name.split("."):
                held = [model.model_fields[step].annotation for model in models if step in model.model_fields]
                assert held, (row.kind, name)
                models = [group for annotation in held for group in groups(annotation)]


def test_the_network_has_no_other_way_in() -> None:
    """A workspace that lacks the other chapters is linted all the same."""
    assert [p for check in LINT for p in check.find(network(base()), Results(), TODAY)] == []
